package storage_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
)

var all = domain.Viewer{SeesAll: true}

func TestD1ADraftIsReadBackAsItWasMade(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	doc := testkit.Draft(t, db.Store, c, func(d *domain.Document) {
		d.Urgency, d.LegalNormative, d.ConsultedUnits = domain.UrgencyExpress, true, []string{c.Finance.ID, c.Justice.ID}
	})
	read, err := db.Store.Document(context.Background(), all, doc.ID)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(doc, read))
	require.Equal(t, []string{c.Finance.ID, c.Justice.ID}, read.ConsultedUnits)
	require.Equal(t, 1, read.Version.Ordinal)
	require.Equal(t, doc.ID, read.Version.DocumentID)
	require.Equal(t, testkit.Morning, read.CreatedAt)
}

func TestAFormSentTwiceMakesOneDraftVersionAndAnnex(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	sha := testkit.Content(t, db.Store, "content")
	version := domain.Version{SHA256: sha, FileName: "a.docx", UploadedBy: c.Drafter.PersonID, UploadedAt: testkit.Morning}
	facts := testkit.Draft(t, db.Store, c)
	facts.ID = uuid.NewString()
	first, err := db.Store.CreateDraft(ctx, "form", facts, version)
	require.NoError(t, err)
	facts.ID, facts.Subject = uuid.NewString(), "another"
	again, err := db.Store.CreateDraft(ctx, "form", facts, version)
	require.NoError(t, err)
	require.Equal(t, first, again)
	facts.DrafterID = c.Head.PersonID
	other, err := db.Store.CreateDraft(ctx, "form", facts, version)
	require.NoError(t, err)
	require.NotEqual(t, first.ID, other.ID, "a token belongs to its drafter")

	version.DocumentID = first.ID
	v2, err := db.Store.AddVersion(ctx, "form 2", version)
	require.NoError(t, err)
	require.Equal(t, 2, v2.Ordinal)
	v2again, err := db.Store.AddVersion(ctx, "form 2", version)
	require.NoError(t, err)
	require.Equal(t, v2, v2again)

	annex := domain.Annex{DocumentID: first.ID, Kind: domain.AnnexSubmission, SHA256: sha, FileName: "to-trinh.docx", UploadedBy: c.Drafter.PersonID, UploadedAt: testkit.Morning}
	a, err := db.Store.AddAnnex(ctx, "form 3", annex)
	require.NoError(t, err)
	require.Equal(t, "application/octet-stream", a.MediaType)
	aAgain, err := db.Store.AddAnnex(ctx, "form 3", annex)
	require.NoError(t, err)
	require.Equal(t, a, aAgain)

	d, err := db.Store.Dossier(ctx, all, first.ID, route.Whole("any"))
	require.NoError(t, err)
	require.Len(t, d.Versions, 2)
	require.Equal(t, []domain.Annex{a}, d.Annexes)
	require.Equal(t, v2, d.Document.Version, "the newest stands in front")
}

func TestADraftIsChangedByItsDrafterWhileItLiesWithThem(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	j := journey(t, db, c)
	change := j.Doc
	change.Subject, change.Recipients = "V/v khác", []string{"Lưu: VT"}
	require.NoError(t, db.Store.UpdateDraft(ctx, change))
	read, err := db.Store.Document(ctx, all, j.Doc.ID)
	require.NoError(t, err)
	require.Equal(t, "V/v khác", read.Subject)
	require.Equal(t, []string{"Lưu: VT"}, read.Recipients)

	stranger := change
	stranger.DrafterID = c.Head.PersonID
	hasCode(t, db.Store.UpdateDraft(ctx, stranger), domain.ErrForbidden)
	unknown := change
	unknown.ID = uuid.NewString()
	hasCode(t, db.Store.UpdateDraft(ctx, unknown), domain.ErrNotFound)

	j.Act(c.Drafter, route.ActSubmit)
	hasCode(t, db.Store.UpdateDraft(ctx, change), domain.ErrConflict)
	j.Act(c.Head, route.ActReturn)
	require.NoError(t, db.Store.UpdateDraft(ctx, change))
}

