package docx_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docx/docxtest"
)

// para makes a paragraph with properties and one run.
func para(pPr, rPr, text string) string {
	return `<w:p><w:pPr>` + pPr + `</w:pPr><w:r><w:rPr>` + rPr + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
}

func pStyle(id, rest string) string {
	return `<w:style w:type="paragraph" w:styleId="` + id + `"><w:name w:val="` + id + `"/>` + rest + `</w:style>`
}

func cStyle(id, rest string) string {
	return `<w:style w:type="character" w:styleId="` + id + `"><w:name w:val="` + id + `"/>` + rest + `</w:style>`
}

func rPr(x string) string     { return `<w:rPr>` + x + `</w:rPr>` }
func pPr(x string) string     { return `<w:pPr>` + x + `</w:pPr>` }
func basedOn(x string) string { return `<w:basedOn w:val="` + x + `"/>` }
func use(style string) string { return `<w:pStyle w:val="` + style + `"/>` }
func char(style string) string {
	return `<w:rStyle w:val="` + style + `"/>`
}

const themeXML = `<a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:accent1><a:srgbClr val="4472c4"/></a:accent1></a:clrScheme>` +
	`<a:fontScheme name="x"><a:majorFont><a:latin typeface="Cambria"/><a:ea typeface="MS Mincho"/><a:cs typeface="Arial"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme></a:themeElements>`

func defaults(run, par string) string {
	return `<w:docDefaults><w:rPrDefault><w:rPr>` + run + `</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>` + par + `</w:pPr></w:pPrDefault></w:docDefaults>`
}

const normal = `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>`

