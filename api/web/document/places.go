package document

import (
	"slices"
	"strconv"

	"trinhky/internal/docx"
	docxedit "trinhky/internal/docx/edit"
	"trinhky/internal/format"
)

// paperPlaces leads from where findings stand to places of the reading copy. Not
// every paragraph has one. 0 is the beginning of the document, where a viewer
// opens a PDF that has no such place: one that was made before there were any.
type paperPlaces struct {
	near     []int       // of each paragraph, the last with a place up to it
	sections map[int]int // of each section, the first paragraph with a place
	notes    int         // near the first reference to a note
}

func placesOf(doc *docx.Document) *paperPlaces {
	v := &paperPlaces{near: make([]int, doc.ParagraphCount+1), sections: map[int]int{}}
	last := 0
	for p := range doc.Paragraphs() {
		if docxedit.HasPlace(p) {
			last = p.Index
			if v.sections[p.Section.Index] == 0 {
				v.sections[p.Section.Index] = last
			}
		}
		v.near[p.Index] = last
		if v.notes == 0 && slices.ContainsFunc(p.Runs, func(r docx.Run) bool { return r.Note != "" }) {
			v.notes = last
		}
	}
	return v
}

// of is the paragraph whose place is nearest: headers, footers and page layouts
// show at the beginning of their section, notes at the first reference to one.
func (v *paperPlaces) of(at format.Place) int {
	switch {
	case at.Story == "footnote" || at.Story == "endnote":
		return v.notes
	case at.Story == "" && at.Paragraph > 0:
		return v.near[min(at.Paragraph, len(v.near)-1)]
	}
	return v.sections[max(at.Section, 1)]
}

// Way is how to get to where a finding stands.
type Way struct {
	Sheet string // on the sheet of the same page
	Paper string // in the PDF beside it, empty where none is shown
}

// way leads to a place of the version shown.
func (p *FormatPage) way(at format.Place) Way {
	way := Way{Sheet: "#" + anchorOf(at)}
	if p.places != nil {
		way.Paper = p.Paper.PDF + "?place=" + strconv.Itoa(p.places.of(at))
	}
	return way
}
