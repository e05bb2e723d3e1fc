package regulation

import (
	"slices"
	"time"

	"trinhky/internal/domain"
)

// Permission is something a page or an API call asks of the whole system, apart
// from the steps of one document.
type Permission string

// Permissions.
const (
	PermDraft         Permission = "draft"          // begin a document for one's unit
	PermTracking      Permission = "tracking"       // read what is stalled and out of order
	PermRecordOutside Permission = "record_outside" // record an attempt seen outside the system
	PermRegister      Permission = "register"       // read the register of issued documents
	PermSigningQueue  Permission = "signing_queue"  // the leaders' queue
	PermAdmin         Permission = "admin"          // units, people, delegations
)

// grants says which positions hold which permission. What is not listed is denied.
var grants = []struct {
	permission Permission
	positions  []domain.Position
}{
	{PermDraft, []domain.Position{domain.PositionDrafter, domain.PositionUnitHead, domain.PositionOfficeSpecialist, domain.PositionChiefOfOffice}},
	{PermTracking, []domain.Position{domain.PositionChiefOfOffice, domain.PositionOfficeSpecialist, domain.PositionFormatChecker, domain.PositionChair, domain.PositionViceChair, domain.PositionInternalAffairs}},
	{PermRecordOutside, []domain.Position{domain.PositionChiefOfOffice, domain.PositionOfficeSpecialist}},
	{PermRegister, []domain.Position{
		domain.PositionRecordsClerk, domain.PositionChiefOfOffice, domain.PositionOfficeSpecialist, domain.PositionFormatChecker,
		domain.PositionChair, domain.PositionViceChair, domain.PositionUnitHead, domain.PositionDrafter, domain.PositionInternalAffairs,
	}},
	{PermSigningQueue, []domain.Position{domain.PositionChair, domain.PositionViceChair, domain.PositionChiefOfOffice}},
	{PermAdmin, []domain.Position{domain.PositionAdministrator}},
}

// Can reports whether the actor holds the permission now, by a position that is
// theirs or delegated to them.
func Can(a domain.Actor, permission Permission, now time.Time) bool {
	for _, g := range grants {
		if g.permission != permission {
			continue
		}
		for _, p := range g.positions {
			if a.Holds("", p, now) {
				return true
			}
			for _, d := range a.Delegations {
				if d.Position == p && a.DelegatedFor(d.UnitID, p, now) != nil {
					return true
				}
			}
		}
	}
	return false
}

// Sees is the scope of what the actor may read: the Office, the leaders, the
// records clerk, and Internal Affairs, who read the cases behind the figures
// (letter, closing), see every dossier; others see those of their units, drafted
// or asked.
func Sees(a domain.Actor, now time.Time) domain.Viewer {
	v := domain.Viewer{AccountID: a.AccountID, PersonID: a.PersonID}
	for _, p := range []domain.Position{
		domain.PositionChair, domain.PositionViceChair, domain.PositionChiefOfOffice, domain.PositionFormatChecker,
		domain.PositionOfficeSpecialist, domain.PositionRecordsClerk, domain.PositionInternalAffairs,
	} {
		v.SeesAll = v.SeesAll || a.Holds("", p, now)
	}
	belongs := func(unitID string) {
		if !slices.Contains(v.UnitIDs, unitID) {
			v.UnitIDs = append(v.UnitIDs, unitID)
		}
	}
	for _, h := range a.Appointments {
		if (h.Position == domain.PositionUnitHead || h.Position == domain.PositionDrafter) && a.Holds(h.UnitID, h.Position, now) {
			belongs(h.UnitID)
		}
	}
	for _, d := range a.Delegations {
		if a.DelegatedFor(d.UnitID, d.Position, now) == nil {
			continue
		}
		switch d.Position {
		case domain.PositionUnitHead, domain.PositionDrafter:
			belongs(d.UnitID)
		case domain.PositionChair, domain.PositionViceChair, domain.PositionChiefOfOffice, domain.PositionFormatChecker,
			domain.PositionOfficeSpecialist, domain.PositionRecordsClerk, domain.PositionInternalAffairs:
			v.SeesAll = true
		case domain.PositionAdministrator:
		}
	}
	return v
}
