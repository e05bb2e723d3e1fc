package demo

import (
	"trinhky/internal/domain"
	"trinhky/internal/route"
)

// story is one demo document and what people do with it.
type story struct {
	key     string
	drafter string // username
	unit    string // code of the drafting unit, as it stands in the notation
	subject string
	urgency domain.Urgency
	signer  domain.Position
	consult []string // codes of the units asked
	sectors []string
	faulty  bool // keeps the faults of the letter as it was issued
	deeds   []deed
}

// deed is one act of one person.
type deed struct {
	who     string
	act     domain.Act
	verdict route.Verdict
	text    string
	refused bool // tried out of order, and refused
}

// culture is a letter of the culture division about which finance is asked: its
// whole way, from which the stories take as much as they need.
func culture() []deed {
	return []deed{
		{who: "chuyen-vien-van-hoa-thong-tin", act: route.ActSubmit},
		{who: "truong-phong-van-hoa-thong-tin", act: route.ActClear},
		{who: "kiem-tra-the-thuc", act: route.ActConfirmFormat},
		{who: "truong-phong-tai-chinh-ke-hoach", act: route.ActGiveOpinion, verdict: route.VerdictAgree, text: "Thống nhất nội dung dự thảo."},
		{who: "truong-phong-tai-chinh-ke-hoach", act: route.ActAppraise, verdict: route.VerdictPass, text: "Nguồn kinh phí đã có trong dự toán."},
		{who: "chanh-van-phong", act: route.ActReview},
		{who: "pho-chu-tich-2", act: route.ActInitial},
		{who: "pho-chu-tich-1", act: route.ActInitial},
		{who: "chu-tich", act: route.ActSign},
		{who: "van-thu", act: route.ActIssue},
	}
}

// upTo is the culture letter's way until so many deeds are done.
func upTo(n int, more ...deed) []deed {
	return append(culture()[:n:n], more...)
}

func letterOf(key, subject string, deeds []deed) story {
	return story{
		key: key, drafter: "chuyen-vien-van-hoa-thong-tin", unit: "VHTT", subject: subject, urgency: domain.UrgencyNormal,
		signer: domain.PositionChair, consult: []string{"TCKH"}, sectors: []string{"van-hoa", "tai-chinh"}, deeds: deeds,
	}
}

// stories put a document at every step, one returned, one issued, one turned
// away for its form, and one carried to the Chair before its turn.
var stories = []story{
	letterOf("du-thao", "tổ chức Ngày hội Văn hóa đọc năm 2024", nil),
	letterOf("cho-duyet", "tăng cường quản lý hoạt động quảng cáo ngoài trời", upTo(1)),
	letterOf("cho-the-thuc", "phối hợp tổ chức Hội thi thể thao khối cơ quan", upTo(2)),
	letterOf("cho-y-kien", "trùng tu, tôn tạo di tích trên địa bàn thành phố", upTo(3)),
	letterOf("cho-giai-trinh", "hỗ trợ kinh phí hoạt động thư viện phường, xã", upTo(3, deed{
		who: "truong-phong-tai-chinh-ke-hoach", act: route.ActGiveOpinion, verdict: route.VerdictAgreeWithChanges,
		text: "Đề nghị nêu rõ nguồn kinh phí và thời điểm quyết toán.",
	})),
	letterOf("cho-tham-dinh", "lắp đặt cụm thông tin cơ sở tại các phường", upTo(4)),
	letterOf("cho-tham-tra", "chấn chỉnh hoạt động karaoke, vũ trường", upTo(5)),
	letterOf("cho-ky-nhay", "tổ chức lễ kỷ niệm ngày Quốc khánh", upTo(6)),
	letterOf("cho-ky", "tuyên truyền cải cách hành chính năm 2024", upTo(8)),
	letterOf("cho-cap-so", "treo cờ Tổ quốc nhân dịp lễ 30 tháng 4", upTo(9)),
	letterOf("da-phat-hanh", "chấn chỉnh, khắc phục một số hạn chế trong thực hiện Quy chế làm việc của UBND thành phố", upTo(10)),
	letterOf("bi-tra-lai", "sắp xếp lại cụm loa truyền thanh cơ sở", upTo(5, deed{
		who: "chanh-van-phong", act: route.ActReturn, text: "Thiếu căn cứ pháp lý về phân cấp quản lý; đề nghị bổ sung và trình lại.",
	})),
	letterOf("trinh-vuot", "cấp kinh phí đột xuất cho đội văn nghệ quần chúng", upTo(1, deed{
		who: "chu-tich", act: route.ActSign, refused: true,
	})),
	{
		key: "sai-the-thuc", drafter: "chuyen-vien-noi-vu", unit: "NV", faulty: true, urgency: domain.UrgencyNormal,
		subject: "rà soát hồ sơ thi đua, khen thưởng quý I năm 2024", signer: domain.PositionViceChair, sectors: []string{"noi-vu"},
		deeds: []deed{
			{who: "chuyen-vien-noi-vu", act: route.ActSubmit},
			{who: "truong-phong-noi-vu", act: route.ActClear},
		},
	},
	{
		key: "khan", drafter: "chuyen-vien-tai-nguyen-moi-truong", unit: "TNMT", urgency: domain.UrgencyUrgent,
		subject: "ứng phó triều cường dâng cao trên địa bàn thành phố", signer: domain.PositionViceChair, sectors: []string{"moi-truong"},
		deeds: []deed{
			{who: "chuyen-vien-tai-nguyen-moi-truong", act: route.ActSubmit},
			{who: "truong-phong-tai-nguyen-moi-truong", act: route.ActClear},
			{who: "kiem-tra-the-thuc", act: route.ActConfirmFormat},
			{who: "chanh-van-phong", act: route.ActReview},
		},
	},
}
