package gateway

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"trinhky/internal/docx"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
	"trinhky/workflows"
)

// Decide carries one act to the document's workflow and waits for its answer.
// The command's token makes it happen once, however often the form is sent. The
// error is a *domain.Refusal, already recorded, when a rule stands in the way,
// and otherwise a *domain.Error: not_found, or unavailable when the engine is
// away (nothing is lost: the same form may be sent again).
func (g *Gateway) Decide(ctx context.Context, cmd route.Command) (route.Receipt, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if cmd.Token == "" {
		return route.Receipt{}, &domain.Error{Code: domain.ErrInvalid, Key: "decision.token"}
	}
	if err := g.recordable(ctx, &cmd); err != nil {
		return route.Receipt{}, err
	}
	// A token is its sender's own: it never brings the answer given to somebody else.
	cmd.Token = cmd.Actor.PersonID + "." + cmd.Token
	if cmd.Act == route.ActSubmit || cmd.Act == route.ActAnswerOpinions {
		if answer, done, err := g.prepare(ctx, &cmd); done || err != nil {
			return answer, err
		}
	}
	if cmd.Act == route.ActIssue {
		// Said before the act is accepted: it would wait, and nobody would know why.
		if checked, _, err := g.store.NumbersChecked(ctx); err != nil || !checked {
			return route.Receipt{}, cmp.Or(err, error(&domain.Error{Code: domain.ErrUnavailable, Key: "number.unchecked"}))
		}
	}
	handle, err := g.send(ctx, cmd)
	if err == nil {
		var receipt route.Receipt
		if err = handle.Get(ctx, &receipt); err == nil {
			return receipt, nil
		}
		if ctx.Err() != nil {
			// Accepted and in history; its record is written as soon as PostgreSQL answers.
			return route.Receipt{DocumentID: cmd.DocumentID, Pending: true}, nil
		}
	}
	return g.explain(ctx, cmd, err)
}

// prepare fills in the version that is submitted, and starts a document's first
// route. done reports that the act has been answered here.
func (g *Gateway) prepare(ctx context.Context, cmd *route.Command) (answer route.Receipt, done bool, err error) {
	dossier, err := g.store.Dossier(ctx, everything, cmd.DocumentID, route.Parts{Annexes: true})
	if err != nil {
		return route.Receipt{}, false, err
	}
	doc, facts := dossier.Document, route.FactsOf(dossier.Document, dossier.Annexes)
	if refusal := route.Overtaken(*cmd, doc, g.now().UTC()); refusal != nil {
		answer, err = g.refusedUnlessDone(ctx, *cmd, refusal)
		return answer, true, err
	}
	cmd.VersionID, cmd.VersionSHA, cmd.Version, cmd.Notation = doc.Version.ID, doc.Version.SHA256, &doc.Version, doc.Notation
	cmd.Facts = &facts
	cmd.Contents = []domain.Content{{SHA256: doc.Version.SHA256, Size: doc.Version.Size, MediaType: docx.MediaType}}
	if doc.State != domain.DocumentDraft {
		return route.Receipt{}, false, g.unchanged(ctx, cmd)
	}
	if cmd.Act != route.ActSubmit {
		return route.Receipt{}, false, nil
	}
	answer, err = g.start(ctx, doc, *cmd)
	return answer, true, err
}

// unchanged has the route keep its version where the newest is the same file
// uploaded once more: no approval of it is lost, and one that failed the format
// check does not come back as if it had been mended.
func (g *Gateway) unchanged(ctx context.Context, cmd *route.Command) error {
	r, err := g.store.Route(ctx, cmd.DocumentID)
	if err == nil && r.VersionSHA256 == cmd.VersionSHA {
		cmd.VersionID = r.VersionID
	}
	return err
}

