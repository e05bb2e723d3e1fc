package local

import (
	"archive/tar"
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/stretchr/testify/require"
)

// The tests here look at the running servers of the tests: make test-servers.

func testServers(t *testing.T) (*Stack, map[string]string) {
	t.Helper()
	opts, err := FromEnvironment(Test)
	require.NoError(t, err)
	stack, err := Open(opts, io.Discard)
	require.NoError(t, err)
	env, err := ReadEnv(opts.EnvFile())
	require.NoError(t, err, "the test servers have not been started: make test-servers")
	return stack, env
}

// store is MinIO as the program reaches it, with a bucket of the test's own.
func store(t *testing.T) (client *minio.Client, env map[string]string, name string) {
	t.Helper()
	_, env = testServers(t)
	client, err := minio.New(strings.TrimPrefix(env["TRINHKY_S3_ENDPOINT"], "http://"), &minio.Options{
		Creds: credentials.NewStaticV4(env["TRINHKY_S3_ACCESS_KEY"], env["TRINHKY_S3_SECRET_KEY"], ""), Region: "us-east-1",
	})
	require.NoError(t, err)
	name = bucket + "-test-" + strings.ToLower(rand.Text())
	require.NoError(t, client.MakeBucket(t.Context(), name, minio.MakeBucketOptions{}))
	return client, env, name
}

// CVE-2026-41145 and CVE-2026-40344: deploy/local/minio/patch mends them.
func TestTheStoreTakesNoWriteThatTheSecretKeyDidNotSign(t *testing.T) {
	t.Parallel()
	client, env, name := store(t)
	endpoint, access := env["TRINHKY_S3_ENDPOINT"], env["TRINHKY_S3_ACCESS_KEY"]
	core := minio.Core{Client: client}
	upload, err := core.NewMultipartUpload(t.Context(), name, "parts", minio.PutObjectOptions{})
	require.NoError(t, err)

	now := time.Now().UTC()
	scope := access + "/" + now.Format("20060102") + "/us-east-1/s3/aws4_request"
	inQuery := url.Values{
		"X-Amz-Algorithm": {"AWS4-HMAC-SHA256"}, "X-Amz-Credential": {scope}, "X-Amz-Date": {now.Format("20060102T150405Z")},
		"X-Amz-Expires": {"600"}, "X-Amz-SignedHeaders": {"host"}, "X-Amz-Signature": {strings.Repeat("0", 64)},
	}
	forged := "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=" + strings.Repeat("0", 64)
	var archive bytes.Buffer
	packed := tar.NewWriter(&archive)
	require.NoError(t, packed.WriteHeader(&tar.Header{Name: "unpacked", Mode: 0o600, Size: 6}))
	_, err = packed.Write([]byte("forged"))
	require.NoError(t, err)
	require.NoError(t, packed.Close())

	for what, write := range map[string]struct {
		object string
		query  url.Values
		header http.Header
		body   []byte
	}{
		"a key in the query":             {"object", inQuery, nil, nil},
		"a key in the query, of a part":  {"parts", merged(inQuery, url.Values{"uploadId": {upload}, "partNumber": {"1"}}), nil, nil},
		"a made-up signature":            {"object", nil, http.Header{"Authorization": {forged}}, nil},
		"an archive, made-up signature":  {"archive.tar", nil, http.Header{"Authorization": {forged}, "X-Amz-Meta-Snowball-Auto-Extract": {"true"}}, archive.Bytes()},
		"an archive, a key in the query": {"archive.tar", inQuery, http.Header{"X-Amz-Meta-Snowball-Auto-Extract": {"true"}}, archive.Bytes()},
		"nobody's":                       {"object", nil, nil, nil},
	} {
		body := write.body
		if body == nil {
			body = chunked([]byte("forged"))
		}
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPut, endpoint+"/"+name+"/"+write.object+"?"+write.query.Encode(), bytes.NewReader(body))
		require.NoError(t, err)
		for key, values := range write.header {
			req.Header[key] = values
		}
		req.Header.Set("X-Amz-Content-Sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
		req.Header.Set("X-Amz-Date", now.Format("20060102T150405Z"))
		req.Header.Set("X-Amz-Decoded-Content-Length", "6")
		req.Header.Set("X-Amz-Trailer", "x-amz-checksum-crc32")
		res, err := http.DefaultClient.Do(req)
		require.NoError(t, err, what)
		answer, err := io.ReadAll(res.Body)
		require.NoError(t, err)
		require.NoError(t, res.Body.Close())
		require.Equal(t, 4, res.StatusCode/100, "%s: %s\n(a MinIO built before its patch? make test-servers-down test-servers)", what, answer)
	}
	for object := range client.ListObjects(t.Context(), name, minio.ListObjectsOptions{Recursive: true}) {
		t.Fatalf("%s was written: %v", object.Key, object.Err)
	}
	parts, err := core.ListObjectParts(t.Context(), name, "parts", upload, 0, 10)
	require.NoError(t, err)
	require.Empty(t, parts.ObjectParts)
}

