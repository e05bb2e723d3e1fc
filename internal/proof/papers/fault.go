package papers

import (
	"slices"
	"strings"

	"pgregory.net/rapid"

	"trinhky/internal/domain"
	"trinhky/internal/format"
)

// Fault is a departure from the decree that can be planted on a good paper.
type Fault struct {
	Rule string // the rule that must speak of it
	Name string
	// Or are rules of which one may speak of it instead.
	Or []string
	// Kinds are the types it can stand on; any when empty. Wants is what the paper must have for it.
	Kinds []domain.DocumentType
	Wants []string
	// Beside are other rules that may rightly speak of the same thing.
	Beside []string
	// unseen says that a layout does not show the fault.
	unseen func(Layout) bool
	// plant says whether the paper has a place for the fault.
	plant func(t *rapid.T, s *Sheet) bool
}

// Faulty draws a paper that is good but for the fault.
func (f Fault) Faulty() *rapid.Generator[Sheet] {
	type planted struct {
		s  Sheet
		ok bool
	}
	kinds := f.Kinds
	if len(kinds) == 0 {
		kinds = types
	}
	g := rapid.Custom(func(t *rapid.T) planted {
		s := draw(t, pick(t, "type", kinds...), f.Wants...)
		ok := f.plant(t, &s)
		return planted{s, ok}
	}).Filter(func(p planted) bool { return p.ok })
	return rapid.Map(g, func(p planted) Sheet { return p.s })
}

// Tells says whether a finding speaks of the fault.
func (f Fault) Tells(x format.Finding) bool { return x.Rule == f.Rule || slices.Contains(f.Or, x.Rule) }

// Allows says whether a rule may speak beside the one of the fault.
func (f Fault) Allows(rule string) bool {
	return slices.ContainsFunc(f.Beside, func(b string) bool {
		family, whole := strings.CutSuffix(b, "*")
		return b == rule || whole && strings.HasPrefix(rule, family)
	})
}

// Seen says whether a layout shows the fault.
func (f Fault) Seen(l Layout) bool { return f.unseen == nil || !f.unseen(l) }

// Plant puts the fault on a paper and says whether it had a place for it.
func (f Fault) Plant(t *rapid.T, s *Sheet) bool {
	if len(f.Kinds) > 0 && !slices.Contains(f.Kinds, s.Type) {
		return false
	}
	return f.plant(t, s)
}

// Faults are all there are.
func Faults() []Fault {
	return slices.Concat(pageFaults(), headFaults(), titleFaults(), textFaults(), endFaults(), otherFaults())
}

var (
	letters   = []domain.DocumentType{domain.TypeOfficialLetter}
	decisions = []domain.DocumentType{domain.TypeDecision}
	named     = []domain.DocumentType{
		domain.TypeDecision, domain.TypeReport, domain.TypeSubmission, domain.TypeNotice, domain.TypePlan, domain.TypeDirective,
		domain.TypeGuidance, domain.TypeProgramme,
	}
	flowing = []domain.DocumentType{
		domain.TypeOfficialLetter, domain.TypeReport, domain.TypeSubmission, domain.TypeNotice, domain.TypePlan, domain.TypeDirective,
	}
)

// restyle changes the look of all of some lines.
func restyle(lines []Line, change func(*Look)) bool {
	for _, l := range lines {
		for k := range l.Spans {
			change(&l.Spans[k].Look)
		}
	}
	return len(lines) > 0
}

// sized sets all of some lines in one of the sizes.
func sized(t *rapid.T, lines []Line, halfPoints ...int) bool {
	size := pick(t, "wrong size", halfPoints...)
	return restyle(lines, func(l *Look) { l.Size = size })
}

// reword changes the text of the first of some lines.
func reword(lines []Line, change func(string) string) bool {
	if len(lines) == 0 || len(lines[0].Spans) == 0 {
		return false
	}
	before := lines[0].Spans[0].Text
	lines[0].Spans[0].Text = change(before)
	return lines[0].Spans[0].Text != before
}

// instead replaces one piece of the first line's text.
func instead(lines []Line, old, with string) bool {
	return reword(lines, func(s string) string { return strings.Replace(s, old, with, 1) })
}

// body gives the lines of the text that have one of the roles.
func (s *Sheet) body(roles ...Role) []*Line {
	var out []*Line
	for i := range s.Body {
		if s.Body[i].Table == nil && slices.Contains(roles, s.Body[i].Line.Role) {
			out = append(out, &s.Body[i].Line)
		}
	}
	return out
}

// one changes one line of the text, or all of them.
func (s *Sheet) one(t *rapid.T, change func(*Line), roles ...Role) bool {
	lines := s.body(roles...)
	if len(lines) == 0 {
		return false
	}
	if rapid.Bool().Draw(t, "everywhere") {
		for _, l := range lines {
			change(l)
		}
		return true
	}
	change(lines[rapid.IntRange(0, len(lines)-1).Draw(t, "which line")])
	return true
}

// all changes all lines of the text that have one of the roles.
func (s *Sheet) all(change func(*Line), roles ...Role) bool {
	lines := s.body(roles...)
	for _, l := range lines {
		change(l)
	}
	return len(lines) > 0
}

// insert puts a sentence into the text as a paragraph like the others, not as the last.
func (s *Sheet) insert(sentence string) bool {
	lines := s.body(Prose)
	if len(lines) < 2 {
		return false
	}
	l := lines[0]
	for i := range s.Body {
		if &s.Body[i].Line == l {
			added := *l
			added.Spans = []Span{{sentence, l.look()}}
			s.PageNumber.Present = true // the text may now need a second page
			s.Body = slices.Insert(s.Body, i+1, Block{Line: added})
			return true
		}
	}
	return false
}

// misdrawn spoils a rule: it is missing, has another length, is not solid or is typed.
func misdrawn(t *rapid.T, r *Rule, lines []Line) bool {
	if r.Length == 0 {
		return false
	}
	switch pick(t, "rule's fault", "none", "short", "long", "dashed", "typed") {
	case "none":
		r.Length = 0
	case "short":
		r.Length = shortest(lines) * 8 / 100 // a third of a short last line is right
	case "long":
		r.Length = longest(lines) * 140 / 100
	case "dashed":
		r.Dashed = true
	case "typed":
		r.Typed = true
	}
	return true
}

func shortest(lines []Line) int {
	least := lines[0].width()
	for _, l := range lines {
		least = min(least, l.width())
	}
	return least
}

func longest(lines []Line) int {
	most := 0
	for _, l := range lines {
		most = max(most, l.width())
	}
	return most
}
