package format

import (
	"slices"
	"strings"

	"trinhky/internal/docx"
)

var addresseesComponent = component{name: "addressees", check: checkAddressees, rules: []Rule{
	{
		"addressees.present", SeverityError, say("Kính gửi", "Addressees"), annexI("II.9.b"),
		say("Thêm “Kính gửi: …” trên phần nội dung.", "Add “Kính gửi: …” above the text."),
	},
	{
		"addressees.punctuation", SeverityError, say("Kính gửi", "Addressees"), annexI("II.9.d"),
		say("Sau “Kính gửi” có dấu hai chấm; từ hai nơi trở lên: mỗi nơi một dòng, đầu dòng “-”, cuối dòng “;”, dòng cuối “.”.",
			"A colon after “Kính gửi”; two or more addressees: a line each, “-” before, “;” after, “.” after the last."),
	},
	{
		"addressees.place", SeverityError, say("Danh sách kính gửi", "List of addressees"), annexI("II.9.d"),
		say("Đặt cùng một mức lùi (Paragraph › Indentation › Left) cho các dòng, dưới dấu hai chấm của “Kính gửi:”.",
			"Give all lines one indent (Paragraph › Indentation › Left), below the colon of “Kính gửi:”."),
	},
	{
		"addressees.type", SeverityWarning, say("Kính gửi", "Addressees"), annexI("II.9.b, II.9.c"),
		say("Bỏ “Kính gửi”; ghi các nơi nhận ở “Nơi nhận”.", "Drop “Kính gửi”; name the receivers under “Nơi nhận”."),
	},
	{
		"addressees.size", SeverityError, say("Kính gửi", "Addressees"), annexI("II.9.d"),
		say("Chọn các dòng này, Home › Font Size 13 hoặc 14.", "Select the lines, Home › Font Size 13 or 14."),
	},
	{
		"addressees.style", SeverityError, say("Kính gửi", "Addressees"), annexI("II.9.d"),
		say("Chọn các dòng này, đặt chữ thường, đứng.", "Select the lines; lower case, upright."),
	},
}}

func checkAddressees(c *check) {
	if c.standalone {
		return
	}
	label := c.addressLabel
	if label == nil {
		where := c.titlePlace()
		if c.form.addressees == required && c.known {
			c.miss("addressees.present", required, where, say("“Kính gửi: …”", "“Kính gửi: …”"))
		}
		return
	}
	if c.form.addressees == never && c.known {
		c.find("addressees.type", at(label.p), label.text, sayf("%s có “Kính gửi”", "a %s with “Kính gửi”", c.form.Words), say("chỉ công văn, tờ trình, báo cáo gửi cấp trên", "only a công văn, tờ trình or báo cáo to a superior body"))
	}
	if len(c.addressees) == 0 {
		c.find("addressees.present", at(label.p), label.text, say("chưa ghi nơi nhận", "names nobody"), say("tên cơ quan, tổ chức hoặc cá nhân", "the body or person"))
	}
	c.addresseeMarks(label)
	c.size("addressees.size", label, size13, size14)
	c.style("addressees.style", label, typeface{caps: no, italic: no})
	if all, _ := label.each(bold); all { // the samples of section V are not; the text of the decree does not say
		c.warn("addressees.style", at(label.p), label.text, say("đậm", "bold"), say("chữ in thường, đứng, không đậm", "lower case, upright, not bold"))
	}
	for i := range c.addressees {
		if x := &c.addressees[i]; x.p != label.p {
			c.size("addressees.size", x, size13, size14)
			c.style("addressees.style", x, typeface{italic: no})
		}
	}
	c.addresseesAligned(label)
}

// addresseesAligned holds the hyphens to one another and to the colon above them. Lines that Word numbers by itself, and
// those laid out in a table, stand where their list or cell puts them.
func (c *check) addresseesAligned(label *line) {
	const id = "addressees.place"
	near, below := docx.MM(1), docx.MM(6)
	var first *line
	for _, x := range pointers(c.addressees) {
		switch {
		case !startsWithDash(x.text) || x.p.Numbering != nil || x.p.Cell != nil || x.p == label.p || centred(x.p) || strings.Contains(x.p.Text(), "\t"):
		case first == nil:
			first = x
		case abs(start(x.p)-start(first.p)) > near:
			c.find(id, at(x.p), x.text, say("gạch đầu dòng không thẳng hàng với dòng trên", "its hyphen is not in line with the one above"), say("các gạch đầu dòng thẳng hàng", "hyphens in line"))
			return
		}
	}
	colon := strings.IndexByte(label.text, ':')
	if first == nil || colon < 0 || label.p.Cell != nil || strings.Contains(label.p.Text(), "\t") {
		return
	}
	head := label.part(0, colon)
	left := start(label.p)
	if centred(label.p) {
		left = (room(label.p) - label.width().Twips()) / 2
	}
	if abs(left+head.width().Twips()-start(first.p)) > below {
		c.warn(id, at(first.p), first.text, say("gạch đầu dòng không ở dưới dấu hai chấm", "its hyphen is not below the colon"), say("thẳng hàng dưới dấu hai chấm sau “Kính gửi”", "in line below the colon of “Kính gửi:”"))
	}
}

