package rule

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var placeDateComponent = component{name: "place-date", check: checkPlaceDate, rules: []Rule{
	{
		"place-date.present", report.SeverityError, say("Địa danh, thời gian ban hành", "Place and date"), annexI("II.4"),
		say("Ghi “Địa danh, ngày … tháng … năm …” dưới Tiêu ngữ, cùng dòng với số, ký hiệu.", "Type “Place, ngày … tháng … năm …” under the motto, level with the number."),
	},
	{
		"place-date.grammar", report.SeverityError, say("Địa danh, thời gian ban hành", "Place and date"), annexI("II.4"),
		say("Viết theo dạng Rạch Giá, ngày 05 tháng 3 năm 2024.", "Write it like Rạch Giá, ngày 05 tháng 3 năm 2024."),
	},
	{
		"place-date.leading-zero", report.SeverityError, say("Thời gian ban hành", "Date"), annexI("II.4.b"),
		say("Thêm số 0 trước ngày nhỏ hơn 10 và tháng 1, 2; các tháng khác không thêm.", "Put a 0 before days below 10 and months 1 and 2, before no other month."),
	},
	{
		"place-date.size", report.SeverityError, say("Địa danh, thời gian ban hành", "Place and date"), annexI("II.4.c"),
		say("Chọn dòng này, Home › Font Size 13 hoặc 14.", "Select the line, Home › Font Size 13 or 14."),
	},
	{
		"place-date.style", report.SeverityError, say("Địa danh, thời gian ban hành", "Place and date"), annexI("II.4.c"),
		say("Chọn dòng này, đặt chữ thường, nghiêng, bỏ đậm, canh giữa dưới Tiêu ngữ.", "Select the line; lower case, italic, no bold, centred under the motto."),
	},
	{
		"place-date.place", report.SeverityError, say("Địa danh, thời gian ban hành", "Place and date"), annexI("II.4.c"),
		say("Đặt vào ô bên phải, cùng hàng với ô có số, ký hiệu.", "Put it in the right cell of the row that holds the number."),
	},
}}

// dateLine reads "Rạch Giá, ngày 21 tháng 3 năm 2024"; a draft may leave day, month and year blank.
var dateLine = regexp.MustCompile(`^(.+?)(,?) ngày ?([\d.…_xX ]*?) ?tháng ?([\d.…_xX ]*?) ?năm ?([\d.…_xX ]*?)$`)

func checkPlaceDate(c *Check) {
	x := c.paper.Head.PlaceDate
	if x == nil {
		c.miss("place-date.present", min(c.paper.Heads(), c.paper.Title.Form.PlaceDate), c.paper.Top(), say("“Địa danh, ngày … tháng … năm …”", "“Place, ngày … tháng … năm …”"))
		return
	}
	dateGrammar(c, x)
	c.size("place-date.size", x, anatomy.Size13, anatomy.Size14)
	c.style("place-date.style", x, typeface{caps: no, bold: no, italic: yes, centre: centreInHead(c, x, c.paper.Head.Motto)})
	switch {
	case c.paper.Head.Table == nil:
	case x.Side == anatomy.Left:
		c.find("place-date.place", at(x.P), x.Text, say("ở bên trái", "on the left"), say("dưới Tiêu ngữ, bên phải", "under the motto, on the right"))
	case c.paper.Head.Number != nil && c.paper.Head.Number.Side != anatomy.Right:
		if same, known := anatomy.SameRow(c.paper.Head.Table, x.P, c.paper.Head.Number.P); known && !same {
			c.find("place-date.place", at(x.P), x.Text, say("không cùng dòng với số, ký hiệu", "not level with the number"), say("trên cùng một dòng với số, ký hiệu", "level with number and notation"))
		}
	}
}

