package papers

import "strings"

// signing is the room for a signature and then the name.
func (w *writer) signing(sig Signature, width int) {
	w.lines(sig.Authority)
	w.room(sig)
	w.paragraph(para{Line: w.named(sig)})
	_ = width
}

// room makes room for the signature by empty paragraphs.
func (w *writer) room(sig Signature) {
	if w.l.SigningSpace {
		return
	}
	for range 4 {
		w.empty(Look{Size: 28, Bold: true})
	}
	_ = sig
}

func (w *writer) named(sig Signature) Line {
	l := sig.Name
	if w.l.SigningSpace {
		l.Before += 1400
	}
	return l
}

func (w *writer) recipients() {
	for _, l := range w.s.Label {
		w.paragraph(para{Line: l})
	}
	w.received()
}

// received writes the list of recipients and the drafter's mark under it.
func (w *writer) received() {
	for _, l := range w.s.Recipients {
		w.paragraph(w.item(l))
	}
	for _, l := range w.s.Drafter {
		w.paragraph(para{Line: l})
	}
}

// end writes recipients and signature.
func (w *writer) end() {
	text := w.s.Page.text()
	left := text * 46 / 100
	right := text - left
	sigs := w.s.Signatures
	if len(sigs) == 0 {
		w.recipients()
		return
	}
	w.empty(Look{Size: 16})
	if len(sigs) == 2 {
		w.grid([][]cell{{
			in(left, func() { w.signing(sigs[0], left) }), in(right, func() { w.signing(sigs[1], right) }),
		}}, false)
		w.empty(Look{Size: 16})
		w.recipients()
		return
	}
	sig := sigs[0]
	row := []cell{in(left, w.recipients), in(right, func() { w.signing(sig, right) })}
	switch w.l.Signature {
	case SignatureTable:
		w.grid([][]cell{row}, false)
	case SignatureThree:
		w.grid([][]cell{{in(left-400, w.recipients), in(400, func() {}), row[1]}}, false)
	case SignatureNested:
		w.gridOf([][]cell{{
			in(text-200, func() {
				w.grid([][]cell{{in(left-200, w.recipients), row[1]}}, false)
			}),
			in(200, func() {}),
		}}, false, 0)
	case SignatureBelow:
		w.grid([][]cell{{
			row[0], in(right, func() { w.lines(sig.Authority); w.room(sig) }),
		}}, false)
		name := sig.Name
		name.Align = Left
		name.Spans = append([]Span(nil), name.Spans...)
		name.Spans[0].Text = "\t" + name.Spans[0].Text
		if w.l.SigningSpace {
			name.Before += 1000
		}
		w.paragraph(para{Line: name, tabs: tabStops("center", left+right/2)})
	case SignatureMerged:
		gap := cell{width: 300, write: func() {}}
		list := func(merge string, write func()) cell { return cell{width: left - 300, write: write, merge: merge} }
		label := func() {
			for _, l := range w.s.Label {
				w.paragraph(para{Line: l})
			}
		}
		w.grid([][]cell{
			{list("", label), gap, {width: right, write: func() { w.lines(sig.Authority) }}},
			{list("restart", w.received), gap, {width: right, write: func() { w.room(sig) }}},
			{list("continue", func() {}), gap, {width: right, write: func() { w.paragraph(para{Line: w.named(sig)}) }}},
		}, false)
	case SignatureTabs:
		w.endTabs(sig, left, right)
	case SignatureBoxes:
		height := 300 * (8 + len(w.s.Recipients))
		boxes := w.box(0, 0, left, height, false, w.recipients) +
			w.box(left, 0, right, height, false, func() { w.signing(sig, right) })
		room := Line{Spans: []Span{{"", Look{Size: 26}}}, Leading: Single}
		w.paragraph(para{Line: room, content: boxes})
		for range height / 300 {
			w.paragraph(para{Line: room})
		}
	case SignatureFrames:
		frame := `<w:framePr w:w="` + itoa(left) + `" w:hSpace="180" w:wrap="around" w:vAnchor="text" w:hAnchor="page" w:x="` +
			itoa(w.s.Page.Left) + `" w:y="1"/>`
		all := append(append(append([]Line(nil), w.s.Label...), w.s.Recipients...), w.s.Drafter...)
		for _, l := range all {
			p := w.item(l)
			p.frame = frame
			w.paragraph(p)
		}
		shifted := sig
		shifted.Authority = append([]Line(nil), sig.Authority...)
		for i := range shifted.Authority {
			shifted.Authority[i].Left = left
		}
		shifted.Name.Left = left
		w.signing(shifted, right)
	}
}

// endTabs writes recipients and signature line by line, the right column by a tab.
func (w *writer) endTabs(sig Signature, left, right int) {
	rows := append([]Line(nil), w.s.Label...)
	for _, l := range w.s.Recipients {
		l.Spans = append([]Span(nil), l.Spans...)
		l.Spans[0].Text = l.Item.Mark + " " + l.Spans[0].Text
		l.Item = Item{}
		rows = append(rows, l)
	}
	rows = append(rows, w.s.Drafter...)
	signed := append([]Line(nil), sig.Authority...)
	for len(signed) < max(5, len(sig.Authority)+3) {
		signed = append(signed, Line{})
	}
	signed = append(signed, sig.Name)
	for i := range max(len(rows), len(signed)) {
		l, r := at(rows, i), at(signed, i)
		out := Line{Leading: Single, Spans: append([]Span(nil), l.Spans...)}
		if len(r.Spans) > 0 {
			first := r.Spans[0]
			first.Text = "\t" + strings.TrimLeft(first.Text, " ")
			out.Spans = append(out.Spans, first)
			out.Spans = append(out.Spans, r.Spans[1:]...)
		}
		if len(out.Spans) == 0 {
			w.empty(Look{Size: 26})
			continue
		}
		w.paragraph(para{Line: out, tabs: tabStops("center", left+right/2)})
	}
}
