package organisation

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/strictyaml"
)

var (
	usernameForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	codeForm     = regexp.MustCompile(`^[A-ZĐ][A-ZĐ0-9&]*$`)
	unitKinds    = []domain.UnitKind{domain.UnitLeadership, domain.UnitOffice, domain.UnitDivision, domain.UnitWard}
	positions    = []domain.Position{
		domain.PositionChair, domain.PositionViceChair, domain.PositionChiefOfOffice, domain.PositionFormatChecker,
		domain.PositionOfficeSpecialist, domain.PositionRecordsClerk, domain.PositionUnitHead, domain.PositionDrafter,
		domain.PositionInternalAffairs, domain.PositionAdministrator,
	}
)

// headOf is the position without which a unit cannot clear a draft.
func headOf(kind domain.UnitKind) domain.Position {
	switch kind {
	case domain.UnitLeadership:
		return domain.PositionChair
	case domain.UnitOffice:
		return domain.PositionChiefOfOffice
	case domain.UnitDivision, domain.UnitWard:
		return domain.PositionUnitHead
	}
	return ""
}

type examiner struct {
	file    file
	found   strictyaml.Faults
	holders map[domain.Position]map[string]string // position → username → unit code
}

func (x *examiner) must(ok bool, format string, args ...any) {
	if !ok {
		x.found = append(x.found, fmt.Sprintf(format, args...))
	}
}

// faults checks what stands in the file; that its keys are there is
// strictyaml's work.
func (f file) faults() strictyaml.Faults {
	x := &examiner{file: f, holders: map[domain.Position]map[string]string{}}
	x.must(strings.TrimSpace(f.Policy) != "", "policy is blank")
	x.must(!f.ValidFrom.IsZero(), "valid_from is no date")
	x.units()
	x.people()
	x.supervisors()
	for i, d := range f.Delegations {
		x.delegation(fmt.Sprintf("delegations[%d]", i), d)
	}
	return x.found
}

func (x *examiner) units() {
	codes, sectors, kinds := map[string]bool{}, map[string]string{}, map[domain.UnitKind]int{}
	for _, u := range x.file.Units {
		x.must(codeForm.MatchString(u.Code), "unit code %q is not capital letters", u.Code)
		x.must(!codes[u.Code], "unit %s stands twice", u.Code)
		x.must(u.Name.VI != "" && u.Name.EN != "", "unit %s lacks a name", u.Code)
		x.must(slices.Contains(unitKinds, u.Kind), "unit %s: no kind %q", u.Code, u.Kind)
		x.order("unit "+u.Code, u.ValidFrom, u.ValidTo)
		codes[u.Code] = true
		kinds[u.Kind]++
		for _, s := range u.Sectors {
			x.must(knownSector(s), "unit %s: no sector %q", u.Code, s)
			x.must(sectors[s] == "", "sector %s belongs to %s and to %s", s, sectors[s], u.Code)
			sectors[s] = u.Code
		}
	}
	x.must(kinds[domain.UnitLeadership] == 1, "there must be one leadership unit, not %d", kinds[domain.UnitLeadership])
	x.must(kinds[domain.UnitOffice] == 1, "there must be one office, not %d", kinds[domain.UnitOffice])
}

func (x *examiner) people() {
	seen := map[string]bool{}
	for _, u := range x.file.Units {
		var held []domain.Position
		for _, p := range u.People {
			x.must(usernameForm.MatchString(p.Username), "username %q is not lower-case words joined by hyphens", p.Username)
			x.must(!seen[p.Username], "username %s stands twice", p.Username)
			x.must(strings.TrimSpace(p.Name) != "", "%s has no name", p.Username)
			x.must(len(p.Holds) > 0, "%s holds no position", p.Username)
			seen[p.Username] = true
			for _, h := range p.Holds {
				x.must(slices.Contains(positions, h.Position), "%s: no position %q", p.Username, h.Position)
				x.order(p.Username, h.ValidFrom, h.ValidTo)
				held = append(held, h.Position)
				if x.holders[h.Position] == nil {
					x.holders[h.Position] = map[string]string{}
				}
				x.holders[h.Position][p.Username] = u.Code
			}
		}
		x.must(slices.Contains(held, headOf(u.Kind)), "unit %s has nobody in the position %s", u.Code, headOf(u.Kind))
	}
}

func (x *examiner) supervisors() {
	for _, u := range x.file.Units {
		if u.Supervisor != "" {
			_, ok := x.holders[domain.PositionViceChair][u.Supervisor]
			x.must(ok, "unit %s: its supervisor %q is no vice chair", u.Code, u.Supervisor)
		}
	}
}

// delegation holds to Decree 30/2020, Article 13.3: in writing, limited in
// time, and by the holder of the position alone, so that it is never passed on.
func (x *examiner) delegation(key string, d delegationFile) {
	unit, holds := x.holders[d.Position][d.From]
	x.must(holds && unit == d.Unit, "%s: %s does not hold %s in %s", key, d.From, d.Position, d.Unit)
	x.must(x.known(d.To), "%s: nobody is called %q", key, d.To)
	x.must(d.From != d.To, "%s: %s delegates to themselves", key, d.From)
	x.must(d.Form == domain.FormKT || d.Form == domain.FormTUQ, "%s: form %q is neither KT. nor TUQ.", key, d.Form)
	x.must(strings.TrimSpace(d.Paper) != "", "%s: names no paper", key)
	x.must(!d.ValidFrom.IsZero() && !d.ValidTo.IsZero(), "%s: is not limited in time", key)
	x.order(key, d.ValidFrom, d.ValidTo)
}

func (x *examiner) known(username string) bool {
	for _, of := range x.holders {
		if _, ok := of[username]; ok {
			return true
		}
	}
	return false
}

func (x *examiner) order(what string, from, to calendar.Date) {
	if from.IsZero() {
		from = x.file.ValidFrom
	}
	x.must(to.IsZero() || from.Before(to), "%s: valid_to %s is not after valid_from %s", what, to, from)
}
