package files_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/storage/files"
)

const limit = 64 << 20

// place is an object store to test against.
type place struct {
	store *files.Store
	cfg   files.Config
}

// places are a bucket on MinIO and one on an S3 server of another make.
func places(t *testing.T) map[string]place {
	t.Helper()
	servers := testkit.RealServers(t)
	found := map[string]place{}
	for name, endpoint := range map[string]string{"MinIO": servers.S3Endpoint, "VersityGW": servers.StandinEndpoint} {
		cfg := testkit.FilesConfig(t, endpoint)
		store, err := files.Open(context.Background(), cfg)
		require.NoError(t, err)
		found[name] = place{store, cfg}
	}
	return found
}

func random(n int) []byte {
	data := make([]byte, n)
	_, _ = rand.NewChaCha8([32]byte{byte(n)}).Read(data)
	return data
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func hasCode(t *testing.T, err error, code domain.ErrorCode) {
	t.Helper()
	var known *domain.Error
	require.ErrorAs(t, err, &known)
	require.Equal(t, code, known.Code, err)
}

// raw is the same store past our own code.
func raw(t *testing.T, cfg files.Config) *minio.Client {
	t.Helper()
	endpoint, err := url.Parse(cfg.Endpoint)
	require.NoError(t, err)
	client, err := minio.New(endpoint.Host, &minio.Options{Creds: credentials.NewStaticV4(cfg.AccessKey, cfg.SecretKey, ""), Region: "us-east-1"})
	require.NoError(t, err)
	return client
}

func keys(t *testing.T, cfg files.Config) []string {
	t.Helper()
	var names []string
	for object := range raw(t, cfg).ListObjects(context.Background(), cfg.Bucket, minio.ListObjectsOptions{Recursive: true}) {
		require.NoError(t, object.Err)
		names = append(names, object.Key)
	}
	return names
}

func TestAFileIsKeptUnderItsHashAndComesBackWhole(t *testing.T) {
	t.Parallel()
	for name, at := range places(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			store, cfg := at.store, at.cfg
			ctx := context.Background()
			for _, size := range []int{1, 4096, 5<<20 - 1, 5 << 20, 12<<20 + 7} {
				data := random(size)
				sha, n, err := store.Put(ctx, iotest.OneByteReader(bytes.NewReader(data[:1])), limit)
				require.NoError(t, err)
				require.Equal(t, int64(1), n)
				require.Equal(t, hashOf(data[:1]), sha)
				sha, n, err = store.Put(ctx, bytes.NewReader(data), limit)
				require.NoError(t, err)
				require.Equal(t, int64(size), n)
				require.Equal(t, hashOf(data), sha)
				body, n, err := store.Get(ctx, sha)
				require.NoError(t, err)
				require.Equal(t, int64(size), n)
				back, err := io.ReadAll(body)
				require.NoError(t, err)
				require.NoError(t, body.Close())
				require.True(t, bytes.Equal(data, back))
				n, err = store.Stat(ctx, sha)
				require.NoError(t, err)
				require.Equal(t, int64(size), n)
				at, n, err := store.ReaderAt(ctx, sha)
				require.NoError(t, err)
				require.Equal(t, int64(size), n)
				last := make([]byte, 1)
				_, err = at.ReadAt(last, int64(size)-1)
				require.True(t, err == nil || errors.Is(err, io.EOF))
				require.Equal(t, data[size-1], last[0])
				require.NoError(t, at.Close())
			}
			for _, key := range keys(t, cfg) {
				require.True(t, strings.HasPrefix(key, "sha256/"), "nothing stays behind: %s", key)
			}
		})
	}
}

func TestTheSameContentIsKeptOnceHoweverOftenItComes(t *testing.T) {
	t.Parallel()
	for name, at := range places(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			store, cfg := at.store, at.cfg
			data := random(1000)
			var wg sync.WaitGroup
			faults := make([]error, 8)
			for i := range faults {
				wg.Go(func() { _, _, faults[i] = store.Put(context.Background(), bytes.NewReader(data), limit) })
			}
			wg.Wait()
			require.Equal(t, make([]error, 8), faults)
			sha := hashOf(data)
			require.Equal(t, []string{"sha256/" + sha[:2] + "/" + sha}, keys(t, cfg))
		})
	}
}

