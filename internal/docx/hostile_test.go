package docx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docx/docxtest"
	"trinhky/internal/docx/edit"
	"trinhky/internal/docx/opc"
	"trinhky/internal/docxgen"
)

// compound makes the start of an OLE file with one named stream in its directory.
func compound(stream string) []byte {
	b := append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 1<<20)...)
	at := 64<<10 - 16 // across the border of a reading window
	for i, c := range stream {
		b[at+2*i] = byte(c)
	}
	return b
}

// manyEntries makes a zip whose directory is long.
func manyEntries(t testing.TB, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range n {
		_, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("%d", i), Method: zip.Store})
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

// overlapping makes every entry of a package claim the same bytes.
func overlapping(t testing.TB) []byte {
	t.Helper()
	content := bytes.Repeat([]byte("0123456789abcdef"), 4096)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range 50 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("f%d", i), Method: zip.Store})
		require.NoError(t, err)
		if i == 0 {
			_, err = w.Write(content)
			require.NoError(t, err)
		}
	}
	require.NoError(t, z.Close())
	out := b.Bytes()
	for i := 0; ; {
		k := bytes.Index(out[i:], []byte("PK\x01\x02"))
		if k < 0 {
			return out
		}
		i += k
		binary.LittleEndian.PutUint32(out[i+20:], uint32(len(content)))
		binary.LittleEndian.PutUint32(out[i+24:], uint32(len(content)))
		binary.LittleEndian.PutUint32(out[i+42:], 0)
		i += 4
	}
}

// stored makes a package whose main part is not compressed, so that its bytes can be damaged.
func stored(t testing.TB, body string) []byte {
	parts := docxtest.PartsOf(t, docxtest.Document(t, body))
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range []string{"[Content_Types].xml", "_rels/.rels", "word/document.xml"} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: n, Method: zip.Store})
		require.NoError(t, err)
		_, err = w.Write(parts[n])
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

func mainPart(xml string) func(t testing.TB) []byte {
	return func(t testing.TB) []byte {
		return docxtest.WithParts(t, docxtest.Document(t, ""), map[string]string{"word/document.xml": xml})
	}
}

func body(b string) func(t testing.TB) []byte {
	return func(t testing.TB) []byte { return docxtest.Document(t, b) }
}

// endless puts 30 megabytes between two pieces of a body.
func endless(before, after string) func(t testing.TB) []byte {
	return func(t testing.TB) []byte { return docxtest.Document(t, before+strings.Repeat("a", 30<<20)+after) }
}

func raw(s string) func(t testing.TB) []byte {
	return func(testing.TB) []byte { return []byte(s) }
}

func contentType(kind string) func(t testing.TB) []byte {
	return func(t testing.TB) []byte {
		b := docxtest.Document(t, "<w:p/>")
		types := strings.Replace(string(docxtest.PartOf(t, b, "[Content_Types].xml")), "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", kind, 1)
		return docxtest.WithParts(t, b, map[string]string{"[Content_Types].xml": types})
	}
}

const open = `<w:document ` + docxtest.WordNamespaces + `><w:body>`

