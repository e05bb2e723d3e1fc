package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/route"
	"trinhky/storage/internal/sqlcgen"
)

// The constraints that tell what the record has already from a fault.
const (
	placeTaken = "transitions_pkey" // by (document, seq)
	formSpent  = "transitions_once" // by (document, token)
)

// onRecord says how a transition that could not be written stands to what the
// record has in its place or of its form.
func (s *Store) onRecord(ctx context.Context, t route.Transition, refused error) (route.Recorded, error) {
	operation := fmt.Sprintf("record transition %d of document %s", t.Seq, t.DocumentID)
	rows, err := s.q.TransitionsInTheWay(ctx, sqlcgen.TransitionsInTheWayParams{CaseID: t.DocumentID, Seq: int32(t.Seq), Token: orNull(t.Token)})
	if err != nil {
		return route.Recorded{}, known(operation, err)
	}
	var inPlace *sqlcgen.Transition
	for i, r := range rows {
		if int(r.Seq) == t.Seq {
			inPlace = &rows[i]
		}
		if !sameAct(r, t) {
			continue
		}
		receipt, err := s.receipt(ctx, r)
		if err != nil {
			return route.Recorded{}, err
		}
		if sameRecord(r, t) {
			return route.Recorded{Number: receipt.Number, Already: true}, nil
		}
		return route.Recorded{Number: receipt.Number, Already: true, Receipt: &receipt}, nil
	}
	if inPlace == nil {
		return route.Recorded{}, known(operation, refused) // the form is somebody else's
	}
	return route.Recorded{}, &domain.Error{Code: domain.ErrConflict, Key: keyConflict, Cause: &route.OtherAct{
		DocumentID: t.DocumentID, Seq: t.Seq,
		Recorded: route.ActMark{Event: domain.Event(inPlace.Event), Token: orEmpty(inPlace.Token)},
		Arriving: route.ActMark{Event: t.Event, Token: t.Token},
	}}
}

// behind says whether a transition that the record refuses is one too far on: the
// record has lost what came before it.
func (s *Store) behind(ctx context.Context, t route.Transition, refused error) (route.Recorded, error) {
	operation := fmt.Sprintf("record transition %d of document %s", t.Seq, t.DocumentID)
	has, err := s.q.CaseSeq(ctx, t.DocumentID)
	if _, err := found(operation, err); err != nil {
		return route.Recorded{}, err
	}
	if int(has) >= t.Seq-1 {
		return route.Recorded{}, known(operation, refused)
	}
	return route.Recorded{}, &domain.Error{Code: domain.ErrConflict, Key: keyConflict, Cause: &route.RecordBehind{
		DocumentID: t.DocumentID, Has: int(has), Arriving: t.Seq,
	}}
}

// sameAct reports whether a row is of the same form of the same person, or of the
// same event of the system, wherever and whenever it was recorded. A form is one
// act, the first it was sent with: so the engine has it too.
func sameAct(r sqlcgen.Transition, t route.Transition) bool {
	if t.Token != "" {
		return orEmpty(r.Token) == t.Token && orEmpty(r.PersonID) == t.PersonID
	}
	return r.Token == nil && r.Event == string(t.Event) && orEmpty(r.StepKey) == t.StepKey && int(r.Round) == t.Round
}

// sameRecord reports whether a row is what recording the transition would write.
func sameRecord(r sqlcgen.Transition, t route.Transition) bool {
	return sameAct(r, t) && int(r.Seq) == t.Seq && r.Event == string(t.Event) && orEmpty(r.Act) == string(t.Act) &&
		orEmpty(r.StepKey) == t.StepKey && int(r.Round) == t.Round && orEmpty(r.UnitID) == t.UnitID && r.Door == string(t.Door) &&
		orEmpty(r.VersionID) == t.VersionID && r.Body == t.Text && r.State == string(t.State) &&
		r.At.Equal(t.At.Truncate(time.Microsecond)) // as exactly as PostgreSQL keeps it
}

// receipt is the answer that the act of a row was given.
func (s *Store) receipt(ctx context.Context, r sqlcgen.Transition) (route.Receipt, error) {
	receipt := route.Receipt{DocumentID: r.CaseID, Seq: int(r.Seq), State: domain.DocumentState(r.State)}
	n, err := s.q.NumberOf(ctx, r.CaseID)
	numbered, err := found("read the number of a document", err)
	if numbered && n.Seq == r.Seq {
		receipt.Number = number(n)
	}
	return receipt, err
}

func number(n sqlcgen.Number) *domain.IssuedNumber {
	return &domain.IssuedNumber{
		Series: n.Series, Year: int(n.Year), Number: int(n.Number), Notation: n.Notation, Date: calendar.Midnight(n.IssuedOn),
	}
}

// TransitionByToken returns the answer that the form with the token was given,
// if its act was accepted and recorded.
func (s *Store) TransitionByToken(ctx context.Context, documentID, token string) (route.Receipt, bool, error) {
	r, err := s.q.TransitionByToken(ctx, sqlcgen.TransitionByTokenParams{CaseID: documentID, Token: token})
	if known, err := found("read transition", err); err != nil || !known {
		return route.Receipt{}, false, err
	}
	receipt, err := s.receipt(ctx, r)
	return receipt, err == nil, err
}

// OnRecord returns where a document is by its record, for a route that the
// record is ahead of. It has no scope.
func (s *Store) OnRecord(ctx context.Context, documentID string) (route.OnRecord, error) {
	var on route.OnRecord
	// All of it as of one moment: another transition may be on its way in.
	asOfNow := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	err := pgx.BeginTxFunc(ctx, s.pool, asOfNow, func(tx pgx.Tx) error {
		q := s.q.WithTx(tx)
		var err error
		if on.Route, on.Notation, err = routeIn(ctx, q, documentID); err != nil {
			return err
		}
		n, err := q.NumberOf(ctx, documentID)
		numbered, err := found("read the number of a document", err)
		if numbered {
			on.Number = number(n)
		}
		return err
	})
	return on, known(fmt.Sprintf("read where document %s is", documentID), err)
}
