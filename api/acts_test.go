package api

import (
	"fmt"
	"os"
	"regexp"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"

	"trinhky/internal/locale"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
)

// The acts and steps of a route stand in one table. Whatever must name them too
// has heard of all of them and of nothing else: the database, the contract, the
// words in every language.
func TestTheTableOfActsIsKnownEverywhere(t *testing.T) {
	t.Parallel()
	acts, steps := texts(route.Acts()), texts(route.StepKinds())

	data, err := os.ReadFile("openapi.yaml")
	require.NoError(t, err)
	spec, err := openapi3.NewLoader().LoadFromData(data)
	require.NoError(t, err)
	require.ElementsMatch(t, acts, texts(spec.Components.Schemas["Act"].Value.Enum), "the contract's acts")
	require.ElementsMatch(t, steps, texts(spec.Components.Schemas["StepKind"].Value.Enum), "the contract's steps")

	require.ElementsMatch(t, steps, allowedIn(t, testkit.Database(t), "steps", "kind"), "the database's steps")

	for _, lang := range locale.Languages() {
		for _, act := range acts {
			require.True(t, locale.Has(lang, "act."+act), "%s: act.%s", lang, act)
			require.True(t, locale.Has(lang, "done."+act), "%s: done.%s", lang, act)
			require.True(t, locale.Has(lang, "act."+act+".hint") || locale.Has(lang, "act."+act+".button"), "%s: the form of %s", lang, act)
		}
		for _, step := range steps {
			require.True(t, locale.Has(lang, "step."+step), "%s: step.%s", lang, step)
		}
		for _, event := range route.Events() {
			require.True(t, locale.Has(lang, "event."+string(event)), "%s: event.%s", lang, event)
		}
		for _, act := range route.Acts() {
			for _, choice := range route.Verdicts(act) {
				require.True(t, locale.Has(lang, "verdict."+string(choice.Verdict)), "%s: verdict.%s", lang, choice.Verdict)
			}
		}
	}
}

func texts[T any](words []T) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		out = append(out, fmt.Sprint(w))
	}
	return out
}

// allowedIn are the words that the database takes in a column.
func allowedIn(t *testing.T, db testkit.DB, table, column string) []string {
	t.Helper()
	var check string
	require.NoError(t, db.Raw.QueryRowContext(t.Context(), `
		SELECT pg_get_constraintdef(c.oid) FROM pg_constraint c
		JOIN pg_attribute a ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum]
		WHERE c.contype = 'c' AND c.conrelid = $1::regclass AND a.attname = $2`, table, column).Scan(&check))
	var words []string
	for _, m := range regexp.MustCompile(`'([a-z_]+)'`).FindAllStringSubmatch(check, -1) {
		words = append(words, m[1])
	}
	return words
}
