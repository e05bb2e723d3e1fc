package format

import (
	"context"
	"io"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
)

// Rule is one line of the registry: what an id checks, how hard, by which place of the decree, and how to mend it.
type Rule struct {
	ID       string
	Severity Severity
	// Label names what is measured, as the message begins: "Lề trái".
	Label    Words
	Citation Words
	// Mend says how to put it right in Word.
	Mend Words
}

// component is a group of rules that look at one part of the document.
type component struct {
	name  string
	rules []Rule
	// check judges what was located, when all is read; follow makes what goes along with the text. Either may be nil.
	check  func(*check)
	follow func(*check) follower
}

// components is the registry, in the order of Annex I. A file that bears a mark of state secrecy stops before it.
var components = []component{
	pageComponent, fontComponent, textComponent,
	nationalNameComponent, mottoComponent, headerComponent, agencyComponent, numberComponent, placeDateComponent,
	typeNameComponent, subjectComponent, addresseesComponent,
	legalBasisComponent, bodyComponent, structureComponent,
	authorityComponent, signerComponent, recipientsComponent,
	urgencyComponent, circulationComponent, drafterComponent, contactComponent, annexComponent, citationComponent, capitalComponent, spellingComponent,
}

// registry finds a rule by its id, rank the place of a component among the others. They are filled at start: the checks
// they lead to name rules by id themselves.
var (
	registry = map[string]*Rule{}
	rank     = map[string]int{}
)

func init() {
	for n, c := range append([]component{secrecyComponent}, components...) {
		rank[c.name] = n
		for i := range c.rules {
			registry[c.rules[i].ID] = &c.rules[i]
		}
	}
}

// Rules lists the registry in its order, for an office that sets severities and for the documentation.
func Rules() []Rule {
	var all []Rule
	for _, c := range append([]component{secrecyComponent}, components...) {
		all = append(all, c.rules...)
	}
	return all
}

// annexI cites a place of Annex I, Part I: "mục II.1.a".
func annexI(item string) Words {
	return say("Phụ lục I, Phần I, mục "+item, "Annex I, Part I, item "+item)
}

func annexII(item string) Words { return say("Phụ lục II, mục "+item, "Annex II, item "+item) }

func annexIII(item string) Words { return say("Phụ lục III, mục "+item, "Annex III, item "+item) }

// check is one run of the rules over one document.
type check struct {
	*layout
	opts      Options
	numbers   Numbers
	secrecy   secrecyWatch
	followers []following
	// told is how many paragraphs the followers have seen; bodyRead says that they saw all, and what stands beside.
	told      int
	bodyRead  bool
	component string
	findings  []Finding
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
	lowest Place
	// mending asks the checks to note how what they find can be mended, in mends.
	mending bool
	mends   []mend
	margins map[*docx.Section]*docx.Page
}

func newCheck(opts Options) *check {
	if opts.Stage == "" {
		opts.Stage = StageDraft
	}
	c := &check{opts: opts, layout: &layout{unsure: map[string]bool{}}, numberedAnnexes: map[int]bool{}, numbers: opts.Numbers.within(DecreeNumbers())}
	for _, component := range components {
		if component.follow != nil {
			c.followers = append(c.followers, following{component.name, component.follow(c)})
		}
	}
	return c
}

// Check looks at a document and reports every departure from the rules. It changes nothing and asks nobody.
func Check(doc *docx.Document, opts Options) Report {
	c := newCheck(opts)
	doc.Visit(c)
	return c.finish()
}

// CheckFile checks a .docx while it reads it, so that what it holds does not grow with the file. A file that cannot be
// read gives a *opc.Error, or the context's error.
func CheckFile(ctx context.Context, r io.ReaderAt, size int64, opts Options) (Report, error) {
	c, err := scan(ctx, r, size, opts)
	if err != nil {
		return Report{}, err
	}
	return c.finish(), nil
}

func scan(ctx context.Context, r io.ReaderAt, size int64, opts Options) (*check, error) {
	c := newCheck(opts)
	_, err := docx.Scan(ctx, r, size, opc.Limits{}, c)
	return c, err
}

// mostPerRule bounds the findings of one rule: nobody reads more, and a hostile file could hold a million.
const mostPerRule = 100

// find records a finding with the registry's severity.
func (c *check) find(id string, where Place, text string, found, expected Words) {
	c.add(id, registry[id].Severity, where, text, found, expected)
}

// warn records a finding that is only worth a warning here.
func (c *check) warn(id string, where Place, text string, found, expected Words) {
	c.add(id, SeverityWarning, where, text, found, expected)
}

// miss records the absence of a component by how strictly the type wants it.
func (c *check) miss(id string, want presence, where Place, expectedWords Words) {
	switch want {
	case required:
		c.find(id, where, "", say("không có", "missing"), expectedWords)
	case expected:
		c.warn(id, where, "", say("không có", "missing"), expectedWords)
	case optional, never:
	}
}

// severity is how hard a rule is here: as the office set it, or as the registry has it.
func (c *check) severity(id string) Severity {
	if s, ok := c.opts.Severities[id]; ok {
		return s
	}
	return registry[id].Severity
}

func (c *check) add(id string, severity Severity, where Place, text string, found, expected Words) {
	rule := registry[id]
	switch s := c.severity(id); {
	case s == SeverityOff:
		return
	case severity == rule.Severity:
		severity = s
	}
	message := say(
		rule.Label.VI+" "+found.VI+"; quy định "+expected.VI+". "+rule.Mend.VI,
		rule.Label.EN+": "+found.EN+"; the decree says "+expected.EN+". "+rule.Mend.EN,
	)
	if c.unsure[c.component] {
		severity = SeverityWarning
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
	c.findings = append(c.findings, Finding{
		Rule: id, Severity: severity, Component: c.component, Where: where,
		Text: quote(text), Found: found, Expected: expected, Citation: rule.Citation, Message: message,
	})
}

// top is where what is missing from the header should stand; bottom the same for the end.
func (c *check) top() Place {
	if c.first.Paragraph > 0 {
		return c.first
	}
	return Place{Section: 1}
}

func (c *check) bottom() Place {
	if c.lowest.Paragraph > 0 {
		return c.lowest
	}
	return c.top()
}
