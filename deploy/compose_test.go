// Package deploy checks what deploys the product: it holds tests only.
package deploy

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/stretchr/testify/require"
)

// Services that do one thing and end; all others run on.
var oneShots = []string{"secrets", "temporal-schema", "minio-access", "migrate", "promote"}

func loadCompose(t *testing.T) *types.Project {
	t.Helper()
	options, err := cli.NewProjectOptions([]string{"../docker-compose.yml"})
	require.NoError(t, err)
	project, err := options.LoadProject(t.Context())
	require.NoError(t, err, "docker-compose.yml must be valid by the Compose specification, with nothing set in the environment")
	return project
}

func TestComposeHasEveryServerAndTheProgramFromOneImage(t *testing.T) {
	t.Parallel()
	project := loadCompose(t)
	require.ElementsMatch(t,
		[]string{"secrets", "postgres", "temporal-schema", "temporal", "minio", "minio-access", "gotenberg", "migrate", "api", "worker", "promote"},
		project.ServiceNames())
	for _, name := range []string{"migrate", "worker", "promote"} {
		require.Equal(t, project.Services["api"].Image, project.Services[name].Image)
	}
}

func TestComposePinsEveryImage(t *testing.T) {
	t.Parallel()
	project := loadCompose(t)
	built := map[string]bool{}
	for _, service := range project.Services {
		if service.Build != nil {
			built[service.Image] = true
		}
	}
	for name, service := range project.Services {
		if service.Build != nil {
			require.Equal(t, "deploy/Dockerfile", service.Build.Dockerfile, name)
			require.NotEmpty(t, service.Build.Target, name)
			continue
		}
		if !built[service.Image] {
			requirePinned(t, service.Image)
		}
	}
	dockerfile, err := os.Open("Dockerfile")
	require.NoError(t, err)
	defer dockerfile.Close()
	stages := map[string]bool{}
	lines := bufio.NewScanner(dockerfile)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		if len(words) < 4 || words[0] != "FROM" {
			continue
		}
		if !stages[words[1]] {
			requirePinned(t, words[1])
		}
		stages[words[3]] = true
	}
	require.NoError(t, lines.Err())
	require.True(t, stages["trinhky"] && stages["minio"], "the Dockerfile has both targets")
}

// requirePinned wants a tag with the whole version, not one that moves.
func requirePinned(t *testing.T, image string) {
	t.Helper()
	require.Regexp(t, `^[a-z0-9./-]+:\d+\.\d+(\.\d+)?(-[a-z]+)?$`, image)
}

func TestComposeChecksTheHealthOfWhatRunsOn(t *testing.T) {
	t.Parallel()
	project := loadCompose(t)
	for name, service := range project.Services {
		if isOneShot(name) {
			require.Empty(t, service.Restart, "%s ends when it is done", name)
			continue
		}
		require.NotNil(t, service.HealthCheck, name)
		require.NotEmpty(t, service.HealthCheck.Test, name)
		require.Equal(t, types.RestartPolicyUnlessStopped, service.Restart, name)
	}
}

func TestComposeWaitsForServersToBeReady(t *testing.T) {
	t.Parallel()
	project := loadCompose(t)
	for name, service := range project.Services {
		for dependency, how := range service.DependsOn {
			want := types.ServiceConditionHealthy
			if isOneShot(dependency) {
				want = types.ServiceConditionCompletedSuccessfully
			}
			require.Equal(t, want, how.Condition, "%s waits for %s", name, dependency)
		}
	}
	for _, name := range []string{"api", "worker"} {
		for _, dependency := range []string{"migrate", "temporal", "minio", "minio-access", "gotenberg"} {
			require.Contains(t, project.Services[name].DependsOn, dependency, name)
		}
	}
	require.Contains(t, project.Services["migrate"].DependsOn, "postgres")
	require.Contains(t, project.Services["temporal"].DependsOn, "temporal-schema")
}

