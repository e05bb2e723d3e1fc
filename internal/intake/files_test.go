package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"log/slog"
	"net/url"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	"trinhky/internal/docxgen"
	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/intake"
	"trinhky/internal/proof/testkit"
	"trinhky/storage/files"
)

// desk is the intake with its own checker, on a database and a bucket of its own.
type desk struct {
	*intake.Service
	db       testkit.DB
	c        testkit.Committee
	files    *files.Store
	previews *previews
	bucket   files.Config
}

func enter(t *testing.T) desk {
	t.Helper()
	h := desk{db: testkit.Database(t), previews: &previews{}, bucket: testkit.FilesConfig(t, testkit.RealServers(t).S3Endpoint)}
	h.c = testkit.Organisation(t, h.db.Store)
	var err error
	h.files, err = files.Open(context.Background(), h.bucket)
	require.NoError(t, err)
	h.Service = intake.New(h.db.Store, h.files, format.Checker{}, h.previews, func() time.Time { return testkit.Morning }, slog.New(slog.DiscardHandler))
	return h
}

// objects are the keys in the bucket, whoever wrote them.
func (h desk) objects(t *testing.T) []string {
	t.Helper()
	endpoint, err := url.Parse(h.bucket.Endpoint)
	require.NoError(t, err)
	client, err := minio.New(endpoint.Host, &minio.Options{Creds: credentials.NewStaticV4(h.bucket.AccessKey, h.bucket.SecretKey, ""), Region: "us-east-1"})
	require.NoError(t, err)
	var keys []string
	for object := range client.ListObjects(context.Background(), h.bucket.Bucket, minio.ListObjectsOptions{Recursive: true}) {
		require.NoError(t, object.Err)
		keys = append(keys, object.Key)
	}
	return keys
}

// nothingKept requires that neither the store nor the database knows of any file.
func (h desk) nothingKept(t *testing.T) {
	t.Helper()
	require.Empty(t, h.objects(t))
	for _, table := range []string{"files", "documents", "versions", "annexes", "format_checks"} {
		var n int
		require.NoError(t, h.db.Raw.QueryRow("SELECT count(*) FROM "+table).Scan(&n))
		require.Zero(t, n, table)
	}
}

func file(name string, body []byte) intake.Upload {
	return intake.Upload{FileName: name, Body: bytes.NewReader(body)}
}

func corrected(t *testing.T) []byte {
	t.Helper()
	return testkit.Fixture(t, "288-UBND-VP.corrected.docx")
}

// repacked is a package with one part changed or added, each part stored as it is
// or deflated.
func repacked(t *testing.T, source []byte, name string, content io.Reader, method uint16) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(source), int64(len(source)))
	require.NoError(t, err)
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		if f.Name != name {
			require.NoError(t, out.Copy(f))
		}
	}
	w, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: method})
	require.NoError(t, err)
	_, err = io.Copy(w, content)
	require.NoError(t, err)
	require.NoError(t, out.Close())
	return b.Bytes()
}

// compound is the beginning of a file of older Office programs with one stream.
func compound(stream string) []byte {
	b := append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 8<<10)...)
	for i, c := range stream {
		b[1024+2*i] = byte(c)
	}
	return b
}

// lying is a package whose directory tells another size of its main part.
func lying(source []byte) []byte {
	out := bytes.Clone(source)
	for i := 0; ; i++ {
		k := bytes.Index(out[i:], []byte("PK\x01\x02"))
		if k < 0 {
			return out
		}
		i += k
		if name := int(binary.LittleEndian.Uint16(out[i+28:])); string(out[i+46:i+46+name]) == "word/document.xml" {
			binary.LittleEndian.PutUint32(out[i+24:], 10)
		}
	}
}

func pngOf(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))))
	return b.Bytes()
}

func jpegOf(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 64, 64)), nil))
	return b.Bytes()
}

