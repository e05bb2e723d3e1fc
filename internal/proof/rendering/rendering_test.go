// Package rendering_test compares what the reader and the checker say of a document with the page LibreOffice makes of it.
package rendering_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
	g "trinhky/internal/docxgen"
	"trinhky/internal/format"
)

// longProse fills several lines, so that both margins show.
const longProse = "Tổ công tác rà soát toàn bộ nhiệm vụ được giao, tổng hợp kết quả thực hiện của các phòng, ban chuyên môn và báo cáo lãnh đạo xem xét, chỉ đạo " +
	"kịp thời những khó khăn, vướng mắc phát sinh trong quá trình triển khai tại các đơn vị, địa phương trên địa bàn thành phố."

// documents are the letter before and after it was put right, the decree as Word wrote it, the ten sample forms, and
// documents that state their margins, fonts and sizes in the other ways Word offers, right or wrong by the decree.
func documents(t *testing.T) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, name := range []string{"288-UBND-VP.docx", "288-UBND-VP.corrected.docx", "law/decree.docx"} {
		data, err := os.ReadFile(filepath.Join("../../../testdata", name))
		require.NoError(t, err)
		out[name] = data
	}
	for name, form := range g.SampleForms() {
		out["sample form "+name] = withProse(form, 1).Bytes()
	}
	for name, change := range map[string]func(s *g.Spec){
		"head of text boxes":       func(s *g.Spec) { s.Head = g.HeadBoxes },
		"head set with tabs":       func(s *g.Spec) { s.Head = g.HeadTabs },
		"head of plain paragraphs": func(s *g.Spec) { s.Head = g.HeadPlain },
		"sizes and indents of a style": func(s *g.Spec) {
			s.Styles = map[string]g.Look{g.StyleBody: {Size: 24, FirstLine: g.Tw(docx.MM(15)), Left: g.Tw(docx.MM(5)), Italic: g.On}}
		},
		"sizes, weight and slant of single runs": func(s *g.Spec) {
			s.Body[1].Line = g.Line{Parts: []g.Part{
				{Text: "Yêu cầu các đơn vị "},
				{Text: "khẩn trương triển khai", Look: g.Look{Bold: g.On, Size: 32}},
				{Text: " và báo cáo "},
				{Text: "trước ngày mười lăm hằng tháng", Look: g.Look{Italic: g.On, Size: 22}},
				{Text: " kết quả thực hiện "},
				{Text: "về Văn phòng", Look: g.Look{Bold: g.On, Italic: g.On}},
				{Text: "."},
			}}
		},
		"a font of the theme": func(s *g.Spec) { s.Theme = "Arial" },
		"margins of another kind": func(s *g.Spec) {
			s.Page.Left, s.Page.Right, s.Page.Top, s.Page.Bottom = docx.MM(20), docx.MM(25), docx.MM(30), docx.MM(15)
		},
		"numbers and size of page 2 at their own size": func(s *g.Spec) { s.PageNumber.Size = 32 },
		"an annex in landscape": func(s *g.Spec) {
			s.Annexes = []g.Annex{{
				Page: g.Landscape(), Label: g.T("Phụ lục"), Title: g.T("DANH MỤC NHIỆM VỤ CỦA CÁC ĐƠN VỊ"),
				Attached: g.T("(Kèm theo Công văn số 288/UBND-VP ngày 21 tháng 3 năm 2024 của Ủy ban nhân dân thành phố Rạch Giá)"),
				Body:     append(g.Paragraphs(longProse), g.Block{Table: &g.Table{Widths: []docx.Twips{1000, 6000}, Header: true, Rows: [][]g.Line{g.Lines("STT", "Nội dung công việc"), g.Lines("1", "Họp giao ban hằng tuần")}}}),
			}}
		},
		"a body that turns to landscape": func(s *g.Spec) {
			landscape, portrait := g.Landscape(), g.Portrait()
			s.Body = append(s.Body, g.Block{NewSection: &landscape}, g.Block{Line: g.T("Danh mục các công trình trọng điểm được trình bày ở trang ngang như sau:")},
				g.Block{NewSection: &portrait}, g.Block{Line: g.T("Văn phòng theo dõi, đôn đốc việc thực hiện các nội dung nêu trên./.")})
		},
	} {
		s := withProse(g.LetterForm(), 14)
		change(s)
		out[name] = s.Bytes()
	}
	return out
}

