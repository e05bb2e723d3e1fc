package opc

import (
	"bytes"
	"io"
	"math/bits"
)

// guard counts what a part really inflates to, stops it at the limits, and hands it on in UTF-8.
type guard struct {
	pkg        *Package
	part       string
	rc         io.ReadCloser
	n, limit   int64
	compressed int64
	decoded    io.Reader // the part in UTF-8, nil until its first bytes are known
	// Where in the XML the last read ended, how long that text or tag is by now, and its last two bytes.
	state  markupState
	length int64
	last   [2]byte
}

type markupState uint8

const (
	inText markupState = iota
	afterOpen
	afterBang
	afterDash
	inTag
	inDouble
	inSingle
	inComment
	inCDATA
	inInstruction
)

func (g *guard) Read(b []byte) (int, error) {
	if g.decoded == nil {
		g.decoded = inUTF8(inflated{g})
	}
	n, err := g.decoded.Read(b)
	if tooLong := g.measure(b[:n]); tooLong {
		return 0, Fault(CodeTooLarge, g.part, "a stretch of text or an XML tag is longer than %d or %d bytes", g.pkg.lim.TextBytes, g.pkg.lim.TagBytes)
	}
	return n, err
}

// inflated is the part as it was packed, counted.
type inflated struct{ *guard }

func (g inflated) Read(b []byte) (int, error) {
	n, err := g.rc.Read(b)
	g.n += int64(n)
	g.pkg.inflated += int64(n)
	switch {
	case g.bursts(uint64(g.n)):
		return 0, g.bomb()
	case g.n > g.limit:
		return 0, Fault(CodeTooLarge, g.part, "inflates beyond %d bytes", g.limit)
	case g.pkg.inflated > g.pkg.lim.TotalBytes:
		return 0, Fault(CodeTooLarge, g.part, "the parts together inflate beyond %d bytes", g.pkg.lim.TotalBytes)
	}
	return n, err
}

// bursts says whether n inflated bytes are out of proportion to what was packed.
func (g *guard) bursts(n uint64) bool {
	hi, most := bits.Mul64(uint64(g.compressed), uint64(g.pkg.lim.Ratio))
	return n > 1<<20 && hi == 0 && n > most
}

func (g *guard) bomb() error {
	return Fault(CodeBomb, g.part, "inflates more than %d times", g.pkg.lim.Ratio)
}

func (g *guard) Close() error { return g.rc.Close() }

// measure stops endless text and endless tags before the XML decoder gathers them.
func (g *guard) measure(b []byte) bool {
	for len(b) > 0 {
		used := len(b)
		next := g.state
		switch g.state {
		case inText:
			if i := bytes.IndexByte(b, '<'); i >= 0 {
				used, next = i+1, afterOpen
				if used < len(b) && b[used] > '?' {
					next = inTag // nearly always: a name
				}
			}
		case afterOpen:
			used, next = g.opened(b[0])
		case afterBang:
			used = 1
			switch b[0] {
			case '-':
				next = afterDash
			case '[':
				next = inCDATA
			default:
				next = inTag
			}
		case afterDash:
			used, next = 1, inComment
		case inTag:
			// Most tags end within a few bytes: a loop finds that sooner than a search that sets itself up.
			i := 0
			for i < len(b) && b[i] != '>' && b[i] != '"' && b[i] != '\'' {
				i++
			}
			if i < len(b) {
				used = i + 1
				switch b[i] {
				case '>':
					next = inText
				case '"':
					next = inDouble
				default:
					next = inSingle
				}
			}
		case inDouble, inSingle:
			quote := byte('"')
			if g.state == inSingle {
				quote = '\''
			}
			if i := bytes.IndexByte(b, quote); i >= 0 {
				used, next = i+1, inTag
			}
		case inComment, inCDATA, inInstruction:
			if i := bytes.IndexByte(b, '>'); i >= 0 {
				used = i + 1
				if g.ends(b[:i]) {
					next = inText
				}
			}
			g.remember(b[:used])
		}
		if g.length += int64(used); g.length > g.most() {
			return true
		}
		if next != g.state {
			if g.state == inText || next == inText || next >= inComment {
				g.length, g.last = 0, [2]byte{}
			}
			g.state = next
		}
		b = b[used:]
	}
	return false
}

// opened says what begins after a "<".
func (g *guard) opened(c byte) (used int, next markupState) {
	switch c {
	case '!':
		return 1, afterBang
	case '?':
		return 1, inInstruction
	default:
		return 0, inTag
	}
}

// ends says whether a ">" after b ends the comment, the character data or the instruction.
func (g *guard) ends(b []byte) bool {
	one, two := g.last[1], g.last[0]
	if n := len(b); n > 1 {
		one, two = b[n-1], b[n-2]
	} else if n == 1 {
		one, two = b[0], g.last[1]
	}
	switch g.state {
	case inComment:
		return one == '-' && two == '-'
	case inCDATA:
		return one == ']' && two == ']'
	default:
		return one == '?'
	}
}

func (g *guard) remember(b []byte) {
	if n := len(b); n > 1 {
		g.last = [2]byte{b[n-2], b[n-1]}
	} else {
		g.last = [2]byte{g.last[1], b[0]}
	}
}

// most is the bound of what stands here.
func (g *guard) most() int64 {
	switch g.state {
	case inText, inComment, inCDATA:
		return g.pkg.lim.TextBytes
	default:
		return int64(g.pkg.lim.TagBytes)
	}
}
