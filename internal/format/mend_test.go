package format_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
	g "trinhky/internal/docxgen"
	"trinhky/internal/format"
)

func mendBytes(t require.TestingT, ctx context.Context, data []byte, opts format.Options) (format.Mended, []byte) {
	var out bytes.Buffer
	mended, err := format.Mend(ctx, &out, bytes.NewReader(data), int64(len(data)), opts)
	require.NoError(t, err)
	return mended, out.Bytes()
}

// mendable says whether Mend puts a planted defect right: what is certain and mechanical.
func mendable(p pair) bool {
	switch p.rule {
	case "page.margin.top", "page.margin.bottom", "page.margin.left", "page.margin.right", "number.leading-zero", "number.spacing",
		"place-date.leading-zero", "recipients.punctuation", "legal-basis.punctuation":
		return true
	case "page.number":
		return p.name != "between dashes"
	case "font.family":
		return p.name != "of a number Word counts"
	case "motto.text":
		return p.name != "another order"
	case "text.unicode":
		return p.name == "NFD" || p.name == "a letter of Icelandic"
	case "addressees.punctuation":
		return p.name == "last semicolon"
	case "recipients.archive-line":
		return p.name == "no full stop"
	case "recipients.label":
		return p.name == "size 13"
	case "annex.heading":
		return p.name == ""
	case "recipients.list-size":
		return p.name != "bold"
	}
	return strings.HasSuffix(p.rule, ".size") && p.rule != "page.size"
}

func TestMechanicalDefectsAreMendedAndNothingElseIsTouched(t *testing.T) {
	t.Parallel()
	for _, p := range pairs {
		t.Run(p.rule+" "+p.name, func(t *testing.T) {
			t.Parallel()
			s := p.base()
			p.plant(s)
			data := s.Bytes()
			if strings.HasPrefix(p.rule, "secrecy") {
				_, err := format.Mend(t.Context(), new(bytes.Buffer), bytes.NewReader(data), int64(len(data)), format.Options{})
				require.ErrorIs(t, err, format.ErrSecret)
				return
			}
			mended, fixed := mendBytes(t, t.Context(), data, format.Options{Stage: p.stage})
			require.Equal(t, []string{p.rule}, ruleIDs(mended.Before))
			if !mendable(p) {
				require.Empty(t, mended.Changes)
				require.Equal(t, data, fixed, "left as it is")
				return
			}
			require.NotEmpty(t, mended.Changes)
			for _, c := range mended.Changes {
				require.Equal(t, p.rule, c.Rule)
				require.NotEmpty(t, c.From.VI)
				require.NotEmpty(t, c.To.EN)
			}
			require.Empty(t, lines(mended.After))
			require.Empty(t, cmp.Diff(wording(t, data), wording(t, fixed)), "the wording")
			again, same := mendBytes(t, t.Context(), fixed, format.Options{Stage: p.stage})
			require.Empty(t, again.Changes)
			require.Equal(t, fixed, same)
		})
	}
}

// wording is the text of a document without spaces, marks and leading zeros, all that mending may touch.
func wording(t *testing.T, data []byte) []string {
	t.Helper()
	doc, err := docx.Read(t.Context(), bytes.NewReader(data), int64(len(data)), opc.Limits{})
	require.NoError(t, err)
	var out []string
	for p := range doc.Paragraphs() {
		out = append(out, strings.Map(func(r rune) rune {
			if strings.ContainsRune(" \t\n.,;-–0", r) {
				return -1
			}
			return r
		}, strings.ReplaceAll(norm.NFC.String(p.Text()), "ð", "đ")))
	}
	return out
}

func TestTheLetterIsMendedOfAllItsErrors(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join(testdata, "288-UBND-VP.docx"))
	require.NoError(t, err)
	mended, fixed := mendBytes(t, t.Context(), data, format.Options{})
	require.Equal(t, 3, mended.Before.Errors)
	require.Zero(t, mended.After.Errors, lines(mended.After))
	var rules []string
	for _, c := range mended.Changes {
		rules = append(rules, c.Rule)
	}
	require.Equal(t, []string{"motto.text", "number.spacing", "recipients.archive-line"}, rules)
	require.Empty(t, cmp.Diff(wording(t, data), wording(t, fixed)))
}

