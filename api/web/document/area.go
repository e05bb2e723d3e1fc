// Package document is the pages of documents on their way: what waits for me, the
// dossier with what I may do, its draft with the findings, submitting and signing.
package document

import (
	"embed"
	"net/http"

	"trinhky/api/auth"
	"trinhky/api/door"
	"trinhky/api/web/site"
	"trinhky/internal/format"
	"trinhky/internal/mending"
	"trinhky/internal/regulation"
)

// Pages are the templates and styles of this area.
//
//go:embed *.html *.css
var Pages embed.FS

// Store is what the area reads, and the facts of a draft, which it writes.
type Store interface {
	door.Dossiers
	door.Inbox
}

// Area is the pages of documents.
type Area struct {
	*site.Site
	Store     Store
	Decisions door.Decisions
	Intake    door.Intake
	Form      format.Checker // the rules findings are shown of
	mending   *mending.Service
}

// New makes the area within the frame.
func New(frame *site.Site, store Store, decisions door.Decisions, intake door.Intake, form format.Checker) *Area {
	return &Area{Site: frame, Store: store, Decisions: decisions, Intake: intake, Form: form, mending: mending.New(frame.Files, form)}
}

// Routes says who may come where.
func (a *Area) Routes() []site.Route {
	var (
		signedIn = auth.SignedIn
		drafters = auth.Permission(regulation.PermDraft)
		signers  = auth.Permission(regulation.PermSigningQueue)
	)
	return []site.Route{
		{Method: http.MethodGet, Path: "/work", Who: signedIn, Answer: a.getInbox},
		{Method: http.MethodGet, Path: "/signing", Who: signers, Answer: a.getSigning},
		{Method: http.MethodGet, Path: "/documents", Who: signedIn, Answer: a.getDocuments},
		{Method: http.MethodGet, Path: "/documents/new", Who: drafters, Answer: a.getUpload},
		{Method: http.MethodPost, Path: "/documents", Who: drafters, Answer: a.postUpload},
		{Method: http.MethodGet, Path: "/documents/:id", Who: signedIn, Answer: a.getDossier},
		{Method: http.MethodGet, Path: "/documents/:id/opinions", Who: signedIn, Answer: a.getOpinions},
		{Method: http.MethodGet, Path: "/documents/:id/changes", Who: signedIn, Answer: a.getChanges},
		{Method: http.MethodGet, Path: "/documents/:id/format", Who: signedIn, Answer: a.getFormat},
		{Method: http.MethodGet, Path: "/documents/:id/format/fixed", Who: signedIn, Answer: a.getFixed},
		{Method: http.MethodPost, Path: "/documents/:id/format/fixed", Who: drafters, Answer: a.postFixed},
		{Method: http.MethodGet, Path: "/documents/:id/due/:step/:round", Who: signedIn, Answer: a.getDue},
		{Method: http.MethodGet, Path: "/documents/:id/files/:sha", Who: signedIn, Answer: a.getFile},
		{Method: http.MethodGet, Path: "/documents/:id/pdf/:sha", Who: signedIn, Answer: a.getPDF},
		{Method: http.MethodGet, Path: "/documents/:id/submit", Who: drafters, Answer: a.getSubmit},
		{Method: http.MethodPost, Path: "/documents/:id/facts", Who: drafters, Answer: a.postFacts},
		{Method: http.MethodPost, Path: "/documents/:id/plan", Who: drafters, Answer: a.postPlan},
		{Method: http.MethodPost, Path: "/documents/:id/submit", Who: drafters, Answer: a.postSubmit},
		{Method: http.MethodPost, Path: "/documents/:id/versions", Who: drafters, Answer: a.postVersion},
		{Method: http.MethodPost, Path: "/documents/:id/annexes", Who: drafters, Answer: a.postAnnex},
		{Method: http.MethodPost, Path: "/documents/:id/acts/:act", Who: signedIn, Answer: a.postAct},
	}
}
