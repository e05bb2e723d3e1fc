package gateway_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"

	"trinhky/internal/domain"
	"trinhky/workflows"
)

func TestAReadingCopyAskedForTwiceIsMadeOnce(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	doc := s.draft() // which asks for the copy
	id := workflows.PreviewID(doc.Version.SHA256)
	first, status := s.run(id)
	require.Equal(t, enums.WORKFLOW_EXECUTION_STATUS_RUNNING, status)
	require.NoError(t, s.RequestPreview(context.Background(), doc.Version.SHA256))
	second, _ := s.run(id)
	require.Equal(t, first, second, "while it waits to be made")

	s.working()
	var copied string
	s.eventually("the copy", func() bool {
		sha, made, err := s.db.Store.Preview(context.Background(), doc.Version.SHA256)
		require.NoError(t, err)
		copied = sha
		return made
	})
	_, err := s.files.Stat(context.Background(), copied)
	require.NoError(t, err)
	s.eventually("the workflow ends", func() bool {
		_, status := s.run(id)
		return status == enums.WORKFLOW_EXECUTION_STATUS_COMPLETED
	})
	require.NoError(t, s.RequestPreview(context.Background(), doc.Version.SHA256))
	third, _ := s.run(id)
	require.Equal(t, first, third, "and once it is there")
}

func TestAReadingCopyThatCannotBeMadeIsGivenUpAndToldSo(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.working()
	sha, _, err := s.files.Put(context.Background(), strings.NewReader("no Word file at all, "+s.queue), 1<<20)
	require.NoError(t, err)
	require.NoError(t, s.RequestPreview(context.Background(), sha))
	s.eventually("given up", func() bool {
		_, status := s.run(workflows.PreviewID(sha))
		return status == enums.WORKFLOW_EXECUTION_STATUS_FAILED
	})
	given, _ := s.run(workflows.PreviewID(sha))
	known(t, s.RequestPreview(context.Background(), sha), domain.ErrUnsupported, "preview.refused")
	after, _ := s.run(workflows.PreviewID(sha))
	require.Equal(t, given, after, "nobody asks the converter again")
}