func TestComposeHoldsNoSecret(t *testing.T) {
	t.Parallel()
	secret := regexp.MustCompile(`(?i)(password|passwd|pwd|secret|access_key|token|database_url)`)
	for name, service := range loadCompose(t).Services {
		for variable, value := range service.Environment {
			if !secret.MatchString(variable) {
				continue
			}
			require.True(t, strings.HasSuffix(variable, "_FILE"), "%s: %s must be read from a file", name, variable)
			require.NotNil(t, value, name)
			require.True(t, strings.HasPrefix(*value, "/secrets/"), "%s: %s", name, variable)
		}
	}
	for _, file := range []string{"../docker-compose.yml", "local/minio/access.sh", "compose/make-secrets.sh", "compose/make-databases.sh", "compose/temporal-schema.sh"} {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		// A password in a URL, or a long run of hexadecimal digits.
		require.NotRegexp(t, `://[^:/$\s]+:[^@$\s]+@|\b[0-9a-f]{24,}\b`, string(text), file)
	}
}

func TestComposePublishesOnlyTheProductAndOnlyOnLoopback(t *testing.T) {
	t.Parallel()
	for name, service := range loadCompose(t).Services {
		if name != "api" {
			require.Empty(t, service.Ports, name)
			continue
		}
		require.Len(t, service.Ports, 1)
		require.Equal(t, "127.0.0.1", service.Ports[0].HostIP)
	}
}

func TestComposeGivesTheServersNoWayOut(t *testing.T) {
	t.Parallel()
	project := loadCompose(t)
	require.True(t, project.Networks["inside"].Internal)
	require.True(t, project.Networks["converter"].Internal)
	for name, service := range project.Services {
		if name == "api" || name == "worker" || service.NetworkMode == "none" {
			continue
		}
		want := "inside"
		if name == "gotenberg" {
			want = "converter" // a document that takes it over meets no other server
		}
		require.Equal(t, []string{want}, service.NetworksByPriority(), name)
	}
}

func TestComposeBoundsTheMemoryAndProcessesOfEveryServer(t *testing.T) {
	t.Parallel()
	for name, service := range loadCompose(t).Services {
		require.Positive(t, service.MemLimit, name)
		require.Positive(t, service.PidsLimit, name)
	}
}

func TestTheProgramHasAKeyOfItsOwnToTheStore(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	make := func() {
		// chown needs root; whose the files are is not looked at here.
		cmd := exec.Command("/bin/sh", "-c", `chown() { :; }; dir=$1; set -- "$dir"; . ./compose/make-secrets.sh`, "sh", dir)
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, string(out))
	}
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		return string(data)
	}
	make()
	require.NotEqual(t, read("minio/access-key"), read("trinhky/s3-access-key"))
	require.NotEqual(t, read("minio/secret-key"), read("trinhky/s3-secret-key"))
	kept := read("trinhky/s3-access-key")
	make()
	require.Equal(t, kept, read("trinhky/s3-access-key"))

	// An installation of before the program had its own.
	root := read("minio/access-key")
	require.NoError(t, os.WriteFile(filepath.Join(dir, "trinhky/s3-access-key"), []byte(root), 0o600))
	make()
	require.Equal(t, root, read("minio/access-key"))
	require.NotEqual(t, root, read("trinhky/s3-access-key"))
}

func TestComposeRunsTheProgramWithoutPrivileges(t *testing.T) {
	t.Parallel()
	for name, service := range loadCompose(t).Services {
		if service.Build == nil {
			continue
		}
		require.Equal(t, []string{"ALL"}, service.CapDrop, name)
		require.Contains(t, service.SecurityOpt, "no-new-privileges:true", name)
	}
	dockerfile, err := os.ReadFile("Dockerfile")
	require.NoError(t, err)
	for _, target := range []string{"minio", "trinhky"} {
		_, stage, found := strings.Cut(string(dockerfile), " AS "+target+"\n")
		require.True(t, found, target)
		stage, _, _ = strings.Cut(stage, "\nFROM ")
		require.Contains(t, stage, "\nUSER 10001:10001\n", target)
	}
}

func isOneShot(service string) bool { return slices.Contains(oneShots, service) }
