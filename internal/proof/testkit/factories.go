package testkit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/storage"
)

// Morning is Tuesday 5 March 2024, 09:00 in Vietnam: a working day far from any
// holiday.
var Morning = time.Date(2024, 3, 5, 2, 0, 0, 0, time.UTC)

// founded is since when everything of the small committee is valid.
var founded = time.Date(2021, 7, 1, 0, 0, 0, 0, time.UTC)

// Committee is a small people's committee: the leaders, the Office and three
// divisions, one person for each role.
type Committee struct {
	Leadership, Office, Home, Finance, Justice domain.Unit

	Drafter       domain.Actor // drafts for Home
	Head          domain.Actor // of Home
	Checker       domain.Actor // of formats, in the Office
	Specialist    domain.Actor // follows routes, in the Office
	Chief         domain.Actor // of the Office
	ViceChair     domain.Actor // in charge of Home and Finance
	Chair         domain.Actor
	Clerk         domain.Actor // of records, in the Office
	ConsultedHead domain.Actor // of Finance
	JusticeHead   domain.Actor // of Justice
	Administrator domain.Actor
}

// Organisation fills the store with a small committee.
func Organisation(t testing.TB, store *storage.Store) Committee {
	t.Helper()
	ctx := context.Background()
	unit := func(code, name string, kind domain.UnitKind, sectors ...string) domain.Unit {
		return domain.Unit{ID: uuid.NewString(), Code: code, Name: name, NameEN: "Unit " + code, Kind: kind, Sectors: sectors, ValidFrom: founded}
	}
	c := Committee{
		Leadership: unit("LD", "Lãnh đạo Ủy ban nhân dân", domain.UnitLeadership),
		Office:     unit("VP", "Văn phòng HĐND và UBND", domain.UnitOffice),
		Home:       unit("NV", "Phòng Nội vụ", domain.UnitDivision, "noi-vu"),
		Finance:    unit("TCKH", "Phòng Tài chính - Kế hoạch", domain.UnitDivision, "tai-chinh"),
		Justice:    unit("TP", "Phòng Tư pháp", domain.UnitDivision, "tu-phap"),
	}
	viceChair := domain.Person{ID: uuid.NewString(), Name: "Phó Chủ tịch"}
	require.NoError(t, store.SavePerson(ctx, viceChair))
	c.Home.Supervisor, c.Finance.Supervisor = viceChair.ID, viceChair.ID
	for _, u := range []domain.Unit{c.Leadership, c.Office, c.Home, c.Finance, c.Justice} {
		require.NoError(t, store.SaveUnit(ctx, u))
	}
	member := func(username, name string, u domain.Unit, p domain.Position) domain.Actor {
		person := domain.Person{ID: uuid.NewString(), Name: name}
		if p == domain.PositionViceChair {
			person = viceChair
		}
		return Member(t, store, person, username, u, p)
	}
	c.Drafter = member("drafter", "Chuyên viên soạn thảo", c.Home, domain.PositionDrafter)
	c.Head = member("head", "Trưởng phòng Nội vụ", c.Home, domain.PositionUnitHead)
	c.Checker = member("checker", "Người kiểm tra thể thức", c.Office, domain.PositionFormatChecker)
	c.Specialist = member("specialist", "Chuyên viên theo dõi", c.Office, domain.PositionOfficeSpecialist)
	c.Chief = member("chief", "Chánh Văn phòng", c.Office, domain.PositionChiefOfOffice)
	c.ViceChair = member("vice-chair", viceChair.Name, c.Leadership, domain.PositionViceChair)
	c.Chair = member("chair", "Chủ tịch", c.Leadership, domain.PositionChair)
	c.Clerk = member("clerk", "Văn thư", c.Office, domain.PositionRecordsClerk)
	c.ConsultedHead = member("consulted-head", "Trưởng phòng Tài chính - Kế hoạch", c.Finance, domain.PositionUnitHead)
	c.JusticeHead = member("justice-head", "Trưởng phòng Tư pháp", c.Justice, domain.PositionUnitHead)
	c.Administrator = member("administrator", "Quản trị hệ thống", c.Office, domain.PositionAdministrator)
	return c
}

