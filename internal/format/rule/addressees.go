package rule

import (
	"slices"
	"strings"

	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var addresseesComponent = component{name: "addressees", check: checkAddressees, rules: []Rule{
	{
		"addressees.present", report.SeverityError, say("Kính gửi", "Addressees"), annexI("II.9.b"),
		say("Thêm “Kính gửi: …” trên phần nội dung.", "Add “Kính gửi: …” above the text."),
	},
	{
		"addressees.punctuation", report.SeverityError, say("Kính gửi", "Addressees"), annexI("II.9.d"),
		say("Sau “Kính gửi” có dấu hai chấm; từ hai nơi trở lên: mỗi nơi một dòng, đầu dòng “-”, cuối dòng “;”, dòng cuối “.”.",
			"A colon after “Kính gửi”; two or more addressees: a line each, “-” before, “;” after, “.” after the last."),
	},
	{
		"addressees.place", report.SeverityError, say("Danh sách kính gửi", "List of addressees"), annexI("II.9.d"),
		say("Đặt cùng một mức lùi (Paragraph › Indentation › Left) cho các dòng, dưới dấu hai chấm của “Kính gửi:”.",
			"Give all lines one indent (Paragraph › Indentation › Left), below the colon of “Kính gửi:”."),
	},
	{
		"addressees.type", report.SeverityWarning, say("Kính gửi", "Addressees"), annexI("II.9.b, II.9.c"),
		say("Bỏ “Kính gửi”; ghi các nơi nhận ở “Nơi nhận”.", "Drop “Kính gửi”; name the receivers under “Nơi nhận”."),
	},
	{
		"addressees.size", report.SeverityError, say("Kính gửi", "Addressees"), annexI("II.9.d"),
		say("Chọn các dòng này, Home › Font Size 13 hoặc 14.", "Select the lines, Home › Font Size 13 or 14."),
	},
	{
		"addressees.style", report.SeverityError, say("Kính gửi", "Addressees"), annexI("II.9.d"),
		say("Chọn các dòng này, đặt chữ thường, đứng.", "Select the lines; lower case, upright."),
	},
}}

func checkAddressees(c *Check) {
	if c.paper.Standalone {
		return
	}
	label := c.paper.Title.AddressLabel
	if label == nil {
		where := c.paper.TitlePlace()
		if c.paper.Title.Form.Addressees == anatomy.Required && c.paper.Title.Known {
			c.miss("addressees.present", anatomy.Required, where, say("“Kính gửi: …”", "“Kính gửi: …”"))
		}
		return
	}
	if c.paper.Title.Form.Addressees == anatomy.Never && c.paper.Title.Known {
		c.find("addressees.type", at(label.P), label.Text, sayf("%s có “Kính gửi”", "a %s with “Kính gửi”", c.paper.Title.Form.Words), say("chỉ công văn, tờ trình, báo cáo gửi cấp trên", "only a công văn, tờ trình or báo cáo to a superior body"))
	}
	if len(c.paper.Title.Addressees) == 0 {
		c.find("addressees.present", at(label.P), label.Text, say("chưa ghi nơi nhận", "names nobody"), say("tên cơ quan, tổ chức hoặc cá nhân", "the body or person"))
	}
	addresseeMarks(c, label)
	c.size("addressees.size", label, anatomy.Size13, anatomy.Size14)
	c.style("addressees.style", label, typeface{caps: no, italic: no})
	if all, _ := label.Each(anatomy.Bold); all { // the samples of section V are not; the text of the decree does not say
		c.warn("addressees.style", at(label.P), label.Text, say("đậm", "bold"), say("chữ in thường, đứng, không đậm", "lower case, upright, not bold"))
		c.note((typeface{bold: no}).mend("addressees.style", label, at(label.P), say("đậm", "bold"))...)
	}
	for i := range c.paper.Title.Addressees {
		if x := &c.paper.Title.Addressees[i]; x.P != label.P {
			c.size("addressees.size", x, anatomy.Size13, anatomy.Size14)
			c.style("addressees.style", x, typeface{italic: no})
		}
	}
	addresseesAligned(c, label)
}

// addresseesAligned holds the hyphens to one another and to the colon above them. Lines that Word numbers by itself, and
// those laid out in a table, stand where their list or cell puts them.
func addresseesAligned(c *Check, label *anatomy.Line) {
	const id = "addressees.place"
	told := false
	var first *anatomy.Line
	for _, x := range anatomy.Pointers(c.paper.Title.Addressees) {
		switch {
		case !wording.StartsWithDash(x.Text) || x.P.Numbering != nil || x.P.Cell != nil || x.P == label.P || anatomy.Centred(x.P) || strings.Contains(x.P.Text(), "\t"):
		case first == nil:
			first = x
		case anatomy.Abs(anatomy.Start(x.P)-anatomy.Start(first.P)).TenthsMM() > hyphenTolerance:
			found, want := say("gạch đầu dòng không thẳng hàng với dòng trên", "its hyphen is not in line with the one above"), say("các gạch đầu dòng thẳng hàng", "hyphens in line")
			if !told {
				c.find(id, at(x.P), x.Text, found, want)
				told = true
			}
			c.note(mend.Below(id, x, first, found, want))
		}
	}
	if told {
		return
	}
	colon := strings.IndexByte(label.Text, ':')
	if first == nil || colon < 0 || label.P.Cell != nil || strings.Contains(label.P.Text(), "\t") {
		return
	}
	head := label.Part(0, colon)
	left := anatomy.Start(label.P)
	if anatomy.Centred(label.P) {
		left = (anatomy.Room(label.P) - label.Width().Twips()) / 2
	}
	if anatomy.Abs(left+head.Width().Twips()-anatomy.Start(first.P)).TenthsMM() > colonTolerance {
		c.warn(id, at(first.P), first.Text, say("gạch đầu dòng không ở dưới dấu hai chấm", "its hyphen is not below the colon"), say("thẳng hàng dưới dấu hai chấm sau “Kính gửi”", "in line below the colon of “Kính gửi:”"))
	}
}

func addresseeMarks(c *Check, label *anatomy.Line) {
	const id = "addressees.punctuation"
	if head := wording.CutText(label.Tidy(), len("KÍNH GỬI")); wording.Upper(label.Text) { // the whole line: addressees.style says so
	} else if wording.Upper(head) {
		c.find("addressees.style", at(label.P), label.Text, quoted(head), say("chữ in thường: “Kính gửi”", "lower case: “Kính gửi”"))
	} else if !strings.HasPrefix(label.Tidy(), "Kính gửi:") {
		c.find(id, at(label.P), label.Text, quoted(wording.Quote(wording.CutText(label.Tidy(), 20))), quoted("Kính gửi:"))
	}
	n := len(c.paper.Title.Addressees)
	if n > 1 && c.paper.Title.Addressees[0].P == label.P && !slices.ContainsFunc(c.paper.Title.Addressees, func(x anatomy.Line) bool { return wording.StartsWithDash(x.Text) }) {
		return // one body whose name runs over several lines
	}
	if n == 1 && c.paper.Title.Addressees[0].P != label.P && c.paper.Title.Addressees[0].P.Cell == nil {
		x := &c.paper.Title.Addressees[0]
		c.find(id, at(x.P), x.Text, say("một nơi nhận ở dòng riêng", "a single addressee on a line of its own"), say("cùng dòng với “Kính gửi:”", "on the line of “Kính gửi:”"))
		return
	}
	if n == 1 && !wording.StartsWithDash(c.paper.Title.Addressees[0].Text) {
		x := &c.paper.Title.Addressees[0]
		if wording.LastRune(x.Text) == ';' || strings.Contains(x.Text, "; ") || severalBodies(x.Tidy()) {
			c.find(id, at(x.P), x.Text, say("nhiều nơi trên một dòng hoặc thừa dấu chấm phẩy", "several addressees on one line, or a stray semicolon"),
				say("mỗi nơi một dòng", "a line for each"))
		}
		return
	}
	list := c.paper.Title.Addressees
	if k := len(list) - 1; k > 0 && strings.HasPrefix(list[k].Text, "(") { // a remark on the list
		list = list[:k]
	}
	c.listMarks(id, list, '.')
}

// bodyKinds are the words with which the names of bodies begin.
var bodyKinds = []string{"Sở ", "Bộ ", "Phòng ", "Ủy ban ", "Uỷ ban ", "UBND ", "Văn phòng ", "Công an ", "Hội đồng ", "HĐND ", "Ban ", "Cục ", "Chi cục ", "Trung tâm ", "Trường "}

// severalBodies says that a line names bodies one after the other, each by the word for its kind.
func severalBodies(text string) bool {
	parts := strings.Split(text, ", ")
	for _, part := range parts {
		if !beginsWith(part, bodyKinds) {
			return false
		}
	}
	return len(parts) > 1
}

// listMarks checks a list of bodies: a hyphen before each, a semicolon after each, the given
// mark after the last; 0 when the list breaks off before its last item.
func (c *Check) listMarks(id string, items []anatomy.Line, lastMark rune) {
	for i := range items {
		x := &items[i]
		below := func(i int) bool { return i < len(items) && strings.HasPrefix(items[i].Text, "+") }
		if wording.LastRune(x.Text) == ':' && below(i+1) && strings.HasPrefix(x.Text, "-") {
			continue // names those who follow
		}
		if i+1 < len(items) && !wording.StartsWithDash(items[i+1].Text) && wording.StartsWithDash(x.Text) && wording.LastRune(x.Text) != ';' && wording.LastRune(x.Text) != '.' {
			continue // goes on in the next line
		}
		continued := i > 0 && !wording.StartsWithDash(x.Text) && wording.StartsWithDash(items[i-1].Text) && wording.LastRune(items[i-1].Text) != ';' && wording.LastRune(items[i-1].Text) != '.'
		listed := below(i) && i > 0 && (below(i-1) || wording.LastRune(items[i-1].Text) == ':')
		if !strings.HasPrefix(x.Text, "-") && !continued && !listed {
			c.find(id, at(x.P), x.Text, say("đầu dòng không có gạch đầu dòng (-)", "no hyphen (-) before it"), say("“- …”", "“- …”"))
			c.note(mend.Hyphen(id, x)...)
		}
		want := ';'
		if i == len(items)-1 {
			want = lastMark
		}
		if want == 0 {
			// The list breaks off: either mark will do.
			if want = wording.LastRune(x.Text); want != '.' {
				want = ';'
			}
		}
		if strings.HasSuffix(x.Text, "./.") { // the mark that ends the text of a document
			c.find(id, at(x.P), x.Text, say("cuối dòng là “./.”", "ends with “./.”"), sayf("cuối dòng là “%c”", "to end with “%c”", want))
			c.note(mend.Sign(id, x, "./.", string(want), func(string) bool { return true })...)
			continue
		}
		if wording.LastRune(x.Text) != want {
			c.find(id, at(x.P), x.Text, sayf("cuối dòng là “%c”", "ends with “%c”", wording.LastRune(x.Text)), sayf("cuối dòng là “%c”", "to end with “%c”", want))
			c.note(mend.End(id, x, want)...)
		}
	}
}
