package format

import (
	"strings"
	"unicode"
)

var citationComponent = component{name: "citation", follow: followCitations, rules: []Rule{
	{
		"citation.first", SeverityWarning, say("Viện dẫn lần đầu", "First citation"), annexI("II.6.b"),
		say("Lần đầu viện dẫn ghi đủ tên loại, số, ký hiệu, thời gian ban hành, cơ quan ban hành và trích yếu.",
			"A first citation gives type, number and notation, date, issuing body and subject."),
	},
}}

// citationMark stands between the type and the number of a cited document.
const citationMark = " số "

// citationWatch looks at the first place where each document is named by its number, such as
// "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư".
type citationWatch struct {
	c    *check
	seen map[string]bool
}

func followCitations(c *check) follower { return &citationWatch{c, map[string]bool{}} }

func (w *citationWatch) paragraph(_ int, p *para, in zone) {
	if in != zoneBody {
		return
	}
	text := p.text
	for from := 0; ; {
		hit := strings.Index(text[from:], citationMark)
		if hit < 0 {
			return
		}
		start := from + hit + len(citationMark)
		from = start
		number, ok := citedNumber(text[start:])
		if !ok || w.seen[number] || w.c.perRule["citation.first"] > mostPerRule {
			continue
		}
		w.seen[strings.Clone(number)] = true // a part of the text would keep it all
		if missing, some := citationGaps(text[:start], text[start+len(number):]); some {
			w.c.find("citation.first", at(p.Paragraph), cutText(text[max(0, start-30):], 160), missing, say("đủ thời gian, cơ quan ban hành và trích yếu", "date, issuing body and subject"))
		}
	}
}

func (w *citationWatch) end() {}

// citedNumber reads "30/2020/NĐ-CP" at the start of s.
func citedNumber(s string) (string, bool) {
	end := strings.IndexFunc(s, func(r rune) bool {
		return !(unicode.IsDigit(r) || unicode.IsUpper(r) || r == '/' || r == '-' || r == '&' || r == 'r' || r == 'y')
	})
	if end < 0 {
		end = len(s)
	}
	n := strings.TrimRight(s[:end], "/-")
	if len(n) < 4 || n[0] < '0' || n[0] > '9' || !strings.Contains(n, "/") || strings.IndexFunc(n, unicode.IsUpper) < 0 {
		return "", false
	}
	return n, true
}

// citationGaps names what a first citation leaves out. A law or ordinance needs its name alone; what is "ban hành kèm
// theo" a decision gives the subject before the number.
func citationGaps(before, after string) (Words, bool) {
	if strings.HasSuffix(before, "Luật số ") || strings.HasSuffix(before, "Pháp lệnh số ") || strings.HasSuffix(before, "Bộ luật số ") {
		return Words{}, false
	}
	if end := strings.IndexAny(after, ";"); end >= 0 {
		after = after[:end]
	}
	if end := strings.Index(after, citationMark); end >= 0 {
		after = after[:end]
	}
	var vi, en []string
	date := strings.HasPrefix(strings.TrimSpace(after), "ngày")
	if !date {
		vi, en = append(vi, "thời gian ban hành"), append(en, "date")
	}
	_, rest, issuer := strings.Cut(after, " của ")
	if !issuer {
		vi, en = append(vi, "cơ quan ban hành"), append(en, "issuing body")
		rest = after
	}
	subject := strings.Contains(before[max(0, len(before)-90):], "kèm theo")
	for _, w := range []string{" về ", " quy định ", " ban hành ", " phê duyệt ", " hướng dẫn ", " sửa đổi", " bổ sung ", " v/v ", " giao ", " công bố ", " thành lập ", " triển khai ", " kèm theo"} {
		subject = subject || strings.Contains(rest+" ", w)
	}
	if !subject {
		vi, en = append(vi, "trích yếu"), append(en, "subject")
	}
	return say("thiếu "+strings.Join(vi, ", "), "lacks "+strings.Join(en, ", ")), len(vi) > 0
}
