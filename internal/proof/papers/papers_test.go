package papers_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"trinhky/internal/format"
	"trinhky/internal/proof/papers"
)

// check is what `trinhky check` finds in a paper.
func check(t require.TestingT, s papers.Sheet, data []byte) format.Report {
	stage := format.StageDraft
	if s.Issued {
		stage = format.StageIssued
	}
	report, err := format.CheckFile(context.Background(), bytes.NewReader(data), int64(len(data)), format.Options{Stage: stage})
	require.NoError(t, err)
	return report
}

// told lists findings for a failed test.
func told(found []format.Finding) string {
	var b strings.Builder
	for _, f := range found {
		fmt.Fprintf(&b, "\n%s %s at %v %q: %s", f.Severity, f.Rule, f.Where, f.Text, f.Message.VI)
	}
	return b.String()
}

// times sets how often a property is tried, and from which seed: the same papers every time, so that a change of the
// check is all that can fail it. `go test . -rapid.seed=7 -rapid.checks=1000` looks further.
func times(t *testing.T, n string) {
	t.Helper()
	for name, value := range map[string]string{"rapid.checks": n, "rapid.seed": "30"} {
		f := flag.Lookup(name)
		before := f.Value.String()
		if before != f.DefValue {
			continue // somebody asked for another on the command line
		}
		require.NoError(t, f.Value.Set(value))
		t.Cleanup(func() { require.NoError(t, f.Value.Set(before)) })
	}
}

// drawn draws a layout that the check is known to read: what is not yet right is left out, see yet_test.go.
func drawn(t *rapid.T, s papers.Sheet) papers.Layout {
	return papers.Layouts().Filter(func(l papers.Layout) bool { return !notYet(s, l) }).Draw(t, "layout")
}

func TestAGoodPaperHasNothingAgainstItInAnyLayout(t *testing.T) {
	times(t, "300")
	rapid.Check(t, func(t *rapid.T) {
		s := papers.Good().Draw(t, "sheet")
		l := drawn(t, s)
		report := check(t, s, papers.Write(s, l))
		wrong := slices.DeleteFunc(report.Findings, doubtful)
		require.Empty(t, wrong, told(wrong))
		require.Equal(t, s.Type, report.Type)
	})
}

func TestEveryTypeOfPaperIsRecognised(t *testing.T) {
	times(t, "10")
	for _, kind := range papers.Types() {
		t.Run(string(kind), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				s := papers.GoodOf(kind).Draw(t, "sheet")
				l := papers.Layouts().Draw(t, "layout")
				require.Equal(t, kind, check(t, s, papers.Write(s, l)).Type)
			})
		})
	}
}

func TestAPlantedFaultIsFoundInAnyLayout(t *testing.T) {
	times(t, "20")
	for _, f := range papers.Faults() {
		t.Run(f.Rule+" "+f.Name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				s := f.Faulty().Draw(t, "sheet")
				l := drawn(t, s)
				if !f.Seen(l) || missed(f, s, l) {
					return
				}
				report := check(t, s, papers.Write(s, l))
				require.True(t, slices.ContainsFunc(report.Findings, f.Tells), "not told, only:%s", told(report.Findings))
				others := slices.DeleteFunc(report.Findings, func(x format.Finding) bool {
					return x.Severity != format.SeverityError || f.Tells(x) || f.Allows(x.Rule) || misread(f, x)
				})
				require.Empty(t, others, "told besides:%s", told(others))
			})
		})
	}
}

// Rules that the generator cannot break, or not in a way an office would.
var unplanted = map[string]string{
	"header.sizes":     "what it asks is no rule of the decree",
	"recipients.place": "the layouts keep the recipients in their place",
	"contact.place":    "the layouts keep the address at the foot",
	"scope.decree":     "nothing else is said of such a paper",
}

func TestEveryRuleHasAPlantedFault(t *testing.T) {
	planted := map[string]bool{}
	for _, f := range papers.Faults() {
		planted[f.Rule] = true
	}
	for _, rule := range format.Rules() {
		require.True(t, planted[rule.ID] || unplanted[rule.ID] != "", "nothing breaks %s", rule.ID)
	}
}
