package office

import (
	"strconv"

	"trinhky/api/web/site"
	"trinhky/internal/calendar"
)

// yearsBack is how many years a list offers.
const yearsBack = 10

// yearOf is the year that a visit asks for, this one where it asks for none that
// could be, with those to choose from.
func yearOf(visit *site.Visit) (int, []site.Choice) {
	this := visit.Now.In(calendar.ICT).Year()
	year, err := strconv.Atoi(visit.Query("year"))
	if err != nil || year < 2000 || year > this {
		year = this
	}
	var years []site.Choice
	for y := this; y > this-yearsBack; y-- {
		years = append(years, site.Choice{ID: strconv.Itoa(y), Name: strconv.Itoa(y), Chosen: y == year})
	}
	return year, years
}
