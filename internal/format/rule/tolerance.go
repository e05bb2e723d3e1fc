package rule

import (
	"fmt"

	"trinhky/internal/docx"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
)

// Tolerances: what a reader does not see is no fault. Lengths are in tenths of a millimetre unless they say otherwise.
const (
	pageTolerance   = 10 // of a side of the paper
	marginTolerance = 5
	indentTolerance = 5  // of a first line
	atEdge          = 10 // how far from the margin a paragraph may begin or end and still stand at it
	hyphenTolerance = 10 // between the hyphens of a list
	shareTolerance  = 10 // of the third and the half of a line, in percent
	colonTolerance  = 60 // between the first hyphen and the colon above it
	// How far a table, picture or frame may reach over a margin, since the borders of a table stand beside its text, and how
	// near it may come to the edge of the paper.
	tableOverMargin, pictureOverMargin = 50, 150
	offPaper                           = 10

	gapTolerance   = 10   // of the space between paragraphs, in twips
	spaceTolerance = 20   // of the space between number and subject, in twips
	mottoRoom      = 120  // that may stand between national name and motto, in twips; twice as much is an error
	linesTolerance = 12   // of the line spacing, in 240ths of a line
	exactTolerance = 20   // of a line spacing in points, in twips
	invisibleGrey  = 0x10 // that nobody tells from black
)

// tolerances say in words what each measuring rule lets pass; the numbers are those above.
var tolerances = map[string]report.Words{
	"page.size":                 length("±", pageTolerance),
	"page.margin.top":           length("±", marginTolerance),
	"page.margin.bottom":        length("±", marginTolerance),
	"page.margin.left":          length("±", marginTolerance),
	"page.margin.right":         length("±", marginTolerance),
	"page.number":               percent(anatomy.MiddleTolerance, "bề rộng, khi canh bằng vị trí", "of the width, where placed by a position"),
	"overflow.paper":            length("", offPaper),
	"overflow.margin":           say("bảng "+report.Millimetres(tableOverMargin).VI+", hình "+report.Millimetres(pictureOverMargin).VI, "tables "+report.Millimetres(tableOverMargin).EN+", pictures "+report.Millimetres(pictureOverMargin).EN),
	"font.colour":               sayf("xám đến %d/255", "grey up to %d/255", invisibleGrey),
	"motto.line-spacing":        twips("", mottoRoom, "cảnh báo; gấp đôi là lỗi", "a warning; twice that an error"),
	"motto.rule":                percent(anatomy.LineTolerance, "độ dài dòng chữ", "of the length of the text"),
	"contact.rule":              percent(anatomy.LineTolerance, "bề ngang vùng chữ", "of the width of the text"),
	"agency.rule":               ruleTolerance,
	"subject.rule":              ruleTolerance,
	"agency.style":              middle,
	"number.style":              middle,
	"place-date.style":          middle,
	"type-name.style":           middle,
	"subject.style":             middle,
	"signer.style":              middle,
	"annex.heading":             middle,
	"annex.title":               middle,
	"annex.issued-with":         middle,
	"structure.style":           middle,
	"motto.style":               middle,
	"agency.line-spacing":       say("0,95–1,15 dòng", "0.95–1.15 lines"),
	"subject.spacing":           twips("±", spaceTolerance, "", ""),
	"addressees.place":          say("gạch đầu dòng "+report.Millimetres(hyphenTolerance).VI+", dấu hai chấm "+report.Millimetres(colonTolerance).VI, "hyphens "+report.Millimetres(hyphenTolerance).EN+", colon "+report.Millimetres(colonTolerance).EN),
	"recipients.place":          length("", anatomy.EdgeTolerance),
	"body.indent":               say("±"+report.Millimetres(indentTolerance).VI+"; sát lề "+report.Millimetres(atEdge).VI, "±"+report.Millimetres(indentTolerance).EN+"; edges "+report.Millimetres(atEdge).EN),
	"body.spacing-before-after": twips("−", gapTolerance, "", ""),
	"body.line-spacing":         say("±0,05 dòng; ±1 pt khi đặt bằng pt", "±0.05 lines; ±1 pt where set in points"),
}

var (
	ruleTolerance = percent(shareTolerance, "của 1/3 và 1/2", "of 1/3 and 1/2")
	middle        = percent(anatomy.MiddleTolerance, "bề rộng, khi không canh giữa bằng định dạng", "of the width, where not centred by format")
)

// Tolerance is what a rule lets pass, empty where it measures nothing that has degrees: words, marks, sizes in points.
func (r *Rule) Tolerance() report.Words { return tolerances[r.ID] }

func length(sign string, tenths int) report.Words {
	mm := report.Millimetres(tenths)
	return say(sign+mm.VI, sign+mm.EN)
}

func twips(sign string, t docx.Twips, vi, en string) report.Words {
	p := report.Points(t)
	if vi != "" {
		vi, en = ", "+vi, ", "+en
	}
	return say(sign+p.VI+vi, sign+p.EN+en)
}

func percent(n int, vi, en string) report.Words {
	return say(fmt.Sprintf("%d%% %s", n, vi), fmt.Sprintf("%d%% %s", n, en))
}
