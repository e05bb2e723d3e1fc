package document

import (
	"slices"

	"github.com/google/uuid"

	"trinhky/api/door"
	"trinhky/api/web/site"
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
	Action    string // where it is sent
	Token     string
	VersionID string // what the reader looks at
	Revision  int    // and all that goes with it
	Queue     string
	Answers   []AnswerForm // to be answered, for that act
	Revise    bool         // a changed draft may be uploaded here
	Text      string       // kept when the form comes back
	Verdicts  []site.Choice
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
func (a *Area) actsOf(visit *site.Visit, d site.Directory, dossier *route.Dossier, p *DossierPage, kept typed) {
	doc := dossier.Document
	queue := kept.queue
	if visit.Gin.Query("queue") == queueSigning {
		queue = queueSigning
	}
	for _, o := range route.MayDo(dossier.Route, *visit.Actor, visit.Now) {
		if o.Refusal != nil {
			p.WhyNot = append(p.WhyNot, WhyView{Act: o.Act, StepKey: o.StepKey, Refusal: door.Refused(visit.Lang, o.Refusal)})
			continue
		}
		form := ActForm{
			Act: o.Act, StepKey: o.StepKey, Document: doc.ID, Action: "/documents/" + doc.ID + "/acts/" + string(o.Act),
			Token: site.NewToken(), VersionID: dossier.Route.VersionID, Revision: dossier.Route.Revision, Queue: queue,
			Verdicts: verdicts(visit, o.Act),
			Back:     o.Act == route.ActReturn || o.Act == route.ActWithdraw,
		}
		if kept.act == o.Act && (kept.stepKey == "" || kept.stepKey == o.StepKey) {
			form.Text, form.Open = kept.text, true
			site.Choose(form.Verdicts, string(kept.verdict))
			if kept.token != "" {
				form.Token = kept.token
			}
		}
		if o.Act == route.ActAnswerOpinions {
			form.VersionID, form.Revise = doc.Version.ID, true
			form.Answers = toAnswer(p.Opinions, dossier.Route, kept.answers, form.Token)
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
		p.Holder += door.StepName(visit.Lang, s.Key) + " – " + d.Unit(s.UnitID)
	}
}

// verdicts are those of which an act needs one.
func verdicts(visit *site.Visit, act domain.Act) []site.Choice {
	var out []site.Choice
	for _, c := range route.Verdicts(act) {
		out = append(out, site.Choice{ID: string(c.Verdict), Name: visit.T("verdict." + string(c.Verdict))})
	}
	return out
}

// postAct carries an act to the gateway and shows what came of it.
func (a *Area) postAct(visit *site.Visit) error {
	act := domain.Act(visit.Gin.Param("act"))
	if !slices.Contains(route.Acts(), act) || act == route.ActSubmit {
		return &domain.Error{Code: domain.ErrNotFound}
	}
	// The dossier is not looked for: the gateway writes an attempt down even of one
	// who may not see it, and tells them only that there is no such dossier.
	id, err := uuid.Parse(visit.Gin.Param("id"))
	if err != nil {
		return &domain.Error{Code: domain.ErrNotFound}
	}
	f, err := visit.Form()
	if err != nil {
		return err
	}
	cmd := route.Command{
		Token: f.Token(), DocumentID: id.String(), Act: act, StepKey: f.Line("step_key"), Actor: *visit.Actor, Door: domain.DoorPage,
		VersionID: f.ID("version_id"), Revision: f.Number("revision"), Verdict: route.Verdict(f.Line("verdict")), ConsultAgain: f.Values.Get("consult_again") == "yes",
	}
	for _, key := range f.Values["answer_step"] {
		text, err := f.Text("answer_text:" + key)
		if err != nil {
			return a.actAgain(visit, cmd, f, err)
		}
		cmd.Answers = append(cmd.Answers, route.OpinionAnswer{
			StepKey: key, Kind: route.AnswerKind(f.Values.Get("answer_kind:" + key)), Text: text,
		})
	}
	if cmd.Text, err = f.Text("text"); err != nil {
		return a.actAgain(visit, cmd, f, err)
	}
	if f.File != nil && route.Opines(act) {
		annex, err := a.Intake.AddAnnex(visit.Ctx, *visit.Actor, cmd.DocumentID, cmd.Token, domain.AnnexOpinion, *f.File)
		if err != nil && domain.CodeOf(err) != domain.ErrNotFound {
			return a.actAgain(visit, cmd, f, err)
		}
		cmd.FileSHA256 = annex.SHA256
	}
	receipt, err := a.Decisions.Decide(visit.Ctx, cmd)
	if err != nil {
		return a.actAgain(visit, cmd, f, err)
	}
	visit.Leave(doneKey(act, receipt))
	if f.Values.Get("queue") == queueSigning {
		return a.nextInQueue(visit, cmd.DocumentID)
	}
	return visit.To("/documents/" + cmd.DocumentID)
}

// actAgain shows the dossier with what stood in the way, and what was typed.
func (a *Area) actAgain(visit *site.Visit, cmd route.Command, f *site.Form, cause error) error {
	p, err := a.dossierPage(visit, typed{
		act: cmd.Act, stepKey: cmd.StepKey, text: tidy.Text(f.Values.Get("text")), verdict: cmd.Verdict, answers: cmd.Answers,
		queue: f.Values.Get("queue"), token: keptToken(cmd.Token, cause),
	})
	switch {
	case domain.CodeOf(err) == domain.ErrNotFound: // not for them to see, or not there
		return err
	case err != nil:
		return cause
	}
	told := door.Tell(visit.Lang, cause)
	switch {
	case door.Ours(cause):
		return cause
	case told.Refusal != nil:
		p.Refusal = &told
	default:
		p.Problem = told.What
	}
	a.Show(visit, told.Status, "dossier", p, p.Doc.Subject)
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
