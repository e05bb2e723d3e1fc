package docx

// maxStyles bounds the style sheet; Word's own has under 400.
const maxStyles = 10_000

// style is one style as written, before its basedOn chain is followed.
type style struct {
	id, name, kind, basedOn string
	para                    paraOverlay
	run                     runOverlay
	table                   tableStyle
}

// tableStyle is what a table style adds: borders, and formatting of rows and columns by their place.
type tableStyle struct {
	borders    borderOverlay
	cell       cellOverlay
	indent     Twips
	bandRows   int
	bandCols   int
	conditions map[string]*condition
}

type condition struct {
	para paraOverlay
	run  runOverlay
	cell cellOverlay
}

type cellOverlay struct {
	borders borderOverlay
	shade   string
	vAlign  string
}

// borderOverlay are borders with a note of which were stated, "none" included.
type borderOverlay struct {
	Borders
	top, bottom, left, right, insideH, insideV bool
}

func (o *borderOverlay) over(b *borderOverlay) {
	put := func(dst *Border, set *bool, v Border, stated bool) {
		if stated {
			*dst, *set = v, true
		}
	}
	put(&o.Top, &o.top, b.Top, b.top)
	put(&o.Bottom, &o.bottom, b.Bottom, b.bottom)
	put(&o.Left, &o.left, b.Left, b.left)
	put(&o.Right, &o.right, b.Right, b.right)
	put(&o.InsideH, &o.insideH, b.InsideH, b.insideH)
	put(&o.InsideV, &o.insideV, b.InsideV, b.insideV)
}

// borders reads w:tblBorders or w:tcBorders.
func (s *stream) borders() (borderOverlay, error) {
	var o borderOverlay
	err := s.children(func(e elem) error {
		b := borderValue(&e)
		switch e.local {
		case "top":
			o.Top, o.top = b, true
		case "bottom":
			o.Bottom, o.bottom = b, true
		case "left", "start":
			o.Left, o.left = b, true
		case "right", "end":
			o.Right, o.right = b, true
		case "insideH":
			o.InsideH, o.insideH = b, true
		case "insideV":
			o.InsideV, o.insideV = b, true
		}
		return nil
	})
	return o, err
}

// styleSheet is styles.xml. Chains are followed on demand and remembered.
type styleSheet struct {
	defaultPara paraOverlay
	defaultRun  runOverlay
	byID        map[string]*style
	// The styles that apply where none is named.
	paragraph, table string

	numbering *numbering
	paraCache map[string]*paraStyle
	runCache  map[string]*runOverlay
	tblCache  map[string]*resolvedTableStyle
}

// paraStyle is a paragraph style with its chain followed.
type paraStyle struct {
	para paraOverlay
	run  runOverlay
	name string
}

type resolvedTableStyle struct {
	para  paraOverlay
	run   runOverlay
	table tableStyle
}

func newStyleSheet() *styleSheet {
	return &styleSheet{
		byID: map[string]*style{}, paraCache: map[string]*paraStyle{},
		runCache: map[string]*runOverlay{}, tblCache: map[string]*resolvedTableStyle{},
	}
}

func (s *stream) styleSheet() (*styleSheet, error) {
	out := newStyleSheet()
	err := s.document(func(root elem) error {
		return s.children(func(e elem) error {
			switch {
			case e.ns != nsW:
			case e.local == "docDefaults":
				return s.docDefaults(out)
			case e.local == "style":
				return s.style(e, out)
			}
			return nil
		})
	})
	return out, err
}

func (s *stream) docDefaults(out *styleSheet) error {
	return s.children(func(e elem) error {
		switch e.local {
		case "rPrDefault":
			return s.children(func(e elem) (err error) {
				if e.local == "rPr" {
					out.defaultRun, err = s.runProperties(nil)
				}
				return err
			})
		case "pPrDefault":
			return s.children(func(e elem) (err error) {
				if e.local == "pPr" {
					out.defaultPara, err = s.paragraphProperties(nil)
				}
				return err
			})
		}
		return nil
	})
}

func (s *stream) style(e elem, out *styleSheet) error {
	st := &style{id: e.attr("styleId"), kind: e.attr("type")}
	if d := e.attr("default"); d == "1" || d == "true" || d == "on" {
		switch st.kind {
		case "paragraph":
			out.paragraph = st.id
		case "table":
			out.table = st.id
		}
	}
	if len(out.byID) >= maxStyles {
		return fault(CodeTooLarge, s.part, "more than %d styles", maxStyles)
	}
	out.byID[st.id] = st
	return s.children(func(e elem) (err error) {
		if e.ns != nsW {
			return nil
		}
		switch e.local {
		case "name":
			st.name = e.attr("val")
		case "basedOn":
			st.basedOn = e.attr("val")
		case "pPr":
			st.para, err = s.paragraphProperties(nil)
		case "rPr":
			st.run, err = s.runProperties(nil)
		case "tblPr":
			err = s.tableStyleProperties(&st.table)
		case "tcPr":
			st.table.cell, err = s.cellProperties(nil)
		case "tblStylePr":
			var c condition
			if c, err = s.condition(); err == nil && len(st.table.conditions) < 32 {
				if st.table.conditions == nil {
					st.table.conditions = map[string]*condition{}
				}
				st.table.conditions[e.attr("type")] = &c
			}
		}
		return err
	})
}