func pdfOf(size int) io.Reader {
	head, tail := "%PDF-1.7\n", "\nstartxref\n9\n%%EOF\n"
	return io.MultiReader(strings.NewReader(head), io.LimitReader(zeros{}, int64(size-len(head)-len(tail))), strings.NewReader(tail))
}

func TestD1TheLetterProposesItsOwnFactsAndTheDraftersWordWins(t *testing.T) {
	t.Parallel()
	h := enter(t)
	ctx := context.Background()
	doc, check, err := h.Draft(ctx, h.c.Drafter, "form 1", file("288.docx", corrected(t)), nil)
	require.NoError(t, err)
	require.Zero(t, check.Errors, string(check.Report))
	require.Equal(t, domain.TypeOfficialLetter, doc.Type)
	require.Equal(t, "UBND-VP", doc.Notation)
	require.Contains(t, doc.Subject, "chấn chỉnh, khắc phục một số hạn chế trong thực hiện Quy chế làm việc")
	require.Equal(t, domain.PositionChair, doc.SignerPosition)
	require.Equal(t, domain.UrgencyNormal, doc.Urgency)
	require.Contains(t, doc.Recipients, "CT và các PCT UBND TP")
	require.Equal(t, []string{doc.Version.SHA256}, h.previews.asked)
	require.Equal(t, []string{"sha256/" + doc.Version.SHA256[:2] + "/" + doc.Version.SHA256}, h.objects(t))

	given := &intake.Facts{
		Type: domain.TypeNotice, Subject: "Về  lịch\x00 tiếp\ncông dân ", Notation: "TB-UBND", Urgency: domain.UrgencyExpress,
		SignerPosition: domain.PositionChiefOfOffice, ConsultedUnits: []string{h.c.Finance.ID}, Recipients: []string{"Lưu:\x00 VT", " "},
	}
	other, _, err := h.Draft(ctx, h.c.Drafter, "form 2", file("288.docx", corrected(t)), given)
	require.NoError(t, err)
	require.Equal(t, domain.TypeNotice, other.Type)
	require.Equal(t, "Về lịch tiếp công dân", other.Subject)
	require.Equal(t, "TB-UBND", other.Notation)
	require.Equal(t, domain.UrgencyExpress, other.Urgency)
	require.Equal(t, domain.PositionChiefOfOffice, other.SignerPosition)
	require.Equal(t, []string{h.c.Finance.ID}, other.ConsultedUnits)
	require.Equal(t, []string{"Lưu: VT"}, other.Recipients)
	require.Len(t, h.objects(t), 1, "the same content is kept once")
}

func TestTheLetterAsIssuedIsTakenInWithItsFaultsNamed(t *testing.T) {
	t.Parallel()
	h := enter(t)
	doc, check, err := h.Draft(context.Background(), h.c.Drafter, "form", file("288.docx", testkit.Fixture(t, "288-UBND-VP.docx")), nil)
	require.NoError(t, err)
	require.Positive(t, check.Errors)
	kept, err := h.db.Store.FormatCheck(context.Background(), doc.Version.SHA256, format.Ruleset)
	require.NoError(t, err)
	require.Equal(t, check.Errors, kept.Errors)
}

// A draft in proper form that the clerk could not number would wait for ever, so
// it is turned away; none of the decree's own forms may be.
func TestNd30EverySampleFormIsTakenIn(t *testing.T) {
	t.Parallel()
	h := enter(t)
	inForm := 0
	for name, form := range docxgen.SampleForms() {
		doc, check, err := h.Draft(context.Background(), h.c.Drafter, name, file(name+".docx", form.Bytes()), nil)
		require.NoError(t, err, name)
		require.NotEmpty(t, doc.Notation, name)
		if check.Errors == 0 {
			inForm++
		}
	}
	require.Greater(t, inForm, 5)
}

