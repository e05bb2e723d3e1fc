package web

import (
	"context"
	"io"
	"time"

	"github.com/gin-gonic/gin"

	"trinhky/api/gateway"
	"trinhky/internal/domain"
	"trinhky/internal/intake"
	"trinhky/internal/route"
)

// Store is what the pages read, and the few things they write that are not acts
// on a route.
type Store interface {
	units
	dossiers
	lists
	figures
	notices
	SetLanguage(ctx context.Context, accountID, lang string) error
}

type units interface {
	Units(ctx context.Context, at time.Time) ([]domain.Unit, error)
	UnitHolders(ctx context.Context, unitID string, p domain.Position, at time.Time) ([]domain.Person, error)
	Persons(ctx context.Context, ids []string) ([]domain.Person, error)
}

type dossiers interface {
	Document(ctx context.Context, v domain.Viewer, id string) (domain.Document, error)
	Dossier(ctx context.Context, v domain.Viewer, id, ruleset string) (route.Dossier, error)
	Documents(ctx context.Context, v domain.Viewer, f domain.DocumentFilter) ([]domain.Document, string, error)
	UpdateDraft(ctx context.Context, d domain.Document) error
	Preview(ctx context.Context, sourceSHA string) (pdfSHA string, ok bool, err error)
	File(ctx context.Context, sha256 string) (size int64, mediaType string, err error)
	FileVisible(ctx context.Context, v domain.Viewer, sha256 string) (bool, error)
}

type lists interface {
	Inbox(ctx context.Context, actor domain.Actor, now time.Time, kinds []route.StepKind, limit int, after string) ([]route.InboxItem, string, error)
	Stalled(ctx context.Context, f route.TrackingFilter) ([]route.TrackingRow, string, error)
	OutOfOrder(ctx context.Context, f route.TrackingFilter) ([]domain.OutOfOrderRow, string, error)
	Register(ctx context.Context, f domain.RegisterFilter) ([]domain.RegisterRow, string, error)
}

type notices interface {
	Notices(ctx context.Context, accountID string, limit int, after string) ([]domain.StoredNotice, string, error)
	UnreadNotices(ctx context.Context, accountID string) (int, error)
	MarkNoticesRead(ctx context.Context, accountID string, ids []string, now time.Time) error
}

// Decisions is the door to the workflows.
type Decisions interface {
	Decide(ctx context.Context, cmd route.Command) (route.Receipt, error)
	Plan(ctx context.Context, drafter domain.Actor, doc domain.Document) (route.Plan, error)
	RecordOutside(ctx context.Context, actor domain.Actor, a gateway.OutsideAttempt) (domain.Refusal, error)
	RequestPreview(ctx context.Context, sha256 string) error
}

// Intake takes in uploaded files.
type Intake interface {
	Draft(ctx context.Context, actor domain.Actor, token string, up intake.Upload, facts *intake.Facts) (domain.Document, domain.FormatCheck, error)
	AddVersion(ctx context.Context, actor domain.Actor, documentID, token string, up intake.Upload) (domain.Version, domain.FormatCheck, error)
	AddAnnex(ctx context.Context, actor domain.Actor, documentID, token string, kind domain.AnnexKind, up intake.Upload) (domain.Annex, error)
}

// Files gives out stored files by their content; reading ends with an error
// where the content is not what its hash says.
type Files interface {
	Get(ctx context.Context, sha256 string) (io.ReadCloser, int64, error)
}

// Sessions knows who is at the door. SignIn answers with a *domain.Error of code
// forbidden for a wrong name or password, and throttled after too many tries.
type Sessions interface {
	Actor(c *gin.Context) (domain.Actor, bool)
	SignIn(c *gin.Context, username, password string) (domain.Account, error)
	SignOut(c *gin.Context) error
}

// Tokens keeps the personal access tokens of the API. The plain token is
// returned once and never again.
type Tokens interface {
	List(ctx context.Context, accountID string) ([]domain.AccessToken, error)
	Create(ctx context.Context, actor domain.Actor, name string, days int) (plain string, token domain.AccessToken, err error)
	Revoke(ctx context.Context, actor domain.Actor, tokenID string) error
}
