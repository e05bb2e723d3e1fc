package rest

import "io"

type Upload struct {
	FileName string
	Body     io.Reader
}

type DraftFacts struct{}
