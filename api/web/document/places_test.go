package document

import (
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/format"
)

func TestAFindingLeadsToTheNearestPlace(t *testing.T) {
	t.Parallel()
	first, second, blank := &docx.Section{Index: 1}, &docx.Section{Index: 2}, &docx.Section{Index: 3}
	paragraph := func(index int, in *docx.Section, text string) {
		p := &docx.Paragraph{Index: index, Section: in, Runs: []docx.Run{{Text: text, Props: &docx.RunProps{}}}}
		if text == "noted" {
			p.Runs = append(p.Runs, docx.Run{Note: "1", Props: &docx.RunProps{}})
		}
		in.Blocks = append(in.Blocks, p)
	}
	paragraph(1, first, "")
	paragraph(2, first, "words")
	paragraph(3, first, "  ")
	paragraph(4, second, "")
	paragraph(5, second, "noted")
	paragraph(6, second, "noted")
	paragraph(7, blank, "")
	doc := &docx.Document{Sections: []*docx.Section{first, second, blank}, ParagraphCount: 7}
	for name, c := range map[string]struct {
		at   format.Place
		want int
	}{
		"its own":                               {format.Place{Paragraph: 2}, 2},
		"the one before a blank line":           {format.Place{Paragraph: 3}, 2},
		"the beginning, before the first words": {format.Place{Paragraph: 1}, 0},
		"a layout: its section":                 {format.Place{Section: 2}, 5},
		"a header: its section":                 {format.Place{Section: 2, Story: "header"}, 5},
		"a footer of no section: the first":     {format.Place{Story: "footer"}, 2},
		"a section without words":               {format.Place{Section: 3}, 0},
		"a footnote: the first of them":         {format.Place{Story: "footnote"}, 5},
		"an endnote":                            {format.Place{Story: "endnote"}, 5},
		"a paragraph there is not":              {format.Place{Paragraph: 99}, 6},
	} {
		require.Equal(t, c.want, placesOf(doc).of(c.at), name)
	}
}
