package edit

import (
	"bytes"
	"encoding/xml"
	"slices"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
)

// rangeEdit formats the bytes from–to of a run's text, which are not all of it.
type rangeEdit struct {
	run, from, to int
	change        RunChange
}

// FormatText states formatting in the bytes from–to of p.Text(), in both forms of a text box. A run that reaches beyond
// them is parted.
func (e *Editor) FormatText(p *docx.Paragraph, from, to int, c RunChange) {
	at := 0
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Props.Hidden || r.Text == "" {
			continue
		}
		a, b := max(from-at, 0), min(to-at, len(r.Text))
		at += len(r.Text)
		switch {
		case a >= b:
		case a == 0 && b == len(r.Text):
			e.FormatRun(p, i, c)
		default:
			e.inBothForms(p, func(q *docx.Paragraph) {
				if len(q.Runs) == len(p.Runs) {
					e.ranges[q] = append(e.ranges[q], rangeEdit{i, a, b, c})
				}
			})
		}
	}
}

// rangeSplices parts runs, and says which. What merged states for a whole run holds for its parts.
func rangeSplices(p *docx.Paragraph, part []byte, edits []rangeEdit, merged map[docx.FieldMark]RunChange) ([]opc.Splice, map[docx.FieldMark]bool, error) {
	ofRun := map[int][]rangeEdit{}
	var order []int
	for _, ed := range edits {
		if ofRun[ed.run] == nil {
			order = append(order, ed.run)
		}
		ofRun[ed.run] = append(ofRun[ed.run], ed)
	}
	var out []opc.Splice
	parted := map[docx.FieldMark]bool{}
	for _, i := range order {
		r := &p.Runs[i]
		mark := docx.FieldMark{Span: r.Span, Props: r.PropsSpan}
		if r.Math || r.Field != nil {
			return nil, nil, opc.Fault(opc.CodeLayout, p.Part, "run %d of paragraph %d is computed", i+1, p.Index)
		}
		with, err := partedRun(p, part, i, ofRun[i], merged[mark])
		if err != nil {
			return nil, nil, err
		}
		parted[mark] = true
		out = append(out, opc.Replace(r.Span, with))
	}
	return out, parted, nil
}

// partedRun writes a run anew as several, each with its own look.
func partedRun(p *docx.Paragraph, part []byte, index int, edits []rangeEdit, all RunChange) ([]byte, error) {
	r := &p.Runs[index]
	damaged := func(err error) ([]byte, error) { return nil, &opc.Error{Code: opc.CodeDamaged, Part: p.Part, Err: err} }
	run, err := elementAt(part, r.Span)
	if err != nil {
		return damaged(err)
	}
	pieces, text, err := runPieces(part, r.Span, 0)
	if err != nil {
		return damaged(err)
	}
	if text != r.Text {
		return nil, opc.Fault(opc.CodeLayout, p.Part, "run %d of paragraph %d holds more than plain text", index+1, p.Index)
	}
	var props []namedXML
	if r.PropsSpan != (opc.Span{}) {
		old, err := elementAt(part, r.PropsSpan)
		if err != nil {
			return damaged(err)
		}
		props = old.written(part)
	}
	cuts := []int{0, len(text)}
	for _, ed := range edits {
		cuts = append(cuts, ed.from, ed.to)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)

	w := partWriter{cuts: cuts, at: -1, begin: func(from int) string {
		look := all
		for _, ed := range edits {
			if from >= ed.from && from < ed.to {
				look = look.over(ed.change)
			}
		}
		tag := string(part[run.open.Start:run.open.End])
		if content := inOrder(runOrder, props, look.elements(run.markup)); content != "" {
			tag += run.element("rPr", content)
		}
		return tag
	}, end: "</" + run.name + ">"}
	at := 0
	for _, c := range run.children {
		k := slices.IndexFunc(pieces, func(pc piece) bool { return pc.span == c.span })
		switch {
		case c.name == "rPr":
		case k < 0:
			w.raw(at, part[c.span.Start:c.span.End])
		case pieces[k].fixed:
			w.raw(at, part[c.span.Start:c.span.End])
			at += len(pieces[k].text)
		default:
			at = w.text(at, pieces[k])
		}
	}
	return w.finish(), nil
}

// partWriter writes the parts of a run. They begin at cuts, the last of which is the end of its text.
type partWriter struct {
	out   bytes.Buffer
	cuts  []int
	at    int                   // index of the cut at which the open part begins, -1 before the first
	begin func(from int) string // the start tag and properties of the part from there
	end   string
}

// move opens the part in which an offset of the text lies.
func (w *partWriter) move(offset int) {
	i := max(w.at, 0)
	for i+2 < len(w.cuts) && w.cuts[i+1] <= offset {
		i++
	}
	if i == w.at {
		return
	}
	if w.at >= 0 {
		w.out.WriteString(w.end)
	}
	w.at = i
	w.out.WriteString(w.begin(w.cuts[i]))
}

func (w *partWriter) raw(offset int, b []byte) {
	w.move(offset)
	w.out.Write(b)
}

// text writes a piece of text, cut where parts begin, and returns the offset behind it.
func (w *partWriter) text(offset int, pc piece) int {
	for rest := pc.text; rest != ""; {
		w.move(offset)
		n := min(len(rest), w.cuts[w.at+1]-offset)
		w.out.WriteString("<" + pc.tag + ` xml:space="preserve">`)
		_ = xml.EscapeText(&w.out, []byte(rest[:n])) // a bytes.Buffer does not fail
		w.out.WriteString("</" + pc.tag + ">")
		rest, offset = rest[n:], offset+n
	}
	return offset
}

func (w *partWriter) finish() []byte {
	w.move(0)
	w.out.WriteString(w.end)
	return w.out.Bytes()
}
