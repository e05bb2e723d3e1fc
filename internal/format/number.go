package format

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"trinhky/internal/domain"
)

var numberComponent = component{name: "number", check: checkNumber, rules: []Rule{
	{
		"number.present", SeverityError, say("Số, ký hiệu", "Number and notation"), annexI("II.3"),
		say("Ghi “Số:      /ký hiệu” dưới tên cơ quan ban hành.", "Type “Số:      /notation” under the issuing body."),
	},
	{
		"number.grammar", SeverityError, say("Số, ký hiệu", "Number and notation"), annexI("II.3"),
		say("Viết theo dạng Số: 15/QĐ-UBND (văn bản có tên loại) hoặc Số: 05/UBND-VP (công văn).",
			"Write it like Số: 15/QĐ-UBND (named types) or Số: 05/UBND-VP (công văn)."),
	},
	{
		"number.leading-zero", SeverityError, say("Số của văn bản", "Number"), annexI("II.3.c"),
		say("Thêm số 0 trước số nhỏ hơn 10, không thêm vào số khác.", "Put a 0 before numbers below 10 and before no other."),
	},
	{
		"number.spacing", SeverityError, say("Số, ký hiệu", "Number and notation"), annexI("II.3.c"),
		say("Xóa khoảng trắng giữa số, dấu gạch chéo và các nhóm chữ.", "Delete the spaces between number, slash and groups."),
	},
	{
		"number.size", SeverityError, say("Số, ký hiệu", "Number and notation"), annexI("II.3.c"),
		say("Chọn dòng này, Home › Font Size 13.", "Select the line, Home › Font Size 13."),
	},
	{
		"number.style", SeverityError, say("Số, ký hiệu", "Number and notation"), annexI("II.3.c"),
		say("Chọn dòng này, bỏ đậm, bỏ nghiêng, canh giữa dưới tên cơ quan.", "Select the line; no bold, no italic, centred under the issuing body."),
	},
	{
		"number.place", SeverityError, say("Số, ký hiệu", "Number and notation"), annexI("II.3.c, IV"),
		say("Đặt vào ô bên trái, dưới tên cơ quan ban hành.", "Put it in the left cell, under the issuing body."),
	},
	{
		"number.type-code", SeverityError, say("Ký hiệu", "Notation"), annexIII("I"),
		say("Dùng chữ viết tắt của tên loại theo Phụ lục III; công văn không ghi chữ viết tắt tên loại.",
			"Use the type's abbreviation of Annex III; a công văn bears none."),
	},
	{
		"number.blank", SeverityError, say("Số của văn bản", "Number"), annexI("II.3.a"),
		say("Ghi số do Văn thư cấp.", "Write the number given by the records clerk."),
	},
}}

// notation is a number line taken apart: "Số: 288/UBND-VP".
type notation struct {
	label    string // "Số" as written
	colon    bool
	number   string // between the colon and the slash, outer spaces cut
	slash    bool
	notation string // after the slash, outer spaces cut
	groups   []string
}

var numberLabel = regexp.MustCompile(`^(\pL{1,6})\s*(:?)\s*`)

func readNumber(text string) notation {
	var n notation
	if m := numberLabel.FindStringSubmatch(text); m != nil {
		n.label, n.colon = m[1], m[2] == ":"
		text = text[len(m[0]):]
	}
	n.number, n.notation, n.slash = strings.Cut(text, "/")
	n.number, n.notation = strings.TrimSpace(n.number), strings.TrimSpace(n.notation)
	for _, g := range strings.FieldsFunc(n.notation, func(r rune) bool { return strings.ContainsRune("-–—\u2011/", r) }) {
		n.groups = append(n.groups, strings.Join(strings.Fields(g), ""))
	}
	return n
}

// blank says that the number is left to be written: empty, or dots.
func (n notation) blank() bool { return leftBlank(n.number) }

// leftBlank says that a place is left to be filled in: blank, dots, dashes, crosses, or a word in brackets.
func leftBlank(s string) bool {
	s = strings.TrimSpace(s)
	return strings.Trim(s, "xX") == "" || strings.Trim(s, " .…_-–—·•\t[](){}") == "" || strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]")
}

// typeCode is the type's abbreviation at the head of the notation, as Annex III writes it; empty when there is none.
func (n notation) typeCode() string {
	if len(n.groups) == 0 {
		return ""
	}
	for _, f := range forms {
		if f.Code != "" && strings.EqualFold(f.Code, n.groups[0]) {
			return f.Code
		}
	}
	return ""
}

