package handlers

import (
	"context"
	"errors"

	"pogo/scrum"
	"pogo/view"
)

// castByReaction counts reactions on a ballot. Whoever reacts in vain is told why,
// once.
func castByReaction(ctx context.Context, t *turn, id int64, fresh []scrum.ReactionEvent) error {
	b, err := t.tx.Ballot(ctx, scrum.BallotID(id))
	if errors.Is(err, scrum.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	heard, enrolled := false, b.Enrolled()
	for _, e := range fresh {
		counts, err := t.hear(ctx, b, e, enrolled[e.Person])
		if err != nil {
			return err
		}
		if counts {
			heard = true
			t.touch(e.Person)
			if err := t.votedAnew(ctx, b, e.Person, e.At); err != nil {
				return err
			}
		}
	}
	if !heard {
		return nil
	}
	if err := t.askVoters(ctx, b, fresh); err != nil {
		return err
	}
	return t.voted(ctx, b)
}

// hear reports whether what somebody did can count, and tells them if not.
func (t *turn) hear(ctx context.Context, b scrum.Ballot, e scrum.ReactionEvent, onRoll bool) (bool, error) {
	late := b.Late(e.At) || !b.Running()
	switch {
	case !b.Casts(e.Emoji.Name), !onRoll && !e.Added:
		return false, nil
	case onRoll && !late:
		return true, nil
	}
	person, err := t.stranger(ctx, e.Person)
	if err != nil {
		return false, err
	}
	words, zone := t.readerOf(person)
	why := view.Note(words.Say("vote.late", "when", words.Moment(b.Limit().In(zone), t.now)))
	if !onRoll {
		if why, err = t.notOnRoll(ctx, b, person, "vote.notOnRoll"); err != nil {
			return false, err
		}
	}
	return false, t.tellInVain(ctx, b, e.Person, why)
}

// tellInVain tells somebody that their reaction does not count, once a
// ballot.
func (t *turn) tellInVain(ctx context.Context, b scrum.Ballot, person scrum.PersonID, why view.Message) error {
	firstTime, err := t.tx.TellOnce(ctx, b.ID, person)
	if err != nil || !firstTime {
		return err
	}
	return t.whisper(ctx, person, why)
}

// heard returns the people who have voted so far.
func (t *turn) heard(ctx context.Context, b scrum.Ballot) (map[scrum.PersonID]bool, error) {
	papers, err := t.papers(ctx, b)
	if err != nil {
		return nil, err
	}
	key, err := t.ballotKey(ctx, b)
	return b.Heard(papers, key), err
}

// papers are all that was said, by reactions to the ballot's message or by its
// form. Once they are counted they stay as they were then.
func (t *turn) papers(ctx context.Context, b scrum.Ballot) ([]scrum.BallotPaper, error) {
	if !b.ByReactions() || !b.Running() {
		papers, err := t.tx.Papers(ctx, b.ID)
		if err != nil || len(papers) > 0 || !b.ByReactions() {
			return papers, err
		}
	}
	events, err := t.ballotEvents(ctx, b)
	return b.Papers(events), err
}

// ballotEvents returns the reactions to a ballot's message; none if it is not
// posted yet. A vote stays even if its voter leaves, as a paper does: who
// counts was fixed by the roll at the opening.
func (t *turn) ballotEvents(ctx context.Context, b scrum.Ballot) ([]scrum.ReactionEvent, error) {
	events, err := t.formerEvents(ctx, b)
	if err != nil {
		return nil, err
	}
	message, err := t.tx.Delivery(ctx, view.BallotName(b.ID))
	if err != nil || !message.Posted() {
		return events, err
	}
	put, err := t.tx.CastReactions(ctx, scrum.ChannelID(message.PostedIn), message.TS)
	return append(events, put...), err
}

// ballotKey is the key of an anonymous ballot, "" of every other.
func (t *turn) ballotKey(ctx context.Context, b scrum.Ballot) (string, error) {
	if b.Secrecy != scrum.Anonymous {
		return "", nil
	}
	return t.tx.BallotKey(ctx, b.ID)
}
