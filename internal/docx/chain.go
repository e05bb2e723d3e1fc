package docx

// A style says only what it adds to the one it is based on. Each chain is followed once: what a style gives in full is
// kept with it, and styles based on it begin there.

// link ties each style to the one it is based on. A chain that leads back to itself ends where it closes.
func (ss *styleSheet) link() {
	for _, st := range ss.inOrder {
		if st.basedOn != "" {
			st.base = ss.byID[st.basedOn]
		}
	}
	for i, st := range ss.inOrder {
		for ; st != nil && st.walked == 0; st = st.base {
			st.walked = i + 1
			if st.base != nil && st.base.walked == i+1 {
				st.base = nil
			}
		}
	}
	// Of styles of one name the last one counts.
	for _, st := range []**style{&ss.paragraph, &ss.table} {
		if *st != nil {
			*st = ss.byID[(*st).id]
		}
	}
}

// open lists the styles of a chain that nobody has asked for yet, the derived one first, and the one they begin at.
// Styles of another kind do not belong to a chain.
func (st *style) open(kind string, asked func(st *style) bool) (open []*style, begin *style) {
	for ; st != nil && st.kind == kind; st = st.base {
		if asked(st) {
			return open, st
		}
		open = append(open, st)
	}
	return open, nil
}

// paraStyleOf gives the paragraph style, the default one when id is empty or unknown.
func (ss *styleSheet) paraStyleOf(id string) *paraStyle {
	st := ss.byID[id]
	if st == nil || st.kind != "paragraph" {
		st = ss.paragraph
	}
	if st != nil && st.asPara != nil {
		return st.asPara
	}
	open, begin := st.open("paragraph", func(st *style) bool { return st.asPara != nil })
	p := ss.plain
	if begin != nil {
		p = begin.asPara
	}
	for i := len(open) - 1; i >= 0; i-- {
		p = ss.derived(p, open[i])
		open[i].asPara = p
	}
	return p
}

// derived lays a style on the one it is based on.
func (ss *styleSheet) derived(base *paraStyle, st *style) *paraStyle {
	p := &paraStyle{id: st.id, name: st.name, para: base.para, run: base.run}
	p.run.over(&st.run)
	switch stated := st.para.set; {
	case stated&pNumID != 0 && st.para.numID != 0:
		p.list = &styledList{before: base.unlisted(), after: st.para, numID: st.para.numID, level: ss.numbering.styleLevel(st)}
	case stated&pNumID != 0:
		p.para = base.unlisted()
		p.para.over(&st.para)
		return p
	case base.list == nil:
		p.para.over(&st.para)
		return p
	default:
		list := *base.list
		list.after.over(&st.para)
		if stated&pLevel != 0 {
			list.level = st.para.level
		}
		p.list = &list
	}
	p.para = ss.listed(p.list, p.list.level)
	return p
}

// listed is what a style with a list states when it is set at a level of it.
func (ss *styleSheet) listed(list *styledList, level int8) paraOverlay {
	o := list.before
	if l := ss.numbering.level(list.numID, level); l != nil {
		o.over(&l.para)
	}
	o.over(&list.after)
	o.numID, o.level, o.set = list.numID, level, o.set|pNumID|pLevel
	return o
}

// unlisted is what a style states without what its list adds.
func (p *paraStyle) unlisted() paraOverlay {
	if p.list == nil {
		return p.para
	}
	o := p.list.before
	o.over(&p.list.after)
	return o
}

// charStyleOf gives the character style and what it states, nil when there is none.
func (ss *styleSheet) charStyleOf(id string) (*style, *runOverlay) {
	if id == "" {
		return nil, nil
	}
	st := ss.byID[id]
	if st == nil || st.kind != "character" {
		return nil, nil
	}
	open, begin := st.open("character", func(st *style) bool { return st.asChar != nil })
	var o runOverlay
	if begin != nil {
		o = *begin.asChar
	}
	for i := len(open) - 1; i >= 0; i-- {
		o.over(&open[i].run)
		kept := o
		open[i].asChar = &kept
	}
	return st, st.asChar
}

// tableStyleOf gives the table style, the default one when id is empty or unknown.
func (ss *styleSheet) tableStyleOf(id string) *resolvedTableStyle {
	st := ss.byID[id]
	if st == nil || st.kind != "table" {
		st = ss.table
	}
	open, begin := st.open("table", func(st *style) bool { return st.asTable != nil })
	t := ss.plainTable
	if begin != nil {
		t = begin.asTable
	}
	for i := len(open) - 1; i >= 0; i-- {
		t = t.derived(open[i])
		open[i].asTable = t
	}
	return t
}

// derived lays a style on the one it is based on.
func (base *resolvedTableStyle) derived(st *style) *resolvedTableStyle {
	kept := *base
	t := &kept
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
	for i, c := range st.table.conditions {
		if c == nil {
			continue
		}
		merged := condition{}
		if base := t.table.conditions[i]; base != nil {
			merged = *base
		}
		merged.para.over(&c.para)
		merged.run.over(&c.run)
		merged.cell.over(&c.cell)
		t.table.conditions[i] = &merged
	}
	return t
}

func (o *cellOverlay) over(b *cellOverlay) {
	o.borders.over(&b.borders)
	over(&o.shade, b.shade)
	over(&o.vAlign, b.vAlign)
}
