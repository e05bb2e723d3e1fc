package intake

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"trinhky/internal/docx/opc"
	"trinhky/internal/format/anatomy"
	"trinhky/internal/format/wording"
)

// A workbook is walked once, part by part; nothing of it is kept but which of its
// texts are marks.
type workbook struct {
	pkg    *opc.Package
	shared map[string]cellText // by index in the shared strings; the others are plain
	secret bool
}

// cellText is what a text means for the secrecy of its sheet.
type cellText uint8

const (
	plainText cellText = iota
	secretMark
	secretHeading // of a column that lists the secrecy of other things
)

// headRows is how far down a sheet its own mark may stand: below that a word in a
// cell is content.
const headRows = 15

// read goes through every part: what people see for marks and formulas, the rest
// for its size alone.
func (w *workbook) read(ctx context.Context, main string) error {
	rels, err := w.pkg.Relationships(main)
	if err != nil {
		return err
	}
	read := map[string]bool{}
	for _, r := range rels {
		if r.Kind == "sharedStrings" && !r.External {
			read[opc.Key(r.Target)] = true
			if err := w.part(r.Target, w.sharedStrings); err != nil {
				return err
			}
		}
	}
	for name := range w.pkg.Names() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if read[opc.Key(name)] {
			continue
		}
		switch contentType := w.pkg.ContentType(name); {
		case name == main, strings.HasSuffix(contentType, "sheet+xml"), strings.HasSuffix(contentType, ".sheet.main+xml"):
			err = w.part(name, w.sheet)
		case strings.HasSuffix(contentType, "drawing+xml"):
			err = w.part(name, w.drawing)
		default:
			err = w.pkg.Measure(name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *workbook) part(name string, walk func(*opc.Stream) error) error {
	s, err := w.pkg.Stream(name, w.pkg.Limits().PartBytes)
	if err != nil {
		return err
	}
	defer s.Close()
	return w.pkg.Wrap(name, s.Document(func(opc.Elem) error { return walk(s) }))
}

// sharedStrings remembers which of the texts that cells share mean something.
func (w *workbook) sharedStrings(s *opc.Stream) error {
	index := 0
	return s.Children(func(e opc.Elem) error {
		if e.Local != "si" {
			return nil
		}
		text, err := allText(s)
		if meaning := meaningOf(text); meaning != plainText {
			w.shared[strconv.Itoa(index)] = meaning
		}
		index++
		return err
	})
}

// sheet walks a worksheet, or the workbook itself: cells of the first rows, heads
// and feet of printed pages, the names of sheets, and every formula.
func (w *workbook) sheet(s *opc.Stream) error {
	lists := map[string]bool{} // columns under a heading of secrecy
	return w.elements(s, func(e opc.Elem) error {
		switch e.Local {
		case "sheet":
			w.mark(e.Attr("name"))
		case "c":
			return w.cell(s, e, lists)
		case "f", "formula", "formula1", "formula2", "definedName":
			return formula(s)
		case "oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter":
			text, err := s.Text()
			for _, line := range printedLines(text) {
				w.mark(line)
			}
			return err
		}
		return nil
	})
}

// elements calls f for every element at any depth.
func (w *workbook) elements(s *opc.Stream, f func(opc.Elem) error) error {
	return s.Children(func(e opc.Elem) error {
		depth := s.Depth()
		if err := f(e); err != nil || s.Depth() < depth {
			return err
		}
		return w.elements(s, f)
	})
}

func formula(s *opc.Stream) error {
	text, err := s.Text()
	if err == nil && isLink(text) {
		return opc.Fault(opc.CodeLinks, s.Part, "a formula that asks another program")
	}
	return err
}

func (w *workbook) cell(s *opc.Stream, cell opc.Elem, lists map[string]bool) error {
	column, row := place(cell.Attr("r"))
	kind, value := cell.Attr("t"), ""
	err := s.Children(func(e opc.Elem) (err error) {
		switch e.Local {
		case "f":
			return formula(s)
		case "v":
			value, err = s.Text()
		case "is":
			value, err = allText(s)
		}
		return err
	})
	if err != nil || row > headRows {
		return err
	}
	meaning := w.shared[value]
	if kind != "s" {
		meaning = meaningOf(value)
	}
	switch {
	case meaning == secretHeading:
		lists[column] = true
	case meaning == secretMark && !lists[column]:
		w.secret = true
	}
	return nil
}

// place parts "BC12" into its column and row; a cell that does not say where it
// stands counts as standing in the first row.
func place(reference string) (column string, row int) {
	i := strings.IndexFunc(reference, unicode.IsDigit)
	if i < 0 {
		return reference, 1
	}
	row, err := strconv.Atoi(reference[i:])
	if err != nil {
		return reference[:i], 1
	}
	return reference[:i], row
}

// drawing looks at the paragraphs of shapes.
func (w *workbook) drawing(s *opc.Stream) error {
	return w.elements(s, func(e opc.Elem) error {
		if e.Local != "p" {
			return nil
		}
		text, err := allText(s)
		w.mark(text)
		return err
	})
}

func (w *workbook) mark(text string) { w.secret = w.secret || meaningOf(text) == secretMark }

// allText is the text of every t within the element just opened, to its end tag.
func allText(s *opc.Stream) (string, error) {
	var b strings.Builder
	var walk func() error
	walk = func() error {
		return s.Children(func(e opc.Elem) error {
			if e.Local == "rPh" { // how to read it aloud
				return nil
			}
			if e.Local != "t" {
				return walk()
			}
			text, err := s.Text()
			b.WriteString(text)
			return err
		})
	}
	err := walk()
	return b.String(), err
}

// printCodes are the codes within the head of a printed page: font, size, place.
var printCodes = regexp.MustCompile(`&("[^"]*"|\d+|[LCR]|K[0-9A-Fa-f]{6}|.)`)

func printedLines(text string) []string {
	plain := printCodes.ReplaceAllStringFunc(text, func(code string) string {
		if code == "&L" || code == "&C" || code == "&R" {
			return "\n"
		}
		return ""
	})
	return strings.Split(plain, "\n")
}

var secretHeadings = map[string]bool{"domat": true, "mucdomat": true, "mucdo": true, "dauchidomat": true, "phanloaimat": true, "loaimat": true}

// meaningOf knows a mark: a classification in capitals, or one that is introduced
// as such. In small letters alone it may be a word: mật is also honey.
func meaningOf(text string) cellText {
	const longest = 120 // bytes; a mark is a line of its own
	text = strings.TrimSpace(text)
	switch {
	case text == "" || len(text) > longest:
		return plainText
	case anatomy.IsSecretMark(text) && (strings.Contains(text, ":") || text == strings.ToUpper(text)):
		return secretMark
	case secretHeadings[wording.Letters(wording.Fold(text))]:
		return secretHeading
	}
	return plainText
}