// start begins the workflow with the submission as its first Update.
func (g *Gateway) start(ctx context.Context, doc domain.Document, cmd route.Command) (route.Receipt, error) {
	if refusal := route.Allowed(route.New(doc, route.Plan{}), cmd, g.now().UTC()); refusal != nil {
		// Asked here too, so that no workflow is started for an act it would refuse.
		return g.refusedUnlessDone(ctx, cmd, refusal)
	}
	if strings.TrimSpace(doc.Subject) == "" {
		return route.Receipt{}, &domain.Error{Code: domain.ErrInvalid, Key: "facts.invalid", Fields: map[string]string{"subject": "facts.subject"}}
	}
	plan, err := g.Plan(ctx, cmd.Actor, doc)
	if err != nil {
		return route.Receipt{}, err
	}
	if keys := plan.Differs(cmd.Plan); len(cmd.Plan) > 0 && len(keys) > 0 {
		return route.Receipt{}, &domain.Error{
			Code: domain.ErrConflict, Key: "submit.plan_changed", Cause: &route.PlanChanged{DocumentID: doc.ID, Keys: keys},
		}
	}
	r := route.New(doc, plan)
	r.Facts = *cmd.Facts
	receipt, err := g.begin(ctx, doc, r, cmd)
	if refusal := refusalOf(err); refusal != nil && refusal.Code == domain.RefusedFactsChanged {
		// A route that was started for facts of before, whose submission nobody ever
		// recorded: nothing has happened on it, and nothing will.
		if err := g.temporal.TerminateWorkflow(ctx, workflows.DocumentRouteID(doc.ID), "", "its facts were changed before it was submitted"); err != nil {
			return g.explain(ctx, cmd, err)
		}
		receipt, err = g.begin(ctx, doc, r, cmd)
	}
	if err == nil {
		return receipt, nil
	}
	if refusal := refusalOf(err); refusal != nil && refusal.Code == domain.RefusedAlreadyDecided {
		// Another submission is under way and not on record yet: whether it stands, its
		// record says. Nobody is charged with having been second.
		if now, lookup := g.store.Document(ctx, everything, doc.ID); lookup == nil && now.State == domain.DocumentDraft {
			return route.Receipt{}, &domain.Error{Code: domain.ErrUnavailable, Key: "decision.unconfirmed", Cause: err}
		}
	}
	return g.explain(ctx, cmd, err)
}

// begin starts a document's workflow with its submission, or puts the submission to
// the one that was started for it before. A late answer is no error: its record is
// still being written.
func (g *Gateway) begin(ctx context.Context, doc domain.Document, r route.Route, cmd route.Command) (route.Receipt, error) {
	start := g.temporal.NewWithStartWorkflowOperation(client.StartWorkflowOptions{
		ID: workflows.DocumentRouteID(doc.ID), TaskQueue: g.taskQueue,
		// Half of a person's patience: a task lost with its worker is given to another
		// while they still wait.
		WorkflowTaskTimeout:      patience / 2,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
	}, workflows.DocumentRoute, workflows.RouteInput{
		Route: r, Terms: g.rules.Terms, Policy: g.rules.Policy,
		Series: g.rules.Series(doc.Type, doc.LegalNormative), Notation: doc.Notation, RenderQueue: g.renderQueue, Document: &doc,
	})
	handle, err := g.temporal.UpdateWithStartWorkflow(ctx, client.UpdateWithStartWorkflowOptions{
		StartWorkflowOperation: start, UpdateOptions: update(cmd),
	})
	var receipt route.Receipt
	if err != nil {
		return receipt, err
	}
	err = handle.Get(ctx, &receipt)
	// Late is not wrong: it is accepted, and its record is still being written.
	late := err != nil && ctx.Err() != nil
	if late {
		return route.Receipt{DocumentID: doc.ID, Pending: true}, nil
	}
	return receipt, err
}

// refusalOf is the refusal that an answer of the engine carries, or nil.
func refusalOf(err error) *domain.Refusal {
	var application *temporal.ApplicationError
	if !errors.As(err, &application) || application.Type() != workflows.RefusalType {
		return nil
	}
	refusal := &domain.Refusal{}
	if err := application.Details(refusal); err != nil {
		return nil //nolint:nilerr // an answer that cannot be read carries none; explain says so
	}
	return refusal
}

// Plan computes the route a document would take now, for the page and for the
// submission itself.
func (g *Gateway) Plan(ctx context.Context, drafter domain.Actor, doc domain.Document) (route.Plan, error) {
	now := g.now().UTC()
	units, err := g.store.Units(ctx, now)
	if err != nil {
		return route.Plan{}, err
	}
	return route.PlanOf(doc, drafter, route.Organisation{Units: units}, g.rules.Terms, now)
}

func update(cmd route.Command) client.UpdateWorkflowOptions {
	return client.UpdateWorkflowOptions{
		UpdateID: cmd.Token, WorkflowID: workflows.DocumentRouteID(cmd.DocumentID), UpdateName: workflows.UpdateDecide,
		Args: []any{cmd},
		// Accepted, not completed: an answer that is ready comes back with it all the
		// same, and one that is not can be told from one that was never taken.
		WaitForStage: client.WorkflowUpdateStageAccepted,
	}
}

func (g *Gateway) send(ctx context.Context, cmd route.Command) (client.WorkflowUpdateHandle, error) {
	return g.temporal.UpdateWorkflow(ctx, update(cmd))
}

