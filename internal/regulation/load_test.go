package regulation_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

const city, ward = "ubnd-thanh-pho-2024", "ubnd-phuong-2025"

func load(t *testing.T, id string) regulation.Policy {
	t.Helper()
	p, err := regulation.Load(id)
	require.NoError(t, err)
	return p
}

// edited writes a copy of the city's preset with pieces replaced and loads it.
func edited(t *testing.T, pairs ...string) (regulation.Policy, error) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("presets", city+".yaml"))
	require.NoError(t, err)
	text := string(data)
	for i := 0; i < len(pairs); i += 2 {
		require.Contains(t, text, pairs[i], "the piece to replace")
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	file := filepath.Join(t.TempDir(), "policy.yaml")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	return regulation.Load(file)
}

func TestBothPresetsLoad(t *testing.T) {
	t.Parallel()
	require.Equal(t, []string{ward, city}, regulation.Presets())
	for _, id := range regulation.Presets() {
		p := load(t, id)
		require.Equal(t, id, p.ID, "a preset bears the name of its file")
		require.Equal(t, domain.PolicyRef{ID: id, Version: p.Version, SHA256: p.SHA256}, p.Ref())
	}
}

func TestAnUnknownPresetIsNamedWithThoseThereAre(t *testing.T) {
	t.Parallel()
	_, err := regulation.Load("ubnd-huyen")
	require.ErrorContains(t, err, `no preset "ubnd-huyen"`)
	require.ErrorContains(t, err, city)
}

func TestEveryDefaultNumberOfTheDomainRulesStandsInBothPresets(t *testing.T) {
	t.Parallel()
	type row struct {
		key       string
		got, want any
		basis     string
	}
	for _, id := range regulation.Presets() {
		p := load(t, id)
		term := func(t regulation.Term) [2]int { return [2]int{t.WorkingDays, t.UrgentWorkingDays} }
		span := func(r regulation.Range) [2]int { return [2]int{r.Min, r.Max} }
		r, m := p.Route, p.Meeting
		for _, c := range []row{
			{"schedule.registration_cutoff_days", p.Schedule.RegistrationCutoffDays.Values, []int{10, 25}, p.Schedule.RegistrationCutoffDays.Basis},
			{"schedule.window_days", p.Schedule.WindowDays.Value, 15, p.Schedule.WindowDays.Basis},
			{"meeting.giao_ban.material_deadline_working_days", m.Briefing.Materials.Value, 3, m.Briefing.Materials.Basis},
			{"meeting.regular.material_deadline_working_days", m.Regular.Materials.Value, 3, m.Regular.Materials.Basis},
			{"meeting.extraordinary.material_deadline_days", m.Extraordinary.Materials.Value, 1, m.Extraordinary.Materials.Basis},
			{"meeting.regular.per_month", m.Regular.PerMonth.Value, 1, m.Regular.PerMonth.Basis},
			{"meeting.regular.quorum_ratio", []any{m.Regular.Quorum.Numerator, m.Regular.Quorum.Denominator, m.Regular.Quorum.MoreThan}, []any{2, 3, false}, m.Regular.Quorum.Basis},
			{"meeting.regular.vote_ratio", []any{m.Regular.Vote.Numerator, m.Regular.Vote.Denominator, m.Regular.Vote.MoreThan}, []any{1, 2, true}, m.Regular.Vote.Basis},
			{"meeting.regular.absence_requires_written_report", m.Regular.AbsenceWrittenReport.Value, true, m.Regular.AbsenceWrittenReport.Basis},
			{"meeting.substitute_allowed", m.SubstituteAllowed.Value, true, m.SubstituteAllowed.Basis},
			{"meeting.substitute_can_vote", m.SubstituteCanVote.Value, false, m.SubstituteCanVote.Basis},
			{"meeting.attendance_report_before_start", m.AttendanceReportBefore.Value, true, m.AttendanceReportBefore.Basis},
			{"consultation.deadline_working_days", r.Consultation.WorkingDays, 5, r.Consultation.Basis},
			{"consultation.deadline_working_days range", span(p.Consultation.WorkingDays), [2]int{2, 5}, p.Consultation.WorkingDays.Basis},
			{"format.by_another_than_who_cleared", r.FormatByAnother.Value, true, r.FormatByAnother.Basis},
			{"consultation.silence_means_consent", r.SilenceIsConsent.Value, true, r.SilenceIsConsent.Basis},
			{"consultation.silence_means_consent off for", p.Consultation.SilenceNeverFor.Values, []string{"legal_normative", "personal_data_consent"}, p.Consultation.SilenceNeverFor.Basis},
			{"member_ballot.deadline_working_days", span(p.MemberBallot.WorkingDays), [2]int{2, 5}, p.MemberBallot.WorkingDays.Basis},
			{"office.completeness_check_working_days", p.Office.CompletenessCheck.Value, 2, p.Office.CompletenessCheck.Basis},
			{"office.thamtra_working_days ordinary", r.Review.WorkingDays, 3, r.Review.Basis},
			{"office.thamtra_working_days legal normative", r.ReviewLegalNormative.WorkingDays, 5, r.ReviewLegalNormative.Basis},
			{"leader.decision_working_days", r.Signature.WorkingDays, 3, r.Signature.Basis},
			{"document.issue_deadline", term(r.Issue), [2]int{1, 0}, r.Issue.Basis},
			{"incoming.forward_deadline", term(p.Incoming.Forward), [2]int{1, 0}, p.Incoming.Forward.Basis},
			{"incoming.ack_deadline", term(p.Incoming.Acknowledgement), [2]int{0, 0}, p.Incoming.Acknowledgement.Basis},
			{"conclusion.notice_working_days", p.Conclusion.Notice.Value, 3, p.Conclusion.Notice.Basis},
			{"minutes.finalise_working_days", p.Minutes.Finalise.Value, 5, p.Minutes.Finalise.Basis},
			{"task.reminder_days_before_due", p.Task.RemindBefore.Values, []int{3, 1}, p.Task.RemindBefore.Basis},
			{"task.reminder_days_before_due daily when overdue", p.Task.RemindDailyOverdue.Value, true, p.Task.RemindDailyOverdue.Basis},
			{"programme.annual_registration", [2]int{p.Programme.AnnualRegistration.Month, p.Programme.AnnualRegistration.Day}, [2]int{11, 15}, p.Programme.AnnualRegistration.Basis},
			{"programme.annual_registration items", p.Programme.ItemsDueDay.Value, 20, p.Programme.ItemsDueDay.Basis},
		} {
			require.Empty(t, cmp.Diff(c.want, c.got), "%s: %s", id, c.key)
			require.NotEmpty(t, c.basis, "%s: legal basis of %s", id, c.key)
		}
	}
}

