package rest

import (
	"context"

	"trinhky/api/door"
	"trinhky/api/rest/contract"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
	"trinhky/internal/tidy"
)

// ListDocuments lists the dossiers the reader may see.
func (a *API) ListDocuments(ctx context.Context, r contract.ListDocumentsRequestObject) (contract.ListDocumentsResponseObject, error) {
	_, viewer := a.visit(ctx)
	items, next, err := a.Store.Documents(ctx, viewer, domain.DocumentFilter{
		State: r.Params.State, UnitID: r.Params.UnitID, Text: r.Params.Text, Limit: r.Params.Limit, After: r.Params.After,
	})
	if err != nil {
		return nil, err
	}
	return contract.ListDocuments200JSONResponse{Items: list(items), Next: next}, nil
}

// CreateDocument begins a dossier with its first version.
func (a *API) CreateDocument(ctx context.Context, r contract.CreateDocumentRequestObject) (contract.CreateDocumentResponseObject, error) {
	actor, _ := a.visit(ctx)
	form, err := readForm(r.Body, a.holds(ctx, actor, r.Params.IdempotencyKey, "document", ""), "file", "facts")
	if err != nil {
		return nil, err
	}
	defer form.close()
	var facts *contract.Facts
	if text, given := form.fields["facts"]; given {
		facts = &contract.Facts{}
		if err := a.decode(text, "facts", "Facts", facts); err != nil {
			return nil, err
		}
	}
	token := tokenOf(actor, r.Params.IdempotencyKey)
	doc, check, err := a.Intake.Draft(ctx, actor, token, form.upload, nil)
	if err != nil {
		return nil, err
	}
	if facts != nil && doc.State == domain.DocumentDraft {
		if doc, err = a.correct(ctx, doc, *facts); err != nil {
			return nil, err
		}
	}
	return contract.CreateDocument201JSONResponse{Document: doc, Format: check}, nil
}

// GetDocument gives out a dossier with what the reader may do to it.
func (a *API) GetDocument(ctx context.Context, r contract.GetDocumentRequestObject) (contract.GetDocumentResponseObject, error) {
	actor, viewer := a.visit(ctx)
	d, err := a.Store.Dossier(ctx, viewer, r.DocumentID, route.Parts{Route: true, Versions: true, Annexes: true})
	if err != nil {
		return nil, err
	}
	view := contract.GetDocument200JSONResponse{
		Document: d.Document, Route: d.Route, Versions: list(d.Versions), Annexes: list(d.Annexes), MayDo: []contract.Option{},
	}
	for _, o := range route.MayDo(d.Route, actor, a.Now()) {
		option := contract.Option{Act: o.Act, StepKey: o.StepKey, Allowed: o.Refusal == nil}
		if o.Refusal != nil {
			reason := problemOf(door.Refused(langOf(ctx), o.Refusal))
			reason.Refusal, reason.Todo = nil, "" // nothing was tried, so nothing was recorded
			option.Reason = &reason
		}
		view.MayDo = append(view.MayDo, option)
	}
	return view, nil
}

// UpdateDocument corrects the facts of the reader's own draft.
func (a *API) UpdateDocument(ctx context.Context, r contract.UpdateDocumentRequestObject) (contract.UpdateDocumentResponseObject, error) {
	actor, viewer := a.visit(ctx)
	doc, err := a.Store.Document(ctx, viewer, r.DocumentID)
	if err != nil {
		return nil, err
	}
	if err := route.OnlyDrafter(doc.DrafterID, actor.PersonID); err != nil {
		return nil, err
	}
	if doc, err = a.correct(ctx, doc, *r.Body); err != nil {
		return nil, err
	}
	return contract.UpdateDocument200JSONResponse(doc), nil
}

// correct puts the facts that are given in the place of the document's own.
func (a *API) correct(ctx context.Context, doc domain.Document, f contract.Facts) (domain.Document, error) {
	set(&doc.Type, f.Type)
	set(&doc.Urgency, f.Urgency)
	set(&doc.SignerPosition, f.SignerPosition)
	faults := map[string]string{}
	if f.Subject != "" {
		if doc.Subject = tidy.Line(f.Subject); doc.Subject == "" {
			faults["subject"] = "facts.subject"
		}
	}
	if f.Notation != "" {
		if doc.Notation = tidy.Line(f.Notation); !regulation.IsNotation(doc.Notation) {
			faults["notation"] = "facts.notation"
		}
	}
	if len(faults) > 0 {
		return doc, &domain.Error{Code: domain.ErrInvalid, Key: "facts.invalid", Fields: faults}
	}
	if f.LegalNormative != nil {
		doc.LegalNormative = *f.LegalNormative
	}
	for into, given := range map[*[]string][]string{&doc.ConsultedUnits: f.ConsultedUnits, &doc.Sectors: f.Sectors, &doc.Recipients: f.Recipients} {
		if given != nil { // an empty list empties it
			*into = list(tidy.Lines(given))
		}
	}
	return doc, a.Store.UpdateDraft(ctx, doc)
}

func set[T comparable](into *T, given T) {
	var absent T
	if given != absent {
		*into = given
	}
}
