package edit

import (
	"fmt"
	"strings"

	"trinhky/internal/docx/opc"
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

const xmlDeclaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// attach prepares a new part: the package is to name it in its content types and owner in its relationships.
func attach(p *opc.Package, owner string, l opc.Language, n newPart, content func(name string) ([]byte, error), parts map[string][]opc.Splice) ([]opc.Part, error) {
	insert := func(part, line string) error {
		name, ok := p.Entry(part)
		if !ok {
			return opc.Fault(opc.CodeDamaged, part, "the part is missing")
		}
		b, err := content(name)
		if err != nil {
			return err
		}
		root, err := rootOf(b)
		if err != nil {
			return &opc.Error{Code: opc.CodeDamaged, Part: part, Err: err}
		}
		parts[name] = append(parts[name], root.within(b, line))
		return nil
	}
	// Both parts may use a prefix for their own namespace; stating it on the line works for every writer.
	if err := insert(opc.ContentTypesPart, `<Override xmlns="http://schemas.openxmlformats.org/package/2006/content-types" PartName="/`+escape(n.name)+
		`" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.`+n.kind+`+xml"/>`); err != nil {
		return nil, err
	}
	added := []opc.Part{{Name: n.name, Content: []byte(xmlDeclaration + `<w:` + n.root + ` xmlns:w="` + l.Word + `">` + n.content + `</w:` + n.root + `>`)}}
	line := `<Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships" Id="` + n.id + `" Type="` + l.Relationships + `/` + n.kind +
		`" Target="/` + escape(n.name) + `"/>`
	if rels := opc.RelationshipsPart(owner); p.Has(rels) {
		return added, insert(rels, line)
	}
	return append(added, opc.Part{Name: opc.RelationshipsPart(owner), Content: []byte(xmlDeclaration +
		`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + line + `</Relationships>`)}), nil
}

// freeName gives a part beside owner a name that no part has.
func freeName(p *opc.Package, owner, base string) string {
	dir := owner[:strings.LastIndex(owner, "/")+1]
	for i := 1; ; i++ {
		if name := fmt.Sprintf("%s%s%d.xml", dir, base, i); !p.Has(name) {
			return name
		}
	}
}

// freeID gives a relationship an identifier that no other has.
func freeID(rels map[string]opc.Relationship, base string) string {
	id := base
	for i := 1; ; i++ {
		if _, taken := rels[id]; !taken {
			return id
		}
		id = fmt.Sprintf("%s%d", base, i)
	}
}
