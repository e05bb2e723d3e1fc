package format_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"trinhky/internal/docx"
	g "trinhky/internal/docxgen"
	"trinhky/internal/format"
)

// saying is the letter with another second paragraph.
func saying(text string) *g.Spec {
	s := g.LetterForm()
	s.Body[1].Text = text
	return s
}

func TestTwoWordsThatMeetAreNoWordTwice(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Cơ quan quan trọng nhất là Văn phòng.", "Các đơn vị xử lý hành vi vi phạm kỷ luật.", "Nhà trường mời học sinh sinh viên dự họp.",
		"Tỉnh quy định định mức chi.", "Doanh nghiệp sản xuất xuất khẩu gạo.", "Phòng bảo đảm đảm bảo tiến độ.", "Công ty chuyên gia gia công hàng dệt.",
		"Xã trở thành thành phố vệ tinh.", "Vì lý do do thời tiết, cuộc họp hoãn.", "Thiết bị bị hỏng được thay.", "Đơn vị hiện tại tại phường Vĩnh Thanh.",
		"Bảng giá trị trị giá thanh toán.", "Văn phòng tổ chức chức danh nghề nghiệp.", "Người dân trực tiếp tiếp cận dịch vụ.", "Gặp mặt công nhân nhân ngày Quốc tế Lao động.",
		"Tờ trình trình bày rõ phương án.", "Cán bộ phụ trách trách nhiệm chung.", "Các xã thực hiện hiện đại hóa nông nghiệp.", "Đại hội hội viên họp năm năm một lần.",
		"Tổ công tác tác nghiệp tại hiện trường.", "Nguồn vốn vốn đầu tư công.", "Ngành văn hóa hóa giải vướng mắc.",
	} {
		require.NotContains(t, ruleIDs(checkSpec(t, saying(text), format.Options{})), "spelling.repeated-word", text)
	}
}

func TestAWordTypedTwiceIsSeen(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Các đơn vị của của thành phố gửi báo cáo.", "Đề nghị các các đơn vị thực hiện.", "Kế hoạch được được phê duyệt.", "Đề nghị nghị các đơn vị thực hiện.",
		"Phòng thực hiện hiện các nhiệm vụ được giao.", "Văn phòng gửi tài liệu liệu.", "Đơn vị có trách nhiệm nhiệm, quyền hạn.", "Họp trong trong tháng 3.",
		"Phòng và và các xã phối hợp.", "Các phường không không được chậm trễ.",
	} {
		require.Contains(t, ruleIDs(checkSpec(t, saying(text), format.Options{})), "spelling.repeated-word", text)
	}
}

func TestACitationIsReadAsOfficesWriteIt(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Ủy ban nhân dân tỉnh đã có Công văn số 12/UBND-NC ngày 05 tháng 01 năm 2024 về công tác văn thư.",
		"Thực hiện Kế hoạch của Ủy ban nhân dân tỉnh số 12/KH-UBND ngày 05 tháng 01 năm 2024 về công tác văn thư.",
		"Sở Nội vụ ban hành Hướng dẫn số 07/HD-SNV ngày 02 tháng 02 năm 2024 về lập hồ sơ.",
		"Theo ý kiến của Chủ tịch Ủy ban nhân dân tỉnh tại Thông báo số 15/TB-VP ngày 11 tháng 3 năm 2024 về kết luận cuộc họp.",
		"Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư; Nghị định số 45/2024/NĐ-CP ngày 02 tháng 4 năm 2024 của Chính phủ bãi bỏ một phần Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ.",
		"Thực hiện Quyết định số 12/QĐ-UBND ngày 05 tháng 01 năm 2024 của Ủy ban nhân dân tỉnh về triển khai Kế hoạch số 15/KH-BNV.",
		"Thực hiện Quyết định số 12/QĐ-UBND ngày 05 tháng 01 năm 2024 của Ủy ban nhân dân tỉnh ban hành “Chương trình thực hiện Nghị quyết số 15/NQ-HĐND” trên địa bàn.",
	} {
		for _, rule := range ruleIDs(checkSpec(t, saying(text), format.Options{})) {
			require.False(t, strings.HasPrefix(rule, "citation."), "%s: %s", rule, text)
		}
	}
	for text, rule := range map[string]string{
		"Thực hiện Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2024 về công tác văn thư.":                                                              "citation.first",
		"Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư và Nghị định số 45/2024/NĐ-CP của Chính phủ.": "citation.first",
	} {
		require.Contains(t, ruleIDs(checkSpec(t, saying(text), format.Options{})), rule, text)
	}
}

// Whatever is wrong with the line of the number, it is not taken for the name of a body, and nothing is missing.
func TestANumberLineThatIsWrongIsStillTheNumberLine(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Số 15/UBND-VP", "Số: 288/UBND.VP", "SỐ: 05/UBND-VP", "Số 15-UBND/VP", "Số: 15 UBND-VP", "Số 15", "Sô: 05/UBND-VP", "Số; 05/UBND-VP", "15-UBND/VP", "Số      -UBND/VP", "Số, 05/UBND-VP",
	} {
		s := g.LetterForm()
		s.Number.Text = text
		var others []string
		for _, rule := range ruleIDs(checkSpec(t, s, format.Options{})) {
			if strings.HasPrefix(rule, "number.") {
				require.NotEqual(t, "number.present", rule, text)
			} else {
				others = append(others, rule)
			}
		}
		require.Empty(t, others, text)
	}
}

func TestNoBreakSpacesAreSpaces(t *testing.T) {
	t.Parallel()
	for name, build := range map[string]func() *g.Spec{"letter": g.LetterForm, "decision": g.DecisionForm, "plan": g.PlanForm} {
		s := build()
		for i := range s.Body {
			s.Body[i].Text = strings.ReplaceAll(s.Body[i].Text, " ", "\u00a0")
		}
		s.Signer.Text = strings.ReplaceAll(s.Signer.Text, " ", "\u00a0")
		for i := range s.Authority {
			s.Authority[i].Text = strings.ReplaceAll(s.Authority[i].Text, " ", "\u00a0")
		}
		for i := range s.Recipients {
			s.Recipients[i].Text = strings.ReplaceAll(s.Recipients[i].Text, " ", "\u00a0")
		}
		require.Empty(t, lines(checkSpec(t, s, format.Options{})), name)
	}
}

// A measure has room for what nobody sees: half a millimetre of an indent or a margin, a millimetre of the paper.
func TestMeasuresHaveATolerance(t *testing.T) {
	t.Parallel()
	mm := func(tenths int) docx.Twips { return docx.EMU(tenths * 3600).Twips() }
	for tenths, wrong := range map[int]bool{95: false, 100: false, 104: false, 123: false, 127: false, 131: false, 90: true, 110: true, 118: true, 140: true} {
		s := g.LetterForm()
		s.Body[1].FirstLine = g.Tw(mm(tenths))
		require.Equal(t, wrong, slices.Contains(ruleIDs(checkSpec(t, s, format.Options{})), "body.indent"), "%d tenths of a millimetre", tenths)
	}
}

// The same fault of all sections is told once.
func TestTheSameMarginInManySectionsIsOneFault(t *testing.T) {
	t.Parallel()
	s := letterWithSection()
	s.Page.Left, s.Body[3].NewSection.Left = docx.MM(20), docx.MM(20)
	report := checkSpec(t, s, format.Options{})
	n := 0
	for _, f := range report.Findings {
		if f.Rule == "page.margin.left" {
			n++
			require.Contains(t, f.Found.EN, "later sections")
		}
	}
	require.Equal(t, 1, n)
}
