package docx

import (
	"strings"

	"trinhky/internal/docx/opc"
)

// runReader reads one w:r. It adds one Run, or none when nothing visible is in it.
type runReader struct {
	inline
	r       Run
	overlay runOverlay
	text    strings.Builder
	first   string     // the common case: one w:t, no builder needed
	marks   *openField // the field whose code or mark is in it
}

func (r *runReader) write(s string) error {
	if r.inline.parser.text += int64(len(s)); r.inline.parser.text > r.pkg.Limits().TextBytes {
		return opc.Fault(opc.CodeTooLarge, r.part, "more than %d bytes of text", r.pkg.Limits().TextBytes)
	}
	if s == "\f" {
		r.inline.parser.breaks++
	}
	if err := r.inline.parser.printable(); err != nil {
		return err
	}
	switch {
	case r.inCode():
	case r.text.Len() > 0:
		r.text.WriteString(s)
	case r.first == "":
		r.first = s
	default:
		r.text.WriteString(r.first)
		r.text.WriteString(s)
	}
	return nil
}

// inCode says whether this point is inside a field's code, which is not shown.
func (st *story) inCode() bool {
	for _, f := range st.fields {
		if !f.inResult {
			return true
		}
	}
	return false
}

func (r *runReader) element(e opc.Elem) error {
	s := r.s
	switch e.NS {
	case opc.W, opc.M:
	case opc.MC:
		if e.Local == "AlternateContent" {
			return r.drawn(e, func() error { return r.alternateRun(e) })
		}
		return nil
	default:
		return nil
	}
	if shown, fixed := FixedText(&e); fixed {
		if e.Local == "ptab" {
			r.r.AlignTab = e.Attr("alignment")
		}
		return r.write(shown)
	}
	switch e.Local {
	case "t":
		t, err := s.Text()
		if err != nil {
			return err
		}
		return r.write(ShownText(t, e.Attr("space") == "preserve"))
	case "rPr":
		if e.NS == opc.M {
			return nil
		}
		var err error
		r.overlay, err = readRunProperties(s, func(c opc.Elem) {
			if c.Local == "rPrChange" {
				r.revision(c, "format")
			}
		})
		r.r.PropsSpan = opc.Span{Start: e.Start, End: s.Offset()}
		return err
	case "fldChar":
		return r.fieldMark(e.Attr("fldCharType"))
	case "instrText":
		t, err := s.Text()
		if n := len(r.fields); n > 0 && !r.fields[n-1].inResult {
			r.marks = r.fields[n-1]
			if f := r.fields[n-1]; len(f.code) < MaxInstruction {
				f.code = append(f.code, opc.Clip(t, MaxInstruction)...)
			}
		}
		return err
	case "pgNum":
		f, err := r.newField("PAGE")
		r.r.Field = f
		if err != nil {
			return err
		}
		return r.write("#")
	case "footnoteReference", "endnoteReference":
		r.r.Note = e.Attr("id")
	case "commentReference":
		r.commentAnchor(e)
	case "drawing":
		return r.drawn(e, r.drawing)
	case "pict", "object":
		return r.drawn(e, r.pict)
	case "ruby":
		return s.Children(func(e opc.Elem) error {
			if e.Local != "rubyBase" {
				return nil
			}
			return s.Children(r.inline.element)
		})
	}
	return nil
}

// FixedText gives the character an empty element of a run shows, false for other elements.
func FixedText(e *opc.Elem) (string, bool) {
	switch e.Local {
	case "tab", "ptab":
		return "\t", true
	case "br":
		if t := e.Attr("type"); t == "page" || t == "column" {
			return "\f", true
		}
		return "\n", true
	case "cr":
		return "\n", true
	case "noBreakHyphen":
		return "\u2011", true
	case "softHyphen":
		return "\u00AD", true
	case "sym":
		if v, ok := parseHex(e.Attr("char")); ok {
			if isSymbolFont(e.Attr("font")) {
				v = symbolRune(v)
			}
			return string(v), true
		}
	}
	return "", false
}

