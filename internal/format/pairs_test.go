package format_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"trinhky/internal/docx"
	g "trinhky/internal/docxgen"
	"trinhky/internal/format"
)

// pair is one planted defect in an otherwise good document. The document without it is the silent twin.
type pair struct {
	rule  string
	name  string
	base  func() *g.Spec
	plant func(*g.Spec)
	// where is the place of the finding when it is no paragraph. Otherwise it quotes text, which stands in the paragraph
	// it names; aside says that the words stand beside it, in a comment or a tracked deletion.
	where, text string
	aside       bool
	stage       format.Stage
}

func twips(mm int) docx.Twips { return docx.MM(mm) }

// pairs holds at least one planted defect for every rule id.
var pairs = []pair{
	{rule: "page.size", name: "US Letter", base: g.LetterForm, plant: func(s *g.Spec) { s.Page.Width, s.Page.Height = 12240, 15840 }, where: "section 1"},
	{rule: "page.size", name: "landscape without a table", base: g.LetterForm, plant: func(s *g.Spec) { s.Page.Width, s.Page.Height, s.Page.Landscape = 16838, 11906, true }, where: "section 1"},
	{rule: "page.margin.top", base: g.LetterForm, plant: func(s *g.Spec) { s.Page.Top = twips(15) }, where: "section 1"},
	{rule: "page.margin.bottom", base: g.LetterForm, plant: func(s *g.Spec) { s.Page.Bottom = twips(30) }, where: "section 1"},
	{rule: "page.margin.left", base: g.LetterForm, plant: func(s *g.Spec) { s.Page.Left = twips(20) }, where: "section 1"},
	{rule: "page.margin.right", base: g.LetterForm, plant: func(s *g.Spec) { s.Page.Right = twips(25) }, where: "section 1"},
	{rule: "page.number", name: "in the footer", base: g.LetterForm, plant: func(s *g.Spec) { s.PageNumber.Footer = true }, where: "section 1 footer"},
	{rule: "page.number", name: "on the first page", base: g.LetterForm, plant: func(s *g.Spec) { s.PageNumber.ShowOnFirst = true }, where: "section 1 header"},
	{rule: "page.number", name: "Roman", base: g.LetterForm, plant: func(s *g.Spec) { s.PageNumber.Format = "upperRoman" }, where: "section 1 header"},
	{rule: "page.number", name: "on the right", base: g.LetterForm, plant: func(s *g.Spec) { s.PageNumber.Align = docx.AlignRight }, where: "section 1 header"},
	{rule: "page.number", name: "size 11", base: g.LetterForm, plant: func(s *g.Spec) { s.PageNumber.Size = 22 }, where: "section 1 header"},
	{rule: "page.number", name: "italic", base: g.LetterForm, plant: func(s *g.Spec) { s.PageNumber.Italic = g.On }, where: "section 1 header"},
	{rule: "page.number", name: "hidden on the first page of a section", base: letterWithSection, plant: func(s *g.Spec) { s.PageNumber.HideInEach = true }, where: "section 2"},
	{rule: "page.number", name: "missing", base: longLetter, plant: func(s *g.Spec) { s.PageNumber.Omit = true }, where: "section 1"},

	{rule: "font.family", name: "Arial", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].Font = "Arial" }, text: "Nội dung đăng ký"},
	{rule: "font.family", name: "a bold family", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer.Font = "Times New Roman Bold" }, text: "Nguyễn Văn Hòa"},
	{rule: "font.family", name: "from a style", base: g.LetterForm, plant: func(s *g.Spec) { s.Styles[g.StyleRecipients] = g.Look{Font: "Calibri"} }, text: "Nơi nhận:"},
	{rule: "font.colour", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].Color = "FF0000" }, text: "Nội dung đăng ký"},
	{rule: "text.unicode", name: "NFD", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[2].Text = norm.NFD.String(s.Body[2].Text) }, text: "Tài liệu họp"},
	{rule: "text.unicode", name: "a TCVN3 font", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[2].Font = ".VnTime" }, text: "Tài liệu họp"},
	{rule: "text.tracked-changes", base: g.LetterForm, plant: func(s *g.Spec) {
		s.Body[2].Parts = []g.Part{{Text: s.Body[2].Text}, {Text: " (bỏ)", Deleted: true}}
	}, text: "(bỏ)", aside: true},
	{rule: "text.comments", base: g.LetterForm, plant: func(s *g.Spec) {
		s.Comments = []string{"Xem lại đoạn này"}
		s.Body[0].Parts = []g.Part{{Text: s.Body[0].Text, Comment: 1}}
	}, text: "Xem lại đoạn này", aside: true},

	{rule: "national-name.present", base: g.LetterForm, plant: func(s *g.Spec) { s.National = g.Line{} }, text: ""},
	{rule: "national-name.text", base: g.LetterForm, plant: func(s *g.Spec) { s.National.Text = "CỘNG HÒA XÃ HỘI CHỦ NGHIÃ VIỆT NAM" }, text: "CỘNG HÒA"},
	{rule: "national-name.size", base: g.LetterForm, plant: func(s *g.Spec) { s.National.Size = 28 }, text: "CỘNG HÒA"},
	{rule: "national-name.style", name: "not bold", base: g.LetterForm, plant: func(s *g.Spec) { s.National.Bold = g.Off }, text: "CỘNG HÒA"},
	{rule: "national-name.style", name: "italic", base: g.LetterForm, plant: func(s *g.Spec) { s.National.Italic = g.On }, text: "CỘNG HÒA"},
	{rule: "national-name.style", name: "lower case", base: g.LetterForm, plant: func(s *g.Spec) { s.National.Text = "Cộng hòa xã hội chủ nghĩa Việt Nam" }, text: "Cộng hòa"},
	{rule: "national-name.place", base: g.LetterForm, plant: func(s *g.Spec) { s.Head = g.HeadPlain }, text: "CỘNG HÒA"},

	{rule: "motto.present", base: g.LetterForm, plant: func(s *g.Spec) { s.Motto = g.Line{} }, text: ""},
	{rule: "motto.text", name: "dashes", base: g.LetterForm, plant: func(s *g.Spec) { s.Motto.Text = "Độc lập – Tự do – Hạnh phúc" }, text: "Độc lập"},
	{rule: "motto.text", name: "no spaces", base: g.LetterForm, plant: func(s *g.Spec) { s.Motto.Text = "Độc lập-Tự do-Hạnh phúc" }, text: "Độc lập"},
	{rule: "motto.size", base: g.LetterForm, plant: func(s *g.Spec) { s.Motto.Size = 30 }, text: "Độc lập"},
	{rule: "motto.style", base: g.LetterForm, plant: func(s *g.Spec) { s.Motto.Italic = g.On }, text: "Độc lập"},
	{rule: "motto.rule", name: "missing", base: g.LetterForm, plant: func(s *g.Spec) { s.MottoRule.Form = g.RuleNone }, text: "Độc lập"},
	{rule: "motto.rule", name: "typed", base: g.LetterForm, plant: func(s *g.Spec) { s.MottoRule.Form = g.RuleUnderscores }, text: "____"},
	{rule: "motto.rule", name: "dashed", base: g.LetterForm, plant: func(s *g.Spec) { s.MottoRule.Dash = "dash" }, text: "Độc lập"},
	{rule: "motto.rule", name: "half as long", base: g.LetterForm, plant: func(s *g.Spec) { s.MottoRule.Length = twips(30).EMU() }, text: "Độc lập"},
	{rule: "motto.line-spacing", name: "motto", base: g.LetterForm, plant: func(s *g.Spec) { s.Motto.LineSpacing = 360 }, text: "Độc lập"},
	{rule: "motto.line-spacing", name: "national name", base: g.LetterForm, plant: func(s *g.Spec) { s.National.LineSpacing = 300 }, text: "CỘNG HÒA"},
	{rule: "header.sizes", base: g.LetterForm, plant: func(s *g.Spec) { s.Motto.Size = 26 }, text: "CỘNG HÒA"},

	{rule: "agency.present", base: g.LetterForm, plant: func(s *g.Spec) { s.Agency = nil }, text: ""},
	{rule: "agency.size", base: g.LetterForm, plant: func(s *g.Spec) { s.Agency[0].Size = 28 }, text: "ỦY BAN NHÂN DÂN"},
	{rule: "agency.style", name: "issuing body not bold", base: g.LetterForm, plant: func(s *g.Spec) { s.Agency[0].Bold = g.Off }, text: "ỦY BAN NHÂN DÂN"},
	{rule: "agency.style", name: "superior body bold", base: divisionLetter, plant: func(s *g.Spec) { s.Parent[0].Bold = g.On }, text: "UBND THÀNH PHỐ"},
	{rule: "agency.line-spacing", base: g.LetterForm, plant: func(s *g.Spec) { s.Agency[1].LineSpacing = 360 }, text: "THÀNH PHỐ RẠCH GIÁ"},
	{rule: "agency.line-spacing", name: "superior body", base: divisionLetter, plant: func(s *g.Spec) { s.Parent[0].LineSpacing = 480 }, text: "UBND THÀNH PHỐ"},
	{rule: "agency.rule", name: "missing", base: g.LetterForm, plant: func(s *g.Spec) { s.AgencyRule.Form = g.RuleNone }, text: "THÀNH PHỐ RẠCH GIÁ"},
	{rule: "agency.rule", name: "as long as the text", base: g.LetterForm, plant: func(s *g.Spec) { s.AgencyRule.Length = twips(50).EMU() }, text: "THÀNH PHỐ RẠCH GIÁ"},

	{rule: "number.present", base: g.LetterForm, plant: func(s *g.Spec) { s.Number = g.Line{} }, text: ""},
	{rule: "number.grammar", name: "no colon", base: g.LetterForm, plant: func(s *g.Spec) { s.Number.Text = "Số 05/UBND-VP" }, text: "Số 05"},
	{rule: "number.grammar", name: "year of a legal normative document", base: g.LetterForm, plant: func(s *g.Spec) { s.Number.Text = "Số: 05/2024/UBND-VP" }, text: "Số: 05"},
	{rule: "number.grammar", name: "a dash", base: g.LetterForm, plant: func(s *g.Spec) { s.Number.Text = "Số: 05/UBND–VP" }, text: "Số: 05"},
	{rule: "number.grammar", name: "lower case", base: g.LetterForm, plant: func(s *g.Spec) { s.Number.Text = "Số: 05/UBND-vp" }, text: "Số: 05"},
	{rule: "number.leading-zero", name: "missing", base: g.LetterForm, plant: func(s *g.Spec) { s.Number.Text = "Số: 5/UBND-VP" }, text: "Số: 5"},
	{rule: "number.leading-zero", name: "too many", base: g.LetterForm, plant: func(s *g.Spec) { s.Number.Text = "Số: 028/UBND-VP" }, text: "Số: 028"},
	{rule: "number.spacing", name: "before the slash", base: g.LetterForm, plant: func(s *g.Spec) { s.Number.Text = "Số: 05 /UBND-VP" }, text: "Số: 05"},
	{rule: "number.spacing", name: "in the notation", base: g.LetterForm, plant: func(s *g.Spec) { s.Number.Text = "Số: 05/UBND - VP" }, text: "Số: 05"},
	{rule: "number.size", base: g.LetterForm, plant: func(s *g.Spec) { s.Number.Size = 28 }, text: "Số: 05"},
	{rule: "number.style", base: g.LetterForm, plant: func(s *g.Spec) { s.Number.Bold = g.On }, text: "Số: 05"},
	{rule: "number.style", name: "at the left", base: g.LetterForm, plant: func(s *g.Spec) { s.Number.Align = docx.AlignLeft }, text: "Số: 05"},
	{rule: "number.type-code", name: "another type's", base: g.DecisionForm, plant: func(s *g.Spec) { s.Number.Text = "Số: 15/KH-UBND" }, text: "Số: 15"},
	{rule: "number.type-code", name: "a type code in a công văn", base: g.LetterForm, plant: func(s *g.Spec) { s.Number.Text = "Số: 05/QĐ-UBND"; s.TypeName = g.Line{} }, text: "Số: 05"},
	{rule: "number.blank", base: g.LetterForm, plant: func(s *g.Spec) { s.Number.Text = "Số:      /UBND-VP" }, text: "Số:", stage: format.StageIssued},

	{rule: "place-date.present", base: g.LetterForm, plant: func(s *g.Spec) { s.Place = g.Line{} }, text: ""},
	{rule: "place-date.grammar", name: "digits", base: g.LetterForm, plant: func(s *g.Spec) { s.Place.Text = "Rạch Giá, 05/3/2024" }, text: "Rạch Giá"},
	{rule: "place-date.grammar", name: "no comma", base: g.LetterForm, plant: func(s *g.Spec) { s.Place.Text = "Rạch Giá ngày 05 tháng 3 năm 2024" }, text: "Rạch Giá"},
	{rule: "place-date.grammar", name: "no such day", base: g.LetterForm, plant: func(s *g.Spec) { s.Place.Text = "Rạch Giá, ngày 31 tháng 4 năm 2024" }, text: "Rạch Giá"},
	{rule: "place-date.grammar", name: "blank when issued", base: g.LetterForm, plant: func(s *g.Spec) { s.Place.Text = "Rạch Giá, ngày     tháng 3 năm 2024" }, text: "Rạch Giá", stage: format.StageIssued},
	{rule: "place-date.leading-zero", name: "day 5", base: g.LetterForm, plant: func(s *g.Spec) { s.Place.Text = "Rạch Giá, ngày 5 tháng 3 năm 2024" }, text: "Rạch Giá"},
	{rule: "place-date.leading-zero", name: "month 03", base: g.LetterForm, plant: func(s *g.Spec) { s.Place.Text = "Rạch Giá, ngày 05 tháng 03 năm 2024" }, text: "Rạch Giá"},
	{rule: "place-date.leading-zero", name: "month 2", base: g.LetterForm, plant: func(s *g.Spec) { s.Place.Text = "Rạch Giá, ngày 05 tháng 2 năm 2024" }, text: "Rạch Giá"},
	{rule: "place-date.size", base: g.LetterForm, plant: func(s *g.Spec) { s.Place.Size = 24 }, text: "Rạch Giá"},
	{rule: "place-date.style", base: g.LetterForm, plant: func(s *g.Spec) { s.Place.Italic = g.Off }, text: "Rạch Giá"},

	{rule: "place-date.style", name: "at the left", base: g.LetterForm, plant: func(s *g.Spec) { s.Place.Align = docx.AlignLeft }, text: "Rạch Giá"},
	{rule: "place-date.grammar", name: "a place without capitals", base: g.LetterForm, plant: func(s *g.Spec) { s.Place.Text = "Rạch giá, ngày 05 tháng 3 năm 2024" }, text: "Rạch giá"},
	{rule: "place-date.place", base: g.LetterForm, plant: func(s *g.Spec) { s.PlaceAbove = true }, text: "Rạch Giá"},

	{rule: "type-name.present", base: g.DecisionForm, plant: func(s *g.Spec) { s.TypeName, s.Subject, s.SubjectRule = g.Line{}, g.Line{}, g.Rule{} }, text: ""},
	{rule: "type-name.size", base: g.DecisionForm, plant: func(s *g.Spec) { s.TypeName.Size = 32 }, text: "QUYẾT ĐỊNH"},
	{rule: "type-name.style", name: "not bold", base: g.DecisionForm, plant: func(s *g.Spec) { s.TypeName.Bold = g.Off }, text: "QUYẾT ĐỊNH"},
	{rule: "type-name.style", name: "lower case", base: g.DecisionForm, plant: func(s *g.Spec) { s.TypeName.Text = "Quyết định" }, text: "Quyết định"},
	{rule: "subject.present", name: "công văn", base: g.LetterForm, plant: func(s *g.Spec) { s.Reference = g.Line{} }, text: ""},
	{rule: "subject.present", name: "named type", base: g.PlanForm, plant: func(s *g.Spec) { s.Subject, s.SubjectRule = g.Line{}, g.Rule{} }, text: ""},
	{rule: "subject.prefix", name: "công văn without V/v", base: g.LetterForm, plant: func(s *g.Spec) { s.Reference.Text = "Về việc đăng ký lịch làm việc" }, text: "Về việc"},
	{rule: "subject.prefix", name: "named type with V/v", base: g.DecisionForm, plant: func(s *g.Spec) { s.Subject.Text = "V/v thành lập Tổ công tác cải cách hành chính" }, text: "V/v"},
	{rule: "subject.size", name: "công văn", base: g.LetterForm, plant: func(s *g.Spec) { s.Reference.Size = 28 }, text: "V/v"},
	{rule: "subject.size", name: "named type", base: g.DecisionForm, plant: func(s *g.Spec) { s.Subject.Size = 24 }, text: "Về việc"},
	{rule: "subject.style", name: "công văn in bold", base: g.LetterForm, plant: func(s *g.Spec) { s.Reference.Bold = g.On }, text: "V/v"},
	{rule: "subject.style", name: "named type in italics", base: g.DecisionForm, plant: func(s *g.Spec) { s.Subject.Italic = g.On }, text: "Về việc"},
	{rule: "subject.spacing", name: "none", base: g.LetterForm, plant: func(s *g.Spec) { s.Reference.Before = g.Tw(0) }, text: "V/v"},
	{rule: "subject.spacing", name: "12 pt", base: g.LetterForm, plant: func(s *g.Spec) { s.Number.After = g.Tw(120) }, text: "V/v"},
	{rule: "subject.rule", base: g.DecisionForm, plant: func(s *g.Spec) { s.SubjectRule.Form = g.RuleNone }, text: "Về việc"},

	{rule: "legal-basis.style", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[1].Italic = g.Off }, text: "Căn cứ Luật"},
	{rule: "legal-basis.punctuation", name: "the last", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[3].Text = strings.TrimSuffix(s.Body[3].Text, ".") + ";" }, text: "Theo đề nghị"},
	{rule: "legal-basis.punctuation", name: "not the last", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[1].Text = strings.TrimSuffix(s.Body[1].Text, ";") + "." }, text: "Căn cứ Luật"},

	{rule: "body.size", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].Size = 24 }, text: "Nội dung"},
	{rule: "body.style", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].Italic = g.On }, text: "Nội dung"},
	{rule: "body.align", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].Align = docx.AlignLeft }, text: "Nội dung"},
	{rule: "body.indent", name: "none", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].FirstLine = g.Tw(0) }, text: "Nội dung"},
	{rule: "body.indent", name: "2 cm", base: g.LetterForm, plant: func(s *g.Spec) { s.Body[1].FirstLine = g.Tw(1134) }, text: "Nội dung"},
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
	{rule: "structure.style", name: "article not bold", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[14].Bold = g.Off }, text: "Điều 2"},
	{rule: "structure.style", name: "part in italics", base: g.PlanForm, plant: func(s *g.Spec) { s.Body[1].Italic = g.On }, text: "Phần I"},
	{rule: "structure.size", name: "article", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[14].Size = 26 }, text: "Điều 2"},
	{rule: "structure.size", name: "clause", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[7].Size = 26 }, text: "2. Tổ công tác"},
	{rule: "structure.size", name: "point", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[9].Size = 27 }, text: "b)"},
	{rule: "structure.title", base: g.PlanForm, plant: func(s *g.Spec) { s.Body[8] = g.Paragraphs("Các đơn vị thực hiện như sau:")[0] }, text: "Phần II"},
	{rule: "structure.clause", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[7].Text = strings.Replace(s.Body[7].Text, "2.", "2)", 1) }, text: "2)"},
	{rule: "structure.point", name: "d before đ", base: g.DecisionForm, plant: func(s *g.Spec) {
		s.Body[12].Text = strings.Replace(s.Body[12].Text, "đ)", "e)", 1)
		s.Body[13].Text = strings.Replace(s.Body[13].Text, "e)", "g)", 1)
	}, text: "e)"},
	{rule: "structure.point", name: "a full stop", base: g.DecisionForm, plant: func(s *g.Spec) { s.Body[9].Text = strings.Replace(s.Body[9].Text, "b)", "b.", 1) }, text: "b."},

	{rule: "addressees.present", base: g.LetterForm, plant: func(s *g.Spec) { s.AddresseesLabel, s.Addressees = g.Line{}, nil }, text: ""},
	{rule: "addressees.punctuation", name: "last semicolon", base: g.LetterForm, plant: func(s *g.Spec) { s.Addressees[1].Text = strings.TrimSuffix(s.Addressees[1].Text, ".") + ";" }, text: "- Chủ tịch"},
	{rule: "addressees.punctuation", name: "no hyphen", base: g.LetterForm, plant: func(s *g.Spec) { s.Addressees[0].Text = strings.TrimPrefix(s.Addressees[0].Text, "- ") }, text: "Thủ trưởng"},
	{rule: "addressees.punctuation", name: "a single one on a line of its own", base: g.LetterForm, plant: func(s *g.Spec) { s.Addressees = g.Lines("- Sở Nội vụ tỉnh Kiên Giang.") }, text: "- Sở Nội vụ"},
	{rule: "addressees.place", name: "out of line", base: g.LetterForm, plant: func(s *g.Spec) { s.Addressees[1].Left = g.Tw(1200) }, text: "- Chủ tịch"},
	{rule: "addressees.place", name: "not below the colon", base: g.LetterForm, plant: func(s *g.Spec) { s.Addressees[0].Left, s.Addressees[1].Left = g.Tw(720), g.Tw(720) }, text: "- Thủ trưởng"},
	{rule: "addressees.type", base: g.PlanForm, plant: func(s *g.Spec) { s.Addressees = g.Lines("Sở Nội vụ tỉnh Kiên Giang") }, text: "Kính gửi"},
	{rule: "addressees.size", base: g.LetterForm, plant: func(s *g.Spec) { s.Addressees[0].Size = 24 }, text: "- Thủ trưởng"},
	{rule: "addressees.style", base: g.LetterForm, plant: func(s *g.Spec) { s.Addressees[0].Italic = g.On }, text: "- Thủ trưởng"},

	{rule: "authority.present", base: g.LetterForm, plant: func(s *g.Spec) { s.Authority = nil }, text: ""},
	{rule: "authority.form", name: "KT. without the deputy", base: g.LetterForm, plant: func(s *g.Spec) {
		s.Authority = g.Lines("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")
	}, text: "KT. CHỦ TỊCH"},
	{rule: "authority.form", name: "deputy without KT.", base: g.LetterForm, plant: func(s *g.Spec) { s.Authority = g.Lines("TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH") }, text: "PHÓ CHỦ TỊCH"},
	{rule: "authority.form", name: "T/M", base: g.LetterForm, plant: func(s *g.Spec) { s.Authority[0].Text = "T/M ỦY BAN NHÂN DÂN" }, text: "T/M"},
	{rule: "authority.style", base: g.LetterForm, plant: func(s *g.Spec) { s.Authority[1].Bold = g.Off }, text: "CHỦ TỊCH"},
	{rule: "authority.style", name: "at the left", base: g.LetterForm, plant: func(s *g.Spec) { s.Authority[1].Align = docx.AlignLeft }, text: "CHỦ TỊCH"},
	{rule: "authority.size", base: g.LetterForm, plant: func(s *g.Spec) { s.Authority[1].Size = 24 }, text: "CHỦ TỊCH"},
	{rule: "signer.present", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer = g.Line{} }, text: ""},
	{rule: "signer.size", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer.Size = 24 }, text: "Nguyễn Văn Hòa"},
	{rule: "signer.style", name: "capitals", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer.Text = "NGUYỄN VĂN HÒA" }, text: "NGUYỄN"},
	{rule: "signer.style", name: "italic", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer.Italic = g.On }, text: "Nguyễn"},
	{rule: "signer.style", name: "at the right", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer.Align = docx.AlignRight }, text: "Nguyễn"},
	{rule: "signer.title", name: "ThS.", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer.Text = "ThS. Nguyễn Văn Hòa" }, text: "ThS."},
	{rule: "signer.title", name: "Tiến sĩ", base: g.LetterForm, plant: func(s *g.Spec) { s.Signer.Text = "Tiến sĩ Nguyễn Văn Hòa" }, text: "Tiến sĩ"},

	{rule: "recipients.present", base: g.LetterForm, plant: func(s *g.Spec) { s.RecipientsLabel = g.Line{} }, text: ""},
	{rule: "recipients.label", name: "no colon", base: g.LetterForm, plant: func(s *g.Spec) { s.RecipientsLabel.Text = "Nơi nhận" }, text: "Nơi nhận"},
	{rule: "recipients.label", name: "not bold", base: g.LetterForm, plant: func(s *g.Spec) { s.RecipientsLabel.Bold = g.Off }, text: "Nơi nhận:"},
	{rule: "recipients.label", name: "size 13", base: g.LetterForm, plant: func(s *g.Spec) { s.RecipientsLabel.Size = 26 }, text: "Nơi nhận:"},
	{rule: "recipients.place", name: "indented", base: g.LetterForm, plant: func(s *g.Spec) { s.RecipientsLabel.Left = g.Tw(567) }, text: "Nơi nhận"},
	{rule: "recipients.place", name: "a list indented", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients[0].Left = g.Tw(567) }, text: "- Như trên"},
	{rule: "recipients.place", name: "below the signature", base: g.LetterForm, plant: func(s *g.Spec) { s.RecipientsBelow = true }, text: "Nơi nhận"},
	{rule: "recipients.list-size", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients[1].Size = 26 }, text: "- Chủ tịch, các"},
	{rule: "recipients.punctuation", name: "comma", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients[1].Text = "- Chủ tịch, các Phó Chủ tịch," }, text: "- Chủ tịch, các"},
	{rule: "recipients.archive-line", name: "no full stop", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients[2].Text = "- Lưu: VT, VP" }, text: "- Lưu: VT"},
	{rule: "recipients.archive-line", name: "no VT", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients[2].Text = "- Lưu: VP." }, text: "- Lưu: VP"},
	{rule: "recipients.archive-line", name: "missing", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients = s.Recipients[:2] }, text: "- Chủ tịch, các"},
	{rule: "recipients.archive-unit", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients[2].Text = "- Lưu: VT, thhao." }, text: "- Lưu: VT"},
	{rule: "recipients.as-above", base: g.LetterForm, plant: func(s *g.Spec) { s.Recipients[0].Text = "- Các phòng, ban;" }, text: "- Các phòng"},

	{rule: "urgency.wording", base: g.TelegramForm, plant: func(s *g.Spec) { s.Stamps[0].Text = "KHẨN CẤP" }, text: "KHẨN CẤP"},
	{rule: "urgency.style", base: g.TelegramForm, plant: func(s *g.Spec) { s.Stamps[0].Italic = g.On }, text: "HỎA TỐC"},
	{rule: "urgency.size", base: g.TelegramForm, plant: func(s *g.Spec) { s.Stamps[0].Size = 22 }, text: "HỎA TỐC"},
	{rule: "urgency.frame", base: g.TelegramForm, plant: func(s *g.Spec) { s.NoFrames = true }, text: "HỎA TỐC"},
	{rule: "circulation.style", base: internalLetter, plant: func(s *g.Spec) { s.Stamps[0].Bold = g.Off }, text: "LƯU HÀNH"},
	{rule: "circulation.size", base: internalLetter, plant: func(s *g.Spec) { s.Stamps[0].Size = 24 }, text: "LƯU HÀNH"},
	{rule: "circulation.frame", base: internalLetter, plant: func(s *g.Spec) { s.NoFrames = true }, text: "LƯU HÀNH"},
	{rule: "drafter.size", base: addressedLetter, plant: func(s *g.Spec) { s.Drafter.Size = 26 }, text: "PL.(300)"},
	{rule: "drafter.style", name: "italic", base: addressedLetter, plant: func(s *g.Spec) { s.Drafter.Italic = g.On }, text: "PL.(300)"},
	{rule: "drafter.style", name: "lower case", base: addressedLetter, plant: func(s *g.Spec) { s.Drafter.Text = "thhao.(300)" }, text: "thhao"},
	{rule: "contact.place", base: func() *g.Spec { s := longLetter(); s.Address = contactLines(); return s }, plant: func(s *g.Spec) { s.AddressAtEnd = true }, text: "Số 10"},
	{rule: "contact.size", base: addressedLetter, plant: func(s *g.Spec) { s.Address[0].Size = 28 }, where: "section 1 footer"},
	{rule: "contact.style", base: addressedLetter, plant: func(s *g.Spec) { s.Address[1].Italic = g.On }, where: "section 1 footer"},
	{rule: "contact.rule", base: addressedLetter, plant: func(s *g.Spec) { s.NoAddressRule = true }, where: "section 1 footer"},
	{rule: "secrecy.forbidden", name: "MẬT", base: g.LetterForm, plant: func(s *g.Spec) { s.Stamps = g.Lines("MẬT") }, text: "MẬT"},
	{rule: "secrecy.forbidden", name: "TỐI MẬT", base: g.DecisionForm, plant: func(s *g.Spec) { s.Stamps = g.Lines("TỐI MẬT") }, text: "TỐI MẬT"},
	{rule: "secrecy.forbidden", name: "Tuyệt mật", base: g.LetterForm, plant: func(s *g.Spec) { s.Stamps = g.Lines("Tuyệt mật") }, text: "Tuyệt mật"},

	{rule: "annex.number", name: "Arabic", base: g.PlanForm, plant: func(s *g.Spec) { s.Annexes[1].Label.Text = "Phụ lục 2" }, text: "Phụ lục 2"},
	{rule: "annex.number", name: "unnumbered", base: g.PlanForm, plant: func(s *g.Spec) { s.Annexes[0].Label.Text = "Phụ lục" }, text: "Phụ lục"},
	{rule: "annex.heading", base: g.PlanForm, plant: func(s *g.Spec) { s.Annexes[0].Label.Size = 26 }, text: "Phụ lục I"},
	{rule: "annex.title", base: g.PlanForm, plant: func(s *g.Spec) { s.Annexes[0].Title.Italic = g.On }, text: "DANH MỤC"},
	{rule: "annex.issued-with", name: "missing", base: g.PlanForm, plant: func(s *g.Spec) { s.Annexes[0].Attached = g.Line{} }, text: "Phụ lục I"},
	{rule: "annex.issued-with", name: "upright", base: g.PlanForm, plant: func(s *g.Spec) { s.Annexes[1].Attached.Italic = g.Off }, text: "(Kèm theo"},
	{rule: "annex.issued-with", name: "no date", base: g.PlanForm, plant: func(s *g.Spec) {
		s.Annexes[1].Attached.Text = "(Kèm theo Kế hoạch số 07/KH-UBND của Ủy ban nhân dân thành phố)"
	}, text: "(Kèm theo"},
	{rule: "annex.issued-with", name: "another document's number", base: g.PlanForm, plant: func(s *g.Spec) {
		s.Annexes[1].Attached.Text = "(Kèm theo Kế hoạch số 08/KH-UBND ngày 05 tháng 3 năm 2024 của Ủy ban nhân dân thành phố)"
	}, text: "(Kèm theo"},
	{rule: "annex.page-number", base: g.PlanForm, plant: func(s *g.Spec) { s.Annexes[1].KeepCounting = true }, text: "Phụ lục II"},
	{rule: "annex.mentioned", base: g.PlanForm, plant: func(s *g.Spec) {
		s.Body[9].Text = "1. Các phòng, ban chuyên môn thực hiện nhiệm vụ được giao."
	}, text: "Phụ lục I"},

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
	{rule: "spelling.repeated-word", base: g.LetterForm, plant: func(s *g.Spec) {
		s.Body[2].Text = strings.Replace(s.Body[2].Text, "ngày họp", "ngày họp họp", 1)
	}, text: "họp họp"},
}

