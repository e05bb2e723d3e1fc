package format

import "strings"

var annexComponent = component{name: "annex", check: checkAnnexes, follow: followAnnexes, rules: []Rule{
	{
		"annex.number", SeverityError, say("Số thứ tự Phụ lục", "Annex number"), annexI("III.1.a"),
		say("Từ hai Phụ lục trở lên: đánh số La Mã liên tục, “Phụ lục I”, “Phụ lục II”.", "Two or more annexes: Roman numbers in order, “Phụ lục I”, “Phụ lục II”."),
	},
	{
		"annex.heading", SeverityError, say("Dòng “Phụ lục”", "The line “Phụ lục”"), annexI("III.1.b"),
		say("Đặt dòng riêng, canh giữa, chữ thường, cỡ 14, đứng, đậm.", "A line of its own, centred, lower case, size 14, upright, bold."),
	},
	{
		"annex.title", SeverityError, say("Tên Phụ lục", "Annex title"), annexI("III.1.b"),
		say("Chọn dòng này, đặt in hoa, cỡ 13–14, đứng, đậm, canh giữa.", "Select the line; capitals, size 13–14, upright, bold, centred."),
	},
	{
		"annex.issued-with", SeverityError, say("Dòng “(Kèm theo …)”", "The line “(Kèm theo …)”"), annexI("III.1.c"),
		say("Ghi “(Kèm theo Văn bản số …/… ngày … tháng … năm … của …)” dưới tên Phụ lục, cỡ 13–14, nghiêng, canh giữa.",
			"Type “(Kèm theo Văn bản số …/… ngày … tháng … năm … của …)” under the title, size 13–14, italic, centred."),
	},
	{
		"annex.page-number", SeverityWarning, say("Số trang của Phụ lục", "Page numbers of the annex"), annexI("III.1.đ"),
		say("Đặt Section Break (Next Page) trước Phụ lục; Format Page Numbers › Start at 1.", "Put a Section Break (Next Page) before the annex; Format Page Numbers › Start at 1."),
	},
	{
		"annex.mentioned", SeverityError, say("Chỉ dẫn về Phụ lục", "Mention of the annex"), annexI("III.1.a"),
		say("Trong nội dung văn bản, ghi chỉ dẫn về Phụ lục kèm theo.", "Mention the annex in the text of the document."),
	},
}}

func checkAnnexes(c *check) {
	for i := range c.annexes {
		c.annexNumber(i)
		c.annexHeading(c.annexes[i])
		c.issuedWith(c.annexes[i])
		if !c.standalone {
			c.annexPages(c.annexes[i])
		}
	}
	if c.standalone || c.mentionsAnnex {
		return
	}
	for i, a := range c.annexes {
		if len(c.numberedAnnexes) > 0 && (len(c.annexes) == 1 || c.numberedAnnexes[i+1]) {
			continue
		}
		c.find("annex.mentioned", at(a.heading.p), a.heading.text, say("không có trong nội dung", "missing from the text"), say("văn bản phải có chỉ dẫn về Phụ lục", "the text must mention its annex"))
		if len(c.numberedAnnexes) == 0 {
			return // none of them is mentioned: that is one fault
		}
	}
}

func (c *check) annexNumber(i int) {
	x := &c.annexes[i].heading
	m := annexHead.FindStringSubmatch(x.folded)
	if m == nil {
		return
	}
	number := strings.ToUpper(m[1])
	want := toRoman(i + 1)
	switch {
	case c.standalone:
		if number != "" && romanValue(number) == 0 {
			c.find("annex.number", at(x.p), x.text, quoted(quote(x.tidy())), say("chữ số La Mã", "a Roman numeral"))
		}
	case len(c.annexes) > 1 && number != want:
		c.find("annex.number", at(x.p), x.text, quoted(quote(x.tidy())), quoted("Phụ lục "+want))
	case len(c.annexes) == 1 && number != "" && number != want:
		c.find("annex.number", at(x.p), x.text, quoted(quote(x.tidy())), say("“Phụ lục” hoặc “Phụ lục I”", "“Phụ lục” or “Phụ lục I”"))
	}
}

func toRoman(n int) string {
	out := ""
	for _, d := range []struct {
		value int
		sign  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= d.value {
			out += d.sign
			n -= d.value
		}
	}
	return out
}

