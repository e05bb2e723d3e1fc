// Package domain holds the words that every process shares: people, units,
// papers, refusals, notices. It imports nothing but the standard library and
// decides nothing; the law as data stands in internal/regulation, the words and
// rules of one process in its own room, such as internal/route.
package domain
