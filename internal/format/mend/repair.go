// Package mend makes repairs in a copy of a document: what can be put right without touching its wording.
package mend

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"

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

// Left is one thing that could be put right and is left as it is, because mending it would do harm.
type Left struct {
	Rule  string
	Where report.Place
	Why   report.Words
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
	// parted is the paragraph whose runs it may part; their text must stay as it is meanwhile.
	parted *docx.Paragraph
	// table is the table whose width it changes.
	table *docx.Table
	// why is not empty when nothing is to be done.
	why report.Words
}

// Leave says why a fault is not mended.
func Leave(id string, where report.Place, why report.Words) Repair {
	return Repair{Change: Change{Rule: id, Where: where}, why: why}
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

// Plan picks the repairs that can be made together, in their order: of those that rewrite the same text, or part runs
// whose text others rewrite, the later ones wait for the next pass.
func Plan(all []Repair) []Repair {
	composed := map[*docx.Paragraph]bool{}
	for _, m := range all {
		if m.composes {
			composed[m.paragraph] = true
		}
	}
	var out []Repair
	taken, parted, tables := map[*docx.Paragraph][]Rewrite{}, map[*docx.Paragraph]bool{}, map[*docx.Table]bool{}
	for _, m := range all {
		if p := m.paragraph; p != nil {
			if composed[p] && !m.composes || parted[p] || overlap(taken[p], m.edits) {
				continue
			}
			taken[p] = append(taken[p], m.edits...)
		}
		if p := m.parted; p != nil {
			if composed[p] || taken[p] != nil {
				continue
			}
			parted[p] = true
		}
		if t := m.table; t != nil {
			if tables[t] {
				continue
			}
			tables[t] = true
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

// Outcome is what one pass did.
type Outcome struct {
	Fixed   []byte
	Changes []Change
	Left    []Left
}

// Apply makes the repairs of a plan. Those that the file's structure does not take are left out.
func Apply(ctx context.Context, src io.ReaderAt, size int64, plan planner) (Outcome, error) {
	out, planned, err := try(ctx, src, size, plan, nil)
	var fault *opc.Error
	if !errors.As(err, &fault) || planned == 0 {
		return out, err
	}
	// Halves are tried until those that fail stand alone: most files fail for one repair of many.
	accepted := make([]bool, planned)
	var accept func(from, to int) error
	accept = func(from, to int) error {
		chosen := slices.Clone(accepted)
		for i := from; i < to; i++ {
			chosen[i] = true
		}
		_, _, err := try(ctx, src, size, plan, chosen)
		switch {
		case err == nil:
			accepted = chosen
			return nil
		case !errors.As(err, &fault):
			return err
		case to-from == 1:
			return nil
		}
		if err := accept(from, (from+to)/2); err != nil {
			return err
		}
		return accept((from+to)/2, to)
	}
	if planned > 1 {
		if err := accept(0, planned/2); err != nil {
			return Outcome{}, err
		}
		if err := accept(planned/2, planned); err != nil {
			return Outcome{}, err
		}
	}
	out, _, err = try(ctx, src, size, plan, accepted)
	return out, err
}

// try makes the chosen repairs of a plan in a fresh editor, all of them without a choice, and counts the planned.
func try(ctx context.Context, src io.ReaderAt, size int64, plan planner, chosen []bool) (out Outcome, planned int, err error) {
	editor, err := edit.Open(ctx, src, size, opc.Limits{})
	if err != nil {
		return Outcome{}, 0, err
	}
	w := workshop{editor, map[*docx.Section]*docx.Page{}}
	for _, m := range plan(editor.Document()) {
		if m.why != (report.Words{}) {
			out.Left = append(out.Left, Left{m.Rule, m.Where, m.why})
			continue
		}
		if planned++; chosen == nil || chosen[planned-1] {
			m.apply(&w)
			out.Changes = append(out.Changes, m.Change)
		}
	}
	var fixed bytes.Buffer
	if err := editor.Save(&fixed); err != nil {
		return Outcome{}, planned, err
	}
	out.Fixed = fixed.Bytes()
	return out, planned, nil
}
