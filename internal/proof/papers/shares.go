package papers

import (
	"strings"

	"pgregory.net/rapid"
)

// Sample is how many real papers were looked at to learn what is wrong with them.
const Sample = 119

// shares are the faults of real papers: in how many of the sample each was found, and how it comes about.
var shares = []struct {
	of    int
	plant func(t *rapid.T, s *Sheet) bool
}{
	{64, func(t *rapid.T, s *Sheet) bool { // body.indent
		first := pick(t, "indent", 0, 360, 426, 454, 680, 851, 900)
		return s.one(t, func(l *Line) { l.First = first }, append([]Role{Article}, running...)...)
	}},
	{39, func(t *rapid.T, s *Sheet) bool { // body.align
		return s.one(t, func(l *Line) { l.Align = Left }, append([]Role{Article}, running...)...)
	}},
	{57, func(t *rapid.T, s *Sheet) bool { // the rules under subject, agency and motto
		planted := false
		for range 3 {
			switch pick(t, "which rule", "agency", "motto", "subject") {
			case "agency":
				planted = misdrawn(t, &s.AgencyRule, s.Agency) || planted
			case "motto":
				planted = misdrawn(t, &s.MottoRule, s.Motto) || planted
			case "subject":
				planted = misdrawn(t, &s.SubjectRule, s.Subject) || planted
			}
			if planted && rapid.Bool().Draw(t, "one rule is enough") {
				return true
			}
		}
		return planted
	}},
	{15, func(t *rapid.T, s *Sheet) bool { // page.size
		size := pick(t, "paper", [2]int{12240, 15840}, [2]int{11520, 16560}, [2]int{12242, 20163})
		s.Page.Width, s.Page.Height = size[0], size[1]
		return true
	}},
	{15, func(t *rapid.T, s *Sheet) bool { // body.spacing-before-after
		space := pick(t, "space", [2]int{0, 0}, [2]int{60, 0}, [2]int{0, 60}, [2]int{20, 20})
		return s.all(func(l *Line) { l.Before, l.After = space[0], space[1] }, append([]Role{Article}, running...)...)
	}},
	{13, func(t *rapid.T, s *Sheet) bool { // recipients.archive-line
		last := s.Recipients[len(s.Recipients)-1:]
		return reword(last, func(x string) string {
			return pick(t, "archive line", strings.TrimSuffix(x, "."), strings.TrimSuffix(x, ".")+";", strings.Replace(x, "Lưu: ", "Lưu ", 1))
		})
	}},
}

// Ordinary draws the k-th paper of the sample: together, the papers have each fault as often as the real ones. What has
// none of them has one of the others that pass after a mending.
func Ordinary(k int) *rapid.Generator[Sheet] {
	return rapid.Custom(func(t *rapid.T) Sheet {
		s := draw(t, pick(t, "type", types...))
		faulty := false
		for i, share := range shares {
			// A permutation of the sample, another for every fault.
			if rank := (k*spread[i] + i*i) % Sample; rank < share.of {
				faulty = share.plant(t, &s) || faulty
			}
		}
		if !faulty {
			s.Page.Left, s.Page.Right = 1440, 1440
		}
		return s
	})
}

// spread are numbers that share no factor with the size of the sample.
var spread = [...]int{23, 41, 59, 73, 89, 101}
