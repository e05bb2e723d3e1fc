package testkit

import (
	"context"
	"crypto/rand"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/storage/files"
)

// Files is an object store with a bucket of the test's own on the test servers'
// MinIO.
func Files(t testing.TB) *files.Store {
	t.Helper()
	store, err := files.Open(context.Background(), FilesConfig(t, RealServers(t).S3Endpoint))
	require.NoError(t, err, "the test servers' object store does not answer: make test-servers")
	return store
}

// FilesConfig names a bucket of the test's own at the endpoint. Nobody removes
// it: the data of the test servers is thrown away with them.
func FilesConfig(t testing.TB, endpoint string) files.Config {
	t.Helper()
	servers := RealServers(t)
	return files.Config{
		Endpoint: endpoint, AccessKey: servers.S3AccessKey, SecretKey: servers.S3SecretKey,
		Bucket: "trinhky-test-" + strings.ToLower(rand.Text()),
	}
}
