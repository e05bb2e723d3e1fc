package route_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

func TestArticle15TheNumberIsOfTheYearAndDayInVietnam(t *testing.T) {
	t.Parallel()
	doc := letter()
	doc.LegalNormative = true
	j := begin(t, doc).to("appraisal:TP")
	j.does(justiceHead, route.ActAppraise)
	j.to("issue")
	require.Equal(t, regulation.ClauseNumber, j.refused(domain.RefusedNotYours, head, route.ActIssue).ClauseID)
	j.now = time.Date(2024, 12, 31, 18, 0, 0, 0, time.UTC) // already 1 January in Vietnam
	c := j.does(clerk, route.ActIssue)
	sent := j.route.Record(c, route.TimesOfOpened(j.route, c, terms, calendar.Vietnam()), route.Particulars{Series: "qppl", Notation: "QĐ-UBND"})
	require.Equal(t, &route.NumberOrder{
		Series: "qppl", Year: 2025, Notation: "2025/QĐ-UBND", Date: time.Date(2025, 1, 1, 0, 0, 0, 0, calendar.ICT),
	}, sent.Number)
}

func TestOnlyTheFirstTransitionBringsTheWholePlanAndItsPolicy(t *testing.T) {
	t.Parallel()
	r := route.New(letter(), plan(t, letter()))
	policy := domain.PolicyRef{ID: "p", Version: "1"}
	record := func(c *route.Change, refusal *domain.Refusal) route.Transition {
		require.Nil(t, refusal)
		return r.Record(c, route.TimesOfOpened(r, c, terms, calendar.Vietnam()), route.Particulars{Policy: policy})
	}
	first := record(route.Apply(&r, command(drafter, route.ActSubmit), terms, noon))
	require.Equal(t, 1, first.Seq)
	require.Equal(t, &policy, first.Policy)
	require.Len(t, first.Steps, len(r.Steps))
	require.False(t, first.Steps[0].DueAt.IsZero(), "the step that opened has its due time")

	second := record(route.Apply(&r, command(head, route.ActClear), terms, noon))
	require.Equal(t, 2, second.Seq)
	require.Nil(t, second.Policy)
	require.Len(t, second.Steps, 2, "the step decided and the one it opened")
	require.Equal(t, "head", second.PersonID)
	require.Equal(t, domain.DoorPage, second.Door)
}
