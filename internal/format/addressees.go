package format

import "strings"

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
	if len(c.addressees) == 0 {
		c.find("addressees.present", at(label.p), label.text, say("chưa ghi nơi nhận", "names nobody"), say("tên cơ quan, tổ chức hoặc cá nhân", "the body or person"))
	}
	c.addresseeMarks(label)
	c.size("addressees.size", label, size13, size14)
	want := typeface{caps: no, italic: no}
	c.style("addressees.style", label, want)
	for i := range c.addressees {
		if x := &c.addressees[i]; x.p != label.p {
			c.size("addressees.size", x, size13, size14)
			c.style("addressees.style", x, typeface{italic: no})
		}
	}
}

func (c *check) addresseeMarks(label *line) {
	const id = "addressees.punctuation"
	if !strings.HasPrefix(strings.ReplaceAll(label.tidy(), " :", ":"), "Kính gửi:") {
		c.find(id, at(label.p), label.text, quoted(quote(cutText(label.tidy(), 20))), quoted("Kính gửi:"))
	}
	n := len(c.addressees)
	if n == 1 && !startsWithDash(c.addressees[0].text) {
		x := &c.addressees[0]
		if lastRune(x.text) == ';' || strings.Contains(x.text, "; ") {
			c.find(id, at(x.p), x.text, say("nhiều nơi trên một dòng hoặc thừa dấu chấm phẩy", "several addressees on one line, or a stray semicolon"),
				say("mỗi nơi một dòng", "a line for each"))
		}
		return
	}
	c.listMarks(id, c.addressees, '.')
}

// listMarks checks a list of bodies: a hyphen before each, a semicolon after each, the given
// mark after the last; 0 when the list breaks off before its last item.
func (c *check) listMarks(id string, items []line, lastMark rune) {
	for i := range items {
		x := &items[i]
		if i+1 < len(items) && !startsWithDash(items[i+1].text) && startsWithDash(x.text) && lastRune(x.text) != ';' && lastRune(x.text) != '.' {
			continue // goes on in the next line
		}
		continued := i > 0 && !startsWithDash(x.text) && startsWithDash(items[i-1].text) && lastRune(items[i-1].text) != ';' && lastRune(items[i-1].text) != '.'
		if !strings.HasPrefix(x.text, "-") && !continued {
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
		if lastRune(x.text) != want {
			c.find(id, at(x.p), x.text, sayf("cuối dòng là “%c”", "ends with “%c”", lastRune(x.text)), sayf("cuối dòng là “%c”", "to end with “%c”", want))
			c.mendEnd(id, x, want)
		}
	}
}
