package storage_test

import (
	"context"
	"crypto/sha256"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
)

func TestUnitsStandFromTheirFirstToBeforeTheirLastMoment(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	end := time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)
	ward := domain.Unit{ID: uuid.NewString(), Code: "VT", Name: "Phường Vĩnh Thanh", NameEN: "Vinh Thanh Ward", Kind: domain.UnitWard, Sectors: []string{}, ValidFrom: testkit.Morning, ValidTo: &end}
	require.NoError(t, db.Store.SaveUnit(ctx, ward))
	codes := func(at time.Time) []string {
		units, err := db.Store.Units(ctx, at)
		require.NoError(t, err)
		var codes []string
		for _, u := range units {
			codes = append(codes, u.Code)
		}
		return codes
	}
	before := []string{"LD", "VP", "NV", "TCKH", "TP"}
	require.Equal(t, before, codes(ward.ValidFrom.Add(-time.Second)))
	require.Equal(t, append(before, "VT"), codes(ward.ValidFrom))
	require.Equal(t, append(before, "VT"), codes(end.Add(-time.Second)))
	require.Equal(t, before, codes(end))
	units, err := db.Store.Units(ctx, ward.ValidFrom)
	require.NoError(t, err)
	require.Equal(t, ward, units[5])
	require.Equal(t, c.Home, units[2])
}

func TestSavingTheOrganisationAgainChangesNothingButWhatIsNew(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	home := c.Home
	home.Name, home.Supervisor = "Phòng Nội vụ mới", ""
	require.NoError(t, db.Store.SaveUnit(ctx, home))
	require.NoError(t, db.Store.SavePerson(ctx, domain.Person{ID: c.Head.PersonID, Name: "Tên mới"}))
	end := testkit.Morning
	held := c.Head.Appointments[0]
	held.ValidTo = &end
	require.NoError(t, db.Store.SaveAppointment(ctx, c.Head.PersonID, held))
	actor, err := db.Store.ActorByAccount(ctx, c.Head.AccountID, end.Add(-time.Second))
	require.NoError(t, err)
	require.Equal(t, "Tên mới", actor.Name)
	require.Equal(t, []domain.Appointment{held}, actor.Appointments)
	actor, err = db.Store.ActorByAccount(ctx, c.Head.AccountID, end)
	require.NoError(t, err)
	require.Empty(t, actor.Appointments)
	require.Empty(t, actor.UnitID)
	people, err := db.Store.Persons(ctx, []string{c.Head.PersonID, c.Chair.PersonID, uuid.NewString()})
	require.NoError(t, err)
	require.Equal(t, []domain.Person{{ID: c.Chair.PersonID, Name: "Chủ tịch"}, {ID: c.Head.PersonID, Name: "Tên mới"}}, people)
}

func TestAnActorIsThePersonWithWhatTheyHoldNow(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	actor, err := db.Store.ActorByAccount(ctx, c.Drafter.AccountID, testkit.Morning)
	require.NoError(t, err)
	require.Equal(t, c.Drafter, actor)
	byPerson, err := db.Store.ActorByPerson(ctx, c.Drafter.PersonID, testkit.Morning)
	require.NoError(t, err)
	require.Equal(t, c.Drafter, byPerson)
	second := domain.Appointment{UnitID: c.Finance.ID, Position: domain.PositionDrafter, ValidFrom: testkit.Morning}
	require.NoError(t, db.Store.SaveAppointment(ctx, c.Drafter.PersonID, second))
	actor, err = db.Store.ActorByAccount(ctx, c.Drafter.AccountID, testkit.Morning)
	require.NoError(t, err)
	require.Equal(t, c.Home.ID, actor.UnitID, "the first appointment is the chief one")
	require.Equal(t, append(c.Drafter.Appointments, second), actor.Appointments)

	none := domain.Person{ID: uuid.NewString(), Name: "Không có tài khoản"}
	require.NoError(t, db.Store.SavePerson(ctx, none))
	byPerson, err = db.Store.ActorByPerson(ctx, none.ID, testkit.Morning)
	require.NoError(t, err)
	require.Equal(t, domain.Actor{PersonID: none.ID, Name: none.Name}, byPerson)
	_, err = db.Store.ActorByPerson(ctx, uuid.NewString(), testkit.Morning)
	hasCode(t, err, domain.ErrNotFound)
	_, err = db.Store.ActorByAccount(ctx, uuid.NewString(), testkit.Morning)
	hasCode(t, err, domain.ErrNotFound)
}

