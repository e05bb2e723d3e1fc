package document

import (
	"slices"
	"strconv"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/format"
)

// Sheet is a draft laid out for reading in the page, with the places of the
// findings marked in it. It is drawn from what the reader of the checker saw, so
// a finding always stands at the words it speaks of; how the paper will look
// exactly is what the PDF is for.
type Sheet struct {
	Sections []SheetSection
	Notes    []SheetNotes
}

// SheetSection is a stretch of pages of one layout.
type SheetSection struct {
	ID             string
	Index          int
	Landscape      bool
	Page           string // "210 × 297 mm"
	Margins        [4]string
	Header, Footer SheetStory
	Blocks         []SheetBlock
	Refs           []SheetRef
}

// SheetStory is a header or a footer.
type SheetStory struct {
	ID     string
	Blocks []SheetBlock
	Refs   []SheetRef
}

// SheetNotes are the footnotes or endnotes.
type SheetNotes struct {
	ID     string
	Key    string // message key under "place."
	Blocks []SheetBlock
	Refs   []SheetRef
}

// SheetRef leads from a place to the finding about it.
type SheetRef struct {
	Number int
	Error  bool
}

// SheetBlock is one of the two: a paragraph or a table.
type SheetBlock struct {
	Paragraph *SheetParagraph
	Table     *SheetTable
}

// SheetParagraph is a paragraph with its look as classes of the page's style.
type SheetParagraph struct {
	ID     string // empty outside the body
	Class  string
	Number string // of a list
	Pieces []SheetPiece
	Boxes  [][]SheetBlock // text boxes anchored here
	Rules  []int          // drawn lines anchored here, in percent of the text's width
	Refs   []SheetRef
}

// SheetPiece is a stretch of text of one look.
type SheetPiece struct {
	Text, Class string
	Marked      bool // quoted by a finding
	Picture     bool
	PageBreak   bool
}

// SheetTable is a table; Data tells one with drawn lines from one that only
// places texts side by side.
type SheetTable struct {
	Data   bool
	Widths []int // of the grid's columns, in percent
	Rows   [][]SheetCell
}

// SheetCell is a cell.
type SheetCell struct {
	Span   int
	Class  string
	Blocks []SheetBlock
}

// sheetMaker lays a document out. Of each place it knows the findings.
type sheetMaker struct {
	refs   map[string][]SheetRef // by anchor
	quotes map[string][]string   // what findings quote of a paragraph
	area   docx.Twips            // width of the text of the section at hand
}

// anchorOf is where in the sheet a finding stands.
func anchorOf(p format.Place) string {
	switch {
	case p.Story == "footnote" || p.Story == "endnote":
		return p.Story
	case p.Story != "":
		return "s" + strconv.Itoa(max(p.Section, 1)) + "-" + p.Story
	case p.Paragraph > 0:
		return "p" + strconv.Itoa(p.Paragraph)
	}
	return "s" + strconv.Itoa(max(p.Section, 1))
}

func (m *sheetMaker) sheet(doc *docx.Document) *Sheet {
	s := &Sheet{}
	for _, section := range doc.Sections {
		page := section.Page
		m.area = max(page.Width-page.Left-page.Right, 1)
		id := "s" + strconv.Itoa(section.Index)
		v := SheetSection{
			ID: id, Index: section.Index, Landscape: page.Width > page.Height, Refs: m.refs[id],
			Page:   wholeMM(page.Width) + " × " + wholeMM(page.Height) + " mm",
			Header: m.story(id+"-header", section.Headers), Footer: m.story(id+"-footer", section.Footers),
			Blocks: m.blocks(section.Blocks, true),
		}
		for i, margin := range []docx.Twips{page.Top, page.Bottom, page.Left, page.Right} {
			v.Margins[i] = wholeMM(margin)
		}
		s.Sections = append(s.Sections, v)
	}
	for _, notes := range []struct {
		id   string
		list []*docx.Note
	}{{"footnote", doc.Footnotes}, {"endnote", doc.Endnotes}} {
		v := SheetNotes{ID: notes.id, Key: notes.id, Refs: m.refs[notes.id]}
		for _, n := range notes.list {
			v.Blocks = append(v.Blocks, m.blocks(n.Blocks, false)...)
		}
		if len(v.Blocks) > 0 || len(v.Refs) > 0 {
			s.Notes = append(s.Notes, v)
		}
	}
	return s
}

