package cli

import (
	"os"

	"github.com/spf13/cobra"

	"trinhky/internal/config"
	"trinhky/storage"
)

func newMigrate(configFile *string) *cobra.Command {
	return &cobra.Command{
		Use:   "migrate",
		Short: "Đưa cơ sở dữ liệu về phiên bản này / bring the database to this version",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := config.Load(*configFile, config.Migrate)
			if err != nil {
				return err
			}
			return storage.Migrate(cmd.Context(), cfg.DatabaseURL.Reveal(), config.NewLogger(os.Stderr, cfg.LogLevel))
		},
	}
}
