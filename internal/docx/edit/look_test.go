package edit_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docx/docxtest"
	"trinhky/internal/docx/edit"
	"trinhky/internal/docx/opc"
	"trinhky/internal/docxgen"
)

func twips(t docx.Twips) *docx.Twips { return &t }

// bodyOf is the XML between the tags of the body.
func bodyOf(t *testing.T, b []byte) string {
	t.Helper()
	xml := string(docxtest.PartOf(t, b, "word/document.xml"))
	return xml[strings.Index(xml, "<w:body>")+len("<w:body>") : strings.LastIndex(xml, "</w:body>")]
}

func TestFormatTextPartsTheRunsItReachesInto(t *testing.T) {
	t.Parallel()
	look := func(props, inner string) string { return `<w:r>` + props + inner + `</w:r>` }
	text := func(s string) string { return `<w:t xml:space="preserve">` + s + `</w:t>` }
	const big = `<w:rPr><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>`
	for name, c := range map[string]struct {
		body     string
		from, to int
		want     string
	}{
		"in the middle of a run":    {run("abcd"), 1, 3, look("", text("a")) + look(big, text("bc")) + look("", text("d"))},
		"from a tab on":             {`<w:r w:rsidR="1"><w:t>ab</w:t><w:tab/><w:t>cd</w:t></w:r>`, 2, 5, `<w:r w:rsidR="1">` + text("ab") + `</w:r><w:r w:rsidR="1">` + big + `<w:tab/>` + text("cd") + `</w:r>`},
		"over several runs":         {run("ab") + run("cd") + run("ef"), 1, 5, look("", text("a")) + look(big, text("b")) + look(big, text("cd")) + look(big, text("e")) + look("", text("f"))},
		"what a run states is kept": {`<w:r><w:rPr><w:b/><w:sz w:val="20"/></w:rPr><w:t>ab</w:t></w:r>`, 1, 2, look(`<w:rPr><w:b/><w:sz w:val="20"/></w:rPr>`, text("a")) + look(`<w:rPr><w:b/><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>`, text("b"))},
		"a drawing stays where it is": {
			`<w:r><w:t>ab</w:t><w:pict><v:line from="0,0" to="1pt,0"/></w:pict><w:t>cd</w:t></w:r>`, 0, 3,
			look(big, text("ab")+`<w:pict><v:line from="0,0" to="1pt,0"/></w:pict>`+text("c")) + look("", text("d")),
		},
		"text that needs escaping": {run("a&amp;b"), 1, 2, look("", text("a")) + look(big, text("&amp;")) + look("", text("b"))},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before := docxtest.Document(t, p(c.body))
			d, out := edited(t, before, func(e *edit.Editor, d *docx.Document) { e.FormatText(first(d), c.from, c.to, edit.RunChange{Size: 26}) })
			require.Equal(t, p(c.want), bodyOf(t, out))
			require.Equal(t, docxtest.Texts(docxtest.Read(t, before)), docxtest.Texts(d))
		})
	}
	whole := func(e *edit.Editor, d *docx.Document) {
		e.FormatText(first(d), 0, 1, edit.RunChange{Size: 26})
		e.FormatRun(first(d), 0, edit.RunChange{Color: "auto"})
	}
	_, out := edited(t, docxtest.Document(t, p(run("ab"))), whole)
	require.Equal(t, 2, strings.Count(bodyOf(t, out), `<w:color w:val="auto"/>`), "what holds for the run holds for its parts")
}

