// Package edit changes Word documents: it stamps number and date, marks places, makes copies to be printed, and gives
// runs, paragraphs and sections another look. Each touches the bytes it must and copies all others as they are.
package edit

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
)

// Editor changes a .docx where it is told to and nowhere else: untouched parts are copied as they are packed, and in a
// touched part every other byte stays. The same edits of the same file give the same bytes.
type Editor struct {
	doc        *docx.Document
	pkg        *opc.Package
	main       string // the part of the body
	texts      map[*docx.Paragraph][]textEdit
	runs       map[*docx.Paragraph][]runEdit
	ranges     map[*docx.Paragraph][]rangeEdit
	codes      map[*docx.Paragraph][]runEdit // of fields
	paragraphs map[*docx.Paragraph]ParagraphChange
	sections   map[*docx.Section]*sectionEdit
	tables     map[*docx.Table]scale
	rules      []ruleEdit
	drawings   []drawingEdit
	parts      map[string][]opc.Splice
	added      []opc.Part
	twins      map[*docx.Paragraph][]*docx.Paragraph
	paired     map[*docx.Shape]bool
	// headerID is the relationship of the header made for page numbers, empty until one is needed.
	headerID string
}

// textEdit replaces the text of a paragraph from one byte offset to another.
type textEdit struct {
	from, to int
	with     string
}

// Open reads a .docx for changing it. A signed package is refused, because any change would break the signature.
func Open(ctx context.Context, src io.ReaderAt, size int64, lim opc.Limits) (*Editor, error) {
	doc, err := docx.Read(ctx, src, size, lim)
	if err != nil {
		return nil, err
	}
	if doc.Signed {
		return nil, opc.Fault(opc.CodeSigned, "", "the package is signed")
	}
	pkg, err := opc.Open(ctx, src, size, lim)
	if err != nil {
		return nil, err
	}
	main, err := pkg.Main()
	if err != nil {
		return nil, err
	}
	e := &Editor{
		doc: doc, pkg: pkg, main: main, texts: map[*docx.Paragraph][]textEdit{},
		runs: map[*docx.Paragraph][]runEdit{}, ranges: map[*docx.Paragraph][]rangeEdit{}, codes: map[*docx.Paragraph][]runEdit{},
		paragraphs: map[*docx.Paragraph]ParagraphChange{}, sections: map[*docx.Section]*sectionEdit{}, parts: map[string][]opc.Splice{},
		tables: map[*docx.Table]scale{}, twins: map[*docx.Paragraph][]*docx.Paragraph{}, paired: map[*docx.Shape]bool{},
	}
	return e, nil
}

// Document is the file as it was read; it does not show the edits.
func (e *Editor) Document() *docx.Document { return e.doc }

// ReplaceText replaces the bytes from–to of p.Text(), keeping the formatting of the runs they stand in. The new text
// takes the place of the first replaced character. A paragraph in a text box is changed in both of its forms.
func (e *Editor) ReplaceText(p *docx.Paragraph, from, to int, with string) {
	e.inBothForms(p, func(q *docx.Paragraph) {
		e.texts[q] = append(e.texts[q], textEdit{from, to, with})
	})
}

// Save writes the changed file. It is called once, after all edits.
func (e *Editor) Save(dst io.Writer) error {
	s := saving{editor: e, held: map[string][]byte{}}
	for p, edits := range e.texts {
		s.change(p.Part, func(part []byte) ([]opc.Splice, error) { return textSplices(p, part, edits) })
	}
	for p := range e.lookedAt() {
		s.change(p.Part, func(part []byte) ([]opc.Splice, error) {
			return formatSplices(p, part, e.runs[p], e.codes[p], e.ranges[p])
		})
	}
	for p, c := range e.paragraphs {
		s.change(p.Part, func(part []byte) ([]opc.Splice, error) { return paragraphSplices(p, part, c, e.spaces()) })
	}
	for _, d := range e.drawings {
		s.change(d.p.Part, func([]byte) ([]opc.Splice, error) { return d.splices() })
	}
	for _, r := range e.rules {
		s.change(r.p.Part, func(part []byte) ([]opc.Splice, error) { return r.splices(part, e.spaces()) })
	}
	for t, by := range e.tables {
		s.change(e.main, func(part []byte) ([]opc.Splice, error) { return tableSplices(part, t.Span, by, false) })
	}
	if s.err != nil {
		return s.err
	}
	if err := e.sectionSplices(s.content); err != nil {
		return err
	}
	return e.pkg.Rewrite(dst, e.parts, s.held, e.added...)
}

// lookedAt are the paragraphs whose runs or field codes get another look.
func (e *Editor) lookedAt() map[*docx.Paragraph]bool {
	out := map[*docx.Paragraph]bool{}
	for _, edits := range []map[*docx.Paragraph][]runEdit{e.runs, e.codes} {
		for p := range edits {
			out[p] = true
		}
	}
	for p := range e.ranges {
		out[p] = true
	}
	return out
}

// saving holds the parts that are changed, and the first error.
type saving struct {
	editor *Editor
	held   map[string][]byte
	err    error
}

func (s *saving) content(name string) ([]byte, error) {
	if b, ok := s.held[name]; ok {
		return b, nil
	}
	b, err := s.editor.pkg.Bytes(name)
	s.held[name] = b
	return b, err
}

