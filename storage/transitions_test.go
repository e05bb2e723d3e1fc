package storage_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/testkit"
)

func TestAWholeRouteIsReadBackAsItWasRecorded(t *testing.T) {
	t.Parallel()
	db := testkit.Database(t)
	c := testkit.Organisation(t, db.Store)
	j := testkit.NewJourney(t, db.Store, c, testkit.Draft(t, db.Store, c)).UpTo(domain.StepPublication)
	route, err := db.Store.Route(context.Background(), j.Doc.ID)
	require.NoError(t, err)
	for i := range j.Route.Steps {
		j.Route.Steps[i].Superior = nil
	}
	require.Equal(t, j.Route, route)
}
