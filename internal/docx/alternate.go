package docx

import (
	"strings"

	"trinhky/internal/docx/opc"
)

// alternate reads the branch of mc:AlternateContent that a current Word would show. It says whether that was a Choice.
func (st *story) alternate(e opc.Elem, f func(e opc.Elem) error) (bool, error) {
	chosen := false
	choice := false
	err := st.s.Children(func(e opc.Elem) error {
		if chosen || e.NS != opc.MC {
			return nil
		}
		if e.Local == "Choice" && !st.understood(e.Attr("Requires")) {
			return nil
		}
		chosen, choice = true, e.Local == "Choice"
		return st.s.Children(f)
	})
	return choice, err
}

func (st *story) understood(requires string) bool {
	for _, prefix := range strings.Fields(requires) {
		if st.s.Space(prefix) == opc.Other {
			return false
		}
	}
	return true
}

func (in inline) alternateInline(e opc.Elem) error {
	_, err := in.alternate(e, in.element)
	return err
}

// alternateRun reads drawings, which Word writes twice. Both branches are read, the second only to find the twins of
// text boxes, because an edit of one must reach the other.
func (r *runReader) alternateRun(e opc.Elem) error {
	before := len(r.r.Shapes)
	chosen, fallen := false, false
	return r.s.Children(func(e opc.Elem) error {
		switch {
		case e.NS != opc.MC:
			return nil
		case !chosen && (e.Local == "Fallback" || r.understood(e.Attr("Requires"))):
			chosen = true
			return r.s.Children(r.element)
		case e.Local != "Fallback" || fallen:
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
		if err := r.s.Children(twin.element); err != nil {
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
			s.Twins = append(s.Twins, fallback[k])
			k++
		}
	}
}
