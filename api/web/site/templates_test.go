package site

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

func TestTheStartFailsOnABrokenPage(t *testing.T) {
	t.Parallel()
	check := func(folders ...fs.FS) error {
		folders = append([]fs.FS{own}, folders...)
		bundled, err := loadAssets(folders)
		require.NoError(t, err)
		_, err = loadPages(folders, bundled)
		return err
	}
	area := func(files ...string) fstest.MapFS {
		folder := fstest.MapFS{"_parts.html": {Data: []byte(`{{define "part"}}{{t "app.name"}}{{end}}`)}}
		for i := 0; i+1 < len(files); i += 2 {
			folder[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
		}
		return folder
	}
	const whole = `{{define "main"}}{{template "part"}}{{end}}`
	require.NoError(t, check(area("inbox.html", whole), area("register.html", whole)))
	require.NoError(t, check(area("plan.html", `{{define "fragment"}}{{template "part"}}{{end}}`)))
	for name, folders := range map[string][]fs.FS{
		"a page that stands twice":                {area("inbox.html", whole), area("inbox.html", whole)},
		"a template that does not parse":          {area("inbox.html", `{{define "main"}}{{if}}`)},
		"a shared template that does not parse":   {area("inbox.html", whole, "_more.html", `{{define "more"}}{{if}}`)},
		"a page without a main part":              {area("inbox.html", `x`)},
		"a page that calls what there is nowhere": {area("inbox.html", `{{define "main"}}{{nothing}}{{end}}`)},
	} {
		require.Error(t, check(folders...), name)
	}
}
