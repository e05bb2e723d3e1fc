package docx_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docx/docxtest"
)

const lists = `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr><w:rPr><w:b/></w:rPr></w:lvl>` +
	`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/><w:pPr><w:ind w:left="1440"/></w:pPr></w:lvl>` +
	`<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/><w:lvlText w:val="%1.%2.%3"/></w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="Chapter"/><w:lvlText w:val="Chương %1"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:pStyle w:val="Article"/><w:lvlText w:val="Điều %2."/><w:lvlRestart w:val="0"/></w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF02D;"/></w:lvl></w:abstractNum>` +
	`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>` +
	`<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>`

func list(id, level string) string {
	return `<w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + id + `"/></w:numPr>`
}

// TestParagraphProperties has one case for each rule of inheritance of paragraph properties.
func TestParagraphProperties(t *testing.T) {
	t.Parallel()
	plain := docx.ParagraphProps{Style: "Normal", StyleName: "Normal", Align: docx.AlignLeft, Line: 240, LineRule: "auto", Outline: -1, Borders: &docx.Borders{}}
	with := func(f func(p *docx.ParagraphProps)) docx.ParagraphProps { p := plain; f(&p); return p }
	cases := map[string]struct {
		styles, pPr string
		want        docx.ParagraphProps
	}{
		"nothing stated": {"", "", plain},
		"document defaults": {
			defaults("", `<w:spacing w:after="160" w:line="259" w:lineRule="auto"/>`), "",
			with(func(p *docx.ParagraphProps) { p.After, p.Line = 160, 259 }),
		},
		"spacing attributes inherit one by one": {
			pStyle("A", pPr(`<w:spacing w:before="120" w:after="60"/>`)), use("A") + `<w:spacing w:after="0"/>`,
			with(func(p *docx.ParagraphProps) { p.Style, p.StyleName, p.Before = "A", "A", 120 }),
		},
		"space in hundredths of a line": {"", `<w:spacing w:beforeLines="50" w:afterLines="100"/>`, with(func(p *docx.ParagraphProps) { p.Before, p.After = 120, 240 })},
		"and in twips beside it":        {"", `<w:spacing w:beforeLines="50" w:before="156" w:after="0" w:afterLines="100"/>`, with(func(p *docx.ParagraphProps) { p.Before = 156 })},
		"exact line height":             {"", `<w:spacing w:line="300" w:lineRule="exact"/>`, with(func(p *docx.ParagraphProps) { p.Line, p.LineRule = 300, "exact" })},
		"indent attributes inherit one by one": {
			pStyle("A", pPr(`<w:ind w:left="500" w:firstLine="720"/>`)), use("A") + `<w:ind w:left="0"/>`,
			with(func(p *docx.ParagraphProps) { p.Style, p.StyleName, p.FirstLine = "A", "A", 720 }),
		},
		"hanging is a negative first line":         {"", `<w:ind w:left="720" w:hanging="360"/>`, with(func(p *docx.ParagraphProps) { p.Left, p.FirstLine = 720, -360 })},
		"hanging wins over firstLine":              {"", `<w:ind w:hanging="360" w:firstLine="100"/>`, with(func(p *docx.ParagraphProps) { p.FirstLine = -360 })},
		"first line 0 covers an inherited hanging": {pStyle("A", pPr(`<w:ind w:hanging="360"/>`)), use("A") + `<w:ind w:firstLine="0"/>`, with(func(p *docx.ParagraphProps) { p.Style, p.StyleName = "A", "A" })},
		"start and end of the newer standard":      {"", `<w:jc w:val="end"/><w:ind w:start="100" w:end="50"/>`, with(func(p *docx.ParagraphProps) { p.Align, p.Left, p.Right = docx.AlignRight, 100, 50 })},
		"lengths with units":                       {"", `<w:ind w:left="1cm" w:firstLine="12.7mm"/>`, with(func(p *docx.ParagraphProps) { p.Left, p.FirstLine = 567, 720 })},
		"justified":                                {"", `<w:jc w:val="both"/>`, with(func(p *docx.ParagraphProps) { p.Align = docx.AlignJustify })},
		"a style named but unknown is the default": {normal, use("Gone"), plain},
		"the direct alignment covers the style's":  {pStyle("A", pPr(`<w:jc w:val="center"/>`)), use("A") + `<w:jc w:val="left"/>`, with(func(p *docx.ParagraphProps) { p.Style, p.StyleName = "A", "A" })},
		"keepNext switched off":                    {pStyle("A", pPr(`<w:keepNext/>`)), use("A") + `<w:keepNext w:val="0"/>`, with(func(p *docx.ParagraphProps) { p.Style, p.StyleName = "A", "A" })},
		"contextual spacing":                       {"", `<w:contextualSpacing/>`, with(func(p *docx.ParagraphProps) { p.ContextualSpacing = true })},
		"outline level, 9 is body text":            {"", `<w:outlineLvl w:val="9"/>`, plain},
		"outline level":                            {"", `<w:outlineLvl w:val="2"/>`, with(func(p *docx.ParagraphProps) { p.Outline = 2 })},
		"a border": {"", `<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>`, with(func(p *docx.ParagraphProps) {
			p.Borders = &docx.Borders{Bottom: docx.Border{Style: "single", Width: 6, Space: 1, Color: "auto"}}
		})},
		"a border taken away": {pStyle("A", pPr(`<w:pBdr><w:bottom w:val="single"/></w:pBdr>`)), use("A") + `<w:pBdr><w:bottom w:val="nil"/></w:pBdr>`, with(func(p *docx.ParagraphProps) { p.Style, p.StyleName = "A", "A" })},
		"tab stops merge, clear takes away": {pStyle("A", pPr(`<w:tabs><w:tab w:val="left" w:pos="100"/><w:tab w:val="center" w:pos="300"/></w:tabs>`)), use("A") + `<w:tabs><w:tab w:val="clear" w:pos="100"/><w:tab w:val="right" w:pos="200" w:leader="dot"/></w:tabs>`, with(func(p *docx.ParagraphProps) {
			p.Style, p.StyleName = "A", "A"
			p.Tabs = []docx.Tab{{Kind: "right", Position: 200, Leader: "dot"}, {Kind: "center", Position: 300}}
		})},
		"a legacy frame": {"", `<w:framePr w:w="900" w:hAnchor="margin" w:vAnchor="text" w:xAlign="center" w:y="1"/>`, with(func(p *docx.ParagraphProps) {
			p.Frame = docx.Frame{Present: true, Width: 900, HAnchor: "margin", VAnchor: "text", XAlign: "center", Y: 1}
		})},
		"a list's indent":                                             {"", list("1", "0"), with(func(p *docx.ParagraphProps) { p.Left, p.FirstLine = 720, -360 })},
		"a list covers the style's indent":                            {pStyle("A", pPr(`<w:ind w:left="100" w:firstLine="50"/>`)), use("A") + list("1", "0"), with(func(p *docx.ParagraphProps) { p.Style, p.StyleName, p.Left, p.FirstLine = "A", "A", 720, -360 })},
		"the paragraph's own indent covers the list's":                {"", list("1", "0") + `<w:ind w:left="0" w:firstLine="0"/>`, plain},
		"a style covers the list it names itself":                     {pStyle("A", pPr(`<w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="10" w:firstLine="20"/>`)), use("A"), with(func(p *docx.ParagraphProps) { p.Style, p.StyleName, p.Left, p.FirstLine = "A", "A", 10, 20 })},
		"number 0 takes a style's list away, with its indents":        {pStyle("A", pPr(`<w:numPr><w:numId w:val="1"/></w:numPr>`)), use("A") + list("0", "0"), with(func(p *docx.ParagraphProps) { p.Style, p.StyleName = "A", "A" })},
		"a derived style takes the list of its base away":             {pStyle("A", pPr(`<w:numPr><w:numId w:val="1"/></w:numPr>`)) + pStyle("B", basedOn("A")+pPr(`<w:numPr><w:numId w:val="0"/></w:numPr>`)), use("B"), with(func(p *docx.ParagraphProps) { p.Style, p.StyleName = "B", "B" })},
		"a derived style takes another level of its base's list":      {pStyle("A", pPr(`<w:numPr><w:numId w:val="1"/></w:numPr>`)) + pStyle("B", basedOn("A")+pPr(`<w:numPr><w:ilvl w:val="1"/></w:numPr>`)), use("B"), with(func(p *docx.ParagraphProps) { p.Style, p.StyleName, p.Left, p.FirstLine = "B", "B", 1440, 0 })},
		"a paragraph takes another level of its style's list":         {pStyle("A", pPr(`<w:numPr><w:numId w:val="1"/></w:numPr>`)), use("A") + `<w:numPr><w:ilvl w:val="1"/></w:numPr>`, with(func(p *docx.ParagraphProps) { p.Style, p.StyleName, p.Left = "A", "A", 1440 })},
		"and keeps the indent with which the style corrects its list": {pStyle("A", pPr(`<w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="10" w:firstLine="20"/>`)), use("A") + `<w:numPr><w:ilvl w:val="1"/></w:numPr>`, with(func(p *docx.ParagraphProps) { p.Style, p.StyleName, p.Left, p.FirstLine = "A", "A", 10, 20 })},
		"a style derived from a list keeps the list and adds its own": {pStyle("A", pPr(`<w:numPr><w:numId w:val="1"/></w:numPr>`)) + pStyle("B", basedOn("A")+pPr(`<w:ind w:firstLine="5"/>`)), use("B"), with(func(p *docx.ParagraphProps) { p.Style, p.StyleName, p.Left, p.FirstLine = "B", "B", 720, 5 })},
		"number 0 takes a style's list away":                          {pStyle("A", pPr(`<w:numPr><w:numId w:val="1"/></w:numPr>`)), use("A") + list("0", "0") + `<w:ind w:left="0" w:firstLine="0"/>`, with(func(p *docx.ParagraphProps) { p.Style, p.StyleName = "A", "A" })},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := docxtest.Read(t, docxtest.Document(t, para(c.pPr, "", "x"), "word/styles.xml", normal+c.styles, "word/numbering.xml", lists))
			got := d.Sections[0].Blocks[0].(*docx.Paragraph).Props
			require.Empty(t, cmp.Diff(c.want, got))
		})
	}
}

