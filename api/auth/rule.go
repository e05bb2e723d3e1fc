package auth

import (
	"fmt"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"trinhky/internal/domain"
	"trinhky/internal/regulation"
)

// Rule says who may call a route. The zero Rule lets nobody through.
type Rule struct {
	everybody  bool
	signedIn   bool
	permission regulation.Permission
}

// Rules of routes that ask for no permission. What a person may do to one
// document is asked of internal/regulation when they do it.
var (
	Everybody = Rule{everybody: true}
	SignedIn  = Rule{signedIn: true}
)

// Permission lets those through who hold a permission.
func Permission(p regulation.Permission) Rule { return Rule{permission: p} }

// permissions are those a rule may name.
var permissions = []regulation.Permission{
	regulation.PermDraft, regulation.PermTracking, regulation.PermRecordOutside, regulation.PermRegister,
	regulation.PermSigningQueue, regulation.PermAdmin,
}

// ParseRule reads a rule as String writes it.
func ParseRule(text string) (Rule, error) {
	switch {
	case text == Everybody.String():
		return Everybody, nil
	case text == SignedIn.String():
		return SignedIn, nil
	case slices.Contains(permissions, regulation.Permission(text)):
		return Permission(regulation.Permission(text)), nil
	}
	return Rule{}, fmt.Errorf("no access rule %q", text)
}

// Permissions lists what a rule may ask for.
func Permissions() []regulation.Permission { return slices.Clone(permissions) }

// String is everybody, signed_in, or the permission asked for.
func (r Rule) String() string {
	switch {
	case r.everybody:
		return "everybody"
	case r.signedIn:
		return "signed_in"
	}
	return string(r.permission)
}

// Check returns nil where the visitor may pass, ErrSignIn for a guest, and a
// *domain.Error of code forbidden for somebody else's door.
func (r Rule) Check(v *Visitor, now time.Time) error {
	switch {
	case r.everybody:
		return nil
	case v == nil:
		return ErrSignIn
	case r.signedIn, r.permission != "" && regulation.Can(v.Actor, r.permission, now):
		return nil
	}
	return &domain.Error{Code: domain.ErrForbidden, Key: "access.position"}
}

// Rules holds the rule of every route, by method and path as registered: "GET
// /documents/:id".
type Rules map[string]Rule

// Key is the name of a route in Rules.
func Key(method, path string) string { return method + " " + path }

// Missing lists the routes that have no rule.
func (r Rules) Missing(routes gin.RoutesInfo) []string {
	var missing []string
	for _, route := range routes {
		if rule, ok := r[Key(route.Method, route.Path)]; !ok || rule == (Rule{}) {
			missing = append(missing, Key(route.Method, route.Path))
		}
	}
	slices.Sort(missing)
	return missing
}

// Guard stops every request whose route has no rule or whose visitor may not
// pass; fail answers them. It stands after Identify.
func (r Rules) Guard(now func() time.Time, fail func(*gin.Context, error)) gin.HandlerFunc {
	return func(c *gin.Context) {
		if c.FullPath() == "" {
			return // nothing is there, and saying so tells nothing
		}
		v := VisitorOf(c.Request.Context())
		err := r[Key(c.Request.Method, c.FullPath())].Check(v, now())
		if err == nil {
			err = inScope(v, c.Request.Method)
		}
		if err != nil {
			fail(c, err)
			c.Abort()
		}
	}
}
