package format_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
	"trinhky/internal/docxgen"
	"trinhky/internal/domain"
	"trinhky/internal/format"
)

// scraps are pieces of official documents, whole and broken, in any order.
var scraps = []string{
	"", " ", "\t", "Phụ lục", "Phụ lục I", "PHỤ LỤC 2", "(Kèm theo Quyết định số 1/QĐ-UBND)", "Điều 1.", "Điều", "Chương I", "Mục 1", "Phần thứ nhất",
	"1.", "1. Nội dung", "2)", "a)", "đ) Nội dung;", "z) x", "I. MỤC TIÊU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "____", "-----",
	"Số: /UBND", "Số:", "Số: 12/QĐ-UBND-VP-", "/", "Số: ///", "Rạch Giá, ngày tháng năm", "ngày 31 tháng 2 năm 20", "QUYẾT ĐỊNH", "QUYẾT ĐỊNH:", "CÔNG ĐIỆN KHẨN",
	"V/v", "V/v việc", "Kính gửi:", "Kính gửi: A; B", "- A", "- A;", "Căn cứ", "Căn cứ Luật;", "Theo đề nghị.", "Nơi nhận:", "Nơi nhận: - Như trên;", "- Lưu: VT, A.", "Lưu",
	"TM. ỦY BAN NHÂN DÂN", "KT.", "CHỦ TỊCH", "Q. ", "PHÓ CHỦ TỊCH", "ThS. A", "Nguyễn Văn A", "(đã ký)", "KHẨN", "HỎA TỐC", "./.", ".", "…", "“Điều 5. Trích”",
	"theo Nghị định số 30/2020/NĐ-CP", "số 1/", "điều 5 khoản 2", "và và", "quận 1. tháng tám", "a\nb", "x\fy", "\f", "Công hßa x· héi chñ nghÜa ViÖt Nam", "Độc lập", "\u0301", "𝔘🙂",
	strings.Repeat("nội dung dài ", 40),
}

func TestAnyTextIsCheckedTheSameEveryRunAndInOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		scrap := rapid.SampledFrom(scraps)
		line := rapid.Custom(func(r *rapid.T) docxgen.Line {
			l := docxgen.T(scrap.Draw(r, "text"))
			l.Align = rapid.SampledFrom([]string{"", docx.AlignCenter, docx.AlignRight, docx.AlignJustify}).Draw(r, "align")
			l.Bold = docxgen.Toggle(rapid.IntRange(0, 2).Draw(r, "bold"))
			l.Caps = docxgen.Toggle(rapid.IntRange(0, 2).Draw(r, "caps"))
			l.List = rapid.SampledFrom([]string{"", "", "", "decimal", "bullet", "letter"}).Draw(r, "list")
			return l
		})
		list := func(name string, n int) []docxgen.Line { return rapid.SliceOfN(line, 0, n).Draw(r, name) }
		s := docxgen.New()
		s.Head = docxgen.HeadForm(rapid.IntRange(0, 3).Draw(r, "head"))
		s.National, s.Motto, s.Number, s.Place = line.Draw(r, "national"), line.Draw(r, "motto"), line.Draw(r, "number"), line.Draw(r, "place")
		s.Parent, s.Agency, s.Stamps = list("parent", 2), list("agency", 3), list("stamps", 2)
		if len(s.Agency) == 0 {
			s.Head = docxgen.HeadTable // the generator hangs tabbed halves on the agency
		}
		s.Reference, s.TypeName, s.Subject = line.Draw(r, "reference"), line.Draw(r, "type"), line.Draw(r, "subject")
		s.AddresseesLabel, s.Addressees, s.LegalBases = line.Draw(r, "label"), list("addressees", 3), list("bases", 3)
		for _, l := range list("body", 12) {
			b := docxgen.Block{Line: l}
			if rapid.IntRange(0, 5).Draw(r, "table") == 0 {
				b = docxgen.Block{Table: &docxgen.Table{Widths: []docx.Twips{3000, 3000}, Rows: [][]docxgen.Line{{l, l}}}}
			}
			s.Body = append(s.Body, b)
		}
		s.Authority, s.Signer = list("authority", 4), line.Draw(r, "signer")
		s.RecipientsLabel, s.Recipients = line.Draw(r, "recipients label"), list("recipients", 4)
		if rapid.Bool().Draw(r, "annexed") {
			s.Annexes = []docxgen.Annex{{Label: line.Draw(r, "annex"), Title: line.Draw(r, "annex title"), Attached: line.Draw(r, "attached")}}
		}
		data := s.Bytes()
		doc, err := docx.Read(r.Context(), bytes.NewReader(data), int64(len(data)), opc.Limits{})
		if err != nil {
			r.Fatal(err)
		}
		sane(r, data, doc)
	})
}