// wholeMM is a length as people measure paper. The findings have the exact one.
func wholeMM(t docx.Twips) string { return strconv.Itoa((t.TenthsMM() + 5) / 10) }

func (m *sheetMaker) story(id string, stories docx.Stories) SheetStory {
	v := SheetStory{ID: id, Refs: m.refs[id]}
	for _, s := range []*docx.Story{stories.First, stories.Default, stories.Even} {
		if s == nil {
			continue
		}
		for _, b := range m.blocks(s.Blocks, false) {
			if b.Table != nil || len(b.Paragraph.Pieces) > 0 || len(b.Paragraph.Boxes) > 0 {
				v.Blocks = append(v.Blocks, b)
			}
		}
	}
	return v
}

func (m *sheetMaker) blocks(blocks []docx.Block, body bool) []SheetBlock {
	out := make([]SheetBlock, 0, len(blocks))
	for _, b := range blocks {
		switch b := b.(type) {
		case *docx.Paragraph:
			out = append(out, SheetBlock{Paragraph: m.paragraph(b, body)})
		case *docx.Table:
			out = append(out, SheetBlock{Table: m.table(b, body)})
		}
	}
	return out
}

func (m *sheetMaker) paragraph(p *docx.Paragraph, body bool) *SheetParagraph {
	v := &SheetParagraph{}
	if body {
		v.ID = "p" + strconv.Itoa(p.Index)
		v.Refs = m.refs[v.ID]
	}
	v.Class = paragraphClass(p)
	if len(v.Refs) > 0 {
		v.Class += " marked"
	}
	if slices.ContainsFunc(v.Refs, func(r SheetRef) bool { return r.Error }) {
		v.Class += " marked-error"
	}
	if p.Numbering != nil {
		v.Number = p.Numbering.Text
	}
	quoted := quotedIn(p.Text(), m.quotes[v.ID])
	offset := 0
	for i := range p.Runs {
		r := &p.Runs[i]
		for _, s := range r.Shapes {
			m.shape(v, s, body)
		}
		if r.Text == "" || r.Props.Hidden {
			continue
		}
		v.Pieces = append(v.Pieces, pieces(r, quoted, offset)...)
		offset += len(r.Text)
	}
	return v
}

func (m *sheetMaker) shape(v *SheetParagraph, s *docx.Shape, body bool) {
	switch {
	case s.IsHorizontalRule():
		v.Rules = append(v.Rules, int(min(100, max(1, int64(s.Length().Twips())*100/int64(m.area)))))
	case len(s.Blocks) > 0:
		v.Boxes = append(v.Boxes, m.blocks(s.Blocks, body))
	case s.Kind == docx.ShapePicture:
		v.Pieces = append(v.Pieces, SheetPiece{Picture: true, Text: s.Description})
	}
}

// pieces cuts a run where a quotation begins or ends, and at page breaks.
func pieces(r *docx.Run, quoted []stretch, offset int) []SheetPiece {
	class := runClass(r)
	var out []SheetPiece
	add := func(text string, marked bool) {
		for i, part := range strings.Split(text, "\f") {
			if i > 0 {
				out = append(out, SheetPiece{PageBreak: true})
			}
			if part != "" {
				out = append(out, SheetPiece{Text: part, Class: class, Marked: marked})
			}
		}
	}
	at, end := offset, offset+len(r.Text)
	for _, q := range quoted {
		from, to := max(q.from, at), min(q.to, end)
		if from >= to {
			continue
		}
		add(r.Text[at-offset:from-offset], false)
		add(r.Text[from-offset:to-offset], true)
		at = to
	}
	add(r.Text[at-offset:], false)
	return out
}

// stretch is a part of a text, in bytes.
type stretch struct{ from, to int }

// quotedIn finds what findings quote of a paragraph, where that is less than all
// of it: the whole paragraph is marked already.
func quotedIn(text string, quotes []string) []stretch {
	var out []stretch
	whole := strings.TrimSpace(text)
	for _, q := range quotes {
		if q = strings.TrimSuffix(q, "…"); q == "" || q == whole || strings.HasPrefix(whole, q) && len(q) > 60 {
			continue
		}
		at := strings.Index(text, q)
		if at < 0 {
			continue
		}
		s := stretch{at, at + len(q)}
		if !slices.ContainsFunc(out, func(o stretch) bool { return s.from < o.to && o.from < s.to }) {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b stretch) int { return a.from - b.from })
	return out
}

