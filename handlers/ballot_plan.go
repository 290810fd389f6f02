package handlers

import (
	"context"
	"encoding/json"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// ballotPlan is a vote that is not opened yet, as a button carries it.
type ballotPlan struct {
	Stories []scrum.StoryID    `json:"o"`
	Method  scrum.BallotMethod `json:"m"`
	Secrecy scrum.Secrecy      `json:"s"`
	Quorum  scrum.Quorum       `json:"q,omitzero"`
	Closes  int64              `json:"u,omitempty"` // in seconds since 1970; 0: by hand
	Follows int                `json:"f,omitempty"` // the number of the vote that it follows
}

func planOf(b scrum.Ballot) ballotPlan {
	p := ballotPlan{Method: b.Method, Secrecy: b.Secrecy, Quorum: b.Quorum, Follows: b.Follows}
	for _, o := range b.Options {
		p.Stories = append(p.Stories, o.Story)
	}
	if !b.ClosesAt.IsZero() {
		p.Closes = b.ClosesAt.Unix()
	}
	return p
}

// String encodes p for a button.
func (p ballotPlan) String() string {
	data, err := json.Marshal(p)
	if err != nil {
		return "{}" // unreachable: only strings and numbers
	}
	return string(data)
}

// closes is when the vote is to end, zero if by hand.
func (p ballotPlan) closes() time.Time {
	if p.Closes == 0 {
		return time.Time{}
	}
	return time.Unix(p.Closes, 0).UTC()
}

// planPressed reads the plan on a button and its stories, which may have
// changed since.
func (t *turn) planPressed(ctx context.Context, value string) (ballotPlan, []scrum.Story, error) {
	var p ballotPlan
	if json.Unmarshal([]byte(value), &p) != nil || len(p.Stories) == 0 {
		return p, nil, t.refuse("command.nothing")
	}
	first, err := t.story(ctx, p.Stories[0])
	if err != nil {
		return p, nil, err
	}
	if err := t.mustBelong(); err != nil {
		return p, nil, err
	}
	stories := []scrum.Story{}
	for _, id := range p.Stories {
		s, err := t.story(ctx, id)
		if err != nil {
			return p, nil, err
		}
		if s.Product != first.Product {
			return p, nil, t.refuse("vote.refuse.other", "key", s.Key)
		}
		stories = append(stories, s)
	}
	return p, stories, t.mustBeFree(ctx)
}

// pressSure opens a vote although one voter weighs more than a third.
func pressSure(ctx context.Context, t *turn, c Click) error {
	p, stories, err := t.planPressed(ctx, c.Value)
	if err != nil {
		return err
	}
	b, err := t.planned(ctx, scrum.Ballot{Method: p.Method, Secrecy: p.Secrecy, Quorum: p.Quorum, ClosesAt: p.closes(), Follows: p.Follows}, stories)
	if err != nil {
		return err
	}
	if no := t.tooMany(b); no != nil {
		return no
	}
	if !b.ClosesAt.IsZero() && !b.ClosesAt.After(t.now) {
		return t.refuse("vote.refuse.pastChosen")
	}
	return t.openBallot(ctx, b, true)
}

// pressNarrow opens the form of a vote that narrows a long list: by approval,
// and secret, because a form holds more than reactions can.
func pressNarrow(ctx context.Context, t *turn, c Click) error {
	p, stories, err := t.planPressed(ctx, c.Value)
	if err != nil {
		return err
	}
	t.openForm(0, view.BallotAsked{Stories: stories, Chosen: len(stories), Method: scrum.ByApproval, Secrecy: scrum.UntilClosed, Until: p.closes()})
	return nil
}
