package document

import (
	"net/http"
	"path"
	"strconv"
	"strings"

	"trinhky/api/door"
	"trinhky/api/web/site"
	"trinhky/internal/docx"
	docxedit "trinhky/internal/docx/edit"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

// filesOf are the files of a dossier by content: who sees the dossier sees them.
func filesOf(dossier *route.Dossier) map[string]site.File {
	doc := dossier.Document
	files := map[string]site.File{}
	for _, v := range dossier.Versions {
		files[v.SHA256] = site.File{Name: v.FileName, MediaType: docx.MediaType}
	}
	for _, a := range dossier.Annexes {
		files[a.SHA256] = site.File{Name: a.FileName, MediaType: a.MediaType}
	}
	if doc.Number != nil {
		name := strings.ReplaceAll(regulation.NumberText(*doc.Number), "/", "-") + "-" + strconv.Itoa(doc.Number.Year)
		if doc.IssuedDocxSHA != "" {
			files[doc.IssuedDocxSHA] = site.File{Name: name + ".docx", MediaType: docx.MediaType}
		}
		if doc.IssuedPDFSHA != "" {
			files[doc.IssuedPDFSHA] = site.File{Name: name + ".pdf", MediaType: "application/pdf"}
		}
	}
	delete(files, "")
	return files
}

// getFile gives out one file of the dossier, always as a download: nothing that
// was uploaded is ever shown as a page of ours.
func (a *Area) getFile(visit *site.Visit) error {
	dossier, err := a.Store.Dossier(visit.Ctx, visit.Viewer, visit.Gin.Param("id"), route.Parts{Versions: true, Annexes: true})
	if err != nil {
		return err
	}
	sha := visit.Gin.Param("sha")
	file, known := filesOf(&dossier)[sha]
	if !known {
		return &domain.Error{Code: domain.ErrNotFound}
	}
	visit.Gin.Header("Content-Security-Policy", "default-src 'none'; sandbox")
	return a.Send(visit, sha, file, "attachment")
}

// getPDF gives out a reading copy, or the issued PDF, to be shown in the page.
func (a *Area) getPDF(visit *site.Visit) error {
	dossier, err := a.Store.Dossier(visit.Ctx, visit.Viewer, visit.Gin.Param("id"), route.Parts{Versions: true, Annexes: true})
	if err != nil {
		return err
	}
	sha := visit.Gin.Param("sha")
	file, known := filesOf(&dossier)[sha]
	if !known {
		return &domain.Error{Code: domain.ErrNotFound}
	}
	if sha != dossier.Document.IssuedPDFSHA {
		pdf, made, err := a.Store.Preview(visit.Ctx, sha)
		if err != nil {
			return err
		}
		if !made {
			return &domain.Error{Code: domain.ErrNotFound, Key: "preview.not_yet"}
		}
		file, sha = site.File{Name: strings.TrimSuffix(file.Name, path.Ext(file.Name)) + ".pdf", MediaType: "application/pdf"}, pdf
	}
	disposition := "inline"
	if visit.Gin.Query("download") != "" {
		disposition = "attachment"
	}
	// Chromium shows no PDF under the sandbox directive; its viewer runs no script
	// of the file in our origin. What is left: no page but ours may frame it.
	visit.Gin.Header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'")
	if place := visit.Gin.Query("place"); place != "" {
		return toPlace(visit, place)
	}
	// Kept, but shown only after we have said again that this reader may.
	visit.Gin.Header("Cache-Control", "private, no-cache")
	visit.Gin.Header("ETag", `"`+sha+`"`)
	if door.Holds(visit.Gin.Request, `"`+sha+`"`) {
		visit.Gin.Status(http.StatusNotModified)
		return nil
	}
	return a.Send(visit, sha, file, disposition)
}

// toPlace sends a visit of a PDF on to a place in it. A viewer goes to a place only
// as it opens a file: a link to the place itself would do nothing in a frame that
// shows the file already. One to an address of its own opens it each time.
func toPlace(visit *site.Visit, place string) error {
	index, err := strconv.Atoi(place)
	if err != nil {
		return &domain.Error{Code: domain.ErrNotFound}
	}
	return visit.To(visit.Gin.Request.URL.Path + "#nameddest=" + docxedit.PlaceName(index) + "&navpanes=0")
}
