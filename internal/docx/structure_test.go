package docx_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docx/docxtest"
	"trinhky/internal/docx/opc"
)

// TestTextIsReadAsShown has one case for each thing that changes what a paragraph says.
func TestTextIsReadAsShown(t *testing.T) {
	t.Parallel()
	field := func(code, result string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ` + code + ` </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run(result) + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	for name, c := range map[string]struct {
		body string
		want []string
	}{
		"runs join":                              {p(run("a") + run("b")), []string{"ab"}},
		"space is kept only where asked":         {p(`<w:r><w:t> a </w:t></w:r>` + run(" b ")), []string{"a b "}},
		"line ends in the XML are spaces":        {p("<w:r><w:t>a\nb</w:t></w:r>"), []string{"a b"}},
		"tab, line break, page break":            {p(`<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type="page"/></w:r>`), []string{"a\tb\nc\f"}},
		"hyphens and symbols":                    {p(`<w:r><w:t>a</w:t><w:noBreakHyphen/><w:softHyphen/><w:sym w:font="Symbol" w:char="00B0"/></w:r>`), []string{"a\u2011\u00AD°"}},
		"a letter of a symbol font is no letter": {p(`<w:r><w:sym w:font="Wingdings" w:char="00FC"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>`), []string{"\uF0FC\uF0FC"}},
		"character references":                   {p(run("a &amp; &#x1EC7;")), []string{"a & ệ"}},
		"hidden text is not shown":               {p(run("a") + `<w:r><w:rPr><w:vanish/></w:rPr><w:t>b</w:t></w:r>`), []string{"a"}},
		"an insertion counts":                    {p(run("a") + `<w:ins w:id="1" w:author="x"><w:r><w:t>b</w:t></w:r></w:ins>`), []string{"ab"}},
		"a deletion does not":                    {p(run("a") + `<w:del w:id="1" w:author="x"><w:r><w:delText>b</w:delText></w:r></w:del>`), []string{"a"}},
		"moved text stands where it went":        {p(`<w:moveFrom w:id="1"><w:r><w:t>b</w:t></w:r></w:moveFrom>`+run("a")) + p(`<w:moveTo w:id="2"><w:r><w:t>b</w:t></w:r></w:moveTo>`), []string{"a", "b"}},
		"a deleted mark joins paragraphs":        {`<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>` + run("a") + `</w:p>` + p(run("b")), []string{"ab"}},
		"a deleted row is gone":                  {`<w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>` + p(run("a")) + `</w:tc></w:tr><w:tr><w:tc>` + p(run("b")) + `</w:tc></w:tr></w:tbl>`, []string{"b"}},
		"old formatting is not read":             {p(`<w:r><w:rPr><w:rPrChange w:id="1"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>a</w:t></w:r>`), []string{"a"}},
		"a field shows its result":               {p(field("REF x", "12")), []string{"12"}},
		"a field in a field's code":              {p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>` + field("REF x", "12") + `<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("yes") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`), []string{"yes"}},
		"a simple field":                         {p(`<w:fldSimple w:instr="PAGE">` + run("3") + `</w:fldSimple>`), []string{"3"}},
		"a field that never ends":                {p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("a")), []string{"a"}},
		"a field end without a field":            {p(`<w:r><w:fldChar w:fldCharType="end"/></w:r>` + run("a")), []string{"a"}},
		"a hyperlink's text":                     {p(`<w:hyperlink w:anchor="x">` + run("a") + `</w:hyperlink>`), []string{"a"}},
		"content controls":                       {`<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>` + p(`<w:sdt><w:sdtContent>`+run("a")+`</w:sdtContent></w:sdt>`) + `</w:sdtContent></w:sdt>`, []string{"a"}},
		"a content control around a table row":   {`<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>` + p(run("a")) + `</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>`, []string{"a"}},
		"smart tags and custom XML":              {`<w:customXml>` + p(`<w:smartTag>`+run("a")+`</w:smartTag>`) + `</w:customXml>`, []string{"a"}},
		"a nested table":                         {`<w:tbl><w:tr><w:tc>` + p(run("a")) + `<w:tbl><w:tr><w:tc>` + p(run("b")) + `</w:tc></w:tr></w:tbl>` + p(run("c")) + `</w:tc></w:tr></w:tbl>`, []string{"a", "b", "c"}},
		"a formula":                              {p(`<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>`), []string{"x=1"}},
		"ruby shows its base":                    {p(`<w:r><w:ruby><w:rt><w:r><w:t>b</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>a</w:t></w:r></w:rubyBase></w:ruby></w:r>`), []string{"a"}},
		"both branches of an alternative once":   {p(`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:t>a</w:t></mc:Choice><mc:Fallback><w:t>a</w:t></mc:Fallback></mc:AlternateContent></w:r>`), []string{"a"}},
		"the fallback of an unknown choice":      {p(`<w:r><mc:AlternateContent><mc:Choice xmlns:q="urn:q" Requires="q"><w:t>a</w:t></mc:Choice><mc:Fallback><w:t>b</w:t></mc:Fallback></mc:AlternateContent></w:r>`), []string{"b"}},
		"an alternative around a paragraph":      {`<mc:AlternateContent><mc:Choice Requires="wps">` + p(run("a")) + `</mc:Choice><mc:Fallback>` + p(run("b")) + `</mc:Fallback></mc:AlternateContent>`, []string{"a"}},
		"unknown elements are passed over":       {`<w:future><w:p/></w:future>` + p(`<w:r><w:future>x</w:future><w:t>a</w:t></w:r>`), []string{"a"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, docxtest.Texts(docxtest.Read(t, docxtest.Document(t, c.body))))
		})
	}
}

func TestTrackedChangesAreReported(t *testing.T) {
	t.Parallel()
	d := docxtest.Read(t, docxtest.Document(t, p(run("a"))+p(`<w:ins w:id="1" w:author="An" w:date="2024-03-01T00:00:00Z">`+run("b")+`</w:ins>`+
		`<w:del w:id="2" w:author="Bình"><w:r><w:delText>bỏ đi</w:delText></w:r></w:del>`)))
	require.Equal(t, []docx.Revision{
		{Kind: "insert", Author: "An", Date: "2024-03-01T00:00:00Z", Paragraph: 2},
		{Kind: "delete", Author: "Bình", Text: "bỏ đi", Paragraph: 2},
	}, d.Revisions)
	q := d.Sections[0].Blocks[1].(*docx.Paragraph)
	require.True(t, q.Runs[0].Inserted)
}

func TestAnyNumberOfParagraphsJoinWithAllTheyHold(t *testing.T) {
	t.Parallel()
	deleted := func(inner string) string {
		return `<w:p><w:pPr><w:jc w:val="right"/><w:rPr><w:del w:id="1" w:author="An"/></w:rPr></w:pPr>` + inner + `</w:p>`
	}
	line := `<w:r><w:pict><v:line from="0,0" to="1pt,0"/></w:pict></w:r>`
	b := docxtest.Document(t, p(run("0"))+deleted(run("a")+line)+deleted(`<w:commentRangeStart w:id="7"/>`+run("b")+`<w:fldSimple w:instr="PAGE">`+run("c")+`</w:fldSimple>`)+deleted(line)+p(run("d"))+deleted(run("e")+line)+deleted(run("f")),
		"word/comments.xml", `<w:comment w:id="7"/>`)
	d := docxtest.Read(t, b)
	checkSound(t, d)
	checkScan(t, b, d, opc.Limits{})
	require.Equal(t, []string{"0", "abcd", "ef"}, docxtest.Texts(d))
	joined := d.Sections[0].Blocks[1].(*docx.Paragraph)
	require.Equal(t, []any{docx.AlignLeft, "PAGE", 2}, []any{joined.Props.Align, joined.Fields[0].Kind, len(joined.Shapes())})
	require.Equal(t, 2, d.Comments[0].Paragraph)
	var at []int
	for _, r := range d.Revisions {
		at = append(at, r.Paragraph)
	}
	require.Equal(t, []int{2, 2, 2, 3, 3}, at)
}

func TestAChangeInBothFormsOfATextBoxIsReportedOnce(t *testing.T) {
	t.Parallel()
	inside := `<w:txbxContent>` + p(`<w:ins w:id="1" w:author="An">`+run("a")+`</w:ins>`) + `</w:txbxContent>`
	d := docxtest.Read(t, docxtest.Document(t, p(`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>`+inside+`</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>`+
		`<mc:Fallback><w:fldChar w:fldCharType="begin"/><w:pict><v:rect><v:textbox>`+inside+`</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>`)))
	require.Equal(t, []docx.Revision{{Kind: "insert", Author: "An", Paragraph: 2}}, d.Revisions)
	require.Empty(t, d.Sections[0].Blocks[0].(*docx.Paragraph).Fields, "nor is a field of the form that is not shown")
}

func TestCommentsAreReportedWhereTheyAreAnchored(t *testing.T) {
	t.Parallel()
	d := docxtest.Read(t, docxtest.Document(t, p(run("a"))+p(`<w:commentRangeStart w:id="7"/>`+run("b")+`<w:commentRangeEnd w:id="7"/>`),
		"word/comments.xml", `<w:comment w:id="7" w:author="An">`+p(run("xem lại"))+p(run("gấp"))+`</w:comment>`))
	require.Equal(t, []docx.Comment{{ID: "7", Author: "An", Text: "xem lại\ngấp", Paragraph: 2}}, d.Comments)
}

func TestFootnotesAreReadWithoutSeparators(t *testing.T) {
	t.Parallel()
	d := docxtest.Read(t, docxtest.Document(t, p(run("a")+`<w:r><w:footnoteReference w:id="2"/></w:r>`),
		"word/footnotes.xml", `<w:footnote w:type="separator" w:id="0">`+p("")+`</w:footnote><w:footnote w:id="2">`+p(run("chú thích"))+`</w:footnote>`))
	require.Len(t, d.Footnotes, 1)
	require.Equal(t, "chú thích", d.Footnotes[0].Blocks[0].(*docx.Paragraph).Text())
	require.Equal(t, d.Footnotes[0].ID, d.Sections[0].Blocks[0].(*docx.Paragraph).Runs[1].Note)
}

func TestFieldsGiveCodeResultAndFormatting(t *testing.T) {
	t.Parallel()
	d := docxtest.Read(t, docxtest.Document(t, p(`<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE  \* MERGEFORMAT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`+
		`<w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t>12</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`)+
		p(`<w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>NUM</w:instrText></w:r><w:r><w:instrText>PAGES</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`)+
		p(`<w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:pgNum/></w:r>`)))
	blocks := d.Sections[0].Blocks
	first := blocks[0].(*docx.Paragraph).Fields[0]
	require.Equal(t, []string{"PAGE", `PAGE  \* MERGEFORMAT`, "12", "14"}, []string{first.Kind, first.Instruction, first.Result, first.Props.Size.String()})
	second := blocks[1].(*docx.Paragraph).Fields[0]
	require.Equal(t, []string{"NUMPAGES", "", "13"}, []string{second.Kind, second.Result, second.Props.Size.String()}, "a code alone is measured by its begin mark")
	require.Equal(t, "PAGE", blocks[2].(*docx.Paragraph).Fields[0].Kind)
}

func TestHyperlinksAndExternalsAreReported(t *testing.T) {
	t.Parallel()
	rels := `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="h" Type="` + docxtest.OfficeRel + `hyperlink" Target="https://example.org/" TargetMode="External"/></Relationships>`
	d := docxtest.Read(t, docxtest.WithParts(t, docxtest.Document(t, p(`<w:hyperlink r:id="h">`+run("a")+`</w:hyperlink><w:hyperlink w:anchor="b">`+run("b")+`</w:hyperlink>`)), map[string]string{"word/_rels/document.xml.rels": rels}))
	runs := d.Sections[0].Blocks[0].(*docx.Paragraph).Runs
	require.Equal(t, "https://example.org/", runs[0].Link)
	require.Equal(t, "#b", runs[1].Link)
	require.Equal(t, []docx.External{{Part: "word/document.xml", Kind: "hyperlink", Target: "https://example.org/"}}, d.External)
}

func TestSectionsAndTheirHeaders(t *testing.T) {
	t.Parallel()
	sect := func(inner string) string { return `<w:sectPr>` + inner + `</w:sectPr>` }
	body := p(`<w:pPr>`+sect(`<w:headerReference w:type="default" r:id="header1"/><w:headerReference w:type="first" r:id="header2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/>`)+`</w:pPr>`+run("a")) +
		p(run("b")) +
		sect(`<w:headerReference w:type="default" r:id="header2"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="20mm"/><w:pgNumType w:fmt="upperRoman" w:start="3"/><w:cols w:num="2"/><w:type w:val="continuous"/>`)
	d := docxtest.Read(t, docxtest.Document(t, body, "word/header1.xml", p(run("one")), "word/header2.xml", p(run("two"))))
	require.Len(t, d.Sections, 2)
	first, second := d.Sections[0], d.Sections[1]
	story := func(s *docx.Story) string {
		if s == nil {
			return ""
		}
		return s.Blocks[0].(*docx.Paragraph).Text()
	}
	require.Equal(t, docx.Page{Width: 11906, Height: 16838, Top: 1134, Bottom: 1134, Left: 1701, Right: 1134, Header: 567, Footer: 567}, first.Page)
	require.True(t, first.TitlePage)
	require.Equal(t, []string{"one", "two", ""}, []string{story(first.Headers.Default), story(first.Headers.First), story(first.Headers.Even)})
	require.Equal(t, []string{"two", "two", ""}, []string{story(second.Headers.Default), story(second.Headers.First), story(second.Headers.Even)}, "what a section does not name is the previous one's")
	require.False(t, second.TitlePage, "the title page setting is each section's own")
	require.True(t, second.Page.Landscape)
	require.Equal(t, docx.MM(20), second.Page.Top)
	require.Equal(t, docx.PageNumber{Format: "upperRoman", Start: 3, Restart: true}, second.PageNumber)
	require.Equal(t, []any{2, "continuous"}, []any{second.Columns, second.Kind})
	require.True(t, first.Blocks[0].(*docx.Paragraph).EndsSection)
	require.Same(t, second, second.Blocks[0].(*docx.Paragraph).Section)
	require.Equal(t, 2, second.Blocks[0].(*docx.Paragraph).Index, "paragraphs are counted through the whole document")
	require.Equal(t, 1, first.Headers.Default.Blocks[0].(*docx.Paragraph).Index, "and apart in each other part")
}

func TestAHeaderOfNoKindIsTheDefaultOne(t *testing.T) {
	t.Parallel()
	d := docxtest.Read(t, docxtest.Document(t, p(run("a"))+`<w:sectPr><w:headerReference r:id="header1"/><w:headerReference w:type="other" r:id="header2"/><w:type/></w:sectPr>`, "word/header1.xml", p(run("one")), "word/header2.xml", p(run("two"))))
	s := d.Sections[0]
	require.Equal(t, "one", s.Headers.Default.Blocks[0].(*docx.Paragraph).Text())
	require.Equal(t, []any{(*docx.Story)(nil), (*docx.Story)(nil), "nextPage"}, []any{s.Headers.First, s.Headers.Even, s.Kind})
}

func TestSettingsBecomeFlags(t *testing.T) {
	t.Parallel()
	d := docxtest.Read(t, docxtest.Document(t, p(""), "word/settings.xml", `<w:trackRevisions/><w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:evenAndOddHeaders/><w:defaultTabStop w:val="567"/>`))
	require.Equal(t, []any{true, "readOnly", true, docx.Twips(567)}, []any{d.TrackRevisions, d.Protection, d.EvenAndOddHeaders, d.DefaultTab})
	d = docxtest.Read(t, docxtest.Document(t, p(""), "word/settings.xml", `<w:documentProtection w:edit="readOnly" w:enforcement="0"/>`))
	require.Empty(t, d.Protection, "protection that is not enforced protects nothing")
	for settings, protection := range map[string]string{
		`<w:writeProtection w:recommended="1"/>`:                                                                       "",
		`<w:writeProtection w:cryptAlgorithmSid="14" w:hash="9oN7nWkCAyEZib1RomSJTjmPpCY=" w:salt="M1Zg"/>`:            "password",
		`<w:writeProtection w:algorithmName="SHA-512" w:hashValue="9oN7nWkCAyEZib1RomSJTjmPpCY=" w:saltValue="M1Zg"/>`: "password",
		`<w:writeProtection w:hash="9oN7"/><w:documentProtection w:edit="forms" w:enforcement="1"/>`:                   "forms",
	} {
		require.Equal(t, protection, docxtest.Read(t, docxtest.Document(t, p(""), "word/settings.xml", settings)).Protection, settings)
	}
}

func TestCellBordersComeFromCellThenStyleThenTable(t *testing.T) {
	t.Parallel()
	single := func(side string) string { return `<w:` + side + ` w:val="single" w:sz="4"/>` }
	cell := func(borders, text string) string {
		return `<w:tc><w:tcPr><w:tcBorders>` + borders + `</w:tcBorders></w:tcPr>` + p(run(text)) + `</w:tc>`
	}
	body := `<w:tbl><w:tblPr><w:tblBorders>` + single("top") + single("insideH") + `</w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w="10"/><w:gridCol w:w="20"/></w:tblGrid>` +
		`<w:tr>` + cell("", "a") + cell(`<w:top w:val="nil"/>`+single("right"), "b") + `</w:tr><w:tr>` + cell("", "c") + cell("", "d") + `</w:tr></w:tbl>`
	d := docxtest.Read(t, docxtest.Document(t, body))
	got := map[string]string{}
	for q := range d.Paragraphs() {
		b := q.Cell.Borders
		s := ""
		for i, side := range []docx.Border{b.Top, b.Bottom, b.Left, b.Right} {
			if side.Drawn() {
				s += "TBLR"[i : i+1]
			}
		}
		got[q.Text()] = s
	}
	require.Equal(t, map[string]string{"a": "TB", "b": "BR", "c": "T", "d": "T"}, got)
}

func TestARowMayHaveBordersOfItsOwn(t *testing.T) {
	t.Parallel()
	row := func(ex, text string) string { return `<w:tr>` + ex + `<w:tc>` + p(run(text)) + `</w:tc></w:tr>` }
	ex := `<w:tblPrEx><w:tblBorders><w:top w:val="nil"/><w:bottom w:val="double" w:sz="4"/></w:tblBorders></w:tblPrEx>`
	d := docxtest.Read(t, docxtest.Document(t, `<w:tbl><w:tblPr><w:tblBorders><w:top w:val="single"/><w:bottom w:val="single"/></w:tblBorders></w:tblPr>`+row("", "a")+row(ex, "b")+`</w:tbl><w:tbl>`+row(ex, "c")+`</w:tbl>`))
	got := map[string]string{}
	for q := range d.Paragraphs() {
		got[q.Text()] = q.Cell.Borders.Top.Style + "|" + q.Cell.Borders.Bottom.Style
	}
	require.Equal(t, map[string]string{"a": "single|", "b": "|double", "c": "|double"}, got)
}

func TestATableThatStatesNoLookHasWordsOwn(t *testing.T) {
	t.Parallel()
	style := `<w:style w:type="table" w:default="1" w:styleId="T"><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>`
	row := `<w:tr><w:tc>` + p(run("a")) + `</w:tc></w:tr>`
	d := docxtest.Read(t, docxtest.Document(t, `<w:tbl>`+row+row+`</w:tbl><w:tbl><w:tblPr/>`+row+row+`</w:tbl>`, "word/styles.xml", style))
	var bold []bool
	for q := range d.Paragraphs() {
		bold = append(bold, q.Runs[0].Props.Bold)
	}
	require.Equal(t, []bool{true, false, true, false}, bold)
}

func TestCellsKnowTheirPlace(t *testing.T) {
	t.Parallel()
	body := `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="10"/><w:gridCol w:w="20"/><w:gridCol w:w="40"/></w:tblGrid>` +
		`<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>` + p(run("a")) + `</w:tc><w:tc><w:tcPr><w:vAlign w:val="center"/></w:tcPr>` + p(run("b")) + `</w:tc></w:tr>` +
		`<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr>` + p("") + `</w:tc><w:tc>` + p(run("c")) + `</w:tc></w:tr></w:tbl>`
	d := docxtest.Read(t, docxtest.Document(t, body))
	table := d.Sections[0].Blocks[0].(*docx.Table)
	a, b, merged := table.Rows[0].Cells[0], table.Rows[0].Cells[1], table.Rows[1].Cells[0]
	require.Equal(t, []any{2, docx.Twips(30), true}, []any{a.Span, a.Width, a.MergeStart})
	require.Equal(t, []any{2, docx.Twips(40), "center"}, []any{b.Column, b.Width, b.VAlign})
	require.Equal(t, []any{true, 1}, []any{merged.MergeContinue, merged.RowIndex})
	require.Same(t, table, a.Table)
}

const emu = 36000 // per millimetre

func anchor(inner string) string {
	return p(`<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>72000</wp:posOffset></wp:positionV>` +
		`<wp:extent cx="1800000" cy="0"/><wp:docPr id="1" name="Line 1"/><a:graphic><a:graphicData>` + inner + `</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>`)
}

func TestDrawnRulesInEveryLanguageOfWord(t *testing.T) {
	t.Parallel()
	solid := docx.Stroke{Style: "solid", Width: 9525, Color: "000000"}
	ln := `<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>`
	wsp := func(inner string) string { return anchor(`<wps:wsp>` + inner + `</wps:wsp>`) }
	pict := func(inner string) string { return p(`<w:r><w:pict>` + inner + `</w:pict></w:r>`) }
	for name, c := range map[string]struct {
		body   string
		length int // tenths of a millimetre
		stroke docx.Stroke
		rule   bool
	}{
		"connector":              {wsp(`<wps:cNvCnPr/><wps:spPr><a:prstGeom prst="straightConnector1"/>` + ln + `</wps:spPr>`), 500, solid, true},
		"line shape":             {wsp(`<wps:cNvSpPr/><wps:spPr><a:prstGeom prst="line"/>` + ln + `</wps:spPr>`), 500, solid, true},
		"outline from the theme": {wsp(`<wps:cNvCnPr/><wps:spPr/><wps:style><a:lnRef idx="1"/></wps:style>`), 500, docx.Stroke{Style: "solid", Width: 9525, Color: "auto"}, true},
		"dashed":                 {wsp(`<wps:cNvCnPr/><wps:spPr><a:ln w="12700"><a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:prstDash val="dash"/></a:ln></wps:spPr>`), 500, docx.Stroke{Style: "dash", Width: 12700, Color: "000000"}, true},
		"invisible":              {wsp(`<wps:cNvCnPr/><wps:spPr><a:ln><a:noFill/></a:ln></wps:spPr>`), 500, docx.Stroke{}, false},
		"VML line":               {pict(`<v:line from="10pt,5pt" to="10cm,5pt" strokecolor="black" strokeweight=".75pt"/>`), 965, solid, true},
		"VML connector":          {pict(`<v:shape type="#_x0000_t32" style="position:absolute;margin-left:1pt;width:50mm;height:0" strokecolor="#000000" strokeweight="0.75pt"/>`), 500, solid, true},
		"VML dashed":             {pict(`<v:line from="0,0" to="5cm,0" strokecolor="black" strokeweight=".75pt"><v:stroke dashstyle="dash"/></v:line>`), 500, docx.Stroke{Style: "dash", Width: 9525, Color: "000000"}, true},
		"VML without outline":    {pict(`<v:line from="0,0" to="5cm,0" stroked="f"/>`), 500, docx.Stroke{}, false},
		"VML slanting":           {pict(`<v:line from="0,0" to="5cm,5cm" strokecolor="black" strokeweight=".75pt"/>`), 500, solid, false},
		"in a group, scaled":     {anchor(`<wpg:wgp><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="100" cy="100"/></a:xfrm></wpg:grpSpPr><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="50" cy="0"/></a:xfrm>` + ln + `</wps:spPr></wps:wsp></wpg:wgp>`), 250, solid, true},
		"in a VML group, scaled": {pict(`<v:group style="position:absolute;width:100mm;height:10mm" coordsize="1000,100"><v:line from="0,0" to="500,0" strokecolor="black" strokeweight=".75pt"/></v:group>`), 500, solid, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := docxtest.Read(t, docxtest.Document(t, c.body))
			var shapes []*docx.Shape
			for s := range d.Shapes() {
				shapes = append(shapes, s)
			}
			require.Len(t, shapes, 1)
			require.Equal(t, docx.ShapeLine, shapes[0].Kind)
			require.Equal(t, c.length, shapes[0].Length().TenthsMM())
			require.Equal(t, c.stroke, shapes[0].Stroke)
			require.Equal(t, c.rule, shapes[0].IsHorizontalRule())
			require.Same(t, d.Sections[0].Blocks[0], shapes[0].Anchor)
		})
	}
}

func TestDrawingsKeepTheirPosition(t *testing.T) {
	t.Parallel()
	d := docxtest.Read(t, docxtest.Document(t, anchor(`<wps:wsp><wps:cNvCnPr/><wps:spPr/></wps:wsp>`)))
	for s := range d.Shapes() {
		require.Equal(t, docx.Position{From: "column", Align: "center"}, s.Horizontal)
		require.Equal(t, docx.Position{From: "paragraph", Offset: 2 * emu}, s.Vertical)
		require.Equal(t, []any{"Line 1", true}, []any{s.Name, s.Floating})
	}
}

func TestTextBoxesAreReadOnceAfterTheirAnchor(t *testing.T) {
	t.Parallel()
	box := p(run("anchor") + `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="1" cy="1"/><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>` + p(run("inside")) + `</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>` +
		`<mc:Fallback><w:pict><v:rect><v:textbox><w:txbxContent>` + p(run("inside")) + `</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>`)
	old := p(`<w:r><w:pict><v:rect><v:textbox><w:txbxContent>` + p(run("older")) + `</w:txbxContent></v:textbox></v:rect></w:pict></w:r>`)
	d := docxtest.Read(t, docxtest.Document(t, box+old+p(run("after"))))
	require.Equal(t, []string{"anchor", "inside", "", "older", "after"}, docxtest.Texts(d))
	indexes := []int{}
	for q := range d.Paragraphs() {
		indexes = append(indexes, q.Index)
		require.Equal(t, q.Text() == "inside" || q.Text() == "older", q.Box != nil, q.Text())
	}
	require.Equal(t, []int{1, 2, 3, 4, 5}, indexes)
	require.Equal(t, 5, d.ParagraphCount)
}

func TestPicturesNameTheirImage(t *testing.T) {
	t.Parallel()
	rels := `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="i" Type="` + docxtest.OfficeRel + `image" Target="media/a.png"/><Relationship Id="x" Type="` + docxtest.OfficeRel + `image" Target="http://example.org/a.png" TargetMode="External"/></Relationships>`
	pic := func(attr string) string {
		return anchor(`<pic:pic><pic:blipFill><a:blip ` + attr + `/></pic:blipFill></pic:pic>`)
	}
	d := docxtest.Read(t, docxtest.WithParts(t, docxtest.Document(t, pic(`r:embed="i"`)+pic(`r:link="x"`)), map[string]string{"word/_rels/document.xml.rels": rels}))
	var got []string
	for s := range d.Shapes() {
		got = append(got, string(s.Kind)+" "+s.Target)
		require.Equal(t, strings.HasPrefix(s.Target, "http"), s.External)
	}
	require.Equal(t, []string{"picture word/media/a.png", "picture http://example.org/a.png"}, got)
}

func TestSpansPointAtTheElements(t *testing.T) {
	t.Parallel()
	b := docxtest.Document(t, p(run("a"))+`<w:tbl><w:tr><w:tc>`+p(run("b")+run("c"))+`</w:tc></w:tr></w:tbl><w:sectPr><w:pgSz w:w="1"/></w:sectPr>`)
	xml := string(docxtest.PartOf(t, b, "word/document.xml"))
	d := docxtest.Read(t, b)
	var got []string
	for q := range d.Paragraphs() {
		got = append(got, xml[q.Span.Start:q.Span.End])
		for _, r := range q.Runs {
			got = append(got, xml[r.Span.Start:r.Span.End])
		}
	}
	s := d.Sections[0].Span
	got = append(got, xml[s.Start:s.End])
	require.Empty(t, cmp.Diff([]string{p(run("a")), run("a"), p(run("b") + run("c")), run("b"), run("c"), `<w:sectPr><w:pgSz w:w="1"/></w:sectPr>`}, got))
}

func TestUnits(t *testing.T) {
	t.Parallel()
	require.Equal(t, 200, docx.MM(20).TenthsMM())
	require.Equal(t, 200, docx.Twips(1134).TenthsMM())
	require.Equal(t, -100, docx.Twips(-567).TenthsMM())
	require.Equal(t, docx.Twips(1440), docx.EMU(914400).Twips())
	require.Equal(t, 2970, docx.Twips(16838).TenthsMM())
	require.Equal(t, "-0,5", docx.FormatTenthsMM(-5, ","))
	require.Equal(t, "13.5", docx.HalfPoints(27).String())
}

func TestTextWidthMeasuresVietnameseLetters(t *testing.T) {
	t.Parallel()
	require.Equal(t, docx.TextWidth("Doc lap", 26, false, false), docx.TextWidth("Dọc láp", 26, false, false), "marks do not widen a letter")
	require.Equal(t, docx.TextWidth("Độc lập", 26, true, false), docx.TextWidth("Đo\u0323\u0302c la\u0302\u0323p", 26, true, false), "however it is stored")
	require.Greater(t, docx.TextWidth("ư", 26, false, false), docx.TextWidth("u", 26, false, false))
	require.Equal(t, docx.TextWidth("ữ", 26, false, false), docx.TextWidth("ư", 26, false, false))
	require.Equal(t, 605, docx.TextWidth("Độc lập - Tự do - Hạnh phúc", 28, true, false).TenthsMM())
}
