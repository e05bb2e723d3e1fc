package web

import (
	"fmt"
	"slices"
	"time"

	"trinhky/api/door"
	"trinhky/internal/domain"
	"trinhky/internal/route"
)

// directory names units and people for one page.
type directory struct {
	lang    string
	units   map[string]domain.Unit
	persons map[string]string
}

// directory reads the units of the given times, the first first: a document of
// former years keeps the names of its units. Persons are looked up by id.
func (w *Web) directory(rq *request, personIDs []string, times ...time.Time) (directory, error) {
	d := directory{lang: rq.lang, units: map[string]domain.Unit{}, persons: map[string]string{}}
	for _, at := range times {
		units, err := w.unitsAt(rq, at)
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
	persons, err := w.Store.Persons(rq.ctx, ids)
	if err != nil {
		return d, fmt.Errorf("read persons: %w", err)
	}
	for _, p := range persons {
		d.persons[p.ID] = p.Name
	}
	return d, nil
}

// unitsAt reads the units of a time once a visit.
func (w *Web) unitsAt(rq *request, at time.Time) ([]domain.Unit, error) {
	if units, known := rq.units[at]; known {
		return units, nil
	}
	units, err := w.Store.Units(rq.ctx, at)
	if err != nil {
		return nil, fmt.Errorf("read units: %w", err)
	}
	if rq.units == nil {
		rq.units = map[time.Time][]domain.Unit{}
	}
	rq.units[at] = units
	return units, nil
}

func (d directory) unit(id string) string {
	if u, ok := d.units[id]; ok {
		return door.UnitName(d.lang, u)
	}
	return ""
}

func (d directory) person(id string) string { return d.persons[id] }

// list returns the units in the order people look for them: the Office, the
// divisions, the wards, each by name.
func (d directory) list() []domain.Unit {
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
		case door.UnitName(d.lang, a) < door.UnitName(d.lang, b):
			return -1
		case door.UnitName(d.lang, a) > door.UnitName(d.lang, b):
			return 1
		}
		return 0
	})
	return units
}

// sectors lists the sectors that some unit appraises, each once.
func (d directory) sectors() []string {
	var sectors []string
	for _, u := range d.list() {
		for _, s := range u.Sectors {
			if !slices.Contains(sectors, s) {
				sectors = append(sectors, s)
			}
		}
	}
	return sectors
}

// holders names those who can act on a step now.
func (w *Web) holders(rq *request, d directory, s route.Step) ([]string, error) {
	if s.PersonID != "" {
		return []string{d.person(s.PersonID)}, nil
	}
	people, err := w.Store.UnitHolders(rq.ctx, s.UnitID, s.Position, rq.now)
	if err != nil {
		return nil, fmt.Errorf("read who holds step %s: %w", s.Key, err)
	}
	names := make([]string, 0, len(people))
	for _, p := range people {
		names = append(names, p.Name)
	}
	return names, nil
}
