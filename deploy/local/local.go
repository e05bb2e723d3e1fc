// Package local runs the servers trinhky stands on (PostgreSQL, Temporal, an
// S3 store and Gotenberg) as plain processes on one Linux machine, without
// Docker. The command in deploy/local/stack is its front; tests use it to kill
// and restart one server in the middle of their work.
//
// Everything an instance owns lies in one folder: data, logs, process ids,
// generated secrets and the environment file the program reads. Instances
// differ by a port offset, so several run side by side.
package local

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// Kind tells the instances of one folder and offset apart.
type Kind string

// The instance people use, the one of the tests, and the one whose servers the
// fault suite kills, stops, cuts off and puts back.
const (
	Run    Kind = "run"
	Test   Kind = "test"
	Faults Kind = "faults"
)

// Port offsets come in hundreds: the base ports below all differ in their last
// two digits, and each kind adds a shift of its own to them, so no two instances
// of any offsets can ever want the same port.
var shifts = map[Kind]int{Run: 0, Test: 50, Faults: 10}

const (
	offsetStep = 100
	// maxOffset keeps every port under 32768, where Linux starts to hand out
	// ports to outgoing connections.
	maxOffset = 13600
)

// Base ports. Chosen away from the servers' usual ones, which are often taken
// on a developer's machine.
const (
	postgresPort           = 15432
	enginePostgresPort     = 15492 // in the instance of the fault suite alone
	temporalFrontendPort   = 17233
	temporalHistoryPort    = 17234
	temporalMatchingPort   = 17235
	temporalWorkerPort     = 17239
	temporalMembershipBase = 20 // added to a service's port
	s3Port                 = 19000
	standinPort            = 19070
	gotenbergPort          = 13001
	productPort            = 18080
	metricsPort            = 18081
)

// Options name one instance.
type Options struct {
	// Root is the checkout, the folder with go.mod.
	Root string
	// Dir holds all instances and the shared binaries.
	Dir string
	// Offset is added to every port; a multiple of 100.
	Offset int
	// Kind is what the instance is for.
	Kind Kind
}

// FromEnvironment reads TRINHKY_LOCAL_DIR (default <checkout>/.local) and
// TRINHKY_PORT_OFFSET (default 0). The checkout is found from the working
// directory upwards.
func FromEnvironment(kind Kind) (Options, error) {
	root, err := findRoot()
	if err != nil {
		return Options{}, err
	}
	o := Options{Root: root, Dir: filepath.Join(root, ".local"), Kind: kind}
	if dir := os.Getenv("TRINHKY_LOCAL_DIR"); dir != "" {
		if o.Dir, err = filepath.Abs(dir); err != nil {
			return Options{}, fmt.Errorf("TRINHKY_LOCAL_DIR: %w", err)
		}
	}
	if text := os.Getenv("TRINHKY_PORT_OFFSET"); text != "" {
		o.Offset, err = strconv.Atoi(text)
		if err != nil || o.Offset < 0 || o.Offset > maxOffset || o.Offset%offsetStep != 0 {
			return Options{}, fmt.Errorf("TRINHKY_PORT_OFFSET=%q: want a multiple of %d from 0 to %d", text, offsetStep, maxOffset)
		}
	}
	return o, nil
}

// InstanceDir is the folder of this instance's data, logs and secrets.
func (o Options) InstanceDir() string {
	return filepath.Join(o.Dir, fmt.Sprintf("%s-%d", o.Kind, o.Offset))
}

// EnvFile is where Up writes the environment of the program.
func (o Options) EnvFile() string { return filepath.Join(o.InstanceDir(), "env") }

func (o Options) binDir() string { return filepath.Join(o.Dir, "bin") }

func (o Options) bin(name string) string { return filepath.Join(o.binDir(), name) }

func (o Options) port(base int) int { return base + shifts[o.Kind] + o.Offset }

// enginePort is where the engine's database is: beside the record in the same
// server, but where the fault suite takes them away one without the other.
func (o Options) enginePort() int {
	if o.Kind == Faults {
		return o.port(enginePostgresPort)
	}
	return o.port(postgresPort)
}

func (o Options) address(base int) string { return fmt.Sprintf("127.0.0.1:%d", o.port(base)) }

func findRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if data, err := os.ReadFile(filepath.Join(dir, "go.mod")); err == nil && isProduct(data) {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("not inside a checkout of trinhky: no go.mod of module trinhky here or above")
		}
		dir = parent
	}
}

func isProduct(goMod []byte) bool {
	const line = "module trinhky\n"
	return len(goMod) >= len(line) && string(goMod[:len(line)]) == line
}
