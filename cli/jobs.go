package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"trinhky/api/gateway"
)

// newJobs shows what waits for the converter.
func newJobs(configFile *string) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "jobs",
		Short: "Những tệp đang chờ chuyển sang PDF / files that wait for the converter",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := operator(cmd.Context(), *configFile)
			if err != nil {
				return err
			}
			defer s.close()
			jobs, err := s.gateway.Jobs(cmd.Context())
			if err != nil {
				return err
			}
			if asJSON {
				encoder := json.NewEncoder(cmd.OutOrStdout())
				encoder.SetIndent("", "  ")
				return encoder.Encode(append([]gateway.Job{}, jobs...))
			}
			return printJobs(cmd.OutOrStdout(), jobs, time.Now())
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "in JSON / print JSON")
	return cmd
}

// printJobs writes one line a job; now is what waiting is counted to.
func printJobs(out io.Writer, jobs []gateway.Job, now time.Time) error {
	if len(jobs) == 0 {
		_, err := fmt.Fprintln(out, "Không có tệp nào đang chờ / nothing waits")
		return err
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "KIND\tID\tSINCE\tTRY\tSTATE\tLAST FAILURE")
	for _, j := range jobs {
		state := "waits"
		switch {
		case j.Running:
			state = "is being made"
		case !j.Next.IsZero():
			state = "tried again in " + j.Next.Sub(now).Round(time.Second).String()
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%d\t%s\t%s\n", j.Kind, j.ID, now.Sub(j.Since).Round(time.Second), j.Try, state, j.Failure)
	}
	return table.Flush()
}

// newDrop gives a reading copy up.
func newDrop(configFile *string) *cobra.Command {
	return &cobra.Command{
		Use:   "drop SHA256",
		Short: "Bỏ một bản xem đang chờ hoặc đang làm / give up a reading copy that waits or is being made",
		Long: `Tệp .docx vẫn tải về được; bản xem của nó không được làm nữa. Tệp phát hành thì không bỏ được.
The .docx can still be downloaded; its reading copy is not made any more. Issued files cannot be dropped.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := operator(cmd.Context(), *configFile)
			if err != nil {
				return err
			}
			defer s.close()
			return s.gateway.DropCopy(cmd.Context(), args[0])
		},
	}
}
