package docx

import (
	"slices"

	"trinhky/internal/docx/opc"
)

// defaultPage is the page of a section that states none.
var defaultPage = Page{Width: 12240, Height: 15840, Top: 1440, Bottom: 1440, Left: 1440, Right: 1440, Header: 720, Footer: 720}

// pendingSection remembers which parts a section names until headers and footers are read.
type pendingSection struct {
	section          *Section
	headers, footers [len(storyKinds)]reference
}

// storyKinds are the kinds of headers and footers; one that states no kind is the first.
var storyKinds = [...]string{"default", "first", "even"}

// reference is the relationship by which a section names a header or footer.
type reference struct {
	id     string
	stated bool
}

func newSection(index int) *Section {
	return &Section{Index: index, Page: defaultPage, Kind: "nextPage", Columns: 1, PageNumber: PageNumber{Format: "decimal"}}
}

// sectionProperties reads a w:sectPr into the section that ends here.
func (st *story) sectionProperties(e opc.Elem) error {
	sec := st.section
	sec.Span.Start = e.Start
	pending := pendingSection{section: sec}
	err := st.s.Children(func(e opc.Elem) error {
		if e.NS != opc.W {
			return nil
		}
		twips := func(dst *Twips, name string) {
			if v, ok := e.Lookup(name); ok {
				if t, ok := ParseTwips(v); ok {
					*dst = t
				}
			}
		}
		switch e.Local {
		case "headerReference":
			st.reference(&e, &pending.headers)
		case "footerReference":
			st.reference(&e, &pending.footers)
		case "pgSz":
			twips(&sec.Page.Width, "w")
			twips(&sec.Page.Height, "h")
			sec.Page.Landscape = e.Attr("orient") == "landscape"
		case "pgMar":
			twips(&sec.Page.Top, "top")
			twips(&sec.Page.Bottom, "bottom")
			twips(&sec.Page.Left, "left")
			twips(&sec.Page.Right, "right")
			twips(&sec.Page.Header, "header")
			twips(&sec.Page.Footer, "footer")
			twips(&sec.Page.Gutter, "gutter")
		case "pgNumType":
			if f := e.Attr("fmt"); f != "" {
				sec.PageNumber.Format = f
			}
			if v, ok := parseInt(e.Attr("start")); ok {
				sec.PageNumber.Start, sec.PageNumber.Restart = int(clamp32(v)), true
			}
		case "titlePg":
			sec.TitlePage = e.On()
		case "type":
			if v := e.Short("val"); v != "" {
				sec.Kind = v
			}
		case "cols":
			if v, ok := parseInt(e.Attr("num")); ok {
				sec.Columns = int(max(1, min(45, v)))
			}
		case "sectPrChange":
			st.revision(e, "format", nil)
		}
		return nil
	})
	sec.Span.End = st.s.Offset()
	st.sections = append(st.sections, pending)
	return err
}

func (st *story) reference(e *opc.Elem, named *[len(storyKinds)]reference) {
	kind := e.Attr("type")
	if kind == "" {
		kind = storyKinds[0]
	}
	if i := slices.Index(storyKinds[:], kind); i >= 0 {
		named[i] = reference{id: st.s.AttrNS(e, opc.R, "id"), stated: true}
	}
}

// readStories reads the headers and footers the sections name. A kind a section does not name is the previous one's.
func (p *parser) readStories(rels map[string]opc.Relationship) error {
	read := map[string]*Story{}
	story := func(id string) (*Story, error) {
		r, ok := rels[id]
		if !ok || r.External || !p.pkg.Has(r.Target) {
			return nil, nil // Word shows an empty header for a dangling reference
		}
		if s, ok := read[r.Target]; ok {
			return s, nil
		}
		s := &Story{Part: r.Target}
		read[r.Target] = s
		err := p.flow(r.Target, func(b Block) { s.Blocks = append(s.Blocks, b) })
		return s, err
	}
	var headers, footers Stories
	for _, ps := range p.sections {
		for _, side := range []struct {
			named *[len(storyKinds)]reference
			now   *Stories
		}{{&ps.headers, &headers}, {&ps.footers, &footers}} {
			for i, dst := range []**Story{&side.now.Default, &side.now.First, &side.now.Even} {
				if !side.named[i].stated {
					continue
				}
				s, err := story(side.named[i].id)
				if err != nil {
					return err
				}
				*dst = s
			}
		}
		ps.section.Headers, ps.section.Footers = headers, footers
	}
	return nil
}
