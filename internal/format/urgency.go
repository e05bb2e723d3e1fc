package format

import (
	"strings"

	"trinhky/internal/domain"
)

var urgencyComponent = component{name: "urgency", check: checkUrgency, rules: []Rule{
	{
		"urgency.wording", SeverityError, say("Dấu chỉ mức độ khẩn", "Urgency mark"), annexI("III.2.b"),
		say("Chỉ dùng KHẨN, THƯỢNG KHẨN hoặc HỎA TỐC.", "Use only KHẨN, THƯỢNG KHẨN or HỎA TỐC."),
	},
	{
		"urgency.style", SeverityError, say("Dấu chỉ mức độ khẩn", "Urgency mark"), annexI("III.2.b"),
		say("Chọn chữ, đặt in hoa, đậm, bỏ nghiêng.", "Select the text; capitals, bold, no italic."),
	},
	{
		"urgency.size", SeverityError, say("Dấu chỉ mức độ khẩn", "Urgency mark"), annexI("III.2.b"),
		say("Chọn chữ, Home › Font Size 13 hoặc 14.", "Select the text, Home › Font Size 13 or 14."),
	},
	{
		"urgency.frame", SeverityError, say("Khung dấu chỉ mức độ khẩn", "Frame of the urgency mark"), annexI("III.2.b"),
		say("Home › Borders › Outside Borders, viền đơn; hoặc đặt chữ trong một khung có viền.", "Home › Borders › Outside Borders, single; or put the words into a box with an outline."),
	},
}}

var urgencyMarks = map[string]domain.Urgency{
	"KHẨN": domain.UrgencyUrgent, "THƯỢNG KHẨN": domain.UrgencyVeryUrgent,
	"HỎA TỐC": domain.UrgencyExpress, "HOẢ TỐC": domain.UrgencyExpress, "HỎA TỐC HẸN GIỜ": domain.UrgencyExpress, "HOẢ TỐC HẸN GIỜ": domain.UrgencyExpress,
}

// foldedUrgency recognises the marks, also in words the decree does not know.
var foldedUrgency = map[string]bool{
	"khan": true, "thuongkhan": true, "hoatoc": true, "hoatochengio": true, "khancap": true, "ratkhan": true,
	"toikhan": true, "donkhan": true, "hoakhan": true, "thuongkhancap": true, "dokhan": true, "ratkhancap": true, "hoatockhan": true,
	"dacbietkhan": true, "gap": true, "ratgap": true,
}

func isUrgency(x *line) bool { return len(x.text) < 40 && foldedUrgency[letters(x.folded)] }

func checkUrgency(c *check) {
	for i := range c.urgency {
		x := &c.urgency[i]
		if _, ok := urgencyMarks[strings.ToUpper(x.tidy())]; !ok {
			c.find("urgency.wording", at(x.p), x.text, quoted(quote(x.tidy())), say("KHẨN, THƯỢNG KHẨN hoặc HỎA TỐC", "KHẨN, THƯỢNG KHẨN or HỎA TỐC"))
		}
		c.style("urgency.style", x, typeface{caps: yes, bold: yes, italic: no})
		c.size("urgency.size", x, size13, size14)
		c.frame("urgency.frame", x)
	}
}