// TestRunProperties has one case for each rule of inheritance of text properties.
func TestRunProperties(t *testing.T) {
	t.Parallel()
	bold := func(p *docx.RunProps) any { return p.Bold }
	italic := func(p *docx.RunProps) any { return p.Italic }
	caps := func(p *docx.RunProps) any { return p.Caps }
	hidden := func(p *docx.RunProps) any { return p.Hidden }
	size := func(p *docx.RunProps) any { return p.Size.String() }
	font := func(p *docx.RunProps) any { return p.FontASCII }
	color := func(p *docx.RunProps) any { return p.Color }
	underline := func(p *docx.RunProps) any { return p.Underline }
	cases := map[string]struct {
		styles, pPr, rPr string
		of               func(p *docx.RunProps) any
		want             any
	}{
		"nothing stated: size 10":                         {"", "", "", size, "10"},
		"nothing stated: Times New Roman":                 {"", "", "", font, "Times New Roman"},
		"nothing stated: automatic colour":                {"", "", "", color, "auto"},
		"document defaults reach a bare run":              {defaults(`<w:sz w:val="26"/>`, ""), "", "", size, "13"},
		"the default paragraph style covers the defaults": {defaults(`<w:sz w:val="26"/>`, "") + `<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:sz w:val="24"/></w:rPr></w:style>`, "", "", size, "12"},
		"an unknown style falls back to the default one":  {`<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:sz w:val="24"/></w:rPr></w:style>`, use("Gone"), "", size, "12"},
		"paragraph style":                                 {pStyle("A", rPr(`<w:sz w:val="28"/>`)), use("A"), "", size, "14"},
		"basedOn chain gives what the style leaves open":  {pStyle("A", rPr(`<w:sz w:val="28"/><w:b/>`)) + pStyle("B", basedOn("A")) + pStyle("C", basedOn("B")+rPr(`<w:i/>`)), use("C"), "", size, "14"},
		"the derived style covers its base":               {pStyle("A", rPr(`<w:sz w:val="28"/>`)) + pStyle("B", basedOn("A")+rPr(`<w:sz w:val="24"/>`)), use("B"), "", size, "12"},
		"a chain that loops ends":                         {pStyle("A", basedOn("B")+rPr(`<w:sz w:val="28"/>`)) + pStyle("B", basedOn("A")), use("A"), "", size, "14"},
		"a style of no kind is a paragraph style":         {`<w:style w:styleId="A"><w:rPr><w:sz w:val="28"/></w:rPr></w:style>`, use("A"), "", size, "14"},
		"a chain does not cross kinds of style":           {cStyle("C", rPr(`<w:sz w:val="40"/>`)) + pStyle("A", basedOn("C")), use("A"), "", size, "10"},
		"character style covers the paragraph style":      {pStyle("A", rPr(`<w:sz w:val="28"/>`)) + cStyle("C", rPr(`<w:sz w:val="22"/>`)), use("A"), char("C"), size, "11"},
		"character style chain":                           {cStyle("C", rPr(`<w:sz w:val="22"/>`)) + cStyle("D", basedOn("C")), "", char("D"), size, "11"},
		"a run does not take a paragraph style":           {pStyle("A", rPr(`<w:sz w:val="28"/>`)), "", char("A"), size, "10"},
		"the run itself covers all styles":                {pStyle("A", rPr(`<w:sz w:val="28"/>`)) + cStyle("C", rPr(`<w:sz w:val="22"/>`)), use("A"), char("C") + `<w:sz w:val="30"/>`, size, "15"},
		"the mark's formatting is not the text's":         {"", `<w:rPr><w:sz w:val="40"/></w:rPr>`, "", size, "10"},
		"half sizes":                                    {"", "", `<w:sz w:val="27"/>`, size, "13.5"},
		"a size with a unit (strict format)":            {"", "", `<w:sz w:val="13pt"/>`, size, "13"},
		"szCs is not the size of Vietnamese text":       {"", "", `<w:sz w:val="26"/><w:szCs w:val="40"/>`, size, "13"},
		"font by slot":                                  {defaults(`<w:rFonts w:ascii="Arial" w:hAnsi="Tahoma"/>`, ""), "", "", font, "Arial"},
		"one slot covered, the other inherited":         {defaults(`<w:rFonts w:ascii="Arial" w:hAnsi="Tahoma"/>`, ""), "", `<w:rFonts w:hAnsi="Verdana"/>`, font, "Arial"},
		"theme font":                                    {defaults(`<w:rFonts w:asciiTheme="minorHAnsi"/>`, ""), "", "", font, "Calibri"},
		"major theme font":                              {defaults(`<w:rFonts w:asciiTheme="majorAscii"/>`, ""), "", "", font, "Cambria"},
		"theme wins over a literal font beside it":      {"", "", `<w:rFonts w:ascii="Arial" w:asciiTheme="minorHAnsi"/>`, font, "Calibri"},
		"a literal font covers an inherited theme font": {defaults(`<w:rFonts w:asciiTheme="minorHAnsi"/>`, ""), "", `<w:rFonts w:ascii="Arial"/>`, font, "Arial"},
		"a theme font covers an inherited literal font": {defaults(`<w:rFonts w:ascii="Arial"/>`, ""), "", `<w:rFonts w:asciiTheme="minorHAnsi"/>`, font, "Calibri"},
		"bold":                          {"", "", `<w:b/>`, bold, true},
		"bold switched off by 0":        {"", "", `<w:b w:val="0"/>`, bold, false},
		"bold switched off by false":    {"", "", `<w:b w:val="false"/>`, bold, false},
		"bold from the paragraph style": {pStyle("A", rPr(`<w:b/>`)), use("A"), "", bold, true},
		"toggles of paragraph and character style cancel":  {pStyle("A", rPr(`<w:b/>`)) + cStyle("C", rPr(`<w:b/>`)), use("A"), char("C"), bold, false},
		"italic cancels too":                               {pStyle("A", rPr(`<w:i/>`)) + cStyle("C", rPr(`<w:i/>`)), use("A"), char("C"), italic, false},
		"caps cancel too":                                  {pStyle("A", rPr(`<w:caps/>`)) + cStyle("C", rPr(`<w:caps/>`)), use("A"), char("C"), caps, false},
		"hidden cancels too":                               {pStyle("A", rPr(`<w:vanish/>`)) + cStyle("C", rPr(`<w:vanish/>`)), use("A"), char("C"), hidden, false},
		"a style that says not bold does not cancel":       {pStyle("A", rPr(`<w:b/>`)) + cStyle("C", rPr(`<w:b w:val="0"/>`)), use("A"), char("C"), bold, true},
		"within one chain the derived style wins":          {pStyle("A", rPr(`<w:b/>`)) + pStyle("B", basedOn("A")+rPr(`<w:b/>`)), use("B"), "", bold, true},
		"within one chain off wins":                        {pStyle("A", rPr(`<w:b/>`)) + pStyle("B", basedOn("A")+rPr(`<w:b w:val="0"/>`)), use("B"), "", bold, false},
		"the run's own toggle is final: on":                {pStyle("A", rPr(`<w:b/>`)) + cStyle("C", rPr(`<w:b/>`)), use("A"), char("C") + `<w:b/>`, bold, true},
		"the run's own toggle is final: off":               {pStyle("A", rPr(`<w:b/>`)), use("A"), `<w:b w:val="0"/>`, bold, false},
		"the run's own toggle does not cancel the style's": {pStyle("A", rPr(`<w:b/>`)), use("A"), `<w:b/>`, bold, true},
		"on in the document defaults stays on":             {defaults(`<w:b/>`, "") + pStyle("A", rPr(`<w:b/>`)), use("A"), "", bold, true},
		"bCs is not bold":                                  {"", "", `<w:bCs/>`, bold, false},
		"colour in capitals":                               {"", "", `<w:color w:val="ff0000"/>`, color, "FF0000"},
		"automatic colour covers a style's":                {pStyle("A", rPr(`<w:color w:val="FF0000"/>`)), use("A"), `<w:color w:val="auto"/>`, color, "auto"},
		"theme colour with its computed value":             {"", "", `<w:color w:val="123456" w:themeColor="accent1"/>`, color, "123456"},
		"theme colour without a value":                     {"", "", `<w:color w:val="auto" w:themeColor="accent1"/>`, color, "4472C4"},
		"a border of its own":                              {"", "", `<w:bdr w:val="single"/>`, func(p *docx.RunProps) any { return p.Border }, "single"},
		"no border covers a style's":                       {pStyle("A", rPr(`<w:bdr w:val="single"/>`)), use("A"), `<w:bdr w:val="nil"/>`, func(p *docx.RunProps) any { return p.Border }, ""},
		"underline none covers a style's":                  {pStyle("A", rPr(`<w:u w:val="single"/>`)), use("A"), `<w:u w:val="none"/>`, underline, ""},
		"properties of another prefix are read":            {"", "", `<x:sz xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main" x:val="30"/>`, size, "15"},
		"attributes of another prefix are read":            {"", "", `<w:sz xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main" x:val="30"/>`, size, "15"},
		"attributes of another namespace are not":          {"", "", `<w:sz xmlns:x="urn:other" x:val="40" w:val="30"/>`, size, "15"},
		"nor do they switch anything off":                  {"", "", `<w:b xmlns:x="urn:other" x:val="0"/>`, bold, true},
		"nor attributes of no namespace":                   {"", "", `<w:sz val="40"/>`, size, "10"},
		"properties of another namespace are not":          {"", "", `<x:sz xmlns:x="urn:other" x:val="30"/>`, size, "10"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := docxtest.Read(t, docxtest.Document(t, para(c.pPr, c.rPr, "x"), "word/styles.xml", c.styles, "word/theme/theme1.xml", themeXML))
			require.Len(t, d.Sections[0].Blocks, 1)
			p := d.Sections[0].Blocks[0].(*docx.Paragraph)
			require.Len(t, p.Runs, 1)
			require.Equal(t, c.want, c.of(p.Runs[0].Props))
		})
	}
}