func TestNumbersAreComputedInDocumentOrder(t *testing.T) {
	t.Parallel()
	styles := normal + pStyle("Chapter", pPr(`<w:numPr><w:numId w:val="3"/></w:numPr>`)) + pStyle("Article", pPr(`<w:numPr><w:numId w:val="3"/></w:numPr>`))
	body := para(list("1", "0"), "", "a") + para(list("1", "1"), "", "b") + para(list("1", "1"), "", "c") + para("", "", "between") +
		para(list("1", "0"), "", "d") + para(list("1", "1"), "", "e") + para(list("1", "2"), "", "f") +
		para(list("2", "0"), "", "restarted") + para(list("5", "0"), "", "same list") +
		para(use("Chapter"), "", "I") + para(use("Article"), "", "1") + para(use("Article"), "", "2") + para(use("Chapter"), "", "II") + para(use("Article"), "", "3") +
		para(list("4", "0"), "", "dash") + para(list("0", "0"), "", "none") + para(list("77", "0"), "", "unknown")
	d := docxtest.Read(t, docxtest.Document(t, body, "word/styles.xml", styles, "word/numbering.xml", lists))
	var got []string
	for p := range d.Paragraphs() {
		got = append(got, p.FullText())
	}
	require.Equal(t, []string{
		"1. a", "a) b", "b) c", "between", "2. d", "a) e", "2.a.1 f", "5. restarted", "6. same list",
		"Chương I I", "Điều 1. 1", "Điều 2. 2", "Chương II II", "Điều 3. 3", "- dash", "none", "unknown",
	}, got)
}

