package domain

import "time"

// Position is an office that a person holds within a unit.
type Position string

// The positions the rules speak of.
const (
	PositionChair            Position = "chair"             // Chủ tịch
	PositionViceChair        Position = "vice_chair"        // Phó Chủ tịch
	PositionChiefOfOffice    Position = "chief_of_office"   // Chánh Văn phòng
	PositionFormatChecker    Position = "format_checker"    // người kiểm tra thể thức
	PositionOfficeSpecialist Position = "office_specialist" // chuyên viên Văn phòng theo dõi
	PositionRecordsClerk     Position = "records_clerk"     // văn thư
	PositionUnitHead         Position = "unit_head"         // thủ trưởng cơ quan, đơn vị
	PositionDrafter          Position = "drafter"           // chuyên viên soạn thảo
	PositionInternalAffairs  Position = "internal_affairs"  // phòng Nội vụ, theo dõi thi đua
	PositionAdministrator    Position = "administrator"     // quản trị hệ thống
)

// UnitKind tells what sort of body a unit is.
type UnitKind string

// Kinds of units.
const (
	UnitLeadership UnitKind = "leadership" // the committee's leaders
	UnitOffice     UnitKind = "office"     // Văn phòng HĐND và UBND
	UnitDivision   UnitKind = "division"   // phòng, ban
	UnitWard       UnitKind = "ward"       // phường, xã
)

// Unit is an agency, division or ward. Units end and begin by law, so each has
// its time of validity.
type Unit struct {
	ID         string     `json:"id"`
	Code       string     `json:"code"` // ký hiệu đơn vị, such as "VP" or "TCKH"
	Name       string     `json:"name"`
	NameEN     string     `json:"name_en"`
	Kind       UnitKind   `json:"kind"`
	Sectors    []string   `json:"sectors"`    // sectors the unit appraises
	Supervisor string     `json:"supervisor"` // person id of the leader in charge (PCT phụ trách), may be empty
	ValidFrom  time.Time  `json:"valid_from"` // inclusive
	ValidTo    *time.Time `json:"valid_to"`   // exclusive; nil while it stands
}

// Person is somebody who can hold positions.
type Person struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Appointment is a person's hold of a position in a unit for a time.
type Appointment struct {
	UnitID    string     `json:"unit_id"`
	Position  Position   `json:"position"`
	ValidFrom time.Time  `json:"valid_from"`         // inclusive
	ValidTo   *time.Time `json:"valid_to,omitempty"` // exclusive
}

// Addressee is a named person, or whoever holds a position in a unit.
type Addressee struct {
	UnitID   string   `json:"unit_id,omitempty"`
	Position Position `json:"position,omitempty"`
	PersonID string   `json:"person_id,omitempty"`
}

// SignatureForm is how the authority above a signature is written
// (Decree 30/2020, Article 13 and Annex I, II.7).
type SignatureForm string

// Forms of signing authority.
const (
	FormTM  SignatureForm = "TM."  // on behalf of the collective
	FormKT  SignatureForm = "KT."  // a deputy in place of the head
	FormTL  SignatureForm = "TL."  // by order
	FormTUQ SignatureForm = "TUQ." // by written delegation
)

// Delegation is a written, dated, limited authority to act in another's
// position. It is never delegated again (Decree 30/2020, Article 13.3).
type Delegation struct {
	ID           string        `json:"id"`
	UnitID       string        `json:"unit_id"`  // whose power it is
	Position     Position      `json:"position"` // which position's power it is
	FromPersonID string        `json:"from_person_id"`
	ToPersonID   string        `json:"to_person_id"`
	Form         SignatureForm `json:"form"`  // KT. or TUQ.
	Paper        string        `json:"paper"` // number and date of the written authority
	ValidFrom    time.Time     `json:"valid_from"`
	ValidTo      *time.Time    `json:"valid_to,omitempty"`
}

// Actor is the person at the door, with what they hold. The gateway fills it
// from storage; nothing in it comes from the request.
type Actor struct {
	AccountID    string        `json:"account_id"`
	PersonID     string        `json:"person_id"`
	Name         string        `json:"name"`
	UnitID       string        `json:"unit_id"` // the unit the person chiefly belongs to
	Appointments []Appointment `json:"appointments,omitempty"`
	Delegations  []Delegation  `json:"delegations,omitempty"` // given to this person
}

// Holds reports whether the actor holds the position in the unit at the time.
// An empty unit asks for the position in any unit.
func (a Actor) Holds(unitID string, p Position, at time.Time) bool {
	for _, h := range a.Appointments {
		if h.Position == p && (unitID == "" || h.UnitID == unitID) && during(h.ValidFrom, h.ValidTo, at) {
			return true
		}
	}
	return false
}

// DelegatedFor returns the delegation that lets the actor stand in the position
// of the unit at the time, or nil.
func (a Actor) DelegatedFor(unitID string, p Position, at time.Time) *Delegation {
	for i := range a.Delegations {
		d := &a.Delegations[i]
		if d.ToPersonID == a.PersonID && d.Position == p && d.UnitID == unitID && during(d.ValidFrom, d.ValidTo, at) {
			return d
		}
	}
	return nil
}

func during(from time.Time, to *time.Time, at time.Time) bool {
	return !at.Before(from) && (to == nil || at.Before(*to))
}
