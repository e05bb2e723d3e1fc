package deploy

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// listening is a program that passes for LibreOffice: it listens at a port that
// stands in its command line.
const listening = `
import socket, sys, time
s = socket.create_server(("127.0.0.1", int(sys.argv[2][5:-1])))
while True: s.accept()
`

func office(t *testing.T) (port string) {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	_, port, err = net.SplitHostPort(free.Addr().String())
	require.NoError(t, err)
	require.NoError(t, free.Close())
	program := exec.Command("/usr/bin/python3", "-c", listening, "soffice", "port="+port+",")
	require.NoError(t, program.Start())
	t.Cleanup(func() {
		_ = program.Process.Kill() // where the converter has not
		_ = program.Wait()
	})
	require.Eventually(t, func() bool { return listens(port) }, time.Minute, 10*time.Millisecond)
	return port
}

func listens(port string) bool {
	conn, err := net.Dial("tcp", "127.0.0.1:"+port)
	if err == nil {
		_ = conn.Close()
	}
	return err == nil
}

// converter is the bounded converter around a shell script, with another limit.
func converter(t *testing.T, limit, script, port string) *exec.Cmd {
	t.Helper()
	dir := t.TempDir()
	bounded, err := os.ReadFile("gotenberg/unoconverter")
	require.NoError(t, err)
	text := strings.Replace(string(bounded), "LIMIT = 90", "LIMIT = "+limit, 1)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "unoconverter"), []byte(text), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "inner"), []byte(script), 0o600))
	cmd := exec.Command("/usr/bin/python3", filepath.Join(dir, "unoconverter"), "--no-launch", "--port", port, "--output", "a.pdf", "a.docx")
	cmd.Env = []string{"UNOCONVERTER=/bin/sh " + filepath.Join(dir, "inner"), "PATH=/usr/bin:/bin"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // as Gotenberg starts it
	return cmd
}

func TestAConversionThatEndsLeavesItsLibreOfficeForTheNext(t *testing.T) {
	t.Parallel()
	port := office(t)
	require.NoError(t, converter(t, "60", `test "$*" = "--no-launch --port `+port+` --output a.pdf a.docx"`, port).Run())
	var exit *exec.ExitError
	require.ErrorAs(t, converter(t, "60", "exit 6", port).Run(), &exit)
	require.Equal(t, 6, exit.ExitCode(), "what the inner one says is passed on")
	require.True(t, listens(port))
}

func TestAConversionThatRunsOutOfTimeTakesItsLibreOfficeWithIt(t *testing.T) {
	t.Parallel()
	port, other := office(t), office(t)
	var exit *exec.ExitError
	require.ErrorAs(t, converter(t, "0.2", "sleep 600", port).Run(), &exit)
	require.NotZero(t, exit.ExitCode())
	require.False(t, listens(port), "nobody takes it for the next document")
	require.True(t, listens(other), "that of another converter goes on")
}

func TestAConversionThatIsKilledTakesItsLibreOfficeWithIt(t *testing.T) {
	t.Parallel()
	port := office(t)
	begun := filepath.Join(t.TempDir(), "begun")
	cmd := converter(t, "600", "echo >"+strconv.Quote(begun)+"; sleep 600", port)
	require.NoError(t, cmd.Start())
	require.Eventually(t, func() bool {
		_, err := os.Stat(begun)
		return err == nil
	}, time.Minute, 10*time.Millisecond)
	require.NoError(t, syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL))
	require.Error(t, cmd.Wait())
	require.Eventually(t, func() bool { return !listens(port) }, time.Minute, 10*time.Millisecond)
}
