package office

import (
	"strings"

	"trinhky/api/web/site"
	"trinhky/internal/domain"
)

// getEvidence gives out the proof of an attempt, which may belong to no dossier.
func (a *Area) getEvidence(visit *site.Visit) error {
	sha := visit.Gin.Param("sha")
	visible, err := a.Store.FileVisible(visit.Ctx, visit.Viewer, sha)
	if err != nil {
		return err
	}
	if !visible {
		return &domain.Error{Code: domain.ErrNotFound}
	}
	_, mediaType, err := a.Store.File(visit.Ctx, sha)
	if err != nil {
		return err
	}
	visit.Gin.Header("Content-Security-Policy", "default-src 'none'; sandbox")
	return a.Send(visit, sha, site.File{Name: evidenceName(sha, mediaType), MediaType: mediaType}, "attachment")
}

// evidenceName names a file known only by its content.
func evidenceName(sha, mediaType string) string {
	name := "bang-chung-" + sha[:min(8, len(sha))]
	for kind, extension := range map[string]string{
		"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "wordprocessingml": ".docx", "spreadsheetml": ".xlsx",
	} {
		if strings.Contains(mediaType, kind) {
			return name + extension
		}
	}
	return name
}
