package regulation_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

func TestARouteTakesOverFromItsRecordWhateverWasDoneBehindItsBack(t *testing.T) {
	t.Parallel()
	acts := map[string]func(j *journey){
		"an opinion": func(j *journey) { j.does(financeHead, domain.ActGiveOpinion) },
		"a return":   func(j *journey) { j.to("review").does(chief, domain.ActReturn, text("sửa nội dung")) },
		"a return and its new version": func(j *journey) {
			j.to("review").does(chief, domain.ActReturn, text("sửa nội dung"))
			j.does(drafter, domain.ActSubmit, version("v2"))
		},
		"a second return": func(j *journey) {
			j.to("review").does(chief, domain.ActReturn, text("sửa nội dung"))
			j.does(drafter, domain.ActSubmit, version("v2"))
			j.does(head, domain.ActReturn, text("sửa nữa"))
		},
		"the number":   func(j *journey) { j.to("issue").does(clerk, domain.ActIssue) },
		"a withdrawal": func(j *journey) { j.does(drafter, domain.ActWithdraw) },
	}
	for name, behind := range acts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j := begin(t, letter()).to("consultation:TCKH")
			route := j.route
			route.Steps = append([]domain.Step(nil), j.route.Steps...)
			behind(j)

			record := j.route
			record.Steps = append([]domain.Step(nil), j.route.Steps...)
			for i := range record.Steps {
				record.Steps[i].Superior = nil
			}
			regulation.TakeOver(&route, record)
			require.Equal(t, j.route, route)
			for _, i := range route.Open() {
				if route.Steps[i].Kind != domain.StepPublication {
					require.NotNil(t, route.Steps[i].Superior, "a late %s is still reported", route.Steps[i].Key)
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
	regulation.TakeOver(&j.route, record)
	require.Equal(t, 2, j.route.Seq)
	require.Equal(t, before.Urgency, j.route.Urgency)
	require.False(t, j.route.LegalNormative)
}
