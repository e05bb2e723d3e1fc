package domain

import (
	"encoding/json"
	"time"
)

// Viewer is whose eyes a query serves. Scope is applied inside the SQL: a
// document outside it is not found.
type Viewer struct {
	AccountID string
	PersonID  string
	UnitIDs   []string // units the person belongs to now
	SeesAll   bool     // the Office, the leaders and the records clerk
}

// FormatCheck is the kept result of checking one file, bound to its hash.
type FormatCheck struct {
	SHA256    string          `json:"sha256"`
	Ruleset   string          `json:"ruleset"` // version of the rules it was checked by
	Errors    int             `json:"errors"`
	Warnings  int             `json:"warnings"`
	Report    json.RawMessage `json:"report"` // the JSON of the checker
	CheckedAt time.Time       `json:"checked_at"`
}

// OutOfOrderRow is a counted refusal or an attempt seen outside the system.
type OutOfOrderRow struct {
	Refusal    Refusal `json:"refusal"`
	Subject    string  `json:"subject"`
	UnitName   string  `json:"unit_name"`
	PersonName string  `json:"person_name"`
}

// RegisterRow is a line of the register of issued documents (Decree 30/2020,
// Annex IV).
type RegisterRow struct {
	DocumentID string        `json:"document_id"`
	Number     IssuedNumber  `json:"number"`
	Type       DocumentType  `json:"type"`
	Subject    string        `json:"subject"`
	SignerName string        `json:"signer_name"`
	UnitID     string        `json:"unit_id"`
	UnitName   string        `json:"unit_name"`
	Recipients []string      `json:"recipients"`
	State      DocumentState `json:"state"` // numbered while the files are being made, then issued
	DocxSHA256 string        `json:"docx_sha256,omitempty"`
	PDFSHA256  string        `json:"pdf_sha256,omitempty"`
}

// Account is how a person signs in.
type Account struct {
	ID           string     `json:"id"`
	Username     string     `json:"username"`
	PersonID     string     `json:"person_id"`
	PasswordHash string     `json:"-"`
	Language     string     `json:"language"` // vi or en
	DisabledAt   *time.Time `json:"disabled_at,omitempty"`
	SessionEpoch int        `json:"-"` // counted up when all sessions are ended
}

// TokenScope is what a token may be used for; each may do what those before it
// may.
type TokenScope string

// The scopes. A session may do everything.
const (
	TokenRead TokenScope = "read" // look
	TokenAct  TokenScope = "act"  // everything but sign
	TokenSign TokenScope = "sign" // sign too, for a day at most
)

// AccessToken is a personal access token for the API; only its hash is kept.
type AccessToken struct {
	ID         string     `json:"id"`
	AccountID  string     `json:"account_id"`
	Name       string     `json:"name"`
	Scope      TokenScope `json:"scope"`
	MadeUnder  string     `json:"-"` // fingerprint of the password of then
	CreatedAt  time.Time  `json:"created_at"`
	ExpiresAt  time.Time  `json:"expires_at"`
	LastUsedAt *time.Time `json:"last_used_at,omitempty"`
	RevokedAt  *time.Time `json:"revoked_at,omitempty"`
}

// DocumentFilter narrows a list of documents. Zero values do not filter.
type DocumentFilter struct {
	State  DocumentState
	UnitID string // drafting unit
	Text   string // found in the subject, with or without Vietnamese marks
	Limit  int
	After  string // keyset cursor from the previous page
}

// RegisterFilter narrows the register. Zero values do not filter.
type RegisterFilter struct {
	Year   int
	Series string
	Text   string
	Limit  int
	After  string
}
