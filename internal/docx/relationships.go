package docx

import (
	"path"
	"strings"
)

// relationship is one line of a .rels part.
type relationship struct {
	id, kind, target string
	external         bool
}

// relationships gives the relationships of a part ("" for the package itself), targets made into part names. They are
// kept for the next who asks: never write to them.
func (p *opcPackage) relationships(part string) (map[string]relationship, error) {
	if known, ok := p.rels[part]; ok {
		return known, nil
	}
	rels, err := p.readRelationships(part)
	if err == nil {
		p.rels[part] = rels
	}
	return rels, err
}

// maxRelationships bounds the relationships of all parts together; a link in every line of a long annex has room.
const maxRelationships = 50_000

// readRelationships reads them without keeping them.
func (p *opcPackage) readRelationships(part string) (map[string]relationship, error) {
	name := relsName(part)
	if !p.has(name) {
		return nil, nil
	}
	s, err := p.stream(name, smallPartBytes)
	if err != nil {
		return nil, err
	}
	defer s.close()
	out := map[string]relationship{}
	err = s.document(func(root elem) error {
		return s.children(func(e elem) error {
			if e.local != "Relationship" {
				return nil
			}
			if p.related++; p.related > maxRelationships {
				return fault(CodeTooLarge, name, "more than %d relationships", maxRelationships)
			}
			r := relationship{id: e.attr("Id"), kind: path.Base(e.attr("Type")), target: e.attr("Target")}
			r.external = strings.EqualFold(e.attr("TargetMode"), "External")
			if !r.external {
				r.target = resolveTarget(part, r.target)
			}
			out[r.id] = r
			return nil
		})
	})
	return out, p.wrap(name, err)
}

func relsName(part string) string {
	dir, base := path.Split(part)
	return dir + "_rels/" + base + ".rels"
}

func resolveTarget(part, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return strings.TrimPrefix(path.Join("/", path.Dir(part), target), "/")
}

// contentTypes is [Content_Types].xml: what each part claims to be.
type contentTypes struct{ overrides, defaults map[string]string }

func (c contentTypes) of(part string) string {
	if t, ok := c.overrides[strings.ToLower("/"+part)]; ok {
		return t
	}
	return c.defaults[strings.ToLower(strings.TrimPrefix(path.Ext(part), "."))]
}

const contentTypesPart = "[Content_Types].xml"

func (p *opcPackage) readContentTypes() error {
	if !p.has(contentTypesPart) {
		return fault(CodeNotDocx, "", "a zip file without content types")
	}
	s, err := p.stream(contentTypesPart, smallPartBytes)
	if err != nil {
		return err
	}
	defer s.close()
	p.types = contentTypes{overrides: map[string]string{}, defaults: map[string]string{}}
	err = s.document(func(root elem) error {
		return s.children(func(e elem) error {
			switch e.local {
			case "Override":
				p.types.overrides[strings.ToLower(e.attr("PartName"))] = e.attr("ContentType")
			case "Default":
				p.types.defaults[strings.ToLower(e.attr("Extension"))] = e.attr("ContentType")
			}
			return nil
		})
	})
	return p.wrap(contentTypesPart, err)
}

const (
	mainType  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	macroMark = "macroenabled"
)

// mainPart finds the document part and turns away everything that is not a plain .docx.
func (p *opcPackage) mainPart() (string, error) {
	rels, err := p.relationships("")
	if err != nil {
		return "", err
	}
	main := ""
	for _, r := range rels {
		if r.kind == "officeDocument" && !r.external && (main == "" || r.target < main) {
			main = r.target
		}
	}
	if main == "" {
		return "", fault(CodeNotDocx, "", "the package names no main document")
	}
	for _, t := range p.types.overrides {
		if strings.Contains(strings.ToLower(t), "vbaproject") {
			return "", fault(CodeMacro, "", "a VBA project is declared")
		}
	}
	for key := range p.files {
		if path.Base(key) == "vbaproject.bin" {
			return "", fault(CodeMacro, key, "a VBA project is present")
		}
	}
	t := p.types.of(main)
	switch {
	case t == mainType:
		return main, nil
	case strings.Contains(strings.ToLower(t), macroMark):
		return "", fault(CodeMacro, main, "content type %q", t)
	default:
		return "", fault(CodeNotDocx, main, "content type %q", t)
	}
}

// signed says whether the package carries a digital signature.
func (p *opcPackage) signed() bool {
	for key := range p.files {
		if strings.HasPrefix(key, "_xmlsignatures/") {
			return true
		}
	}
	return false
}
