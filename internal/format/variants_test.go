package format_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	g "trinhky/internal/docxgen"
	"trinhky/internal/domain"
	"trinhky/internal/format"
)

// Documents that follow the decree in other ways than the sample forms: none has a finding.
func TestOtherWaysToFollowTheDecreeHaveNoFindings(t *testing.T) {
	t.Parallel()
	variants := map[string]func() *g.Spec{
		"one addressee on the same line": func() *g.Spec {
			s := g.LetterForm()
			s.Addressees = g.Lines("Sở Nội vụ tỉnh Kiên Giang")
			return s
		},
		"sizes 12, 13, 13": func() *g.Spec {
			s := g.LetterForm()
			s.National.Size, s.Motto.Size, s.Place.Size = 24, 26, 26
			for i := range s.Agency {
				s.Agency[i].Size = 24
			}
			s.Styles[g.StyleBody] = g.Look{Size: 26}
			return s
		},
		"a report to the superior body": func() *g.Spec {
			s := g.PlanForm()
			s.Parent, s.Agency = g.Lines("UBND THÀNH PHỐ RẠCH GIÁ"), g.Lines("PHÒNG NỘI VỤ")
			s.Number, s.TypeName, s.Subject = g.T("Số: 112/BC-PNV"), g.T("BÁO CÁO"), g.T("Kết quả cải cách hành chính quý I năm 2024")
			s.Addressees = g.Lines("Ủy ban nhân dân thành phố")
			s.Authority = g.Lines("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")
			for i := range s.Annexes {
				s.Annexes[i].Attached = g.T("(Kèm theo Báo cáo số 112/BC-PNV ngày 05 tháng 3 năm 2024 của Phòng Nội vụ)")
			}
			return s
		},
		"signed by order through a deputy": func() *g.Spec {
			s := g.LetterForm()
			s.Authority = g.Lines("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")
			return s
		},
		"a deputy for the collective": func() *g.Spec {
			s := g.LetterForm()
			s.Authority = g.Lines("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
			return s
		},
		"a long collective's name on two lines": func() *g.Spec {
			s := g.LetterForm()
			s.Authority = g.Lines("TM. BAN CHỈ ĐẠO PHÒNG, CHỐNG", "THIÊN TAI", "TRƯỞNG BAN")
			return s
		},
		"Word's own numbering": func() *g.Spec {
			s := g.LetterForm()
			for i := 1; i < 3; i++ {
				s.Body[i].List = "decimal"
				s.Body[i].FirstLine, s.Body[i].Left = g.Tw(720), g.Tw(0)
			}
			return s
		},
		"drafter's mark and address": func() *g.Spec {
			s := g.LetterForm()
			s.Drafter = g.T("PL.(300)")
			s.Address = g.Lines("Số 10, đường Nguyễn Trung Trực, phường Vĩnh Thanh Vân; điện thoại: 0297.3862.000")
			return s
		},
		"address below the signature of a single page": func() *g.Spec {
			s := g.LetterForm()
			s.Drafter, s.AddressAtEnd = g.T("PL.(300)"), true
			s.Address = g.Lines("Địa chỉ: số 10, đường Nguyễn Trung Trực", "Điện thoại: 0297.3862.000; Fax: 0297.3862.001", "Email: vanphong@rachgia.example")
			return s
		},
		"the drafter's mark behind the archive line, as in the sample forms": func() *g.Spec {
			s := g.LetterForm()
			s.Recipients[2].Text = "- Lưu: VT, VP (05). PL.(300)"
			return s
		},
		"a note on circulation": func() *g.Spec {
			s := g.LetterForm()
			s.Stamps = g.Lines("LƯU HÀNH NỘI BỘ")
			s.Stamps[0].Color = "000000"
			return s
		},
		"number and date centred by indents": func() *g.Spec {
			s := g.LetterForm()
			s.Number.Align, s.Number.Left = "left", g.Tw(680)
			s.Place.Text, s.Place.Align = "           "+s.Place.Text, "left"
			return s
		},
		"a table and a landscape section": func() *g.Spec {
			s := g.LetterForm()
			landscape, portrait := g.Landscape(), g.Portrait()
			table := g.Block{Table: &g.Table{Widths: []docx.Twips{1000, 6000}, Header: true, Rows: [][]g.Line{g.Lines("STT", "Nội dung"), g.Lines("1", "Họp giao ban")}}}
			last := s.Body[3]
			s.Body = append(s.Body[:3:3], g.Block{NewSection: &landscape}, table, g.Block{NewSection: &portrait}, last)
			return s
		},
		"recipients in one paragraph": func() *g.Spec {
			s := g.LetterForm()
			s.Recipients = g.Lines("- Như trên;\n- Chủ tịch, các Phó Chủ tịch;\n- Lưu: VT, VP.")
			return s
		},
		"the line of an annex over two lines, and left blank": func() *g.Spec {
			s := g.PlanForm()
			s.Annexes[0].Attached.Text = "(Kèm theo Kế hoạch số 07/KH-UBND\nngày 05 tháng 3 năm 2024 của Ủy ban nhân dân thành phố)"
			s.Annexes[1].Attached.Text = "(Kèm theo Kế hoạch số      /KH-UBND ngày     tháng     năm      của Ủy ban nhân dân thành phố)"
			return s
		},
		"blanks as dots": func() *g.Spec {
			s := g.LetterForm()
			s.Number.Text, s.Place.Text = "Số: ……/UBND-VP", "Rạch Giá, ngày …… tháng 3 năm 2024"
			return s
		},
		"blanks as a tab": func() *g.Spec {
			s := g.LetterForm()
			s.Number.Text = "Số:\t/UBND-VP"
			return s
		},
		"no-break spaces": func() *g.Spec {
			s := g.LetterForm()
			s.Number.Text, s.Place.Text = "Số:\u00a005/UBND-VP", "Rạch Giá, ngày\u00a005 tháng\u00a03 năm\u00a02024"
			return s
		},
		"capitals by formatting": func() *g.Spec {
			s := g.LetterForm()
			s.National = g.Line{Text: "Cộng hòa xã hội chủ nghĩa Việt Nam", Look: g.Look{Caps: g.On}}
			s.Agency[0] = g.Line{Text: "Ủy ban nhân dân", Look: g.Look{Caps: g.On}}
			return s
		},
		"hidden text in another font": func() *g.Spec {
			s := g.LetterForm()
			s.Body[1].Parts = []g.Part{{Text: s.Body[1].Text}, {Text: "ghi chú", Hidden: true, Look: g.Look{Font: "Arial", Size: 16}}}
			return s
		},
		"one page without a page number": func() *g.Spec {
			s := g.LetterForm()
			s.PageNumber.Omit = true
			return s
		},
		"the other spelling of HÒA": func() *g.Spec {
			s := g.LetterForm()
			s.National.Text = strings.Replace(s.National.Text, "HÒA", "HOÀ", 1)
			return s
		},
		"Times New Roman from the theme": func() *g.Spec {
			s := g.LetterForm()
			s.Theme = "Times New Roman"
			return s
		},
		"an archive line with copies and a drafter's sign": func() *g.Spec {
			s := g.LetterForm()
			s.Recipients[2].Text = "- Lưu: VT, KGVX.HN (05b)."
			return s
		},
		"a hospital's doctor": func() *g.Spec {
			s := g.LetterForm()
			s.Parent, s.Agency = g.Lines("SỞ Y TẾ KIÊN GIANG"), g.Lines("BỆNH VIỆN ĐA KHOA")
			s.Authority, s.Signer = g.Lines("GIÁM ĐỐC"), g.T("BS. Nguyễn Văn Hòa")
			return s
		},
		"a doubled word that is one": func() *g.Spec {
			s := g.LetterForm()
			s.Body[1].Text = "Các đơn vị luôn luôn bám sát chương trình, dần dần đổi mới cách làm."
			return s
		},
		"names and provisions as Annex II writes them": func() *g.Spec {
			s := g.LetterForm()
			s.Body[1].Text = "Theo điểm a khoản 2 Điều 103 Mục 5 Chương XII của Bộ luật Hình sự, Nhân dân thành phố Rạch Giá, tỉnh Kiên Giang, Quận 1, Thành phố Hồ Chí Minh, " +
				"Thủ đô Hà Nội; Tỉnh ủy, Ủy ban nhân dân, Hội đồng nhân dân, quản lý nhà nước, doanh nghiệp nhà nước; tết Nguyên đán, tháng Tám, thứ Hai, kỷ luật Đảng."
			return s
		},
	}
	for name, variant := range variants {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Empty(t, lines(checkSpec(t, variant(), format.Options{})))
		})
	}
}