var (
	digitsOnly    = regexp.MustCompile(`^\d{1,6}$`)
	notationGroup = regexp.MustCompile(`^\p{Lu}[\p{Lu}\d]*(?:[&.][\p{Lu}\d]+)*\.?$`)
	markedGroup   = regexp.MustCompile(`^\p{Lu}[\p{Lu}\d]*(?:[,+_(&.]+[\p{Lu}\d]+\)?)+$`)
	abbreviation  = regexp.MustCompile(`^\p{Lu}[\p{L}\d]*\p{Lu}[\p{L}\d]*$`)
	normativeYear = regexp.MustCompile(`^\d{4}/`)
	innerSpace    = regexp.MustCompile(`\d\s+/|/\s+\S|\S\s+[-–—]|[-–—]\s+\S|/\S*\s+\S`)
)

func checkNumber(c *check) {
	x := c.number
	if x == nil {
		c.miss("number.present", min(c.heads(), c.form.number), c.top(), say("“Số: …/…” dưới tên cơ quan ban hành", "“Số: …/…” under the issuing body"))
		return
	}
	text := x.tidy()
	n := readNumber(text)
	where := at(x.p)
	c.numberGrammar(x, text, n)
	if innerSpace.MatchString(afterColon(text)) || strings.HasPrefix(text, "Số :") {
		c.find("number.spacing", where, x.text, quoted(quote(text)), quoted(joined(text)))
		c.mendNumberSpaces(x)
	}
	if d := strings.ReplaceAll(n.number, " ", ""); digitsOnly.MatchString(d) {
		if trimmed := strings.TrimLeft(d, "0"); len(trimmed) == 1 && d != "0"+trimmed || len(trimmed) > 1 && d != trimmed {
			want := trimmed
			if len(trimmed) == 1 {
				want = "0" + trimmed
			}
			c.find("number.leading-zero", where, x.text, quoted(d), quoted(want))
			c.mendWord("number.leading-zero", x, n.number, want)
		}
	}
	if n.blank() && c.opts.Stage == StageIssued {
		c.find("number.blank", where, x.text, say("để trống", "blank"), say("số thứ tự đăng ký tại Văn thư", "the number of the register"))
	}
	c.size("number.size", x, size13, size13)
	c.style("number.style", x, typeface{bold: no, italic: no, centre: c.centreInHead(x)})
	if x.side == right && c.headTable != nil {
		c.find("number.place", where, x.text, say("ở bên phải", "on the right"), say("dưới tên cơ quan ban hành, bên trái", "under the issuing body, on the left"))
	}
	c.typeCode(x, n)
}

func afterColon(s string) string {
	if _, rest, ok := strings.Cut(s, ":"); ok {
		return strings.TrimSpace(rest)
	}
	return s
}

// joined is the number line without the spaces inside it.
func joined(s string) string {
	head, rest, ok := strings.Cut(s, ":")
	if !ok {
		return strings.ReplaceAll(s, " ", "")
	}
	return strings.TrimSpace(head) + ": " + strings.ReplaceAll(rest, " ", "")
}

