package web_test

import (
	"os"
	"testing"
	"time"

	"trinhky/internal/domain"
)

// temporary: serves the fixtures for looking at
func TestServe(t *testing.T) {
	if os.Getenv("SHOW") == "" {
		return
	}
	o := newOffice(t)
	scene(o)
	os.WriteFile("/tmp/web/url", []byte(o.server.URL), 0o600)
	for i, d := range o.docs {
		os.WriteFile("/tmp/web/doc"+string(rune('0'+i)), []byte(d.Document.ID), 0o600)
	}
	time.Sleep(20 * time.Minute)
}

func scene(o *office) {
	pdf, _ := os.ReadFile("/tmp/web/letter.pdf")
	a := o.letter("V/v chấn chỉnh, khắc phục một số hạn chế trong thực hiện Quy chế làm việc của UBND thành phố")
	o.previews[a.Document.Version.SHA256] = o.keep(string(pdf))
	o.through(a, domain.StepConsultation)
	o.act(a, finance, domain.ActGiveOpinion, func(c *domain.Command) {
		c.Verdict, c.Text = domain.VerdictAgreeWithChanges, "Đề nghị bổ sung căn cứ Luật Ngân sách nhà nước tại đoạn thứ hai và nêu rõ nguồn kinh phí thực hiện."
	})
	b := o.letter("V/v tăng cường công tác tiếp công dân định kỳ tháng 4", func(d *domain.Document) { d.Urgency = domain.UrgencyUrgent })
	o.previews[b.Document.Version.SHA256] = o.keep(string(pdf))
	o.through(b, domain.StepSignature)
	c := o.letter("V/v báo cáo kết quả cải cách hành chính quý I năm 2024")
	o.previews[c.Document.Version.SHA256] = o.keep(string(pdf))
	o.through(c, domain.StepReview)
	o.act(c, chief, domain.ActReturn, func(cmd *domain.Command) {
		cmd.Text = "Số liệu ở mục 2 chưa khớp với báo cáo của các phòng. Đề nghị rà soát, bổ sung phụ lục số liệu theo từng đơn vị."
	})
	d := o.letter("V/v lập dự toán ngân sách năm 2025")
	d.Format = o.check("../../testdata/288-UBND-VP.docx")
	e := o.letter("V/v phát động thi đua năm 2024")
	o.previews[e.Document.Version.SHA256] = o.keep(string(pdf))
	o.through(e, domain.StepIssue)
	o.act(e, clerk, domain.ActIssue)
	f := o.letter("V/v chuẩn bị hội nghị sơ kết sáu tháng", func(d *domain.Document) { d.Urgency = domain.UrgencyExpress })
	o.through(f, domain.StepClearance)
	_, _ = o.decide(domain.Command{Token: "x", DocumentID: f.Document.ID, Act: domain.ActSign, Actor: o.actor(chair), Door: domain.DoorPage})
	due := o.now.Add(5 * time.Hour)
	o.notices = []domain.StoredNotice{
		{ID: a.Document.ID, DocumentID: a.Document.ID, Subject: a.Document.Subject, Kind: domain.NoticeYourTurn, StepKey: "consultation:TCKH", DueAt: &due, At: o.now},
		{ID: b.Document.ID, DocumentID: b.Document.ID, Subject: b.Document.Subject, Kind: domain.NoticeReminder, StepKey: "clearance", At: o.now, ReadAt: &o.now},
	}
}