func TestWhatTheFileDoesNotSayFitToKeepIsLeftForTheDrafter(t *testing.T) {
	t.Parallel()
	h := enter(t)
	for name, spec := range map[string]func(*docxgen.Spec){
		"an endless subject": func(s *docxgen.Spec) { s.Reference = docxgen.T("V/v " + strings.Repeat("rất dài ", 200)) },
		"an endless symbol":  func(s *docxgen.Spec) { s.Number = docxgen.T("Số:     /UBND-" + strings.Repeat("ABCDE", 20)) },
		"an empty head":      func(s *docxgen.Spec) { s.Reference, s.Number = docxgen.Line{}, docxgen.Line{} },
	} {
		letter := docxgen.LetterDraft()
		spec(letter)
		var b bytes.Buffer
		require.NoError(t, letter.Write(&b))
		doc, _, err := h.Draft(context.Background(), h.c.Drafter, name, file("a.docx", b.Bytes()), nil)
		require.NoError(t, err, name)
		require.NotEmpty(t, doc.Subject, name)
		require.LessOrEqual(t, len([]rune(doc.Subject)), 500, name)
		require.LessOrEqual(t, len([]rune(doc.Notation)), 30, name)
	}
}

func TestEveryFileThatIsNoDraftIsRefusedInItsOwnWordsAndLeavesNoTrace(t *testing.T) {
	h := enter(t)
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	letter := corrected(t)
	for name, c := range map[string]struct {
		body io.Reader
		code domain.ErrorCode
		key  string
	}{
		"more than 50 MB":           {io.LimitReader(zeros{}, 50<<20+1), domain.ErrTooLarge, "upload.too_large"},
		"an old .doc":               {bytes.NewReader(compound("WordDocument")), domain.ErrUnsupported, "upload.legacy_doc"},
		"an encrypted document":     {bytes.NewReader(compound("EncryptedPackage")), domain.ErrUnsupported, "upload.encrypted"},
		"a document with macros":    {bytes.NewReader(repacked(t, letter, "word/vbaProject.bin", strings.NewReader("x"), zip.Store)), domain.ErrUnsupported, "upload.macro"},
		"a zip bomb":                {bytes.NewReader(repacked(t, letter, "word/document.xml", io.LimitReader(blanks{}, 100<<20), zip.Deflate)), domain.ErrTooLarge, "upload.bomb"},
		"a directory that lies":     {bytes.NewReader(lying(letter)), domain.ErrUnsupported, "upload.damaged"},
		"an empty file":             {strings.NewReader(""), domain.ErrInvalid, "upload.empty"},
		"a file cut short":          {bytes.NewReader(letter[:len(letter)/2]), domain.ErrUnsupported, "upload.damaged"},
		"a picture called .docx":    {bytes.NewReader(pngOf(t, 4, 4)), domain.ErrUnsupported, "upload.not_docx"},
		"a PDF called .docx":        {pdfOf(2000), domain.ErrUnsupported, "upload.not_docx"},
		"text called .docx":         {strings.NewReader("Kính gửi: …"), domain.ErrUnsupported, "upload.not_docx"},
		"a zip of something else":   {archive(t, "a.txt"), domain.ErrUnsupported, "upload.not_docx"},
		"a spreadsheet":             {archive(t, "[Content_Types].xml", "xl/workbook.xml"), domain.ErrUnsupported, "upload.not_docx"},
		"a number that is computed": {computedNumber(t), domain.ErrUnsupported, "upload.layout"},
	} {
		_, _, err := h.Draft(context.Background(), h.c.Drafter, name, intake.Upload{FileName: "dự thảo.docx", Body: c.body}, nil)
		require.Error(t, err, name)
		t.Log(name, err)
		refused(t, err, c.code, c.key)
	}
	h.nothingKept(t)
	require.Empty(t, h.previews.asked)
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, left, "no temporary file stays")
}

type blanks struct{}

