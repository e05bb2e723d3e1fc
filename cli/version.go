package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"trinhky/internal/calendar"
	"trinhky/internal/format"
	"trinhky/internal/regulation"
)

// Version is set by the build (-ldflags "-X trinhky/cli.Version=…").
var Version = "dev"

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Phiên bản chương trình và các bộ quy tắc / version of the program and its rules",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			out := cmd.OutOrStdout()
			goVersion := ""
			if info, ok := debug.ReadBuildInfo(); ok {
				goVersion = info.GoVersion
			}
			if _, err := fmt.Fprintf(out, "trinhky %s (%s)\ncalendar %s %s\nformat %s\n", Version, goVersion,
				calendar.Vietnam().Version(), calendar.Vietnam().SHA256()[:12], format.Ruleset); err != nil {
				return err
			}
			for _, id := range regulation.Presets() {
				p, err := regulation.Load(id)
				if err != nil {
					return err
				}
				if _, err := fmt.Fprintf(out, "preset %s %s %s\n", p.ID, p.Version, p.SHA256[:12]); err != nil {
					return err
				}
			}
			return nil
		},
	}
}
