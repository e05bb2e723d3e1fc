package account

import (
	"fmt"

	"trinhky/api/web/site"
)

// postLanguage switches the language and goes back to where the person was.
func (a *Area) postLanguage(visit *site.Visit) error {
	visit.KeepLanguage(visit.Gin.PostForm("lang"))
	if visit.Actor != nil {
		if err := a.Store.SetLanguage(visit.Ctx, visit.Actor.AccountID, visit.Lang); err != nil {
			return fmt.Errorf("keep language: %w", err)
		}
	}
	return visit.To(site.Within(visit.Gin.PostForm("back")))
}
