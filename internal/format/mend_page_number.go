package format

import (
	"slices"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
)

// mendNumbering gives every page its number but the first of the document and those that begin a count, and takes it
// away from the foot, where that can be done without hiding or showing anything else.
func (c *check) mendNumbering() {
	var all []mend
	foot, alone := c.footNumbers()
	if !alone {
		return
	}
	was := say("không có", "missing")
	if len(foot) > 0 {
		was = say("đặt ở chân trang", "in the footer")
	}
	for i, s := range c.doc.Sections {
		note := func(from, to Words, apply func(e *edit.Editor)) {
			all = append(all, mend{Change: Change{Rule: "page.number", Where: Place{Section: s.Index, Story: "header"}, From: from, To: to}, apply: apply})
		}
		add := func(even bool, to Words) {
			note(was, to, func(e *edit.Editor) {
				for _, f := range foot {
					e.RemoveFooter(f.section, f.kind)
				}
				e.AddPageNumber(s, even, edit.RunChange{Font: timesNewRoman, Size: size14})
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
		note(from, to, func(e *edit.Editor) { e.SetTitlePage(s, begins) })
	}
	for _, m := range all {
		c.note(m)
	}
}

// footNumber is a footer with a page number.
type footNumber struct {
	section *docx.Section
	kind    string
}

// footNumbers lists the footers that hold a page number. They stand alone when no footer of their kind, which a section
// would show instead, holds anything else.
func (c *check) footNumbers() (all []footNumber, alone bool) {
	other := map[string]bool{}
	for _, s := range c.doc.Sections {
		for kind, f := range map[string]*docx.Story{"first": s.Footers.First, "default": s.Footers.Default, "even": s.Footers.Even} {
			if len(pageFields(f)) > 0 {
				all = append(all, footNumber{s, kind})
			}
			other[kind] = other[kind] || bears(f)
		}
	}
	return all, !slices.ContainsFunc(all, func(f footNumber) bool { return other[f.kind] })
}

// mendHeaderDistance moves a header up into the top margin.
func (c *check) mendHeaderDistance(s *docx.Section, where Place) {
	c.mendPage("page.number", s, where, say("không nằm trong lề trên", "not within the top margin"), say("cách mép trên 10 mm", "10 mm from the top edge"),
		func(p *docx.Page) { p.Header = docx.EMU(360_000).Twips() })
}

// mendNumerals numbers a section 1, 2, 3, unless the field asks for other numerals itself.
func (c *check) mendNumerals(s *docx.Section, n pageField, where Place) {
	if ownNumerals(n) {
		return
	}
	c.note(mend{
		Change: Change{Rule: "page.number", Where: where, From: say("không phải chữ số Ả Rập", "not in Arabic numerals"), To: say("chữ số Ả Rập", "Arabic numerals")},
		apply:  func(e *edit.Editor) { e.NumberInArabic(s) },
	})
}

// mendCentring puts a page number in the middle when it stands alone in its line and no tab, box or frame places it.
func (c *check) mendCentring(n pageField, where Place) {
	if n.p.Box != nil || n.p.Props.Frame.Present {
		return
	}
	for i := range n.p.Runs {
		if r := &n.p.Runs[i]; r.Field != n.field && strings.Trim(r.Text, " ") != "" || len(r.Shapes) > 0 {
			return
		}
	}
	c.note(mend{
		Change: Change{Rule: "page.number", Where: where, From: say("không canh giữa", "not centred"), To: say("canh giữa", "centred")},
		apply:  func(e *edit.Editor) { e.Centre(n.p) },
	})
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