// withProse begins the body with long paragraphs.
func withProse(s *g.Spec, paragraphs int) *g.Spec {
	s.Body = append(slices.Repeat(g.Paragraphs(longProse), paragraphs), s.Body...)
	return s
}

// What the reader says of margins, indents, fonts, sizes and page numbers is what stands on the page.
func TestEffectiveLayoutIsWhatLibreOfficeLaysOut(t *testing.T) {
	t.Parallel()
	for name, data := range documents(t) {
		t.Run(name, func(t *testing.T) {
			doc, err := docx.Read(t.Context(), bytes.NewReader(data), int64(len(data)), opc.Limits{})
			require.NoError(t, err)
			c := compare(doc, render(t, data))
			require.Greater(t, c.placed, 200, "too little text to compare")
			require.Empty(t, c.differences, "on %d pages", len(c.laid.Pages))
		})
	}
}

// A reader that were wrong in any one of these would be found out.
func TestTheComparisonNoticesAReaderThatIsWrong(t *testing.T) {
	t.Parallel()
	data := withProse(g.LetterForm(), 14).Bytes()
	read := func(t *testing.T) *docx.Document {
		t.Helper()
		doc, err := docx.Read(t.Context(), bytes.NewReader(data), int64(len(data)), opc.Limits{})
		require.NoError(t, err)
		return doc
	}
	prose := func(doc *docx.Document) *docx.Paragraph {
		for p := range doc.Paragraphs() {
			if strings.HasPrefix(p.Text(), longProse) {
				return p
			}
		}
		return nil
	}
	text := func(change func(*docx.RunProps)) func(*docx.Document) {
		return func(doc *docx.Document) {
			r := &prose(doc).Runs[0]
			other := *r.Props // shared with other runs
			change(&other)
			r.Props = &other
		}
	}
	laid := render(t, data)
	for name, mistake := range map[string]func(*docx.Document){
		"left margin":        func(d *docx.Document) { d.Sections[0].Page.Left += docx.MM(1) },
		"right margin":       func(d *docx.Document) { d.Sections[0].Page.Right += docx.MM(2) },
		"top margin":         func(d *docx.Document) { d.Sections[0].Page.Top += docx.MM(1) },
		"bottom margin":      func(d *docx.Document) { d.Sections[0].Page.Bottom += docx.MM(20) },
		"page width":         func(d *docx.Document) { d.Sections[0].Page.Width += docx.MM(1) },
		"page height":        func(d *docx.Document) { d.Sections[0].Page.Height += docx.MM(1) },
		"first line indent":  func(d *docx.Document) { prose(d).Props.FirstLine += docx.MM(1) },
		"left indent":        func(d *docx.Document) { prose(d).Props.Left += docx.MM(1) },
		"alignment":          func(d *docx.Document) { prose(d).Props.Align = docx.AlignCenter },
		"size":               text(func(p *docx.RunProps) { p.Size++ }),
		"weight":             text(func(p *docx.RunProps) { p.Bold = true }),
		"slant":              text(func(p *docx.RunProps) { p.Italic = true }),
		"font":               text(func(p *docx.RunProps) { p.FontASCII, p.FontHAnsi = "Arial", "Arial" }),
		"no page number":     func(d *docx.Document) { d.Sections[0].Headers.Default = nil },
		"number on page 1":   func(d *docx.Document) { d.Sections[0].TitlePage = false },
		"first page number":  func(d *docx.Document) { d.Sections[0].PageNumber = docx.PageNumber{Restart: true, Start: 2} },
		"size of the number": func(d *docx.Document) { field := pageField(d.Sections[0].Headers.Default); resize(field) },
		"text that is hidden": func(d *docx.Document) {
			prose(d).Runs[0].Text = "Văn bản không có trên trang giấy nào cả. " + longProse
		},
	} {
		t.Run(name, func(t *testing.T) {
			doc := read(t)
			require.Empty(t, compare(doc, laid).differences)
			mistake(doc)
			require.NotEmpty(t, compare(doc, laid).differences)
		})
	}
}

