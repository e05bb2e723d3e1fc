package rule

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"trinhky/internal/domain"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var numberComponent = component{name: "number", check: checkNumber, rules: []Rule{
	{
		"number.present", report.SeverityError, say("Số, ký hiệu", "Number and notation"), annexI("II.3"),
		say("Ghi “Số:      /ký hiệu” dưới tên cơ quan ban hành.", "Type “Số:      /notation” under the issuing body."),
	},
	{
		"number.grammar", report.SeverityError, say("Số, ký hiệu", "Number and notation"), annexI("II.3"),
		say("Viết theo dạng Số: 15/QĐ-UBND (văn bản có tên loại) hoặc Số: 05/UBND-VP (công văn).",
			"Write it like Số: 15/QĐ-UBND (named types) or Số: 05/UBND-VP (công văn)."),
	},
	{
		"number.leading-zero", report.SeverityError, say("Số của văn bản", "Number"), annexI("II.3.c"),
		say("Thêm số 0 trước số nhỏ hơn 10, không thêm vào số khác.", "Put a 0 before numbers below 10 and before no other."),
	},
	{
		"number.spacing", report.SeverityError, say("Số, ký hiệu", "Number and notation"), annexI("II.3.c"),
		say("Xóa khoảng trắng giữa số, dấu gạch chéo và các nhóm chữ.", "Delete the spaces between number, slash and groups."),
	},
	{
		"number.size", report.SeverityError, say("Số, ký hiệu", "Number and notation"), annexI("II.3.c"),
		say("Chọn dòng này, Home › Font Size 13.", "Select the line, Home › Font Size 13."),
	},
	{
		"number.style", report.SeverityError, say("Số, ký hiệu", "Number and notation"), annexI("II.3.c"),
		say("Chọn dòng này, bỏ đậm, bỏ nghiêng, canh giữa dưới tên cơ quan.", "Select the line; no bold, no italic, centred under the issuing body."),
	},
	{
		"number.place", report.SeverityError, say("Số, ký hiệu", "Number and notation"), annexI("II.3.c, IV"),
		say("Đặt vào ô bên trái, dưới tên cơ quan ban hành.", "Put it in the left cell, under the issuing body."),
	},
	{
		"number.type-code", report.SeverityError, say("Ký hiệu", "Notation"), annexIII("I"),
		say("Dùng chữ viết tắt của tên loại theo Phụ lục III; công văn không ghi chữ viết tắt tên loại.",
			"Use the type's abbreviation of Annex III; a công văn bears none."),
	},
	{
		"number.blank", report.SeverityError, say("Số của văn bản", "Number"), annexI("II.3.a"),
		say("Ghi số do Văn thư cấp.", "Write the number given by the records clerk."),
	},
}}

var (
	digitsOnly    = regexp.MustCompile(`^\d{1,6}$`)
	notationGroup = regexp.MustCompile(`^\p{Lu}[\p{Lu}\d]*(?:[&.][\p{Lu}\d]+)*\.?$`)
	markedGroup   = regexp.MustCompile(`^\p{Lu}[\p{Lu}\d]*(?:[,+_(&.]+[\p{Lu}\d]+\)?)+$`)
	abbreviation  = regexp.MustCompile(`^\p{Lu}[\p{L}\d]*\p{Lu}[\p{L}\d]*$`)
	normativeYear = regexp.MustCompile(`^\d{4}/`)
	innerSpace    = regexp.MustCompile(`\d\s+/|/\s+\S|\S\s+[-–—]|[-–—]\s+\S|/\S*\s+\S`)
)

