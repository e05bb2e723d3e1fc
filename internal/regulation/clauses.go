package regulation

import "trinhky/internal/domain"

// Ids of the clauses that rules cite. Records keep the id; people read the text.
const (
	ClauseOrder        = "letter.4.order"       // sign in the order of the working regulation
	ClauseDraftQuality = "letter.4.form"        // drafts in proper form
	ClauseOpinions     = "letter.4.opinions"    // opinions of the agencies concerned
	ClauseCrossSector  = "letter.1.appraisal"   // several sectors: appraised first
	ClauseOwnWork      = "letter.3.own_work"    // each unit answers for its own work
	ClauseApproval     = "nd30.11.1"            // drafts are approved by who may sign
	ClauseChanged      = "nd30.11.2"            // a changed draft goes back to its approvers
	ClauseContentCheck = "nd30.12.1"            // the head of the drafting unit answers for content
	ClauseFormatCheck  = "nd30.12.2"            // another person answers for form
	ClauseSigning      = "nd30.13"              // who may sign, and how
	ClauseDelegation   = "nd30.13.3"            // written, limited, never passed on
	ClauseNumber       = "nd30.15"              // number after signature, by year and series
	ClauseIssue        = "nd30.18.1"            // issued the same day, at latest the next working day
	ClauseRecall       = "nd30.18"              // what is issued is amended or recalled, not changed
	ClauseDrafting     = "nd30.10"              // who drafts, and with what
	ClauseAppraisalLaw = "regulation.appraisal" // legal normative drafts: justice division appraises
	ClauseOneDecision  = "regulation.once"      // nobody acts twice
)

// ClauseText is a clause as people read it.
type ClauseText struct {
	ID string
	domain.Text
}

// clauses is ordered as the rules meet them; it is what docs/regulation.md lists.
var clauses = []ClauseText{
	{ClauseOrder, domain.Text{VI: "Công văn 288/UBND-VP, mục 4: trình ký văn bản đúng trình tự theo Quy chế làm việc", EN: "Letter 288/UBND-VP, section 4: submit for signature in the order of the Working Regulation"}},
	{ClauseDraftQuality, domain.Text{VI: "Công văn 288/UBND-VP, mục 4: văn bản đúng thể thức, thủ tục, trình tự soạn thảo", EN: "Letter 288/UBND-VP, section 4: drafts in proper form, procedure and order"}},
	{ClauseOpinions, domain.Text{VI: "Công văn 288/UBND-VP, mục 4: lấy ý kiến tham gia của các cơ quan có liên quan", EN: "Letter 288/UBND-VP, section 4: opinions of the agencies concerned"}},
	{ClauseCrossSector, domain.Text{VI: "Công văn 288/UBND-VP, mục 1: nội dung liên quan nhiều ngành, lĩnh vực phải được cơ quan có liên quan thẩm định, cho ý kiến trước", EN: "Letter 288/UBND-VP, section 1: matters of several sectors are appraised by the agencies concerned first"}},
	{ClauseOwnWork, domain.Text{VI: "Công văn 288/UBND-VP, mục 3: không chuyển công việc thuộc thẩm quyền của mình cho cơ quan khác", EN: "Letter 288/UBND-VP, section 3: a unit does not pass its own work to others"}},
	{ClauseApproval, domain.Text{VI: "Nghị định 30/2020/NĐ-CP, Điều 11 khoản 1: bản thảo do người có thẩm quyền ký duyệt", EN: "Decree 30/2020, Article 11(1): a draft is approved by the person competent to sign"}},
	{ClauseChanged, domain.Text{VI: "Nghị định 30/2020/NĐ-CP, Điều 11 khoản 2: bản thảo đã duyệt mà sửa đổi, bổ sung phải trình lại", EN: "Decree 30/2020, Article 11(2): an approved draft that is changed is submitted again"}},
	{ClauseContentCheck, domain.Text{VI: "Nghị định 30/2020/NĐ-CP, Điều 12 khoản 1: người đứng đầu đơn vị soạn thảo chịu trách nhiệm về nội dung", EN: "Decree 30/2020, Article 12(1): the head of the drafting unit answers for content"}},
	{ClauseFormatCheck, domain.Text{VI: "Nghị định 30/2020/NĐ-CP, Điều 12 khoản 2: người được giao kiểm tra chịu trách nhiệm về thể thức, kỹ thuật trình bày", EN: "Decree 30/2020, Article 12(2): the appointed checker answers for form and presentation"}},
	{ClauseSigning, domain.Text{VI: "Nghị định 30/2020/NĐ-CP, Điều 13: thẩm quyền và hình thức ký ban hành", EN: "Decree 30/2020, Article 13: who signs and in what form"}},
	{ClauseDelegation, domain.Text{VI: "Nghị định 30/2020/NĐ-CP, Điều 13 khoản 3: ủy quyền bằng văn bản, có thời hạn, không ủy quyền lại", EN: "Decree 30/2020, Article 13(3): delegation in writing, limited in time, never passed on"}},
	{ClauseNumber, domain.Text{VI: "Nghị định 30/2020/NĐ-CP, Điều 15: cấp số sau khi ký, theo năm và theo sổ", EN: "Decree 30/2020, Article 15: numbered after signature, by year and series"}},
	{ClauseIssue, domain.Text{VI: "Nghị định 30/2020/NĐ-CP, Điều 18 khoản 1: phát hành trong ngày, chậm nhất ngày làm việc tiếp theo", EN: "Decree 30/2020, Article 18(1): issued the same day, at latest the next working day"}},
	{ClauseRecall, domain.Text{VI: "Nghị định 30/2020/NĐ-CP, Điều 18: văn bản đã phát hành chỉ được sửa đổi, đính chính, thu hồi bằng văn bản", EN: "Decree 30/2020, Article 18: an issued document is only amended, corrected or recalled by a document"}},
	{ClauseDrafting, domain.Text{VI: "Nghị định 30/2020/NĐ-CP, Điều 10: soạn thảo văn bản", EN: "Decree 30/2020, Article 10: drafting"}},
	{ClauseAppraisalLaw, domain.Text{VI: "Quy chế làm việc: dự thảo văn bản quy phạm pháp luật phải có thẩm định của cơ quan tư pháp", EN: "Working Regulation: the justice division appraises legal normative drafts"}},
	{ClauseOneDecision, domain.Text{VI: "Quy chế làm việc: mỗi bước do một người có thẩm quyền quyết định một lần", EN: "Working Regulation: each step is decided once by the person competent for it"}},
}

// Clause returns the text of a clause, or the id itself where it is not known
// (a record older than the table).
func Clause(id string) ClauseText {
	for _, c := range clauses {
		if c.ID == id {
			return c
		}
	}
	return ClauseText{ID: id, Text: domain.Same(id)}
}

// Clauses returns the whole table in its order.
func Clauses() []ClauseText { return append([]ClauseText(nil), clauses...) }
