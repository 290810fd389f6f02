package handlers

import (
	"context"
	"errors"
	"fmt"

	"pogo/scrum"
)

// countAll fills in what came of the vote. The voters of an anonymous one are
// forgotten as soon as they are counted.
func (t *turn) countAll(ctx context.Context, b scrum.Ballot) (scrum.Ballot, error) {
	papers, err := t.papers(ctx, b)
	if err != nil {
		return b, err
	}
	key, err := t.ballotKey(ctx, b)
	if err != nil {
		return b, err
	}
	heard := b.Heard(papers, key)
	b.Voted = b.TurnoutOf(heard)
	candidates, err := t.candidates(ctx, b)
	if err != nil {
		return b, err
	}
	pace, err := t.pace(ctx)
	if err != nil {
		return b, err
	}
	capacity, err := t.capacity(ctx)
	if err != nil {
		return b, err
	}
	if b.Outcome, err = b.Count(papers, pace.Dated(candidates), capacity); err != nil {
		return b, fmt.Errorf("count ballot %d: %w", b.ID, err)
	}
	b.Outcome.Pace = pace
	b = b.Judge(heard)
	if b.Secrecy != scrum.Anonymous {
		return b, t.freeze(ctx, b, papers)
	}
	unsigned := scrum.Unsign(papers)
	if b.Outcome.Withheld {
		unsigned = nil
	}
	return b, t.tx.ForgetVoters(ctx, b.ID, unsigned)
}

// freeze keeps what reactions said, so that nobody who leaves Slack later
// changes what was counted. What came by a form is kept already.
func (t *turn) freeze(ctx context.Context, b scrum.Ballot, papers []scrum.BallotPaper) error {
	if !b.ByReactions() {
		return nil
	}
	for _, p := range papers {
		p.At = b.ClosedAt
		if err := t.tx.KeepPaper(ctx, b.ID, p); err != nil {
			return err
		}
	}
	return nil
}

// candidates are the stories of a ballot's options with what decides where
// they come to stand.
func (t *turn) candidates(ctx context.Context, b scrum.Ballot) ([]scrum.Candidate, error) {
	candidates := make([]scrum.Candidate, len(b.Options))
	for i, o := range b.Options {
		s, err := t.tx.Story(ctx, o.Story)
		if err != nil {
			return nil, err
		}
		candidates[i] = scrum.Candidate{Story: s}
		if !s.State.Open() {
			continue
		}
		if candidates[i].Was, _, err = t.tx.Place(ctx, s, ""); err != nil {
			return nil, err
		}
		links, err := t.tx.LinksOf(ctx, s.ID)
		if err != nil {
			return nil, err
		}
		for _, l := range links {
			if l.Story == s.ID && l.Kind == scrum.LinkNeeds {
				candidates[i].Needs = append(candidates[i].Needs, l.Other)
			}
		}
	}
	return candidates, nil
}

// pace is how long a story takes, as the ones that were finished last did.
func (t *turn) pace(ctx context.Context) (scrum.Pace, error) {
	done, err := t.passages(ctx)
	return scrum.PaceOf(done, t.now, t.product.Location()), err
}

// capacity is how many points the product can be expected to finish in a
// sprint: as many as in the last one, unknown if there was none or it finished
// nothing that has a size.
func (t *turn) capacity(ctx context.Context) (scrum.Points, error) {
	last, err := t.tx.LastSprint(ctx, t.product.ID)
	if errors.Is(err, scrum.ErrNotFound) {
		return scrum.Points{}, nil
	}
	if err != nil {
		return scrum.Points{}, err
	}
	board, err := t.sprintBoard(ctx, last, "")
	if err != nil || board.Tally.Done.Halves == 0 {
		return scrum.Points{}, err
	}
	return board.Tally.Done, nil
}
