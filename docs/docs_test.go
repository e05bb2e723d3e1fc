// Package docs holds what is written about the program to the program itself.
package docs

import (
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"trinhky/storage"

	"github.com/stretchr/testify/require"
)

// section is the text of a page under a heading, to the next one like it.
func section(t *testing.T, page, heading string) string {
	t.Helper()
	text, err := os.ReadFile(page)
	require.NoError(t, err)
	_, rest, found := strings.Cut(string(text), "\n## "+heading+"\n")
	require.True(t, found, "%s has no heading %q", page, heading)
	body, _, _ := strings.Cut(rest, "\n## ")
	return body
}

func TestTheTableOfPackagesHasEachThatGoBuildsOnceAndNoOther(t *testing.T) {
	t.Parallel()
	list := exec.Command("go", "list", "./...")
	list.Dir = ".."
	out, err := list.Output()
	require.NoError(t, err)
	var built []string
	for _, name := range strings.Fields(string(out)) {
		if name != "trinhky" { // main.go, in the row of cli/
			built = append(built, strings.TrimPrefix(name, "trinhky/"))
		}
	}
	var told []string
	for line := range strings.Lines(section(t, "architecture.md", "The packages")) {
		if row := strings.Split(line, "|"); len(row) == 4 {
			for _, name := range regexp.MustCompile("`([^`]+)/`").FindAllStringSubmatch(row[1], -1) {
				told = append(told, name[1])
			}
		}
	}
	slices.Sort(built)
	slices.Sort(told)
	require.Equal(t, built, told)
}

func TestEachWalkGoesThroughAtMostEightFilesThatAreThere(t *testing.T) {
	t.Parallel()
	walks := regexp.MustCompile(`(?m)^\*\*(.+?)\*\*.*$`).FindAllStringSubmatch(section(t, "architecture.md", "Three walks"), -1)
	require.Len(t, walks, 3)
	for _, walk := range walks {
		files := regexp.MustCompile("`([^`]+\\.go)`").FindAllStringSubmatch(walk[0], -1)
		require.Greater(t, len(files), 4, walk[1])
		require.LessOrEqual(t, len(files), 8, walk[1])
		for _, file := range files {
			require.FileExists(t, "../"+file[1], walk[1])
		}
	}
}

// An alarm on a figure that nobody counts would never ring.
func TestEveryFigureOfTheRunbookIsOneThatTheProgramCounts(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("operations.md")
	require.NoError(t, err)
	named := regexp.MustCompile(`trinhky_[a-z_]+`).FindAllString(string(page), -1)
	require.Greater(t, len(named), 5)
	var source strings.Builder
	for _, file := range []string{"../cli/figures.go", "../api/metrics.go", "../internal/telemetry/telemetry.go"} {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		source.Write(text)
	}
	for _, figure := range named {
		require.Contains(t, source.String(), `"`+figure+`"`)
	}
}

func TestTheRunbookTellsTheBoundsThatHold(t *testing.T) {
	t.Parallel()
	page := section(t, "operations.md", "Bounds")
	for _, bound := range []time.Duration{
		storage.PageBounds.Statement, storage.PageBounds.Lock, storage.RecordBounds.Statement, storage.RecordBounds.Lock,
	} {
		require.Contains(t, page, strings.TrimSuffix(bound.String(), "s")+" s")
	}
}
