package door

import (
	"strings"

	"trinhky/internal/domain"
	"trinhky/internal/locale"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

// Named is the text of one of a family of keys; nothing for an empty value.
func Named(lang, family, value string) string {
	if value == "" {
		return ""
	}
	return locale.T(lang, family+value, nil)
}

// ActName names an act.
func ActName(lang string, act domain.Act) string { return Named(lang, "act.", string(act)) }

// StepName names a step by its key: the kind, and for a step of several units
// the unit's code.
func StepName(lang, key string) string {
	kind, code, asked := strings.Cut(key, ":")
	name := Named(lang, "step.", kind)
	if asked && route.StepKind(kind).Opined() {
		name += " " + code
	}
	return name
}

// ClauseText is the sentence of law or letter under the id; nothing for no id.
func ClauseText(lang, id string) string {
	if id == "" {
		return ""
	}
	return regulation.Clause(id).In(lang)
}

// UnitName names a unit, in Vietnamese where it has no English name.
func UnitName(lang string, u domain.Unit) string {
	if lang == domain.English && u.NameEN != "" {
		return u.NameEN
	}
	return u.Name
}
