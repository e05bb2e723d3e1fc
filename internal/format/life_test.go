package format_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	g "trinhky/internal/docxgen"
	"trinhky/internal/format"
)

// written is a letter whose part is written as offices write it.
func written(change func(s *g.Spec)) func() *g.Spec {
	return func() *g.Spec {
		s := g.LetterForm()
		change(s)
		return s
	}
}

func decided(change func(s *g.Spec)) func() *g.Spec {
	return func() *g.Spec {
		s := g.DecisionForm()
		change(s)
		return s
	}
}

// signed gives a letter another end: authority, signer and what stands between.
func signed(signer string, authority ...string) func() *g.Spec {
	return written(func(s *g.Spec) { s.Authority, s.Signer = g.Lines(authority...), g.T(signer) })
}

// headed gives a letter other bodies: the superior ones, not bold, and the issuing one.
func headed(parent []string, issuer ...string) func() *g.Spec {
	return written(func(s *g.Spec) { s.Parent, s.Agency = g.Lines(parent...), g.Lines(issuer...) })
}

// Documents as offices write them, which nobody would send back.
func TestWhatOfficesWriteEveryDayHasNoErrors(t *testing.T) {
	t.Parallel()
	dataTable := g.Block{Table: &g.Table{
		Widths: []docx.Twips{900, 4000, 3000}, Header: true,
		Rows: [][]g.Line{g.Lines("STT", "Tên báo cáo", "Nơi nhận"), g.Lines("1", "Báo cáo tháng", "Văn phòng")},
	}}
	for name, document := range map[string]func() *g.Spec{
		"a column of data named Nơi nhận": written(func(s *g.Spec) { s.Body = slices.Insert(s.Body, 1, dataTable) }),
		"a basis that begins in another way": decided(func(s *g.Spec) {
			s.Body = slices.Insert(s.Body, 3, g.Block{Line: g.Line{Text: "Được sự thống nhất của Thường trực Thành ủy;", Style: g.StyleBasis}})
		}),
		"type name and subject in one paragraph": decided(func(s *g.Spec) {
			s.TypeName, s.Subject.Text = g.Line{}, "QUYẾT ĐỊNH\n"+s.Subject.Text
		}),
		"a table with its caption and source": written(func(s *g.Spec) {
			aside := func(text, align string) g.Block {
				return g.Block{Line: g.Line{Text: text, Look: g.Look{Align: align, Italic: g.On, FirstLine: g.Tw(0)}}}
			}
			s.Body = slices.Insert(s.Body, 1, aside("Bảng 1. Các báo cáo phải nộp", docx.AlignCenter), aside("Đơn vị tính: báo cáo", docx.AlignRight), dataTable, aside("Nguồn: Văn phòng", docx.AlignLeft))
		}),
		"the quoted text of another document": decided(func(s *g.Spec) {
			s.Body = slices.Insert(s.Body, 16, g.Paragraphs("1. Sửa đổi khoản 4 Điều 7 như sau:", "“4. Tổ trưởng chủ trì các cuộc họp.”", "2. Bổ sung các điểm sau:", "“d) Lập chương trình;", "đ) Gửi giấy mời.”")...)
		}),
		"foreign names": written(func(s *g.Spec) {
			s.Body[1].Text = "Đoàn công tác gồm ông François Müller, bà Søren Åse Øystein và ông João Gonçalves dự họp với các đơn vị."
		}),
		"one body with a long name": written(func(s *g.Spec) {
			centre := g.Look{Align: docx.AlignCenter, Left: g.Tw(0), FirstLine: g.Tw(0)}
			s.Addressees = g.Lines("Ban Chỉ đạo Cải cách hành chính và Chuyển đổi số")
			s.Body = slices.Insert(s.Body, 0, g.Block{Line: g.Line{Text: "thành phố Rạch Giá", Look: centre}})
		}),
		"bodies named below those they belong to": written(func(s *g.Spec) {
			s.Recipients = g.Lines("- Như trên;", "- Các Phó Chủ tịch:", "+ Ông Lê Văn A;", "+ Bà Trần Thị B;", "- Lưu: VT, VP.")
		}),
		"a surname that is an address": signed("Ông Văn Hòa", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
		"a number and a date left open with crosses": written(func(s *g.Spec) {
			s.Number.Text, s.Place.Text = "Số: xx/UBND-VP", "Rạch Giá, ngày xx tháng x năm 2024"
		}),
		"a sentence that goes on below a list": written(func(s *g.Spec) {
			s.Body = slices.Insert(s.Body, 2, g.Paragraphs("- Họp giao ban;")[0], g.Block{Line: g.Line{Text: "và các cuộc họp khác do lãnh đạo triệu tập.", Look: g.Look{FirstLine: g.Tw(0)}}})
		}),
		"a font with those that may stand in for it": written(func(s *g.Spec) { s.Font = "Times New Roman;Liberation Serif" }),
		"a landscape page with the margins turned with it": func() *g.Spec {
			s := g.PlanForm()
			page := g.Landscape()
			page.Top, page.Bottom, page.Left, page.Right = docx.MM(30), docx.MM(20), docx.MM(20), docx.MM(20)
			s.Annexes[0].Page = page
			return s
		},
		"a telegram in capitals to those below": func() *g.Spec {
			s := g.TelegramForm()
			s.Body[0] = g.Block{Line: g.Line{Text: "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ ĐIỆN:", Look: g.Look{Align: docx.AlignCenter, FirstLine: g.Tw(0)}}}
			s.Body[1].FirstLine, s.Body[1].Align = g.Tw(2000), docx.AlignLeft
			s.Body[2].FirstLine, s.Body[2].Align = g.Tw(2000), docx.AlignLeft
			return s
		},

		"a radio station below a committee": headed([]string{"UBND THÀNH PHỐ RẠCH GIÁ"}, "ĐÀI TRUYỀN THANH"),
		"a nursery below a division":        headed([]string{"PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"}, "NHÀ TRẺ HOA SEN"),
		"a health station":                  headed([]string{"TRUNG TÂM Y TẾ"}, "TRẠM Y TẾ PHƯỜNG AN HÒA"),
		"a forest ranger station":           headed([]string{"CHI CỤC KIỂM LÂM"}, "HẠT KIỂM LÂM"),
		"a union":                           headed([]string{"LIÊN ĐOÀN LAO ĐỘNG TỈNH"}, "CÔNG ĐOÀN VIÊN CHỨC"),
		"a youth union":                     headed([]string{"BCH ĐOÀN TỈNH"}, "HUYỆN ĐOÀN GIỒNG RIỀNG"),
		"a command on two lines":            headed(nil, "BAN CHỈ HUY", "PHÒNG THỦ DÂN SỰ"),
		"an office of two bodies":           headed(nil, "VĂN PHÒNG HĐND VÀ", "UBND THÀNH PHỐ"),
		"the front on two lines":            headed(nil, "ỦY BAN MẶT TRẬN", "TỔ QUỐC VIỆT NAM"),
		"a chair on two lines":              headed(nil, "CHỦ TỊCH", "ỦY BAN NHÂN DÂN"),
		"two bodies together":               headed(nil, "ĐOÀN ĐBQH VÀ", "HĐND TỈNH"),
		"a committee of a competition":      headed(nil, "BAN TỔ CHỨC", "HỘI THI CẢI CÁCH HÀNH CHÍNH"),
		"a centre with a library":           headed(nil, "TRUNG TÂM VĂN HÓA,", "THƯ VIỆN TỈNH"),
		"a mark framed by its letters": written(func(s *g.Spec) {
			s.Stamps, s.NoFrames = []g.Line{{Text: "HỎA TỐC", Look: g.Look{Color: "FF0000", Boxed: g.On}}}, true
		}),
		"a number left open in brackets":    written(func(s *g.Spec) { s.Number.Text = "Số: [  ]/UBND-VP" }),
		"a number left open with dashes":    written(func(s *g.Spec) { s.Number.Text = "Số: ----/UBND-VP" }),
		"a number left open with high dots": written(func(s *g.Spec) { s.Number.Text = "Số: ···/UBND-VP" }),
		"a number as a placeholder":         written(func(s *g.Spec) { s.Number.Text = "Số: [số]/UBND-VP" }),
		"a notation with a no-break hyphen": written(func(s *g.Spec) { s.Number.Text = "Số: 05/UBND\u2011VP" }),
		"a motto with no-break hyphens":     written(func(s *g.Spec) { s.Motto.Text = "Độc lập \u2011 Tự do \u2011 Hạnh phúc" }),
		"a soft hyphen and a zero space":    written(func(s *g.Spec) { s.Number.Text = "Số: 05/UB\u00adND\u200b-VP" }),
		"the year half open":                written(func(s *g.Spec) { s.Place.Text = "Rạch Giá, ngày     tháng     năm 20…" }),
		"the last digit of the year open":   written(func(s *g.Spec) { s.Place.Text = "Rạch Giá, ngày     tháng     năm 202…" }),
		"the place open":                    written(func(s *g.Spec) { s.Place.Text = "[Địa danh], ngày     tháng     năm 2024" }),
		"a notation with a stop":            written(func(s *g.Spec) { s.Number.Text = "Số: 05/UBND-KT.NC" }),
		"“DỰ THẢO” below the subject": written(func(s *g.Spec) {
			s.Stamps, s.NoFrames = []g.Line{{Text: "DỰ THẢO", Look: g.Look{Color: "000000"}}}, true
		}),

		"head and deputy of a group":        signed("Nguyễn Văn Hòa", "KT. TỔ TRƯỞNG", "TỔ PHÓ"),
		"head and deputy of a team":         signed("Nguyễn Văn Hòa", "KT. ĐỘI TRƯỞNG", "ĐỘI PHÓ"),
		"commander and deputy":              signed("Nguyễn Văn Hòa", "KT. CHỈ HUY TRƯỞNG", "CHỈ HUY PHÓ"),
		"a secretary for a standing board":  signed("Nguyễn Văn Hòa", "TM. BAN THƯỜNG VỤ", "BÍ THƯ"),
		"the chair of a board":              signed("Nguyễn Văn Hòa", "TM. BAN CHỦ NHIỆM", "CHỦ NHIỆM"),
		"a head for a school":               signed("Nguyễn Văn Hòa", "TM. NHÀ TRƯỜNG", "HIỆU TRƯỞNG"),
		"an acting director":                signed("Nguyễn Văn Hòa", "Q. GIÁM ĐỐC"),
		"an order through an acting deputy": signed("Nguyễn Văn Hòa", "TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
		"a committee's deputy head":         signed("Nguyễn Văn Hòa", "TM. BAN CHỈ ĐẠO", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"),
		"another office of the signer below": written(func(s *g.Spec) {
			s.Authority, s.SignatureGap = g.Lines("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"), 0
			s.Authority = append(s.Authority, g.Line{Text: "PHÓ CHỦ TỊCH UBND THÀNH PHỐ", Look: g.Look{Before: g.Tw(1200)}})
		}),
		"a line that says it is signed": written(func(s *g.Spec) {
			s.Authority, s.SignatureGap = g.Lines("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "(Đã ký)", "PHÓ CHỦ TỊCH UBND THÀNH PHỐ"), 0
		}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Empty(t, lines(checkSpec(t, document(), format.Options{})))
		})
	}
}

// Forms with rules of their own, which nobody should be stopped for.
func TestFormsTheDecreeHasNoSampleOfHaveNoErrors(t *testing.T) {
	t.Parallel()
	for name, document := range map[string]func() *g.Spec{
		"a slip to a leader":   form("PHIẾU TRÌNH", "Về việc phê duyệt lịch công tác"),
		"a declaration":        form("TỜ KHAI", "Đăng ký sử dụng phòng họp"),
		"a charter":            form("ĐIỀU LỆ", "Hội thi cải cách hành chính"),
		"a contract of two":    form("HỢP ĐỒNG", "Cung cấp văn phòng phẩm"),
		"an agreement":         form("BẢN THỎA THUẬN", "Phối hợp công tác"),
		"a list on its own":    form("DANH SÁCH", "Thành viên dự họp"),
		"a register of duties": form("BẢNG PHÂN CÔNG", "Nhiệm vụ tháng 3"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Zero(t, checkSpec(t, document(), format.Options{}).Errors)
		})
	}
}

// form is a text of an office under another title, without number, recipients and signature.
func form(title, subject string) func() *g.Spec {
	return func() *g.Spec {
		s := g.LetterForm()
		s.Number, s.Reference, s.AddresseesLabel, s.Addressees = g.Line{}, g.Line{}, g.Line{}, nil
		s.RecipientsLabel, s.Recipients, s.Authority, s.Signer = g.Line{}, nil, nil, g.Line{}
		s.TypeName, s.Subject = g.T(title), g.T(subject)
		return s
	}
}

// An annex in a file of its own is signed by itself: number, notation and time stand above it on the right (III.1.d).
func TestAnAnnexSignedByItselfHasNoFindings(t *testing.T) {
	t.Parallel()
	note := g.Look{Size: 20, Align: docx.AlignRight, FirstLine: g.Tw(0)}
	for name, above := range map[string][]string{
		"unsigned":     nil,
		"on one line":  {"Số: 07/KH-UBND; 05/3/2024 08:30:00 +07:00"},
		"on two lines": {"Số: 07/KH-UBND", "2024-03-05T08:30:00+07:00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := g.New()
			s.National, s.Motto = g.Line{}, g.Line{}
			for _, text := range above {
				s.Body = append(s.Body, g.Block{Line: g.Line{Text: text, Look: note}})
			}
			s.Body = append(s.Body,
				g.Block{Line: g.Line{Text: "Phụ lục", Style: g.StyleAnnexLabel}},
				g.Block{Line: g.Line{Text: "DANH MỤC NHIỆM VỤ", Style: g.StyleAnnexTitle}},
				g.Block{Line: g.Line{Text: "(Kèm theo Kế hoạch số 07/KH-UBND ngày 05 tháng 3 năm 2024 của Ủy ban nhân dân thành phố)", Style: g.StyleAttached}},
			)
			s.Body = append(s.Body, g.Paragraphs("Văn phòng tổng hợp báo cáo hằng tháng.")...)
			require.Empty(t, lines(checkSpec(t, s, format.Options{Stage: format.StageIssued})))
		})
	}
}
