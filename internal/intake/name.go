package intake

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/tidy"
)

// extensions are those under which a kind of file opens, the usual one first.
var extensions = map[string][]string{
	docx.MediaType: {".docx"},
	mediaXlsx:      {".xlsx"},
	mediaPDF:       {".pdf"},
	mediaPNG:       {".png"},
	mediaJPEG:      {".jpg", ".jpeg", ".jfif"},
}

// extension is the end of a name that looks like one; "1.2024" ends in a year.
var extension = regexp.MustCompile(`^\.[A-Za-z][A-Za-z0-9]{0,4}$`)

// named is the name a file is kept and handed on under: what it was called, ending
// in what it really is, for the machine of whoever opens it goes by that.
func named(given, media string) string {
	name := tidy.FileName(given)
	its := extensions[media]
	right := func() bool { return slices.Contains(its, strings.ToLower(path.Ext(name))) }
	if !right() && extension.MatchString(path.Ext(name)) {
		name = strings.TrimSuffix(name, path.Ext(name))
	}
	if right() {
		return name
	}
	if name = strings.TrimRight(name, ". "); name == "" {
		name = "tep"
	}
	return tidy.FileName(name + its[0])
}