func TestADisabledAccountIsNobody(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	account, err := db.Store.AccountByUsername(ctx, "head")
	require.NoError(t, err)
	require.Equal(t, domain.Account{ID: c.Head.AccountID, Username: "head", PersonID: c.Head.PersonID, PasswordHash: "none", Language: "vi"}, account)
	account.DisabledAt = new(testkit.Morning)
	require.NoError(t, db.Store.SaveAccount(ctx, account))
	read, err := db.Store.AccountByID(ctx, account.ID)
	require.NoError(t, err)
	require.Equal(t, account, read)
	_, err = db.Store.ActorByAccount(ctx, account.ID, testkit.Morning)
	hasCode(t, err, domain.ErrNotFound)
	byPerson, err := db.Store.ActorByPerson(ctx, c.Head.PersonID, testkit.Morning)
	require.NoError(t, err)
	require.Empty(t, byPerson.AccountID)
}

func TestAUsernameBelongsToOneAccount(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	n, err := db.Store.CountAccounts(ctx)
	require.NoError(t, err)
	require.Equal(t, 11, n)
	hasCode(t, db.Store.SaveAccount(ctx, domain.Account{ID: uuid.NewString(), Username: "head", PersonID: c.Head.PersonID, PasswordHash: "x", Language: "vi"}), domain.ErrConflict)
	_, err = db.Store.AccountByUsername(ctx, "nobody")
	hasCode(t, err, domain.ErrNotFound)
	require.NoError(t, db.Store.SetLanguage(ctx, c.Head.AccountID, "en"))
	account, err := db.Store.AccountByID(ctx, c.Head.AccountID)
	require.NoError(t, err)
	require.Equal(t, "en", account.Language)
	hasCode(t, db.Store.SetLanguage(ctx, c.Head.AccountID, "fr"), domain.ErrInvalid)
	hasCode(t, db.Store.SetLanguage(ctx, uuid.NewString(), "en"), domain.ErrNotFound)
}

