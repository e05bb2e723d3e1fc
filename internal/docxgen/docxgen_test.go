package docxgen_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
	"trinhky/internal/docxgen"
)

func read(t *testing.T, s *docxgen.Spec) *docx.Document {
	t.Helper()
	b := s.Bytes()
	d, err := docx.Read(context.Background(), bytes.NewReader(b), int64(len(b)), opc.Limits{})
	require.NoError(t, err)
	return d
}

// find gives the first paragraph whose text starts so.
func find(t *testing.T, d *docx.Document, prefix string) *docx.Paragraph {
	t.Helper()
	for p := range d.Paragraphs() {
		if strings.HasPrefix(strings.TrimSpace(p.Text()), prefix) {
			return p
		}
	}
	require.FailNow(t, "no paragraph starts with "+prefix)
	return nil
}

func TestCommittedFixturesAreWhatTheGeneratorWrites(t *testing.T) {
	t.Parallel()
	for name, spec := range docxgen.Fixtures() {
		want, err := os.ReadFile(filepath.Join("../../testdata", name))
		require.NoError(t, err)
		require.True(t, bytes.Equal(want, spec.Bytes()), "%s differs: run go generate ./internal/docxgen", name)
	}
}

func TestLetterKeepsItsOwnFaultsAndTheDraftMendsThem(t *testing.T) {
	t.Parallel()
	letter, draft := read(t, docxgen.Letter()), read(t, docxgen.LetterDraft())
	text := func(d *docx.Document) string {
		var b strings.Builder
		for p := range d.Paragraphs() {
			b.WriteString(p.Text() + "\n")
		}
		return b.String()
	}
	faults := []string{"Số: 288 /UBND-VP", "Độc lập – Tự do – Hạnh phúc", "- Lưu: VT, thhao\n", "ngày 20/4/2022", "hành chính chính", "với phòng Nội vụ", "Rạch Giá;\n"}
	for _, f := range faults {
		require.Contains(t, text(letter), f)
		require.NotContains(t, text(draft), f)
	}
	for _, right := range []string{"Số:      /UBND-VP", "Độc lập - Tự do - Hạnh phúc", "- Lưu: VT, VP.\n", "ngày     tháng 3 năm 2024", "với Phòng Nội vụ", "./.\n"} {
		require.Contains(t, text(draft), right)
	}
}

func TestNewFollowsTheDecree(t *testing.T) {
	t.Parallel()
	d := read(t, docxgen.LetterDraft())
	require.Len(t, d.Sections, 1)
	page := d.Sections[0].Page
	require.Equal(t, []int{2100, 2970, 200, 200, 300, 200}, []int{page.Width.TenthsMM(), page.Height.TenthsMM(), page.Top.TenthsMM(), page.Bottom.TenthsMM(), page.Left.TenthsMM(), page.Right.TenthsMM()})
	require.True(t, d.Sections[0].TitlePage, "no number on page 1")
	number := d.Sections[0].Headers.Default.Blocks[0].(*docx.Paragraph)
	require.Equal(t, []any{"PAGE", "14", docx.AlignCenter}, []any{number.Fields[0].Kind, number.Fields[0].Props.Size.String(), number.Props.Align})

	type look struct {
		size         string
		bold, italic bool
		align        string
	}
	for prefix, want := range map[string]look{
		"CỘNG HÒA":    {"13", true, false, docx.AlignCenter},
		"Độc lập":     {"14", true, false, docx.AlignCenter},
		"THÀNH PHỐ":   {"13", true, false, docx.AlignCenter},
		"Số:":         {"13", false, false, docx.AlignCenter},
		"Rạch Giá,":   {"14", false, true, docx.AlignCenter},
		"V/v":         {"12", false, false, docx.AlignCenter},
		"Kính gửi:":   {"14", false, false, docx.AlignLeft},
		"Căn cứ":      {"14", false, true, docx.AlignJustify},
		"Thời gian":   {"14", false, false, docx.AlignJustify},
		"TM. ỦY BAN":  {"14", true, false, docx.AlignCenter},
		"Nguyễn Văn":  {"14", true, false, docx.AlignCenter},
		"Nơi nhận:":   {"12", true, true, docx.AlignLeft},
		"- Như trên;": {"11", false, false, docx.AlignLeft},
	} {
		p := find(t, d, prefix)
		r := p.Runs[0]
		require.Equal(t, want, look{r.Props.Size.String(), r.Props.Bold, r.Props.Italic, p.Props.Align}, prefix)
		require.Equal(t, []string{"Times New Roman"}, r.Fonts(), prefix)
	}
	body := find(t, d, "Thời gian").Props
	require.Equal(t, []any{docx.Twips(720), docx.Twips(120), int32(264), "auto"}, []any{body.FirstLine, body.After, body.Line, body.LineRule})
}

