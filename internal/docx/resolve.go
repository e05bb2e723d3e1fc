package docx

import "strings"

// resolver turns what was stated into effective properties.
type resolver struct {
	styles    *styleSheet
	theme     *theme
	numbering *numbering
	counters  *counters
	defaults  runOverlay

	runs   map[runKey]*RunProps
	shared map[RunProps]*RunProps
	tables map[tableKey]*tableFormat
	edges  map[Borders]*Borders
	// spare are the raw parts of paragraphs already resolved, for the next ones.
	spare *spares
}

// spares is shared by a resolver and its quiet copies.
type spares struct{ paragraphs []*rawParagraph }

// rawParagraph gives an empty one, used before where possible.
func (s *spares) rawParagraph() *rawParagraph {
	n := len(s.paragraphs) - 1
	if n < 0 {
		return &rawParagraph{}
	}
	raw := s.paragraphs[n]
	s.paragraphs = s.paragraphs[:n]
	*raw = rawParagraph{runs: raw.runs[:0], fields: raw.fields[:0]}
	return raw
}

// tableFormat is what a table style gives the text of one kind of cell.
type tableFormat struct {
	para paraOverlay
	run  runOverlay
	cell cellOverlay
}

type tableKey struct {
	style *resolvedTableStyle
	where placement
}

type runKey struct {
	style  *paraStyle
	table  *tableFormat
	direct runOverlay
	level  *listLevel
}

// maxCached keeps a file with endless different formats from filling the cache.
const maxCached = 50_000

func newResolver(ss *styleSheet, t *theme, n *numbering) *resolver {
	r := &resolver{
		styles: ss, theme: t, numbering: n, counters: newCounters(n), defaults: ss.defaultRun,
		runs: map[runKey]*RunProps{}, shared: map[RunProps]*RunProps{}, tables: map[tableKey]*tableFormat{}, edges: map[Borders]*Borders{}, spare: &spares{},
	}
	ss.numbering = n
	return r
}

// block resolves a block; format is that of the innermost table around it. next counts the part's paragraphs.
func (r *resolver) block(b Block, format *tableFormat, next *int) {
	switch b := b.(type) {
	case *Paragraph:
		r.paragraph(b, format, next)
	case *Table:
		r.table(b, next)
	}
}

func (r *resolver) paragraph(p *Paragraph, format *tableFormat, next *int) {
	*next++
	p.Index = *next
	raw := p.raw
	p.raw = nil
	style := r.styles.paraStyleOf(raw.para.style)
	numID, level := style.para.numID, style.para.level
	if raw.para.set&pNumID != 0 {
		numID = raw.para.numID
	}
	if raw.para.set&pLevel != 0 {
		level = raw.para.level
	}

	o := r.styles.defaultPara
	if format != nil {
		o.over(&format.para)
	}
	switch {
	case raw.para.set&pNumID != 0:
		// A list the paragraph itself names comes after its style, and the style's own list gives nothing any more.
		styled := style.unlisted()
		o.over(&styled)
		if l := r.numbering.level(numID, level); l != nil {
			o.over(&l.para)
		}
	case raw.para.set&pLevel != 0 && style.list != nil:
		styled := r.styles.listed(style.list, level)
		o.over(&styled)
	default:
		o.over(&style.para)
	}
	o.over(&raw.para)
	p.Props = o.props()
	p.Props.Borders = r.borders(Borders{Top: o.top, Bottom: o.bottom, Left: o.leftBorder, Right: o.rightBorder, Between: o.bt})
	p.Props.Style, p.Props.StyleName = style.id, style.name

	p.Mark = r.run(style, format, &raw.mark, nil)
	if numID != 0 {
		if text, def := r.counters.next(numID, level); def != nil {
			p.Numbering = &Numbering{
				Text: text, Format: def.format, Level: int(level), Suffix: def.suffix,
				Props: r.run(style, format, &raw.mark, def),
			}
		}
	}
	for i := range p.Runs {
		p.Runs[i].Props = r.run(style, format, &raw.runs[i], nil)
		for _, s := range p.Runs[i].Shapes {
			for _, b := range s.Blocks {
				r.block(b, nil, next)
			}
			for _, twin := range s.Twins {
				// Twins repeat text already counted: they take no numbers of their own.
				quiet, silent := *r, 0
				quiet.counters = newCounters(nil)
				for _, b := range twin.Blocks {
					quiet.block(b, nil, &silent)
				}
			}
		}
	}
	for i, f := range raw.fields {
		stated := f.result
		if stated == nil {
			stated = f.code
		}
		if stated == nil {
			stated = &raw.mark
		}
		p.Fields[i].Props = r.run(style, format, stated, nil)
		p.Fields[i].setInstruction(strings.TrimSpace(p.Fields[i].Instruction))
	}
	r.spare.paragraphs = append(r.spare.paragraphs, raw)
}