func TestAVersionComesFromTheDrafterWhileTheDossierLiesWithThem(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	j := journey(t, db, c)
	add := func(by domain.Actor) error {
		_, err := db.Store.AddVersion(ctx, uuid.NewString(), domain.Version{
			DocumentID: j.Doc.ID, SHA256: testkit.Content(t, db.Store, uuid.NewString()), FileName: "a.docx", UploadedBy: by.PersonID, UploadedAt: j.Now,
		})
		return err
	}
	require.NoError(t, add(c.Drafter), "a draft")
	hasCode(t, add(c.Head), domain.ErrForbidden)
	j.Act(c.Drafter, route.ActSubmit)
	hasCode(t, add(c.Drafter), domain.ErrConflict)
	j.Act(c.Head, route.ActReturn)
	require.NoError(t, add(c.Drafter), "returned")
	j.Act(c.Drafter, route.ActSubmit)
	j.Act(c.Head, route.ActClear)
	j.Act(c.Checker, route.ActConfirmFormat)
	j.Act(c.ConsultedHead, route.ActGiveOpinion, func(cmd *route.Command) { cmd.Verdict, cmd.Text = route.VerdictDisagree, "Chưa rõ" })
	require.Equal(t, route.StepOpen, j.Route.Step("answers").State)
	require.NoError(t, add(c.Drafter), "at the answers step")
	_, err := db.Store.AddVersion(ctx, "t", domain.Version{DocumentID: uuid.NewString(), UploadedBy: c.Drafter.PersonID})
	hasCode(t, err, domain.ErrNotFound)
	doc, err := db.Store.Document(ctx, all, j.Doc.ID)
	require.NoError(t, err)
	require.Equal(t, 4, doc.Version.Ordinal)
	r, err := db.Store.Route(ctx, j.Doc.ID)
	require.NoError(t, err)
	require.Equal(t, j.Doc.Version.ID, r.VersionID, "the route carries what was submitted, not what was uploaded since")
}

func TestAVersionThatComesTooLateForTheSubmissionIsNotTheOneInFront(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	j := journey(t, db, c)
	submitted := j.Doc.Version
	for _, sha := range []string{submitted.SHA256, testkit.Content(t, db.Store, "late")} {
		require.NoError(t, db.Store.SaveFormatCheck(ctx, domain.FormatCheck{SHA256: sha, Ruleset: "2020.1", Report: json.RawMessage(`{}`), CheckedAt: j.Now}))
	}
	late := func() domain.Version {
		v, err := db.Store.AddVersion(ctx, uuid.NewString(), domain.Version{
			DocumentID: j.Doc.ID, SHA256: testkit.Content(t, db.Store, "late"), FileName: "b.docx", UploadedBy: c.Drafter.PersonID, UploadedAt: j.Now,
		})
		require.NoError(t, err)
		return v
	}
	front := func() string {
		d, err := db.Store.Dossier(ctx, all, j.Doc.ID, route.Whole("2020.1"))
		require.NoError(t, err)
		require.Equal(t, d.Document.Version.SHA256, d.Format.SHA256)
		one, err := db.Store.Document(ctx, all, j.Doc.ID)
		require.NoError(t, err)
		require.Equal(t, one.Version, d.Document.Version)
		return one.Version.ID
	}

	submission := j.Transition(c.Drafter, route.ActSubmit)
	v2 := late()
	require.Equal(t, v2.ID, front(), "the submission is not on record yet")
	j.Record(submission)
	require.Equal(t, submitted.ID, front(), "people read what they decide on")
	j.Act(c.Head, route.ActClear)
	j.Act(c.Checker, route.ActConfirmFormat)
	j.Act(c.ConsultedHead, route.ActGiveOpinion, func(cmd *route.Command) { cmd.Verdict, cmd.Text = route.VerdictDisagree, "Chưa rõ" })
	require.Equal(t, v2.ID, front(), "at the answers step it lies with its drafter again")

	answer := j.Transition(c.Drafter, route.ActAnswerOpinions, func(cmd *route.Command) {
		cmd.VersionID, cmd.VersionSHA = v2.ID, v2.SHA256
		cmd.Answers = []route.OpinionAnswer{{StepKey: "consultation:TCKH", Kind: route.AnswerExplained, Text: "Đã rõ"}}
	})
	v3 := late()
	j.Record(answer)
	require.Equal(t, v2.ID, front())
	j.Act(c.Head, route.ActReturn)
	require.Equal(t, v3.ID, front())
}

