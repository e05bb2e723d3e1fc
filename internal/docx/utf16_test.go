package docx_test

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/unicode"

	"trinhky/internal/docx"
	"trinhky/internal/docx/docxtest"
	"trinhky/internal/docx/edit"
	"trinhky/internal/docx/opc"
)

// inUTF16 writes every XML part of a package in UTF-16.
func inUTF16(t testing.TB, b []byte, order unicode.Endianness, mark unicode.BOMPolicy) []byte {
	t.Helper()
	parts := docxtest.PartsOf(t, b)
	for name, part := range parts {
		text := string(part)
		if i := strings.Index(text, "?>"); strings.HasPrefix(text, "<?xml") && i > 0 {
			text = text[i+2:]
		}
		wide, err := unicode.UTF16(order, mark).NewEncoder().String(`<?xml version="1.0" encoding="UTF-16" standalone="yes"?>` + text)
		require.NoError(t, err)
		parts[name] = []byte(wide)
	}
	return docxtest.Pack(t, parts)
}

// TestPartsInUTF16AreReadAndChangedAsThoseInUTF8 holds for every part, the content types and relationships as well.
func TestPartsInUTF16AreReadAndChangedAsThoseInUTF8(t *testing.T) {
	t.Parallel()
	narrow, err := os.ReadFile("../../testdata/288-UBND-VP.docx")
	require.NoError(t, err)
	want := docxtest.Read(t, narrow)
	for name, c := range map[string]struct {
		order unicode.Endianness
		mark  unicode.BOMPolicy
	}{
		"little endian":                {unicode.LittleEndian, unicode.UseBOM},
		"big endian":                   {unicode.BigEndian, unicode.UseBOM},
		"little endian without a mark": {unicode.LittleEndian, unicode.IgnoreBOM},
		"big endian without a mark":    {unicode.BigEndian, unicode.IgnoreBOM},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wide := inUTF16(t, narrow, c.order, c.mark)
			require.Equal(t, docxtest.Texts(want), docxtest.Texts(docxtest.Read(t, wide)))

			var stamped, printed bytes.Buffer
			is := edit.Issue{Number: 9, Year: 2024, Month: 1, Day: 2}
			require.NoError(t, edit.Stamp(context.Background(), &stamped, bytes.NewReader(wide), int64(len(wide)), is, opc.Limits{}))
			main := string(docxtest.PartOf(t, stamped.Bytes(), "word/document.xml"))
			require.True(t, strings.HasPrefix(main, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`), "what was changed is in UTF-8 and says so")
			again := docxtest.Read(t, stamped.Bytes())
			require.Equal(t, want.ParagraphCount, again.ParagraphCount)
			require.Contains(t, strings.Join(docxtest.Texts(again), "\n"), "Số: 09/UBND-VP")
			require.NoError(t, edit.PrintCopy(context.Background(), &printed, bytes.NewReader(wide), int64(len(wide)), opc.Limits{}))
			require.Equal(t, docxtest.Texts(want), docxtest.Texts(docxtest.Read(t, printed.Bytes())))
		})
	}
}

func TestAPartInUTF16StaysWithinTheLimits(t *testing.T) {
	t.Parallel()
	long := docxtest.Document(t, p(run(strings.Repeat("ă", 300_000))))
	for name, lim := range map[string]opc.Limits{"of a part": {PartBytes: 500_000}, "of a text": {TextBytes: 100_000}} {
		b := inUTF16(t, long, unicode.LittleEndian, unicode.UseBOM)
		lim.Ratio = 1 << 30
		_, err := docx.Read(context.Background(), bytes.NewReader(b), int64(len(b)), lim)
		var fault *opc.Error
		require.ErrorAs(t, err, &fault, name)
		require.Equal(t, opc.CodeTooLarge, fault.Code, name)
	}
}
