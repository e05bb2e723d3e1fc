package papers

import (
	"strings"

	"pgregory.net/rapid"
)

func titleFaults() []Fault {
	return []Fault{
		{
			Rule: "type-name.present", Kinds: named, plant: func(_ *rapid.T, s *Sheet) bool { s.TypeName = nil; return true },
			Beside: []string{"subject.*", "addressees.*", "number.type-code", "body.*", "structure.*"},
		},
		{Rule: "type-name.text", Kinds: named, plant: func(t *rapid.T, s *Sheet) bool {
			s.TypeName[0].Spans[0].Text = pick(t, "no type", "CÔNG BỐ", "TRÍCH NGANG")
			return true
		}, Beside: []string{"number.type-code", "subject.*"}, Or: []string{"type-name.present"}},
		{Rule: "type-name.size", plant: func(t *rapid.T, s *Sheet) bool { return sized(t, s.TypeName, 24, 32) }},
		{Rule: "type-name.style", plant: func(t *rapid.T, s *Sheet) bool {
			italic := rapid.Bool().Draw(t, "italic")
			return restyle(s.TypeName, func(l *Look) { l.Bold, l.Italic = italic, italic })
		}},
		{Rule: "subject.present", Name: "of a named type", Kinds: named, plant: func(_ *rapid.T, s *Sheet) bool {
			s.Subject, s.SubjectRule = nil, Rule{}
			return true
		}, Beside: []string{"subject.rule"}},
		{Rule: "subject.present", Name: "of a công văn", Kinds: letters, plant: func(_ *rapid.T, s *Sheet) bool { s.LetterSubject = nil; return true }},
		{Rule: "subject.prefix", Name: "missing", Kinds: letters, plant: func(_ *rapid.T, s *Sheet) bool {
			return reword(s.LetterSubject, func(x string) string { return upperFirst(strings.TrimPrefix(x, "V/v ")) })
		}},
		{Rule: "subject.prefix", Name: "on a named type", Kinds: named, plant: func(_ *rapid.T, s *Sheet) bool {
			return reword(s.Subject, func(x string) string {
				return "V/v " + strings.TrimPrefix(strings.TrimPrefix(x, "Về việc "), "Về ")
			})
		}},
		{Rule: "subject.size", Name: "of a named type", Kinds: named, plant: func(t *rapid.T, s *Sheet) bool {
			return sized(t, s.Subject, 24, 30)
		}, Beside: []string{"subject.rule"}},
		{Rule: "subject.size", Name: "of a công văn", Kinds: letters, plant: func(t *rapid.T, s *Sheet) bool { return sized(t, s.LetterSubject, 22, 28) }},
		{Rule: "subject.style", Name: "of a named type", Kinds: named, plant: func(t *rapid.T, s *Sheet) bool {
			italic := rapid.Bool().Draw(t, "italic")
			return restyle(s.Subject, func(l *Look) { l.Bold, l.Italic = italic, italic })
		}, Beside: []string{"subject.rule"}},
		{Rule: "subject.style", Name: "of a công văn", Kinds: letters, plant: func(t *rapid.T, s *Sheet) bool {
			bold := rapid.Bool().Draw(t, "bold")
			return restyle(s.LetterSubject, func(l *Look) { l.Bold, l.Italic = bold, !bold })
		}},
		{Rule: "subject.place", Kinds: letters, plant: func(_ *rapid.T, s *Sheet) bool {
			s.Subject = s.LetterSubject
			s.LetterSubject = nil
			return true
		}, Beside: []string{"subject.*"}, Or: []string{"subject.present"}},
		{Rule: "subject.spacing", Kinds: letters, plant: func(_ *rapid.T, s *Sheet) bool {
			s.LetterSubject[0].Before = 0
			return true
		}},
		{Rule: "subject.rule", Kinds: named, plant: func(t *rapid.T, s *Sheet) bool { return misdrawn(t, &s.SubjectRule, s.Subject) }},
		{
			Rule: "addressees.present", Kinds: letters, plant: func(_ *rapid.T, s *Sheet) bool { s.Addressees = nil; return true },
			Beside: []string{"recipients.as-above"},
		},
		{Rule: "addressees.punctuation", Name: "no colon", Kinds: letters, plant: func(_ *rapid.T, s *Sheet) bool {
			return instead(s.Addressees, "Kính gửi:", "Kính gửi")
		}},
		{Rule: "addressees.punctuation", Name: "commas", Kinds: letters, plant: func(_ *rapid.T, s *Sheet) bool {
			return len(s.Addressees) > 2 && instead(s.Addressees[1:], ";", ",")
		}},
		{Rule: "addressees.punctuation", Name: "no full stop", Kinds: letters, plant: func(_ *rapid.T, s *Sheet) bool {
			last := len(s.Addressees) - 1
			return last > 0 && reword(s.Addressees[last:], func(x string) string { return strings.TrimSuffix(x, ".") })
		}},
		{Rule: "addressees.place", Kinds: letters, plant: func(_ *rapid.T, s *Sheet) bool {
			for i := range s.Addressees[1:] {
				s.Addressees[i+1].Left = 0
			}
			return len(s.Addressees) > 1
		}, unseen: func(l Layout) bool { return l.AddresseesInTable }},
		{Rule: "addressees.type", Kinds: decisions, plant: func(_ *rapid.T, s *Sheet) bool {
			l := centred(Look{Size: s.Body[0].Line.look().Size}, "Kính gửi: Ủy ban nhân dân tỉnh An Giang")
			l.Before, l.After = 120, 120
			s.Addressees = []Line{l}
			return true
		}},
		{Rule: "addressees.size", Kinds: letters, plant: func(t *rapid.T, s *Sheet) bool { return sized(t, s.Addressees, 24, 30) }},
		{Rule: "addressees.style", Kinds: letters, plant: func(t *rapid.T, s *Sheet) bool {
			bold := rapid.Bool().Draw(t, "bold")
			return restyle(s.Addressees, func(l *Look) { l.Bold, l.Italic = bold, !bold })
		}},
		{Rule: "legal-basis.style", Kinds: decisions, plant: func(_ *rapid.T, s *Sheet) bool {
			return restyle(s.Basis, func(l *Look) { l.Italic = false })
		}},
		{Rule: "legal-basis.punctuation", Name: "full stops", Kinds: decisions, plant: func(_ *rapid.T, s *Sheet) bool {
			return len(s.Basis) > 1 && instead(s.Basis, ";", ".")
		}},
		{Rule: "legal-basis.punctuation", Name: "the last one", Kinds: decisions, plant: func(t *rapid.T, s *Sheet) bool {
			last := s.Basis[len(s.Basis)-1:]
			mark := pick(t, "mark", ";", ",", "")
			return reword(last, func(x string) string { return strings.TrimSuffix(x, ".") + mark })
		}},
		{Rule: "urgency.wording", Wants: []string{"urgent"}, plant: func(t *rapid.T, s *Sheet) bool {
			s.Urgency.Line.Spans[0].Text = pick(t, "wording", "KHẨN CẤP", "HỎA TỐC HẸN GIỜ", "RẤT KHẨN")
			return true
		}, Beside: []string{"urgency.frame"}},
		{Rule: "urgency.style", Wants: []string{"urgent"}, plant: func(_ *rapid.T, s *Sheet) bool {
			s.Urgency.Line.Spans[0].Bold = false
			return true
		}},
		{Rule: "urgency.size", Wants: []string{"urgent"}, plant: func(t *rapid.T, s *Sheet) bool {
			s.Urgency.Line.Spans[0].Size = pick(t, "size", 22, 32)
			return true
		}},
		{Rule: "urgency.frame", Wants: []string{"urgent"}, plant: func(_ *rapid.T, s *Sheet) bool { s.Urgency.Width = 0; return true }},
		{Rule: "circulation.style", Wants: []string{"circulation"}, plant: func(_ *rapid.T, s *Sheet) bool {
			s.Circulation.Line.Spans[0].Bold = false
			return true
		}},
		{Rule: "circulation.size", Wants: []string{"circulation"}, plant: func(t *rapid.T, s *Sheet) bool {
			s.Circulation.Line.Spans[0].Size = pick(t, "size", 22, 32)
			return true
		}},
		{Rule: "circulation.frame", Wants: []string{"circulation"}, plant: func(_ *rapid.T, s *Sheet) bool { s.Circulation.Width = 0; return true }},
		{Rule: "secrecy.forbidden", Wants: []string{"circulation"}, plant: func(t *rapid.T, s *Sheet) bool {
			s.Circulation.Line.Spans[0].Text = pick(t, "secrecy", "MẬT", "TỐI MẬT", "TUYỆT MẬT")
			return true
		}},
	}
}
