package rule

import (
	"trinhky/internal/docx"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
)

// What is printed and cannot be read is said: a person has to look at it.
var unreadComponent = component{name: "unread", check: checkUnread, follow: followUnread, rules: []Rule{
	{
		"unread.text", report.SeverityError, say("Nội dung không đọc được", "Text that is not read"), say("Điều 10, Điều 12", "Articles 10 and 12"),
		say("Mở bằng Word và lưu lại để nội dung thành lời văn của văn bản.", "Open it in Word and save it again, so that it becomes text of the document."),
	},
	{
		"unread.object", report.SeverityWarning, say("Nội dung không đọc được", "Content that is not read"), say("Điều 10, Điều 12", "Articles 10 and 12"),
		say("Người kiểm tra xem phần này bằng mắt, hoặc thay bằng lời văn, bảng của Word.", "Have a person look at it, or put text or a table of Word in its place."),
	},
}}

var unreadNames = map[docx.UnreadKind]report.Words{
	docx.UnreadChunk:       say("phần chèn từ tệp định dạng khác (altChunk), không có trong bản PDF", "text imported from another format (altChunk), missing from the PDF"),
	docx.UnreadSubdocument: say("phần nằm ở tệp khác (subdocument), không có trong bản PDF", "text of another file (subdocument), missing from the PDF"),
	docx.UnreadObject:      say("đối tượng của chương trình khác", "an object of another program"),
	docx.UnreadChart:       say("biểu đồ", "a chart"),
	docx.UnreadDiagram:     say("sơ đồ SmartArt", "a SmartArt diagram"),
	docx.UnreadDrawing:     say("hình vẽ của chương trình khác", "a drawing of another program"),
	docx.UnreadWordArt:     say("chữ nghệ thuật (WordArt)", "WordArt"),
	docx.UnreadControl:     say("điều khiển ActiveX", "an ActiveX control"),
}

func checkUnread(c *Check) {
	text, object := say("lời văn của văn bản", "text of the document"), say("người xem lại", "a person to look at it")
	for _, u := range c.paper.Doc.Unread {
		place := c.paper.Top()
		if u.Paragraph > 0 {
			place = report.Place{Paragraph: u.Paragraph, Order: u.Paragraph*2 + 1}
		}
		if u.Kind == docx.UnreadChunk || u.Kind == docx.UnreadSubdocument {
			c.find("unread.text", place, "", unreadNames[u.Kind], text)
		} else {
			c.find("unread.object", place, "", unreadNames[u.Kind], object)
		}
	}
}

// unreadWatch looks for pages that are pictures: a large picture may be a scan with text in it.
type unreadWatch struct {
	c     *Check
	scans []scan
}

type scan struct {
	place report.Place
	shape *docx.Shape
}

func followUnread(c *Check) follower { return &unreadWatch{c: c} }

func (w *unreadWatch) paragraph(_ int, p *anatomy.Para, _ anatomy.Zone) {
	for i := range p.Runs {
		for _, s := range p.Runs[i].Shapes {
			switch {
			case s.Kind != docx.ShapePicture:
			case s.External:
				w.c.find("unread.object", at(p.Paragraph), p.Text, say("hình nằm ngoài tệp, không có trong bản PDF", "a picture outside the file, missing from the PDF"), say("hình lưu trong tệp", "a picture kept in the file"))
			case large(s, p.Section) && len(w.scans) < mostPerRule:
				w.scans = append(w.scans, scan{at(p.Paragraph), s})
			}
		}
	}
}

// large says that a picture takes up most of the width of the paper and a third of its height.
func large(s *docx.Shape, section *docx.Section) bool {
	return section != nil && s.Width.TenthsMM() > 1300 && s.Height.TenthsMM() > 1000
}

func (w *unreadWatch) end() {
	for _, s := range w.scans {
		w.c.find("unread.object", s.place, "", say("hình lớn, chữ trong hình (nếu có) không được kiểm tra", "a large picture; words in it, if any, are not checked"), say("người xem lại", "a person to look at it"))
	}
}
