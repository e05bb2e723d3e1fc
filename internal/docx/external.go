package docx

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
)

// StripExternal copies a .docx without anything that would make a converter reach outside the file: relationships
// that lead out of the package (linked images, attached templates, linked objects, web links) and imported chunks are
// dropped, VML sources are emptied, and field codes that fetch are blanked while their stored result stays. What a
// reader sees on the page does not change. Everything else is copied as it is; the same input gives the same bytes.
func StripExternal(ctx context.Context, dst io.Writer, src io.ReaderAt, size int64, lim Limits) error {
	p, err := openPackage(ctx, src, size, lim)
	if err != nil {
		return err
	}
	if _, err := p.mainPart(); err != nil {
		return err
	}
	parts := map[string][]splice{}
	for _, f := range p.zip.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		var found []splice
		var err error
		if _, ok := relsOwner(f.Name); ok {
			found, err = p.externalRelationships(f.Name)
		} else if t := p.types.of(f.Name); strings.Contains(t, "wordprocessingml") && strings.HasSuffix(t, "+xml") {
			found, err = p.fetchingContent(f.Name)
		}
		if err != nil {
			return err
		}
		if len(found) > 0 {
			parts[f.Name] = found
		}
	}
	return p.rewrite(dst, parts, nil)
}

func (p *opcPackage) externalRelationships(name string) ([]splice, error) {
	s, err := p.stream(name, smallPartBytes)
	if err != nil {
		return nil, err
	}
	defer s.close()
	var out []splice
	err = s.document(func(root elem) error {
		return s.children(func(e elem) error {
			outside := strings.EqualFold(e.attr("TargetMode"), "External") || strings.HasSuffix(e.attr("Type"), "/aFChunk") ||
				strings.Contains(e.attr("Target"), "://")
			if err := s.skipTo(s.depth() - 1); err != nil {
				return err
			}
			if outside {
				out = append(out, splice{span: Span{e.start, s.offset()}})
			}
			return nil
		})
	})
	return out, p.wrap(name, err)
}

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

// references matches an attribute that names something to load.
var references = regexp.MustCompile(`\b(src|href|instr)\s*=\s*("[^"]*"|'[^']*')`)

// fieldCode collects the code of a field, which Word may spread over many runs.
type fieldCode struct {
	text    strings.Builder
	spans   []Span
	decided bool // its code has ended
}

func (f *fieldCode) fetches() bool {
	words := strings.Fields(f.text.String())
	return len(words) > 0 && !quietFields[strings.ToUpper(words[0])]
}

// fetchingContent finds the field codes and attributes of a text part that would fetch something.
func (p *opcPackage) fetchingContent(name string) ([]splice, error) {
	s, err := p.stream(name, p.lim.PartBytes)
	if err != nil {
		return nil, err
	}
	defer s.close()
	var out []splice
	var tags []Span // start tags with an attribute to empty
	var open []*fieldCode
	decide := func(f *fieldCode) {
		if !f.decided && f.fetches() {
			for _, span := range f.spans {
				out = append(out, splice{span: span})
			}
		}
		f.decided = true
	}
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, p.wrap(name, err)
		}
		start, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		e := s.elem(start)
		switch {
		case e.ns == nsW && e.local == "fldChar":
			n := len(open) - 1
			switch e.attr("fldCharType") {
			case "begin":
				if len(open) >= 256 {
					return nil, fault(CodeTooLarge, name, "fields nested deeper than 256")
				}
				open = append(open, &fieldCode{})
			case "separate":
				if n >= 0 {
					decide(open[n])
				}
			case "end":
				if n >= 0 {
					decide(open[n])
					open = open[:n]
				}
			}
		case e.ns == nsW && e.local == "instrText":
			from := s.offset()
			text, err := s.text()
			if err != nil {
				return nil, p.wrap(name, err)
			}
			if n := len(open) - 1; n >= 0 && !open[n].decided {
				if open[n].text.Len() < maxInstruction {
					open[n].text.WriteString(text)
				}
				// The last token read was the end tag: what lies before it is the content.
				open[n].spans = append(open[n].spans, Span{from, int32(s.start)})
			}
		case e.ns == nsW && e.local == "fldSimple":
			f := fieldCode{}
			f.text.WriteString(e.attr("instr"))
			if f.fetches() {
				tags = append(tags, Span{e.start, s.offset()})
			}
		case e.ns == nsV || e.ns == nsO:
			if src := e.attr("src") + e.attr("href"); strings.Contains(src, ":") || strings.HasPrefix(src, `\\`) {
				tags = append(tags, Span{e.start, s.offset()})
			}
		}
	}
	if len(tags) == 0 {
		return out, nil
	}
	part, err := p.bytes(name)
	if err != nil {
		return nil, err
	}
	for _, span := range tags {
		out = append(out, splice{span, references.ReplaceAll(part[span.Start:span.End], []byte(`$1=""`))})
	}
	return out, nil
}
