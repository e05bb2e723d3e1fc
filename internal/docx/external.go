package docx

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
)

// textKinds are the relationships that lead to text.
var textKinds = words("officeDocument header footer footnotes endnotes comments glossaryDocument")

// textParts finds the parts that hold text, by partKey: those that say so, and those that others take for text
// whatever they say.
func (p *opcPackage) textParts() (map[string]bool, error) {
	out := map[string]bool{}
	for _, f := range p.zip.File {
		if t := strings.ToLower(p.types.of(f.Name)); strings.Contains(t, "wordprocessingml") && strings.HasSuffix(t, "+xml") {
			out[partKey(f.Name)] = true
		}
		owner, ok := relsOwner(f.Name)
		if !ok {
			continue
		}
		rels, err := p.readRelationships(owner)
		if err != nil {
			return nil, err
		}
		for _, r := range rels {
			if textKinds[r.kind] && !r.external {
				out[partKey(r.target)] = true
			}
		}
	}
	return out, nil
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

// references matches an attribute that names something to load.
var references = regexp.MustCompile(`\b(src|href|instr)\s*=\s*("[^"]*"|'[^']*')`)

// fetchingContent finds the field codes and attributes of a text part that would fetch something, and notes whether
// changes are tracked in it.
func (p *opcPackage) fetchingContent(name string) ([]splice, error) {
	s, err := p.stream(name, p.lim.PartBytes)
	if err != nil {
		return nil, err
	}
	defer s.close()
	var blank []Span // content to take away
	var tags []Span  // start tags with an attribute to empty
	open := openCodes{part: name, blank: &blank}
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, p.wrap(name, err)
		}
		open.leave(s.depth())
		start, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		e := s.elem(start)
		p.tracked = p.tracked || e.ns == nsW && trackedChanges[e.local]
		switch {
		case e.ns == nsW && e.local == "txbxContent":
			open.enter(s.depth())
		case e.ns == nsW && e.local == "fldChar":
			if err := open.mark(e.attr("fldCharType")); err != nil {
				return nil, err
			}
		case e.ns == nsW && e.local == "instrText":
			from := s.offset()
			text, err := s.text()
			if err != nil {
				return nil, p.wrap(name, err)
			}
			// The last token read was the end tag: what lies before it is the content.
			open.text(text, Span{from, int32(s.start)})
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
	open.leave(0)
	var out []splice
	for _, span := range blank {
		out = append(out, splice{span: span})
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
