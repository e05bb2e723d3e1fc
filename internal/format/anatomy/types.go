package anatomy

import (
	"strings"

	"trinhky/internal/domain"
	"trinhky/internal/format/wording"
)

// Presence says how strictly a type of document wants a component.
type Presence int

const (
	Never    Presence = iota // the sample form leaves it out
	Optional                 // may be there
	Expected                 // its absence is a warning: the decree has no sample form of the type
	Required                 // its absence is an error
)

// typeForm is what the decree says about one type of administrative document: Article 7 for the list, Annex III
// section I for the code, Annex III section II for the components of its sample form.
type typeForm struct {
	Type domain.DocumentType
	// Name is the type name (tên loại) as it stands on the page, empty for a công văn and a thư công.
	Name string
	// Words is the name inside a sentence.
	Words string
	// Code is the abbreviation in the notation, empty where Annex III gives none.
	Code string

	// Outside says that the type is none of the 29: its own rules say what it must carry. Blanks says that it is filled in by
	// hand, so that its text is laid out as its places to write in ask.
	Outside, Blanks bool

	// head is how strictly the type wants national name, motto and issuing body.
	head, Number, PlaceDate, Subject, Addressees, Recipients, Signer Presence
}

// Forms lists the 29 types. Types without a sample form of their own follow form 1.4 (named documents).
var Forms = []typeForm{
	named(domain.TypeResolution, "NGHỊ QUYẾT", "nghị quyết", "NQ"),
	named(domain.TypeDecision, "QUYẾT ĐỊNH", "quyết định", "QĐ"),
	named(domain.TypeDirective, "CHỈ THỊ", "chỉ thị", "CT"),
	attached(named(domain.TypeStatute, "QUY CHẾ", "quy chế", "QC")),
	attached(named(domain.TypeRules, "QUY ĐỊNH", "quy định", "QyĐ")),
	named(domain.TypeCommunique, "THÔNG CÁO", "thông cáo", "TC"),
	named(domain.TypeNotice, "THÔNG BÁO", "thông báo", "TB"),
	named(domain.TypeGuidance, "HƯỚNG DẪN", "hướng dẫn", "HD"),
	named(domain.TypeProgramme, "CHƯƠNG TRÌNH", "chương trình", "CTr"),
	named(domain.TypePlan, "KẾ HOẠCH", "kế hoạch", "KH"),
	named(domain.TypeOption, "PHƯƠNG ÁN", "phương án", "PA"),
	named(domain.TypeScheme, "ĐỀ ÁN", "đề án", "ĐA"),
	named(domain.TypeProject, "DỰ ÁN", "dự án", "DA"),
	with(named(domain.TypeReport, "BÁO CÁO", "báo cáo", "BC"), func(f *typeForm) { f.Addressees = Optional }),
	with(named(domain.TypeMinutes, "BIÊN BẢN", "biên bản", "BB"), func(f *typeForm) { f.PlaceDate = Optional }),
	with(named(domain.TypeSubmission, "TỜ TRÌNH", "tờ trình", "TTr"), func(f *typeForm) { f.Addressees = Required }),
	contract(named(domain.TypeContract, "HỢP ĐỒNG", "hợp đồng", "HĐ")),
	with(named(domain.TypeTelegram, "CÔNG ĐIỆN", "công điện", "CĐ"), func(f *typeForm) { f.Addressees = Optional }),
	contract(named(domain.TypeMemorandum, "BẢN GHI NHỚ", "bản ghi nhớ", "BGN")),
	contract(named(domain.TypeAgreement, "BẢN THỎA THUẬN", "bản thỏa thuận", "BTT")),
	slip(named(domain.TypeAuthorization, "GIẤY ỦY QUYỀN", "giấy ủy quyền", "GUQ")),
	named(domain.TypeInvitation, "GIẤY MỜI", "giấy mời", "GM"),
	slip(named(domain.TypeIntroduction, "GIẤY GIỚI THIỆU", "giấy giới thiệu", "GGT")),
	slip(named(domain.TypeLeavePermit, "GIẤY NGHỈ PHÉP", "giấy nghỉ phép", "GNP")),
	slip(named(domain.TypeDispatchSlip, "PHIẾU GỬI", "phiếu gửi", "PG")),
	slip(named(domain.TypeTransferSlip, "PHIẾU CHUYỂN", "phiếu chuyển", "PC")),
	slip(named(domain.TypeNotificationTag, "PHIẾU BÁO", "phiếu báo", "PB")),
	{
		Type: domain.TypeOfficialLetter, Words: "công văn",
		head: Required, Number: Required, PlaceDate: Required, Subject: Required, Addressees: Required, Recipients: Required, Signer: Required,
	},
	{
		Type: domain.TypeOfficialNote, Words: "thư công",
		head: Expected, Number: Optional, PlaceDate: Expected, Subject: Optional, Addressees: Optional, Recipients: Optional, Signer: Expected,
	},
}

// letterNames are the titles of a thư công, folded: the decree names the type, which is never written out.
var letterNames = []string{"thu cong", "thu khen", "thu chuc mung", "thu cam on", "thu chia buon", "thu tham hoi", "thu ngo", "thu keu goi"}

