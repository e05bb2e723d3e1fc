package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
)

// mendText rewrites stretches of a line when the result is text that the rule wants.
func (c *check) mendText(id string, x *line, edits []rewrite) {
	if x.offset < 0 || len(edits) == 0 || x.offset+len(x.text) > len(x.p.Text()) {
		return
	}
	result := x.text
	for i := len(edits) - 1; i >= 0; i-- {
		result = result[:edits[i].from] + edits[i].with + result[edits[i].to:]
	}
	inParagraph := make([]rewrite, len(edits))
	for i, r := range edits {
		inParagraph[i] = rewrite{x.offset + r.from, x.offset + r.to, r.with}
	}
	from, to := excerpts(x.text, result, edits)
	c.noteText(mend{
		Change:    Change{Rule: id, Where: at(x.p), Text: quote(x.text), From: quoted(from), To: quoted(to)},
		paragraph: x.p, edits: inParagraph,
	})
}

// excerpts are the parts of a text before and after its edits that show what they changed.
func excerpts(before, after string, edits []rewrite) (from, to string) {
	if utf8.RuneCountInString(before) <= quoteLength {
		return quote(before), quote(after)
	}
	first := edits[0].from
	return "…" + quote(nearby(before, first)), "…" + quote(nearby(after, first))
}

// mendComposed composes decomposed letters, run by run. Marks that stand in a run of their own are left to a person.
func (c *check) mendComposed(p *docx.Paragraph, where Place) {
	offset := 0
	var edits []rewrite
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
			if part := r.Text[start:k]; !composed(part) {
				edits = append(edits, rewrite{offset + start, offset + k, norm.NFC.String(part)})
			}
			start = k + 1
		}
		offset += len(r.Text)
	}
	if len(edits) == 0 {
		return
	}
	c.noteText(mend{
		Change:    Change{Rule: "text.unicode", Where: where, Text: quote(p.Text()), From: same(decomposed), To: say("Unicode dựng sẵn (NFC)", "precomposed Unicode (NFC)")},
		paragraph: p, edits: edits, composes: true,
	})
}

// mendEth puts the Vietnamese letters in the place of those that look like them.
func (c *check) mendEth(p *docx.Paragraph, where Place) {
	var edits []rewrite
	for i, r := range p.Text() {
		switch r {
		case 'Ð':
			edits = append(edits, rewrite{i, i + utf8.RuneLen(r), "Đ"})
		case 'ð':
			edits = append(edits, rewrite{i, i + utf8.RuneLen(r), "đ"})
		}
	}
	c.noteText(mend{
		Change:    Change{Rule: "text.unicode", Where: where, Text: quote(p.Text()), From: same(ethForD), To: quoted("Đ")},
		paragraph: p, edits: edits,
	})
}

// noteText notes a repair that rewrites stretches of a paragraph.
func (c *check) noteText(m mend) {
	m.apply = func(e *edit.Editor) {
		for _, r := range m.edits {
			e.ReplaceText(m.paragraph, r.from, r.to, r.with)
		}
	}
	c.note(m)
}

// mendMotto puts hyphens with single spaces between the phrases, when nothing else is wrong with the motto.
func (c *check) mendMotto(x *line) {
	var edits []rewrite
	start := -1 // of a gap: spaces and dashes
	dash := false
	for i, r := range x.text + "." {
		isDash := strings.ContainsRune("-–—\u2011−", r)
		switch {
		case isDash || unicode.IsSpace(r):
			if start < 0 {
				start, dash = i, false
			}
			dash = dash || isDash
		case start >= 0:
			want := " "
			if dash {
				want = " - "
			}
			if x.text[start:i] != want {
				edits = append(edits, rewrite{start, i, want})
			}
			start = -1
		}
	}
	result := x.text
	for i := len(edits) - 1; i >= 0; i-- {
		result = result[:edits[i].from] + edits[i].with + result[edits[i].to:]
	}
	if result == motto {
		c.mendText("motto.text", x, edits)
	}
}

// mendNumberSpaces deletes the spaces inside number and notation; one space after the colon stays, and so does the
// blank of a number yet to be given.
func (c *check) mendNumberSpaces(x *line) {
	slash := strings.IndexByte(x.text, '/')
	digits := strings.IndexFunc(x.text, unicode.IsDigit)
	from := slash
	if digits >= 0 && digits < slash {
		from = digits
	}
	if from < 0 {
		return
	}
	var edits []rewrite
	for i, r := range x.text {
		if (i > from || i < strings.IndexByte(x.text, ':') && i < digits) && unicode.IsSpace(r) {
			edits = append(edits, rewrite{i, i + utf8.RuneLen(r), ""})
		}
	}
	c.mendText("number.spacing", x, edits)
}

// mendWord replaces the first occurrence of a word in a line.
func (c *check) mendWord(id string, x *line, word, with string) {
	if i := strings.Index(x.text, word); i >= 0 && word != "" {
		c.mendText(id, x, []rewrite{{i, i + len(word), with}})
	}
}

// numberAfter is how to replace a number that follows a word.
func numberAfter(x *line, word, number, with string) []rewrite {
	i := strings.Index(x.text, word)
	if i < 0 || number == "" {
		return nil
	}
	i += len(word)
	if k := strings.Index(x.text[i:], number); k >= 0 && strings.TrimSpace(x.text[i:i+k]) == "" {
		return []rewrite{{i + k, i + k + len(number), with}}
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

// mendEnd gives a line its end mark: in place of another one, or added.
func (c *check) mendEnd(id string, x *line, mark rune) {
	n := len(x.text)
	last, size := utf8.DecodeLastRuneInString(x.text)
	switch {
	case n == 0:
	case strings.ContainsRune(",;.", last) && !abbreviates(x.text):
		c.mendText(id, x, []rewrite{{n - size, n, string(mark)}})
	case last == '.':
		c.mendText(id, x, []rewrite{{n, n, string(mark)}})
	case unicode.IsLetter(last) || unicode.IsDigit(last) || last == ')':
		c.mendText(id, x, []rewrite{{n, n, string(mark)}})
	}
}