func TestEveryTypeIsRecognisedByItsNameAndCode(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]string{
		{"NGHỊ QUYẾT", "NQ"},
		{"QUYẾT ĐỊNH", "QĐ"},
		{"CHỈ THỊ", "CT"},
		{"QUY CHẾ", "QC"},
		{"QUY ĐỊNH", "QyĐ"},
		{"THÔNG CÁO", "TC"},
		{"THÔNG BÁO", "TB"},
		{"HƯỚNG DẪN", "HD"},
		{"CHƯƠNG TRÌNH", "CTr"},
		{"KẾ HOẠCH", "KH"},
		{"PHƯƠNG ÁN", "PA"},
		{"ĐỀ ÁN", "ĐA"},
		{"DỰ ÁN", "DA"},
		{"BÁO CÁO", "BC"},
		{"BIÊN BẢN", "BB"},
		{"TỜ TRÌNH", "TTr"},
		{"HỢP ĐỒNG", "HĐ"},
		{"CÔNG ĐIỆN", "CĐ"},
		{"BẢN GHI NHỚ", "BGN"},
		{"BẢN THỎA THUẬN", "BTT"},
		{"GIẤY ỦY QUYỀN", "GUQ"},
		{"GIẤY MỜI", "GM"},
		{"GIẤY GIỚI THIỆU", "GGT"},
		{"GIẤY NGHỈ PHÉP", "GNP"},
		{"PHIẾU GỬI", "PG"},
		{"PHIẾU CHUYỂN", "PC"},
		{"PHIẾU BÁO", "PB"},
	} {
		s := g.InvitationForm()
		s.TypeName, s.Number = g.T(c[0]), g.T("Số: 20/"+c[1]+"-UBND")
		if c[1] == "TTr" {
			s.Addressees = g.Lines("Hội đồng nhân dân thành phố")
		}
		report := checkSpec(t, s, format.Options{})
		require.Empty(t, lines(report), c[0])
		require.NotEmpty(t, report.Type, c[0])

		s.Number = g.T("Số: 20/XX-UBND")
		require.Equal(t, []string{"number.type-code"}, ruleIDs(checkSpec(t, s, format.Options{})), c[0])
	}
}