// outsideForms are papers that offices write and that are none of the 29 types.
var outsideForms = []typeForm{
	outside("dieu-le", "ĐIỀU LỆ", "điều lệ", false),
	outside("phieu-trinh", "PHIẾU TRÌNH", "phiếu trình", true),
	outside("phieu-lay-y-kien", "PHIẾU LẤY Ý KIẾN", "phiếu lấy ý kiến", true),
	outside("phieu-de-nghi", "PHIẾU ĐỀ NGHỊ", "phiếu đề nghị", true),
	outside("to-khai", "TỜ KHAI", "tờ khai", true),
	outside("don", "ĐƠN ĐỀ NGHỊ", "đơn", true),
	outside("don", "ĐƠN XIN", "đơn", true),
}

// outside is a type of which the decree says nothing: nothing is missing from it.
func outside(slug domain.DocumentType, name, words string, blanks bool) typeForm {
	return typeForm{
		Type: slug, Name: name, Words: words, Outside: true, Blanks: blanks,
		head: Optional, Number: Optional, PlaceDate: Optional, Subject: Optional, Addressees: Optional, Recipients: Optional, Signer: Optional,
	}
}

// unknownForm serves a document whose type is not known to the check: what it must carry is for its own rules to say, so
// what is missing is only worth a warning.
var unknownForm = typeForm{
	Words: "văn bản",
	head:  Expected, Number: Expected, PlaceDate: Expected, Subject: Optional, Addressees: Optional, Recipients: Expected, Signer: Expected,
}

func named(t domain.DocumentType, name, words, code string) typeForm {
	return typeForm{
		Type: t, Name: name, Words: words, Code: code,
		head: Required, Number: Required, PlaceDate: Required, Subject: Required, Addressees: Never, Recipients: Required, Signer: Required,
	}
}

func with(f typeForm, change func(*typeForm)) typeForm {
	change(&f)
	return f
}

// slip is for the small forms whose sample has no subject.
func slip(f typeForm) typeForm {
	return with(f, func(f *typeForm) { f.Subject = Optional; f.Addressees = Optional })
}

// contract is for what two parties sign: the decree lists the type and gives no sample form.
func contract(f typeForm) typeForm {
	return with(f, func(f *typeForm) {
		f.head, f.Number, f.PlaceDate, f.Subject, f.Recipients, f.Signer = Expected, Expected, Optional, Optional, Optional, Optional
		f.Addressees = Optional
	})
}

// attached is for what is usually issued by a decision (sample form 1.3), whose number, date and recipients serve it.
func attached(f typeForm) typeForm {
	return with(f, func(f *typeForm) {
		f.Number, f.PlaceDate, f.Recipients, f.Signer = Expected, Expected, Expected, Expected
	})
}

func formOf(t domain.DocumentType) (typeForm, bool) {
	for _, list := range [][]typeForm{Forms, outsideForms} {
		for _, f := range list {
			if f.Type == t {
				return f, true
			}
		}
	}
	return unknownForm, false
}

// KnownType says whether the slug names one of the 29 types, or one of the other papers that are known.
func KnownType(t domain.DocumentType) bool {
	_, ok := formOf(t)
	return ok
}

// formByCode finds the type of a code in a notation; folded comparison is the caller's business.
func formByCode(code string) (typeForm, bool) {
	for _, f := range Forms {
		if f.Code != "" && f.Code == code {
			return f, true
		}
	}
	return typeForm{}, false
}

// FormByName finds the type whose name is the folded line, or begins it when the line says more.
func FormByName(folded string) (f typeForm, exact, ok bool) {
	spaced := len(folded) > 4 && strings.Count(folded, " ")*2 >= len(folded)-1 // Q U Y Ế T  Đ Ị N H
	for _, f := range Forms {
		if f.Name == "" {
			continue
		}
		name := foldedNames[f.Name]
		if folded == name || spaced && wording.Letters(folded) == wording.Letters(name) {
			return f, true, true
		}
	}
	for _, name := range letterNames {
		if wording.HasPrefixWord(folded, name) {
			f, _ := formOf(domain.TypeOfficialNote)
			return f, true, true
		}
	}
	for _, list := range [][]typeForm{outsideForms, Forms} {
		for _, f := range list {
			if name := foldedNames[f.Name]; name != "" && wording.HasPrefixWord(folded, name) && !titleWords[strings.TrimPrefix(folded, name)] {
				return f, f.Outside, true
			}
		}
	}
	return typeForm{}, false, false
}

// titleWords make the title of a Chương of the name of a type: "QUY ĐỊNH CHUNG".
var titleWords = map[string]bool{" chung": true, " khac": true, " cu the": true, " chi tiet": true, " chuyen tiep": true, " thi hanh": true, " hanh dong": true}

// foldedNames are the names of the types, folded.
var foldedNames = func() map[string]string {
	names := map[string]string{}
	for _, list := range [][]typeForm{Forms, outsideForms} {
		for _, f := range list {
			if f.Name != "" {
				names[f.Name] = wording.Fold(f.Name)
			}
		}
	}
	return names
}()