func TestAnOfficesOwnPolicyIsAFile(t *testing.T) {
	t.Parallel()
	p, err := edited(t, `  severities: []`, "  severities:\n    - {rule: citation.first, severity: error, basis: Thông báo của Văn phòng}")
	require.NoError(t, err)
	require.Equal(t, []regulation.RuleSeverity{{Rule: "citation.first", Severity: "error", Basis: "Thông báo của Văn phòng"}}, p.Form.Severities)
	for old, anew := range map[string]string{
		`  severities: []`:                            "  severities:\n    - {rule: citation.first, severity: error, basis: \"\"}",
		`margin_left_mm: {min: 30, max: 35`:           `margin_left_mm: {min: 36, max: 35`,
		`first_line_indent_tenths_mm: {values: [100,`: `first_line_indent_tenths_mm: {values: [200,`,
		`paragraph_space_pt: {value: 6`:               `paragraph_space_pt: {value: 0`,
	} {
		_, err := edited(t, old, anew)
		require.Error(t, err, anew)
	}
}

func TestTheHashOfAPolicyIsThatOfItsBytes(t *testing.T) {
	t.Parallel()
	first := load(t, city)
	require.Equal(t, first.SHA256, load(t, city).SHA256)
	require.Len(t, first.SHA256, 64)

	same, err := edited(t)
	require.NoError(t, err)
	require.Equal(t, first.SHA256, same.SHA256, "an equal file from elsewhere is the same policy")

	other, err := edited(t, `version: "3"`, `version: "4"`)
	require.NoError(t, err)
	require.NotEqual(t, first.SHA256, other.SHA256)
}

func TestAPolicyWithAFaultIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ old, new, want string }{
		"unknown key":                        {"route:\n", "route:\n  patience: 3\n", "field patience not found"},
		"missing number":                     {"    urgent_working_days: 0\n", "", "route.clearance.urgent_working_days is missing"},
		"missing basis":                      {"    basis: Thể thức công văn 288/UBND-VP không ghi cơ quan chủ quản; cần xác nhận\n", "", "organisation.show_parent.basis is missing"},
		"blank basis":                        {"basis: Thể thức công văn 288/UBND-VP không ghi cơ quan chủ quản; cần xác nhận", `basis: " "`, "organisation.show_parent.basis is blank"},
		"second document":                    {"programme:", "---\nprogramme:", "something follows the first document"},
		"too many days":                      {"working_days: 1\n", "working_days: 900\n", "route.clearance.working_days is 900"},
		"urgent slower than ordinary":        {"urgent_working_days: 0", "urgent_working_days: 9", "longer than ordinary"},
		"consultation outside its range":     {"working_days: 5\n    urgent_working_days: 2", "working_days: 7\n    urgent_working_days: 2", "route.consultation.working_days is 7, not between 2 and 5"},
		"reminders out of order":             {"values: [1]", "values: [1, 3]", "route.remind_before.values is not in order"},
		"no reminder":                        {"values: [1]", "values: []", "route.remind_before.values is empty"},
		"office hours that end first":        {"07:00-11:00", "11:00-07:00", "office hours"},
		"a kind in no series":                {"types: [to-trinh]", "types: []", `"to-trinh" is in none`},
		"a kind in two series":               {"types: [to-trinh]", "types: [to-trinh, quyet-dinh]", `"quyet-dinh" is in quyet-dinh and in to-trinh`},
		"a series twice":                     {"- id: to-trinh", "- id: quyet-dinh", `"quyet-dinh" stands twice`},
		"a kind nobody knows":                {"types: [to-trinh]", "types: [to-trinh, sac-lenh]", `no kind of document "sac-lenh"`},
		"a series of legal normative's name": {"- id: to-trinh", "- id: qppl-to-trinh", "belongs to legal normative documents"},
		"silence as consent to law":          {"values: [legal_normative, personal", "values: [personal", "silence is never consent to a legal normative draft"},
		"a quorum above the whole":           {"numerator: 2", "numerator: 4", "quorum_ratio is not a share"},
		"an unknown level":                   {"level: city_under_province", "level: district", "organisation.level"},
		"a parent to show that is blank":     {"parent: Ủy ban nhân dân tỉnh Kiên Giang\n  show_parent:\n    value: false", "parent: \"\"\n  show_parent:\n    value: true", "organisation.parent is blank"},
		"a substitute who votes but may not come": {
			"substitute_allowed:\n    value: true\n    basis: Công văn 288/UBND-VP mục 2\n  substitute_can_vote:\n    value: false",
			"substitute_allowed:\n    value: false\n    basis: x\n  substitute_can_vote:\n    value: true", "a substitute who may not come cannot vote",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := edited(t, c.old, c.new)
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestAllFaultsOfAPolicyAreListedTogether(t *testing.T) {
	t.Parallel()
	_, err := edited(t,
		"route:\n", "route:\n  patience: 3\n",
		"basis: Thể thức công văn 288/UBND-VP không ghi cơ quan chủ quản; cần xác nhận", `basis: ""`,
		"level: city_under_province", "level: district",
		"values: [1]", "values: [1, 3]")
	for _, want := range []string{"4 faults", "patience", "show_parent.basis", "organisation.level", "remind_before"} {
		require.ErrorContains(t, err, want)
	}
}

func TestAMissingPolicyFileIsAnError(t *testing.T) {
	t.Parallel()
	_, err := regulation.Load(filepath.Join(t.TempDir(), "none.yaml"))
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestEachKindOfDocumentHasItsSeriesAndNotation(t *testing.T) {
	t.Parallel()
	p := load(t, city)
	for _, c := range []struct {
		of                                 domain.DocumentType
		legalNormative                     bool
		series, notation, fifth, fifteenth string
	}{
		{domain.TypeOfficialLetter, false, "cong-van", "UBND-VP", "05/UBND-VP", "15/UBND-VP"},
		{domain.TypeDecision, false, "quyet-dinh", "QĐ-UBND", "05/QĐ-UBND", "15/QĐ-UBND"},
		{domain.TypeDecision, true, "qppl-quyet-dinh", "QĐ-UBND", "05/2024/QĐ-UBND", "15/2024/QĐ-UBND"},
		{domain.TypeSubmission, false, "to-trinh", "TTr-UBND", "05/TTr-UBND", "15/TTr-UBND"},
		{domain.TypeProgramme, false, "van-ban-khac", "CTr-UBND", "05/CTr-UBND", "15/CTr-UBND"},
		{domain.TypeTelegram, false, "van-ban-khac", "CĐ-UBND", "05/CĐ-UBND", "15/CĐ-UBND"},
		{"sac-lenh", false, "", "UBND-VP", "05/UBND-VP", "15/UBND-VP"},
	} {
		require.Equal(t, c.series, p.NumberSeries(c.of, c.legalNormative), c.of)
		require.Equal(t, c.notation, p.Notation(c.of, "VP"), c.of)
		number := domain.IssuedNumber{Year: 2024, Number: 5, Notation: regulation.NotationOf(c.notation, c.legalNormative, 2024)}
		require.Equal(t, c.fifth, regulation.NumberText(number))
		number.Number = 15
		require.Equal(t, c.fifteenth, regulation.NumberText(number))
	}
}

func TestThereAreTwentyNineKindsAndTwoWithoutACode(t *testing.T) {
	t.Parallel()
	var without []domain.DocumentType
	for _, of := range regulation.DocumentTypes() {
		if regulation.TypeCode(of) == "" {
			without = append(without, of)
		}
	}
	require.Len(t, regulation.DocumentTypes(), 29)
	require.Equal(t, []domain.DocumentType{domain.TypeOfficialLetter, domain.TypeOfficialNote}, without)
}

func TestAShareOfMembersIsCountedWithoutRounding(t *testing.T) {
	t.Parallel()
	p := load(t, city)
	for _, c := range []struct {
		part, whole  int
		quorum, vote bool
	}{{13, 20, false, true}, {14, 20, true, true}, {10, 20, false, false}, {11, 20, false, true}, {2, 3, true, true}} {
		require.Equal(t, c.quorum, p.Meeting.Regular.Quorum.Met(c.part, c.whole), "quorum %d of %d", c.part, c.whole)
		require.Equal(t, c.vote, p.Meeting.Regular.Vote.Met(c.part, c.whole), "vote %d of %d", c.part, c.whole)
	}
}
