package storage_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
)

// passes are the figures of one unit; the zero value where it has none.
func passes(t *testing.T, db testkit.DB, year int, unitID string) domain.FirstTimePass {
	t.Helper()
	rows, err := db.Store.FirstTimePasses(context.Background(), year)
	require.NoError(t, err)
	for _, r := range rows {
		if r.UnitID == unitID {
			return r
		}
	}
	return domain.FirstTimePass{}
}

func TestLetter4OnlyTheFirstAnswerOfTheFormatStepCountsAsAFirstTimePass(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	journey(t, db, c).UpTo(route.StepClearance) // never came to the format step
	require.Zero(t, passes(t, db, 2024, c.Home.ID))

	passed := journey(t, db, c).UpTo(route.StepConsultation)
	require.Equal(t, domain.FirstTimePass{UnitID: c.Home.ID, UnitName: c.Home.Name, Checked: 1, Passed: 1}, passes(t, db, 2024, c.Home.ID))

	failed := journey(t, db, c).UpTo(route.StepFormat)
	failed.Record(failed.FormatFailure("Tiêu ngữ dùng gạch ngang dài"))
	failed.Act(c.Drafter, route.ActSubmit, func(cmd *route.Command) {
		v, err := db.Store.AddVersion(context.Background(), "sửa", domain.Version{
			DocumentID: failed.Doc.ID, SHA256: testkit.Content(t, db.Store, "sửa"), FileName: "b.docx", UploadedBy: c.Drafter.PersonID, UploadedAt: failed.Now,
		})
		require.NoError(t, err)
		cmd.VersionID, cmd.VersionSHA = v.ID, v.SHA256
	})
	failed.Act(c.Head, route.ActClear)
	failed.Act(c.Checker, route.ActConfirmFormat)
	require.Equal(t, []int{2, 1}, figures(passes(t, db, 2024, c.Home.ID)), "the second try is no first-time pass")

	returned := journey(t, db, c).UpTo(route.StepFormat)
	returned.Act(c.Checker, route.ActReturn)
	require.Equal(t, []int{3, 1}, figures(passes(t, db, 2024, c.Home.ID)), "nor is a draft the checker sent back")
	cleared := journey(t, db, c).UpTo(route.StepClearance)
	cleared.Act(c.Head, route.ActReturn)
	require.Equal(t, []int{3, 1}, figures(passes(t, db, 2024, c.Home.ID)), "a return for its contents says nothing of its form")

	cases := func(f domain.FormatCaseFilter) (ids []string, rows []domain.FormatCase) {
		f.Year = 2024
		rows, _, err := db.Store.FormatCases(context.Background(), f)
		require.NoError(t, err)
		for _, r := range rows {
			ids = append(ids, r.DocumentID)
		}
		return ids, rows
	}
	yes, no := true, false
	all, _ := cases(domain.FormatCaseFilter{UnitID: c.Home.ID})
	require.ElementsMatch(t, []string{passed.Doc.ID, failed.Doc.ID, returned.Doc.ID}, all, "each figure opens its cases")
	ids, rows := cases(domain.FormatCaseFilter{Passed: &yes})
	require.Equal(t, []string{passed.Doc.ID}, ids)
	require.Empty(t, rows[0].Reasons)
	ids, rows = cases(domain.FormatCaseFilter{Passed: &no})
	require.ElementsMatch(t, []string{failed.Doc.ID, returned.Doc.ID}, ids)
	for _, r := range rows {
		want := map[string]string{failed.Doc.ID: "Tiêu ngữ dùng gạch ngang dài", returned.Doc.ID: "Cần sửa"}[r.DocumentID]
		require.Equal(t, want, r.Reasons)
		require.Equal(t, c.Home.Name, r.UnitName)
	}
	none, _ := cases(domain.FormatCaseFilter{UnitID: c.Finance.ID})
	require.Empty(t, none)
}

func figures(f domain.FirstTimePass) []int { return []int{f.Checked, f.Passed} }

func TestAYearOfTheFiguresBeginsAtMidnightInVietnam(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	for _, at := range []time.Time{
		time.Date(2024, 12, 31, 16, 58, 30, 0, time.UTC), // 23:59:30 in Vietnam once confirmed
		time.Date(2024, 12, 31, 16, 59, 0, 0, time.UTC),  // midnight
		time.Date(2025, 12, 31, 16, 58, 0, 0, time.UTC),
	} {
		j := journey(t, db, c)
		j.UpTo(route.StepFormat)
		j.Now = at
		j.Act(c.Checker, route.ActConfirmFormat)
	}
	require.Equal(t, 1, passes(t, db, 2024, c.Home.ID).Checked)
	require.Equal(t, 2, passes(t, db, 2025, c.Home.ID).Checked)
	require.Zero(t, passes(t, db, 2026, c.Home.ID).Checked)
}

func TestTheCasesOfAYearKeepTheirPlaceFromPageToPage(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	want := map[string]bool{}
	for range 5 {
		want[journey(t, db, c).UpTo(route.StepConsultation).Doc.ID] = true
	}
	seen := map[string]bool{}
	after := ""
	for pages := 0; ; pages++ {
		rows, next, err := db.Store.FormatCases(context.Background(), domain.FormatCaseFilter{Year: 2024, Limit: 2, After: after})
		require.NoError(t, err)
		for _, r := range rows {
			require.False(t, seen[r.DocumentID])
			seen[r.DocumentID] = true
		}
		if after = next; after == "" {
			require.Equal(t, 2, pages)
			break
		}
	}
	require.Equal(t, want, seen)
	_, _, err := db.Store.FormatCases(context.Background(), domain.FormatCaseFilter{Year: 2024, After: "?"})
	hasCode(t, err, domain.ErrInvalid)
}
