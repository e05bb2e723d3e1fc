package rest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"unicode/utf8"
)

// errNotOneValue says that a body is no single JSON value which every reader
// reads alike.
var errNotOneValue = errors.New("not one JSON value without repeated names")

// oneValue reads a JSON body and puts it back. Go's reader stops at the end of the
// first value and takes the last of two names; whoever checked the body before us
// may have read the other.
func oneValue(r *http.Request) error {
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if media != "application/json" || r.Body == nil {
		return nil
	}
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	r.Body = io.NopCloser(bytes.NewReader(data))
	if len(data) == 0 {
		return nil // whether one is wanted is in the contract
	}
	return wellFormed(data)
}

// maxDepth bounds how deep values lie in one another; the contract needs four.
const maxDepth = 64

// wellFormed returns errNotOneValue for trailing bytes, repeated names, text that
// is not UTF-8, and values too deep.
func wellFormed(data []byte) error {
	if !utf8.Valid(data) {
		return errNotOneValue
	}
	type level struct {
		names map[string]bool // of an object; nil for a list
		name  bool            // a name comes next
	}
	var open []level
	tokens := json.NewDecoder(bytes.NewReader(data))
	for first := true; first || len(open) > 0; first = false {
		token, err := tokens.Token()
		if err != nil {
			return errNotOneValue
		}
		inObject := len(open) > 0 && open[len(open)-1].names != nil
		if name, isText := token.(string); isText && inObject && open[len(open)-1].name {
			top := &open[len(open)-1]
			if top.names[name] {
				return errNotOneValue
			}
			top.names[name], top.name = true, false
			continue
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			if len(open) == maxDepth {
				return errNotOneValue
			}
			next := level{}
			if token == json.Delim('{') {
				next = level{names: map[string]bool{}, name: true}
			}
			open = append(open, next)
			continue
		case json.Delim('}'), json.Delim(']'):
			open = open[:len(open)-1]
		}
		// A value has ended; in an object a name follows.
		if len(open) > 0 {
			open[len(open)-1].name = open[len(open)-1].names != nil
		}
	}
	if _, err := tokens.Token(); !errors.Is(err, io.EOF) {
		return errNotOneValue
	}
	return nil
}