// explain turns what Temporal said into an answer a person can use.
func (g *Gateway) explain(ctx context.Context, cmd route.Command, err error) (route.Receipt, error) {
	// The record comes before the clock: a refusal is kept even if the person has left.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	var application *temporal.ApplicationError
	if errors.As(err, &application) && application.Type() == workflows.RefusalType {
		refusal := &domain.Refusal{}
		if detail := application.Details(refusal); detail != nil {
			return route.Receipt{}, fmt.Errorf("read the refusal of %s on document %s: %w", cmd.Act, cmd.DocumentID, detail)
		}
		return g.refusedUnlessDone(ctx, cmd, refusal)
	}
	var missing *serviceerror.NotFound
	if errors.As(err, &missing) {
		refusal, err := g.withoutWorkflow(ctx, cmd)
		if err != nil {
			return route.Receipt{}, err
		}
		return g.refusedUnlessDone(ctx, cmd, refusal)
	}
	// The record is written before the engine keeps the act: where the engine was
	// lost in between, only it can say that the act stands. The same form meets it
	// again, and its record is found written already.
	if _, found, lookup := g.store.TransitionByToken(ctx, cmd.DocumentID, cmd.Token); lookup == nil && found {
		var receipt route.Receipt
		if handle, again := g.send(ctx, cmd); again == nil && handle.Get(ctx, &receipt) == nil {
			return receipt, nil
		}
	}
	return route.Receipt{}, &domain.Error{Code: domain.ErrUnavailable, Key: "decision.unconfirmed", Cause: fmt.Errorf("%s on document %s: %w", cmd.Act, cmd.DocumentID, err)}
}

// refusedUnlessDone answers a form that is sent again with what it did the first
// time. Otherwise it records the refusal, for the Office, and tells it to those
// who may see the document; for anybody else there is no such document.
func (g *Gateway) refusedUnlessDone(ctx context.Context, cmd route.Command, refusal *domain.Refusal) (route.Receipt, error) {
	receipt, found, err := g.store.TransitionByToken(ctx, cmd.DocumentID, cmd.Token)
	if err != nil {
		return route.Receipt{}, err
	}
	seen, unseen := g.store.Document(ctx, regulation.Sees(cmd.Actor, g.now().UTC()), cmd.DocumentID)
	if found && unseen == nil {
		return receipt, nil
	}
	// The rules look at the form only after the turn, and name the step then; before
	// a route there is only the drafter's own.
	theirs := refusal.StepAttempted != "" || seen.DrafterID == cmd.Actor.PersonID
	if !found && unseen == nil && theirs && refusal.Code.OfForm() {
		return route.Receipt{}, refusal // nobody went out of turn, so nothing is kept against them
	}
	if !found {
		if refusal.ID == "" {
			refusal.ID = uuid.Must(uuid.NewV7()).String()
		}
		recorded, err := g.store.RecordRefusal(ctx, *refusal)
		if err != nil {
			return route.Receipt{}, fmt.Errorf("record the refusal of %s on %s %s: %w", refusal.Act, refusal.Case.Kind, refusal.Case.ID, err)
		}
		refusal = &recorded
	}
	if unseen != nil {
		return route.Receipt{}, unseen
	}
	return route.Receipt{}, refusal
}

// withoutWorkflow says why an act on a document that has no running route is not
// possible: it has not been submitted, or it is over.
func (g *Gateway) withoutWorkflow(ctx context.Context, cmd route.Command) (*domain.Refusal, error) {
	doc, err := g.store.Document(ctx, everything, cmd.DocumentID)
	if err != nil {
		return nil, err
	}
	var r route.Route
	if doc.State == domain.DocumentDraft {
		drafter, err := g.store.ActorByPerson(ctx, doc.DrafterID, g.now().UTC())
		if err != nil {
			return nil, err
		}
		plan, err := g.Plan(ctx, drafter, doc)
		if err != nil {
			if domain.CodeOf(err) != domain.ErrInvalid {
				return nil, err
			}
			plan = route.Plan{} // a draft whose facts are not complete yet has no steps to speak of
		}
		r = route.New(doc, plan)
	} else if r, err = g.store.Route(ctx, cmd.DocumentID); err != nil {
		return nil, err
	}
	now := g.now().UTC()
	if refusal := route.Allowed(r, cmd, now); refusal != nil {
		return refusal, nil
	}
	return nil, &domain.Error{
		Code: domain.ErrUnavailable, Key: "decision.no_route",
		Cause: fmt.Errorf("document %s is %s but its workflow is not running", doc.ID, doc.State),
	}
}
