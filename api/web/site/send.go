package site

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
)

func PDFHref(documentID, sha string) string { return "/documents/" + documentID + "/pdf/" + sha }

// File is a file of a dossier with the name people know it by.
type File struct {
	Name, MediaType string
}

// Send streams a stored file.
func (s *Site) Send(visit *Visit, sha string, file File, disposition string) error {
	body, size, err := s.Files.Get(visit.Ctx, sha)
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }() // only read from
	h := visit.Gin.Writer.Header()
	h.Set("Content-Type", file.MediaType)
	h.Set("Content-Length", strconv.FormatInt(size, 10))
	h.Set("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": file.Name}))
	h.Set("X-Content-Type-Options", "nosniff")
	visit.Gin.Status(http.StatusOK)
	if err := CopyVerified(visit.Gin.Writer, body); err != nil {
		// Headers are gone; the promised length not being reached tells the browser.
		s.Log.ErrorContext(visit.Ctx, "send file", "sha256", sha, "error", err)
	}
	return nil
}

// CopyVerified copies, but holds each piece back until the next has been read:
// the store tells at the end whether the content is what its hash says, and what
// is not must never arrive whole.
func CopyVerified(to io.Writer, from io.Reader) error {
	held, next := make([]byte, 0, 64<<10), make([]byte, 64<<10)
	for {
		n, err := from.Read(next)
		if n > 0 {
			if _, failed := to.Write(held); failed != nil {
				return failed
			}
			held, next = next[:n], held[:cap(held)]
		}
		if errors.Is(err, io.EOF) {
			_, failed := to.Write(held)
			return failed
		}
		if err != nil {
			return err
		}
	}
}