func (s *stream) tableStyleProperties(t *tableStyle) error {
	return s.children(func(e elem) (err error) {
		v, _ := parseInt(e.attr("val"))
		switch e.local {
		case "tblBorders":
			t.borders, err = s.borders()
		case "tblInd":
			t.indent, _ = parseTwips(e.attr("w"))
		case "tblStyleRowBandSize":
			t.bandRows = int(clamp32(v))
		case "tblStyleColBandSize":
			t.bandCols = int(clamp32(v))
		}
		return err
	})
}

func (s *stream) condition() (condition, error) {
	var c condition
	err := s.children(func(e elem) (err error) {
		switch e.local {
		case "pPr":
			c.para, err = s.paragraphProperties(nil)
		case "rPr":
			c.run, err = s.runProperties(nil)
		case "tcPr":
			c.cell, err = s.cellProperties(nil)
		}
		return err
	})
	return c, err
}

// cellProperties reads the formatting part of a w:tcPr; other receives the rest.
func (s *stream) cellProperties(other func(e elem) error) (cellOverlay, error) {
	var o cellOverlay
	err := s.children(func(e elem) (err error) {
		switch e.local {
		case "tcBorders":
			o.borders, err = s.borders()
		case "shd":
			o.shade = shadeValue(&e)
		case "vAlign":
			o.vAlign = e.attr("val")
		default:
			if other != nil {
				err = other(e)
			}
		}
		return err
	})
	return o, err
}

// chain lists a style and those it is based on, the base first. A loop or a missing base ends the chain.
func (ss *styleSheet) chain(id, kind string) []*style {
	var out []*style
	seen := map[string]bool{}
	for st := ss.byID[id]; st != nil && st.kind == kind && !seen[st.id]; st = ss.byID[st.basedOn] {
		seen[st.id] = true
		out = append(out, st)
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// paraStyleOf gives the paragraph style, the default one when id is empty or unknown. Within a chain the derived
// style's numbering comes before its own indents, so that a style can correct the list it uses.
func (ss *styleSheet) paraStyleOf(id string) (string, *paraStyle) {
	if st := ss.byID[id]; st == nil || st.kind != "paragraph" {
		id = ss.paragraph
	}
	if p := ss.paraCache[id]; p != nil {
		return id, p
	}
	p := &paraStyle{name: "Normal"}
	for _, st := range ss.chain(id, "paragraph") {
		if st.para.set&pNumID != 0 && ss.numbering != nil {
			if l := ss.numbering.level(st.para.numID, ss.numbering.styleLevel(st)); l != nil {
				p.para.over(&l.para)
			}
		}
		p.para.over(&st.para)
		if st.para.set&pNumID != 0 && st.para.set&pLevel == 0 && ss.numbering != nil {
			p.para.level, p.para.set = ss.numbering.styleLevel(st), p.para.set|pLevel
		}
		p.run.over(&st.run)
		p.name = st.name
	}
	ss.paraCache[id] = p
	return id, p
}

// charStyleOf gives the character style's overlay, nil when there is none.
func (ss *styleSheet) charStyleOf(id string) *runOverlay {
	if id == "" {
		return nil
	}
	if r, ok := ss.runCache[id]; ok {
		return r
	}
	var r *runOverlay
	for _, st := range ss.chain(id, "character") {
		if r == nil {
			r = &runOverlay{}
		}
		r.over(&st.run)
	}
	if len(ss.runCache) < maxStyles { // ids in the body are the author's; do not remember endless unknown ones
		ss.runCache[id] = r
	}
	return r
}

func (ss *styleSheet) tableStyleOf(id string) *resolvedTableStyle {
	if st := ss.byID[id]; st == nil || st.kind != "table" {
		id = ss.table
	}
	if t := ss.tblCache[id]; t != nil {
		return t
	}
	t := &resolvedTableStyle{}
	for _, st := range ss.chain(id, "table") {
		t.para.over(&st.para)
		t.run.over(&st.run)
		t.table.borders.over(&st.table.borders)
		t.table.cell.over(&st.table.cell)
		if st.table.indent != 0 {
			t.table.indent = st.table.indent
		}
		if st.table.bandRows > 0 {
			t.table.bandRows = st.table.bandRows
		}
		if st.table.bandCols > 0 {
			t.table.bandCols = st.table.bandCols
		}
		for k, c := range st.table.conditions {
			if t.table.conditions == nil {
				t.table.conditions = map[string]*condition{}
			}
			merged := condition{}
			if base := t.table.conditions[k]; base != nil {
				merged = *base
			}
			merged.para.over(&c.para)
			merged.run.over(&c.run)
			merged.cell.over(&c.cell)
			t.table.conditions[k] = &merged
		}
	}
	ss.tblCache[id] = t
	return t
}

func (o *cellOverlay) over(b *cellOverlay) {
	o.borders.over(&b.borders)
	over(&o.shade, b.shade)
	over(&o.vAlign, b.vAlign)
}
