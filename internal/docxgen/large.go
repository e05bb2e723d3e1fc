package docxgen

import (
	"fmt"

	"trinhky/internal/docx"
)

// Large is a report of about the given number of pages with tables among them, for measuring.
func Large(pages, tables int) *Spec {
	s := LetterDraft()
	text := s.Body[0].text()
	s.Body = nil
	const perPage = 4
	every := max(1, pages*perPage/max(1, tables))
	for i := range pages * perPage {
		s.Body = append(s.Body, Block{Line: Line{Parts: []Part{{Text: fmt.Sprintf("%d. ", i+1), Look: Look{Bold: On}}, {Text: text}}}})
		if i%every == 0 && tables > 0 {
			tables--
			s.Body = append(s.Body, Block{Table: largeTable(i)})
		}
	}
	return s
}

func largeTable(n int) *Table {
	t := &Table{Widths: []docx.Twips{850, 5000, 1600, 1600}, Header: true, Rows: [][]Line{Lines("TT", "Nội dung", "Đơn vị", "Thời hạn")}}
	for i := range 10 {
		t.Rows = append(t.Rows, Lines(fmt.Sprint(i+1), fmt.Sprintf("Nhiệm vụ số %d của bảng %d", i+1, n), "Văn phòng", "Quý II"))
	}
	return t
}
