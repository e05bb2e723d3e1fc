package format

import (
	"bytes"
	"context"
	"errors"
	"io"

	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
	"trinhky/internal/docx/opc"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/rule"
)

// Mended is what became of a document.
type Mended struct {
	Changes []Change
	// Left is what could be mended and is not, each with the reason.
	Left []Left
	// Before and After are the reports of the two files.
	Before, After Report
}

// ErrProtected refuses a document whose author or office locked it against editing, and one with tracked changes being
// enforced; ErrSecret one that bears a mark of state secrecy. A signed package gives a *opc.Error.
var (
	ErrProtected = errors.New("format: the document is protected against editing")
	ErrSecret    = errors.New("format: the document bears a mark of state secrecy")
)

// mendPasses bounds how often a file is looked at again: composing letters comes first, margins follow the size of the
// paper, and a drawn rule the length of its text.
const mendPasses = 6

// Mend writes to dst a copy of the document with all put right that can be without touching its wording: paper, margins,
// the page number, letters of located components, the form of paragraphs, drawn rules, marks (docs/format-rules.md). It
// touches nothing else. Without anything to mend dst gets the file as it is. The file is held in memory while it is
// mended.
func Mend(ctx context.Context, dst io.Writer, src io.ReaderAt, size int64, opts Options) (Mended, error) {
	editor, err := edit.Open(ctx, src, size, opc.Limits{})
	if err != nil {
		return Mended{}, err
	}
	before := Check(editor.Document(), opts)
	switch {
	case before.Secret():
		return Mended{}, ErrSecret
	case editor.Document().Protection != "":
		return Mended{}, ErrProtected
	}
	out := Mended{Before: before, After: before}
	for range mendPasses {
		made, err := mend.Apply(ctx, src, size, func(doc *docx.Document) []mend.Repair { return rule.Repairs(doc, opts) })
		if err != nil {
			return Mended{}, err
		}
		out.Left = made.Left
		if len(made.Changes) == 0 {
			break
		}
		out.Changes = append(out.Changes, made.Changes...)
		src, size = bytes.NewReader(made.Fixed), int64(len(made.Fixed))
	}
	if len(out.Changes) > 0 {
		if out.After, err = CheckFile(ctx, src, size, opts); err != nil {
			return Mended{}, err
		}
	}
	_, err = io.Copy(dst, io.NewSectionReader(src, 0, size))
	return out, err
}
