// Package locale holds every text people read, in Vietnamese and English: one
// catalogue a language and area (vi/web.yaml, en/web.yaml …), embedded. The two
// languages carry the same keys; a test holds them to it.
package locale

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"

	"trinhky/internal/domain"
)

//go:embed vi/*.yaml en/*.yaml
var files embed.FS

// catalogues is read once at start; a catalogue that cannot be read is a fault of
// the build, so it stops the program.
var catalogues = mustLoad(files)

type catalogue struct {
	plain     map[string]string // texts with nothing to fill in, answered without the machinery
	keys      map[string]bool
	localizer *i18n.Localizer
}

func mustLoad(source fs.FS) map[string]catalogue {
	loaded, err := load(source)
	if err != nil {
		panic(err)
	}
	return loaded
}

func load(source fs.FS) (map[string]catalogue, error) {
	bundle := i18n.NewBundle(language.Vietnamese)
	bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	loaded := map[string]catalogue{}
	for _, lang := range Languages() {
		c := catalogue{plain: map[string]string{}, keys: map[string]bool{}}
		names, err := fs.Glob(source, lang+"/*.yaml")
		if err != nil {
			return nil, fmt.Errorf("list catalogues of %s: %w", lang, err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(source, name)
			if err != nil {
				return nil, fmt.Errorf("read catalogue %s: %w", name, err)
			}
			// The library takes the language from the file's name.
			area := strings.TrimSuffix(path.Base(name), ".yaml")
			file, err := bundle.ParseMessageFileBytes(data, area+"."+lang+".yaml")
			if err != nil {
				return nil, fmt.Errorf("parse catalogue %s: %w", name, err)
			}
			for _, m := range file.Messages {
				if c.keys[m.ID] {
					return nil, fmt.Errorf("catalogue %s: %q is there already", name, m.ID)
				}
				c.keys[m.ID] = true
				if m.One == "" && !strings.Contains(m.Other, "{{") {
					c.plain[m.ID] = m.Other
				}
			}
		}
		c.localizer = i18n.NewLocalizer(bundle, lang)
		loaded[lang] = c
	}
	return loaded, nil
}

// Languages lists the languages, Vietnamese first.
func Languages() []string { return []string{domain.Vietnamese, domain.English} }

// Known returns the language itself, or Vietnamese for one that is not spoken here.
func Known(lang string) string {
	if _, ok := catalogues[lang]; ok {
		return lang
	}
	return domain.Vietnamese
}

// Has reports whether the language has a text under the key.
func Has(lang, key string) bool { return catalogues[Known(lang)].keys[key] }

// Keys lists the keys of a language in order.
func Keys(lang string) []string {
	return slices.Sorted(maps.Keys(catalogues[Known(lang)].keys))
}

// T returns the text under the key with args filled in; args["Count"] chooses
// between singular and plural. A key that does not exist is returned itself, so
// that a page with a missing text still works and the fault can be seen.
func T(lang, key string, args map[string]any) string {
	c := catalogues[Known(lang)]
	if text, ok := c.plain[key]; ok {
		return text
	}
	if !c.keys[key] {
		return key
	}
	config := &i18n.LocalizeConfig{MessageID: key, TemplateData: args}
	if count, ok := args["Count"]; ok {
		config.PluralCount = count
	}
	text, err := c.localizer.Localize(config)
	if err != nil && text == "" {
		return key
	}
	// Vietnamese has one form for every number; where the library's tables ask for
	// another, it answers with that form and a complaint.
	return text
}

// Refusal tells in the reader's language what stood in the way and what to do.
// The clause is not in it: it comes from internal/regulation.
func Refusal(lang string, code domain.RefusalCode, args map[string]any) (what, todo string) {
	prefix := "refusal." + string(code)
	return T(lang, prefix+".what", args), T(lang, prefix+".todo", args)
}

// Error tells in the reader's language what went wrong: the text of the error's
// own key, else the one of its category.
func Error(lang string, e *domain.Error) string {
	if key := "error." + e.Key; e.Key != "" && Has(lang, key) {
		return T(lang, key, e.Args)
	}
	if key := "error.code." + string(e.Code); Has(lang, key) {
		return T(lang, key, e.Args)
	}
	return T(lang, "error.code.internal", nil)
}
