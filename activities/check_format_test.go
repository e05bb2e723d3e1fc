package activities_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docxgen"
	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/proof/testkit"
)

func TestNd30TheLetterAsIssuedIsTurnedAwayWithItsReasonsAndTheCorrectedOneIsNot(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	faulty, err := h.CheckFormat(context.Background(), h.stored(testkit.Fixture(t, "288-UBND-VP.docx")))
	require.NoError(t, err)
	require.Positive(t, faulty.Errors)
	require.Len(t, strings.Split(faulty.Reasons, "\n"), faulty.Errors, "a line for each")
	require.Contains(t, faulty.Reasons, "Lưu: VT")
	corrected, err := h.CheckFormat(context.Background(), h.stored(testkit.Fixture(t, "288-UBND-VP.corrected.docx")))
	require.NoError(t, err)
	require.Zero(t, corrected.Errors)
	require.Empty(t, corrected.Reasons)
}

func TestTheKeptCheckIsUsedAndMadeAgainOnlyForOtherRules(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	ctx := context.Background()
	sha := h.stored(testkit.Fixture(t, "288-UBND-VP.corrected.docx"))
	require.NoError(t, h.db.Store.SaveFormatCheck(ctx, domain.FormatCheck{SHA256: sha, Ruleset: "rules of last year", Errors: 9, Report: []byte("{}"), CheckedAt: time.Now()}))
	anew, err := h.CheckFormat(ctx, sha)
	require.NoError(t, err)
	require.Zero(t, anew.Errors, "last year's rules do not count")
	kept, err := h.db.Store.FormatCheck(ctx, sha, format.Ruleset)
	require.NoError(t, err)
	require.NotNil(t, kept, "and the new check is kept")

	h.Files = away{}
	again, err := h.CheckFormat(ctx, sha)
	require.NoError(t, err, "the file itself is not needed any more")
	require.Equal(t, anew, again)
	other := testkit.Content(t, h.db.Store, "never checked")
	_, err = h.CheckFormat(ctx, other)
	var known *domain.Error
	require.ErrorAs(t, err, &known)
	require.Equal(t, domain.ErrUnavailable, known.Code)
}

func TestADraftIsCheckedByTheRulesOfItsOffice(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	ctx := context.Background()
	sha := h.stored(testkit.Fixture(t, "288-UBND-VP.docx"))
	decree, err := h.CheckFormat(ctx, sha)
	require.NoError(t, err)
	h.Form = format.NewChecker(format.Office{Severities: map[string]format.Severity{"motto.text": format.SeverityWarning}})
	office, err := h.CheckFormat(ctx, sha)
	require.NoError(t, err, "what was kept for other rules does not count")
	require.Equal(t, decree.Errors-1, office.Errors)
	require.Equal(t, decree.Warnings+1, office.Warnings)
}

func TestAFileThatCannotBeReadAnyMoreIsTurnedAwayAndDoesNotHoldTheRouteUp(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	outcome, err := h.CheckFormat(context.Background(), h.stored([]byte("words")))
	require.NoError(t, err)
	require.Equal(t, 1, outcome.Errors)
	require.Contains(t, outcome.Reasons, "không phải văn bản Word")
}

func TestAFileThatNewerRulesFindInOrderButThatCannotBeIssuedIsTurnedAway(t *testing.T) {
	t.Parallel()
	h := newHands(t)
	ctx := context.Background()
	draft := docxgen.LetterDraft()
	draft.Signed = true
	sha := h.stored(draft.Bytes())
	require.NoError(t, h.db.Store.SaveFormatCheck(ctx, domain.FormatCheck{SHA256: sha, Ruleset: "rules of last year", Errors: 1, Report: []byte("{}"), CheckedAt: time.Now()}))
	for range 2 {
		outcome, err := h.CheckFormat(ctx, sha)
		require.NoError(t, err)
		require.Equal(t, 1, outcome.Errors)
		require.Contains(t, outcome.Reasons, "chữ ký số")
	}
}
