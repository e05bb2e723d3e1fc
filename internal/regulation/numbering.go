package regulation

import (
	"fmt"
	"regexp"

	"trinhky/internal/domain"
)

// Numbering is how outgoing documents are numbered (Decree 30/2020, Article 15):
// which kinds share one series of a year is for the head of the agency to set.
type Numbering struct {
	Series                []Series `yaml:"series"`
	LegalNormativePerType Flag     `yaml:"legal_normative_per_type"` // each kind its own series, apart from the others
}

// Series is one sequence of numbers of a year and the kinds that share it. Its
// id is kept with every issued number and never changes its meaning.
type Series struct {
	ID    string                `yaml:"id"`
	Types []domain.DocumentType `yaml:"types"`
	Basis string                `yaml:"basis"`
}

const legalNormativeSeries = "qppl"

var notation = regexp.MustCompile(`^[\p{L}\d&]+(-[\p{L}\d&]+)*$`)

// IsNotation reports whether the text can stand behind the number: groups joined
// by hyphens without spaces (Decree 30/2020, Annex I, Part I, item II.3). It goes
// onto the issued document as it is.
func IsNotation(text string) bool { return notation.MatchString(text) }

// NumberSeries is the series a document of the kind is numbered in. It is empty
// for a kind the preset does not know.
func (p Policy) NumberSeries(t domain.DocumentType, legalNormative bool) string {
	if legalNormative {
		if p.Numbering.LegalNormativePerType.Value {
			return legalNormativeSeries + "-" + string(t)
		}
		return legalNormativeSeries
	}
	for _, s := range p.Numbering.Series {
		for _, of := range s.Types {
			if of == t {
				return s.ID
			}
		}
	}
	return ""
}

// Notation is the ký hiệu of a document of the kind: "UBND-VP" for a công văn of
// the unit VP, "QĐ-UBND" for a decision (Decree 30/2020, Annex I, II.3).
func (p Policy) Notation(t domain.DocumentType, unitCode string) string {
	if code := TypeCode(t); code != "" {
		return code + "-" + p.Committee.Code
	}
	return p.Committee.Code + "-" + unitCode
}

// NotationOf is the notation a number is given with: that of a legal normative
// document bears its year, as in "2022/QĐ-UBND" (Decree 30/2020, Annex I, II.3).
func NotationOf(notation string, legalNormative bool, year int) string {
	if legalNormative {
		return fmt.Sprintf("%d/%s", year, notation)
	}
	return notation
}

// NumberText writes a number as it stands on the document: "05/QĐ-UBND", and
// "01/2022/QĐ-UBND" for a legal normative one. Below ten it takes a leading zero
// (Decree 30/2020, Annex I, II.3).
func NumberText(n domain.IssuedNumber) string {
	return fmt.Sprintf("%02d/%s", n.Number, n.Notation)
}

// typeCodes are the abbreviations of Decree 30/2020, Annex III. The công văn and
// the thư công have none.
var typeCodes = []struct {
	of   domain.DocumentType
	code string
}{
	{domain.TypeResolution, "NQ"},
	{domain.TypeDecision, "QĐ"},
	{domain.TypeDirective, "CT"},
	{domain.TypeStatute, "QC"},
	{domain.TypeRules, "QyĐ"},
	{domain.TypeCommunique, "TC"},
	{domain.TypeNotice, "TB"},
	{domain.TypeGuidance, "HD"},
	{domain.TypeProgramme, "CTr"},
	{domain.TypePlan, "KH"},
	{domain.TypeOption, "PA"},
	{domain.TypeScheme, "ĐA"},
	{domain.TypeProject, "DA"},
	{domain.TypeReport, "BC"},
	{domain.TypeMinutes, "BB"},
	{domain.TypeSubmission, "TTr"},
	{domain.TypeContract, "HĐ"},
	{domain.TypeOfficialLetter, ""},
	{domain.TypeTelegram, "CĐ"},
	{domain.TypeMemorandum, "BGN"},
	{domain.TypeAgreement, "BTT"},
	{domain.TypeAuthorization, "GUQ"},
	{domain.TypeInvitation, "GM"},
	{domain.TypeIntroduction, "GGT"},
	{domain.TypeLeavePermit, "GNP"},
	{domain.TypeDispatchSlip, "PG"},
	{domain.TypeTransferSlip, "PC"},
	{domain.TypeNotificationTag, "PB"},
	{domain.TypeOfficialNote, ""},
}

// TypeCode is the abbreviation of a kind of document in its notation (Decree
// 30/2020, Annex III), empty where it has none.
func TypeCode(t domain.DocumentType) string {
	for _, row := range typeCodes {
		if row.of == t {
			return row.code
		}
	}
	return ""
}

// DocumentTypes are the 29 kinds of administrative document in the order of
// Decree 30/2020, Article 7.
func DocumentTypes() []domain.DocumentType {
	types := make([]domain.DocumentType, 0, len(typeCodes))
	for _, row := range typeCodes {
		types = append(types, row.of)
	}
	return types
}
