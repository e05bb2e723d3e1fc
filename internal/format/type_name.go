package format

import "strings"

var typeNameComponent = component{name: "type-name", check: checkTypeName, rules: []Rule{
	{
		"type-name.present", SeverityError, say("Tên loại văn bản", "Type name"), annexI("II.5"),
		say("Ghi tên loại (QUYẾT ĐỊNH, TỜ TRÌNH, …) ở giữa dòng, trên trích yếu; công văn ghi “V/v” dưới số, ký hiệu.",
			"Type the type name (QUYẾT ĐỊNH, TỜ TRÌNH, …) centred above the subject; a công văn has its “V/v” under the number."),
	},
	{
		"type-name.text", SeverityError, say("Tên loại văn bản", "Type name"), say("Điều 7", "Article 7"),
		say("Gõ lại đúng tên loại, không có dấu câu.", "Type the name exactly so, without a mark."),
	},
	{
		"type-name.size", SeverityError, say("Tên loại văn bản", "Type name"), annexI("II.5.b"),
		say("Chọn dòng này, Home › Font Size 13 hoặc 14.", "Select the line, Home › Font Size 13 or 14."),
	},
	{
		"type-name.style", SeverityError, say("Tên loại văn bản", "Type name"), annexI("II.5.b"),
		say("Chọn dòng này, đặt chữ in hoa, đậm, bỏ nghiêng, canh giữa.", "Select the line; capitals, bold, no italic, centred."),
	},
}}

func checkTypeName(c *check) {
	x := c.typeName
	if x == nil {
		c.noTypeName()
		return
	}
	if _, exact, _ := formByName(strings.TrimRight(x.folded, " :.")); exact && c.form.Name != "" {
		if t := strings.ToUpper(x.tidy()); t != c.form.Name && t != otherTone(c.form.Name) {
			c.find("type-name.text", at(x.p), x.text, quoted(quote(x.tidy())), quoted(c.form.Name))
		}
	}
	c.size("type-name.size", x, size13, size14)
	c.style("type-name.style", x, typeface{caps: yes, bold: yes, italic: no, centre: yes})
}

// otherTone is a name with the tone on the other vowel, as many write it: THOẢ THUẬN, UỶ QUYỀN.
func otherTone(name string) string {
	return strings.NewReplacer("ỎA", "OẢ", "ỦY", "UỶ").Replace(name)
}

// noTypeName: a công văn has none; a title that is none of the 29 types belongs to a form with rules of its own.
func (c *check) noTypeName() {
	if c.standalone || c.known && c.form.Code == "" {
		return
	}
	want := say("tên loại theo Điều 7", "a type name of Article 7")
	switch {
	case c.known && c.otherTitle != nil:
		c.find("type-name.present", at(c.otherTitle.p), c.otherTitle.text, quoted(quote(c.otherTitle.tidy())), quoted(c.form.Name))
	case c.known:
		c.find("type-name.present", c.titlePlace(), "", say("không có", "missing"), quoted(c.form.Name))
	case c.otherTitle != nil:
		c.warn("type-name.present", at(c.otherTitle.p), c.otherTitle.text, say("không thuộc 29 loại văn bản hành chính", "none of the 29 administrative types"), want)
	default:
		c.find("type-name.present", c.titlePlace(), "", say("không có, cũng không có “V/v” của công văn", "missing, nor is there the “V/v” of a công văn"), want)
	}
}

// titlePlace is the first line below the header, where the type name should stand.
func (c *check) titlePlace() Place {
	if i := c.next(c.headEnd); i < c.count() {
		return at(c.para(i).Paragraph)
	}
	return c.top()
}

// subjectText is the subject in one line, without "V/v".
func (l *layout) subjectText() string {
	var words []string
	for i := range l.subject {
		words = append(words, l.subject[i].tidy())
	}
	s := strings.Join(words, " ")
	if l.typeName == nil {
		if m := letterSubject.FindStringIndex(fold(s)); m != nil {
			for _, p := range []string{"V/v", "v/v", "V/V", "Về việc", "về việc"} {
				if rest, ok := strings.CutPrefix(s, p); ok {
					s = strings.TrimLeft(rest, " :")
					break
				}
			}
		}
	}
	return s
}
