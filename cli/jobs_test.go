package cli

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/api/gateway"
)

func TestJobsAreOneLineEach(t *testing.T) {
	t.Parallel()
	now := time.Date(2024, 3, 5, 2, 0, 0, 0, time.UTC)
	var out strings.Builder
	require.NoError(t, printJobs(&out, []gateway.Job{
		{Kind: gateway.JobIssue, ID: "document", Since: now.Add(-time.Hour), Running: true, Try: 1},
		{Kind: gateway.JobCopy, ID: "file", Since: now.Add(-time.Minute), Try: 2, Next: now.Add(time.Hour), Failure: "out of time"},
		{Kind: gateway.JobCopy, ID: "next", Since: now},
	}, now))
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	require.Len(t, lines, 4)
	require.Regexp(t, `^issue +document +1h0m0s +1 +is being made$`, strings.TrimSpace(lines[1]))
	require.Regexp(t, `^copy +file +1m0s +2 +tried again in 1h0m0s +out of time$`, lines[2])
	require.Regexp(t, `^copy +next +0s +0 +waits$`, strings.TrimSpace(lines[3]))
	out.Reset()
	require.NoError(t, printJobs(&out, nil, now))
	require.Contains(t, out.String(), "nothing waits")
}
