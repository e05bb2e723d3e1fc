package gateway_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"trinhky/api/gateway"
	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

func TestD9TheOfficeRecordsWithProofWhatItSawOutsideTheSystem(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	doc := s.draft()
	proof := testkit.Content(t, s.db.Store, "a photo")
	seen := gateway.OutsideAttempt{
		Token: uuid.NewString(), DocumentID: doc.ID, UnitID: s.c.Home.ID, PersonID: s.c.Head.PersonID, Act: route.ActSign,
		StepDue: route.KeyClearance, At: time.Now().Add(-time.Hour), Note: "Mang bản giấy trình thẳng Chủ tịch.", EvidenceSHA: proof,
	}
	for _, who := range []domain.Actor{s.c.Drafter, s.c.Head, s.c.Clerk, s.c.Checker, s.c.Chair, s.c.ViceChair, s.c.Administrator, {}} {
		_, err := s.RecordOutside(context.Background(), who, seen)
		require.Error(t, err, who.Name)
		known(t, err, domain.ErrForbidden, "outside.office_only")
	}
	for field, spoil := range map[string]func(*gateway.OutsideAttempt){
		"unit_id":  func(a *gateway.OutsideAttempt) { a.UnitID = "" },
		"note":     func(a *gateway.OutsideAttempt) { a.Note = " \n" },
		"note ":    func(a *gateway.OutsideAttempt) { a.Note = "a\x00b" },
		"evidence": func(a *gateway.OutsideAttempt) { a.EvidenceSHA = "" },
		"at":       func(a *gateway.OutsideAttempt) { a.At = time.Now().Add(time.Minute) },
		"clause":   func(a *gateway.OutsideAttempt) { a.ClauseID = "letter.99" },
		"act":      func(a *gateway.OutsideAttempt) { a.Act = "shout" },
	} {
		a := seen
		spoil(&a)
		_, err := s.RecordOutside(context.Background(), s.c.Chief, a)
		known(t, err, domain.ErrInvalid, "outside.invalid")
		var fault *domain.Error
		require.ErrorAs(t, err, &fault)
		require.Len(t, fault.Fields, 1, field)
		require.Contains(t, fault.Fields, strings.TrimSpace(field))
	}
	a := seen
	a.Token = ""
	_, err := s.RecordOutside(context.Background(), s.c.Chief, a)
	known(t, err, domain.ErrInvalid, "decision.token")
	a = seen
	a.EvidenceSHA = "0000000000000000000000000000000000000000000000000000000000000000"
	_, err = s.RecordOutside(context.Background(), s.c.Chief, a)
	known(t, err, domain.ErrInvalid, "storage.invalid")
	require.Empty(t, s.dossier(doc).Refusals)

	for _, who := range []domain.Actor{s.c.Chief, s.c.Specialist} {
		attempt := seen
		attempt.Token = uuid.NewString()
		first, err := s.RecordOutside(context.Background(), who, attempt)
		require.NoError(t, err)
		require.Equal(t, domain.RefusedOutOfOrder, first.Code)
		require.Equal(t, regulation.ClauseOrder, first.ClauseID)
		require.Equal(t, domain.DoorOutside, first.Door)
		require.Equal(t, who.PersonID, first.RecordedBy)
		again, err := s.RecordOutside(context.Background(), who, attempt)
		require.NoError(t, err)
		require.Equal(t, first.ID, again.ID)
	}
	require.Len(t, s.dossier(doc).Refusals, 2)
	require.Empty(t, s.dossier(doc).History, "what was seen outside moves nothing inside")

	seen.Token, seen.DocumentID, seen.PersonID = uuid.NewString(), "", ""
	_, err = s.RecordOutside(context.Background(), s.c.Chief, seen)
	require.NoError(t, err, "a paper may have no dossier here")
	rows, _, err := s.db.Store.OutOfOrder(context.Background(), route.TrackingFilter{Now: time.Now().UTC()})
	require.NoError(t, err)
	require.Len(t, rows, 3)
}
