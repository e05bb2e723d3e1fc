package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

const prefix = "TRINHKY_"

// FileSetting names the variable that holds the path of the YAML file, where
// no flag does.
const FileSetting = prefix + "CONFIG"

// Load reads the settings of the process: defaults, then the YAML file (its
// path, or the one FileSetting names when path is empty), then the environment.
// The error is a Faults with all that is wrong.
func Load(path string, needs Needs) (Config, error) {
	return load(path, needs, os.LookupEnv)
}

// Faults are all that is wrong with the settings, one a line.
type Faults []string

func (f Faults) Error() string {
	return fmt.Sprintf("the settings have %d faults:\n  %s", len(f), strings.Join(f, "\n  "))
}

func load(path string, needs Needs, lookup func(string) (string, bool)) (Config, error) {
	c := defaults()
	var faults Faults
	if path == "" {
		path, _ = lookup(FileSetting)
	}
	if path != "" {
		faults = append(faults, readYAML(path, &c)...)
	}
	faults = append(faults, readEnvironment(&c, lookup)...)
	faults = append(faults, check(c, needs)...)
	if len(faults) > 0 {
		return Config{}, faults
	}
	return c, nil
}

// readYAML fills c from a file of settings, one a key. A key that is no setting
// is a fault, because it is most often one written wrongly.
func readYAML(path string, c *Config) Faults {
	data, err := os.ReadFile(path)
	if err != nil {
		return Faults{err.Error()}
	}
	var file map[string]yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	if err := decoder.Decode(&file); errors.Is(err, io.EOF) {
		return nil // an empty file sets nothing
	} else if err != nil {
		return Faults{fmt.Sprintf("%s: %v", path, err)}
	}
	var faults Faults
	if err := decoder.Decode(&yaml.Node{}); !errors.Is(err, io.EOF) {
		faults = append(faults, path+": something follows the first document")
	}
	fields := reflect.ValueOf(c).Elem()
	for i := range fields.NumField() {
		setting := fields.Type().Field(i).Tag.Get("yaml")
		value, there := file[setting]
		delete(file, setting)
		if !there {
			continue
		}
		err := set(fields.Field(i).Addr().Interface(), value.Value)
		if value.Kind != yaml.ScalarNode || value.Tag == "!!null" {
			err = errors.New("is not one value")
		}
		if err != nil {
			faults = append(faults, fmt.Sprintf("%s: line %d: %s: %v", path, value.Line, setting, err))
		}
	}
	for _, unknown := range slices.Sorted(maps.Keys(file)) {
		faults = append(faults, fmt.Sprintf("%s: line %d: there is no setting %q", path, file[unknown].Line, unknown))
	}
	return faults
}

// readEnvironment sets each field from its variable or the file its variable
// names. An empty variable is one that is not set, as compose files leave them.
func readEnvironment(c *Config, lookup func(string) (string, bool)) Faults {
	var faults Faults
	fields := reflect.ValueOf(c).Elem()
	for i := range fields.NumField() {
		name := Variable(fields.Type().Field(i).Tag.Get("yaml"))
		value, _ := lookup(name)
		file, _ := lookup(name + "_FILE")
		switch {
		case value != "" && file != "":
			faults = append(faults, fmt.Sprintf("%s and %s_FILE are both set: keep one", name, name))
			continue
		case file != "":
			data, err := os.ReadFile(file)
			if err != nil {
				faults = append(faults, fmt.Sprintf("%s_FILE: %v", name, err))
				continue
			}
			if value = strings.TrimRight(string(data), "\r\n"); value == "" {
				faults = append(faults, fmt.Sprintf("%s_FILE: %s is empty", name, file))
				continue
			}
		case value == "":
			continue
		}
		if err := set(fields.Field(i).Addr().Interface(), value); err != nil {
			faults = append(faults, fmt.Sprintf("%s: %v", name, err))
		}
	}
	return faults
}

// Variable is the environment's name of a setting.
func Variable(setting string) string { return prefix + strings.ToUpper(setting) }

func set(field any, value string) error {
	switch f := field.(type) {
	case *string:
		*f = value
	case *Secret:
		*f = Secret(value)
	case *Switch:
		*f = Switch(strings.ToLower(value))
	case *int:
		n, err := strconv.Atoi(value)
		if err != nil {
			return fmt.Errorf("%q is not a number", value)
		}
		*f = n
	case *time.Duration:
		d, err := time.ParseDuration(value)
		if err != nil {
			return fmt.Errorf("%q is not a length of time such as 30s or 2h", value)
		}
		*f = d
	case *slog.Level:
		return f.UnmarshalText([]byte(value))
	default:
		return fmt.Errorf("settings of type %T cannot be read", field)
	}
	return nil
}
