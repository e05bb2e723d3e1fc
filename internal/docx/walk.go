package docx

import (
	"iter"
	"strings"
)

// Paragraphs walks every paragraph of the body in reading order, those in tables and text boxes included.
func (d *Document) Paragraphs() iter.Seq[*Paragraph] {
	return func(yield func(*Paragraph) bool) {
		for _, s := range d.Sections {
			if !walk(s.Blocks, yield) {
				return
			}
		}
	}
}

// Tables walks every table of the body in reading order, nested ones after the table around them.
func (d *Document) Tables() iter.Seq[*Table] {
	return func(yield func(*Table) bool) {
		for _, s := range d.Sections {
			if !walkTables(s.Blocks, yield) {
				return
			}
		}
	}
}

// Shapes walks every drawing of the body in reading order of its anchor.
func (d *Document) Shapes() iter.Seq[*Shape] {
	return func(yield func(*Shape) bool) {
		for p := range d.Paragraphs() {
			for i := range p.Runs {
				for _, s := range p.Runs[i].Shapes {
					if !yield(s) {
						return
					}
				}
			}
		}
	}
}

// WalkParagraphs walks the paragraphs of any list of blocks: a header, a cell, a text box.
func WalkParagraphs(blocks []Block) iter.Seq[*Paragraph] {
	return func(yield func(*Paragraph) bool) { walk(blocks, yield) }
}

func walk(blocks []Block, yield func(*Paragraph) bool) bool {
	for _, b := range blocks {
		switch b := b.(type) {
		case *Paragraph:
			if !yield(b) {
				return false
			}
			for i := range b.Runs {
				for _, s := range b.Runs[i].Shapes {
					if !walk(s.Blocks, yield) {
						return false
					}
				}
			}
		case *Table:
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					if !walk(c.Blocks, yield) {
						return false
					}
				}
			}
		}
	}
	return true
}

func walkTables(blocks []Block, yield func(*Table) bool) bool {
	for _, b := range blocks {
		switch b := b.(type) {
		case *Paragraph:
			for i := range b.Runs {
				for _, s := range b.Runs[i].Shapes {
					if !walkTables(s.Blocks, yield) {
						return false
					}
				}
			}
		case *Table:
			if !yield(b) {
				return false
			}
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					if !walkTables(c.Blocks, yield) {
						return false
					}
				}
			}
		}
	}
	return true
}

// Text is the visible text of the paragraph, without its number and without the text of its text boxes.
func (p *Paragraph) Text() string {
	visible := -1
	n := 0
	for i := range p.Runs {
		if r := &p.Runs[i]; r.Text != "" && !r.Props.Hidden {
			visible = i
			n++
		}
	}
	if n == 0 {
		return ""
	}
	if n == 1 {
		return p.Runs[visible].Text
	}
	var b strings.Builder
	for i := range p.Runs {
		if r := &p.Runs[i]; !r.Props.Hidden {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

// FullText is Text with the computed list number in front, as a person reads the line.
func (p *Paragraph) FullText() string {
	if p.Numbering == nil || p.Numbering.Text == "" {
		return p.Text()
	}
	if p.Numbering.Suffix == "nothing" {
		return p.Numbering.Text + p.Text()
	}
	return p.Numbering.Text + " " + p.Text()
}

// Empty says whether the paragraph shows no text (spaces and tabs count as none).
func (p *Paragraph) Empty() bool { return strings.TrimSpace(p.Text()) == "" }

// Shapes are the drawings anchored in the paragraph.
func (p *Paragraph) Shapes() []*Shape {
	var out []*Shape
	for i := range p.Runs {
		out = append(out, p.Runs[i].Shapes...)
	}
	return out
}
