package door

import "trinhky/api/gateway"

// Limits of what is sent, in bytes.
const (
	MaxBody   = 1 << 20  // a request without a file
	MaxUpload = 56 << 20 // one with a file: 50 MB and the rest of its form
	MaxField  = 64 << 10 // a field of the API's form beside the file
)

// MaxText is the greatest length of a written opinion, reason or answer, in letters.
const MaxText = gateway.MaxText
