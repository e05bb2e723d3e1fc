// Package tidy brings text from outside into the one form in which it is kept and
// compared: composed Unicode, and nothing in it that cannot be seen.
package tidy

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Line is text on one line, its words parted by single spaces.
func Line(text string) string { return strings.Join(strings.Fields(visible(text)), " ") }

// Lines are those of the texts that say something, each as Line has it.
func Lines(texts []string) []string {
	var lines []string
	for _, text := range texts {
		if line := Line(text); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// Text is text of several lines, ended by \n, without empty space around it.
func Text(text string) string {
	return strings.TrimSpace(visible(strings.ReplaceAll(text, "\r\n", "\n")))
}

// longestName is the length to which the name of a file is kept, in letters. The
// end of it says more than its beginning: the kind of file, and often a date.
const longestName = 200

// FileName is the last part of a name from outside; "tep" where nothing is left.
func FileName(name string) string {
	letters := []rune(Line(name[strings.LastIndexAny(name, `/\`)+1:]))
	if len(letters) == 0 {
		return "tep"
	}
	return strings.TrimSpace(string(letters[max(0, len(letters)-longestName):]))
}

// visible drops what could hide in a text: control characters, marks that turn
// the direction of reading, letters of no width, bytes that are none. It keeps
// the ends of lines and the tabs.
func visible(text string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, text))
}
