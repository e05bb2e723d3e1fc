package document

import (
	"fmt"
	"net/http"
	"strconv"

	"trinhky/api/web/site"
	"trinhky/internal/domain"
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
	Kinds   []site.Choice
	Token   string
	Version domain.Version
	By      string
}

// AnnexView is one attached file.
type AnnexView struct {
	domain.Annex
	By string
}

func filesView(visit *site.Visit, d site.Directory, dossier *route.Dossier) FilesView {
	v := FilesView{Kinds: site.Choices(visit, "annex.", annexKinds, ""), Token: site.NewToken(), Version: dossier.Document.Version, By: d.Person(dossier.Document.Version.UploadedBy)}
	for _, a := range dossier.Annexes {
		v.Annexes = append(v.Annexes, AnnexView{a, d.Person(a.UploadedBy)})
	}
	return v
}

// fileHref is the address of a file of a dossier; empty for no file.
func fileHref(documentID, sha string) string {
	if sha == "" {
		return ""
	}
	return "/documents/" + documentID + "/files/" + sha
}

// paper finds what is read: the issued PDF, else the reading copy of the version
// asked for, else of the newest.
func (a *Area) paper(visit *site.Visit, dossier *route.Dossier) (PaperView, error) {
	doc := &dossier.Document
	shown := doc.Version
	for _, v := range dossier.Versions {
		if v.ID == visit.Gin.Query("version") {
			shown = v
		}
	}
	if doc.IssuedPDFSHA == "" || shown.ID != doc.Version.ID {
		return a.readingCopy(visit, doc, shown)
	}
	p := paperOf(doc, shown)
	p.Issued, p.PDF = true, site.PDFHref(doc.ID, doc.IssuedPDFSHA)
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
func (a *Area) readingCopy(visit *site.Visit, doc *domain.Document, shown domain.Version) (PaperView, error) {
	p := paperOf(doc, shown)
	_, made, err := a.Store.Preview(visit.Ctx, shown.SHA256)
	if err != nil {
		return p, fmt.Errorf("find the reading copy: %w", err)
	}
	if made {
		p.PDF = site.PDFHref(doc.ID, shown.SHA256)
		return p, nil
	}
	err = a.Decisions.RequestPreview(visit.Ctx, shown.SHA256)
	if domain.CodeOf(err) == domain.ErrUnsupported {
		p.Problem = visit.Message(err)
		return p, nil
	}
	if err != nil {
		// The dossier can be read without it, and the next visit asks again.
		a.Log.WarnContext(visit.Ctx, "order a reading copy", "sha256", shown.SHA256, "error", err)
	}
	p.Again = lookAgain(visit)
	return p, nil
}

// looks is how often a page asks by itself for a reading copy that is being
// made. It ends, so that a forgotten window does not keep its session alive.
const looks = 30

func lookAgain(visit *site.Visit) string {
	if visit.Gin.Request.Method != http.MethodGet {
		return ""
	}
	u := *visit.Gin.Request.URL
	values := u.Query()
	done, _ := strconv.Atoi(values.Get("look")) // anything else counts as none
	if done >= looks {
		return ""
	}
	values.Set("look", strconv.Itoa(done+1))
	u.RawQuery = values.Encode()
	return u.RequestURI()
}
