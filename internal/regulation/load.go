package regulation

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"trinhky/internal/strictyaml"
)

//go:embed presets/*.yaml
var presets embed.FS

// Presets are the ids of the policies the program carries, in order.
func Presets() []string {
	// The folder is compiled in and its pattern is well formed.
	files, _ := fs.Glob(presets, "presets/*.yaml")
	ids := make([]string, 0, len(files))
	for _, file := range files {
		ids = append(ids, strings.TrimSuffix(path.Base(file), ".yaml"))
	}
	return ids
}

// Load returns the preset with the id, or the policy in an office's own file when the name ends in ".yaml". Both are
// read under the same strictness.
func Load(name string) (Policy, error) {
	if strings.HasSuffix(name, ".yaml") {
		data, err := os.ReadFile(name)
		if err != nil {
			return Policy{}, fmt.Errorf("policy: %w", err)
		}
		return parse(name, data)
	}
	data, err := presets.ReadFile("presets/" + name + ".yaml")
	if err != nil {
		return Policy{}, fmt.Errorf("no preset %q; there are %s", name, strings.Join(Presets(), ", "))
	}
	return parse(name+".yaml", data)
}

func parse(name string, data []byte) (Policy, error) {
	var p Policy
	faults := strictyaml.Decode(data, &p)
	faults = append(faults, p.faults()...)
	if err := faults.Err(); err != nil {
		return Policy{}, fmt.Errorf("policy %s: %w", name, err)
	}
	sum := sha256.Sum256(data)
	p.SHA256 = hex.EncodeToString(sum[:])
	return p, nil
}
