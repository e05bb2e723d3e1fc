package papers

// What papers are about: a noun phrase that fits after "về", "về việc" and "V/v".
var matters = []string{
	"nâng bậc lương năm 2024",
	"đăng ký lịch làm việc",
	"tăng cường kỷ luật, kỷ cương hành chính",
	"chấn chỉnh, khắc phục một số hạn chế trong thực hiện chế độ hội họp và trình ký văn bản",
	"công tác phòng, chống dịch bệnh trên đàn vật nuôi",
	"rà soát, báo cáo kết quả giải quyết thủ tục hành chính 6 tháng đầu năm và phương hướng, nhiệm vụ 6 tháng cuối năm 2024",
	"tổ chức Hội nghị tổng kết công tác văn thư, lưu trữ",
	"bảo đảm trật tự, an toàn giao thông và phòng cháy, chữa cháy trong dịp nghỉ lễ",
	"quản lý, sử dụng tài sản công",
	"thực hiện dân chủ ở cơ sở",
	"triển khai học bạ số và chữ ký số tại các cơ sở giáo dục trên địa bàn",
	"phân công nhiệm vụ",
}

// Paragraphs of a text: whole sentences that cite nothing.
var sentences = []string{
	"Thời gian qua, các cơ quan, đơn vị, địa phương đã có nhiều cố gắng trong việc thực hiện nhiệm vụ được giao; " +
		"kỷ luật, kỷ cương hành chính từng bước được nâng lên.",
	"Tuy nhiên, vẫn còn một số hạn chế như: việc tham gia hội họp chưa đúng thời gian, thành phần; chất lượng văn bản " +
		"tham mưu chưa đồng đều; một số nội dung trình chưa đúng quy trình.",
	"Văn phòng chủ trì, phối hợp với các đơn vị liên quan theo dõi, đôn đốc việc thực hiện và báo cáo kết quả trước " +
		"ngày 15 hằng tháng.",
	"Các đơn vị rà soát, cập nhật số liệu, gửi báo cáo bằng văn bản và qua hệ thống quản lý văn bản và điều hành.",
	"Kinh phí thực hiện được bố trí từ nguồn ngân sách theo phân cấp quản lý hiện hành và các nguồn hợp pháp khác.",
	"Trong quá trình triển khai, nếu có khó khăn, vướng mắc, các đơn vị kịp thời phản ánh để được hướng dẫn, giải quyết.",
	"Việc kiểm tra được tiến hành thường xuyên, đúng thẩm quyền, không gây phiền hà cho tổ chức, cá nhân.",
	"Người đứng đầu đơn vị chịu trách nhiệm về tính chính xác của số liệu và thời hạn gửi báo cáo.",
	"Công chức được phân công phải hoàn thành việc nhập dữ liệu trong 05 ngày làm việc kể từ ngày nhận được yêu cầu.",
	"Đề nghị các đơn vị quan tâm, phối hợp thực hiện.",
	"Số lượng hồ sơ tiếp nhận trong kỳ là 1.254 hồ sơ, tăng 12,5% so với cùng kỳ; tỷ lệ giải quyết đúng hạn đạt 98,7%.",
	"Cuộc họp được tổ chức theo hình thức trực tiếp kết hợp trực tuyến; tài liệu được gửi trước ít nhất 03 ngày làm việc.",
}

// Items of a list: they end as the list asks.
var items = []string{
	"Lập danh sách công chức, viên chức đủ điều kiện xét nâng bậc lương",
	"Tổng hợp số liệu theo từng lĩnh vực, từng địa bàn",
	"Bố trí nơi làm việc, trang thiết bị cho bộ phận tiếp nhận và trả kết quả",
	"Công khai kết quả giải quyết trên trang thông tin điện tử",
	"Bồi dưỡng kỹ năng sử dụng phần mềm cho người làm công tác văn thư",
	"Phân công người theo dõi, cập nhật tiến độ",
	"Đánh giá những việc chưa làm được, nêu rõ nguyên nhân",
	"Đề xuất giải pháp cho giai đoạn tiếp theo",
}

// Titles of parts of a text, as they read before they are set in capitals where the decree asks for it.
var titles = []string{
	"Quy định chung", "Kết quả đạt được", "Tồn tại, hạn chế", "Nhiệm vụ trọng tâm", "Tổ chức thực hiện",
	"Mục đích, yêu cầu", "Nhiệm vụ và quyền hạn", "Trách nhiệm của các đơn vị", "Phạm vi điều chỉnh", "Đối tượng áp dụng",
	"Nguyên tắc làm việc", "Kinh phí thực hiện", "Thành phần, thời gian", "Điều khoản thi hành",
}

// Legal bases as the decree wants them: laws by name and date, other documents in full.
var bases = []string{
	"Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
	"Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024",
	"Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
	"Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa, một cửa liên " +
		"thông trong giải quyết thủ tục hành chính",
	"Căn cứ Quyết định số 28/2018/QĐ-TTg ngày 12 tháng 7 năm 2018 của Thủ tướng Chính phủ về việc gửi, nhận văn bản điện " +
		"tử giữa các cơ quan trong hệ thống hành chính nhà nước",
	"Căn cứ Thông tư số 01/2019/TT-BNV ngày 24 tháng 01 năm 2019 của Bộ Nội vụ quy định quy trình trao đổi, lưu trữ, xử " +
		"lý tài liệu điện tử trong công tác văn thư",
}

// Sentences that cite a document for the first time, in full.
var citations = []string{
	"Thực hiện Chỉ thị số 26/CT-TTg ngày 05 tháng 9 năm 2016 của Thủ tướng Chính phủ về việc tăng cường kỷ luật, kỷ cương " +
		"trong các cơ quan hành chính nhà nước các cấp, các đơn vị thực hiện các nội dung sau.",
	"Theo quy định tại điểm a khoản 1 Điều 18 của Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về " +
		"công tác văn thư, văn bản đi được phát hành ngay trong ngày.",
}

// Who a paper is addressed to directly.
var addressees = []string{
	"Ủy ban nhân dân tỉnh An Giang", "Sở Tài chính", "Bộ Kế hoạch và Đầu tư", "Thủ trưởng các phòng, ban, ngành thành phố",
	"Chủ tịch Ủy ban nhân dân các xã, phường", "Các cơ quan, đơn vị trực thuộc", "Ông Nguyễn Văn Bình",
}

// Whom else a paper goes to.
var recipients = []string{
	"CT và các PCT UBND TP", "Các phòng, ban, ngành", "Thường trực HĐND xã", "Ban Giám đốc", "UBND các xã, phường",
	"Trang thông tin điện tử", "LĐVP, CVNC", "Công an xã; Ban Chỉ huy Quân sự xã", "Bộ Nội vụ (để báo cáo)",
}

// columns of a table.
var columns = []string{"STT", "Nội dung công việc", "Đơn vị chủ trì", "Thời gian", "Ghi chú"}
