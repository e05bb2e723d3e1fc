package regulation

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// mostDays bounds every number of days: whatever is longer is a slip of the pen.
const mostDays = 60

var (
	policyID  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	bodyCode  = regexp.MustCompile(`^[A-ZĐ][A-ZĐ0-9&]*$`)
	allLevels = []Level{LevelProvince, LevelCityUnderProvince, LevelWard, LevelCommune, LevelSpecialZone}
)

// examiner gathers the faults of a policy's values.
type examiner struct{ found []string }

func (x *examiner) must(ok bool, format string, args ...any) {
	if !ok {
		x.found = append(x.found, fmt.Sprintf(format, args...))
	}
}

func (x *examiner) within(key string, value, low, high int) {
	x.must(value >= low && value <= high, "%s is %d, not between %d and %d", key, value, low, high)
}

func (x *examiner) term(key string, t Term) {
	x.within(key+".working_days", t.WorkingDays, 0, mostDays)
	x.within(key+".urgent_working_days", t.UrgentWorkingDays, 0, mostDays)
	x.must(t.UrgentWorkingDays <= t.WorkingDays, "%s: urgent work takes %d days, longer than ordinary work", key, t.UrgentWorkingDays)
}

func (x *examiner) span(key string, r Range) {
	x.within(key+".min", r.Min, 1, mostDays)
	x.within(key+".max", r.Max, 1, mostDays)
	x.must(r.Min <= r.Max, "%s: min is greater than max", key)
}

func (x *examiner) ratio(key string, r Ratio) {
	x.must(r.Numerator > 0 && r.Numerator <= r.Denominator, "%s is not a share of a whole", key)
}

// list checks a list of numbers that goes strictly down, or strictly up.
func (x *examiner) list(key string, values []int, low, high int, down bool) {
	x.must(len(values) > 0, "%s is empty", key)
	for i, v := range values {
		x.within(fmt.Sprintf("%s[%d]", key, i), v, low, high)
		x.must(i == 0 || down == (values[i-1] > v) && values[i-1] != v, "%s is not in order", key)
	}
}

func (x *examiner) text(key, value string) {
	x.must(strings.TrimSpace(value) != "", "%s is blank", key)
}

// faults checks the values of a policy; that its keys are there is strictyaml's
// work.
func (p Policy) faults() []string {
	x := &examiner{}
	x.must(policyID.MatchString(p.ID), "id %q is not lower-case words joined by hyphens", p.ID)
	x.text("version", p.Version)
	x.text("title.vi", p.Title.VI)
	x.text("title.en", p.Title.EN)
	x.committee(p.Committee)
	x.route(p.Route)
	x.form(p.Form)
	x.numbering(p.Numbering)
	x.consultation(p)
	x.meetings(p)
	x.term("incoming.forward_deadline", p.Incoming.Forward)
	x.term("incoming.ack_deadline", p.Incoming.Acknowledgement)
	x.within("office.completeness_check_working_days.value", p.Office.CompletenessCheck.Value, 0, mostDays)
	x.within("conclusion.notice_working_days.value", p.Conclusion.Notice.Value, 0, mostDays)
	x.within("minutes.finalise_working_days.value", p.Minutes.Finalise.Value, 0, mostDays)
	x.list("task.reminder_days_before_due.values", p.Task.RemindBefore.Values, 1, mostDays, true)
	x.within("programme.annual_registration.month", p.Programme.AnnualRegistration.Month, 1, 12)
	x.within("programme.annual_registration.day", p.Programme.AnnualRegistration.Day, 1, 28)
	x.within("programme.items_due_day.value", p.Programme.ItemsDueDay.Value, 1, 28)
	return x.found
}

func (x *examiner) committee(c Committee) {
	for _, row := range []struct{ key, value string }{
		{"name.vi", c.Name.VI},
		{"name.en", c.Name.EN},
		{"short_name", c.ShortName},
		{"place", c.Place},
		{"leadership.vi", c.Leadership.VI},
		{"leadership.en", c.Leadership.EN},
		{"office.vi", c.Office.VI},
		{"office.en", c.Office.EN},
		{"working_regulation", c.WorkingRegulation},
	} {
		x.text("organisation."+row.key, row.value)
	}
	x.must(bodyCode.MatchString(c.Code), "organisation.code %q is not capital letters", c.Code)
	x.must(bodyCode.MatchString(c.OfficeCode), "organisation.office_code %q is not capital letters", c.OfficeCode)
	x.must(slices.Contains(allLevels, c.Level), "organisation.level %q is not one of %v", c.Level, allLevels)
	x.must(!c.ShowParent.Value || c.Parent != "", "organisation.parent is blank but to be shown")
	x.must(len(c.Addressees.Values) > 0, "organisation.addressees is empty")
}

