package route_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/route"
)

// TestD10TheTimesOfTheStagesSumToTheTimeThatPassed takes documents along any way
// people may choose, and holds the duties that come of it against the calendar.
func TestD10TheTimesOfTheStagesSumToTheTimeThatPassed(t *testing.T) {
	t.Parallel()
	people := []domain.Actor{drafter, head, checker, financeHead, justiceHead, chief, vice1, vice2, chair, clerk}
	rapid.Check(t, func(rt *rapid.T) {
		doc := letter()
		doc.ConsultedUnits = []string{"finance", "justice"}
		j := begin(t, doc)
		for range rapid.IntRange(1, 40).Draw(rt, "acts") {
			if route.Over(j.route.State) || j.route.State == domain.DocumentNumbered {
				break
			}
			j.now = j.now.Add(time.Duration(rapid.IntRange(1, 3000).Draw(rt, "minutes later")) * time.Minute)
			if c := route.Ring(&j.route, terms, j.now); c != nil {
				j.record(c)
				continue
			}
			var possible []route.Command
			for _, who := range people {
				for _, act := range route.Acts() {
					if act == route.ActWithdraw && rapid.IntRange(0, 9).Draw(rt, "withdraw") > 0 {
						continue
					}
					cmd := command(who, act, text("vì sao"))
					if act == route.ActGiveOpinion && rapid.Bool().Draw(rt, "disagree") {
						cmd.Verdict = route.VerdictDisagree
					}
					for _, i := range route.OpinionsToAnswer(j.route) {
						cmd.Answers = append(cmd.Answers, route.OpinionAnswer{StepKey: j.route.Steps[i].Key, Kind: route.AnswerAccepted})
					}
					if act == route.ActSubmit {
						cmd.VersionID, cmd.VersionSHA = rapid.SampledFrom([]string{"v1", "v2", "v3"}).Draw(rt, "version"), ""
					}
					if route.Allowed(j.route, cmd, j.now) == nil {
						possible = append(possible, cmd)
					}
				}
			}
			if len(possible) == 0 {
				break
			}
			cmd := rapid.SampledFrom(possible).Draw(rt, "act")
			c, refusal := route.Apply(&j.route, cmd, terms, j.now)
			require.Nil(rt, refusal)
			j.record(c)
		}
		requireStagesFillTheTime(t, j)
	})
}

// requireStagesFillTheTime adds the working time of each stage, in which several
// may have been busy side by side, and compares the sum with what passed.
func requireStagesFillTheTime(t *testing.T, j *journey) {
	t.Helper()
	stages := map[int][]domain.Duty{}
	for _, s := range j.route.Steps {
		if s.OpenedAt.IsZero() {
			continue
		}
		d := route.DutyOf(j.route, s)
		if d.ClosedAt.IsZero() {
			d.ClosedAt = j.now
		}
		stages[s.Stage] = append(stages[s.Stage], d)
	}
	hours := terms.OfficeHours()
	var sum time.Duration
	for _, duties := range stages {
		slices.SortFunc(duties, func(a, b domain.Duty) int { return cmp.Compare(a.OpenedAt.UnixNano(), b.OpenedAt.UnixNano()) })
		reached := time.Time{}
		for _, d := range duties {
			from := d.OpenedAt
			if from.Before(reached) {
				from = reached
			}
			if d.ClosedAt.After(from) {
				sum += calendar.Vietnam().WorkingTimeBetween(from, d.ClosedAt, hours)
				reached = d.ClosedAt
			}
		}
	}
	require.Equal(t, calendar.Vietnam().WorkingTimeBetween(noon, j.now, hours), sum)
}

func TestWhatWasDecidedAndLosesItsForceStaysTheDutyItWas(t *testing.T) {
	t.Parallel()
	j := begin(t, letter()).to("review")
	done := route.DutyOf(j.route, *j.route.Step("clearance"))
	j.does(chief, route.ActReturn, text("thiếu căn cứ"))
	j.does(drafter, route.ActSubmit, version("v2"))
	first := j.route.Steps[slices.IndexFunc(j.route.Steps, func(s route.Step) bool { return s.Key == "clearance" })]
	require.Equal(t, route.StepVoided, first.State)
	require.Equal(t, done.ClosedAt, route.DutyOf(j.route, first).ClosedAt)
	require.Equal(t, 2, route.DutyOf(j.route, *j.route.Step("clearance")).Round, "and is asked for again as another")
}

func TestTheMostUrgentComesFirstInALeadersQueueOnly(t *testing.T) {
	t.Parallel()
	r := begin(t, letter()).route
	priority := func(kind route.StepKind, u domain.Urgency) int {
		r.Urgency = u
		return route.DutyOf(r, route.Step{Planned: route.Planned{Kind: kind}}).Priority
	}
	for rank, u := range []domain.Urgency{domain.UrgencyExpress, domain.UrgencyVeryUrgent, domain.UrgencyUrgent, domain.UrgencyNormal} {
		require.Equal(t, rank, priority(route.StepSignature, u))
		require.Equal(t, rank, priority(route.StepInitials, u))
		require.Equal(t, 3, priority(route.StepReview, u))
	}
}

func TestEveryStepLiesInOneInboxAndTheSystemsOwnInNone(t *testing.T) {
	t.Parallel()
	r := begin(t, letter()).route
	desk := func(s route.Step) string { return route.DutyOf(r, s).Desk }
	require.Equal(t, "person:drafter", desk(route.Step{Planned: route.Planned{Kind: route.StepDrafting, UnitID: "home", Position: domain.PositionDrafter, PersonID: "drafter"}}))
	require.Equal(t, "top:vice_chair:vice1", desk(route.Step{Planned: route.Planned{Kind: route.StepInitials, UnitID: "top", Position: domain.PositionViceChair, PersonID: "vice1"}}))
	require.Equal(t, "office:chief_of_office", desk(route.Step{Planned: route.Planned{Kind: route.StepReview, UnitID: "office", Position: domain.PositionChiefOfOffice}}))
	require.Empty(t, desk(route.Step{Planned: route.Planned{Kind: route.StepPublication, UnitID: "office", Position: domain.PositionRecordsClerk}}))
}
