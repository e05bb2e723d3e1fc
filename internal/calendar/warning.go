package calendar

import (
	"strconv"

	"trinhky/internal/domain"
)

// Why a result may change when a newer table arrives.
const (
	WarnMissing     = "year_missing"     // no table: only weekends were left out
	WarnProvisional = "year_provisional" // days foreseen, no notice issued
	WarnUndecided   = "day_undecided"    // a change for this day is proposed
)

// Warning flags a result that rests on days not yet official. It never stops
// the count: a route must have a due time even next year.
type Warning struct {
	Year int    `json:"year"`
	Code string `json:"code"`
	domain.Text
}

func missingYear(year int) Warning {
	text := strconv.Itoa(year)
	return Warning{
		Year: year, Code: WarnMissing, Text: domain.Text{
			VI: "Chưa có lịch nghỉ năm " + text + ": chỉ trừ thứ Bảy và Chủ nhật, hạn có thể thay đổi.",
			EN: "There is no table of days off for " + text + ": only Saturdays and Sundays were left out, and the date may change.",
		},
	}
}

func provisionalYear(year int) Warning {
	text := strconv.Itoa(year)
	return Warning{
		Year: year, Code: WarnProvisional, Text: domain.Text{
			VI: "Lịch nghỉ năm " + text + " là tạm tính, chưa có thông báo chính thức; hạn có thể thay đổi.",
			EN: "The days off of " + text + " are provisional, no notice has been issued; the date may change.",
		},
	}
}
