package docx

import (
	"context"
	"io"
	"strings"
)

// PrintCopy copies a .docx for a converter to print: what it prints is what Read reads. Nothing in the copy reaches
// outside the file: relationships that lead out of the package (linked images, attached templates, linked objects, web
// links) and imported chunks are dropped, VML sources are emptied, and field codes that fetch are blanked while their
// stored result stays. Tracked changes show as if all were accepted. Everything else is copied as it is; the same input
// gives the same bytes.
func PrintCopy(ctx context.Context, dst io.Writer, src io.ReaderAt, size int64, lim Limits) error {
	p, err := openPackage(ctx, src, size, lim)
	if err != nil {
		return err
	}
	main, err := p.mainPart()
	if err != nil {
		return err
	}
	texts, err := p.textParts()
	if err != nil {
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
		} else if texts[partKey(f.Name)] {
			found, err = p.fetchingContent(f.Name)
		}
		if err != nil {
			return err
		}
		if len(found) > 0 {
			parts[f.Name] = found
		}
	}
	var added []addedPart
	if p.tracked {
		if added, err = p.hideChanges(main, parts); err != nil {
			return err
		}
	}
	return p.rewrite(dst, parts, nil, added...)
}

// trackedChanges are the elements that say what was put in, taken out or moved.
var trackedChanges = words("ins del moveFrom moveTo")

// hideChanges has the settings show a document without the marks of its tracked changes.
func (p *opcPackage) hideChanges(main string, parts map[string][]splice) ([]addedPart, error) {
	rels, err := p.relationships(main)
	if err != nil {
		return nil, err
	}
	named := false
	for _, r := range rels {
		if r.kind != "settings" || r.external || !p.has(r.target) {
			continue
		}
		named = true
		name := p.files[partKey(r.target)].Name
		part, err := p.bytes(name)
		if err != nil {
			return nil, err
		}
		root, err := elementAt(part, Span{0, int32(len(part))})
		if err != nil {
			return nil, &Error{Code: CodeDamaged, Part: name, Err: err}
		}
		for _, c := range root.children {
			if c.name == "revisionView" {
				parts[name] = append(parts[name], splice{span: c.span})
			}
		}
		parts[name] = append(parts[name], root.within(part, root.tag("revisionView", "markup", "0")))
	}
	if named {
		return nil, nil
	}
	return p.attach(main, transitional, newPart{
		id: freeID(rels, "trSettings"), kind: "settings", name: p.freeName(main, "settings"), root: "settings",
		content: markup{"w:"}.tag("revisionView", "markup", "0"),
	}, p.bytes, parts)
}
