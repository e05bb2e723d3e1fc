package papers

import (
	"slices"
	"strings"

	"pgregory.net/rapid"
)

// running are the roles of lines that run from margin to margin.
var running = []Role{Prose, Clause, Point, Dash}

func textFaults() []Fault {
	chapters := []string{"chapters"}
	return []Fault{
		{Rule: "body.size", plant: func(t *rapid.T, s *Sheet) bool {
			size := pick(t, "size", 22, 24, 30)
			return s.one(t, func(l *Line) { restyle([]Line{*l}, func(k *Look) { k.Size = size }) }, Prose)
		}, Beside: []string{"header.sizes", "structure.size"}},
		{Rule: "body.style", plant: func(t *rapid.T, s *Sheet) bool {
			return s.one(t, func(l *Line) { l.Spans[0].Italic = true }, Prose)
		}},
		{Rule: "body.align", plant: func(t *rapid.T, s *Sheet) bool {
			align := pick(t, "align", Left, Left, Left, Right)
			return s.one(t, func(l *Line) { l.Align = align }, running...)
		}},
		{Rule: "body.indent", plant: func(t *rapid.T, s *Sheet) bool {
			first := pick(t, "indent", 0, 0, 284, 426, 851, 1134)
			return s.one(t, func(l *Line) { l.First = first }, running...)
		}},
		{Rule: "body.spacing-before-after", plant: func(t *rapid.T, s *Sheet) bool {
			space := pick(t, "space", [2]int{0, 0}, [2]int{0, 60}, [2]int{60, 0}, [2]int{40, 40})
			for _, l := range s.body(append([]Role{Article}, running...)...) {
				l.Before, l.After = space[0], space[1]
			}
			return true
		}},
		{Rule: "body.line-spacing", plant: func(t *rapid.T, s *Sheet) bool {
			leading := pick(t, "leading", Leading{Value: 480}, Leading{Value: 400}, Leading{Value: 200}, Leading{Value: 220, Rule: "exact"},
				Leading{Value: 600, Rule: "exact"})
			return s.one(t, func(l *Line) { l.Leading = leading }, running...)
		}},
		{Rule: "body.end-mark", plant: func(t *rapid.T, s *Sheet) bool {
			mark := pick(t, "mark", ".", "", ". /.")
			l := &s.Body[len(s.Body)-1].Line
			return reword([]Line{{Spans: l.Spans[len(l.Spans)-1:]}}, func(x string) string { return strings.TrimSuffix(x, "./.") + mark })
		}},
		{Rule: "structure.numbering", Name: "an article left out", Kinds: decisions, plant: func(_ *rapid.T, s *Sheet) bool {
			articles := s.body(Article)
			last := articles[len(articles)-1]
			return instead([]Line{*last}, "Điều "+itoa(len(articles)), "Điều "+itoa(len(articles)+1))
		}, Beside: []string{"recipients.*"}},
		{Rule: "structure.numbering", Name: "a Roman article", Kinds: decisions, plant: func(_ *rapid.T, s *Sheet) bool {
			return instead([]Line{*s.body(Article)[0]}, "Điều 1.", "Điều I.")
		}},
		{Rule: "structure.numbering", Name: "no full stop", Kinds: decisions, plant: func(t *rapid.T, s *Sheet) bool {
			mark := pick(t, "mark", ":", "")
			return instead([]Line{*s.body(Article)[1]}, "Điều 2.", "Điều 2"+mark)
		}},
		{Rule: "structure.numbering", Name: "an Arabic chapter", Kinds: decisions, Wants: chapters, plant: func(_ *rapid.T, s *Sheet) bool {
			return instead([]Line{*s.body(HeadingWord)[0]}, "Chương I", "Chương 1")
		}},
		{Rule: "structure.style", Name: "article not bold", Kinds: decisions, plant: func(t *rapid.T, s *Sheet) bool {
			s.body(Article)[0].Spans[0].Bold = false
			return true
		}},
		{Rule: "structure.style", Name: "chapter not bold", Kinds: decisions, Wants: chapters, plant: func(_ *rapid.T, s *Sheet) bool {
			s.body(HeadingWord)[0].Spans[0].Bold = false
			return true
		}},
		{Rule: "structure.style", Name: "chapter on the left", Kinds: decisions, Wants: chapters, plant: func(_ *rapid.T, s *Sheet) bool {
			s.body(HeadingWord)[0].Align = Left
			return true
		}},
		{Rule: "structure.style", Name: "chapter's title not in capitals", Kinds: decisions, Wants: chapters, plant: func(_ *rapid.T, s *Sheet) bool {
			return reword([]Line{*s.body(HeadingTitle)[0]}, func(x string) string { return upperFirst(strings.ToLower(x)) })
		}},
		{Rule: "structure.size", Kinds: decisions, plant: func(_ *rapid.T, s *Sheet) bool {
			l := s.body(Article)[0]
			l.Spans[0].Size = 54 - l.Spans[0].Size // 13 for 14, 14 for 13
			return true
		}},
		{Rule: "structure.title", Kinds: decisions, Wants: chapters, plant: func(_ *rapid.T, s *Sheet) bool {
			for i := range s.Body {
				if s.Body[i].Line.Role == HeadingTitle {
					s.Body = slices.Delete(s.Body, i, i+1)
					return true
				}
			}
			return false
		}},
		{Rule: "structure.numbering", Name: "a clause left out", Kinds: flowing, Wants: []string{"clauses"}, plant: func(_ *rapid.T, s *Sheet) bool {
			for _, l := range s.body(Clause) {
				if l.Item.Mark == "2." {
					l.Item = Item{Mark: "3.", List: -9}
					return true
				}
			}
			return false
		}},
		{Rule: "structure.clause", Name: "a bracket", Kinds: flowing, Wants: []string{"clauses"}, plant: func(_ *rapid.T, s *Sheet) bool {
			for _, l := range s.body(Clause) {
				l.Item = Item{Mark: strings.TrimSuffix(l.Item.Mark, ".") + ")", List: -9}
			}
			return true
		}},
		{Rule: "structure.point", Name: "the English alphabet", Kinds: flowing, Wants: []string{"clauses", "points"}, plant: func(_ *rapid.T, s *Sheet) bool {
			found := false
			for _, l := range s.body(Point) {
				if l.Item.Mark == "đ)" {
					l.Item = Item{Mark: "e)", List: -9}
					found = true
				}
			}
			return found
		}},
		{Rule: "structure.point", Name: "a full stop", Kinds: flowing, Wants: []string{"clauses", "points"}, plant: func(_ *rapid.T, s *Sheet) bool {
			points := s.body(Point)
			for _, l := range points {
				l.Item = Item{Mark: strings.TrimSuffix(l.Item.Mark, ")") + ".", List: -9}
			}
			return len(points) > 0
		}},
	}
}

