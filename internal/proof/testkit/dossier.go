package testkit

import "trinhky/internal/route"

// PartsOf leaves of a dossier what was asked for, as the store would have read it.
func PartsOf(d route.Dossier, want route.Parts) route.Dossier {
	out := route.Dossier{Document: d.Document}
	if want.Route {
		out.Route = d.Route
	}
	if want.Versions {
		out.Versions = d.Versions
	}
	if want.Annexes {
		out.Annexes = d.Annexes
	}
	if want.History {
		out.History = d.History
	}
	if want.Refusals {
		out.Refusals = d.Refusals
	}
	if want.Clocks {
		out.Clocks = d.Clocks
	}
	if want.Ruleset != "" {
		out.Format = d.Format
	}
	return out
}
