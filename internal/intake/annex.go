package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"trinhky/internal/docx"
	"trinhky/internal/docx/opc"
	"trinhky/internal/domain"
	"trinhky/internal/regulation"
	"trinhky/internal/route"
)

// Media types of what is taken in, beside the .docx.
const (
	mediaXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	mediaPDF  = "application/pdf"
	mediaPNG  = "image/png"
	mediaJPEG = "image/jpeg"
)

// AddAnnex adds a file to a dossier the actor can see: .docx, .xlsx, .pdf, .png
// or .jpg, known by its magic bytes and real structure and never by its name.
// The drafter adds submissions and attachments while the dossier lies with them;
// whoever is asked adds the file of their opinion; the Office adds evidence of
// an act seen outside, which may have no dossier: documentID is then empty.
// Errors are *domain.Error: not_found, forbidden, conflict, and those of the file.
func (s *Service) AddAnnex(ctx context.Context, actor domain.Actor, documentID, token string, kind domain.AnnexKind, up Upload) (domain.Annex, error) {
	attach, err := s.mayAdd(ctx, actor, documentID, kind)
	if err != nil {
		return domain.Annex{}, err
	}
	file, in, err := receive(up.Body)
	if err != nil {
		return domain.Annex{}, err
	}
	defer file.Close()
	if in.media, err = s.kindOf(ctx, file, in.size); err != nil {
		return domain.Annex{}, s.refuse(ctx, in, err)
	}
	if err := s.keep(ctx, file, in); err != nil {
		return domain.Annex{}, err
	}
	annex := domain.Annex{
		ID: newID(), DocumentID: documentID, Kind: kind, SHA256: in.sha256, FileName: named(up.FileName, in.media), MediaType: in.media, Size: in.size,
		UploadedBy: actor.PersonID, UploadedAt: s.now().UTC(),
	}
	if !attach {
		return annex, nil
	}
	added, err := s.store.AddAnnex(ctx, token, annex)
	if err != nil {
		return domain.Annex{}, fmt.Errorf("add an annex to %s: %w", documentID, err)
	}
	return added, nil
}

// mayAdd asks the route whether such a file may come now, and whether it goes with
// the dossier. Evidence may be of a paper that has none here.
func (s *Service) mayAdd(ctx context.Context, actor domain.Actor, documentID string, kind domain.AnnexKind) (attach bool, err error) {
	now := s.now().UTC()
	if documentID == "" {
		if kind != domain.AnnexEvidence {
			return false, &domain.Error{Code: domain.ErrInvalid, Key: "annex.kind"}
		}
		_, err := route.MayAddAnnex(route.Route{}, kind, actor, now)
		return false, err
	}
	if _, err := s.store.Document(ctx, regulation.Sees(actor, now), documentID); err != nil {
		return false, err
	}
	r, err := s.store.Route(ctx, documentID)
	if err != nil {
		return false, err
	}
	return route.MayAddAnnex(r, kind, actor, now)
}

// kindOf is what the file really is.
func (s *Service) kindOf(ctx context.Context, r io.ReaderAt, size int64) (string, error) {
	head := make([]byte, min(size, 8))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read the upload: %w", err)
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return s.office(ctx, r, size)
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return mediaPDF, wholePDF(r, size)
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")), bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return picture(r, size)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return "", s.oldOffice(ctx, r, size)
	}
	return "", unknownKind(nil)
}

// oldOffice says of a file that is none of ours what can be done about it.
func (s *Service) oldOffice(ctx context.Context, r io.ReaderAt, size int64) error {
	_, err := s.checker.Check(ctx, r, size)
	var fault *opc.Error
	if errors.As(err, &fault) && (fault.Code == opc.CodeEncrypted || fault.Code == opc.CodeLegacyDoc) {
		return docxFault(err)
	}
	return unknownKind(err)
}

func unknownKind(cause error) error {
	return &domain.Error{Code: domain.ErrUnsupported, Key: "upload.kind", Cause: cause}
}

// office tells a .docx from a .xlsx by what the package says it opens with, never
// by the name of a part. Both are read, and refused where they are secret.
func (s *Service) office(ctx context.Context, r io.ReaderAt, size int64) (string, error) {
	pkg, err := opc.Open(ctx, r, size, opc.Limits{})
	if err != nil {
		return "", officeFault(err)
	}
	main, contentType, err := pkg.Opens()
	if err != nil {
		return "", officeFault(err)
	}
	if contentType == sheetMain {
		return mediaXlsx, s.spreadsheet(ctx, pkg, main)
	}
	result, err := s.checker.Check(ctx, r, size)
	switch {
	case err != nil:
		return "", officeFault(err)
	case result.Secret:
		return "", &domain.Error{Code: domain.ErrUnsupported, Key: "upload.secret"}
	}
	return docx.MediaType, nil
}

// officeFault says of a zip that opens with nothing of ours that it is another
// kind of file.
func officeFault(err error) error {
	var fault *opc.Error
	if errors.As(err, &fault) && fault.Code == opc.CodeNotDocx {
		return unknownKind(err)
	}
	return docxFault(err)
}

// wholePDF requires the end that every PDF has; a file cut short has none.
func wholePDF(r io.ReaderAt, size int64) error {
	tail := make([]byte, min(size, 2048))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read the upload: %w", err)
	}
	if !bytes.Contains(tail, []byte("startxref")) || !bytes.Contains(tail, []byte("%%EOF")) {
		return &domain.Error{Code: domain.ErrUnsupported, Key: "upload.damaged"}
	}
	return nil
}
