package edit

import (
	"context"
	"io"

	"trinhky/internal/docx/opc"
)

// PrintCopy copies a .docx for a converter to print: what it prints is what Read reads. Nothing in the copy reaches
// outside the file: relationships that lead out of the package (linked images, attached templates, linked objects, web
// links) and imported chunks are dropped, VML sources are emptied, and field codes that fetch are blanked while their
// stored result stays. Tracked changes show as if all were accepted. Everything else is copied as it is; the same input
// gives the same bytes.
func PrintCopy(ctx context.Context, dst io.Writer, src io.ReaderAt, size int64, lim opc.Limits) error {
	p, err := opc.Open(ctx, src, size, lim)
	if err != nil {
		return err
	}
	main, err := p.Main()
	if err != nil {
		return err
	}
	texts, err := textParts(p)
	if err != nil {
		return err
	}
	parts := map[string][]opc.Splice{}
	tracked := false
	for name := range p.Names() {
		var found []opc.Splice
		var err error
		if _, ok := opc.RelationshipsOwner(name); ok {
			found, err = externalRelationships(p, name)
		} else if texts[opc.Key(name)] {
			var changes bool
			found, changes, err = fetchingContent(p, name)
			tracked = tracked || changes
		}
		if err != nil {
			return err
		}
		if len(found) > 0 {
			parts[name] = found
		}
	}
	var added []opc.Part
	if tracked {
		if added, err = hideChanges(p, main, parts); err != nil {
			return err
		}
	}
	return p.Rewrite(dst, parts, nil, added...)
}

// trackedChanges are the elements that say what was put in, taken out or moved.
var trackedChanges = words("ins del moveFrom moveTo")

// hideChanges has the settings show a document without the marks of its tracked changes.
func hideChanges(p *opc.Package, main string, parts map[string][]opc.Splice) ([]opc.Part, error) {
	rels, err := p.Relationships(main)
	if err != nil {
		return nil, err
	}
	named := false
	for _, r := range rels {
		if r.Kind != "settings" || r.External || !p.Has(r.Target) {
			continue
		}
		named = true
		name, _ := p.Entry(r.Target)
		part, err := p.Bytes(name)
		if err != nil {
			return nil, err
		}
		root, err := rootOf(part)
		if err != nil {
			return nil, &opc.Error{Code: opc.CodeDamaged, Part: name, Err: err}
		}
		for _, c := range root.children {
			if c.name == "revisionView" {
				parts[name] = append(parts[name], opc.Splice{Span: c.span})
			}
		}
		parts[name] = append(parts[name], root.within(part, root.tag("revisionView", "markup", "0")))
	}
	if named {
		return nil, nil
	}
	return attach(p, main, opc.Transitional, newPart{
		id: freeID(rels, "trSettings"), kind: "settings", name: freeName(p, main, "settings"), root: "settings",
		content: markup{"w:"}.tag("revisionView", "markup", "0"),
	}, p.Bytes, parts)
}
