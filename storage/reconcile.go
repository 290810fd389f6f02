package storage

import (
	"context"
	"crypto/rand"
	"fmt"

	"pogo/scrum"
)

const (
	selectRunningBallots = `SELECT o.posted_in, o.ts FROM ballot b JOIN outbox o ON o.name = 'ballot:' || b.id
		WHERE b.state IN ('open', 'closing') AND o.name <> '' AND o.ts <> '' ORDER BY b.id -- scans: those that run, by their own index`
	selectNewestCards = `SELECT o.posted_in, o.ts FROM (SELECT id, open FROM story ORDER BY id DESC LIMIT $2) AS s JOIN outbox o ON o.name = 'story:' || s.id
		WHERE s.open = 1 AND o.name <> '' AND o.ts <> '' ORDER BY s.id DESC LIMIT $1 -- scans: the newest, up to $2`
)

// newestPerCard is among how many of the newest stories an open one with a card
// is looked for: beyond, all others might have to be read to find one more.
const newestPerCard = 10

// VotedOn returns the messages that people vote on, those of running ballots
// first, then the cards of as many open stories as wanted, the newest first.
// Cards are those of the newest stories, ten times as many.
func (tx *Tx) VotedOn(ctx context.Context, cards int) ([]scrum.MessageID, error) {
	list, err := all(ctx, tx, scanMessageID, selectRunningBallots)
	if err != nil {
		return nil, fmt.Errorf("messages of running ballots: %w", err)
	}
	newest, err := all(ctx, tx, scanMessageID, selectNewestCards, cards, cards*newestPerCard)
	if err != nil {
		return nil, fmt.Errorf("newest cards: %w", err)
	}
	return append(list, newest...), nil
}

const insertFound = `INSERT INTO ballot_found (ballot_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`

// KeepFoundVoter keeps that somebody's vote was found only after an outage
// that spans the close.
func (tx *Tx) KeepFoundVoter(ctx context.Context, id scrum.BallotID, person scrum.PersonID) error {
	if _, err := tx.exec(ctx, insertFound, id, person); err != nil {
		return fmt.Errorf("keep a vote found for ballot %d: %w", id, err)
	}
	return nil
}

const countFound = `SELECT count(*) FROM ballot_found WHERE ballot_id = $1`

// FoundVoters returns how many those are.
func (tx *Tx) FoundVoters(ctx context.Context, id scrum.BallotID) (int, error) {
	n, err := one(ctx, tx, scalar[int], countFound, id)
	if err != nil {
		return 0, fmt.Errorf("votes found for ballot %d: %w", id, err)
	}
	return n, nil
}

const selectBallotMessages = `SELECT channel_id, message_ts FROM ballot_message WHERE ballot_id = $1 ORDER BY message_ts`

// BallotMessages returns where a ballot's message stood before it was deleted.
func (tx *Tx) BallotMessages(ctx context.Context, id scrum.BallotID) ([]scrum.MessageID, error) {
	list, err := all(ctx, tx, scanMessageID, selectBallotMessages, id)
	if err != nil {
		return nil, fmt.Errorf("former messages of ballot %d: %w", id, err)
	}
	return list, nil
}

const (
	insertBallotMessage = `INSERT INTO ballot_message (ballot_id, channel_id, message_ts) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`
	unpost              = `UPDATE outbox SET key = $2, lane = channel_id, ts = '', posted_in = '', sent = 0, state = 0, in_doubt = 0,
			attempts = 0, failures = 0, wake_us = 0, claimed_us = 0, error = ''
		WHERE name = $1 AND name <> '' AND state <> 1`
)

// ForgetBallotMessage has a ballot's message, which somebody deleted, posted
// anew as soon as it is written again, and keeps where it stood.
func (tx *Tx) ForgetBallotMessage(ctx context.Context, id scrum.BallotID, name string, stood scrum.MessageID) error {
	if _, err := tx.exec(ctx, insertBallotMessage, id, stood.Channel, stood.TS); err != nil {
		return fmt.Errorf("keep where ballot %d stood: %w", id, err)
	}
	if err := tx.change(ctx, unpost, name, rand.Text()); err != nil {
		return fmt.Errorf("forget where ballot %d stood: %w", id, err)
	}
	return nil
}
