package docx

import "trinhky/internal/docx/opc"

// parser reads the parts that hold text. One parser reads one document.
type parser struct {
	pkg   *opc.Package
	doc   *Document
	theme *theme
	res   *resolver

	text       int64
	paragraphs int
	cells      int
	breaks     int // to a new page, as far as the file states them
	pieces     int // runs, cells, rows, shapes, fields: what costs memory without costing text
	// visitor is told of each paragraph, which is then let go of; nil when the document is kept.
	visitor Visitor
	// placings wait for the index of a paragraph.
	placings []placing
	// commented is the paragraph in which each comment is anchored, 0 until its index is known.
	commented map[string]int
	sections  []pendingSection
}

// placing asks for the index of a paragraph, which it gets when its block is resolved.
type placing struct {
	p   *Paragraph
	set func(index int)
}

// place gives the paragraphs just resolved to those who asked for their index.
func (p *parser) place() {
	waiting := p.placings[:0]
	for _, w := range p.placings {
		if w.p.Index == 0 {
			waiting = append(waiting, w)
			continue
		}
		w.set(w.p.Index)
	}
	clear(p.placings[len(waiting):])
	p.placings = waiting
}

// story is one flow of text being read: the body, a header, a note.
type story struct {
	*parser
	s    *opc.Stream
	part string
	rels map[string]opc.Relationship
	body bool
	// repeated says that this was read before: its revisions and embedded parts have been reported.
	repeated bool
	section  *Section
	cell     *Cell
	box      *Shape
	// next counts the paragraphs of the part.
	next *int
	// fields are the complex fields open at this point; they may span paragraphs.
	fields []*openField
}

// openField is a field between its begin and end marks.
type openField struct {
	field    *Field
	raw      *rawField
	inResult bool
	code     []byte
	closed   bool // the paragraph it begins in has ended: whoever was told of it has seen what it says
}

// tell gives the field its code.
func (f *openField) tell() {
	if !f.closed && len(f.code) > 0 {
		f.field.setInstruction(string(f.code))
		f.code = nil
	}
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
	// open and held serve a table whose rows go by one after the other: held is the last row read.
	open *openTable
	held *Row
}

// maxRevisions bounds the tracked changes and comments reported one by one.
const maxRevisions = 2000

// pageBytes is the text of a full page, in bytes: about 45 lines of Vietnamese.
const pageBytes = 3000

// oneCell counts a cell, and onePage a break to a new page: what costs the printer time.
func (p *parser) oneCell() error {
	if p.cells++; p.cells > p.pkg.Limits().Cells {
		return opc.Fault(opc.CodeTooLong, "", "more than %d cells", p.pkg.Limits().Cells)
	}
	return p.piece()
}

func (p *parser) onePage() error {
	p.breaks++
	return p.printable()
}

// printable holds breaks and text together to the number of pages.
func (p *parser) printable() error {
	if int64(p.breaks)+p.text/pageBytes > int64(p.pkg.Limits().Pages) {
		return opc.Fault(opc.CodeTooLong, "", "more than about %d pages", p.pkg.Limits().Pages)
	}
	return nil
}

// piece counts one thing that costs memory.
func (p *parser) piece() error {
	if p.pieces++; p.pieces > p.pkg.Limits().Runs {
		return opc.Fault(opc.CodeTooLarge, "", "more than %d runs and cells", p.pkg.Limits().Runs)
	}
	return nil
}

// blocks reads the block content of the element just opened: body, cell, header, text box, content control.
func (st *story) blocks(emit func(Block) error) error { return st.blocksWith(nil, emit) }

