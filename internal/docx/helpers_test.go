package docx_test

import (
	"archive/zip"
	"bytes"
	"io"
	"sort"
	"testing"

	"github.com/stretchr/testify/require"
)

// partsOf unpacks a package.
func partsOf(t testing.TB, b []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	require.NoError(t, err)
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		require.NoError(t, err)
		out[f.Name], err = io.ReadAll(r)
		require.NoError(t, err)
	}
	return out
}

func partOf(t testing.TB, b []byte, name string) []byte {
	t.Helper()
	p, ok := partsOf(t, b)[name]
	require.True(t, ok, "%s is missing", name)
	return p
}

// pack makes a package of parts, in a fixed order.
func pack(t testing.TB, parts map[string][]byte) []byte {
	t.Helper()
	var names []string
	for n := range parts {
		names = append(names, n)
	}
	sort.Strings(names)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range names {
		w, err := z.Create(n)
		require.NoError(t, err)
		_, err = w.Write(parts[n])
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

// withParts replaces or adds parts of a package.
func withParts(t testing.TB, b []byte, change map[string]string) []byte {
	t.Helper()
	parts := partsOf(t, b)
	for n, c := range change {
		parts[n] = []byte(c)
	}
	return pack(t, parts)
}

const (
	wordNamespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
		` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
		` xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"` +
		` xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`
	officeRel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// kinds are the parts a test may bring, with their content and relationship types.
var kinds = map[string]string{
	"word/styles.xml": "styles", "word/numbering.xml": "numbering", "word/settings.xml": "settings",
	"word/theme/theme1.xml": "theme", "word/footnotes.xml": "footnotes", "word/endnotes.xml": "endnotes", "word/comments.xml": "comments",
	"word/header1.xml": "header", "word/header2.xml": "header", "word/footer1.xml": "footer",
}

// document makes the smallest package around a body. More parts come as name and root content, e.g. "word/styles.xml",
// "<w:style …/>": the root element is added.
func document(t testing.TB, body string, more ...string) []byte {
	t.Helper()
	types := `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>`
	rels := `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	parts := map[string][]byte{
		"_rels/.rels":       []byte(rels + `<Relationship Id="rId1" Type="` + officeRel + `officeDocument" Target="word/document.xml"/></Relationships>`),
		"word/document.xml": []byte(`<w:document ` + wordNamespaces + `><w:body>` + body + `</w:body></w:document>`),
	}
	for i := 0; i < len(more); i += 2 {
		name, content := more[i], more[i+1]
		kind := kinds[name]
		require.NotEmpty(t, kind, name)
		types += `<Override PartName="/` + name + `" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.` + kind + `+xml"/>`
		rels += `<Relationship Id="` + name[len("word/"):len(name)-len(".xml")] + `" Type="` + officeRel + kind + `" Target="` + name[len("word/"):] + `"/>`
		root := map[string]string{"header": "hdr", "footer": "ftr"}[kind]
		if root == "" {
			root = kind
		}
		if kind == "theme" {
			parts[name] = []byte(`<a:theme ` + wordNamespaces + `>` + content + `</a:theme>`)
			continue
		}
		parts[name] = []byte(`<w:` + root + ` ` + wordNamespaces + `>` + content + `</w:` + root + `>`)
	}
	parts["[Content_Types].xml"] = []byte(types + "</Types>")
	parts["word/_rels/document.xml.rels"] = []byte(rels + "</Relationships>")
	return pack(t, parts)
}
