// Package files keeps files in an S3 store under the SHA-256 of their content.
// It uses nothing but plain S3 calls, so that any S3 server will do.
package files

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"trinhky/internal/domain"
)

// Config says where the store is. The endpoint is http://host:port or https://….
type Config struct {
	Endpoint  string
	AccessKey string
	SecretKey string
	Bucket    string
}

// Store keeps files by their content. It is safe for use by many at once.
type Store struct {
	client *minio.Client
	bucket string
}

// partSize bounds what one upload of unknown length holds in memory, in bytes;
// 5 MiB is the least S3 allows.
const partSize = 5 << 20

// region is what servers outside a cloud go by.
const region = "us-east-1"

// Open connects to the store and makes the bucket where it is missing.
func Open(ctx context.Context, cfg Config) (*Store, error) {
	endpoint, err := url.Parse(cfg.Endpoint)
	if err != nil {
		return nil, fmt.Errorf("read the address of the object store: %w", err)
	}
	if endpoint.Host == "" || (endpoint.Scheme != "http" && endpoint.Scheme != "https") {
		return nil, fmt.Errorf("the address of the object store %q is not http://host:port", cfg.Endpoint)
	}
	client, err := minio.New(endpoint.Host, &minio.Options{
		Creds: credentials.NewStaticV4(cfg.AccessKey, cfg.SecretKey, ""), Secure: endpoint.Scheme == "https", Region: region,
		MaxRetries: 3, // a server that is away is told to the person soon
	})
	if err != nil {
		return nil, fmt.Errorf("object store %s: %w", endpoint.Host, err)
	}
	s := &Store{client, cfg.Bucket}
	return s, s.makeBucket(ctx)
}

func (s *Store) makeBucket(ctx context.Context) error {
	exists, err := s.client.BucketExists(ctx, s.bucket)
	if err != nil {
		return known("look for bucket "+s.bucket, err)
	}
	if exists {
		return nil
	}
	err = s.client.MakeBucket(ctx, s.bucket, minio.MakeBucketOptions{Region: region})
	switch minio.ToErrorResponse(err).Code {
	case "BucketAlreadyOwnedByYou", "BucketAlreadyExists":
		return nil // another starter was first
	}
	return known("make bucket "+s.bucket, err)
}

// Ping reports whether the store answers and has the bucket.
func (s *Store) Ping(ctx context.Context) error {
	exists, err := s.client.BucketExists(ctx, s.bucket)
	if err == nil && !exists {
		err = fmt.Errorf("bucket %s is missing", s.bucket)
	}
	return known("ping the object store", err)
}

func key(sha256 string) string { return "sha256/" + sha256[:2] + "/" + sha256 }

// Put streams the content to the store while it is hashed, and keeps it under
// its hash; content that is there already is kept once. It returns a
// *domain.Error too_large for more than maxSize bytes, unavailable when the
// store is away; nothing is kept then.
func (s *Store) Put(ctx context.Context, r io.Reader, maxSize int64) (sha256Hex string, size int64, err error) {
	incoming := "incoming/" + time.Now().UTC().Format("20060102") + "/" + rand.Text()
	in := &measured{r: r, left: maxSize, hash: sha256.New()}
	defer func() {
		// Also after a failure half-way and when the caller has left.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		_ = s.client.RemoveObject(ctx, s.bucket, incoming, minio.RemoveObjectOptions{}) // what stays is swept by its date
	}()
	_, err = s.client.PutObject(ctx, s.bucket, incoming, in, -1, minio.PutObjectOptions{
		ContentType: "application/octet-stream", PartSize: partSize, NumThreads: 1,
	})
	switch {
	case in.tooLarge:
		return "", 0, &domain.Error{Code: domain.ErrTooLarge, Key: "upload.too_large", Args: map[string]any{"Megabytes": maxSize >> 20}, Cause: err}
	case in.err != nil:
		return "", 0, fmt.Errorf("read what is to be stored: %w", in.err)
	case err != nil:
		return "", 0, known("store a file", err)
	}
	sha256Hex = hex.EncodeToString(in.hash.Sum(nil))
	if _, err := s.Stat(ctx, sha256Hex); err == nil {
		return sha256Hex, in.size, nil
	} else if domain.CodeOf(err) != domain.ErrNotFound {
		return "", 0, err
	}
	_, err = s.client.CopyObject(ctx, minio.CopyDestOptions{Bucket: s.bucket, Object: key(sha256Hex)}, minio.CopySrcOptions{Bucket: s.bucket, Object: incoming})
	if err != nil {
		return "", 0, known("keep file "+sha256Hex, err)
	}
	return sha256Hex, in.size, nil
}

// Stat returns the size in bytes of stored content; not_found where there is none.
func (s *Store) Stat(ctx context.Context, sha256 string) (int64, error) {
	if !valid(sha256) {
		return 0, unknown(sha256)
	}
	info, err := s.client.StatObject(ctx, s.bucket, key(sha256), minio.StatObjectOptions{})
	return info.Size, known("look for file "+sha256, err)
}

// Get opens stored content from its beginning; size in bytes. Reading ends with
// an error instead of io.EOF where the content is not what its hash says.
func (s *Store) Get(ctx context.Context, sha256 string) (io.ReadCloser, int64, error) {
	size, err := s.Stat(ctx, sha256)
	if err != nil {
		return nil, 0, err
	}
	object, err := s.client.GetObject(ctx, s.bucket, key(sha256), minio.GetObjectOptions{})
	if err != nil {
		return nil, 0, known("open file "+sha256, err)
	}
	return newVerified(object, sha256), size, nil
}

// ReaderAt reads stored content at any place over the network; size in bytes.
// Its hash is not verified. The reader must be closed.
func (s *Store) ReaderAt(ctx context.Context, sha256 string) (ReadAtCloser, int64, error) {
	size, err := s.Stat(ctx, sha256)
	if err != nil {
		return nil, 0, err
	}
	object, err := s.client.GetObject(ctx, s.bucket, key(sha256), minio.GetObjectOptions{})
	if err != nil {
		return nil, 0, known("open file "+sha256, err)
	}
	return object, size, nil
}

// ReadAtCloser is stored content that can be read at any place.
type ReadAtCloser interface {
	io.ReaderAt
	io.Closer
}

func valid(sha256 string) bool {
	raw, err := hex.DecodeString(sha256)
	return err == nil && len(raw) == 32 && hex.EncodeToString(raw) == sha256
}

func unknown(sha256 string) error {
	return &domain.Error{Code: domain.ErrNotFound, Key: "file.not_found", Cause: fmt.Errorf("%q is no SHA-256 in lower-case hex", sha256)}
}

// known turns an answer of the store into an error with a category.
func known(operation string, err error) error {
	if err == nil {
		return nil
	}
	cause := fmt.Errorf("%s: %w", operation, err)
	switch answer := minio.ToErrorResponse(err); {
	case answer.Code == "NoSuchKey" || (answer.StatusCode == http.StatusNotFound && answer.Code != "NoSuchBucket"):
		return &domain.Error{Code: domain.ErrNotFound, Key: "file.not_found", Cause: cause}
	case answer.StatusCode >= 400 && answer.StatusCode < 500:
		return cause // our own fault: keys, names
	}
	return &domain.Error{Code: domain.ErrUnavailable, Key: "file.unavailable", Cause: cause}
}
