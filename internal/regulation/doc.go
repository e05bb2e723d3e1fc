// Package regulation holds the law as data: presets with every number an office
// works by (presets/*.yaml), the clauses that rules cite, who holds which
// permission, and how documents are numbered. The rules of one process stand with
// its words, as in internal/route.
package regulation
