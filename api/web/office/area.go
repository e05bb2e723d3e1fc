// Package office is the pages that the Office works from: what is stalled or came
// out of order, how drafts fare at the format check, and the register.
package office

import (
	"context"
	"embed"
	"net/http"

	"trinhky/api/auth"
	"trinhky/api/door"
	"trinhky/api/web/site"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

// Pages are the templates and styles of this area.
//
//go:embed *.html *.css
var Pages embed.FS

// Store is what the area reads.
type Store interface {
	door.Tracking
	door.Register
	Dossier(ctx context.Context, v domain.Viewer, id string, want route.Parts) (route.Dossier, error)
	File(ctx context.Context, sha256 string) (size int64, mediaType string, err error)
}

// Area is the pages of the Office.
type Area struct {
	*site.Site
	Store     Store
	Decisions door.Decisions
	Intake    door.Intake
}

// New makes the area within the frame.
func New(frame *site.Site, store Store, decisions door.Decisions, intake door.Intake) *Area {
	return &Area{Site: frame, Store: store, Decisions: decisions, Intake: intake}
}

// Routes says who may come where.
func (a *Area) Routes() []site.Route {
	var (
		trackers  = auth.Permission(regulation.PermTracking)
		recorders = auth.Permission(regulation.PermRecordOutside)
		readers   = auth.Permission(regulation.PermRegister)
	)
	return []site.Route{
		{Method: http.MethodGet, Path: "/tracking", Who: trackers, Answer: a.getTracking},
		{Method: http.MethodGet, Path: "/tracking/format", Who: trackers, Answer: a.getFigures},
		{Method: http.MethodGet, Path: "/tracking/export", Who: trackers, Answer: a.getTrackingExport},
		{Method: http.MethodGet, Path: "/tracking/evidence/:sha", Who: trackers, Answer: a.getEvidence},
		{Method: http.MethodGet, Path: "/tracking/outside", Who: recorders, Answer: a.getOutside},
		{Method: http.MethodPost, Path: "/tracking/outside", Who: recorders, Answer: a.postOutside},
		{Method: http.MethodGet, Path: "/register", Who: readers, Answer: a.getRegister},
	}
}
