package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const insertReactions = `INSERT INTO reaction (channel_id, message_ts, person_id, emoji, tone, at_us, added, counted) VALUES
		($1, $2, $3, $4, $5, $6, $7, 0), ($1, $2, $8, $9, $10, $11, $12, 0),
		($1, $2, $13, $14, $15, $16, $17, 0), ($1, $2, $18, $19, $20, $21, $22, 0),
		($1, $2, $23, $24, $25, $26, $27, 0), ($1, $2, $28, $29, $30, $31, $32, 0),
		($1, $2, $33, $34, $35, $36, $37, 0), ($1, $2, $38, $39, $40, $41, $42, 0)
	ON CONFLICT DO NOTHING -- scans: the reactions that are given`

// reactionsAtOnce is how many reactions [insertReactions] takes.
const reactionsAtOnce = 8

// KeepReactions keeps that people put emoji on a message or took them off,
// whether or not the message is known, to be counted later. An event is known
// by who, what and when for as long as the message is: KeepReactions returns
// how many were not kept before.
func (tx *Tx) KeepReactions(ctx context.Context, channel scrum.ChannelID, ts string, events ...scrum.ReactionEvent) (fresh int, err error) {
	values := func(e scrum.ReactionEvent) []any {
		return []any{e.Person, text(e.Emoji.Name), e.Emoji.Tone, micros(e.At), bit(e.Added)}
	}
	err = handfuls(events, reactionsAtOnce, values, func(args ...any) error {
		n, err := tx.exec(ctx, insertReactions, append([]any{channel, ts}, args...)...)
		fresh += int(n)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("keep reactions on %s in %s: %w", ts, channel, err)
	}
	return fresh, nil
}

const (
	reactionsOn = `SELECT r.person_id, r.emoji, r.tone, r.at_us, r.added
		FROM reaction r LEFT JOIN person p ON p.id = r.person_id
		WHERE r.channel_id = $1 AND r.message_ts = $2 AND COALESCE(p.bot, 0) = 0`
	byTime          = ` ORDER BY r.at_us, r.person_id`
	selectReactions = reactionsOn + ` AND COALESCE(p.deleted, 0) = 0` + byTime
	selectCast      = reactionsOn + byTime
)

// Reactions returns what people put on a message and took off, by the time of
// the event. Bots and those who are deactivated now are left out.
func (tx *Tx) Reactions(ctx context.Context, channel scrum.ChannelID, ts string) ([]scrum.ReactionEvent, error) {
	events, err := all(ctx, tx, scanReaction, selectReactions, channel, ts)
	if err != nil {
		return nil, fmt.Errorf("reactions on %s in %s: %w", ts, channel, err)
	}
	return events, nil
}

// CastReactions returns those of everybody but bots, whoever was deactivated
// since among them.
func (tx *Tx) CastReactions(ctx context.Context, channel scrum.ChannelID, ts string) ([]scrum.ReactionEvent, error) {
	events, err := all(ctx, tx, scanReaction, selectCast, channel, ts)
	if err != nil {
		return nil, fmt.Errorf("reactions cast on %s in %s: %w", ts, channel, err)
	}
	return events, nil
}

func scanReaction(r row) (scrum.ReactionEvent, error) {
	var e scrum.ReactionEvent
	var at int64
	err := r.Scan(&e.Person, &e.Emoji.Name, &e.Emoji.Tone, &at, &e.Added)
	e.At = instant(at)
	return e, err
}

const (
	takeUncounted = `SELECT person_id, emoji, tone, at_us, added FROM reaction
		WHERE channel_id = $1 AND message_ts = $2 AND counted = 0 ORDER BY at_us, person_id`
	markCounted = `UPDATE reaction SET counted = 1 WHERE channel_id = $1 AND message_ts = $2 AND counted = 0`
)

// TakeUncounted returns the events on a message that were never returned
// before, by their time.
func (tx *Tx) TakeUncounted(ctx context.Context, channel scrum.ChannelID, ts string) ([]scrum.ReactionEvent, error) {
	events, err := all(ctx, tx, scanReaction, takeUncounted, channel, ts)
	if err == nil && len(events) > 0 {
		_, err = tx.exec(ctx, markCounted, channel, ts)
	}
	if err != nil {
		return nil, fmt.Errorf("take what is not counted on %s in %s: %w", ts, channel, err)
	}
	return events, nil
}

const selectUncountedMessages = `SELECT DISTINCT channel_id, message_ts FROM reaction WHERE counted = 0 -- scans: what waits to be counted, by its own index`

// UncountedMessages returns the messages with events that were kept and not
// counted: Pogo was stopped in between.
func (tx *Tx) UncountedMessages(ctx context.Context) ([]scrum.MessageID, error) {
	list, err := all(ctx, tx, scanMessageID, selectUncountedMessages)
	if err != nil {
		return nil, fmt.Errorf("messages with uncounted reactions: %w", err)
	}
	return list, nil
}

func scanMessageID(r row) (scrum.MessageID, error) {
	var m scrum.MessageID
	err := r.Scan(&m.Channel, &m.TS)
	return m, err
}

const uncountReactions = `UPDATE reaction SET counted = 0 WHERE channel_id = $1 AND emoji = $2`

// Uncount has the messages of a channel that an emoji was put on counted
// again.
func (tx *Tx) Uncount(ctx context.Context, channel scrum.ChannelID, emoji string) error {
	if _, err := tx.exec(ctx, uncountReactions, channel, emoji); err != nil {
		return fmt.Errorf("count %s in %s again: %w", emoji, channel, err)
	}
	return nil
}

const insertReactionTold = `INSERT INTO reaction_told (channel_id, message_ts, person_id, what) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`

// TellReactorOnce records that somebody is told something about their
// reactions to a message, and reports whether that is the first time.
func (tx *Tx) TellReactorOnce(ctx context.Context, m scrum.MessageID, person scrum.PersonID, what string) (bool, error) {
	n, err := tx.exec(ctx, insertReactionTold, m.Channel, m.TS, person, what)
	if err != nil {
		return false, fmt.Errorf("tell %s of their reactions to %s in %s: %w", person, m.TS, m.Channel, err)
	}
	return n == 1, nil
}

const deleteReactions = `DELETE FROM reaction WHERE channel_id = $1 AND message_ts = $2`

// ForgetReactions deletes what was kept for a message that turned out to mean
// nothing by it.
func (tx *Tx) ForgetReactions(ctx context.Context, channel scrum.ChannelID, ts string) error {
	if _, err := tx.exec(ctx, deleteReactions, channel, ts); err != nil {
		return fmt.Errorf("forget reactions on %s in %s: %w", ts, channel, err)
	}
	return nil
}
