package web

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

//go:embed pages/*.html pages/*.css static
var source embed.FS

// pageNames declares every page: a template that is not declared, or a declared
// page without a template, stops the start.
var pageNames = []string{
	"account", "changes", "documents", "dossier", "due", "failure", "format", "notices", "opinions", "outside", "passes", "plan", "register", "signin", "signing",
	"submit", "tracking", "upload", "work",
}

// fragments are answers to htmx that stand in a page already open, so they bring
// no frame of their own.
var fragments = map[string]bool{"plan": true}

// pageSets holds a ready template for each language and page.
type pageSets map[string]map[string]*template.Template

func loadPages(files fs.FS, bundled assets) (pageSets, error) {
	names, err := fs.Glob(files, "pages/*.html")
	if err != nil {
		return nil, fmt.Errorf("list pages: %w", err)
	}
	var shared []string
	for _, name := range names {
		base := strings.TrimSuffix(path.Base(name), ".html")
		switch {
		case strings.HasPrefix(base, "_"):
			shared = append(shared, name)
		case !slices.Contains(pageNames, base):
			return nil, fmt.Errorf("pages/%s.html belongs to no declared page", base)
		}
	}
	sets := pageSets{}
	for _, lang := range locale.Languages() {
		sets[lang] = map[string]*template.Template{}
		common, err := template.New("").Funcs(funcs(lang, bundled)).Option("missingkey=error").ParseFS(files, shared...)
		if err != nil {
			return nil, fmt.Errorf("parse what pages share: %w", err)
		}
		for _, page := range pageNames {
			set, err := template.Must(common.Clone()).ParseFS(files, "pages/"+page+".html")
			if err != nil {
				return nil, fmt.Errorf("parse page %s: %w", page, err)
			}
			if set.Lookup("main") == nil {
				return nil, fmt.Errorf("page %s has no main part", page)
			}
			sets[lang][page] = set
		}
	}
	return sets, nil
}

func (s pageSets) execute(out io.Writer, lang, page string, data any) error {
	set, ok := s[lang][page]
	if !ok {
		return fmt.Errorf("no page %q in %q", page, lang)
	}
	entry := "frame"
	if fragments[page] {
		entry = "main"
	}
	if err := set.ExecuteTemplate(out, entry, data); err != nil {
		return fmt.Errorf("execute page %s: %w", page, err)
	}
	return nil
}
