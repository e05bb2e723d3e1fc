package docx

import (
	"encoding/xml"
	"strings"
)

// parser reads the parts that hold text. One parser reads one document.
type parser struct {
	pkg   *opcPackage
	doc   *Document
	theme *theme
	res   *resolver

	text       int64
	paragraphs int
	pieces     int // runs, cells, rows, shapes, fields: what costs memory without costing text
	// revised[i] is the paragraph in which doc.Revisions[i] stands; its index is known when all are read.
	revised []*Paragraph
	// commented is where each comment is anchored.
	commented map[string]*Paragraph
	sections  []pendingSection
}

// story is one flow of text being read: the body, a header, a note.
type story struct {
	*parser
	s       *stream
	part    string
	rels    map[string]relationship
	body    bool
	section *Section
	cell    *Cell
	box     *Shape
	// fields are the complex fields open at this point; they may span paragraphs.
	fields []*openField
}

// openField is a field between its begin and end marks.
type openField struct {
	field    *Field
	raw      *rawField
	inResult bool
}

// rawParagraph keeps what was stated until the effective properties can be worked out: a table style's last row or a
// paragraph merged by a tracked deletion are known only later.
type rawParagraph struct {
	para        paraOverlay
	mark        runOverlay
	runs        []runOverlay
	fields      []*rawField
	deletedMark bool
}

type rawField struct{ code, result *runOverlay }

type rawTable struct {
	borders   borderOverlay
	look      tableLook
	hasIndent bool
}

// maxRevisions bounds the tracked changes and comments reported one by one.
const maxRevisions = 2000

// piece counts one thing that costs memory.
func (p *parser) piece() error {
	if p.pieces++; p.pieces > p.pkg.lim.Runs {
		return fault(CodeTooLarge, "", "more than %d runs and cells", p.pkg.lim.Runs)
	}
	return nil
}

// blocks reads the block content of the element just opened: body, cell, header, text box, content control.
func (st *story) blocks(emit func(Block) error) error { return st.blocksWith(nil, emit) }

// blocksWith is blocks with a first look at each element: taken elements are not content.
func (st *story) blocksWith(take func(e elem) (bool, error), emit func(Block) error) error {
	var carry *Paragraph
	var one func(e elem) error
	one = func(e elem) error {
		if take != nil {
			if taken, err := take(e); taken || err != nil {
				return err
			}
		}
		if e.ns == nsMC && e.local == "AlternateContent" {
			_, err := st.alternate(e, one)
			return err
		}
		if e.ns != nsW {
			return nil
		}
		switch e.local {
		case "p":
			p, err := st.paragraph(e)
			if err != nil {
				return err
			}
			if carry != nil {
				p.takeFrom(carry)
				carry = nil
			}
			// A deleted paragraph mark joins its text to the next paragraph, whose properties win.
			if p.raw.deletedMark && !p.EndsSection {
				carry = p
				return nil
			}
			return emit(p)
		case "tbl":
			if carry != nil {
				p := carry
				carry = nil
				if len(p.Runs) > 0 {
					if err := emit(p); err != nil {
						return err
					}
				}
			}
			t, err := st.table(e)
			if err != nil || t == nil {
				return err
			}
			return emit(t)
		case "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo":
			return st.s.children(one)
		case "del", "moveFrom":
			return nil
		case "altChunk":
			st.embedded(e)
		case "sectPr":
			if st.body {
				return st.sectionProperties(e)
			}
		}
		return nil
	}
	if err := st.s.children(one); err != nil {
		return err
	}
	if carry != nil {
		return emit(carry)
	}
	return nil
}

// takeFrom puts the runs of a paragraph whose mark was deleted before the runs of p.
func (p *Paragraph) takeFrom(q *Paragraph) {
	p.Runs = append(q.Runs, p.Runs...)
	p.Fields = append(q.Fields, p.Fields...)
	p.raw.runs = append(q.raw.runs, p.raw.runs...)
	p.raw.fields = append(q.raw.fields, p.raw.fields...)
	for i := range p.Runs {
		for _, s := range p.Runs[i].Shapes {
			s.Anchor = p
		}
	}
}

func (st *story) embedded(e elem) {
	if r, ok := st.rels[st.s.attrNS(&e, nsR, "id")]; ok && !r.external && len(st.doc.Embedded) < maxRevisions {
		st.doc.Embedded = append(st.doc.Embedded, r.target)
	}
}

