package rest

import (
	"context"

	"trinhky/api/gateway"
	"trinhky/api/rest/contract"
	"trinhky/internal/domain"
	"trinhky/internal/route"
	"trinhky/internal/tidy"
)

// ListStalled lists steps past their due time or without any act.
func (a *API) ListStalled(ctx context.Context, r contract.ListStalledRequestObject) (contract.ListStalledResponseObject, error) {
	p := r.Params
	filter, err := a.trackingFilter(p.UnitID, p.Kind, p.From, p.To, p.Limit, p.After)
	if err != nil {
		return nil, err
	}
	rows, next, err := a.Store.Stalled(ctx, filter)
	if err != nil {
		return nil, err
	}
	return contract.ListStalled200JSONResponse{Items: list(rows), Next: next}, nil
}

// ListOutOfOrder lists acts tried before their turn.
func (a *API) ListOutOfOrder(ctx context.Context, r contract.ListOutOfOrderRequestObject) (contract.ListOutOfOrderResponseObject, error) {
	p := r.Params
	filter, err := a.trackingFilter(p.UnitID, p.Kind, p.From, p.To, p.Limit, p.After)
	if err != nil {
		return nil, err
	}
	rows, next, err := a.Store.OutOfOrder(ctx, filter)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		rows[i].Refusal = shown(rows[i].Refusal)
	}
	return contract.ListOutOfOrder200JSONResponse{Items: list(rows), Next: next}, nil
}

// RecordOutside records an attempt the Office saw outside the system. Its
// evidence becomes a file of the dossier, where there is one.
func (a *API) RecordOutside(ctx context.Context, r contract.RecordOutsideRequestObject) (contract.RecordOutsideResponseObject, error) {
	actor, viewer := a.visit(ctx)
	form, err := readForm(r.Body, a.holds(ctx, actor, r.Params.IdempotencyKey, "attempt", ""), "evidence", "attempt")
	if err != nil {
		return nil, err
	}
	defer form.close()
	var attempt contract.OutsideAttempt
	if err := a.decode(form.fields["attempt"], "attempt", "OutsideAttempt", &attempt); err != nil {
		return nil, err
	}
	// Before the file is kept, so that a mistake leaves no evidence without its record.
	if attempt.At.After(a.Now()) {
		return nil, fieldFault("attempt.at", "request.future")
	}
	if attempt.DocumentID != "" { // a paper may have no dossier here
		if _, err := a.Store.Document(ctx, viewer, attempt.DocumentID); err != nil {
			return nil, err
		}
	}
	token := tokenOf(actor, r.Params.IdempotencyKey)
	evidence, err := a.Intake.AddAnnex(ctx, actor, attempt.DocumentID, token, domain.AnnexEvidence, form.upload)
	if err != nil {
		return nil, err
	}
	record, err := a.Decisions.RecordOutside(ctx, actor, gateway.OutsideAttempt{
		Token: token, DocumentID: attempt.DocumentID, UnitID: attempt.UnitID, PersonID: attempt.PersonID, Act: attempt.Act,
		StepDue: attempt.StepDue, ClauseID: attempt.Clause, At: attempt.At, Note: tidy.Text(attempt.Note), EvidenceSHA: evidence.SHA256,
	})
	if err != nil {
		return nil, err
	}
	return contract.RecordOutside201JSONResponse(shown(record)), nil
}

// DownloadEvidence gives out the proof of an attempt, which may belong to no
// dossier.
func (a *API) DownloadEvidence(
	ctx context.Context, r contract.DownloadEvidenceRequestObject,
) (contract.DownloadEvidenceResponseObject, error) {
	_, viewer := a.visit(ctx)
	visible, err := a.Store.FileVisible(ctx, viewer, r.Sha256)
	if err != nil {
		return nil, err
	}
	if !visible {
		return nil, &domain.Error{Code: domain.ErrNotFound}
	}
	file, err := a.file(ctx, r.Sha256, "bang-chung-"+r.Sha256[:8])
	if err != nil {
		return nil, err
	}
	return contract.DownloadEvidence200ApplicationOctetStreamResponse{FileApplicationOctetStreamResponse: file}, nil
}

// trackingFilter reads days as whole days in Vietnam.
func (a *API) trackingFilter(unitID string, kind route.StepKind, from, to string, limit int, after string) (route.TrackingFilter, error) {
	f := route.TrackingFilter{UnitID: unitID, StepKind: kind, Now: a.Now().UTC(), Limit: limit, After: after}
	if from != "" {
		day, err := dayOf("from", from)
		if err != nil {
			return f, err
		}
		f.From = day.At(0)
	}
	if to != "" {
		day, err := dayOf("to", to)
		if err != nil {
			return f, err
		}
		f.To = day.AddDays(1).At(0) // exclusive
	}
	return f, nil
}
