// Package mend makes repairs in a copy of a document: what can be put right without touching its wording.
package mend

import (
	"bytes"
	"context"
	"errors"
	"io"

	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
	"trinhky/internal/docx/opc"
	"trinhky/internal/format/report"
)

// Change is one thing put right.
type Change struct {
	Rule  string
	Where report.Place
	Text  string
	From  report.Words
	To    report.Words
}

// Repair is one possible change: how to make it in an editor of the same file.
type Repair struct {
	Change
	apply func(*workshop)
	// paragraph is the text it rewrites and edits the stretches of it; nil when it leaves text alone. Composing goes
	// before other rewriting.
	paragraph *docx.Paragraph
	edits     []Rewrite
	composes  bool
}

// Rewrite replaces a stretch of text between two byte offsets.
type Rewrite struct {
	from, to int
	with     string
}

// workshop is an editor with the measures of pages on which several repairs are laid.
type workshop struct {
	*edit.Editor
	pages map[*docx.Section]*docx.Page
}

// Plan picks the repairs that can be made together, in their order: of those that rewrite the same text the
// others wait for the next pass.
func Plan(all []Repair) []Repair {
	composed := map[*docx.Paragraph]bool{}
	for _, m := range all {
		if m.composes {
			composed[m.paragraph] = true
		}
	}
	var out []Repair
	taken := map[*docx.Paragraph][]Rewrite{}
	for _, m := range all {
		if m.paragraph != nil {
			if composed[m.paragraph] && !m.composes || overlap(taken[m.paragraph], m.edits) {
				continue
			}
			taken[m.paragraph] = append(taken[m.paragraph], m.edits...)
		}
		out = append(out, m)
	}
	return out
}

func overlap(a, b []Rewrite) bool {
	for _, x := range a {
		for _, y := range b {
			if x.from <= y.to && y.from <= x.to {
				return true
			}
		}
	}
	return false
}

// planner lists the repairs of a document, the same every time for the same file.
type planner func(*docx.Document) []Repair

// Apply makes the repairs of a plan. One that the file's structure does not take is found by trying each alone,
// and left out.
func Apply(ctx context.Context, src io.ReaderAt, size int64, plan planner) ([]byte, []Change, error) {
	all := func(int) bool { return true }
	fixed, changes, err := try(ctx, src, size, plan, all)
	var fault *opc.Error
	if errors.As(err, &fault) {
		takes := map[int]bool{}
		for i := 0; ; i++ {
			_, tried, err := try(ctx, src, size, plan, func(k int) bool { return k == i })
			if err == nil && len(tried) == 0 {
				break
			}
			takes[i] = err == nil
			if err := ctx.Err(); err != nil {
				return nil, nil, err
			}
		}
		fixed, changes, err = try(ctx, src, size, plan, func(i int) bool { return takes[i] })
	}
	return fixed, changes, err
}

// try makes the chosen repairs in a fresh editor.
func try(ctx context.Context, src io.ReaderAt, size int64, plan planner, use func(int) bool) ([]byte, []Change, error) {
	editor, err := edit.Open(ctx, src, size, opc.Limits{})
	if err != nil {
		return nil, nil, err
	}
	var changes []Change
	w := workshop{editor, map[*docx.Section]*docx.Page{}}
	for i, m := range plan(editor.Document()) {
		if use(i) {
			m.apply(&w)
			changes = append(changes, m.Change)
		}
	}
	var out bytes.Buffer
	if err := editor.Save(&out); err != nil {
		return nil, nil, err
	}
	return out.Bytes(), changes, nil
}
