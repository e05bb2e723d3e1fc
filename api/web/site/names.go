package site

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

func DateText(t time.Time) string { return t.In(calendar.ICT).Format("02/01/2006") }

func DateTimeText(t time.Time) string { return t.In(calendar.ICT).Format("15:04, 02/01/2006") }

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
		"t":     func(key string, pairs ...any) string { return locale.T(lang, key, pairsOf(pairs)) },
		"asset": bundled.path,
		"act":   func(a domain.Act) string { return door.ActName(lang, a) },
		"step":  func(key string) string { return door.StepName(lang, key) },
		"parts": func(changed []route.Part) string {
			names := make([]string, len(changed))
			for i, p := range changed {
				names[i] = door.Named(lang, "part.", string(p))
			}
			return strings.Join(names, ", ")
		},
		"round":    func(n int) string { return roundText(lang, n) },
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
		"sector":   func(s string) string { return SectorName(lang, s) },
		"clause":   func(id string) string { return door.ClauseText(lang, id) },
		"number":   regulation.NumberText,
		"size":     func(n int64) string { return sizeText(lang, n) },
		"date":     DateText,
		"datetime": DateTimeText,
		"headline": headline,
		"iso":      func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"join":     strings.Join,
		"add":      func(a, b int) int { return a + b },
		"table":    table,
		"rowClass": rowClass,
		"boxes":    boxes,
		"include":  includer(nil), // each page's own, once it is read
	}
}

func SectorName(lang, id string) string {
	return organisation.SectorOf(id).In(lang)
}

// roundText says that a step was taken again, for the n-th time; nothing for once.
func roundText(lang string, n int) string {
	if n <= 1 {
		return ""
	}
	return " (" + locale.T(lang, "step.round", map[string]any{"Round": n}) + ")"
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