func (x *examiner) route(r RouteTerms) {
	for _, row := range []struct {
		key  string
		term Term
	}{
		{"clearance", r.Clearance},
		{"format", r.Format},
		{"consultation", r.Consultation},
		{"answers", r.Answers},
		{"appraisal", r.Appraisal},
		{"review", r.Review},
		{"review_legal_normative", r.ReviewLegalNormative},
		{"initials", r.Initials},
		{"signature", r.Signature},
		{"issue", r.Issue},
		{"revision", r.Revision},
	} {
		x.term("route."+row.key, row.term)
	}
	x.list("route.remind_before.values", r.RemindBefore.Values, 1, mostDays, true)
	x.within("route.escalate_after.value", r.EscalateAfter.Value, 0, mostDays)
	x.within("route.stalled_after.value", r.StalledAfter.Value, 1, mostDays)
	_, err := parseHours(r.OfficeHoursSetting.Intervals)
	x.must(err == nil, "route.office_hours: %v", err)
	x.must(len(r.OfficeHoursSetting.Intervals) > 0, "route.office_hours.intervals is empty")
}

func (x *examiner) consultation(p Policy) {
	days := p.Consultation.WorkingDays
	x.span("consultation.working_days", days)
	x.within("route.consultation.working_days", p.Route.Consultation.WorkingDays, days.Min, days.Max)
	x.within("route.consultation.urgent_working_days", p.Route.Consultation.UrgentWorkingDays, days.Min, days.Max)
	x.must(slices.Contains(p.Consultation.SilenceNeverFor.Values, "legal_normative"),
		"consultation.silence_never_for: silence is never consent to a legal normative draft")
	x.span("member_ballot.deadline_working_days", p.MemberBallot.WorkingDays)
}

func (x *examiner) numbering(n Numbering) {
	ids := map[string]bool{}
	in := map[string]string{}
	for i, s := range n.Series {
		x.must(policyID.MatchString(s.ID), "numbering.series[%d].id %q is not lower-case words joined by hyphens", i, s.ID)
		x.must(s.ID != legalNormativeSeries && !strings.HasPrefix(s.ID, legalNormativeSeries+"-"), "numbering.series[%d].id %q belongs to legal normative documents", i, s.ID)
		x.must(!ids[s.ID], "numbering.series: %q stands twice", s.ID)
		ids[s.ID] = true
		for _, t := range s.Types {
			x.must(slices.Contains(DocumentTypes(), t), "numbering.series %s: no kind of document %q", s.ID, t)
			x.must(in[string(t)] == "", "numbering.series: %q is in %s and in %s", t, in[string(t)], s.ID)
			in[string(t)] = s.ID
		}
	}
	for _, t := range DocumentTypes() {
		x.must(in[string(t)] != "", "numbering.series: %q is in none", t)
	}
}

func (x *examiner) meetings(p Policy) {
	m := p.Meeting
	x.list("schedule.registration_cutoff_days.values", p.Schedule.RegistrationCutoffDays.Values, 1, 28, false)
	x.within("schedule.window_days.value", p.Schedule.WindowDays.Value, 1, 31)
	x.within("meeting.giao_ban.material_deadline_working_days.value", m.Briefing.Materials.Value, 0, mostDays)
	x.within("meeting.regular.per_month.value", m.Regular.PerMonth.Value, 1, 31)
	x.ratio("meeting.regular.quorum_ratio", m.Regular.Quorum)
	x.ratio("meeting.regular.vote_ratio", m.Regular.Vote)
	x.within("meeting.regular.material_deadline_working_days.value", m.Regular.Materials.Value, 0, mostDays)
	x.within("meeting.extraordinary.material_deadline_days.value", m.Extraordinary.Materials.Value, 0, mostDays)
	x.must(m.SubstituteAllowed.Value || !m.SubstituteCanVote.Value, "meeting.substitute_can_vote: a substitute who may not come cannot vote")
}
