package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"pogo/scrum"
)

const (
	insertPoker = `INSERT INTO poker (product_id, opener_id, deck, cards, everyone, anonymous, opened_us, closes_us)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`
	insertPokerVoter = `INSERT INTO poker_voter (poker_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`
	insertPokerItem  = `INSERT INTO poker_item (poker_id, product_id, story_id, state, round, closes_us) VALUES ($1, $2, $3, $4, $5, $6)`
)

// CreatePoker keeps a poker with its voters and its stories, and returns it
// with their ids. The error is [scrum.ErrTaken] if one of the stories is voted
// on already.
func (tx *Tx) CreatePoker(ctx context.Context, p scrum.Poker) (scrum.Poker, error) {
	cards, err := json.Marshal(p.Deck.Cards)
	if err != nil {
		return p, fmt.Errorf("keep the deck of a poker: %w", err)
	}
	id, err := insert[scrum.PokerID](ctx, tx, insertPoker, p.Product, p.Opener, p.Deck.Kind, text(string(cards)), bit(p.Everyone), bit(p.Anonymous), micros(p.OpenedAt), micros(p.ClosesAt))
	if err != nil {
		return p, fmt.Errorf("open a poker of product %d: %w", p.Product, err)
	}
	for _, person := range p.Voters {
		if err := tx.AddPokerVoter(ctx, id, person); err != nil {
			return p, err
		}
	}
	for _, it := range p.Items {
		if _, err := tx.exec(ctx, insertPokerItem, id, p.Product, it.Story, it.State, it.Round, micros(it.ClosesAt)); err != nil {
			return p, fmt.Errorf("put story %d into poker %d: %w", it.Story, id, err)
		}
	}
	return tx.Poker(ctx, id)
}

// AddPokerVoter asks one more person, who may be asked already.
func (tx *Tx) AddPokerVoter(ctx context.Context, id scrum.PokerID, person scrum.PersonID) error {
	if _, err := tx.exec(ctx, insertPokerVoter, id, person); err != nil {
		return fmt.Errorf("ask %s in poker %d: %w", person, id, err)
	}
	return nil
}

const (
	selectPoker       = `SELECT id, product_id, opener_id, deck, cards, everyone, anonymous, opened_us, closes_us FROM poker WHERE id = $1`
	selectPokerVoters = `SELECT person_id FROM poker_voter WHERE poker_id = $1 ORDER BY person_id`

	pokerItemColumns = `i.id, i.poker_id, i.story_id, i.state, i.round, i.closes_us, i.card, i.doubtful, i.objector_id, i.cause`
	selectPokerItems = `SELECT ` + pokerItemColumns + ` FROM poker_item i WHERE i.poker_id = $1 ORDER BY i.id`
)

func scanPoker(r row) (scrum.Poker, error) {
	var p scrum.Poker
	var cards string
	var opened, closes int64
	if err := r.Scan(&p.ID, &p.Product, &p.Opener, &p.Deck.Kind, &cards, &p.Everyone, &p.Anonymous, &opened, &closes); err != nil {
		return p, err
	}
	p.OpenedAt, p.ClosesAt = instant(opened), instant(closes)
	if err := json.Unmarshal([]byte(cards), &p.Deck.Cards); err != nil {
		return p, fmt.Errorf("read the deck of poker %d: %w", p.ID, err)
	}
	return p, nil
}

func scanPokerItem(r row) (scrum.PokerItem, error) {
	var it scrum.PokerItem
	var closes int64
	err := r.Scan(&it.ID, &it.Poker, &it.Story, &it.State, &it.Round, &closes, &it.Card, &it.Doubtful, &it.Objector, &it.Cause)
	it.ClosesAt = instant(closes)
	return it, err
}

// Poker returns a poker with its voters and its stories, or
// [scrum.ErrNotFound].
func (tx *Tx) Poker(ctx context.Context, id scrum.PokerID) (scrum.Poker, error) {
	p, err := one(ctx, tx, scanPoker, selectPoker, id)
	if err != nil {
		return p, fmt.Errorf("poker %d: %w", id, err)
	}
	if p.Voters, err = all(ctx, tx, scalar[scrum.PersonID], selectPokerVoters, id); err != nil {
		return p, fmt.Errorf("voters of poker %d: %w", id, err)
	}
	if p.Items, err = all(ctx, tx, scanPokerItem, selectPokerItems, id); err != nil {
		return p, fmt.Errorf("stories of poker %d: %w", id, err)
	}
	return p, nil
}

