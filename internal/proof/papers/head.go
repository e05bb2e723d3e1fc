package papers

import "strings"

// columns2 is how the width of the text is shared by the two columns of the header: each gets what its longest line
// needs, and half of what is left.
func (w *writer) columns2() (left, right int) {
	needs := func(lists ...[]Line) int {
		longest := 0
		for _, list := range lists {
			for _, l := range list {
				longest = max(longest, l.width()+240)
			}
		}
		return longest
	}
	text := w.s.Page.text()
	right = needs(w.s.Nation, w.s.Motto, w.s.PlaceDate)
	left = needs(w.s.Parent, w.s.Agency, w.s.Number, w.s.LetterSubject)
	if w.l.Header == HeaderThree {
		left += 120
	}
	if spare := text - left - right; spare > 0 {
		right += spare / 2
	}
	return text - right, right
}

// names writes the left column's names; nation the right column's.
func (w *writer) names(width int, frame string) {
	for _, l := range w.s.Parent {
		w.paragraph(para{Line: l, frame: frame})
	}
	w.ruled(w.s.Agency, w.s.AgencyRule, width, frame)
}

func (w *writer) nation(width int, frame string) {
	for _, l := range w.s.Nation {
		w.paragraph(para{Line: l, frame: frame})
	}
	w.ruled(w.s.Motto, w.s.MottoRule, width, frame)
}

func (w *writer) numbers(width int, frame string) {
	for _, l := range w.s.Number {
		w.paragraph(para{Line: l, frame: frame})
	}
	w.letterSubject(frame)
	w.marked(w.s.Urgency, width, frame)
	w.marked(w.s.Circulation, width, frame)
}

// letterSubject writes the subject of a công văn: as one paragraph that the column breaks, or line by line.
func (w *writer) letterSubject(frame string) {
	lines := w.s.LetterSubject
	if len(lines) > 1 && joinable(lines) && (w.l.Breaks || w.l.Counts) {
		between := " "
		if w.l.Breaks {
			between = "\n"
		}
		lines = []Line{joined(lines, between)}
	}
	for _, l := range lines {
		w.paragraph(para{Line: l, frame: frame})
	}
}

func (w *writer) placeDate(frame string) {
	for _, l := range w.s.PlaceDate {
		w.paragraph(para{Line: l, frame: frame})
	}
}

// head writes all that stands above the title.
func (w *writer) head() {
	if s := w.s; s.Swapped {
		w.s.Parent, w.s.Agency, w.s.AgencyRule, w.s.Number = s.Nation, s.Motto, s.MottoRule, s.PlaceDate
		w.s.Nation, w.s.Motto, w.s.MottoRule, w.s.PlaceDate = s.Parent, s.Agency, s.AgencyRule, s.Number
	}
	left, right := w.columns2()
	inLeft, inRight := left-216, right-216
	apart := func() { w.empty(Look{Size: 12}) }
	rows := [][]cell{
		{in(left, func() { w.names(inLeft, "") }), in(right, func() { w.nation(inRight, "") })},
		{in(left, func() { w.numbers(inLeft, "") }), in(right, func() { w.placeDate("") })},
	}
	switch w.l.Header {
	case HeaderRows:
		w.grid(rows, false)
	case HeaderRow:
		w.grid([][]cell{{
			in(left, func() { w.names(inLeft, ""); apart(); w.numbers(inLeft, "") }),
			in(right, func() { w.nation(inRight, ""); apart(); w.placeDate("") }),
		}}, false)
	case HeaderLines:
		w.grid(w.headLines(left, right), false)
	case HeaderNested:
		w.gridOf([][]cell{{
			in(left, func() { w.grid([][]cell{{in(left, rows[0][0].write)}, {in(left, rows[1][0].write)}}, false) }),
			in(right, func() { w.grid([][]cell{{in(right, rows[0][1].write)}, {in(right, rows[1][1].write)}}, false) }),
		}}, false, 0)
	case HeaderInCell:
		w.gridOf([][]cell{{in(left+right, func() { w.grid(rows, false) })}}, false, 0)
	case HeaderThree:
		const gap = 120
		wide := rows[1][0]
		wide.span = 2
		w.grid([][]cell{
			{in(left-gap, func() { w.names(inLeft-gap, "") }), in(gap, func() {}), rows[0][1]}, {wide, rows[1][1]},
		}, false)
	case HeaderTwo:
		w.grid(rows[:1], false)
		w.empty(Look{Size: 8})
		w.grid(rows[1:], false)
	case HeaderFloat:
		w.floating = true
		w.grid(rows, false)
		w.floating = false
		w.empty(Look{Size: 8})
	case HeaderTabs, HeaderSpaces:
		w.headPairs(left, right)
	case HeaderBoxes:
		kept := w.l.Rule
		w.l.Rule = RuleBorder // a drawn line cannot stand within a text box
		height := 1400 + 320*(len(w.s.Parent)+len(w.s.Agency)+len(w.s.LetterSubject))
		if w.s.Urgency != nil || w.s.Circulation != nil {
			height += 900
		}
		boxes := w.box(0, 0, left, height, false, func() { w.names(left, ""); w.numbers(left, "") }) +
			w.box(left, 0, right, height, false, func() { w.nation(right, ""); apart(); w.placeDate("") })
		w.l.Rule = kept
		room := Line{Spans: []Span{{"", Look{Size: 26}}}, Leading: Single}
		w.paragraph(para{Line: room, content: boxes})
		for range height / 300 {
			w.paragraph(para{Line: room})
		}
	case HeaderFrames:
		frame := func(width, x int) string {
			return `<w:framePr w:w="` + itoa(width) + `" w:hSpace="180" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="` +
				itoa(x) + `" w:y="` + itoa(w.s.Page.Top) + `"/>`
		}
		f := frame(left, w.s.Page.Left)
		w.names(left, f)
		w.numbers(left, f)
		f = frame(right, w.s.Page.Left+left)
		w.nation(right, f)
		w.placeDate(f)
	}
	for range w.l.Gap {
		w.empty(Look{Size: 20})
	}
}

