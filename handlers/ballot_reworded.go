package handlers

import (
	"context"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// reworded flags a story that was given other words after the first votes,
// under the vote and to each of those who voted: they say that their vote
// stands, or change it. Of an anonymous vote nobody is asked, because whoever
// answers would be written down as having voted.
func (t *turn) reworded(ctx context.Context, b scrum.Ballot, s scrum.Story) error {
	if err := t.tx.MarkReworded(ctx, b.ID, s.ID, t.now); err != nil {
		return err
	}
	if b.Secrecy != scrum.Anonymous {
		if err := t.askToConfirm(ctx, b, s); err != nil {
			return err
		}
	}
	b, err := t.tx.Ballot(ctx, b.ID)
	if err != nil {
		return err
	}
	if err := t.drawBallot(ctx, b); err != nil {
		return err
	}
	return t.drawReworded(ctx, b)
}

// askToConfirm asks those who voted, once until they answer. Whoever chose the
// words knows them.
func (t *turn) askToConfirm(ctx context.Context, b scrum.Ballot, s scrum.Story) error {
	heard, err := t.heard(ctx, b)
	if err != nil {
		return err
	}
	who, err := t.nameOf(ctx, t.person.ID)
	if err != nil {
		return err
	}
	for _, v := range b.Roll {
		if !heard[v.Person] || v.Person == t.person.ID {
			continue
		}
		fresh, err := t.tx.AskConfirm(ctx, b.ID, v.Person)
		if err != nil {
			return err
		}
		if !fresh {
			continue
		}
		voter, err := t.stranger(ctx, v.Person)
		if err != nil {
			return err
		}
		words, _ := t.readerOf(voter)
		if err := t.whisperIn(ctx, t.product.Channel, "", v.Person, view.Confirm(words, b, s.Key, who)); err != nil {
			return err
		}
	}
	return nil
}

// drawReworded makes the message under a vote say what was reworded, and how
// many confirmed.
func (t *turn) drawReworded(ctx context.Context, b scrum.Ballot) error {
	shown, err := t.ballotShown(ctx, b)
	if err != nil {
		return err
	}
	return t.reply(ctx, view.BallotName(b.ID), view.RewordedName(b.ID), view.Reworded(t.ours, shown))
}

// votedAnew takes a vote that somebody changed at an instant for the answer
// whether their former one stands.
func (t *turn) votedAnew(ctx context.Context, b scrum.Ballot, person scrum.PersonID, at time.Time) error {
	last := b.LastReworded()
	if last.IsZero() || !at.After(last) {
		return nil
	}
	asked, err := t.tx.Confirm(ctx, b.ID, person, at)
	if err != nil || !asked {
		return err
	}
	return t.drawReworded(ctx, b)
}

// pressStands keeps that somebody's vote stands although a story says
// something else now.
func pressStands(ctx context.Context, t *turn, _ Click, b scrum.Ballot) error {
	if err := t.mustVote(b); err != nil {
		return err
	}
	asked, err := t.tx.Confirm(ctx, b.ID, t.person.ID, t.now)
	if err != nil {
		return err
	}
	if !asked {
		return t.refuse("reworded.refuse.nothing")
	}
	if err := t.drawReworded(ctx, b); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("reworded.stands")))
}
