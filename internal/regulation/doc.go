// Package regulation holds the rules: pure functions of facts, policy and a
// given time, each citing its clause. Pages ask it what is allowed; the
// workflow's validator enforces the same functions. The numbers come from a
// preset (presets/*.yaml).
package regulation