func (blanks) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// computedNumber is the letter in proper form, but for the field that will write
// another number whenever the file is opened.
func computedNumber(t *testing.T) io.Reader {
	t.Helper()
	letter := docxgen.LetterDraft()
	letter.Number = docxgen.Line{Parts: []docxgen.Part{{Text: "Số: "}, {Text: "      ", Field: "SEQ so"}, {Text: "/UBND-VP"}}}
	var b bytes.Buffer
	require.NoError(t, letter.Write(&b))
	return &b
}

func TestLaw117NoByteOfAMarkedDraftReachesTheObjectStore(t *testing.T) {
	h := enter(t)
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	ctx := context.Background()
	evidence, err := h.AddAnnex(ctx, h.c.Chief, "", "before", domain.AnnexEvidence, file("a.png", pngOf(t, 2, 2)))
	require.NoError(t, err)
	before := h.objects(t)
	for _, mark := range []string{"MẬT", "TỐI MẬT", "TUYỆT MẬT"} {
		letter := docxgen.LetterDraft()
		letter.Stamps = docxgen.Lines(mark)
		var b bytes.Buffer
		require.NoError(t, letter.Write(&b))
		_, _, err := h.Draft(ctx, h.c.Drafter, mark, file("a.docx", b.Bytes()), nil)
		refused(t, err, domain.ErrUnsupported, "upload.secret")
		_, err = h.AddAnnex(ctx, h.c.Chief, "", mark, domain.AnnexEvidence, file("a.docx", b.Bytes()))
		refused(t, err, domain.ErrUnsupported, "upload.secret")
	}
	require.Equal(t, before, h.objects(t))
	require.Equal(t, []string{"sha256/" + evidence.SHA256[:2] + "/" + evidence.SHA256}, before)
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, left, "nor does the disk hold any of it")
}

func TestTheSameFormSentAtOnceManyTimesIsOneDossier(t *testing.T) {
	t.Parallel()
	h := enter(t)
	ids := make([]string, 6)
	faults := make([]error, len(ids))
	var all sync.WaitGroup
	for i := range ids {
		all.Go(func() {
			doc, _, err := h.Draft(context.Background(), h.c.Drafter, "one form", file("a.docx", corrected(t)), nil)
			ids[i], faults[i] = doc.ID, err
		})
	}
	all.Wait()
	for i := range ids {
		require.NoError(t, faults[i])
		require.Equal(t, ids[0], ids[i])
	}
	var documents, versions int
	require.NoError(t, h.db.Raw.QueryRow("SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM versions)").Scan(&documents, &versions))
	require.Equal(t, [2]int{1, 1}, [2]int{documents, versions})
}

func TestAnAnnexSentTwiceIsOneAnnex(t *testing.T) {
	t.Parallel()
	h := enter(t)
	ctx := context.Background()
	doc, _, err := h.Draft(ctx, h.c.Drafter, "form", file("a.docx", corrected(t)), nil)
	require.NoError(t, err)
	first, err := h.AddAnnex(ctx, h.c.Drafter, doc.ID, "annex", domain.AnnexSubmission, file("tờ trình.pdf", read(t, pdfOf(500))))
	require.NoError(t, err)
	again, err := h.AddAnnex(ctx, h.c.Drafter, doc.ID, "annex", domain.AnnexSubmission, file("tờ trình.pdf", read(t, pdfOf(500))))
	require.NoError(t, err)
	require.Equal(t, first, again)
}

func read(t *testing.T, r io.Reader) []byte {
	t.Helper()
	data, err := io.ReadAll(r)
	require.NoError(t, err)
	return data
}

