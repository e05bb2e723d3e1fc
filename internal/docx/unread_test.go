package docx_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docx/docxtest"
)

func drawingOf(uri, inner string) string {
	return `<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><a:graphic><a:graphicData uri="` + uri + `">` + inner + `</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
}

// TestWhatShowsWordsAndIsNotReadIsSaid has one case for each thing that the reader passes by.
func TestWhatShowsWordsAndIsNotReadIsSaid(t *testing.T) {
	t.Parallel()
	const dml = "http://schemas.openxmlformats.org/drawingml/2006/"
	const word2010 = "http://schemas.microsoft.com/office/word/2010/"
	pict := func(inner string) string { return `<w:r><w:pict>` + inner + `</w:pict></w:r>` }
	ole := func(program string) string {
		return `<w:r><w:object><v:shape style="width:99pt;height:99pt"><v:imagedata r:id="rId1"/></v:shape><o:OLEObject ProgID="` + program + `" r:id="rId8"/></w:object></w:r>`
	}
	for name, c := range map[string]struct {
		body string
		want []docx.Unread
	}{
		"an imported chunk":                    {p(run("a")) + `<w:altChunk r:id="rId9"/>`, []docx.Unread{{Kind: docx.UnreadChunk, Target: "word/c.html", Paragraph: 1}}},
		"a chunk that leads nowhere":           {`<w:altChunk r:id="rId99"/>` + p(run("a")), nil},
		"a chunk in a cell":                    {`<w:tbl><w:tr><w:tc><w:altChunk r:id="rId9"/><w:p/></w:tc></w:tr></w:tbl>`, []docx.Unread{{Kind: docx.UnreadChunk, Target: "word/c.html"}}},
		"a document in the document":           {p(run("a")) + p(`<w:subDoc r:id="rId7"/>`), []docx.Unread{{Kind: docx.UnreadSubdocument, Target: "part-2.docx", Paragraph: 2}}},
		"a sheet":                              {p(ole("Excel.Sheet.12")), []docx.Unread{{Kind: docx.UnreadObject, Target: "word/o.xlsx", Paragraph: 1}}},
		"a formula of an older program":        {p(ole("Equation.3")), nil},
		"a chart":                              {p(run("a")) + p(drawingOf(dml+"chart", `<c:chart r:id="rId6"/>`)), []docx.Unread{{Kind: docx.UnreadChart, Target: "word/chart.xml", Paragraph: 2}}},
		"a diagram":                            {p(drawingOf(dml+"diagram", `<dgm:relIds/>`)), []docx.Unread{{Kind: docx.UnreadDiagram, Paragraph: 1}}},
		"a chart in a group":                   {p(drawingOf(word2010+"wordprocessingGroup", `<wpg:wgp><wpg:graphicFrame><a:graphic><a:graphicData uri="`+dml+`chart"><c:chart/></a:graphicData></a:graphic></wpg:graphicFrame></wpg:wgp>`)), []docx.Unread{{Kind: docx.UnreadChart, Paragraph: 1}}},
		"a drawing of another program":         {p(drawingOf(dml+"lockedCanvas", `<lc:lockedCanvas/>`)), []docx.Unread{{Kind: docx.UnreadDrawing, Paragraph: 1}}},
		"a picture, which the reader tells of": {p(drawingOf(dml+"picture", `<pic:pic/>`)), nil},
		"a shape of Word's own":                {p(drawingOf(word2010+"wordprocessingShape", `<wps:wsp/>`)), nil},
		"letters drawn as a shape":             {p(pict(`<v:shape style="width:99pt;height:20pt"><v:textpath on="t" string="MẪU"/></v:shape>`)), []docx.Unread{{Kind: docx.UnreadWordArt, Paragraph: 1}}},
		"a control":                            {p(`<w:r><w:object><v:shape/><w:control r:id="rId8"/></w:object></w:r>`), []docx.Unread{{Kind: docx.UnreadControl, Target: "word/o.xlsx", Paragraph: 1}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := docxtest.WithParts(t, docxtest.Document(t, c.body), map[string]string{
				"word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
					`<Relationship Id="rId6" Type="` + docxtest.OfficeRel + `chart" Target="chart.xml"/>` +
					`<Relationship Id="rId7" Type="` + docxtest.OfficeRel + `subDocument" Target="part-2.docx" TargetMode="External"/>` +
					`<Relationship Id="rId8" Type="` + docxtest.OfficeRel + `package" Target="o.xlsx"/>` +
					`<Relationship Id="rId9" Type="` + docxtest.OfficeRel + `aFChunk" Target="c.html"/></Relationships>`,
			})
			require.Equal(t, c.want, docxtest.Read(t, b).Unread)
		})
	}
}