// letterWithSection turns to a new page for a table.
func letterWithSection() *g.Spec {
	s := g.LetterForm()
	page := g.Portrait()
	last := s.Body[3]
	s.Body = append(s.Body[:3:3], g.Block{NewSection: &page}, g.Block{Table: &g.Table{Widths: []docx.Twips{1000, 6000}, Rows: [][]g.Line{g.Lines("STT", "Nội dung"), g.Lines("1", "Họp giao ban")}}}, last)
	return s
}

// divisionLetter is a công văn of a division, with its superior body above.
func divisionLetter() *g.Spec {
	s := g.LetterForm()
	s.Parent, s.Agency = g.Lines("UBND THÀNH PHỐ RẠCH GIÁ"), g.Lines("PHÒNG NỘI VỤ")
	s.Number.Text = "Số: 05/PNV-TH"
	s.Authority = g.Lines("TRƯỞNG PHÒNG")
	return s
}

// internalLetter bears a note on circulation, addressedLetter the mark of its drafter and how the body is reached.
func internalLetter() *g.Spec {
	s := g.LetterForm()
	s.Stamps = g.Lines("LƯU HÀNH NỘI BỘ")
	s.Stamps[0].Color = "000000"
	return s
}

func addressedLetter() *g.Spec {
	s := g.LetterForm()
	s.Drafter, s.Address = g.T("PL.(300)"), contactLines()
	return s
}

