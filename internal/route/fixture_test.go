package route_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

// noon is Tuesday 5 March 2024, 09:00 in Vietnam.
var noon = time.Date(2024, 3, 5, 2, 0, 0, 0, time.UTC)

var terms = regulation.RouteTerms{
	Clearance: term(1), Format: term(1), Consultation: term(5), Answers: term(2), Appraisal: term(5), Review: term(3),
	ReviewLegalNormative: term(5), Initials: term(1), Signature: term(3), Issue: term(1), Revision: term(3),
	RemindBefore: regulation.Numbers{Values: []int{1}, Basis: "x"}, EscalateAfter: regulation.Number{Value: 1, Basis: "x"},
	StalledAfter: regulation.Number{Value: 3, Basis: "x"}, SilenceIsConsent: regulation.Flag{Value: true, Basis: "x"},
	FormatByAnother:    regulation.Flag{Value: true, Basis: "x"},
	AfterHoursNextDay:  regulation.Flag{Value: true, Basis: "x"},
	OfficeHoursSetting: regulation.Hours{Intervals: []string{"07:00-11:00", "13:00-17:00"}, Basis: "x"},
}

func term(days int) regulation.Term {
	return regulation.Term{WorkingDays: days, UrgentWorkingDays: 1, Basis: "x"}
}

var organisation = route.Organisation{Units: []domain.Unit{
	{ID: "top", Code: "LD", Kind: domain.UnitLeadership},
	{ID: "office", Code: "VP", Kind: domain.UnitOffice, Sectors: []string{"van-phong"}, Supervisor: "vice1"},
	{ID: "home", Code: "NV", Kind: domain.UnitDivision, Sectors: []string{"noi-vu"}, Supervisor: "vice1"},
	{ID: "finance", Code: "TCKH", Kind: domain.UnitDivision, Sectors: []string{"tai-chinh"}, Supervisor: "vice2"},
	{ID: "justice", Code: "TP", Kind: domain.UnitDivision, Sectors: []string{route.SectorJustice}, Supervisor: "vice1"},
}}

// person is somebody with one position.
func person(id, unit string, p domain.Position) domain.Actor {
	return domain.Actor{AccountID: "a-" + id, PersonID: id, Name: id, UnitID: unit, Appointments: []domain.Appointment{
		{UnitID: unit, Position: p, ValidFrom: noon.AddDate(-1, 0, 0)},
	}}
}

var (
	drafter     = person("drafter", "home", domain.PositionDrafter)
	head        = person("head", "home", domain.PositionUnitHead)
	checker     = person("checker", "office", domain.PositionFormatChecker)
	financeHead = person("finance-head", "finance", domain.PositionUnitHead)
	justiceHead = person("justice-head", "justice", domain.PositionUnitHead)
	chief       = person("chief", "office", domain.PositionChiefOfOffice)
	vice1       = person("vice1", "top", domain.PositionViceChair)
	vice2       = person("vice2", "top", domain.PositionViceChair)
	chair       = person("chair", "top", domain.PositionChair)
	clerk       = person("clerk", "office", domain.PositionRecordsClerk)
)

func letter() domain.Document {
	return domain.Document{
		ID: "doc", Type: domain.TypeOfficialLetter, UnitID: "home", DrafterID: "drafter", Urgency: domain.UrgencyNormal,
		SignerPosition: domain.PositionChair, ConsultedUnits: []string{"finance"}, Sectors: []string{"noi-vu", "tai-chinh"},
		Version: domain.Version{ID: "v1", SHA256: "sha1"},
	}
}

func plan(t *testing.T, doc domain.Document) route.Plan {
	t.Helper()
	p, err := route.PlanOf(doc, drafter, organisation, terms, noon)
	require.NoError(t, err)
	return p
}

// journey is a route with a clock, on which acts are carried out.
type journey struct {
	t     *testing.T
	route route.Route
	now   time.Time
}

func begin(t *testing.T, doc domain.Document) *journey {
	t.Helper()
	j := &journey{t: t, route: route.New(doc, plan(t, doc)), now: noon}
	j.does(drafter, route.ActSubmit)
	return j
}

func command(who domain.Actor, act domain.Act, change ...func(*route.Command)) route.Command {
	cmd := route.Command{Token: "token", DocumentID: "doc", Act: act, Actor: who, Door: domain.DoorPage}
	if act == route.ActGiveOpinion {
		cmd.Verdict = route.VerdictAgree
	}
	if act == route.ActAppraise {
		cmd.Verdict = route.VerdictPass
	}
	if act == route.ActSubmit {
		cmd.VersionID, cmd.VersionSHA = "v1", "sha1"
	}
	for _, c := range change {
		c(&cmd)
	}
	return cmd
}

// does requires that the act is allowed and carries it out.
func (j *journey) does(who domain.Actor, act domain.Act, change ...func(*route.Command)) *route.Change {
	j.t.Helper()
	cmd := command(who, act, change...)
	c, refusal := route.Apply(&j.route, cmd, terms, j.now)
	require.Nil(j.t, refusal, "%s by %s", act, who.PersonID)
	j.record(c)
	return c
}

// record gives the change its place in the order and its steps their times.
func (j *journey) record(c *route.Change) route.Transition {
	return j.route.Record(c, route.TimesOfOpened(j.route, c, terms, calendar.Vietnam()), route.Particulars{})
}

// refused requires that the act is refused with the code, and returns the refusal.
func (j *journey) refused(code domain.RefusalCode, who domain.Actor, act domain.Act, change ...func(*route.Command)) domain.Refusal {
	j.t.Helper()
	r := route.Allowed(j.route, command(who, act, change...), j.now)
	require.NotNil(j.t, r, "%s by %s was allowed", act, who.PersonID)
	require.Equal(j.t, code, r.Code)
	require.NotEqual(j.t, r.ClauseID, regulation.Clause(r.ClauseID).VI, "the clause has no text")
	return *r
}

func (j *journey) open() []string {
	var keys []string
	for _, i := range j.route.Open() {
		keys = append(keys, j.route.Steps[i].Key)
	}
	return keys
}

// to takes the journey to the step, everybody agreeing.
func (j *journey) to(key string) *journey {
	j.t.Helper()
	acts := []struct {
		key string
		who domain.Actor
		act domain.Act
	}{
		{"clearance", head, route.ActClear},
		{"format", checker, route.ActConfirmFormat},
		{"consultation:TCKH", financeHead, route.ActGiveOpinion},
		{"appraisal:TCKH", financeHead, route.ActAppraise},
		{"review", chief, route.ActReview},
		{"initials:1", vice1, route.ActInitial},
		{"initials:2", vice2, route.ActInitial},
		{"signature", chair, route.ActSign},
		{"issue", clerk, route.ActIssue},
	}
	for _, a := range acts {
		for _, k := range j.open() {
			if k == key {
				return j
			}
		}
		if s := j.route.Step(a.key); s != nil && s.State == route.StepOpen {
			j.does(a.who, a.act)
		}
	}
	return j
}

func text(s string) func(*route.Command) { return func(c *route.Command) { c.Text = s } }
func verdict(v route.Verdict) func(*route.Command) {
	return func(c *route.Command) { c.Verdict = v }
}

func version(id string) func(*route.Command) {
	return func(c *route.Command) { c.VersionID, c.VersionSHA = id, "sha-"+id }
}
func consultAgain(c *route.Command) { c.ConsultAgain = true }
func answers(a ...route.OpinionAnswer) func(*route.Command) {
	return func(c *route.Command) { c.Answers = a }
}