func dateGrammar(c *Check, x *anatomy.Line) {
	text := x.Tidy()
	want := say("“Địa danh, ngày 05 tháng 3 năm 2024”", "“Place, ngày 05 tháng 3 năm 2024”")
	fault := func(vi, en string) { c.find("place-date.grammar", at(x.P), x.Text, say(vi, en), want) }
	m := dateLine.FindStringSubmatch(text)
	if m == nil {
		fault("“"+wording.Quote(text)+"”", "“"+wording.Quote(text)+"”")
		return
	}
	place, comma, day, month, year := m[1], m[2], m[3], m[4], m[5]
	draft := c.opts.Stage == report.StageDraft
	blank := func(s string) bool { return strings.Trim(s, " .…_xX") == "" }
	first, _ := utf8.DecodeRuneInString(place)
	switch {
	case comma == "":
		fault("thiếu dấu phẩy sau địa danh", "no comma after the place")
		c.note(mend.Sign("place-date.grammar", x, place, place+",", func(s string) bool { return strings.HasPrefix(s, place+", ") })...)
	case anatomy.LeftBlank(place) && draft:
	case !unicode.IsUpper(first) || smallWord(place) != "":
		fault("địa danh không viết hoa các chữ cái đầu", "the place is not written with capitals")
	case wording.Upper(place) && utf8.RuneCountInString(place) > 3:
		fault("địa danh viết in hoa", "the place is in capitals")
	case (blank(day) || blank(month) || blank(year)) && !draft:
		fault("chưa ghi đủ ngày, tháng, năm", "day, month or year is blank")
	case fourDigits.MatchString(strings.TrimRight(year, ".")) && strings.HasSuffix(year, "."):
		fault("có dấu chấm ở cuối", "a full stop at the end")
		c.note(mend.LastStop("place-date.grammar", x)...)
	case draft && strings.ContainsAny(year, ".…_xX"): // the last digits are left open
	case !blank(year) && !fourDigits.MatchString(year):
		fault("năm “"+year+"” không đủ bốn chữ số", "year “"+year+"” has not four digits")
	case !blank(day) && !blank(month) && !realDate(day, month, year):
		fault("ngày "+day+" tháng "+month+" không có trong lịch", "no such day: "+day+"/"+month)
	}
	var edits []mend.Rewrite
	if d, err := strconv.Atoi(day); err == nil && !blank(day) {
		if want := twoDigits(d, d < 10); day != want {
			c.find("place-date.leading-zero", at(x.P), x.Text, say("ghi “ngày "+day+"”", "gives day "+day), say("“ngày "+want+"”", "day "+want))
			edits = append(edits, mend.NumberAfter(x, "ngày", day, want)...)
		}
	}
	if v, err := strconv.Atoi(month); err == nil && !blank(month) {
		if want := twoDigits(v, v < 3); month != want {
			c.find("place-date.leading-zero", at(x.P), x.Text, say("ghi “tháng "+month+"”", "gives month "+month), say("“tháng "+want+"”", "month "+want))
			edits = append(edits, mend.NumberAfter(x, "tháng", month, want)...)
		}
	}
	c.note(mend.Text("place-date.leading-zero", x, edits)...)
}

var fourDigits = regexp.MustCompile(`^\d{4}$`)

func twoDigits(n int, zero bool) string {
	if zero && n >= 0 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// realDate says whether the calendar has the day; a year still blank is taken for a leap year.
func realDate(day, month, year string) bool {
	d, errDay := strconv.Atoi(day)
	m, errMonth := strconv.Atoi(month)
	y, err := strconv.Atoi(year)
	if err != nil {
		y = 2024
	}
	if errDay != nil || errMonth != nil || m < 1 || m > 12 || d < 1 {
		return false
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t.Day() == d && int(t.Month()) == m
}

// placeWords are the words of an administrative unit that stand in lower case before its name.
var placeWords = wording.Set("tỉnh thành phố quận huyện thị xã trấn phường đặc khu đảo và")

// smallWord is the first word of a place name without a capital, "" when there is none.
func smallWord(place string) string {
	for _, w := range strings.FieldsFunc(place, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) && !placeWords[w] {
			return w
		}
	}
	return ""
}

// ownDate is the document's date as citedDate writes one, empty while it is not filled in.
func ownDate(c *Check) string {
	if c.paper.Head.PlaceDate == nil {
		return ""
	}
	return citedDate(c.paper.Head.PlaceDate.Tidy())
}
