// Package docxtest makes and takes apart small packages for the tests of the reader and of the editor.
package docxtest

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"sort"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
)

// PartsOf unpacks a package.
func PartsOf(t testing.TB, b []byte) map[string][]byte {
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

// PartOf unpacks one part.
func PartOf(t testing.TB, b []byte, name string) []byte {
	t.Helper()
	p, ok := PartsOf(t, b)[name]
	require.True(t, ok, "%s is missing", name)
	return p
}

// Pack makes a package of parts, in a fixed order.
func Pack(t testing.TB, parts map[string][]byte) []byte {
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

// WithParts replaces or adds parts of a package.
func WithParts(t testing.TB, b []byte, change map[string]string) []byte {
	t.Helper()
	parts := PartsOf(t, b)
	for n, c := range change {
		parts[n] = []byte(c)
	}
	return Pack(t, parts)
}

// WordNamespaces declares the prefixes that Word uses, OfficeRel begins its kinds of relationships.
const (
	WordNamespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
		` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
		` xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"` +
		` xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`
	OfficeRel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// kinds are the parts a test may bring, with their content and relationship types.
var kinds = map[string]string{
	"word/styles.xml": "styles", "word/numbering.xml": "numbering", "word/settings.xml": "settings",
	"word/theme/theme1.xml": "theme", "word/footnotes.xml": "footnotes", "word/endnotes.xml": "endnotes", "word/comments.xml": "comments",
	"word/header1.xml": "header", "word/header2.xml": "header", "word/footer1.xml": "footer",
}

// Document makes the smallest package around a body. More parts come as name and root content, e.g. "word/styles.xml",
// "<w:style …/>": the root element is added.
func Document(t testing.TB, body string, more ...string) []byte {
	t.Helper()
	types := `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>`
	rels := `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	parts := map[string][]byte{
		"_rels/.rels":       []byte(rels + `<Relationship Id="rId1" Type="` + OfficeRel + `officeDocument" Target="word/document.xml"/></Relationships>`),
		"word/document.xml": []byte(`<w:document ` + WordNamespaces + `><w:body>` + body + `</w:body></w:document>`),
	}
	for i := 0; i < len(more); i += 2 {
		name, content := more[i], more[i+1]
		kind := kinds[name]
		require.NotEmpty(t, kind, name)
		types += `<Override PartName="/` + name + `" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.` + kind + `+xml"/>`
		rels += `<Relationship Id="` + name[len("word/"):len(name)-len(".xml")] + `" Type="` + OfficeRel + kind + `" Target="` + name[len("word/"):] + `"/>`
		root := map[string]string{"header": "hdr", "footer": "ftr"}[kind]
		if root == "" {
			root = kind
		}
		if kind == "theme" {
			parts[name] = []byte(`<a:theme ` + WordNamespaces + `>` + content + `</a:theme>`)
			continue
		}
		parts[name] = []byte(`<w:` + root + ` ` + WordNamespaces + `>` + content + `</w:` + root + `>`)
	}
	parts["[Content_Types].xml"] = []byte(types + "</Types>")
	parts["word/_rels/document.xml.rels"] = []byte(rels + "</Relationships>")
	return Pack(t, parts)
}

// P is a paragraph around content.
func P(inner string) string { return `<w:p>` + inner + `</w:p>` }

// Run is a run of text.
func Run(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

// Read reads a document that must be one.
func Read(t testing.TB, b []byte) *docx.Document {
	t.Helper()
	d, err := docx.Read(context.Background(), bytes.NewReader(b), int64(len(b)), opc.Limits{})
	require.NoError(t, err)
	return d
}

// Texts are the texts of all paragraphs of the body.
func Texts(d *docx.Document) []string {
	var out []string
	for q := range d.Paragraphs() {
		out = append(out, q.Text())
	}
	return out
}

// Patched changes a package's bytes where a pattern stands last.
func Patched(b []byte, pattern string, off int, with ...byte) []byte {
	out := bytes.Clone(b)
	i := bytes.LastIndex(out, []byte(pattern))
	copy(out[i+off:], with)
	return out
}

// Noise is text that does not compress well, so that only the limit under test stops it.
func Noise(n int) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
	b := make([]byte, n)
	seed := uint64(1)
	for i := range b {
		seed = seed*6364136223846793005 + 1442695040888963407
		b[i] = letters[seed>>58]
	}
	return string(b)
}
