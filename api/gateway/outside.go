package gateway

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

// OutsideAttempt is an act out of order that the Office saw outside the system,
// such as a paper carried straight to a leader.
type OutsideAttempt struct {
	Token       string
	DocumentID  string // empty where the paper has no dossier here
	UnitID      string // whose attempt it was
	PersonID    string
	Act         domain.Act // what was attempted
	StepDue     string     // the step whose turn it was
	ClauseID    string     // empty means letter §4
	At          time.Time  // when it was seen
	Note        string
	EvidenceSHA string
}

// RecordOutside writes down an attempt the Office saw, with its evidence (letter
// §4 and closing). It returns *domain.Error: forbidden for anybody but the
// Office, invalid with the fields that are wrong.
func (g *Gateway) RecordOutside(ctx context.Context, actor domain.Actor, a OutsideAttempt) (domain.Refusal, error) {
	now := g.now().UTC()
	if !regulation.Can(actor, regulation.PermRecordOutside, now) {
		return domain.Refusal{}, &domain.Error{Code: domain.ErrForbidden, Key: "outside.office_only"}
	}
	if a.Token == "" {
		return domain.Refusal{}, &domain.Error{Code: domain.ErrInvalid, Key: "decision.token"}
	}
	faults := map[string]string{}
	if !slices.Contains(route.Acts(), a.Act) {
		faults["act"] = "outside.act"
	}
	if a.UnitID == "" {
		faults["unit_id"] = "outside.unit"
	}
	if strings.TrimSpace(a.Note) == "" || strings.ContainsRune(a.Note, 0) || len([]rune(a.Note)) > MaxText {
		faults["note"] = "outside.note"
	}
	if a.EvidenceSHA == "" {
		faults["evidence"] = "outside.evidence"
	}
	if a.At.IsZero() || a.At.After(now) {
		faults["at"] = "outside.at"
	}
	if a.ClauseID == "" {
		a.ClauseID = regulation.ClauseOrder
	}
	if regulation.Clause(a.ClauseID).VI == a.ClauseID {
		faults["clause"] = "outside.clause"
	}
	if len(faults) > 0 {
		return domain.Refusal{}, &domain.Error{Code: domain.ErrInvalid, Key: "outside.invalid", Fields: faults}
	}
	var about domain.CaseRef
	if a.DocumentID != "" {
		about = domain.DocumentRef(a.DocumentID)
	}
	return g.store.RecordRefusal(ctx, domain.Refusal{
		ID: uuid.Must(uuid.NewV7()).String(), Token: a.Token, Code: domain.RefusedOutOfOrder, ClauseID: a.ClauseID,
		Case: about, PersonID: a.PersonID, UnitID: a.UnitID, Act: a.Act, StepDue: a.StepDue,
		Door: domain.DoorOutside, At: a.At.UTC(), Note: a.Note, EvidenceSHA: a.EvidenceSHA, RecordedBy: actor.PersonID,
	})
}
