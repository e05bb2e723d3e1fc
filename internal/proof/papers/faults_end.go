package papers

import (
	"slices"
	"strings"

	"pgregory.net/rapid"

	"trinhky/internal/domain"
)

// signed are types that one person signs.
var signed = append(slices.Clone(named), domain.TypeOfficialLetter, domain.TypeOfficialLetter)

func endFaults() []Fault {
	authority := func(rule, name string, change func(t *rapid.T, lines []Line) bool, beside ...string) Fault {
		return Fault{Rule: rule, Name: name, Kinds: signed, Beside: beside, plant: func(t *rapid.T, s *Sheet) bool {
			return change(t, s.Signatures[0].Authority)
		}}
	}
	signer := func(rule, name string, change func(t *rapid.T, l *Line) bool, beside ...string) Fault {
		return Fault{Rule: rule, Name: name, Kinds: signed, Beside: beside, plant: func(t *rapid.T, s *Sheet) bool {
			return change(t, &s.Signatures[0].Name)
		}}
	}
	listed := func(rule, name string, change func(t *rapid.T, s *Sheet, last int) bool, beside ...string) Fault {
		return Fault{Rule: rule, Name: name, Kinds: signed, Beside: beside, plant: func(t *rapid.T, s *Sheet) bool {
			return change(t, s, len(s.Recipients)-1)
		}}
	}
	return []Fault{
		{Rule: "authority.present", Kinds: signed, plant: func(_ *rapid.T, s *Sheet) bool {
			s.Signatures[0].Authority = nil
			return true
		}, Beside: []string{"signer.present"}},
		authority("authority.form", "no full stop", func(_ *rapid.T, lines []Line) bool {
			return reword(lines, func(x string) string { return strings.Replace(x, ". ", " ", 1) })
		}),
		authority("authority.form", "a stroke", func(_ *rapid.T, lines []Line) bool {
			return reword(lines, func(x string) string {
				return strings.NewReplacer("TM. ", "T/M ", "KT. ", "K/T ", "TL. ", "T/L ", "TUQ. ", "T/UQ ").Replace(x)
			})
		}),
		authority("authority.style", "not bold", func(_ *rapid.T, lines []Line) bool {
			return restyle(lines, func(l *Look) { l.Bold = false })
		}),
		authority("authority.style", "not in capitals", func(_ *rapid.T, lines []Line) bool {
			last := lines[len(lines)-1:]
			return reword(last, func(x string) string { return upperFirst(strings.ToLower(x)) })
		}),
		authority("authority.size", "", func(t *rapid.T, lines []Line) bool { return sized(t, lines, 24, 30) }),
		{Rule: "signer.present", Kinds: signed, plant: func(_ *rapid.T, s *Sheet) bool {
			s.Signatures[0].Name.Spans = nil
			return true
		}},
		signer("signer.size", "", func(t *rapid.T, l *Line) bool { return sized(t, []Line{*l}, 24, 30) || true }),
		signer("signer.style", "not bold", func(_ *rapid.T, l *Line) bool {
			l.Spans[0].Bold = false
			return true
		}),
		signer("signer.style", "slanted", func(_ *rapid.T, l *Line) bool {
			l.Spans[0].Italic = true
			return true
		}),
		signer("signer.style", "in capitals", func(_ *rapid.T, l *Line) bool { return reword([]Line{*l}, strings.ToUpper) }),
		{Rule: "signer.title", Kinds: signed, plant: func(t *rapid.T, s *Sheet) bool {
			for _, p := range s.Agency {
				if strings.Contains(p.Text(), "TRƯỜNG") || strings.Contains(p.Text(), "BỆNH VIỆN") {
					return false
				}
			}
			title := pick(t, "title", "ThS. ", "Tiến sĩ ", "Nhà giáo ưu tú ", "NGƯT. ")
			return reword([]Line{s.Signatures[0].Name}, func(x string) string { return title + x })
		}},
		{Rule: "recipients.present", Kinds: signed, plant: func(_ *rapid.T, s *Sheet) bool {
			s.Label, s.Recipients, s.Drafter = nil, nil, nil
			return true
		}, Beside: []string{"recipients.*"}},
		listed("recipients.label", "no colon", func(_ *rapid.T, s *Sheet, _ int) bool { return instead(s.Label, ":", "") }),
		listed("recipients.label", "size", func(t *rapid.T, s *Sheet, _ int) bool { return sized(t, s.Label, 22, 26, 28) }),
		listed("recipients.label", "style", func(t *rapid.T, s *Sheet, _ int) bool {
			bold := rapid.Bool().Draw(t, "bold")
			return restyle(s.Label, func(l *Look) { l.Bold, l.Italic = bold, !bold })
		}),
		listed("recipients.list-size", "", func(t *rapid.T, s *Sheet, _ int) bool { return sized(t, s.Recipients, 20, 24, 26) }),
		listed("recipients.punctuation", "commas", func(_ *rapid.T, s *Sheet, last int) bool {
			return last > 0 && reword(s.Recipients, func(x string) string { return strings.TrimSuffix(x, ";") + "," })
		}),
		listed("recipients.punctuation", "nothing", func(_ *rapid.T, s *Sheet, last int) bool {
			return last > 0 && reword(s.Recipients, func(x string) string { return strings.TrimSuffix(x, ";") })
		}),
		listed("recipients.archive-line", "missing", func(_ *rapid.T, s *Sheet, last int) bool {
			s.Recipients = s.Recipients[:last]
			return last > 0
		}, "recipients.punctuation"),
		listed("recipients.archive-line", "no full stop", func(_ *rapid.T, s *Sheet, last int) bool {
			return reword(s.Recipients[last:], func(x string) string { return strings.TrimSuffix(x, ".") })
		}, "recipients.punctuation"),
		listed("recipients.archive-line", "no VT", func(_ *rapid.T, s *Sheet, last int) bool {
			return instead(s.Recipients[last:], "Lưu: VT, ", "Lưu: ")
		}),
		listed("recipients.archive-line", "no colon", func(_ *rapid.T, s *Sheet, last int) bool {
			return instead(s.Recipients[last:], "Lưu: ", "Lưu ")
		}),
		listed("recipients.archive-unit", "", func(_ *rapid.T, s *Sheet, last int) bool {
			return reword(s.Recipients[last:], func(string) string { return "Lưu: VT." })
		}),
		{Rule: "recipients.as-above", Kinds: letters, plant: func(_ *rapid.T, s *Sheet) bool {
			s.Recipients = s.Recipients[1:]
			return true
		}},
	}
}
