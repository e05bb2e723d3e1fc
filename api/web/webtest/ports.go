package webtest

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing/iotest"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"trinhky/api/gateway"
	"trinhky/internal/domain"
	"trinhky/internal/intake"
	"trinhky/internal/proof/testkit"
	"trinhky/internal/route"
)

// What follows answers what the pages ask of storage, the gateway, intake and the
// doors.

func (o *Office) Units(context.Context, time.Time) ([]domain.Unit, error) { return o.Org.Units, nil }

func (o *Office) UnitHolders(_ context.Context, unitID string, p domain.Position, at time.Time) ([]domain.Person, error) {
	var out []domain.Person
	for _, m := range o.Org.Members {
		if (domain.Actor{Appointments: m.Appointments}).Holds(unitID, p, at) {
			out = append(out, m.Person)
		}
	}
	return out, nil
}

func (o *Office) Persons(_ context.Context, ids []string) ([]domain.Person, error) {
	var out []domain.Person
	for _, m := range o.Org.Members {
		if slices.Contains(ids, m.Person.ID) {
			out = append(out, m.Person)
		}
	}
	return out, nil
}

func (o *Office) sees(v domain.Viewer, d *route.Dossier) bool {
	if v.SeesAll || d.Document.DrafterID == v.PersonID || slices.Contains(v.UnitIDs, d.Document.UnitID) {
		return true
	}
	return slices.ContainsFunc(d.Route.Steps, func(s route.Step) bool { return slices.Contains(v.UnitIDs, s.UnitID) })
}

func (o *Office) Document(_ context.Context, v domain.Viewer, id string) (domain.Document, error) {
	if d := o.Find(id); d != nil && o.sees(v, d) {
		return d.Document, nil
	}
	return domain.Document{}, &domain.Error{Code: domain.ErrNotFound}
}

func (o *Office) Dossier(_ context.Context, v domain.Viewer, id string, want route.Parts) (route.Dossier, error) {
	if d := o.Find(id); d != nil && o.sees(v, d) {
		out := *d
		if out.Document.State == domain.DocumentDraft {
			out.Route.Steps = nil
		}
		return testkit.PartsOf(out, want), nil
	}
	return route.Dossier{}, &domain.Error{Code: domain.ErrNotFound}
}

func (o *Office) Documents(_ context.Context, v domain.Viewer, f domain.DocumentFilter) ([]domain.Document, string, error) {
	var out []domain.Document
	for _, d := range slices.Backward(o.Letters) {
		if o.sees(v, d) && (f.State == "" || d.Document.State == f.State) && strings.Contains(d.Document.Subject, f.Text) {
			out = append(out, d.Document)
		}
	}
	return out, "", nil
}

func (o *Office) UpdateDraft(_ context.Context, doc domain.Document) error {
	o.Find(doc.ID).Document = doc
	return nil
}

func (o *Office) Preview(_ context.Context, sha string) (string, bool, error) {
	pdf, ok := o.Previews[sha]
	return pdf, ok, nil
}

func (o *Office) File(_ context.Context, sha string) (int64, string, error) {
	return int64(len(o.Contents[sha])), "image/png", nil
}

func (o *Office) FileVisible(_ context.Context, v domain.Viewer, sha string) (bool, error) {
	_, ok := o.Contents[sha]
	return ok && v.SeesAll, nil
}

func (o *Office) Inbox(_ context.Context, a domain.Actor, now time.Time, kinds []route.StepKind, limit int, _ string) ([]route.InboxItem, string, error) {
	var out []route.InboxItem
	for _, d := range o.Letters {
		for _, option := range route.MayDo(d.Route, a, now) {
			s := d.Route.Step(option.StepKey)
			if s == nil || s.State != route.StepOpen || option.Refusal != nil || option.Act == route.ActReturn || (kinds != nil && !slices.Contains(kinds, s.Kind)) {
				continue
			}
			out = append(out, route.InboxItem{
				DocumentID: d.Document.ID, Subject: d.Document.Subject, Type: d.Document.Type, Urgency: d.Document.Urgency,
				UnitID: d.Document.UnitID, UnitName: o.name(d.Document.UnitID), Step: *s,
			})
		}
	}
	return out[:min(limit, len(out))], "", nil
}

func (o *Office) Stalled(_ context.Context, f route.TrackingFilter) ([]route.TrackingRow, string, error) {
	var out []route.TrackingRow
	for _, d := range o.Letters {
		for _, i := range d.Route.Open() {
			s := d.Route.Steps[i]
			row := route.TrackingRow{
				DocumentID: d.Document.ID, Subject: d.Document.Subject, Type: d.Document.Type, Urgency: d.Document.Urgency, UnitID: s.UnitID,
				UnitName: o.name(s.UnitID), Holders: []string{"Trưởng phòng"}, Step: s, Overdue: s.DueAt.Before(f.Now), Idle: s.IdleAt.Before(f.Now),
			}
			if (row.Overdue || row.Idle) && (f.UnitID == "" || f.UnitID == s.UnitID) && (f.StepKind == "" || f.StepKind == s.Kind) {
				out = append(out, row)
			}
		}
	}
	return out, "", nil
}

