package rest

import (
	"context"

	"trinhky/api/rest/contract"
	"trinhky/internal/calendar"
)

// longestSpan, in days, keeps an explanation something a person can read.
const longestSpan = 3660

// CountWorkdays adds working days to a day, or counts those between two.
func (a *API) CountWorkdays(_ context.Context, r contract.CountWorkdaysRequestObject) (contract.CountWorkdaysResponseObject, error) {
	from, err := dayOf("from", r.Params.From)
	if err != nil {
		return nil, err
	}
	if (r.Params.Days == nil) == (r.Params.To == "") {
		return nil, fieldFault("days", "request.days_or_to")
	}
	if r.Params.Days != nil {
		sum := a.Calendar.Add(from, *r.Params.Days)
		if sum.Date.Year < 1 || sum.Date.Year > 9999 { // no day of the contract
			return nil, fieldFault("days", "request.too_far")
		}
		return contract.CountWorkdays200JSONResponse(sum.Explained()), nil
	}
	to, err := dayOf("to", r.Params.To)
	if err != nil {
		return nil, err
	}
	if to.After(from.AddDays(longestSpan)) || from.After(to.AddDays(longestSpan)) {
		return nil, fieldFault("to", "request.too_far")
	}
	return contract.CountWorkdays200JSONResponse(a.Calendar.Between(from, to).Explained()), nil
}

// GetCalendarYear gives out a year's table.
func (a *API) GetCalendarYear(_ context.Context, r contract.GetCalendarYearRequestObject) (contract.GetCalendarYearResponseObject, error) {
	return contract.GetCalendarYear200JSONResponse(a.Calendar.Year(r.Year)), nil
}

func dayOf(field, text string) (calendar.Date, error) {
	day, err := calendar.ParseDate(text)
	if err != nil {
		return day, fieldFault(field, "request.day")
	}
	return day, nil
}
