package papers

import (
	"strings"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func pageFaults() []Fault {
	return []Fault{
		{Rule: "page.size", Name: "Letter", plant: func(_ *rapid.T, s *Sheet) bool {
			s.Page.Width, s.Page.Height = 12240, 15840
			return true
		}, Beside: []string{"overflow.*"}},
		{Rule: "page.size", Name: "landscape without tables", plant: func(_ *rapid.T, s *Sheet) bool {
			s.Page.Width, s.Page.Height = s.Page.Height, s.Page.Width
			for _, b := range s.Body {
				if b.Table != nil {
					return false
				}
			}
			return len(s.Annexes) == 0
		}, Beside: []string{"subject.rule"}},
		{Rule: "page.margin.top", plant: func(t *rapid.T, s *Sheet) bool {
			s.Page.Top = pick(t, "margin", 851, 1701)
			return true
		}},
		{Rule: "page.margin.bottom", plant: func(t *rapid.T, s *Sheet) bool {
			s.Page.Bottom = pick(t, "margin", 567, 851, 1701)
			return true
		}},
		{Rule: "page.margin.left", plant: func(t *rapid.T, s *Sheet) bool {
			s.Page.Left = pick(t, "margin", 1134, 1440)
			return true
		}, Beside: []string{"overflow.*"}},
		{Rule: "page.margin.right", plant: func(t *rapid.T, s *Sheet) bool {
			s.Page.Right = pick(t, "margin", 567, 1440)
			return true
		}, Beside: []string{"overflow.*"}},
		{Rule: "page.number", Name: "missing", Kinds: flowing, plant: func(_ *rapid.T, s *Sheet) bool {
			for range 24 { // surely more than one page
				s.insert("Các đơn vị rà soát, cập nhật số liệu của từng lĩnh vực, từng địa bàn, gửi báo cáo bằng văn bản trước ngày 15 hằng tháng.")
			}
			s.PageNumber.Present = false
			return len(s.body(Prose)) > 24
		}},
		{Rule: "page.number", Name: "other size", plant: numbered(func(t *rapid.T, n *PageNumber) { n.Look.Size = pick(t, "size", 22, 24, 32) })},
		{Rule: "page.number", Name: "slanted", plant: numbered(func(_ *rapid.T, n *PageNumber) { n.Look.Italic = true })},
		{Rule: "page.number", Name: "on the right", plant: numbered(func(_ *rapid.T, n *PageNumber) { n.Align = Right })},
		{Rule: "page.number", Name: "at the foot", plant: numbered(func(_ *rapid.T, n *PageNumber) { n.Foot = true })},
		{Rule: "page.number", Name: "on the first page", plant: func(_ *rapid.T, s *Sheet) bool {
			s.PageNumber.FirstPage = true
			return s.PageNumber.Present && len(s.Contact) == 0 // whose footer makes the first page different anyway
		}},
		{Rule: "page.number", Name: "Roman", plant: numbered(func(_ *rapid.T, n *PageNumber) { n.Roman = true })},
		{Rule: "overflow.paper", Kinds: flowing, Wants: []string{"table"}, plant: widened(200)},
		{Rule: "overflow.margin", Kinds: flowing, Wants: []string{"table"}, plant: widened(106)},
		{Rule: "unread.text", Kinds: flowing, plant: func(_ *rapid.T, s *Sheet) bool { s.Chunk = true; return true }},
		{Rule: "unread.object", Kinds: flowing, plant: func(_ *rapid.T, s *Sheet) bool { s.Object = true; return true }},
		{Rule: "font.family", Name: "of one paragraph", plant: func(t *rapid.T, s *Sheet) bool {
			font := pick(t, "font", "Arial", "Calibri", "Times New Roman Bold", "VNI-Times")
			return s.one(t, func(l *Line) { inFont(l, font) }, Prose)
		}, Beside: []string{"text.unicode"}},
		{Rule: "font.family", Name: "of everything", plant: func(t *rapid.T, s *Sheet) bool {
			font := pick(t, "font", "Arial", "Calibri", "Cambria")
			s.each(func(l *Line) { inFont(l, font) })
			return true
		}},
		{Rule: "font.colour", plant: func(t *rapid.T, s *Sheet) bool {
			colour := pick(t, "colour", "FF0000", "0070C0", "1F497D")
			return s.one(t, func(l *Line) { restyle([]Line{*l}, func(k *Look) { k.Colour = colour }) }, Prose)
		}},
		{Rule: "text.unicode", Name: "decomposed", plant: func(t *rapid.T, s *Sheet) bool {
			return s.one(t, func(l *Line) {
				for i := range l.Spans {
					l.Spans[i].Text = norm.NFD.String(l.Spans[i].Text)
				}
			}, Prose)
		}},
		{Rule: "text.unicode", Name: "TCVN3", plant: func(t *rapid.T, s *Sheet) bool {
			return s.one(t, func(l *Line) {
				look := l.look()
				look.Font = pick(t, "TCVN3 font", ".VnTime", ".VnTimeH")
				l.Spans = []Span{{"§Ò nghÞ c¸c ®¬n vÞ quan t©m, phèi hîp thùc hiÖn.", look}}
			}, Prose)
		}, Beside: []string{"font.family", "body.end-mark", "annex.mentioned", "spelling.repeated-word", "capital.sentence"}},
		{Rule: "text.comments", plant: func(_ *rapid.T, s *Sheet) bool { s.Comment = true; return true }},
		{Rule: "text.tracked-changes", plant: func(_ *rapid.T, s *Sheet) bool { s.TrackedChange = true; return true }},
	}
}

// widened makes the tables of the text wider by so many per cent of what they were.
func widened(percent int) func(*rapid.T, *Sheet) bool {
	return func(_ *rapid.T, s *Sheet) bool {
		found := false
		for _, b := range s.Body {
			if b.Table != nil {
				found = true
				for i := range b.Table.Widths {
					b.Table.Widths[i] = b.Table.Widths[i] * percent / 100
				}
			}
		}
		return found
	}
}

func numbered(change func(*rapid.T, *PageNumber)) func(*rapid.T, *Sheet) bool {
	return func(t *rapid.T, s *Sheet) bool {
		change(t, &s.PageNumber)
		return s.PageNumber.Present
	}
}

func inFont(l *Line, font string) { restyle([]Line{*l}, func(k *Look) { k.Font = font }) }

func headFaults() []Fault {
	return []Fault{
		{Rule: "national-name.present", plant: func(_ *rapid.T, s *Sheet) bool { s.Nation = nil; return true }},
		{Rule: "national-name.text", plant: func(t *rapid.T, s *Sheet) bool {
			s.Nation[0].Spans[0].Text = pick(t, "wording", "CỘNG HÒA XÃ HỘI CHŨ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆTNAM",
				"CỘNG HÒA XHCN VIỆT NAM")
			return true
		}},
		{Rule: "national-name.size", plant: func(t *rapid.T, s *Sheet) bool { return sized(t, s.Nation, 22, 28) }, Beside: []string{"header.sizes"}},
		{Rule: "national-name.style", Name: "not bold", plant: func(_ *rapid.T, s *Sheet) bool {
			return restyle(s.Nation, func(l *Look) { l.Bold = false })
		}},
		{Rule: "national-name.style", Name: "not in capitals", plant: func(_ *rapid.T, s *Sheet) bool {
			return reword(s.Nation, func(string) string { return "Cộng hòa xã hội chủ nghĩa Việt Nam" })
		}, Beside: []string{"national-name.text"}},
		{Rule: "national-name.place", plant: func(_ *rapid.T, s *Sheet) bool {
			s.Swapped = true
			return len(s.PlaceDate) > 0
		}, Beside: []string{"agency.*", "number.place", "place-date.place", "motto.*", "subject.place"}},
		{Rule: "motto.present", plant: func(_ *rapid.T, s *Sheet) bool { s.Motto = nil; return true }},
		{Rule: "motto.text", plant: func(t *rapid.T, s *Sheet) bool {
			s.Motto[0].Spans[0].Text = pick(t, "wording", "Độc lập – Tự do – Hạnh phúc", "Độc lập-Tự do-Hạnh phúc", "Độc Lập - Tự Do - Hạnh Phúc")
			return true
		}},
		{Rule: "motto.size", plant: func(t *rapid.T, s *Sheet) bool { return sized(t, s.Motto, 24, 30) }, Beside: []string{"header.sizes", "motto.rule"}},
		{Rule: "motto.style", plant: func(t *rapid.T, s *Sheet) bool {
			italic := rapid.Bool().Draw(t, "italic")
			return restyle(s.Motto, func(l *Look) { l.Bold, l.Italic = false, italic })
		}, Beside: []string{"motto.rule"}},
		{Rule: "motto.line-spacing", plant: func(_ *rapid.T, s *Sheet) bool {
			s.Motto[0].Leading = Leading{Value: 480}
			return true
		}},
		{Rule: "motto.rule", plant: func(t *rapid.T, s *Sheet) bool { return misdrawn(t, &s.MottoRule, s.Motto) }},
		{Rule: "agency.present", plant: func(_ *rapid.T, s *Sheet) bool {
			s.Parent, s.Agency, s.AgencyRule = nil, nil, Rule{}
			return true
		}, Beside: []string{"agency.rule", "signer.title"}},
		{Rule: "agency.size", plant: func(t *rapid.T, s *Sheet) bool { return sized(t, s.Agency, 20, 22, 28) }, Beside: []string{"agency.rule"}},
		{Rule: "agency.style", Name: "not bold", plant: func(_ *rapid.T, s *Sheet) bool {
			return restyle(s.Agency, func(l *Look) { l.Bold = false })
		}, Beside: []string{"agency.rule"}},
		{Rule: "agency.style", Name: "parent bold", plant: func(_ *rapid.T, s *Sheet) bool {
			return restyle(s.Parent, func(l *Look) { l.Bold = true })
		}, Beside: []string{"agency.rule"}},
		{Rule: "agency.style", Name: "not in capitals", plant: func(_ *rapid.T, s *Sheet) bool {
			for i := range s.Agency {
				s.Agency[i].Spans[0].Text = upperFirst(strings.ToLower(s.Agency[i].Text()))
			}
			return true
		}, Beside: []string{"agency.*"}},
		{Rule: "agency.line-spacing", plant: func(_ *rapid.T, s *Sheet) bool {
			last := len(s.Agency) - 1
			s.Agency[last].Leading = Leading{Value: 480}
			return len(s.Parent)+last > 0
		}},
		{Rule: "agency.rule", plant: func(t *rapid.T, s *Sheet) bool { return misdrawn(t, &s.AgencyRule, s.Agency) }},
		{Rule: "number.present", plant: func(_ *rapid.T, s *Sheet) bool { s.Number = nil; return true }},
		{Rule: "number.grammar", Name: "no colon", plant: func(_ *rapid.T, s *Sheet) bool { return instead(s.Number, "Số:", "Số") }},
		{Rule: "number.grammar", Name: "dot for hyphen", plant: func(_ *rapid.T, s *Sheet) bool {
			return instead(s.Number, "-", ".")
		}, Beside: []string{"number.type-code", "annex.issued-with"}},
		{Rule: "number.grammar", Name: "year", Wants: []string{"issued"}, plant: func(_ *rapid.T, s *Sheet) bool {
			return instead(s.Number, "/", "/2024/")
		}, Beside: []string{"annex.issued-with", "number.type-code"}},
		{Rule: "number.leading-zero", Wants: []string{"issued"}, plant: func(_ *rapid.T, s *Sheet) bool {
			return instead(s.Number, "Số: 0", "Số: ")
		}, Beside: []string{"annex.issued-with"}},
		{Rule: "number.spacing", Name: "around the stroke", Wants: []string{"issued"}, plant: func(_ *rapid.T, s *Sheet) bool {
			return instead(s.Number, "/", " / ")
		}},
		{Rule: "number.spacing", Name: "around the hyphen", plant: func(_ *rapid.T, s *Sheet) bool {
			return instead(s.Number, "-", " - ")
		}, Beside: []string{"annex.issued-with"}},
		{Rule: "number.size", plant: func(t *rapid.T, s *Sheet) bool { return sized(t, s.Number, 24, 28) }},
		{Rule: "number.style", plant: func(t *rapid.T, s *Sheet) bool {
			bold := rapid.Bool().Draw(t, "bold")
			return restyle(s.Number, func(l *Look) { l.Bold, l.Italic = bold, !bold })
		}},
		{Rule: "number.place", plant: func(_ *rapid.T, s *Sheet) bool {
			s.PlaceDate = append(s.PlaceDate, s.Number...)
			s.Number = nil
			return len(s.LetterSubject) == 0 && len(s.PlaceDate) == 2
		}, Beside: []string{"place-date.place"}},
		{Rule: "number.type-code", Kinds: named, plant: func(_ *rapid.T, s *Sheet) bool {
			return instead(s.Number, "/"+code[s.Type]+"-", "/CĐ-")
		}, Beside: []string{"annex.issued-with"}},
		{Rule: "number.blank", Wants: []string{"issued"}, plant: func(t *rapid.T, s *Sheet) bool {
			blank := pick(t, "blank", "Số:      /", "Số: …/", "Số: ....../")
			return reword(s.Number, func(n string) string { _, rest, _ := strings.Cut(n, "/"); return blank + rest })
		}, Beside: []string{"annex.issued-with"}},
		{Rule: "place-date.present", plant: func(_ *rapid.T, s *Sheet) bool {
			had := len(s.PlaceDate) > 0
			s.PlaceDate = nil
			return had
		}},
		{Rule: "place-date.grammar", Name: "no comma", plant: func(_ *rapid.T, s *Sheet) bool { return instead(s.PlaceDate, ",", "") }},
		{Rule: "place-date.grammar", Name: "strokes", Wants: []string{"issued"}, plant: func(_ *rapid.T, s *Sheet) bool {
			return reword(s.PlaceDate, func(d string) string {
				return strings.NewReplacer(" tháng ", "/", " năm ", "/").Replace(d)
			})
		}, Beside: []string{"place-date.leading-zero"}},
		{Rule: "place-date.leading-zero", Name: "day", Wants: []string{"issued"}, plant: func(_ *rapid.T, s *Sheet) bool {
			return instead(s.PlaceDate, "ngày 0", "ngày ")
		}},
		{Rule: "place-date.leading-zero", Name: "month with too many", plant: func(t *rapid.T, s *Sheet) bool {
			return reword(s.PlaceDate, func(d string) string {
				for m := 3; m <= 9; m++ {
					d = strings.Replace(d, "tháng "+itoa(m)+" ", "tháng 0"+itoa(m)+" ", 1)
				}
				return d
			})
		}},
		{Rule: "place-date.leading-zero", Name: "month with too few", plant: func(_ *rapid.T, s *Sheet) bool {
			return instead(s.PlaceDate, "tháng 0", "tháng ")
		}},
		{Rule: "place-date.size", plant: func(t *rapid.T, s *Sheet) bool { return sized(t, s.PlaceDate, 22, 24) }},
		{Rule: "place-date.style", plant: func(t *rapid.T, s *Sheet) bool {
			return restyle(s.PlaceDate, func(l *Look) { l.Italic = false })
		}},
		{Rule: "place-date.place", plant: func(_ *rapid.T, s *Sheet) bool {
			s.Number = append(s.Number, s.PlaceDate...)
			s.PlaceDate = nil
			return len(s.LetterSubject) == 0 && len(s.Number) == 2
		}},
	}
}
