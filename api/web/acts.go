package web

import (
	"slices"

	"github.com/google/uuid"

	"trinhky/api/door"
	"trinhky/internal/domain"
	"trinhky/internal/route"
	"trinhky/internal/tidy"
)

// queueSigning is the mark of a visit that goes through the signing queue.
const queueSigning = "signing"

// ActForm is one act the reader may do now.
type ActForm struct {
	Act       domain.Act
	StepKey   string
	Document  string
	Token     string
	VersionID string // what the reader looks at
	Queue     string
	Answers   []OpinionView // to be answered, for that act
	Revise    bool          // a changed draft may be uploaded here
	Text      string        // kept when the form comes back
	Verdict   route.Verdict
	Back      bool // the return form beside another act
	Open      bool // shown unfolded
}

// typed is what a form carried that was refused, so that nobody writes twice.
type typed struct {
	act     domain.Act
	stepKey string
	text    string
	verdict route.Verdict
	answers []route.OpinionAnswer
	queue   string
	token   string // the form's own, where sending it again must not count twice
}

// actsOf puts on the page what the reader may do now, and why not what they may
// not: the same rules that the workflow will hold the act against.
func (w *Web) actsOf(rq *request, d directory, dossier *route.Dossier, p *DossierPage, kept typed) {
	doc := dossier.Document
	queue := kept.queue
	if rq.c.Query("queue") == queueSigning {
		queue = queueSigning
	}
	for _, o := range route.MayDo(dossier.Route, *rq.actor, rq.now) {
		if o.Refusal != nil {
			p.WhyNot = append(p.WhyNot, WhyView{Act: o.Act, StepKey: o.StepKey, Refusal: door.Refused(rq.lang, o.Refusal)})
			continue
		}
		form := ActForm{
			Act: o.Act, StepKey: o.StepKey, Document: doc.ID, Token: newToken(), VersionID: dossier.Route.VersionID, Queue: queue,
			Back: o.Act == route.ActReturn || o.Act == route.ActWithdraw,
		}
		if o.Act == route.ActAnswerOpinions {
			form.VersionID, form.Revise = doc.Version.ID, true
			form.Answers = toAnswer(p.Opinions, dossier.Route, kept.answers)
		}
		if kept.act == o.Act && (kept.stepKey == "" || kept.stepKey == o.StepKey) {
			form.Text, form.Verdict, form.Open = kept.text, kept.verdict, true
			if kept.token != "" {
				form.Token = kept.token
			}
		}
		p.Acts = append(p.Acts, form)
	}
	// What the reader came for first, ways back after it.
	slices.SortStableFunc(p.Acts, func(a, b ActForm) int {
		switch {
		case a.Back == b.Back:
			return 0
		case b.Back:
			return -1
		}
		return 1
	})
	for _, i := range dossier.Route.Open() {
		s := dossier.Route.Steps[i]
		if p.Holder != "" {
			p.Holder += "; "
		}
		p.Holder += door.StepName(rq.lang, s.Key) + " – " + d.unit(s.UnitID)
	}
}

// postAct carries an act to the gateway and shows what came of it.
func (w *Web) postAct(rq *request) error {
	act := domain.Act(rq.c.Param("act"))
	if !slices.Contains(route.Acts(), act) || act == route.ActSubmit {
		return &domain.Error{Code: domain.ErrNotFound}
	}
	// The dossier is not looked for: the gateway writes an attempt down even of one
	// who may not see it, and tells them only that there is no such dossier.
	id, err := uuid.Parse(rq.c.Param("id"))
	if err != nil {
		return &domain.Error{Code: domain.ErrNotFound}
	}
	f, err := rq.form()
	if err != nil {
		return err
	}
	cmd := route.Command{
		Token: f.token(), DocumentID: id.String(), Act: act, StepKey: f.line("step_key"), Actor: *rq.actor, Door: domain.DoorPage,
		VersionID: f.id("version_id"), Verdict: route.Verdict(f.line("verdict")), ConsultAgain: f.values.Get("consult_again") == "yes",
	}
	for _, key := range f.values["answer_step"] {
		text, err := f.text("answer_text:" + key)
		if err != nil {
			return w.actAgain(rq, cmd, f, err)
		}
		cmd.Answers = append(cmd.Answers, route.OpinionAnswer{
			StepKey: key, Kind: route.AnswerKind(f.values.Get("answer_kind:" + key)), Text: text,
		})
	}
	if cmd.Text, err = f.text("text"); err != nil {
		return w.actAgain(rq, cmd, f, err)
	}
	if f.file != nil && route.Opines(act) {
		annex, err := w.Intake.AddAnnex(rq.ctx, *rq.actor, cmd.DocumentID, cmd.Token, domain.AnnexOpinion, *f.file)
		if err != nil && domain.CodeOf(err) != domain.ErrNotFound {
			return w.actAgain(rq, cmd, f, err)
		}
		cmd.FileSHA256 = annex.SHA256
	}
	receipt, err := w.Decisions.Decide(rq.ctx, cmd)
	if err != nil {
		return w.actAgain(rq, cmd, f, err)
	}
	rq.leave(doneKey(act, receipt))
	if f.values.Get("queue") == queueSigning {
		return w.nextInQueue(rq, cmd.DocumentID)
	}
	return rq.to("/documents/" + cmd.DocumentID)
}

