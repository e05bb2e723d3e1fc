package rule

import (
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
)

var drafterComponent = component{name: "drafter", check: checkDrafter, rules: []Rule{
	{
		"drafter.size", report.SeverityError, say("Ký hiệu người soạn thảo, số lượng bản", "Drafter's mark and number of copies"), annexI("III.3"),
		say("Chọn dòng này, Home › Font Size 11.", "Select the line, Home › Font Size 11."),
	},
	{
		"drafter.style", report.SeverityError, say("Ký hiệu người soạn thảo, số lượng bản", "Drafter's mark and number of copies"), annexI("III.3"),
		say("Viết ký hiệu bằng chữ in hoa, đứng, không đậm, ví dụ PL.(300).", "Capitals for the mark, upright, not bold, as in PL.(300)."),
	},
}}

func checkDrafter(c *Check) {
	x := c.paper.Tail.Drafter
	if x == nil {
		return
	}
	c.size("drafter.size", x, anatomy.Size11, anatomy.Size11)
	c.style("drafter.style", x, typeface{caps: yes, bold: no, italic: no})
}