func checkNumber(c *Check) {
	x := c.paper.Head.Number
	if x == nil {
		c.miss("number.present", min(c.paper.Heads(), c.paper.Title.Form.Number), c.paper.Top(), say("“Số: …/…” dưới tên cơ quan ban hành", "“Số: …/…” under the issuing body"))
		return
	}
	text := x.Tidy()
	n := anatomy.ReadNumber(text)
	where := at(x.P)
	numberGrammar(c, x, text, n)
	if innerSpace.MatchString(afterColon(text)) || strings.HasPrefix(text, "Số :") {
		c.find("number.spacing", where, x.Text, quoted(wording.Quote(text)), quoted(joined(text)))
		c.note(mend.NumberSpaces(x)...)
	}
	if d := strings.ReplaceAll(n.Number, " ", ""); digitsOnly.MatchString(d) {
		if trimmed := strings.TrimLeft(d, "0"); len(trimmed) == 1 && d != "0"+trimmed || len(trimmed) > 1 && d != trimmed {
			want := trimmed
			if len(trimmed) == 1 {
				want = "0" + trimmed
			}
			c.find("number.leading-zero", where, x.Text, quoted(d), quoted(want))
			c.note(mend.Word("number.leading-zero", x, n.Number, want)...)
		}
	}
	if n.Blank() && c.opts.Stage == report.StageIssued {
		c.find("number.blank", where, x.Text, say("để trống", "blank"), say("số thứ tự đăng ký tại Văn thư", "the number of the register"))
	}
	c.size("number.size", x, anatomy.Size13, anatomy.Size13)
	c.style("number.style", x, typeface{bold: no, italic: no, centre: centreInHead(c, x, last(c.paper.Head.Issuer))})
	if x.Side == anatomy.Right && c.paper.Head.Table != nil {
		c.find("number.place", where, x.Text, say("ở bên phải", "on the right"), say("dưới tên cơ quan ban hành, bên trái", "under the issuing body, on the left"))
	}
	checkTypeCode(c, x, n)
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

func numberGrammar(c *Check, x *anatomy.Line, text string, n anatomy.Notation) {
	letter := c.paper.Title.Form.Type == domain.TypeOfficialLetter
	fault := func(found report.Words, want string) {
		if c.paper.Title.Known {
			c.find("number.grammar", at(x.P), x.Text, found, say("dạng “"+want+"”", "the form “"+want+"”"))
		} else { // a form with rules of its own
			c.warn("number.grammar", at(x.P), x.Text, found, say("dạng “"+want+"”", "the form “"+want+"”"))
		}
	}
	want := "Số: 15/QĐ-UBND"
	if letter {
		want = "Số: 05/UBND-VP"
	}
	digits := strings.ReplaceAll(n.Number, " ", "")
	switch {
	case n.Label != "Số":
		fault(say("không bắt đầu bằng “Số”", "does not begin with “Số”"), want)
	case !n.Colon:
		fault(say("thiếu dấu hai chấm sau “Số”", "no colon after “Số”"), want)
		c.note(mend.Sign("number.grammar", x, "Số", "Số:", func(s string) bool { return anatomy.ReadNumber(strings.Join(strings.Fields(s), " ")).Colon })...)
	case !n.Slash || n.Notation == "":
		fault(say("thiếu dấu gạch chéo hoặc ký hiệu", "no slash or notation"), want)
	case !n.Blank() && !digitsOnly.MatchString(digits):
		fault(sayf("số “%s” không phải chữ số Ả Rập", "number “%s” is not in Arabic numerals", n.Number), want)
	case !n.Blank() && strings.Trim(digits, "0") == "":
		fault(sayf("số “%s”", "number “%s”", n.Number), want)
	case normativeYear.MatchString(n.Notation):
		fault(say("có năm như văn bản quy phạm pháp luật", "bears the year, as legal normative documents do"), want)
	case strings.ContainsAny(n.Notation, "–—‑"):
		fault(say("dùng gạch ngang dài giữa các nhóm chữ", "a dash between the groups"), want)
		c.note(mend.Hyphens("number.grammar", x)...)
	case c.opts.Stage == report.StageDraft && (strings.HasSuffix(n.Notation, "-") || strings.HasSuffix(n.Notation, "…") || strings.HasSuffix(n.Notation, "...")):
		c.warn("number.grammar", at(x.P), x.Text, say("ký hiệu chưa ghi hết", "the notation is left open"), say("dạng “"+want+"”", "the form “"+want+"”"))
	case strings.Contains(n.Notation, "/") || strings.HasSuffix(n.Notation, "-") || strings.HasPrefix(n.Notation, "-"):
		fault(sayf("ký hiệu “%s”", "notation “%s”", n.Notation), want)
	default:
		for i, g := range n.Groups {
			if i == 0 && n.TypeCode() != "" {
				continue // upper and lower case of a type code is the matter of number.type-code
			}
			switch {
			case notationGroup.MatchString(g) && !strings.HasSuffix(g, "."):
			case markedGroup.MatchString(g):
				c.warn("number.grammar", at(x.P), x.Text, sayf("nhóm chữ “%s”", "group “%s”", g), say("chữ viết tắt in hoa", "an abbreviation in capitals"))
				return
			case abbreviation.MatchString(g): // an office may abbreviate so, as Annex III does with CTr and TTr
				c.warn("number.grammar", at(x.P), x.Text, sayf("nhóm chữ “%s” có chữ thường", "group “%s” has small letters", g), say("chữ in hoa", "capitals"))
				return
			default:
				fault(sayf("nhóm chữ “%s” không phải chữ in hoa", "group “%s” is not in capitals", g), want)
				return
			}
		}
		// A named document with its body's initials alone lacks the code of its type: number.type-code.
		lacksCode := c.paper.Title.Form.Code != "" && len(n.Groups) == 1 && n.Groups[0] != c.paper.Title.Form.Code && c.paper.Title.Evidence != report.ByNumber
		if strings.Contains(n.Notation, ".") && c.paper.Title.Form.Code != "" && strings.HasPrefix(n.Notation, c.paper.Title.Form.Code+".") {
			fault(sayf("“%s” không có gạch nối giữa các nhóm chữ", "“%s” has no hyphen between its groups", n.Notation), want)
			code := "/" + c.paper.Title.Form.Code
			c.note(mend.Sign("number.grammar", x, code+".", code+"-", func(string) bool { return true })...)
		} else if len(n.Groups) < 2 && c.paper.Title.Known && !lacksCode {
			fault(sayf("“%s” chỉ có một nhóm chữ", "notation “%s” has one group only", n.Notation), want)
		}
	}
}

// initials are the first letters of a name, folded: "ubndtprg".
func initials(name string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(wording.Fold(name)) {
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(r)
	}
	return b.String()
}

// checkTypeCode compares the notation with the document's type.
func checkTypeCode(c *Check, x *anatomy.Line, n anatomy.Notation) {
	if !c.paper.Title.Known || c.paper.Title.Evidence == report.ByNumber || len(n.Groups) == 0 || normativeYear.MatchString(n.Notation) {
		return
	}
	code := n.TypeCode()
	if c.paper.Title.Form.Code == "" {
		// “CV” is in no list of the decree, and the code offices invent most often. A harbour authority (cảng vụ) may bear it.
		if n.Groups[0] == "CV" && !strings.HasPrefix(initials(c.paper.IssuerName()), "cv") {
			code = "CV"
		}
		if c.paper.Title.Form.Type != domain.TypeOfficialLetter || code != n.Groups[0] || len(n.Groups) < 2 || code == "" {
			return
		}
		// The initials of a body may be those of a type: QC, CT, TB.
		tell := c.warn
		if own := wording.Fold(n.Groups[1]); strings.HasPrefix(initials(c.paper.IssuerName()), own) || wording.HasPrefixWord(wording.Fold(c.paper.IssuerName()), own) {
			tell = c.find
		}
		tell("number.type-code", at(x.P), x.Text, quoted(code), say("công văn không có chữ viết tắt tên loại", "no type abbreviation in a công văn"))
		return
	}
	if n.Groups[0] != c.paper.Title.Form.Code && !strings.HasPrefix(n.Groups[0], c.paper.Title.Form.Code+".") {
		c.find("number.type-code", at(x.P), x.Text, quoted(n.Groups[0]), sayf("“%s” (%s)", "“%s” (%s)", c.paper.Title.Form.Code, c.paper.Title.Form.Words))
	}
}