// fataler is what testing.T, testing.F and rapid.T share.
type fataler interface {
	Context() context.Context
	Fatalf(string, ...any)
}

// sane checks what holds of every report: the same twice and the same while the file is read, in document order, counted
// right, short quotations, both languages.
func sane(t fataler, data []byte, doc *docx.Document) {
	report := format.Check(doc, format.Options{})
	again := format.Check(doc, format.Options{})
	if a, b := lines(report), lines(again); !slices.Equal(a, b) {
		t.Fatalf("two runs differ:\n%v\n%v", a, b)
	}
	scanned, err := format.CheckFile(t.Context(), bytes.NewReader(data), int64(len(data)), format.Options{})
	if err != nil {
		t.Fatalf("read once, but not again: %v", err)
	}
	if a, b := lines(report), lines(scanned); !slices.Equal(a, b) {
		t.Fatalf("a scan differs:\n%v\n%v", a, b)
	}
	last, errors := 0, 0
	for _, f := range report.Findings {
		if f.Where.Paragraph > 0 {
			if f.Where.Paragraph < last {
				t.Fatalf("not in document order: %v", lines(report))
			}
			last = f.Where.Paragraph
		}
		if utf8.RuneCountInString(f.Text) > 80 {
			t.Fatalf("quotes more than 80 characters: %q", f.Text)
		}
		if f.Message.VI == "" || f.Message.EN == "" || f.Citation.VI == "" {
			t.Fatalf("without words: %+v", f)
		}
		if f.Severity == format.SeverityError {
			errors++
		}
	}
	if errors != report.Errors || len(report.Findings)-errors != report.Warnings {
		t.Fatalf("miscounted: %d errors, %d warnings for %v", report.Errors, report.Warnings, lines(report))
	}
	result, err := format.Checker{}.Check(t.Context(), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("read once, but not again: %v", err)
	}
	if p := result.Proposal; report.Secret() && (p.Subject != "" || p.Issuer != "" || len(report.Findings) != 1) {
		t.Fatalf("read on in a classified file: %+v", p)
	}
}

// FuzzCheck changes the main part of a document, past the packing that would hide it from the fuzzer.
func FuzzCheck(f *testing.F) {
	packed := docxgen.PlanForm().Bytes()
	for _, spec := range docxgen.SampleForms() {
		f.Add(mainPart(f, spec.Bytes()))
	}
	f.Fuzz(func(t *testing.T, part []byte) {
		data := withMainPart(t, packed, part)
		doc, err := docx.Read(t.Context(), bytes.NewReader(data), int64(len(data)), opc.Limits{})
		if err != nil {
			return
		}
		sane(t, data, doc)
	})
}

const mainPartName = "word/document.xml"

func mainPart(t testing.TB, packed []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	require.NoError(t, err)
	r, err := z.Open(mainPartName)
	require.NoError(t, err)
	part, err := io.ReadAll(r)
	require.NoError(t, err)
	return part
}

// withMainPart is the package with another main part, stored plain to be quick.
func withMainPart(t testing.TB, packed, part []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	require.NoError(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		if f.Name != mainPartName {
			require.NoError(t, w.Copy(f))
		}
	}
	entry, err := w.CreateHeader(&zip.FileHeader{Name: mainPartName, Method: zip.Store})
	require.NoError(t, err)
	_, err = entry.Write(part)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return out.Bytes()
}

