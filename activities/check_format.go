package activities

import (
	"context"
	"fmt"

	"trinhky/internal/domain"
)

// CheckFormat says what the Decree 30 checker finds in the file. The check was
// made when the file came in and is kept under its hash; it is made again only
// where the rules have changed since.
func (a *Activities) CheckFormat(ctx context.Context, sha256 string) (domain.FormatOutcome, error) {
	kept, err := a.Store.FormatCheck(ctx, sha256, a.Checker.Ruleset())
	if err != nil {
		return domain.FormatOutcome{}, err
	}
	if kept == nil {
		file, size, done, err := a.spool(ctx, sha256)
		if err != nil {
			return domain.FormatOutcome{}, err
		}
		defer done()
		check, err := a.Checker.Check(ctx, file, size)
		if err != nil {
			return domain.FormatOutcome{}, fmt.Errorf("check the format of %s: %w", sha256, err)
		}
		check.SHA256, check.CheckedAt = sha256, a.Now().UTC()
		if err := a.Store.SaveFormatCheck(ctx, check); err != nil {
			return domain.FormatOutcome{}, err
		}
		kept = &check
	}
	outcome := domain.FormatOutcome{Errors: kept.Errors, Warnings: kept.Warnings}
	if kept.Errors > 0 {
		if outcome.Reasons, err = a.Checker.Reasons(*kept); err != nil {
			return domain.FormatOutcome{}, fmt.Errorf("read the format report of %s: %w", sha256, err)
		}
	}
	return outcome, nil
}
