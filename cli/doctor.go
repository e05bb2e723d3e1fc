package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"trinhky/api/gateway"
	"trinhky/internal/config"
)

// Exit statuses of the doctor beside 0, for cron.
const (
	exitFindings exitCode = 1 // something was found, or is left after the repair
	exitUnable   exitCode = 2 // it could not look
)

func newDoctor(configFile *string) *cobra.Command {
	var asJSON, repair bool
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Đối chiếu hồ sơ, quy trình và tệp / hold records, workflows and files against one another",
		Long: "Exit status: 0 nothing found, 1 something found (or left after --repair), 2 it could not look.\n" +
			"--repair does what is safe: starts missing workflows from their records, writes on records that have lost what their workflows hold,\n" +
			"and lets numbers be given again once routes and records have been compared.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := operator(cmd.Context(), *configFile)
			if err != nil {
				fmt.Fprintln(os.Stderr, "trinhky:", err)
				return exitUnable
			}
			defer s.close()
			return s.doctor(cmd.Context(), cmd.OutOrStdout(), asJSON, repair)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "in JSON / print JSON")
	cmd.Flags().BoolVar(&repair, "repair", false, "sửa những gì an toàn / do what is safe")
	return cmd
}

func newRoute(configFile *string) *cobra.Command {
	cmd := &cobra.Command{Use: "route", Short: "Quy trình của từng hồ sơ / workflows of single documents"}
	cmd.AddCommand(newJobs(configFile), newDrop(configFile), &cobra.Command{
		Use:   "repair ID",
		Short: "Chạy lại quy trình từ hồ sơ đã ghi / bring a document's workflow and record together",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := operator(cmd.Context(), *configFile)
			if err != nil {
				return err
			}
			defer s.close()
			done, err := s.gateway.RepairRoute(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			fmt.Fprintln(cmd.OutOrStdout(), args[0], done)
			return nil
		},
	})
	return cmd
}

// operator connects to the servers for a command of the operator.
func operator(ctx context.Context, configFile string) (*servers, error) {
	cfg, err := config.Load(configFile, config.Worker)
	if err != nil {
		return nil, err
	}
	return connect(ctx, cfg, config.NewLogger(os.Stderr, cfg.LogLevel))
}

func (s *servers) doctor(ctx context.Context, out io.Writer, asJSON, repair bool) error {
	d, err := s.gateway.Diagnose(ctx)
	if err == nil && repair && !d.Healthy() {
		var done map[string]gateway.Repair
		done, err = s.gateway.RepairAll(ctx, d)
		for id, r := range done {
			fmt.Fprintln(os.Stderr, id, r)
		}
		if err == nil {
			d, err = s.gateway.Diagnose(ctx)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "trinhky:", err)
		return exitUnable
	}
	if asJSON {
		encoder := json.NewEncoder(out)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(d); err != nil {
			return err
		}
	} else {
		describe(out, d)
	}
	if !d.Healthy() {
		return exitFindings
	}
	return nil
}

func describe(out io.Writer, d gateway.Diagnosis) {
	if d.Healthy() {
		fmt.Fprintln(out, "healthy: records, workflows and files agree")
		return
	}
	if d.NumbersUnchecked {
		fmt.Fprintln(out, "no number is given: the database has started anew and routes and records have not been compared since")
	}
	for _, id := range d.CasesWithoutWorkflow {
		fmt.Fprintf(out, "document %s is under way and has no running workflow\n", id)
	}
	for _, s := range d.SeqDifferences {
		fmt.Fprintf(out, "document %s: %d transitions on record, %d in its workflow\n", s.DocumentID, s.Record, s.Workflow)
	}
	for _, u := range d.Unpublished {
		fmt.Fprintf(out, "document %s, number %d of %s/%d, waits for its files since %s: %s\n",
			u.DocumentID, u.Number, u.Series, u.Year, u.Since.Format(time.RFC3339), u.Note)
	}
	for _, f := range d.FilesWithoutOwner {
		fmt.Fprintf(out, "file %s of %s belongs to nothing\n", f.SHA256, f.RecordedAt.Format(time.RFC3339))
	}
	for _, w := range d.DutiesPastAlarm {
		fmt.Fprintf(out, "document %s, step %s (round %d), due %s: its alarm has not rung\n", w.CaseID, w.Key, w.Round, w.DueAt.Format(time.RFC3339))
	}
}
