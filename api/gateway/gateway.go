// Package gateway is the only door to Temporal: it carries a person's act to the
// document's workflow and turns what comes back into an answer, and into a
// record where the act was refused.
package gateway

import (
	"context"
	"log/slog"
	"time"

	"go.temporal.io/sdk/client"
	temporallog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/workflow"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
	"trinhky/storage"
	"trinhky/workflows"
	"trinhky/workflows/flow"
)

// patience is how long a person's page waits for an answer. A lone decision
// takes milliseconds; only a server that is away makes it longer.
const patience = 10 * time.Second

// Store is what the gateway reads and records.
type Store interface {
	Document(ctx context.Context, v domain.Viewer, id string) (domain.Document, error)
	Dossier(ctx context.Context, v domain.Viewer, id string, want route.Parts) (route.Dossier, error)
	Route(ctx context.Context, documentID string) (route.Route, error)
	File(ctx context.Context, sha256 string) (size int64, mediaType string, err error)
	Units(ctx context.Context, at time.Time) ([]domain.Unit, error)
	ActorByPerson(ctx context.Context, personID string, now time.Time) (domain.Actor, error)
	RecordRefusal(ctx context.Context, r domain.Refusal) (domain.Refusal, error)
	TransitionByToken(ctx context.Context, documentID, token string) (route.Receipt, bool, error)
	Record
}

// Record is what the doctor and the repair read and write.
type Record interface {
	OpenCases(ctx context.Context, kind domain.CaseKind, after string) ([]storage.OpenCase, error)
	BegunUnder(ctx context.Context, caseID string) (storage.BegunUnder, error)
	TransitionCount(ctx context.Context, caseID string) (int, error)
	LastBegunOrClosed(ctx context.Context) (time.Time, error)
	OnRecord(ctx context.Context, documentID string) (route.OnRecord, error)
	RecordTransition(ctx context.Context, t route.Transition) (route.Recorded, error)
	NumbersChecked(ctx context.Context) (checked bool, started time.Time, err error)
	CheckNumbers(ctx context.Context, started time.Time) error
	UnpublishedDocuments(ctx context.Context, before time.Time, limit int) ([]storage.UnpublishedDocument, error)
	FilesWithoutOwner(ctx context.Context, before time.Time, limit int) ([]storage.FileWithoutOwner, error)
	DutiesPastAlarm(ctx context.Context, before time.Time, limit int) ([]storage.DutyPastAlarm, error)
}

// Rules are the parts of the preset a new route is begun under.
type Rules struct {
	Terms  regulation.RouteTerms
	Policy domain.PolicyRef
	Series func(t domain.DocumentType, legalNormative bool) string
}

// Gateway carries acts to workflows.
type Gateway struct {
	temporal    client.Client
	store       Store
	rules       Rules
	taskQueue   string
	renderQueue string
	now         func() time.Time
	log         *slog.Logger
}

// Option changes how a Gateway is set up.
type Option func(*Gateway)

// WithTaskQueues sends work to queues of another name, as the benchmark and the
// tests do so that they do not meet a running system's workers.
func WithTaskQueues(tasks, render string) Option {
	return func(g *Gateway) { g.taskQueue, g.renderQueue = tasks, render }
}

// New returns a Gateway on the given servers.
func New(temporal client.Client, store Store, rules Rules, log *slog.Logger, opts ...Option) *Gateway {
	g := &Gateway{
		temporal: temporal, store: store, rules: rules, log: log, now: time.Now,
		taskQueue: workflows.TaskQueue, renderQueue: workflows.RenderTaskQueue,
	}
	for _, o := range opts {
		o(g)
	}
	return g
}

// ClientOptions are how the program speaks to Temporal. Nothing is compressed:
// the server stands on the same network, and packing every small message was a
// tenth of the program's own work on a decision.
func ClientOptions(address, namespace string, log *slog.Logger) client.Options {
	return client.Options{
		HostPort: address, Namespace: namespace, Logger: temporallog.NewStructuredLogger(log),
		ConnectionOptions:  client.ConnectionOptions{GrpcCompression: &client.GrpcCompressionNone{}},
		ContextPropagators: []workflow.ContextPropagator{flow.RequestPropagator()},
	}
}

// everything is the scope of the gateway itself; what a person may see of an
// answer is decided by the pages.
var everything = domain.Viewer{SeesAll: true}
