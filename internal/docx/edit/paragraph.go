package edit

import (
	"encoding/xml"
	"slices"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
)

// paragraphOrder is the order of the children of w:pPr.
var paragraphOrder = strings.Fields(`pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd
	tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid
	spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId
	cnfStyle rPr sectPr pPrChange`)

// ParagraphChange is direct formatting to give a paragraph; what is left nil or empty stays as it is.
type ParagraphChange struct {
	// Align is one of docx.Align…
	Align string
	// Left, Right and FirstLine are indents as in docx.ParagraphProps: FirstLine is negative when it hangs.
	Left, Right, FirstLine *docx.Twips
	// Before and After are the space around the paragraph. Where one is stated, neighbours of its style leave it too.
	Before, After *docx.Twips
	// Line is in 240ths of a line.
	Line *int32
	// Border is a line above or below the paragraph; see Rule.
	Border *Border
	// FrameCentred puts the frame around a paragraph in the middle of what it is placed by.
	FrameCentred bool
}

// Border draws a solid line along the upper edge of a paragraph, or takes all lines around it away.
type Border struct{ Top bool }

// over lays d on c.
func (c ParagraphChange) over(d ParagraphChange) ParagraphChange {
	if d.Align != "" {
		c.Align = d.Align
	}
	set(&c.Left, d.Left)
	set(&c.Right, d.Right)
	set(&c.FirstLine, d.FirstLine)
	set(&c.Before, d.Before)
	set(&c.After, d.After)
	set(&c.Line, d.Line)
	set(&c.Border, d.Border)
	c.FrameCentred = c.FrameCentred || d.FrameCentred
	return c
}

func set[T any](dst **T, v *T) {
	if v != nil {
		*dst = v
	}
}

// FormatParagraph states formatting in a paragraph, in both forms of a text box. Several edits of one are laid on each
// other.
func (e *Editor) FormatParagraph(p *docx.Paragraph, c ParagraphChange) {
	e.inBothForms(p, func(q *docx.Paragraph) { e.paragraphs[q] = e.paragraphs[q].over(c) })
}

// Centre puts a paragraph in the middle between the margins, in both forms of a text box.
func (e *Editor) Centre(p *docx.Paragraph) {
	none := docx.Twips(0)
	e.FormatParagraph(p, ParagraphChange{Align: docx.AlignCenter, Left: &none, Right: &none, FirstLine: &none})
}

// elements writes the change of p as children of w:pPr, by name; old is the element as it stands, nil when there is none.
// An empty text takes a child away.
func (c ParagraphChange) elements(p *docx.Paragraph, m markup, old *element, l opc.Language) map[string]string {
	out := map[string]string{}
	if c.Align != "" {
		out["jc"] = m.tag("jc", "val", c.Align)
	}
	left, right := "left", "right"
	if l == opc.Strict {
		left, right = "start", "end"
	}
	ind := kept(old, "ind")
	ind.set(c.Left, left, "left", "start", "leftChars", "startChars")
	ind.set(c.Right, right, "right", "end", "rightChars", "endChars")
	if first := c.FirstLine; first != nil && *first < 0 {
		hanging := -*first
		ind.set(&hanging, "hanging", "firstLine", "firstLineChars", "hangingChars")
	} else {
		ind.set(first, "firstLine", "hanging", "firstLineChars", "hangingChars")
	}
	if ind.changed {
		out["ind"] = m.tag("ind", ind.pairs...)
	}
	spacing := kept(old, "spacing")
	spacing.set(c.Before, "before", "beforeLines", "beforeAutospacing")
	spacing.set(c.After, "after", "afterLines", "afterAutospacing")
	if c.Line != nil {
		line := docx.Twips(*c.Line)
		spacing.set(&line, "line", "lineRule")
		spacing.pairs = append(spacing.pairs, "lineRule", "auto")
	}
	if spacing.changed {
		out["spacing"] = m.tag("spacing", spacing.pairs...)
	}
	if p.Props.ContextualSpacing && (c.Before != nil || c.After != nil) {
		out["contextualSpacing"] = m.tag("contextualSpacing", "val", "0")
	}
	if c.Border != nil {
		out["pBdr"] = ""
		if c.Border.Top {
			out["pBdr"] = m.element("pBdr", m.tag("top", "val", "single", "sz", "6", "space", "1", "color", "auto"))
		}
	}
	if frame := kept(old, "framePr"); c.FrameCentred && len(frame.pairs) > 0 {
		frame.put("center", "xAlign", "x")
		out["framePr"] = m.tag("framePr", frame.pairs...)
	}
	return out
}

