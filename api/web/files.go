package web

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"

	"trinhky/api/door"
	"trinhky/internal/docx"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

// PaperView is the PDF of a document: issued, or a reading copy.
type PaperView struct {
	VersionID string
	Version   int
	Issued    bool   // the issued PDF itself
	PDF       string // address, empty while it is being made
	Name      string
	Docx      string // address of the .docx
	Old       bool   // not the newest version
	Again     string // address to look at again while the copy is being made
	Problem   string // why there will be none
}

// FilesView is what travels with the draft.
type FilesView struct {
	Annexes []AnnexView
	Kinds   []domain.AnnexKind
	Token   string
	Version domain.Version
	By      string
}

// AnnexView is one attached file.
type AnnexView struct {
	domain.Annex
	By string
}

func filesView(rq *request, d directory, dossier *route.Dossier) FilesView {
	v := FilesView{Kinds: annexKinds, Token: newToken(), Version: dossier.Document.Version, By: d.person(dossier.Document.Version.UploadedBy)}
	for _, a := range dossier.Annexes {
		v.Annexes = append(v.Annexes, AnnexView{a, d.person(a.UploadedBy)})
	}
	return v
}

func fileHref(documentID, sha string) string { return "/documents/" + documentID + "/files/" + sha }

func pdfHref(documentID, sha string) string { return "/documents/" + documentID + "/pdf/" + sha }

// paper finds what is read: the issued PDF, else the reading copy of the version
// asked for, else of the newest.
func (w *Web) paper(rq *request, dossier *route.Dossier) (PaperView, error) {
	doc := &dossier.Document
	shown := doc.Version
	for _, v := range dossier.Versions {
		if v.ID == rq.c.Query("version") {
			shown = v
		}
	}
	if doc.IssuedPDFSHA == "" || shown.ID != doc.Version.ID {
		return w.readingCopy(rq, doc, shown)
	}
	p := paperOf(doc, shown)
	p.Issued, p.PDF = true, pdfHref(doc.ID, doc.IssuedPDFSHA)
	if doc.IssuedDocxSHA != "" {
		p.Docx = fileHref(doc.ID, doc.IssuedDocxSHA)
	}
	return p, nil
}

func paperOf(doc *domain.Document, shown domain.Version) PaperView {
	return PaperView{
		VersionID: shown.ID, Version: shown.Ordinal, Name: shown.FileName, Docx: fileHref(doc.ID, shown.SHA256),
		Old: shown.ID != doc.Version.ID,
	}
}

// readingCopy finds the reading copy of a version. Where there is none yet it is
// ordered.
func (w *Web) readingCopy(rq *request, doc *domain.Document, shown domain.Version) (PaperView, error) {
	p := paperOf(doc, shown)
	_, made, err := w.Store.Preview(rq.ctx, shown.SHA256)
	if err != nil {
		return p, fmt.Errorf("find the reading copy: %w", err)
	}
	if made {
		p.PDF = pdfHref(doc.ID, shown.SHA256)
		return p, nil
	}
	err = w.Decisions.RequestPreview(rq.ctx, shown.SHA256)
	if domain.CodeOf(err) == domain.ErrUnsupported {
		p.Problem = messageOf(rq, err)
		return p, nil
	}
	if err != nil {
		// The dossier can be read without it, and the next visit asks again.
		w.Log.WarnContext(rq.ctx, "order a reading copy", "sha256", shown.SHA256, "error", err)
	}
	p.Again = rq.lookAgain()
	return p, nil
}

// looks is how often a page asks by itself for a reading copy that is being
// made. It ends, so that a forgotten window does not keep its session alive.
const looks = 30

func (rq *request) lookAgain() string {
	if rq.c.Request.Method != http.MethodGet {
		return ""
	}
	u := *rq.c.Request.URL
	values := u.Query()
	done, _ := strconv.Atoi(values.Get("look")) // anything else counts as none
	if done >= looks {
		return ""
	}
	values.Set("look", strconv.Itoa(done+1))
	u.RawQuery = values.Encode()
	return u.RequestURI()
}

// stored is a file of a dossier with the name people know it by.
type stored struct {
	name, mediaType string
}