// blocksWith is blocks with a first look at each element: taken elements are not content.
func (st *story) blocksWith(take func(e opc.Elem) (bool, error), emit func(Block) error) error {
	// carried is a paragraph whose mark was deleted: its text joins the next paragraph, whose properties win.
	var carried *Paragraph
	var one func(e opc.Elem) error
	one = func(e opc.Elem) error {
		if take != nil {
			if taken, err := take(e); taken || err != nil {
				return err
			}
		}
		if e.NS == opc.MC && e.Local == "AlternateContent" {
			_, err := st.alternate(e, one)
			return err
		}
		if e.NS != opc.W {
			return nil
		}
		switch e.Local {
		case "p":
			placings := len(st.placings)
			p, err := st.paragraph(e)
			switch {
			case err != nil:
				return err
			case !p.raw.deletedMark || p.EndsSection:
				st.join(p, carried)
				carried = nil
				return emit(p)
			case carried == nil:
				carried = p
			default:
				st.gather(carried, p, placings)
			}
			return nil
		case "tbl":
			if p := carried; p != nil {
				carried = nil
				st.join(p, nil)
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
			return st.s.Children(one)
		case "del", "moveFrom":
			return nil
		case "altChunk":
			st.unread(UnreadChunk, &e, nil)
		case "sectPr":
			if st.body {
				return st.sectionProperties(e)
			}
		}
		return nil
	}
	if err := st.s.Children(one); err != nil {
		return err
	}
	if carried != nil {
		st.join(carried, nil)
		return emit(carried)
	}
	return nil
}

// gather puts what a paragraph holds at the end of the one carried. What waits for its index was noted since from.
func (st *story) gather(carried, p *Paragraph, from int) {
	carried.Runs = append(carried.Runs, p.Runs...)
	carried.Fields = append(carried.Fields, p.Fields...)
	carried.raw.runs = append(carried.raw.runs, p.raw.runs...)
	carried.raw.fields = append(carried.raw.fields, p.raw.fields...)
	st.wait(p, carried, from)
	st.res.spare.paragraphs = append(st.res.spare.paragraphs, p.raw)
}

// join puts what was carried, if anything, before what the paragraph holds. Any number may have been carried: only here
// are its drawings anchored anew.
func (st *story) join(p, carried *Paragraph) {
	if carried != nil {
		p.Runs = append(carried.Runs, p.Runs...)
		p.Fields = append(carried.Fields, p.Fields...)
		p.raw.runs = append(carried.raw.runs, p.raw.runs...)
		p.raw.fields = append(carried.raw.fields, p.raw.fields...)
		st.wait(carried, p, 0)
	} else if !p.raw.deletedMark {
		return
	}
	for i := range p.Runs {
		for _, s := range p.Runs[i].Shapes {
			s.Anchor = p
		}
	}
}

// wait gives what waits for the index of one paragraph that of another.
func (st *story) wait(p, instead *Paragraph, from int) {
	for i := from; i < len(st.placings); i++ {
		if st.placings[i].p == p {
			st.placings[i].p = instead
		}
	}
}

// unread notes what shows words that are not read; e names the part that holds it, p is the paragraph it stands in, nil
// between paragraphs.
func (st *story) unread(kind UnreadKind, e *opc.Elem, p *Paragraph) {
	if st.repeated || len(st.doc.Unread) >= maxRevisions {
		return
	}
	r, ok := st.rels[st.s.AttrNS(e, opc.R, "id")]
	if !ok && (kind == UnreadChunk || kind == UnreadSubdocument) {
		return // it leads nowhere: nobody shows anything
	}
	u := Unread{Kind: kind, Target: r.Target}
	i := len(st.doc.Unread)
	switch {
	case !st.body:
	case p == nil:
		u.Paragraph = *st.next
	default:
		st.placings = append(st.placings, placing{p, func(index int) { st.doc.Unread[i].Paragraph = index }})
	}
	st.doc.Unread = append(st.doc.Unread, u)
}

func (st *story) paragraph(e opc.Elem) (*Paragraph, error) {
	if st.paragraphs++; st.paragraphs > st.pkg.Limits().Paragraphs {
		return nil, opc.Fault(opc.CodeTooLarge, st.part, "more than %d paragraphs", st.pkg.Limits().Paragraphs)
	}
	p := &Paragraph{Part: st.part, Section: st.section, Cell: st.cell, Box: st.box, raw: st.res.spare.rawParagraph()}
	p.Span.Start = e.Start
	in := inline{story: st, p: p}
	err := st.s.Children(in.element)
	for _, f := range st.fields {
		f.tell()
		f.closed = true
	}
	p.Span.End = st.s.Offset()
	return p, err
}
