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
	Route     domain.Route
	Now       time.Time
}

// NewJourney stands before the submission of a document.
func NewJourney(t testing.TB, store *storage.Store, c Committee, doc domain.Document) *Journey {
	t.Helper()
	policy, err := regulation.Load("ubnd-thanh-pho-2024")
	require.NoError(t, err)
	units, err := store.Units(context.Background(), Morning)
	require.NoError(t, err)
	plan, err := regulation.PlanRoute(doc, c.Drafter, regulation.Organisation{Units: units}, policy.Route, Morning)
	require.NoError(t, err)
	return &Journey{t: t, store: store, policy: policy, Committee: c, Doc: doc, Route: regulation.NewRoute(doc, plan), Now: Morning}
}

// Transition carries out an act and returns what is to be recorded of it.
func (j *Journey) Transition(actor domain.Actor, act domain.Act, with ...func(*domain.Command)) domain.Transition {
	j.t.Helper()
	j.Now = j.Now.Add(time.Minute)
	cmd := domain.Command{
		Token: uuid.NewString(), DocumentID: j.Doc.ID, Act: act, Actor: actor, Door: domain.DoorPage,
		VersionID: j.Route.VersionID, VersionSHA: j.Route.VersionSHA256,
	}
	switch act {
	case domain.ActReturn:
		cmd.Text = "Cần sửa"
	case domain.ActGiveOpinion:
		cmd.Verdict, cmd.Text = domain.VerdictAgree, "Thống nhất"
	case domain.ActAppraise:
		cmd.Verdict, cmd.Text = domain.VerdictPass, "Đủ điều kiện"
	case domain.ActSubmit, domain.ActClear, domain.ActConfirmFormat, domain.ActAnswerOpinions, domain.ActReview, domain.ActInitial,
		domain.ActSign, domain.ActIssue, domain.ActWithdraw:
	}
	for _, f := range with {
		f(&cmd)
	}
	refusal := regulation.Allowed(j.Route, cmd, j.Now)
	require.Nil(j.t, refusal)
	t := j.transition(*regulation.Apply(&j.Route, cmd, j.policy.Route, j.Now))
	t.Act, t.Token, t.PersonID, t.Door, t.Text = cmd.Act, cmd.Token, actor.PersonID, cmd.Door, cmd.Text
	if act == domain.ActIssue {
		ict := time.FixedZone("ICT", 7*3600)
		day := j.Now.In(ict)
		t.Number = &domain.NumberOrder{
			Series: j.policy.NumberSeries(j.Doc.Type, false), Year: day.Year(), Notation: j.Doc.Notation,
			Date: time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, ict),
		}
	}
	return t
}

// Publication returns what is to be recorded once the issued files are made.
func (j *Journey) Publication(docx, pdf string) domain.Transition {
	j.t.Helper()
	j.Now = j.Now.Add(time.Minute)
	t := j.transition(regulation.Publish(&j.Route, j.Now))
	t.Files = &domain.IssuedFiles{DocxSHA256: docx, PDFSHA256: pdf}
	return t
}

// FormatFailure returns what is to be recorded once the automatic check has
// turned the draft away.
func (j *Journey) FormatFailure(reasons string) domain.Transition {
	j.t.Helper()
	j.Now = j.Now.Add(time.Minute)
	change := regulation.FailFormat(&j.Route, reasons, j.policy.Route, j.Now)
	require.NotNil(j.t, change, "the format step is not open")
	t := j.transition(*change)
	t.Text = reasons
	return t
}

func (j *Journey) transition(change regulation.Change) domain.Transition {
	for _, i := range change.Opened {
		s := &j.Route.Steps[i]
		regulation.SetTimes(s, regulation.TimesOf(*s, j.policy.Route, calendar.Vietnam()))
	}
	j.Route.Seq++
	t := domain.Transition{
		DocumentID: j.Doc.ID, Seq: j.Route.Seq, Event: change.Event, StepKey: change.StepKey, Round: change.Round, UnitID: change.UnitID,
		Door: domain.DoorSystem, At: j.Now, VersionID: j.Route.VersionID, State: j.Route.State,
		Holder: regulation.CurrentHolder(j.Route), Notices: change.Notices,
	}
	for _, i := range change.Touched {
		t.Steps = append(t.Steps, j.Route.Steps[i])
	}
	if t.Seq == 1 {
		t.Steps = append([]domain.Step(nil), j.Route.Steps...)
		policy := j.policy.Ref()
		t.Policy = &policy
	}
	return t
}

// Record writes a transition.
func (j *Journey) Record(t domain.Transition) domain.Recorded {
	j.t.Helper()
	recorded, err := j.store.RecordTransition(context.Background(), t)
	require.NoError(j.t, err)
	return recorded
}

// Act carries out and records an act.
func (j *Journey) Act(actor domain.Actor, act domain.Act, with ...func(*domain.Command)) domain.Recorded {
	j.t.Helper()
	return j.Record(j.Transition(actor, act, with...))
}

// UpTo takes the document along its shortest way until the step waits for its
// holder.
func (j *Journey) UpTo(kind domain.StepKind) *Journey {
	j.t.Helper()
	c := j.Committee
	for _, next := range []struct {
		kind  domain.StepKind
		actor domain.Actor
		act   domain.Act
	}{
		{domain.StepDrafting, c.Drafter, domain.ActSubmit},
		{domain.StepClearance, c.Head, domain.ActClear},
		{domain.StepFormat, c.Checker, domain.ActConfirmFormat},
		{domain.StepConsultation, c.ConsultedHead, domain.ActGiveOpinion},
		{domain.StepReview, c.Chief, domain.ActReview},
		{domain.StepSignature, c.ViceChair, domain.ActSign},
		{domain.StepIssue, c.Clerk, domain.ActIssue},
	} {
		if next.kind == kind {
			return j
		}
		j.Act(next.actor, next.act)
	}
	require.Equal(j.t, domain.StepPublication, kind, "no such station on this route")
	return j
}
