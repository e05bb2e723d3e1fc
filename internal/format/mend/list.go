package mend

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"trinhky/internal/docx"
	"trinhky/internal/format/anatomy"
)

// Hyphen puts a hyphen before an item of a list, in place of another sign or added.
func Hyphen(id string, x *anatomy.Line) []Repair {
	first, size := utf8.DecodeRuneInString(x.Text)
	rest := x.Text[min(size, len(x.Text)):]
	switch {
	case strings.ContainsRune("–—−‑+*•·●▪", first):
		with := "-"
		if !strings.HasPrefix(rest, " ") {
			with = "- "
		}
		return Text(id, x, []Rewrite{{0, size, with}})
	case unicode.IsLetter(first):
		return Text(id, x, []Rewrite{{0, 0, "- "}})
	}
	return nil
}

// EndOfText ends the last paragraph of a document with “./.”, where it ends with a full stop or a word.
func EndOfText(x *anatomy.Line) []Repair {
	const id, mark = "body.end-mark", "./."
	n := len(x.Text)
	last, size := utf8.DecodeLastRuneInString(x.Text)
	switch {
	case n == 0 || strings.HasSuffix(x.Text, "..") || strings.HasSuffix(x.Text, "…"):
		return nil
	case strings.HasSuffix(x.Text, "./"):
		return Text(id, x, []Rewrite{{n, n, "."}})
	case strings.HasSuffix(x.Text, "/."):
		return Text(id, x, []Rewrite{{n - 2, n - 2, "."}})
	case last == '.' && !abbreviates(x.Text):
		return Text(id, x, []Rewrite{{n - size, n, mark}})
	case unicode.IsLetter(last), unicode.IsDigit(last), last == ')', last == '”', last == '.':
		return Text(id, x, []Rewrite{{n, n, mark}})
	}
	return nil
}

// archiveParts are the hyphen, the word, the colon and the abbreviations of an archive line.
var archiveParts = regexp.MustCompile(`^(\s*[-–—−+*•]?\s*)Lưu(\s*:?\s*)VT(\s*[,;.:/]?\s*)(.*?)([\s.,;/]*)$`)

// Archive writes the marks of an archive line as the decree wants them, “- Lưu: VT, TH.”, and leaves its words. fits says
// whether the result is right.
func Archive(x *anatomy.Line, fits func(string) bool) []Repair {
	m := archiveParts.FindStringSubmatchIndex(x.Text)
	if m == nil {
		return nil
	}
	part := func(i int) string { return x.Text[m[2*i]:m[2*i+1]] }
	var edits []Rewrite
	put := func(i int, want string) {
		if part(i) != want {
			edits = append(edits, Rewrite{m[2*i], m[2*i+1], want})
		}
	}
	put(1, "- ")
	put(2, ": ")
	if units := part(4); units == "" {
		if part(3)+part(5) != "." {
			edits = append(edits, Rewrite{m[6], len(x.Text), "."})
		}
	} else {
		put(3, ", ")
		if separated := strings.NewReplacer("; ", ", ", ";", ", ").Replace(units); separated != units {
			edits = append(edits, Rewrite{m[8], m[9], separated})
		}
		put(5, ".")
	}
	result := x.Text
	for i := len(edits) - 1; i >= 0; i-- {
		result = result[:edits[i].from] + edits[i].with + result[edits[i].to:]
	}
	if !fits(result) {
		return nil
	}
	return Text("recipients.archive-line", x, edits)
}

// recipientsWords is “Nơi nhận” with whatever stands behind it.
var recipientsWords = regexp.MustCompile(`^(Nơi nhận)([\s:;.,]*)$`)

// RecipientsColon puts a colon right behind “Nơi nhận”.
func RecipientsColon(x *anatomy.Line) []Repair {
	if m := recipientsWords.FindStringSubmatchIndex(x.Text); m != nil {
		return Text("recipients.label", x, []Rewrite{{m[4], m[5], ":"}})
	}
	return nil
}

// Sign replaces the signs of a line that match, when the result is what fits wants.
func Sign(id string, x *anatomy.Line, from, with string, fits func(string) bool) []Repair {
	i := strings.Index(x.Text, from)
	if i < 0 || !fits(x.Text[:i]+with+x.Text[i+len(from):]) {
		return nil
	}
	return Text(id, x, []Rewrite{{i, i + len(from), with}})
}

// Hyphens puts hyphens in the place of dashes behind the slash of a notation.
func Hyphens(id string, x *anatomy.Line) []Repair {
	var edits []Rewrite
	slash := strings.IndexByte(x.Text, '/')
	for i, r := range x.Text {
		if strings.ContainsRune("–—‑−", r) && slash >= 0 && i > slash {
			edits = append(edits, Rewrite{i, i + utf8.RuneLen(r), "-"})
		}
	}
	return Text(id, x, edits)
}

// LastStop takes the full stop at the end of a line away.
func LastStop(id string, x *anatomy.Line) []Repair {
	if n := len(x.Text); strings.HasSuffix(x.Text, ".") {
		return Text(id, x, []Rewrite{{n - 1, n, ""}})
	}
	return nil
}

// The marks with which people number articles, clauses, points and parts.
var (
	articleMark = regexp.MustCompile(`^(Điều\s+\d+)[\s.:)/–—-]*`)
	clauseMark  = regexp.MustCompile(`^(\d{1,2}|[IVXLC]+)\s*[.)/–—-]+\s*`)
	pointMark   = regexp.MustCompile(`^\(?([a-zđ])\s*[./)]+\s*`)
)

// ArticleMark puts a full stop behind the number of a Điều, NumberMark behind that of a khoản or a Roman number, and
// PointMark a parenthesis behind the letter of a điểm. Numbers that Word counts by itself are left alone.
func ArticleMark(p *docx.Paragraph) []Repair {
	return numberMark("structure.numbering", p, articleMark, "$1. ")
}

// NumberMark is told of with ArticleMark.
func NumberMark(id string, p *docx.Paragraph) []Repair { return numberMark(id, p, clauseMark, "$1. ") }

// PointMark is told of with ArticleMark.
func PointMark(p *docx.Paragraph) []Repair {
	return numberMark("structure.point", p, pointMark, "$1) ")
}

func numberMark(id string, p *docx.Paragraph, pattern *regexp.Regexp, with string) []Repair {
	xs := anatomy.LinesOf(p, false)
	if p.Numbering != nil || len(xs) == 0 {
		return nil
	}
	m := pattern.FindStringSubmatchIndex(xs[0].Text)
	if m == nil || m[1] == len(xs[0].Text) {
		return nil
	}
	put := string(pattern.ExpandString(nil, with, xs[0].Text, m))
	// Only what stands behind the number, and before it, is written anew: the number keeps its look.
	edits := []Rewrite{{m[3], m[1], strings.TrimPrefix(put, xs[0].Text[m[2]:m[3]])}}
	if m[2] > 0 {
		edits = append([]Rewrite{{0, m[2], ""}}, edits...)
	}
	return Text(id, &xs[0], edits)
}

// WithoutMark takes the mark at the end of a heading away.
func WithoutMark(id string, x *anatomy.Line) []Repair {
	bare := strings.TrimRight(x.Text, ".: ")
	if bare == x.Text || bare == "" {
		return nil
	}
	return Text(id, x, []Rewrite{{len(bare), len(x.Text), ""}})
}
