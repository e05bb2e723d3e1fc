package edit

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"

	"trinhky/internal/docx/opc"
)

// textKinds are the relationships that lead to text.
var textKinds = words("officeDocument header footer footnotes endnotes comments glossaryDocument")

// textParts finds the parts that hold text, by partKey: those that say so, and those that others take for text
// whatever they say.
func textParts(p *opc.Package) (map[string]bool, error) {
	out := map[string]bool{}
	for name := range p.Names() {
		if t := strings.ToLower(p.ContentType(name)); strings.Contains(t, "wordprocessingml") && strings.HasSuffix(t, "+xml") {
			out[opc.Key(name)] = true
		}
		owner, ok := opc.RelationshipsOwner(name)
		if !ok {
			continue
		}
		rels, err := p.ReadRelationships(owner)
		if err != nil {
			return nil, err
		}
		for _, r := range rels {
			if textKinds[r.Kind] && !r.External {
				out[opc.Key(r.Target)] = true
			}
		}
	}
	return out, nil
}

func externalRelationships(p *opc.Package, name string) ([]opc.Splice, error) {
	s, err := p.Stream(name, opc.SmallPartBytes)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	var out []opc.Splice
	err = s.Document(func(root opc.Elem) error {
		return s.Children(func(e opc.Elem) error {
			outside := strings.EqualFold(e.Attr("TargetMode"), "External") || strings.HasSuffix(e.Attr("Type"), "/aFChunk") ||
				strings.Contains(e.Attr("Target"), "://")
			if err := s.SkipTo(s.Depth() - 1); err != nil {
				return err
			}
			if outside {
				out = append(out, opc.Splice{Span: opc.Span{Start: e.Start, End: s.Offset()}})
			}
			return nil
		})
	})
	return out, p.Wrap(name, err)
}

// references matches an attribute that names something to load.
var references = regexp.MustCompile(`\b(src|href|instr)\s*=\s*("[^"]*"|'[^']*')`)

// fetchingContent finds the field codes and attributes of a text part that would fetch something, and says whether
// changes are tracked in it.
func fetchingContent(p *opc.Package, name string) (found []opc.Splice, tracked bool, err error) {
	s, err := p.Stream(name, p.Limits().PartBytes)
	if err != nil {
		return nil, false, err
	}
	defer s.Close()
	var blank []opc.Span // content to take away
	var tags []opc.Span  // start tags with an attribute to empty
	open := openCodes{part: name, blank: &blank}
	for {
		t, err := s.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, false, p.Wrap(name, err)
		}
		open.leave(s.Depth())
		start, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		e := s.Elem(start)
		tracked = tracked || e.NS == opc.W && trackedChanges[e.Local]
		switch {
		case e.NS == opc.W && e.Local == "txbxContent":
			open.enter(s.Depth())
		case e.NS == opc.W && e.Local == "fldChar":
			if err := open.mark(e.Attr("fldCharType")); err != nil {
				return nil, false, err
			}
		case e.NS == opc.W && e.Local == "instrText":
			from := s.Offset()
			text, err := s.Text()
			if err != nil {
				return nil, false, p.Wrap(name, err)
			}
			// The last token read was the end tag: what lies before it is the content.
			open.text(text, opc.Span{Start: from, End: int32(s.Start)})
		case e.NS == opc.W && e.Local == "fldSimple":
			f := fieldCode{}
			f.text.WriteString(e.Attr("instr"))
			if f.fetches() {
				tags = append(tags, opc.Span{Start: e.Start, End: s.Offset()})
			}
		case e.NS == opc.V || e.NS == opc.O:
			if src := e.Attr("src") + e.Attr("href"); strings.Contains(src, ":") || strings.HasPrefix(src, `\\`) {
				tags = append(tags, opc.Span{Start: e.Start, End: s.Offset()})
			}
		}
	}
	open.leave(0)
	var out []opc.Splice
	for _, span := range blank {
		out = append(out, opc.Splice{Span: span})
	}
	if len(tags) == 0 {
		return out, tracked, nil
	}
	part, err := p.Bytes(name)
	if err != nil {
		return nil, false, err
	}
	for _, span := range tags {
		out = append(out, opc.Replace(span, references.ReplaceAll(part[span.Start:span.End], []byte(`$1=""`))))
	}
	return out, tracked, nil
}
