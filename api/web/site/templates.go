package site

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"trinhky/internal/locale"
)

//go:embed *.html *.css static
var own embed.FS

// pageSets holds a ready template for each language and page. A page is named as
// its file. It defines main, which stands in the frame, or fragment, which is an
// answer to htmx and stands in a page already open.
type pageSets map[string]map[string]*template.Template

// loadPages reads the pages of every folder. A file whose name begins with an
// underscore is for the other files of its folder, in the first folder for all.
func loadPages(folders []fs.FS, bundled assets) (pageSets, error) {
	sets := pageSets{}
	for _, lang := range locale.Languages() {
		sets[lang] = map[string]*template.Template{}
		common := template.New("").Funcs(funcs(lang, bundled)).Option("missingkey=error")
		for i, folder := range folders {
			shared, err := common.Clone()
			if i == 0 {
				shared = common
			}
			if err != nil {
				return nil, fmt.Errorf("copy what pages share: %w", err)
			}
			if err := sets.read(lang, folder, shared); err != nil {
				return nil, err
			}
		}
	}
	return sets, nil
}

// read adds the pages of a folder, upon what they share.
func (s pageSets) read(lang string, folder fs.FS, shared *template.Template) error {
	names, err := fs.Glob(folder, "*.html")
	if err != nil {
		return fmt.Errorf("list pages: %w", err)
	}
	isShared := func(name string) bool { return strings.HasPrefix(name, "_") }
	for _, name := range names {
		if isShared(name) {
			if _, err := shared.ParseFS(folder, name); err != nil {
				return fmt.Errorf("parse what pages share: %w", err)
			}
		}
	}
	for _, name := range slices.DeleteFunc(names, isShared) {
		page := strings.TrimSuffix(path.Base(name), ".html")
		if s[lang][page] != nil {
			return fmt.Errorf("two areas have a page %s", page)
		}
		set, err := shared.Clone()
		if err != nil {
			return fmt.Errorf("copy what pages share: %w", err)
		}
		if _, err = set.ParseFS(folder, name); err != nil {
			return fmt.Errorf("parse page %s: %w", page, err)
		}
		set.Funcs(template.FuncMap{"include": includer(set)})
		if set.Lookup("main") == nil && set.Lookup("fragment") == nil {
			return fmt.Errorf("page %s has no main part", page)
		}
		s[lang][page] = set
	}
	return nil
}

func (s pageSets) execute(out io.Writer, lang, page string, data any) error {
	set, ok := s[lang][page]
	if !ok {
		return fmt.Errorf("no page %q in %q", page, lang)
	}
	entry := "frame"
	if set.Lookup("fragment") != nil {
		entry = "fragment"
	}
	if err := set.ExecuteTemplate(out, entry, data); err != nil {
		return fmt.Errorf("execute page %s: %w", page, err)
	}
	return nil
}