func (o *Office) OutOfOrder(context.Context, route.TrackingFilter) ([]domain.OutOfOrderRow, string, error) {
	return o.Attempts, "", nil
}

func (o *Office) Register(_ context.Context, f domain.RegisterFilter) ([]domain.RegisterRow, string, error) {
	var out []domain.RegisterRow
	for _, d := range o.Letters {
		if n := d.Document.Number; n != nil && n.Year == f.Year && (f.Series == "" || f.Series == n.Series) {
			out = append(out, domain.RegisterRow{
				DocumentID: d.Document.ID, Number: *n, Type: d.Document.Type, Subject: d.Document.Subject, SignerName: "Chủ tịch UBND thành phố",
				UnitName: o.name(d.Document.UnitID), Recipients: d.Document.Recipients, State: d.Document.State, PDFSHA256: d.Document.IssuedPDFSHA,
			})
		}
	}
	return out, "", nil
}

func (o *Office) Notices(context.Context, string, int, string) ([]domain.StoredNotice, string, error) {
	return o.Told, "", nil
}

func (o *Office) UnreadNotices(context.Context, string) (int, error) {
	unread := 0
	for _, n := range o.Told {
		if n.ReadAt == nil {
			unread++
		}
	}
	return unread, nil
}

func (o *Office) MarkNoticesRead(_ context.Context, _ string, ids []string, now time.Time) error {
	for i, n := range o.Told {
		if ids == nil || slices.Contains(ids, n.ID) {
			o.Told[i].ReadAt = &now
		}
	}
	return nil
}

func (o *Office) SetLanguage(context.Context, string, string) error { return nil }

func (o *Office) Decide(_ context.Context, cmd route.Command) (route.Receipt, error) {
	o.Sent = append(o.Sent, cmd)
	if o.Away != nil {
		return route.Receipt{}, o.Away
	}
	return o.decide(cmd)
}

func (o *Office) Plan(_ context.Context, a domain.Actor, doc domain.Document) (route.Plan, error) {
	return route.PlanOf(doc, a, o.Org.At(o.Now), o.Policy.Route, o.Now)
}

func (o *Office) RecordOutside(_ context.Context, _ domain.Actor, a gateway.OutsideAttempt) (domain.Refusal, error) {
	o.SeenOutside = append(o.SeenOutside, a)
	return domain.Refusal{}, nil
}

func (o *Office) RequestPreview(context.Context, string) error { return o.Unreadable }

func (o *Office) Draft(_ context.Context, _ domain.Actor, _ string, up intake.Upload, _ *intake.Facts) (domain.Document, domain.FormatCheck, error) {
	content, err := io.ReadAll(up.Body)
	if err != nil {
		return domain.Document{}, domain.FormatCheck{}, err
	}
	if bytes.Contains(content, []byte("TỐI MẬT")) {
		return domain.Document{}, domain.FormatCheck{}, &domain.Error{Code: domain.ErrUnsupported, Key: "upload.secret"}
	}
	d := o.Letter("V/v tệp vừa tải lên " + up.FileName)
	return d.Document, *d.Format, nil
}

func (o *Office) AddVersion(_ context.Context, a domain.Actor, id, _ string, up intake.Upload) (domain.Version, domain.FormatCheck, error) {
	content, err := io.ReadAll(up.Body)
	if err != nil {
		return domain.Version{}, domain.FormatCheck{}, err
	}
	if faster := o.Faster; faster != nil {
		o.Faster = nil
		faster()
	}
	d := o.Find(id)
	if up.Ordinal != 0 && up.Ordinal != len(d.Versions)+1 {
		return domain.Version{}, domain.FormatCheck{}, &domain.Error{Code: domain.ErrConflict, Key: "draft.newer_version"}
	}
	v := domain.Version{
		ID: uuid.Must(uuid.NewV7()).String(), DocumentID: id, Ordinal: len(d.Versions) + 1, SHA256: o.Keep(string(content)), FileName: up.FileName,
		Size: int64(len(content)), UploadedBy: a.PersonID, UploadedAt: o.Now,
	}
	d.Versions, d.Document.Version = append(d.Versions, v), v
	return v, *d.Format, nil
}

func (o *Office) AddAnnex(_ context.Context, a domain.Actor, id, _ string, kind domain.AnnexKind, up intake.Upload) (domain.Annex, error) {
	content, err := io.ReadAll(up.Body)
	if err != nil {
		return domain.Annex{}, err
	}
	annex := domain.Annex{
		ID: uuid.Must(uuid.NewV7()).String(), DocumentID: id, Kind: kind, SHA256: o.Keep(string(content)), FileName: up.FileName,
		MediaType: "application/pdf", Size: int64(len(content)), UploadedBy: a.PersonID, UploadedAt: o.Now,
	}
	if d := o.Find(id); d != nil {
		d.Annexes = append(d.Annexes, annex)
	}
	return annex, nil
}

