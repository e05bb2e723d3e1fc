package document

import (
	"context"
	"fmt"
	"strings"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
	"trinhky/internal/domain"
	"trinhky/internal/route"
	"trinhky/internal/spool"
)

func versionOf(dossier *route.Dossier, id string) (domain.Version, bool) {
	for _, v := range dossier.Versions {
		if v.ID == id {
			return v, true
		}
	}
	return domain.Version{}, false
}

// paragraphs reads the text of a stored draft.
func (a *Area) paragraphs(ctx context.Context, sha string) (texts []string, err error) {
	doc, err := a.document(ctx, sha)
	if err != nil {
		return nil, err
	}
	for p := range doc.Paragraphs() {
		if text := strings.Join(strings.Fields(p.FullText()), " "); text != "" {
			texts = append(texts, text)
		}
	}
	return texts, nil
}

// document reads a stored draft. A file that cannot be read gives an *opc.Error.
func (a *Area) document(ctx context.Context, sha string) (doc *docx.Document, err error) {
	file, size, err := spool.Copy(ctx, a.Files, sha)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if doc, err = docx.Read(ctx, file, size, opc.Limits{}); err != nil {
		return nil, fmt.Errorf("read version %s: %w", sha, err)
	}
	return doc, nil
}
