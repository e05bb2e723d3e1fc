package format

import (
	"strings"

	"trinhky/internal/domain"
)

var legalBasisComponent = component{name: "legal-basis", check: checkLegalBasis, rules: []Rule{
	{
		"legal-basis.style", SeverityError, say("Căn cứ ban hành", "Legal basis"), annexI("II.6.a"),
		say("Chọn các dòng căn cứ, đặt chữ thường, nghiêng.", "Select the lines; lower case, italic."),
	},
	{
		"legal-basis.punctuation", SeverityError, say("Căn cứ ban hành", "Legal basis"), annexI("II.6.a"),
		say("Mỗi căn cứ một dòng, cuối dòng “;”, dòng cuối cùng “.”.", "A line for each; “;” after each, “.” after the last."),
	},
}}

// legalBases finds the lines that state the legal basis: indexes in paras. In a resolution or decision they stand on
// top of the text; elsewhere "Căn cứ …" may also begin a sentence, so only lines that end like a list count.
func (l *layout) legalBases() (from, to int, sure bool) {
	sure = l.form.Type == domain.TypeDecision || l.form.Type == domain.TypeResolution
	from, to = -1, -1
	listed := false
	seen := 0
	for i := l.bodyFrom; i < l.bodyTo; i++ {
		p := l.paras[i]
		if p.text == "" || p.top != nil {
			if from >= 0 && p.top != nil {
				break
			}
			continue
		}
		begins := strings.HasPrefix(p.text, "Căn cứ ")
		follows := from >= 0 && sure && (strings.HasPrefix(p.text, "Theo ") || strings.HasPrefix(p.text, "Xét ") || strings.HasPrefix(p.text, "Thực hiện ") ||
			strings.HasPrefix(p.text, "Trên cơ sở "))
		if !begins && !follows {
			if from >= 0 {
				break
			}
			// Above the first basis stands at most the deciding authority.
			if seen++; seen > 3 || len(p.text) > longStart {
				break
			}
			continue
		}
		if from < 0 {
			from = i
		}
		to = i + 1
		listed = listed || lastRune(p.text) == ';'
	}
	if from < 0 || !sure && !listed {
		return 0, 0, sure
	}
	return from, to, sure
}

func checkLegalBasis(c *check) {
	if c.standalone {
		return
	}
	from, to, sure := c.legalBases()
	if from == to {
		return
	}
	if !sure {
		c.unsure[c.component] = true
	}
	last := -1
	for i := from; i < to; i++ {
		if c.paras[i].text != "" {
			last = i
		}
	}
	for i := from; i < to; i++ {
		p := c.paras[i]
		if p.text == "" {
			continue
		}
		xs := linesOf(p.Paragraph, false)
		for k := range xs {
			if found, wrong := (typeface{caps: no, italic: yes}).faults(&xs[k]); wrong {
				c.find("legal-basis.style", at(p.Paragraph), p.text, found, say("chữ in thường, nghiêng", "lower case, italic"))
				break
			}
		}
		want := ';'
		if i == last {
			want = '.'
		}
		if got := lastRune(p.text); got != want {
			c.find("legal-basis.punctuation", at(p.Paragraph), p.text, sayf("cuối dòng là “%c”", "ends with “%c”", got), sayf("cuối dòng là “%c”", "to end with “%c”", want))
			if len(xs) > 0 {
				c.mendEnd("legal-basis.punctuation", &xs[len(xs)-1], want)
			}
		}
	}
}