func TestFontOfACharacterFollowsItsScript(t *testing.T) {
	t.Parallel()
	fonts := `<w:rFonts w:ascii="A" w:hAnsi="H" w:eastAsia="E" w:cs="C"/>`
	for name, c := range map[string]struct {
		rPr, text string
		want      []string
	}{
		"plain letters":                 {fonts, "abc", []string{"A"}},
		"Vietnamese letters":            {fonts, "Độc lập", []string{"H", "A"}},
		"a Chinese letter":              {fonts, "越", []string{"E"}},
		"a Thai letter":                 {fonts, "ก", []string{"C"}},
		"an Arabic letter":              {fonts, "ع", []string{"C"}},
		"signs shared with East Asia":   {fonts, "“a…”", []string{"H", "A"}},
		"the same with the hint":        {`<w:rFonts w:hint="eastAsia" w:ascii="A" w:hAnsi="H" w:eastAsia="E" w:cs="C"/>`, "“aộ§…”", []string{"E", "A", "H"}},
		"the hint taken back":           {`<w:rFonts w:hint="default" w:ascii="A" w:hAnsi="H" w:eastAsia="E" w:cs="C"/>`, "“", []string{"H"}},
		"complex script switched on":    {fonts + "<w:cs/>", "abc", []string{"C"}},
		"right to left":                 {fonts + "<w:rtl/>", "abc", []string{"C"}},
		"spaces show no font":           {fonts, " \u00A0", nil},
		"each font once, in first use":  {fonts, "aáaá", []string{"A", "H"}},
		"combining marks are not ASCII": {fonts, "a\u0301", []string{"A", "H"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := docxtest.Read(t, docxtest.Document(t, para("", c.rPr, c.text)))
			p := d.Sections[0].Blocks[0].(*docx.Paragraph)
			require.Equal(t, c.want, p.Runs[0].Fonts())
		})
	}
}

