package local

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// minio is the S3 store of the documents' files.
func (s *Stack) minio() *server {
	return &server{
		name:    Minio,
		title:   "MinIO",
		ports:   map[string]int{"service": s.opts.port(s3Port)},
		prepare: func(context.Context) error { return os.MkdirAll(s.dir("minio"), 0o700) },
		command: func(ctx context.Context) (*exec.Cmd, error) {
			cmd := exec.CommandContext(ctx, s.opts.bin("minio"), "server", "--address", s.opts.address(s3Port), s.dir("minio"))
			cmd.Dir = s.opts.InstanceDir()
			cmd.Env = s.serverEnv(s.opts.InstanceDir(),
				"MINIO_ROOT_USER="+s.secrets.s3RootAccessKey, "MINIO_ROOT_PASSWORD="+s.secrets.s3RootSecretKey,
				// Nothing but plain S3: no console, no calls home.
				"MINIO_BROWSER=off", "MINIO_UPDATE=off")
			return cmd, nil
		},
		healthy:   httpHealth("http://" + s.opts.address(s3Port) + "/minio/health/ready"),
		settle:    s.grantAccess,
		memory:    2 << 30,
		stop:      syscall.SIGTERM,
		stopTime:  30 * time.Second,
		startTime: 60 * time.Second,
	}
}

// scratchBuckets are those of benchmarks and tests, beside the program's own.
const scratchBuckets = bucket + "-*"

// grantAccess gives the program its own key to the store, so that the root key
// stays with the server.
func (s *Stack) grantAccess(ctx context.Context) error {
	cmd := exec.CommandContext(ctx, filepath.Join(s.opts.Root, "deploy/local/minio/access.sh"), bucket, scratchBuckets)
	cmd.Dir = s.opts.InstanceDir()
	cmd.Env = s.serverEnv(s.opts.InstanceDir(),
		"MC_HOST_store=http://"+s.secrets.s3RootAccessKey+":"+s.secrets.s3RootSecretKey+"@"+s.opts.address(s3Port),
		"ACCESS_KEY="+s.secrets.s3AccessKey, "SECRET_KEY="+s.secrets.s3SecretKey)
	// Last in the list it counts: the tools built here go first.
	cmd.Env = append(cmd.Env, "PATH="+s.opts.binDir()+":/usr/bin:/bin")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("give the program its key: %w\n%s", err, out)
	}
	return nil
}

// standin is a second, unrelated S3 server: the tests run against it too, to
// show that the store can be replaced.
func (s *Stack) standin() *server {
	address := s.opts.address(standinPort)
	return &server{
		name:  Standin,
		title: "VersityGW",
		ports: map[string]int{"service": s.opts.port(standinPort)},
		prepare: func(context.Context) error {
			return errors.Join(os.MkdirAll(s.dir("versitygw", "objects"), 0o700), os.MkdirAll(s.dir("versitygw", "meta"), 0o700))
		},
		command: func(ctx context.Context) (*exec.Cmd, error) {
			cmd := exec.CommandContext(ctx, s.opts.bin("versitygw"), "--port", address, "--health", "/healthz", "--quiet",
				"posix", "--sidecar", s.dir("versitygw", "meta"), s.dir("versitygw", "objects"))
			cmd.Dir = s.opts.InstanceDir()
			cmd.Env = s.serverEnv(s.opts.InstanceDir(),
				"ROOT_ACCESS_KEY_ID="+s.secrets.s3AccessKey, "ROOT_SECRET_ACCESS_KEY="+s.secrets.s3SecretKey)
			return cmd, nil
		},
		memory:    2 << 30,
		healthy:   httpHealth("http://" + address + "/healthz"),
		stop:      syscall.SIGTERM,
		stopTime:  30 * time.Second,
		startTime: 60 * time.Second,
	}
}
