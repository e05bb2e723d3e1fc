// Package calendar counts the working days of the Vietnamese civil service.
//
// A working day is Monday to Friday unless the yearly table gives it off, or a
// weekend day the table orders to be worked (hoán đổi, làm bù). Swaps are
// announced year by year and can never be computed, so days are data with their
// legal basis (Labour Code 2019 articles 111 and 112, the yearly notices,
// Resolution 28/2026/QH16), and the code only counts.
//
// Everything here is a pure function of its arguments and of an immutable
// Calendar: no clock is read, no map is ranged over, so it is safe inside a
// Temporal workflow. Instants are UTC in and out; days are days in Vietnam
// (UTC+7, no daylight saving).
package calendar
