package door

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

// Decisions is the door to the workflows.
type Decisions interface {
	Decide(ctx context.Context, cmd route.Command) (route.Receipt, error)
	Plan(ctx context.Context, drafter domain.Actor, doc domain.Document) (route.Plan, error)
	RecordOutside(ctx context.Context, actor domain.Actor, a gateway.OutsideAttempt) (domain.Refusal, error)
	RequestPreview(ctx context.Context, sha256 string) error
}

// Intake takes in uploaded files.
type Intake interface {
	Draft(
		ctx context.Context, actor domain.Actor, token string, up intake.Upload, facts *intake.Facts,
	) (domain.Document, domain.FormatCheck, error)
	AddVersion(ctx context.Context, actor domain.Actor, documentID, token string, up intake.Upload) (domain.Version, domain.FormatCheck, error)
	AddAnnex(
		ctx context.Context, actor domain.Actor, documentID, token string, kind domain.AnnexKind, up intake.Upload,
	) (domain.Annex, error)
}

// Files gives out stored files by their content; reading ends with an error
// where the content is not what its hash says.
type Files interface {
	Get(ctx context.Context, sha256 string) (io.ReadCloser, int64, error)
}

// Sessions signs people in and out. SignIn answers with a *domain.Error of code
// forbidden for a wrong name or password, and throttled after too many tries.
type Sessions interface {
	SignIn(c *gin.Context, username, password string) (domain.Account, error)
	SignOut(c *gin.Context) error
	SignOutEverywhere(c *gin.Context) error
}

// Tokens keeps the personal access tokens of the API. The plain token is
// returned once and never again.
type Tokens interface {
	List(ctx context.Context, accountID string) ([]domain.AccessToken, error)
	Create(
		ctx context.Context, actor domain.Actor, name string, scope domain.TokenScope, days int,
	) (plain string, token domain.AccessToken, err error)
	Revoke(ctx context.Context, actor domain.Actor, tokenID string) error
}

// Units names the units that stood at a time.
type Units interface {
	Units(ctx context.Context, at time.Time) ([]domain.Unit, error)
}

// Dossiers are the documents within a viewer's scope. Errors are *domain.Error.
type Dossiers interface {
	Document(ctx context.Context, v domain.Viewer, id string) (domain.Document, error)
	Dossier(ctx context.Context, v domain.Viewer, id string, want route.Parts) (route.Dossier, error)
	Documents(ctx context.Context, v domain.Viewer, f domain.DocumentFilter) ([]domain.Document, string, error)
	UpdateDraft(ctx context.Context, d domain.Document) error
	Preview(ctx context.Context, sourceSHA string) (pdfSHA string, ok bool, err error)
}

// Inbox is what waits for somebody, by due time.
type Inbox interface {
	Inbox(
		ctx context.Context, actor domain.Actor, now time.Time, kinds []route.StepKind, limit int, after string,
	) ([]route.InboxItem, string, error)
}

// Tracking is what the Office follows and reports.
type Tracking interface {
	Stalled(ctx context.Context, f route.TrackingFilter) ([]route.TrackingRow, string, error)
	OutOfOrder(ctx context.Context, f route.TrackingFilter) ([]domain.OutOfOrderRow, string, error)
	FirstTimePasses(ctx context.Context, year int) ([]domain.FirstTimePass, error)
	FormatCases(ctx context.Context, f domain.FormatCaseFilter) ([]domain.FormatCase, string, error)
	FileVisible(ctx context.Context, v domain.Viewer, sha256 string) (bool, error)
}

// Register lists what was issued.
type Register interface {
	Register(ctx context.Context, f domain.RegisterFilter) ([]domain.RegisterRow, string, error)
}

// Notices is what the system has told people.
type Notices interface {
	Notices(ctx context.Context, accountID string, limit int, after string) ([]domain.StoredNotice, string, error)
	UnreadNotices(ctx context.Context, accountID string) (int, error)
	MarkNoticesRead(ctx context.Context, accountID string, ids []string, now time.Time) error
}
