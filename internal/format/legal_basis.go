package format

import (
	"slices"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/domain"
)

var legalBasisComponent = component{name: "legal-basis", follow: followBasis, rules: []Rule{
	{
		"legal-basis.style", SeverityError, say("Căn cứ ban hành", "Legal basis"), annexI("II.6.a"),
		say("Chọn các dòng căn cứ, đặt chữ thường, nghiêng.", "Select the lines; lower case, italic."),
	},
	{
		"legal-basis.punctuation", SeverityError, say("Căn cứ ban hành", "Legal basis"), annexI("II.6.a"),
		say("Mỗi căn cứ một dòng, cuối dòng “;”, dòng cuối cùng “.”.", "A line for each; “;” after each, “.” after the last."),
	},
}}

// basisWatch finds the lines that state the legal basis. In a resolution or decision they stand on top of the text;
// elsewhere "Căn cứ …" may also begin a sentence, so only lines that end like a list count.
type basisWatch struct {
	c *check
	// above counts the lines before the first basis; over says that the list is behind.
	above int
	over  bool
	lines []*docx.Paragraph
	texts []string
}

func followBasis(c *check) follower { return &basisWatch{c: c} }

// mostBases bounds a list that no document has.
const mostBases = 200

func (w *basisWatch) paragraph(_ int, p *para, in zone) {
	if in != zoneBody || w.over {
		return
	}
	if p.text == "" || p.top != nil {
		w.over = len(w.lines) > 0 && p.top != nil
		return
	}
	begins := strings.HasPrefix(p.text, basisWords[0])
	// In a decision the list goes on until the line “QUYẾT ĐỊNH:”, whatever its lines begin with.
	follows := len(w.lines) > 0 && w.sure() && !upper(p.text) && (beginsWith(p.text, basisWords[1:]) || lastRune(p.text) == ';' || allRuns(p.Paragraph, italic))
	if begins || follows {
		w.c.basis = p.Index
		w.lines, w.texts = append(w.lines, p.Paragraph), append(w.texts, p.text)
		w.over = len(w.lines) == mostBases
		return
	}
	// Above the first basis stands at most the deciding authority.
	const authorityLines = 3
	w.above++
	w.over = len(w.lines) > 0 || w.above > authorityLines || len(p.text) > longStart
}

func (w *basisWatch) sure() bool {
	return w.c.form.Type == domain.TypeDecision || w.c.form.Type == domain.TypeResolution
}

func (w *basisWatch) end() {
	listed := slices.ContainsFunc(w.texts, func(text string) bool { return lastRune(text) == ';' })
	if !listed && !w.sure() {
		return
	}
	c := w.c
	if !w.sure() {
		c.unsure[c.component] = true
	}
	for i, p := range w.lines {
		xs := linesOf(p, false)
		for k := range xs {
			if found, wrong := (typeface{caps: no, italic: yes}).faults(&xs[k]); wrong {
				c.find("legal-basis.style", at(p), w.texts[i], found, say("chữ in thường, nghiêng", "lower case, italic"))
				break
			}
		}
		want := ';'
		if i == len(w.lines)-1 {
			want = '.'
		}
		if got := lastRune(w.texts[i]); got != want {
			c.find("legal-basis.punctuation", at(p), w.texts[i], sayf("cuối dòng là “%c”", "ends with “%c”", got), sayf("cuối dòng là “%c”", "to end with “%c”", want))
			if len(xs) > 0 {
				c.mendEnd("legal-basis.punctuation", &xs[len(xs)-1], want)
			}
		}
	}
}
