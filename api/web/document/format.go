package document

import (
	"cmp"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"trinhky/api/door"
	"trinhky/api/web/site"
	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/intake"
	"trinhky/internal/mending"
	"trinhky/internal/route"
)

// FormatPage is a version of the draft with what the format check finds in it
// beside it: every finding leads to its place, and what can be mended without a
// person is offered as a copy. The draft is shown as its PDF where that has been
// made and the window has room, else as a sheet with the places marked.
type FormatPage struct {
	site.Frame
	Doc      domain.Document
	Version  domain.Version
	Versions []Turn
	Newest   bool
	Type     domain.DocumentType // that the draft shows, empty where it shows none
	By       string              // by what it was told
	Guessed  bool
	Errors   int
	Warnings int
	Groups   []FindingGroup
	Orders   []Turn
	Views    []Turn
	Sheet    *Sheet     // nil where nothing can be shown
	Paper    *PaperView // nil where the sheet alone is shown
	Broken   string     // why the file cannot be read
	Mending  MendingView
	Problem  string // why the form before was not accepted

	places *paperPlaces // of the PDF, where it is shown
}

// Turn is another way to see the page.
type Turn struct {
	Text, Href string
	Current    string // as aria-current has it: empty for one that is not
}

func turn(text string, to formatAddress, current bool, as string) Turn {
	v := Turn{Text: text, Href: to.String()}
	if current {
		v.Current = as
	}
	return v
}

// FindingGroup is a list of findings under one heading, if any.
type FindingGroup struct {
	Heading  string // message key
	Findings []FindingRow
}

// FindingRow is one finding with the way to its place.
type FindingRow struct {
	format.FindingView
	Way
	Number int
	Place  string
}

// MendingView is what can be put right without a person.
type MendingView struct {
	Changes []ChangeRow
	Stays   []StayRow // what could be mended and is not
	Left    int       // errors that stay for a person
	Copy    string    // address of the mended copy
	May     bool      // the reader may make it the next version
	Token   string
	Why     string // why nothing is mended
}

// StayRow is one thing the mended copy leaves as it is, because mending it would do harm.
type StayRow struct {
	Way
	Place, Why string
}

// ChangeRow is one thing the mended copy has right.
type ChangeRow struct {
	Way
	Place, Text, From, To string
}

// What the page can show. Asked for neither, it shows the PDF if there is one.
const (
	viewPDF      = "pdf"
	viewMarked   = "marked"
	orderReading = "reading"
)

func (a *Area) getFormat(visit *site.Visit) error {
	p, err := a.formatPage(visit)
	if err != nil {
		return err
	}
	if p.places != nil && visit.Gin.GetHeader("HX-Request") != "" {
		// The page looks again for its PDF. Now that there is one the findings
		// lead into it, so all of the page is another.
		visit.Gin.Header("HX-Refresh", "true")
	}
	return a.Page(visit, "format", p, visit.T("format.title", "Ordinal", p.Version.Ordinal))
}

func (a *Area) formatPage(visit *site.Visit) (*FormatPage, error) {
	dossier, err := a.Store.Dossier(visit.Ctx, visit.Viewer, visit.Gin.Param("id"), route.Parts{Route: true, Versions: true})
	if err != nil {
		return nil, err
	}
	p := &FormatPage{Doc: dossier.Document, Version: dossier.Document.Version}
	if asked := visit.Query("version"); asked != "" {
		var there bool
		if p.Version, there = versionOf(&dossier, asked); !there {
			return nil, &domain.Error{Code: domain.ErrNotFound}
		}
	}
	p.Newest = p.Version.ID == p.Doc.Version.ID
	here := formatAddress{document: p.Doc.ID, order: visit.Query("order"), view: visit.Query("view")}
	if !p.Newest {
		here.version = p.Version.ID
	}
	p.choices(visit, &dossier, here)
	doc, err := a.document(visit.Ctx, p.Version.SHA256)
	var broken *opc.Error
	if errors.As(err, &broken) {
		p.Broken = broken.Message(visit.Lang)
		return p, nil
	}
	if err != nil {
		return nil, err
	}
	// The rules are asked here and now, as they stand: so every version shows what
	// the route would say of it, whenever it was uploaded.
	report := a.Form.Look(doc)
	if report.Secret() {
		p.findings(visit, report, here)
		return p, nil // nothing of such a file is shown
	}
	if err := a.showPaper(visit, p, doc, here); err != nil {
		return nil, err
	}
	p.Sheet = p.findings(visit, report, here).sheet(doc)
	if len(report.Findings) > 0 {
		p.Mending, err = a.mendingView(visit, &dossier, p)
	}
	return p, err
}

