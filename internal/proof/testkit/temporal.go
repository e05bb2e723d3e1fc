package testkit

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"trinhky/workflows/flow"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/workflow"
	"google.golang.org/protobuf/types/known/durationpb"
)

// Quiet keeps the Temporal SDK's own chatter out of the tests' output.
func Quiet() log.Logger { return log.NewStructuredLogger(slog.New(slog.DiscardHandler)) }

// Namespace is a Temporal namespace in which tests run their workflows. It is
// shared by all tests: registering one costs the server seconds.
func Namespace(t testing.TB, servers Servers) string {
	t.Helper()
	const name = "trinhky-tests"
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c, err := client.NewNamespaceClient(client.Options{HostPort: servers.TemporalAddr, Logger: Quiet()})
	require.NoError(t, err)
	defer c.Close()
	err = c.Register(ctx, &workflowservice.RegisterNamespaceRequest{
		Namespace: name, WorkflowExecutionRetentionPeriod: durationpb.New(24 * time.Hour),
	})
	var exists *serviceerror.NamespaceAlreadyExists
	if !errors.As(err, &exists) {
		require.NoError(t, err)
	}
	use, err := client.Dial(client.Options{HostPort: servers.TemporalAddr, Namespace: name, Logger: Quiet()})
	require.NoError(t, err)
	defer use.Close()
	// The server's own caches take a while to learn of a new namespace.
	require.Eventually(t, func() bool {
		_, err := use.DescribeWorkflowExecution(ctx, "nobody-"+uuid.NewString(), "")
		var missing *serviceerror.NotFound
		return errors.As(err, &missing)
	}, 50*time.Second, 100*time.Millisecond)
	return name
}

// Temporal is a client in the tests' namespace, closed with the test.
func Temporal(t testing.TB) client.Client {
	t.Helper()
	servers := RealServers(t)
	c, err := client.Dial(client.Options{
		HostPort: servers.TemporalAddr, Namespace: Namespace(t, servers), Logger: Quiet(),
		ContextPropagators: []workflow.ContextPropagator{flow.RequestPropagator()},
	})
	require.NoError(t, err)
	t.Cleanup(c.Close)
	return c
}
