package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"trinhky/internal/docx"
	"trinhky/internal/docx/edit"
	"trinhky/internal/docx/opc"
	"trinhky/internal/domain"
	"trinhky/internal/format"
	"trinhky/internal/spool"
)

// maxFile is the greatest file taken, in bytes.
const maxFile = 50 << 20

// taken is a file that has come in and is stored.
type taken struct {
	sha256   string
	size     int64
	media    string
	check    domain.FormatCheck
	proposal format.Proposal
}

// takeDraft takes in a .docx: it is checked on the local disk, and only a file
// that may be stored goes on to the object store.
func (s *Service) takeDraft(ctx context.Context, up Upload) (taken, error) {
	file, in, err := receive(up.Body)
	if err != nil {
		return taken{}, err
	}
	defer file.Close()
	in.media = docx.MediaType
	result, err := s.checker.Check(ctx, file, in.size)
	if err != nil {
		return taken{}, s.refuse(ctx, in, docxFault(err))
	}
	if result.Secret {
		// Law 117/2025/QH15, Article 5(2): nothing of it is kept.
		return taken{}, &domain.Error{Code: domain.ErrUnsupported, Key: "upload.secret"}
	}
	if result.Errors == 0 {
		// A draft in proper form that could never be issued, since it has a digital
		// signature or a field computes its number: it must be known before people sign.
		if err := edit.Stampable(ctx, file, in.size, opc.Limits{}); err != nil {
			return taken{}, s.refuse(ctx, in, docxFault(err))
		}
	}
	in.check = domain.FormatCheck{
		SHA256: in.sha256, Ruleset: s.checker.Ruleset(), Errors: result.Errors, Warnings: result.Warnings, Report: result.Report, CheckedAt: s.now().UTC(),
	}
	in.proposal = result.Proposal
	if err := s.keep(ctx, file, in); err != nil {
		return taken{}, err
	}
	return in, s.store.SaveFormatCheck(ctx, in.check)
}

// keep stores the spooled file under its content.
func (s *Service) keep(ctx context.Context, file *os.File, in taken) error {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read the upload: %w", err)
	}
	stored, _, err := s.files.Put(ctx, file, maxFile)
	if err != nil {
		return err
	}
	if stored != in.sha256 {
		return fmt.Errorf("the object store kept %s for %s", stored, in.sha256)
	}
	return s.store.RecordFile(ctx, in.sha256, in.size, in.media, s.now().UTC())
}

// receive copies an upload to a temporary file, measuring and hashing it.
func receive(body io.Reader) (*os.File, taken, error) {
	file, err := spool.New()
	if err != nil {
		return nil, taken{}, err
	}
	hash := sha256.New()
	size, err := io.Copy(io.MultiWriter(file, hash), io.LimitReader(body, maxFile+1))
	switch {
	case domain.CodeOf(err) != "" && domain.CodeOf(err) != domain.ErrInternal:
		file.Close()
		return nil, taken{}, err // whoever hands the file on has said what is wrong
	case err != nil:
		file.Close()
		return nil, taken{}, &domain.Error{Code: domain.ErrInvalid, Key: "upload.broken_off", Cause: err}
	case size > maxFile:
		file.Close()
		return nil, taken{}, &domain.Error{Code: domain.ErrTooLarge, Key: "upload.too_large", Args: map[string]any{"Megabytes": maxFile >> 20}}
	case size == 0:
		file.Close()
		return nil, taken{}, &domain.Error{Code: domain.ErrInvalid, Key: "upload.empty"}
	}
	return file, taken{sha256: hex.EncodeToString(hash.Sum(nil)), size: size}, nil
}

// refuse writes down what exactly is wrong with a file that the person is told of
// in their own words: nothing is kept of the file to look at later. A file marked
// secret has no cause and leaves no trace here either.
func (s *Service) refuse(ctx context.Context, in taken, err error) error {
	var known *domain.Error
	if errors.As(err, &known) && known.Cause != nil {
		s.log.InfoContext(ctx, "file refused", "sha256", in.sha256, "size", in.size, "error", err)
	}
	return err
}

// docxFault turns the reader's verdict on a file into one for the person.
func docxFault(err error) error {
	var fault *opc.Error
	if !errors.As(err, &fault) {
		return err
	}
	code := domain.ErrUnsupported
	if fault.Code == opc.CodeTooLarge || fault.Code == opc.CodeTooLong || fault.Code == opc.CodeBomb {
		code = domain.ErrTooLarge
	}
	return &domain.Error{Code: code, Key: "upload." + string(fault.Code), Args: map[string]any{"Megabytes": maxFile >> 20}, Cause: err}
}