func (o *Office) Get(_ context.Context, sha string) (io.ReadCloser, int64, error) {
	content, ok := o.Contents[sha]
	if !ok {
		return nil, 0, &domain.Error{Code: domain.ErrNotFound}
	}
	var body io.Reader = strings.NewReader(content)
	if o.Spoiled != nil {
		body = io.MultiReader(body, iotest.ErrReader(o.Spoiled))
	}
	return io.NopCloser(body), int64(len(content)), nil
}

func (o *Office) List(context.Context, string) ([]domain.AccessToken, error) {
	return o.AccessTokens, nil
}

func (o *Office) Create(_ context.Context, a domain.Actor, name string, scope domain.TokenScope, days int) (string, domain.AccessToken, error) {
	if name == "" {
		return "", domain.AccessToken{}, &domain.Error{Code: domain.ErrInvalid, Key: "token.invalid", Fields: map[string]string{"name": "token.name"}}
	}
	t := domain.AccessToken{Scope: scope, ID: uuid.Must(uuid.NewV7()).String(), AccountID: a.AccountID, Name: name, CreatedAt: o.Now, ExpiresAt: o.Now.AddDate(0, 0, days)}
	o.AccessTokens = append(o.AccessTokens, t)
	return "tk_bimat", t, nil
}

func (o *Office) Revoke(_ context.Context, _ domain.Actor, id string) error {
	for i := range o.AccessTokens {
		if o.AccessTokens[i].ID == id {
			o.AccessTokens[i].RevokedAt = &o.Now
		}
	}
	return nil
}

// entrance lets people in by a cookie that says who they are.
type entrance struct{ o *Office }

func (d entrance) Actor(c *gin.Context) (domain.Actor, bool) {
	cookie, err := c.Request.Cookie("who")
	if err != nil {
		return domain.Actor{}, false
	}
	return d.o.Org.Actor(cookie.Value)
}

func (d entrance) SignIn(c *gin.Context, username, password string) (domain.Account, error) {
	if _, ok := d.o.Org.Actor(username); !ok || password != "đúng" {
		return domain.Account{}, &domain.Error{Code: domain.ErrForbidden, Key: "sign_in.wrong"}
	}
	http.SetCookie(c.Writer, &http.Cookie{Name: "who", Value: username, Path: "/"})
	return domain.Account{Username: username, Language: "vi"}, nil
}

func (d entrance) SignOutEverywhere(c *gin.Context) error {
	d.o.Ended++
	return d.SignOut(c)
}

func (d entrance) SignOut(c *gin.Context) error {
	http.SetCookie(c.Writer, &http.Cookie{Name: "who", MaxAge: -1, Path: "/"})
	return nil
}

// formatCases are two units' first answers of the year; years before have none.
func (o *Office) formatCases() []domain.FormatCase {
	home, finance := o.Unit("NV"), o.Unit("TCKH")
	return []domain.FormatCase{
		{DocumentID: "a", Subject: "V/v một", Type: domain.TypeOfficialLetter, UnitID: home, UnitName: o.name(home), At: o.Now, Passed: true},
		{DocumentID: "b", Subject: "V/v hai", Type: domain.TypeOfficialLetter, UnitID: home, UnitName: o.name(home), At: o.Now, Passed: true},
		{DocumentID: "c", Subject: "V/v ba", Type: domain.TypeOfficialLetter, UnitID: home, UnitName: o.name(home), At: o.Now, Reasons: "Tiêu ngữ <sai>"},
		{DocumentID: "d", Subject: "V/v bốn", Type: domain.TypeOfficialLetter, UnitID: finance, UnitName: o.name(finance), At: o.Now},
	}
}

func (o *Office) FirstTimePasses(_ context.Context, year int) ([]domain.FirstTimePass, error) {
	if year != o.Now.Year() {
		return nil, nil
	}
	return []domain.FirstTimePass{
		{UnitID: o.Unit("NV"), UnitName: o.name(o.Unit("NV")), Checked: 3, Passed: 2},
		{UnitID: o.Unit("TCKH"), UnitName: o.name(o.Unit("TCKH")), Checked: 1},
	}, nil
}

func (o *Office) FormatCases(_ context.Context, f domain.FormatCaseFilter) ([]domain.FormatCase, string, error) {
	var out []domain.FormatCase
	for _, c := range o.formatCases() {
		if (f.UnitID == "" || f.UnitID == c.UnitID) && (f.Passed == nil || *f.Passed == c.Passed) {
			out = append(out, c)
		}
	}
	return out, "", nil
}
