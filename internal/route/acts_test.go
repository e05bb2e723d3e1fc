package route_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

func TestTheTableOfActsHasOneRowForEachActAndEachStep(t *testing.T) {
	t.Parallel()
	for _, acts := range [][]string{words(route.Acts()), words(route.StepKinds()), words(route.Events())} {
		seen := map[string]bool{}
		for _, word := range acts {
			require.NotEmpty(t, word)
			require.False(t, seen[word], "%s stands twice", word)
			seen[word] = true
		}
	}
	for _, kind := range route.StepKinds() {
		require.NotEqual(t, route.ClauseOf(kind), regulation.Clause(route.ClauseOf(kind)).VI, "the clause of %s has no text", kind)
	}
	require.Equal(t, []route.StepKind{route.StepInitials, route.StepSignature}, route.LeadersSteps())
}

func TestArticle11_2ApprovalsFallWithTheDraftAndOpinionsDoNot(t *testing.T) {
	t.Parallel()
	var fall []route.StepKind
	for _, kind := range route.StepKinds() {
		if route.Voids(route.PartFile, kind) {
			fall = append(fall, kind)
		}
	}
	require.Equal(t, []route.StepKind{
		route.StepClearance, route.StepFormat, route.StepAppraisal, route.StepReview, route.StepInitials, route.StepSignature,
	}, fall)
}

func TestAnActThatTheTableDoesNotKnowIsRefused(t *testing.T) {
	t.Parallel()
	for _, act := range []domain.Act{"", "approve"} {
		r := begin(t, letter()).refused(domain.RefusedNotYours, head, act)
		require.Equal(t, regulation.ClauseOrder, r.ClauseID)
	}
}

func words[T ~string](in []T) []string {
	out := make([]string, 0, len(in))
	for _, w := range in {
		out = append(out, string(w))
	}
	return out
}