func TestADossierIsSeenByItsUnitTheAskedAndTheOffice(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	j := journey(t, db, c)
	sha := j.Doc.Version.SHA256
	see := func(v domain.Viewer) bool {
		_, one := db.Store.Document(ctx, v, j.Doc.ID)
		_, whole := db.Store.Dossier(ctx, v, j.Doc.ID, route.Whole("any"))
		list, _, err := db.Store.Documents(ctx, v, domain.DocumentFilter{})
		require.NoError(t, err)
		file, err := db.Store.FileVisible(ctx, v, sha)
		require.NoError(t, err)
		require.Equal(t, one == nil, whole == nil)
		require.Equal(t, one == nil, len(list) == 1)
		require.Equal(t, one == nil, file)
		if one != nil {
			hasCode(t, one, domain.ErrNotFound)
			hasCode(t, whole, domain.ErrNotFound)
		}
		return one == nil
	}
	unit := func(a domain.Actor, ids ...string) domain.Viewer {
		return domain.Viewer{PersonID: a.PersonID, UnitIDs: ids}
	}
	check := func(finance, justice bool) {
		t.Helper()
		require.True(t, see(all))
		require.True(t, see(unit(c.Drafter)), "its drafter, also out of the unit")
		require.True(t, see(unit(c.Head, c.Home.ID)))
		require.True(t, see(unit(c.JusticeHead, c.Justice.ID, c.Home.ID)), "one of several units is enough")
		require.Equal(t, finance, see(unit(c.ConsultedHead, c.Finance.ID)))
		require.Equal(t, justice, see(unit(c.JusticeHead, c.Justice.ID)))
		require.False(t, see(unit(c.ConsultedHead)), "the right comes from the unit")
		require.False(t, see(domain.Viewer{}))
	}
	check(false, false)
	j.Act(c.Drafter, route.ActSubmit)
	check(false, false)
	j.Act(c.Head, route.ActClear)
	j.Act(c.Checker, route.ActConfirmFormat)
	check(true, false)
	j.Act(c.ConsultedHead, route.ActGiveOpinion)
	check(true, false)
}

func TestAUnitWhoseTurnNeverCameDoesNotSeeAWithdrawnDossier(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c).UpTo(route.StepClearance)
	j.Act(c.Drafter, route.ActWithdraw)
	require.Equal(t, route.StepCancelled, j.Route.Step("consultation:TCKH").State)
	_, err := db.Store.Document(context.Background(), domain.Viewer{PersonID: c.ConsultedHead.PersonID, UnitIDs: []string{c.Finance.ID}}, j.Doc.ID)
	hasCode(t, err, domain.ErrNotFound)
}

func TestAFileIsSeenWithTheDossierItBelongsTo(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	j := journey(t, db, c)
	content := func(text string) string { return testkit.Content(t, db.Store, text) }
	annex, opinion, preview, docx, pdf, evidence, loose, lone := content("annex"), content("opinion"), content("preview"), content("docx"), content("pdf"), content("evidence"), content("loose"), content("lone")
	_, err := db.Store.AddAnnex(ctx, "t", domain.Annex{DocumentID: j.Doc.ID, Kind: domain.AnnexAttachment, SHA256: annex, FileName: "a", UploadedBy: c.Drafter.PersonID, UploadedAt: j.Now})
	require.NoError(t, err)
	require.NoError(t, db.Store.SavePreview(ctx, j.Doc.Version.SHA256, preview, j.Now))
	j.UpTo(route.StepConsultation)
	j.Act(c.ConsultedHead, route.ActGiveOpinion, func(cmd *route.Command) { cmd.FileSHA256 = opinion })
	j.Act(c.Chief, route.ActReview)
	j.Act(c.ViceChair, route.ActSign)
	j.Act(c.Clerk, route.ActIssue)
	j.Record(j.Publication(docx, pdf))
	outside := domain.Refusal{
		Code: domain.RefusedOutOfOrder, ClauseID: "letter-4", Case: domain.DocumentRef(j.Doc.ID), UnitID: c.Home.ID, Act: route.ActSign, Door: domain.DoorOutside,
		At: j.Now, Note: "seen", EvidenceSHA: evidence, RecordedBy: c.Chief.PersonID,
	}
	_, err = db.Store.RecordRefusal(ctx, outside)
	require.NoError(t, err)
	outside.Case.ID, outside.EvidenceSHA = "", lone
	_, err = db.Store.RecordRefusal(ctx, outside)
	require.NoError(t, err)

	home, justice := domain.Viewer{PersonID: c.Head.PersonID, UnitIDs: []string{c.Home.ID}}, domain.Viewer{PersonID: c.JusticeHead.PersonID, UnitIDs: []string{c.Justice.ID}}
	for name, row := range map[string]struct {
		sha          string
		home, theAll bool
	}{
		"version": {j.Doc.Version.SHA256, true, true}, "annex": {annex, true, true}, "opinion": {opinion, true, true}, "preview": {preview, true, true},
		"issued docx": {docx, true, true}, "issued pdf": {pdf, true, true}, "evidence": {evidence, true, true},
		"evidence without a dossier": {lone, false, true}, "of no dossier": {loose, false, false}, "unknown": {"none", false, false},
	} {
		for viewer, want := range map[*domain.Viewer]bool{&home: row.home, &justice: false, &all: row.theAll} {
			seen, err := db.Store.FileVisible(ctx, *viewer, row.sha)
			require.NoError(t, err)
			require.Equal(t, want, seen, "%s by %v", name, *viewer)
		}
	}
}

