package edit_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docx/docxtest"
	"trinhky/internal/docx/edit"
	"trinhky/internal/docx/opc"
	"trinhky/internal/docxgen"
)

func stamp(t *testing.T, b []byte, is edit.Issue) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, edit.Stamp(context.Background(), &out, bytes.NewReader(b), int64(len(b)), is, opc.Limits{}))
	return out.Bytes()
}

// texts are the non-empty paragraphs of the head.
func texts(d *docx.Document) []string {
	var out []string
	for p := range d.Paragraphs() {
		if s := p.Text(); strings.TrimSpace(s) != "" {
			out = append(out, s)
		}
	}
	return out
}

func TestStampWritesNumberAndDateWithTheDecreesZeros(t *testing.T) {
	t.Parallel()
	draft := func(number, place docxgen.Line) *docxgen.Spec {
		s := docxgen.LetterDraft()
		s.Number, s.Place = number, place
		return s
	}
	parts := func(texts ...string) docxgen.Line {
		var l docxgen.Line
		for _, x := range texts {
			l.Parts = append(l.Parts, docxgen.Part{Text: x})
		}
		return l
	}
	full := docxgen.T("Rạch Giá, ngày    tháng    năm 2024")
	cases := map[string]struct {
		spec         *docxgen.Spec
		issue        edit.Issue
		number, date string
	}{
		"blank draft":            {docxgen.LetterDraft(), edit.Issue{Number: 288, Year: 2024, Month: 3, Day: 21}, "Số: 288/UBND-VP", "Rạch Giá, ngày 21 tháng 3 năm 2024"},
		"below ten":              {docxgen.LetterDraft(), edit.Issue{Number: 7, Year: 2025, Month: 2, Day: 5}, "Số: 07/UBND-VP", "Rạch Giá, ngày 05 tháng 02 năm 2025"},
		"tenth of October":       {docxgen.LetterDraft(), edit.Issue{Number: 10, Year: 2025, Month: 10, Day: 10}, "Số: 10/UBND-VP", "Rạch Giá, ngày 10 tháng 10 năm 2025"},
		"filled draft":           {docxgen.Letter(), edit.Issue{Number: 289, Year: 2024, Month: 1, Day: 9}, "Số: 289/UBND-VP", "Rạch Giá, ngày 09 tháng 01 năm 2024"},
		"dots and dashes":        {draft(docxgen.T("Số: ......../UBND-VP"), docxgen.T("Rạch Giá, ngày … tháng … năm 20…")), edit.Issue{Number: 12, Year: 2024, Month: 3, Day: 4}, "Số: 12/UBND-VP", "Rạch Giá, ngày 04 tháng 3 năm 2024"},
		"nothing left":           {draft(docxgen.T("Số:/UBND-VP"), full), edit.Issue{Number: 12, Year: 2024, Month: 3, Day: 4}, "Số: 12/UBND-VP", "Rạch Giá, ngày 04 tháng 3 năm 2024"},
		"a tab for the blank":    {draft(docxgen.T("Số:\t/UBND-VP"), full), edit.Issue{Number: 12, Year: 2024, Month: 3, Day: 4}, "Số: 12/UBND-VP", "Rạch Giá, ngày 04 tháng 3 năm 2024"},
		"split letter by letter": {draft(parts("S", "ố", ":", " ", " ", "/", "UB", "ND-VP"), parts("Rạch ", "Giá", ", ng", "ày", " ", " th", "áng ", "", " năm ", "20", "23")), edit.Issue{Number: 3, Year: 2024, Month: 12, Day: 31}, "Số: 03/UBND-VP", "Rạch Giá, ngày 31 tháng 12 năm 2024"},
		"decomposed letters":     {draft(docxgen.T("So\u0302\u0301:    /UBND-VP"), full), edit.Issue{Number: 12, Year: 2024, Month: 3, Day: 4}, "So\u0302\u0301: 12/UBND-VP", "Rạch Giá, ngày 04 tháng 3 năm 2024"},
		"another notation":       {docxgen.LetterDraft(), edit.Issue{Number: 12, Notation: "UBND-NV", Year: 2024, Month: 3, Day: 4}, "Số: 12/UBND-NV", "Rạch Giá, ngày 04 tháng 3 năm 2024"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before := c.spec.Bytes()
			got := stamp(t, before, c.issue)
			lines := texts(docxtest.Read(t, got))
			require.Contains(t, lines, c.number)
			require.Contains(t, lines, c.date)
			require.Equal(t, got, stamp(t, before, c.issue), "the same input gives the same bytes")
			require.Equal(t, texts(docxtest.Read(t, got)), texts(docxtest.Read(t, stamp(t, got, c.issue))), "stamping again changes nothing")

			was, is := texts(docxtest.Read(t, before)), lines
			require.Len(t, is, len(was), "no other line may appear or vanish")
			changed := 0
			for i := range was {
				if was[i] != is[i] {
					changed++
				}
			}
			require.LessOrEqual(t, changed, 2)
		})
	}
}

