package route_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/route"
)

func TestARouteTakesOverFromItsRecordWhateverWasDoneBehindItsBack(t *testing.T) {
	t.Parallel()
	acts := map[string]func(j *journey){
		"an opinion": func(j *journey) { j.does(financeHead, route.ActGiveOpinion) },
		"a return":   func(j *journey) { j.to("review").does(chief, route.ActReturn, text("sửa nội dung")) },
		"a return and its new version": func(j *journey) {
			j.to("review").does(chief, route.ActReturn, text("sửa nội dung"))
			j.does(drafter, route.ActSubmit, version("v2"))
		},
		"a second return": func(j *journey) {
			j.to("review").does(chief, route.ActReturn, text("sửa nội dung"))
			j.does(drafter, route.ActSubmit, version("v2"))
			j.does(head, route.ActReturn, text("sửa nữa"))
		},
		"the number":   func(j *journey) { j.to("issue").does(clerk, route.ActIssue) },
		"a withdrawal": func(j *journey) { j.does(drafter, route.ActWithdraw) },
	}
	for name, behind := range acts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j := begin(t, letter()).to("consultation:TCKH")
			r := j.route
			r.Steps = append([]route.Step(nil), j.route.Steps...)
			behind(j)

			record := j.route
			record.Steps = append([]route.Step(nil), j.route.Steps...)
			for i := range record.Steps {
				record.Steps[i].Superior = nil
			}
			route.TakeOver(&r, record)
			require.Equal(t, j.route, r)
			for _, i := range r.Open() {
				if r.Steps[i].Kind != route.StepPublication {
					require.NotNil(t, r.Steps[i].Superior, "a late %s is still reported", r.Steps[i].Key)
				}
			}
		})
	}
}

// The drafter may change the facts on their desk; the route keeps those of its plan.
func TestARouteThatTakesOverKeepsWhatItsPlanFixed(t *testing.T) {
	t.Parallel()
	j := begin(t, letter())
	before := j.route
	record := j.route
	record.Urgency, record.LegalNormative, record.Seq = domain.UrgencyExpress, true, 2
	route.TakeOver(&j.route, record)
	require.Equal(t, 2, j.route.Seq)
	require.Equal(t, before.Urgency, j.route.Urgency)
	require.False(t, j.route.LegalNormative)
}
