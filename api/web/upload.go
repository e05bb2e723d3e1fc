package web

import (
	"trinhky/api/door"
	"trinhky/internal/domain"
)

// UploadPage takes the draft first; everything else is read from it.
type UploadPage struct {
	Frame
	Token   string
	Problem string
}

func (w *Web) getUpload(rq *request) error {
	return w.page(rq, "upload", &UploadPage{Token: newToken()}, rq.T("upload.title"))
}

func (w *Web) postUpload(rq *request) error {
	f, err := rq.form()
	if err != nil {
		return w.uploadAgain(rq, "", err)
	}
	if f.file == nil {
		return w.uploadAgain(rq, "", &domain.Error{Code: domain.ErrInvalid, Key: "form.no_file"})
	}
	token := f.token()
	doc, _, err := w.Intake.Draft(rq.ctx, *rq.actor, token, *f.file, nil)
	if err != nil {
		return w.uploadAgain(rq, token, err)
	}
	rq.leave("done.uploaded")
	return rq.to("/documents/" + doc.ID + "/submit")
}

// uploadAgain shows the form with what was wrong; faults of ours go their own way.
func (w *Web) uploadAgain(rq *request, token string, err error) error {
	told := door.Tell(rq.lang, err)
	if door.Ours(err) || told.Refusal != nil {
		return err
	}
	p := &UploadPage{Token: keptToken(token, err), Problem: told.What}
	if p.Token == "" {
		p.Token = newToken()
	}
	w.show(rq, told.Status, "upload", p, rq.T("upload.title"))
	return nil
}
