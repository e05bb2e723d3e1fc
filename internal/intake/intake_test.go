package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/intake"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
)

// checker stands for the Decree 30 checker: what it says is given.
type checker struct {
	result format.Result
	err    error
}

func (c *checker) Check(context.Context, io.ReaderAt, int64) (format.Result, error) {
	return c.result, c.err
}
func (*checker) Ruleset() string { return "rules-1" }

// previews remembers what was asked for.
type previews struct {
	asked []string
	err   error
}

func (p *previews) RequestPreview(_ context.Context, sha256 string) error {
	p.asked = append(p.asked, sha256)
	return p.err
}

type door struct {
	*intake.Service
	db       testkit.DB
	c        testkit.Committee
	checker  *checker
	previews *previews
	log      *bytes.Buffer
	files    interface {
		Stat(ctx context.Context, sha256 string) (int64, error)
	}
}

func open(t *testing.T) door {
	t.Helper()
	db := testkit.Database(t)
	files := testkit.Files(t)
	d := door{db: db, c: testkit.Organisation(t, db.Store), previews: &previews{}, log: &bytes.Buffer{}, files: files, checker: &checker{result: format.Result{
		Errors: 2, Warnings: 1, Report: json.RawMessage(`{"findings": []}`),
		Proposal: format.Proposal{
			Type: domain.TypeOfficialLetter, Subject: "V/v chấn chỉnh  kỷ luật", Notation: "UBND-NV", Urgency: domain.UrgencyUrgent,
			Recipients: []string{"Như trên", "Lưu: VT"}, Signer: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
		},
	}}}
	d.Service = intake.New(db.Store, files, d.checker, d.previews, func() time.Time { return testkit.Morning }, slog.New(slog.NewJSONHandler(d.log, nil)))
	return d
}

func upload(name, body string) intake.Upload {
	return intake.Upload{FileName: name, Body: strings.NewReader(body)}
}

func refused(t *testing.T, err error, code domain.ErrorCode, key string) {
	t.Helper()
	var known *domain.Error
	require.ErrorAs(t, err, &known)
	require.Equal(t, [2]string{string(code), key}, [2]string{string(known.Code), known.Key}, err)
}

func (d door) nothingKept(t *testing.T) {
	t.Helper()
	var files, documents int
	require.NoError(t, d.db.Raw.QueryRow("SELECT (SELECT count(*) FROM files), (SELECT count(*) FROM documents)").Scan(&files, &documents))
	require.Zero(t, files)
	require.Zero(t, documents)
}

func TestD1AnUploadBecomesADraftWithProposedFacts(t *testing.T) {
	t.Parallel()
	d := open(t)
	ctx := context.Background()
	doc, check, err := d.Draft(ctx, d.c.Drafter, "form", upload(`C:\Tài liệu\dự thảo.docx`, "a draft"), nil)
	require.NoError(t, err)
	require.Equal(t, domain.DocumentDraft, doc.State)
	require.Equal(t, "V/v chấn chỉnh kỷ luật", doc.Subject)
	require.Equal(t, "UBND-NV", doc.Notation)
	require.Equal(t, domain.UrgencyUrgent, doc.Urgency)
	require.Equal(t, domain.PositionViceChair, doc.SignerPosition)
	require.Equal(t, []string{"Như trên", "Lưu: VT"}, doc.Recipients)
	require.Equal(t, d.c.Home.ID, doc.UnitID)
	require.Equal(t, d.c.Drafter.PersonID, doc.DrafterID)
	require.Equal(t, "dự thảo.docx", doc.Version.FileName)
	require.Equal(t, int64(7), doc.Version.Size)
	require.Equal(t, 2, check.Errors)

	kept, err := d.db.Store.FormatCheck(ctx, doc.Version.SHA256, "rules-1")
	require.NoError(t, err)
	require.Equal(t, check, *kept)
	size, err := d.files.Stat(ctx, doc.Version.SHA256)
	require.NoError(t, err)
	require.Equal(t, int64(7), size)
	require.Equal(t, []string{doc.Version.SHA256}, d.previews.asked)

	again, _, err := d.Draft(ctx, d.c.Drafter, "form", upload("dự thảo.docx", "a draft"), nil)
	require.NoError(t, err)
	require.Equal(t, doc, again, "the same form makes one draft")
}

func TestGivenFactsAreKeptAndCheckedBeforeAnyDocument(t *testing.T) {
	t.Parallel()
	d := open(t)
	ctx := context.Background()
	facts := &intake.Facts{
		Type: domain.TypeDecision, Subject: "Về việc khen thưởng", Notation: "QĐ-UBND", Urgency: domain.UrgencyNormal, SignerPosition: domain.PositionChair,
		ConsultedUnits: []string{d.c.Finance.ID}, Sectors: []string{"noi-vu"}, Recipients: []string{"Lưu: VT"}, LegalNormative: true,
	}
	doc, _, err := d.Draft(ctx, d.c.Drafter, "form", upload("a.docx", "x"), facts)
	require.NoError(t, err)
	require.Equal(t, domain.TypeDecision, doc.Type)
	require.Equal(t, []string{d.c.Finance.ID}, doc.ConsultedUnits)
	require.True(t, doc.LegalNormative)
	facts.Subject = " "
	_, _, err = d.Draft(ctx, d.c.Drafter, "form 2", upload("a.docx", "x"), facts)
	refused(t, err, domain.ErrInvalid, "facts.invalid")
	documents, _, err := d.db.Store.Documents(ctx, domain.Viewer{SeesAll: true}, domain.DocumentFilter{})
	require.NoError(t, err)
	require.Len(t, documents, 1)
}

func TestOnlyWhoDraftsForAUnitBeginsADossier(t *testing.T) {
	t.Parallel()
	d := open(t)
	for name, actor := range map[string]domain.Actor{"clerk": d.c.Clerk, "administrator": d.c.Administrator, "chair": d.c.Chair, "nobody": {}} {
		_, _, err := d.Draft(context.Background(), actor, "form", upload("a.docx", "x"), nil)
		refused(t, err, domain.ErrForbidden, "upload.not_drafter")
		require.Empty(t, d.previews.asked, name)
	}
	d.nothingKept(t)
}

func TestLaw117AMarkOfStateSecrecyIsRefusedBeforeAByteIsStored(t *testing.T) {
	t.Parallel()
	d := open(t)
	ctx := context.Background()
	d.checker.result = format.Result{Secret: true}
	_, _, err := d.Draft(ctx, d.c.Drafter, "form", upload("a.docx", "a secret"), nil)
	refused(t, err, domain.ErrUnsupported, "upload.secret")
	_, err = d.AddAnnex(ctx, d.c.Chief, "", "form", domain.AnnexEvidence, intake.Upload{FileName: "a.docx", Body: bytes.NewReader(corrected(t))})
	refused(t, err, domain.ErrUnsupported, "upload.secret")
	d.nothingKept(t)
	require.Empty(t, d.log.String())
	left, err := filepath.Glob(filepath.Join(os.TempDir(), "trinhky-upload-*"))
	require.NoError(t, err)
	for _, name := range left {
		data, err := os.ReadFile(name)
		if errors.Is(err, os.ErrNotExist) {
			continue // of a test beside this one
		}
		require.NoError(t, err)
		require.NotEqual(t, "a secret", string(data), "nor left on the disk")
	}
}

