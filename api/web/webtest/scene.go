package webtest

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/intake"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
)

// Scene is an office with a document at every kind of place, so that every part
// of every page has something to show.
type Scene struct {
	*Office
	Consulted, Signing, Returned, Unsent, Issued, Silent *route.Dossier
}

// NewScene brings every document to its place, and lets a month pass.
func NewScene(t *testing.T) Scene {
	t.Helper()
	o := New(t)
	s := Scene{Office: o}
	s.Consulted = o.Letter("V/v chấn chỉnh việc thực hiện Quy chế làm việc")
	o.Through(s.Consulted, route.StepConsultation)
	o.Act(s.Consulted, Finance, route.ActGiveOpinion, func(c *route.Command) {
		c.Verdict, c.Text = route.VerdictAgreeWithChanges, "Đề nghị nêu rõ nguồn kinh phí."
	})
	s.Signing = o.Letter("V/v tiếp công dân định kỳ", func(d *domain.Document) { d.Urgency = domain.UrgencyUrgent })
	o.Through(s.Signing, route.StepSignature)
	o.Previews[s.Signing.Document.Version.SHA256] = o.Keep("%PDF-1.7 bản xem")
	s.Returned = o.Letter("V/v báo cáo cải cách hành chính")
	o.Through(s.Returned, route.StepReview)
	o.Act(s.Returned, Chief, route.ActReturn, func(c *route.Command) { c.Text = "Số liệu mục 2 chưa khớp." })
	corrected := testkit.Fixture(t, "288-UBND-VP.corrected.docx")
	faulty := testkit.Fixture(t, "288-UBND-VP.docx")
	o.Contents[s.Returned.Document.Version.SHA256] = string(faulty)
	_, _, err := o.AddVersion(t.Context(), o.Actor(Drafter), s.Returned.Document.ID, "t", intake.Upload{FileName: "bản sửa.docx", Body: bytes.NewReader(corrected)})
	require.NoError(t, err)
	s.Unsent = o.Letter("V/v lập dự toán ngân sách")
	s.Unsent.Format = o.Check("288-UBND-VP.docx")
	o.Contents[s.Unsent.Document.Version.SHA256] = string(faulty)
	s.Issued = o.Letter("V/v phát động thi đua")
	o.Through(s.Issued, route.StepIssue)
	o.Act(s.Issued, Clerk, route.ActIssue)
	s.Issued.Document.IssuedPDFSHA = o.Keep("%PDF-1.7 bản phát hành")
	s.Silent = o.Letter("V/v chuẩn bị hội nghị")
	o.Through(s.Silent, route.StepClearance)
	_, err = o.decide(route.Command{Token: "t", DocumentID: s.Silent.Document.ID, Act: route.ActSign, Actor: o.Actor(Chair), Door: domain.DoorPage})
	require.Error(t, err)
	o.Now = o.Now.Add(30 * 24 * time.Hour)
	due := o.Now.Add(time.Hour)
	o.Told = []domain.StoredNotice{
		{ID: s.Unsent.Document.ID, Case: domain.DocumentRef(s.Signing.Document.ID), Subject: s.Signing.Document.Subject, Kind: domain.NoticeYourTurn, StepKey: "signature", DueAt: &due, At: o.Now},
		{ID: s.Issued.Document.ID, Case: domain.DocumentRef(s.Issued.Document.ID), Subject: s.Issued.Document.Subject, Kind: domain.NoticeIssued, At: o.Now, ReadAt: &o.Now},
	}
	o.AccessTokens = []domain.AccessToken{{ID: s.Unsent.Document.ID, Name: "Phần mềm báo cáo", Scope: domain.TokenRead, CreatedAt: o.Now, ExpiresAt: o.Now.AddDate(0, 1, 0)}}
	return s
}

// Addresses are the pages by who opens them.
func (s Scene) Addresses() map[string]string {
	in := func(d *route.Dossier, rest string) string { return "/documents/" + d.Document.ID + rest }
	return map[string]string{
		"/sign-in":                          "",
		"/work":                             Drafter,
		"/work?again":                       Checker,
		"/signing":                          Chair,
		"/documents":                        Chief,
		"/documents/new":                    Drafter,
		in(s.Consulted, ""):                 "truong-phong-van-hoa-thong-tin",
		in(s.Consulted, "?as=finance"):      Finance,
		in(s.Consulted, "/opinions"):        Drafter,
		in(s.Consulted, "/due/clearance/1"): Drafter,
		in(s.Signing, "?queue=signing"):     Chair,
		in(s.Signing, ""):                   Specialist,
		in(s.Returned, ""):                  Drafter,
		in(s.Returned, "/submit"):           Drafter,
		in(s.Unsent, ""):                    Drafter,
		in(s.Unsent, "/submit"):             Drafter,
		in(s.Unsent, "/format"):             Drafter,
		in(s.Returned, "/format?view=pdf"):  Drafter,
		in(s.Issued, ""):                    Head,
		in(s.Returned, "/changes"):          Drafter,
		in(s.Silent, ""):                    Specialist,
		"/tracking":                         Specialist,
		"/tracking?tab=overdue":             Chief,
		"/tracking?tab=out-of-order":        Specialist,
		"/tracking/format?cases=failed":     Specialist,
		"/tracking/outside":                 Specialist,
		"/tracking/outside?document=" + s.Silent.Document.ID: Specialist,
		"/register":           Clerk,
		"/notices":            Drafter,
		"/account":            Drafter,
		"/nowhere":            Drafter,
		"/documents/khong-co": Drafter,
	}
}
