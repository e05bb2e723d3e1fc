package docx

import (
	"context"
	"io"
	"slices"
	"strings"

	"trinhky/internal/docx/opc"
)

// Read reads a .docx of size bytes. A fault of the file is an *Error; a cancelled context and a failing r come back
// as they are. Time and memory stay within lim whatever the file holds.
func Read(ctx context.Context, r io.ReaderAt, size int64, lim opc.Limits) (*Document, error) {
	return read(ctx, r, size, lim, nil)
}

// read reads the document, and keeps its content where nobody is told of it.
func read(ctx context.Context, r io.ReaderAt, size int64, lim opc.Limits, v Visitor) (*Document, error) {
	pkg, err := opc.Open(ctx, r, size, lim)
	if err != nil {
		return nil, err
	}
	main, err := pkg.Main()
	if err != nil {
		return nil, err
	}
	rels, err := pkg.Relationships(main)
	if err != nil {
		return nil, err
	}
	p := &parser{pkg: pkg, visitor: v, doc: &Document{Signed: pkg.Signed(), DefaultTab: 720}, commented: map[string]int{}}
	if err := p.supporting(rels); err != nil {
		return nil, err
	}
	if v != nil {
		v.Open(p.doc)
	}
	if err := p.main(main, rels); err != nil {
		return nil, err
	}
	if err := p.readStories(rels); err != nil {
		return nil, err
	}
	if err := p.notes(rels); err != nil {
		return nil, err
	}
	if err := p.externals(); err != nil {
		return nil, err
	}
	return p.doc, nil
}

// target finds the internal part of a relationship kind, "" when there is none.
func target(rels map[string]opc.Relationship, kind string) string {
	name := ""
	for _, r := range rels {
		if r.Kind == kind && !r.External && (name == "" || r.Target < name) {
			name = r.Target
		}
	}
	return name
}

// supporting reads the parts that decide effective properties. A document may do without any of them.
func (p *parser) supporting(rels map[string]opc.Relationship) error {
	part := func(kind string, read func(s *opc.Stream) error) error {
		name := target(rels, kind)
		if name == "" || !p.pkg.Has(name) {
			return nil
		}
		s, err := p.pkg.Stream(name, p.pkg.Limits().PartBytes)
		if err != nil {
			return err
		}
		defer s.Close()
		return p.pkg.Wrap(name, read(s))
	}
	styles := newStyleSheet()
	var numbers *numbering
	if err := part("theme", func(s *opc.Stream) (err error) { p.theme, err = readTheme(s); return err }); err != nil {
		return err
	}
	if err := part("styles", func(s *opc.Stream) (err error) { styles, err = readStyleSheet(s); return err }); err != nil {
		return err
	}
	if err := part("numbering", func(s *opc.Stream) (err error) { numbers, err = readNumbering(s); return err }); err != nil {
		return err
	}
	if err := part("settings", p.settings); err != nil {
		return err
	}
	p.res = newResolver(styles, p.theme, numbers)
	return nil
}

func (p *parser) settings(s *opc.Stream) error {
	return s.Document(func(root opc.Elem) error {
		return s.Children(func(e opc.Elem) error {
			if e.NS != opc.W {
				return nil
			}
			switch e.Local {
			case "documentProtection":
				if v := e.Attr("enforcement"); v == "1" || v == "true" || v == "on" {
					p.doc.Protection = e.Attr("edit")
				}
			case "writeProtection": // without a password it only recommends to open the file for reading
				if p.doc.Protection == "" && (e.Attr("hash") != "" || e.Attr("hashValue") != "") {
					p.doc.Protection = "password"
				}
			case "trackRevisions":
				p.doc.TrackRevisions = e.On()
			case "evenAndOddHeaders":
				p.doc.EvenAndOddHeaders = e.On()
			case "defaultTabStop":
				if v, ok := ParseTwips(e.Attr("val")); ok {
					p.doc.DefaultTab = v
				}
			}
			return nil
		})
	})
}

// main reads the body. Blocks are resolved as they come, so that nothing unresolved piles up; in a scan nothing piles up
// at all.
func (p *parser) main(name string, rels map[string]opc.Relationship) error {
	s, err := p.pkg.Stream(name, p.pkg.Limits().PartBytes)
	if err != nil {
		return err
	}
	defer s.Close()
	next := 0
	st := &story{parser: p, s: s, part: name, rels: rels, body: true, section: newSection(1), next: &next}
	open, begun := st.section, 0 // begun is how many paragraphs stand before the open section
	err = s.Document(func(root opc.Elem) error {
		if root.NS != opc.W || root.Local != "document" {
			return opc.Fault(opc.CodeDamaged, name, "the root element is <%s>", root.Local)
		}
		for _, a := range root.Attrs {
			p.doc.Strict = p.doc.Strict || a.Value == opc.Strict.Word
		}
		return s.Children(func(e opc.Elem) error {
			if e.NS != opc.W || e.Local != "body" {
				return nil
			}
			return st.blocks(func(b Block) error {
				p.res.block(b, nil, &next)
				p.place()
				if p.visitor == nil {
					open.Blocks = append(open.Blocks, b)
				} else {
					walk([]Block{b}, func(q *Paragraph) bool { p.visitor.Paragraph(q); return true })
				}
				q, ok := b.(*Paragraph)
				if ok && (q.EndsSection || q.Props.PageBreakBefore) {
					if err := p.onePage(); err != nil {
						return err
					}
				}
				if ok && q.EndsSection {
					p.doc.Sections = append(p.doc.Sections, open)
					open, begun = newSection(open.Index+1), next
					st.section = open
				}
				return nil
			})
		})
	})
	if next > begun || open.Span.End > 0 || len(p.doc.Sections) == 0 {
		p.doc.Sections = append(p.doc.Sections, open)
	}
	p.doc.ParagraphCount = next
	return p.pkg.Wrap(name, err)
}