func contactLines() []g.Line {
	return g.Lines("Số 10, đường Nguyễn Trung Trực, phường Vĩnh Thanh Vân", "Điện thoại: 0297.3862.000; Fax: 0297.3862.001; Email: vanphong@rachgia.example")
}

// longLetter surely takes more than one page.
func longLetter() *g.Spec {
	s := g.LetterForm()
	last := s.Body[3]
	s.Body = s.Body[:3]
	for range 12 {
		s.Body = append(s.Body, g.Paragraphs("Thực hiện chương trình công tác năm 2024, Ủy ban nhân dân thành phố yêu cầu các đơn vị đăng ký lịch làm việc, "+
			"chuẩn bị tài liệu đầy đủ, gửi đúng thời hạn, cử người dự họp đúng thành phần và chịu trách nhiệm về nội dung báo cáo của đơn vị mình.")...)
	}
	s.Body = append(s.Body, last)
	return s
}

func TestEveryRuleHasAPlantedDefect(t *testing.T) {
	t.Parallel()
	have := map[string]bool{}
	for _, p := range pairs {
		have[p.rule] = true
	}
	for _, r := range format.Rules() {
		require.True(t, have[r.ID], "no planted defect for %s", r.ID)
		require.NotEmpty(t, r.Label.VI)
		require.NotEmpty(t, r.Label.EN)
		require.NotEmpty(t, r.Citation.VI)
		require.NotEmpty(t, r.Mend.VI)
		require.NotEmpty(t, r.Mend.EN)
	}
}

