package rule

import (
	"slices"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/domain"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var legalBasisComponent = component{name: "legal-basis", follow: followBasis, rules: []Rule{
	{
		"legal-basis.style", report.SeverityError, say("Căn cứ ban hành", "Legal basis"), annexI("II.6.a"),
		say("Chọn các dòng căn cứ, đặt chữ thường, nghiêng.", "Select the lines; lower case, italic."),
	},
	{
		"legal-basis.punctuation", report.SeverityError, say("Căn cứ ban hành", "Legal basis"), annexI("II.6.a"),
		say("Mỗi căn cứ một dòng, cuối dòng “;”, dòng cuối cùng “.”.", "A line for each; “;” after each, “.” after the last."),
	},
}}

// basisWatch finds the lines that state the legal basis. In a resolution or decision they stand on top of the text;
// elsewhere "Căn cứ …" may also begin a sentence, so only lines that end like a list count.
type basisWatch struct {
	c *Check
	// above counts the lines before the first basis; over says that the list is behind.
	above int
	over  bool
	lines []*docx.Paragraph
	texts []string
}

func followBasis(c *Check) follower { return &basisWatch{c: c} }

// mostBases bounds a list that no document has.
const mostBases = 200

func (w *basisWatch) paragraph(_ int, p *anatomy.Para, in anatomy.Zone) {
	if in != anatomy.ZoneBody || w.over {
		return
	}
	if p.Text == "" || p.Top != nil {
		w.over = len(w.lines) > 0 && p.Top != nil
		return
	}
	begins := strings.HasPrefix(p.Text, basisWords[0])
	// In a decision the list goes on until the line “QUYẾT ĐỊNH:”, whatever its lines begin with.
	follows := len(w.lines) > 0 && w.sure() && !wording.Upper(p.Text) && (beginsWith(p.Text, basisWords[1:]) || wording.LastRune(p.Text) == ';' || anatomy.AllRuns(p.Paragraph, anatomy.Italic))
	if begins || follows {
		w.c.basis = p.Index
		w.lines, w.texts = append(w.lines, p.Paragraph), append(w.texts, p.Text)
		w.over = len(w.lines) == mostBases
		return
	}
	// Above the first basis stands at most the deciding authority.
	const authorityLines = 3
	w.above++
	w.over = len(w.lines) > 0 || w.above > authorityLines || len(p.Text) > anatomy.LongStart
}

func (w *basisWatch) sure() bool {
	return w.c.paper.Title.Form.Type == domain.TypeDecision || w.c.paper.Title.Form.Type == domain.TypeResolution
}

func (w *basisWatch) end() {
	listed := slices.ContainsFunc(w.texts, func(text string) bool { return wording.LastRune(text) == ';' })
	if !listed && !w.sure() {
		return
	}
	c := w.c
	if !w.sure() {
		c.paper.Unsure[c.component] = true
	}
	for i, p := range w.lines {
		xs := anatomy.LinesOf(p, false)
		for k := range xs {
			if found, wrong, _ := (typeface{caps: no, italic: yes}).faults(&xs[k]); wrong {
				c.find("legal-basis.style", at(p), w.texts[i], found, say("chữ in thường, nghiêng", "lower case, italic"))
				for n := range xs {
					c.note((typeface{caps: no, italic: yes}).mend("legal-basis.style", &xs[n], at(p), found)...)
				}
				break
			}
		}
		want := ';'
		if i == len(w.lines)-1 {
			want = '.'
		}
		if got := wording.LastRune(w.texts[i]); got != want {
			c.find("legal-basis.punctuation", at(p), w.texts[i], sayf("cuối dòng là “%c”", "ends with “%c”", got), sayf("cuối dòng là “%c”", "to end with “%c”", want))
			if len(xs) > 0 {
				c.note(mend.End("legal-basis.punctuation", &xs[len(xs)-1], want)...)
			}
		}
	}
}
