package rendering_test

import (
	"slices"
	"strings"
)

// find gives the lines that together are the text, each where no paragraph has been found yet: nil when there are none.
func (c *comparison) find(text string) []*line {
	for _, first := range c.lines {
		var found []*line
		rest := text
		for next := first; next != nil && !next.taken && strings.HasPrefix(rest, next.text); next = c.below(next, rest) {
			found = append(found, next)
			if rest = rest[len(next.text):]; rest == "" {
				for _, l := range found {
					l.taken = true
				}
				return found
			}
		}
	}
	return nil
}

// findParts gives the lines of a text whose stretches between tabs stand far apart.
func (c *comparison) findParts(text string) []*line {
	var found []*line
	for part := range strings.SplitSeq(text, "\t") {
		part = compact(part)
		if part == "" {
			continue
		}
		lines := c.find(part)
		if lines == nil {
			return nil
		}
		found = append(found, lines...)
	}
	return found
}

// below is the nearest line under or to the right of another that goes on with the text.
func (c *comparison) below(l *line, rest string) *line {
	var best *line
	for _, o := range c.lines {
		if !o.taken && o.after(l) && strings.HasPrefix(rest, o.text) && (best == nil || best.after(o)) {
			best = o
		}
	}
	return best
}

// rows joins the lines that stand beside one another.
func rows(lines []*line) [][]*word {
	var out [][]*word
	for i, l := range lines {
		if i > 0 && l.page == lines[i-1].page && l.beside(lines[i-1]) {
			out[len(out)-1] = append(out[len(out)-1], l.words...)
		} else {
			out = append(out, slices.Clone(l.words))
		}
	}
	return out
}
