package edit_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"trinhky/internal/docx/docxtest"
	"trinhky/internal/docx/edit"
	"trinhky/internal/docx/opc"
)

// TestFourTimesTheFileCostsAboutFourTimesTheTime holds edits to a cost that grows as the file does. Not parallel: it
// measures the whole process.
func TestFourTimesTheFileCostsAboutFourTimesTheTime(t *testing.T) {
	t.Run("the edit of text in many pieces", func(t *testing.T) {
		docxtest.Grows(t, 20_000, func(t testing.TB, n int) []byte {
			return docxtest.Document(t, p(`<w:r><w:t>`+strings.Repeat(`a<!-- -->`, n)+`</w:t></w:r>`))
		}, func(b []byte) error {
			e, err := edit.Open(context.Background(), bytes.NewReader(b), int64(len(b)), opc.Limits{Ratio: 1 << 40})
			if err == nil {
				e.ReplaceText(first(e.Document()), 0, 0, "+")
				err = e.Save(io.Discard)
			}
			return err
		})
	})
	t.Run("the edit of every line of a text box", func(t *testing.T) {
		docxtest.Grows(t, 3000, func(t testing.TB, n int) []byte {
			inside := `<v:rect><v:textbox><w:txbxContent>` + strings.Repeat(p(run("a")), n) + `</w:txbxContent></v:textbox></v:rect>`
			return docxtest.Document(t, `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="v"><w:pict>`+inside+`</w:pict></mc:Choice><mc:Fallback><w:pict>`+inside+`</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`)
		}, func(b []byte) error {
			e, err := edit.Open(context.Background(), bytes.NewReader(b), int64(len(b)), opc.Limits{Ratio: 1 << 40})
			if err == nil {
				whole(e, e.Document())
			}
			return err
		})
	})
}
