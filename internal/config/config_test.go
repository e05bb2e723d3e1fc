package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// complete is what the whole program needs and nothing else.
func complete() map[string]string {
	return map[string]string{
		"TRINHKY_DATABASE_URL":  "postgres://trinhky:pass@127.0.0.1:5432/trinhky?sslmode=disable",
		"TRINHKY_TEMPORAL_ADDR": "127.0.0.1:7233",
		"TRINHKY_S3_ENDPOINT":   "http://127.0.0.1:9000",
		"TRINHKY_S3_ACCESS_KEY": "access-key",
		"TRINHKY_S3_SECRET_KEY": "very-secret-key",
		"TRINHKY_GOTENBERG_URL": "http://127.0.0.1:3000",
	}
}

func from(env map[string]string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		value, ok := env[name]
		return value, ok
	}
}

func writeFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func TestWhatNobodySetHasADefault(t *testing.T) {
	t.Parallel()
	c, err := load("", All, from(complete()))
	require.NoError(t, err)
	want := defaults()
	want.DatabaseURL, want.TemporalAddr, want.GotenbergURL = c.DatabaseURL, "127.0.0.1:7233", "http://127.0.0.1:3000"
	want.S3Endpoint, want.S3AccessKey, want.S3SecretKey = "http://127.0.0.1:9000", "access-key", "very-secret-key"
	require.Equal(t, want, c)
	require.Equal(t, "127.0.0.1:18080", c.HTTPAddr)
	require.Equal(t, Off, c.Demo)
}

func TestNoSecretAndNoServerHasADefault(t *testing.T) {
	t.Parallel()
	_, err := load("", All, from(nil))
	require.Equal(t, Faults{
		"TRINHKY_TEMPORAL_ADDR is not set", "TRINHKY_DATABASE_URL is not set", "TRINHKY_S3_ENDPOINT is not set",
		"TRINHKY_S3_ACCESS_KEY is not set", "TRINHKY_S3_SECRET_KEY is not set", "TRINHKY_GOTENBERG_URL is not set",
	}, err)
}

func TestEverySettingIsReadFromEachOfItsThreePlaces(t *testing.T) {
	t.Parallel()
	values := map[string]string{
		"http_addr": "0.0.0.0:8080", "metrics_addr": "10.0.0.1:9100", "public_url": "https://trinhky.example", "secure_cookies": "off",
		"session_idle": "30m", "session_lifetime": "8h", "database_url": "postgres://u@h/db", "temporal_addr": "t:7233",
		"temporal_namespace": "ns", "s3_endpoint": "https://s3", "s3_access_key": "a", "s3_secret_key": "b", "s3_bucket": "c",
		"gotenberg_url": "http://g:3000", "preset": "p", "demo": "on", "log_level": "debug", "stop_timeout": "5s",
		"page_connections": "7", "record_connections": "9", "renders": "3",
	}
	want := Config{
		HTTPAddr: "0.0.0.0:8080", MetricsAddr: "10.0.0.1:9100", PublicURL: "https://trinhky.example", SecureCookies: Off, SessionIdle: 30 * time.Minute,
		SessionLifetime: 8 * time.Hour, DatabaseURL: "postgres://u@h/db", TemporalAddr: "t:7233", TemporalNamespace: "ns",
		S3Endpoint: "https://s3", S3AccessKey: "a", S3SecretKey: "b", S3Bucket: "c", GotenbergURL: "http://g:3000",
		Preset: "p", Demo: On, LogLevel: slog.LevelDebug, StopTimeout: 5 * time.Second,
		PageConnections: 7, RecordConnections: 9, Renders: 3,
	}
	plain, files, yaml := map[string]string{}, map[string]string{}, ""
	for setting, value := range values {
		plain[Variable(setting)] = value
		files[Variable(setting)+"_FILE"] = writeFile(t, value+"\n")
		yaml += setting + ": " + value + "\n"
	}
	for name, env := range map[string]map[string]string{
		"environment": plain, "files": files, "yaml": {FileSetting: writeFile(t, yaml)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := load("", All, from(env))
			require.NoError(t, err)
			require.Equal(t, want, c)
		})
	}
}

func TestTheEnvironmentWinsOverTheFile(t *testing.T) {
	t.Parallel()
	env := complete()
	env["TRINHKY_PRESET"] = "from-environment"
	env["TRINHKY_S3_BUCKET"] = "" // as compose leaves what is not set
	c, err := load(writeFile(t, "preset: from-file\ns3_bucket: from-file\n"), All, from(env))
	require.NoError(t, err)
	require.Equal(t, "from-environment", c.Preset)
	require.Equal(t, "from-file", c.S3Bucket)
}