func (st *story) paragraph(e elem) (*Paragraph, error) {
	if st.paragraphs++; st.paragraphs > st.pkg.lim.Paragraphs {
		return nil, fault(CodeTooLarge, st.part, "more than %d paragraphs", st.pkg.lim.Paragraphs)
	}
	p := &Paragraph{Part: st.part, Section: st.section, Cell: st.cell, Box: st.box, raw: st.res.spare.rawParagraph()}
	p.Span.Start = e.start
	in := inline{story: st, p: p}
	err := st.s.children(in.element)
	p.Span.End = st.s.offset()
	return p, err
}

// inline reads the content of a paragraph.
type inline struct {
	*story
	p        *Paragraph
	link     string
	inserted bool
	control  bool
	math     bool
	simple   *openField
}

func (in inline) element(e elem) error {
	switch e.ns {
	case nsMC:
		if e.local == "AlternateContent" {
			return in.alternateInline(e)
		}
		return nil
	case nsM:
		return in.formula(e)
	case nsW:
	default:
		return nil
	}
	switch e.local {
	case "r":
		return in.run(e)
	case "pPr":
		return in.properties()
	case "hyperlink":
		in.link = in.linkTarget(e)
		return in.s.children(in.element)
	case "ins", "moveTo":
		in.revision(e, map[string]string{"ins": "insert", "moveTo": "moveTo"}[e.local])
		in.inserted = true
		return in.s.children(in.element)
	case "del", "moveFrom":
		return in.deleted(e)
	case "sdt":
		in.control = true
		return in.s.children(in.element)
	case "sdtContent", "smartTag", "customXml", "dir", "bdo":
		return in.s.children(in.element)
	case "fldSimple":
		f, err := in.newField(e.attr("instr"))
		if err != nil {
			return err
		}
		in.simple = &openField{field: f, raw: in.p.raw.fields[len(in.p.raw.fields)-1], inResult: true}
		return in.s.children(in.element)
	case "commentRangeStart", "commentReference":
		in.commentAnchor(e)
	}
	return nil
}

func (in inline) commentAnchor(e elem) {
	if id := e.attr("id"); in.body && in.commented[id] == nil && len(in.commented) < maxRevisions {
		in.commented[id] = in.p
	}
}

func (in inline) linkTarget(e elem) string {
	if r, ok := in.rels[in.s.attrNS(&e, nsR, "id")]; ok {
		return r.target
	}
	if a := e.attr("anchor"); a != "" {
		return "#" + a
	}
	return ""
}

func (in inline) properties() error {
	raw := in.p.raw
	var err error
	raw.para, err = in.s.paragraphProperties(func(e elem) (err error) {
		switch e.local {
		case "rPr":
			raw.mark, err = in.s.runProperties(func(c elem) {
				switch c.local {
				case "del", "moveFrom":
					raw.deletedMark = true
					in.revision(c, "delete")
				case "ins", "moveTo":
					in.revision(c, "insert")
				}
			})
		case "sectPr":
			if in.body && in.cell == nil && in.box == nil {
				in.p.EndsSection = true
				err = in.sectionProperties(e)
			}
		case "pPrChange":
			in.revision(e, "format")
		}
		return err
	})
	return err
}

// revision reports a tracked change and gives it back for its text to be filled in; nil beyond the bound.
func (in inline) revision(e elem, kind string) *Revision {
	return in.story.revision(e, kind, in.p)
}

func (st *story) revision(e elem, kind string, p *Paragraph) *Revision {
	if len(st.doc.Revisions) >= maxRevisions {
		return nil
	}
	if !st.body {
		p = nil
	}
	st.doc.Revisions = append(st.doc.Revisions, Revision{Kind: kind, Author: e.attr("author"), Date: e.attr("date")})
	st.revised = append(st.revised, p)
	return &st.doc.Revisions[len(st.doc.Revisions)-1]
}

// deleted reports removed text without letting it into the document.
func (in inline) deleted(e elem) error {
	r := in.revision(e, map[string]string{"del": "delete", "moveFrom": "moveFrom"}[e.local])
	text := ""
	depth := in.s.depth()
	for in.s.depth() >= depth {
		t, err := in.s.next()
		if err != nil {
			return err
		}
		if start, ok := t.(xml.StartElement); ok && (start.Name.Local == "delText" || start.Name.Local == "t") {
			s, err := in.s.text()
			if err != nil {
				return err
			}
			if len(text) < quoteRunes {
				text += s
			}
		}
	}
	if r != nil {
		r.Text = quote(text)
	}
	return nil
}

const quoteRunes = 80

func quote(s string) string {
	n := 0
	for i := range s {
		if n++; n > quoteRunes {
			return s[:i]
		}
	}
	return s
}

