package format

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"trinhky/internal/docx"
)

// secrecyRule stands before all others: of a file it finds nothing else is read.
const secrecyRule = "secrecy.forbidden"

var secrecyComponent = component{name: "secrecy", rules: []Rule{
	{
		secrecyRule, SeverityError, say("Dấu chỉ độ mật", "Mark of state secrecy"),
		say("Phụ lục I, Phần I, mục III.2.a; Điều 5 Luật Bảo vệ bí mật nhà nước số 117/2025/QH15", "Annex I, Part I, item III.2.a; Article 5 of the Law on Protection of State Secrets No. 117/2025/QH15"),
		say("Không soạn thảo, lưu giữ văn bản mật trên máy nối mạng; xử lý theo quy định về bảo vệ bí mật nhà nước và xóa tệp này.",
			"Do not draft or keep classified documents on networked computers; follow the rules on state secrets and delete this file."),
	},
}}

// secretMarks are the three classifications, spaces taken out.
var secretMarks = map[string]bool{"MẬT": true, "TỐIMẬT": true, "TUYỆTMẬT": true}

func isSecrecy(x *line) bool { return isSecretMark(x.text) }

// isSecretMark says that a line is nothing but a classification, also when it is introduced as one ("Độ mật: Mật").
func isSecretMark(text string) bool {
	if strings.Contains(text, ":") && statedSecrecy.MatchString(text) {
		return true
	}
	if len(text) > 60 {
		return false
	}
	return secretWord(text) || secretBesideUrgency(text)
}

// secretBesideUrgency says that a classification and a mark of urgency stand in one frame ("MẬT - HỎA TỐC").
func secretBesideUrgency(text string) bool {
	const between = "-–—/,;+"
	if !strings.ContainsAny(text, between) {
		return false
	}
	secret := false
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(between, r) }) {
		switch {
		case secretWord(part):
			secret = true
		case !foldedUrgency[letters(fold(part))]:
			return false
		}
	}
	return secret
}

// secretWord says that text is one of the three classifications, whatever stands around it.
func secretWord(text string) bool {
	s := strings.ToUpper(norm.NFC.String(text))
	s = strings.Map(func(r rune) rune {
		switch r {
		case ' ', 0xA0, '\t', '\n', '.', '-', '[', ']', '(', ')', '*', '"', '“', '”':
			return -1
		}
		return r
	}, s)
	for _, intro := range []string{"ĐỘMẬT:", "DẤUCHỈĐỘMẬT:", "MỨCĐỘMẬT:", "TÀILIỆU", "VĂNBẢN", "HỒSƠ"} {
		s = strings.TrimPrefix(s, intro)
	}
	return secretMarks[s]
}

// statedSecrecy is a classification stated beside other things on one line.
var statedSecrecy = regexp.MustCompile(`^\s*(?i:(?:dấu chỉ )?(?:mức )?độ mật)\s*:\s*(?i:tuyệt mật|tối mật|mật)\s*(?:[;,.]|$)`)

// secrecyWatch looks for a classification of the file itself: a line of its own in the header area, in the headers and
// footers of pages, or in a box or frame anywhere. A document that merely speaks of secrecy, or lists the
// classifications in a table or sentence, is not classified by that.
type secrecyWatch struct {
	// below says that the running text has begun; seen counts the lines above it.
	below bool
	seen  int

	// found says that the document is classified: where, and by which words.
	found bool
	where Place
	text  string
}

func (w *secrecyWatch) mark(where Place, text string) {
	if !w.found {
		w.found, w.where, w.text = true, where, strings.TrimSpace(text)
	}
}

// paragraph is told of every paragraph of the body in reading order.
func (w *secrecyWatch) paragraph(p *docx.Paragraph) {
	t := ""
	if !w.below || p.Box != nil || p.Props.Frame.Present || boxed(p) {
		t = strings.TrimSpace(p.Text())
		for part := range strings.FieldsFuncSeq(cutText(t, 200), func(r rune) bool { return r == '\n' || r == '\t' }) {
			if isSecretMark(part) {
				w.mark(at(p), part)
			}
		}
	}
	if text := markedDrawing(p); text != "" {
		w.mark(at(p), text)
	}
	if !w.below && t != "" && p.Box == nil {
		w.seen++
		prefix := letters(fold(cutText(t, 40)))
		w.below = w.seen > headReach/2 || len(t) > 2*longStart ||
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
				place := Place{Section: s.Index, Story: "header"}
				if t := p.Text(); len(t) <= 60 && isSecretMark(t) {
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
				if text != "" && isSecretMark(text) {
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
