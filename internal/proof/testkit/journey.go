package testkit

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
	"trinhky/storage"
)

// Journey takes one document along its route by the real rules, straight into
// the store: what the workflow does, without a workflow. Every act happens one
// minute after the one before.
type Journey struct {
	t      testing.TB
	store  *storage.Store
	policy regulation.Policy

	Committee Committee
	Doc       domain.Document
	Route     route.Route
	Now       time.Time
}

// NewJourney stands before the submission of a document.
func NewJourney(t testing.TB, store *storage.Store, c Committee, doc domain.Document) *Journey {
	t.Helper()
	policy, err := regulation.Load("ubnd-thanh-pho-2024")
	require.NoError(t, err)
	units, err := store.Units(context.Background(), Morning)
	require.NoError(t, err)
	plan, err := route.PlanOf(doc, c.Drafter, route.Organisation{Units: units}, policy.Route, Morning)
	require.NoError(t, err)
	return &Journey{t: t, store: store, policy: policy, Committee: c, Doc: doc, Route: route.New(doc, plan), Now: Morning}
}

// ResumeJourney stands where a document is by its record.
func ResumeJourney(t testing.TB, store *storage.Store, c Committee, doc domain.Document) *Journey {
	t.Helper()
	policy, err := regulation.Load("ubnd-thanh-pho-2024")
	require.NoError(t, err)
	r, err := store.Route(context.Background(), doc.ID)
	require.NoError(t, err)
	return &Journey{t: t, store: store, policy: policy, Committee: c, Doc: doc, Route: r, Now: Morning.AddDate(0, 0, 1)}
}

// ActOn has the holder of an open step decide it: with nothing in its way.
func (j *Journey) ActOn(step route.Step) route.Recorded {
	j.t.Helper()
	c := j.Committee
	for _, who := range []domain.Actor{c.Drafter, c.Head, c.Checker, c.Chief, c.ViceChair, c.Chair, c.Clerk, c.ConsultedHead, c.JusticeHead} {
		if !who.Holds(step.UnitID, step.Position, j.Now) || (step.PersonID != "" && step.PersonID != who.PersonID) {
			continue
		}
		return j.Act(who, route.ActFor(step.Kind), func(cmd *route.Command) {
			cmd.StepKey = step.Key
			for _, i := range route.OpinionsToAnswer(j.Route) {
				cmd.Answers = append(cmd.Answers, route.OpinionAnswer{StepKey: j.Route.Steps[i].Key, Kind: route.AnswerAccepted})
			}
		})
	}
	require.Fail(j.t, "nobody holds "+step.Key)
	return route.Recorded{}
}

// Transition carries out an act and returns what is to be recorded of it.
func (j *Journey) Transition(actor domain.Actor, act domain.Act, with ...func(*route.Command)) route.Transition {
	j.t.Helper()
	j.Now = j.Now.Add(time.Minute)
	cmd := route.Command{
		Token: uuid.NewString(), DocumentID: j.Doc.ID, Act: act, Actor: actor, Door: domain.DoorPage,
		VersionID: j.Route.VersionID, VersionSHA: j.Route.VersionSHA256,
	}
	switch act {
	case route.ActReturn:
		cmd.Text = "Cần sửa"
	case route.ActGiveOpinion:
		cmd.Verdict, cmd.Text = route.VerdictAgree, "Thống nhất"
	case route.ActAppraise:
		cmd.Verdict, cmd.Text = route.VerdictPass, "Đủ điều kiện"
	case route.ActSubmit, route.ActClear, route.ActConfirmFormat, route.ActAnswerOpinions, route.ActReview, route.ActInitial,
		route.ActSign, route.ActIssue, route.ActWithdraw:
	}
	for _, f := range with {
		f(&cmd)
	}
	change, refusal := route.Apply(&j.Route, cmd, j.policy.Route, j.Now)
	require.Nil(j.t, refusal)
	return j.transition(change)
}

// Publication returns what is to be recorded once the issued files are made.
func (j *Journey) Publication(docx, pdf string) route.Transition {
	j.t.Helper()
	j.Now = j.Now.Add(time.Minute)
	return j.transition(route.Publish(&j.Route, route.IssuedFiles{DocxSHA256: docx, PDFSHA256: pdf}, j.Now))
}

// FormatFailure returns what is to be recorded once the automatic check has
// turned the draft away.
func (j *Journey) FormatFailure(reasons string) route.Transition {
	j.t.Helper()
	j.Now = j.Now.Add(time.Minute)
	change := route.FailFormat(&j.Route, reasons, j.policy.Route, j.Now)
	require.NotNil(j.t, change, "the format step is not open")
	return j.transition(change)
}

func (j *Journey) transition(change *route.Change) route.Transition {
	return j.Route.Record(change, route.TimesOfOpened(j.Route, change, j.policy.Route, calendar.Vietnam()), route.Particulars{
		Policy: j.policy.Ref(), Series: j.policy.NumberSeries(j.Doc.Type, j.Doc.LegalNormative), Notation: j.Doc.Notation,
	})
}

// Record writes a transition.
func (j *Journey) Record(t route.Transition) route.Recorded {
	j.t.Helper()
	recorded, err := j.store.RecordTransition(context.Background(), t)
	require.NoError(j.t, err)
	return recorded
}

// Act carries out and records an act.
func (j *Journey) Act(actor domain.Actor, act domain.Act, with ...func(*route.Command)) route.Recorded {
	j.t.Helper()
	return j.Record(j.Transition(actor, act, with...))
}

// UpTo takes the document along its shortest way until the step waits for its
// holder.
func (j *Journey) UpTo(kind route.StepKind) *Journey {
	j.t.Helper()
	c := j.Committee
	for _, next := range []struct {
		kind  route.StepKind
		actor domain.Actor
		act   domain.Act
	}{
		{route.StepDrafting, c.Drafter, route.ActSubmit},
		{route.StepClearance, c.Head, route.ActClear},
		{route.StepFormat, c.Checker, route.ActConfirmFormat},
		{route.StepConsultation, c.ConsultedHead, route.ActGiveOpinion},
		{route.StepReview, c.Chief, route.ActReview},
		{route.StepSignature, c.ViceChair, route.ActSign},
		{route.StepIssue, c.Clerk, route.ActIssue},
	} {
		if next.kind == kind {
			return j
		}
		j.Act(next.actor, next.act)
	}
	require.Equal(j.t, route.StepPublication, kind, "no such station on this route")
	return j
}
