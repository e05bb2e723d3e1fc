package calendar

import (
	"strconv"

	"trinhky/internal/domain"
)

// words are the phrases of one language. They live here and not in the page
// catalogues because an explanation is also written into records and printed by
// the command line.
type words struct {
	lang                          string
	weekdays                      [7]string // by time.Weekday
	before, within                string
	except, including, makeup     string
	movedBefore, movedAfter       string
	notCounted, late              string
	due, warning, table           string
	official, provisional, absent string
}

var vietnameseWords = words{
	lang:        domain.Vietnamese,
	weekdays:    [7]string{"CN", "T2", "T3", "T4", "T5", "T6", "T7"},
	before:      " trước ",
	within:      "trong ngày làm việc ",
	except:      ", trừ ",
	including:   ", kể cả ",
	makeup:      " (làm bù)",
	movedBefore: "; tính như nộp ngày ",
	movedAfter:  " vì nộp ngoài giờ làm việc",
	notCounted:  "ngày bắt đầu, không tính",
	late:        "nộp sau giờ làm việc",
	due:         "Hạn: ",
	warning:     "Lưu ý: ",
	table:       "Bảng ngày nghỉ: ",
	official:    "chính thức",
	provisional: "tạm tính",
	absent:      "chưa có",
}

var englishWords = words{
	lang:        domain.English,
	weekdays:    [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
	before:      " before ",
	within:      "within the working day ",
	except:      ", excluding ",
	including:   ", counting ",
	makeup:      " (make-up)",
	movedBefore: "; taken as handed in on ",
	movedAfter:  " because it came outside office hours",
	notCounted:  "first day, not counted",
	late:        "handed in after office hours",
	due:         "Due: ",
	warning:     "Note: ",
	table:       "Table of days off: ",
	official:    "official",
	provisional: "provisional",
	absent:      "missing",
}

func wordsOf(lang string) words {
	if lang == domain.English {
		return englishWords
	}
	return vietnameseWords
}

func (w words) workingDays(n int) string {
	text := strconv.Itoa(n)
	if w.lang != domain.English {
		return text + " ngày làm việc"
	}
	if n == 1 {
		return text + " working day"
	}
	return text + " working days"
}

// dayMonth is 30/4 in domain.Vietnamese and 30 Apr in English.
func (w words) dayMonth(d Date) string {
	if w.lang == domain.English {
		return d.midnightUTC().Format("2 Jan")
	}
	return strconv.Itoa(d.Day) + "/" + strconv.Itoa(int(d.Month))
}

func (w words) fullDate(d Date) string {
	if w.lang == domain.English {
		return w.dayMonth(d) + " " + strconv.Itoa(d.Year)
	}
	return w.dayMonth(d) + "/" + strconv.Itoa(d.Year)
}

func (w words) statuses(s Status) string {
	switch s {
	case Official:
		return w.official
	case Provisional:
		return w.provisional
	default:
		return w.absent
	}
}