func TestRulesAreAsLongAsTheDecreeSays(t *testing.T) {
	t.Parallel()
	for name, form := range map[string]docxgen.RuleForm{"drawn": docxgen.RuleDrawn, "VML": docxgen.RuleVML} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := docxgen.LetterDraft()
			s.MottoRule.Form, s.AgencyRule.Form = form, form
			d := read(t, s)
			motto, agency := find(t, d, "Độc lập"), find(t, d, "THÀNH PHỐ")
			for _, p := range []*docx.Paragraph{motto, agency} {
				require.Len(t, p.Shapes(), 1)
				require.True(t, p.Shapes()[0].IsHorizontalRule())
				require.Equal(t, "solid", p.Shapes()[0].Stroke.Style)
			}
			require.InDelta(t, docx.TextWidth(motto.Text(), 28, true, false).TenthsMM(), motto.Shapes()[0].Length().TenthsMM(), 2)
			width, length := docx.TextWidth(agency.Text(), 26, true, false).TenthsMM(), agency.Shapes()[0].Length().TenthsMM()
			require.Greater(t, length*3, width)
			require.Less(t, length*2, width)
		})
	}
	for name, form := range map[string]docxgen.RuleForm{"border": docxgen.RuleBorder, "underscores": docxgen.RuleUnderscores, "none": docxgen.RuleNone} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := docxgen.LetterDraft()
			s.MottoRule.Form = form
			require.Empty(t, find(t, read(t, s), "Độc lập").Shapes())
		})
	}
}

func TestEveryFormOfHeadSaysTheSame(t *testing.T) {
	t.Parallel()
	for name, form := range map[string]docxgen.HeadForm{"table": docxgen.HeadTable, "tabs": docxgen.HeadTabs, "boxes": docxgen.HeadBoxes, "plain": docxgen.HeadPlain} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := docxgen.Letter()
			s.Head = form
			var all strings.Builder
			for p := range read(t, s).Paragraphs() {
				all.WriteString(p.Text() + "\n")
			}
			for _, line := range []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc", "ỦY BAN NHÂN DÂN", "THÀNH PHỐ RẠCH GIÁ", "Số: 288 /UBND-VP", "Rạch Giá, ngày 21 tháng 3 năm 2024", "V/v chấn chỉnh"} {
				require.Equal(t, 1, strings.Count(strings.ReplaceAll(all.String(), "TM. ỦY BAN NHÂN DÂN", ""), line), line)
			}
		})
	}
}