func TestProtectedAndSignedFilesAreNotTouched(t *testing.T) {
	t.Parallel()
	s := g.LetterForm()
	s.Motto.Text, s.Protection = "Độc lập – Tự do – Hạnh phúc", "readOnly"
	data := s.Bytes()
	var out bytes.Buffer
	_, err := format.Mend(t.Context(), &out, bytes.NewReader(data), int64(len(data)), format.Options{})
	require.ErrorIs(t, err, format.ErrProtected)
	require.Zero(t, out.Len())

	s.Protection, s.Signed = "", true
	data = s.Bytes()
	_, err = format.Mend(t.Context(), &out, bytes.NewReader(data), int64(len(data)), format.Options{})
	var fault *opc.Error
	require.ErrorAs(t, err, &fault)
	require.Equal(t, opc.CodeSigned, fault.Code)
	require.Zero(t, out.Len())
}

func TestOnlyTheFirstPageOfTheDocumentLosesItsNumber(t *testing.T) {
	t.Parallel()
	s := letterWithSection()
	s.Body = append(s.Body, longLetter().Body...)
	s.PageNumber.Omit, s.PageNumber.HideInEach = true, true
	data := s.Bytes()
	mended, fixed := mendBytes(t, t.Context(), data, format.Options{})
	require.Contains(t, ruleIDs(mended.Before), "page.number")
	require.NotContains(t, ruleIDs(mended.After), "page.number")
	doc, err := docx.Read(t.Context(), bytes.NewReader(fixed), int64(len(fixed)), opc.Limits{})
	require.NoError(t, err)
	require.Equal(t, []bool{true, false}, []bool{doc.Sections[0].TitlePage, doc.Sections[1].TitlePage})
}

func TestANumberAtTheFootMovesUpAndNothingElseDoes(t *testing.T) {
	t.Parallel()
	s := letterWithSection()
	s.PageNumber.Footer = true
	s.Address = contactLines() // on the first page, in a footer of its own
	mended, fixed := mendBytes(t, t.Context(), s.Bytes(), format.Options{})
	require.Equal(t, []string{"page.number"}, ruleIDs(mended.Before))
	require.Empty(t, ruleIDs(mended.After))
	doc, err := docx.Read(t.Context(), bytes.NewReader(fixed), int64(len(fixed)), opc.Limits{})
	require.NoError(t, err)
	for _, s := range doc.Sections {
		require.Nil(t, s.Footers.Default)
		require.NotNil(t, s.Footers.First)
	}

	s.PageNumber.Parts = []g.Part{{Text: "Trang "}, {Text: "2", Field: "PAGE"}}
	data := s.Bytes()
	mended, fixed = mendBytes(t, t.Context(), data, format.Options{})
	require.Equal(t, []string{"page.number"}, ruleIDs(mended.After), "wording stays where it is")
	require.Equal(t, data, fixed)
}

func TestEverySectionCountsInArabic(t *testing.T) {
	t.Parallel()
	s := letterWithSection()
	s.PageNumber.Format = "upperRoman"
	mended, fixed := mendBytes(t, t.Context(), s.Bytes(), format.Options{})
	require.Equal(t, []string{"page.number"}, ruleIDs(mended.Before), "said once")
	require.Empty(t, ruleIDs(mended.After))
	doc, err := docx.Read(t.Context(), bytes.NewReader(fixed), int64(len(fixed)), opc.Limits{})
	require.NoError(t, err)
	require.Equal(t, []string{"decimal", "decimal"}, []string{doc.Sections[0].PageNumber.Format, doc.Sections[1].PageNumber.Format})
}

func TestANumberIsNotHiddenTogetherWithAnAddress(t *testing.T) {
	t.Parallel()
	s := addressedLetter()
	s.PageNumber.ShowOnFirst, s.AddressOnOthers = true, true // without a first page of its own, that is every page
	data := s.Bytes()
	mended, fixed := mendBytes(t, t.Context(), data, format.Options{})
	require.Equal(t, []string{"page.number"}, ruleIDs(mended.Before))
	require.Empty(t, mended.Changes)
	require.Equal(t, data, fixed)
}

func TestManyDefectsAreMendedTogether(t *testing.T) {
	t.Parallel()
	var pool []pair
	for _, p := range pairs {
		if mendable(p) && p.stage == "" && sameBase(p, g.LetterForm) {
			pool = append(pool, p)
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		var chosen []pair
		for range rapid.IntRange(2, 10).Draw(r, "defects") {
			p := rapid.SampledFrom(pool).Draw(r, "defect")
			if !slices.ContainsFunc(chosen, func(c pair) bool { return !apart(p, c) }) {
				chosen = append(chosen, p)
			}
		}
		s := g.LetterForm()
		for _, p := range chosen {
			p.plant(s)
		}
		mended, _ := mendBytes(r, r.Context(), s.Bytes(), format.Options{})
		require.Empty(r, lines(mended.After))
		require.GreaterOrEqual(r, len(mended.Changes), len(chosen))
	})
}
