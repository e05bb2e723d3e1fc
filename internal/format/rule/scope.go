package rule

import "trinhky/internal/format/report"

const scopeRule = "scope.decree"

// scopeComponent stands before the others: a paper that the decree does not know is not judged by it.
var scopeComponent = component{name: "scope", rules: []Rule{
	{
		scopeRule, report.SeverityWarning, say("Phạm vi điều chỉnh", "Scope"), say("Điều 1, Điều 2", "Articles 1 and 2"),
		say("Trình bày theo quy định riêng của tổ chức đó; phần kiểm tra này không áp dụng.", "It follows the rules of that organisation; this check does not apply."),
	},
}}

// outOfScope reports a paper of the Party or of the Youth Union, and nothing else of it.
func (c *Check) outOfScope() bool {
	x := c.paper.Head.OtherName
	if x == nil {
		return false
	}
	c.component, c.findings, c.perRule, c.repairs = scopeComponent.name, nil, nil, nil
	c.paper.Unsure = map[string]bool{}
	c.find(scopeRule, at(x.P), x.Text, say("văn bản của tổ chức có thể thức riêng (Đảng, Đoàn thanh niên)", "a paper of an organisation with rules of its own (the Party, the Youth Union)"),
		say("văn bản hành chính theo Nghị định 30/2020/NĐ-CP", "an administrative document under Decree 30/2020"))
	return true
}