// showPaper puts the PDF of the version on the page, if it is wanted.
func (a *Area) showPaper(visit *site.Visit, p *FormatPage, doc *docx.Document, here formatAddress) error {
	if here.view != viewMarked {
		paper, err := a.readingCopy(visit, &p.Doc, p.Version)
		if err != nil {
			return err
		}
		if paper.PDF != "" {
			p.places = placesOf(doc)
		}
		if paper.PDF != "" || here.view == viewPDF {
			p.Paper = &paper
		}
	}
	for _, view := range []string{viewPDF, viewMarked} {
		to := here
		to.view = view
		p.Views = append(p.Views, turn(visit.T("format.view."+view), to, (view == viewPDF) == (p.Paper != nil), "true"))
	}
	return nil
}

// choices fills in what one can turn to from here.
func (p *FormatPage) choices(visit *site.Visit, dossier *route.Dossier, here formatAddress) {
	newestFirst := slices.SortedFunc(slices.Values(dossier.Versions), func(a, b domain.Version) int { return b.Ordinal - a.Ordinal })
	for _, v := range newestFirst {
		to := here
		if to.version = v.ID; v.ID == p.Doc.Version.ID {
			to.version = ""
		}
		p.Versions = append(p.Versions, turn(strconv.Itoa(v.Ordinal), to, v.ID == p.Version.ID, "page"))
	}
	for _, order := range []string{"", orderReading} {
		to := here
		to.order = order
		p.Orders = append(p.Orders, turn(visit.T("format.order."+cmp.Or(order, "errors")), to, here.order == order, "true"))
	}
}

// findings lists the findings in the order asked for, numbered as one meets them
// in the document, and tells the maker of the sheet where each stands.
func (p *FormatPage) findings(visit *site.Visit, report format.Report, here formatAddress) *sheetMaker {
	maker := &sheetMaker{refs: map[string][]SheetRef{}, quotes: map[string][]string{}}
	p.Type, p.By, p.Guessed = report.Type, report.By.In(visit.Lang), !report.By.Sure()
	p.Errors, p.Warnings = report.Errors, report.Warnings
	all := FindingGroup{}
	for i, f := range report.In(visit.Lang).Findings {
		place := report.Findings[i].Where
		anchor := anchorOf(place)
		row := FindingRow{FindingView: f, Way: p.way(place), Number: i + 1, Place: place.In(visit.Lang)}
		all.Findings = append(all.Findings, row)
		maker.refs[anchor] = append(maker.refs[anchor], SheetRef{row.Number, f.Severity == format.SeverityError})
		maker.quotes[anchor] = append(maker.quotes[anchor], f.Text)
	}
	if here.order == orderReading {
		p.Groups = []FindingGroup{all}
		return maker
	}
	errs, warnings := FindingGroup{Heading: "format.errors"}, FindingGroup{Heading: "format.warnings"}
	for _, row := range all.Findings {
		if row.Severity == format.SeverityError {
			errs.Findings = append(errs.Findings, row)
		} else {
			warnings.Findings = append(warnings.Findings, row)
		}
	}
	for _, group := range []FindingGroup{errs, warnings} {
		if len(group.Findings) > 0 {
			p.Groups = append(p.Groups, group)
		}
	}
	return maker
}

// formatAddress is the address of the page in one of its forms.
type formatAddress struct{ document, version, order, view string }

func (here formatAddress) String() string {
	values := url.Values{}
	for name, value := range map[string]string{"version": here.version, "order": here.order, "view": here.view} {
		if value != "" {
			values.Set(name, value)
		}
	}
	address := "/documents/" + here.document + "/format"
	if len(values) > 0 {
		address += "?" + values.Encode()
	}
	return address
}