func TestFormatParagraph(t *testing.T) {
	t.Parallel()
	single := int32(240)
	for name, c := range map[string]struct {
		paragraph string
		change    edit.ParagraphChange
		want      string
	}{
		"without properties": {p(run("a")), edit.ParagraphChange{Align: docx.AlignJustify, FirstLine: twips(720)}, `<w:pPr><w:ind w:firstLine="720"/><w:jc w:val="both"/></w:pPr>`},
		"in one tag":         {`<w:p w:rsidR="1"/>`, edit.ParagraphChange{Align: docx.AlignCenter}, `<w:pPr><w:jc w:val="center"/></w:pPr>`},
		"properties in one tag": {
			`<w:p><w:pPr/>` + run("a") + `</w:p>`, edit.ParagraphChange{Before: twips(120), Line: &single}, `<w:pPr><w:spacing w:before="120" w:line="240" w:lineRule="auto"/></w:pPr>`,
		},
		"other indents stay": {
			`<w:p><w:pPr><w:keepNext/><w:ind w:left="100" w:hanging="50" w:firstLineChars="200"/><w:jc w:val="left"/></w:pPr>` + run("a") + `</w:p>`,
			edit.ParagraphChange{FirstLine: twips(720)},
			`<w:pPr><w:keepNext/><w:ind w:left="100" w:firstLine="720"/><w:jc w:val="left"/></w:pPr>`,
		},
		"a line that hangs": {p(run("a")), edit.ParagraphChange{Left: twips(720), FirstLine: twips(-360)}, `<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>`},
		"automatic space ends": {
			`<w:p><w:pPr><w:spacing w:before="10" w:beforeAutospacing="1" w:after="20" w:line="500" w:lineRule="exact"/></w:pPr>` + run("a") + `</w:p>`,
			edit.ParagraphChange{Before: twips(120), Line: &single},
			`<w:pPr><w:spacing w:after="20" w:before="120" w:line="240" w:lineRule="auto"/></w:pPr>`,
		},
		"space that neighbours of a style do not leave": {
			`<w:p><w:pPr><w:contextualSpacing/></w:pPr>` + run("a") + `</w:p>`,
			edit.ParagraphChange{Before: twips(120)},
			`<w:pPr><w:spacing w:before="120"/><w:contextualSpacing w:val="0"/></w:pPr>`,
		},
		"a border goes": {`<w:p><w:pPr><w:pBdr><w:bottom w:val="single"/></w:pBdr></w:pPr>` + run("a") + `</w:p>`, edit.ParagraphChange{Border: &edit.Border{}}, `<w:pPr></w:pPr>`},
		"a frame goes to the middle": {
			`<w:p><w:pPr><w:framePr w:wrap="around" w:x="99" w:xAlign="right"/></w:pPr>` + run("a") + `</w:p>`,
			edit.ParagraphChange{FrameCentred: true},
			`<w:pPr><w:framePr w:wrap="around" w:xAlign="center"/></w:pPr>`,
		},
		"a border comes": {p(run("a")), edit.ParagraphChange{Border: &edit.Border{Top: true}}, `<w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr></w:pPr>`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, out := edited(t, docxtest.Document(t, c.paragraph), func(e *edit.Editor, d *docx.Document) { e.FormatParagraph(first(d), c.change) })
			require.Contains(t, bodyOf(t, out), c.want)
		})
	}
}

func TestAParagraphThatEndsASectionIsChangedBesideIt(t *testing.T) {
	t.Parallel()
	d, _ := edited(t, docxtest.Document(t, `<w:p><w:pPr><w:jc w:val="left"/><w:sectPr><w:pgMar w:left="1"/></w:sectPr></w:pPr></w:p>`+p(run("b"))), func(e *edit.Editor, d *docx.Document) {
		e.FormatParagraph(first(d), edit.ParagraphChange{Align: docx.AlignCenter, Before: twips(120)})
		e.SetMargins(d.Sections[0], docx.Page{Left: 1701})
	})
	require.Equal(t, docx.AlignCenter, first(d).Props.Align)
	require.Equal(t, docx.Twips(120), first(d).Props.Before)
	require.Equal(t, docx.Twips(1701), d.Sections[0].Page.Left)
}

func TestFitTable(t *testing.T) {
	t.Parallel()
	cell := func(width, inner string) string {
		return `<w:tc><w:tcPr><w:tcW w:w="` + width + `" w:type="dxa"/></w:tcPr>` + inner + p(run("a")) + `</w:tc>`
	}
	nested := `<w:tbl><w:tblPr><w:tblW w:w="4000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr>` + cell("4000", "") + `</w:tr></w:tbl>`
	body := `<w:tbl><w:tblPr><w:tblW w:w="10000" w:type="dxa"/><w:tblInd w:w="-300" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="6000"/></w:tblGrid>` +
		`<w:tr>` + cell("4000", "") + `<w:tc><w:tcPr><w:tcW w:w="2500" w:type="pct"/></w:tcPr>` + nested + p("") + `</w:tc></w:tr></w:tbl>` + p(run("b"))
	d, out := edited(t, docxtest.Document(t, body), func(e *edit.Editor, d *docx.Document) {
		for table := range d.Tables() {
			if table.Cell == nil {
				require.Equal(t, docx.Twips(10000), table.Width)
				require.True(t, table.Fixed)
				e.FitTable(table, 10000, 9000)
			}
		}
	})
	var got []docx.Twips
	for table := range d.Tables() {
		got = append(append(got, table.Width, table.Indent), table.Grid...)
	}
	require.Equal(t, []docx.Twips{9000, 0, 3600, 5400, 3600, 0, 3600}, got)
	require.Contains(t, bodyOf(t, out), `<w:tcW w:w="2500" w:type="pct"/>`, "a share of the table follows by itself")
	require.Equal(t, docx.Twips(3600), first(d).Cell.Width)
}

