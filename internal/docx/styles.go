package docx

import "slices"

// maxStyles bounds the style sheet, conditional formats of table styles included; Word's own has under 400 styles.
const maxStyles = 10_000

// style is one style as written, and what its chain gives once somebody has asked for it.
type style struct {
	id, name, kind, basedOn string
	base                    *style // nil where the chain ends
	walked                  int    // by which search for loops
	para                    paraOverlay
	run                     runOverlay
	table                   tableStyle

	asPara  *paraStyle
	asChar  *runOverlay
	asTable *resolvedTableStyle
}

// tableStyle is what a table style adds: borders, and formatting of rows and columns by their place.
type tableStyle struct {
	borders    borderOverlay
	cell       cellOverlay
	indent     Twips
	bandRows   int
	bandCols   int
	conditions [len(conditionNames)]*condition
}

// conditionNames are the conditional formats, the weakest first.
var conditionNames = [...]string{
	"wholeTable", "band1Vert", "band2Vert", "band1Horz", "band2Horz", "firstCol", "lastCol", "firstRow", "lastRow",
	"neCell", "nwCell", "seCell", "swCell",
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
	inOrder     []*style
	size        int // styles and conditional formats
	// The styles that apply where none is named, nil where the file has none.
	paragraph, table *style

	numbering  *numbering
	plain      *paraStyle
	plainTable *resolvedTableStyle
}

// paraStyle is a paragraph style with its chain followed.
type paraStyle struct {
	id, name string
	para     paraOverlay
	run      runOverlay
	list     *styledList // nil for a style without a list
}

// styledList is the list of a style, and what the chain states before and after it names the list. What the level
// states lies between the two, so that a style can correct the list it uses.
type styledList struct {
	before, after paraOverlay
	numID         int32
	level         int8
}

type resolvedTableStyle struct {
	para  paraOverlay
	run   runOverlay
	table tableStyle
}

func newStyleSheet() *styleSheet {
	return &styleSheet{byID: map[string]*style{}, plain: &paraStyle{name: "Normal"}, plainTable: &resolvedTableStyle{}}
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
	out.link()
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
	st := &style{id: e.short("styleId"), kind: e.attr("type")}
	if st.kind == "" {
		st.kind = "paragraph"
	}
	if d := e.attr("default"); d == "1" || d == "true" || d == "on" {
		switch st.kind {
		case "paragraph":
			out.paragraph = st
		case "table":
			out.table = st
		}
	}
	if err := out.count(s.part); err != nil {
		return err
	}
	out.byID[st.id] = st
	out.inOrder = append(out.inOrder, st)
	return s.children(func(e elem) (err error) {
		if e.ns != nsW {
			return nil
		}
		switch e.local {
		case "name":
			st.name = e.short("val")
		case "basedOn":
			st.basedOn = e.short("val")
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
			if err = out.count(s.part); err == nil {
				c, err = s.condition()
			}
			if i := slices.Index(conditionNames[:], e.attr("type")); i >= 0 {
				st.table.conditions[i] = &c
			}
		}
		return err
	})
}

// count counts one thing that the style sheet keeps.
func (ss *styleSheet) count(part string) error {
	if ss.size++; ss.size > maxStyles {
		return fault(CodeTooLarge, part, "more than %d styles", maxStyles)
	}
	return nil
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
			o.vAlign = e.short("val")
		default:
			if other != nil {
				err = other(e)
			}
		}
		return err
	})
	return o, err
}
