package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
	"go.temporal.io/sdk/client"

	"trinhky/api/gateway"
	"trinhky/internal/config"
	"trinhky/worker"
)

// buildOf is the build of this program: as it is set, or its version with what the
// program file holds, so that a change however small is another build.
func buildOf(cfg config.Config) (string, error) {
	if cfg.Build != "" {
		return cfg.Build, nil
	}
	path, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find the program file: %w", err)
	}
	file, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("read the program file: %w", err)
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return "", fmt.Errorf("read the program file: %w", err)
	}
	return Version + "-" + hex.EncodeToString(hash.Sum(nil))[:12], nil
}

func newPromote(configFile *string) *cobra.Command {
	return &cobra.Command{
		Use:   "promote",
		Short: "Cho bản này nhận mọi việc / make this build the current one",
		Long: "Hồ sơ đang trình đi tiếp bằng bản này từ bước kế; tiến trình worker của bản này phải đang chạy.\n" +
			"Open routes go on with this build from their next step; a worker of it must be running.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := config.Load(*configFile, config.Temporal)
			if err != nil {
				return err
			}
			build, err := buildOf(cfg)
			if err != nil {
				return err
			}
			c, err := client.DialContext(cmd.Context(), gateway.ClientOptions(cfg.TemporalAddr, cfg.TemporalNamespace, config.NewLogger(os.Stderr, cfg.LogLevel)))
			if err != nil {
				return fmt.Errorf("temporal at %s: %w", cfg.TemporalAddr, err)
			}
			defer c.Close()
			if err := worker.Promote(cmd.Context(), c, build); err != nil {
				return err
			}
			fmt.Fprintln(cmd.OutOrStdout(), "current:", build)
			return nil
		},
	}
}
