package document

import (
	"strconv"
	"time"

	"trinhky/api/web/site"
	"trinhky/internal/domain"
	"trinhky/internal/route"
)

// OpinionView is one unit's opinion or appraisal with the drafter's answer.
type OpinionView struct {
	route.Step
	Unit   string
	By     string
	Asked  bool   // still awaited
	File   string // address of the paper that came with it, empty for none
	Answer route.OpinionAnswer
}

// AnswerForm is an opinion to be answered; ID begins the ids of its fields.
type AnswerForm struct {
	OpinionView
	ID string
}

// OpinionsPage is the summary table (bảng tổng hợp, tiếp thu, giải trình), made
// to be printed and put into the dossier.
type OpinionsPage struct {
	site.Frame
	Doc      domain.Document
	Unit     string
	Drafter  string
	Opinions []OpinionView
	Asked    int
	Agree    int
	Changes  int
	Disagree int
	Silent   int
	At       time.Time
}

// opinions lists the newest round of every consultation and appraisal.
func opinions(d site.Directory, r route.Route) []OpinionView {
	var out []OpinionView
	for i := range r.Steps {
		s := &r.Steps[i]
		if !s.Kind.Opined() || r.Step(s.Key) != s {
			continue
		}
		out = append(out, OpinionView{
			Step: *s, File: fileHref(r.DocumentID, s.FileSHA256), Unit: d.Unit(s.UnitID), By: d.Person(s.DecidedBy),
			Asked:  s.State == route.StepOpen || s.State == route.StepWaiting,
			Answer: route.OpinionAnswer{StepKey: s.Key, Kind: s.Answer, Text: s.AnswerText},
		})
	}
	return out
}

// toAnswer are the opinions the drafter must answer, with what they had typed.
func toAnswer(all []OpinionView, r route.Route, kept []route.OpinionAnswer, token string) []AnswerForm {
	var out []AnswerForm
	for _, i := range route.OpinionsToAnswer(r) {
		for _, o := range all {
			if o.Key != r.Steps[i].Key {
				continue
			}
			for _, k := range kept {
				if k.StepKey == o.Key {
					o.Answer = k
				}
			}
			out = append(out, AnswerForm{o, token + "-" + strconv.Itoa(len(out))})
		}
	}
	return out
}

func (a *Area) getOpinions(visit *site.Visit) error {
	dossier, err := a.Store.Dossier(visit.Ctx, visit.Viewer, visit.Gin.Param("id"), route.Parts{Route: true})
	if err != nil {
		return err
	}
	doc := dossier.Document
	d, err := a.Directory(visit, personsOf(&dossier), doc.CreatedAt, visit.Now)
	if err != nil {
		return err
	}
	p := &OpinionsPage{Doc: doc, Unit: d.Unit(doc.UnitID), Drafter: d.Person(doc.DrafterID), At: visit.Now}
	for _, o := range opinions(d, dossier.Route) {
		if o.Kind != route.StepConsultation {
			continue
		}
		p.Opinions = append(p.Opinions, o)
		p.Asked++
		switch o.Verdict {
		case route.VerdictAgree:
			p.Agree++
		case route.VerdictAgreeWithChanges:
			p.Changes++
		case route.VerdictDisagree:
			p.Disagree++
		case route.VerdictNoAnswer, route.VerdictDeemedConsent:
			p.Silent++
		case route.VerdictPass, route.VerdictFail:
		}
	}
	return a.Page(visit, "opinions", p, visit.T("opinions.title"))
}
