package document

import (
	"slices"

	"trinhky/api/web/site"
	"trinhky/internal/domain"
	"trinhky/internal/route"
)

// postVersion takes a new version of the draft, on the drafter's desk or while
// opinions are being answered.
func (a *Area) postVersion(visit *site.Visit) error {
	return a.takeFile(visit, "done.version", func(id string, f *site.Form) error {
		_, _, err := a.Intake.AddVersion(visit.Ctx, *visit.Actor, id, f.Token(), *f.File)
		return err
	})
}

// postAnnex takes a file that goes with the dossier.
func (a *Area) postAnnex(visit *site.Visit) error {
	return a.takeFile(visit, "done.annex", func(id string, f *site.Form) error {
		kind := domain.AnnexKind(f.Line("kind"))
		if !slices.Contains(annexKinds, kind) {
			return &domain.Error{Code: domain.ErrInvalid, Key: "annex.kind"}
		}
		_, err := a.Intake.AddAnnex(visit.Ctx, *visit.Actor, id, f.Token(), kind, *f.File)
		return err
	})
}

func (a *Area) takeFile(visit *site.Visit, done string, take func(id string, f *site.Form) error) error {
	doc, err := a.Store.Document(visit.Ctx, visit.Viewer, visit.Gin.Param("id"))
	if err != nil {
		return err
	}
	if err := route.OnlyDrafter(doc.DrafterID, visit.Actor.PersonID); err != nil {
		return err
	}
	f, err := visit.Form()
	if err == nil && f.File == nil {
		err = &domain.Error{Code: domain.ErrInvalid, Key: "form.no_file"}
	}
	if err == nil {
		err = take(doc.ID, f)
	}
	atDesk := route.AtDesk(doc.State)
	if err != nil {
		if atDesk {
			return a.submitAgain(visit, doc, "", nil, err)
		}
		return a.actAgain(visit, route.Command{}, &site.Form{}, err)
	}
	visit.Leave(done)
	if atDesk {
		return visit.To("/documents/" + doc.ID + "/submit")
	}
	return visit.To("/documents/" + doc.ID)
}