func TestAnAnnexIsJudgedByItsRealStructure(t *testing.T) {
	t.Parallel()
	h := enter(t)
	ctx := context.Background()
	doc, _, err := h.Draft(ctx, h.c.Drafter, "form", file("a.docx", corrected(t)), nil)
	require.NoError(t, err)
	kept := len(h.objects(t))
	photo := jpegOf(t)
	for name, c := range map[string]struct {
		body  []byte
		media string // empty: refused with the key
		key   string
	}{
		"a Word file called .pdf":           {body: corrected(t), media: docx.MediaType},
		"a picture":                         {body: pngOf(t, 30, 20), media: "image/png"},
		"a photo":                           {body: photo, media: "image/jpeg"},
		"a photo with a camera's own data":  {body: append(bytes.Clone(photo), make([]byte, 4096)...), media: "image/jpeg"},
		"a PDF":                             {body: read(t, pdfOf(3000)), media: "application/pdf"},
		"a picture cut short":               {body: pngOf(t, 300, 200)[:150], key: "upload.damaged"},
		"a photo cut short":                 {body: photo[:len(photo)-30], key: "upload.damaged"},
		"a picture of more than 150 Mpixel": {body: hugePNG(t), key: "upload.bomb"},
		"a Word file cut short":             {body: corrected(t)[:4000], key: "upload.damaged"},
		"a Word file with macros":           {body: repacked(t, corrected(t), "word/vbaProject.bin", strings.NewReader("x"), zip.Store), key: "upload.macro"},
		"an encrypted Office file":          {body: compound("EncryptedPackage"), key: "upload.encrypted"},
		"an old Word file":                  {body: compound("WordDocument"), key: "upload.legacy_doc"},
		"an old Excel file":                 {body: compound("Workbook"), key: "upload.kind"},
		"a program":                         {body: []byte("MZ\x90\x00 this program cannot be run"), key: "upload.kind"},
		"a spreadsheet that is a bomb": {
			body: repacked(t, workbook().packed(t), "xl/worksheets/sheet1.xml", io.LimitReader(blanks{}, 513<<20), zip.Deflate), key: "upload.bomb",
		},
	} {
		a, err := h.AddAnnex(ctx, h.c.Drafter, doc.ID, name, domain.AnnexAttachment, file("phụ lục.pdf", c.body))
		if c.media == "" {
			var known *domain.Error
			require.ErrorAs(t, err, &known, name)
			require.Equal(t, c.key, known.Key, name)
			continue
		}
		require.NoError(t, err, name)
		require.Equal(t, c.media, a.MediaType, name)
		kept++
	}
	require.Len(t, h.objects(t), kept-1, "the Word file is the draft's own content; what was refused is not there")
}

// hugePNG tells of more pixels than any office needs, in a few bytes.
func hugePNG(t *testing.T) []byte {
	t.Helper()
	b := pngOf(t, 2, 2)
	binary.BigEndian.PutUint32(b[16:], 20_000)
	binary.BigEndian.PutUint32(b[20:], 20_000)
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}

func TestFileNamesCarryNoPathAndNothingThatMisleads(t *testing.T) {
	t.Parallel()
	h := enter(t)
	ctx := context.Background()
	for i, c := range []struct{ given, kept string }{
		{`C:\Users\An\Tờ trình.docx`, "Tờ trình.docx"},
		{"../../etc/passwd", "passwd.docx"},
		{"/", "tep.docx"},
		{"", "tep.docx"},
		{" \t ", "tep.docx"},
		{"a\x00b\r\nc.docx", "ab c.docx"},
		{"hóa \u202excod.exe", "hóa xcod.docx"},
		{"b\xffc.docx", "bc.docx"},
		{"To\u031b\u0300 tri\u0300nh.docx", "Tờ trình.docx"},
		{strings.Repeat("dài", 100) + ".docx", strings.Repeat("dài", 65) + ".docx"},
	} {
		doc, _, err := h.Draft(ctx, h.c.Drafter, fmt.Sprintf("form %d", i), file(c.given, corrected(t)), nil)
		require.NoError(t, err, c.given)
		require.Equal(t, c.kept, doc.Version.FileName)
	}
}

