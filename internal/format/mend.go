package format

import (
	"bytes"
	"context"
	"errors"
	"io"

	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
	"trinhky/internal/docx/opc"
)

// Change is one thing Mend put right.
type Change struct {
	Rule  string
	Where Place
	Text  string
	From  Words
	To    Words
}

// Mended is what became of a document.
type Mended struct {
	Changes []Change
	// Before and After are the reports of the two files.
	Before, After Report
}

// ErrProtected refuses a document whose author or office locked it against editing, and one with tracked changes being
// enforced; ErrSecret one that bears a mark of state secrecy. A signed package gives a *opc.Error.
var (
	ErrProtected = errors.New("format: the document is protected against editing")
	ErrSecret    = errors.New("format: the document bears a mark of state secrecy")
)

// mend is one possible repair: how to make it in an editor of the same file.
type mend struct {
	Change
	apply func(*edit.Editor)
	// paragraph is the text it rewrites and edits the stretches of it; nil when it leaves text alone. Composing goes
	// before other rewriting.
	paragraph *docx.Paragraph
	edits     []rewrite
	composes  bool
}

// rewrite replaces a stretch of text between two byte offsets.
type rewrite struct {
	from, to int
	with     string
}

// mendPasses bounds how often a file is looked at again: composing letters comes first, the rest in the next pass.
const mendPasses = 3

// Mend writes to dst a copy of the document with what is certain and mechanical put right: margins, the page
// number, fonts, sizes in a located component, composed letters, hyphens of the motto, spaces and zeros in number and
// date, end marks of lists. It never changes wording and touches nothing else. Without anything to mend dst gets the
// file as it is. The file is held in memory while it is mended.
func Mend(ctx context.Context, dst io.Writer, src io.ReaderAt, size int64, opts Options) (Mended, error) {
	var out Mended
	for pass := range mendPasses {
		editor, err := edit.Open(ctx, src, size, opc.Limits{})
		if err != nil {
			return Mended{}, err
		}
		doc := editor.Document()
		report := Check(doc, opts)
		if pass == 0 {
			out.Before = report
			switch {
			case report.Secret():
				return Mended{}, ErrSecret
			case doc.Protection != "":
				return Mended{}, ErrProtected
			}
		}
		out.After = report
		plan := planMends(doc, opts)
		if len(plan) == 0 {
			break
		}
		fixed, changes, err := applyMends(ctx, src, size, opts, plan)
		if err != nil {
			return Mended{}, err
		}
		if len(changes) == 0 {
			break
		}
		out.Changes = append(out.Changes, changes...)
		src, size = bytes.NewReader(fixed), int64(len(fixed))
		if out.After, err = CheckFile(ctx, src, size, opts); err != nil {
			return Mended{}, err
		}
	}
	_, err := io.Copy(dst, io.NewSectionReader(src, 0, size))
	return out, err
}

// planMends lists the repairs of one pass, in document order of the rules.
func planMends(doc *docx.Document, opts Options) []mend {
	c := newCheck(opts)
	c.mending, c.margins = true, map[*docx.Section]*docx.Page{}
	doc.Visit(c)
	c.finish()
	composed := map[*docx.Paragraph]bool{}
	for _, m := range c.mends {
		if m.composes {
			composed[m.paragraph] = true
		}
	}
	var out []mend
	taken := map[*docx.Paragraph][]rewrite{}
	for _, m := range c.mends {
		if m.paragraph != nil {
			if composed[m.paragraph] && !m.composes || overlap(taken[m.paragraph], m.edits) {
				continue // its turn comes in the next pass
			}
			taken[m.paragraph] = append(taken[m.paragraph], m.edits...)
		}
		out = append(out, m)
	}
	return out
}

func overlap(a, b []rewrite) bool {
	for _, x := range a {
		for _, y := range b {
			if x.from <= y.to && y.from <= x.to {
				return true
			}
		}
	}
	return false
}

// applyMends makes the repairs. One that the file's structure does not take is found by trying each alone, and left out.
func applyMends(ctx context.Context, src io.ReaderAt, size int64, opts Options, plan []mend) ([]byte, []Change, error) {
	all := func(int) bool { return true }
	fixed, err := tryMends(ctx, src, size, opts, all)
	if err == nil {
		return fixed, changesOf(plan, all), nil
	}
	var fault *opc.Error
	if !errors.As(err, &fault) {
		return nil, nil, err
	}
	takes := make([]bool, len(plan))
	for i := range plan {
		_, err := tryMends(ctx, src, size, opts, func(k int) bool { return k == i })
		takes[i] = err == nil
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
	}
	some := func(i int) bool { return takes[i] }
	fixed, err = tryMends(ctx, src, size, opts, some)
	return fixed, changesOf(plan, some), err
}

func changesOf(plan []mend, use func(int) bool) []Change {
	var out []Change
	for i, m := range plan {
		if use(i) {
			out = append(out, m.Change)
		}
	}
	return out
}

// tryMends makes the chosen repairs in a fresh editor: the plan of the same file is the same every time.
func tryMends(ctx context.Context, src io.ReaderAt, size int64, opts Options, use func(int) bool) ([]byte, error) {
	editor, err := edit.Open(ctx, src, size, opc.Limits{})
	if err != nil {
		return nil, err
	}
	for i, m := range planMends(editor.Document(), opts) {
		if use(i) {
			m.apply(editor)
		}
	}
	var out bytes.Buffer
	if err := editor.Save(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// note keeps a repair for Mend; of a component whose place was guessed, or by a rule that is off, nothing is touched.
func (c *check) note(m mend) {
	if c.mending && !c.unsure[c.component] && c.severity(m.Rule) != SeverityOff {
		c.mends = append(c.mends, m)
	}
}