func (c *check) addresseeMarks(label *line) {
	const id = "addressees.punctuation"
	if head := cutText(label.tidy(), len("KÍNH GỬI")); upper(label.text) { // the whole line: addressees.style says so
	} else if upper(head) {
		c.find("addressees.style", at(label.p), label.text, quoted(head), say("chữ in thường: “Kính gửi”", "lower case: “Kính gửi”"))
	} else if !strings.HasPrefix(label.tidy(), "Kính gửi:") {
		c.find(id, at(label.p), label.text, quoted(quote(cutText(label.tidy(), 20))), quoted("Kính gửi:"))
	}
	n := len(c.addressees)
	if n > 1 && c.addressees[0].p == label.p && !slices.ContainsFunc(c.addressees, func(x line) bool { return startsWithDash(x.text) }) {
		return // one body whose name runs over several lines
	}
	if n == 1 && c.addressees[0].p != label.p && c.addressees[0].p.Cell == nil {
		x := &c.addressees[0]
		c.find(id, at(x.p), x.text, say("một nơi nhận ở dòng riêng", "a single addressee on a line of its own"), say("cùng dòng với “Kính gửi:”", "on the line of “Kính gửi:”"))
		return
	}
	if n == 1 && !startsWithDash(c.addressees[0].text) {
		x := &c.addressees[0]
		if lastRune(x.text) == ';' || strings.Contains(x.text, "; ") || severalBodies(x.tidy()) {
			c.find(id, at(x.p), x.text, say("nhiều nơi trên một dòng hoặc thừa dấu chấm phẩy", "several addressees on one line, or a stray semicolon"),
				say("mỗi nơi một dòng", "a line for each"))
		}
		return
	}
	list := c.addressees
	if k := len(list) - 1; k > 0 && strings.HasPrefix(list[k].text, "(") { // a remark on the list
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
func (c *check) listMarks(id string, items []line, lastMark rune) {
	for i := range items {
		x := &items[i]
		below := func(i int) bool { return i < len(items) && strings.HasPrefix(items[i].text, "+") }
		if lastRune(x.text) == ':' && below(i+1) && strings.HasPrefix(x.text, "-") {
			continue // names those who follow
		}
		if i+1 < len(items) && !startsWithDash(items[i+1].text) && startsWithDash(x.text) && lastRune(x.text) != ';' && lastRune(x.text) != '.' {
			continue // goes on in the next line
		}
		continued := i > 0 && !startsWithDash(x.text) && startsWithDash(items[i-1].text) && lastRune(items[i-1].text) != ';' && lastRune(items[i-1].text) != '.'
		listed := below(i) && i > 0 && (below(i-1) || lastRune(items[i-1].text) == ':')
		if !strings.HasPrefix(x.text, "-") && !continued && !listed {
			c.find(id, at(x.p), x.text, say("đầu dòng không có gạch đầu dòng (-)", "no hyphen (-) before it"), say("“- …”", "“- …”"))
		}
		want := ';'
		if i == len(items)-1 {
			want = lastMark
		}
		if want == 0 {
			// The list breaks off: either mark will do.
			if want = lastRune(x.text); want != '.' {
				want = ';'
			}
		}
		if strings.HasSuffix(x.text, "./.") { // the mark that ends the text of a document
			c.find(id, at(x.p), x.text, say("cuối dòng là “./.”", "ends with “./.”"), sayf("cuối dòng là “%c”", "to end with “%c”", want))
			continue
		}
		if lastRune(x.text) != want {
			c.find(id, at(x.p), x.text, sayf("cuối dòng là “%c”", "ends with “%c”", lastRune(x.text)), sayf("cuối dòng là “%c”", "to end with “%c”", want))
			c.mendEnd(id, x, want)
		}
	}
}
