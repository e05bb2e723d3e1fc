package rule

import (
	"regexp"
	"strings"
	"unicode"

	"trinhky/internal/domain"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/mend"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var recipientsComponent = component{name: "recipients", check: checkRecipients, rules: []Rule{
	{
		"recipients.present", report.SeverityError, say("Nơi nhận", "Recipients"), annexI("II.9"),
		say("Thêm “Nơi nhận:” và danh sách ở góc dưới bên trái, ngang hàng với chức vụ người ký.", "Add “Nơi nhận:” and its list at the bottom left, level with the signer's position."),
	},
	{
		"recipients.label", report.SeverityError, say("Từ “Nơi nhận”", "The words “Nơi nhận”"), annexI("II.9.d"),
		say("Ghi “Nơi nhận:” trên một dòng riêng, cỡ 12, nghiêng, đậm.", "Type “Nơi nhận:” on a line of its own, size 12, italic, bold."),
	},
	{
		"recipients.place", report.SeverityError, say("Nơi nhận", "Recipients"), annexI("II.9.d"),
		say("Đặt “Nơi nhận:” vào ô bên trái, cùng hàng với chức vụ người ký; bỏ lùi đầu dòng (Paragraph › Indentation › Left: 0).",
			"Put “Nơi nhận:” in the left cell of the row with the signer's position; no indent (Paragraph › Indentation › Left: 0)."),
	},
	{
		"recipients.list-size", report.SeverityError, say("Danh sách nơi nhận", "List of recipients"), annexI("II.9.d"),
		say("Chọn danh sách, Home › Font Size 11, chữ đứng.", "Select the list, Home › Font Size 11, upright."),
	},
	{
		"recipients.punctuation", report.SeverityError, say("Danh sách nơi nhận", "List of recipients"), annexI("II.9.d"),
		say("Mỗi nơi một dòng, đầu dòng “-”, cuối dòng “;”.", "A line for each, “-” before, “;” after."),
	},
	{
		"recipients.archive-line", report.SeverityError, say("Dòng lưu văn bản", "Archive line"), annexI("II.9.d"),
		say("Dòng cuối ghi “- Lưu: VT, đơn vị soạn thảo.” và kết thúc bằng dấu chấm.", "Let the last line read “- Lưu: VT, drafting unit.” and end with a full stop."),
	},
	{
		"recipients.archive-unit", report.SeverityWarning, say("Dòng lưu văn bản", "Archive line"), annexI("II.9.d"),
		say("Sau “VT,” ghi chữ viết tắt tên đơn vị soạn thảo bằng chữ in hoa.", "After “VT,” write the drafting unit's abbreviation in capitals."),
	},
	{
		"recipients.as-above", report.SeverityWarning, say("Danh sách nơi nhận", "List of recipients"), annexI("II.9.b"),
		say("Dòng đầu ghi “- Như trên;”.", "Let the first line read “- Như trên;”."),
	},
}}

func checkRecipients(c *Check) {
	if c.paper.Standalone {
		return
	}
	label := c.paper.Tail.RecipientLabel
	if label == nil {
		c.miss("recipients.present", min(c.paper.Heads(), c.paper.Title.Form.Recipients), recipientsPlace(c), say("“Nơi nhận:” và danh sách", "“Nơi nhận:” and its list"))
	} else {
		recipientsLabel(c, label)
		recipientsStand(c, label)
		if len(c.paper.Tail.Recipients) == 0 {
			c.find("recipients.present", at(label.P), label.Text, say("danh sách trống", "an empty list"), say("ít nhất dòng “- Lưu: VT, …”", "at least the line “- Lưu: VT, …”"))
		}
	}
	if label == nil && len(c.paper.Tail.Recipients) == 0 {
		return
	}
	others := c.paper.Tail.Recipients
	if c.paper.Tail.Archive != nil {
		others = others[:len(others)-1]
	}
	// The archive line has a rule of its own; without one the last item still ends in a full stop.
	c.listMarks("recipients.punctuation", others, map[bool]rune{true: ';', false: 0}[c.paper.Tail.Archive != nil])
	for i := range c.paper.Tail.Recipients {
		x := &c.paper.Tail.Recipients[i]
		if low, high := x.Sizes(); high > 0 && (low != anatomy.Size11 || high != anatomy.Size11) {
			c.find("recipients.list-size", at(x.P), x.Text, sizes(low, high), say("cỡ 11, chữ đứng", "size 11, upright"))
			c.note(mend.Size("recipients.list-size", x, at(x.P), anatomy.Size11, anatomy.Size11)...)
		} else if _, slanted := x.Each(anatomy.Italic); slanted {
			c.find("recipients.list-size", at(x.P), x.Text, say("chữ nghiêng", "italic"), say("cỡ 11, chữ đứng", "size 11, upright"))
			c.note((typeface{italic: no}).mend("recipients.list-size", x, at(x.P), say("chữ nghiêng", "italic"))...)
		} else if all, _ := x.Each(anatomy.Bold); all {
			c.warn("recipients.list-size", at(x.P), x.Text, say("chữ đậm", "bold"), say("cỡ 11, chữ đứng, không đậm", "size 11, upright, not bold"))
			c.note((typeface{bold: no}).mend("recipients.list-size", x, at(x.P), say("chữ đậm", "bold"))...)
		}
	}
	checkArchiveLine(c)
	if c.paper.Title.Form.Type == domain.TypeOfficialLetter && len(others) > 0 && !strings.Contains(others[0].Folded, "nhu tren") && !strings.Contains(others[0].Folded, "nhu kinh gui") {
		c.find("recipients.as-above", at(others[0].P), others[0].Text, quoted(wording.Quote(others[0].Tidy())), quoted("- Như trên;"))
	}
}

