package site

import (
	"net/url"

	"trinhky/internal/route"
)

// Flash is one line that the visit before left for this one: what was done.
type Flash struct {
	Key     string
	Subject string
	Wait    bool // accepted, but not finished
}

const flashCookie = "trinhky_flash"

// flashKeys are the only things a flash may say, so that a cookie made elsewhere
// cannot put words into our mouth.
var flashKeys = map[string]bool{
	"done.pending": true, "done.uploaded": true, "done.version": true, "done.annex": true, "done.facts": true,
	"done.plan_changed": true, "done.outside": true, "done.read": true, "done.revoked": true, "done.queue_empty": true, "done.fixed": true,
}

func init() {
	for _, act := range route.Acts() {
		flashKeys["done."+string(act)] = true
	}
}

// Leave says key on the next page.
func (visit *Visit) Leave(key string) {
	visit.cookie(flashCookie, url.QueryEscape(key), 60)
}

func (visit *Visit) takeFlash() *Flash {
	cookie, err := visit.Gin.Request.Cookie(flashCookie)
	if err != nil {
		return nil
	}
	visit.cookie(flashCookie, "", -1)
	key, err := url.QueryUnescape(cookie.Value)
	if err != nil || !flashKeys[key] {
		return nil
	}
	return &Flash{Key: key, Wait: key == "done.pending" || key == "done.plan_changed"}
}
