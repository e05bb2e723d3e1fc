package web

import (
	"html/template"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"trinhky/api/door"
	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/locale"
	"trinhky/internal/organisation"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

// documentTypes and the rest list every value that has a name in the
// catalogues, in the order people choose from.
var (
	documentTypes = []domain.DocumentType{
		domain.TypeOfficialLetter, domain.TypeResolution, domain.TypeDecision, domain.TypeDirective, domain.TypeStatute, domain.TypeRules,
		domain.TypeCommunique, domain.TypeNotice, domain.TypeGuidance, domain.TypeProgramme, domain.TypePlan, domain.TypeOption,
		domain.TypeScheme, domain.TypeProject, domain.TypeReport, domain.TypeMinutes, domain.TypeSubmission, domain.TypeContract,
		domain.TypeTelegram, domain.TypeMemorandum, domain.TypeAgreement, domain.TypeAuthorization, domain.TypeInvitation,
		domain.TypeIntroduction, domain.TypeLeavePermit, domain.TypeDispatchSlip, domain.TypeTransferSlip, domain.TypeNotificationTag,
		domain.TypeOfficialNote,
	}
	urgencies       = []domain.Urgency{domain.UrgencyNormal, domain.UrgencyUrgent, domain.UrgencyVeryUrgent, domain.UrgencyExpress}
	documentStates  = []domain.DocumentState{domain.DocumentDraft, domain.DocumentOnRoute, domain.DocumentReturned, domain.DocumentNumbered, domain.DocumentIssued, domain.DocumentWithdrawn}
	signerPositions = []domain.Position{domain.PositionChair, domain.PositionViceChair, domain.PositionChiefOfOffice}
	annexKinds      = []domain.AnnexKind{domain.AnnexSubmission, domain.AnnexAttachment}
)

func dateText(t time.Time) string { return t.In(calendar.ICT).Format("02/01/2006") }

func dateTimeText(t time.Time) string { return t.In(calendar.ICT).Format("15:04, 02/01/2006") }

// Due is a due time with how far away it is in working days, and where its
// count is explained.
type Due struct {
	At   time.Time
	Text string // "còn 2 ngày làm việc"
	Late bool
	Soon bool   // due on this day
	Href string // the explanation; empty where there is none
}

func (w *Web) due(rq *request, documentID string, s route.Step) *Due {
	if s.DueAt.IsZero() {
		return nil
	}
	d := w.dueAt(rq, s.DueAt)
	d.Href = "/documents/" + documentID + "/due/" + s.Key + "/" + strconv.Itoa(s.Round)
	return &d
}

func (w *Web) dueAt(rq *request, at time.Time) Due {
	today, day := calendar.DateOf(rq.now), calendar.DateOf(at)
	d := Due{At: at, Late: !at.After(rq.now)}
	days := w.Calendar.WorkingDaysBetween(today, day)
	switch {
	case d.Late && days == 0:
		d.Text = rq.T("due.late_today")
	case d.Late:
		d.Text = rq.T("due.late", "Count", -days)
	case days == 0:
		d.Soon, d.Text = true, rq.T("due.today")
	default:
		d.Text = rq.T("due.left", "Count", days)
	}
	return d
}

// spent tells working time in days of office hours and hours.
func (w *Web) spent(rq *request, from, to time.Time) string {
	return w.working(rq, w.Calendar.WorkingTimeBetween(from, to, w.hours))
}

func (w *Web) working(rq *request, d time.Duration) string {
	day := w.workingDay()
	days, rest := int(d/day), d%day
	hours, minutes := int(rest/time.Hour), int(rest%time.Hour/time.Minute)
	var parts []string
	if days > 0 {
		parts = append(parts, rq.T("spent.days", "Count", days))
	}
	if hours > 0 {
		parts = append(parts, rq.T("spent.hours", "Count", hours))
	}
	if days == 0 && (minutes > 0 || hours == 0) {
		parts = append(parts, rq.T("spent.minutes", "Count", minutes))
	}
	return strings.Join(parts, " ")
}

// workingDay is how long the office works on a day.
func (w *Web) workingDay() time.Duration {
	var total time.Duration
	for _, i := range w.hours.Intervals {
		total += time.Duration(i.Close-i.Open) * time.Minute
	}
	if total == 0 {
		total = 24 * time.Hour
	}
	return total
}

// sizeText writes a number of bytes for people, in the language's decimals.
func sizeText(lang string, bytes int64) string {
	const kilo = 1 << 10
	switch {
	case bytes < kilo:
		return strconv.FormatInt(bytes, 10) + " B"
	case bytes < kilo*kilo:
		return strconv.FormatInt((bytes+kilo/2)/kilo, 10) + " KB"
	}
	tenths := (bytes*10 + kilo*kilo/2) / (kilo * kilo)
	point := ","
	if lang == domain.English {
		point = "."
	}
	return strconv.FormatInt(tenths/10, 10) + point + strconv.FormatInt(tenths%10, 10) + " MB"
}

// funcs are what templates may call, in one language.
func funcs(lang string, bundled assets) template.FuncMap {
	return template.FuncMap{
		"t":        func(key string, pairs ...any) string { return locale.T(lang, key, pairsOf(pairs)) },
		"asset":    bundled.path,
		"act":      func(a domain.Act) string { return door.ActName(lang, a) },
		"step":     func(key string) string { return door.StepName(lang, key) },
		"kind":     func(k route.StepKind) string { return door.Named(lang, "step.", string(k)) },
		"type":     func(t domain.DocumentType) string { return door.Named(lang, "type.", string(t)) },
		"urgency":  func(u domain.Urgency) string { return door.Named(lang, "urgency.", string(u)) },
		"state":    func(s domain.DocumentState) string { return door.Named(lang, "state.", string(s)) },
		"position": func(p domain.Position) string { return door.Named(lang, "position.", string(p)) },
		"verdict":  func(v route.Verdict) string { return door.Named(lang, "verdict.", string(v)) },
		"answer":   func(a route.AnswerKind) string { return door.Named(lang, "answer.", string(a)) },
		"annex":    func(k domain.AnnexKind) string { return door.Named(lang, "annex.", string(k)) },
		"event":    func(e domain.Event) string { return door.Named(lang, "event.", string(e)) },
		"door":     func(d domain.Door) string { return door.Named(lang, "door.", string(d)) },
		"notice":   func(n domain.NoticeKind) string { return door.Named(lang, "notice.", string(n)) },
		"sector":   func(s string) string { return sectorName(lang, s) },
		"clause":   func(id string) string { return door.ClauseText(lang, id) },
		"number":   regulation.NumberText,
		"size":     func(n int64) string { return sizeText(lang, n) },
		"date":     dateText,
		"datetime": dateTimeText,
		"headline": headline,
		"iso":      func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"join":     strings.Join,
		"add":      func(a, b int) int { return a + b },
	}
}

func sectorName(lang, id string) string {
	return organisation.SectorOf(id).In(lang)
}

// headline writes a subject that stands alone, where the paper would have "V/v"
// or the type's name before it.
func headline(subject string) string {
	first, size := utf8.DecodeRuneInString(subject)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + subject[size:]
}
