package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/route"
	"trinhky/storage/internal/sqlcgen"
)

// RecordTransition writes everything one transition changed, in one transaction
// and one round trip: the transition itself, the document, its steps, whose
// clock runs, who is told, the issued files, and the number when one is asked
// for. Recording the same again changes nothing and gives the answer of the first
// time; so does an act whose form is on record elsewhere, with its receipt. Errors
// are *domain.Error: conflict where the record does not follow on the one before,
// where its place is taken by another act (the cause is a *domain.OtherAct) or
// where the document is closed, invalid where a row would be impossible,
// unavailable where the database is away.
func (s *Store) RecordTransition(ctx context.Context, t route.Transition) (route.Recorded, error) {
	if !slices.Contains(route.Events(), t.Event) || t.Act != "" && !slices.Contains(route.Acts(), t.Act) {
		unknown := fmt.Errorf("no act %q or event %q on a route", t.Act, t.Event)
		return route.Recorded{}, &domain.Error{Code: domain.ErrInvalid, Key: keyInvalid, Cause: unknown}
	}
	if t.Again {
		if err := s.restore(ctx, t); err != nil {
			return route.Recorded{}, err
		}
	}
	var w writes
	q := sqlcgen.New(&w)
	at := exact(t.At)
	w.add(q.RecordTransition(ctx, sqlcgen.RecordTransitionParams{
		CaseID: t.DocumentID, Seq: int32(t.Seq), Event: string(t.Event), Act: orNull(t.Act), Token: orNull(t.Token),
		StepKey: orNull(t.StepKey), Round: int32(t.Round), PersonID: orNull(t.PersonID), UnitID: orNull(t.UnitID), Door: string(t.Door),
		At: at, VersionID: orNull(t.VersionID), Body: t.Text, State: string(t.State), RequestID: orNull(t.RequestID),
		Digest: orNull(t.Digest), Changed: texts(t.Changed),
	}))
	recordFacts(ctx, &w, t)
	w.add(q.CarryVersion(ctx, sqlcgen.CarryVersionParams{VersionID: orNull(t.VersionID), DraftID: orNull(t.DraftID), ID: t.DocumentID}))
	if t.Policy != nil {
		w.add(q.BeginCase(ctx, sqlcgen.BeginCaseParams{
			State: string(t.State), Seq: int32(t.Seq), At: &at, PolicyID: orNull(t.Policy.ID),
			PolicyVersion: orNull(t.Policy.Version), PolicySha256: orNull(t.Policy.SHA256), Terms: t.Terms, ID: t.DocumentID,
		}))
	} else {
		var closed *time.Time
		if route.Over(t.State) {
			closed = &at
		}
		w.add(q.MoveCase(ctx, sqlcgen.MoveCaseParams{State: string(t.State), Seq: int32(t.Seq), ClosedAt: closed, ID: t.DocumentID}))
	}
	if len(t.Steps) > 0 {
		rows, err := stepRows(t)
		w.add(err)
		w.add(q.SaveSteps(ctx, rows))
	}
	recordDuties(ctx, &w, t.DocumentID, t.Duties, at)
	recordNotices(ctx, &w, t, at)
	if t.Files != nil {
		w.add(q.RecordIssuedFiles(ctx, sqlcgen.RecordIssuedFilesParams{
			DocumentID: t.DocumentID, DocxSha256: t.Files.DocxSHA256, PdfSha256: t.Files.PDFSHA256, MadeAt: at,
		}))
	}
	var recorded route.Recorded
	if t.Number != nil {
		takeNumber(&w, t, &recorded)
	}
	err := w.send(ctx, s.pool)
	if violates(err, placeTaken) || violates(err, formSpent) {
		return s.onRecord(ctx, t, err)
	}
	if factsChanged(err) {
		return route.Recorded{}, &domain.Error{Code: domain.ErrConflict, Key: keyConflict, Cause: &route.FactsChanged{DocumentID: t.DocumentID}}
	}
	if refusesChange(err) || caseMissing(err) {
		return s.behind(ctx, t, err)
	}
	if err != nil {
		return route.Recorded{}, known(fmt.Sprintf("record transition %d of document %s", t.Seq, t.DocumentID), err)
	}
	return recorded, nil
}

// recordFacts keeps what is submitted, provided that nobody has changed the dossier
// since it was read.
func recordFacts(ctx context.Context, w *writes, t route.Transition) {
	if t.Facts == nil {
		return
	}
	facts, err := json.Marshal(t.Facts)
	if err != nil {
		w.add(fmt.Errorf("write the facts of document %s: %w", t.DocumentID, err))
		return
	}
	q := sqlcgen.New(w)
	if t.Again {
		w.add(q.RestoreFacts(ctx, sqlcgen.RestoreFactsParams{Facts: facts, Revision: int32(t.Facts.Revision), ID: t.DocumentID}))
		return
	}
	w.add(q.SubmitFacts(ctx, sqlcgen.SubmitFactsParams{Facts: facts, ID: t.DocumentID, Revision: int32(t.Facts.Revision)}))
}

// recordNotices tells a named person, or whoever holds the position now; nobody
// is told what they did themselves.
func recordNotices(ctx context.Context, w *writes, t route.Transition, at time.Time) {
	q := sqlcgen.New(w)
	for _, n := range t.Notices {
		switch {
		case n.PersonID != "" && n.PersonID != t.PersonID:
			w.add(q.NotifyPerson(ctx, sqlcgen.NotifyPersonParams{
				CaseID: t.DocumentID, Kind: string(n.Kind), StepKey: n.StepKey, Round: int32(n.Round), At: at, PersonID: n.PersonID,
			}))
		case n.PersonID == "" && n.UnitID != "":
			w.add(q.NotifyHolders(ctx, sqlcgen.NotifyHoldersParams{
				CaseID: t.DocumentID, Kind: string(n.Kind), StepKey: n.StepKey, Round: int32(n.Round), At: at,
				ActorID: orNull(t.PersonID), UnitID: n.UnitID, Position: string(n.Position),
			}))
		}
	}
}

// takeNumber asks for the next number of the series, or keeps the one that was
// answered before. It comes last, so that the series is locked for no longer than
// the commit takes.
func takeNumber(w *writes, t route.Transition, into *route.Recorded) {
	date := t.Number.Date.In(calendar.ICT)
	sql, args := sqlcgen.TakeNumber, []any{t.DocumentID, t.Seq, t.Number.Series, t.Number.Year, t.Number.Notation, date}
	if t.Number.Given > 0 {
		sql, args = sqlcgen.KeepNumber, []any{t.DocumentID, t.Seq, t.Number.Series, t.Number.Year, t.Number.Given, t.Number.Notation, date}
	}
	w.batch.Queue(sql, args...).QueryRow(func(row pgx.Row) error {
		n := &domain.IssuedNumber{Series: t.Number.Series, Year: t.Number.Year, Notation: t.Number.Notation, Date: calendar.Midnight(date)}
		if err := row.Scan(&n.Number); err != nil {
			return err
		}
		into.Number = n
		return nil
	})
}

// PublicationNote keeps what the issued files of a numbered document wait for,
// as a message key. It is cleared when they are there.
func (s *Store) PublicationNote(ctx context.Context, documentID, note string) error {
	return known("note what publication waits for", s.q.SetPublicationNote(ctx, sqlcgen.SetPublicationNoteParams{Note: note, ID: documentID}))
}
