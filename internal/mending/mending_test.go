package mending_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	g "trinhky/internal/docxgen"
	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/locale"
	"trinhky/internal/mending"
)

// shelf holds files by whatever name the test gives them.
type shelf map[string][]byte

func (s shelf) Get(_ context.Context, sha string) (io.ReadCloser, int64, error) {
	data, ok := s[sha]
	if !ok {
		return nil, 0, &domain.Error{Code: domain.ErrNotFound}
	}
	return io.NopCloser(bytes.NewReader(data)), int64(len(data)), nil
}

func faulty() *g.Spec {
	s := g.LetterForm()
	s.Motto.Text = "Độc lập – Tự do – Hạnh phúc"
	return s
}

func signed() *g.Spec {
	s := faulty()
	s.Signed = true
	return s
}

func TestACopyIsMendedAndNamedByItsContentWhileTheDraftStays(t *testing.T) {
	t.Parallel()
	files := shelf{"draft": faulty().Bytes()}
	before := bytes.Clone(files["draft"])
	copied, err := mending.New(files, format.Checker{}).Mend(t.Context(), "draft")
	require.NoError(t, err)
	require.Len(t, copied.Changes, 1)
	require.Equal(t, "motto.text", copied.Changes[0].Rule)
	data, err := io.ReadAll(copied)
	require.NoError(t, err)
	require.Equal(t, copied.Size, int64(len(data)))
	sum := sha256.Sum256(data)
	require.Equal(t, hex.EncodeToString(sum[:]), copied.SHA256)
	report, err := format.CheckFile(t.Context(), bytes.NewReader(data), copied.Size, format.Options{})
	require.NoError(t, err)
	require.Zero(t, report.Errors)
	require.NoError(t, copied.Close())
	require.Equal(t, before, files["draft"])
}

func TestWhyThereIsNoCopyIsSaidInWords(t *testing.T) {
	t.Parallel()
	protected := faulty()
	protected.Protection = "readOnly"
	secret := faulty()
	secret.Stamps = []g.Line{{Text: "TUYỆT MẬT"}}
	cases := []struct {
		name string
		data []byte
		code domain.ErrorCode
		key  string
	}{
		{"a signed file", signed().Bytes(), domain.ErrUnsupported, "mending.signed"},
		{"a file locked against editing", protected.Bytes(), domain.ErrUnsupported, "mending.protected"},
		{"a classified file", secret.Bytes(), domain.ErrUnsupported, "upload.secret"},
		{"no Word document", []byte("%PDF-1.7"), domain.ErrUnsupported, "mending.unreadable"},
		{"a file with nothing to mend", g.LetterForm().Bytes(), domain.ErrNotFound, "mending.nothing"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := mending.New(shelf{"draft": c.data}, format.Checker{}).Mend(t.Context(), "draft")
			var known *domain.Error
			require.ErrorAs(t, err, &known)
			require.Equal(t, c.code, known.Code)
			require.Equal(t, c.key, known.Key)
			for _, lang := range locale.Languages() {
				require.True(t, locale.Has(lang, "error."+c.key), lang)
			}
		})
	}
	_, err := mending.New(shelf{}, format.Checker{}).Mend(t.Context(), "gone")
	var known *domain.Error
	require.ErrorAs(t, err, &known)
	require.Equal(t, domain.ErrNotFound, known.Code)
}

// broken ends with an error in place of the end of the file, as the store does
// for content that is not what its hash says.
type broken struct{ shelf }

func (b broken) Get(ctx context.Context, sha string) (io.ReadCloser, int64, error) {
	file, size, err := b.shelf.Get(ctx, sha)
	return io.NopCloser(io.MultiReader(file, failing{})), size, err
}

type failing struct{}

var errSpoiled = errors.New("not what its hash says")

func (failing) Read([]byte) (int, error) { return 0, errSpoiled }

func TestNothingIsLeftOnTheDiskAndASpoiledDraftIsNotMended(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	files := shelf{"good": faulty().Bytes(), "clean": g.LetterForm().Bytes(), "bad": []byte("PK")}
	copied, err := mending.New(files, format.Checker{}).Mend(t.Context(), "good")
	require.NoError(t, err)
	require.NoError(t, copied.Close())
	for _, sha := range []string{"clean", "bad"} {
		_, err := mending.New(files, format.Checker{}).Mend(t.Context(), sha)
		require.Error(t, err)
	}
	_, err = mending.New(broken{files}, format.Checker{}).Mend(t.Context(), "good")
	require.ErrorIs(t, err, errSpoiled)
	left, err := os.ReadDir(os.Getenv("TMPDIR"))
	require.NoError(t, err)
	require.Empty(t, left)
}

func TestWhoeverWaitsForTheirTurnMayLeave(t *testing.T) {
	t.Parallel()
	ctx, leave := context.WithCancel(t.Context())
	leave()
	_, err := mending.New(shelf{"draft": faulty().Bytes()}, format.Checker{}).Mend(ctx, "draft")
	require.ErrorIs(t, err, context.Canceled)
}

func TestACopyOfACopyKeepsItsName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"công văn.docx": "công văn (đã sửa thể thức).docx", "công văn (đã sửa thể thức).docx": "công văn (đã sửa thể thức).docx",
	} {
		require.Equal(t, want, mending.FileName(name))
	}
}
