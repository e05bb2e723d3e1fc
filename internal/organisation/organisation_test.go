package organisation_test

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/organisation"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

const city = "ubnd-thanh-pho-2024"

var today = time.Date(2024, 3, 21, 2, 0, 0, 0, time.UTC)

func demo(t *testing.T) organisation.Organisation {
	t.Helper()
	o, err := organisation.Demo(city)
	require.NoError(t, err)
	return o
}

func TestTheDemoHasTheUnitsAndPeopleOfACity(t *testing.T) {
	t.Parallel()
	o := demo(t)
	kinds := map[domain.UnitKind]int{}
	for _, u := range o.Units {
		kinds[u.Kind]++
	}
	require.Equal(t, 1, kinds[domain.UnitLeadership])
	require.Equal(t, 1, kinds[domain.UnitOffice])
	require.GreaterOrEqual(t, kinds[domain.UnitDivision], 10)
	require.Equal(t, 4, kinds[domain.UnitWard])

	held := map[string]map[domain.Position]int{}
	for _, m := range o.Members {
		for _, a := range m.Appointments {
			if held[a.UnitID] == nil {
				held[a.UnitID] = map[domain.Position]int{}
			}
			held[a.UnitID][a.Position]++
		}
	}
	for _, u := range o.Units {
		switch u.Kind {
		case domain.UnitLeadership:
			require.Equal(t, map[domain.Position]int{domain.PositionChair: 1, domain.PositionViceChair: 2}, held[u.ID])
		case domain.UnitOffice:
			for _, p := range []domain.Position{
				domain.PositionChiefOfOffice, domain.PositionFormatChecker, domain.PositionOfficeSpecialist,
				domain.PositionRecordsClerk, domain.PositionDrafter, domain.PositionAdministrator,
			} {
				require.Equal(t, 1, held[u.ID][p], p)
			}
		case domain.UnitDivision, domain.UnitWard:
			require.Equal(t, 1, held[u.ID][domain.PositionUnitHead], u.Code)
			require.NotZero(t, held[u.ID][domain.PositionDrafter], u.Code)
		}
	}
	require.Equal(t, 1, held[o.Unit("NV").ID][domain.PositionInternalAffairs], "the division that works with the Office reads its figures")
}

func TestEverySectorOfTheDemoHasAUnitThatAppraisesIt(t *testing.T) {
	t.Parallel()
	var covered []string
	for _, u := range demo(t).Units {
		covered = append(covered, u.Sectors...)
	}
	var all []string
	for _, s := range organisation.Sectors() {
		require.NotEmpty(t, s.VI)
		require.NotEmpty(t, s.EN)
		all = append(all, s.ID)
	}
	require.ElementsMatch(t, all, covered)
	require.Contains(t, all, route.SectorJustice)
	require.Equal(t, "Tư pháp", organisation.SectorOf(route.SectorJustice).VI)
	require.Equal(t, "vu-tru", organisation.SectorOf("vu-tru").VI, "an old record's sector names itself")
}

func TestARouteOfTheDemoIsPlanned(t *testing.T) {
	t.Parallel()
	o := demo(t)
	p, err := regulation.Load(city)
	require.NoError(t, err)
	drafter, ok := o.Actor("chuyen-vien-tai-chinh-ke-hoach")
	require.True(t, ok)

	plan, err := route.PlanOf(domain.Document{
		Type: domain.TypeOfficialLetter, UnitID: o.Unit("TCKH").ID, DrafterID: drafter.PersonID, SignerPosition: domain.PositionChair,
		ConsultedUnits: []string{o.Unit("NV").ID, o.Unit("VQ").ID}, Sectors: []string{"tai-chinh", "tu-phap"},
	}, drafter, o.At(today), p.Route, today)
	require.NoError(t, err)
	var keys []string
	for _, s := range plan.Steps {
		keys = append(keys, s.Key)
	}
	for _, key := range []string{"clearance", "consultation:NV", "consultation:VQ", "appraisal:TP", "signature", "issue"} {
		require.Contains(t, keys, key)
	}
}

func TestTheSameFileGivesTheSameIds(t *testing.T) {
	t.Parallel()
	require.Equal(t, demo(t), demo(t))
	ids := map[string]bool{}
	for _, u := range demo(t).Units {
		require.False(t, ids[u.ID])
		ids[u.ID] = true
	}
}

func TestAnActorHasWhatTheyHoldAndWhatIsDelegatedToThem(t *testing.T) {
	t.Parallel()
	o := demo(t)
	deputy, ok := o.Actor("pho-truong-phong-noi-vu")
	require.True(t, ok)
	division := o.Unit("NV").ID
	require.Equal(t, division, deputy.UnitID)
	require.True(t, deputy.Holds(division, domain.PositionDrafter, today))
	require.Equal(t, domain.FormKT, deputy.DelegatedFor(division, domain.PositionUnitHead, today).Form)
	require.Nil(t, deputy.DelegatedFor(division, domain.PositionUnitHead, today.AddDate(20, 0, 0)), "a delegation is limited in time")
	_, ok = o.Actor("nobody")
	require.False(t, ok)
}

func TestOnlyUnitsThatStandAtTheTimeAreSeen(t *testing.T) {
	t.Parallel()
	from, to := today, today.AddDate(1, 0, 0)
	units := []domain.Unit{{Code: "A", ValidFrom: from, ValidTo: &to}, {Code: "B", ValidFrom: to}}
	for _, c := range []struct {
		at   time.Time
		want []string
	}{
		{from.Add(-time.Second), nil},
		{from, []string{"A"}},
		{to.Add(-time.Second), []string{"A"}},
		{to, []string{"B"}},
	} {
		var codes []string
		for _, u := range organisation.View(units, c.at).Units {
			codes = append(codes, u.Code)
		}
		require.Equal(t, c.want, codes)
	}
}

func TestAPresetWithoutADemoSaysSo(t *testing.T) {
	t.Parallel()
	_, err := organisation.Demo("ubnd-phuong-2025")
	require.ErrorContains(t, err, "TRINHKY_DEMO=off")
}

func TestAnOrganisationWithAFaultIsRefused(t *testing.T) {
	t.Parallel()
	sound, err := os.ReadFile("demo-2024.yaml")
	require.NoError(t, err)
	write := func(t *testing.T, old, replacement string) error {
		t.Helper()
		require.Contains(t, string(sound), old, "the piece to replace")
		file := filepath.Join(t.TempDir(), "organisation.yaml")
		require.NoError(t, os.WriteFile(file, []byte(strings.Replace(string(sound), old, replacement, 1)), 0o600))
		_, err := organisation.LoadFile(file)
		return err
	}
	require.NoError(t, write(t, "units:", "units:"))
	for name, c := range map[string]struct{ old, new, want string }{
		"unknown key":                     {"    kind: office\n", "    kind: office\n    colour: red\n", "field colour not found"},
		"missing key":                     {"    kind: office\n", "", "units[1].kind is missing"},
		"unit twice":                      {"code: TP\n", "code: NV\n", "unit NV stands twice"},
		"code in small letters":           {"code: TP\n", "code: tp\n", "not capital letters"},
		"unknown kind":                    {"kind: office", "kind: department", `no kind "department"`},
		"no office":                       {"kind: office", "kind: division", "there must be one office, not 0"},
		"unknown sector":                  {"sectors: [tu-phap]", "sectors: [phap-luat]", `no sector "phap-luat"`},
		"sector of two units":             {"sectors: [tu-phap]", "sectors: [tu-phap, y-te]", "sector y-te belongs to TP and to YT"},
		"unit without a head":             {"name: Trưởng phòng Tư pháp, holds: [{position: unit_head}]", "name: Trưởng phòng Tư pháp, holds: [{position: drafter}]", "unit TP has nobody in the position unit_head"},
		"unknown position":                {"[{position: records_clerk}]", "[{position: clerk}]", `no position "clerk"`},
		"username twice":                  {"username: pho-chu-tich-2", "username: pho-chu-tich-1", "username pho-chu-tich-1 stands twice"},
		"username with accents":           {"username: van-thu", "username: văn-thư", "not lower-case words"},
		"person without a position":       {"[{position: records_clerk}]", "[]", "van-thu holds no position"},
		"supervisor who is no vice chair": {"supervisor: pho-chu-tich-1", "supervisor: van-thu", `supervisor "van-thu" is no vice chair`},
		"end before beginning":            {"[{position: records_clerk}]", "[{position: records_clerk, valid_to: 2020-01-01}]", "valid_to 2020-01-01 is not after valid_from 2022-04-20"},
		"delegated without the position":  {"from: truong-phong-noi-vu", "from: pho-truong-phong-noi-vu", "does not hold unit_head in NV"},
		"delegated to nobody":             {"to: pho-truong-phong-noi-vu", "to: nobody", `nobody is called "nobody"`},
		"delegated to oneself":            {"to: pho-truong-phong-noi-vu", "to: truong-phong-noi-vu", "delegates to themselves"},
		"delegated without end":           {"    valid_to: 2031-01-01\n", "", "delegations[0].valid_to is missing"},
		"delegated without a paper":       {"paper: Thông báo", `paper: "" #`, "names no paper"},
		"delegated in no known form":      {"form: KT.", "form: TM.", "neither KT. nor TUQ."},
		"date that does not exist":        {"valid_from: 2022-04-20", "valid_from: 2022-02-30", "2022-02-30"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.ErrorContains(t, write(t, c.old, c.new), c.want)
		})
	}
}

// memory keeps an organisation the way a store does, and can fail once.
type memory struct {
	people       map[string]domain.Person
	units        map[string]domain.Unit
	appointments map[string]domain.Appointment
	delegations  map[string]domain.Delegation
	accounts     map[string]domain.Account
	failOn       string // username whose account cannot be saved
}

var errBroken = errors.New("broken")

func newMemory() *memory {
	return &memory{map[string]domain.Person{}, map[string]domain.Unit{}, map[string]domain.Appointment{}, map[string]domain.Delegation{}, map[string]domain.Account{}, ""}
}

func (m *memory) SavePerson(_ context.Context, p domain.Person) error {
	m.people[p.ID] = p
	return nil
}

func (m *memory) SaveUnit(_ context.Context, u domain.Unit) error {
	if u.Supervisor != "" {
		if _, ok := m.people[u.Supervisor]; !ok {
			return errors.New("supervisor not saved yet")
		}
	}
	m.units[u.ID] = u
	return nil
}

func (m *memory) SaveAppointment(_ context.Context, personID string, a domain.Appointment) error {
	m.appointments[personID+a.UnitID+string(a.Position)+a.ValidFrom.String()] = a
	return nil
}

func (m *memory) SaveDelegation(_ context.Context, d domain.Delegation) error {
	m.delegations[d.ID] = d
	return nil
}

func (m *memory) SaveAccount(_ context.Context, a domain.Account) error {
	if a.Username == m.failOn {
		return errBroken
	}
	m.accounts[a.Username] = a
	return nil
}

func (m *memory) AccountByUsername(_ context.Context, username string) (domain.Account, error) {
	a, ok := m.accounts[username]
	if !ok {
		return a, &domain.Error{Code: domain.ErrNotFound, Key: "account.none"}
	}
	return a, nil
}

func hash(password string) (string, error) { return "hash of " + password, nil }

func TestApplyingTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	store := newMemory()
	require.NoError(t, organisation.Apply(t.Context(), store, demo(t)))
	units, people, appointments := maps.Clone(store.units), maps.Clone(store.people), maps.Clone(store.appointments)
	require.NoError(t, organisation.Apply(t.Context(), store, demo(t)))
	require.Equal(t, units, store.units)
	require.Equal(t, people, store.people)
	require.Equal(t, appointments, store.appointments)
	require.Len(t, store.delegations, 1)
}

func start(t *testing.T, demo bool, out *bytes.Buffer) organisation.Start {
	t.Helper()
	p, err := regulation.Load(city)
	require.NoError(t, err)
	return organisation.Start{Policy: p, Demo: demo, Hash: hash, Out: out, Now: today}
}

func TestTheFirstStartOfTheDemoPrintsOneRandomPassword(t *testing.T) {
	t.Parallel()
	store, out := newMemory(), &bytes.Buffer{}
	first, err := organisation.FirstStart(t.Context(), store, start(t, true, out))
	require.NoError(t, err)
	require.True(t, first)
	require.Len(t, store.accounts, len(demo(t).Members))

	password := regexp.MustCompile(`password, printed this once: ([a-z2-7]{4}(?:-[a-z2-7]{4}){3})\n`).FindStringSubmatch(out.String())
	require.Len(t, password, 2, out.String())
	for _, a := range store.accounts {
		require.Equal(t, "hash of "+password[1], a.PasswordHash)
		require.Equal(t, "vi", a.Language)
	}
	for line := range strings.Lines(out.String()) {
		if name := strings.Fields(line); len(name) > 0 && strings.Contains(name[0], "-") && strings.HasPrefix(line, "    ") {
			require.Contains(t, slices.Collect(maps.Keys(store.accounts)), strings.TrimSuffix(name[0], ","), "the hint names real accounts")
		}
	}

	other := &bytes.Buffer{}
	_, err = organisation.FirstStart(t.Context(), newMemory(), start(t, true, other))
	require.NoError(t, err)
	require.NotContains(t, other.String(), password[1], "every installation has its own")
}

func TestALaterStartLeavesTheAccountsAlone(t *testing.T) {
	t.Parallel()
	store, out := newMemory(), &bytes.Buffer{}
	s := start(t, true, out)
	s.Password = "a password kept by the launcher"
	_, err := organisation.FirstStart(t.Context(), store, s)
	require.NoError(t, err)
	before := maps.Clone(store.accounts)
	out.Reset()

	first, err := organisation.FirstStart(t.Context(), store, s)
	require.NoError(t, err)
	require.False(t, first)
	require.Equal(t, before, store.accounts)
	require.Empty(t, out.String(), "the password is printed once, though the launcher gives it each time")
}

func TestWithoutTheDemoThereIsOneAdministrator(t *testing.T) {
	t.Parallel()
	store, out := newMemory(), &bytes.Buffer{}
	s := start(t, false, out)
	s.Password = "meant for the demo only"
	first, err := organisation.FirstStart(t.Context(), store, s)
	require.NoError(t, err)
	require.True(t, first)
	require.Len(t, store.accounts, 1)
	require.Len(t, store.units, 2)
	require.NotContains(t, store.accounts[organisation.AdministratorUsername].PasswordHash, s.Password)
	printed := strings.TrimPrefix(store.accounts[organisation.AdministratorUsername].PasswordHash, "hash of ")
	require.Equal(t, 1, strings.Count(out.String(), printed))

	out.Reset()
	_, err = organisation.FirstStart(t.Context(), store, s)
	require.NoError(t, err)
	require.Empty(t, out.String(), "the password is printed once")
}

func TestAFirstStartCutShortBeginsAgain(t *testing.T) {
	t.Parallel()
	store, out := newMemory(), &bytes.Buffer{}
	store.failOn = organisation.AdministratorUsername
	_, err := organisation.FirstStart(t.Context(), store, start(t, true, out))
	require.ErrorIs(t, err, errBroken)
	require.Empty(t, out.String(), "nothing is promised that does not hold")

	store.failOn = ""
	first, err := organisation.FirstStart(t.Context(), store, start(t, true, out))
	require.NoError(t, err)
	require.True(t, first)
	hashes := map[string]bool{}
	for _, a := range store.accounts {
		hashes[a.PasswordHash] = true
	}
	require.Len(t, hashes, 1, "the printed password opens every account")
}

func TestAShortDemoPasswordIsRefused(t *testing.T) {
	t.Parallel()
	store := newMemory()
	s := start(t, true, &bytes.Buffer{})
	s.Password = "demo"
	_, err := organisation.FirstStart(t.Context(), store, s)
	require.ErrorContains(t, err, "at least 12 characters")
	require.Empty(t, store.accounts)
}
