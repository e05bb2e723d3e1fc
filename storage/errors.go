package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/puddle/v2"

	"trinhky/internal/domain"
)

// PostgreSQL's own error codes; nothing outside this file knows them.
const (
	codeUnique       = "23505"
	codeForeignKey   = "23503"
	codeCheck        = "23514"
	codeNotNull      = "23502"
	codeRestrict     = "23001" // raised by the triggers of migrations/
	codeInvalidText  = "22P02" // such as an id that is none
	codeUnstorable   = "22021" // text no column can hold, such as a NUL
	codeUnchecked    = "55000" // raised by numbers_checked
	codeFactsChanged = "TK001" // raised by unchanged_since
	codeDeadlock     = "40P01"
	codeSerialize    = "40001"
	codeReadOnly     = "25006" // a standby that has not taken over yet
	codeLocked       = "55P03" // not within lock_timeout
)

// Message keys of the errors here.
const (
	keyNotFound    = "storage.not_found"
	keyConflict    = "storage.conflict"
	keyInvalid     = "storage.invalid"
	keyUnavailable = "storage.unavailable"
	keyUnchecked   = "number.unchecked"
)

// known turns a driver's error into one with a category, keeping the cause for
// the log. What it does not know stays internal.
func known(operation string, err error) error {
	if err == nil {
		return nil
	}
	if domain.CodeOf(err) != domain.ErrInternal {
		return err
	}
	cause := fmt.Errorf("%s: %w", operation, err)
	if errors.Is(err, pgx.ErrNoRows) {
		return &domain.Error{Code: domain.ErrNotFound, Key: keyNotFound, Cause: cause}
	}
	// A server that refuses connections is away whatever its reason: it starts up,
	// its database is being restored, its password is being changed.
	var connect *pgconn.ConnectError
	var pg *pgconn.PgError
	if errors.As(err, &pg) && !errors.As(err, &connect) {
		switch pg.Code {
		case codeUnique, codeRestrict:
			return &domain.Error{Code: domain.ErrConflict, Key: keyConflict, Cause: cause}
		case codeForeignKey, codeCheck, codeNotNull, codeUnstorable:
			return &domain.Error{Code: domain.ErrInvalid, Key: keyInvalid, Cause: cause}
		case codeInvalidText:
			return &domain.Error{Code: domain.ErrNotFound, Key: keyNotFound, Cause: cause}
		case codeUnchecked:
			return &domain.Error{Code: domain.ErrUnavailable, Key: keyUnchecked, Cause: cause}
		case codeDeadlock, codeSerialize, codeReadOnly, codeLocked:
			return &domain.Error{Code: domain.ErrUnavailable, Key: keyUnavailable, Cause: cause}
		}
		switch class := pg.Code[:2]; class {
		case "08", "53", "57", "58": // connection, resources, operator, system
			return &domain.Error{Code: domain.ErrUnavailable, Key: keyUnavailable, Cause: cause}
		}
		return cause
	}
	if away(err) {
		return &domain.Error{Code: domain.ErrUnavailable, Key: keyUnavailable, Cause: cause}
	}
	return cause
}

// away reports whether the server could not be reached or was lost on the way.
func away(err error) bool {
	var connect *pgconn.ConnectError
	var network net.Error
	return errors.As(err, &connect) || errors.As(err, &network) || pgconn.SafeToRetry(err) || pgconn.Timeout(err) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, context.DeadlineExceeded) ||
		errors.Is(err, net.ErrClosed) || errors.Is(err, puddle.ErrClosedPool)
}

// violates reports whether the named unique constraint stood in the way.
func violates(err error, constraint string) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == codeUnique && pg.ConstraintName == constraint
}

// factsChanged reports whether the dossier is another than the one submitted.
func factsChanged(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == codeFactsChanged
}

// caseMissing reports whether there is no case for what was to be written.
func caseMissing(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == codeForeignKey && pg.ConstraintName == "transitions_case_id_fkey"
}

// refusesChange reports whether a trigger of migrations/ stood in the way.
func refusesChange(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == codeRestrict
}

// found turns "no rows" of a lookup that may find nothing into false.
func found(operation string, err error) (bool, error) {
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, known(operation, err)
	}
	return true, nil
}

// likePattern matches text anywhere, its own wildcards taken literally.
func likePattern(text string) *string {
	folded := fold(text)
	if folded == "" {
		return nil
	}
	pattern := "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(folded) + "%"
	return &pattern
}
