package local

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// gotenberg turns .docx into PDF/A through Debian's LibreOffice. Only the
// routes the program calls are on, and nothing it converts may reach out.
func (s *Stack) gotenberg() *server {
	port := s.opts.port(gotenbergPort)
	c := &converter{stack: s, home: s.dir("gotenberg"), bin: s.opts.binDir()}
	if os.Geteuid() == 0 {
		// Its user may be unable to enter the checkout (one under /root, say).
		c.home = filepath.Join(sharedDir, fmt.Sprintf("gotenberg-%d", port))
		c.bin = filepath.Join(c.home, "bin")
	}
	return &server{
		name:      Gotenberg,
		title:     "Gotenberg",
		ports:     map[string]int{"service": port},
		prepare:   c.prepare,
		command:   c.command,
		memory:    2 << 30,
		healthy:   httpHealth("http://127.0.0.1:" + strconv.Itoa(port) + "/health"),
		stop:      syscall.SIGTERM,
		stopTime:  45 * time.Second,
		startTime: 90 * time.Second,
	}
}

// A converter reads files of strangers, so under root it runs as the user that
// owns nothing, with copies of its programs in a folder of its own.
type converter struct {
	stack     *Stack
	home, bin string
}

// converterUser owns no file of the system's.
const converterUser = "nobody"

func (c *converter) prepare(context.Context) error {
	as, err := systemUser(converterUser)
	if err != nil {
		return err
	}
	// Documents pass through its temporary folder; what a crash left is removed.
	if err := os.RemoveAll(c.home); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(c.home), 0o711); err != nil {
		return err
	}
	for _, dir := range []string{c.home, c.home + "/tmp", c.home + "/hyphen"} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
		if as != nil {
			if err := os.Chown(dir, int(as.Uid), int(as.Gid)); err != nil {
				return err
			}
		}
	}
	if as != nil {
		if err := os.Mkdir(c.bin, 0o755); err != nil {
			return err
		}
		for _, name := range []string{"gotenberg", "pdfcpu"} {
			if err := copyProgram(c.stack.opts.bin(name), filepath.Join(c.bin, name)); err != nil {
				return err
			}
		}
	}
	return copyProgram(filepath.Join(c.stack.opts.Root, "deploy/gotenberg/unoconverter"), c.unoconverter())
}

func (c *converter) command(ctx context.Context) (*exec.Cmd, error) {
	as, err := systemUser(converterUser)
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, filepath.Join(c.bin, "gotenberg"),
		"--api-port="+strconv.Itoa(c.stack.opts.port(gotenbergPort)), "--api-bind-ip=127.0.0.1",
		"--api-timeout=120s", "--api-disable-download-from",
		"--gotenberg-hide-banner", "--gotenberg-build-debug-data=false",
		"--webhook-disable", "--webhook-deny-private-ips", "--webhook-deny-public-ips",
		"--api-download-from-deny-private-ips", "--api-download-from-deny-public-ips",
		"--chromium-disable-routes", "--chromium-deny-private-ips", "--chromium-deny-public-ips",
		"--libreoffice-deny-private-ips", "--libreoffice-deny-public-ips",
		"--libreoffice-auto-start", "--libreoffice-restart-after=100", "--libreoffice-start-timeout=60s",
		"--prometheus-disable-collect", "--log-level=warn",
	)
	if as != nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	}
	cmd.Dir = c.home
	cmd.Env = c.stack.serverEnv(c.home,
		"TMPDIR="+c.home+"/tmp",
		"LIBREOFFICE_BIN_PATH=/usr/lib/libreoffice/program/soffice.bin",
		"UNOCONVERTER_BIN_PATH="+c.unoconverter(),
		// Debian's unoconv, under the system's Python, for only that one has
		// LibreOffice's module. Its own first line takes whichever comes first on PATH.
		"UNOCONVERTER=/usr/bin/python3 /usr/bin/unoconv",
		"PDFTK_BIN_PATH=/usr/bin/pdftk",
		"QPDF_BIN_PATH=/usr/bin/qpdf",
		"EXIFTOOL_BIN_PATH=/usr/bin/exiftool",
		"PDFCPU_BIN_PATH="+c.bin+"/pdfcpu",
		// Named because Gotenberg insists; its routes are off and it never starts.
		"CHROMIUM_BIN_PATH=/usr/bin/chromium",
		"CHROMIUM_HYPHEN_DATA_DIR_PATH="+c.home+"/hyphen")
	return cmd, nil
}

// unoconverter is where the program lies that Gotenberg converts with.
func (c *converter) unoconverter() string { return filepath.Join(c.home, "unoconverter") }

func copyProgram(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o755) //nolint:gosec // a program for another user to run
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		_ = out.Close() // the first error is the one to tell
		return err
	}
	return out.Close()
}