// hostile are the files no reader should have to meet; each ends in one error of the stated code.
var hostile = map[string]struct {
	file func(t testing.TB) []byte
	code opc.Code
	lim  opc.Limits
}{
	"an empty file":            {raw(""), opc.CodeNotDocx, opc.Limits{}},
	"one byte":                 {raw("P"), opc.CodeNotDocx, opc.Limits{}},
	"a PDF":                    {raw("%PDF-1.7\n..."), opc.CodeNotDocx, opc.Limits{}},
	"rich text":                {raw(`{\rtf1 hello}`), opc.CodeNotDocx, opc.Limits{}},
	"a zip of something else":  {func(t testing.TB) []byte { return docxtest.Pack(t, map[string][]byte{"a.txt": []byte("x")}) }, opc.CodeNotDocx, opc.Limits{}},
	"a zip with nothing in it": {func(t testing.TB) []byte { return docxtest.Pack(t, nil) }, opc.CodeNotDocx, opc.Limits{}},
	"a spreadsheet":            {contentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), opc.CodeNotDocx, opc.Limits{}},
	"a template":               {contentType("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"), opc.CodeNotDocx, opc.Limits{}},
	"a macro document":         {contentType("application/vnd.ms-word.document.macroEnabled.main+xml"), opc.CodeMacro, opc.Limits{}},
	"a macro template":         {contentType("application/vnd.ms-word.template.macroEnabledTemplate.main+xml"), opc.CodeMacro, opc.Limits{}},
	"macros under a plain name": {func(t testing.TB) []byte {
		return docxtest.WithParts(t, docxtest.Document(t, ""), map[string]string{"word/vbaProject.bin": "x"})
	}, opc.CodeMacro, opc.Limits{}},
	"an encrypted document":     {func(testing.TB) []byte { return compound("EncryptedPackage") }, opc.CodeEncrypted, opc.Limits{}},
	"an old .doc":               {func(testing.TB) []byte { return compound("WordDocument") }, opc.CodeLegacyDoc, opc.Limits{}},
	"another compound file":     {func(testing.TB) []byte { return compound("Workbook") }, opc.CodeNotDocx, opc.Limits{}},
	"a file beyond the limit":   {body("<w:p/>"), opc.CodeTooLarge, opc.Limits{FileBytes: 100}},
	"cut short":                 {func(t testing.TB) []byte { b := docxtest.Document(t, "<w:p/>"); return b[:len(b)-30] }, opc.CodeDamaged, opc.Limits{}},
	"a header and nothing more": {raw("PK\x03\x04"), opc.CodeDamaged, opc.Limits{}},
	"more entries than allowed": {func(t testing.TB) []byte { return manyEntries(t, 5000) }, opc.CodeTooLarge, opc.Limits{}},
	"an endless directory":      {func(t testing.TB) []byte { return manyEntries(t, 60_000) }, opc.CodeTooLarge, opc.Limits{}},
	"a directory that undercounts": {func(t testing.TB) []byte {
		return docxtest.Patched(docxtest.Document(t, "<w:p/>"), "PK\x05\x06", 8, 1, 0, 1, 0)
	}, opc.CodeDamaged, opc.Limits{}},
	"a directory out of place": {func(t testing.TB) []byte {
		return docxtest.Patched(docxtest.Document(t, "<w:p/>"), "PK\x05\x06", 16, 0xFF, 0xFF, 0xFF, 0x7F)
	}, opc.CodeDamaged, opc.Limits{}},
	"overlapping entries":       {overlapping, opc.CodeBomb, opc.Limits{}},
	"a size stated too small":   {func(t testing.TB) []byte { return docxtest.Patched(stored(t, "<w:p/>"), "PK\x01\x02", 24, 1, 0, 0, 0) }, opc.CodeDamaged, opc.Limits{}},
	"a wrong checksum":          {func(t testing.TB) []byte { return docxtest.Patched(stored(t, "<w:p/>"), "<w:p/>", 5, ' ', '>')[:] }, opc.CodeDamaged, opc.Limits{}},
	"zip encryption":            {func(t testing.TB) []byte { return docxtest.Patched(docxtest.Document(t, "<w:p/>"), "PK\x01\x02", 8, 1) }, opc.CodeEncrypted, opc.Limits{}},
	"an unknown packing method": {func(t testing.TB) []byte { return docxtest.Patched(stored(t, "<w:p/>"), "PK\x01\x02", 10, 99) }, opc.CodeDamaged, opc.Limits{}},
	"twin entries": {func(t testing.TB) []byte {
		return docxtest.WithParts(t, docxtest.Document(t, "<w:p/>"), map[string]string{"word/Document.xml": "x"})
	}, opc.CodeDamaged, opc.Limits{}},
	"twin entries by a detour": {func(t testing.TB) []byte {
		return docxtest.WithParts(t, docxtest.Document(t, "<w:p/>"), map[string]string{"word/x/../document.xml": "x"})
	}, opc.CodeDamaged, opc.Limits{}},
	"twin entries by the slash": {func(t testing.TB) []byte {
		return docxtest.WithParts(t, docxtest.Document(t, "<w:p/>"), map[string]string{"\\word\\document.xml": "x"})
	}, opc.CodeDamaged, opc.Limits{}},
	"no main part": {func(t testing.TB) []byte {
		return docxtest.WithParts(t, docxtest.Document(t, ""), map[string]string{"_rels/.rels": `<Relationships/>`})
	}, opc.CodeNotDocx, opc.Limits{}},
	"a main part that is missing": {func(t testing.TB) []byte {
		return docxtest.Pack(t, without(docxtest.PartsOf(t, docxtest.Document(t, "")), "word/document.xml"))
	}, opc.CodeDamaged, opc.Limits{}},
	"a zip bomb": {mainPart(open + strings.Repeat(" ", 40<<20)), opc.CodeBomb, opc.Limits{}},
	"a zip bomb in the styles": {func(t testing.TB) []byte {
		return docxtest.Document(t, "<w:p/>", "word/styles.xml", strings.Repeat(" ", 40<<20))
	}, opc.CodeBomb, opc.Limits{}},
	"a zip bomb too large for one text": {mainPart(open + strings.Repeat(" ", 100<<20)), opc.CodeBomb, opc.Limits{}},
	"endless relationships": {func(t testing.TB) []byte {
		return docxtest.WithParts(t, docxtest.Document(t, "<w:p/>"), map[string]string{"_rels/.rels": `<Relationships>` + strings.Repeat(`<Relationship Id="a"/>`, 1<<20)})
	}, opc.CodeTooLarge, opc.Limits{Ratio: 1 << 40}},
	"too many relationships": {func(t testing.TB) []byte {
		var rels strings.Builder
		for i := range 50_001 {
			fmt.Fprintf(&rels, `<Relationship Id="%d"/>`, i)
		}
		return docxtest.WithParts(t, docxtest.Document(t, "<w:p/>"), map[string]string{"word/_rels/styles.xml.rels": `<Relationships>` + rels.String() + `</Relationships>`})
	}, opc.CodeTooLarge, opc.Limits{}},
	"a part beyond the limit":    {body(strings.Repeat("<w:p/>", 1000)), opc.CodeTooLarge, opc.Limits{PartBytes: 3000}},
	"all parts beyond the limit": {body(strings.Repeat("<w:p/>", 1000)), opc.CodeTooLarge, opc.Limits{TotalBytes: 3000}},
	"an entity bomb":             {mainPart(`<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>` + open + `<w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`), opc.CodeBomb, opc.Limits{}},
	"an outside entity":          {mainPart(`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + open + `</w:body></w:document>`), opc.CodeBomb, opc.Limits{}},
	"an undeclared entity":       {body(p(run("&b;"))), opc.CodeDamaged, opc.Limits{}},
	"deep nesting":               {body(strings.Repeat("<w:sdt>", 100_000)), opc.CodeTooLarge, opc.Limits{}},
	"deep tables":                {body(strings.Repeat("<w:tbl><w:tr><w:tc>", 100)), opc.CodeTooLarge, opc.Limits{}},
	"an endless attribute behind a quote in a comment":      {endless(`<!-- " --><w:p w:x=">`, `"/>`), opc.CodeTooLarge, opc.Limits{Ratio: 1 << 40}},
	"an endless attribute behind a quote in plain data":     {endless(`<![CDATA["]]><w:p w:x=">`, `"/>`), opc.CodeTooLarge, opc.Limits{Ratio: 1 << 40}},
	"an endless attribute behind a quote in an instruction": {endless(`<?x "?><w:p w:x=">`, `"/>`), opc.CodeTooLarge, opc.Limits{Ratio: 1 << 40}},
	"an endless text":    {endless(`<w:p><w:r><w:t>`, `</w:t></w:r></w:p>`), opc.CodeTooLarge, opc.Limits{Ratio: 1 << 40, TextBytes: 4 << 20}},
	"an endless comment": {endless(`<!-->`, ``), opc.CodeTooLarge, opc.Limits{Ratio: 1 << 40, TextBytes: 4 << 20}},
	"many prefixes of one namespace": {func(t testing.TB) []byte {
		var b strings.Builder
		for i := range 101 {
			fmt.Fprintf(&b, ` xmlns:a%d="urn:schemas-microsoft-com:vml"`, i)
		}
		return docxtest.Document(t, `<w:p`+b.String()+`/>`)
	}, opc.CodeTooLarge, opc.Limits{}},
	"an endless attribute":         {body(`<w:p w:x="` + docxtest.Noise(3<<20) + `"/>`), opc.CodeTooLarge, opc.Limits{}},
	"many attributes":              {body(`<w:p ` + strings.Repeat(`a="b" `, 400_000) + `/>`), opc.CodeTooLarge, opc.Limits{Ratio: 1 << 40}},
	"an unclosed element":          {mainPart(open + "<w:p>"), opc.CodeDamaged, opc.Limits{}},
	"crossed elements":             {body("<w:p><w:r></w:p></w:r>"), opc.CodeDamaged, opc.Limits{}},
	"bytes that are no UTF-8":      {body(p(run("a\xff\xfeb"))), opc.CodeDamaged, opc.Limits{}},
	"an empty main part":           {mainPart(""), opc.CodeDamaged, opc.Limits{}},
	"a main part of another kind":  {mainPart("<html/>"), opc.CodeDamaged, opc.Limits{}},
	"the main part in UTF-16":      {mainPart("\xFF\xFE<\x00w\x00:\x00d\x00/\x00>\x00"), opc.CodeDamaged, opc.Limits{}},
	"too many paragraphs":          {body(strings.Repeat("<w:p/>", 101)), opc.CodeTooLarge, opc.Limits{Paragraphs: 100}},
	"too many runs":                {body(p(strings.Repeat(run("a"), 101))), opc.CodeTooLarge, opc.Limits{Runs: 100}},
	"too many cells":               {body("<w:tbl><w:tr>" + strings.Repeat("<w:tc/>", 101) + "</w:tr></w:tbl>"), opc.CodeTooLarge, opc.Limits{Runs: 100}},
	"more cells than are printed":  {body("<w:tbl><w:tr>" + strings.Repeat("<w:tc/>", 101) + "</w:tr></w:tbl>"), opc.CodeTooLong, opc.Limits{Cells: 100}},
	"more breaks than are printed": {body(strings.Repeat(p(`<w:r><w:br w:type="page"/></w:r>`), 101)), opc.CodeTooLong, opc.Limits{Pages: 100}},
	"more pages by their paragraphs": {
		body(strings.Repeat(`<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>`, 101)), opc.CodeTooLong, opc.Limits{Pages: 100},
	},
	"more sections than are printed": {body(strings.Repeat(`<w:p><w:pPr><w:sectPr/></w:pPr></w:p>`, 101)), opc.CodeTooLong, opc.Limits{Pages: 100}},
	"more text than is printed":      {body(p(strings.Repeat(run(strings.Repeat("a", 1000)), 1000))), opc.CodeTooLong, opc.Limits{Pages: 100, Ratio: 1 << 40}},
	"too much text":                  {body(p(run(strings.Repeat("a", 2000)))), opc.CodeTooLarge, opc.Limits{TextBytes: 1000}},
	"too many styles": {func(t testing.TB) []byte {
		return docxtest.Document(t, "", "word/styles.xml", strings.Repeat(`<w:style w:styleId="`+docxtest.Noise(20)+`"/>`, 10)+manyStyles(10_001))
	}, opc.CodeTooLarge, opc.Limits{}},
	"too many conditional formats": {func(t testing.TB) []byte {
		return docxtest.Document(t, "", "word/styles.xml", strings.Repeat(`<w:style w:type="table" w:styleId="`+docxtest.Noise(20)+`">`+strings.Repeat(`<w:tblStylePr w:type="firstRow"/>`, 99)+`</w:style>`, 101))
	}, opc.CodeTooLarge, opc.Limits{Ratio: 1 << 40}},
	"too many levels of lists": {func(t testing.TB) []byte {
		return docxtest.Document(t, "", "word/numbering.xml", strings.Repeat(`<w:abstractNum w:abstractNumId="`+docxtest.Noise(20)+`">`+strings.Repeat(`<w:lvl w:ilvl="1"/>`, 301)+`</w:abstractNum>`, 100))
	}, opc.CodeTooLarge, opc.Limits{Ratio: 1 << 40}},
	"too many lists":                  {func(t testing.TB) []byte { return docxtest.Document(t, "", "word/numbering.xml", manyLists(20_002)) }, opc.CodeTooLarge, opc.Limits{}},
	"fields nested without end":       {body(p(strings.Repeat(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`, 100))), opc.CodeTooLarge, opc.Limits{}},
	"alternatives nested without end": {body(p(`<w:r>` + strings.Repeat(`<mc:AlternateContent><mc:Fallback>`, 150))), opc.CodeTooLarge, opc.Limits{}},
}

func manyStyles(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<w:style w:styleId="%d"/>`, i)
	}
	return b.String()
}

func manyLists(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<w:num w:numId="%d"/>`, i)
	}
	return b.String()
}

func without(parts map[string][]byte, name string) map[string][]byte {
	delete(parts, name)
	return parts
}

func TestHostileFilesEndInOneClearError(t *testing.T) {
	t.Parallel()
	for name, c := range hostile {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := c.file(t)
			for act, do := range map[string]func() error{
				"read": func() error {
					_, err := docx.Read(context.Background(), bytes.NewReader(b), int64(len(b)), c.lim)
					return err
				},
				"stamp": func() error {
					return edit.Stamp(context.Background(), io.Discard, bytes.NewReader(b), int64(len(b)), edit.Issue{}, c.lim)
				},
			} {
				err := do()
				var fault *opc.Error
				require.True(t, errors.As(err, &fault), "%s: %v", act, err)
				require.Equal(t, c.code, fault.Code, "%s: %v", act, err)
				require.NotEmpty(t, fault.Message("vi"))
				require.NotContains(t, fault.Message("vi"), "docx:", "the person reads words, not the log")
			}
		})
	}
}

// Not parallel: it measures the whole process's allocation.
func TestHostileFilesCostLittleTimeAndMemory(t *testing.T) {
	for name, c := range hostile {
		b := c.file(t)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := docxtest.ProcessorTime(t)
		_, err := docx.Read(context.Background(), bytes.NewReader(b), int64(len(b)), c.lim)
		spent := docxtest.ProcessorTime(t) - start
		runtime.ReadMemStats(&after)
		require.Error(t, err, name)
		require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(48<<20), name)
		require.Less(t, spent, 3*time.Second, name)
	}
}

// TestTheLargestAllowedFilesStayBounded reads files that use a limit to the full.
func TestTheLargestAllowedFilesStayBounded(t *testing.T) {
	wide := opc.Limits{Ratio: 1 << 40}
	for name, body := range map[string]string{
		"empty paragraphs": strings.Repeat("<w:p/>", 100_000),
		"tiny runs":        strings.Repeat(p(strings.Repeat("<w:r><w:t>a</w:t></w:r>", 10)), 24_000),
		"tiny cells":       "<w:tbl>" + strings.Repeat("<w:tr>"+strings.Repeat("<w:tc/>", 20)+"</w:tr>", 1_450) + "</w:tbl>",
		"different runs":   differentRuns(60_000),
	} {
		b := docxtest.Document(t, body)
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		d, err := docx.Read(context.Background(), bytes.NewReader(b), int64(len(b)), wide)
		require.NoError(t, err, name)
		runtime.GC()
		runtime.ReadMemStats(&after)
		require.Less(t, int64(after.HeapAlloc)-int64(before.HeapAlloc), int64(200<<20), name)
		require.NotEmpty(t, d.Sections)
	}
}

func differentRuns(n int) string {
	var b strings.Builder
	b.WriteString("<w:p>")
	for i := range n {
		fmt.Fprintf(&b, `<w:r><w:rPr><w:spacing w:val="%d"/></w:rPr><w:t>a</w:t></w:r>`, i)
	}
	b.WriteString("</w:p>")
	return b.String()
}

func TestAFileCutOrChangedAnywhereIsReadOrRefused(t *testing.T) {
	t.Parallel()
	whole := stored(t, p(run("a"))+`<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:sectPr/>`)
	try := func(b []byte) {
		d, err := docx.Read(context.Background(), bytes.NewReader(b), int64(len(b)), opc.Limits{})
		if err == nil {
			checkSound(t, d)
			err = edit.PrintCopy(context.Background(), io.Discard, bytes.NewReader(b), int64(len(b)), opc.Limits{})
		}
		var fault *opc.Error
		require.True(t, err == nil || errors.As(err, &fault), "%v", err)
	}
	for i := range whole {
		try(whole[:i])
		for _, change := range []byte{0x01, 0x20, 0xFF} {
			b := bytes.Clone(whole)
			b[i] ^= change
			try(b)
		}
	}
}

func TestQuotesOutsideTagsBelongToNoTag(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]string{
		"in text": `it's 5"`, "in a comment": `<!-- don't > "x -->a`, "in plain data": `<![CDATA[don't > ]] ]>]]>`, "in an instruction": `<?x don't ? > "?>a`,
		"in an empty comment": `<!---->a'`, "in comments that seem to end": `<!-->'-->a<!--->'-->`,
	} {
		b := docxtest.Document(t, p(`<w:r><w:t>`+x+`</w:t></w:r>`)+strings.Repeat(p(run("b")), 100))
		d, err := docx.Read(context.Background(), bytes.NewReader(b), int64(len(b)), opc.Limits{TagBytes: 2000})
		require.NoError(t, err, name)
		require.Equal(t, 101, d.ParagraphCount, name)
	}
}

func TestCancellationAndBrokenStorageAreNotTheFilesFault(t *testing.T) {
	t.Parallel()
	b := docxgen.Letter().Bytes()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := docx.Read(ctx, bytes.NewReader(b), int64(len(b)), opc.Limits{})
	require.ErrorIs(t, err, context.Canceled)

	for after := range 12 {
		_, err = docx.Read(context.Background(), &failing{r: bytes.NewReader(b), after: after}, int64(len(b)), opc.Limits{})
		require.ErrorIs(t, err, errStorage, "failing at read %d", after)
	}
}

var errStorage = errors.New("the store is away")

// failing is a store that goes away after some reads.
type failing struct {
	r     io.ReaderAt
	after int
}

func (f *failing) ReadAt(b []byte, off int64) (int, error) {
	if f.after--; f.after < 0 {
		return 0, errStorage
	}
	return f.r.ReadAt(b, off)
}

// A file of 70 kB kept a converter busy for longer than anybody waits.
func TestATableThatCannotBePrintedInGoodTimeIsToldBeforeAnybodyTries(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../testdata/hostile/large-table.docx")
	require.NoError(t, err)
	_, err = docx.Scan(context.Background(), bytes.NewReader(data), int64(len(data)), opc.Limits{}, nobody{})
	var fault *opc.Error
	require.ErrorAs(t, err, &fault)
	require.Equal(t, opc.CodeTooLong, fault.Code)
}
