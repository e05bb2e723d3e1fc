package storage

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"time"

	"trinhky/internal/domain"
	"trinhky/storage/internal/sqlcgen"
)

// Notices returns what an account has been told, newest first.
func (s *Store) Notices(ctx context.Context, accountID string, limit int, after string) ([]domain.StoredNotice, string, error) {
	before := int64(math.MaxInt64)
	if err := seek(after, &before); err != nil {
		return nil, "", err
	}
	size := pageSize(limit)
	rows, err := s.q.Notices(ctx, sqlcgen.NoticesParams{AccountID: accountID, Before: before, Page: int32(size + 1)})
	if err != nil {
		return nil, "", known("read notices", err)
	}
	rows, next, err := cut(rows, size, func(r sqlcgen.NoticesRow) any { return r.ID })
	out := make([]domain.StoredNotice, len(rows))
	for i, r := range rows {
		out[i] = domain.StoredNotice{
			ID: strconv.FormatInt(r.ID, 10), Case: domain.CaseRef{Kind: domain.CaseKind(r.CaseKind), ID: r.CaseID}, Subject: r.Subject, Kind: domain.NoticeKind(r.Kind),
			StepKey: r.StepKey, DueAt: r.DueAt, At: r.At, ReadAt: r.ReadAt,
		}
	}
	return out, next, err
}

// UnreadNotices counts what an account has been told and not read.
func (s *Store) UnreadNotices(ctx context.Context, accountID string) (int, error) {
	n, err := s.q.UnreadNotices(ctx, accountID)
	return int(n), known("count unread notices", err)
}

// MarkNoticesRead notes that the account has read the notices, or all of them
// where ids is nil. Notices of another account are left alone.
func (s *Store) MarkNoticesRead(ctx context.Context, accountID string, ids []string, now time.Time) error {
	if ids == nil {
		return known("mark notices read", s.q.MarkAllNoticesRead(ctx, sqlcgen.MarkAllNoticesReadParams{At: now, AccountID: accountID}))
	}
	keys := make([]int64, len(ids))
	for i, id := range ids {
		key, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			return &domain.Error{Code: domain.ErrInvalid, Key: "notice.id", Cause: fmt.Errorf("read notice id: %w", err)}
		}
		keys[i] = key
	}
	return known("mark notices read", s.q.MarkNoticesRead(ctx, sqlcgen.MarkNoticesReadParams{At: now, AccountID: accountID, Ids: keys}))
}
