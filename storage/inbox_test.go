package storage_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
)

func inbox(t *testing.T, db testkit.DB, a domain.Actor, kinds ...route.StepKind) []string {
	t.Helper()
	items, next, err := db.Store.Inbox(context.Background(), a, testkit.Morning.Add(time.Hour), kinds, 0, "")
	require.NoError(t, err)
	require.Empty(t, next)
	keys := make([]string, len(items))
	for i, item := range items {
		keys[i] = item.Step.Key
		require.Equal(t, route.StepOpen, item.Step.State)
	}
	return keys
}

func TestAnOpenStepLiesInTheInboxOfItsHolderAndOfNobodyElse(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c)
	people := map[string]domain.Actor{
		"drafter": c.Drafter, "head": c.Head, "checker": c.Checker, "specialist": c.Specialist, "chief": c.Chief, "vice": c.ViceChair,
		"chair": c.Chair, "clerk": c.Clerk, "consulted": c.ConsultedHead, "justice": c.JusticeHead, "administrator": c.Administrator,
	}
	only := func(who, key string) {
		t.Helper()
		for name, actor := range people {
			want := []string{}
			if name == who {
				want = []string{key}
			}
			require.Equal(t, want, inbox(t, db, actor), name)
		}
	}
	only("", "")
	j.Act(c.Drafter, route.ActSubmit)
	only("head", "clearance")
	j.Act(c.Head, route.ActClear)
	only("checker", "format")
	j.Act(c.Checker, route.ActConfirmFormat)
	only("consulted", "consultation:TCKH")
	j.Act(c.ConsultedHead, route.ActGiveOpinion, func(cmd *route.Command) { cmd.Verdict, cmd.Text = route.VerdictDisagree, "Chưa rõ" })
	only("drafter", "answers")
	j.Act(c.Drafter, route.ActAnswerOpinions, func(cmd *route.Command) {
		cmd.Answers = []route.OpinionAnswer{{StepKey: "consultation:TCKH", Kind: route.AnswerExplained, Text: "Đã rõ"}}
	})
	only("chief", "review")
	j.Act(c.Chief, route.ActReturn)
	only("drafter", "drafting")
	j.Act(c.Drafter, route.ActSubmit)
	j.Act(c.Chief, route.ActReview)
	only("vice", "signature")
	j.Act(c.ViceChair, route.ActSign)
	only("clerk", "issue")
	j.Act(c.Clerk, route.ActIssue)
	only("", "")
}

func TestAnInboxItemSaysWhatItIsAbout(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c).UpTo(route.StepClearance)
	items, _, err := db.Store.Inbox(context.Background(), c.Head, j.Now, nil, 10, "")
	require.NoError(t, err)
	want := *j.Route.Step("clearance")
	require.Equal(t, []route.InboxItem{{
		DocumentID: j.Doc.ID, Subject: j.Doc.Subject, Type: j.Doc.Type, Urgency: j.Doc.Urgency, UnitID: c.Home.ID, UnitName: c.Home.Name, Step: want,
	}}, items)
}

func TestArticle13_3AStandInSeesTheWorkWhileTheDelegationLasts(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	journey(t, db, c).UpTo(route.StepClearance)
	journey(t, db, c).UpTo(route.StepSignature)
	end := testkit.Morning.Add(48 * time.Hour)
	delegate := func(to domain.Actor, u domain.Unit, p domain.Position, from domain.Actor) domain.Actor {
		t.Helper()
		require.NoError(t, db.Store.SaveDelegation(ctx, domain.Delegation{
			ID: uuid.NewString(), UnitID: u.ID, Position: p, FromPersonID: from.PersonID, ToPersonID: to.PersonID, Form: domain.FormTUQ,
			Paper: "01/GUQ ngày 01/3/2024", ValidFrom: testkit.Morning.Add(-time.Hour), ValidTo: &end,
		}))
		actor, err := db.Store.ActorByAccount(ctx, to.AccountID, testkit.Morning)
		require.NoError(t, err)
		return actor
	}
	require.Empty(t, inbox(t, db, c.Drafter))
	drafter := delegate(c.Drafter, c.Home, domain.PositionUnitHead, c.Head)
	require.Equal(t, []string{"clearance"}, inbox(t, db, drafter))
	chief := delegate(c.Chief, c.Leadership, domain.PositionViceChair, c.ViceChair)
	require.Equal(t, []string{"signature"}, inbox(t, db, chief))
	items, _, err := db.Store.Inbox(ctx, drafter, end, nil, 10, "")
	require.NoError(t, err)
	require.Empty(t, items, "not a moment longer")
	later, err := db.Store.ActorByAccount(ctx, c.Drafter.AccountID, end)
	require.NoError(t, err)
	require.Empty(t, later.Delegations)
}

func TestAnEndedAppointmentGivesNoInbox(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	journey(t, db, c).UpTo(route.StepClearance)
	ended := testkit.Morning
	c.Head.Appointments[0].ValidTo = &ended
	require.Empty(t, inbox(t, db, c.Head))
}

func TestALeadersQueueShowsTheUrgentFirstAndOthersGoByTheirDueTime(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	var subjects []string
	for _, urgency := range []domain.Urgency{domain.UrgencyNormal, domain.UrgencyUrgent, domain.UrgencyExpress, domain.UrgencyVeryUrgent} {
		doc := testkit.Draft(t, db.Store, c, func(d *domain.Document) { d.Urgency, d.Subject = urgency, string(urgency) })
		j := testkit.NewJourney(t, db.Store, c, doc)
		j.UpTo(route.StepSignature)
	}
	after := ""
	for {
		items, next, err := db.Store.Inbox(context.Background(), c.ViceChair, testkit.Morning, []route.StepKind{route.StepSignature, route.StepInitials}, 1, after)
		require.NoError(t, err)
		for _, i := range items {
			subjects = append(subjects, i.Subject)
		}
		if after = next; after == "" {
			break
		}
	}
	require.Equal(t, []string{"express", "very_urgent", "urgent", "normal"}, subjects)
	require.Empty(t, inbox(t, db, c.ViceChair, route.StepClearance), "narrowed to another kind")
}

func TestAnInboxKeepsItsPlaceWhileWorkIsDone(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	const documents = 7
	journeys := map[string]*testkit.Journey{}
	for range documents {
		j := journey(t, db, c).UpTo(route.StepClearance)
		journeys[j.Doc.ID] = j
	}
	seen := map[string]bool{}
	after := ""
	var last time.Time
	for {
		items, next, err := db.Store.Inbox(ctx, c.Head, testkit.Morning, nil, 2, after)
		require.NoError(t, err)
		for _, i := range items {
			require.False(t, seen[i.DocumentID], "twice")
			require.False(t, i.Step.DueAt.Before(last))
			seen[i.DocumentID], last = true, i.Step.DueAt
		}
		journeys[items[0].DocumentID].Act(c.Head, route.ActClear)
		if after = next; after == "" {
			break
		}
	}
	require.Len(t, seen, documents)
}

func TestWhoeverHoldsThePositionIsToldAndNobodyOfTheirOwnAct(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	second := testkit.Member(t, db.Store, domain.Person{ID: uuid.NewString(), Name: "Người kiểm tra thứ hai"}, "checker-2", c.Office, domain.PositionFormatChecker)
	gone := testkit.Member(t, db.Store, domain.Person{ID: uuid.NewString(), Name: "Người đã nghỉ"}, "checker-3", c.Office, domain.PositionFormatChecker)
	disabled := testkit.Morning
	require.NoError(t, db.Store.SaveAccount(ctx, domain.Account{ID: gone.AccountID, Username: "checker-3", PersonID: gone.PersonID, PasswordHash: "none", Language: "vi", DisabledAt: &disabled}))
	told := func(a domain.Actor) []domain.NoticeKind {
		notices, _, err := db.Store.Notices(ctx, a.AccountID, 0, "")
		require.NoError(t, err)
		var kinds []domain.NoticeKind
		for _, n := range notices {
			kinds = append(kinds, n.Kind)
		}
		return kinds
	}
	j := journey(t, db, c).UpTo(route.StepFormat)
	require.Equal(t, []domain.NoticeKind{domain.NoticeYourTurn}, told(c.Checker))
	require.Equal(t, []domain.NoticeKind{domain.NoticeYourTurn}, told(second))
	require.Empty(t, told(gone), "a disabled account")
	require.Empty(t, told(c.Drafter))
	j.Act(c.Checker, route.ActReturn)
	require.Equal(t, []domain.NoticeKind{domain.NoticeReturned}, told(c.Drafter))
	j.Act(c.Drafter, route.ActWithdraw)
	require.Equal(t, []domain.NoticeKind{domain.NoticeReturned}, told(c.Drafter), "nobody is told what they did")
}

func TestNoticesAreCountedUntilTheyAreRead(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	for range 3 {
		journey(t, db, c).UpTo(route.StepClearance)
	}
	unread := func(a domain.Actor) int {
		n, err := db.Store.UnreadNotices(ctx, a.AccountID)
		require.NoError(t, err)
		return n
	}
	page, next, err := db.Store.Notices(ctx, c.Head.AccountID, 2, "")
	require.NoError(t, err)
	require.Len(t, page, 2)
	rest, end, err := db.Store.Notices(ctx, c.Head.AccountID, 2, next)
	require.NoError(t, err)
	require.Len(t, rest, 1)
	require.Empty(t, end)
	require.NotNil(t, page[0].DueAt)
	require.Equal(t, 3, unread(c.Head))
	now := testkit.Morning.Add(time.Hour)
	require.NoError(t, db.Store.MarkNoticesRead(ctx, c.Checker.AccountID, []string{page[0].ID}, now))
	require.Equal(t, 3, unread(c.Head), "another's notice stays unread")
	require.NoError(t, db.Store.MarkNoticesRead(ctx, c.Head.AccountID, []string{page[0].ID}, now))
	require.Equal(t, 2, unread(c.Head))
	require.NoError(t, db.Store.MarkNoticesRead(ctx, c.Head.AccountID, []string{}, now), "none")
	require.Equal(t, 2, unread(c.Head))
	require.NoError(t, db.Store.MarkNoticesRead(ctx, c.Head.AccountID, nil, now))
	require.Zero(t, unread(c.Head))
	hasCode(t, db.Store.MarkNoticesRead(ctx, c.Head.AccountID, []string{"x"}, now), domain.ErrInvalid)
}