func (c *check) numberGrammar(x *line, text string, n notation) {
	letter := c.form.Type == domain.TypeOfficialLetter
	fault := func(found Words, want string) {
		if c.known {
			c.find("number.grammar", at(x.p), x.text, found, say("dạng “"+want+"”", "the form “"+want+"”"))
		} else { // a form with rules of its own
			c.warn("number.grammar", at(x.p), x.text, found, say("dạng “"+want+"”", "the form “"+want+"”"))
		}
	}
	want := "Số: 15/QĐ-UBND"
	if letter {
		want = "Số: 05/UBND-VP"
	}
	digits := strings.ReplaceAll(n.number, " ", "")
	switch {
	case n.label != "Số":
		fault(say("không bắt đầu bằng “Số”", "does not begin with “Số”"), want)
	case !n.colon:
		fault(say("thiếu dấu hai chấm sau “Số”", "no colon after “Số”"), want)
	case !n.slash || n.notation == "":
		fault(say("thiếu dấu gạch chéo hoặc ký hiệu", "no slash or notation"), want)
	case !n.blank() && !digitsOnly.MatchString(digits):
		fault(sayf("số “%s” không phải chữ số Ả Rập", "number “%s” is not in Arabic numerals", n.number), want)
	case !n.blank() && strings.Trim(digits, "0") == "":
		fault(sayf("số “%s”", "number “%s”", n.number), want)
	case normativeYear.MatchString(n.notation):
		fault(say("có năm như văn bản quy phạm pháp luật", "bears the year, as legal normative documents do"), want)
	case strings.ContainsAny(n.notation, "–—‑"):
		fault(say("dùng gạch ngang dài giữa các nhóm chữ", "a dash between the groups"), want)
	case c.opts.Stage == StageDraft && (strings.HasSuffix(n.notation, "-") || strings.HasSuffix(n.notation, "…") || strings.HasSuffix(n.notation, "...")):
		c.warn("number.grammar", at(x.p), x.text, say("ký hiệu chưa ghi hết", "the notation is left open"), say("dạng “"+want+"”", "the form “"+want+"”"))
	case strings.Contains(n.notation, "/") || strings.HasSuffix(n.notation, "-") || strings.HasPrefix(n.notation, "-"):
		fault(sayf("ký hiệu “%s”", "notation “%s”", n.notation), want)
	default:
		for i, g := range n.groups {
			if i == 0 && n.typeCode() != "" {
				continue // upper and lower case of a type code is the matter of number.type-code
			}
			switch {
			case notationGroup.MatchString(g) && !strings.HasSuffix(g, "."):
			case markedGroup.MatchString(g):
				c.warn("number.grammar", at(x.p), x.text, sayf("nhóm chữ “%s”", "group “%s”", g), say("chữ viết tắt in hoa", "an abbreviation in capitals"))
				return
			case abbreviation.MatchString(g): // an office may abbreviate so, as Annex III does with CTr and TTr
				c.warn("number.grammar", at(x.p), x.text, sayf("nhóm chữ “%s” có chữ thường", "group “%s” has small letters", g), say("chữ in hoa", "capitals"))
				return
			default:
				fault(sayf("nhóm chữ “%s” không phải chữ in hoa", "group “%s” is not in capitals", g), want)
				return
			}
		}
		// A named document with its body's initials alone lacks the code of its type: number.type-code.
		lacksCode := c.form.Code != "" && len(n.groups) == 1 && n.groups[0] != c.form.Code && c.evidence != ByNumber
		if strings.Contains(n.notation, ".") && c.form.Code != "" && strings.HasPrefix(n.notation, c.form.Code+".") {
			fault(sayf("“%s” không có gạch nối giữa các nhóm chữ", "“%s” has no hyphen between its groups", n.notation), want)
		} else if len(n.groups) < 2 && c.known && !lacksCode {
			fault(sayf("“%s” chỉ có một nhóm chữ", "notation “%s” has one group only", n.notation), want)
		}
	}
}

// initials are the first letters of a name, folded: "ubndtprg".
func initials(name string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(fold(name)) {
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(r)
	}
	return b.String()
}

// typeCode compares the notation with the document's type.
func (c *check) typeCode(x *line, n notation) {
	if !c.known || c.evidence == ByNumber || len(n.groups) == 0 || normativeYear.MatchString(n.notation) {
		return
	}
	code := n.typeCode()
	if c.form.Code == "" {
		// “CV” is in no list of the decree, and the code offices invent most often. A harbour authority (cảng vụ) may bear it.
		if n.groups[0] == "CV" && !strings.HasPrefix(initials(c.issuerName()), "cv") {
			code = "CV"
		}
		if c.form.Type != domain.TypeOfficialLetter || code != n.groups[0] || len(n.groups) < 2 || code == "" {
			return
		}
		// The initials of a body may be those of a type: QC, CT, TB.
		report := c.warn
		if own := fold(n.groups[1]); strings.HasPrefix(initials(c.issuerName()), own) || hasPrefixWord(fold(c.issuerName()), own) {
			report = c.find
		}
		report("number.type-code", at(x.p), x.text, quoted(code), say("công văn không có chữ viết tắt tên loại", "no type abbreviation in a công văn"))
		return
	}
	if n.groups[0] != c.form.Code && !strings.HasPrefix(n.groups[0], c.form.Code+".") {
		c.find("number.type-code", at(x.p), x.text, quoted(n.groups[0]), sayf("“%s” (%s)", "“%s” (%s)", c.form.Code, c.form.Words))
	}
}