func TestPlantedDefectIsFoundAloneAndItsTwinIsSilent(t *testing.T) {
	t.Parallel()
	for _, p := range pairs {
		t.Run(p.rule+" "+p.name, func(t *testing.T) {
			t.Parallel()
			require.Empty(t, lines(checkSpec(t, p.base(), format.Options{Stage: p.stage})), "the twin")
			s := p.base()
			p.plant(s)
			p.found(t, s)
		})
	}
}

// found holds a document with the defect to the one finding it must have: its rule, at the place where it was planted.
func (p pair) found(t *testing.T, s *g.Spec) {
	t.Helper()
	data := s.Bytes()
	report, err := format.CheckFile(t.Context(), bytes.NewReader(data), int64(len(data)), format.Options{Stage: p.stage})
	require.NoError(t, err)
	require.Equal(t, []string{p.rule}, ruleIDs(report), strings.Join(lines(report), "\n"))
	f := report.Findings[0]
	require.Equal(t, strings.SplitN(p.rule, ".", 2)[0], f.Component)
	if p.where != "" {
		require.Equal(t, p.where, f.Where.String())
		return
	}
	text := norm.NFC.String(f.Text)
	require.Contains(t, text, p.text)
	stands := paragraph(t, data, f.Where.Paragraph)
	if !p.aside {
		require.Contains(t, stands, strings.Trim(text, "…"))
	}
}

// paragraph is the text of a paragraph of a document by its index, its spaces as a finding quotes them.
func paragraph(t *testing.T, data []byte, index int) string {
	t.Helper()
	doc, err := docx.Read(t.Context(), bytes.NewReader(data), int64(len(data)), docx.Limits{})
	require.NoError(t, err)
	for p := range doc.Paragraphs() {
		if p.Index == index {
			return strings.Join(strings.Fields(norm.NFC.String(p.FullText())), " ")
		}
	}
	require.Fail(t, "no such paragraph", index)
	return ""
}