func TestAFileThatCannotBeReadIsRefusedInWordsForThePerson(t *testing.T) {
	t.Parallel()
	d := open(t)
	ctx := context.Background()
	for code, want := range map[opc.Code]domain.ErrorCode{
		opc.CodeNotDocx: domain.ErrUnsupported, opc.CodeLegacyDoc: domain.ErrUnsupported, opc.CodeEncrypted: domain.ErrUnsupported,
		opc.CodeMacro: domain.ErrUnsupported, opc.CodeDamaged: domain.ErrUnsupported, opc.CodeBomb: domain.ErrTooLarge, opc.CodeTooLarge: domain.ErrTooLarge,
	} {
		d.checker.err = &opc.Error{Code: code, Part: "word/document.xml", Detail: "line 7"}
		_, _, err := d.Draft(ctx, d.c.Drafter, "form", upload("a.docx", "x"), nil)
		refused(t, err, want, "upload."+string(code))
		require.Contains(t, d.log.String(), "docx: "+string(code)+" in word/document.xml: line 7", "the log has it exactly")
		d.log.Reset()
	}
	d.checker.err = &opc.Error{Code: opc.CodeTooLarge, Detail: "line 7"}
	_, err := d.AddAnnex(ctx, d.c.Chief, "", "form", domain.AnnexEvidence, intake.Upload{FileName: "a.docx", Body: bytes.NewReader(corrected(t))})
	refused(t, err, domain.ErrTooLarge, "upload.too_large")
	require.Contains(t, d.log.String(), "line 7")
	_, _, err = d.Draft(ctx, d.c.Drafter, "form", upload("a.docx", ""), nil)
	refused(t, err, domain.ErrInvalid, "upload.empty")
	_, _, err = d.Draft(ctx, d.c.Drafter, "form", intake.Upload{FileName: "a.docx", Body: iotest.ErrReader(errors.New("gone"))}, nil)
	refused(t, err, domain.ErrInvalid, "upload.broken_off")
	slow := &domain.Error{Code: domain.ErrSlow, Key: "said.before"}
	_, _, err = d.Draft(ctx, d.c.Drafter, "form", intake.Upload{FileName: "a.docx", Body: iotest.ErrReader(slow)}, nil)
	refused(t, err, domain.ErrSlow, "said.before")
	_, _, err = d.Draft(ctx, d.c.Drafter, "form", intake.Upload{FileName: "a.docx", Body: io.LimitReader(zeros{}, 50<<20+1)}, nil)
	refused(t, err, domain.ErrTooLarge, "upload.too_large")
	d.nothingKept(t)
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func TestAFileOfJustTheLimitIsTaken(t *testing.T) {
	t.Parallel()
	d := open(t)
	doc, _, err := d.Draft(context.Background(), d.c.Drafter, "form", intake.Upload{FileName: "a.docx", Body: io.LimitReader(zeros{}, 50<<20)}, nil)
	require.NoError(t, err)
	require.Equal(t, int64(50<<20), doc.Version.Size)
}

func TestAPreviewThatCannotBeAskedForDoesNotFailTheUpload(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.previews.err = errors.New("temporal is away")
	_, _, err := d.Draft(context.Background(), d.c.Drafter, "form", upload("a.docx", "x"), nil)
	require.NoError(t, err)
}

func TestANewVersionIsTheDraftersAndGoesOnceIntoTheDossier(t *testing.T) {
	t.Parallel()
	d := open(t)
	ctx := context.Background()
	doc, _, err := d.Draft(ctx, d.c.Drafter, "form", upload("a.docx", "one"), nil)
	require.NoError(t, err)
	v, check, err := d.AddVersion(ctx, d.c.Drafter, doc.ID, "form 2", upload("b.docx", "two"))
	require.NoError(t, err)
	require.Equal(t, 2, v.Ordinal)
	require.Equal(t, v.SHA256, check.SHA256)
	again, _, err := d.AddVersion(ctx, d.c.Drafter, doc.ID, "form 2", upload("b.docx", "two"))
	require.NoError(t, err)
	require.Equal(t, v, again)
	third := upload("c.docx", "three")
	third.Ordinal = 2
	_, _, err = d.AddVersion(ctx, d.c.Drafter, doc.ID, "form 3", third)
	refused(t, err, domain.ErrConflict, "draft.newer_version")
	third = upload("c.docx", "three")
	third.Ordinal = 3
	v, _, err = d.AddVersion(ctx, d.c.Drafter, doc.ID, "form 3", third)
	require.NoError(t, err)
	require.Equal(t, 3, v.Ordinal)
	third = upload("c.docx", "three")
	third.Ordinal = 3
	again, _, err = d.AddVersion(ctx, d.c.Drafter, doc.ID, "form 3", third)
	require.NoError(t, err, "the same form sent twice")
	require.Equal(t, v, again)
	_, _, err = d.AddVersion(ctx, d.c.Head, doc.ID, "form 3", upload("c.docx", "three"))
	refused(t, err, domain.ErrForbidden, "draft.not_yours")
	_, _, err = d.AddVersion(ctx, d.c.ConsultedHead, doc.ID, "form 3", upload("c.docx", "three"))
	refused(t, err, domain.ErrNotFound, "storage.not_found")
	j := testkit.NewJourney(t, d.db.Store, d.c, testkit.Draft(t, d.db.Store, d.c)).UpTo(route.StepClearance)
	_, _, err = d.AddVersion(ctx, d.c.Drafter, j.Doc.ID, "form 4", upload("c.docx", "three"))
	refused(t, err, domain.ErrConflict, "draft.fixed")
}

// archive is a zip with parts of these names.
func archive(t *testing.T, parts ...string) io.Reader {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range parts {
		part, err := w.Create(name)
		require.NoError(t, err)
		_, err = part.Write([]byte("<x/>"))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return &b
}

func picture(t *testing.T, encode func(io.Writer, image.Image) error) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, encode(&b, image.NewGray(image.Rect(0, 0, 2, 2))))
	return b.String()
}

