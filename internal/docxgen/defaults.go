package docxgen

import "trinhky/internal/docx"

// Style identifiers of the generated style sheet, one a component, as office templates have them.
const (
	StyleNormal     = "Normal"
	StyleNational   = "QuocHieu"
	StyleMotto      = "TieuNgu"
	StyleParent     = "CoQuanChuQuan"
	StyleAgency     = "CoQuanBanHanh"
	StyleNumber     = "SoKyHieu"
	StylePlace      = "DiaDanhNgayThang"
	StyleReference  = "TrichYeuCongVan"
	StyleStamp      = "DauChiMucDo"
	StyleTypeName   = "TenLoai"
	StyleSubject    = "TrichYeu"
	StyleAddressees = "KinhGui"
	StyleAddressee  = "NoiKinhGui"
	StyleBasis      = "CanCu"
	StyleBody       = "ThanVan"
	StyleChapter    = "Heading1"
	StyleArticle    = "Heading2"
	StyleAuthority  = "QuyenHanChucVu"
	StyleSigner     = "HoTenNguoiKy"
	StyleRecipients = "TuNoiNhan"
	StyleRecipient  = "NoiNhan"
	StyleDrafter    = "KyHieuSoanThao"
	StyleAddress    = "DiaChiCoQuan"
	StyleAnnexLabel = "PhuLuc"
	StyleAnnexTitle = "TenPhuLuc"
	StyleAttached   = "KemTheo"
	StyleCell       = "TrongBang"
	StyleHeader     = "Header"
	StyleFooter     = "Footer"
)

// styleOrder keeps the style sheet the same from run to run.
var styleOrder = []struct{ id, name, basedOn string }{
	{StyleNational, "Quốc hiệu", StyleNormal},
	{StyleMotto, "Tiêu ngữ", StyleNormal},
	{StyleParent, "Cơ quan chủ quản", StyleNormal},
	{StyleAgency, "Cơ quan ban hành", StyleParent},
	{StyleNumber, "Số, ký hiệu", StyleNormal},
	{StylePlace, "Địa danh, ngày tháng", StyleNormal},
	{StyleReference, "Trích yếu công văn", StyleNormal},
	{StyleStamp, "Dấu chỉ mức độ", StyleNormal},
	{StyleTypeName, "Tên loại", StyleNormal},
	{StyleSubject, "Trích yếu", StyleNormal},
	{StyleAddressees, "Kính gửi", StyleNormal},
	{StyleAddressee, "Nơi kính gửi", StyleNormal},
	{StyleBody, "Thân văn", StyleNormal},
	{StyleBasis, "Căn cứ", StyleBody},
	{StyleChapter, "heading 1", StyleNormal},
	{StyleArticle, "heading 2", StyleBody},
	{StyleAuthority, "Quyền hạn, chức vụ", StyleNormal},
	{StyleSigner, "Họ tên người ký", StyleNormal},
	{StyleRecipients, "Từ Nơi nhận", StyleNormal},
	{StyleRecipient, "Nơi nhận", StyleNormal},
	{StyleDrafter, "Ký hiệu soạn thảo", StyleNormal},
	{StyleAddress, "Địa chỉ cơ quan", StyleNormal},
	{StyleAnnexLabel, "Phụ lục", StyleNormal},
	{StyleAnnexTitle, "Tên phụ lục", StyleNormal},
	{StyleAttached, "Kèm theo", StyleNormal},
	{StyleCell, "Trong bảng", StyleNormal},
	{StyleHeader, "header", StyleNormal},
	{StyleFooter, "footer", StyleNormal},
}

// indent is the first-line indent of the body, 1.27 cm (II.6.e).
const indent docx.Twips = 720

// decreeLooks are the looks of Annex I, section V: 13/14/14 for national name, motto and body.
func decreeLooks() map[string]Look {
	centred := func(l Look) Look { l.Align = docx.AlignCenter; return l }
	body := Look{Size: 28, Align: docx.AlignJustify, FirstLine: Tw(indent), After: Tw(120), LineSpacing: 264}
	return map[string]Look{
		StyleNormal:     {Size: 28},
		StyleNational:   centred(Look{Size: 26, Bold: On}),
		StyleMotto:      centred(Look{Size: 28, Bold: On}),
		StyleParent:     centred(Look{Size: 26}),
		StyleAgency:     centred(Look{Bold: On}),
		StyleNumber:     centred(Look{Size: 26, Before: Tw(120)}),
		StylePlace:      centred(Look{Size: 28, Italic: On, Before: Tw(120)}),
		StyleReference:  centred(Look{Size: 24, Before: Tw(120)}),
		StyleStamp:      centred(Look{Size: 26, Bold: On}),
		StyleTypeName:   centred(Look{Size: 28, Bold: On, Before: Tw(240)}),
		StyleSubject:    centred(Look{Size: 28, Bold: On}),
		StyleAddressees: {Size: 28, Left: Tw(1701), Before: Tw(240), After: Tw(60)},
		StyleAddressee:  {Size: 28, After: Tw(60)},
		StyleBasis:      {Italic: On},
		StyleBody:       body,
		StyleChapter:    centred(Look{Size: 28, Bold: On, Before: Tw(120), After: Tw(120), KeepNext: On}),
		StyleArticle:    {Bold: On, KeepNext: On},
		StyleAuthority:  centred(Look{Size: 28, Bold: On, KeepNext: On}),
		StyleSigner:     centred(Look{Size: 28, Bold: On}),
		StyleRecipients: {Size: 24, Bold: On, Italic: On, Align: docx.AlignLeft},
		StyleRecipient:  {Size: 22, Align: docx.AlignLeft},
		StyleDrafter:    {Size: 22},
		StyleAddress:    {Size: 22},
		StyleAnnexLabel: centred(Look{Size: 28, Bold: On}),
		StyleAnnexTitle: centred(Look{Size: 28, Bold: On}),
		StyleAttached:   centred(Look{Size: 28, Italic: On}),
		StyleCell:       {Size: 26},
		StyleHeader:     {Size: 28},
		StyleFooter:     {Size: 28},
	}
}

// Portrait is A4 with margins of 20, 20, 30 and 20 mm (top, bottom, left, right).
func Portrait() Page {
	return Page{Width: 11906, Height: 16838, Top: docx.MM(20), Bottom: docx.MM(20), Left: docx.MM(30), Right: docx.MM(20)}
}

// Landscape is Portrait turned, for sections that hold tables.
func Landscape() Page {
	p := Portrait()
	p.Width, p.Height, p.Landscape = p.Height, p.Width, true
	return p
}

// New gives a document with everything the decree fixes already right; what it says is for the caller to fill in.
func New() *Spec {
	return &Spec{
		Page: Portrait(), Font: "Times New Roman", Styles: map[string]Look{},
		National: T("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), Motto: T("Độc lập - Tự do - Hạnh phúc"),
		MottoRule: Rule{Form: RuleDrawn}, AgencyRule: Rule{Form: RuleDrawn}, SubjectRule: Rule{Form: RuleDrawn},
		AddresseesLabel: T("Kính gửi:"), RecipientsLabel: T("Nơi nhận:"), SignatureGap: 4,
		PageNumber: PageNumber{Line: Line{Look: Look{Align: docx.AlignCenter}}},
	}
}