// actAgain shows the dossier with what stood in the way, and what was typed.
func (w *Web) actAgain(rq *request, cmd route.Command, f *form, cause error) error {
	p, err := w.dossierPage(rq, typed{
		act: cmd.Act, stepKey: cmd.StepKey, text: tidy.Text(f.values.Get("text")), verdict: cmd.Verdict, answers: cmd.Answers,
		queue: f.values.Get("queue"), token: keptToken(cmd.Token, cause),
	})
	switch {
	case domain.CodeOf(err) == domain.ErrNotFound: // not for them to see, or not there
		return err
	case err != nil:
		return cause
	}
	told := door.Tell(rq.lang, cause)
	switch {
	case door.Ours(cause):
		return cause
	case told.Refusal != nil:
		p.Refusal = &told
	default:
		p.Problem = told.What
	}
	w.show(rq, told.Status, "dossier", p, p.Doc.Subject)
	return nil
}

// keptToken is the token of a form whose answer is not known: sent again as it
// is, it acts once. A form that was answered gets a new one.
func keptToken(token string, cause error) string {
	if domain.CodeOf(cause) == domain.ErrUnavailable {
		return token
	}
	return ""
}

// postVersion takes a new version of the draft, on the drafter's desk or while
// opinions are being answered.
func (w *Web) postVersion(rq *request) error {
	return w.takeFile(rq, "done.version", func(id string, f *form) error {
		_, _, err := w.Intake.AddVersion(rq.ctx, *rq.actor, id, f.token(), *f.file)
		return err
	})
}

// postAnnex takes a file that goes with the dossier.
func (w *Web) postAnnex(rq *request) error {
	return w.takeFile(rq, "done.annex", func(id string, f *form) error {
		kind := domain.AnnexKind(f.line("kind"))
		if !slices.Contains(annexKinds, kind) {
			return &domain.Error{Code: domain.ErrInvalid, Key: "annex.kind"}
		}
		_, err := w.Intake.AddAnnex(rq.ctx, *rq.actor, id, f.token(), kind, *f.file)
		return err
	})
}

func (w *Web) takeFile(rq *request, done string, take func(id string, f *form) error) error {
	doc, err := w.Store.Document(rq.ctx, rq.view, rq.c.Param("id"))
	if err != nil {
		return err
	}
	if err := route.OnlyDrafter(doc.DrafterID, rq.actor.PersonID); err != nil {
		return err
	}
	f, err := rq.form()
	if err == nil && f.file == nil {
		err = &domain.Error{Code: domain.ErrInvalid, Key: "form.no_file"}
	}
	if err == nil {
		err = take(doc.ID, f)
	}
	atDesk := route.AtDesk(doc.State)
	if err != nil {
		if atDesk {
			return w.submitAgain(rq, doc, "", nil, err)
		}
		return w.actAgain(rq, route.Command{}, &form{}, err)
	}
	rq.leave(done)
	if atDesk {
		return rq.to("/documents/" + doc.ID + "/submit")
	}
	return rq.to("/documents/" + doc.ID)
}
