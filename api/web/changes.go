package web

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

// ChangesPage compares two versions of a draft, so that whoever read the one
// need not read the other whole.
type ChangesPage struct {
	Frame
	Doc      domain.Document
	From, To domain.Version
	Versions []domain.Version
	Passages []Passage
	Count    int // changed paragraphs
	Problem  string
}

func (w *Web) getChanges(rq *request) error {
	dossier, err := w.Store.Dossier(rq.ctx, rq.view, rq.c.Param("id"), route.Parts{Versions: true})
	if err != nil {
		return err
	}
	p := &ChangesPage{Doc: dossier.Document, Versions: dossier.Versions, To: dossier.Document.Version}
	if v, ok := versionOf(&dossier, rq.c.Query("to")); ok {
		p.To = v
	}
	// Without a choice, against the version before.
	for _, v := range dossier.Versions {
		if v.Ordinal < p.To.Ordinal && v.Ordinal > p.From.Ordinal {
			p.From = v
		}
	}
	if v, ok := versionOf(&dossier, rq.c.Query("from")); ok {
		p.From = v
	}
	if p.From.ID == "" {
		return &domain.Error{Code: domain.ErrNotFound, Key: "changes.one_version"}
	}
	old, err := w.paragraphs(rq.ctx, p.From.SHA256)
	if err != nil {
		return err
	}
	fresh, err := w.paragraphs(rq.ctx, p.To.SHA256)
	if err != nil {
		return err
	}
	p.Passages = compare(old, fresh)
	for _, passage := range p.Passages {
		if passage.Changed {
			p.Count++
		}
	}
	return w.page(rq, "changes", p, rq.T("changes.title"))
}

func versionOf(dossier *route.Dossier, id string) (domain.Version, bool) {
	for _, v := range dossier.Versions {
		if v.ID == id {
			return v, true
		}
	}
	return domain.Version{}, false
}

// paragraphs reads the text of a stored draft.
func (w *Web) paragraphs(ctx context.Context, sha string) (texts []string, err error) {
	doc, err := w.document(ctx, sha)
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
func (w *Web) document(ctx context.Context, sha string) (doc *docx.Document, err error) {
	file, size, err := spool.Copy(ctx, w.Files, sha)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if doc, err = docx.Read(ctx, file, size, opc.Limits{}); err != nil {
		return nil, fmt.Errorf("read version %s: %w", sha, err)
	}
	return doc, nil
}
