package bench

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"trinhky/internal/domain"
	"trinhky/internal/organisation"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
	"trinhky/workflows"
)

// store is what stands behind the door of a request and behind an upload.
type store interface {
	ActorByAccount(ctx context.Context, accountID string, now time.Time) (domain.Actor, error)
	Document(ctx context.Context, v domain.Viewer, id string) (domain.Document, error)
	CreateDraft(ctx context.Context, token string, d domain.Document, v domain.Version) (domain.Document, error)
}

type decider interface {
	Decide(ctx context.Context, cmd route.Command) (route.Receipt, error)
}

// product runs whole routes the way people take them.
type product struct {
	people  people
	store   store
	gateway decider
	file    domain.Version // content that every draft carries
	started *started

	ready []domain.Document // drafts that wait for their clock
	again atomic.Int64      // forms sent again because no answer came in time

	mu      sync.Mutex
	numbers map[string]int // what each document was told
}

// drafters is how many drafts are made at once.
const drafters = 8

// prepare makes the drafts. The bare workflow has none to make.
func (p *product) prepare(ctx context.Context, n int) error {
	p.ready = make([]domain.Document, n)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(drafters)
	for i := range n {
		group.Go(func() error {
			var err error
			if p.ready[i], err = p.draft(ctx, i); err != nil {
				return fmt.Errorf("draft %d of %d: %w", i+1, n, err)
			}
			return nil
		})
	}
	return group.Wait()
}

func (p *product) draft(ctx context.Context, i int) (domain.Document, error) {
	author := p.people.units[i%len(p.people.units)]
	now := time.Now().UTC().Truncate(time.Microsecond)
	drafter, err := p.store.ActorByAccount(ctx, author.drafter, now)
	if err != nil {
		return domain.Document{}, err
	}
	doc := domain.Document{
		ID: newID(), Type: domain.TypeOfficialLetter, Subject: "V/v đo tốc độ xử lý hồ sơ trình ký", Notation: "UBND-" + author.code,
		Urgency: domain.UrgencyNormal, UnitID: author.id, DrafterID: drafter.PersonID, SignerPosition: domain.PositionViceChair,
		ConsultedUnits: []string{p.people.asked(i).id}, Sectors: []string{}, Recipients: []string{"Như trên", "Lưu: VT"},
		State: domain.DocumentDraft, CreatedAt: now,
	}
	version := p.file
	version.ID, version.DocumentID, version.Ordinal, version.UploadedBy, version.UploadedAt = newID(), doc.ID, 1, drafter.PersonID, now
	return p.store.CreateDraft(ctx, uuid.NewString(), doc, version)
}

// act is one decision of a route and the account that takes it.
type act struct {
	act     domain.Act
	account string
	verdict route.Verdict
}

// acts are the seven decisions of the i-th route.
func (p *product) acts(i int) []act {
	author, asked := p.people.units[i%len(p.people.units)], p.people.asked(i)
	return []act{
		{route.ActSubmit, author.drafter, ""},
		{route.ActClear, author.head, ""},
		{route.ActConfirmFormat, p.people.formatChecker, ""},
		{route.ActGiveOpinion, asked.head, route.VerdictAgree},
		{route.ActReview, p.people.chiefOfOffice, ""},
		{route.ActSign, author.leader, ""},
		{route.ActIssue, p.people.recordsClerk, ""},
	}
}

// route takes the i-th prepared draft to its number.
func (p *product) route(ctx context.Context, i int, decided func(time.Duration)) error {
	return p.walk(ctx, p.ready[i], p.acts(i), decided)
}

// walk takes a draft through acts. Each is one request: who acts is looked up,
// and whether they may see the dossier, as the doors do; then the gateway
// carries the act.
func (p *product) walk(ctx context.Context, doc domain.Document, acts []act, decided func(time.Duration)) error {
	p.started.add(workflows.DocumentRouteID(doc.ID))
	for seq, a := range acts {
		var receipt route.Receipt
		err := timed(decided, func() (err error) {
			receipt, err = p.insist(ctx, doc, a)
			return err
		})
		switch {
		case err != nil:
			return fmt.Errorf("%s on document %s: %w", a.act, doc.ID, err)
		case receipt.Seq != seq+1 || (receipt.Number != nil) != (a.act == route.ActIssue):
			return fmt.Errorf("%s on document %s: the receipt of decision %d is %+v", a.act, doc.ID, seq+1, receipt)
		case receipt.Number != nil:
			p.tell(doc.ID, receipt.Number.Number)
		}
	}
	return nil
}