func resize(f *docx.Field) {
	other := *f.Props
	other.Size += 2
	f.Props = &other
}

func TestAMendedCopyOpensAndLooksAsReported(t *testing.T) {
	t.Parallel()
	s := g.Letter()
	s.PageNumber.Omit, s.Page.Left = true, docx.MM(20)
	s.Body[1].Font, s.Signer.Size = "DejaVu Sans", 44
	data := s.Bytes()
	var fixed bytes.Buffer
	mended, err := format.Mend(t.Context(), &fixed, bytes.NewReader(data), int64(len(data)), format.Options{})
	require.NoError(t, err)
	require.Zero(t, mended.After.Errors)
	laid := render(t, fixed.Bytes())
	for face := range laid.faces {
		require.NotContains(t, face, "DejaVu")
	}
	require.Len(t, laid.Pages, 2)
	left := laid.Pages[0].Width
	for _, line := range laid.Pages[0].Lines {
		left = min(left, line.Words[0].XMin)
	}
	require.InDelta(t, int(ofTwips(docx.MM(30))), int(left), 1500)
	require.Equal(t, "2", laid.Pages[1].Lines[0].Words[0].Text, "the page number on page 2")
	require.Contains(t, laid.Pages[0].Lines[0].Words[0].Text, "ỦY", "none on page 1")
}

func TestAMendedPageNumberStandsInTheMiddleOfTheTopMargin(t *testing.T) {
	t.Parallel()
	for name, defect := range map[string]func(*g.PageNumber, *g.Page){
		"left out":         func(n *g.PageNumber, _ *g.Page) { n.Omit = true },
		"at the foot":      func(n *g.PageNumber, _ *g.Page) { n.Footer = true },
		"on the right":     func(n *g.PageNumber, _ *g.Page) { n.Align = docx.AlignRight },
		"Roman":            func(n *g.PageNumber, _ *g.Page) { n.Format = "upperRoman" },
		"below the margin": func(_ *g.PageNumber, p *g.Page) { p.Header = docx.MM(30) },
		"on every page":    func(n *g.PageNumber, _ *g.Page) { n.ShowOnFirst = true },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := g.Letter()
			defect(&s.PageNumber, &s.Page)
			data := s.Bytes()
			var fixed bytes.Buffer
			mended, err := format.Mend(t.Context(), &fixed, bytes.NewReader(data), int64(len(data)), format.Options{})
			require.NoError(t, err)
			require.NotEmpty(t, mended.Changes)
			require.Zero(t, mended.After.Errors)
			doc, err := docx.Read(t.Context(), bytes.NewReader(fixed.Bytes()), int64(fixed.Len()), opc.Limits{})
			require.NoError(t, err)
			laid := render(t, fixed.Bytes())
			require.Len(t, laid.Pages, 2)
			_, head := laid.lines(ofTwips(doc.Sections[0].Page.Top))
			require.Len(t, head, 1, "on page 2 alone")
			require.Equal(t, "2", head[0].Text)
			require.Equal(t, 1, head[0].page)
			page := doc.Sections[0].Page
			middle := (page.Left + page.Width - page.Right) / 2
			require.InDelta(t, int(ofTwips(middle)), int(head[0].XMin+head[0].XMax)/2, 500)
		})
	}
}
