package rule

import (
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/report"
	"trinhky/internal/format/wording"
)

var secrecyComponent = component{name: "secrecy", rules: []Rule{
	{
		report.SecrecyRule, report.SeverityError, say("Dấu chỉ độ mật", "Mark of state secrecy"),
		say("Phụ lục I, Phần I, mục III.2.a; Điều 5 Luật Bảo vệ bí mật nhà nước số 117/2025/QH15", "Annex I, Part I, item III.2.a; Article 5 of the Law on Protection of State Secrets No. 117/2025/QH15"),
		say("Không soạn thảo, lưu giữ văn bản mật trên máy nối mạng; xử lý theo quy định về bảo vệ bí mật nhà nước và xóa tệp này.",
			"Do not draft or keep classified documents on networked computers; follow the rules on state secrets and delete this file."),
	},
}}

// secrecyWatch looks for a classification of the file itself: a line of its own in the header area, in the headers and
// footers of pages, or in a box or frame anywhere. A document that merely speaks of secrecy, or lists the
// classifications in a table or sentence, is not classified by that.
type secrecyWatch struct {
	// below says that the running text has begun; seen counts the lines above it.
	below bool
	seen  int

	// found says that the document is classified: where, and by which words.
	found bool
	where report.Place
	text  string
}

func (w *secrecyWatch) mark(where report.Place, text string) {
	if !w.found {
		w.found, w.where, w.text = true, where, strings.TrimSpace(text)
	}
}

// paragraph is told of every paragraph of the body in reading order.
func (w *secrecyWatch) paragraph(p *docx.Paragraph) {
	t := ""
	if !w.below || p.Box != nil || p.Props.Frame.Present || boxed(p) {
		t = strings.TrimSpace(p.Text())
		for part := range strings.FieldsFuncSeq(wording.CutText(t, 200), func(r rune) bool { return r == '\n' || r == '\t' }) {
			if anatomy.IsSecretMark(part) {
				w.mark(at(p), part)
			}
		}
	}
	if text := markedDrawing(p); text != "" {
		w.mark(at(p), text)
	}
	if !w.below && t != "" && p.Box == nil {
		w.seen++
		prefix := wording.Letters(wording.Fold(wording.CutText(t, 40)))
		w.below = w.seen > anatomy.HeadReach/2 || len(t) > 2*anatomy.LongStart ||
			strings.HasPrefix(prefix, "kinhgui") || strings.HasPrefix(prefix, "cancu") || strings.HasPrefix(prefix, "phuluc")
	}
}

// document is told of what stands beside the body, once all is read.
func (w *secrecyWatch) document(doc *docx.Document) {
	for _, s := range doc.Sections {
		for _, story := range []*docx.Story{s.Headers.First, s.Headers.Default, s.Headers.Even, s.Footers.First, s.Footers.Default, s.Footers.Even} {
			if story == nil {
				continue
			}
			for p := range docx.WalkParagraphs(story.Blocks) {
				place := report.Place{Section: s.Index, Story: "header"}
				if t := p.Text(); len(t) <= 60 && anatomy.IsSecretMark(t) {
					w.mark(place, t)
				}
				if text := markedDrawing(p); text != "" {
					w.mark(place, text)
				}
			}
		}
	}
}

// markedDrawing is the name of a drawn stamp that is a classification, "" when there is none.
func markedDrawing(p *docx.Paragraph) string {
	for i := range p.Runs {
		for _, s := range p.Runs[i].Shapes {
			for _, text := range []string{s.Description, s.Name} {
				if text != "" && anatomy.IsSecretMark(text) {
					return text
				}
			}
		}
	}
	return ""
}

// boxed says that a paragraph stands in a frame drawn by borders: its own, or those of a table of one cell.
func boxed(p *docx.Paragraph) bool {
	c := p.Cell
	return p.Props.Borders.Around() || c != nil && c.Table.RowCount == 1 && len(c.Row.Cells) == 1
}