func TestTheHoldersOfAPositionAreThoseAppointedNow(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	holders, err := db.Store.UnitHolders(context.Background(), c.Finance.ID, domain.PositionUnitHead, testkit.Morning)
	require.NoError(t, err)
	require.Equal(t, []domain.Person{{ID: c.ConsultedHead.PersonID, Name: c.ConsultedHead.Name}}, holders)
	holders, err = db.Store.UnitHolders(context.Background(), c.Finance.ID, domain.PositionUnitHead, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	require.Empty(t, holders)
}

func TestWrongPasswordsAreCountedByNameAndAddressAndForgotten(t *testing.T) {
	t.Parallel()
	db := testkit.Database(t)
	ctx := context.Background()
	now := testkit.Morning
	count := func(user, ip string, since time.Time, wantUser, wantIP int) {
		t.Helper()
		byUser, byIP, err := db.Store.SignInFailures(ctx, user, ip, since)
		require.NoError(t, err)
		require.Equal(t, [2]int{wantUser, wantIP}, [2]int{byUser, byIP})
	}
	for _, f := range []struct {
		user, ip string
		at       time.Time
	}{{"a", "1", now.Add(-30 * time.Hour)}, {"a", "1", now.Add(-time.Hour)}, {"a", "2", now}, {"b", "1", now}} {
		require.NoError(t, db.Store.RecordSignInFailure(ctx, f.user, f.ip, f.at))
	}
	count("a", "1", now.Add(-time.Minute), 1, 1)
	count("a", "1", now.Add(-2*time.Hour), 2, 2)
	count("a", "1", now.Add(-100*time.Hour), 2, 2) // the oldest is forgotten
	require.NoError(t, db.Store.ClearSignInFailures(ctx, "a"))
	count("a", "1", now.Add(-2*time.Hour), 0, 1)
}

func TestATokenWorksUntilItExpiresOrIsRevoked(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	hash := sha256.Sum256([]byte("secret"))
	now := testkit.Morning
	token := domain.AccessToken{ID: uuid.NewString(), AccountID: c.Head.AccountID, Name: "báo cáo", Scope: domain.TokenRead, MadeUnder: "print", CreatedAt: now, ExpiresAt: now.Add(time.Hour)}
	tooLong := token
	tooLong.Scope, tooLong.ExpiresAt = domain.TokenSign, now.Add(25*time.Hour)
	require.Error(t, db.Store.CreateToken(ctx, tooLong, hash[:]), "one that signs lives a day")
	require.NoError(t, db.Store.CreateToken(ctx, token, hash[:]))
	kept, err := db.Store.Tokens(ctx, c.Head.AccountID)
	require.NoError(t, err)
	require.Equal(t, []domain.AccessToken{token}, kept)
	used := func(at time.Time) *time.Time {
		read, err := db.Store.TokenByHash(ctx, hash[:], at)
		require.NoError(t, err)
		return read.LastUsedAt
	}
	require.Nil(t, used(now))
	require.Equal(t, now, *used(now.Add(30 * time.Second)))
	require.Equal(t, now, *used(now.Add(time.Minute)), "noted at most once a minute")
	require.Equal(t, now.Add(time.Minute), *used(now.Add(61 * time.Second)))
	_, err = db.Store.TokenByHash(ctx, hash[:], token.ExpiresAt)
	hasCode(t, err, domain.ErrNotFound)
	wrong := sha256.Sum256([]byte("another"))
	_, err = db.Store.TokenByHash(ctx, wrong[:], now)
	hasCode(t, err, domain.ErrNotFound)

	hasCode(t, db.Store.RevokeToken(ctx, c.Chair.AccountID, token.ID, now), domain.ErrNotFound)
	require.NoError(t, db.Store.RevokeToken(ctx, c.Head.AccountID, token.ID, now))
	require.NoError(t, db.Store.RevokeToken(ctx, c.Head.AccountID, token.ID, now.Add(time.Minute)), "again")
	_, err = db.Store.TokenByHash(ctx, hash[:], now)
	hasCode(t, err, domain.ErrNotFound)
	tokens, err := db.Store.Tokens(ctx, c.Head.AccountID)
	require.NoError(t, err)
	require.Len(t, tokens, 1)
	require.Equal(t, now, *tokens[0].RevokedAt, "the first time stays")
}

func TestASessionIsFoundUntilItIsOver(t *testing.T) {
	t.Parallel()
	db := testkit.Database(t)
	ctx := context.Background()
	sessions := db.Store.SessionStore()
	require.NoError(t, sessions.CommitCtx(ctx, "over", []byte("a"), time.Now().Add(-time.Second)))
	_, found, err := sessions.FindCtx(ctx, "over")
	require.NoError(t, err)
	require.False(t, found)
	require.NoError(t, sessions.CommitCtx(ctx, "s", []byte("a"), time.Now().Add(time.Hour)))
	require.NoError(t, sessions.Commit("s", []byte("b"), time.Now().Add(time.Hour)))
	data, found, err := sessions.FindCtx(ctx, "s")
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, []byte("b"), data)
	var rows int
	require.NoError(t, db.Raw.QueryRow("SELECT count(*) FROM sessions").Scan(&rows))
	require.Equal(t, 1, rows, "the ended one is swept out")
	require.NoError(t, sessions.DeleteCtx(ctx, "s"))
	_, found, err = sessions.Find("s")
	require.NoError(t, err)
	require.False(t, found)
}
