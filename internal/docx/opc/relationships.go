package opc

import (
	"path"
	"strings"
)

// Relationship is one line of a .rels part.
type Relationship struct {
	ID, Kind, Target string
	External         bool
}

// Relationships gives the relationships of a part ("" for the package itself), targets made into part names. They are
// kept for the next who asks: never write to them.
func (p *Package) Relationships(part string) (map[string]Relationship, error) {
	rels, err := p.ReadRelationships(part)
	if err == nil {
		p.rels[part] = rels
	}
	return rels, err
}

// maxRelationships bounds the relationships of all parts together; a link in every line of a long annex has room.
const maxRelationships = 50_000

// ReadRelationships is relationships without keeping those that nobody has asked for yet.
func (p *Package) ReadRelationships(part string) (map[string]Relationship, error) {
	if known, ok := p.rels[part]; ok {
		return known, nil
	}
	name := RelationshipsPart(part)
	if !p.Has(name) {
		return nil, nil
	}
	s, err := p.Stream(name, SmallPartBytes)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	out := map[string]Relationship{}
	err = s.Document(func(root Elem) error {
		return s.Children(func(e Elem) error {
			if e.Local != "Relationship" {
				return nil
			}
			if p.related++; p.related > maxRelationships {
				return Fault(CodeTooLarge, name, "more than %d relationships", maxRelationships)
			}
			r := Relationship{ID: e.Attr("Id"), Kind: path.Base(e.Attr("Type")), Target: e.Attr("Target")}
			r.External = strings.EqualFold(e.Attr("TargetMode"), "External")
			if !r.External {
				r.Target = resolveTarget(part, r.Target)
			}
			if twin, ok := out[r.ID]; ok && twin != r {
				// As with two parts of one name: each reader takes another.
				return Fault(CodeDamaged, name, "two relationships share the id %q", r.ID)
			}
			out[r.ID] = r
			return nil
		})
	})
	return out, p.Wrap(name, err)
}

// RelationshipsPart is the part that holds the relationships of another.
func RelationshipsPart(part string) string {
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

// ContentTypesPart is the part in which a package says what each part is.
const ContentTypesPart = "[Content_Types].xml"

func (p *Package) readContentTypes() error {
	if !p.Has(ContentTypesPart) {
		return Fault(CodeNotDocx, "", "a zip file without content types")
	}
	s, err := p.Stream(ContentTypesPart, SmallPartBytes)
	if err != nil {
		return err
	}
	defer s.Close()
	p.types = contentTypes{overrides: map[string]string{}, defaults: map[string]string{}}
	err = s.Document(func(root Elem) error {
		return s.Children(func(e Elem) error {
			switch e.Local {
			case "Override":
				p.types.overrides[strings.ToLower(e.Attr("PartName"))] = e.Attr("ContentType")
			case "Default":
				p.types.defaults[strings.ToLower(e.Attr("Extension"))] = e.Attr("ContentType")
			}
			return nil
		})
	})
	return p.Wrap(ContentTypesPart, err)
}

const (
	mainType  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	macroMark = "macroenabled"
)

// Opens is the part that the package opens with, and what that part is. A package that names two is turned away: one
// program would open the one, the next the other.
func (p *Package) Opens() (part, contentType string, err error) {
	rels, err := p.Relationships("")
	if err != nil {
		return "", "", err
	}
	for _, r := range rels {
		if r.Kind != "officeDocument" || r.External {
			continue
		}
		if part != "" && Key(r.Target) != Key(part) {
			return "", "", Fault(CodeDamaged, "", "the package names two main documents")
		}
		part = r.Target
	}
	if part == "" {
		return "", "", Fault(CodeNotDocx, "", "the package names no main document")
	}
	return part, p.types.of(part), nil
}

// WithoutMacros turns away what carries code that runs when it is opened, by what its parts claim to be and by the
// names under which programs look for it.
func (p *Package) WithoutMacros() error {
	for part, t := range p.types.overrides {
		if isMacro(t) {
			return Fault(CodeMacro, part, "content type %q", t)
		}
	}
	for key := range p.files {
		if path.Base(key) == "vbaproject.bin" || strings.Contains(key, "macrosheets/") || isMacro(p.types.of(key)) {
			return Fault(CodeMacro, key, "a macro is present")
		}
	}
	return nil
}

func isMacro(contentType string) bool {
	t := strings.ToLower(contentType)
	return strings.Contains(t, "vbaproject") || strings.Contains(t, macroMark) || strings.Contains(t, "macrosheet")
}

// Main finds the document part and turns away everything that is not a plain .docx.
func (p *Package) Main() (string, error) {
	main, contentType, err := p.Opens()
	if err != nil {
		return "", err
	}
	if err := p.WithoutMacros(); err != nil {
		return "", err
	}
	switch {
	case contentType == mainType:
		return main, nil
	case strings.Contains(strings.ToLower(contentType), macroMark):
		return "", Fault(CodeMacro, main, "content type %q", contentType)
	default:
		return "", Fault(CodeNotDocx, main, "content type %q", contentType)
	}
}

// Signed says whether the package carries a digital signature.
func (p *Package) Signed() bool {
	for key := range p.files {
		if strings.HasPrefix(key, "_xmlsignatures/") {
			return true
		}
	}
	return false
}

// RelationshipsOwner gives the part whose relationships the named entry holds.
func RelationshipsOwner(name string) (string, bool) {
	dir, base := path.Split(strings.ReplaceAll(name, "\\", "/"))
	owner, folder := len(base)-len(".rels"), len(dir)-len("_rels/")
	switch {
	case owner < 0 || !strings.EqualFold(base[owner:], ".rels"):
		return "", false
	case folder < 0 || !strings.EqualFold(dir[folder:], "_rels/") || folder > 0 && dir[folder-1] != '/':
		return "", false
	}
	return dir[:folder] + base[:owner], true
}
