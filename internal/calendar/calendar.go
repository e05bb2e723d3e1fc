package calendar

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"trinhky/internal/domain"
)

//go:embed vietnam.json
var vietnamJSON []byte

// The built-in table is read once when the program starts, never inside a
// workflow; a table that does not check is a fault of the build.
var vietnam = mustParse(vietnamJSON)

// Calendar answers which days are worked. It is immutable and safe for
// concurrent use.
type Calendar struct {
	version string
	sha256  string
	years   []Year
	days    map[Date]Day // looked up only: ranging over it would not be deterministic
}

// Vietnam is the built-in civil-service calendar: 2024 to 2026 official, 2027
// provisional.
func Vietnam() *Calendar { return vietnam }

// Parse reads a table in the form of the built-in one, for an office that gets
// a newer notice before a newer program. It refuses unknown fields, days out of
// order, and swaps or compensatory days without their other side.
func Parse(data []byte) (*Calendar, error) {
	t, err := parseTable(data)
	if err != nil {
		return nil, err
	}
	c := &Calendar{
		version: t.Version,
		sha256:  digest(data),
		years:   t.Years,
	}
	c.index()
	return c, nil
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func (c *Calendar) index() {
	c.days = make(map[Date]Day)
	for _, year := range c.years {
		for _, day := range year.Days {
			c.days[day.Date] = day
		}
	}
}

func mustParse(data []byte) *Calendar {
	c, err := Parse(data)
	if err != nil {
		panic(err)
	}
	return c
}

const localMark = "+local"

// WithLocal returns a copy in which the given days are off as well, by a
// decision of the province or the office. A day the national table already
// gives off keeps its national name. Days need names in both languages and a
// legal basis; the order they are given in does not matter.
func (c *Calendar) WithLocal(days ...Day) (*Calendar, error) {
	if len(days) == 0 {
		return c, nil
	}
	sorted := slices.Clone(days)
	slices.SortFunc(sorted, func(a, b Day) int { return a.Date.Compare(b.Date) })

	local := &Calendar{version: strings.TrimSuffix(c.version, localMark) + localMark, years: c.Years()}

	digested := c.sha256 + "\n"
	for i, day := range sorted {
		if err := checkLocal(day); err != nil {
			return nil, fmt.Errorf("calendar: local day %q: %w", day.Date, err)
		}
		if i > 0 && day.Date == sorted[i-1].Date {
			return nil, fmt.Errorf("calendar: local day %s is given twice", day.Date)
		}
		// Quoted, so that no two different lists of days give the same text.
		digested += fmt.Sprintf("%s %q %q %q\n", day.Date, day.Name.VI, day.Name.EN, day.LegalBasis)
		if national, found := c.days[day.Date]; found && !national.Kind.Working() {
			continue
		}
		day.Kind, day.For, day.Status = Local, Date{}, Official
		local.list(day)
	}
	local.index()
	local.sha256 = digest([]byte(digested))
	return local, nil
}

func checkLocal(d Day) error {
	if _, err := ParseDate(d.Date.String()); err != nil {
		return err
	}
	if d.Kind != "" && d.Kind != Local {
		return fmt.Errorf("kind %q is not local", d.Kind)
	}
	if blank(d.Name.VI, d.Name.EN, d.LegalBasis) {
		return errors.New("names in both languages and a legal basis are needed")
	}
	return nil
}

// list puts a local day in its place among the days of its year. A year without
// a table stays missing: local days do not make it known.
func (c *Calendar) list(day Day) {
	at, found := c.yearIndex(day.Date.Year)
	if !found {
		c.years = slices.Insert(c.years, at, Year{Year: day.Date.Year, Status: Missing})
	}
	days := c.years[at].Days
	i, taken := slices.BinarySearchFunc(days, day.Date, func(d Day, date Date) int { return d.Date.Compare(date) })
	if taken {
		days[i] = day
		return
	}
	c.years[at].Days = slices.Insert(days, i, day)
}

func (c *Calendar) yearIndex(year int) (int, bool) {
	return slices.BinarySearchFunc(c.years, year, func(y Year, year int) int { return y.Year - year })
}

// Version names the table, "+local" added when it carries local days.
func (c *Calendar) Version() string { return c.version }

// SHA256 is the hex digest of the table, local days included, so that a record
// can say exactly which table a due time was counted with.
func (c *Calendar) SHA256() string { return c.sha256 }

// Years lists the years of the table in order.
func (c *Calendar) Years() []Year {
	years := make([]Year, len(c.years))
	for i, year := range c.years {
		years[i] = year.clone()
	}
	return years
}

// Year returns one year's table; a year without one has status Missing.
func (c *Calendar) Year(year int) Year {
	if i, found := c.yearIndex(year); found {
		return c.years[i].clone()
	}
	return Year{Year: year, Status: Missing}
}

func (y Year) clone() Year {
	y.Days, y.Undecided = slices.Clone(y.Days), slices.Clone(y.Undecided)
	return y
}

// IsWorkingDay reports whether the office works on the day: Monday to Friday
// and not off, or a make-up workday.
func (c *Calendar) IsWorkingDay(d Date) bool {
	if day, found := c.days[d]; found {
		return day.Kind.Working()
	}
	return !isWeekend(d)
}

// Day explains one day: the table's entry, or the ordinary week.
func (c *Calendar) Day(d Date) Day {
	if day, found := c.days[d]; found {
		return day
	}
	if isWeekend(d) {
		return Day{Date: d, Kind: Weekend, Name: restDay, LegalBasis: weekBasis}
	}
	return Day{Date: d, Kind: Workday, Name: workingDay, LegalBasis: weekBasis}
}

// Decision 188/1999/QĐ-TTg set the 40-hour week, Monday to Friday, for state
// offices.
const weekBasis = "Quyết định 188/1999/QĐ-TTg"

// What the days of the ordinary week are called.
var (
	restDay    = domain.Text{VI: "Nghỉ hằng tuần", EN: "Weekly rest day"}
	workingDay = domain.Text{VI: "Ngày làm việc", EN: "Working day"}
)
