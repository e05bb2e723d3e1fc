// Command patch copies MinIO's source, mends one place of it, and writes a go.mod
// that builds the copy in the place of the original:
//
//	go run ./patch DIR && go build -modfile DIR/go.mod github.com/minio/minio
//
// The last source that MinIO's project published takes writes without a valid
// signature from whoever knows an access key (CVE-2026-41145, CVE-2026-40344):
// a PUT that announces an unsigned body with a trailer names its key in the
// query, or unpacks an archive, and nobody asks for the signature. No release
// mends it, so the mending is done here, at the one place all such writes pass.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	module = "github.com/minio/minio"
	file   = "cmd/auth-handler.go"
	// place is where isPutActionAllowed looks up the key of such a write.
	place = "\tcase authTypeStreamingUnsignedTrailer:\n\t\tcred, owner, s3Err = "
	// check wants the signature first, and one key only: the lookup that follows
	// prefers the one in the query to the one that signed.
	check = "\tcase authTypeStreamingUnsignedTrailer:\n" +
		"\t\tif s3Err = doesSignatureMatch(unsignedPayloadTrailer, r, region, serviceS3); s3Err != ErrNone {\n" +
		"\t\t\treturn s3Err\n" +
		"\t\t}\n" +
		"\t\tif r.Form.Has(xhttp.AmzCredential) {\n" +
		"\t\t\treturn ErrAccessDenied\n" +
		"\t\t}\n" +
		"\t\tcred, owner, s3Err = "
)

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: patch DIR"))
	}
	if err := write(os.Args[1]); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "patch:", err)
	os.Exit(1)
}

func write(dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	original, err := run("go", "list", "-m", "-f", "{{.Dir}}", module)
	if err != nil {
		return fmt.Errorf("find the source of %s: %w", module, err)
	}
	source := filepath.Join(dir, "source")
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.CopyFS(source, os.DirFS(original)); err != nil {
		return err
	}
	if err := mend(filepath.Join(source, file)); err != nil {
		return err
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	_, err = run("go", "mod", "edit", "-replace", module+"="+source, filepath.Join(dir, "go.mod"))
	return err
}

func mend(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if n := strings.Count(string(text), place); n != 1 {
		return fmt.Errorf("%s has the place to mend %d times, not once: look whether this version still needs it", file, n)
	}
	return os.WriteFile(path, []byte(strings.Replace(string(text), place, check, 1)), 0o644)
}

func run(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}