func TestTheListOfDocumentsIsNewestFirstAndKeepsItsPlace(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	var want []string
	for i := range 7 {
		doc := testkit.Draft(t, db.Store, c, func(d *domain.Document) {
			d.CreatedAt = testkit.Morning.Add(time.Duration(i/2) * time.Hour) // pairs of the same time
			d.Subject = fmt.Sprintf("V/v số %d", i)
		})
		want = append([]string{doc.ID}, want...)
	}
	var got []string
	after := ""
	for {
		page, next, err := db.Store.Documents(ctx, all, domain.DocumentFilter{Limit: 3, After: after})
		require.NoError(t, err)
		for _, d := range page {
			got = append(got, d.ID)
		}
		// What comes in while somebody reads on shifts nothing.
		testkit.Draft(t, db.Store, c, func(d *domain.Document) { d.CreatedAt = testkit.Morning.AddDate(0, 1, 0) })
		if after = next; after == "" {
			break
		}
	}
	require.Equal(t, want, got)
	for filter, want := range map[domain.DocumentFilter]int{
		{Text: "so 3"}: 1, {Text: "SỐ 3"}: 1, {Text: "%"}: 0, {State: domain.DocumentOnRoute}: 0, {UnitID: c.Finance.ID}: 0, {UnitID: c.Home.ID, State: domain.DocumentDraft}: 10,
	} {
		page, _, err := db.Store.Documents(ctx, all, filter)
		require.NoError(t, err)
		require.Len(t, page, want, filter)
	}
	_, _, err := db.Store.Documents(ctx, all, domain.DocumentFilter{After: "nonsense"})
	hasCode(t, err, domain.ErrInvalid)
}

func TestAnIdThatIsNoneIsNotFound(t *testing.T) {
	t.Parallel()
	db, _ := start(t)
	ctx := context.Background()
	for _, id := range []string{"", "x", uuid.NewString()} {
		_, err := db.Store.Document(ctx, all, id)
		hasCode(t, err, domain.ErrNotFound)
		_, err = db.Store.Dossier(ctx, all, id, route.Whole("any"))
		hasCode(t, err, domain.ErrNotFound)
		_, err = db.Store.Route(ctx, id)
		hasCode(t, err, domain.ErrNotFound)
	}
}

func TestTextThatCannotBeStoredIsTheSendersFault(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	doc := testkit.Draft(t, db.Store, c)
	doc.Subject = "a\x00b"
	var fault *domain.Error
	require.ErrorAs(t, db.Store.UpdateDraft(context.Background(), doc), &fault)
	require.Equal(t, domain.ErrInvalid, fault.Code)
}

func TestAFormatCheckBelongsToItsFileAndRules(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	doc := testkit.Draft(t, db.Store, c)
	check := domain.FormatCheck{SHA256: doc.Version.SHA256, Ruleset: "1", Errors: 2, Warnings: 1, Report: json.RawMessage(`{"a": 1}`), CheckedAt: testkit.Morning}
	none, err := db.Store.FormatCheck(ctx, check.SHA256, "1")
	require.NoError(t, err)
	require.Nil(t, none)
	require.NoError(t, db.Store.SaveFormatCheck(ctx, check))
	require.NoError(t, db.Store.SaveFormatCheck(ctx, check), "again")
	kept, err := db.Store.FormatCheck(ctx, check.SHA256, "1")
	require.NoError(t, err)
	require.Equal(t, &check, kept)
	for ruleset, want := range map[string]*domain.FormatCheck{"1": &check, "2": nil} {
		d, err := db.Store.Dossier(ctx, all, doc.ID, route.Whole(ruleset))
		require.NoError(t, err)
		require.Equal(t, want, d.Format)
	}
	_, err = db.Store.AddVersion(ctx, "t", domain.Version{DocumentID: doc.ID, SHA256: testkit.Content(t, db.Store, "new"), FileName: "b.docx", UploadedBy: c.Drafter.PersonID, UploadedAt: testkit.Morning})
	require.NoError(t, err)
	d, err := db.Store.Dossier(ctx, all, doc.ID, route.Whole("1"))
	require.NoError(t, err)
	require.Nil(t, d.Format, "a changed file must be checked again")
}

