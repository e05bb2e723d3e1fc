package rule

import (
	"strings"

	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var annexComponent = component{name: "annex", check: checkAnnexes, follow: followAnnexes, rules: []Rule{
	{
		"annex.number", report.SeverityError, say("Số thứ tự Phụ lục", "Annex number"), annexI("III.1.a"),
		say("Từ hai Phụ lục trở lên: đánh số La Mã liên tục, “Phụ lục I”, “Phụ lục II”.", "Two or more annexes: Roman numbers in order, “Phụ lục I”, “Phụ lục II”."),
	},
	{
		"annex.heading", report.SeverityError, say("Dòng “Phụ lục”", "The line “Phụ lục”"), annexI("III.1.b"),
		say("Đặt dòng riêng, canh giữa, chữ thường, cỡ 14, đứng, đậm.", "A line of its own, centred, lower case, size 14, upright, bold."),
	},
	{
		"annex.title", report.SeverityError, say("Tên Phụ lục", "Annex title"), annexI("III.1.b"),
		say("Chọn dòng này, đặt in hoa, cỡ 13–14, đứng, đậm, canh giữa.", "Select the line; capitals, size 13–14, upright, bold, centred."),
	},
	{
		"annex.issued-with", report.SeverityError, say("Dòng “(Kèm theo …)”", "The line “(Kèm theo …)”"), annexI("III.1.c"),
		say("Ghi “(Kèm theo Văn bản số …/… ngày … tháng … năm … của …)” dưới tên Phụ lục, cỡ 13–14, nghiêng, canh giữa.",
			"Type “(Kèm theo Văn bản số …/… ngày … tháng … năm … của …)” under the title, size 13–14, italic, centred."),
	},
	{
		"annex.page-number", report.SeverityWarning, say("Số trang của Phụ lục", "Page numbers of the annex"), annexI("III.1.đ"),
		say("Đặt Section Break (Next Page) trước Phụ lục; Format Page Numbers › Start at 1.", "Put a Section Break (Next Page) before the annex; Format Page Numbers › Start at 1."),
	},
	{
		"annex.mentioned", report.SeverityError, say("Chỉ dẫn về Phụ lục", "Mention of the annex"), annexI("III.1.a"),
		say("Trong nội dung văn bản, ghi chỉ dẫn về Phụ lục kèm theo.", "Mention the annex in the text of the document."),
	},
}}

func checkAnnexes(c *Check) {
	for i := range c.annexes {
		checkAnnexNumber(c, i)
		checkAnnexHeading(c, c.annexes[i])
		issuedWith(c, c.annexes[i])
		if !c.paper.Standalone {
			annexPages(c, c.annexes[i])
		}
	}
	if c.paper.Standalone || c.mentionsAnnex {
		return
	}
	for i, a := range c.annexes {
		if len(c.numberedAnnexes) > 0 && (len(c.annexes) == 1 || c.numberedAnnexes[i+1]) {
			continue
		}
		c.find("annex.mentioned", at(a.heading.P), a.heading.Text, say("không có trong nội dung", "missing from the text"), say("văn bản phải có chỉ dẫn về Phụ lục", "the text must mention its annex"))
		if len(c.numberedAnnexes) == 0 {
			return // none of them is mentioned: that is one fault
		}
	}
}

func checkAnnexNumber(c *Check, i int) {
	x := &c.annexes[i].heading
	m := anatomy.AnnexHead.FindStringSubmatch(x.Folded)
	if m == nil {
		return
	}
	number := strings.ToUpper(m[1])
	want := wording.Roman(i + 1)
	switch {
	case c.paper.Standalone:
		if number != "" && wording.RomanValue(number) == 0 {
			c.find("annex.number", at(x.P), x.Text, quoted(wording.Quote(x.Tidy())), say("chữ số La Mã", "a Roman numeral"))
		}
	case len(c.annexes) > 1 && number != want:
		c.find("annex.number", at(x.P), x.Text, quoted(wording.Quote(x.Tidy())), quoted("Phụ lục "+want))
	case len(c.annexes) == 1 && number != "" && number != want:
		c.find("annex.number", at(x.P), x.Text, quoted(wording.Quote(x.Tidy())), say("“Phụ lục” hoặc “Phụ lục I”", "“Phụ lục” or “Phụ lục I”"))
	}
}

func checkAnnexHeading(c *Check, a *annex) {
	x := &a.heading
	want := say("“Phụ lục” và số thứ tự: canh giữa, chữ thường, cỡ 14, đứng, đậm", "“Phụ lục” and its number: centred, lower case, size 14, upright, bold")
	if m := anatomy.AnnexHead.FindStringSubmatch(x.Folded); m != nil && m[2] != "" {
		c.find("annex.heading", at(x.P), x.Text, say("tên Phụ lục trên cùng dòng", "the title on the same line"), want)
		return
	}
	// A Roman number is in capitals by nature, so the word alone decides.
	word, _, _ := strings.Cut(x.Text, " ")
	faults, wrong, _ := (typeface{bold: yes, italic: no, centre: yes}).faults(x)
	if wording.Upper(word) || strings.HasPrefix(x.Text, "PHỤ LỤC") {
		if faults.VI != "" {
			faults.VI, faults.EN = faults.VI+", ", faults.EN+", "
		}
		faults.VI, faults.EN = faults.VI+"in hoa", faults.EN+"in capitals"
		wrong = true
	}
	if wrong {
		c.find("annex.heading", at(x.P), x.Text, faults, want)
		c.note((typeface{caps: no, bold: yes, italic: no, centre: yes}).mend("annex.heading", x, at(x.P), faults)...)
	} else if mark := wording.LastRune(x.Text); mark == '.' || mark == ':' {
		c.find("annex.heading", at(x.P), x.Text, sayf("có dấu “%c” ở cuối", "“%c” at the end", mark), want)
		c.note(mend.Sign("annex.heading", x, string(mark), "", func(s string) bool { return s == strings.TrimSuffix(x.Text, string(mark)) })...)
	}
	if low, high := x.Sizes(); high > 0 && (low != anatomy.Size14 || high != anatomy.Size14) {
		c.find("annex.heading", at(x.P), x.Text, sizes(low, high), want)
		c.note(mend.Size("annex.heading", x, at(x.P), anatomy.Size14, anatomy.Size14)...)
	}
	for i := range a.title {
		y := &a.title[i]
		if found, bad, _ := (typeface{caps: yes, bold: yes, italic: no, centre: yes}).faults(y); bad {
			c.find("annex.title", at(y.P), y.Text, found, say("chữ in hoa, cỡ 13–14, đứng, đậm, canh giữa", "capitals, size 13–14, upright, bold, centred"))
			c.note((typeface{caps: yes, bold: yes, italic: no, centre: yes}).mend("annex.title", y, at(y.P), found)...)
		}
		c.size("annex.title", y, anatomy.Size13, anatomy.Size14)
	}
}

func issuedWith(c *Check, a *annex) {
	const id = "annex.issued-with"
	if len(a.issued) == 0 {
		// An electronic document in the same file may do without (item III.1.c).
		c.warn(id, at(a.heading.P), a.heading.Text, say("không có", "missing"), say("“(Kèm theo Văn bản số …)” dưới tên Phụ lục", "“(Kèm theo Văn bản số …)” under the title"))
		return
	}
	x := &a.issued[0]
	if !strings.HasPrefix(x.Text, "(") {
		c.find(id, at(x.P), x.Text, say("không có dấu ngoặc đơn", "no parentheses"), say("“(Kèm theo … )”", "“(Kèm theo … )”"))
	}
	for _, x := range anatomy.Pointers(a.issued) {
		c.size(id, x, anatomy.Size13, anatomy.Size14)
		c.style(id, x, typeface{bold: no, italic: yes, centre: yes})
	}
	issuedWithWhat(c, a.issued)
}

// issuedWithParts are what the line names, by their folded words; an electronic document leaves the places blank.
var issuedWithParts = []struct {
	word string
	name report.Words
}{
	{" so", say("số, ký hiệu", "number and notation")},
	{" ngay", say("thời gian ban hành", "date")},
	{" cua ", say("cơ quan ban hành", "issuing body")},
}

// issuedWithWhat checks what the line says: all three parts, and the number of this very document.
func issuedWithWhat(c *Check, lines []anatomy.Line) {
	const id = "annex.issued-with"
	x := &lines[0]
	var text, folded strings.Builder
	for i := range lines {
		text.WriteString(lines[i].Tidy() + " ")
		folded.WriteString(lines[i].Folded + " ")
	}
	var vi, en []string
	for _, part := range issuedWithParts {
		if !strings.Contains(folded.String(), part.word) {
			vi, en = append(vi, part.name.VI), append(en, part.name.EN)
		}
	}
	if len(vi) > 0 {
		c.find(id, at(x.P), x.Text, say("thiếu "+strings.Join(vi, ", "), "lacks "+strings.Join(en, ", ")),
			say("số, ký hiệu, thời gian ban hành và cơ quan ban hành", "number and notation, date and issuing body"))
		return
	}
	_, rest, _ := strings.Cut(text.String(), citationMark)
	stated, ok := citedNumber(rest)
	if !ok || c.paper.Head.Number == nil {
		return
	}
	if behind := behindDay(text.String()); !writtenDate.MatchString(behind) && shortDate.MatchString(behind) {
		c.find(id, at(x.P), x.Text, say("ngày, tháng, năm ghi tắt", "the date is shortened"), say("“ngày … tháng … năm …”", "“ngày … tháng … năm …”"))
		return
	}
	if date, own := citedDate(text.String()), ownDate(c); date != "" && own != "" && date != own {
		c.find(id, at(x.P), x.Text, sayf("ngày %s", "%s", date), sayf("ngày của văn bản: %s", "the date of the document: %s", own))
		return
	}
	own := anatomy.ReadNumber(c.paper.Head.Number.Tidy())
	number, notation, _ := strings.Cut(stated, "/")
	if own.Notation != "" && notation != own.Notation || !own.Blank() && number != own.Number {
		c.find(id, at(x.P), x.Text, quoted(stated), sayf("số, ký hiệu của văn bản: “%s/%s”", "the number of the document: “%s/%s”", own.Number, own.Notation))
	}
}

// annexPages: each annex counts its pages from 1, which needs a section of its own.
func annexPages(c *Check, a *annex) {
	s := a.heading.P.Section
	if s == nil || len(anatomy.PageFields(s.Headers.Default)) == 0 && len(anatomy.PageFields(s.Headers.First)) == 0 {
		return
	}
	if c.paper.Sections[s].Text != a.heading.P.Index || !s.PageNumber.Restart || s.PageNumber.Start != 1 {
		c.find("annex.page-number", at(a.heading.P), a.heading.Text, say("đánh tiếp số trang của văn bản", "go on from the document's"), say("đánh số riêng theo từng Phụ lục", "counted for each annex by itself"))
	}
}
