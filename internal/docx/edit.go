package docx

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
)

// Editor changes a .docx where it is told to and nowhere else: untouched parts are copied as they are packed, and in a
// touched part every other byte stays. The same edits of the same file give the same bytes.
type Editor struct {
	doc      *Document
	pkg      *opcPackage
	main     string // the part of the body
	texts    map[*Paragraph][]textEdit
	runs     map[*Paragraph][]runEdit
	centred  map[*Paragraph]bool
	codes    map[*Paragraph][]runEdit // of fields
	sections map[*Section]*sectionEdit
	parts    map[string][]splice
	added    []addedPart
	twins    map[*Paragraph][]*Paragraph
	paired   map[*Shape]bool
	// headerID is the relationship of the header made for page numbers, empty until one is needed.
	headerID string
}

// textEdit replaces the text of a paragraph from one byte offset to another.
type textEdit struct {
	from, to int
	with     string
}

// Edit reads a .docx for changing it. A signed package is refused, because any change would break the signature.
func Edit(ctx context.Context, src io.ReaderAt, size int64, lim Limits) (*Editor, error) {
	doc, err := Read(ctx, src, size, lim)
	if err != nil {
		return nil, err
	}
	if doc.Signed {
		return nil, fault(CodeSigned, "", "the package is signed")
	}
	pkg, err := openPackage(ctx, src, size, lim)
	if err != nil {
		return nil, err
	}
	main, err := pkg.mainPart()
	if err != nil {
		return nil, err
	}
	e := &Editor{
		doc: doc, pkg: pkg, main: main, texts: map[*Paragraph][]textEdit{},
		runs: map[*Paragraph][]runEdit{}, codes: map[*Paragraph][]runEdit{}, centred: map[*Paragraph]bool{}, sections: map[*Section]*sectionEdit{}, parts: map[string][]splice{},
		twins: map[*Paragraph][]*Paragraph{}, paired: map[*Shape]bool{},
	}
	return e, nil
}

// Document is the file as it was read; it does not show the edits.
func (e *Editor) Document() *Document { return e.doc }

// ReplaceText replaces the bytes from–to of p.Text(), keeping the formatting of the runs they stand in. The new text
// takes the place of the first replaced character. A paragraph in a text box is changed in both of its forms.
func (e *Editor) ReplaceText(p *Paragraph, from, to int, with string) {
	e.inBothForms(p, func(q *Paragraph) {
		e.texts[q] = append(e.texts[q], textEdit{from, to, with})
	})
}

// Save writes the changed file. It is called once, after all edits.
func (e *Editor) Save(dst io.Writer) error {
	held := map[string][]byte{}
	content := func(name string) ([]byte, error) {
		if b, ok := held[name]; ok {
			return b, nil
		}
		b, err := e.pkg.bytes(name)
		held[name] = b
		return b, err
	}
	for p, edits := range e.texts {
		part, err := content(p.Part)
		if err != nil {
			return err
		}
		splices, err := p.splices(part, edits)
		if err != nil {
			return err
		}
		e.parts[p.Part] = append(e.parts[p.Part], splices...)
	}
	for p := range e.codes {
		if _, ok := e.runs[p]; !ok {
			e.runs[p] = nil
		}
	}
	for p, edits := range e.runs {
		part, err := content(p.Part)
		if err != nil {
			return err
		}
		splices, err := p.formatSplices(part, edits, e.codes[p])
		if err != nil {
			return err
		}
		e.parts[p.Part] = append(e.parts[p.Part], splices...)
	}
	for p := range e.centred {
		part, err := content(p.Part)
		if err != nil {
			return err
		}
		s, err := p.centreSplice(part)
		if err != nil {
			return err
		}
		e.parts[p.Part] = append(e.parts[p.Part], s)
	}
	if err := e.sectionSplices(content); err != nil {
		return err
	}
	return e.pkg.rewrite(dst, e.parts, held, e.added...)
}

// piece is one child of a run that shows text.
type piece struct {
	span Span // of the element
	tag  string
	text string
	at   int // offset of text in the paragraph's text
	// fixed text (a tab, a break) can be removed but not written into.
	fixed bool
}

// splices works out the bytes to change for the edits of one paragraph.
func (p *Paragraph) splices(part []byte, edits []textEdit) ([]splice, error) {
	pieces, err := p.pieces(part)
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
	var out []splice
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
		out = append(out, splice{pc.span, with.Bytes()})
	}
	return out, nil
}

func applyEdit(p *Paragraph, pieces []piece, changed []bool, ed textEdit) error {
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
	if first < 0 {
		return fault(CodeLayout, p.Part, "no text run in paragraph %d takes the new text", p.Index)
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

// pieces finds the text elements of the paragraph's visible runs.
func (p *Paragraph) pieces(part []byte) ([]piece, error) {
	var out []piece
	at := 0
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Props.Hidden || r.Text == "" {
			continue
		}
		found, text, err := runPieces(part, r.Span, at)
		if err != nil {
			return nil, &Error{Code: CodeDamaged, Part: p.Part, Err: err}
		}
		if text != r.Text {
			return nil, fault(CodeLayout, p.Part, "run %d of paragraph %d holds more than plain text", i+1, p.Index)
		}
		out = append(out, found...)
		at += len(text)
	}
	return out, nil
}

// runPieces reads one w:r again, for the place of each text element.
func runPieces(part []byte, span Span, at int) ([]piece, string, error) {
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
			el := elem{local: t.Name.Local, attrs: t.Attr}
			pc := piece{tag: t.Name.Local, at: at + text.Len(), span: Span{Start: span.Start + int32(start)}}
			if prefix != "" {
				pc.tag = prefix + ":" + pc.tag
			}
			switch shown, fixed := fixedText(&el); {
			case el.local == "t":
				keep = el.attr("space") == "preserve"
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
					open.text = shownText(content.String(), keep)
					content.Reset()
				}
				text.WriteString(open.text)
				open = nil
			}
			depth--
		}
	}
}