func TestHowSureTheCheckIsOfTheTypeAndThePlacesIsSaid(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spec   func() *g.Spec
		opts   format.Options
		by     format.Evidence
		unsure []string
	}{
		"told by the caller": {spec: g.PlanForm, opts: format.Options{Type: "ke-hoach"}, by: format.ByOption},
		"its type name":      {spec: g.PlanForm, by: format.ByTypeName},
		"its V/v line":       {spec: g.LetterForm, by: format.ByReference},
		"its notation": {spec: func() *g.Spec {
			s := g.DecisionForm()
			s.TypeName, s.Subject, s.SubjectRule = g.Line{}, g.Line{}, g.Rule{}
			return s
		}, by: format.ByNumber},
		"its addressees": {spec: func() *g.Spec {
			s := g.LetterForm()
			s.Reference = g.Line{}
			return s
		}, by: format.ByAddressees},
		"an end without a table": {spec: plainEnd, by: format.ByReference, unsure: []string{"authority", "signer"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report := checkSpec(t, c.spec(), c.opts)
			require.Equal(t, c.by, report.By)
			require.Equal(t, c.by != format.ByNumber && c.by != format.ByAddressees, report.By.Sure())
			require.Equal(t, c.unsure, report.Unsure)
			for _, lang := range []string{domain.Vietnamese, domain.English} {
				require.NotEmpty(t, report.By.In(lang))
			}
			for _, f := range report.Findings {
				if slices.Contains(report.Unsure, f.Component) {
					require.Equal(t, format.SeverityWarning, f.Severity)
					require.Contains(t, f.Message.EN, "guessed")
				}
			}
		})
	}
}

// plainEnd is a letter whose recipients and signature are typed one below the other.
func plainEnd() *g.Spec {
	s := g.LetterForm()
	for _, l := range []string{"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Hòa", "Nơi nhận:", "- Như trên;", "- Lưu: VT, VP."} {
		s.Body = append(s.Body, g.Block{Line: g.Line{Text: l, Style: g.StyleNormal}})
	}
	s.Authority, s.Signer, s.Recipients, s.RecipientsLabel = nil, g.Line{}, nil, g.Line{}
	return s
}