const selectPokerItem = `SELECT ` + pokerItemColumns + ` FROM poker_item i WHERE i.id = $1`

// PokerItem returns one story of a poker, or [scrum.ErrNotFound].
func (tx *Tx) PokerItem(ctx context.Context, id scrum.PokerItemID) (scrum.PokerItem, error) {
	it, err := one(ctx, tx, scanPokerItem, selectPokerItem, id)
	if err != nil {
		return it, fmt.Errorf("story %d of a poker: %w", id, err)
	}
	return it, nil
}

const selectLivePokerItem = `SELECT ` + pokerItemColumns + ` FROM poker_item i
	WHERE i.story_id = $1 AND i.state IN ('open', 'revealed', 'discussing')`

// LivePokerItem returns where a story is voted on, or [scrum.ErrNotFound].
func (tx *Tx) LivePokerItem(ctx context.Context, story scrum.StoryID) (scrum.PokerItem, error) {
	it, err := one(ctx, tx, scanPokerItem, selectLivePokerItem, story)
	if err != nil {
		return it, fmt.Errorf("poker on story %d: %w", story, err)
	}
	return it, nil
}

const selectOpenPokers = `SELECT DISTINCT i.poker_id FROM poker_item i WHERE i.product_id = $1 AND i.state = 'open' ORDER BY i.poker_id`

// OpenPokers returns the pokers of a product in which cards are waited for.
func (tx *Tx) OpenPokers(ctx context.Context, product scrum.ProductID) ([]scrum.PokerID, error) {
	ids, err := all(ctx, tx, scalar[scrum.PokerID], selectOpenPokers, product)
	if err != nil {
		return nil, fmt.Errorf("open pokers of product %d: %w", product, err)
	}
	return ids, nil
}

const selectPokersWith = `SELECT DISTINCT d.id FROM member m JOIN product d ON d.channel_id = m.channel_id
	JOIN poker_item i ON i.product_id = d.id AND i.state = 'open' WHERE m.person_id = $1 ORDER BY d.id`

// PokersWith returns the products in which cards are waited for and whose
// channel somebody is in.
func (tx *Tx) PokersWith(ctx context.Context, person scrum.PersonID) ([]scrum.ProductID, error) {
	ids, err := all(ctx, tx, scalar[scrum.ProductID], selectPokersWith, person)
	if err != nil {
		return nil, fmt.Errorf("pokers with %s: %w", person, err)
	}
	return ids, nil
}

const updatePokerItem = `UPDATE poker_item SET state = $2, round = $3, closes_us = $4, card = $5, doubtful = $6, objector_id = $7, cause = $8
	WHERE id = $1`

// SavePokerItem keeps where a story of a poker stands. The error is
// [scrum.ErrTaken] if it was to be voted on and is so elsewhere.
func (tx *Tx) SavePokerItem(ctx context.Context, it scrum.PokerItem) error {
	err := tx.change(ctx, updatePokerItem, it.ID, it.State, it.Round, micros(it.ClosesAt), it.Card, bit(it.Doubtful), it.Objector, it.Cause)
	if err != nil {
		return fmt.Errorf("save story %d of a poker: %w", it.ID, err)
	}
	return nil
}

const selectLastDeck = `SELECT id, product_id, opener_id, deck, cards, everyone, anonymous, opened_us, closes_us FROM poker
	WHERE product_id = $1 AND deck = $2 ORDER BY id DESC LIMIT 1`

// LastDeck returns the deck of a kind that a product used last, or
// [scrum.ErrNotFound].
func (tx *Tx) LastDeck(ctx context.Context, product scrum.ProductID, kind scrum.DeckKind) (scrum.Deck, error) {
	p, err := one(ctx, tx, scanPoker, selectLastDeck, product, kind)
	if err != nil {
		return scrum.Deck{}, fmt.Errorf("last deck %s of product %d: %w", kind, product, err)
	}
	return p.Deck, nil
}
