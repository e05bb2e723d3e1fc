package papers_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/proof/papers"
)

// converted writes papers to files, sends them through LibreOffice into another format and back, and gives what came
// out, in the order of the papers.
func converted(t *testing.T, through, filter string, written [][]byte) [][]byte {
	t.Helper()
	dir := t.TempDir()
	names := make([]string, len(written))
	for i, data := range written {
		names[i] = filepath.Join(dir, fmt.Sprintf("%03d.docx", i))
		require.NoError(t, os.WriteFile(names[i], data, 0o600))
	}
	office := func(to, out string, files []string) {
		args := append([]string{"-env:UserInstallation=file://" + dir + "/profile", "--headless", "--convert-to", to, "--outdir", out}, files...)
		said, err := exec.CommandContext(t.Context(), "soffice", args...).CombinedOutput()
		require.NoError(t, err, string(said))
	}
	office(through+filter, filepath.Join(dir, through), names)
	for i := range names {
		names[i] = filepath.Join(dir, through, fmt.Sprintf("%03d.%s", i, through))
	}
	office("docx:MS Word 2007 XML", filepath.Join(dir, "back"), names)
	out := make([][]byte, len(written))
	for i := range out {
		data, err := os.ReadFile(filepath.Join(dir, "back", fmt.Sprintf("%03d.docx", i)))
		require.NoError(t, err)
		out[i] = data
	}
	return out
}

// formats are the ways a paper comes to an office as .docx that was none before.
var formats = []struct{ through, filter string }{{"odt", ""}, {"doc", ":MS Word 97"}}

// kept is a layout that LibreOffice carries over without loss. It forgets that the first page is different when a nested
// table is the first thing on it, where counted lists begin anew, and a page number in a frame.
func kept(seed int) papers.Layout {
	l := laidOut(seed)
	switch l.Header {
	case papers.HeaderNested, papers.HeaderInCell, papers.HeaderFloat, papers.HeaderTwo:
		l.Header = papers.HeaderRows
	default:
	}
	switch l.Rule {
	case papers.RuleOwn, papers.RuleInline, papers.RuleAligned, papers.RuleNext:
		l.Rule = papers.RuleVML
	default:
	}
	// Not yet tried through LibreOffice.
	l.Counts, l.Caps, l.Theme, l.AutoSpace, l.Chars, l.TabIndent, l.Controls = false, false, false, false, false, false, false
	if l.NumberIn == "frame" {
		l.NumberIn = "complex"
	}
	return l
}

func TestAGoodPaperHasNothingAgainstItWhenConverted(t *testing.T) {
	for _, f := range formats {
		t.Run(f.through, func(t *testing.T) {
			var sheets []papers.Sheet
			var written [][]byte
			for seed := 0; len(sheets) < 24; seed++ {
				s := papers.Good().Example(seed)
				if l := kept(seed); !notYet(s, l) && !notYetConverted(s, l, f.through) {
					sheets, written = append(sheets, s), append(written, papers.Write(s, l))
				}
			}
			for i, data := range converted(t, f.through, f.filter, written) {
				wrong := slices.DeleteFunc(check(t, sheets[i], data).Findings, doubtful)
				require.Empty(t, wrong, "%#v%s", sheets[i], told(wrong))
			}
		})
	}
}

// Every second fault goes each way: it is the conversion that is tried here.
func TestAPlantedFaultIsFoundWhenConverted(t *testing.T) {
	for way, f := range formats {
		t.Run(f.through, func(t *testing.T) {
			var faults []papers.Fault
			var sheets []papers.Sheet
			var written [][]byte
			for i, fault := range papers.Faults() {
				if i%len(formats) != way || strings.HasPrefix(fault.Rule, "unread.") {
					continue // LibreOffice leaves out what it cannot read
				}
				s := fault.Faulty().Example(i)
				if l := kept(i); fault.Seen(l) && !missed(fault, s, l) {
					faults, sheets, written = append(faults, fault), append(sheets, s), append(written, papers.Write(s, l))
				}
			}
			for i, data := range converted(t, f.through, f.filter, written) {
				report := check(t, sheets[i], data)
				require.True(t, slices.ContainsFunc(report.Findings, faults[i].Tells), "%s %s is not told, only:%s",
					faults[i].Rule, faults[i].Name, told(report.Findings))
			}
		})
	}
}
