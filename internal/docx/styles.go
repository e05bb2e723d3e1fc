package docx

import (
	"slices"

	"trinhky/internal/docx/opc"
)

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
func readBorders(s *opc.Stream) (borderOverlay, error) {
	var o borderOverlay
	err := s.Children(func(e opc.Elem) error {
		b := borderValue(&e)
		switch e.Local {
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

func readStyleSheet(s *opc.Stream) (*styleSheet, error) {
	out := newStyleSheet()
	err := s.Document(func(root opc.Elem) error {
		return s.Children(func(e opc.Elem) error {
			switch {
			case e.NS != opc.W:
			case e.Local == "docDefaults":
				return readDefaults(s, out)
			case e.Local == "style":
				return readStyle(s, e, out)
			}
			return nil
		})
	})
	out.link()
	return out, err
}

func readDefaults(s *opc.Stream, out *styleSheet) error {
	return s.Children(func(e opc.Elem) error {
		switch e.Local {
		case "rPrDefault":
			return s.Children(func(e opc.Elem) (err error) {
				if e.Local == "rPr" {
					out.defaultRun, err = readRunProperties(s, nil)
				}
				return err
			})
		case "pPrDefault":
			return s.Children(func(e opc.Elem) (err error) {
				if e.Local == "pPr" {
					out.defaultPara, err = readParagraphProperties(s, nil)
				}
				return err
			})
		}
		return nil
	})
}

func readStyle(s *opc.Stream, e opc.Elem, out *styleSheet) error {
	st := &style{id: e.Short("styleId"), kind: e.Attr("type")}
	if st.kind == "" {
		st.kind = "paragraph"
	}
	if d := e.Attr("default"); d == "1" || d == "true" || d == "on" {
		switch st.kind {
		case "paragraph":
			out.paragraph = st
		case "table":
			out.table = st
		}
	}
	if err := out.count(s.Part); err != nil {
		return err
	}
	out.byID[st.id] = st
	out.inOrder = append(out.inOrder, st)
	return s.Children(func(e opc.Elem) (err error) {
		if e.NS != opc.W {
			return nil
		}
		switch e.Local {
		case "name":
			st.name = e.Short("val")
		case "basedOn":
			st.basedOn = e.Short("val")
		case "pPr":
			st.para, err = readParagraphProperties(s, nil)
		case "rPr":
			st.run, err = readRunProperties(s, nil)
		case "tblPr":
			err = readTableStyle(s, &st.table)
		case "tcPr":
			st.table.cell, err = readCellProperties(s, nil)
		case "tblStylePr":
			var c condition
			if err = out.count(s.Part); err == nil {
				c, err = readCondition(s)
			}
			if i := slices.Index(conditionNames[:], e.Attr("type")); i >= 0 {
				st.table.conditions[i] = &c
			}
		}
		return err
	})
}

// count counts one thing that the style sheet keeps.
func (ss *styleSheet) count(part string) error {
	if ss.size++; ss.size > maxStyles {
		return opc.Fault(opc.CodeTooLarge, part, "more than %d styles", maxStyles)
	}
	return nil
}

func readTableStyle(s *opc.Stream, t *tableStyle) error {
	return s.Children(func(e opc.Elem) (err error) {
		v, _ := parseInt(e.Attr("val"))
		switch e.Local {
		case "tblBorders":
			t.borders, err = readBorders(s)
		case "tblInd":
			t.indent, _ = ParseTwips(e.Attr("w"))
		case "tblStyleRowBandSize":
			t.bandRows = int(clamp32(v))
		case "tblStyleColBandSize":
			t.bandCols = int(clamp32(v))
		}
		return err
	})
}

func readCondition(s *opc.Stream) (condition, error) {
	var c condition
	err := s.Children(func(e opc.Elem) (err error) {
		switch e.Local {
		case "pPr":
			c.para, err = readParagraphProperties(s, nil)
		case "rPr":
			c.run, err = readRunProperties(s, nil)
		case "tcPr":
			c.cell, err = readCellProperties(s, nil)
		}
		return err
	})
	return c, err
}

// cellProperties reads the formatting part of a w:tcPr; other receives the rest.
func readCellProperties(s *opc.Stream, other func(e opc.Elem) error) (cellOverlay, error) {
	var o cellOverlay
	err := s.Children(func(e opc.Elem) (err error) {
		switch e.Local {
		case "tcBorders":
			o.borders, err = readBorders(s)
		case "shd":
			o.shade = shadeValue(&e)
		case "vAlign":
			o.vAlign = e.Short("val")
		default:
			if other != nil {
				err = other(e)
			}
		}
		return err
	})
	return o, err
}