func (m *sheetMaker) table(t *docx.Table, body bool) *SheetTable {
	v := &SheetTable{}
	var total int64
	for _, w := range t.Grid {
		total += int64(max(w, 0))
	}
	for _, w := range t.Grid {
		if total > 0 {
			v.Widths = append(v.Widths, int(int64(max(w, 0))*100/total))
		}
	}
	for _, row := range t.Rows {
		var cells []SheetCell
		for _, c := range row.Cells {
			cell := SheetCell{Span: max(c.Span, 1), Blocks: m.blocks(c.Blocks, body)}
			var drawn bool
			cell.Class, drawn = cellClass(c)
			v.Data = v.Data || drawn
			cells = append(cells, cell)
		}
		v.Rows = append(v.Rows, cells)
	}
	return v
}

func cellClass(c *docx.Cell) (class string, drawn bool) {
	var classes []string
	add := func(when bool, name string) {
		if when {
			classes = append(classes, name)
		}
	}
	if b := c.Borders; b != nil {
		add(b.Top.Drawn() && !c.MergeContinue, "bt")
		add(b.Bottom.Drawn(), "bb")
		add(b.Left.Drawn(), "bl")
		add(b.Right.Drawn(), "br")
	}
	drawn = len(classes) > 1
	add(c.VAlign == "center", "vc")
	add(c.VAlign == "bottom", "vb")
	return strings.Join(classes, " "), drawn
}

// Measures of the page's style: indents come in steps of half a centimetre,
// space around paragraphs in steps of three points.
const (
	indentStep = 283 // twips
	spaceStep  = 60  // twips
)

func paragraphClass(p *docx.Paragraph) string {
	pp := &p.Props
	align := map[string]string{docx.AlignCenter: "ac", docx.AlignRight: "ar", docx.AlignJustify: "aj", docx.AlignDistribute: "aj"}[pp.Align]
	if align == "" {
		align = "al"
	}
	classes := []string{align}
	add := func(name string, value docx.Twips, step docx.Twips, most int) {
		if n := min(int((value+step/2)/step), most); value > 0 && n > 0 {
			classes = append(classes, name+strconv.Itoa(n))
		}
	}
	add("l", pp.Left, indentStep, 12)
	add("i", pp.FirstLine, indentStep, 8)
	add("h", -pp.FirstLine, indentStep, 8)
	add("sb", pp.Before, spaceStep, 8)
	add("sa", pp.After, spaceStep, 8)
	switch {
	case pp.LineRule != "auto" || pp.Line <= 0:
	case pp.Line > 400: // over one and two thirds
		classes = append(classes, "ls3")
	case pp.Line > 300: // over one and a quarter
		classes = append(classes, "ls2")
	}
	if pp.Borders != nil && pp.Borders.Bottom.Drawn() {
		classes = append(classes, "bb")
	}
	if p.Mark != nil {
		classes = append(classes, sizeClass(p.Mark.EffectiveSize()))
	}
	return strings.Join(classes, " ")
}

func runClass(r *docx.Run) string {
	p := r.Props
	classes := []string{sizeClass(p.EffectiveSize())}
	add := func(when bool, name string) {
		if when {
			classes = append(classes, name)
		}
	}
	add(p.EffectiveBold(), "b")
	add(p.EffectiveItalic(), "it")
	add(p.Underline != "", "u")
	add(p.Strike || p.DoubleStrike, "st")
	add(p.Caps, "caps")
	add(p.SmallCaps, "small")
	add(p.VertAlign == "superscript", "sup")
	add(p.VertAlign == "subscript", "sub")
	for _, font := range r.Fonts() {
		if font != timesNewRoman {
			classes = append(classes, "font")
			break
		}
	}
	return strings.Join(classes, " ")
}

// timesNewRoman is the font of documents (Decree 30/2020, Annex I, Part I, I.2).
const timesNewRoman = "Times New Roman"

// sizes are the font sizes the page's style knows, in half points.
var sizes = []docx.HalfPoints{16, 18, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 32, 36, 40, 44, 48, 56}

// sizeClass is the nearest size that is not greater.
func sizeClass(h docx.HalfPoints) string {
	size := sizes[0]
	for _, s := range sizes {
		if s <= h {
			size = s
		}
	}
	return "z" + strconv.Itoa(int(size))
}