func TestComplexScriptTextTakesItsOwnSizeAndWeight(t *testing.T) {
	t.Parallel()
	d := docxtest.Read(t, docxtest.Document(t, para("", `<w:cs/><w:sz w:val="26"/><w:szCs w:val="40"/><w:b/><w:iCs/>`, "x")))
	p := d.Sections[0].Blocks[0].(*docx.Paragraph).Runs[0].Props
	require.Equal(t, "20", p.EffectiveSize().String())
	require.False(t, p.EffectiveBold())
	require.True(t, p.EffectiveItalic())
}

func TestTableStyleReachesTextBelowParagraphStyle(t *testing.T) {
	t.Parallel()
	styles := normal + pStyle("A", rPr(`<w:sz w:val="28"/>`)) + pStyle("B", rPr(`<w:b/>`)) +
		`<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="22"/></w:rPr>` +
		`<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr><w:tblStylePr w:type="lastRow"><w:rPr><w:i/></w:rPr></w:tblStylePr>` +
		`<w:tblStylePr w:type="band2Horz"><w:rPr><w:color w:val="FF0000"/></w:rPr></w:tblStylePr><w:tblStylePr w:type="nwCell"><w:rPr><w:sz w:val="40"/></w:rPr></w:tblStylePr></w:style>`
	cell := func(p string) string { return `<w:tc>` + p + `</w:tc>` }
	row := func(cells ...string) string {
		out := "<w:tr>"
		for _, c := range cells {
			out += cell(c)
		}
		return out + "</w:tr>"
	}
	body := `<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblLook w:firstRow="1" w:lastRow="1" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="100"/></w:tblGrid>` +
		row(para("", "", "a"), para(use("A"), "", "b")) +
		row(para("", "", "c"), para(use("B"), "", "d")) +
		row(para("", "", "e"), para("", "", "f")) +
		row(para("", "", "g"), para("", "", "h")) + `</w:tbl>`
	d := docxtest.Read(t, docxtest.Document(t, body, "word/styles.xml", styles))
	got := map[string]*docx.Paragraph{}
	for p := range d.Paragraphs() {
		got[p.Text()] = p
	}
	props := func(s string) *docx.RunProps { return got[s].Runs[0].Props }
	require.Equal(t, "20", props("a").Size.String(), "the corner covers the row")
	require.True(t, props("a").Bold, "first row")
	require.Equal(t, "14", props("b").Size.String(), "the paragraph style covers the table style")
	require.True(t, props("b").Bold, "and leaves open what it does not state")
	require.Equal(t, "11", props("c").Size.String(), "the table style covers the defaults")
	require.False(t, props("c").Bold)
	require.Equal(t, "auto", props("c").Color, "first band after the head row")
	require.Equal(t, "FF0000", props("f").Color, "second band")
	require.True(t, props("h").Italic, "last row")
	require.False(t, props("f").Italic)
	require.Equal(t, docx.AlignCenter, got["c"].Props.Align)
}

func TestTableAndParagraphStyleTogglesCancel(t *testing.T) {
	t.Parallel()
	styles := pStyle("A", rPr(`<w:b/>`)) + `<w:style w:type="table" w:styleId="T"><w:rPr><w:b/></w:rPr></w:style>`
	d := docxtest.Read(t, docxtest.Document(t, `<w:tbl><w:tblPr><w:tblStyle w:val="T"/></w:tblPr><w:tr><w:tc>`+para(use("A"), "", "x")+`</w:tc><w:tc>`+para("", "", "y")+`</w:tc></w:tr></w:tbl>`, "word/styles.xml", styles))
	bold := map[string]bool{}
	for p := range d.Paragraphs() {
		bold[p.Text()] = p.Runs[0].Props.Bold
	}
	require.Equal(t, map[string]bool{"x": false, "y": true}, bold)
}
