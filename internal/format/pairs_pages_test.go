package format_test

import (
	"trinhky/internal/docx"
	g "trinhky/internal/docxgen"
)

// withTable is a letter with a table of two columns of these widths in its text.
func withTable(widths ...docx.Twips) func() *g.Spec {
	return func() *g.Spec {
		s := g.LetterForm()
		last := s.Body[3]
		s.Body = append(s.Body[:3:3], g.Block{Table: &g.Table{Widths: widths, Fixed: true, Rows: [][]g.Line{g.Lines("STT", "Nội dung"), g.Lines("1", "Họp giao ban")}}}, last)
		return s
	}
}

func widths(all ...docx.Twips) func(*g.Spec) {
	return func(s *g.Spec) { s.Body[3].Table.Widths = all }
}

// plantedOnPages are tables beside the text, and what cannot be read.
var plantedOnPages = []pair{
	{rule: "overflow.margin", base: withTable(1000, 8000), plant: widths(1000, 8900), text: "STT"},
	{rule: "overflow.paper", base: withTable(1000, 8000), plant: widths(1000, 10000), text: "STT"},
	{rule: "unread.text", base: g.LetterForm, plant: func(s *g.Spec) {
		s.Body = append(s.Body[:2:2], append([]g.Block{{Imported: "<p>Nội dung chèn</p>"}}, s.Body[2:]...)...)
	}, text: ""},
	{rule: "unread.object", name: "a diagram", base: g.LetterForm, plant: func(s *g.Spec) {
		s.Body = append(s.Body[:2:2], append([]g.Block{{Diagram: true}}, s.Body[2:]...)...)
	}, text: ""},
}