func TestStampFindsTheLinesInEveryFormOfHead(t *testing.T) {
	t.Parallel()
	for name, form := range map[string]docxgen.HeadForm{"table": docxgen.HeadTable, "tabs": docxgen.HeadTabs, "boxes": docxgen.HeadBoxes, "plain": docxgen.HeadPlain} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := docxgen.LetterDraft()
			s.Head = form
			got := stamp(t, s.Bytes(), edit.Issue{Number: 9, Year: 2024, Month: 3, Day: 1})
			all := strings.Join(texts(docxtest.Read(t, got)), "\n")
			require.Contains(t, all, "Số: 09/UBND-VP")
			require.Contains(t, all, "Rạch Giá, ngày 01 tháng 3 năm 2024")
		})
	}
}

func TestStampKeepsBothFormsOfATextBoxInStep(t *testing.T) {
	t.Parallel()
	s := docxgen.LetterDraft()
	s.Head = docxgen.HeadBoxes
	got := stamp(t, s.Bytes(), edit.Issue{Number: 9, Year: 2024, Month: 3, Day: 1})
	xml := string(docxtest.PartOf(t, got, "word/document.xml"))
	require.Equal(t, 2, strings.Count(xml, " 09</w:t>"))
	require.Equal(t, 2, strings.Count(xml, " 01 </w:t>"))
}

func TestStampKeepsFormattingAndEveryOtherPart(t *testing.T) {
	t.Parallel()
	before := docxgen.LetterDraft().Bytes()
	after := stamp(t, before, edit.Issue{Number: 288, Year: 2024, Month: 3, Day: 21})
	for name, content := range docxtest.PartsOf(t, before) {
		if name != "word/document.xml" {
			require.Equal(t, content, docxtest.PartOf(t, after, name), name)
		}
	}
	for p := range docxtest.Read(t, after).Paragraphs() {
		if strings.HasPrefix(p.Text(), "Số:") {
			for _, r := range p.Runs {
				require.Equal(t, docx.HalfPoints(26), r.Props.Size)
				require.False(t, r.Props.Bold)
			}
		}
	}
}

func TestStampRefusesWhatItCannotWriteInto(t *testing.T) {
	t.Parallel()
	noNumber := docxgen.LetterDraft()
	noNumber.Number = docxgen.Line{}
	noDate := docxgen.LetterDraft()
	noDate.Place = docxgen.Line{}
	field := docxgen.LetterDraft()
	field.Place = docxgen.Line{Parts: []docxgen.Part{{Text: "Rạch Giá, ngày "}, {Text: "21", Field: "DATE"}, {Text: " tháng 3 năm 2024"}}}
	signed := docxtest.WithParts(t, docxgen.LetterDraft().Bytes(), map[string]string{"_xmlsignatures/sig1.xml": "<x/>"})
	for name, c := range map[string]struct {
		file []byte
		code opc.Code
	}{
		"no number line":       {noNumber.Bytes(), opc.CodeLayout},
		"no date line":         {noDate.Bytes(), opc.CodeLayout},
		"a date that computes": {field.Bytes(), opc.CodeLayout},
		"a signed package":     {signed, opc.CodeSigned},
		"not a document":       {[]byte("hello"), opc.CodeNotDocx},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			err := edit.Stamp(context.Background(), &out, bytes.NewReader(c.file), int64(len(c.file)), edit.Issue{Number: 1, Year: 2024, Month: 1, Day: 1}, opc.Limits{})
			var fault *opc.Error
			require.True(t, errors.As(err, &fault), "%v", err)
			require.Equal(t, c.code, fault.Code)
			require.NotEqual(t, fault.Message("vi"), fault.Message("en"))
		})
	}
}

func TestStampNeedsNoDateLineInMinutes(t *testing.T) {
	t.Parallel()
	s := docxgen.LetterDraft()
	s.Place, s.Reference, s.TypeName = docxgen.Line{}, docxgen.Line{}, docxgen.T("BIÊN BẢN")
	s.Number = docxgen.T("Số:    /BB-UBND")
	got := stamp(t, s.Bytes(), edit.Issue{Number: 4, Year: 2024, Month: 1, Day: 1})
	require.Contains(t, texts(docxtest.Read(t, got)), "Số: 04/BB-UBND")
}
