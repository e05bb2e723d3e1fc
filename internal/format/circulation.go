package format

import "strings"

var circulationComponent = component{name: "circulation", check: checkCirculation, rules: []Rule{
	{
		"circulation.style", SeverityError, say("Chỉ dẫn phạm vi lưu hành", "Note on circulation"), annexI("III.2.c"),
		say("Chọn chữ, đặt in hoa, đậm, bỏ nghiêng.", "Select the text; capitals, bold, no italic."),
	},
	{
		"circulation.size", SeverityError, say("Chỉ dẫn phạm vi lưu hành", "Note on circulation"), annexI("III.2.c"),
		say("Chọn chữ, Home › Font Size 13 hoặc 14.", "Select the text, Home › Font Size 13 or 14."),
	},
	{
		"circulation.frame", SeverityError, say("Khung chỉ dẫn phạm vi lưu hành", "Frame of the note on circulation"), annexI("III.2.c"),
		say("Home › Borders › Outside Borders, viền đơn; hoặc đặt chữ trong một khung có viền.", "Home › Borders › Outside Borders, single; or put the words into a box with an outline."),
	},
}}

// circulationNotes are the two the decree names; it leaves room for others, which are not looked for.
var circulationNotes = map[string]bool{"xemxongtralai": true, "luuhanhnoibo": true}

func isCirculation(x *line) bool { return len(x.text) < 60 && circulationNotes[letters(x.folded)] }

func checkCirculation(c *check) {
	for i := range c.circulation {
		x := &c.circulation[i]
		c.style("circulation.style", x, typeface{caps: yes, bold: yes, italic: no})
		c.size("circulation.size", x, size13, size14)
		c.frame("circulation.frame", x)
	}
}

// frame reports a mark that stands in no rectangle.
func (c *check) frame(id string, x *line) {
	if !framed(x) {
		c.find(id, at(x.p), x.text, say("không có khung", "no frame"), say("trong khung hình chữ nhật viền đơn", "in a rectangle with a single outline"))
	}
}

// framed says that a line stands in a drawn rectangle: borders around its letters, its paragraph or the only cell of its
// table, or a text box with an outline.
func framed(x *line) bool {
	c := x.p.Cell
	return x.box != nil && x.box.Stroke.Style != "" || bordered(x) || x.p.Props.Borders.Around() ||
		c != nil && len(c.Row.Cells) == 1 && c.Table.RowCount == 1 && c.Borders.Around()
}

// bordered says that a border goes around all letters of a line. Word draws that one when letters are chosen without
// the end of their paragraph.
func bordered(x *line) bool {
	drawn := false
	for _, piece := range x.pieces {
		if strings.TrimSpace(piece.text) == "" {
			continue
		}
		if piece.props.Border == "" {
			return false
		}
		drawn = true
	}
	return drawn
}
