package site

import (
	"fmt"
	"slices"
	"time"

	"trinhky/api/door"
	"trinhky/internal/domain"
	"trinhky/internal/route"
)

// Directory names units and people for one page.
type Directory struct {
	Lang    string
	units   map[string]domain.Unit
	persons map[string]string
}

// Directory reads the units of the given times, the first first: a document of
// former years keeps the names of its units. Persons are looked up by id.
func (s *Site) Directory(visit *Visit, personIDs []string, times ...time.Time) (Directory, error) {
	d := Directory{Lang: visit.Lang, units: map[string]domain.Unit{}, persons: map[string]string{}}
	for _, at := range times {
		units, err := s.UnitsAt(visit, at)
		if err != nil {
			return d, err
		}
		for _, u := range units {
			if _, known := d.units[u.ID]; !known {
				d.units[u.ID] = u
			}
		}
	}
	ids := make([]string, 0, len(personIDs))
	for _, id := range personIDs {
		if id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return d, nil
	}
	persons, err := s.Store.Persons(visit.Ctx, ids)
	if err != nil {
		return d, fmt.Errorf("read persons: %w", err)
	}
	for _, p := range persons {
		d.persons[p.ID] = p.Name
	}
	return d, nil
}

// UnitsAt reads the units of a time once a visit.
func (s *Site) UnitsAt(visit *Visit, at time.Time) ([]domain.Unit, error) {
	if units, known := visit.units[at]; known {
		return units, nil
	}
	units, err := s.Store.Units(visit.Ctx, at)
	if err != nil {
		return nil, fmt.Errorf("read units: %w", err)
	}
	if visit.units == nil {
		visit.units = map[time.Time][]domain.Unit{}
	}
	visit.units[at] = units
	return units, nil
}

func (d Directory) Unit(id string) string {
	if u, ok := d.units[id]; ok {
		return door.UnitName(d.Lang, u)
	}
	return ""
}

func (d Directory) Person(id string) string { return d.persons[id] }

// List returns the units in the order people look for them: the Office, the
// divisions, the wards, each by name.
func (d Directory) List() []domain.Unit {
	order := map[domain.UnitKind]int{domain.UnitLeadership: 0, domain.UnitOffice: 1, domain.UnitDivision: 2, domain.UnitWard: 3}
	units := make([]domain.Unit, 0, len(d.units))
	for _, u := range d.units {
		units = append(units, u)
	}
	slices.SortFunc(units, func(a, b domain.Unit) int {
		if order[a.Kind] != order[b.Kind] {
			return order[a.Kind] - order[b.Kind]
		}
		switch {
		case door.UnitName(d.Lang, a) < door.UnitName(d.Lang, b):
			return -1
		case door.UnitName(d.Lang, a) > door.UnitName(d.Lang, b):
			return 1
		}
		return 0
	})
	return units
}

// Sectors lists the sectors that some unit appraises, each once.
func (d Directory) Sectors() []string {
	var sectors []string
	for _, u := range d.List() {
		for _, s := range u.Sectors {
			if !slices.Contains(sectors, s) {
				sectors = append(sectors, s)
			}
		}
	}
	return sectors
}

// Holders names those who can act on a step now.
func (s *Site) Holders(visit *Visit, d Directory, step route.Step) ([]string, error) {
	if step.PersonID != "" {
		return []string{d.Person(step.PersonID)}, nil
	}
	people, err := s.Store.UnitHolders(visit.Ctx, step.UnitID, step.Position, visit.Now)
	if err != nil {
		return nil, fmt.Errorf("read who holds step %s: %w", step.Key, err)
	}
	names := make([]string, 0, len(people))
	for _, p := range people {
		names = append(names, p.Name)
	}
	return names, nil
}
