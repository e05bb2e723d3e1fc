package docx

import (
	"context"
	"io"

	"trinhky/internal/docx/opc"
)

// Visitor is told of a document while it is read, so that a file of any length is looked through without being held.
type Visitor interface {
	// Open comes first. What the settings say stands in doc already; its sections fill up as their ends are reached.
	Open(doc *Document)
	// Paragraph comes for each paragraph of the body in reading order, those in tables and text boxes included. The
	// page of its section is known only once the section has ended.
	Paragraph(p *Paragraph)
	// Note comes after the body, for each paragraph of the notes.
	Note(kind NoteKind, p *Paragraph)
}

// NoteKind tells the two kinds of notes apart.
type NoteKind string

// A footnote stands at the foot of its page, an endnote at the end of the document.
const (
	Footnote NoteKind = "footnote"
	Endnote  NoteKind = "endnote"
)

// Scan reads a .docx as Read does and tells v of its content instead of keeping it: what a scan holds at a time is one
// block of the body, or one row of a table.
func Scan(ctx context.Context, r io.ReaderAt, size int64, lim opc.Limits, v Visitor) (*Document, error) {
	return read(ctx, r, size, lim, v)
}

// Visit tells v of a kept document as Scan would have.
func (d *Document) Visit(v Visitor) {
	v.Open(d)
	for p := range d.Paragraphs() {
		v.Paragraph(p)
	}
	for _, n := range d.Footnotes {
		for p := range WalkParagraphs(n.Blocks) {
			v.Note(Footnote, p)
		}
	}
	for _, n := range d.Endnotes {
		for p := range WalkParagraphs(n.Blocks) {
			v.Note(Endnote, p)
		}
	}
}