func TestNumberTakesTheMarkAndTheLevelsFormatting(t *testing.T) {
	t.Parallel()
	d := docxtest.Read(t, docxtest.Document(t, para(list("1", "0")+`<w:rPr><w:sz w:val="26"/></w:rPr>`, `<w:i/>`, "x"), "word/numbering.xml", lists))
	p := d.Sections[0].Blocks[0].(*docx.Paragraph)
	require.Equal(t, "13", p.Numbering.Props.Size.String())
	require.True(t, p.Numbering.Props.Bold)
	require.False(t, p.Numbering.Props.Italic)
	require.False(t, p.Runs[0].Props.Bold, "the level formats the number, not the text")
}

func TestNumberFormats(t *testing.T) {
	t.Parallel()
	for format, want := range map[string]string{
		"decimal": "28", "decimalZero": "28", "upperRoman": "XXVIII", "lowerRoman": "xxviii",
		"upperLetter": "BB", "lowerLetter": "bb", "none": "", "unheardOf": "28",
	} {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			n := `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="28"/><w:numFmt w:val="` + format + `"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
			d := docxtest.Read(t, docxtest.Document(t, para(list("1", "0"), "", "x"), "word/numbering.xml", n))
			require.Equal(t, want, d.Sections[0].Blocks[0].(*docx.Paragraph).Numbering.Text)
		})
	}
}

// TestNumbersAreShownAsWordShowsThem has one case for each thing that changes a number.
func TestNumbersAreShownAsWordShowsThem(t *testing.T) {
	t.Parallel()
	level := func(i int, format, text, more string) string {
		return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>%s</w:lvl>`, i, format, text, more)
	}
	font := func(name string) string {
		return `<w:rPr><w:rFonts w:ascii="` + name + `" w:hAnsi="` + name + `"/></w:rPr>`
	}
	outline := level(0, "decimal", "%1.", "") + level(1, "decimal", "%1.%2.", "")
	for name, c := range map[string]struct {
		levels, override string // of the list and of its instance
		at               []string
		want             []string
	}{
		"a start of a deeper level is kept until it is shown": {outline, `<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>`, []string{"0", "1", "1"}, []string{"1.", "1.5.", "1.6."}},
		"and holds wherever the level begins again":           {outline, `<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>`, []string{"0", "1", "0", "1"}, []string{"1.", "1.5.", "2.", "2.5."}},
		"a parent never shown starts where it would":          {outline, `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>`, []string{"1", "0"}, []string{"5.1.", "6."}},
		"a letter of a symbol font is a dot":                  {level(0, "bullet", "l", font("Wingdings")), "", []string{"0"}, []string{"•"}},
		"the dash of a symbol font is a dash":                 {level(0, "bullet", "-", font("Symbol")), "", []string{"0"}, []string{"-"}},
		"a letter of another font is itself":                  {level(0, "bullet", "o", font("Courier New")), "", []string{"0"}, []string{"o"}},
		"an endless text is cut":                              {level(0, "bullet", strings.Repeat("ô", 5000), ""), "", []string{"0"}, []string{strings.Repeat("ô", 127)}},
		"an endless row of numbers too":                       {level(0, "upperLetter", strings.Repeat("%1", 120), `<w:start w:val="780"/>`), "", []string{"0"}, []string{strings.Repeat("Z", 270)}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body := ""
			for _, l := range c.at {
				body += para(list("1", l), "", "x")
			}
			d := docxtest.Read(t, docxtest.Document(t, body, "word/numbering.xml", `<w:abstractNum w:abstractNumId="0">`+c.levels+`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/>`+c.override+`</w:num>`))
			var got []string
			for q := range d.Paragraphs() {
				got = append(got, q.Numbering.Text)
			}
			require.Equal(t, c.want, got)
		})
	}
}
