package rule

import (
	"trinhky/internal/docx"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

// Check is one run of the rules over one document.
type Check struct {
	paper     *anatomy.Layout
	opts      Options
	numbers   Numbers
	secrecy   secrecyWatch
	followers []following
	// told is how many paragraphs the followers have seen; bodyRead says that they saw all, and what stands beside.
	told      int
	bodyRead  bool
	component string
	findings  []report.Finding
	perRule   map[string]int
	// annexes are those of the file, numberedAnnexes those the document speaks of by number; mentionsAnnex says that it
	// speaks of annexes without.
	annexes         []*annex
	mentionsAnnex   bool
	numberedAnnexes map[int]bool
	// basis is the last paragraph taken for a legal basis.
	basis int
	// bodySize is the size most of the body is set in.
	bodySize docx.HalfPoints
	// lowest is the last place with text of the main document, as far as the followers have come.
	lowest report.Place
	// mending asks the checks to note how what they find can be mended.
	mending bool
	repairs []mend.Repair
}

// New begins a check, which a document then visits.
func New(opts Options) *Check {
	if opts.Stage == "" {
		opts.Stage = report.StageDraft
	}
	c := &Check{opts: opts, paper: anatomy.NewLayout(), numberedAnnexes: map[int]bool{}, numbers: opts.Numbers.within(DecreeNumbers())}
	for _, component := range components {
		if component.follow != nil {
			c.followers = append(c.followers, following{component.name, component.follow(c)})
		}
	}
	return c
}

// mostPerRule bounds the findings of one rule: nobody reads more, and a hostile file could hold a million.
const mostPerRule = 100

// find records a finding with the registry's severity.
func (c *Check) find(id string, where report.Place, text string, found, expected report.Words) {
	c.add(id, registry[id].Severity, where, text, found, expected)
}

// warn records a finding that is only worth a warning here.
func (c *Check) warn(id string, where report.Place, text string, found, expected report.Words) {
	c.add(id, report.SeverityWarning, where, text, found, expected)
}

// miss records the absence of a component by how strictly the type wants it.
func (c *Check) miss(id string, want anatomy.Presence, where report.Place, expectedWords report.Words) {
	switch want {
	case anatomy.Required:
		c.find(id, where, "", say("không có", "missing"), expectedWords)
	case anatomy.Expected:
		c.warn(id, where, "", say("không có", "missing"), expectedWords)
	case anatomy.Optional, anatomy.Never:
	}
}

// severity is how hard a rule is here: as the office set it, or as the registry has it.
func (c *Check) severity(id string) report.Severity {
	if s, ok := c.opts.Severities[id]; ok {
		return s
	}
	return registry[id].Severity
}

// ofFile are the components that every paper has, whatever its type: page, letters, what can be read.
var ofFile = map[string]bool{"secrecy": true, "page": true, "overflow": true, "unread": true, "font": true, "text": true}

// outsideDecree says that the paper is of no type of the decree: it has a title of another kind.
func (c *Check) outsideDecree() bool {
	t := &c.paper.Title
	return t.Form.Outside || !t.Known && t.OtherTitle != nil
}

// add records a finding as the office and the certainty of its place allow.
func (c *Check) add(id string, severity report.Severity, where report.Place, text string, found, expected report.Words) {
	rule := registry[id]
	switch s := c.severity(id); {
	case s == report.SeverityOff:
		return
	case severity == rule.Severity:
		severity = s
	}
	message := say(
		rule.Label.VI+" "+found.VI+"; quy định "+expected.VI+". "+rule.Mend.VI,
		rule.Label.EN+": "+found.EN+"; the decree says "+expected.EN+". "+rule.Mend.EN,
	)
	if c.outsideDecree() && !ofFile[c.component] && severity == report.SeverityError {
		severity = report.SeverityWarning
	}
	if c.paper.Unsure[c.component] {
		severity = report.SeverityWarning
		message.VI += " (Vị trí của thành phần này được suy đoán, cần người kiểm tra xem lại.)"
		message.EN += " (Where this component stands was guessed; a person should look.)"
	}
	if c.perRule == nil {
		c.perRule = map[string]int{}
	}
	c.perRule[id]++
	switch n := c.perRule[id]; {
	case n > mostPerRule:
		return
	case n == mostPerRule:
		message.VI += " (Còn nhiều chỗ khác cùng lỗi này; sửa rồi kiểm tra lại.)"
		message.EN += " (There are more of these; mend them and check again.)"
	}
	c.findings = append(c.findings, report.Finding{
		Rule: id, Severity: severity, Component: c.component, Where: where,
		Text: wording.Quote(text), Found: found, Expected: expected, Citation: rule.Citation, Message: message,
	})
}

// bottom is where what is missing from the end should stand.
func (c *Check) bottom() report.Place {
	if c.lowest.Paragraph > 0 {
		return c.lowest
	}
	return c.paper.Top()
}

// note keeps repairs for a mending; of a component whose place was guessed, or by a rule that is off, nothing is touched.
func (c *Check) note(all ...mend.Repair) {
	if !c.mending || c.paper.Unsure[c.component] {
		return
	}
	for _, m := range all {
		if c.severity(m.Rule) != report.SeverityOff {
			c.repairs = append(c.repairs, m)
		}
	}
}

// Repairs lists the repairs of one pass, in the order in which the rules note them.
func Repairs(doc *docx.Document, opts Options) []mend.Repair {
	c := New(opts)
	c.mending = true
	doc.Visit(c)
	c.Finish()
	return mend.Plan(c.repairs)
}
