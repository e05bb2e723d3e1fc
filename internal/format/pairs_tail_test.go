package format_test

import (
	"strings"

	"trinhky/internal/docx"
	g "trinhky/internal/docxgen"
)

// plantedAtEnd are the defects of signature, recipients, what stands below them, and annexes.
var plantedAtEnd = []pair{
	{rule: "authority.present", base: g.LetterForm, plant: func(s *g.Spec) { s.Authority = nil }, text: ""},
	{rule: "authority.form", name: "KT. without the deputy", base: g.LetterForm, plant: func(s *g.Spec) {
		s.Authority = g.Lines("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")
	}, text: "KT. CHỦ TỊCH"},
	{rule: "authority.form", name: "KT. above another head's deputy", base: g.LetterForm, plant: func(s *g.Spec) {
		s.Authority = g.Lines("KT. CHỦ TỊCH", "PHÓ GIÁM ĐỐC")
	}, text: "KT. CHỦ TỊCH"},
	{rule: "authority.form", name: "deputy without KT.", base: g.LetterForm, plant: func(s *g.Spec) { s.Authority = g.Lines("TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH") }, text: "PHÓ CHỦ TỊCH"},
	{rule: "authority.form", name: "T/M", base: g.LetterForm, plant: func(s *g.Spec) { s.Authority[0].Text = "T/M ỦY BAN NHÂN DÂN" }, text: "T/M"},
	{rule: "authority.form", name: "T.M", base: g.LetterForm, plant: func(s *g.Spec) { s.Authority[0].Text = "T.M ỦY BAN NHÂN DÂN" }, text: "T.M"},
	{rule: "authority.form", name: "THAY MẶT written out", base: g.LetterForm, plant: func(s *g.Spec) { s.Authority[0].Text = "THAY MẶT ỦY BAN NHÂN DÂN" }, text: "THAY MẶT"},
	{rule: "authority.form", name: "QUYỀN written out", base: g.LeaveForm, plant: func(s *g.Spec) { s.Authority = g.Lines("QUYỀN CHỦ TỊCH") }, text: "QUYỀN"},
	{rule: "authority.style", base: g.LetterForm, plant: func(s *g.Spec) { s.Authority[1].Bold = g.Off }, text: "CHỦ TỊCH"},
	{rule: "authority.size", base: g.LetterForm, plant: func(s *g.Spec) { s.Authority[1].Size = 24 }, text: "CHỦ TỊCH"},
	{rule: "signer.present", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer = g.Line{} }, text: ""},
	{rule: "signer.size", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer.Size = 24 }, text: "Nguyễn Văn Hòa"},
	{rule: "signer.style", name: "capitals", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer.Text = "NGUYỄN VĂN HÒA" }, text: "NGUYỄN"},
	{rule: "signer.style", name: "small letters", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer.Text = "nguyễn văn hòa" }, text: "nguyễn"},
	{rule: "signer.style", name: "italic", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer.Italic = g.On }, text: "Nguyễn"},
	{rule: "signer.style", name: "at the right", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer.Align = docx.AlignRight }, text: "Nguyễn"},
	{rule: "signer.title", name: "ThS.", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer.Text = "ThS. Nguyễn Văn Hòa" }, text: "ThS."},
	{rule: "signer.title", name: "Tiến sĩ", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer.Text = "Tiến sĩ Nguyễn Văn Hòa" }, text: "Tiến sĩ"},
	{rule: "signer.title", name: "Th.S", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer.Text = "Th.S Nguyễn Văn Hòa" }, text: "Th.S"},
	{rule: "signer.title", name: "KTS.", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer.Text = "KTS. Nguyễn Văn Hòa" }, text: "KTS."},
	{rule: "signer.title", name: "Đ/c", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer.Text = "Đ/c Nguyễn Văn Hòa" }, text: "Đ/c"},
	{rule: "signer.title", name: "Ông", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer.Text = "Ông Nguyễn Văn Hòa" }, text: "Ông"},
	{rule: "recipients.present", base: g.LetterForm, plant: func(s *g.Spec) { s.RecipientsLabel = g.Line{} }, text: ""},
	{rule: "recipients.label", name: "no colon", base: g.LetterForm, plant: func(s *g.Spec) { s.RecipientsLabel.Text = "Nơi nhận" }, text: "Nơi nhận"},
	{rule: "recipients.label", name: "not bold", base: g.LetterForm, plant: func(s *g.Spec) { s.RecipientsLabel.Bold = g.Off }, text: "Nơi nhận:"},
	{rule: "recipients.label", name: "size 13", base: g.LetterForm, plant: func(s *g.Spec) { s.RecipientsLabel.Size = 26 }, text: "Nơi nhận:"},
	{rule: "recipients.place", name: "indented", base: g.LetterForm, plant: func(s *g.Spec) { s.RecipientsLabel.Left = g.Tw(567) }, text: "Nơi nhận"},
	{rule: "recipients.place", name: "a list indented", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients[0].Left = g.Tw(567) }, text: "- Như trên"},
	{rule: "recipients.place", name: "below the signature", base: g.LetterForm, plant: func(s *g.Spec) { s.RecipientsBelow = true }, text: "Nơi nhận"},
	{rule: "recipients.list-size", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients[1].Size = 26 }, text: "- Chủ tịch, các"},
	{rule: "recipients.list-size", name: "bold", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients[1].Bold = g.On }, text: "- Chủ tịch, các"},
	{rule: "recipients.punctuation", name: "comma", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients[1].Text = "- Chủ tịch, các Phó Chủ tịch," }, text: "- Chủ tịch, các"},
	{rule: "recipients.archive-line", name: "no full stop", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients[2].Text = "- Lưu: VT, VP" }, text: "- Lưu: VT"},
	{rule: "recipients.archive-line", name: "no VT", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients[2].Text = "- Lưu: VP." }, text: "- Lưu: VP"},
	{rule: "recipients.archive-line", name: "missing", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients = s.Recipients[:2] }, text: "- Chủ tịch, các"},
	{rule: "recipients.archive-line", name: "not the last", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients[1], s.Recipients[2] = s.Recipients[2], s.Recipients[1] }, text: "- Lưu: VT"},
	{rule: "recipients.archive-line", name: "the mark that ends the text", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients[2].Text = "- Lưu: VT, VP./." }, text: "- Lưu: VT"},
	{rule: "recipients.archive-unit", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients[2].Text = "- Lưu: VT, thhao." }, text: "- Lưu: VT"},
	{rule: "recipients.archive-unit", name: "no unit", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients[2].Text = "- Lưu: VT." }, text: "- Lưu: VT"},
	{rule: "recipients.as-above", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients[0].Text = "- Các phòng, ban;" }, text: "- Các phòng"},
	{rule: "drafter.size", base: addressedLetter, plant: func(s *g.Spec) { s.Drafter.Size = 26 }, text: "PL.(300)"},
	{rule: "drafter.style", name: "italic", base: addressedLetter, plant: func(s *g.Spec) { s.Drafter.Italic = g.On }, text: "PL.(300)"},
	{rule: "drafter.style", name: "lower case", base: addressedLetter, plant: func(s *g.Spec) { s.Drafter.Text = "thhao.(300)" }, text: "thhao"},
	{rule: "contact.place", base: func() *g.Spec { s := longLetter(); s.Address = contactLines(); return s }, plant: func(s *g.Spec) { s.AddressAtEnd = true }, text: "Số 10"},
	{rule: "contact.place", name: "on the later pages", base: func() *g.Spec { s := longLetter(); s.Address = contactLines(); return s }, plant: func(s *g.Spec) { s.AddressOnOthers = true }, where: "section 1 footer"},
	{rule: "contact.size", base: addressedLetter, plant: func(s *g.Spec) { s.Address[0].Size = 28 }, where: "section 1 footer"},
	{rule: "contact.style", base: addressedLetter, plant: func(s *g.Spec) { s.Address[1].Italic = g.On }, where: "section 1 footer"},
	{rule: "contact.rule", base: addressedLetter, plant: func(s *g.Spec) { s.NoAddressRule = true }, where: "section 1 footer"},
	{rule: "annex.number", name: "Arabic", base: g.PlanForm, plant: func(s *g.Spec) { s.Annexes[1].Label.Text = "Phụ lục 2" }, text: "Phụ lục 2"},
	{rule: "annex.number", name: "unnumbered", base: g.PlanForm, plant: func(s *g.Spec) { s.Annexes[0].Label.Text = "Phụ lục" }, text: "Phụ lục"},
	{rule: "annex.heading", base: g.PlanForm, plant: func(s *g.Spec) { s.Annexes[0].Label.Size = 26 }, text: "Phụ lục I"},
	{rule: "annex.heading", name: "its title on the same line", base: g.PlanForm, plant: func(s *g.Spec) {
		s.Annexes[0].Label.Text, s.Annexes[0].Title = "Phụ lục I: Danh mục nhiệm vụ", g.Line{}
	}, text: "Phụ lục I"},
	{rule: "annex.heading", name: "a full stop", base: g.PlanForm, plant: func(s *g.Spec) { s.Annexes[0].Label.Text = "Phụ lục I." }, text: "Phụ lục I"},
	{rule: "annex.title", base: g.PlanForm, plant: func(s *g.Spec) { s.Annexes[0].Title.Italic = g.On }, text: "DANH MỤC"},
	{rule: "annex.title", name: "at the left", base: g.PlanForm, plant: func(s *g.Spec) { s.Annexes[0].Title.Align = docx.AlignLeft }, text: "DANH MỤC"},
	{rule: "annex.issued-with", name: "missing", base: g.PlanForm, plant: func(s *g.Spec) { s.Annexes[0].Attached = g.Line{} }, text: "Phụ lục I"},
	{rule: "annex.issued-with", name: "upright", base: g.PlanForm, plant: func(s *g.Spec) { s.Annexes[1].Attached.Italic = g.Off }, text: "(Kèm theo"},
	{rule: "annex.issued-with", name: "no date", base: g.PlanForm, plant: func(s *g.Spec) {
		s.Annexes[1].Attached.Text = "(Kèm theo Kế hoạch số 07/KH-UBND của Ủy ban nhân dân thành phố)"
	}, text: "(Kèm theo"},
	{rule: "annex.issued-with", name: "another document's number", base: g.PlanForm, plant: func(s *g.Spec) {
		s.Annexes[1].Attached.Text = "(Kèm theo Kế hoạch số 08/KH-UBND ngày 05 tháng 3 năm 2024 của Ủy ban nhân dân thành phố)"
	}, text: "(Kèm theo"},
	{rule: "annex.issued-with", name: "another date", base: g.PlanForm, plant: func(s *g.Spec) {
		s.Annexes[1].Attached.Text = strings.Replace(s.Annexes[1].Attached.Text, "ngày 05", "ngày 06", 1)
	}, text: "(Kèm theo"},
	{rule: "annex.issued-with", name: "a short date", base: g.PlanForm, plant: func(s *g.Spec) {
		s.Annexes[1].Attached.Text = strings.Replace(s.Annexes[1].Attached.Text, "ngày 05 tháng 3 năm 2024", "ngày 05/3/2024", 1)
	}, text: "(Kèm theo"},
	{rule: "annex.page-number", base: g.PlanForm, plant: func(s *g.Spec) { s.Annexes[1].KeepCounting = true }, text: "Phụ lục II"},
	{rule: "annex.mentioned", base: g.PlanForm, plant: func(s *g.Spec) {
		s.Body[9].Text = "1. Các phòng, ban chuyên môn thực hiện nhiệm vụ được giao."
	}, text: "Phụ lục I"},
	{rule: "annex.mentioned", name: "the second only", base: g.PlanForm, plant: func(s *g.Spec) {
		s.Body[9].Text = "1. Các phòng, ban chuyên môn thực hiện nhiệm vụ tại Phụ lục I."
	}, text: "Phụ lục II"},
	{rule: "annex.mentioned", name: "the second where the first is sent along", base: g.PlanForm, plant: func(s *g.Spec) {
		s.Body[9].Text = "1. Các phòng, ban chuyên môn thực hiện nhiệm vụ tại Phụ lục I kèm theo Kế hoạch này."
	}, text: "Phụ lục II"},
}