func merged(all ...url.Values) url.Values {
	sum := url.Values{}
	for _, values := range all {
		for name, value := range values {
			sum[name] = value
		}
	}
	return sum
}

// chunked is a body in chunks without signatures, its checksum behind it.
func chunked(data []byte) []byte {
	sum := base64.StdEncoding.EncodeToString(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(data)))
	return fmt.Appendf(nil, "%x\r\n%s\r\n0\r\nx-amz-checksum-crc32:%s\r\n\r\n", len(data), data, sum)
}

func TestTheProgramsKeyReachesItsBucketAndNothingElse(t *testing.T) {
	t.Parallel()
	client, _, name := store(t)
	_, err := client.PutObject(t.Context(), name, "own", strings.NewReader("own"), 3, minio.PutObjectOptions{})
	require.NoError(t, err)
	require.NoError(t, client.RemoveObject(t.Context(), name, "own", minio.RemoveObjectOptions{}))

	denied := func(err error) {
		t.Helper()
		require.Equal(t, "AccessDenied", minio.ToErrorResponse(err).Code, err)
	}
	denied(client.MakeBucket(t.Context(), "elsewhere", minio.MakeBucketOptions{}))
	_, err = client.StatObject(t.Context(), "elsewhere", "file", minio.StatObjectOptions{})
	denied(err)
	// Nobody's key but root's opens a bucket to everybody.
	everybody := `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::` + name + `/*"]}]}`
	denied(client.SetBucketPolicy(t.Context(), name, everybody))
}

func TestTheConverterIsNotRootAndNoServerFillsTheMachine(t *testing.T) {
	t.Parallel()
	stack, _ := testServers(t)
	for _, srv := range stack.servers {
		p, running := stack.process(srv)
		require.True(t, running, srv.title)
		for _, member := range p.family() {
			user, data, err := confinement(member)
			if !member.alive() {
				continue // a conversion that just ended
			}
			require.NoError(t, err)
			if srv.memory > 0 {
				require.Equal(t, strconv.FormatUint(srv.memory, 10), data, "%s, process %d", srv.title, member.pid)
			}
			if srv.name == Gotenberg && os.Geteuid() == 0 {
				require.NotZero(t, user, "process %d of Gotenberg runs as root", member.pid)
			}
		}
	}
}

// confinement is whom a process runs as and how many bytes of data it may fill.
func confinement(p process) (user uint32, data string, err error) {
	dir := fmt.Sprintf("/proc/%d", p.pid)
	info, err := os.Stat(dir)
	if err != nil {
		return 0, "", err
	}
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		user = st.Uid
	}
	limits, err := os.ReadFile(dir + "/limits")
	_, rest, _ := strings.Cut(string(limits), "Max data size")
	if fields := strings.Fields(rest); len(fields) > 0 {
		data = fields[0]
	}
	return user, data, err
}
