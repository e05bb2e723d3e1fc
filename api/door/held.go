package door

import (
	"net/http"
	"strings"
)

// Holds reports that the caller has the content of the ETag already, by its
// header If-None-Match (RFC 9110, section 13.1.2). Whoever answers 304 has
// decided before that the caller may read it.
func Holds(r *http.Request, etag string) bool {
	for _, one := range strings.Split(r.Header.Get("If-None-Match"), ",") {
		if one = strings.TrimPrefix(strings.TrimSpace(one), "W/"); one == etag || one == "*" {
			return true
		}
	}
	return false
}
