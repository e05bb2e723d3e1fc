package rule

import (
	"regexp"
	"slices"
	"strings"

	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var authorityComponent = component{name: "authority", check: checkAuthority, rules: []Rule{
	{
		"authority.present", report.SeverityError, say("Quyền hạn, chức vụ của người ký", "Signer's authority and position"), annexI("II.7.b, II.7.đ"),
		say("Ghi quyền hạn, chức vụ người ký ở góc dưới bên phải, ngang hàng “Nơi nhận”.", "Write authority and position at the bottom right, level with “Nơi nhận”."),
	},
	{
		"authority.form", report.SeverityError, say("Quyền hạn của người ký", "Signer's authority"), annexI("II.7.b"),
		say("TM. + tập thể; KT. + chức vụ cấp trưởng, dưới là chức vụ cấp phó; TL., TUQ. + chức vụ người đứng đầu, dưới là chức vụ người ký; Q. + chức vụ.",
			"TM. + the body; KT. + the head's position with the deputy's below; TL., TUQ. + the head's position with the signer's below; Q. + the position."),
	},
	{
		"authority.style", report.SeverityError, say("Quyền hạn, chức vụ của người ký", "Signer's authority and position"), annexI("II.7.đ"),
		say("Chọn các dòng này, đặt chữ in hoa, đứng, đậm.", "Select the lines; capitals, upright, bold."),
	},
	{
		"authority.size", report.SeverityError, say("Quyền hạn, chức vụ của người ký", "Signer's authority and position"), annexI("II.7.đ"),
		say("Chọn các dòng này, Home › Font Size 13 hoặc 14.", "Select the lines, Home › Font Size 13 or 14."),
	},
}}

func checkAuthority(c *Check) {
	if c.paper.Standalone {
		return
	}
	if len(c.paper.Tail.Authority) == 0 {
		c.miss("authority.present", min(c.paper.Heads(), c.paper.Title.Form.Signer), signaturePlace(c), say("chức vụ của người ký", "the signer's position"))
		return
	}
	for i := range c.paper.Tail.Authority {
		c.size("authority.size", &c.paper.Tail.Authority[i], anatomy.Size13, anatomy.Size14)
		c.style("authority.style", &c.paper.Tail.Authority[i], typeface{caps: yes, bold: yes, italic: no})
	}
	checkAuthorityForm(c)
}

// signaturePlace is where a missing signature block should stand.
func signaturePlace(c *Check) report.Place {
	switch {
	case c.paper.Tail.Signer != nil:
		return at(c.paper.Tail.Signer.P)
	case len(c.paper.Tail.Authority) > 0:
		return at(c.paper.Tail.Authority[len(c.paper.Tail.Authority)-1].P)
	case c.paper.Tail.RecipientLabel != nil:
		return at(c.paper.Tail.RecipientLabel.P)
	}
	return c.bottom()
}

var authorityForm = regexp.MustCompile(`^(TM|KT|TL|TUQ|Q)\. (.+)$`)

// checkAuthorityForm reads the lines from the top: each prefix decides what the next line must be.
func checkAuthorityForm(c *Check) {
	fault := func(x *anatomy.Line, found, want report.Words) {
		c.find("authority.form", at(x.P), x.Text, found, want)
	}
	// Long names run over several lines; a line without prefix or position word goes on with the one above.
	type level struct {
		x      *anatomy.Line
		prefix string
		rest   string
	}
	var levels []level
	for i := range c.paper.Tail.Authority {
		x := &c.paper.Tail.Authority[i]
		t := strings.ToUpper(x.Tidy())
		m := authorityForm.FindStringSubmatch(t)
		switch {
		case m != nil:
			levels = append(levels, level{x, m[1], m[2]})
		case anatomy.AuthorityStart.MatchString(t):
			fault(x, quoted(wording.Quote(x.Tidy())), say("“TM. ”, “KT. ”, “TL. ”, “TUQ. ” hoặc “Q. ” có dấu chấm và cách chữ", "“TM. ”, “KT. ”, “TL. ”, “TUQ. ” or “Q. ” with full stop and space"))
			return
		case i > 0 && !anatomy.IsPosition(x.Folded) && len(levels) > 0:
			levels[len(levels)-1].rest += " " + t
		default:
			levels = append(levels, level{x, "", t})
		}
	}
	deputyAbove := false
	for i, v := range levels {
		below := ""
		if i+1 < len(levels) {
			below = levels[i+1].rest
		}
		position := anatomy.IsPosition(wording.Fold(v.rest))
		last := i == len(levels)-1
		switch v.prefix {
		case "TM":
			if position && !isBody(v.rest) {
				fault(v.x, quoted(wording.Quote(v.x.Tidy())), say("“TM.” trước tên tập thể hoặc cơ quan", "“TM.” before the name of a body"))
			} else if last {
				fault(v.x, say("thiếu chức vụ người ký bên dưới", "no position below"), say("chức vụ của người ký dưới “TM.”", "the signer's position under “TM.”"))
			}
		case "KT":
			switch deputy, ok := strings.CutPrefix(below, "PHÓ "); {
			case !deputyOf(below):
				fault(v.x, sayf("bên dưới là “%s”", "below stands “%s”", below), say("chức vụ cấp phó dưới “KT.”", "the deputy's position under “KT.”"))
			case ok && !shareWord(deputy, v.rest):
				fault(v.x, sayf("bên dưới là “%s”", "below stands “%s”", below), sayf("“KT. %s”, người đứng đầu của cấp phó ký", "“KT. %s”, the head whose deputy signs", deputy))
			}
			deputyAbove = true
		case "TL", "TUQ":
			if below == "" || below == v.rest {
				fault(v.x, say("thiếu chức vụ người ký bên dưới", "no position below"), say("chức vụ của người ký dưới “"+v.prefix+".”", "the signer's position under “"+v.prefix+".”"))
			}
			deputyAbove = v.prefix == "TUQ"
		case "Q":
			if strings.HasPrefix(v.rest, "PHÓ ") {
				fault(v.x, quoted(wording.Quote(v.x.Tidy())), say("“Q.” trước chức vụ của người đứng đầu", "“Q.” before the head's position"))
			}
		case "":
			if strings.HasPrefix(v.rest, "PHÓ ") && !deputyAbove {
				fault(v.x, say("cấp phó ký không có “KT.”", "a deputy signs without “KT.”"), sayf("“KT. %s” ở dòng trên", "“KT. %s” on the line above", strings.TrimPrefix(v.rest, "PHÓ ")))
			}
			if acting, ok := strings.CutPrefix(v.rest, "QUYỀN "); ok {
				fault(v.x, quoted(wording.Quote(v.x.Tidy())), quoted("Q. "+acting))
			}
			deputyAbove = false
		}
	}
}

// isBody says that a name after TM. is a body's although it holds a word of positions: "BAN CHỈ ĐẠO", "ĐOÀN CHỦ TỊCH".
func isBody(name string) bool {
	for _, h := range []string{"ỦY BAN", "UỶ BAN", "UBND", "HỘI ĐỒNG", "HĐND", "BAN ", "ĐOÀN ", "TỔ ", "HỘI ", "CHI ", "ĐẢNG ", "LIÊN ", "CÔNG ", "BỘ ", "TẬP THỂ", "CHÍNH PHỦ", "THƯỜNG TRỰC", "TRƯỜNG ", "NHÀ "} {
		if strings.HasPrefix(name, h) {
			return true
		}
	}
	return false
}

// shareWord says that two positions have a word in common, as those of a head and of his deputies have.
func shareWord(a, b string) bool {
	words := strings.Fields(wording.Fold(a))
	return slices.ContainsFunc(strings.Fields(wording.Fold(b)), func(w string) bool { return slices.Contains(words, w) })
}

// deputyOf says that a position is a deputy's: PHÓ …, and the deputies who bear another title.
func deputyOf(position string) bool {
	return strings.HasPrefix(position, "PHÓ ") || strings.HasPrefix(position, "THỨ TRƯỞNG") || strings.Contains(position+" ", " PHÓ ") ||
		strings.HasPrefix(position, "ỦY VIÊN") || strings.HasPrefix(position, "UỶ VIÊN")
}
