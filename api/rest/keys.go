package rest

import (
	"context"
	"crypto/sha256"
	"encoding/json"

	"github.com/google/uuid"

	"trinhky/internal/domain"
)

// tokenOf makes what is done with the same key happen once. The account stands
// in it, so that one caller's key never meets another's. Without a key there is
// nothing to repeat.
func tokenOf(actor domain.Actor, key string) string {
	if key == "" {
		key = uuid.NewString()
	}
	return actor.AccountID + "." + key
}

// hold refuses a key that came before with something else: the answer of then
// would be taken for an answer to this. Without a key nothing is remembered.
func (a *API) hold(ctx context.Context, actor domain.Actor, key string, sent any) error {
	if key == "" {
		return nil
	}
	content, err := json.Marshal(sent)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(content)
	return a.Store.HoldKey(ctx, tokenOf(actor, key), sum[:], a.Now().UTC())
}
