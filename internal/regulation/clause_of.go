package regulation

import "trinhky/internal/domain"

// ClauseOf is the clause that orders a kind of step: what somebody who holds it
// up is held to.
func ClauseOf(kind domain.StepKind) string { return clauseOf(kind) }
