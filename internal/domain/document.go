package domain

import "time"

// DocumentType is one of the 29 kinds of administrative document
// (Decree 30/2020, Article 7), named by its slug.
type DocumentType string

// The document types of Decree 30/2020, Article 7.
const (
	TypeResolution      DocumentType = "nghi-quyet"
	TypeDecision        DocumentType = "quyet-dinh"
	TypeDirective       DocumentType = "chi-thi"
	TypeStatute         DocumentType = "quy-che"
	TypeRules           DocumentType = "quy-dinh"
	TypeCommunique      DocumentType = "thong-cao"
	TypeNotice          DocumentType = "thong-bao"
	TypeGuidance        DocumentType = "huong-dan"
	TypeProgramme       DocumentType = "chuong-trinh"
	TypePlan            DocumentType = "ke-hoach"
	TypeOption          DocumentType = "phuong-an"
	TypeScheme          DocumentType = "de-an"
	TypeProject         DocumentType = "du-an"
	TypeReport          DocumentType = "bao-cao"
	TypeMinutes         DocumentType = "bien-ban"
	TypeSubmission      DocumentType = "to-trinh"
	TypeContract        DocumentType = "hop-dong"
	TypeOfficialLetter  DocumentType = "cong-van"
	TypeTelegram        DocumentType = "cong-dien"
	TypeMemorandum      DocumentType = "ban-ghi-nho"
	TypeAgreement       DocumentType = "ban-thoa-thuan"
	TypeAuthorization   DocumentType = "giay-uy-quyen"
	TypeInvitation      DocumentType = "giay-moi"
	TypeIntroduction    DocumentType = "giay-gioi-thieu"
	TypeLeavePermit     DocumentType = "giay-nghi-phep"
	TypeDispatchSlip    DocumentType = "phieu-gui"
	TypeTransferSlip    DocumentType = "phieu-chuyen"
	TypeNotificationTag DocumentType = "phieu-bao"
	TypeOfficialNote    DocumentType = "thu-cong"
)

// Urgency is the độ khẩn of a document (Decree 30/2020, Annex I, II.10.b).
type Urgency string

// Degrees of urgency, from none to the highest.
const (
	UrgencyNormal     Urgency = "normal"
	UrgencyUrgent     Urgency = "urgent"      // KHẨN
	UrgencyVeryUrgent Urgency = "very_urgent" // THƯỢNG KHẨN
	UrgencyExpress    Urgency = "express"     // HỎA TỐC
)

// DocumentState is where the document as a whole stands.
type DocumentState string

// The life of a document.
const (
	DocumentDraft     DocumentState = "draft"     // not yet submitted
	DocumentOnRoute   DocumentState = "on_route"  // a step of its route is open
	DocumentReturned  DocumentState = "returned"  // back on the drafter's desk with reasons
	DocumentNumbered  DocumentState = "numbered"  // has its number; the issued files are being made
	DocumentIssued    DocumentState = "issued"    // immutable from here on
	DocumentWithdrawn DocumentState = "withdrawn" // ended by its drafter
)

// Version is one immutable upload of the draft, addressed by its content.
type Version struct {
	ID         string    `json:"id"`
	DocumentID string    `json:"document_id"`
	Ordinal    int       `json:"ordinal"` // 1 for the first upload
	SHA256     string    `json:"sha256"`  // lower-case hex of the .docx
	FileName   string    `json:"file_name"`
	Size       int64     `json:"size"` // bytes
	UploadedBy string    `json:"uploaded_by"`
	UploadedAt time.Time `json:"uploaded_at"`
}

// Content is a file in the object store, by what it holds.
type Content struct {
	SHA256    string `json:"sha256"`
	Size      int64  `json:"size"` // bytes
	MediaType string `json:"media_type"`
}

// Annex is a file that travels with the dossier beside the draft.
type Annex struct {
	ID         string    `json:"id"`
	DocumentID string    `json:"document_id"`
	Kind       AnnexKind `json:"kind"`
	SHA256     string    `json:"sha256"`
	FileName   string    `json:"file_name"`
	MediaType  string    `json:"media_type"`
	Size       int64     `json:"size"`
	UploadedBy string    `json:"uploaded_by"`
	UploadedAt time.Time `json:"uploaded_at"`
}

// AnnexKind says what an attached file is for.
type AnnexKind string

// The kinds of files in a submission dossier besides the draft.
const (
	AnnexSubmission AnnexKind = "submission" // tờ trình, phiếu trình
	AnnexAttachment AnnexKind = "attachment" // phụ lục, tài liệu kèm theo
	AnnexOpinion    AnnexKind = "opinion"    // a file sent with an opinion
	AnnexEvidence   AnnexKind = "evidence"   // proof of an act seen outside the system
)

// Document is a submission dossier (hồ sơ trình ký) as people read it.
type Document struct {
	ID              string        `json:"id"`
	Type            DocumentType  `json:"type"`
	Subject         string        `json:"subject"`  // trích yếu
	Notation        string        `json:"notation"` // ký hiệu without the number, such as "UBND-VP" or "QĐ-UBND"
	Urgency         Urgency       `json:"urgency"`
	UnitID          string        `json:"unit_id"` // the drafting unit
	DrafterID       string        `json:"drafter_id"`
	SignerPosition  Position      `json:"signer_position"`
	ConsultedUnits  []string      `json:"consulted_units"` // unit ids
	Sectors         []string      `json:"sectors"`
	Recipients      []string      `json:"recipients"`
	LegalNormative  bool          `json:"legal_normative"` // văn bản quy phạm pháp luật
	State           DocumentState `json:"state"`
	Revision        int           `json:"revision,omitempty"` // counted up with every change of the dossier
	Version         Version       `json:"version"`            // on the route; the newest while it lies with its drafter
	CreatedAt       time.Time     `json:"created_at"`
	SubmittedAt     *time.Time    `json:"submitted_at,omitempty"`
	PolicyVersion   string        `json:"policy_version,omitempty"`
	PolicySHA256    string        `json:"policy_sha256,omitempty"`
	Number          *IssuedNumber `json:"number,omitempty"`
	IssuedDocxSHA   string        `json:"issued_docx_sha256,omitempty"`
	IssuedPDFSHA    string        `json:"issued_pdf_sha256,omitempty"`
	PublicationNote string        `json:"publication_note,omitempty"` // why the issued files are not there yet
}

// IssuedNumber is the number given to a signed document within its series and
// year (Decree 30/2020, Article 15).
type IssuedNumber struct {
	Series   string    `json:"series"`
	Year     int       `json:"year"`
	Number   int       `json:"number"`
	Notation string    `json:"notation"`
	Date     time.Time `json:"date"` // date of issue, midnight ICT
}

// PolicyRef names the preset a route runs under.
type PolicyRef struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
}
