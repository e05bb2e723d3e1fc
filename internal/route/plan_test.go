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

func keys(p route.Plan) []string {
	var out []string
	for _, s := range p.Steps {
		out = append(out, s.Key)
	}
	return out
}

func reason(p route.Plan, key string) string {
	for _, r := range p.Reasons {
		if r.StepKey == key {
			return r.Code
		}
	}
	return ""
}

func TestPlanRoute(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		change func(*domain.Document)
		want   []string
	}{
		{
			"letter §4: clearance, format, opinions, appraisal, review, initials, signature, number, in this order", func(*domain.Document) {},
			[]string{"clearance", "format", "consultation:TCKH", "answers", "appraisal:TCKH", "review", "initials:1", "initials:2", "signature", "issue", "publication"},
		},
		{
			"letter §4: no opinion asked, no answers to give", func(d *domain.Document) { d.ConsultedUnits = nil },
			[]string{"clearance", "format", "appraisal:TCKH", "review", "initials:1", "initials:2", "signature", "issue", "publication"},
		},
		{
			"letter §1: one sector needs no appraisal", func(d *domain.Document) { d.Sectors = []string{"noi-vu"} },
			[]string{"clearance", "format", "consultation:TCKH", "answers", "review", "initials:1", "signature", "issue", "publication"},
		},
		{
			"letter §1: the same sector named twice is one", func(d *domain.Document) { d.Sectors = []string{"noi-vu", "noi-vu"} },
			[]string{"clearance", "format", "consultation:TCKH", "answers", "review", "initials:1", "signature", "issue", "publication"},
		},
		{
			"legal normative drafts are appraised by justice", func(d *domain.Document) { d.LegalNormative, d.Sectors = true, nil },
			[]string{"clearance", "format", "consultation:TCKH", "answers", "appraisal:TP", "review", "initials:1", "signature", "issue", "publication"},
		},
		{
			"Article 13.2: a Vice Chair signs in the assigned field without further initials", func(d *domain.Document) {
				d.SignerPosition, d.Sectors = domain.PositionViceChair, nil
			},
			[]string{"clearance", "format", "consultation:TCKH", "answers", "review", "signature", "issue", "publication"},
		},
		{
			"a unit asked twice is asked once, and never on its own draft", func(d *domain.Document) {
				d.ConsultedUnits = []string{"finance", "home", "finance"}
			},
			[]string{"clearance", "format", "consultation:TCKH", "answers", "appraisal:TCKH", "review", "initials:1", "initials:2", "signature", "issue", "publication"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			doc := letter()
			tt.change(&doc)
			require.Equal(t, tt.want, keys(plan(t, doc)))
		})
	}
}

func TestPlanRouteSaysWhyEachStepStandsOrDoesNot(t *testing.T) {
	t.Parallel()
	doc := letter()
	doc.ConsultedUnits, doc.Sectors = []string{"home"}, nil
	p := plan(t, doc)
	for _, s := range p.Steps {
		require.NotEmpty(t, reason(p, s.Key), s.Key)
	}
	require.Equal(t, "own_unit_not_asked", reason(p, "consultation:NV"))
	require.Equal(t, "no_appraisal", reason(p, "appraisal"))
	for _, r := range p.Reasons {
		if r.Code == "own_unit_not_asked" {
			require.Equal(t, regulation.ClauseOwnWork, r.ClauseID)
		}
	}
}

func TestTheJusticeDivisionAppraisesEveryLegalNormativeDraft(t *testing.T) {
	t.Parallel()
	doc := letter()
	doc.LegalNormative, doc.Sectors = true, nil
	p := plan(t, doc)
	require.Contains(t, p.Reasons, route.Reason{
		StepKey: "appraisal:TP", ClauseID: regulation.ClauseAppraisalLaw, Code: "appraisal_legal_normative", UnitID: "justice",
	})
}

// Article 18.1: a document is issued on the day it is signed, at the latest on the
// next working day; an urgent one at once.
func TestArticle18_1TheClerkIssuesByTheEndOfTheNextWorkingDay(t *testing.T) {
	t.Parallel()
	require.Equal(t, regulation.ClauseIssue, route.ClauseOf(route.StepPublication))
	friday := time.Date(2024, 3, 8, 2, 0, 0, 0, time.UTC) // 09:00 in Vietnam
	for _, preset := range regulation.Presets() {
		policy, err := regulation.Load(preset)
		require.NoError(t, err)
		for urgency, want := range map[domain.Urgency]time.Time{
			domain.UrgencyNormal:  time.Date(2024, 3, 11, 17, 0, 0, 0, calendar.ICT), // Monday
			domain.UrgencyExpress: time.Date(2024, 3, 8, 17, 0, 0, 0, calendar.ICT),
		} {
			doc := letter()
			doc.Urgency = urgency
			p, err := route.PlanOf(doc, drafter, organisation, policy.Route, noon)
			require.NoError(t, err)
			j := &journey{t: t, route: route.New(doc, p), now: friday}
			j.does(drafter, route.ActSubmit)
			j.to("issue")
			due := route.TimesOf(*j.route.Step("issue"), policy.Route, calendar.Vietnam()).Due
			require.True(t, want.Equal(due), "%s, %s: due %s", preset, urgency, due.In(calendar.ICT))
		}
	}
}

func TestLetter1MattersOfSeveralSectorsAreAppraisedByTheOthers(t *testing.T) {
	t.Parallel()
	require.Contains(t, plan(t, letter()).Reasons, route.Reason{
		StepKey: "appraisal:TCKH", ClauseID: regulation.ClauseCrossSector, Code: "appraisal_cross_sector", UnitID: "finance",
	})
}

func TestPlanRouteLetsNobodyClearTheirOwnDraft(t *testing.T) {
	t.Parallel()
	doc := letter()
	doc.DrafterID = "head"
	p, err := route.PlanOf(doc, head, organisation, terms, noon)
	require.NoError(t, err)
	require.Equal(t, "clearance_by_superior", reason(p, "clearance"))
	require.Equal(t, "vice1", p.Steps[0].PersonID)
}

func TestPlanRouteCountsUrgentDocumentsInUrgentDays(t *testing.T) {
	t.Parallel()
	doc := letter()
	doc.Urgency = domain.UrgencyExpress
	for _, s := range plan(t, doc).Steps {
		require.Equal(t, 1, s.WorkingDays, s.Key)
	}
}

func TestPlanRouteNamesEveryFaultOfTheFacts(t *testing.T) {
	t.Parallel()
	doc := letter()
	doc.ConsultedUnits, doc.Sectors, doc.SignerPosition = []string{"top", "nowhere"}, []string{"noi-vu", "bien-gioi"}, domain.PositionDrafter
	_, err := route.PlanOf(doc, drafter, organisation, terms, noon)
	var faults *domain.Error
	require.ErrorAs(t, err, &faults)
	require.Equal(t, domain.ErrInvalid, faults.Code)
	require.Equal(t, map[string]string{
		"consulted_units": "plan.consulted_unknown", "sectors": "plan.sector_without_unit", "signer_position": "plan.signer_unknown",
	}, faults.Fields)
}
