package spool_test

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/spool"
)

// shelf holds one text, whose reading ends with an error.
type shelf struct {
	text string
	end  error
}

func (s shelf) Get(_ context.Context, sha256 string) (io.ReadCloser, int64, error) {
	if sha256 != "known" {
		return nil, 0, &domain.Error{Code: domain.ErrNotFound}
	}
	return io.NopCloser(io.MultiReader(strings.NewReader(s.text), broken{s.end})), int64(len(s.text)), nil
}

type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

// left counts the files in the folder of temporary ones.
func left(t *testing.T) int {
	t.Helper()
	files, err := os.ReadDir(os.TempDir())
	require.NoError(t, err)
	return len(files)
}

func TestAFileCanBeReadAtAnyPlaceAndHasNoNameThatCouldStay(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	file, size, err := spool.Copy(t.Context(), shelf{"tờ trình", io.EOF}, "known")
	require.NoError(t, err)
	require.Equal(t, int64(len("tờ trình")), size)
	require.Zero(t, left(t), "a killed program leaves nothing behind")
	at := make([]byte, len("trình"))
	_, err = file.ReadAt(at, size-int64(len(at)))
	require.NoError(t, err)
	require.Equal(t, "trình", string(at))
	require.NoError(t, file.Close())
}

func TestAFileThatCannotBeReadWholeIsNoFile(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	cut := errors.New("the hash is another")
	_, _, err := spool.Copy(t.Context(), shelf{"tờ", cut}, "known")
	require.ErrorIs(t, err, cut)
	_, _, err = spool.Copy(t.Context(), shelf{}, "unknown")
	var known *domain.Error
	require.ErrorAs(t, err, &known)
	require.Equal(t, domain.ErrNotFound, known.Code)
	require.Zero(t, left(t))
}

func TestADiskWithoutRoomIsTold(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()+"/none")
	_, err := spool.New()
	require.ErrorIs(t, err, os.ErrNotExist)
}
