package local

import (
	"context"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"
)

// gotenberg turns .docx into PDF/A through Debian's LibreOffice. Only the
// routes the program calls are on, and nothing it converts may reach out.
func (s *Stack) gotenberg() *server {
	port := s.opts.port(gotenbergPort)
	home := s.dir("gotenberg")
	return &server{
		name:  Gotenberg,
		title: "Gotenberg",
		ports: map[string]int{"service": port},
		prepare: func(context.Context) error {
			// Documents pass through its temporary folder; what a crash left is removed.
			if err := os.RemoveAll(home); err != nil {
				return err
			}
			for _, dir := range []string{home, home + "/tmp", home + "/hyphen"} {
				if err := os.MkdirAll(dir, 0o700); err != nil {
					return err
				}
			}
			return writeUnoconverter(s.opts.bin("unoconverter"))
		},
		command: func(ctx context.Context) (*exec.Cmd, error) {
			cmd := exec.CommandContext(ctx, s.opts.bin("gotenberg"),
				"--api-port="+strconv.Itoa(port), "--api-bind-ip=127.0.0.1",
				"--api-timeout=120s", "--api-disable-download-from",
				"--gotenberg-hide-banner", "--gotenberg-build-debug-data=false",
				"--webhook-disable", "--webhook-deny-private-ips", "--webhook-deny-public-ips",
				"--api-download-from-deny-private-ips", "--api-download-from-deny-public-ips",
				"--chromium-disable-routes", "--chromium-deny-private-ips", "--chromium-deny-public-ips",
				"--libreoffice-deny-private-ips", "--libreoffice-deny-public-ips",
				"--libreoffice-auto-start", "--libreoffice-restart-after=100", "--libreoffice-start-timeout=60s",
				"--prometheus-disable-collect", "--log-level=warn",
			)
			cmd.Dir = home
			cmd.Env = s.serverEnv(home,
				"TMPDIR="+home+"/tmp",
				"LIBREOFFICE_BIN_PATH=/usr/lib/libreoffice/program/soffice.bin",
				"UNOCONVERTER_BIN_PATH="+s.opts.bin("unoconverter"),
				"PDFTK_BIN_PATH=/usr/bin/pdftk",
				"QPDF_BIN_PATH=/usr/bin/qpdf",
				"EXIFTOOL_BIN_PATH=/usr/bin/exiftool",
				"PDFCPU_BIN_PATH="+s.opts.bin("pdfcpu"),
				// Named because Gotenberg insists; its routes are off and it never starts.
				"CHROMIUM_BIN_PATH=/usr/bin/chromium",
				"CHROMIUM_HYPHEN_DATA_DIR_PATH="+home+"/hyphen")
			return cmd, nil
		},
		healthy:   httpHealth("http://127.0.0.1:" + strconv.Itoa(port) + "/health"),
		stop:      syscall.SIGTERM,
		stopTime:  45 * time.Second,
		startTime: 90 * time.Second,
	}
}

// writeUnoconverter writes the program Gotenberg converts with: Debian's
// unoconv, under the system's Python, for only that one has LibreOffice's
// module. Its own first line takes whichever Python comes first on PATH.
func writeUnoconverter(file string) error {
	return writeFile(file, "#!/bin/sh\nexec /usr/bin/python3 /usr/bin/unoconv \"$@\"\n", 0o755)
}
