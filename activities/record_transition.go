package activities

import (
	"context"
	"errors"

	"trinhky/internal/route"
)

// RecordTransition writes one transition of a route in one transaction, under
// (document, seq): recording it again changes nothing and gives the same answer.
// Where the record has another act in its place, or its form elsewhere, nothing is
// written and the answer says where the document stands: what is on record was
// accepted and people have seen it, so the route goes on from there. A failure is
// either of a database that is away or of type RefusedForGood.
func (a *Activities) RecordTransition(ctx context.Context, t route.Transition) (route.Recorded, error) {
	recorded, err := a.record(ctx, t)
	return recorded, persist(ctx, err, "document", t.DocumentID, "seq", t.Seq, "event", t.Event, "token", t.Token)
}

func (a *Activities) record(ctx context.Context, t route.Transition) (route.Recorded, error) {
	recorded, err := a.Store.RecordTransition(ctx, t)
	var other *route.OtherAct
	var behind *route.RecordBehind
	var changed *route.FactsChanged
	switch {
	case errors.As(err, &behind):
		logger(ctx).Error("the record has lost transitions that its route has made",
			"document", behind.DocumentID, "has", behind.Has, "arriving", behind.Arriving)
		return route.Recorded{Behind: &behind.Has}, nil
	case errors.As(err, &other):
		logger(ctx).Error("the record has an act that its route does not know; the route goes on from the record",
			"document", other.DocumentID, "seq", other.Seq, "recorded_event", other.Recorded.Event, "recorded_token", other.Recorded.Token,
			"arriving_event", other.Arriving.Event, "arriving_token", other.Arriving.Token)
	case errors.As(err, &changed):
		// Nothing was written; the act is put to the dossier as it is now, and refused.
	case err != nil || recorded.Receipt == nil:
		return recorded, err
	}
	on, err := a.Store.OnRecord(ctx, t.DocumentID)
	if err != nil {
		return route.Recorded{}, err
	}
	recorded.OnRecord = &on
	return recorded, nil
}