// attributes are those of an element, as name and value, to be written anew.
type attributes struct {
	pairs   []string
	changed bool
}

// kept gives the attributes of a child as they stand.
func kept(old *element, name string) *attributes {
	a := &attributes{}
	if old == nil {
		return a
	}
	if c := old.child(name); c != nil {
		for _, at := range c.attrs {
			if at.Name.Space != "xmlns" {
				a.pairs = append(a.pairs, at.Name.Local, at.Value)
			}
		}
	}
	return a
}

// set states a length in place of what stands under the name or under others that would count before it.
func (a *attributes) set(v *docx.Twips, name string, instead ...string) {
	if v != nil {
		a.put(number(*v), name, instead...)
	}
}

// put is set for any value.
func (a *attributes) put(value, name string, instead ...string) {
	a.changed = true
	var pairs []string
	for pair := range slices.Chunk(a.pairs, 2) {
		if pair[0] != name && !slices.Contains(instead, pair[0]) {
			pairs = append(pairs, pair...)
		}
	}
	a.pairs = append(pairs, name, value)
}

// paragraphSplices works out the bytes to change for the formatting of a paragraph.
func paragraphSplices(p *docx.Paragraph, part []byte, c ParagraphChange, l opc.Language) ([]opc.Splice, error) {
	damaged := func(err error) ([]opc.Splice, error) {
		return nil, &opc.Error{Code: opc.CodeDamaged, Part: p.Part, Err: err}
	}
	para, err := elementAt(part, p.Span)
	if err != nil {
		return damaged(err)
	}
	props := para.child("pPr")
	if props == nil {
		content := inOrder(paragraphOrder, nil, c.elements(p, para.markup, nil, l))
		return []opc.Splice{para.first(part, para.element("pPr", content))}, nil
	}
	old, err := elementAt(part, props.span)
	if err != nil {
		return damaged(err)
	}
	return old.put(part, paragraphOrder, c.elements(p, old.markup, old, l)), nil
}

// namesOf lists the names of elements in the order of the schema.
func namesOf(order []string, set map[string]string) []string {
	var out []string
	for _, name := range order {
		if _, ok := set[name]; ok {
			out = append(out, name)
		}
	}
	return out
}

// put writes children anew, in their place or where the schema wants them. Other children stay untouched, so that what
// lies deeper in them can be changed beside.
func (e *element) put(part []byte, order []string, set map[string]string) []opc.Splice {
	if e.single {
		if content := inOrder(order, nil, set); content != "" {
			return []opc.Splice{e.within(part, content)}
		}
		return nil
	}
	var out []opc.Splice
	at := map[int32]string{}
	var places []int32
	for _, name := range namesOf(order, set) {
		if c := e.child(name); c != nil {
			out = append(out, opc.Replace(c.span, []byte(set[name])))
			continue
		}
		if set[name] == "" {
			continue
		}
		k := e.insertAt(name, order)
		if at[k] == "" {
			places = append(places, k)
		}
		at[k] += set[name]
	}
	for _, k := range places {
		out = append(out, opc.Insert(k, at[k]))
	}
	return out
}

// first puts content at the beginning of the element, opening it when it is written as one tag.
func (e *element) first(part []byte, content string) opc.Splice {
	if e.single {
		return e.within(part, content)
	}
	return opc.Insert(e.open.End, content)
}

// attr gives an attribute by its local name.
func attr(attrs []xml.Attr, name string) string {
	for _, a := range attrs {
		if a.Name.Local == name && a.Name.Space != "xmlns" {
			return a.Value
		}
	}
	return ""
}