func (in inline) newField(instr string) (*Field, error) {
	f := &Field{}
	f.setInstruction(instr)
	in.p.Fields = append(in.p.Fields, f)
	in.p.raw.fields = append(in.p.raw.fields, &rawField{})
	return f, in.piece()
}

// maxInstruction is longer than any field code Word accepts.
const maxInstruction = 4096

func (f *Field) setInstruction(s string) {
	if len(s) > maxInstruction {
		s = s[:maxInstruction]
	}
	f.Instruction = s
	if words := strings.Fields(s); len(words) > 0 {
		f.Kind = strings.ToUpper(words[0])
	}
}

// formula reads the text of a formula as runs of their own.
func (in inline) formula(e elem) error {
	in.math = true
	switch {
	case e.local == "r":
		return in.run(e)
	case e.local == "t":
		return nil
	default:
		return in.s.children(in.element)
	}
}

func (in inline) run(e elem) error {
	r := runReader{inline: in}
	r.r.Span.Start = e.start
	if err := in.s.children(r.element); err != nil {
		return err
	}
	r.r.Span.End = in.s.offset()
	return r.finish()
}

// runReader reads one w:r. It adds one Run, or none when nothing visible is in it.
type runReader struct {
	inline
	r       Run
	overlay runOverlay
	text    strings.Builder
	first   string // the common case: one w:t, no builder needed
}

func (r *runReader) write(s string) error {
	if r.inline.parser.text += int64(len(s)); r.inline.parser.text > r.pkg.lim.TextBytes {
		return fault(CodeTooLarge, r.part, "more than %d bytes of text", r.pkg.lim.TextBytes)
	}
	switch {
	case r.inCode():
	case r.text.Len() > 0:
		r.text.WriteString(s)
	case r.first == "":
		r.first = s
	default:
		r.text.WriteString(r.first)
		r.text.WriteString(s)
	}
	return nil
}

// inCode says whether this point is inside a field's code, which is not shown.
func (st *story) inCode() bool {
	for _, f := range st.fields {
		if !f.inResult {
			return true
		}
	}
	return false
}

func (r *runReader) element(e elem) error {
	s := r.s
	switch e.ns {
	case nsW, nsM:
	case nsMC:
		if e.local == "AlternateContent" {
			return r.alternateRun(e)
		}
		return nil
	default:
		return nil
	}
	if shown, fixed := fixedText(&e); fixed {
		if e.local == "ptab" {
			r.r.AlignTab = e.attr("alignment")
		}
		return r.write(shown)
	}
	switch e.local {
	case "t":
		t, err := s.text()
		if err != nil {
			return err
		}
		return r.write(shownText(t, e.attr("space") == "preserve"))
	case "rPr":
		if e.ns == nsM {
			return nil
		}
		var err error
		r.overlay, err = s.runProperties(func(c elem) {
			if c.local == "rPrChange" {
				r.revision(c, "format")
			}
		})
		return err
	case "fldChar":
		return r.fieldMark(e.attr("fldCharType"))
	case "instrText":
		t, err := s.text()
		if n := len(r.fields); n > 0 && !r.fields[n-1].inResult {
			f := r.fields[n-1].field
			f.setInstruction(f.Instruction + t)
		}
		return err
	case "pgNum":
		f, err := r.newField("PAGE")
		r.r.Field = f
		if err != nil {
			return err
		}
		return r.write("#")
	case "footnoteReference", "endnoteReference":
		r.r.Note = e.attr("id")
	case "commentReference":
		r.commentAnchor(e)
	case "drawing":
		return r.drawing()
	case "pict", "object":
		return r.pict()
	case "ruby":
		return s.children(func(e elem) error {
			if e.local != "rubyBase" {
				return nil
			}
			return s.children(r.inline.element)
		})
	}
	return nil
}

// fixedText gives the character an empty element of a run shows, false for other elements.
func fixedText(e *elem) (string, bool) {
	switch e.local {
	case "tab", "ptab":
		return "\t", true
	case "br":
		if t := e.attr("type"); t == "page" || t == "column" {
			return "\f", true
		}
		return "\n", true
	case "cr":
		return "\n", true
	case "noBreakHyphen":
		return "\u2011", true
	case "softHyphen":
		return "\u00AD", true
	case "sym":
		if v, ok := parseHex(e.attr("char")); ok {
			return string(v), true
		}
	}
	return "", false
}

// shownText is character data as Word shows it: edges trimmed unless kept, control white space as spaces.
func shownText(t string, keep bool) string {
	if !keep {
		t = strings.Trim(t, " \t\r\n")
	}
	if strings.ContainsAny(t, "\t\r\n") {
		t = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(t)
	}
	return t
}

