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

// mendable says whether Mend puts a planted defect right: what can be without touching the wording.
func mendable(p pair) bool {
	return !strings.HasPrefix(p.rule, "secrecy.") && !unmended[p.rule] && !unmended[p.rule+" "+p.name]
}

// unmended are the rules, or the defects, that a person has to mend.
var unmended = map[string]bool{
	// Wording, or what only a person knows.
	"addressees.present":                   true,
	"addressees.type":                      true,
	"agency.present":                       true,
	"annex.mentioned":                      true,
	"annex.number":                         true,
	"annex.page-number":                    true,
	"authority.form":                       true,
	"authority.present":                    true,
	"capital.agency":                       true,
	"capital.date":                         true,
	"capital.document":                     true,
	"capital.provision":                    true,
	"capital.sentence":                     true,
	"capital.special":                      true,
	"capital.unit":                         true,
	"circulation.frame":                    true,
	"citation.first":                       true,
	"citation.later":                       true,
	"citation.law":                         true,
	"contact.place":                        true,
	"header.sizes":                         true,
	"motto.present":                        true,
	"national-name.place":                  true,
	"national-name.present":                true,
	"national-name.text":                   true,
	"number.blank":                         true,
	"number.place":                         true,
	"number.present":                       true,
	"number.type-code":                     true,
	"place-date.place":                     true,
	"place-date.present":                   true,
	"recipients.archive-unit":              true,
	"recipients.as-above":                  true,
	"recipients.present":                   true,
	"scope.decree":                         true,
	"signer.present":                       true,
	"signer.title":                         true,
	"spelling.repeated-word":               true,
	"structure.title":                      true,
	"subject.place":                        true,
	"subject.prefix":                       true,
	"subject.present":                      true,
	"text.comments":                        true,
	"text.tracked-changes":                 true,
	"type-name.present":                    true,
	"unread.object":                        true,
	"unread.text":                          true,
	"urgency.frame":                        true,
	"urgency.wording":                      true,
	"addressees.place not below the colon": true,
	"addressees.punctuation a single one on a line of its own":  true,
	"addressees.punctuation several on one line":                true,
	"addressees.style the label in capitals":                    true,
	"annex.heading its title on the same line":                  true,
	"annex.issued-with missing":                                 true,
	"annex.issued-with no date":                                 true,
	"annex.issued-with another document's number":               true,
	"annex.issued-with another date":                            true,
	"annex.issued-with a short date":                            true,
	"body.style capitals":                                       true,
	"font.family of a number Word counts":                       true,
	"motto.line-spacing an empty line between":                  true,
	"motto.text another order":                                  true,
	"number.grammar year of a legal normative document":         true,
	"number.grammar lower case":                                 true,
	"number.grammar nothing but noughts":                        true,
	"number.grammar two abbreviations in one group":             true,
	"place-date.grammar digits":                                 true,
	"place-date.grammar the word “ngày” left out":               true,
	"place-date.grammar no such day":                            true,
	"place-date.grammar blank when issued":                      true,
	"place-date.grammar a place without capitals":               true,
	"place-date.grammar a place in capitals":                    true,
	"place-date.grammar strokes to be filled in":                true,
	"recipients.archive-line no VT":                             true,
	"recipients.archive-line missing":                           true,
	"recipients.archive-line not the last":                      true,
	"recipients.place below the signature":                      true,
	"signer.style capitals":                                     true,
	"signer.style small letters":                                true,
	"structure.numbering a number left out":                     true,
	"structure.numbering Arabic part":                           true,
	"structure.numbering begins with another number":            true,
	"structure.numbering a number given twice":                  true,
	"structure.numbering a Roman article":                       true,
	"structure.numbering a nought before the number":            true,
	"structure.numbering an article given twice":                true,
	"structure.numbering the first article given twice":         true,
	"structure.numbering the first clause given twice":          true,
	"structure.numbering an Arabic chapter of what is attached": true,
	"structure.numbering the first chapter given twice":         true,
	"structure.numbering a part left out":                       true,
	"structure.numbering a part counted in words":               true,
	"structure.point d before đ":                                true,
	"structure.point the English alphabet":                      true,
	"structure.point a capital":                                 true,
	"structure.point a capital that is a Roman numeral too":     true,
	"structure.style a part and its title on one line":          true,
	"subject.style công văn in capitals":                        true,
	"text.unicode a TCVN3 font":                                 true,
	"text.unicode a mark in a run of its own":                   true,
	"type-name.text a wrong tone":                               true,
	"type-name.text letters apart":                              true,
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

// wording is the text of a document without spaces, marks, typed rules and leading zeros, all that mending may touch.
func wording(t *testing.T, data []byte) []string {
	t.Helper()
	doc, err := docx.Read(t.Context(), bytes.NewReader(data), int64(len(data)), opc.Limits{})
	require.NoError(t, err)
	var out []string
	for p := range doc.Paragraphs() {
		words := strings.Map(func(r rune) rune {
			if strings.ContainsRune(" \t\n.,;:()/_-–0", r) {
				return -1
			}
			return r
		}, strings.ReplaceAll(norm.NFC.String(p.Text()), "ð", "đ"))
		if words != "" {
			out = append(out, words)
		}
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