func TestAFileOverTheLimitIsRefusedAndNothingKept(t *testing.T) {
	t.Parallel()
	for name, at := range places(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			store, cfg := at.store, at.cfg
			ctx := context.Background()
			_, _, err := store.Put(ctx, bytes.NewReader(random(1001)), 1000)
			hasCode(t, err, domain.ErrTooLarge)
			_, _, err = store.Put(ctx, bytes.NewReader(random(11<<20)), 10<<20)
			hasCode(t, err, domain.ErrTooLarge)
			require.Empty(t, keys(t, cfg))
			_, n, err := store.Put(ctx, bytes.NewReader(random(1000)), 1000)
			require.NoError(t, err, "just the limit")
			require.Equal(t, int64(1000), n)
		})
	}
}

func TestAnUploadThatBreaksOffKeepsNothing(t *testing.T) {
	t.Parallel()
	for name, at := range places(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			store, cfg := at.store, at.cfg
			broken := errors.New("the line went dead")
			_, _, err := store.Put(context.Background(), io.MultiReader(bytes.NewReader(random(6<<20)), iotest.ErrReader(broken)), limit)
			require.ErrorIs(t, err, broken)
			require.Empty(t, keys(t, cfg))
		})
	}
}

func TestContentThatIsNotWhatItsHashSaysEndsWithAnError(t *testing.T) {
	t.Parallel()
	for name, at := range places(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			store, cfg := at.store, at.cfg
			ctx := context.Background()
			sha, _, err := store.Put(ctx, strings.NewReader("what was signed"), limit)
			require.NoError(t, err)
			forged := "what was forged"
			_, err = raw(t, cfg).PutObject(ctx, cfg.Bucket, "sha256/"+sha[:2]+"/"+sha, strings.NewReader(forged), int64(len(forged)), minio.PutObjectOptions{})
			require.NoError(t, err)
			body, _, err := store.Get(ctx, sha)
			require.NoError(t, err)
			_, err = io.ReadAll(body)
			require.ErrorContains(t, err, "holds content of hash "+hashOf([]byte(forged)))
			require.NoError(t, body.Close())
		})
	}
}

func TestWhatIsNotThereIsNotFound(t *testing.T) {
	t.Parallel()
	for name, at := range places(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			store := at.store
			ctx := context.Background()
			for _, sha := range []string{hashOf([]byte("nothing")), "", "x", "../../etc/passwd", strings.ToUpper(hashOf([]byte("nothing")))} {
				_, err := store.Stat(ctx, sha)
				hasCode(t, err, domain.ErrNotFound)
				_, _, err = store.Get(ctx, sha)
				hasCode(t, err, domain.ErrNotFound)
				_, _, err = store.ReaderAt(ctx, sha)
				hasCode(t, err, domain.ErrNotFound)
			}
		})
	}
}

func TestAStoreThatIsAwayIsUnavailable(t *testing.T) {
	t.Parallel()
	_, err := files.Open(context.Background(), testkit.FilesConfig(t, "http://127.0.0.1:1"))
	hasCode(t, err, domain.ErrUnavailable)
	_, err = files.Open(context.Background(), files.Config{Endpoint: "localhost:9000"})
	require.ErrorContains(t, err, "http://host:port")
}

func TestOpeningAgainFindsTheSameBucket(t *testing.T) {
	t.Parallel()
	for name, at := range places(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			store, cfg := at.store, at.cfg
			ctx := context.Background()
			sha, _, err := store.Put(ctx, strings.NewReader("a"), limit)
			require.NoError(t, err)
			again, err := files.Open(ctx, cfg)
			require.NoError(t, err)
			require.NoError(t, again.Ping(ctx))
			_, err = again.Stat(ctx, sha)
			require.NoError(t, err)
		})
	}
}

func TestALargeFileIsNeverHeldWholeInMemory(t *testing.T) {
	const size = 200 << 20
	store := testkit.Files(t)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	file, err := os.CreateTemp(t.TempDir(), "large")
	require.NoError(t, err)
	require.NoError(t, file.Truncate(size))
	sha, n, err := store.Put(context.Background(), file, size)
	require.NoError(t, err)
	require.NoError(t, file.Close())
	require.Equal(t, int64(size), n)
	body, _, err := store.Get(context.Background(), sha)
	require.NoError(t, err)
	n, err = io.Copy(io.Discard, body)
	require.NoError(t, err)
	require.NoError(t, body.Close())
	require.Equal(t, int64(size), n)
	runtime.ReadMemStats(&after)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(size/2), "bytes allocated in all, freed ones included")
}
