package local

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// bucket is the one bucket of the program.
const bucket = "trinhky"

// secrets are made at random on the first start and kept in files of mode
// 0600. They protect the servers from other accounts of the same machine, for
// loopback is open to all of them.
type secrets struct {
	postgresAdmin, postgresTemporal, postgresProduct string
	s3RootAccessKey, s3RootSecretKey                 string // of the store itself
	s3AccessKey, s3SecretKey                         string // of the program
	demoPassword                                     string // of every demo account
}

const demoPasswordFile = "demo-password"

// DemoPasswordFile is where the password of the demo's accounts is kept, which the
// program prints once; empty where there is no demo.
func (s *Stack) DemoPasswordFile() string {
	if s.Environment()["TRINHKY_DEMO"] != "on" {
		return ""
	}
	return s.dir("secrets", demoPasswordFile)
}

func loadSecrets(dir string) (secrets, error) {
	var s secrets
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return s, err
	}
	for name, into := range map[string]*string{
		"postgres-admin":    &s.postgresAdmin,
		"postgres-temporal": &s.postgresTemporal,
		"postgres-trinhky":  &s.postgresProduct,
		"s3-root-access":    &s.s3RootAccessKey,
		"s3-root-secret":    &s.s3RootSecretKey,
		"s3-access-key":     &s.s3AccessKey,
		"s3-secret-key":     &s.s3SecretKey,
		demoPasswordFile:    &s.demoPassword,
	} {
		file := filepath.Join(dir, name)
		data, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			random := make([]byte, 16)
			// Never returns an error, see crypto/rand.
			_, _ = rand.Read(random)
			data = []byte(hex.EncodeToString(random))
			err = os.WriteFile(file, data, 0o600)
		}
		if err != nil {
			return s, err
		}
		*into = string(data)
	}
	return s, nil
}

// Environment is what the program needs to reach this instance, by name of
// variable.
func (s *Stack) Environment() map[string]string {
	env := map[string]string{
		"TRINHKY_HTTP_ADDR":          s.opts.address(productPort),
		"TRINHKY_METRICS_ADDR":       s.opts.address(metricsPort),
		"TRINHKY_DATABASE_URL":       fmt.Sprintf("postgres://trinhky:%s@%s/trinhky?sslmode=disable", s.secrets.postgresProduct, s.opts.address(postgresPort)),
		"TRINHKY_TEMPORAL_ADDR":      s.opts.address(temporalFrontendPort),
		"TRINHKY_TEMPORAL_NAMESPACE": "trinhky",
		"TRINHKY_S3_ENDPOINT":        "http://" + s.opts.address(s3Port),
		"TRINHKY_S3_ACCESS_KEY":      s.secrets.s3AccessKey,
		"TRINHKY_S3_SECRET_KEY":      s.secrets.s3SecretKey,
		"TRINHKY_S3_BUCKET":          bucket,
		"TRINHKY_GOTENBERG_URL":      "http://" + s.opts.address(gotenbergPort),
		"TRINHKY_PRESET":             "ubnd-thanh-pho-2024",
		"TRINHKY_DEMO":               "on",
		"TRINHKY_LOG_LEVEL":          "info",
	}
	if s.opts.Kind == Test {
		env["TRINHKY_TEST_STANDIN_ENDPOINT"] = "http://" + s.opts.address(standinPort)
	}
	// What the person set goes before the defaults, except what follows from
	// where the servers are.
	for _, name := range []string{"TRINHKY_PRESET", "TRINHKY_DEMO", "TRINHKY_LOG_LEVEL"} {
		if value, ok := os.LookupEnv(name); ok {
			env[name] = value
		}
	}
	if env["TRINHKY_DEMO"] == "on" {
		env["TRINHKY_DEMO_PASSWORD"] = s.secrets.demoPassword
	}
	return env
}

func (s *Stack) writeEnv() error {
	var b strings.Builder
	env := s.Environment()
	for _, name := range slices.Sorted(maps.Keys(env)) {
		fmt.Fprintf(&b, "%s=%s\n", name, env[name])
	}
	return writeFile(s.opts.EnvFile(), b.String(), 0o600)
}

// ReadEnv reads an environment file written by Up.
func ReadEnv(file string) (map[string]string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	env := map[string]string{}
	for line := range strings.Lines(string(data)) {
		name, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		if !ok {
			return nil, fmt.Errorf("%s: line without =: %q", file, line)
		}
		env[name] = value
	}
	return env, nil
}

// serverEnv is the small environment servers run in: nothing of the person's
// own reaches them.
func (s *Stack) serverEnv(home string, more ...string) []string {
	return append([]string{
		"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
		"HOME=" + home,
		"LANG=C.UTF-8",
		"TZ=UTC",
	}, more...)
}

// writeFile replaces a file whole, so a reader never sees half of it.
func writeFile(file, text string, mode fs.FileMode) error {
	draft := file + ".new"
	if err := os.WriteFile(draft, []byte(text), mode); err != nil {
		return err
	}
	return os.Rename(draft, file)
}
