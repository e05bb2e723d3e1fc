package gateway_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
)

// An accepted act is recorded whatever happens. One whose record the database
// could never take would be tried for ever, and its document never move again.
func TestNothingIsAcceptedThatCouldNeverBeRecorded(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	doc := s.draft()
	way := s.way(doc)
	s.act(way[0])
	for name, spoil := range map[string]func(*route.Command){
		"a zero byte in the text":  func(c *route.Command) { c.Text = "đồng\x00ý" },
		"a zero byte in the token": func(c *route.Command) { c.Token += "\x00" },
		"a zero byte in the step":  func(c *route.Command) { c.StepKey = "clearance\x00" },
		"a text without end":       func(c *route.Command) { c.Text = strings.Repeat("dài", 10_000) },
		"no door":                  func(c *route.Command) { c.Door = "" },
		"the door of the system":   func(c *route.Command) { c.Door = domain.DoorSystem },
		"an attempt from outside":  func(c *route.Command) { c.Door = domain.DoorOutside },
		"an answer of unknown kind": func(c *route.Command) {
			c.Act = route.ActAnswerOpinions
			c.Answers = []route.OpinionAnswer{{Kind: "shrug"}}
		},
		"a file nobody has taken in": func(c *route.Command) { c.Act = route.ActGiveOpinion; c.FileSHA256 = strings.Repeat("a", 64) },
	} {
		cmd := form(doc, s.c.Head, route.ActClear)
		spoil(&cmd)
		_, err := s.Decide(context.Background(), cmd)
		var fault *domain.Error
		require.ErrorAs(t, err, &fault, name)
		require.Equal(t, domain.ErrInvalid, fault.Code, name)
	}
	// What does not belong to the act is left out of it.
	odd := form(doc, s.c.Head, route.ActClear, func(c *route.Command) {
		c.Verdict, c.FileSHA256, c.Answers = "shrug", strings.Repeat("a", 64), []route.OpinionAnswer{{Kind: "shrug"}}
	})
	require.Equal(t, 2, s.act(odd).Seq)
	for _, cmd := range way[2:] {
		require.False(t, s.act(cmd).Pending)
	}
}

func TestADossierWithoutASubjectIsNotSubmitted(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	doc, err := s.db.Store.CreateDraft(context.Background(), uuid.NewString(), domain.Document{
		ID: uuid.Must(uuid.NewV7()).String(), Type: domain.TypeOfficialLetter, Notation: "UBND-NV", Urgency: domain.UrgencyNormal, UnitID: s.c.Home.ID,
		DrafterID: s.c.Drafter.PersonID, SignerPosition: domain.PositionViceChair, CreatedAt: testkit.Morning,
	}, domain.Version{SHA256: testkit.Content(t, s.db.Store, "x"), FileName: "a.docx", UploadedBy: s.c.Drafter.PersonID, UploadedAt: testkit.Morning})
	require.NoError(t, err)
	_, err = s.Decide(context.Background(), form(doc, s.c.Drafter, route.ActSubmit))
	known(t, err, domain.ErrInvalid, "facts.invalid")
	s.noWorkflow(doc)
}
