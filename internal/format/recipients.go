package format

import (
	"regexp"
	"strings"
	"unicode"

	"trinhky/internal/domain"
)

var recipientsComponent = component{name: "recipients", check: checkRecipients, rules: []Rule{
	{
		"recipients.present", SeverityError, say("Nơi nhận", "Recipients"), annexI("II.9"),
		say("Thêm “Nơi nhận:” và danh sách ở góc dưới bên trái, ngang hàng với chức vụ người ký.", "Add “Nơi nhận:” and its list at the bottom left, level with the signer's position."),
	},
	{
		"recipients.label", SeverityError, say("Từ “Nơi nhận”", "The words “Nơi nhận”"), annexI("II.9.d"),
		say("Ghi “Nơi nhận:” trên một dòng riêng, cỡ 12, nghiêng, đậm.", "Type “Nơi nhận:” on a line of its own, size 12, italic, bold."),
	},
	{
		"recipients.place", SeverityError, say("Nơi nhận", "Recipients"), annexI("II.9.d"),
		say("Đặt “Nơi nhận:” vào ô bên trái, cùng hàng với chức vụ người ký; bỏ lùi đầu dòng (Paragraph › Indentation › Left: 0).",
			"Put “Nơi nhận:” in the left cell of the row with the signer's position; no indent (Paragraph › Indentation › Left: 0)."),
	},
	{
		"recipients.list-size", SeverityError, say("Danh sách nơi nhận", "List of recipients"), annexI("II.9.d"),
		say("Chọn danh sách, Home › Font Size 11, chữ đứng.", "Select the list, Home › Font Size 11, upright."),
	},
	{
		"recipients.punctuation", SeverityError, say("Danh sách nơi nhận", "List of recipients"), annexI("II.9.d"),
		say("Mỗi nơi một dòng, đầu dòng “-”, cuối dòng “;”.", "A line for each, “-” before, “;” after."),
	},
	{
		"recipients.archive-line", SeverityError, say("Dòng lưu văn bản", "Archive line"), annexI("II.9.d"),
		say("Dòng cuối ghi “- Lưu: VT, đơn vị soạn thảo.” và kết thúc bằng dấu chấm.", "Let the last line read “- Lưu: VT, drafting unit.” and end with a full stop."),
	},
	{
		"recipients.archive-unit", SeverityWarning, say("Dòng lưu văn bản", "Archive line"), annexI("II.9.d"),
		say("Sau “VT,” ghi chữ viết tắt tên đơn vị soạn thảo bằng chữ in hoa.", "After “VT,” write the drafting unit's abbreviation in capitals."),
	},
	{
		"recipients.as-above", SeverityWarning, say("Danh sách nơi nhận", "List of recipients"), annexI("II.9.b"),
		say("Dòng đầu ghi “- Như trên;”.", "Let the first line read “- Như trên;”."),
	},
}}

func checkRecipients(c *check) {
	if c.standalone {
		return
	}
	label := c.recipientLabel
	if label == nil {
		c.miss("recipients.present", min(c.heads(), c.form.recipients), c.recipientsPlace(), say("“Nơi nhận:” và danh sách", "“Nơi nhận:” and its list"))
	} else {
		c.recipientsLabel(label)
		c.recipientsStand(label)
		if len(c.recipients) == 0 {
			c.find("recipients.present", at(label.p), label.text, say("danh sách trống", "an empty list"), say("ít nhất dòng “- Lưu: VT, …”", "at least the line “- Lưu: VT, …”"))
		}
	}
	if label == nil && len(c.recipients) == 0 {
		return
	}
	others := c.recipients
	if c.archive != nil {
		others = others[:len(others)-1]
	}
	// The archive line has a rule of its own; without one the last item still ends in a full stop.
	c.listMarks("recipients.punctuation", others, map[bool]rune{true: ';', false: 0}[c.archive != nil])
	for i := range c.recipients {
		x := &c.recipients[i]
		if low, high := x.sizes(); high > 0 && (low != size11 || high != size11) {
			c.find("recipients.list-size", at(x.p), x.text, sizes(low, high), say("cỡ 11, chữ đứng", "size 11, upright"))
			c.mendSize("recipients.list-size", x, at(x.p), size11, size11)
		} else if _, slanted := x.each(italic); slanted {
			c.find("recipients.list-size", at(x.p), x.text, say("chữ nghiêng", "italic"), say("cỡ 11, chữ đứng", "size 11, upright"))
		} else if all, _ := x.each(bold); all {
			c.warn("recipients.list-size", at(x.p), x.text, say("chữ đậm", "bold"), say("cỡ 11, chữ đứng, không đậm", "size 11, upright, not bold"))
		}
	}
	c.archiveLine()
	if c.form.Type == domain.TypeOfficialLetter && len(others) > 0 && !strings.Contains(others[0].folded, "nhu tren") && !strings.Contains(others[0].folded, "nhu kinh gui") {
		c.find("recipients.as-above", at(others[0].p), others[0].text, quoted(quote(others[0].tidy())), quoted("- Như trên;"))
	}
}

