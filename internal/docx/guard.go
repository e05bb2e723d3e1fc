package docx

import (
	"bytes"
	"io"
)

// guard counts what a part really inflates to and stops it at the limits.
type guard struct {
	pkg        *opcPackage
	part       string
	rc         io.ReadCloser
	n, limit   int64
	compressed int64
	state      tagState
	tag        int
}

type tagState uint8

const (
	inText tagState = iota
	inTag
	inDouble
	inSingle
)

func (g *guard) Read(b []byte) (int, error) {
	n, err := g.rc.Read(b)
	g.n += int64(n)
	g.pkg.inflated += int64(n)
	switch {
	case g.n > 1<<20 && g.n > g.compressed*g.pkg.lim.Ratio:
		return 0, fault(CodeBomb, g.part, "inflates more than %d times", g.pkg.lim.Ratio)
	case g.n > g.limit:
		return 0, fault(CodeTooLarge, g.part, "inflates beyond %d bytes", g.limit)
	case g.pkg.inflated > g.pkg.lim.TotalBytes:
		return 0, fault(CodeTooLarge, g.part, "the parts together inflate beyond %d bytes", g.pkg.lim.TotalBytes)
	}
	if tooLong := g.measureTags(b[:n]); tooLong {
		return 0, fault(CodeTooLarge, g.part, "an XML tag is longer than %d bytes", g.pkg.lim.TagBytes)
	}
	return n, err
}

func (g *guard) Close() error { return g.rc.Close() }

// measureTags stops an endless attribute before the XML decoder buffers it.
func (g *guard) measureTags(b []byte) bool {
	for len(b) > 0 {
		i := 0
		switch g.state {
		case inText:
			if i = bytes.IndexByte(b, '<'); i < 0 {
				return false
			}
			b, g.state, g.tag = b[i+1:], inTag, 0
			continue
		case inTag:
			// Most tags end within a few bytes: a loop finds that sooner than a search that sets itself up.
			for i < len(b) && b[i] != '>' && b[i] != '"' && b[i] != '\'' {
				i++
			}
		case inDouble:
			i = indexOrEnd(b, '"')
		case inSingle:
			i = indexOrEnd(b, '\'')
		}
		if i == len(b) {
			g.tag += len(b)
			return g.tag > g.pkg.lim.TagBytes
		}
		if g.tag += i + 1; g.tag > g.pkg.lim.TagBytes {
			return true
		}
		switch {
		case g.state != inTag:
			g.state = inTag
		case b[i] == '>':
			g.state = inText
		case b[i] == '"':
			g.state = inDouble
		default:
			g.state = inSingle
		}
		b = b[i+1:]
	}
	return false
}

// indexOrEnd is the place of the first c, len(b) when there is none.
func indexOrEnd(b []byte, c byte) int {
	if i := bytes.IndexByte(b, c); i >= 0 {
		return i
	}
	return len(b)
}
