package regulation

import "trinhky/internal/domain"

// Policy is one preset: who the committee is and every number it works by, each
// with its legal basis. Numbers differ from office to office, so none stands in
// code.
type Policy struct {
	ID      string      `yaml:"id"`
	Version string      `yaml:"version"` // changes with every change of a number
	SHA256  string      `yaml:"-"`       // lower-case hex of the file's bytes
	Title   domain.Text `yaml:"title"`

	Committee    Committee         `yaml:"organisation"`
	Route        RouteTerms        `yaml:"route"`
	Consultation ConsultationTerms `yaml:"consultation"`
	MemberBallot BallotTerms       `yaml:"member_ballot"`
	Office       OfficeTerms       `yaml:"office"`
	Form         FormTerms         `yaml:"form"`
	Numbering    Numbering         `yaml:"numbering"`
	Incoming     IncomingTerms     `yaml:"incoming"`
	Schedule     ScheduleTerms     `yaml:"schedule"`
	Meeting      MeetingTerms      `yaml:"meeting"`
	Conclusion   ConclusionTerms   `yaml:"conclusion"`
	Minutes      MinutesTerms      `yaml:"minutes"`
	Task         TaskTerms         `yaml:"task"`
	Programme    ProgrammeTerms    `yaml:"programme"`
}

// Ref names the policy in records and workflow inputs.
func (p Policy) Ref() domain.PolicyRef {
	return domain.PolicyRef{ID: p.ID, Version: p.Version, SHA256: p.SHA256}
}

// Level is the level of government of a committee.
type Level string

// Levels. The district level, and with it the city under a province, ended on
// 1 July 2025 (Law 72/2025/QH15).
const (
	LevelProvince          Level = "province"
	LevelCityUnderProvince Level = "city_under_province"
	LevelWard              Level = "ward"
	LevelCommune           Level = "commune"
	LevelSpecialZone       Level = "special_zone"
)

// Committee is the body whose documents these are, as it stands on them.
type Committee struct {
	Name              domain.Text `yaml:"name"`               // official name, for the head of a document
	ShortName         string      `yaml:"short_name"`         // as written in running text
	Code              string      `yaml:"code"`               // in the notation of a document, such as "UBND"
	Parent            string      `yaml:"parent"`             // the body above
	ShowParent        Flag        `yaml:"show_parent"`        // whether the parent stands above the name on documents
	Place             string      `yaml:"place"`              // địa danh
	Level             Level       `yaml:"level"`              //
	Leadership        domain.Text `yaml:"leadership"`         // the leaders as a unit
	Office            domain.Text `yaml:"office"`             // the Office as a unit
	OfficeCode        string      `yaml:"office_code"`        // such as "VP"
	WorkingRegulation string      `yaml:"working_regulation"` // Quy chế làm việc, as cited
	Addressees        Words       `yaml:"addressees"`         // the usual groups of Kính gửi
}

// Words is a list of words with its legal basis.
type Words struct {
	Values []string `yaml:"values"`
	Basis  string   `yaml:"basis"`
}

// Range bounds a number an organiser may choose.
type Range struct {
	Min   int    `yaml:"min"`
	Max   int    `yaml:"max"`
	Basis string `yaml:"basis"`
}

// Ratio is a share, without rounding: at least Numerator/Denominator of the
// whole, or more than it.
type Ratio struct {
	Numerator   int    `yaml:"numerator"`
	Denominator int    `yaml:"denominator"`
	MoreThan    bool   `yaml:"more_than"`
	Basis       string `yaml:"basis"`
}

// Met reports whether part of whole reaches the share.
func (r Ratio) Met(part, whole int) bool {
	have, want := part*r.Denominator, whole*r.Numerator
	return have > want || have == want && !r.MoreThan
}

// MonthDay is a day of every year.
type MonthDay struct {
	Month int    `yaml:"month"`
	Day   int    `yaml:"day"`
	Basis string `yaml:"basis"`
}

// ConsultationTerms bound the asking of opinions; its usual number of days is
// Route.Consultation and what silence means is Route.SilenceIsConsent.
type ConsultationTerms struct {
	WorkingDays     Range `yaml:"working_days"`
	SilenceNeverFor Words `yaml:"silence_never_for"` // matters in which silence is never consent
}

// BallotTerms are those of the written ballot among members.
type BallotTerms struct {
	WorkingDays Range `yaml:"deadline_working_days"`
}

// OfficeTerms are the Office's own, apart from its review (Route.Review).
type OfficeTerms struct {
	CompletenessCheck Number `yaml:"completeness_check_working_days"`
}

// IncomingTerms are those of incoming documents.
type IncomingTerms struct {
	Forward         Term `yaml:"forward_deadline"`
	Acknowledgement Term `yaml:"ack_deadline"`
}

// ScheduleTerms are those of the leaders' schedule (letter §1).
type ScheduleTerms struct {
	RegistrationCutoffDays Numbers `yaml:"registration_cutoff_days"` // days of the month
	CutoffDayIncluded      Flag    `yaml:"cutoff_day_included"`      // whether "before the 10th" takes in the 10th
	CutoffBeforeRestDay    Flag    `yaml:"cutoff_before_rest_day"`   // whether a cut-off on a rest day moves earlier
	WindowDays             Number  `yaml:"window_days"`
}

// MeetingTerms are those of meetings (letter §1, §2).
type MeetingTerms struct {
	Briefing               BriefingTerms      `yaml:"giao_ban"`
	Regular                RegularTerms       `yaml:"regular"`
	Extraordinary          ExtraordinaryTerms `yaml:"extraordinary"`
	SubstituteAllowed      Flag               `yaml:"substitute_allowed"`
	SubstituteCanVote      Flag               `yaml:"substitute_can_vote"`
	AttendanceReportBefore Flag               `yaml:"attendance_report_before_start"`
}

// BriefingTerms are those of the briefing meeting (họp giao ban).
type BriefingTerms struct {
	Materials Number `yaml:"material_deadline_working_days"`
}

// RegularTerms are those of the regular session (phiên họp thường kỳ).
type RegularTerms struct {
	PerMonth             Number `yaml:"per_month"`
	Quorum               Ratio  `yaml:"quorum_ratio"` // of all members
	Vote                 Ratio  `yaml:"vote_ratio"`   // of all members, not of those present
	Materials            Number `yaml:"material_deadline_working_days"`
	AbsenceWrittenReport Flag   `yaml:"absence_requires_written_report"`
}

// ExtraordinaryTerms are those of an extraordinary session.
type ExtraordinaryTerms struct {
	Materials Number `yaml:"material_deadline_days"` // calendar days
}

// ConclusionTerms are those of the notice of conclusions.
type ConclusionTerms struct {
	Notice Number `yaml:"notice_working_days"`
}

// MinutesTerms are those of minutes.
type MinutesTerms struct {
	Finalise Number `yaml:"finalise_working_days"`
}

// TaskTerms are those of tasks (letter §3).
type TaskTerms struct {
	RemindBefore       Numbers `yaml:"reminder_days_before_due"` // working days, descending
	RemindDailyOverdue Flag    `yaml:"reminder_daily_when_overdue"`
}

// ProgrammeTerms are those of the yearly work programme.
type ProgrammeTerms struct {
	AnnualRegistration MonthDay `yaml:"annual_registration"` // before this day of the year before
	ItemsDueDay        Number   `yaml:"items_due_day"`       // items are due before this day of their month
}
