package papers

// office is a made-up issuer of papers.
type office struct {
	parent, agency []string // lines of the header, in capitals
	code           string   // in the notation
	units          []string // who drafts, in the notation of a công văn and the archive line
	place          string
	name           string // as a text names it
	// collective is what a document is signed on behalf of; empty for an office led by one person.
	collective string
	head       string
	deputy     string
	// byOrder and byLetter are who signs TL. and TUQ. for the head; empty when nobody does.
	byOrder, byLetter string
	// competence is whose act a decision is.
	competence string
	// titled offices may set a degree before the signer's name (health, education, science).
	titled bool
	// assembly is a people's council, which adopts resolutions.
	assembly bool
}

var offices = []office{
	{
		agency: []string{"ỦY BAN NHÂN DÂN", "THÀNH PHỐ RẠCH GIÁ"}, code: "UBND", units: []string{"VP", "NV", "TCKH"},
		place: "Rạch Giá", name: "Ủy ban nhân dân thành phố Rạch Giá", collective: "ỦY BAN NHÂN DÂN",
		head: "CHỦ TỊCH", deputy: "PHÓ CHỦ TỊCH", byOrder: "CHÁNH VĂN PHÒNG", byLetter: "TRƯỞNG PHÒNG NỘI VỤ",
		competence: "ỦY BAN NHÂN DÂN THÀNH PHỐ RẠCH GIÁ",
	},
	{
		parent: []string{"UBND THÀNH PHỐ RẠCH GIÁ"}, agency: []string{"PHÒNG NỘI VỤ"}, code: "PNV",
		units: []string{"CCVC", "TĐKT", "VTLT"}, place: "Rạch Giá", name: "Phòng Nội vụ thành phố Rạch Giá",
		head: "TRƯỞNG PHÒNG", deputy: "PHÓ TRƯỞNG PHÒNG", competence: "TRƯỞNG PHÒNG NỘI VỤ",
	},
	{
		parent: []string{"UBND TỈNH AN GIANG"}, agency: []string{"SỞ TÀI CHÍNH"}, code: "STC",
		units: []string{"NS", "QLG&CS", "VP"}, place: "An Giang", name: "Sở Tài chính tỉnh An Giang",
		head: "GIÁM ĐỐC", deputy: "PHÓ GIÁM ĐỐC", byOrder: "CHÁNH VĂN PHÒNG", byLetter: "TRƯỞNG PHÒNG NGÂN SÁCH",
		competence: "GIÁM ĐỐC SỞ TÀI CHÍNH",
	},
	{
		agency: []string{"BỘ NỘI VỤ"}, code: "BNV", units: []string{"VP", "TCCB", "CCVC"}, place: "Hà Nội",
		name: "Bộ Nội vụ", head: "BỘ TRƯỞNG", deputy: "THỨ TRƯỞNG", byOrder: "CHÁNH VĂN PHÒNG",
		byLetter: "VỤ TRƯỞNG VỤ TỔ CHỨC CÁN BỘ", competence: "BỘ TRƯỞNG BỘ NỘI VỤ",
	},
	{
		parent: []string{"BỘ NỘI VỤ"}, agency: []string{"CỤC VĂN THƯ VÀ LƯU TRỮ", "NHÀ NƯỚC"}, code: "VTLTNN",
		units: []string{"NVĐP", "VP"}, place: "Hà Nội", name: "Cục Văn thư và Lưu trữ nhà nước",
		head: "CỤC TRƯỞNG", deputy: "PHÓ CỤC TRƯỞNG", byOrder: "CHÁNH VĂN PHÒNG",
		competence: "CỤC TRƯỞNG CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC",
	},
	{
		agency: []string{"ỦY BAN NHÂN DÂN", "XÃ MỸ THUẬN"}, code: "UBND", units: []string{"VP", "KT", "VHXH"},
		place: "Mỹ Thuận", name: "Ủy ban nhân dân xã Mỹ Thuận", collective: "ỦY BAN NHÂN DÂN", head: "CHỦ TỊCH",
		deputy: "PHÓ CHỦ TỊCH", competence: "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MỸ THUẬN",
	},
	{
		agency: []string{"HỘI ĐỒNG NHÂN DÂN", "XÃ MỸ THUẬN"}, code: "HĐND", units: []string{"VP", "BPC"},
		place: "Mỹ Thuận", name: "Hội đồng nhân dân xã Mỹ Thuận", collective: "HỘI ĐỒNG NHÂN DÂN", head: "CHỦ TỊCH",
		deputy: "PHÓ CHỦ TỊCH", competence: "HỘI ĐỒNG NHÂN DÂN XÃ MỸ THUẬN", assembly: true,
	},
	{
		parent: []string{"UBND XÃ MỸ THUẬN"}, agency: []string{"TRƯỜNG TIỂU HỌC MỸ THUẬN 1"}, code: "THMT1",
		units: []string{"VP", "CM"}, place: "Mỹ Thuận", name: "Trường Tiểu học Mỹ Thuận 1", head: "HIỆU TRƯỞNG",
		deputy: "PHÓ HIỆU TRƯỞNG", competence: "HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC MỸ THUẬN 1", titled: true,
	},
	{
		parent: []string{"SỞ Y TẾ AN GIANG"}, agency: []string{"BỆNH VIỆN ĐA KHOA", "KHU VỰC TÂN CHÂU"}, code: "BVTC",
		units: []string{"KHNV", "TCHC"}, place: "Tân Châu", name: "Bệnh viện Đa khoa khu vực Tân Châu",
		head: "GIÁM ĐỐC", deputy: "PHÓ GIÁM ĐỐC", competence: "GIÁM ĐỐC BỆNH VIỆN ĐA KHOA KHU VỰC TÂN CHÂU", titled: true,
	},
	{
		parent: []string{"UBND THÀNH PHỐ RẠCH GIÁ"}, agency: []string{"BAN CHỈ ĐẠO", "CHUYỂN ĐỔI SỐ"}, code: "BCĐ",
		units: []string{"TGV"}, place: "Rạch Giá", name: "Ban Chỉ đạo Chuyển đổi số", collective: "BAN CHỈ ĐẠO",
		head: "TRƯỞNG BAN", deputy: "PHÓ TRƯỞNG BAN", competence: "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ",
	},
}

var signers = []string{
	"Nguyễn Văn An", "Trần Thị Bích Hạnh", "Lê Quốc Bảo", "Phạm Minh Đức", "Huỳnh Thị Ngọc Ánh", "Vũ Hà", "Đỗ Văn Ước",
	"Y Thông Niê", "Danh Út", "Hoàng Thị Kim Oanh",
}

var degrees = []string{"ThS. ", "TS. ", "BSCKII. "}

var drafters = []string{"NTA", "PL", "LQB"}