// filesOf are the files of a dossier by content: who sees the dossier sees them.
func filesOf(dossier *route.Dossier) map[string]stored {
	doc := dossier.Document
	files := map[string]stored{}
	for _, v := range dossier.Versions {
		files[v.SHA256] = stored{v.FileName, docx.MediaType}
	}
	for _, a := range dossier.Annexes {
		files[a.SHA256] = stored{a.FileName, a.MediaType}
	}
	if doc.Number != nil {
		name := strings.ReplaceAll(regulation.NumberText(*doc.Number), "/", "-") + "-" + strconv.Itoa(doc.Number.Year)
		if doc.IssuedDocxSHA != "" {
			files[doc.IssuedDocxSHA] = stored{name + ".docx", docx.MediaType}
		}
		if doc.IssuedPDFSHA != "" {
			files[doc.IssuedPDFSHA] = stored{name + ".pdf", "application/pdf"}
		}
	}
	delete(files, "")
	return files
}

// getFile gives out one file of the dossier, always as a download: nothing that
// was uploaded is ever shown as a page of ours.
func (w *Web) getFile(rq *request) error {
	dossier, err := w.Store.Dossier(rq.ctx, rq.view, rq.c.Param("id"), route.Parts{Versions: true, Annexes: true})
	if err != nil {
		return err
	}
	sha := rq.c.Param("sha")
	file, known := filesOf(&dossier)[sha]
	if !known {
		return &domain.Error{Code: domain.ErrNotFound}
	}
	rq.c.Header("Content-Security-Policy", "default-src 'none'; sandbox")
	return w.send(rq, sha, file, "attachment")
}

// getPDF gives out a reading copy, or the issued PDF, to be shown in the page.
func (w *Web) getPDF(rq *request) error {
	dossier, err := w.Store.Dossier(rq.ctx, rq.view, rq.c.Param("id"), route.Parts{Versions: true, Annexes: true})
	if err != nil {
		return err
	}
	sha := rq.c.Param("sha")
	file, known := filesOf(&dossier)[sha]
	if !known {
		return &domain.Error{Code: domain.ErrNotFound}
	}
	if sha != dossier.Document.IssuedPDFSHA {
		pdf, made, err := w.Store.Preview(rq.ctx, sha)
		if err != nil {
			return err
		}
		if !made {
			return &domain.Error{Code: domain.ErrNotFound, Key: "preview.not_yet"}
		}
		file, sha = stored{strings.TrimSuffix(file.name, path.Ext(file.name)) + ".pdf", "application/pdf"}, pdf
	}
	disposition := "inline"
	if rq.c.Query("download") != "" {
		disposition = "attachment"
	}
	// Chromium shows no PDF under the sandbox directive; its viewer runs no script
	// of the file in our origin. What is left: no page but ours may frame it.
	rq.c.Header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'")
	if place := rq.c.Query("place"); place != "" {
		return rq.toPlace(place)
	}
	// Kept, but shown only after we have said again that this reader may.
	rq.c.Header("Cache-Control", "private, no-cache")
	rq.c.Header("ETag", `"`+sha+`"`)
	if door.Holds(rq.c.Request, `"`+sha+`"`) {
		rq.c.Status(http.StatusNotModified)
		return nil
	}
	return w.send(rq, sha, file, disposition)
}

// send streams a stored file.
func (w *Web) send(rq *request, sha string, file stored, disposition string) error {
	body, size, err := w.Files.Get(rq.ctx, sha)
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }() // only read from
	h := rq.c.Writer.Header()
	h.Set("Content-Type", file.mediaType)
	h.Set("Content-Length", strconv.FormatInt(size, 10))
	h.Set("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": file.name}))
	h.Set("X-Content-Type-Options", "nosniff")
	rq.c.Status(http.StatusOK)
	if err := copyVerified(rq.c.Writer, body); err != nil {
		// Headers are gone; the promised length not being reached tells the browser.
		w.Log.ErrorContext(rq.ctx, "send file", "sha256", sha, "error", err)
	}
	return nil
}

// copyVerified copies, but holds each piece back until the next has been read:
// the store tells at the end whether the content is what its hash says, and what
// is not must never arrive whole.
func copyVerified(to io.Writer, from io.Reader) error {
	held, next := make([]byte, 0, 64<<10), make([]byte, 64<<10)
	for {
		n, err := from.Read(next)
		if n > 0 {
			if _, failed := to.Write(held); failed != nil {
				return failed
			}
			held, next = next[:n], held[:cap(held)]
		}
		if errors.Is(err, io.EOF) {
			_, failed := to.Write(held)
			return failed
		}
		if err != nil {
			return err
		}
	}
}