func otherFaults() []Fault {
	said := func(rule, name, sentence string) Fault {
		return Fault{Rule: rule, Name: name, Kinds: flowing, plant: func(_ *rapid.T, s *Sheet) bool { return s.insert(sentence) }}
	}
	annexed := func(rule, name string, change func(t *rapid.T, s *Sheet) bool) Fault {
		return Fault{Rule: rule, Name: name, Kinds: flowing, Wants: []string{"annexes"}, plant: func(t *rapid.T, s *Sheet) bool {
			return len(s.Annexes) == 2 && change(t, s)
		}}
	}
	running := annexed("annex.page-number", "", func(_ *rapid.T, s *Sheet) bool {
		s.Annexes[1].RunsOn = true
		return true
	})
	running.Beside = []string{"page.number"}
	mentioned := annexed("annex.mentioned", "", func(_ *rapid.T, s *Sheet) bool {
		for _, l := range s.body(Prose) {
			l.Spans[0].Text = strings.ReplaceAll(l.Spans[0].Text, mentionTwo, "")
		}
		return true
	})
	return []Fault{
		annexed("annex.number", "none", func(_ *rapid.T, s *Sheet) bool {
			return reword([]Line{s.Annexes[1].Heading}, func(string) string { return "Phụ lục" })
		}),
		annexed("annex.number", "Arabic", func(_ *rapid.T, s *Sheet) bool {
			return reword([]Line{s.Annexes[0].Heading}, func(string) string { return "Phụ lục 1" }) &&
				reword([]Line{s.Annexes[1].Heading}, func(string) string { return "Phụ lục 2" })
		}),
		annexed("annex.heading", "in capitals", func(_ *rapid.T, s *Sheet) bool {
			return reword([]Line{s.Annexes[0].Heading}, strings.ToUpper)
		}),
		annexed("annex.heading", "other size", func(t *rapid.T, s *Sheet) bool {
			s.Annexes[0].Heading.Spans[0].Size = pick(t, "size", 26, 32)
			return true
		}),
		annexed("annex.heading", "not bold", func(_ *rapid.T, s *Sheet) bool {
			s.Annexes[0].Heading.Spans[0].Bold = false
			return true
		}),
		annexed("annex.title", "not in capitals", func(_ *rapid.T, s *Sheet) bool {
			return reword([]Line{s.Annexes[0].Title}, func(x string) string { return upperFirst(strings.ToLower(x)) })
		}),
		annexed("annex.title", "other size", func(_ *rapid.T, s *Sheet) bool {
			s.Annexes[0].Title.Spans[0].Size = 24
			return true
		}),
		annexed("annex.issued-with", "upright", func(_ *rapid.T, s *Sheet) bool {
			s.Annexes[0].IssuedWith.Spans[0].Italic = false
			return true
		}),
		annexed("annex.issued-with", "missing", func(_ *rapid.T, s *Sheet) bool {
			s.Annexes[0].IssuedWith.Spans = nil
			return true
		}),
		running,
		mentioned,
		{Rule: "drafter.size", Wants: []string{"drafter"}, plant: func(t *rapid.T, s *Sheet) bool { return sized(t, s.Drafter, 24, 28) }},
		{Rule: "drafter.style", Wants: []string{"drafter"}, plant: func(_ *rapid.T, s *Sheet) bool {
			return restyle(s.Drafter, func(l *Look) { l.Italic = true })
		}},
		{Rule: "contact.size", Wants: []string{"contact"}, Kinds: letters, plant: func(t *rapid.T, s *Sheet) bool { return sized(t, s.Contact, 18, 20, 28) }},
		{Rule: "contact.style", Wants: []string{"contact"}, Kinds: letters, plant: func(_ *rapid.T, s *Sheet) bool {
			return restyle(s.Contact, func(l *Look) { l.Italic = true })
		}},
		{Rule: "contact.rule", Wants: []string{"contact"}, Kinds: letters, plant: func(_ *rapid.T, s *Sheet) bool {
			s.ContactRule = Rule{}
			return true
		}},
		said("citation.first", "no date, issuer, subject", "Thực hiện Nghị định số 45/2020/NĐ-CP, các đơn vị rà soát quy trình nội bộ."),
		said("citation.later", "in full again", "Thực hiện Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ về thực hiện thủ tục hành "+
			"chính trên môi trường điện tử, các đơn vị rà soát quy trình; kết quả báo cáo theo Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm "+
			"2020 của Chính phủ về thực hiện thủ tục hành chính trên môi trường điện tử."),
		said("citation.law", "with its number", "Thực hiện Luật Lưu trữ số 33/2024/QH15 ngày 21 tháng 6 năm 2024 của Quốc hội, các đơn vị rà soát kho lưu trữ."),
		said("capital.sentence", "", "Các đơn vị rà soát số liệu. kết quả gửi về Văn phòng."),
		said("capital.unit", "number", "Cuộc họp được tổ chức tại trụ sở quận 1 vào buổi sáng."),
		said("capital.agency", "", "Báo cáo gửi về sở Tài chính trước ngày 15 hằng tháng."),
		said("capital.special", "", "Tài sản của nhà nước được quản lý theo phân cấp."),
		said("capital.provision", "", "Thực hiện theo khoản 1 điều 5 của Quy chế làm việc."),
		said("capital.document", "", "Việc xử lý vi phạm được thực hiện theo luật Cán bộ, công chức."),
		said("capital.date", "", "Báo cáo gửi về trước tết nguyên đán."),
		said("spelling.repeated-word", "", "Kỷ cương hành chính chính từng bước được được nâng lên."),
	}
}