// A 40 MB file passes through the program in pieces, whatever its kind.
func TestAFileIsStreamedAndNeverHeldWhole(t *testing.T) {
	h := enter(t)
	ctx := context.Background()
	letter := corrected(t)
	allocated := func(work func()) uint64 {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		work()
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	var doc domain.Document
	small := allocated(func() {
		var err error
		doc, _, err = h.Draft(ctx, h.c.Drafter, "small", file("a.docx", letter), nil)
		require.NoError(t, err)
	})
	large := repacked(t, letter, "word/media/image9.png", io.LimitReader(noise{}, 40<<20), zip.Store)
	used := allocated(func() {
		_, _, err := h.Draft(ctx, h.c.Drafter, "large", file("a.docx", large), nil)
		require.NoError(t, err)
	})
	t.Logf("a small draft allocates %d kB in all, one of 40 MB %d kB", small>>10, used>>10)
	require.Less(t, used, small+20<<20, "bytes allocated in all, freed ones included")
	used = allocated(func() {
		_, err := h.AddAnnex(ctx, h.c.Drafter, doc.ID, "annex", domain.AnnexAttachment, intake.Upload{FileName: "a.pdf", Body: pdfOf(40 << 20)})
		require.NoError(t, err)
	})
	t.Logf("an annex of 40 MB allocates %d kB in all", used>>10)
	require.Less(t, used, uint64(20<<20))
}

// noise cannot be taken for anything that grows.
type noise struct{}

func (noise) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(i*7 + i>>8)
	}
	return len(p), nil
}

func TestOnlyTheDrafterOfTheDossierBringsItsVersions(t *testing.T) {
	t.Parallel()
	h := enter(t)
	ctx := context.Background()
	doc, _, err := h.Draft(ctx, h.c.Drafter, "form", file("a.docx", corrected(t)), nil)
	require.NoError(t, err)
	colleague := testkit.Member(t, h.db.Store, domain.Person{ID: "0192f000-0000-7000-8000-000000000001", Name: "Chuyên viên khác"}, "colleague", h.c.Home, domain.PositionDrafter)
	stranger := testkit.Member(t, h.db.Store, domain.Person{ID: "0192f000-0000-7000-8000-000000000002", Name: "Chuyên viên đơn vị khác"}, "stranger", h.c.Finance, domain.PositionDrafter)
	for name, c := range map[string]struct {
		who  domain.Actor
		code domain.ErrorCode
		key  string
	}{
		"a drafter of the same unit": {colleague, domain.ErrForbidden, "draft.not_yours"},
		"the head of the unit":       {h.c.Head, domain.ErrForbidden, "draft.not_yours"},
		"the Chair":                  {h.c.Chair, domain.ErrForbidden, "draft.not_yours"},
		"a drafter of another unit":  {stranger, domain.ErrNotFound, "storage.not_found"},
		"the administrator":          {h.c.Administrator, domain.ErrNotFound, "storage.not_found"},
		"nobody":                     {domain.Actor{}, domain.ErrNotFound, "storage.not_found"},
	} {
		_, _, err := h.AddVersion(ctx, c.who, doc.ID, name, file("b.docx", testkit.Fixture(t, "288-UBND-VP.docx")))
		require.Error(t, err, name)
		refused(t, err, c.code, c.key)
		_, err = h.AddAnnex(ctx, c.who, doc.ID, name, domain.AnnexAttachment, file("b.png", pngOf(t, 3, 3)))
		require.Error(t, err, name)
	}
	for name, who := range map[string]domain.Actor{"the administrator": h.c.Administrator, "the clerk": h.c.Clerk, "a leader": h.c.ViceChair} {
		_, _, err := h.Draft(ctx, who, name, file("b.docx", corrected(t)), nil)
		refused(t, err, domain.ErrForbidden, "upload.not_drafter")
	}
	require.Len(t, h.objects(t), 1)
}