func TestEveryOptionShowsInTheFile(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(s *docxgen.Spec)
		check  func(t *testing.T, d *docx.Document)
	}{
		"a careless style": {func(s *docxgen.Spec) { s.Styles[docxgen.StyleBody] = docxgen.Look{Size: 24} }, func(t *testing.T, d *docx.Document) {
			require.Equal(t, "12", find(t, d, "Thời gian").Runs[0].Props.Size.String())
		}},
		"theme fonts": {func(s *docxgen.Spec) { s.Theme = "Calibri" }, func(t *testing.T, d *docx.Document) {
			require.Equal(t, []string{"Calibri"}, find(t, d, "Thời gian").Runs[0].Fonts())
		}},
		"a direct size": {func(s *docxgen.Spec) { s.Motto.Size = 30 }, func(t *testing.T, d *docx.Document) {
			require.Equal(t, "15", find(t, d, "Độc lập").Runs[0].Props.Size.String())
		}},
		"bold switched off": {func(s *docxgen.Spec) { s.National.Bold = docxgen.Off }, func(t *testing.T, d *docx.Document) {
			require.False(t, find(t, d, "CỘNG HÒA").Runs[0].Props.Bold)
		}},
		"a character style": {func(s *docxgen.Spec) {
			s.Signer.Parts = []docxgen.Part{{Text: "Nguyễn Văn Hòa", Style: "Nghieng"}}
		}, func(t *testing.T, d *docx.Document) {
			require.Equal(t, "Nghiêng", find(t, d, "Nguyễn Văn").Runs[0].Props.Style)
			require.True(t, find(t, d, "Nguyễn Văn").Runs[0].Props.Italic)
		}},
		"margins":                {func(s *docxgen.Spec) { s.Page.Left = docx.MM(20) }, func(t *testing.T, d *docx.Document) { require.Equal(t, 200, d.Sections[0].Page.Left.TenthsMM()) }},
		"no page number":         {func(s *docxgen.Spec) { s.PageNumber.Omit = true }, func(t *testing.T, d *docx.Document) { require.Nil(t, d.Sections[0].Headers.Default) }},
		"signed":                 {func(s *docxgen.Spec) { s.Signed = true }, func(t *testing.T, d *docx.Document) { require.True(t, d.Signed) }},
		"the number at the foot": {func(s *docxgen.Spec) { s.PageNumber.Footer = true }, func(t *testing.T, d *docx.Document) { require.NotNil(t, d.Sections[0].Footers.Default) }},
		"the number on page 1":   {func(s *docxgen.Spec) { s.PageNumber.ShowOnFirst = true }, func(t *testing.T, d *docx.Document) { require.False(t, d.Sections[0].TitlePage) }},
		"Roman page numbers":     {func(s *docxgen.Spec) { s.PageNumber.Format = "upperRoman" }, func(t *testing.T, d *docx.Document) { require.Equal(t, "upperRoman", d.Sections[0].PageNumber.Format) }},
		"protection":             {func(s *docxgen.Spec) { s.Protection = "readOnly" }, func(t *testing.T, d *docx.Document) { require.Equal(t, "readOnly", d.Protection) }},
		"an outside template":    {func(s *docxgen.Spec) { s.Template = "http://example.org/t" }, func(t *testing.T, d *docx.Document) { require.Equal(t, "attachedTemplate", d.External[0].Kind) }},
		"one addressee on a line": {func(s *docxgen.Spec) { s.Addressees = s.Addressees[:1]; s.Addressees[0].Text = "Sở Nội vụ." }, func(t *testing.T, d *docx.Document) {
			require.Equal(t, "Kính gửi: Sở Nội vụ.", find(t, d, "Kính gửi").Text())
		}},
		"an urgency stamp": {func(s *docxgen.Spec) { s.Stamps = docxgen.Lines("HỎA TỐC") }, func(t *testing.T, d *docx.Document) {
			p := find(t, d, "HỎA TỐC")
			require.True(t, p.Props.Borders.Top.Drawn())
			require.Equal(t, "FF0000", p.Runs[0].Props.Color)
		}},
		"a named type with its rule": {func(s *docxgen.Spec) {
			s.Reference, s.TypeName, s.Subject = docxgen.Line{}, docxgen.T("QUYẾT ĐỊNH"), docxgen.T("Về việc ban hành Quy chế làm việc")
		}, func(t *testing.T, d *docx.Document) {
			require.Len(t, find(t, d, "Về việc").Shapes(), 1)
		}},
		"a numbered list": {func(s *docxgen.Spec) {
			s.Body = []docxgen.Block{{Line: docxgen.Line{Text: "Việc một", List: "decimal"}}, {Line: docxgen.Line{Text: "Việc hai", List: "decimal"}}}
		}, func(t *testing.T, d *docx.Document) {
			require.Equal(t, "2. Việc hai", find(t, d, "Việc hai").FullText())
		}},
		"tracked changes and comments": {func(s *docxgen.Spec) {
			s.Comments = []string{"xem lại"}
			s.Body[0].Parts = []docxgen.Part{{Text: "giữ "}, {Text: "thêm", Inserted: true}, {Text: "bớt", Deleted: true}, {Text: " ẩn", Hidden: true}, {Text: " hỏi", Comment: 1}}
		}, func(t *testing.T, d *docx.Document) {
			require.Equal(t, "giữ thêm hỏi", find(t, d, "giữ").Text())
			require.Len(t, d.Revisions, 2)
			require.Equal(t, "xem lại", d.Comments[0].Text)
			require.Equal(t, find(t, d, "giữ").Index, d.Comments[0].Paragraph)
		}},
		"a table across the page": {func(s *docxgen.Spec) {
			wide := docxgen.Landscape()
			back := docxgen.Portrait()
			s.Body = append(s.Body[:2:2], docxgen.Block{NewSection: &wide}, docxgen.Block{Table: &docxgen.Table{Widths: []docx.Twips{4000, 5000}, Rows: [][]docxgen.Line{docxgen.Lines("a", "b")}}}, docxgen.Block{NewSection: &back}, docxgen.Block{Line: docxgen.T("Hết./.")})
		}, func(t *testing.T, d *docx.Document) {
			require.Len(t, d.Sections, 3)
			require.Equal(t, []bool{false, true, false}, []bool{d.Sections[0].Page.Landscape, d.Sections[1].Page.Landscape, d.Sections[2].Page.Landscape})
			require.True(t, find(t, d, "a").Cell.Borders.Top.Drawn())
		}},
		"annexes with their own numbers": {func(s *docxgen.Spec) {
			s.Annexes = []docxgen.Annex{
				{Label: docxgen.T("Phụ lục I"), Title: docxgen.T("DANH MỤC"), Attached: docxgen.T("(Kèm theo Công văn số     /UBND-VP)"), Body: docxgen.Paragraphs("Nội dung.")},
				{Label: docxgen.T("Phụ lục II"), Title: docxgen.T("BIỂU MẪU"), Page: docxgen.Landscape(), KeepCounting: true},
			}
		}, func(t *testing.T, d *docx.Document) {
			require.Len(t, d.Sections, 3)
			require.Equal(t, []bool{false, true, false}, []bool{d.Sections[0].PageNumber.Restart, d.Sections[1].PageNumber.Restart, d.Sections[2].PageNumber.Restart})
			require.True(t, d.Sections[2].Page.Landscape)
			require.Same(t, d.Sections[1], find(t, d, "Phụ lục I").Section)
		}},
		"two signatures": {func(s *docxgen.Spec) {
			s.SecondAuthority, s.SecondSigner = docxgen.Lines("THƯ KÝ"), docxgen.T("Trần Thị B")
		}, func(t *testing.T, d *docx.Document) {
			require.Equal(t, 0, find(t, d, "THƯ KÝ").Cell.Column)
			require.Nil(t, find(t, d, "Nơi nhận:").Cell)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := docxgen.LetterDraft()
			c.change(s)
			c.check(t, read(t, s))
			require.Equal(t, s.Bytes(), s.Bytes())
		})
	}
}

func TestLargeHasTheTablesItWasAskedFor(t *testing.T) {
	t.Parallel()
	d := read(t, docxgen.Large(30, 20))
	n := 0
	for table := range d.Tables() {
		if len(table.Rows) == 11 {
			n++
		}
	}
	require.Equal(t, 20, n)
}
