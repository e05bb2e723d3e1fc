package activities

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"trinhky/internal/docx/edit"
	"trinhky/internal/docx/opc"
	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/route"
	"trinhky/internal/spool"
)

// CheckFormat says what the Decree 30 checker finds in the file. The check was
// made when the file came in and is kept under its hash; it is made again only
// where the rules have changed since.
func (a *Activities) CheckFormat(ctx context.Context, sha256 string) (route.FormatOutcome, error) {
	outcome, err := a.check(ctx, sha256)
	return outcome, persist(ctx, err, "file", sha256)
}

func (a *Activities) check(ctx context.Context, sha256 string) (route.FormatOutcome, error) {
	kept, err := a.Store.FormatCheck(ctx, sha256, a.Form.Ruleset())
	if err != nil {
		return route.FormatOutcome{}, err
	}
	if kept == nil {
		kept, err = a.checkNow(ctx, sha256)
		var broken *opc.Error
		if errors.As(err, &broken) {
			// Newer rules may not read what older ones did, or let through what cannot be
			// issued; the drafter must know.
			return route.FormatOutcome{Errors: 1, Reasons: broken.Message(domain.Vietnamese)}, nil
		}
		if err != nil {
			return route.FormatOutcome{}, err
		}
	}
	outcome := route.FormatOutcome{Errors: kept.Errors, Warnings: kept.Warnings}
	if kept.Errors > 0 {
		if outcome.Reasons, err = reasons(*kept); err != nil {
			return route.FormatOutcome{}, err
		}
	}
	return outcome, nil
}

func (a *Activities) checkNow(ctx context.Context, sha256 string) (*domain.FormatCheck, error) {
	file, size, err := spool.Copy(ctx, a.Files, sha256)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	result, err := a.Form.Check(ctx, file, size)
	if err != nil {
		return nil, fmt.Errorf("check the format of %s: %w", sha256, err)
	}
	if result.Errors == 0 {
		// What older rules found in the file had kept it from being asked, as it came in,
		// whether it can ever be issued.
		if err := edit.Stampable(ctx, file, size, opc.Limits{}); err != nil {
			return nil, fmt.Errorf("look for the number and date of %s: %w", sha256, err)
		}
	}
	check := domain.FormatCheck{
		SHA256: sha256, Ruleset: a.Form.Ruleset(), Errors: result.Errors, Warnings: result.Warnings, Report: result.Report, CheckedAt: a.Now().UTC(),
	}
	return &check, a.Store.SaveFormatCheck(ctx, check)
}

// reasons are the errors of a report in words, one a line, for the drafter.
func reasons(check domain.FormatCheck) (string, error) {
	view, err := format.ReadKept(check.Report, domain.Vietnamese)
	if err != nil {
		return "", fmt.Errorf("read the format report of %s: %w", check.SHA256, err)
	}
	var lines []string
	for _, f := range view.Findings {
		if f.Severity == format.SeverityError {
			lines = append(lines, f.Message)
		}
	}
	return strings.Join(lines, "\n"), nil
}
