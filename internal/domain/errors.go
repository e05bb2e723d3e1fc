package domain

import (
	"errors"
	"fmt"
)

// ErrorCode is the category of an error that is not a refusal by rule.
type ErrorCode string

// Error categories. Anything else is internal and its text never reaches a person.
const (
	ErrInternal    ErrorCode = "internal"    // our own fault
	ErrInvalid     ErrorCode = "invalid"     // the input is wrong; Fields says where
	ErrNotFound    ErrorCode = "not_found"   // or not for this person to see
	ErrForbidden   ErrorCode = "forbidden"   // known, and not theirs to do
	ErrConflict    ErrorCode = "conflict"    // somebody else was first
	ErrTooLarge    ErrorCode = "too_large"   // a file over the limit
	ErrUnsupported ErrorCode = "unsupported" // a kind of file we do not take
	ErrUnavailable ErrorCode = "unavailable" // a server we stand on is away; nothing was lost
	ErrThrottled   ErrorCode = "throttled"   // too many tries
	ErrMethod      ErrorCode = "method"      // the address is there, but not for this method
	ErrSlow        ErrorCode = "slow"        // what was sent came too slowly to be waited for
)

// CodeOf is the category of an error: empty for none, ErrInternal for one that
// says none itself.
func CodeOf(err error) ErrorCode {
	if err == nil {
		return ""
	}
	if known, ok := errors.AsType[*Error](err); ok {
		return known.Code
	}
	return ErrInternal
}

// Error carries the category and message key for the person, and the cause for the log.
type Error struct {
	Code   ErrorCode
	Key    string            // message key in the catalogues, such as "upload.encrypted"
	Fields map[string]string // field name → message key
	Args   map[string]any    // values for the message
	Cause  error
}

func (e *Error) Error() string {
	if e.Cause != nil {
		return fmt.Sprintf("%s (%s): %v", e.Code, e.Key, e.Cause)
	}
	return fmt.Sprintf("%s (%s)", e.Code, e.Key)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }
