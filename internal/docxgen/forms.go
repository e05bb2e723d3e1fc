package docxgen

import "trinhky/internal/docx"

// SampleForms are good documents after the ten sample forms of Annex III, section II (forms 1.1 to 1.10), by the slug of
// their type; form 1.3, a decision that issues another text, is "quyet-dinh-ban-hanh".
func SampleForms() map[string]*Spec {
	return map[string]*Spec{
		"nghi-quyet":          ResolutionForm(),
		"quyet-dinh":          DecisionForm(),
		"quyet-dinh-ban-hanh": IssuingDecisionForm(),
		"ke-hoach":            PlanForm(),
		"cong-van":            LetterForm(),
		"cong-dien":           TelegramForm(),
		"giay-moi":            InvitationForm(),
		"giay-gioi-thieu":     IntroductionForm(),
		"bien-ban":            MinutesForm(),
		"giay-nghi-phep":      LeaveForm(),
	}
}

// committee is a document of the city's People's Committee, signed by its chair, with what all forms share.
func committee(number string) *Spec {
	s := New()
	s.Agency = Lines("ỦY BAN NHÂN DÂN", "THÀNH PHỐ RẠCH GIÁ")
	s.Number = T(number)
	s.Place = T("Rạch Giá, ngày 05 tháng 3 năm 2024")
	s.Authority = Lines("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
	s.Signer = T("Nguyễn Văn Hòa")
	return s
}

// heading is a centred bold line of the body in capitals: the deciding authority, "QUYẾT ĐỊNH:".
func heading(text string) Block {
	return Block{Line: Line{Text: text, Style: StyleChapter}}
}

// article is "Điều n. Title" in bold.
func article(text string) Block {
	return Block{Line: Line{Text: text, Style: StyleArticle}}
}

// ResolutionForm is sample form 1.1.
func ResolutionForm() *Spec {
	s := committee("Số: 12/NQ-HĐND")
	s.Agency = Lines("HỘI ĐỒNG NHÂN DÂN", "THÀNH PHỐ RẠCH GIÁ")
	s.TypeName = T("NGHỊ QUYẾT")
	s.Subject = T("Về kế hoạch đầu tư công trung hạn")
	s.Body = append(s.Body, heading("HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ RẠCH GIÁ\nKHÓA XII, KỲ HỌP THỨ MƯỜI"))
	s.Body = append(s.Body, basis("Căn cứ Luật Tổ chức chính quyền địa phương;"), basis("Căn cứ Luật Đầu tư công;"),
		basis("Xét Tờ trình số 15/TTr-UBND ngày 20 tháng 02 năm 2024 của Ủy ban nhân dân thành phố về kế hoạch đầu tư công trung hạn."),
		heading("QUYẾT NGHỊ:"), article("Điều 1. Thông qua kế hoạch đầu tư công trung hạn"))
	s.Body = append(s.Body, Paragraphs("1. Danh mục công trình được lập theo nhóm, đúng nguồn vốn và thời gian thực hiện.",
		"2. Ủy ban nhân dân thành phố chịu trách nhiệm giao kế hoạch hằng năm cho các chủ đầu tư.")...)
	s.Body = append(s.Body, article("Điều 2. Tổ chức thực hiện"))
	s.Body = append(s.Body, Paragraphs("Nghị quyết này có hiệu lực từ ngày ký./.")...)
	s.Authority = Lines("CHỦ TỊCH")
	s.Recipients = Lines("- Ủy ban nhân dân thành phố;", "- Các đại biểu Hội đồng nhân dân;", "- Lưu: VT, VP.")
	return s
}

func basis(text string) Block { return Block{Line: Line{Text: text, Style: StyleBasis}} }

// DecisionForm is sample form 1.2: a decision that rules by itself.
func DecisionForm() *Spec {
	s := committee("Số: 15/QĐ-UBND")
	s.TypeName = T("QUYẾT ĐỊNH")
	s.Subject = T("Về việc thành lập Tổ công tác cải cách hành chính")
	s.Body = []Block{
		heading("CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ RẠCH GIÁ"),
		basis("Căn cứ Luật Tổ chức chính quyền địa phương;"),
		basis("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;"),
		basis("Theo đề nghị của Trưởng phòng Phòng Nội vụ thành phố."),
		heading("QUYẾT ĐỊNH:"),
		article("Điều 1. Thành lập Tổ công tác"),
	}
	s.Body = append(s.Body, Paragraphs(
		"1. Tổ công tác giúp Chủ tịch theo dõi việc thực hiện nhiệm vụ của các phòng, ban chuyên môn.",
		"2. Tổ công tác có các nhiệm vụ sau đây:",
		"a) Xây dựng chương trình công tác năm của Tổ;",
		"b) Kiểm tra việc thực hiện tại các đơn vị;",
		"c) Tổng hợp khó khăn, vướng mắc của các đơn vị;",
		"d) Kiến nghị biện pháp chấn chỉnh;",
		"đ) Báo cáo kết quả hằng quý;",
		"e) Thực hiện nhiệm vụ khác do Chủ tịch giao.")...)
	s.Body = append(s.Body, article("Điều 2. Hiệu lực thi hành"))
	s.Body = append(s.Body, Paragraphs("Quyết định này có hiệu lực từ ngày ký.")...)
	s.Body = append(s.Body, article("Điều 3. Trách nhiệm thi hành"))
	s.Body = append(s.Body, Paragraphs("Chánh Văn phòng, thủ trưởng các đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này./.")...)
	s.Authority = Lines("CHỦ TỊCH")
	s.Recipients = Lines("- Như Điều 3;", "- Các phòng, ban thành phố;", "- Lưu: VT, NV.")
	return s
}

// IssuingDecisionForm is sample form 1.3: a decision that issues another text, which is attached.
func IssuingDecisionForm() *Spec {
	s := committee("Số: 16/QĐ-UBND")
	s.TypeName = T("QUYẾT ĐỊNH")
	s.Subject = T("Ban hành Quy chế làm việc của Ủy ban nhân dân thành phố")
	s.Body = []Block{
		heading("ỦY BAN NHÂN DÂN THÀNH PHỐ RẠCH GIÁ"),
		basis("Căn cứ Luật Tổ chức chính quyền địa phương;"),
		basis("Theo đề nghị của Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân thành phố."),
		heading("QUYẾT ĐỊNH:"),
		article("Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc của Ủy ban nhân dân thành phố."),
		article("Điều 2. Quyết định này có hiệu lực từ ngày ký./."),
	}
	s.Recipients = Lines("- Như Điều 2;", "- Lưu: VT, VP.")
	s.Annexes = []Annex{{
		Label: T("QUY CHẾ"), Title: T("LÀM VIỆC CỦA ỦY BAN NHÂN DÂN THÀNH PHỐ"),
		Attached: T("(Kèm theo Quyết định số 16/QĐ-UBND ngày 05 tháng 3 năm 2024 của Ủy ban nhân dân thành phố)"),
		Body: []Block{
			heading("Chương I"), heading("QUY ĐỊNH CHUNG"), article("Điều 1. Phạm vi điều chỉnh"),
			{Line: T("Quy chế này quy định nguyên tắc, chế độ trách nhiệm và lề lối làm việc.")},
			article("Điều 2. Nguyên tắc làm việc"),
			{Line: T("Ủy ban nhân dân thành phố làm việc theo nguyên tắc tập trung dân chủ.")},
			heading("Chương II"), heading("CHẾ ĐỘ LÀM VIỆC"), article("Điều 3. Trình ký văn bản"),
			{Line: T("Văn bản trình ký phải đúng thể thức, thủ tục, trình tự./.")},
		},
	}}
	return s
}

// PlanForm is sample form 1.4, a named document, divided into parts from large to small, with two annexes.
func PlanForm() *Spec {
	s := committee("Số: 07/KH-UBND")
	s.TypeName = T("KẾ HOẠCH")
	s.Subject = T("Cải cách hành chính năm 2024")
	s.Body = []Block{
		{Line: T("Ủy ban nhân dân thành phố xây dựng kế hoạch cải cách hành chính năm 2024 như sau:")},
		heading("Phần I"), heading("MỤC TIÊU"),
		{Line: T("1. Nâng cao chất lượng phục vụ người dân, doanh nghiệp.")},
		{Line: T("2. Rút ngắn thời gian giải quyết công việc, cụ thể:")},
		{Line: T("a) Trả kết quả trước hạn;")},
		{Line: T("b) Công khai quy trình giải quyết.")},
		heading("Phần II"), heading("TỔ CHỨC THỰC HIỆN"),
		{Line: T("1. Các phòng, ban chuyên môn thực hiện nhiệm vụ tại Phụ lục I và báo cáo theo mẫu tại Phụ lục II kèm theo Kế hoạch này.")},
		{Line: T("2. Văn phòng theo dõi, đôn đốc việc thực hiện và tổng hợp báo cáo Chủ tịch./.")},
	}
	s.Recipients = Lines("- Các phòng, ban thành phố;", "- Ủy ban nhân dân các phường, xã;", "- Lưu: VT, NV.")
	attached := T("(Kèm theo Kế hoạch số 07/KH-UBND ngày 05 tháng 3 năm 2024 của Ủy ban nhân dân thành phố)")
	s.Annexes = []Annex{
		{Label: T("Phụ lục I"), Title: T("DANH MỤC NHIỆM VỤ"), Attached: attached, Page: Landscape(), Body: []Block{{Table: &Table{
			Widths: []docx.Twips{900, 8000, 4000}, Header: true,
			Rows: [][]Line{Lines("STT", "Nhiệm vụ", "Đơn vị"), Lines("1", "Rà soát thủ tục hành chính", "Văn phòng"), Lines("2", "Khảo sát sự hài lòng", "Phòng Nội vụ")},
		}}}},
		{Label: T("Phụ lục II"), Title: T("MẪU BÁO CÁO"), Attached: attached, Body: Paragraphs("1. Kết quả thực hiện nhiệm vụ trong quý.", "2. Khó khăn, kiến nghị của đơn vị.")},
	}
	return s
}

// LetterForm is sample form 1.5, a công văn to two bodies.
func LetterForm() *Spec {
	s := committee("Số: 05/UBND-VP")
	s.Reference = T("V/v đăng ký lịch làm việc tháng 3")
	s.Addressees = Lines("- Thủ trưởng các phòng, ban thành phố;", "- Chủ tịch Ủy ban nhân dân các phường, xã.")
	s.Body = Paragraphs("Thực hiện chương trình công tác năm 2024, Ủy ban nhân dân thành phố yêu cầu các đơn vị đăng ký lịch làm việc tháng 3.",
		"Nội dung đăng ký gồm thời gian, thành phần và tài liệu của từng cuộc họp, gửi về Văn phòng trước ngày 10.",
		"Tài liệu họp được gửi trước ngày họp ít nhất 03 ngày làm việc để các thành viên nghiên cứu.",
		"Văn phòng có trách nhiệm tổng hợp, trình lãnh đạo xem xét và thông báo lịch cho các đơn vị./.")
	s.Recipients = Lines("- Như trên;", "- Chủ tịch, các Phó Chủ tịch;", "- Lưu: VT, VP.")
	return s
}

// TelegramForm is sample form 1.6.
func TelegramForm() *Spec {
	s := committee("Số: 03/CĐ-UBND")
	s.TypeName = T("CÔNG ĐIỆN")
	s.Subject = T("Về việc ứng phó áp thấp nhiệt đới trên vùng biển Kiên Giang")
	s.Stamps = Lines("HỎA TỐC")
	s.Body = Paragraphs("Chủ tịch Ủy ban nhân dân thành phố Rạch Giá điện:",
		"- Trưởng các phòng, ban chuyên môn thành phố;", "- Chủ tịch Ủy ban nhân dân các phường, xã.",
		"Để chủ động ứng phó áp thấp nhiệt đới, yêu cầu các đơn vị tổ chức trực ban 24 giờ trong ngày./.")
	s.Authority = Lines("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
	s.Recipients = Lines("- Như trên;", "- Lưu: VT, KT.")
	return s
}

// InvitationForm is sample form 1.7.
func InvitationForm() *Spec {
	s := committee("Số: 20/GM-UBND")
	s.TypeName = T("GIẤY MỜI")
	s.Subject = T("Họp giao ban công tác tháng 3")
	s.Body = Paragraphs("Ủy ban nhân dân thành phố trân trọng kính mời: Thủ trưởng các phòng, ban thành phố",
		"Tới dự cuộc họp giao ban công tác tháng 3.", "Chủ trì: Chủ tịch Ủy ban nhân dân thành phố.",
		"Thời gian: 07 giờ 30 phút, ngày 12 tháng 3 năm 2024.", "Địa điểm: Phòng họp số 1, trụ sở Ủy ban nhân dân thành phố.",
		"Đề nghị các đại biểu nghiên cứu trước tài liệu và dự họp đúng thành phần./.")
	s.Authority = Lines("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")
	s.Recipients = Lines("- Như trên;", "- Lưu: VT, VP.")
	return s
}

// IntroductionForm is sample form 1.8.
func IntroductionForm() *Spec {
	s := committee("Số: 09/GGT-UBND")
	s.TypeName = T("GIẤY GIỚI THIỆU")
	s.Body = Paragraphs("Ủy ban nhân dân thành phố Rạch Giá trân trọng giới thiệu:", "Ông Trần Văn B, chuyên viên Văn phòng.",
		"Được cử đến: Sở Nội vụ tỉnh Kiên Giang.", "Về việc: Liên hệ công tác văn thư, lưu trữ.",
		"Đề nghị Quý cơ quan tạo điều kiện để ông có tên ở trên hoàn thành nhiệm vụ.", "Giấy này có giá trị đến hết ngày 31 tháng 3 năm 2024./.")
	s.Authority = Lines("TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")
	s.Recipients = Lines("- Như trên;", "- Lưu: VT.")
	return s
}

// MinutesForm is sample form 1.9: no place and date, two signatures.
func MinutesForm() *Spec {
	s := committee("Số: 04/BB-UBND")
	s.Place = Line{}
	s.TypeName = T("BIÊN BẢN")
	s.Subject = T("Họp giao ban công tác tháng 3")
	s.SubjectRule = Rule{}
	s.Body = Paragraphs("Thời gian bắt đầu: 07 giờ 30 phút, ngày 12 tháng 3 năm 2024.", "Địa điểm: Phòng họp số 1, trụ sở Ủy ban nhân dân thành phố.",
		"Thành phần tham dự: Thủ trưởng các phòng, ban thành phố.", "Chủ trì: Chủ tịch Ủy ban nhân dân thành phố.", "Thư ký: Chuyên viên Văn phòng.",
		"Nội dung: Các đại biểu thống nhất chương trình công tác tháng 4.", "Cuộc họp kết thúc vào 10 giờ 00 phút, ngày 12 tháng 3 năm 2024./.")
	s.Authority, s.SecondAuthority = Lines("CHỦ TỌA"), Lines("THƯ KÝ")
	s.SecondSigner = T("Lê Thị C")
	s.Recipients = Lines("- Thành viên dự họp;", "- Lưu: VT, Hồ sơ.")
	return s
}

// LeaveForm is sample form 1.10.
func LeaveForm() *Spec {
	s := committee("Số: 11/GNP-UBND")
	s.TypeName = T("GIẤY NGHỈ PHÉP")
	s.Body = Paragraphs("Xét Đơn đề nghị nghỉ phép ngày 01 tháng 3 năm 2024 của ông Trần Văn B,",
		"Ủy ban nhân dân thành phố Rạch Giá cấp cho:", "Ông: Trần Văn B, chuyên viên Văn phòng.",
		"Được nghỉ phép trong thời gian 05 ngày kể từ ngày 11 tháng 3 năm 2024 tại thành phố Cần Thơ.",
		"Số ngày nghỉ phép nêu trên được tính vào thời gian nghỉ hằng năm./.")
	s.Authority = Lines("Q. CHỦ TỊCH")
	s.Recipients = Lines("- Ông Trần Văn B;", "- Lưu: VT, NV.")
	return s
}
