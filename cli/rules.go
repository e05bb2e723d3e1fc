package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"trinhky/internal/format"
)

// newRules lists the rules of the format check, for an office that sets how hard it takes one.
func newRules() *cobra.Command {
	return &cobra.Command{
		Use:   "rules",
		Short: "Liệt kê các quy tắc kiểm tra thể thức / List the rules of the format check",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return writeRules(cmd.OutOrStdout()) },
	}
}

// writeRules writes the rules as a table that reads well in a terminal and in a page.
func writeRules(w io.Writer) error {
	var b strings.Builder
	b.WriteString("| Rule | Severity | What it measures | Tolerance | Where the decree says so |\n|---|---|---|---|---|\n")
	for _, r := range format.Rules() {
		fmt.Fprintf(&b, "| `%s` | %s | %s · %s | %s | %s |\n", r.ID, r.Severity, r.Label.VI, r.Label.EN, r.Tolerance().VI, r.Citation.VI)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