// change works out what is to change in a part.
func (s *saving) change(name string, splices func(part []byte) ([]opc.Splice, error)) {
	if s.err != nil {
		return
	}
	part, err := s.content(name)
	if err != nil {
		s.err = err
		return
	}
	more, err := splices(part)
	s.err = err
	s.editor.parts[name] = append(s.editor.parts[name], more...)
}

// piece is one child of a run that shows text.
type piece struct {
	span opc.Span // of the element
	tag  string
	text string
	at   int // offset of text in the paragraph's text
	// fixed text (a tab, a break) can be removed but not written into.
	fixed bool
}

// textSplices works out the bytes to change for the edits of one paragraph.
func textSplices(p *docx.Paragraph, part []byte, edits []textEdit) ([]opc.Splice, error) {
	pieces, err := textPieces(p, part)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(edits, func(a, b textEdit) int { return b.from - a.from }) // from the end, so that offsets stay true
	changed := make([]bool, len(pieces))
	for _, ed := range edits {
		if err := applyEdit(p, pieces, changed, ed); err != nil {
			return nil, err
		}
	}
	var out []opc.Splice
	for i, pc := range pieces {
		if !changed[i] {
			continue
		}
		var with bytes.Buffer
		if !pc.fixed {
			with.WriteString("<" + pc.tag + ` xml:space="preserve">`)
			_ = xml.EscapeText(&with, []byte(pc.text)) // a bytes.Buffer does not fail
			with.WriteString("</" + pc.tag + ">")
		}
		out = append(out, opc.Replace(pc.span, with.Bytes()))
	}
	return out, nil
}

func applyEdit(p *docx.Paragraph, pieces []piece, changed []bool, ed textEdit) error {
	first := -1
	for i, pc := range pieces {
		end := pc.at + len(pc.text)
		if !pc.fixed && (ed.from < end && ed.from >= pc.at || ed.from == end && (first < 0 || ed.to == ed.from)) {
			first = i
			if ed.from < end {
				break
			}
		}
	}
	if first < 0 && ed.with != "" {
		return opc.Fault(opc.CodeLayout, p.Part, "no text run in paragraph %d takes the new text", p.Index)
	}
	for i := range pieces {
		pc := &pieces[i]
		from, to := max(ed.from, pc.at)-pc.at, min(ed.to, pc.at+len(pc.text))-pc.at
		inside := from < to
		if i == first {
			from = ed.from - pc.at
			to = max(from, to)
			pc.text = pc.text[:from] + ed.with + pc.text[to:]
			changed[i] = true
		} else if inside {
			pc.text = pc.text[:from] + pc.text[to:]
			changed[i] = true
		}
	}
	return nil
}

// textPieces finds the text elements of the paragraph's visible runs.
func textPieces(p *docx.Paragraph, part []byte) ([]piece, error) {
	var out []piece
	at := 0
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Props.Hidden || r.Text == "" {
			continue
		}
		found, text, err := runPieces(part, r.Span, at)
		if err != nil {
			return nil, &opc.Error{Code: opc.CodeDamaged, Part: p.Part, Err: err}
		}
		if text != r.Text {
			return nil, opc.Fault(opc.CodeLayout, p.Part, "run %d of paragraph %d holds more than plain text", i+1, p.Index)
		}
		out = append(out, found...)
		at += len(text)
	}
	return out, nil
}

// runPieces reads one w:r again, for the place of each text element.
func runPieces(part []byte, span opc.Span, at int) ([]piece, string, error) {
	if span.Start < 0 || int(span.End) > len(part) || span.Start >= span.End {
		return nil, "", io.ErrUnexpectedEOF
	}
	dec := xml.NewDecoder(bytes.NewReader(part[span.Start:span.End]))
	var out []piece
	var text, content strings.Builder
	depth := 0
	prefix := ""
	var open *piece
	keep := false
	for {
		start := dec.InputOffset()
		t, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			return out, text.String(), nil
		}
		if err != nil {
			return nil, "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			if depth == 1 {
				prefix = t.Name.Space
			}
			if depth != 2 || t.Name.Space != prefix {
				continue
			}
			el := opc.Elem{Local: t.Name.Local, Attrs: t.Attr}
			pc := piece{tag: t.Name.Local, at: at + text.Len(), span: opc.Span{Start: span.Start + int32(start)}}
			if prefix != "" {
				pc.tag = prefix + ":" + pc.tag
			}
			switch shown, fixed := docx.FixedText(&el); {
			case el.Local == "t":
				keep = el.Attr("space") == "preserve"
			case fixed:
				pc.text, pc.fixed = shown, true
			default:
				continue
			}
			out = append(out, pc)
			open = &out[len(out)-1]
		case xml.CharData:
			if open != nil && !open.fixed && depth == 2 {
				content.Write(t)
			}
		case xml.EndElement:
			if depth == 2 && open != nil {
				open.span.End = span.Start + int32(dec.InputOffset())
				if !open.fixed {
					open.text = docx.ShownText(content.String(), keep)
					content.Reset()
				}
				text.WriteString(open.text)
				open = nil
			}
			depth--
		}
	}
}
