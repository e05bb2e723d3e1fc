package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"trinhky/api/auth"
	"trinhky/internal/config"
	"trinhky/internal/organisation"
	"trinhky/internal/regulation"
	"trinhky/storage"
)

// newOrganisation brings an office's units, people and delegations in from a
// file of the same form as the demo's.
func newOrganisation(configFile *string) *cobra.Command {
	return &cobra.Command{
		Use:   "organisation FILE.yaml",
		Short: "Nạp đơn vị, người, chức vụ, ủy quyền từ tệp / bring units, people, positions and delegations in from a file",
		Long: `Nạp tổ chức của cơ quan; chạy lại sau mỗi lần sửa tệp. Người chưa có tài khoản được cấp mật khẩu ngẫu nhiên, in ra một lần.
Bring the office's organisation in; run again after each change of the file. Who has no account gets a random password, printed once.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, err := config.Load(*configFile, config.Database)
			if err != nil {
				return err
			}
			o, err := organisation.LoadFile(args[0])
			if err != nil {
				return err
			}
			policy, err := regulation.Load(cfg.Preset)
			if err != nil {
				return err
			}
			if o.Policy != policy.ID {
				return fmt.Errorf("tệp theo bộ quy tắc %s, cơ quan dùng %s / the file is of preset %s, the office uses %s", o.Policy, policy.ID, o.Policy, policy.ID)
			}
			store, err := storage.Open(cmd.Context(), cfg.DatabaseURL.Reveal())
			if err != nil {
				return err
			}
			defer store.Close()
			return organisation.Import(cmd.Context(), store, o, auth.HashPassword, cmd.OutOrStdout())
		},
	}
}
