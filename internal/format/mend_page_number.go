package format

import (
	"strings"

	"trinhky/internal/docx"
)

// mendNumbering gives every page its number but the first of the document and those that begin a count, where that can
// be done without hiding or showing anything else.
func (c *check) mendNumbering() {
	var all []mend
	for i, s := range c.doc.Sections {
		note := func(from, to Words, apply func(e *docx.Editor)) {
			all = append(all, mend{Change: Change{Rule: "page.number", Where: Place{Section: s.Index, Story: "header"}, From: from, To: to}, apply: apply})
		}
		add := func(even bool, to Words) {
			note(say("không có", "missing"), to, func(e *docx.Editor) {
				e.AddPageNumber(s, even, docx.RunChange{Font: timesNewRoman, Size: size14})
			})
		}
		if len(pageFields(s.Headers.Default)) == 0 {
			add(false, say("canh giữa, cỡ 14", "centred, size 14"))
		}
		if c.doc.EvenAndOddHeaders && len(pageFields(s.Headers.Even)) == 0 {
			add(true, say("canh giữa, cỡ 14, ở trang chẵn", "centred, size 14, on even pages"))
		}
		if s.TitlePage && len(pageFields(s.Headers.First)) > 0 && (i == 0 || s.PageNumber.Restart) {
			return // somebody typed it there
		}
		begins := i == 0 && !c.standalone || i > 0 && s.PageNumber.Restart
		if begins == s.TitlePage || i == 0 && c.standalone {
			continue
		}
		if bears(s.Headers.First) || bears(s.Footers.First) || begins && (bears(s.Headers.Default) || bears(s.Footers.Default)) {
			return
		}
		from, to := say("hiển thị ở trang đầu", "shown on the first page"), say("ẩn ở trang đầu", "hidden on the first page")
		if !begins {
			from, to = to, from
		}
		note(from, to, func(e *docx.Editor) { e.SetTitlePage(s, begins) })
	}
	for _, m := range all {
		c.note(m)
	}
}

// bears says that a header or footer holds anything but a page number.
func bears(s *docx.Story) bool {
	if s == nil {
		return false
	}
	for p := range docx.WalkParagraphs(s.Blocks) {
		if len(p.Shapes()) > 0 {
			return true
		}
		for i := range p.Runs {
			if r := &p.Runs[i]; (r.Field == nil || r.Field.Kind != "PAGE") && strings.TrimSpace(r.Text) != "" {
				return true
			}
		}
	}
	return false
}