func TestADocumentThatSpeaksOfSecrecyIsNotClassified(t *testing.T) {
	t.Parallel()
	s := docxgen.LetterForm()
	s.Body[1].Text = "Văn bản có độ mật “MẬT”, “TỐI MẬT”, “TUYỆT MẬT” không được soạn thảo trên máy nối mạng."
	s.Body = slices.Insert(s.Body, 2, docxgen.Block{Table: &docxgen.Table{
		Widths: []docx.Twips{3000, 3000},
		Rows:   [][]docxgen.Line{docxgen.Lines("Độ mật", "Số lượng"), docxgen.Lines("MẬT", "0"), docxgen.Lines("TỐI MẬT", "0")},
	}})
	require.Empty(t, lines(checkSpec(t, s, format.Options{})))
}

func TestOfAClassifiedFileNothingElseIsRead(t *testing.T) {
	t.Parallel()
	s := docxgen.LetterForm()
	s.Stamps = docxgen.Lines("Độ mật: TỐI MẬT")
	s.Motto.Text = "Độc lập – Tự do"
	report := checkSpec(t, s, format.Options{})
	require.Equal(t, []string{"secrecy.forbidden"}, ruleIDs(report))
	require.Empty(t, report.Type)
	data := s.Bytes()
	result, err := format.Checker{}.Check(t.Context(), bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	require.True(t, result.Secret)
	require.Empty(t, result.Proposal.Subject)
	require.NotContains(t, string(result.Report), "lịch làm việc")
}

func TestAnOfficeMayChangeASeverity(t *testing.T) {
	t.Parallel()
	s := docxgen.LetterForm()
	s.Motto.Text = "Độc lập – Tự do – Hạnh phúc"
	for severity, want := range map[format.Severity][2]int{format.SeverityError: {1, 0}, format.SeverityWarning: {0, 1}, format.SeverityOff: {0, 0}} {
		report := checkSpec(t, s, format.Options{Office: format.Office{Severities: map[string]format.Severity{"motto.text": severity}}})
		require.Equal(t, want, [2]int{report.Errors, report.Warnings}, severity)
	}
}

func TestFindingsOfOneRuleAreBoundedAndSaySo(t *testing.T) {
	t.Parallel()
	s := docxgen.LetterForm()
	last := s.Body[3]
	s.Body = nil
	for i := range 500 {
		p := docxgen.Paragraphs("Các đơn vị gửi tài liệu đúng hạn.")[0]
		if i%2 == 0 {
			p.Size = 24
		}
		s.Body = append(s.Body, p)
	}
	s.Body = append(s.Body, last)
	report := checkSpec(t, s, format.Options{})
	require.Len(t, report.Findings, 100)
	require.Contains(t, report.Findings[99].Message.VI, "Còn nhiều chỗ khác")
	require.NotContains(t, report.Findings[98].Message.VI, "Còn nhiều chỗ khác")
}

func TestAnOfficeMayNarrowTheNumbersButNotWidenThem(t *testing.T) {
	t.Parallel()
	s := docxgen.LetterForm()
	narrow := format.Options{Office: format.Office{Numbers: format.Numbers{Left: format.Range{Least: 350, Most: 350}, BodySize: format.Range{Least: 26, Most: 26}, Indents: []int{100}}}}
	report := checkSpec(t, s, narrow)
	require.Equal(t, []string{"page.margin.left", "body.size", "body.indent"}, ruleIDs(report))
	require.Equal(t, "35 mm", report.Findings[0].Expected.VI)
	require.Equal(t, "1 cm", report.Findings[2].Expected.EN)

	s.Page.Left = docx.MM(20)
	wide := format.Options{Office: format.Office{Numbers: format.Numbers{Left: format.Range{Least: 100, Most: 500}}}}
	require.Equal(t, []string{"page.margin.left"}, ruleIDs(checkSpec(t, s, wide)))
	require.Equal(t, "30–35 mm", checkSpec(t, s, wide).Findings[0].Expected.In(domain.Vietnamese))
}
