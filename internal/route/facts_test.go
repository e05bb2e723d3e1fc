package route_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/route"
)

func facts(change ...func(*route.Facts)) *route.Facts {
	doc := letter()
	doc.Revision, doc.Subject, doc.Notation, doc.Recipients = 1, "V/v kỷ luật", "UBND-NV", []string{"Như trên"}
	f := route.FactsOf(doc, nil)
	for _, c := range change {
		c(&f)
	}
	return &f
}

func submitting(f *route.Facts) func(*route.Command) {
	return func(c *route.Command) { c.Facts = f }
}

// submitted is a route whose document was submitted with its facts.
func submitted(t *testing.T) *journey {
	t.Helper()
	doc := letter()
	j := &journey{t: t, route: route.New(doc, plan(t, doc)), now: noon}
	j.route.Facts = *facts()
	j.does(drafter, route.ActSubmit, submitting(facts()))
	return j
}

func TestArticle11_2WhatIsApprovedIsTheWholeAndEveryChangeOfItTakesItsApprovals(t *testing.T) {
	t.Parallel()
	all := []string{"clearance", "format", "appraisal:TCKH", "review"}
	but := []string{"clearance", "appraisal:TCKH", "review"} // the form of the file is not checked for what goes with it
	for name, c := range map[string]struct {
		change func(*route.Facts)
		parts  []route.Part
		falls  []string
	}{
		"nothing":       {func(*route.Facts) {}, nil, nil},
		"the file":      {func(f *route.Facts) { f.File = "sha-v2" }, []route.Part{route.PartFile}, all},
		"the subject":   {func(f *route.Facts) { f.Subject = "V/v khác" }, []route.Part{route.PartSubject}, all},
		"the notation":  {func(f *route.Facts) { f.Notation = "UBND-VP" }, []route.Part{route.PartNotation}, all},
		"recipients":    {func(f *route.Facts) { f.Recipients = nil }, []route.Part{route.PartRecipients}, but},
		"an annex":      {func(f *route.Facts) { f.Annexes = []route.AnnexFact{{SHA256: "a"}} }, []route.Part{route.PartAnnexes}, but},
		"two of them":   {func(f *route.Facts) { f.Subject, f.Annexes = "x", []route.AnnexFact{{SHA256: "a"}} }, []route.Part{route.PartSubject, route.PartAnnexes}, all},
		"their urgency": {func(f *route.Facts) { f.Urgency = domain.UrgencyUrgent }, []route.Part{route.PartUrgency}, all},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j := submitted(t).to("signature")
			j.does(chair, route.ActReturn, text("sửa lại"))
			f := facts(c.change, func(f *route.Facts) { f.Revision = 2 })
			var falls []string
			change := j.does(drafter, route.ActSubmit, submitting(f), func(cmd *route.Command) {
				if f.File != "sha1" {
					cmd.VersionID, cmd.VersionSHA = "v2", f.File
				}
			})
			require.Equal(t, c.parts, change.Changed)
			for _, s := range j.route.Steps {
				if s.State == route.StepVoided && s.Kind != route.StepInitials {
					falls = append(falls, s.Key)
				}
			}
			require.ElementsMatch(t, c.falls, falls)
			for _, s := range j.route.Steps {
				if s.Kind == route.StepConsultation {
					require.Equal(t, route.StepDone, s.State, "opinions stand")
				}
			}
			require.Equal(t, f.Digest(), j.route.Facts.Digest())
		})
	}
}

func TestArticle11_2NobodyApprovesWhatTheyHaveNotReadWholly(t *testing.T) {
	t.Parallel()
	j := submitted(t)
	seen := func(revision int) func(*route.Command) { return func(c *route.Command) { c.Revision = revision } }
	j.refused(domain.RefusedVersionChanged, head, route.ActClear, seen(2))
	j.does(head, route.ActClear, seen(1))
	old := begin(t, letter()) // submitted before revisions were counted
	old.does(head, route.ActClear, seen(1))
}

func TestASubmissionIsOfTheFactsItWasPlannedBy(t *testing.T) {
	t.Parallel()
	doc := letter()
	j := &journey{t: t, route: route.New(doc, plan(t, doc)), now: noon}
	j.route.Facts, j.route.Revision = *facts(), 1
	another := facts(func(f *route.Facts) { f.Sectors, f.Revision = nil, 2 })
	j.refused(domain.RefusedFactsChanged, drafter, route.ActSubmit, submitting(another))
	same := facts(func(f *route.Facts) { f.Revision = 3 })
	j.does(drafter, route.ActSubmit, submitting(same))
	require.Equal(t, 3, j.route.Revision)

	j.does(head, route.ActReturn, text("sửa lại"))
	j.refused(domain.RefusedFactsChanged, drafter, route.ActSubmit, submitting(facts(func(f *route.Facts) { f.Revision = 2 })))
}

func TestADigestIsOfWhatIsApprovedAndOfNothingElse(t *testing.T) {
	t.Parallel()
	doc := letter()
	doc.Subject = "V/v kỷ luật"
	papers := []domain.Annex{
		{ID: "1", Kind: domain.AnnexAttachment, SHA256: "b", FileName: "b.pdf"}, {ID: "2", Kind: domain.AnnexSubmission, SHA256: "a", FileName: "a.pdf"},
	}
	digest := route.FactsOf(doc, papers).Digest()
	require.Len(t, digest, 64)
	require.Equal(t, digest, route.FactsOf(doc, []domain.Annex{papers[1], papers[0], {Kind: domain.AnnexOpinion, SHA256: "c"}}).Digest(),
		"neither the order nor another's paper")
	doc.Revision = 7
	require.Equal(t, digest, route.FactsOf(doc, papers).Digest(), "what is changed and changed back is the same")
	require.NotEqual(t, digest, route.FactsOf(doc, papers[:1]).Digest())
	require.Empty(t, route.Facts{}.Digest())
}

func TestThePlanThatWasShownIsThePlanThatRuns(t *testing.T) {
	t.Parallel()
	doc := letter()
	shown := plan(t, doc)
	require.Empty(t, shown.Differs(shown.Marks()))
	doc.ConsultedUnits = append(doc.ConsultedUnits, "justice")
	require.Equal(t, []string{"consultation:TP"}, plan(t, doc).Differs(shown.Marks()), "one has come")
	doc.ConsultedUnits, doc.Sectors = []string{"finance"}, []string{"noi-vu"}
	require.Contains(t, plan(t, doc).Differs(shown.Marks()), "appraisal:TCKH", "one has gone")
}
