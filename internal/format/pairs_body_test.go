package format_test

import (
	"slices"
	"strings"

	"trinhky/internal/docx"
	g "trinhky/internal/docxgen"
)

// plantedInBody are the defects of addressees, legal bases and text.
var plantedInBody = []pair{
	{rule: "legal-basis.style", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[1].Italic = g.Off }, text: "Căn cứ Luật"},
	{rule: "legal-basis.punctuation", name: "the last", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[3].Text = strings.TrimSuffix(s.Body[3].Text, ".") + ";" }, text: "Theo đề nghị"},
	{rule: "legal-basis.punctuation", name: "not the last", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[1].Text = strings.TrimSuffix(s.Body[1].Text, ";") + "." }, text: "Căn cứ Luật"},
	{rule: "body.size", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].Size = 24 }, text: "Nội dung"},
	{rule: "body.size", name: "in what is attached", base: g.IssuingDecisionForm, plant: func(s *g.Spec) { s.Annexes[0].Body[3].Size = 24 }, text: "Quy chế này"},
	{rule: "body.style", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].Italic = g.On }, text: "Nội dung"},
	{rule: "body.style", name: "capitals", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].Text = strings.ToUpper(s.Body[1].Text) }, text: "NỘI DUNG"},
	{rule: "body.style", name: "bold", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[3].Bold = g.On }, text: "Văn phòng có"},
	{rule: "body.align", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].Align = docx.AlignLeft }, text: "Nội dung"},
	{rule: "body.align", name: "in what is attached", base: g.IssuingDecisionForm, plant: func(s *g.Spec) { s.Annexes[0].Body[3].Align = docx.AlignLeft }, text: "Quy chế này"},
	{rule: "body.indent", name: "none", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].FirstLine = g.Tw(0) }, text: "Nội dung"},
	{rule: "body.indent", name: "2 cm", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].FirstLine = g.Tw(1134) }, text: "Nội dung"},
	{rule: "body.indent", name: "a whole paragraph from the left", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].FirstLine, s.Body[1].Left = g.Tw(0), g.Tw(720) }, text: "Nội dung"},
	{rule: "body.indent", name: "a whole paragraph from the right", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].Right = g.Tw(720) }, text: "Nội dung"},
	{rule: "body.spacing-before-after", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].After = g.Tw(0) }, text: "Nội dung"},
	{rule: "body.line-spacing", name: "double", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[2].LineSpacing = 480 }, text: "Tài liệu họp"},
	{rule: "body.line-spacing", name: "less than single", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[2].LineSpacing = 216 }, text: "Tài liệu họp"},
	{rule: "body.end-mark", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[3].Text = strings.TrimSuffix(s.Body[3].Text, "./.") + "." }, text: "trách nhiệm tổng hợp"},
	{rule: "structure.numbering", name: "a number left out", base: g.DecisionForm, plant: func(s *g.Spec) {
		s.Body[14].Text = "Điều 4. Hiệu lực thi hành"
		s.Body[16].Text = "Điều 5. Trách nhiệm thi hành"
	}, text: "Điều 4."},
	{rule: "structure.numbering", name: "colon after Điều", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[14].Text = "Điều 2: Hiệu lực thi hành" }, text: "Điều 2:"},
	{rule: "structure.numbering", name: "Arabic part", base: g.PlanForm, plant: func(s *g.Spec) { s.Body[1].Text = "Phần 1" }, text: "Phần 1"},
	{rule: "structure.numbering", name: "begins with another number", base: g.DecisionForm, plant: func(s *g.Spec) {
		for i, n := range map[int]string{5: "Điều 3.", 14: "Điều 4.", 16: "Điều 5."} {
			s.Body[i].Text = n + s.Body[i].Text[len("Điều 1."):]
		}
	}, text: "Điều 3."},
	{rule: "structure.numbering", name: "a number given twice", base: g.DecisionForm, plant: func(s *g.Spec) {
		s.Body = slices.Insert(s.Body, 14, g.Paragraphs("2. Tổ công tác có các thành viên sau đây.", "4. Tổ công tác họp hằng tháng.")...)
	}, text: "2. Tổ công tác có các thành viên"},
	{rule: "structure.numbering", name: "a Roman article", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[5].Text = "Điều I. Thành lập Tổ công tác" }, text: "Điều I"},
	{rule: "structure.numbering", name: "a nought before the number", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[5].Text = "Điều 01. Thành lập Tổ công tác" }, text: "Điều 01"},
	{rule: "structure.numbering", name: "an article given twice", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[14].Text = "Điều 3. Hiệu lực thi hành" }, text: "Điều 3. Hiệu lực"},
	{rule: "structure.numbering", name: "the first article given twice", base: g.DecisionForm, plant: func(s *g.Spec) {
		s.Body[14].Text, s.Body[16].Text = "Điều 1. Hiệu lực thi hành", "Điều 2. Trách nhiệm thi hành"
	}, text: "Điều 1. Hiệu lực"},
	{rule: "structure.numbering", name: "the first clause given twice", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[7].Text = strings.Replace(s.Body[7].Text, "2.", "1.", 1) }, text: "1. Tổ công tác có các nhiệm vụ"},
	{rule: "structure.numbering", name: "an Arabic chapter of what is attached", base: g.IssuingDecisionForm, plant: func(s *g.Spec) { s.Annexes[0].Body[0].Text = "Chương 1" }, text: "Chương 1"},
	{rule: "structure.numbering", name: "a hyphen after a Roman number", base: romanPlan, plant: func(s *g.Spec) { s.Body[1].Text = "I- MỤC ĐÍCH, YÊU CẦU" }, text: "I- MỤC ĐÍCH"},
	{rule: "structure.numbering", name: "the first chapter given twice", base: g.IssuingDecisionForm, plant: func(s *g.Spec) { s.Annexes[0].Body[6].Text = "Chương I" }, text: "Chương I"},
	{rule: "structure.numbering", name: "a part left out", base: g.PlanForm, plant: func(s *g.Spec) { s.Body[7].Text = "Phần III" }, text: "Phần III"},
	{rule: "structure.numbering", name: "a part counted in words", base: g.PlanForm, plant: func(s *g.Spec) { s.Body[1].Text = "Phần thứ nhất" }, text: "Phần thứ nhất"},
	{rule: "structure.numbering", name: "a full stop behind a part", base: g.PlanForm, plant: func(s *g.Spec) { s.Body[1].Text = "Phần I." }, text: "Phần I."},
	{rule: "structure.numbering", name: "a dash after Điều", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[14].Text = "Điều 2 - Hiệu lực thi hành" }, text: "Điều 2 -"},
	{rule: "structure.numbering", name: "nothing after Điều", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[14].Text = "Điều 2 Hiệu lực thi hành" }, text: "Điều 2 Hiệu"},
	{rule: "structure.style", name: "article not bold", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[14].Bold = g.Off }, text: "Điều 2"},
	{rule: "structure.style", name: "part in italics", base: g.PlanForm, plant: func(s *g.Spec) { s.Body[1].Italic = g.On }, text: "Phần I"},
	{rule: "structure.style", name: "a chapter of what is attached", base: g.IssuingDecisionForm, plant: func(s *g.Spec) { s.Annexes[0].Body[0].Bold = g.Off }, text: "Chương I"},
	{rule: "structure.style", name: "the title of a chapter of what is attached", base: g.IssuingDecisionForm, plant: func(s *g.Spec) { s.Annexes[0].Body[1].Text = "Quy định chung" }, text: "Quy định chung"},
	{rule: "structure.style", name: "an article in italics", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[14].Italic = g.On }, text: "Điều 2"},
	{rule: "structure.style", name: "an article in the middle", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[14].Align, s.Body[14].FirstLine = docx.AlignCenter, g.Tw(0) }, text: "Điều 2"},
	{rule: "structure.style", name: "a part and its title on one line", base: g.PlanForm, plant: func(s *g.Spec) {
		s.Body[1].Text = "Phần I. MỤC TIÊU"
		s.Body = slices.Delete(s.Body, 2, 3)
	}, text: "Phần I. MỤC TIÊU"},
	{rule: "structure.style", name: "a Roman heading not bold", base: romanPlan, plant: func(s *g.Spec) { s.Body[1].Bold = g.Off }, text: "I. MỤC ĐÍCH"},
	{rule: "structure.size", name: "article", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[14].Size = 26 }, text: "Điều 2"},
	{rule: "structure.size", name: "clause", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[7].Size = 26 }, text: "2. Tổ công tác"},
	{rule: "structure.size", name: "point", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[9].Size = 27 }, text: "b)"},
	{rule: "structure.title", base: g.PlanForm, plant: func(s *g.Spec) { s.Body[8] = g.Paragraphs("Các đơn vị thực hiện như sau:")[0] }, text: "Phần II"},
	{rule: "structure.title", name: "an article", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[14].Text = "Điều 2." }, text: "Điều 2"},
	{rule: "structure.clause", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[7].Text = strings.Replace(s.Body[7].Text, "2.", "2)", 1) }, text: "2)"},
	{rule: "structure.point", name: "d before đ", base: g.DecisionForm, plant: func(s *g.Spec) {
		s.Body[12].Text = strings.Replace(s.Body[12].Text, "đ)", "e)", 1)
		s.Body[13].Text = strings.Replace(s.Body[13].Text, "e)", "g)", 1)
	}, text: "e)"},
	{rule: "structure.point", name: "a full stop", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[9].Text = strings.Replace(s.Body[9].Text, "b)", "b.", 1) }, text: "b."},
	{rule: "structure.point", name: "the English alphabet", base: g.DecisionForm, plant: func(s *g.Spec) {
		s.Body[12].Text = strings.Replace(s.Body[12].Text, "đ)", "e)", 1)
		s.Body[13].Text = strings.Replace(s.Body[13].Text, "e)", "f)", 1)
	}, text: "e)"},
	{rule: "structure.clause", name: "a hyphen", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[7].Text = strings.Replace(s.Body[7].Text, "2.", "2 -", 1) }, text: "2 -"},
	{rule: "structure.point", name: "a capital", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[8].Text = strings.Replace(s.Body[8].Text, "a)", "A)", 1) }, text: "A)"},
	{rule: "structure.point", name: "a capital that is a Roman numeral too", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[10].Text = strings.Replace(s.Body[10].Text, "c)", "C)", 1) }, text: "C)"},
	{rule: "structure.point", name: "two parentheses", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[8].Text = strings.Replace(s.Body[8].Text, "a)", "(a)", 1) }, text: "(a)"},
	{rule: "addressees.present", base: g.LetterForm, plant: func(s *g.Spec) { s.AddresseesLabel, s.Addressees = g.Line{}, nil }, text: ""},
	{rule: "addressees.punctuation", name: "last semicolon", base: g.LetterForm, plant: func(s *g.Spec) { s.Addressees[1].Text = strings.TrimSuffix(s.Addressees[1].Text, ".") + ";" }, text: "- Chủ tịch"},
	{rule: "addressees.punctuation", name: "no hyphen", base: g.LetterForm, plant: func(s *g.Spec) { s.Addressees[0].Text = strings.TrimPrefix(s.Addressees[0].Text, "- ") }, text: "Thủ trưởng"},
	{rule: "addressees.punctuation", name: "a single one on a line of its own", base: g.LetterForm, plant: func(s *g.Spec) { s.Addressees = g.Lines("- Sở Nội vụ tỉnh Kiên Giang.") }, text: "- Sở Nội vụ"},
	{rule: "addressees.punctuation", name: "the mark that ends the text", base: g.LetterForm, plant: func(s *g.Spec) { s.Addressees[1].Text = strings.TrimSuffix(s.Addressees[1].Text, ".") + "./." }, text: "- Chủ tịch"},
	{rule: "addressees.punctuation", name: "several on one line", base: g.LetterForm, plant: func(s *g.Spec) {
		s.Addressees = g.Lines("Sở Nội vụ, Sở Tài chính, Văn phòng Ủy ban nhân dân tỉnh")
	}, text: "Sở Nội vụ"},
	{rule: "addressees.place", name: "out of line", base: g.LetterForm, plant: func(s *g.Spec) { s.Addressees[1].Left = g.Tw(1200) }, text: "- Chủ tịch"},
	{rule: "addressees.place", name: "not below the colon", base: g.LetterForm, plant: func(s *g.Spec) { s.Addressees[0].Left, s.Addressees[1].Left = g.Tw(720), g.Tw(720) }, text: "- Thủ trưởng"},
	{rule: "addressees.type", base: g.PlanForm, plant: func(s *g.Spec) { s.Addressees = g.Lines("Sở Nội vụ tỉnh Kiên Giang") }, text: "Kính gửi"},
	{rule: "addressees.size", base: g.LetterForm, plant: func(s *g.Spec) { s.Addressees[0].Size = 24 }, text: "- Thủ trưởng"},
	{rule: "addressees.style", base: g.LetterForm, plant: func(s *g.Spec) { s.Addressees[0].Italic = g.On }, text: "- Thủ trưởng"},
	{rule: "addressees.style", name: "the label in capitals", base: g.LetterForm, plant: func(s *g.Spec) { s.AddresseesLabel = g.T("KÍNH GỬI:") }, text: "KÍNH GỬI"},
	{rule: "addressees.style", name: "the label in bold", base: g.LetterForm, plant: func(s *g.Spec) { s.AddresseesLabel.Bold = g.On }, text: "Kính gửi"},
	{rule: "citation.first", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[2].Text = "Căn cứ Nghị định số 30/2020/NĐ-CP;" }, text: "Căn cứ Nghị định"},
	{rule: "citation.first", name: "a short date", base: g.DecisionForm, plant: func(s *g.Spec) {
		s.Body[2].Text = strings.Replace(s.Body[2].Text, "ngày 05 tháng 3 năm 2020", "ngày 05/3/2020", 1)
	}, text: "Căn cứ Nghị định"},
	{rule: "citation.later", base: g.DecisionForm, plant: func(s *g.Spec) {
		s.Body[6].Text = "1. Tổ công tác giúp Chủ tịch theo dõi việc thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ."
	}, text: "Nghị định số 30/2020"},
	{rule: "citation.law", base: g.DecisionForm, plant: func(s *g.Spec) {
		s.Body[1].Text = "Căn cứ Luật Tổ chức chính quyền địa phương số 77/2015/QH13;"
	}, text: "77/2015/QH13"},
	{rule: "capital.sentence", base: g.LetterForm, plant: func(s *g.Spec) {
		s.Body[1].Text = "Các đơn vị gửi tài liệu đúng hạn. văn phòng tổng hợp."
	}, text: "văn phòng"},
	{rule: "capital.unit", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].Text = "Đại biểu quận 1 và các đơn vị gửi tài liệu." }, text: "quận 1"},
	{rule: "capital.agency", name: "division", base: g.LetterForm, plant: func(s *g.Spec) {
		s.Body[1].Text = "Văn phòng phối hợp với phòng Nội vụ thành phố tổng hợp."
	}, text: "phòng Nội vụ"},
	{rule: "capital.agency", name: "committee", base: g.LetterForm, plant: func(s *g.Spec) {
		s.Body[1].Text = "Các đơn vị báo cáo ủy ban nhân dân thành phố xem xét."
	}, text: "ủy ban"},
	{rule: "capital.special", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].Text = "Các đơn vị phục vụ nhân dân chu đáo, kịp thời." }, text: "nhân dân"},
	{rule: "capital.provision", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].Text = "Việc đăng ký thực hiện theo điều 5 của Quy chế." }, text: "điều 5"},
	{rule: "capital.document", base: g.LetterForm, plant: func(s *g.Spec) {
		s.Body[1].Text = "Thực hiện quyết định số 15/QĐ-UBND ngày 05 tháng 3 năm 2024 của Ủy ban nhân dân thành phố về việc thành lập Tổ công tác."
	}, text: "quyết định số"},
	{rule: "capital.date", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].Text = "Các đơn vị báo cáo trong tháng tám năm nay." }, text: "tháng tám"},
	{rule: "capital.agency", name: "ministry", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].Text = "Văn phòng báo cáo bộ Nội vụ đúng thời hạn." }, text: "bộ Nội vụ"},
	{rule: "capital.special", name: "the State", base: g.LetterForm, plant: func(s *g.Spec) {
		s.Body[1].Text = "Các đơn vị thực hiện đúng chính sách của nhà nước về đất đai."
	}, text: "nhà nước"},
	{rule: "capital.document", name: "a law", base: g.LetterForm, plant: func(s *g.Spec) {
		s.Body[1].Text = "Các đơn vị thực hiện luật Đất đai trên địa bàn."
	}, text: "luật Đất đai"},
	{rule: "capital.date", name: "weekday", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].Text = "Các đơn vị báo cáo vào thứ hai hằng tuần." }, text: "thứ hai"},
	{rule: "capital.date", name: "festival", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].Text = "Các đơn vị trực tết nguyên đán theo lịch." }, text: "tết nguyên"},
	{rule: "spelling.repeated-word", name: "the first of a sentence", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].Text = "Các các đơn vị gửi tài liệu đúng thời hạn." }, text: "Các các"},
	{rule: "spelling.repeated-word", name: "of two syllables", base: g.LetterForm, plant: func(s *g.Spec) {
		s.Body[1].Text = "Văn phòng tổng hợp tổng hợp tài liệu của các đơn vị."
	}, text: "tổng hợp tổng hợp"},
	{rule: "spelling.repeated-word", base: g.LetterForm, plant: func(s *g.Spec) {
		s.Body[2].Text = strings.Replace(s.Body[2].Text, "ngày họp", "ngày họp họp", 1)
	}, text: "họp họp"},
}
