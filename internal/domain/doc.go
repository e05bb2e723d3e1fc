// Package domain holds the words of the system: documents, steps, people,
// refusals. It imports nothing but the standard library and decides nothing;
// the rules stand in internal/regulation.
package domain
