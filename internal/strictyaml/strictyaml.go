// Package strictyaml reads the data files that carry rules and organisations.
// A slip in such a file must stop the program instead of becoming a silent
// zero, so unknown keys, missing keys, empty legal bases and a second document
// are faults, and all of them are told at once.
package strictyaml

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"
)

// MaxSize is the greatest file taken, in bytes.
const MaxSize = 1 << 20

// Faults are the mistakes of one file, each a line that says where.
type Faults []string

// Error lists every fault on a line of its own.
func (f Faults) Error() string {
	return fmt.Sprintf("%d faults:\n  %s", len(f), strings.Join(f, "\n  "))
}

// Err is nil when there are no faults.
func (f Faults) Err() error {
	if len(f) == 0 {
		return nil
	}
	return f
}

// Decode reads one YAML document into the struct that into points to. Every
// key of the struct must stand in the file unless its tag says omitempty; a key
// named basis must not be blank. It decodes as far as it can even where there
// are faults, so that the caller can add the faults of the values.
func Decode(data []byte, into any) Faults {
	if len(data) > MaxSize {
		return Faults{fmt.Sprintf("the file has more than %d bytes", MaxSize)}
	}
	var tree yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	if err := decoder.Decode(&tree); err != nil {
		return Faults{fmt.Sprintf("not YAML: %v", err)}
	}
	var faults Faults
	if err := decoder.Decode(&yaml.Node{}); !errors.Is(err, io.EOF) {
		faults = append(faults, "something follows the first document")
	}
	faults = append(faults, required(&tree, reflect.TypeOf(into).Elem(), "")...)

	decoder = yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	if err := decoder.Decode(into); err != nil {
		var types *yaml.TypeError
		if errors.As(err, &types) {
			return append(faults, types.Errors...)
		}
		return append(faults, err.Error())
	}
	return faults
}

var textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()

// required walks the file beside the type and names what the type has and the
// file has not. Wrong kinds of values are left to the decoder.
func required(node *yaml.Node, t reflect.Type, path string) Faults {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case node.Kind == yaml.DocumentNode:
		return required(node.Content[0], t, path)
	case node.Kind == yaml.AliasNode:
		return Faults{at(node, path, "is an alias; write the value out")}
	case reflect.PointerTo(t).Implements(textUnmarshaler):
		return nil
	case node.Kind == yaml.SequenceNode && t.Kind() == reflect.Slice:
		var faults Faults
		for i, item := range node.Content {
			faults = append(faults, required(item, t.Elem(), fmt.Sprintf("%s[%d]", path, i))...)
		}
		return faults
	case node.Kind == yaml.MappingNode && t.Kind() == reflect.Struct:
		return requiredKeys(node, t, path)
	}
	return nil
}

func requiredKeys(node *yaml.Node, t reflect.Type, path string) Faults {
	var faults Faults
	for i := range t.NumField() {
		name, options, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		if name == "-" || name == "" {
			continue
		}
		key := strings.TrimPrefix(path+"."+name, ".")
		value := child(node, name)
		switch {
		case value == nil && options == "omitempty":
		case value == nil:
			faults = append(faults, at(node, key, "is missing"))
		case value.Tag == "!!null":
			faults = append(faults, at(value, key, "has no value"))
		case name == "basis" && strings.TrimSpace(value.Value) == "":
			faults = append(faults, at(value, key, "is blank: every setting names its legal basis"))
		default:
			faults = append(faults, required(value, t.Field(i).Type, key)...)
		}
	}
	return faults
}

func child(node *yaml.Node, name string) *yaml.Node {
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == name {
			return node.Content[i+1]
		}
	}
	return nil
}

func at(node *yaml.Node, path, what string) string {
	return fmt.Sprintf("line %d: %s %s", node.Line, path, what)
}