// insist sends the same form again while the answer is that none came in time,
// as a person on an overloaded machine does. Its token makes it one decision.
func (p *product) insist(ctx context.Context, doc domain.Document, a act) (route.Receipt, error) {
	token := uuid.NewString()
	for {
		receipt, err := p.decide(ctx, doc, a, token)
		waits := domain.CodeOf(err) == domain.ErrUnavailable
		if ctx.Err() != nil || (!waits && (err != nil || !receipt.Pending)) {
			return receipt, err
		}
		p.again.Add(1)
	}
}

func (p *product) decide(ctx context.Context, doc domain.Document, a act, token string) (route.Receipt, error) {
	now := time.Now().UTC()
	actor, err := p.store.ActorByAccount(ctx, a.account, now)
	if err != nil {
		return route.Receipt{}, err
	}
	if _, err := p.store.Document(ctx, regulation.Sees(actor, now), doc.ID); err != nil {
		return route.Receipt{}, err
	}
	return p.gateway.Decide(ctx, route.Command{
		Token: token, DocumentID: doc.ID, Act: a.act, Actor: actor, Door: domain.DoorAPI, VersionID: doc.Version.ID, Verdict: a.verdict,
	})
}

func (p *product) tell(documentID string, number int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.numbers == nil {
		p.numbers = map[string]int{}
	}
	p.numbers[documentID] = number
}

// told is the number the document's last receipt named, 0 for none.
func (p *product) told(documentID string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.numbers[documentID]
}

// done is how many routes were told their number.
func (p *product) done() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.numbers)
}

// people are the accounts of the demo organisation that take part.
type people struct {
	units                                      []unit
	formatChecker, chiefOfOffice, recordsClerk string // account ids
}

// unit is a division that drafts and is asked.
type unit struct {
	id, code              string
	drafter, head, leader string // account ids; the leader is the Vice Chair in charge
}

// asked is the unit whose opinion the i-th route asks for: the next one.
func (p people) asked(i int) unit { return p.units[(i+1)%len(p.units)] }

// peopleOf finds who takes part: of every unit with a Vice Chair in charge, a
// drafter and the head, and of the Office those its steps wait for.
func peopleOf(o organisation.Organisation) (people, error) {
	account := func(unitID string, position domain.Position) string {
		for _, m := range o.Members {
			for _, a := range m.Appointments {
				if a.UnitID == unitID && a.Position == position {
					return o.AccountID(m.Username)
				}
			}
		}
		return ""
	}
	accountOf := func(personID string) string {
		for _, m := range o.Members {
			if m.Person.ID == personID {
				return o.AccountID(m.Username)
			}
		}
		return ""
	}
	var p people
	for _, u := range o.Units {
		if u.Kind == domain.UnitOffice {
			p.formatChecker = account(u.ID, domain.PositionFormatChecker)
			p.chiefOfOffice = account(u.ID, domain.PositionChiefOfOffice)
			p.recordsClerk = account(u.ID, domain.PositionRecordsClerk)
		}
		found := unit{
			id: u.ID, code: u.Code, drafter: account(u.ID, domain.PositionDrafter), head: account(u.ID, domain.PositionUnitHead), leader: accountOf(u.Supervisor),
		}
		if found.drafter != "" && found.head != "" && found.leader != "" {
			p.units = append(p.units, found)
		}
	}
	if len(p.units) < 2 || p.formatChecker == "" || p.chiefOfOffice == "" || p.recordsClerk == "" {
		return people{}, fmt.Errorf("the organisation lacks people for a route: %+v", p)
	}
	return p, nil
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }
