package organisation

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

// Organisation is a committee with its units and people, ids included.
type Organisation struct {
	Policy      string // id of the policy it works under
	Units       []domain.Unit
	Members     []Member
	Delegations []domain.Delegation
}

// Member is a person with their account and the positions they hold.
type Member struct {
	Person       domain.Person
	Username     string
	Appointments []domain.Appointment
}

// At is what the rules need to know of the organisation at a time.
func (o Organisation) At(at time.Time) route.Organisation {
	return View(o.Units, at)
}

// View keeps of the units those that stand at the time.
func View(units []domain.Unit, at time.Time) route.Organisation {
	var view route.Organisation
	for _, u := range units {
		if !at.Before(u.ValidFrom) && (u.ValidTo == nil || at.Before(*u.ValidTo)) {
			view.Units = append(view.Units, u)
		}
	}
	return view
}

// Unit returns the unit with the code, or nil.
func (o Organisation) Unit(code string) *domain.Unit {
	i := slices.IndexFunc(o.Units, func(u domain.Unit) bool { return u.Code == code })
	if i < 0 {
		return nil
	}
	return &o.Units[i]
}

// Actor is the person with the account as they stand at a door; false when
// there is none.
func (o Organisation) Actor(username string) (domain.Actor, bool) {
	i := slices.IndexFunc(o.Members, func(m Member) bool { return m.Username == username })
	if i < 0 {
		return domain.Actor{}, false
	}
	m := o.Members[i]
	actor := domain.Actor{
		AccountID: o.AccountID(username), PersonID: m.Person.ID, Name: m.Person.Name, Appointments: m.Appointments,
	}
	if len(m.Appointments) > 0 {
		actor.UnitID = m.Appointments[0].UnitID
	}
	for _, d := range o.Delegations {
		if d.ToPersonID == m.Person.ID {
			actor.Delegations = append(actor.Delegations, d)
		}
	}
	return actor, true
}

// AccountID is the id of the account with the username.
func (o Organisation) AccountID(username string) string { return id(o.Policy, "account", username) }

// names is the space of the ids below.
var names = uuid.NewSHA1(uuid.NameSpaceURL, []byte("trinhky:organisation"))

// id names a thing of an organisation for good: reading the same data again, on
// any machine, meets the rows already there.
func id(policy, kind, name string) string {
	return uuid.NewSHA1(names, []byte(policy+"/"+kind+"/"+name)).String()
}

// AdministratorUsername is the account that every installation begins with.
const AdministratorUsername = "quan-tri"

// Minimal is what an installation without the demo begins with: the leaders and
// the Office of the policy, without which no route can be planned, and one
// administrator who enters the rest.
func Minimal(p regulation.Policy, from time.Time) Organisation {
	o := Organisation{Policy: p.ID}
	leaders, office := id(p.ID, "unit", "LD"), id(p.ID, "unit", p.Committee.OfficeCode)
	o.Units = []domain.Unit{
		{ID: leaders, Code: "LD", Name: p.Committee.Leadership.VI, NameEN: p.Committee.Leadership.EN, Kind: domain.UnitLeadership, ValidFrom: from},
		{ID: office, Code: p.Committee.OfficeCode, Name: p.Committee.Office.VI, NameEN: p.Committee.Office.EN, Kind: domain.UnitOffice, ValidFrom: from},
	}
	o.Members = []Member{{
		Person:       domain.Person{ID: id(p.ID, "person", AdministratorUsername), Name: "Quản trị hệ thống"},
		Username:     AdministratorUsername,
		Appointments: []domain.Appointment{{UnitID: office, Position: domain.PositionAdministrator, ValidFrom: from}},
	}}
	return o
}
