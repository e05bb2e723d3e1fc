package docx

import (
	"strings"
)

// alternate reads the branch of mc:AlternateContent that a current Word would show. It says whether that was a Choice.
func (st *story) alternate(e elem, f func(e elem) error) (bool, error) {
	chosen := false
	choice := false
	err := st.s.children(func(e elem) error {
		if chosen || e.ns != nsMC {
			return nil
		}
		if e.local == "Choice" && !st.understood(e.attr("Requires")) {
			return nil
		}
		chosen, choice = true, e.local == "Choice"
		return st.s.children(f)
	})
	return choice, err
}

func (st *story) understood(requires string) bool {
	for _, prefix := range strings.Fields(requires) {
		if st.s.space(prefix) == nsOther {
			return false
		}
	}
	return true
}

func (in inline) alternateInline(e elem) error {
	_, err := in.alternate(e, in.element)
	return err
}

// alternateRun reads drawings, which Word writes twice. Both branches are read, the second only to find the twins of
// text boxes, because an edit of one must reach the other.
func (r *runReader) alternateRun(e elem) error {
	before := len(r.r.Shapes)
	chosen, fallen := false, false
	return r.s.children(func(e elem) error {
		switch {
		case e.ns != nsMC:
			return nil
		case !chosen && (e.local == "Fallback" || r.understood(e.attr("Requires"))):
			chosen = true
			return r.s.children(r.element)
		case e.local != "Fallback" || fallen:
			return nil
		}
		fallen = true
		own := r.r.Shapes[before:]
		if !hasText(own) {
			return nil
		}
		twin := runReader{inline: r.inline}
		quiet := *r.story
		quiet.body, quiet.repeated = false, true
		twin.story, twin.p = &quiet, &Paragraph{raw: &rawParagraph{}}
		if err := r.s.children(twin.element); err != nil {
			return err
		}
		pairTwins(own, twin.r.Shapes)
		return nil
	})
}

func hasText(shapes []*Shape) bool {
	for _, s := range shapes {
		if len(s.Blocks) > 0 {
			return true
		}
	}
	return false
}

// pairTwins joins the text boxes of both branches by their order.
func pairTwins(own, fallback []*Shape) {
	k := 0
	for _, s := range own {
		if len(s.Blocks) == 0 {
			continue
		}
		for k < len(fallback) && len(fallback[k].Blocks) == 0 {
			k++
		}
		if k < len(fallback) {
			s.twins = append(s.twins, fallback[k])
			k++
		}
	}
}