// headLines is the header as a table with a row for each line.
func (w *writer) headLines(left, right int) [][]cell {
	names := append(append([]Line(nil), w.s.Parent...), w.s.Agency...)
	nation := append(append([]Line(nil), w.s.Nation...), w.s.Motto...)
	var rows [][]cell
	for i := range max(len(names), len(nation)) {
		l, r := func() {}, func() {}
		switch {
		case i == len(names)-1:
			l = func() { w.ruled(names[i:i+1], w.s.AgencyRule, left-216, "") }
		case i < len(names):
			l = func() { w.paragraph(para{Line: names[i]}) }
		}
		switch {
		case i == len(nation)-1:
			r = func() { w.ruled(nation[i:i+1], w.s.MottoRule, right-216, "") }
		case i < len(nation):
			r = func() { w.paragraph(para{Line: nation[i]}) }
		}
		rows = append(rows, []cell{in(left, l), in(right, r)})
	}
	return append(rows, []cell{
		in(left, func() { w.numbers(left-216, "") }), in(right, func() { w.placeDate("") }),
	})
}

// headPairs is the header without a table: a line of the left and one of the right column make one paragraph.
func (w *writer) headPairs(left, right int) {
	names := append(append([]Line(nil), w.s.Parent...), w.s.Agency...)
	nation := append(append([]Line(nil), w.s.Nation...), w.s.Motto...)
	for i := range max(len(names), len(nation)) {
		l, r := at(names, i), at(nation, i)
		var hangs string
		if i == len(names)-1 {
			hangs += w.drawn(w.s.AgencyRule, (left-w.s.AgencyRule.Length)/2, 320)
		}
		if i == len(nation)-1 {
			hangs += w.drawn(w.s.MottoRule, left+(right-w.s.MottoRule.Length)/2, 340)
		}
		w.pair(l, r, left, right, hangs)
	}
	w.empty(Look{Size: 12})
	for i := range max(len(w.s.Number), len(w.s.PlaceDate)) {
		w.pair(at(w.s.Number, i), at(w.s.PlaceDate, i), left, right, "")
	}
	for _, l := range w.s.LetterSubject {
		w.pair(l, Line{}, left, right, "")
	}
	w.marked(w.s.Urgency, left, "")
	w.marked(w.s.Circulation, left, "")
}

func at(lines []Line, i int) Line {
	if i < len(lines) {
		return lines[i]
	}
	return Line{}
}

// pair writes a line of each column as one paragraph, each centred in its column by tabs or by spaces.
func (w *writer) pair(l, r Line, left, right int, hangs string) {
	out := Line{Leading: l.Leading, Before: l.Before}
	if len(l.Spans) == 0 {
		out.Leading = r.Leading
	}
	gap := func(from, to int, look Look) string {
		if w.l.Header == HeaderTabs {
			return "\t"
		}
		n := max(1, (to-from)/max(1, widthOf(" ", look)))
		return strings.Repeat(" ", n)
	}
	end := 0
	if len(l.Spans) > 0 {
		start := left/2 - l.width()/2
		out.Spans = append(out.Spans, l.Spans...)
		out.Spans[0].Text = gap(0, start, l.look()) + out.Spans[0].Text
		end = start + l.width()
	}
	if len(r.Spans) > 0 {
		look := r.look()
		look.Bold, look.Italic = false, false
		between := gap(end, left+right/2-r.width()/2, look)
		if w.l.Header == HeaderTabs && end == 0 {
			between += "\t"
		}
		out.Spans = append(out.Spans, Span{between, look})
		out.Spans = append(out.Spans, r.Spans...)
	}
	p := para{Line: out, content: hangs}
	if w.l.Header == HeaderTabs {
		p.tabs = tabStops("center", left/2, left+right/2)
	}
	w.paragraph(p)
}
