package format_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx/docxtest"
	"trinhky/internal/format"
)

// onA4 is a document of one paragraph on A4 paper with margins of 30 and 15 mm: its text is 165 mm wide.
func onA4(t *testing.T, paragraph string) []byte {
	t.Helper()
	return docxtest.WithParts(t, docxtest.Document(t, paragraph+`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:bottom="1134" w:left="1701" w:right="851"/></w:sectPr>`), map[string]string{
		"word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + docxtest.OfficeRel + `image" Target="media/a.png"/>` +
			`<Relationship Id="rId2" Type="` + docxtest.OfficeRel + `image" Target="http://office.example/a.png" TargetMode="External"/></Relationships>`,
	})
}

// inline is a picture in the line, of a size in millimetres.
func inline(width, height, id string) string {
	return `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="` + width + `0000" cy="` + height + `0000"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">` +
		`<pic:pic><pic:blipFill><a:blip r:` + id + `/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
}

func TestWhatReachesOverTheMarginsOrShowsWordsIsTold(t *testing.T) {
	t.Parallel()
	const kept, linked = `embed="rId1"`, `link="rId2"`
	frame := func(attrs string) string {
		return `<w:p><w:pPr><w:framePr w:w="3000" w:hAnchor="page" ` + attrs + `/></w:pPr>` + docxtest.Run("a") + `</w:p>`
	}
	for name, c := range map[string]struct {
		paragraph string
		want      []string
	}{
		"a picture as wide as the text":       {inline("594", "300", kept), nil},
		"a picture off the paper":             {inline("720", "300", kept), []string{"overflow.paper"}},
		"a scanned page":                      {inline("580", "800", kept), []string{"unread.object"}},
		"a picture that lies elsewhere":       {inline("100", "100", linked), []string{"unread.object"}},
		"a frame within the paper":            {frame(`w:x="2000"`), nil},
		"a frame off the paper":               {frame(`w:x="9500"`), []string{"overflow.paper"}},
		"a frame at the right edge by a word": {frame(`w:xAlign="right"`), nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := onA4(t, c.paragraph)
			report, err := format.CheckFile(t.Context(), bytes.NewReader(data), int64(len(data)), format.Options{})
			require.NoError(t, err)
			var got []string
			for _, f := range report.Findings {
				if f.Component == "overflow" || f.Component == "unread" {
					got = append(got, f.Rule)
				}
			}
			require.Equal(t, c.want, got)
		})
	}
}