// ShownText is character data as Word shows it: edges trimmed unless kept, control white space as spaces.
func ShownText(t string, keep bool) string {
	if !keep {
		t = strings.Trim(t, " \t\r\n")
	}
	if strings.ContainsAny(t, "\t\r\n") {
		t = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(t)
	}
	return t
}

func parseHex(s string) (rune, bool) {
	var v rune
	if s == "" || len(s) > 6 {
		return 0, false
	}
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9':
			v = v<<4 | (c - '0')
		case c >= 'a' && c <= 'f':
			v = v<<4 | (c - 'a' + 10)
		case c >= 'A' && c <= 'F':
			v = v<<4 | (c - 'A' + 10)
		default:
			return 0, false
		}
	}
	return v, v >= 0x20 && v <= 0x10FFFF && (v < 0xD800 || v > 0xDFFF)
}

// drawn reads a child of the run that holds drawings, and notes where it stands.
func (r *runReader) drawn(e opc.Elem, read func() error) error {
	before := len(r.r.Shapes)
	err := read()
	span := opc.Span{Start: e.Start, End: r.s.Offset()}
	for _, s := range r.r.Shapes[before:] {
		s.Span = span
	}
	return err
}

// MaxOpenFields bounds how deep fields stand in each other.
const MaxOpenFields = 32

// maxFieldMarks bounds how many runs around its result a field remembers; few have more than four.
const maxFieldMarks = 16

func (r *runReader) fieldMark(kind string) error {
	st := r.story
	if n := len(st.fields); n > 0 {
		r.marks = st.fields[n-1]
	}
	switch kind {
	case "begin":
		if len(st.fields) >= MaxOpenFields {
			return opc.Fault(opc.CodeTooLarge, st.part, "fields nested deeper than %d", MaxOpenFields)
		}
		f, err := r.newField("")
		if err != nil {
			return err
		}
		raw := r.p.raw.fields[len(r.p.raw.fields)-1]
		code := r.overlay
		raw.code = &code
		r.marks = &openField{field: f, raw: raw}
		st.fields = append(st.fields, r.marks)
	case "separate":
		if n := len(st.fields); n > 0 {
			st.fields[n-1].tell()
			st.fields[n-1].inResult = true
		}
	case "end":
		if n := len(st.fields); n > 0 {
			st.fields[n-1].tell()
			st.fields = st.fields[:n-1]
		}
	}
	return nil
}

// field is the innermost field whose result is being read.
func (in inline) field() *openField {
	if in.simple != nil {
		return in.simple
	}
	if n := len(in.fields); n > 0 && in.fields[n-1].inResult {
		return in.fields[n-1]
	}
	return nil
}

func (r *runReader) finish() error {
	if r.text.Len() > 0 {
		r.first = r.text.String()
	}
	if f := r.marks; f != nil && !f.closed && len(f.field.Marks) < maxFieldMarks {
		f.field.Marks = append(f.field.Marks, FieldMark{Span: r.r.Span, Props: r.r.PropsSpan})
	}
	if r.first == "" && r.r.Shapes == nil && r.r.Note == "" {
		return nil
	}
	if err := r.piece(); err != nil {
		return err
	}
	run := r.r
	run.Text, run.Link, run.Inserted, run.Control, run.Math = r.first, r.link, r.inserted, r.control, r.math
	if f := r.field(); f != nil && run.Field == nil {
		run.Field = f.field
		if f.raw.result == nil {
			o := r.overlay
			f.raw.result = &o
		}
		if !f.closed && len(f.field.Result) < MaxInstruction {
			f.field.Result += r.first
		}
	}
	r.p.Runs = append(r.p.Runs, run)
	r.p.raw.runs = append(r.p.raw.runs, r.overlay)
	return nil
}
