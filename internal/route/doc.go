// Package route is a document's way from draft to issue: its acts and steps, who
// may act when, what an act changes, and what falls due. All are pure functions
// of the route, the command, the terms of a preset and a given time, each citing
// its clause. Pages ask them what is allowed; the workflow's validator enforces
// the same functions.
package route