// mendingView says what a mended copy would have right.
func (a *Area) mendingView(visit *site.Visit, dossier *route.Dossier, p *FormatPage) (MendingView, error) {
	mended, err := a.mending.Mend(visit.Ctx, p.Version.SHA256)
	if code := domain.CodeOf(err); code == domain.ErrUnsupported || code == domain.ErrNotFound {
		return MendingView{Why: visit.Message(err)}, nil
	}
	if err != nil {
		return MendingView{}, err
	}
	v := MendingView{
		Left: mended.After.Errors, Copy: "/documents/" + p.Doc.ID + "/format/fixed?version=" + p.Version.ID,
		May: p.Newest && route.MayAddVersion(dossier.Route, visit.Actor.PersonID) == nil, Token: site.NewToken(),
	}
	for _, c := range mended.Changes {
		v.Changes = append(v.Changes, ChangeRow{Way: p.way(c.Where), Place: c.Where.In(visit.Lang), Text: c.Text, From: c.From.In(visit.Lang), To: c.To.In(visit.Lang)})
	}
	for _, l := range mended.Left {
		v.Stays = append(v.Stays, StayRow{Way: p.way(l.Where), Place: l.Where.In(visit.Lang), Why: l.Why.In(visit.Lang)})
	}
	return v, mended.Close()
}

// getFixed gives out the mended copy of a version as a download.
func (a *Area) getFixed(visit *site.Visit) error {
	dossier, err := a.Store.Dossier(visit.Ctx, visit.Viewer, visit.Gin.Param("id"), route.Parts{Versions: true})
	if err != nil {
		return err
	}
	version, there := versionOf(&dossier, visit.Query("version"))
	if !there {
		return &domain.Error{Code: domain.ErrNotFound}
	}
	fixed, err := a.mending.Mend(visit.Ctx, version.SHA256)
	if err != nil {
		return err
	}
	h := visit.Gin.Writer.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Content-Type", docx.MediaType)
	h.Set("Content-Length", strconv.FormatInt(fixed.Size, 10))
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": mending.FileName(version.FileName)}))
	visit.Gin.Status(http.StatusOK)
	if err := errors.Join(site.CopyVerified(visit.Gin.Writer, fixed), fixed.Close()); err != nil {
		a.Log.ErrorContext(visit.Ctx, "send mended copy", "sha256", version.SHA256, "error", err) // the headers are gone
	}
	return nil
}

// postFixed makes the mended copy of the newest version the next version.
func (a *Area) postFixed(visit *site.Visit) error {
	dossier, err := a.Store.Dossier(visit.Ctx, visit.Viewer, visit.Gin.Param("id"), route.Parts{Versions: true})
	if err != nil {
		return err
	}
	if err := route.OnlyDrafter(dossier.Document.DrafterID, visit.Actor.PersonID); err != nil {
		return err
	}
	f, err := visit.Form()
	if err == nil {
		err = a.takeFixed(visit, &dossier, f)
	}
	if err == nil {
		visit.Leave("done.fixed")
		return visit.To("/documents/" + dossier.Document.ID + "/format")
	}
	if door.Ours(err) {
		return err
	}
	p, failed := a.formatPage(visit)
	if failed != nil {
		return err
	}
	p.Problem = visit.Message(err)
	a.Show(visit, door.Status(err), "format", p, visit.T("format.title", "Ordinal", p.Version.Ordinal))
	return nil
}

func (a *Area) takeFixed(visit *site.Visit, dossier *route.Dossier, f *site.Form) error {
	newest := dossier.Document.Version
	seen, there := versionOf(dossier, f.ID("version_id"))
	if !there {
		return &domain.Error{Code: domain.ErrInvalid, Key: "form.unreadable"}
	}
	fixed, err := a.mending.Mend(visit.Ctx, seen.SHA256)
	if err != nil {
		return err
	}
	switch {
	case fixed.SHA256 == newest.SHA256: // the same form sent twice
	case seen.ID != newest.ID:
		err = &domain.Error{Code: domain.ErrConflict, Key: "draft.newer_version"}
	default:
		// Mending takes its time: what was uploaded meanwhile is not to be covered by it.
		_, _, err = a.Intake.AddVersion(visit.Ctx, *visit.Actor, dossier.Document.ID, f.Token(), intake.Upload{
			FileName: mending.FileName(seen.FileName), Body: fixed, Ordinal: newest.Ordinal + 1,
		})
	}
	return errors.Join(err, fixed.Close())
}
