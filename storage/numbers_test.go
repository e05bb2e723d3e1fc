package storage_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
)

func TestArticle15TwoHundredNumbersAtOnceWithoutGapOrDouble(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	const documents = 200
	issues := make([]route.Transition, documents)
	for i := range issues {
		issues[i] = journey(t, db, c).UpTo(route.StepIssue).Transition(c.Clerk, route.ActIssue)
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	var numbers []int
	var faults []error
	broken := 0
	for i, issue := range issues {
		wg.Go(func() {
			recorded, err := db.Store.RecordTransition(context.Background(), issue)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				faults = append(faults, err)
				return
			}
			numbers = append(numbers, recorded.Number.Number)
		})
		if i%4 == 0 {
			// Between them recordings that fail after their number was taken: the
			// number has a date of another year.
			wg.Go(func() {
				bad := issue
				order := *issue.Number
				order.Date = order.Date.AddDate(1, 0, 0)
				bad.Number, bad.Token, bad.DocumentID = &order, uuid.NewString(), issues[(i+1)%documents].DocumentID
				if _, err := db.Store.RecordTransition(context.Background(), bad); err != nil {
					mu.Lock()
					defer mu.Unlock()
					broken++
				}
			})
		}
	}
	wg.Wait()
	require.Empty(t, faults)
	slices.Sort(numbers)
	want := make([]int, documents)
	for i := range want {
		want[i] = i + 1
	}
	require.Equal(t, want, numbers)
	require.Positive(t, broken)
	var last, rows int
	require.NoError(t, db.Raw.QueryRow("SELECT last FROM number_series").Scan(&last))
	require.NoError(t, db.Raw.QueryRow("SELECT count(*) FROM numbers").Scan(&rows))
	require.Equal(t, documents, last)
	require.Equal(t, documents, rows)
}

func TestArticle15EachSeriesAndYearBeginsAtOne(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	take := func(series string, year int) int {
		issue := journey(t, db, c).UpTo(route.StepIssue).Transition(c.Clerk, route.ActIssue)
		issue.Number = &route.NumberOrder{Series: series, Year: year, Notation: "UBND-NV", Date: time.Date(year, 1, 1, 0, 0, 0, 0, calendar.ICT)}
		recorded, err := db.Store.RecordTransition(context.Background(), issue)
		require.NoError(t, err)
		require.Equal(t, issue.Number.Date, recorded.Number.Date)
		return recorded.Number.Number
	}
	require.Equal(t, 1, take("cong-van", 2024))
	require.Equal(t, 2, take("cong-van", 2024))
	require.Equal(t, 1, take("quyet-dinh", 2024))
	require.Equal(t, 1, take("cong-van", 2025))
	require.Equal(t, 3, take("cong-van", 2024))
}

func TestADocumentGetsOneNumberOnly(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c).UpTo(route.StepIssue)
	issue := j.Transition(c.Clerk, route.ActIssue)
	j.Record(issue)
	again := issue
	again.Seq++
	again.Token = uuid.NewString()
	_, err := db.Store.RecordTransition(context.Background(), again)
	hasCode(t, err, domain.ErrConflict)
	var last int
	require.NoError(t, db.Raw.QueryRow("SELECT last FROM number_series").Scan(&last))
	require.Equal(t, 1, last)
}

func TestTheRegisterShowsNumbersWhileTheirFilesAreMade(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	j := journey(t, db, c).UpTo(route.StepPublication)
	rows, next, err := db.Store.Register(ctx, domain.RegisterFilter{})
	require.NoError(t, err)
	require.Empty(t, next)
	require.Len(t, rows, 1)
	require.Equal(t, domain.RegisterRow{
		DocumentID: j.Doc.ID, Number: rows[0].Number, Type: domain.TypeOfficialLetter, Subject: j.Doc.Subject, SignerName: c.ViceChair.Name,
		UnitID: c.Home.ID, UnitName: c.Home.Name, Recipients: j.Doc.Recipients, State: domain.DocumentNumbered,
	}, rows[0])
	docx, pdf := testkit.Content(t, db.Store, "docx"), testkit.Content(t, db.Store, "pdf")
	j.Record(j.Publication(docx, pdf))
	rows, _, err = db.Store.Register(ctx, domain.RegisterFilter{})
	require.NoError(t, err)
	require.Equal(t, domain.DocumentIssued, rows[0].State)
	require.Equal(t, docx, rows[0].DocxSHA256)
	require.Equal(t, pdf, rows[0].PDFSHA256)
	doc, err := db.Store.Document(ctx, domain.Viewer{SeesAll: true}, j.Doc.ID)
	require.NoError(t, err)
	require.Equal(t, rows[0].Number, *doc.Number)
	require.Equal(t, docx, doc.IssuedDocxSHA)
	require.Equal(t, pdf, doc.IssuedPDFSHA)
}

func TestTheRegisterIsReadPageByPageAndNarrowed(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	for i := range 5 {
		subject := []string{"V/v phòng cháy", "V/v đường bộ"}[i%2]
		doc := testkit.Draft(t, db.Store, c, func(d *domain.Document) { d.Subject = subject })
		testkit.NewJourney(t, db.Store, c, doc).UpTo(route.StepPublication)
	}
	var numbers []int
	after := ""
	for {
		rows, next, err := db.Store.Register(ctx, domain.RegisterFilter{Limit: 2, After: after})
		require.NoError(t, err)
		for _, r := range rows {
			numbers = append(numbers, r.Number.Number)
		}
		if after = next; after == "" {
			break
		}
	}
	require.Equal(t, []int{5, 4, 3, 2, 1}, numbers)
	for filter, want := range map[domain.RegisterFilter]int{
		{Text: "duong bo"}: 2, {Text: "Đường BỘ"}: 2, {Text: "%"}: 0, {Year: 2024}: 5, {Year: 2023}: 0, {Series: "none"}: 0,
	} {
		rows, _, err := db.Store.Register(ctx, filter)
		require.NoError(t, err)
		require.Len(t, rows, want, filter)
	}
}
