package api

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/gin-gonic/gin"
	"github.com/stretchr/testify/require"

	"trinhky/api/auth"
	"trinhky/api/door"
	"trinhky/api/rest"
	"trinhky/api/web"
	"trinhky/internal/calendar"
	"trinhky/internal/domain"
	"trinhky/internal/locale"
)

// answers is what each error and each refusal is answered with, at either door.
var answers = map[error]int{
	&domain.Error{Code: domain.ErrInvalid, Key: "facts.subject"}:                       422,
	&domain.Error{Code: domain.ErrNotFound}:                                            404,
	&domain.Error{Code: domain.ErrForbidden, Key: "draft.not_yours"}:                   403,
	&domain.Error{Code: domain.ErrConflict, Key: "draft.under_way"}:                    409,
	&domain.Error{Code: domain.ErrTooLarge, Key: "form.too_large"}:                     413,
	&domain.Error{Code: domain.ErrUnsupported}:                                         415,
	&domain.Error{Code: domain.ErrUnavailable, Key: "decision.unconfirmed"}:            503,
	&domain.Error{Code: domain.ErrThrottled, Args: map[string]any{"Minutes": 2}}:       429,
	&domain.Error{Code: domain.ErrMethod}:                                              405,
	&domain.Error{Code: domain.ErrSlow}:                                                408,
	fmt.Errorf("read the inbox: %w", &domain.Error{Code: domain.ErrUnavailable}):       503,
	fmt.Errorf("index out of range"):                                                   500,
	&domain.Refusal{Code: domain.RefusedNotYours, Act: "sign", ClauseID: "nd30.13.1"}:  403,
	&domain.Refusal{Code: domain.RefusedOwnAct, Act: "clear"}:                          403,
	&domain.Refusal{Code: domain.RefusedOutOfOrder, Act: "sign", StepDue: "clearance"}: 409,
	&domain.Refusal{Code: domain.RefusedAlreadyDecided, Act: "clear"}:                  409,
	&domain.Refusal{Code: domain.RefusedVersionChanged, Act: "sign"}:                   409,
	&domain.Refusal{Code: domain.RefusedUnchanged, Act: "submit"}:                      409,
	&domain.Refusal{Code: domain.RefusedSamePerson, Act: "confirm_format"}:             403,
	&domain.Refusal{Code: domain.RefusedReasonMissing, Act: "return"}:                  422,
	&domain.Refusal{Code: domain.RefusedAnswersMissing, Act: "answer_opinions"}:        422,
	&domain.Refusal{Code: domain.RefusedVerdict, Act: "give_opinion"}:                  422,
	&domain.Refusal{Code: domain.RefusedClosed, Act: "withdraw"}:                       409,
	&domain.Refusal{Code: domain.RefusedNotSubmitted, Act: "clear"}:                    409,
	&domain.Refusal{Code: domain.RefusedFactsChanged, Act: "submit"}:                   409,
	&domain.Refusal{Code: domain.RefusedTooLate, Act: "give_opinion"}:                  409,
	fmt.Errorf("the engine says: %w", &domain.Refusal{Code: domain.RefusedNotYours}):   403,
}

// nobodyThere are sessions of a site whose visitor has not signed in.
type nobodyThere struct{ web.Sessions }

func (nobodyThere) Actor(*gin.Context) (domain.Actor, bool) { return domain.Actor{}, false }

// bothDoors are the pages and the API with nothing behind them.
func bothDoors(t *testing.T) map[string]Site {
	t.Helper()
	var parts struct {
		door.Decisions
		door.Intake
		door.Files
		door.Tokens
	}
	log, now := slog.New(slog.DiscardHandler), func() time.Time { return time.Date(2024, 3, 25, 2, 30, 0, 0, time.UTC) }
	pages, err := web.New(web.Deps{
		Store: struct{ web.Store }{}, Decisions: &parts, Intake: &parts, Files: &parts, Sessions: nobodyThere{}, Tokens: &parts,
		Calendar: calendar.Vietnam(), Now: now, Log: log,
	})
	require.NoError(t, err)
	machines, err := rest.New(rest.Deps{
		Spec: Spec, Store: struct{ rest.Store }{}, Decisions: &parts, Intake: &parts, Files: &parts, Sessions: nobodyThere{}, Tokens: &parts,
		Calendar: calendar.Vietnam(), Now: now, Log: log,
	})
	require.NoError(t, err)
	return map[string]Site{"page": pages, "API": machines}
}

func told(site Site, lang string, err error) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	c, _ := gin.CreateTestContext(w)
	c.Request = httptest.NewRequest(http.MethodGet, "/work", nil)
	c.Request.Header.Set("Accept-Language", lang)
	c.Request.AddCookie(&http.Cookie{Name: "trinhky_lang", Value: lang})
	site.Fail(c, err)
	c.Writer.WriteHeaderNow()
	return w
}

func TestOneQuestionGetsOneAnswerAtBothDoors(t *testing.T) {
	t.Parallel()
	doors := bothDoors(t)
	asked := map[string]bool{}
	for err, status := range answers {
		for _, lang := range locale.Languages() {
			page, machine := told(doors["page"], lang, err), told(doors["API"], lang, err)
			require.Equal(t, status, page.Code, "the page: %v", err)
			require.Equal(t, status, machine.Code, "the API: %v", err)
			require.Equal(t, page.Header().Get("Retry-After"), machine.Header().Get("Retry-After"), "%v", err)
			var problem struct {
				Code, Title, Todo string
				Clause            struct{ Text string }
			}
			require.NoError(t, json.Unmarshal(machine.Body.Bytes(), &problem))
			asked[problem.Code] = true
			text := wordsOf(t, page)
			for _, word := range []string{problem.Title, problem.Todo, problem.Clause.Text} {
				require.Contains(t, text, word, "the page in %s says what the API says: %v", lang, err)
			}
			require.NotContains(t, text+machine.Body.String(), "index out of range", "the text of our own fault stays in the log")
		}
	}
	asked[door.SignIn] = true
	require.Equal(t, http.StatusSeeOther, told(doors["page"], "vi", auth.ErrSignIn).Code, "a guest is led to the sign-in page")
	require.Equal(t, http.StatusUnauthorized, told(doors["API"], "vi", auth.ErrSignIn).Code)
	for code := range door.Statuses() {
		require.True(t, asked[code], "%s stands in the table of the doors and not in the test's", code)
	}
}

func wordsOf(t *testing.T, page *httptest.ResponseRecorder) string {
	t.Helper()
	read, err := goquery.NewDocumentFromReader(page.Body)
	require.NoError(t, err)
	return read.Find("main").Text()
}
