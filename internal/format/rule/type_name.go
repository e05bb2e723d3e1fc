package rule

import (
	"strings"

	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var typeNameComponent = component{name: "type-name", check: checkTypeName, rules: []Rule{
	{
		"type-name.present", report.SeverityError, say("Tên loại văn bản", "Type name"), annexI("II.5"),
		say("Ghi tên loại (QUYẾT ĐỊNH, TỜ TRÌNH, …) ở giữa dòng, trên trích yếu; công văn ghi “V/v” dưới số, ký hiệu.",
			"Type the type name (QUYẾT ĐỊNH, TỜ TRÌNH, …) centred above the subject; a công văn has its “V/v” under the number."),
	},
	{
		"type-name.text", report.SeverityError, say("Tên loại văn bản", "Type name"), say("Điều 7", "Article 7"),
		say("Gõ lại đúng tên loại, không có dấu câu.", "Type the name exactly so, without a mark."),
	},
	{
		"type-name.size", report.SeverityError, say("Tên loại văn bản", "Type name"), annexI("II.5.b"),
		say("Chọn dòng này, Home › Font Size 13 hoặc 14.", "Select the line, Home › Font Size 13 or 14."),
	},
	{
		"type-name.style", report.SeverityError, say("Tên loại văn bản", "Type name"), annexI("II.5.b"),
		say("Chọn dòng này, đặt chữ in hoa, đậm, bỏ nghiêng, canh giữa.", "Select the line; capitals, bold, no italic, centred."),
	},
}}

func checkTypeName(c *Check) {
	x := c.paper.Title.TypeName
	if x == nil {
		noTypeName(c)
		return
	}
	if _, exact, _ := anatomy.FormByName(strings.TrimRight(x.Folded, " :.")); exact && c.paper.Title.Form.Name != "" && !c.paper.Title.Form.Outside {
		if t := strings.ToUpper(x.Tidy()); t != c.paper.Title.Form.Name && t != otherTone(c.paper.Title.Form.Name) {
			c.find("type-name.text", at(x.P), x.Text, quoted(wording.Quote(x.Tidy())), quoted(c.paper.Title.Form.Name))
			c.note(mend.WithoutMark("type-name.text", x)...)
		}
	}
	c.size("type-name.size", x, anatomy.Size13, anatomy.Size14)
	c.style("type-name.style", x, typeface{caps: yes, bold: yes, italic: no, centre: yes})
}

// otherTone is a name with the tone on the other vowel, as many write it: THOẢ THUẬN, UỶ QUYỀN.
func otherTone(name string) string {
	return strings.NewReplacer("ỎA", "OẢ", "ỦY", "UỶ").Replace(name)
}

// noTypeName: a công văn has none; a title that is none of the 29 types belongs to a form with rules of its own.
func noTypeName(c *Check) {
	if c.paper.Standalone || c.paper.Title.Known && c.paper.Title.Form.Code == "" {
		return
	}
	want := say("tên loại theo Điều 7", "a type name of Article 7")
	switch {
	case c.paper.Title.Known && c.paper.Title.OtherTitle != nil:
		c.find("type-name.present", at(c.paper.Title.OtherTitle.P), c.paper.Title.OtherTitle.Text, quoted(wording.Quote(c.paper.Title.OtherTitle.Tidy())), quoted(c.paper.Title.Form.Name))
	case c.paper.Title.Known:
		c.find("type-name.present", c.paper.TitlePlace(), "", say("không có", "missing"), quoted(c.paper.Title.Form.Name))
	case c.paper.Title.OtherTitle != nil:
		c.warn("type-name.present", at(c.paper.Title.OtherTitle.P), c.paper.Title.OtherTitle.Text, say("không thuộc 29 loại văn bản hành chính", "none of the 29 administrative types"), want)
	default:
		c.find("type-name.present", c.paper.TitlePlace(), "", say("không có, cũng không có “V/v” của công văn", "missing, nor is there the “V/v” of a công văn"), want)
	}
}
