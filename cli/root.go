// Package cli is the program's commands and the one place that wires its parts
// together.
package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

// exitCode lets a command end with a code of its own; what it has to say has
// been printed already.
type exitCode int

func (e exitCode) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// Main runs the program and returns its exit status. Ctrl-C and SIGTERM end it
// gracefully: what is in hand is finished.
func Main() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := newRoot()
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	if code, ok := err.(exitCode); ok { //nolint:errorlint // only ever returned as it is
		return int(code)
	}
	fmt.Fprintln(os.Stderr, "trinhky:", err)
	return 1
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "trinhky",
		Short:         "Trình ký: từ dự thảo đến văn bản phát hành / from draft to issued document",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	var configFile string
	root.PersistentFlags().StringVar(&configFile, "config", "", "tệp cấu hình YAML / YAML settings file")
	root.AddCommand(
		newServe("api", "Trang và API / pages and API", serveAPI, &configFile),
		newServe("worker", "Quy trình và tác vụ / workflows and activities", serveWorker, &configFile),
		newServe("all", "api và worker trong một tiến trình / api and worker in one process", serveAPI|serveWorker, &configFile),
		newMigrate(&configFile), newOrganisation(&configFile), newCheck(), newRules(), newWorkdays(), newBench(&configFile), newDoctor(&configFile), newRoute(&configFile), newPromote(&configFile), newVersion(),
	)
	return root
}
