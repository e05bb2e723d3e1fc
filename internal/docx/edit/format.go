package edit

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
)

// RunChange is direct formatting to give a run; what is left zero stays as it is.
type RunChange struct {
	Font string
	Size docx.HalfPoints
	// Bold, Italic and Caps are stated when not nil.
	Bold, Italic, Caps *bool
	// Plain takes an underline away.
	Plain bool
	// Color is RRGGBB or "auto".
	Color string
}

// runOrder is the order of the children of w:rPr; the one that tracks a change must stay the last.
var runOrder = strings.Fields(`rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
	snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
	eastAsianLayout specVanish oMath rPrChange`)

// elements writes the change as children of w:rPr, by name.
func (c RunChange) elements(m markup) map[string]string {
	out := map[string]string{}
	toggle := func(on *bool, names ...string) {
		for _, n := range names {
			switch {
			case on == nil:
			case *on:
				out[n] = m.tag(n)
			default:
				out[n] = m.tag(n, "val", "0")
			}
		}
	}
	if c.Font != "" {
		out["rFonts"] = m.tag("rFonts", "ascii", c.Font, "hAnsi", c.Font, "eastAsia", c.Font, "cs", c.Font)
	}
	if c.Size > 0 {
		out["sz"] = m.tag("sz", "val", strconv.Itoa(int(c.Size)))
		out["szCs"] = m.tag("szCs", "val", strconv.Itoa(int(c.Size)))
	}
	toggle(c.Bold, "b", "bCs")
	toggle(c.Italic, "i", "iCs")
	toggle(c.Caps, "caps")
	if c.Plain {
		out["u"] = m.tag("u", "val", "none")
	}
	if c.Color != "" {
		out["color"] = m.tag("color", "val", c.Color)
	}
	return out
}

// FormatRun states formatting in the run at index i of p.Runs, in both forms of a text box. Where the run is the result
// of a field that begins in the paragraph, the field's code gets it as well: what is computed anew takes its look.
func (e *Editor) FormatRun(p *docx.Paragraph, i int, c RunChange) {
	e.inBothForms(p, func(q *docx.Paragraph) {
		if len(q.Runs) == len(p.Runs) {
			e.runs[q] = append(e.runs[q], runEdit{i, c})
		}
	})
}

// FormatFieldCode states formatting in the code of the field at index i of p.Fields, for one that stores no result.
func (e *Editor) FormatFieldCode(p *docx.Paragraph, i int, c RunChange) {
	e.inBothForms(p, func(q *docx.Paragraph) {
		if len(q.Fields) == len(p.Fields) {
			e.codes[q] = append(e.codes[q], runEdit{i, c})
		}
	})
}

// runEdit formats one run, or the code of one field; several edits of one are laid on each other.
type runEdit struct {
	index  int
	change RunChange
}

// formatSplices works out the bytes to change for the formatting of a paragraph's runs and field codes.
func formatSplices(p *docx.Paragraph, part []byte, edits, codes []runEdit, ranges []rangeEdit) ([]opc.Splice, error) {
	merged := map[docx.FieldMark]RunChange{}
	mark := func(f *docx.Field, c RunChange) {
		for _, m := range f.Marks {
			merged[m] = merged[m].over(c)
		}
	}
	for _, ed := range edits {
		if ed.index < 0 || ed.index >= len(p.Runs) {
			return nil, opc.Fault(opc.CodeLayout, p.Part, "paragraph %d has no run %d", p.Index, ed.index+1)
		}
		r := &p.Runs[ed.index]
		if r.Math {
			return nil, opc.Fault(opc.CodeLayout, p.Part, "run %d of paragraph %d is a formula", ed.index+1, p.Index)
		}
		run := docx.FieldMark{Span: r.Span, Props: r.PropsSpan}
		merged[run] = merged[run].over(ed.change)
		if slices.Contains(p.Fields, r.Field) {
			mark(r.Field, ed.change)
		}
	}
	for _, ed := range codes {
		if ed.index < 0 || ed.index >= len(p.Fields) {
			return nil, opc.Fault(opc.CodeLayout, p.Part, "paragraph %d has no field %d", p.Index, ed.index+1)
		}
		f := p.Fields[ed.index]
		if len(f.Marks) == 0 {
			return nil, opc.Fault(opc.CodeLayout, p.Part, "field %d of paragraph %d has no run", ed.index+1, p.Index)
		}
		mark(f, ed.change)
	}
	out, parted, err := rangeSplices(p, part, ranges, merged)
	if err != nil {
		return nil, err
	}
	for at, c := range merged {
		if parted[at] {
			continue
		}
		run, err := startAt(part, at.Span)
		if err != nil {
			return nil, &opc.Error{Code: opc.CodeDamaged, Part: p.Part, Err: err}
		}
		set := c.elements(run.markup)
		if at.Props == (opc.Span{}) {
			out = append(out, opc.Insert(run.open.End, run.element("rPr", inOrder(runOrder, nil, set))))
			continue
		}
		old, err := elementAt(part, at.Props)
		if err != nil {
			return nil, &opc.Error{Code: opc.CodeDamaged, Part: p.Part, Err: err}
		}
		out = append(out, opc.Replace(at.Props, []byte(old.element("rPr", inOrder(runOrder, old.written(part), set)))))
	}
	return out, nil
}

// over lays d on c.
func (c RunChange) over(d RunChange) RunChange {
	c.Font, c.Color = cmp.Or(d.Font, c.Font), cmp.Or(d.Color, c.Color)
	if d.Size > 0 {
		c.Size = d.Size
	}
	if d.Bold != nil {
		c.Bold = d.Bold
	}
	if d.Italic != nil {
		c.Italic = d.Italic
	}
	if d.Caps != nil {
		c.Caps = d.Caps
	}
	c.Plain = c.Plain || d.Plain
	return c
}

type namedXML struct{ name, xml string }

// inOrder puts new elements in the place of old ones of their name, or where the schema wants them.
func inOrder(order []string, kept []namedXML, set map[string]string) string {
	kept = slices.DeleteFunc(slices.Clone(kept), func(n namedXML) bool { _, ok := set[n.name]; return ok })
	for _, name := range order {
		x, ok := set[name]
		if !ok {
			continue
		}
		rank := slices.Index(order, name)
		at := slices.IndexFunc(kept, func(n namedXML) bool { return slices.Index(order, n.name) > rank })
		if at < 0 {
			at = len(kept)
		}
		kept = slices.Insert(kept, at, namedXML{name, x})
	}
	var b strings.Builder
	for _, n := range kept {
		b.WriteString(n.xml)
	}
	return b.String()
}