func (c *check) recipientsPlace() Place {
	if len(c.recipients) > 0 {
		return at(c.recipients[0].p)
	}
	return c.bottom()
}

func (c *check) recipientsLabel(label *line) {
	const id = "recipients.label"
	want := say("“Nơi nhận:” trên dòng riêng, cỡ 12, nghiêng, đậm", "“Nơi nhận:” on its own line, size 12, italic, bold")
	if t := label.tidy(); t != "Nơi nhận:" {
		c.find(id, at(label.p), label.text, quoted(quote(t)), want)
	} else if len(c.recipients) > 0 && c.recipients[0].p == label.p && !strings.Contains(label.p.Text(), "\n") {
		c.find(id, at(label.p), label.text, say("danh sách gõ trên cùng dòng", "the list begins on the same line"), want)
	}
	if low, high := label.sizes(); low != size12 || high != size12 {
		c.find(id, at(label.p), label.text, sizes(low, high), want)
		c.mendSize(id, label, at(label.p), size12, size12)
	}
	if found, wrong := (typeface{italic: yes, bold: yes}).faults(label); wrong {
		c.find(id, at(label.p), label.text, found, want)
	}
}

// recipientsStand checks where the recipients stand: at the left margin, and level with the signer's position. In
// minutes the signatures stand above (sample form 1.9).
func (c *check) recipientsStand(label *line) {
	const id = "recipients.place"
	for _, x := range append([]*line{label}, pointers(c.recipients)...) {
		if (x == label || startsWithDash(x.text)) && !atLeftEdge(x) {
			c.find(id, at(x.p), x.text, say("không sát lề trái", "not at the left margin"), say("sát lề trái", "at the left margin"))
			break
		}
	}
	if c.tailTable == nil || len(c.authority) == 0 || c.form.Type == domain.TypeMinutes {
		return
	}
	if same, known := sameRow(c.tailTable, label.p, c.authority[0].p); known && !same {
		c.find(id, at(label.p), label.text, say("không ngang hàng với quyền hạn, chức vụ người ký", "not level with the signer's position"),
			say("ngang hàng với quyền hạn, chức vụ người ký", "level with the signer's position"))
	}
}

// archiveLine is "- Lưu: VT, đơn vị soạn thảo (n)."; the drafter's mark may follow in the same line, as in the sample forms.
var archiveLine = regexp.MustCompile(`^- ?Lưu: ?VT(, ?[^,;]+)*\.( ?[\p{Lu}.]{1,12} ?\(\d{1,5}\)\.?)?$`)

func (c *check) archiveLine() {
	const id = "recipients.archive-line"
	want := say("“- Lưu: VT, đơn vị soạn thảo.”", "“- Lưu: VT, drafting unit.”")
	x := c.archive
	if x == nil {
		where := c.recipientsPlace()
		text := ""
		if n := len(c.recipients); n > 0 {
			where, text = at(c.recipients[n-1].p), c.recipients[n-1].text
		}
		c.find(id, where, text, say("không có", "missing"), want)
		return
	}
	t := x.tidy()
	switch {
	case c.archiveEarly:
		c.find(id, at(x.p), x.text, say("không phải dòng cuối", "is not the last line"), want)
	case archiveLine.MatchString(t) && !strings.HasSuffix(t, "./."):
	case lastRune(t) != '.':
		c.find(id, at(x.p), x.text, say("không kết thúc bằng dấu chấm", "does not end with a full stop"), want)
		c.mendEnd(id, x, '.')
	default:
		c.find(id, at(x.p), x.text, quoted(quote(t)), want)
	}
	// Introductions name no unit (sample form 1.8).
	if c.form.Type == domain.TypeOfficialLetter && (t == "- Lưu: VT." || t == "-Lưu: VT.") {
		c.find("recipients.archive-unit", at(x.p), x.text, say("không có", "missing"), say("“- Lưu: VT, đơn vị soạn thảo.”", "“- Lưu: VT, drafting unit.”"))
	}
	if _, rest, ok := strings.Cut(t, "VT,"); ok {
		unit := strings.TrimSpace(strings.TrimRight(rest, ". "))
		if unit != "" && strings.IndexFunc(unit, unicode.IsUpper) < 0 {
			c.find("recipients.archive-unit", at(x.p), x.text, quoted(quote(unit)), say("chữ viết tắt tên đơn vị soạn thảo", "the drafting unit's abbreviation"))
		}
	}
}
