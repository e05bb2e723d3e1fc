package gateway

import (
	"context"
	"strings"

	"trinhky/internal/domain"
	"trinhky/internal/route"
)

// MaxText is the greatest length of a written opinion, reason or answer, in
// letters.
const MaxText = 20_000

// recordable refuses what a route could accept but the record could never hold, and
// drops what does not belong to the act: an accepted act is recorded whatever
// happens, so one that cannot be would stop its document for good.
func (g *Gateway) recordable(ctx context.Context, cmd *route.Command) error {
	if cmd.Door != domain.DoorPage && cmd.Door != domain.DoorAPI {
		return unreadable("door")
	}
	gives := route.Opines(cmd.Act)
	if !gives {
		cmd.Verdict, cmd.FileSHA256 = "", ""
	}
	if cmd.Act != route.ActAnswerOpinions {
		cmd.Answers = nil
	}
	texts := []string{cmd.Token, cmd.DocumentID, cmd.StepKey, cmd.VersionID, cmd.VersionSHA, string(cmd.Verdict), cmd.Text}
	for _, a := range cmd.Answers {
		if a.Kind != route.AnswerAccepted && a.Kind != route.AnswerExplained {
			return unreadable("answers")
		}
		texts = append(texts, a.StepKey, a.Text)
	}
	for _, text := range texts {
		if strings.ContainsRune(text, 0) {
			return unreadable("text")
		}
		if len(text) > MaxText && len([]rune(text)) > MaxText {
			return &domain.Error{
				Code: domain.ErrInvalid, Key: "form.text_too_long", Fields: map[string]string{"text": "form.text_too_long"}, Args: map[string]any{"Max": MaxText},
			}
		}
	}
	if cmd.FileSHA256 == "" {
		return nil
	}
	size, mediaType, err := g.store.File(ctx, cmd.FileSHA256)
	if domain.CodeOf(err) == domain.ErrNotFound {
		return unreadable("file_sha256")
	}
	cmd.Contents = []domain.Content{{SHA256: cmd.FileSHA256, Size: size, MediaType: mediaType}}
	return err
}

func unreadable(field string) error {
	return &domain.Error{Code: domain.ErrInvalid, Key: "decision.unreadable", Fields: map[string]string{field: "decision.unreadable"}}
}
