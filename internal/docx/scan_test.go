package docx_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docx/docxtest"
	"trinhky/internal/docx/opc"
)

// passing notes what a visitor is told.
type passing struct {
	body  []seen
	notes []string
}

// seen is what tells one paragraph from another, without what it hangs on.
type seen struct {
	index, section, row, column int
	text                        string
	props                       docx.ParagraphProps
	mark                        docx.RunProps
	runs                        []docx.RunProps
	fields                      []docx.Field
	borders                     docx.Borders
	boxed, last                 bool
}

func (v *passing) Open(*docx.Document) {}

func (v *passing) Paragraph(p *docx.Paragraph) {
	s := seen{
		index: p.Index, section: p.Section.Index, text: p.FullText(), props: p.Props, mark: *p.Mark, boxed: p.Box != nil, last: p.EndsSection,
	}
	for i := range p.Runs {
		s.runs = append(s.runs, *p.Runs[i].Props)
	}
	for _, f := range p.Fields {
		s.fields = append(s.fields, *f)
	}
	if c := p.Cell; c != nil {
		s.row, s.column, s.borders = c.RowIndex, c.Column, *c.Borders
	}
	v.body = append(v.body, s)
}

func (v *passing) Note(kind docx.NoteKind, p *docx.Paragraph) {
	v.notes = append(v.notes, string(kind)+": "+p.Text())
}

// checkScan holds a scan to what reading keeps.
func checkScan(t *testing.T, b []byte, kept *docx.Document, lim opc.Limits) {
	t.Helper()
	var told, want passing
	scanned, err := docx.Scan(context.Background(), bytes.NewReader(b), int64(len(b)), lim, &told)
	require.NoError(t, err)
	kept.Visit(&want)
	require.Equal(t, want, told)
	require.Equal(t, kept.ParagraphCount, scanned.ParagraphCount)
	require.Equal(t, kept.Comments, scanned.Comments)
	require.Equal(t, kept.Revisions, scanned.Revisions)
	require.Len(t, scanned.Sections, len(kept.Sections))
	for i, s := range kept.Sections {
		require.Equal(t, s.Page, scanned.Sections[i].Page)
		require.Equal(t, s.Span, scanned.Sections[i].Span)
		require.Empty(t, scanned.Sections[i].Blocks)
	}
}

func TestAScanTellsTheSameParagraphsThatReadingKeeps(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../testdata/law/*.docx")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range append(files, "../../testdata/288-UBND-VP.docx") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			checkScan(t, data, docxtest.Read(t, data), opc.Limits{})
		})
	}
}

func TestAScannedTableFormatsItsLastRowAsTheLast(t *testing.T) {
	t.Parallel()
	style := `<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>`
	row := func(text string) string {
		return `<w:tr><w:tc><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p></w:tc></w:tr>`
	}
	table := `<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblLook w:val="0040"/></w:tblPr>` + row("một") + row("hai") + row("ba") + `</w:tbl>`
	b := docxtest.Document(t, table+`<w:p/>`, "word/styles.xml", style)
	var told passing
	_, err := docx.Scan(t.Context(), bytes.NewReader(b), int64(len(b)), opc.Limits{}, &told)
	require.NoError(t, err)
	require.Len(t, told.body, 4)
	for i, bold := range []bool{false, false, true} {
		require.Equal(t, bold, told.body[i].runs[0].Bold, told.body[i].text)
	}
	checkScan(t, b, docxtest.Read(t, b), opc.Limits{})
}

func TestAScanTellsOfAFieldWhatReadingKeepsOfIt(t *testing.T) {
	t.Parallel()
	mark := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	code := func(s string) string { return `<w:r><w:instrText>` + s + `</w:instrText></w:r>` }
	b := docxtest.Document(t, p(mark("begin")+code(" TOC ")+code("\\o"))+p(code("\\h")+mark("separate")+run("one"))+p(run("two")+mark("end"))+
		p(mark("begin")+code("PAGE")+mark("separate")+run("3")+run("4")+mark("end")))
	d := docxtest.Read(t, b)
	checkScan(t, b, d, opc.Limits{})
	var fields []string
	for q := range d.Paragraphs() {
		for _, f := range q.Fields {
			fields = append(fields, f.Kind+"|"+f.Instruction+"|"+f.Result)
		}
	}
	require.Equal(t, []string{"TOC|TOC \\o|", "PAGE|PAGE|34"}, fields)
}
