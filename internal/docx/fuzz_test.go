package docx_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docx/docxtest"
	"trinhky/internal/docx/edit"
	"trinhky/internal/docx/opc"
	"trinhky/internal/docxgen"
)

// fuzzLimits keep one input cheap, so that many are tried.
var fuzzLimits = opc.Limits{FileBytes: 1 << 20, PartBytes: 1 << 20, TotalBytes: 4 << 20, Paragraphs: 2000, Runs: 5000}

// FuzzFile reads arbitrary bytes as a file.
func FuzzFile(f *testing.F) {
	f.Add(docxgen.Letter().Bytes())
	f.Add(docxgen.LetterDraft().Bytes())
	f.Add(docxtest.Document(f, p(run("a"))))
	f.Add([]byte("PK\x05\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, b []byte) { checkAny(t, b) })
}

// FuzzParts reads arbitrary XML as the parts of a sound package, which reaches deeper than broken zips do.
func FuzzParts(f *testing.F) {
	letter := docxtest.PartsOf(f, docxgen.LetterDraft().Bytes())
	f.Add(string(letter["word/document.xml"]), string(letter["word/styles.xml"]), "", "", string(letter["word/header1.xml"]))
	f.Add(`<w:document `+docxtest.WordNamespaces+`><w:body>`+para(list("1", "0"), `<w:b/>`, "x")+`</w:body></w:document>`,
		`<w:styles `+docxtest.WordNamespaces+`>`+normal+`</w:styles>`, `<w:numbering `+docxtest.WordNamespaces+`>`+lists+`</w:numbering>`,
		`<w:comments `+docxtest.WordNamespaces+`><w:comment w:id="1"><w:p/></w:comment></w:comments>`, "")
	f.Fuzz(func(t *testing.T, main, styles, numbering, comments, header string) {
		checkAny(t, ofParts(t, main, styles, numbering, comments, header))
	})
}

// ofParts makes a sound package of parts; an empty one is left out, since it would end the reading before it begins.
func ofParts(t testing.TB, main, styles, numbering, comments, header string) []byte {
	t.Helper()
	parts := docxtest.PartsOf(t, docxtest.Document(t, "", "word/styles.xml", "", "word/numbering.xml", "", "word/comments.xml", "", "word/header1.xml", ""))
	for name, content := range map[string]string{
		"word/document.xml": main, "word/styles.xml": styles, "word/numbering.xml": numbering, "word/comments.xml": comments, "word/header1.xml": header,
	} {
		parts[name] = []byte(content)
		if content == "" {
			delete(parts, name)
		}
	}
	return docxtest.Pack(t, parts)
}

// TestTheFuzzerBeginsWithDocumentsThatAreReadToTheEnd keeps the seeds that carry a name worth their place.
func TestTheFuzzerBeginsWithDocumentsThatAreReadToTheEnd(t *testing.T) {
	t.Parallel()
	seeds, err := filepath.Glob("testdata/fuzz/FuzzParts/*-*")
	require.NoError(t, err)
	require.NotEmpty(t, seeds)
	for _, name := range seeds {
		seed, err := os.ReadFile(name)
		require.NoError(t, err)
		var args []string
		for _, line := range strings.Split(strings.TrimSpace(string(seed)), "\n")[1:] {
			arg, err := strconv.Unquote(strings.TrimSuffix(strings.TrimPrefix(line, "string("), ")"))
			require.NoError(t, err, name)
			args = append(args, arg)
		}
		require.Len(t, args, 5, name)
		require.NotEmpty(t, docxtest.Read(t, ofParts(t, args[0], args[1], args[2], args[3], args[4])).Sections, name)
	}
}

// checkAny reads a file and holds the reader to its promises: a clear error or a sound document, and edits of a sound
// document that are sound again.
func checkAny(t *testing.T, b []byte) {
	t.Helper()
	ctx := context.Background()
	d, err := docx.Read(ctx, bytes.NewReader(b), int64(len(b)), fuzzLimits)
	if err != nil {
		var fault *opc.Error
		require.True(t, errors.As(err, &fault), "%v", err)
		require.NotEmpty(t, fault.Message("en"))
		return
	}
	checkSound(t, d)
	checkScan(t, b, d, fuzzLimits)

	var stripped bytes.Buffer
	if err := edit.PrintCopy(ctx, &stripped, bytes.NewReader(b), int64(len(b)), fuzzLimits); err == nil {
		again, err := docx.Read(ctx, bytes.NewReader(stripped.Bytes()), int64(stripped.Len()), opc.Limits{})
		require.NoError(t, err)
		require.Equal(t, docxtest.Texts(d), docxtest.Texts(again), "stripping changes no text")
	}
	var marked bytes.Buffer
	if err := edit.MarkPlaces(ctx, &marked, bytes.NewReader(b), int64(len(b)), fuzzLimits); err == nil {
		again, err := docx.Read(ctx, bytes.NewReader(marked.Bytes()), int64(marked.Len()), opc.Limits{})
		require.NoError(t, err)
		require.Equal(t, docxtest.Texts(d), docxtest.Texts(again), "places change no text")
	}
	var stamped bytes.Buffer
	if err := edit.Stamp(ctx, &stamped, bytes.NewReader(b), int64(len(b)), edit.Issue{Number: 7, Year: 2024, Month: 2, Day: 3}, fuzzLimits); err == nil {
		again, err := docx.Read(ctx, bytes.NewReader(stamped.Bytes()), int64(stamped.Len()), opc.Limits{})
		require.NoError(t, err)
		require.Equal(t, d.ParagraphCount, again.ParagraphCount, "stamping makes no paragraph")
	}
	checkMending(t, b)
}

// checkMending gives every run a size, every paragraph a form, and every section margins and a page number; then it parts
// every run that can be parted.
func checkMending(t *testing.T, b []byte) {
	t.Helper()
	e, err := edit.Open(context.Background(), bytes.NewReader(b), int64(len(b)), fuzzLimits)
	if err != nil {
		return
	}
	for q := range e.Document().Paragraphs() {
		for i := range q.Runs {
			e.FormatRun(q, i, edit.RunChange{Size: 27})
		}
		e.FormatParagraph(q, edit.ParagraphChange{Align: docx.AlignJustify, FirstLine: new(docx.Twips), Before: new(docx.Twips)})
	}
	for table := range e.Document().Tables() {
		if table.Cell == nil && len(e.Document().Sections) == 1 {
			e.FitTable(table, 10, 9)
		}
	}
	for _, s := range e.Document().Sections {
		e.SetMargins(s, docx.Page{Top: 1134, Bottom: 1134, Left: 1701, Right: 1134})
		e.AddPageNumber(s, s.Index%2 == 0, edit.RunChange{Size: 28})
		e.SetTitlePage(s, !s.TitlePage)
	}
	var out bytes.Buffer
	if err := e.Save(&out); err != nil {
		var fault *opc.Error
		require.True(t, errors.As(err, &fault), "%v", err)
		return
	}
	d := docxtest.Read(t, out.Bytes())
	require.Equal(t, docxtest.Texts(e.Document()), docxtest.Texts(d), "formatting changes no text")
	for q := range d.Paragraphs() {
		for i := range q.Runs {
			require.Equal(t, docx.HalfPoints(27), q.Runs[i].Props.Size)
		}
	}

	e, err = edit.Open(context.Background(), bytes.NewReader(b), int64(len(b)), fuzzLimits)
	require.NoError(t, err)
	for q := range e.Document().Paragraphs() {
		if text := q.Text(); q.Box == nil && len(text) > 1 && utf8.RuneStart(text[len(text)/2]) {
			e.FormatText(q, 0, len(text)/2, edit.RunChange{Size: 27})
		}
	}
	out.Reset()
	if err := e.Save(&out); err == nil {
		require.Equal(t, docxtest.Texts(e.Document()), docxtest.Texts(docxtest.Read(t, out.Bytes())), "parting a run changes no text")
	}
}

// checkSound checks what every document promises.
func checkSound(t *testing.T, d *docx.Document) {
	t.Helper()
	require.NotEmpty(t, d.Sections)
	next := 0
	for q := range d.Paragraphs() {
		next++
		require.Equal(t, next, q.Index)
		require.NotNil(t, q.Mark)
		require.NotNil(t, q.Section)
		require.Less(t, q.Span.Start, q.Span.End)
		for i := range q.Runs {
			require.NotNil(t, q.Runs[i].Props)
			require.Less(t, q.Runs[i].Span.Start, q.Runs[i].Span.End)
			for _, s := range q.Runs[i].Shapes {
				require.Same(t, q, s.Anchor)
			}
		}
		for _, f := range q.Fields {
			require.NotNil(t, f.Props)
		}
	}
	require.Equal(t, d.ParagraphCount, next)
	for table := range d.Tables() {
		for _, r := range table.Rows {
			require.NotEmpty(t, r.Cells)
			for _, c := range r.Cells {
				require.Same(t, table, c.Table)
			}
		}
	}
}

func TestOfficialFilesAreSound(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../testdata/law/*.docx")
	require.NoError(t, err)
	require.Len(t, files, 3)
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			b, err := os.ReadFile(name)
			require.NoError(t, err)
			checkSound(t, docxtest.Read(t, b))
		})
	}
}

func TestOfficialDecreeIsReadAsPrinted(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("../../testdata/law/decree.docx")
	require.NoError(t, err)
	d := docxtest.Read(t, b)
	require.Equal(t, docx.Page{Width: 11907, Height: 16840, Top: 1418, Bottom: 1134, Left: 1985, Right: 1134, Header: 567, Footer: 720}, d.Sections[0].Page)
	require.True(t, d.Sections[0].TitlePage)
	number := d.Sections[0].Headers.Default.Blocks[0].(*docx.Paragraph)
	require.Equal(t, []string{"PAGE", "14", docx.AlignCenter}, []string{number.Fields[0].Kind, number.Fields[0].Props.Size.String(), number.Props.Align})
	type look struct {
		size         string
		bold, italic bool
		align        string
	}
	want := map[string]look{
		"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM":    {"13", true, false, docx.AlignCenter},
		"Độc lập - Tự do - Hạnh phúc":           {"14", true, false, docx.AlignCenter},
		"Số: 30/2020/NĐ-CP":                     {"13", false, false, docx.AlignCenter},
		"Hà Nội, ngày 05 tháng 3 năm 2020":      {"14", false, true, docx.AlignCenter},
		"NGHỊ ĐỊNH":                             {"14", true, false, docx.AlignCenter},
		"Chương I":                              {"14", true, false, docx.AlignCenter},
		"Theo đề nghị của Bộ trưởng Bộ Nội vụ;": {"14", false, true, docx.AlignJustify},
	}
	for q := range d.Paragraphs() {
		w, ok := want[q.Text()]
		if !ok {
			continue
		}
		delete(want, q.Text())
		r := q.Runs[len(q.Runs)-1]
		require.Equal(t, w, look{r.Props.Size.String(), r.Props.Bold, r.Props.Italic, q.Props.Align}, q.Text())
		require.Equal(t, []string{"Times New Roman"}, r.Fonts(), q.Text())
	}
	require.Empty(t, want, "every line must be found")
}

func TestOfficialAnnexesShowTheirDrawnRulesAndBoxes(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][2]int{"annex-1": {9, 43}, "annex-3": {18, 3}} {
		b, err := os.ReadFile("../../testdata/law/" + name + ".docx")
		require.NoError(t, err)
		lines, boxes := 0, 0
		for s := range docxtest.Read(t, b).Shapes() {
			if s.Kind == docx.ShapeLine {
				lines++
			}
			if len(s.Blocks) > 0 {
				boxes++
			}
		}
		require.Equal(t, want, [2]int{lines, boxes}, name)
	}
}
