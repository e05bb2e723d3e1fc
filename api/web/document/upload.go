package document

import (
	"trinhky/api/door"
	"trinhky/api/web/site"
	"trinhky/internal/domain"
)

// UploadPage takes the draft first; everything else is read from it.
type UploadPage struct {
	site.Frame
	Token   string
	Problem string
}

func (a *Area) getUpload(visit *site.Visit) error {
	return a.Page(visit, "upload", &UploadPage{Token: site.NewToken()}, visit.T("upload.title"))
}

func (a *Area) postUpload(visit *site.Visit) error {
	f, err := visit.Form()
	if err != nil {
		return a.uploadAgain(visit, "", err)
	}
	if f.File == nil {
		return a.uploadAgain(visit, "", &domain.Error{Code: domain.ErrInvalid, Key: "form.no_file"})
	}
	token := f.Token()
	doc, _, err := a.Intake.Draft(visit.Ctx, *visit.Actor, token, *f.File, nil)
	if err != nil {
		return a.uploadAgain(visit, token, err)
	}
	visit.Leave("done.uploaded")
	return visit.To("/documents/" + doc.ID + "/submit")
}

// uploadAgain shows the form with what was wrong; faults of ours go their own way.
func (a *Area) uploadAgain(visit *site.Visit, token string, err error) error {
	told := door.Tell(visit.Lang, err)
	if door.Ours(err) || told.Refusal != nil {
		return err
	}
	p := &UploadPage{Token: keptToken(token, err), Problem: told.What}
	if p.Token == "" {
		p.Token = site.NewToken()
	}
	a.Show(visit, told.Status, "upload", p, visit.T("upload.title"))
	return nil
}
