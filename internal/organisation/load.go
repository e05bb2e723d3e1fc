package organisation

import (
	_ "embed"
	"fmt"
	"os"
	"time"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/strictyaml"
)

// The shapes of the YAML. Dates are days in Vietnam; valid_to is the first day
// that no longer counts.
type file struct {
	Policy      string           `yaml:"policy"`
	ValidFrom   calendar.Date    `yaml:"valid_from"` // of all that names no other
	Units       []unitFile       `yaml:"units"`
	Delegations []delegationFile `yaml:"delegations"`
}

type unitFile struct {
	Code       string          `yaml:"code"`
	Name       domain.Text     `yaml:"name"`
	Kind       domain.UnitKind `yaml:"kind"`
	Sectors    []string        `yaml:"sectors"`
	Supervisor string          `yaml:"supervisor,omitempty"` // username; the Chair where empty
	ValidFrom  calendar.Date   `yaml:"valid_from,omitempty"`
	ValidTo    calendar.Date   `yaml:"valid_to,omitempty"`
	People     []personFile    `yaml:"people"`
}

type personFile struct {
	Username string     `yaml:"username"`
	Name     string     `yaml:"name"`
	Holds    []holdFile `yaml:"holds"`
}

type holdFile struct {
	Position  domain.Position `yaml:"position"`
	ValidFrom calendar.Date   `yaml:"valid_from,omitempty"`
	ValidTo   calendar.Date   `yaml:"valid_to,omitempty"`
}

type delegationFile struct {
	From      string               `yaml:"from"` // username
	To        string               `yaml:"to"`   // username
	Unit      string               `yaml:"unit"` // code
	Position  domain.Position      `yaml:"position"`
	Form      domain.SignatureForm `yaml:"form"`
	Paper     string               `yaml:"paper"`
	ValidFrom calendar.Date        `yaml:"valid_from"`
	ValidTo   calendar.Date        `yaml:"valid_to"`
}

//go:embed demo-2024.yaml
var demo2024 []byte

// Demo returns the demo organisation of the policy.
func Demo(policy string) (Organisation, error) {
	o, err := parse("demo-2024.yaml", demo2024)
	if err == nil && o.Policy != policy {
		err = fmt.Errorf("preset %s has no demo organisation; set TRINHKY_DEMO=off, or TRINHKY_PRESET=%s", policy, o.Policy)
	}
	if err != nil {
		return Organisation{}, err
	}
	return o, nil
}

// LoadFile reads an office's own organisation.
func LoadFile(name string) (Organisation, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return Organisation{}, fmt.Errorf("organisation: %w", err)
	}
	return parse(name, data)
}

func parse(name string, data []byte) (Organisation, error) {
	var f file
	faults := strictyaml.Decode(data, &f)
	faults = append(faults, f.faults()...)
	if err := faults.Err(); err != nil {
		return Organisation{}, fmt.Errorf("organisation %s: %w", name, err)
	}
	return f.organisation(), nil
}

// organisation turns what was written into rows with ids. The file has been checked.
func (f file) organisation() Organisation {
	o := Organisation{Policy: f.Policy}
	for _, u := range f.Units {
		unit := domain.Unit{
			ID: id(f.Policy, "unit", u.Code), Code: u.Code, Name: u.Name.VI, NameEN: u.Name.EN, Kind: u.Kind, Sectors: u.Sectors,
			ValidFrom: begin(u.ValidFrom, f.ValidFrom), ValidTo: end(u.ValidTo),
		}
		if u.Supervisor != "" {
			unit.Supervisor = id(f.Policy, "person", u.Supervisor)
		}
		o.Units = append(o.Units, unit)
		for _, p := range u.People {
			m := Member{Person: domain.Person{ID: id(f.Policy, "person", p.Username), Name: p.Name}, Username: p.Username}
			for _, h := range p.Holds {
				m.Appointments = append(m.Appointments, domain.Appointment{
					UnitID: unit.ID, Position: h.Position, ValidFrom: begin(h.ValidFrom, f.ValidFrom), ValidTo: end(h.ValidTo),
				})
			}
			o.Members = append(o.Members, m)
		}
	}
	for _, d := range f.Delegations {
		o.Delegations = append(o.Delegations, domain.Delegation{
			ID:     id(f.Policy, "delegation", d.key()),
			UnitID: id(f.Policy, "unit", d.Unit), Position: d.Position,
			FromPersonID: id(f.Policy, "person", d.From), ToPersonID: id(f.Policy, "person", d.To),
			Form: d.Form, Paper: d.Paper, ValidFrom: begin(d.ValidFrom, f.ValidFrom), ValidTo: end(d.ValidTo),
		})
	}
	return o
}

func (d delegationFile) key() string {
	return d.From + ">" + d.To + "/" + d.Unit + "/" + string(d.Position) + "/" + d.ValidFrom.String()
}

func begin(day, otherwise calendar.Date) time.Time {
	if day.IsZero() {
		day = otherwise
	}
	return day.At(0)
}

func end(day calendar.Date) *time.Time {
	if day.IsZero() {
		return nil
	}
	at := day.At(0)
	return &at
}