func parseHex(s string) (rune, bool) {
	var v rune
	if s == "" || len(s) > 6 {
		return 0, false
	}
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9':
			v = v<<4 | (c - '0')
		case c >= 'a' && c <= 'f':
			v = v<<4 | (c - 'a' + 10)
		case c >= 'A' && c <= 'F':
			v = v<<4 | (c - 'A' + 10)
		default:
			return 0, false
		}
	}
	return v, v >= 0x20 && v <= 0x10FFFF && (v < 0xD800 || v > 0xDFFF)
}

func (r *runReader) fieldMark(kind string) error {
	st := r.story
	switch kind {
	case "begin":
		if len(st.fields) >= 32 {
			return fault(CodeTooLarge, st.part, "fields nested deeper than 32")
		}
		f, err := r.newField("")
		if err != nil {
			return err
		}
		raw := r.p.raw.fields[len(r.p.raw.fields)-1]
		code := r.overlay
		raw.code = &code
		st.fields = append(st.fields, &openField{field: f, raw: raw})
	case "separate":
		if n := len(st.fields); n > 0 {
			st.fields[n-1].inResult = true
		}
	case "end":
		if n := len(st.fields); n > 0 {
			st.fields = st.fields[:n-1]
		}
	}
	return nil
}

// field is the innermost field whose result is being read.
func (in inline) field() *openField {
	if in.simple != nil {
		return in.simple
	}
	if n := len(in.fields); n > 0 && in.fields[n-1].inResult {
		return in.fields[n-1]
	}
	return nil
}

func (r *runReader) finish() error {
	if r.text.Len() > 0 {
		r.first = r.text.String()
	}
	if r.first == "" && r.r.Shapes == nil && r.r.Note == "" {
		return nil
	}
	if err := r.piece(); err != nil {
		return err
	}
	run := r.r
	run.Text, run.Link, run.Inserted, run.Control, run.Math = r.first, r.link, r.inserted, r.control, r.math
	if f := r.field(); f != nil && run.Field == nil {
		run.Field = f.field
		if f.raw.result == nil {
			o := r.overlay
			f.raw.result = &o
		}
		if len(f.field.Result) < maxInstruction {
			f.field.Result += r.first
		}
	}
	r.p.Runs = append(r.p.Runs, run)
	r.p.raw.runs = append(r.p.raw.runs, r.overlay)
	return nil
}

// alternate reads the branch of mc:AlternateContent that a current Word would show. It says whether that was a Choice.
func (st *story) alternate(e elem, f func(e elem) error) (bool, error) {
	chosen := false
	choice := false
	err := st.s.children(func(e elem) error {
		if chosen || e.ns != nsMC {
			return nil
		}
		if e.local == "Choice" && !st.understood(e.attr("Requires")) {
			return nil
		}
		chosen, choice = true, e.local == "Choice"
		return st.s.children(f)
	})
	return choice, err
}

func (st *story) understood(requires string) bool {
	for _, prefix := range strings.Fields(requires) {
		if st.s.space(prefix) == nsOther {
			return false
		}
	}
	return true
}

func (in inline) alternateInline(e elem) error {
	_, err := in.alternate(e, in.element)
	return err
}

// alternateRun reads drawings, which Word writes twice. Both branches are read, the second only to find the twins of
// text boxes, because an edit of one must reach the other.
func (r *runReader) alternateRun(e elem) error {
	before := len(r.r.Shapes)
	chosen := false
	return r.s.children(func(e elem) error {
		switch {
		case e.ns != nsMC:
			return nil
		case !chosen && (e.local == "Fallback" || r.understood(e.attr("Requires"))):
			chosen = true
			return r.s.children(r.element)
		case e.local != "Fallback":
			return nil
		}
		own := r.r.Shapes[before:]
		if !hasText(own) {
			return nil
		}
		twin := runReader{inline: r.inline}
		quiet := *r.story
		quiet.body = false // its revisions and comments were already reported
		twin.story = &quiet
		if err := r.s.children(twin.element); err != nil {
			return err
		}
		pairTwins(own, twin.r.Shapes)
		return nil
	})
}

func hasText(shapes []*Shape) bool {
	for _, s := range shapes {
		if len(s.Blocks) > 0 {
			return true
		}
	}
	return false
}

// pairTwins joins the text boxes of both branches by their order.
func pairTwins(own, fallback []*Shape) {
	k := 0
	for _, s := range own {
		if len(s.Blocks) == 0 {
			continue
		}
		for k < len(fallback) && len(fallback[k].Blocks) == 0 {
			k++
		}
		if k < len(fallback) {
			s.twins = append(s.twins, fallback[k])
			k++
		}
	}
}
