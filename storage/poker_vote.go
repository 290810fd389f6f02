package storage

import (
	"context"
	"fmt"
	"time"

	"pogo/scrum"
)

const (
	upsertPokerVote = `INSERT INTO poker_vote (item_id, round, person_id, card, reason, at_us) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (item_id, round, person_id) DO UPDATE SET card = excluded.card, reason = excluded.reason`
	selectPokerVotes = `SELECT round, person_id, card, reason FROM poker_vote WHERE item_id = $1 ORDER BY round, at_us, person_id`
)

// KeepPokerVote keeps somebody's card in a round, in the place of the one they
// had, of which nothing stays in the file of an anonymous poker, where now is
// zero.
func (tx *Tx) KeepPokerVote(ctx context.Context, id scrum.PokerItemID, v scrum.PokerVote, now time.Time) error {
	if _, err := tx.exec(ctx, upsertPokerVote, id, v.Round, v.Person, v.Card, text(v.Reason), micros(now)); err != nil {
		return fmt.Errorf("keep a card on story %d of a poker: %w", id, err)
	}
	tx.erased = tx.erased || now.IsZero()
	return nil
}

// PokerVotes returns the cards of all rounds of a story, in the order in which
// people put down their first of a round.
func (tx *Tx) PokerVotes(ctx context.Context, id scrum.PokerItemID) ([]scrum.PokerVote, error) {
	votes, err := all(ctx, tx, scanPokerVote, selectPokerVotes, id)
	if err != nil {
		return nil, fmt.Errorf("cards on story %d of a poker: %w", id, err)
	}
	return votes, nil
}

func scanPokerVote(r row) (scrum.PokerVote, error) {
	var v scrum.PokerVote
	err := r.Scan(&v.Round, &v.Person, &v.Card, &v.Reason)
	return v, err
}

const insertPokerRound = `INSERT INTO poker_round (item_id, round, verdict, spread, median, revealed_us, revealed_by)
	VALUES ($1, $2, $3, $4, $5, $6, $7)`

// KeepPokerRound keeps what became of a round, once.
func (tx *Tx) KeepPokerRound(ctx context.Context, id scrum.PokerItemID, r scrum.PokerRound) error {
	_, err := tx.exec(ctx, insertPokerRound, id, r.Round, r.Outcome.Verdict, r.Outcome.Spread, r.Outcome.Median, micros(r.RevealedAt), r.RevealedBy)
	if err != nil {
		return fmt.Errorf("keep round %d of story %d of a poker: %w", r.Round, id, err)
	}
	return nil
}

const selectPokerRounds = `SELECT round, verdict, spread, median, revealed_us, revealed_by FROM poker_round WHERE item_id = $1 ORDER BY round`

// PokerRounds returns the rounds of a story whose cards were shown. What
// follows from the deck and the votes is left out of their outcomes.
func (tx *Tx) PokerRounds(ctx context.Context, id scrum.PokerItemID) ([]scrum.PokerRound, error) {
	rounds, err := all(ctx, tx, scanPokerRound, selectPokerRounds, id)
	if err != nil {
		return nil, fmt.Errorf("rounds of story %d of a poker: %w", id, err)
	}
	return rounds, nil
}

func scanPokerRound(r row) (scrum.PokerRound, error) {
	var v scrum.PokerRound
	var revealed int64
	err := r.Scan(&v.Round, &v.Outcome.Verdict, &v.Outcome.Spread, &v.Outcome.Median, &revealed, &v.RevealedBy)
	v.RevealedAt = instant(revealed)
	return v, err
}

const upsertFinished = `INSERT INTO poker_finished (product_id, n) VALUES ($1, 1)
	ON CONFLICT (product_id) DO UPDATE SET n = poker_finished.n + 1 RETURNING n`

// CountFinished counts one more story with points that a product finished, and
// returns how many that makes.
func (tx *Tx) CountFinished(ctx context.Context, product scrum.ProductID) (int, error) {
	n, err := one(ctx, tx, scalar[int], upsertFinished, product)
	if err != nil {
		return 0, fmt.Errorf("count what product %d finished: %w", product, err)
	}
	return n, nil
}

const selectFinished = `SELECT ` + storyColumns + `, COALESCE((SELECT MIN(m.at_us) FROM story_move m WHERE m.story_id = s.id AND m.state = 'started'), 0)
	FROM (SELECT s.id FROM story s WHERE s.product_id = $1 AND s.state IN ('accepted', 'released') AND s.epic = 0` + seen + `
		ORDER BY s.place, s.number LIMIT 1000) c -- scans: those that were done last
	JOIN story s ON s.id = c.id JOIN product d ON d.id = s.product_id
	WHERE s.size_halves IS NOT NULL ORDER BY s.place, s.number LIMIT $3`

// Finished returns the stories with points that a product finished last and of
// which is known when somebody began them, as far as a person may see them.
func (tx *Tx) Finished(ctx context.Context, product scrum.ProductID, viewer scrum.PersonID, limit int) ([]scrum.Finished, error) {
	list, err := all(ctx, tx, scanFinished, selectFinished, product, viewer, limit)
	if err != nil {
		return nil, fmt.Errorf("what product %d finished: %w", product, err)
	}
	known := list[:0]
	for _, f := range list {
		if !f.Started.IsZero() && !f.Story.DoneAt.Before(f.Started) {
			known = append(known, f)
		}
	}
	return known, nil
}

func scanFinished(r row) (scrum.Finished, error) {
	var started int64
	story, err := scanStory(longer{r, []any{&started}})
	return scrum.Finished{Story: story, Started: instant(started)}, err
}