func recipientsPlace(c *Check) report.Place {
	if len(c.paper.Tail.Recipients) > 0 {
		return at(c.paper.Tail.Recipients[0].P)
	}
	return c.bottom()
}

func recipientsLabel(c *Check, label *anatomy.Line) {
	const id = "recipients.label"
	want := say("“Nơi nhận:” trên dòng riêng, cỡ 12, nghiêng, đậm", "“Nơi nhận:” on its own line, size 12, italic, bold")
	if t := label.Tidy(); t != "Nơi nhận:" {
		c.find(id, at(label.P), label.Text, quoted(wording.Quote(t)), want)
		c.note(mend.RecipientsColon(label)...)
	} else if len(c.paper.Tail.Recipients) > 0 && c.paper.Tail.Recipients[0].P == label.P && !strings.Contains(label.P.Text(), "\n") {
		c.find(id, at(label.P), label.Text, say("danh sách gõ trên cùng dòng", "the list begins on the same line"), want)
	}
	if low, high := label.Sizes(); low != anatomy.Size12 || high != anatomy.Size12 {
		c.find(id, at(label.P), label.Text, sizes(low, high), want)
		c.note(mend.Size(id, label, at(label.P), anatomy.Size12, anatomy.Size12)...)
	}
	if found, wrong, _ := (typeface{italic: yes, bold: yes}).faults(label); wrong {
		c.find(id, at(label.P), label.Text, found, want)
		c.note((typeface{italic: yes, bold: yes}).mend(id, label, at(label.P), found)...)
	}
}

// recipientsStand checks where the recipients stand: at the left margin, and level with the signer's position. In
// minutes the signatures stand above (sample form 1.9).
func recipientsStand(c *Check, label *anatomy.Line) {
	const id = "recipients.place"
	astray, margin := say("không sát lề trái", "not at the left margin"), say("sát lề trái", "at the left margin")
	told := false
	for _, x := range append([]*anatomy.Line{label}, anatomy.Pointers(c.paper.Tail.Recipients)...) {
		if x != label && !wording.StartsWithDash(x.Text) || anatomy.AtLeftEdge(x) {
			continue
		}
		if !told {
			c.find(id, at(x.P), x.Text, astray, margin)
			told = true
		}
		if !strings.Contains(x.P.Text(), "\t") { // a tab parts it from the signature
			c.note(mend.AtMargin(id, x, astray, margin))
		}
	}
	if c.paper.Tail.Table == nil || len(c.paper.Tail.Authority) == 0 || c.paper.Title.Form.Type == domain.TypeMinutes {
		return
	}
	if same, known := anatomy.SameRow(c.paper.Tail.Table, label.P, c.paper.Tail.Authority[0].P); known && !same {
		c.find(id, at(label.P), label.Text, say("không ngang hàng với quyền hạn, chức vụ người ký", "not level with the signer's position"),
			say("ngang hàng với quyền hạn, chức vụ người ký", "level with the signer's position"))
	}
}

// archiveLine is "- Lưu: VT, đơn vị soạn thảo (n)."; the drafter's mark may follow in the same line, as in the sample forms.
var archiveLine = regexp.MustCompile(`^- ?Lưu: ?VT(, ?[^,;]+)*\.( ?[\p{Lu}.]{1,12} ?\(\d{1,5}\)\.?)?$`)

func checkArchiveLine(c *Check) {
	const id = "recipients.archive-line"
	want := say("“- Lưu: VT, đơn vị soạn thảo.”", "“- Lưu: VT, drafting unit.”")
	x := c.paper.Tail.Archive
	if x == nil {
		where := recipientsPlace(c)
		text := ""
		if n := len(c.paper.Tail.Recipients); n > 0 {
			where, text = at(c.paper.Tail.Recipients[n-1].P), c.paper.Tail.Recipients[n-1].Text
		}
		c.find(id, where, text, say("không có", "missing"), want)
		return
	}
	t := x.Tidy()
	switch {
	case c.paper.Tail.ArchiveEarly:
		c.find(id, at(x.P), x.Text, say("không phải dòng cuối", "is not the last line"), want)
	case archiveLine.MatchString(t) && !strings.HasSuffix(t, "./."):
	case wording.LastRune(t) != '.':
		c.find(id, at(x.P), x.Text, say("không kết thúc bằng dấu chấm", "does not end with a full stop"), want)
		if whole := mend.Archive(x, func(s string) bool { return archiveLine.MatchString(s) && !strings.HasSuffix(s, "./.") }); whole != nil {
			c.note(whole...)
		} else {
			c.note(mend.End(id, x, '.')...)
		}
	default:
		c.find(id, at(x.P), x.Text, quoted(wording.Quote(t)), want)
		c.note(mend.Archive(x, func(s string) bool { return archiveLine.MatchString(s) && !strings.HasSuffix(s, "./.") })...)
	}
	// Introductions name no unit (sample form 1.8).
	if c.paper.Title.Form.Type == domain.TypeOfficialLetter && (t == "- Lưu: VT." || t == "-Lưu: VT.") {
		c.find("recipients.archive-unit", at(x.P), x.Text, say("không có", "missing"), say("“- Lưu: VT, đơn vị soạn thảo.”", "“- Lưu: VT, drafting unit.”"))
	}
	if _, rest, ok := strings.Cut(t, "VT,"); ok {
		unit := strings.TrimSpace(strings.TrimRight(rest, ". "))
		if unit != "" && strings.IndexFunc(unit, unicode.IsUpper) < 0 {
			c.find("recipients.archive-unit", at(x.P), x.Text, quoted(wording.Quote(unit)), say("chữ viết tắt tên đơn vị soạn thảo", "the drafting unit's abbreviation"))
		}
	}
}
