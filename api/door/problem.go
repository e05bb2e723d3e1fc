package door

import (
	"errors"

	"trinhky/internal/domain"
	"trinhky/internal/locale"
)

// Problem is an error or a refusal as it is told to a person.
type Problem struct {
	Status   int
	Code     string
	What     string            // happened
	Todo     string            // next
	ClauseID string            // of a refusal
	Clause   string            // its text
	Fields   map[string]string // what is wrong with each field that was sent
	Refusal  *domain.Refusal   // nil for an error
}

// Tell puts an error into the reader's language. What is neither a refusal nor
// says its category is our own fault, and its text stays in the log.
func Tell(lang string, err error) Problem {
	if refusal, refused := errors.AsType[*domain.Refusal](err); refused {
		return Refused(lang, refusal)
	}
	code := codeOf(err)
	p := Problem{
		Status: statuses[code], Code: code, What: locale.T(lang, "error.code."+code, nil), Todo: locale.T(lang, "error.todo."+code, nil),
	}
	if known, ok := errors.AsType[*domain.Error](err); ok && code != SignIn {
		p.What = locale.Error(lang, known)
		p.Fields = Fields(lang, known.Fields, known.Args)
	}
	return p
}

// Refused tells what stood in the way of an act, by which clause, and what to do.
func Refused(lang string, r *domain.Refusal) Problem {
	what, todo := locale.Refusal(lang, r.Code, map[string]any{
		"Act": ActName(lang, r.Act), "Step": StepName(lang, r.StepAttempted), "Due": StepName(lang, r.StepDue),
	})
	return Problem{
		Status: Status(r), Code: string(r.Code), What: what, Todo: todo, ClauseID: r.ClauseID, Clause: ClauseText(lang, r.ClauseID), Refusal: r,
	}
}

// Fields puts what is wrong with fields into the reader's language. A bound that
// a field did not keep to stands in the args under the field's name.
func Fields(lang string, faults map[string]string, args map[string]any) map[string]string {
	if len(faults) == 0 {
		return nil
	}
	out := make(map[string]string, len(faults))
	for field, key := range faults {
		if locale.Has(lang, "error."+key) {
			key = "error." + key
		}
		values := args
		if bound, its := args[field]; its {
			values = map[string]any{"Bound": bound}
		}
		out[field] = locale.T(lang, key, values)
	}
	return out
}
