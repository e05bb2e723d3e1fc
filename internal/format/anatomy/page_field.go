package anatomy

import (
	"strings"

	"trinhky/internal/docx"
)

// PageField is a page number field and where it stands.
type PageField struct {
	Field *docx.Field
	P     *docx.Paragraph
}

func PageFields(s *docx.Story) []PageField {
	if s == nil {
		return nil
	}
	var out []PageField
	for p := range docx.WalkParagraphs(s.Blocks) {
		for _, f := range p.Fields {
			if f.Kind == "PAGE" {
				out = append(out, PageField{f, p})
			}
		}
	}
	return out
}

// Arabic says that a field shows the numbers of a section in Arabic numerals.
func Arabic(s *docx.Section, n PageField) bool {
	if OwnNumerals(n) {
		return false
	}
	f := s.PageNumber.Format
	return f == "" || f == "decimal" || strings.Contains(strings.ToLower(n.Field.Instruction), "arabic")
}

// OwnNumerals says that a field asks for other numerals itself, whatever its section says.
func OwnNumerals(n PageField) bool {
	instruction := strings.ToLower(n.Field.Instruction)
	return strings.Contains(instruction, "roman") || strings.Contains(instruction, "alphabetic")
}

// TabbedToCentre says that the header's text stands at its centre tab stop.
func TabbedToCentre(p *docx.Paragraph) bool {
	if !strings.HasPrefix(p.Text(), "\t") || strings.HasPrefix(p.Text(), "\t\t") {
		return false
	}
	for i := range p.Runs {
		if p.Runs[i].AlignTab == "center" {
			return true
		}
	}
	for _, t := range p.Props.Tabs {
		if t.Kind == "center" {
			return true
		}
	}
	return false
}

// BoxedAtCentre says that a paragraph stands in a text box in the middle of the page.
func BoxedAtCentre(s *docx.Section, p *docx.Paragraph) bool {
	if p.Box == nil || !p.Box.Floating {
		return false
	}
	if p.Box.Horizontal.Align != "" {
		return p.Box.Horizontal.Align == "center"
	}
	width, from := s.Page.Width-s.Page.Left-s.Page.Right, p.Box.Horizontal.Offset
	if p.Box.Horizontal.From == "page" {
		width = s.Page.Width
	}
	middle := (from + p.Box.Width/2).Twips()
	return Abs(middle-width/2)*100 <= width*MiddleTolerance
}

// Bears says that a header or footer holds anything but a page number.
func Bears(s *docx.Story) bool {
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
