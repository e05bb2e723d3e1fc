package regulation

import (
	"fmt"

	"trinhky/internal/calendar"
)

// Term is the time a step may take.
type Term struct {
	WorkingDays       int    `yaml:"working_days" json:"working_days"`
	UrgentWorkingDays int    `yaml:"urgent_working_days" json:"urgent_working_days"` // for KHẨN and above; 0 is the end of the same day
	Basis             string `yaml:"basis" json:"basis"`                             // legal basis, in Vietnamese
}

// Number is a setting with its legal basis.
type Number struct {
	Value int    `yaml:"value" json:"value"`
	Basis string `yaml:"basis" json:"basis"`
}

// Numbers is a list setting with its legal basis.
type Numbers struct {
	Values []int  `yaml:"values" json:"values"`
	Basis  string `yaml:"basis" json:"basis"`
}

// Flag is a yes-or-no setting with its legal basis.
type Flag struct {
	Value bool   `yaml:"value" json:"value"`
	Basis string `yaml:"basis" json:"basis"`
}

// RouteTerms are the numbers a document's route runs under. The whole struct
// travels in the workflow's input, so that a running case keeps the rules it
// began under even when the presets of the program have changed.
type RouteTerms struct {
	Clearance            Term    `yaml:"clearance" json:"clearance"`
	Format               Term    `yaml:"format" json:"format"`
	Consultation         Term    `yaml:"consultation" json:"consultation"`
	Answers              Term    `yaml:"answers" json:"answers"`
	Appraisal            Term    `yaml:"appraisal" json:"appraisal"`
	Review               Term    `yaml:"review" json:"review"`
	ReviewLegalNormative Term    `yaml:"review_legal_normative" json:"review_legal_normative"`
	Initials             Term    `yaml:"initials" json:"initials"`
	Signature            Term    `yaml:"signature" json:"signature"`
	Issue                Term    `yaml:"issue" json:"issue"`
	Revision             Term    `yaml:"revision" json:"revision"`                     // for the drafter after a return
	RemindBefore         Numbers `yaml:"remind_before" json:"remind_before"`           // working days before due, descending
	EscalateAfter        Number  `yaml:"escalate_after" json:"escalate_after"`         // working days after due
	StalledAfter         Number  `yaml:"stalled_after" json:"stalled_after"`           // working days without any act
	FormatByAnother      Flag    `yaml:"format_by_another" json:"format_by_another"`   // who cleared the content does not confirm the form
	SilenceIsConsent     Flag    `yaml:"silence_is_consent" json:"silence_is_consent"` // never for legal normative documents
	AfterHoursNextDay    Flag    `yaml:"after_hours_next_day" json:"after_hours_next_day"`
	OfficeHoursSetting   Hours   `yaml:"office_hours" json:"office_hours"`
}

// Hours are the office hours of a working day, as "07:00-11:00" intervals.
type Hours struct {
	Intervals []string `yaml:"intervals" json:"intervals"`
	Basis     string   `yaml:"basis" json:"basis"`
}

// OfficeHours turns the preset's hours into the calendar's. Faults are found
// when the preset is loaded; an unreadable interval here means the whole day.
func (t RouteTerms) OfficeHours() calendar.OfficeHours {
	hours, err := parseHours(t.OfficeHoursSetting.Intervals)
	if err != nil {
		hours = calendar.OfficeHours{}
	}
	hours.LateIsNextDay = t.AfterHoursNextDay.Value
	return hours
}

func parseHours(intervals []string) (calendar.OfficeHours, error) {
	var hours calendar.OfficeHours
	for _, text := range intervals {
		var i calendar.Interval
		if err := i.UnmarshalText([]byte(text)); err != nil {
			return calendar.OfficeHours{}, fmt.Errorf("office hours: %w", err)
		}
		hours.Intervals = append(hours.Intervals, i)
	}
	return hours, hours.Validate()
}
