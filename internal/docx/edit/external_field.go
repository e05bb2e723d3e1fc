package edit

import (
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
)

// quietFields are the field codes a converter may compute: they read nothing but the document.
var quietFields = words(`PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF STYLEREF SEQ TOC TC XE INDEX
		FORMTEXT FORMCHECKBOX FORMDROPDOWN MERGEFIELD DATE TIME CREATEDATE SAVEDATE PRINTDATE TITLE SUBJECT AUTHOR KEYWORDS
		COMMENTS FILENAME NUMWORDS NUMCHARS DOCPROPERTY QUOTE SYMBOL EQ ADVANCE HYPERLINK LISTNUM AUTONUM = IF ADDIN CITATION BIBLIOGRAPHY`)

func words(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

// fieldCode collects the code of a field, which Word may spread over many runs.
type fieldCode struct {
	text    strings.Builder
	spans   []opc.Span
	decided bool // its code has ended
}

func (f *fieldCode) fetches() bool {
	words := strings.Fields(f.text.String())
	return len(words) > 0 && !quietFields[strings.ToUpper(words[0])]
}

// openCodes are the fields open at a place, in the text around and in each text box apart.
type openCodes struct {
	part   string
	blank  *[]opc.Span
	fields []*fieldCode
	boxes  []openBox // text boxes around the place
}

// openBox is a text box at a depth of the XML, and how many fields were open before it.
type openBox struct{ depth, fields int }

func (o *openCodes) enter(depth int) {
	o.boxes = append(o.boxes, openBox{depth, len(o.fields)})
}

// leave ends the text boxes that lie deeper than depth, with the fields left open in them; 0 ends everything.
func (o *openCodes) leave(depth int) {
	for n := len(o.boxes) - 1; n >= 0 && o.boxes[n].depth > depth; n-- {
		o.end(o.boxes[n].fields)
		o.boxes = o.boxes[:n]
	}
	if depth == 0 {
		o.end(0)
	}
}

// end closes all fields but the first few.
func (o *openCodes) end(keep int) {
	for _, f := range o.fields[keep:] {
		o.decide(f)
	}
	o.fields = o.fields[:keep]
}

// decide takes the code of a field away when it would fetch something.
func (o *openCodes) decide(f *fieldCode) {
	if !f.decided && f.fetches() {
		*o.blank = append(*o.blank, f.spans...)
	}
	f.decided = true
}

// first is the place of the first field of the innermost text box.
func (o *openCodes) first() int {
	if n := len(o.boxes); n > 0 {
		return o.boxes[n-1].fields
	}
	return 0
}

func (o *openCodes) mark(kind string) error {
	n := len(o.fields) - 1
	switch {
	case kind == "begin":
		if len(o.fields) >= docx.MaxOpenFields {
			return opc.Fault(opc.CodeTooLarge, o.part, "fields nested deeper than %d", docx.MaxOpenFields)
		}
		o.fields = append(o.fields, &fieldCode{})
	case n < o.first():
	case kind == "separate":
		o.decide(o.fields[n])
	case kind == "end":
		o.end(n)
	}
	return nil
}

// text takes in a piece of code.
func (o *openCodes) text(text string, at opc.Span) {
	n := len(o.fields) - 1
	if n < o.first() || o.fields[n].decided {
		return
	}
	f := o.fields[n]
	if f.text.Len() < docx.MaxInstruction {
		f.text.WriteString(opc.Clip(text, docx.MaxInstruction))
	}
	f.spans = append(f.spans, at)
}