func TestARuleIsDrawnBelowAParagraphAndAnotherTakenOut(t *testing.T) {
	t.Parallel()
	const line = `<w:r><w:pict><v:line from="0,0" to="100pt,0"/></w:pict></w:r>`
	d, out := edited(t, docxtest.Document(t, p(run("a")+line)+p(run("b"))), func(e *edit.Editor, d *docx.Document) {
		e.RuleBelow(first(d), 3000, 3100)
		e.RemoveDrawing(first(d), first(d).Shapes()[0])
	})
	require.Equal(t, []string{"a", "", "b"}, docxtest.Texts(d))
	require.NotContains(t, bodyOf(t, out), "v:line")
	rule := d.Sections[0].Blocks[1].(*docx.Paragraph)
	require.Equal(t, docx.Border{Style: "single", Width: 6, Color: "auto", Space: 1}, rule.Props.Borders.Top)
	require.Equal(t, []docx.Twips{3000, 3100, 0, 40, 0}, []docx.Twips{rule.Props.Left, rule.Props.Right, rule.Props.FirstLine, rule.Props.Before, rule.Props.After})
	require.Equal(t, []any{int32(40), "exact"}, []any{rule.Props.Line, rule.Props.LineRule})
}

func TestARuleThatHasNoPlaceIsRefused(t *testing.T) {
	t.Parallel()
	box := p(`<w:r><w:pict><v:rect><v:textbox><w:txbxContent>` + p(run("in the box")) + `</w:txbxContent></v:textbox></v:rect></w:pict></w:r>`)
	group := p(`<w:r><w:pict><v:group><v:line from="0,0" to="9,0"/><v:line from="0,9" to="9,9"/></v:group></w:pict></w:r>`)
	for name, c := range map[string]struct {
		body   string
		change func(e *edit.Editor, q *docx.Paragraph)
	}{
		"in a text box":           {box, func(e *edit.Editor, q *docx.Paragraph) { e.RuleBelow(q, 0, 0) }},
		"where a section ends":    {`<w:p><w:pPr><w:sectPr/></w:pPr>` + run("a") + `</w:p>` + p(run("b")), func(e *edit.Editor, q *docx.Paragraph) { e.RuleBelow(q, 0, 0) }},
		"in a frame":              {`<w:p><w:pPr><w:framePr w:wrap="around"/></w:pPr>` + run("a") + `</w:p>`, func(e *edit.Editor, q *docx.Paragraph) { e.RuleBelow(q, 0, 0) }},
		"a line of a group":       {group, func(e *edit.Editor, q *docx.Paragraph) { e.RemoveDrawing(q, q.Shapes()[0]) }},
		"a drawing that has text": {box, func(e *edit.Editor, q *docx.Paragraph) { e.RemoveDrawing(q.Box.Anchor, q.Box) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := docxtest.Document(t, c.body)
			e, err := edit.Open(context.Background(), bytes.NewReader(b), int64(len(b)), opc.Limits{})
			require.NoError(t, err)
			var at *docx.Paragraph
			for q := range e.Document().Paragraphs() {
				if at == nil || q.Box != nil {
					at = q
				}
			}
			c.change(e, at)
			var fault *opc.Error
			require.ErrorAs(t, e.Save(&bytes.Buffer{}), &fault)
			require.Equal(t, opc.CodeLayout, fault.Code)
		})
	}
}

func TestSetPageSize(t *testing.T) {
	t.Parallel()
	a4 := docx.Page{Width: 11906, Height: 16838}
	for name, sect := range map[string]string{
		"a section that states one":   `<w:sectPr><w:pgSz w:w="15840" w:h="12240" w:orient="landscape" w:code="1"/><w:pgMar w:left="1"/></w:sectPr>`,
		"a section that states none":  `<w:sectPr><w:type w:val="nextPage"/><w:pgMar w:left="1"/></w:sectPr>`,
		"a section that says nothing": `<w:sectPr/>`,
	} {
		d, _ := edited(t, docxtest.Document(t, p(run("a"))+sect), func(e *edit.Editor, d *docx.Document) { e.SetPageSize(d.Sections[0], a4) })
		got := d.Sections[0].Page
		require.Equal(t, []any{docx.Twips(11906), docx.Twips(16838), false}, []any{got.Width, got.Height, got.Landscape}, name)
	}
}

// TestEveryChangeOfLookKeepsTheWords makes every kind of change to a letter at once.
func TestEveryChangeOfLookKeepsTheWords(t *testing.T) {
	t.Parallel()
	before := docxgen.LetterDraft().Bytes()
	d, _ := edited(t, before, func(e *edit.Editor, d *docx.Document) {
		for q := range d.Paragraphs() {
			e.FormatParagraph(q, edit.ParagraphChange{Align: docx.AlignJustify, FirstLine: twips(720), Before: twips(120)})
			if n := len(q.Text()); n > 4 && n < 40 {
				at := strings.IndexByte(q.Text(), ' ')
				e.FormatText(q, max(at, 0), n, edit.RunChange{Plain: true})
			}
		}
		for table := range d.Tables() {
			e.FitTable(table, 10, 9)
		}
		e.SetPageSize(d.Sections[0], docx.Page{Width: 11906, Height: 16838})
	})
	require.Equal(t, docxtest.Texts(docxtest.Read(t, before)), docxtest.Texts(d))
}
