// Package demo fills an installation of the demo organisation with documents
// waiting at every step. It acts as people do, through the intake and the
// gateway: every refusal, record and number in it is a real one.
package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/google/uuid"

	"trinhky/internal/docxgen"
	"trinhky/internal/domain"
	"trinhky/internal/intake"
	"trinhky/internal/organisation"
	"trinhky/internal/route"
)

// Decisions is the door to the workflows.
type Decisions interface {
	Decide(ctx context.Context, cmd route.Command) (route.Receipt, error)
}

// Intake takes in the drafts.
type Intake interface {
	Draft(ctx context.Context, actor domain.Actor, token string, up intake.Upload, facts *intake.Facts) (domain.Document, domain.FormatCheck, error)
}

// Filler fills the demo.
type Filler struct {
	Organisation organisation.Organisation
	Decisions    Decisions
	Intake       Intake
	Log          *slog.Logger
}

// tokens is the space of the demo's form tokens: filling again, after a start
// that was cut short, meets what is already there.
var tokens = uuid.NewSHA1(uuid.NameSpaceURL, []byte("trinhky:demo"))

// Fill drafts the demo's documents and takes each to its step. It may be called
// again: what has been done is not done twice. The error names the document and
// the act that failed.
func (f *Filler) Fill(ctx context.Context) error {
	for _, s := range stories {
		if err := f.tell(ctx, s); err != nil {
			return fmt.Errorf("demo document %q: %w", s.key, err)
		}
		f.Log.Info("demo document ready", "key", s.key)
	}
	return nil
}

func (f *Filler) tell(ctx context.Context, s story) error {
	drafter, err := f.actor(s.drafter)
	if err != nil {
		return err
	}
	facts, err := f.facts(s)
	if err != nil {
		return err
	}
	file, err := s.file()
	if err != nil {
		return err
	}
	doc, _, err := f.Intake.Draft(ctx, drafter, token(s.key, "draft"), intake.Upload{FileName: s.key + ".docx", Body: bytes.NewReader(file)}, facts)
	if err != nil {
		return fmt.Errorf("draft: %w", err)
	}
	for n, d := range s.deeds {
		who, err := f.actor(d.who)
		if err != nil {
			return err
		}
		_, err = f.Decisions.Decide(ctx, route.Command{
			Token: token(s.key, fmt.Sprintf("deed-%d", n)), DocumentID: doc.ID, Act: d.act, Actor: who, Door: domain.DoorPage,
			Verdict: d.verdict, Text: d.text,
		})
		var refusal *domain.Refusal
		switch {
		case d.refused && errors.As(err, &refusal):
		case d.refused && err == nil:
			return fmt.Errorf("%s by %s was not refused", d.act, d.who)
		case err != nil:
			return fmt.Errorf("%s by %s: %w", d.act, d.who, err)
		}
	}
	return nil
}

func (f *Filler) actor(username string) (domain.Actor, error) {
	actor, ok := f.Organisation.Actor(username)
	if !ok {
		return domain.Actor{}, fmt.Errorf("no account %q in the demo organisation", username)
	}
	return actor, nil
}

func (f *Filler) facts(s story) (*intake.Facts, error) {
	facts := &intake.Facts{
		Type: domain.TypeOfficialLetter, Subject: s.subject, Notation: "UBND-" + s.unit, Urgency: s.urgency, SignerPosition: s.signer,
		Sectors: s.sectors, Recipients: []string{"Như trên", "CT và các PCT UBND TP", "Lưu: VT, " + s.unit},
	}
	for _, code := range s.consult {
		unit := f.Organisation.Unit(code)
		if unit == nil {
			return nil, fmt.Errorf("no unit %q in the demo organisation", code)
		}
		facts.ConsultedUnits = append(facts.ConsultedUnits, unit.ID)
	}
	return facts, nil
}

// file is the story's draft, laid out by Decree 30 unless the story is of one
// that is not.
func (s story) file() ([]byte, error) {
	spec := docxgen.LetterDraft()
	if s.faulty {
		spec = docxgen.Letter()
	}
	spec.Title = s.subject
	spec.Reference = docxgen.T("V/v " + s.subject)
	spec.Number = docxgen.T("Số:      /UBND-" + s.unit)
	var out bytes.Buffer
	if err := spec.Write(&out); err != nil {
		return nil, fmt.Errorf("make the draft: %w", err)
	}
	return out.Bytes(), nil
}

func token(key, what string) string {
	return uuid.NewSHA1(tokens, []byte(key+"/"+what)).String()
}