// flow reads a part that is one flow of blocks: a header or a footer.
func (p *parser) flow(name string, emit func(Block)) error {
	s, err := p.pkg.Stream(name, p.pkg.Limits().PartBytes)
	if err != nil {
		return err
	}
	defer s.Close()
	rels, err := p.pkg.Relationships(name)
	if err != nil {
		return err
	}
	next := 0
	st := &story{parser: p, s: s, part: name, rels: rels, next: &next}
	return p.pkg.Wrap(name, s.Document(func(root opc.Elem) error {
		return st.blocks(func(b Block) error {
			p.res.block(b, nil, &next)
			emit(b)
			return nil
		})
	}))
}

// notes reads footnotes, endnotes and comments.
func (p *parser) notes(rels map[string]opc.Relationship) error {
	each := func(kind, child string, f func(e opc.Elem, blocks []Block)) error {
		name := target(rels, kind)
		if name == "" || !p.pkg.Has(name) {
			return nil
		}
		s, err := p.pkg.Stream(name, p.pkg.Limits().PartBytes)
		if err != nil {
			return err
		}
		defer s.Close()
		partRels, err := p.pkg.Relationships(name)
		if err != nil {
			return err
		}
		next := 0
		st := &story{parser: p, s: s, part: name, rels: partRels, next: &next}
		return p.pkg.Wrap(name, s.Document(func(root opc.Elem) error {
			return s.Children(func(e opc.Elem) error {
				if e.NS != opc.W || e.Local != child {
					return nil
				}
				if err := p.piece(); err != nil {
					return err
				}
				var blocks []Block
				err := st.blocks(func(b Block) error {
					p.res.block(b, nil, &next)
					blocks = append(blocks, b)
					return nil
				})
				f(e, blocks)
				return err
			})
		}))
	}
	note := func(kind NoteKind, dst *[]*Note) func(e opc.Elem, blocks []Block) {
		return func(e opc.Elem, blocks []Block) {
			switch t := e.Attr("type"); {
			case t != "" && t != "normal":
			case p.visitor == nil:
				*dst = append(*dst, &Note{ID: e.Attr("id"), Blocks: blocks})
			default:
				for q := range WalkParagraphs(blocks) {
					p.visitor.Note(kind, q)
				}
			}
		}
	}
	if err := each("footnotes", "footnote", note(Footnote, &p.doc.Footnotes)); err != nil {
		return err
	}
	if err := each("endnotes", "endnote", note(Endnote, &p.doc.Endnotes)); err != nil {
		return err
	}
	err := each("comments", "comment", func(e opc.Elem, blocks []Block) {
		if len(p.doc.Comments) >= maxRevisions {
			return
		}
		c := Comment{ID: e.Attr("id"), Author: e.Attr("author"), Date: e.Attr("date")}
		var text []string
		for q := range WalkParagraphs(blocks) {
			text = append(text, q.Text())
		}
		c.Text, c.Paragraph = quote(strings.Join(text, "\n")), p.commented[c.ID]
		p.doc.Comments = append(p.doc.Comments, c)
	})
	slices.SortStableFunc(p.doc.Comments, func(a, b Comment) int { return a.Paragraph - b.Paragraph })
	return err
}

// maxExternals bounds the outside links reported one by one.
const maxExternals = 1000

// externals lists what leads out of the package, from every relationships part.
func (p *parser) externals() error {
	for name := range p.pkg.Names() {
		part, ok := opc.RelationshipsOwner(name)
		if !ok {
			continue
		}
		rels, err := p.pkg.ReadRelationships(part)
		if err != nil {
			return err
		}
		for _, r := range rels {
			if r.External && len(p.doc.External) < maxExternals {
				p.doc.External = append(p.doc.External, External{Part: part, Kind: r.Kind, Target: r.Target})
			}
		}
	}
	slices.SortFunc(p.doc.External, func(a, b External) int {
		return strings.Compare(a.Part+"\x00"+a.Kind+"\x00"+a.Target, b.Part+"\x00"+b.Kind+"\x00"+b.Target)
	})
	return nil
}
