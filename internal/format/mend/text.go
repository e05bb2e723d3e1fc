package mend

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"trinhky/internal/docx"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

// Text rewrites stretches of a line when the result is text that the rule wants.
func Text(id string, x *anatomy.Line, edits []Rewrite) []Repair {
	if x.Offset < 0 || len(edits) == 0 || x.Offset+len(x.Text) > len(x.P.Text()) {
		return nil
	}
	result := x.Text
	for i := len(edits) - 1; i >= 0; i-- {
		result = result[:edits[i].from] + edits[i].with + result[edits[i].to:]
	}
	inParagraph := make([]Rewrite, len(edits))
	for i, r := range edits {
		inParagraph[i] = Rewrite{x.Offset + r.from, x.Offset + r.to, r.with}
	}
	from, to := excerpts(x.Text, result, edits)
	return []Repair{rewriting(Repair{
		Change:    Change{Rule: id, Where: report.At(x.P), Text: wording.Quote(x.Text), From: report.Quoted(from), To: report.Quoted(to)},
		paragraph: x.P, edits: inParagraph,
	})}
}

// excerpts are the parts of a text before and after its edits that show what they changed.
func excerpts(before, after string, edits []Rewrite) (from, to string) {
	if utf8.RuneCountInString(before) <= wording.QuoteLength {
		return wording.Quote(before), wording.Quote(after)
	}
	first := edits[0].from
	return "…" + wording.Quote(wording.Nearby(before, first)), "…" + wording.Quote(wording.Nearby(after, first))
}

// Composed composes decomposed letters, run by run. Marks that stand in a run of their own are left to a person.
func Composed(p *docx.Paragraph, where report.Place) []Repair {
	offset := 0
	var edits []Rewrite
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Props == nil || r.Props.Hidden || r.Text == "" {
			continue
		}
		start := 0
		for k := 0; k <= len(r.Text); k++ {
			if k < len(r.Text) && r.Text[k] != '\t' && r.Text[k] != '\n' && r.Text[k] != '\f' {
				continue
			}
			if part := r.Text[start:k]; !wording.Composed(part) {
				edits = append(edits, Rewrite{offset + start, offset + k, norm.NFC.String(part)})
			}
			start = k + 1
		}
		offset += len(r.Text)
	}
	if len(edits) == 0 {
		return nil
	}
	return []Repair{rewriting(Repair{
		Change:    Change{Rule: "text.unicode", Where: where, Text: wording.Quote(p.Text()), From: report.Same(wording.Decomposed), To: report.Say("Unicode dựng sẵn (NFC)", "precomposed Unicode (NFC)")},
		paragraph: p, edits: edits, composes: true,
	})}
}

// Eth puts the Vietnamese letters in the place of those that look like them.
func Eth(p *docx.Paragraph, where report.Place) Repair {
	var edits []Rewrite
	for i, r := range p.Text() {
		switch r {
		case 'Ð':
			edits = append(edits, Rewrite{i, i + utf8.RuneLen(r), "Đ"})
		case 'ð':
			edits = append(edits, Rewrite{i, i + utf8.RuneLen(r), "đ"})
		}
	}
	return rewriting(Repair{
		Change:    Change{Rule: "text.unicode", Where: where, Text: wording.Quote(p.Text()), From: report.Same(wording.EthForD), To: report.Quoted("Đ")},
		paragraph: p, edits: edits,
	})
}

// rewriting is a repair that rewrites stretches of its paragraph.
func rewriting(m Repair) Repair {
	m.apply = func(w *workshop) {
		for _, r := range m.edits {
			w.ReplaceText(m.paragraph, r.from, r.to, r.with)
		}
	}
	return m
}

// Motto puts hyphens with single spaces between the phrases, when nothing else is wrong with the motto.
func Motto(x *anatomy.Line, want string) []Repair {
	var edits []Rewrite
	start := -1 // of a gap: spaces and dashes
	dash := false
	for i, r := range x.Text + "." {
		isDash := strings.ContainsRune("-–—\u2011−", r)
		switch {
		case isDash || unicode.IsSpace(r):
			if start < 0 {
				start, dash = i, false
			}
			dash = dash || isDash
		case start >= 0:
			between := " "
			if dash {
				between = " - "
			}
			if x.Text[start:i] != between {
				edits = append(edits, Rewrite{start, i, between})
			}
			start = -1
		}
	}
	result := x.Text
	for i := len(edits) - 1; i >= 0; i-- {
		result = result[:edits[i].from] + edits[i].with + result[edits[i].to:]
	}
	if result != want {
		return nil
	}
	return Text("motto.text", x, edits)
}

// NumberSpaces deletes the spaces inside number and notation; one space after the colon stays, and so does the
// blank of a number yet to be given.
func NumberSpaces(x *anatomy.Line) []Repair {
	slash := strings.IndexByte(x.Text, '/')
	digits := strings.IndexFunc(x.Text, unicode.IsDigit)
	from := slash
	if digits >= 0 && digits < slash {
		from = digits
	}
	if from < 0 {
		return nil
	}
	var edits []Rewrite
	for i, r := range x.Text {
		if (i > from || i < strings.IndexByte(x.Text, ':') && i < digits) && unicode.IsSpace(r) {
			edits = append(edits, Rewrite{i, i + utf8.RuneLen(r), ""})
		}
	}
	return Text("number.spacing", x, edits)
}

// Word replaces the first occurrence of a word in a line.
func Word(id string, x *anatomy.Line, word, with string) []Repair {
	if i := strings.Index(x.Text, word); i >= 0 && word != "" {
		return Text(id, x, []Rewrite{{i, i + len(word), with}})
	}
	return nil
}

// NumberAfter is how to replace a number that follows a word.
func NumberAfter(x *anatomy.Line, word, number, with string) []Rewrite {
	i := strings.Index(x.Text, word)
	if i < 0 || number == "" {
		return nil
	}
	i += len(word)
	if k := strings.Index(x.Text[i:], number); k >= 0 && strings.TrimSpace(x.Text[i:i+k]) == "" {
		return []Rewrite{{i + k, i + k + len(number), with}}
	}
	return nil
}

// abbreviates says that the full stop at the end of a line belongs to its last word: "v.v.", "Ltd.".
func abbreviates(s string) bool {
	word := strings.TrimSuffix(s[strings.LastIndexByte(s, ' ')+1:], ".")
	if strings.Contains(word, ".") {
		return true
	}
	first, size := utf8.DecodeRuneInString(word)
	const short = 4
	return unicode.IsUpper(first) && len(word) > size && len(word) <= short && strings.ToLower(word[size:]) == word[size:]
}

// End gives a line its end mark: in place of another one, or added.
func End(id string, x *anatomy.Line, mark rune) []Repair {
	n := len(x.Text)
	last, size := utf8.DecodeLastRuneInString(x.Text)
	switch {
	case n == 0:
	case strings.ContainsRune(",;.", last) && !abbreviates(x.Text):
		return Text(id, x, []Rewrite{{n - size, n, string(mark)}})
	case last == '.', unicode.IsLetter(last), unicode.IsDigit(last), last == ')':
		return Text(id, x, []Rewrite{{n, n, string(mark)}})
	}
	return nil
}
