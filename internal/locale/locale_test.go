package locale_test

import (
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"trinhky/internal/domain"
	"trinhky/internal/locale"
)

// args fills every value a text may ask for, so that none is left empty.
var args = map[string]any{
	"Count": 3, "Round": 2, "Ordinal": 4, "Unit": "Phòng Nội vụ", "Spent": "1 ngày", "Year": 2024, "Max": 500, "Minutes": 15, "Megabytes": 50,
	"Asked": 5, "Agree": 1, "Changes": 1, "Disagree": 1, "Silent": 2, "Act": "Ký", "Bound": 7, "Step": "Ký ban hành", "Due": "Thẩm tra",
}

func TestBothLanguagesCarryTheSameKeys(t *testing.T) {
	t.Parallel()
	require.NotEmpty(t, locale.Keys(domain.Vietnamese))
	require.Empty(t, cmp.Diff(locale.Keys(domain.Vietnamese), locale.Keys(domain.English)))
}

func TestEveryTextIsWhole(t *testing.T) {
	t.Parallel()
	for _, lang := range locale.Languages() {
		for _, key := range locale.Keys(lang) {
			text := locale.T(lang, key, args)
			require.NotEmpty(t, text, "%s %s", lang, key)
			require.NotEqual(t, key, text, "%s %s could not be filled in", lang, key)
			require.NotContains(t, text, "<no value>", "%s %s", lang, key)
			require.True(t, norm.NFC.IsNormalString(text), "%s %s is not in composed Unicode", lang, key)
		}
	}
}

func TestBothLanguagesFillInTheSameValues(t *testing.T) {
	t.Parallel()
	// A value that changes the text in one language changes it in the other, but
	// for numbers that English may spell by singular and plural.
	for _, key := range locale.Keys(domain.Vietnamese) {
		for name := range args {
			if name == "Count" {
				continue
			}
			other := map[string]any{}
			for k, v := range args {
				other[k] = v
			}
			other[name] = "KHÁC"
			changes := func(lang string) bool { return locale.T(lang, key, args) != locale.T(lang, key, other) }
			require.Equal(t, changes(domain.Vietnamese), changes(domain.English), "%s: %s", key, name)
		}
	}
}

func TestEveryRefusalTellsWhatHappenedAndWhatToDo(t *testing.T) {
	t.Parallel()
	codes := []domain.RefusalCode{
		domain.RefusedOutOfOrder, domain.RefusedNotYours, domain.RefusedOwnAct, domain.RefusedAlreadyDecided, domain.RefusedVersionChanged,
		domain.RefusedUnchanged, domain.RefusedSamePerson, domain.RefusedReasonMissing, domain.RefusedAnswersMissing, domain.RefusedVerdict,
		domain.RefusedClosed, domain.RefusedNotSubmitted, domain.RefusedTooLate,
	}
	for _, lang := range locale.Languages() {
		for _, code := range codes {
			what, todo := locale.Refusal(lang, code, map[string]any{"Act": "Ký"})
			require.NotRegexp(t, regexp.MustCompile(`^refusal\.|<no value>`), what, "%s %s", lang, code)
			require.NotRegexp(t, regexp.MustCompile(`^refusal\.|<no value>`), todo, "%s %s", lang, code)
		}
	}
}

func TestAnErrorSpeaksByItsKeyElseByItsCategory(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name string
		err  domain.Error
		want string
	}{
		{"its own text", domain.Error{Code: domain.ErrForbidden, Key: "sign_in.wrong"}, locale.T("vi", "error.sign_in.wrong", nil)},
		{"with values", domain.Error{Code: domain.ErrThrottled, Key: "sign_in.throttled", Args: map[string]any{"Minutes": 15}}, "Đăng nhập sai quá nhiều lần. Chờ 15 phút rồi thử lại."},
		{"an unknown key", domain.Error{Code: domain.ErrConflict, Key: "nobody.wrote.this"}, locale.T("vi", "error.code.conflict", nil)},
		{"an unknown category", domain.Error{Code: "strange"}, locale.T("vi", "error.code.internal", nil)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, locale.Error(domain.Vietnamese, &c.err))
		})
	}
}

func TestNumbersChooseTheirForm(t *testing.T) {
	t.Parallel()
	cases := []struct {
		lang string
		n    int
		want string
	}{
		{"vi", 1, "còn 1 ngày làm việc"}, {"vi", 2, "còn 2 ngày làm việc"}, {"en", 1, "1 working day left"}, {"en", 2, "2 working days left"},
	}
	for _, c := range cases {
		require.Equal(t, c.want, locale.T(c.lang, "due.left", map[string]any{"Count": c.n}))
	}
}

func TestALanguageThatIsNotSpokenIsVietnamese(t *testing.T) {
	t.Parallel()
	require.Equal(t, domain.Vietnamese, locale.Known("fr"))
	require.Equal(t, locale.T("vi", "nav.work", nil), locale.T("fr", "nav.work", nil))
	require.True(t, slices.Contains(locale.Languages(), domain.English))
}
