package site

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"
)

// Table is a list that stands as a table on a wide window and as cards on a phone.
// A column is written once: its heading stands over it and, on the cards, before
// each of its cells. The cell of a column is the template named by the table and
// the last word of the column's message key, such as "stalled.due".
type Table struct {
	Name    string
	Class   string
	Columns []Column
	Rows    any    // a slice
	Caption string // message key, empty for none
}

// Captioned is the table with a caption.
func (v Table) Captioned(key string) Table {
	v.Caption = key
	return v
}

// Column is one column of a table.
type Column struct {
	Cell    string // name of the template
	Heading string // message key
	Num     bool   // figures, set to the right
	Head    bool   // names its row
	Bare    bool   // its heading is for screen readers, and its cells bear no label
}

// table makes a table out of the message keys of its columns, each followed by what
// the column is, if it is anything special: num, head or bare.
func table(name string, rows any, columns ...string) (Table, error) {
	v := Table{Name: name, Class: name, Rows: rows}
	for _, column := range columns {
		key, traits, _ := strings.Cut(column, " ")
		c := Column{Cell: name + "." + key[strings.LastIndex(key, ".")+1:], Heading: key}
		for _, trait := range strings.Fields(traits) {
			switch trait {
			case "num":
				c.Num = true
			case "head":
				c.Head = true
			case "bare":
				c.Bare = true
			default:
				return v, fmt.Errorf("table %s: a column is never %q", name, trait)
			}
		}
		v.Columns = append(v.Columns, c)
	}
	return v, nil
}

// rowClass is the class of a row that says it has one.
func rowClass(row any) string {
	if r, ok := row.(interface{ RowClass() string }); ok {
		return r.RowClass()
	}
	return ""
}

// includer returns what executes a template of the set by a name that is only known
// as the page is made: the cell of a table, the form of an act. html/template has
// escaped it like every other.
func includer(set *template.Template) func(name string, data any) (template.HTML, error) {
	return func(name string, data any) (template.HTML, error) {
		var out bytes.Buffer
		if err := set.ExecuteTemplate(&out, name, data); err != nil {
			return "", err
		}
		return template.HTML(out.String()), nil //nolint:gosec // escaped as it was made
	}
}

// Boxes is a group of radio buttons or boxes to tick.
type Boxes struct {
	Type, Name, Prefix string // Prefix begins the id of each
	Choices            []Choice
}

func boxes(kind, name, prefix string, choices []Choice) Boxes {
	return Boxes{kind, name, prefix, choices}
}