// CommitteeOf finds a committee made by Organisation in an earlier database again.
func CommitteeOf(t testing.TB, store *storage.Store) Committee {
	t.Helper()
	ctx := context.Background()
	units, err := store.Units(ctx, Morning)
	require.NoError(t, err)
	var c Committee
	for code, into := range map[string]*domain.Unit{"LD": &c.Leadership, "VP": &c.Office, "NV": &c.Home, "TCKH": &c.Finance, "TP": &c.Justice} {
		i := slices.IndexFunc(units, func(u domain.Unit) bool { return u.Code == code })
		require.GreaterOrEqual(t, i, 0, code)
		*into = units[i]
	}
	for username, into := range map[string]*domain.Actor{
		"drafter": &c.Drafter, "head": &c.Head, "checker": &c.Checker, "specialist": &c.Specialist, "chief": &c.Chief, "vice-chair": &c.ViceChair,
		"chair": &c.Chair, "clerk": &c.Clerk, "consulted-head": &c.ConsultedHead, "justice-head": &c.JusticeHead, "administrator": &c.Administrator,
	} {
		account, err := store.AccountByUsername(ctx, username)
		require.NoError(t, err, username)
		actor, err := store.ActorByPerson(ctx, account.PersonID, Morning)
		require.NoError(t, err, username)
		*into = actor
	}
	return c
}

// Member gives a person a position and an account that nobody can sign in to.
func Member(t testing.TB, store *storage.Store, p domain.Person, username string, u domain.Unit, position domain.Position) domain.Actor {
	t.Helper()
	ctx := context.Background()
	require.NoError(t, store.SavePerson(ctx, p))
	held := domain.Appointment{UnitID: u.ID, Position: position, ValidFrom: founded}
	require.NoError(t, store.SaveAppointment(ctx, p.ID, held))
	account := domain.Account{ID: uuid.NewString(), Username: username, PersonID: p.ID, PasswordHash: "none", Language: "vi"}
	require.NoError(t, store.SaveAccount(ctx, account))
	return domain.Actor{AccountID: account.ID, PersonID: p.ID, Name: p.Name, UnitID: u.ID, Appointments: []domain.Appointment{held}}
}

// Content records a file of made-up content and returns its hash. No object
// store holds it.
func Content(t testing.TB, store *storage.Store, text string) string {
	t.Helper()
	sum := sha256.Sum256([]byte(text))
	sha := hex.EncodeToString(sum[:])
	require.NoError(t, store.RecordFile(context.Background(), sha, int64(len(text)+1), "application/octet-stream", Morning))
	return sha
}

// Draft is a công văn of Home that asks Finance and is signed by a Vice Chair.
func Draft(t testing.TB, store *storage.Store, c Committee, change ...func(*domain.Document)) domain.Document {
	t.Helper()
	doc := domain.Document{
		ID: uuid.Must(uuid.NewV7()).String(), Type: domain.TypeOfficialLetter, Subject: "V/v chấn chỉnh kỷ luật, kỷ cương hành chính",
		Notation: "UBND-NV", Urgency: domain.UrgencyNormal, UnitID: c.Home.ID, DrafterID: c.Drafter.PersonID,
		SignerPosition: domain.PositionViceChair, ConsultedUnits: []string{c.Finance.ID}, Sectors: []string{"noi-vu"},
		Recipients: []string{"Như trên", "Lưu: VT"}, State: domain.DocumentDraft, CreatedAt: Morning,
	}
	for _, f := range change {
		f(&doc)
	}
	created, err := store.CreateDraft(context.Background(), uuid.NewString(), doc, domain.Version{
		SHA256: Content(t, store, "version 1 of "+doc.ID), FileName: "du-thao.docx", UploadedBy: doc.DrafterID, UploadedAt: doc.CreatedAt,
	})
	require.NoError(t, err)
	return created
}
