package strictyaml_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/strictyaml"
)

type inner struct {
	Value int    `yaml:"value"`
	Basis string `yaml:"basis"`
}

type file struct {
	Name  string  `yaml:"name"`
	Note  string  `yaml:"note,omitempty"`
	Items []inner `yaml:"items"`
	Sum   string  `yaml:"-"`
}

const sound = "name: a\nitems:\n  - {value: 0, basis: law}\n"

func TestDecodeReadsASoundFile(t *testing.T) {
	t.Parallel()
	var got file
	require.Empty(t, strictyaml.Decode([]byte(sound), &got))
	require.Equal(t, file{Name: "a", Items: []inner{{Value: 0, Basis: "law"}}}, got)
}

func TestDecodeNamesEachFault(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ data, want string }{
		"unknown key":              {sound + "colour: red\n", "field colour not found"},
		"missing key":              {"items: []\n", "line 1: name is missing"},
		"missing key in a list":    {"name: a\nitems:\n  - basis: law\n", "line 3: items[0].value is missing"},
		"missing basis":            {"name: a\nitems:\n  - value: 1\n", "items[0].basis is missing"},
		"blank basis":              {"name: a\nitems:\n  - {value: 1, basis: '  '}\n", "items[0].basis is blank"},
		"key without a value":      {"name:\nitems: []\n", "line 1: name has no value"},
		"wrong kind of value":      {"name: a\nitems:\n  - {value: many, basis: law}\n", "cannot unmarshal"},
		"key written twice":        {sound + "name: b\n", "already defined"},
		"second document":          {sound + "---\nname: b\n", "something follows"},
		"rubbish after the end":    {sound + "...\n}{\n", "something follows"},
		"alias":                    {"name: &x a\nitems:\n  - &y {value: 1, basis: law}\n  - *y\n", "items[1] is an alias"},
		"empty file":               {"", "not YAML"},
		"not YAML at all":          {"\t{", "not YAML"},
		"a file that is too large": {sound + strings.Repeat("#", strictyaml.MaxSize), "more than"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got file
			require.ErrorContains(t, strictyaml.Decode([]byte(c.data), &got).Err(), c.want)
		})
	}
}

func TestDecodeListsAllFaultsTogether(t *testing.T) {
	t.Parallel()
	var got file
	err := strictyaml.Decode([]byte("colour: red\nitems:\n  - {value: many, basis: ''}\n"), &got).Err()
	for _, want := range []string{"name is missing", "basis is blank", "colour", "many"} {
		require.ErrorContains(t, err, want)
	}
}
