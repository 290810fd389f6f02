package storage

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"pogo/scrum"
)

const (
	insertPokerKey  = `INSERT INTO poker_key (item_id, key) VALUES ($1, $2)`
	selectPokerKey  = `SELECT key FROM poker_key WHERE item_id = $1`
	deletePokerKey  = `DELETE FROM poker_key WHERE item_id = $1`
	deletePokerHand = `DELETE FROM poker_vote WHERE item_id = $1 AND round = $2`
)

// KeepPokerKey keeps the random key under which those are marked who put down
// cards in a round of an anonymous poker.
func (tx *Tx) KeepPokerKey(ctx context.Context, id scrum.PokerItemID, key string) error {
	if _, err := tx.exec(ctx, insertPokerKey, id, key); err != nil {
		return fmt.Errorf("keep the key of story %d of a poker: %w", id, err)
	}
	return nil
}

// PokerKey returns the key of a round of an anonymous poker whose cards lie
// face down, or [scrum.ErrNotFound].
func (tx *Tx) PokerKey(ctx context.Context, id scrum.PokerItemID) (string, error) {
	key, err := one(ctx, tx, scalar[string], selectPokerKey, id)
	if err != nil {
		return "", fmt.Errorf("key of story %d of a poker: %w", id, err)
	}
	return key, nil
}

// ForgetPokerVoters puts unsigned cards in the place of those of a round of an
// anonymous poker and destroys its key, as [Tx.ForgetVoters] does for a ballot.
func (tx *Tx) ForgetPokerVoters(ctx context.Context, id scrum.PokerItemID, round int, unsigned []scrum.PokerVote) error {
	if _, err := tx.exec(ctx, deletePokerHand, id, round); err != nil {
		return fmt.Errorf("forget the cards of story %d of a poker: %w", id, err)
	}
	if _, err := tx.exec(ctx, deletePokerKey, id); err != nil {
		return fmt.Errorf("destroy the key of story %d of a poker: %w", id, err)
	}
	for i, v := range unsigned {
		v.Person = scrum.PersonID(strconv.Itoa(i + 1))
		if err := tx.KeepPokerVote(ctx, id, v, time.Time{}); err != nil {
			return err
		}
	}
	tx.erased = true
	return nil
}