func (c *check) annexHeading(a *annex) {
	x := &a.heading
	want := say("“Phụ lục” và số thứ tự: canh giữa, chữ thường, cỡ 14, đứng, đậm", "“Phụ lục” and its number: centred, lower case, size 14, upright, bold")
	if m := annexHead.FindStringSubmatch(x.folded); m != nil && m[2] != "" {
		c.find("annex.heading", at(x.p), x.text, say("tên Phụ lục trên cùng dòng", "the title on the same line"), want)
		return
	}
	// A Roman number is in capitals by nature, so the word alone decides.
	word, _, _ := strings.Cut(x.text, " ")
	faults, wrong := (typeface{bold: yes, italic: no, centre: yes}).faults(x)
	if upper(word) || strings.HasPrefix(x.text, "PHỤ LỤC") {
		if faults.VI != "" {
			faults.VI, faults.EN = faults.VI+", ", faults.EN+", "
		}
		faults.VI, faults.EN = faults.VI+"in hoa", faults.EN+"in capitals"
		wrong = true
	}
	if wrong {
		c.find("annex.heading", at(x.p), x.text, faults, want)
	} else if mark := lastRune(x.text); mark == '.' || mark == ':' {
		c.find("annex.heading", at(x.p), x.text, sayf("có dấu “%c” ở cuối", "“%c” at the end", mark), want)
	}
	if low, high := x.sizes(); high > 0 && (low != size14 || high != size14) {
		c.find("annex.heading", at(x.p), x.text, sizes(low, high), want)
		c.mendSize("annex.heading", x, at(x.p), size14, size14)
	}
	for i := range a.title {
		y := &a.title[i]
		if found, bad := (typeface{caps: yes, bold: yes, italic: no, centre: yes}).faults(y); bad {
			c.find("annex.title", at(y.p), y.text, found, say("chữ in hoa, cỡ 13–14, đứng, đậm, canh giữa", "capitals, size 13–14, upright, bold, centred"))
		}
		c.size("annex.title", y, size13, size14)
	}
}

func (c *check) issuedWith(a *annex) {
	const id = "annex.issued-with"
	if len(a.issued) == 0 {
		// An electronic document in the same file may do without (item III.1.c).
		c.warn(id, at(a.heading.p), a.heading.text, say("không có", "missing"), say("“(Kèm theo Văn bản số …)” dưới tên Phụ lục", "“(Kèm theo Văn bản số …)” under the title"))
		return
	}
	x := &a.issued[0]
	if !strings.HasPrefix(x.text, "(") {
		c.find(id, at(x.p), x.text, say("không có dấu ngoặc đơn", "no parentheses"), say("“(Kèm theo … )”", "“(Kèm theo … )”"))
	}
	for _, x := range pointers(a.issued) {
		c.size(id, x, size13, size14)
		c.style(id, x, typeface{bold: no, italic: yes, centre: yes})
	}
	c.issuedWithWhat(a.issued)
}

// issuedWithParts are what the line names, by their folded words; an electronic document leaves the places blank.
var issuedWithParts = []struct {
	word string
	name Words
}{
	{" so", say("số, ký hiệu", "number and notation")},
	{" ngay", say("thời gian ban hành", "date")},
	{" cua ", say("cơ quan ban hành", "issuing body")},
}

// issuedWithWhat checks what the line says: all three parts, and the number of this very document.
func (c *check) issuedWithWhat(lines []line) {
	const id = "annex.issued-with"
	x := &lines[0]
	var text, folded strings.Builder
	for i := range lines {
		text.WriteString(lines[i].tidy() + " ")
		folded.WriteString(lines[i].folded + " ")
	}
	var vi, en []string
	for _, part := range issuedWithParts {
		if !strings.Contains(folded.String(), part.word) {
			vi, en = append(vi, part.name.VI), append(en, part.name.EN)
		}
	}
	if len(vi) > 0 {
		c.find(id, at(x.p), x.text, say("thiếu "+strings.Join(vi, ", "), "lacks "+strings.Join(en, ", ")),
			say("số, ký hiệu, thời gian ban hành và cơ quan ban hành", "number and notation, date and issuing body"))
		return
	}
	_, rest, _ := strings.Cut(text.String(), citationMark)
	stated, ok := citedNumber(rest)
	if !ok || c.number == nil {
		return
	}
	if behind := behindDay(text.String()); !writtenDate.MatchString(behind) && shortDate.MatchString(behind) {
		c.find(id, at(x.p), x.text, say("ngày, tháng, năm ghi tắt", "the date is shortened"), say("“ngày … tháng … năm …”", "“ngày … tháng … năm …”"))
		return
	}
	if date, own := citedDate(text.String()), c.ownDate(); date != "" && own != "" && date != own {
		c.find(id, at(x.p), x.text, sayf("ngày %s", "%s", date), sayf("ngày của văn bản: %s", "the date of the document: %s", own))
		return
	}
	own := readNumber(c.number.tidy())
	number, notation, _ := strings.Cut(stated, "/")
	if own.notation != "" && notation != own.notation || !own.blank() && number != own.number {
		c.find(id, at(x.p), x.text, quoted(stated), sayf("số, ký hiệu của văn bản: “%s/%s”", "the number of the document: “%s/%s”", own.number, own.notation))
	}
}

// annexPages: each annex counts its pages from 1, which needs a section of its own.
func (c *check) annexPages(a *annex) {
	s := a.heading.p.Section
	if s == nil || len(pageFields(s.Headers.Default)) == 0 && len(pageFields(s.Headers.First)) == 0 {
		return
	}
	if c.sections[s].text != a.heading.p.Index || !s.PageNumber.Restart || s.PageNumber.Start != 1 {
		c.find("annex.page-number", at(a.heading.p), a.heading.text, say("đánh tiếp số trang của văn bản", "go on from the document's"), say("đánh số riêng theo từng Phụ lục", "counted for each annex by itself"))
	}
}
