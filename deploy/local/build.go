package local

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A program built from source by a Go module that exists for it alone, so that
// its dependencies weigh neither on the product nor on each other.
type program struct {
	name, module, pkg string
	// patch, where set, is a package of the module that writes a mended copy of
	// the source and the go.mod that builds it.
	patch string
}

var serverPrograms = []program{
	{name: "temporal-server", module: "deploy/local/temporal", pkg: "go.temporal.io/server/cmd/server"},
	{name: "temporal-sql-tool", module: "deploy/local/temporal", pkg: "go.temporal.io/server/cmd/tools/sql"},
	{name: "minio", module: "deploy/local/minio", pkg: "github.com/minio/minio", patch: "patch"},
	{name: "mc", module: "deploy/local/minio", pkg: "github.com/minio/mc"},
	{name: "gotenberg", module: "deploy/local/gotenberg", pkg: "github.com/gotenberg/gotenberg/v8/cmd/gotenberg"},
	{name: "pdfcpu", module: "deploy/local/gotenberg", pkg: "github.com/pdfcpu/pdfcpu/cmd/pdfcpu"},
}

var testPrograms = []program{
	{name: "versitygw", module: "deploy/local/versitygw", pkg: "github.com/versity/versitygw/cmd/versitygw"},
}

// The tools of make check. govulncheck is run by hand.
var toolPrograms = []program{
	{name: "golangci-lint", module: "deploy/tools/golangci-lint", pkg: "github.com/golangci/golangci-lint/v2/cmd/golangci-lint"},
	{name: "sqlc", module: "deploy/tools/sqlc", pkg: "github.com/sqlc-dev/sqlc/cmd/sqlc"},
	{name: "oapi-codegen", module: "deploy/tools/oapi-codegen", pkg: "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen"},
	{name: "workflowcheck", module: "deploy/tools/workflowcheck", pkg: "go.temporal.io/sdk/contrib/tools/workflowcheck"},
	{name: "govulncheck", module: "deploy/tools/govulncheck", pkg: "golang.org/x/vuln/cmd/govulncheck"},
}

// BuildTools builds the named tools that are not built yet.
func BuildTools(ctx context.Context, o Options, out io.Writer, names []string) error {
	var wanted []program
	for _, name := range names {
		i := slices.IndexFunc(toolPrograms, func(p program) bool { return p.name == name })
		if i < 0 {
			return fmt.Errorf("no tool %q under deploy/tools", name)
		}
		wanted = append(wanted, toolPrograms[i])
	}
	return build(ctx, o, out, wanted, "Building the tools of make check from source. On a new machine with two cores this takes about four minutes, once.")
}

// BuildServers builds the servers that are not built yet at the versions their
// modules name. Without anything to do it takes milliseconds.
func BuildServers(ctx context.Context, o Options, out io.Writer) error {
	programs := serverPrograms
	if o.Kind == Test {
		programs = append(programs[:len(programs):len(programs)], testPrograms...)
	}
	return build(ctx, o, out, programs, "Building the servers from source. On a new machine with two cores this takes eight to ten minutes, once.")
}

func build(ctx context.Context, o Options, out io.Writer, programs []program, why string) error {
	if err := os.MkdirAll(o.binDir(), 0o755); err != nil {
		return err
	}
	unlock, err := lock(filepath.Join(o.binDir(), "lock"))
	if err != nil {
		return err
	}
	defer unlock()
	told := false
	for _, p := range programs {
		stamp, err := p.stamp(ctx, o)
		if err != nil {
			return err
		}
		if p.built(o, stamp) {
			continue
		}
		if !told {
			told = true
			fmt.Fprintln(out, why)
		}
		if err := p.build(ctx, o, out); err != nil {
			return err
		}
		if err := writeFile(p.stampFile(o), stamp, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// BuildProduct builds the program itself; the compiler's cache decides what is
// to be done.
func BuildProduct(ctx context.Context, o Options, out io.Writer) error {
	return program{name: Product, module: ".", pkg: "."}.build(ctx, o, out)
}

func (p program) stampFile(o Options) string { return o.bin(p.name + ".stamp") }

// stamp is what the binary was made of: the module's files, its patch and the
// compiler.
func (p program) stamp(ctx context.Context, o Options) (string, error) {
	h := sha256.New()
	made := []string{"go.mod", "go.sum"}
	if p.patch != "" {
		made = append(made, p.patch+"/main.go")
	}
	for _, file := range made {
		data, err := os.ReadFile(filepath.Join(o.Root, p.module, file))
		if err != nil {
			return "", err
		}
		h.Write(data)
	}
	cmd := exec.CommandContext(ctx, "go", "env", "GOVERSION", "GOARCH")
	cmd.Dir = filepath.Join(o.Root, p.module)
	version, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go env: %w", err)
	}
	h.Write(version)
	return fmt.Sprintf("%x\n", h.Sum(nil)), nil
}

func (p program) built(o Options, stamp string) bool {
	was, err := os.ReadFile(p.stampFile(o))
	if err != nil || string(was) != stamp {
		return false
	}
	_, err = os.Stat(o.bin(p.name))
	return !errors.Is(err, fs.ErrNotExist)
}

func (p program) build(ctx context.Context, o Options, out io.Writer) error {
	began := time.Now()
	fmt.Fprintf(out, "  building %s …\n", p.name)
	args := []string{"build", "-ldflags=-s -w", "-o", o.bin(p.name)}
	if p.patch != "" {
		patched, err := p.patched(ctx, o)
		if err != nil {
			return err
		}
		args = append(args, "-modfile", patched)
	}
	cmd := exec.CommandContext(ctx, "go", append(args, p.pkg)...)
	cmd.Dir = filepath.Join(o.Root, p.module)
	cmd.Env = append(os.Environ(), "GOWORK=off")
	done := make(chan struct{})
	go func() {
		ticker := time.NewTicker(20 * time.Second)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				fmt.Fprintf(out, "  building %s … %.0f s\n", p.name, time.Since(began).Seconds())
			}
		}
	}()
	output, err := cmd.CombinedOutput()
	close(done)
	if err != nil {
		lines := strings.Split(strings.TrimSpace(string(output)), "\n")
		return fmt.Errorf("build %s: %w\n%s", p.name, err, strings.Join(lines[max(0, len(lines)-40):], "\n"))
	}
	fmt.Fprintf(out, "  building %s … done, %.0f s\n", p.name, time.Since(began).Seconds())
	return nil
}

// patched runs the program's patch and returns the go.mod that builds the mended
// source.
func (p program) patched(ctx context.Context, o Options) (string, error) {
	dir := o.bin(p.name + ".patched")
	cmd := exec.CommandContext(ctx, "go", "run", "./"+p.patch, dir)
	cmd.Dir = filepath.Join(o.Root, p.module)
	cmd.Env = append(os.Environ(), "GOWORK=off")
	if output, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("patch %s: %w\n%s", p.name, err, output)
	}
	return filepath.Join(dir, "go.mod"), nil
}
