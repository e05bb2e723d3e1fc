package door

import (
	"errors"
	"maps"
	"net/http"
	"strconv"

	"trinhky/api/auth"
	"trinhky/internal/domain"
)

// SignIn is the code of the answer to a guest who must sign in first.
const SignIn = "sign_in"

// statuses is the one table from what an error says of itself to its HTTP status.
var statuses = map[string]int{
	SignIn: http.StatusUnauthorized,

	string(domain.ErrInvalid):     http.StatusUnprocessableEntity,
	string(domain.ErrNotFound):    http.StatusNotFound,
	string(domain.ErrForbidden):   http.StatusForbidden,
	string(domain.ErrConflict):    http.StatusConflict,
	string(domain.ErrTooLarge):    http.StatusRequestEntityTooLarge,
	string(domain.ErrUnsupported): http.StatusUnsupportedMediaType,
	string(domain.ErrUnavailable): http.StatusServiceUnavailable,
	string(domain.ErrThrottled):   http.StatusTooManyRequests,
	string(domain.ErrMethod):      http.StatusMethodNotAllowed,
	string(domain.ErrSlow):        http.StatusRequestTimeout,
	string(domain.ErrInternal):    http.StatusInternalServerError,

	// The act is not this person's at all.
	string(domain.RefusedNotYours):   http.StatusForbidden,
	string(domain.RefusedSamePerson): http.StatusForbidden,
	string(domain.RefusedOwnAct):     http.StatusForbidden,
	// The act does not suit how the dossier stands.
	string(domain.RefusedOutOfOrder):     http.StatusConflict,
	string(domain.RefusedAlreadyDecided): http.StatusConflict,
	string(domain.RefusedVersionChanged): http.StatusConflict,
	string(domain.RefusedUnchanged):      http.StatusConflict,
	string(domain.RefusedReasonMissing):  http.StatusUnprocessableEntity,
	string(domain.RefusedAnswersMissing): http.StatusUnprocessableEntity,
	string(domain.RefusedVerdict):        http.StatusUnprocessableEntity,
	string(domain.RefusedClosed):         http.StatusConflict,
	string(domain.RefusedNotSubmitted):   http.StatusConflict,
	string(domain.RefusedFactsChanged):   http.StatusConflict,
	string(domain.RefusedTooLate):        http.StatusConflict,
}

// Statuses returns the whole table, by code.
func Statuses() map[string]int { return maps.Clone(statuses) }

// Status is the HTTP status of an error.
func Status(err error) int { return statuses[codeOf(err)] }

// Ours reports whether an error is our own fault, whose text is for the log.
func Ours(err error) bool { return codeOf(err) == string(domain.ErrInternal) }

// RetryAfter is in how many seconds the same may be tried again, as the header of
// that name has it: the minutes that a throttled caller waits, the few seconds
// after which a server may be back, nothing where trying again is in vain.
func RetryAfter(err error) string {
	switch known, _ := errors.AsType[*domain.Error](err); domain.CodeOf(err) {
	case domain.ErrThrottled:
		if minutes, ok := known.Args["Minutes"].(int); ok {
			return strconv.Itoa(minutes * 60)
		}
		return aMoment
	case domain.ErrUnavailable:
		return aMoment
	default:
		return ""
	}
}

const aMoment = "10" // seconds

// codeOf is the key of an error in the table.
func codeOf(err error) string {
	code := string(domain.CodeOf(err))
	if refusal, refused := errors.AsType[*domain.Refusal](err); refused {
		code = string(refusal.Code)
	} else if errors.Is(err, auth.ErrSignIn) {
		code = SignIn
	}
	if _, known := statuses[code]; !known {
		return string(domain.ErrInternal)
	}
	return code
}
