package local

import (
	"bytes"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func testOptions(t *testing.T) Options {
	t.Helper()
	dir := t.TempDir()
	return Options{Root: dir, Dir: dir, Kind: Run}
}

func portsOf(t *testing.T, o Options) []int {
	t.Helper()
	stack, err := Open(o, &bytes.Buffer{})
	require.NoError(t, err)
	stack.AddProduct()
	var ports []int
	for _, srv := range stack.servers {
		for _, port := range srv.ports {
			ports = append(ports, port)
		}
	}
	return ports
}

func TestNoTwoInstancesWantTheSamePort(t *testing.T) {
	t.Parallel()
	base := testOptions(t)
	owner := map[int]Options{}
	for offset := 0; offset <= maxOffset; offset += offsetStep {
		for kind := range shifts {
			o := Options{Root: base.Root, Dir: base.Dir, Offset: offset, Kind: kind}
			for _, port := range portsOf(t, o) {
				other, taken := owner[port]
				require.False(t, taken, "port %d of %+v and %+v", port, o, other)
				require.Less(t, port, 32768, "ports from there on belong to outgoing connections")
				owner[port] = o
			}
		}
	}
}

func TestPortOffsetIsRefusedUnlessAMultipleOfAHundred(t *testing.T) {
	for _, text := range []string{"7", "-100", "20000", "x"} {
		t.Setenv("TRINHKY_PORT_OFFSET", text)
		_, err := FromEnvironment(Run)
		require.ErrorContains(t, err, "TRINHKY_PORT_OFFSET", text)
	}
	t.Setenv("TRINHKY_PORT_OFFSET", "200")
	t.Setenv("TRINHKY_LOCAL_DIR", "/somewhere")
	o, err := FromEnvironment(Test)
	require.NoError(t, err)
	require.Equal(t, "/somewhere/test-200", o.InstanceDir())
	require.FileExists(t, filepath.Join(o.Root, "go.mod"))
}

func TestATakenPortIsNamedBeforeAnythingStarts(t *testing.T) {
	t.Parallel()
	o := testOptions(t)
	// The last server in order: nothing before it may have been started.
	o.Offset = maxOffset
	held, err := net.Listen("tcp", o.address(gotenbergPort))
	require.NoError(t, err)
	defer held.Close()
	stack, err := Open(o, &bytes.Buffer{})
	require.NoError(t, err)
	started, err := stack.Up(t.Context())
	require.False(t, started)
	require.ErrorContains(t, err, "Gotenberg cannot have its port 26601")
	require.ErrorContains(t, err, "TRINHKY_PORT_OFFSET")
}

func TestSecretsAreMadeOnceAndForNobodyElse(t *testing.T) {
	t.Parallel()
	o := testOptions(t)
	first, err := Open(o, &bytes.Buffer{})
	require.NoError(t, err)
	second, err := Open(o, &bytes.Buffer{})
	require.NoError(t, err)
	require.Equal(t, first.secrets, second.secrets)
	require.NoError(t, first.writeEnv())
	env, err := ReadEnv(o.EnvFile())
	require.NoError(t, err)
	require.Equal(t, first.Environment(), env)
	info, err := os.Stat(o.EnvFile())
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())

	another, err := Open(testOptions(t), &bytes.Buffer{})
	require.NoError(t, err)
	require.NotEqual(t, first.secrets, another.secrets)
}

func TestKillEndsAServerAndWhatItStarted(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	pidFile := filepath.Join(dir, "pid")
	// A server whose child would outlive it.
	cmd := exec.Command("/bin/sh", "-c", "sleep 600 & echo started; wait")
	p, err := spawn(cmd, filepath.Join(dir, "log"), filepath.Join(dir, "out"), pidFile)
	require.NoError(t, err)
	require.Eventually(t, func() bool { return len(p.family()) == 2 }, 10*time.Second, 10*time.Millisecond)
	family := p.family()
	found, running := readPid(pidFile)
	require.True(t, running)
	require.Equal(t, p, found)

	require.NoError(t, kill(t.Context(), family))
	for _, member := range family {
		require.False(t, member.alive())
	}
	_, running = readPid(pidFile)
	require.False(t, running)
}

func TestAnotherProcessWithTheSameIdIsNotTheServer(t *testing.T) {
	t.Parallel()
	stat, err := readStat(os.Getpid())
	require.NoError(t, err)
	require.True(t, process{os.Getpid(), stat.start}.alive())
	require.False(t, process{os.Getpid(), stat.start + 1}.alive())
}

func TestADataFolderIsReachableOnlyThroughOpenFolders(t *testing.T) {
	t.Parallel()
	//nolint:usetesting // the parents of t.TempDir() may be closed to others
	top, err := os.MkdirTemp("/tmp", "trinhky-reach-")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, os.RemoveAll(top)) })
	inner := filepath.Join(top, "inner")
	require.NoError(t, os.Mkdir(inner, 0o700))
	stranger := &syscall.Credential{Uid: 64123, Gid: 64123}

	require.NoError(t, os.Chmod(top, 0o700))
	require.NoError(t, os.Chmod(inner, 0o755))
	require.False(t, reachable(inner, stranger))
	require.NoError(t, os.Chmod(top, 0o711))
	require.True(t, reachable(inner, stranger))
}

func TestTheProgramRunsWithTheSettingsOfThePersonButThisInstancesServers(t *testing.T) {
	t.Setenv("TRINHKY_DEMO", "off")
	t.Setenv("TRINHKY_SESSION_IDLE", "1h")
	t.Setenv("TRINHKY_DATABASE_URL", "postgres://elsewhere")
	t.Setenv("TRINHKY_S3_SECRET_KEY_FILE", "/elsewhere")
	t.Setenv("HTTP_PROXY", "http://elsewhere")
	stack, err := Open(testOptions(t), &bytes.Buffer{})
	require.NoError(t, err)
	env := stack.ProductEnv()
	require.Contains(t, env, "TRINHKY_DEMO=off")
	require.Contains(t, env, "TRINHKY_SESSION_IDLE=1h")
	require.Contains(t, env, "TRINHKY_S3_ENDPOINT=http://127.0.0.1:19000")
	for _, pair := range env {
		require.NotContains(t, pair, "elsewhere")
	}
}