func TestAnAnnexIsWhatItsBytesSayAndNotItsName(t *testing.T) {
	t.Parallel()
	d := open(t)
	ctx := context.Background()
	doc, _, err := d.Draft(ctx, d.c.Drafter, "form", upload("a.docx", "one"), nil)
	require.NoError(t, err)
	pngFile := picture(t, png.Encode)
	jpegFile := picture(t, func(w io.Writer, m image.Image) error { return jpeg.Encode(w, m, nil) })
	pdf := "%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n"
	read := func(r io.Reader) string {
		data, err := io.ReadAll(r)
		require.NoError(t, err)
		return string(data)
	}
	sheet := string(workbook().packed(t))
	for name, row := range map[string]struct {
		body, media string
		code        domain.ErrorCode
		key         string
	}{
		"word":                      {body: string(corrected(t)), media: docx.MediaType},
		"excel":                     {body: sheet, media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		"pdf":                       {body: pdf, media: "application/pdf"},
		"png":                       {body: pngFile, media: "image/png"},
		"jpeg":                      {body: jpegFile, media: "image/jpeg"},
		"text":                      {body: "just text", code: domain.ErrUnsupported, key: "upload.kind"},
		"web page":                  {body: "<html><script>alert(1)</script>", code: domain.ErrUnsupported, key: "upload.kind"},
		"svg":                       {body: "<svg xmlns='http://www.w3.org/2000/svg'/>", code: domain.ErrUnsupported, key: "upload.kind"},
		"old office":                {body: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", code: domain.ErrUnsupported, key: "upload.kind"},
		"pdf cut short":             {body: pdf[:20], code: domain.ErrUnsupported, key: "upload.damaged"},
		"png cut short":             {body: pngFile[:12], code: domain.ErrUnsupported, key: "upload.damaged"},
		"zip cut short":             {body: sheet[:40], code: domain.ErrUnsupported, key: "upload.damaged"},
		"excel without its content": {body: read(archive(t, "xl/workbook.xml")), code: domain.ErrUnsupported, key: "upload.kind"},
		"nothing":                   {body: "", code: domain.ErrInvalid, key: "upload.empty"},
	} {
		a, err := d.AddAnnex(ctx, d.c.Drafter, doc.ID, "annex "+name, domain.AnnexAttachment, upload("phụ lục.pdf", row.body))
		if row.code != "" {
			require.Error(t, err, name)
			refused(t, err, row.code, row.key)
			continue
		}
		require.NoError(t, err, name)
		require.Equal(t, row.media, a.MediaType, name)
		require.Equal(t, int64(len(row.body)), a.Size)
	}
}

func TestAnnexesComeFromThoseWhoHaveBusinessWithThem(t *testing.T) {
	t.Parallel()
	d := open(t)
	ctx := context.Background()
	j := testkit.NewJourney(t, d.db.Store, d.c, testkit.Draft(t, d.db.Store, d.c))
	add := func(actor domain.Actor, kind domain.AnnexKind) error {
		_, err := d.AddAnnex(ctx, actor, j.Doc.ID, string(kind)+actor.Name+string(j.Route.State), kind, upload("a.pdf", "%PDF-1.7 "+actor.Name+" startxref %%EOF"))
		return err
	}
	attached := func() int {
		dossier, err := d.db.Store.Dossier(ctx, domain.Viewer{SeesAll: true}, j.Doc.ID, route.Whole("any"))
		require.NoError(t, err)
		return len(dossier.Annexes)
	}
	require.NoError(t, add(d.c.Drafter, domain.AnnexSubmission))
	require.NoError(t, add(d.c.Drafter, domain.AnnexAttachment))
	refused(t, add(d.c.Head, domain.AnnexAttachment), domain.ErrForbidden, "draft.not_yours")
	refused(t, add(d.c.ConsultedHead, domain.AnnexOpinion), domain.ErrNotFound, "storage.not_found")
	refused(t, add(d.c.Drafter, "other"), domain.ErrInvalid, "annex.kind")
	refused(t, add(d.c.Drafter, domain.AnnexEvidence), domain.ErrForbidden, "outside.office_only")
	require.Equal(t, 2, attached())

	j.UpTo(route.StepConsultation)
	refused(t, add(d.c.Drafter, domain.AnnexAttachment), domain.ErrConflict, "draft.fixed")
	require.NoError(t, add(d.c.ConsultedHead, domain.AnnexOpinion))
	require.Equal(t, 3, attached())
	require.NoError(t, add(d.c.Head, domain.AnnexOpinion), "taken in, for the act to be refused and recorded")
	require.Equal(t, 3, attached(), "but no part of the dossier")
	require.NoError(t, add(d.c.Chief, domain.AnnexEvidence))
	require.Equal(t, 4, attached())
}

func TestEvidenceOfAPaperWithoutADossierIsTheOffices(t *testing.T) {
	t.Parallel()
	d := open(t)
	ctx := context.Background()
	a, err := d.AddAnnex(ctx, d.c.Chief, "", "form", domain.AnnexEvidence, upload("ảnh.png", picture(t, png.Encode)))
	require.NoError(t, err)
	_, err = d.files.Stat(ctx, a.SHA256)
	require.NoError(t, err)
	_, err = d.AddAnnex(ctx, d.c.Head, "", "form", domain.AnnexEvidence, upload("ảnh.png", "x"))
	refused(t, err, domain.ErrForbidden, "outside.office_only")
	_, err = d.AddAnnex(ctx, d.c.Chief, "", "form", domain.AnnexAttachment, upload("ảnh.png", "x"))
	refused(t, err, domain.ErrInvalid, "annex.kind")
}
