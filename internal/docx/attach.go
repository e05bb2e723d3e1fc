package docx

import (
	"fmt"
	"strings"
)

// language is how a package names the two languages that new parts need.
type language struct{ word, relationships string }

// Word saves in the transitional form of the standard unless it is told to save in the strict one.
var (
	transitional = language{"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}
	strict       = language{"http://purl.oclc.org/ooxml/wordprocessingml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"}
)

// newPart is a part that a package does not have yet.
type newPart struct {
	id   string // of the relationship that leads to it
	kind string // what the standard calls it in its relationship and in its content type
	name string
	root string // its root element
	// content is what stands in the root, with the prefix "w:".
	content string
}

// addedPart is a part as it goes into the package.
type addedPart struct {
	name    string
	content []byte
}

const xmlDeclaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// attach prepares a new part: the package is to name it in its content types and owner in its relationships.
func (p *opcPackage) attach(owner string, l language, n newPart, content func(name string) ([]byte, error), parts map[string][]splice) ([]addedPart, error) {
	insert := func(part, line string) error {
		f := p.files[partKey(part)]
		if f == nil {
			return fault(CodeDamaged, part, "the part is missing")
		}
		b, err := content(f.Name)
		if err != nil {
			return err
		}
		root, err := elementAt(b, Span{0, int32(len(b))})
		if err != nil {
			return &Error{Code: CodeDamaged, Part: part, Err: err}
		}
		parts[f.Name] = append(parts[f.Name], root.within(b, line))
		return nil
	}
	// Both parts may use a prefix for their own namespace; stating it on the line works for every writer.
	if err := insert(contentTypesPart, `<Override xmlns="http://schemas.openxmlformats.org/package/2006/content-types" PartName="/`+escape(n.name)+
		`" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.`+n.kind+`+xml"/>`); err != nil {
		return nil, err
	}
	added := []addedPart{{n.name, []byte(xmlDeclaration + `<w:` + n.root + ` xmlns:w="` + l.word + `">` + n.content + `</w:` + n.root + `>`)}}
	line := `<Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships" Id="` + n.id + `" Type="` + l.relationships + `/` + n.kind +
		`" Target="/` + escape(n.name) + `"/>`
	if rels := relsName(owner); p.has(rels) {
		return added, insert(rels, line)
	}
	return append(added, addedPart{relsName(owner), []byte(xmlDeclaration +
		`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + line + `</Relationships>`)}), nil
}

// freeName gives a part beside owner a name that no part has.
func (p *opcPackage) freeName(owner, base string) string {
	dir := owner[:strings.LastIndex(owner, "/")+1]
	for i := 1; ; i++ {
		if name := fmt.Sprintf("%s%s%d.xml", dir, base, i); !p.has(name) {
			return name
		}
	}
}

// freeID gives a relationship an identifier that no other has.
func freeID(rels map[string]relationship, base string) string {
	id := base
	for i := 1; ; i++ {
		if _, taken := rels[id]; !taken {
			return id
		}
		id = fmt.Sprintf("%s%d", base, i)
	}
}