func (r *resolver) borders(b Borders) *Borders {
	if q := r.edges[b]; q != nil {
		return q
	}
	q := new(Borders) // not &b, which would make a new one for every question
	*q = b
	if len(r.edges) < maxCached {
		r.edges[b] = q
	}
	return q
}

func (o *paraOverlay) props() ParagraphProps {
	has := func(f paraSet) bool { return o.on&f != 0 }
	p := ParagraphProps{
		Align: o.align, Left: o.left, Right: o.right, FirstLine: o.first, Before: o.before, After: o.after,
		BeforeAuto: has(pBeforeAuto), AfterAuto: has(pAfterAuto), Line: 240, LineRule: "auto",
		ContextualSpacing: has(pContextual), KeepNext: has(pKeepNext), KeepLines: has(pKeepLines),
		PageBreakBefore: has(pPageBreak), WidowOff: o.set&pWidow != 0 && !has(pWidow), Bidi: has(pBidi),
		Outline: -1, Shade: o.shade, Frame: o.frame, Tabs: o.tabs,
	}
	if o.set&pLine != 0 {
		p.Line = o.line
		over(&p.LineRule, o.lineRule)
	}
	if o.set&pOutline != 0 && o.outline < 9 {
		p.Outline = int(o.outline)
	}
	if p.Align == "" {
		p.Align = AlignLeft
	}
	return p
}

// run works out the effective properties of text: document defaults, table style, paragraph style, character style,
// then what the run states itself. def adds a list level, for the number only.
func (r *resolver) run(style *paraStyle, format *tableFormat, direct *runOverlay, def *listLevel) *RunProps {
	key := runKey{style: style, table: format, direct: *direct, level: def}
	if p := r.runs[key]; p != nil {
		return p
	}
	o := r.defaults
	if format != nil {
		o.over(&format.run)
	}
	o.over(&style.run)
	named, char := r.styles.charStyleOf(direct.style)
	if char != nil {
		o.over(char)
	}
	stated := *direct
	if def != nil {
		stated.over(&def.run)
	}
	o.over(&stated)

	// Toggles of table, paragraph and character style cancel each other, unless the document defaults switch them on
	// for everything; what the run states itself is final (ECMA-376 part 1, 17.7.3).
	odd := style.run.on & style.run.set
	if format != nil {
		odd ^= format.run.on & format.run.set
	}
	if char != nil {
		odd ^= char.on & char.set
	}
	odd |= r.defaults.on & r.defaults.set
	o.on = o.on&^toggles | (odd&^stated.set|stated.on&stated.set)&toggles

	p := r.intern(r.props(&o))
	if named != nil {
		styled := *p
		styled.Style = named.name
		p = r.intern(styled)
	}
	if len(r.runs) < maxCached {
		r.runs[key] = p
	}
	return p
}

func (r *resolver) intern(p RunProps) *RunProps {
	if q := r.shared[p]; q != nil {
		return q
	}
	q := new(RunProps) // as in borders
	*q = p
	if len(r.shared) < maxCached {
		r.shared[p] = q
	}
	return q
}

func (r *resolver) props(o *runOverlay) RunProps {
	has := func(f flag) bool { return o.on&f != 0 }
	p := RunProps{
		FontASCII: r.font(o.ascii), FontHAnsi: r.font(o.hAnsi), FontEastAsia: r.font(o.eastAsia), FontCS: r.font(o.cs),
		Size: 20, SizeCS: 20,
		Bold: has(fBold), Italic: has(fItalic), BoldCS: has(fBoldCS), ItalicCS: has(fItalicCS),
		Caps: has(fCaps), SmallCaps: has(fSmallCaps), Strike: has(fStrike), DoubleStrike: has(fDoubleStrike),
		Outline: has(fOutline), Shadow: has(fShadow), Emboss: has(fEmboss), Imprint: has(fImprint), Hidden: has(fVanish),
		ComplexScript: has(fCS), RTL: has(fRTL), EastAsian: has(fEastAsia),
		Underline: noneEmpty(o.underline), Color: o.color, Highlight: noneEmpty(o.highlight), Shade: o.shade,
		Border: noneEmpty(o.border), VertAlign: o.vert, Raise: o.raise, Spacing: o.spacing, Scale: 100, Lang: o.lang,
	}
	if o.set&sSize != 0 {
		p.Size = o.size
	}
	if o.set&sSizeCS != 0 {
		p.SizeCS = o.sizeCS
	}
	if o.set&sScale != 0 && o.scale > 0 {
		p.Scale = o.scale
	}
	if p.Color == "" || p.Color == "auto" {
		p.Color = "auto"
		over(&p.Color, r.theme.color(o.themeColor))
	}
	if p.Shade == "auto" {
		p.Shade = ""
	}
	if p.VertAlign == "baseline" {
		p.VertAlign = ""
	}
	return p
}

// font resolves a slot; a document that states nothing at all is shown in Times New Roman.
func (r *resolver) font(v string) string {
	if f := r.theme.font(v); f != "" {
		return f
	}
	return "Times New Roman"
}
