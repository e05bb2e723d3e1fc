package gateway

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"

	"trinhky/internal/domain"
	"trinhky/storage"
	"trinhky/workflows"
)

// Times after which what is not done yet is a finding.
const (
	alarmGrace = 5 * time.Minute  // a timer rings, and its transition is written, well within this
	filesGrace = 15 * time.Minute // making the issued files takes seconds
	ownerGrace = 24 * time.Hour   // a form is sent again within a working day
)

// listed is how many rows of one kind a report names.
const listed = 100

// SeqDifference is a document of which record and workflow do not hold the same.
type SeqDifference struct {
	DocumentID string `json:"document_id"`
	Record     int    `json:"record"`   // transitions on record
	Workflow   int    `json:"workflow"` // transitions its workflow has made
}

// Diagnosis is what the doctor found. Empty lists are health.
type Diagnosis struct {
	At                   time.Time                     `json:"at"`
	NumbersUnchecked     bool                          `json:"numbers_unchecked"` // no number is given until routes and records are compared
	CasesWithoutWorkflow []string                      `json:"cases_without_workflow"`
	SeqDifferences       []SeqDifference               `json:"seq_differences"`
	Unpublished          []storage.UnpublishedDocument `json:"unpublished"`
	FilesWithoutOwner    []storage.FileWithoutOwner    `json:"files_without_owner"`
	DutiesPastAlarm      []storage.DutyPastAlarm       `json:"duties_past_alarm"`
}

// Healthy reports whether nothing was found.
func (d Diagnosis) Healthy() bool {
	return !d.NumbersUnchecked && len(d.CasesWithoutWorkflow) == 0 && len(d.SeqDifferences) == 0 && len(d.Unpublished) == 0 &&
		len(d.FilesWithoutOwner) == 0 && len(d.DutiesPastAlarm) == 0
}

// Diagnose holds record, engine and files against one another. It changes nothing.
func (g *Gateway) Diagnose(ctx context.Context) (Diagnosis, error) {
	now := g.now().UTC()
	d := Diagnosis{At: now, CasesWithoutWorkflow: []string{}, SeqDifferences: []SeqDifference{}}
	checked, _, err := g.store.NumbersChecked(ctx)
	if err != nil {
		return d, err
	}
	d.NumbersUnchecked = !checked
	if err := g.eachOpen(ctx, func(c storage.OpenCase) error {
		running, err := g.running(ctx, c.ID)
		if err != nil {
			return err
		}
		if !running {
			d.CasesWithoutWorkflow = append(d.CasesWithoutWorkflow, c.ID)
			return nil
		}
		held, err := g.held(ctx, c.ID, c.Seq)
		if err != nil {
			return err
		}
		if held.Seq != c.Seq {
			// An act may have been recorded between the two readings.
			has, err := g.store.TransitionCount(ctx, c.ID)
			if err != nil || has == held.Seq {
				return err
			}
			d.SeqDifferences = append(d.SeqDifferences, SeqDifference{c.ID, has, held.Seq})
		}
		return nil
	}); err != nil {
		return d, err
	}
	if d.Unpublished, err = g.store.UnpublishedDocuments(ctx, now.Add(-filesGrace), listed); err != nil {
		return d, err
	}
	if d.FilesWithoutOwner, err = g.store.FilesWithoutOwner(ctx, now.Add(-ownerGrace), listed); err != nil {
		return d, err
	}
	d.DutiesPastAlarm, err = g.store.DutiesPastAlarm(ctx, now.Add(-alarmGrace), listed)
	return d, err
}

// running reports whether the engine keeps a document's workflow going.
func (g *Gateway) running(ctx context.Context, documentID string) (bool, error) {
	d, err := g.temporal.DescribeWorkflowExecution(ctx, workflows.DocumentRouteID(documentID), "")
	var missing *serviceerror.NotFound
	if errors.As(err, &missing) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("ask for the workflow of document %s: %w", documentID, err)
	}
	return d.WorkflowExecutionInfo.Status == enums.WORKFLOW_EXECUTION_STATUS_RUNNING, nil
}

// eachOpen calls do for every document that is under way.
func (g *Gateway) eachOpen(ctx context.Context, do func(storage.OpenCase) error) error {
	after := ""
	for {
		cases, err := g.store.OpenCases(ctx, domain.KindDocument, after)
		if err != nil {
			return err
		}
		for _, c := range cases {
			if err := do(c); err != nil {
				return err
			}
			after = c.ID
		}
		if len(cases) == 0 {
			return nil
		}
	}
}

// RepairAll does what is safe for what a diagnosis found, and returns what came of
// it by document.
func (g *Gateway) RepairAll(ctx context.Context, d Diagnosis) (map[string]Repair, error) {
	done := map[string]Repair{}
	repair := func(id string) error {
		r, err := g.RepairRoute(ctx, id)
		if err == nil {
			done[id] = r
		}
		return err
	}
	var faults []error
	for _, id := range d.CasesWithoutWorkflow {
		faults = append(faults, repair(id))
	}
	for _, s := range d.SeqDifferences {
		if s.Workflow > s.Record {
			faults = append(faults, repair(s.DocumentID))
		}
	}
	if d.NumbersUnchecked {
		faults = append(faults, g.CheckNumbers(ctx))
	}
	return done, errors.Join(faults...)
}

// CheckNumbers holds every route that may have given a number against its record,
// writes what the record has lost, and then lets numbers be given again. It is
// asked for after each start of the database, which may have been put back to an
// older copy.
func (g *Gateway) CheckNumbers(ctx context.Context) error {
	checked, started, err := g.store.NumbersChecked(ctx)
	if err != nil || checked {
		return err
	}
	newest, err := g.store.LastBegunOrClosed(ctx)
	if err != nil {
		return err
	}
	// A route that ended before the copy was made is on record as ended.
	since := newest.Add(-24 * time.Hour).UTC().Format(time.RFC3339)
	for _, which := range []string{"ExecutionStatus = 'Running'", fmt.Sprintf("ExecutionStatus != 'Running' AND CloseTime > '%s'", since)} {
		if err := g.eachRoute(ctx, which, func(documentID string) error {
			_, err := g.catchUp(ctx, documentID)
			return err
		}); err != nil {
			return fmt.Errorf("hold the routes against their records: %w", err)
		}
	}
	return g.store.CheckNumbers(ctx, started)
}

// eachRoute calls do for the documents whose workflows the engine's list names.
func (g *Gateway) eachRoute(ctx context.Context, which string, do func(documentID string) error) error {
	request := &workflowservice.ListWorkflowExecutionsRequest{Query: fmt.Sprintf("WorkflowType = 'DocumentRoute' AND TaskQueue = '%s' AND %s", g.taskQueue, which)}
	seen := map[string]bool{}
	for {
		page, err := g.temporal.ListWorkflow(ctx, request)
		if err != nil {
			return err
		}
		for _, e := range page.Executions {
			id, ok := workflows.DocumentOfRoute(e.Execution.WorkflowId)
			if !ok || seen[id] || e.Status == enums.WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW {
				continue
			}
			seen[id] = true
			if err := do(id); err != nil {
				return err
			}
		}
		if len(page.NextPageToken) == 0 {
			return nil
		}
		request.NextPageToken = page.NextPageToken
	}
}
