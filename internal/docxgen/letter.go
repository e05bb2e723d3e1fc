package docxgen

import "strings"

// letterBasis and letterBody are the text of công văn 288/UBND-VP of 21 March 2024, as it was issued.
const letterBasis = "Căn cứ Quy chế làm việc của UBND thành phố ban hành kèm theo Quyết định số 01/2022/QĐ-UBND ngày 20/4/2022 của UBND thành phố Rạch Giá;"

var letterBody = []string{
	"Thời gian qua, việc chấp hành kỷ luật trong thực hiện nhiệm vụ, chỉ đạo của UBND thành phố được Thủ trưởng các cơ quan, đơn vị, địa phương quan tâm tập trung chỉ đạo thực hiện; trách nhiệm của cán bộ, công chức, viên chức trong thực hiện công vụ, tăng cường kỷ luật, kỷ cương hành chính chính từng bước được nâng lên. Tuy nhiên, bên cạnh đó vẫn còn một số hạn chế như: việc tham gia hội họp chưa đúng thời gian, thành phần; chất lượng văn bản tham mưu của một số phòng, ban chuyên môn thành phố còn hạn chế; thực hiện việc trình ký văn bản chưa đúng quy trình; chưa chủ động trong việc đăng ký lịch làm việc, đăng ký và chuẩn bị các nội dung họp giao ban của lãnh đạo UBND thành phố,...",
	"Nhằm chấn chỉnh, khắc phục những hạn chế trên, nâng cao tinh thần, trách nhiệm trong thực thi công vụ, góp phần nâng cao hiệu lực, hiệu quả trong công tác quản lý, điều hành, UBND thành phố yêu cầu các phòng, ban, ngành thành phố, UBND các phường, xã thực hiện tốt một số nội dung sau:",
	"1. Các cơ quan, đơn vị, địa phương khi có yêu cầu làm việc với Chủ tịch hoặc Phó Chủ tịch UBND thành phố để giải quyết công việc trong 15 ngày, phải chủ động đăng ký với Văn phòng, chậm nhất trước ngày 10 và ngày 25 hàng tháng. Căn cứ lịch làm việc 15 ngày của Chủ tịch và các Phó Chủ tịch UBND thành phố, các cơ quan, đơn vị, địa phương chủ động đăng ký nội dung họp giao ban và chuẩn bị đầy đủ tài liệu họp trước ngày họp ít nhất 03 ngày làm việc, trong đó nếu nội dung họp có liên quan đến nhiều ngành, lĩnh vực thì phải được cơ quan có liên quan thẩm định, cho ý kiến trước khi thông qua tại cuộc họp.",
	"2. Các đại biểu tham dự họp phải đúng thời gian, thành phần được mời, không làm việc riêng và tham dự hết thời gian cuộc họp. Trường hợp đặc biệt, khi đại biểu được mời không thể dự họp (*dự họp không đúng thời gian, không tham dự hết thời gian cuộc họp*) phải báo cáo người chủ trì họp, cử đại diện dự họp thay nhưng người dự thay phải được giao đủ thẩm quyền về mặt chuyên môn để thay mặt lãnh đạo cơ quan, đơn vị, địa phương phát biểu ý kiến về những nội dung có liên quan. Tại cuộc họp, Văn phòng không liên hệ với thành phần được mời dự họp, trước khi bắt đầu cuộc họp Văn phòng theo dõi, báo cáo số lượng, thành phần tham dự cuộc họp với người chủ trì; các cơ quan, đơn vị, địa phương thực hiện không đảm bảo chế độ hội họp sẽ xem xét, đánh giá kết quả thực hiện nhiệm vụ cuối năm.",
	"Riêng đối với cuộc họp thường kỳ UBND thành phố, trường hợp Thủ trưởng cơ quan, đơn vị, địa phương vắng họp thì phải có văn bản báo cáo lãnh đạo UBND thành phố xem xét, giải quyết.",
	"3. Căn cứ chức năng, nhiệm vụ, quyền hạn được giao, các cơ quan, đơn vị, địa phương chủ động xử lý công việc thuộc thẩm quyền, không được chuyển công việc thuộc nhiệm vụ, thẩm quyền của mình lên cấp trên hoặc chuyển cho các cơ quan khác. Các cơ quan được giao nhiệm vụ chủ trì phải có trách nhiệm, chủ động kiểm tra, đôn đốc các đơn vị có liên quan phối hợp thực hiện nhiệm vụ. Thường xuyên rà soát việc thực hiện nhiệm vụ theo chỉ đạo, kết luận của UBND thành phố, lãnh đạo UBND thành phố; đối với các nội dung còn khó khăn, vướng mắc phải kịp thời báo cáo lãnh đạo UBND thành phố để chỉ đạo, giải quyết.",
	"4. Thủ trưởng các cơ quan, đơn vị cần nâng cao hơn nữa chất lượng văn bản tham mưu, có trách nhiệm tổ chức xây dựng nội dung văn bản đảm bảo thời gian, đúng thể thức, thủ tục, trình tự soạn thảo, lấy ý kiến tham gia của các cơ quan có liên quan (nếu có) và thực hiện trình ký văn bản đúng trình tự theo Quy chế làm việc của UBND thành phố.",
	"Giao Văn phòng HĐND và UBND thành phố chủ trì, phối hợp với phòng Nội vụ thành phố theo dõi, cập nhật, báo cáo tình hình thực hiện của các cơ quan, đơn vị, địa phương về lãnh đạo UBND thành phố để chỉ đạo, chấn chỉnh kịp thời và làm cơ sở để xét thi đua, khen thưởng cuối năm của các cơ quan, đơn vị.",
	"Yêu cầu Thủ trưởng các phòng, ban, ngành thành phố, Chủ tịch UBND các phường, xã nghiêm túc chỉ đạo thực hiện và chịu trách nhiệm trước Chủ tịch UBND thành phố về kết quả thực hiện của cơ quan, đơn vị./.",
}

