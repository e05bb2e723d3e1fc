package docx

import (
	"context"
	"io"
	"path"
	"slices"
	"strings"
)

// Read reads a .docx of size bytes. A fault of the file is an *Error; a cancelled context and a failing r come back
// as they are. Time and memory stay within lim whatever the file holds.
func Read(ctx context.Context, r io.ReaderAt, size int64, lim Limits) (*Document, error) {
	return read(ctx, r, size, lim, nil)
}

// read reads the document, and keeps its content where nobody is told of it.
func read(ctx context.Context, r io.ReaderAt, size int64, lim Limits, v Visitor) (*Document, error) {
	pkg, err := openPackage(ctx, r, size, lim)
	if err != nil {
		return nil, err
	}
	main, err := pkg.mainPart()
	if err != nil {
		return nil, err
	}
	rels, err := pkg.relationships(main)
	if err != nil {
		return nil, err
	}
	p := &parser{pkg: pkg, visitor: v, doc: &Document{Signed: pkg.signed(), DefaultTab: 720}, commented: map[string]int{}}
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
func target(rels map[string]relationship, kind string) string {
	name := ""
	for _, r := range rels {
		if r.kind == kind && !r.external && (name == "" || r.target < name) {
			name = r.target
		}
	}
	return name
}

// supporting reads the parts that decide effective properties. A document may do without any of them.
func (p *parser) supporting(rels map[string]relationship) error {
	part := func(kind string, read func(s *stream) error) error {
		name := target(rels, kind)
		if name == "" || !p.pkg.has(name) {
			return nil
		}
		s, err := p.pkg.stream(name, p.pkg.lim.PartBytes)
		if err != nil {
			return err
		}
		defer s.close()
		return p.pkg.wrap(name, read(s))
	}
	styles := newStyleSheet()
	var numbers *numbering
	if err := part("theme", func(s *stream) (err error) { p.theme, err = s.theme(); return err }); err != nil {
		return err
	}
	if err := part("styles", func(s *stream) (err error) { styles, err = s.styleSheet(); return err }); err != nil {
		return err
	}
	if err := part("numbering", func(s *stream) (err error) { numbers, err = s.numbering(); return err }); err != nil {
		return err
	}
	if err := part("settings", p.settings); err != nil {
		return err
	}
	p.res = newResolver(styles, p.theme, numbers)
	return nil
}

func (p *parser) settings(s *stream) error {
	return s.document(func(root elem) error {
		return s.children(func(e elem) error {
			if e.ns != nsW {
				return nil
			}
			switch e.local {
			case "documentProtection":
				if v := e.attr("enforcement"); v == "1" || v == "true" || v == "on" {
					p.doc.Protection = e.attr("edit")
				}
			case "writeProtection": // without a password it only recommends to open the file for reading
				if p.doc.Protection == "" && (e.attr("hash") != "" || e.attr("hashValue") != "") {
					p.doc.Protection = "password"
				}
			case "trackRevisions":
				p.doc.TrackRevisions = e.on()
			case "evenAndOddHeaders":
				p.doc.EvenAndOddHeaders = e.on()
			case "defaultTabStop":
				if v, ok := parseTwips(e.attr("val")); ok {
					p.doc.DefaultTab = v
				}
			}
			return nil
		})
	})
}

// main reads the body. Blocks are resolved as they come, so that nothing unresolved piles up; in a scan nothing piles up
// at all.
func (p *parser) main(name string, rels map[string]relationship) error {
	s, err := p.pkg.stream(name, p.pkg.lim.PartBytes)
	if err != nil {
		return err
	}
	defer s.close()
	next := 0
	st := &story{parser: p, s: s, part: name, rels: rels, body: true, section: newSection(1), next: &next}
	open, begun := st.section, 0 // begun is how many paragraphs stand before the open section
	err = s.document(func(root elem) error {
		if root.ns != nsW || root.local != "document" {
			return fault(CodeDamaged, name, "the root element is <%s>", root.local)
		}
		for _, a := range root.attrs {
			p.doc.strict = p.doc.strict || a.Value == strict.word
		}
		return s.children(func(e elem) error {
			if e.ns != nsW || e.local != "body" {
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
				if q, ok := b.(*Paragraph); ok && q.EndsSection {
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
	return p.pkg.wrap(name, err)
}

// flow reads a part that is one flow of blocks: a header or a footer.
func (p *parser) flow(name string, emit func(Block)) error {
	s, err := p.pkg.stream(name, p.pkg.lim.PartBytes)
	if err != nil {
		return err
	}
	defer s.close()
	rels, err := p.pkg.relationships(name)
	if err != nil {
		return err
	}
	next := 0
	st := &story{parser: p, s: s, part: name, rels: rels, next: &next}
	return p.pkg.wrap(name, s.document(func(root elem) error {
		return st.blocks(func(b Block) error {
			p.res.block(b, nil, &next)
			emit(b)
			return nil
		})
	}))
}

// notes reads footnotes, endnotes and comments.
func (p *parser) notes(rels map[string]relationship) error {
	each := func(kind, child string, f func(e elem, blocks []Block)) error {
		name := target(rels, kind)
		if name == "" || !p.pkg.has(name) {
			return nil
		}
		s, err := p.pkg.stream(name, p.pkg.lim.PartBytes)
		if err != nil {
			return err
		}
		defer s.close()
		partRels, err := p.pkg.relationships(name)
		if err != nil {
			return err
		}
		next := 0
		st := &story{parser: p, s: s, part: name, rels: partRels, next: &next}
		return p.pkg.wrap(name, s.document(func(root elem) error {
			return s.children(func(e elem) error {
				if e.ns != nsW || e.local != child {
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
	note := func(kind NoteKind, dst *[]*Note) func(e elem, blocks []Block) {
		return func(e elem, blocks []Block) {
			switch t := e.attr("type"); {
			case t != "" && t != "normal":
			case p.visitor == nil:
				*dst = append(*dst, &Note{ID: e.attr("id"), Blocks: blocks})
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
	err := each("comments", "comment", func(e elem, blocks []Block) {
		if len(p.doc.Comments) >= maxRevisions {
			return
		}
		c := Comment{ID: e.attr("id"), Author: e.attr("author"), Date: e.attr("date")}
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
	for _, f := range p.pkg.zip.File {
		part, ok := relsOwner(f.Name)
		if !ok {
			continue
		}
		rels, known := p.pkg.rels[part]
		if !known {
			var err error
			if rels, err = p.pkg.readRelationships(part); err != nil {
				return err
			}
		}
		for _, r := range rels {
			if r.external && len(p.doc.External) < maxExternals {
				p.doc.External = append(p.doc.External, External{Part: part, Kind: r.kind, Target: r.target})
			}
		}
	}
	slices.SortFunc(p.doc.External, func(a, b External) int {
		return strings.Compare(a.Part+"\x00"+a.Kind+"\x00"+a.Target, b.Part+"\x00"+b.Kind+"\x00"+b.Target)
	})
	return nil
}

// relsOwner gives the part whose relationships the named entry holds.
func relsOwner(name string) (string, bool) {
	dir, base := path.Split(strings.ReplaceAll(name, "\\", "/"))
	owner, folder := len(base)-len(".rels"), len(dir)-len("_rels/")
	switch {
	case owner < 0 || !strings.EqualFold(base[owner:], ".rels"):
		return "", false
	case folder < 0 || !strings.EqualFold(dir[folder:], "_rels/") || folder > 0 && dir[folder-1] != '/':
		return "", false
	}
	return dir[:folder] + base[:owner], true
}
