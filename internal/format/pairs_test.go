package format_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
	g "trinhky/internal/docxgen"
	"trinhky/internal/format"
)

// pair is one planted defect in an otherwise good document. The document without it is the silent twin.
type pair struct {
	rule  string
	name  string
	base  func() *g.Spec
	plant func(*g.Spec)
	// where is the place of the finding when it is no paragraph. Otherwise it quotes text, which stands in the paragraph
	// it names; aside says that the words stand beside it, in a comment or a tracked deletion.
	where, text string
	aside       bool
	stage       format.Stage
}

func twips(mm int) docx.Twips { return docx.MM(mm) }

// pairs holds at least one planted defect for every rule id.
var pairs = slices.Concat(plantedOnPages, plantedInHead, plantedInBody, plantedAtEnd)

// letterWithSection turns to a new page for a table.
func letterWithSection() *g.Spec {
	s := g.LetterForm()
	page := g.Portrait()
	last := s.Body[3]
	s.Body = append(s.Body[:3:3], g.Block{NewSection: &page}, g.Block{Table: &g.Table{Widths: []docx.Twips{1000, 6000}, Rows: [][]g.Line{g.Lines("STT", "Nội dung"), g.Lines("1", "Họp giao ban")}}}, last)
	return s
}

// urgentBelow is a letter with its mark of urgency under the whole head.
func urgentBelow() *g.Spec {
	s := g.LetterForm()
	s.Stamps, s.StampsBelow = g.Lines("HỎA TỐC"), true
	return s
}

// divisionLetter is a công văn of a division, with its superior body above.
func divisionLetter() *g.Spec {
	s := g.LetterForm()
	s.Parent, s.Agency = g.Lines("UBND THÀNH PHỐ RẠCH GIÁ"), g.Lines("PHÒNG NỘI VỤ")
	s.Number.Text = "Số: 05/PNV-TH"
	s.Authority = g.Lines("TRƯỞNG PHÒNG")
	return s
}

// internalLetter bears a note on circulation, addressedLetter the mark of its drafter and how the body is reached.
func internalLetter() *g.Spec {
	s := g.LetterForm()
	s.Stamps = g.Lines("LƯU HÀNH NỘI BỘ")
	s.Stamps[0].Color = "000000"
	return s
}

func addressedLetter() *g.Spec {
	s := g.LetterForm()
	s.Drafter, s.Address = g.T("PL.(300)"), contactLines()
	return s
}

func contactLines() []g.Line {
	return g.Lines("Số 10, đường Nguyễn Trung Trực, phường Vĩnh Thanh Vân", "Điện thoại: 0297.3862.000; Fax: 0297.3862.001; Email: vanphong@rachgia.example")
}

// longLetter surely takes more than one page.
func longLetter() *g.Spec {
	s := g.LetterForm()
	last := s.Body[3]
	s.Body = s.Body[:3]
	for range 12 {
		s.Body = append(s.Body, g.Paragraphs("Thực hiện chương trình công tác năm 2024, Ủy ban nhân dân thành phố yêu cầu các đơn vị đăng ký lịch làm việc, "+
			"chuẩn bị tài liệu đầy đủ, gửi đúng thời hạn, cử người dự họp đúng thành phần và chịu trách nhiệm về nội dung báo cáo của đơn vị mình.")...)
	}
	s.Body = append(s.Body, last)
	return s
}

// romanPlan is a plan divided by Roman numbers with their titles on the same line.
func romanPlan() *g.Spec {
	s := g.PlanForm()
	s.Body = []g.Block{
		s.Body[0],
		{Line: g.Line{Text: "I. MỤC ĐÍCH, YÊU CẦU", Style: g.StyleArticle}},
		s.Body[3],
		{Line: g.Line{Text: "II. TỔ CHỨC THỰC HIỆN", Style: g.StyleArticle}},
		s.Body[9], s.Body[10],
	}
	return s
}

func TestEveryRuleHasAPlantedDefect(t *testing.T) {
	t.Parallel()
	have := map[string]bool{}
	for _, p := range pairs {
		have[p.rule] = true
	}
	for _, r := range format.Rules() {
		require.True(t, have[r.ID], "no planted defect for %s", r.ID)
		require.NotEmpty(t, r.Label.VI)
		require.NotEmpty(t, r.Label.EN)
		require.NotEmpty(t, r.Citation.VI)
		require.NotEmpty(t, r.Mend.VI)
		require.NotEmpty(t, r.Mend.EN)
	}
}

func TestPlantedDefectIsFoundAloneAndItsTwinIsSilent(t *testing.T) {
	t.Parallel()
	for _, p := range pairs {
		t.Run(p.rule+" "+p.name, func(t *testing.T) {
			t.Parallel()
			require.Empty(t, lines(checkSpec(t, p.base(), format.Options{Stage: p.stage})), "the twin")
			s := p.base()
			p.plant(s)
			p.found(t, s)
		})
	}
}

// found holds a document with the defect to the one finding it must have: its rule, at the place where it was planted.
func (p pair) found(t *testing.T, s *g.Spec) {
	t.Helper()
	data := s.Bytes()
	report, err := format.CheckFile(t.Context(), bytes.NewReader(data), int64(len(data)), format.Options{Stage: p.stage})
	require.NoError(t, err)
	require.Equal(t, []string{p.rule}, ruleIDs(report), strings.Join(lines(report), "\n"))
	f := report.Findings[0]
	require.Equal(t, strings.SplitN(p.rule, ".", 2)[0], f.Component)
	if p.where != "" {
		require.Equal(t, p.where, f.Where.String())
		return
	}
	text := norm.NFC.String(f.Text)
	require.Contains(t, text, p.text)
	stands := paragraph(t, data, f.Where.Paragraph)
	if !p.aside {
		require.Contains(t, stands, strings.Trim(text, "…"))
	}
}

// paragraph is the text of a paragraph of a document by its index, its spaces as a finding quotes them.
func paragraph(t *testing.T, data []byte, index int) string {
	t.Helper()
	doc, err := docx.Read(t.Context(), bytes.NewReader(data), int64(len(data)), opc.Limits{})
	require.NoError(t, err)
	for p := range doc.Paragraphs() {
		if p.Index == index {
			return strings.Join(strings.Fields(norm.NFC.String(p.FullText())), " ")
		}
	}
	require.Fail(t, "no such paragraph", index)
	return ""
}

// listedLetter has its paragraphs numbered by Word.
func listedLetter() *g.Spec {
	s := g.LetterForm()
	for i := 1; i < 3; i++ {
		s.Body[i].List = "decimal"
	}
	return s
}