// Letter is công văn 288/UBND-VP laid out by the decree but keeping the faults of the letter itself: the space in its
// number, dashes in the motto, a short date and no subject in its first citation, a basis that does not end in a full
// stop, a word written twice, a division in lower case, an archive line that names the typist and has no full stop.
func Letter() *Spec {
	s := letter(letterBasis, letterBody)
	s.Motto = T("Độc lập – Tự do – Hạnh phúc")
	s.Number = Line{Parts: []Part{{Text: "Số: 288"}, {Text: " /UBND-VP"}}}
	s.Place = T("Rạch Giá, ngày 21 tháng 3 năm 2024")
	s.Recipients = Lines("- Như trên;", "- CT và các PCT UBND TP;", "- LĐVP, CVNC;", "- Lưu: VT, thhao")
	return s
}

// LetterDraft is the same letter put right, as a draft before it is signed: its number and day are left blank.
func LetterDraft() *Spec {
	mend := strings.NewReplacer("hành chính chính", "hành chính", "với phòng Nội vụ", "với Phòng Nội vụ")
	var body []string
	for _, p := range letterBody {
		body = append(body, mend.Replace(p))
	}
	s := letter("Căn cứ Quyết định số 01/2022/QĐ-UBND ngày 20 tháng 4 năm 2022 của Ủy ban nhân dân thành phố Rạch Giá ban hành Quy chế làm việc của Ủy ban nhân dân thành phố Rạch Giá.", body)
	s.Number = Line{Parts: []Part{{Text: "Số:"}, {Text: "      "}, {Text: "/UBND-VP"}}}
	s.Place = Line{Parts: []Part{{Text: "Rạch Giá, ngày "}, {Text: "    "}, {Text: "tháng 3 năm 2024"}}}
	s.Recipients = Lines("- Như trên;", "- CT và các PCT UBND TP;", "- LĐVP, CVNC;", "- Lưu: VT, VP.")
	return s
}

// letter is what both have in common.
func letter(basis string, body []string) *Spec {
	s := New()
	s.Title = "Chấn chỉnh, khắc phục một số hạn chế trong thực hiện Quy chế làm việc của UBND thành phố"
	s.Agency = Lines("ỦY BAN NHÂN DÂN", "THÀNH PHỐ RẠCH GIÁ")
	s.Reference = T("V/v chấn chỉnh, khắc phục một số hạn chế trong thực hiện Quy chế làm việc của UBND thành phố")
	s.Addressees = Lines("- Thủ trưởng các phòng, ban, ngành thành phố;", "- Chủ tịch UBND các phường, xã.")
	s.LegalBases = Lines(basis)
	for _, p := range body {
		s.Body = append(s.Body, Block{Line: marked(p)})
	}
	s.Authority = Lines("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
	s.Signer = T("Nguyễn Văn Hòa")
	return s
}

// marked makes a line whose stretches between asterisks are italic.
func marked(text string) Line {
	pieces := strings.Split(text, "*")
	if len(pieces) == 1 {
		return T(text)
	}
	var l Line
	for i, p := range pieces {
		part := Part{Text: p}
		if i%2 == 1 {
			part.Italic = On
		}
		l.Parts = append(l.Parts, part)
	}
	return l
}