func TestFilesAndPreviewsAreKeptOnce(t *testing.T) {
	t.Parallel()
	db, _ := start(t)
	ctx := context.Background()
	source, pdf := testkit.Content(t, db.Store, "source"), testkit.Content(t, db.Store, "pdf")
	size, media, err := db.Store.File(ctx, source)
	require.NoError(t, err)
	require.Equal(t, int64(7), size)
	require.Equal(t, "application/octet-stream", media)
	_, _, err = db.Store.File(ctx, "none")
	hasCode(t, err, domain.ErrNotFound)
	_, made, err := db.Store.Preview(ctx, source)
	require.NoError(t, err)
	require.False(t, made)
	require.NoError(t, db.Store.SavePreview(ctx, source, pdf, testkit.Morning))
	require.NoError(t, db.Store.SavePreview(ctx, source, source, testkit.Morning), "the first stays")
	got, made, err := db.Store.Preview(ctx, source)
	require.NoError(t, err)
	require.True(t, made)
	require.Equal(t, pdf, got)
}

func TestTheHistoryNamesWhoActedForWhichUnit(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	j := journey(t, db, c).UpTo(route.StepFormat)
	d, err := db.Store.Dossier(context.Background(), all, j.Doc.ID, route.Whole("any"))
	require.NoError(t, err)
	require.Len(t, d.History, 2)
	require.Equal(t, route.HistoryItem{
		Seq: 2, Event: route.EventCleared, Act: route.ActClear, StepKey: "clearance", Round: 1, PersonName: c.Head.Name, UnitName: c.Home.Name,
		VersionID: j.Doc.Version.ID, Door: domain.DoorPage, At: j.Now,
	}, d.History[1])
	require.Equal(t, j.Route.Seq, d.Route.Seq)
}

func TestAReturnedDossierKeepsWhatItsRouteWasPlannedBy(t *testing.T) {
	t.Parallel()
	db, c := start(t)
	ctx := context.Background()
	j := testkit.NewJourney(t, db.Store, c, testkit.Draft(t, db.Store, c)).UpTo(route.StepClearance)
	j.Act(c.Head, route.ActReturn, func(cmd *route.Command) { cmd.Text = "thiếu căn cứ" })
	doc, err := db.Store.Document(ctx, all, j.Doc.ID)
	require.NoError(t, err)

	doc.Subject, doc.Notation = "V/v chấn chỉnh kỷ cương", "UBND-VP"
	require.NoError(t, db.Store.UpdateDraft(ctx, doc))
	for name, change := range map[string]func(*domain.Document){
		"type":            func(d *domain.Document) { d.Type = domain.TypeDecision },
		"consulted units": func(d *domain.Document) { d.ConsultedUnits = nil },
		"signer":          func(d *domain.Document) { d.SignerPosition = domain.PositionChair },
	} {
		other := doc
		change(&other)
		var fault *domain.Error
		require.ErrorAs(t, db.Store.UpdateDraft(ctx, other), &fault, name)
		require.Equal(t, domain.ErrConflict, fault.Code, name)
	}
}

func TestADossierIsReadInTheWantedPartsAndNoOthers(t *testing.T) {
	t.Parallel()
	db := testkit.Database(t)
	members := testkit.Organisation(t, db.Store)
	j := testkit.NewJourney(t, db.Store, members, testkit.Draft(t, db.Store, members)).UpTo(route.StepConsultation)
	all := domain.Viewer{SeesAll: true}
	whole, err := db.Store.Dossier(t.Context(), all, j.Doc.ID, route.Whole("2020.1"))
	require.NoError(t, err)
	require.NotEmpty(t, whole.Route.Steps)
	require.NotEmpty(t, whole.Versions)
	require.NotEmpty(t, whole.History)
	require.NotEmpty(t, whole.Clocks)
	for name, want := range map[string]route.Parts{
		"nothing but the document": {}, "the route": {Route: true}, "the versions": {Versions: true}, "the annexes": {Annexes: true},
		"the history": {History: true}, "the refusals": {Refusals: true}, "the clocks": {Clocks: true}, "the format check": {Ruleset: "2020.1"},
	} {
		got, err := db.Store.Dossier(t.Context(), all, j.Doc.ID, want)
		require.NoError(t, err)
		require.Equal(t, testkit.PartsOf(whole, want), got, name)
	}
}
