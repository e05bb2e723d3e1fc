package cli

import (
	"context"
	"fmt"
	"log/slog"
	"os"

	"github.com/spf13/cobra"
	"go.temporal.io/sdk/client"

	"trinhky/api/gateway"
	"trinhky/internal/bench"
	"trinhky/internal/config"
)

// newBench measures the product on the servers of the configuration.
func newBench(configFile *string) *cobra.Command {
	var o bench.Options
	var asJSON bool
	route := &cobra.Command{
		Use:   "route",
		Short: "Đo tuyến trình ký bên cạnh quy trình trống / Measure whole routes beside bare workflows",
		Long: `Đo cả tuyến bảy quyết định, từ trình đến cấp số, bên cạnh hai quy trình trống trên cùng máy chủ, trong cùng lần chạy:
mức sàn không ghi gì, mức giới hạn ghi mỗi quyết định đúng một dòng.
Mọi thứ nằm trong cơ sở dữ liệu, kho tệp và hàng đợi riêng, xóa khi xong.

Measure whole routes of seven decisions, from submission to number, beside two bare workflows on the same servers in the same run:
the floor records nothing, the limit one row a decision.
Everything lies in a database, a bucket and task queues of its own, removed at the end.`,
		Example: "  trinhky bench route --documents 200 --concurrency 30\n  trinhky bench route --open 10000 --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := config.Load(*configFile, config.Worker)
			if err != nil {
				return err
			}
			o.Progress, o.Log = cmd.ErrOrStderr(), config.NewLogger(os.Stderr, max(cfg.LogLevel, slog.LevelWarn))
			if err := ensureNamespace(cmd.Context(), cfg, o.Log); err != nil {
				return err
			}
			report, err := bench.Run(cmd.Context(), cfg, o)
			if err != nil {
				return err
			}
			show := report.Text
			if asJSON {
				show = report.JSON
			}
			if err := show(cmd.OutOrStdout()); err != nil {
				return err
			}
			if faults := len(report.Integrity.Faults); faults > 0 {
				return fmt.Errorf("%d lỗi toàn vẹn / %d faults of integrity", faults, faults)
			}
			return nil
		},
	}
	flags := route.Flags()
	flags.IntVar(&o.Documents, "documents", 200, "số tuyến mỗi bên, mỗi vòng / routes a side, each round")
	flags.IntVar(&o.Concurrency, "concurrency", 30, "số tuyến cùng lúc / routes at once")
	flags.IntVar(&o.Rounds, "rounds", 3, "số vòng / rounds")
	flags.IntVar(&o.Alone, "alone", 30, "số tuyến mỗi bên khi chạy từng tuyến một / routes a side taken one at a time")
	flags.IntVar(&o.Conversions, "conversions", 20, "số tệp phát hành đo được / issued files measured")
	flags.IntVar(&o.Open, "open", 0, "số tuyến đang mở khi đo việc đọc / open routes while reading is measured")
	flags.BoolVar(&asJSON, "json", false, "in JSON / print JSON")

	group := &cobra.Command{Use: "bench", Short: "Đo tốc độ / Measure speed"}
	group.AddCommand(route)
	return group
}

// ensureNamespace makes the namespace where the product has not been started yet.
func ensureNamespace(ctx context.Context, cfg config.Config, log *slog.Logger) error {
	c, err := client.NewLazyClient(gateway.ClientOptions(cfg.TemporalAddr, cfg.TemporalNamespace, log))
	if err != nil {
		return fmt.Errorf("temporal: %w", err)
	}
	defer c.Close()
	return (&servers{cfg: cfg, log: log, temporal: c}).registerNamespace(ctx)
}