func TestASubcommandNeedsOnlyItsOwnServers(t *testing.T) {
	t.Parallel()
	_, err := load("", Migrate, from(map[string]string{"TRINHKY_DATABASE_URL": "postgres://u@h/db"}))
	require.NoError(t, err)
	_, err = load("", Worker, from(map[string]string{"TRINHKY_DATABASE_URL": "postgres://u@h/db"}))
	require.Len(t, err, 5)
}

func TestEveryFaultIsListedAtOnce(t *testing.T) {
	t.Parallel()
	env := complete()
	for name, value := range map[string]string{
		"TRINHKY_HTTP_ADDR": "8080", "TRINHKY_METRICS_ADDR": ":metrics", "TRINHKY_DATABASE_URL": "mysql://u:hunter2@h/db", "TRINHKY_S3_ENDPOINT": "127.0.0.1:9000",
		"TRINHKY_GOTENBERG_URL": "http://u:hunter2@g", "TRINHKY_PUBLIC_URL": "https://a/b", "TRINHKY_DEMO": "auto",
		"TRINHKY_SECURE_COOKIES": "yes", "TRINHKY_LOG_LEVEL": "loud", "TRINHKY_SESSION_IDLE": "soon",
		"TRINHKY_PAGE_CONNECTIONS": "many", "TRINHKY_RECORD_CONNECTIONS": "0",
		"TRINHKY_SESSION_LIFETIME": "1s", "TRINHKY_S3_SECRET_KEY_FILE": "/nowhere", "TRINHKY_S3_BUCKET_FILE": writeFile(t, "\n"),
	} {
		env[name] = value
	}
	path := writeFile(t, "presset: x\nlog_level: loud\n")
	_, err := load(path, All, from(env))
	var faults Faults
	require.ErrorAs(t, err, &faults)
	want := []string{
		`line 1: there is no setting "presset"`, "line 2: log_level", "TRINHKY_S3_SECRET_KEY and TRINHKY_S3_SECRET_KEY_FILE", "TRINHKY_S3_BUCKET_FILE",
		`"soon" is not a length`, "TRINHKY_LOG_LEVEL", "TRINHKY_HTTP_ADDR is not host:port", "TRINHKY_METRICS_ADDR is not host:port", "TRINHKY_DATABASE_URL is not an address",
		"TRINHKY_S3_ENDPOINT is not an address", "TRINHKY_GOTENBERG_URL carries a user name", "TRINHKY_PUBLIC_URL has more than",
		`TRINHKY_SECURE_COOKIES is "yes"`, `TRINHKY_DEMO is "auto"`, "TRINHKY_SESSION_LIFETIME is 1s", "longer than session_lifetime",
		`TRINHKY_PAGE_CONNECTIONS: "many" is not a number`, "TRINHKY_RECORD_CONNECTIONS is 0",
	}
	for _, part := range want {
		require.ErrorContains(t, err, part)
	}
	require.GreaterOrEqual(t, len(faults), len(want))
	require.NotContains(t, err.Error(), "hunter2")
}

func TestASecondDocumentInTheFileIsAFault(t *testing.T) {
	t.Parallel()
	_, err := load(writeFile(t, "preset: a\n---\npreset: b\n"), 0, from(nil))
	require.ErrorContains(t, err, "something follows the first document")
}

func TestAnEmptyFileSetsNothing(t *testing.T) {
	t.Parallel()
	_, err := load(writeFile(t, "# only a comment\n"), 0, from(nil))
	require.NoError(t, err)
}

func TestASecretNeverShowsItself(t *testing.T) {
	t.Parallel()
	c, err := load("", All, from(complete()))
	require.NoError(t, err)
	asJSON, err := json.Marshal(c)
	require.NoError(t, err)
	var log bytes.Buffer
	NewLogger(&log, slog.LevelInfo).Info("start", "key", c.S3SecretKey, "settings", c)
	for _, shown := range []string{string(asJSON), log.String(), fmt.Sprint(c), fmt.Sprintf("%+v %#v", c, c)} {
		require.NotContains(t, shown, "very-secret-key")
		require.NotContains(t, shown, "pass@")
	}
	require.Equal(t, "very-secret-key", c.S3SecretKey.Reveal())
}

func TestCookiesAreSecureUnlessThePlaceIsLoopback(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		addr, public string
		set          Switch
		want         bool
	}{
		{"127.0.0.1:1", "", Auto, false},
		{"[::1]:1", "", Auto, false},
		{"localhost:1", "", Auto, false},
		{"127.0.0.1:1", "https://office.example", Auto, true},
		{"127.0.0.1:1", "http://office.example", Auto, false},
		{"0.0.0.0:1", "", Auto, true},
		{":1", "", Auto, true},
		{"0.0.0.0:1", "", Off, false},
		{"127.0.0.1:1", "", On, true},
	} {
		require.Equal(t, c.want, Config{HTTPAddr: c.addr, PublicURL: c.public, SecureCookies: c.set}.CookiesSecure(), "%+v", c)
	}
}
