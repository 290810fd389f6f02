package handlers

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
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

// openVoteForm answers the bare command.
func openVoteForm(ctx context.Context, t *turn, _ Command) error {
	if err := t.mustBeFree(ctx); err != nil {
		return err
	}
	stories, err := t.votable(ctx, scrum.MaxApproved)
	if err != nil {
		return err
	}
	t.openForm(0, view.BallotAsked{Stories: stories, Chosen: defaultOptions, Method: scrum.ByApproval})
	return nil
}

// openForm asks for a new vote, which follows another one if an id is given.
func (t *turn) openForm(follows scrum.BallotID, asked view.BallotAsked) {
	t.answer.Open = view.BallotForm(t.mine, Where{Channel: string(t.product.Channel), ID: int64(follows)}.String(), asked)
}

// submitVote takes the form of a new vote.
func submitVote(ctx context.Context, t *turn, sub Submission) error {
	if err := t.mustBeFree(ctx); err != nil {
		return err
	}
	stories, err := t.storiesChosen(ctx, sub.Values["stories"])
	if err != nil {
		return err
	}
	b := scrum.Ballot{Method: scrum.BallotMethod(sub.Values["method"]), Secrecy: scrum.Secrecy(sub.Values["secrecy"])}
	if b.Follows, err = t.followed(ctx, ParseWhere(sub.Private)); err != nil {
		return err
	}
	if len(stories) < cmp.Or(b.Method, scrum.ByApproval).Fewest() {
		return t.refuseField("stories", "vote.refuse.fewChosen")
	}
	if seconds, err := strconv.ParseInt(sub.Values["until"], 10, 64); err == nil {
		b.ClosesAt = time.Unix(seconds, 0).UTC()
		if !b.ClosesAt.After(t.now) {
			return t.refuseField("until", "vote.refuse.pastChosen")
		}
	}
	if typed := strings.TrimSpace(sub.Values["quorum"]); typed != "" {
		var ok bool
		if b.Quorum, ok = scrum.ParseQuorum(typed); !ok {
			return t.refuseField("quorum", "vote.refuse.quorum")
		}
	}
	if b, err = t.planned(ctx, b, stories); err != nil {
		return atField("stories", err)
	}
	if no := t.tooMany(b); no != nil {
		return atField("stories", no)
	}
	return t.openBallot(ctx, b, false)
}

// storiesChosen are the stories of a menu of this product's.
func (t *turn) storiesChosen(ctx context.Context, values string) ([]scrum.Story, error) {
	home, stories := t.product.ID, []scrum.Story{}
	for _, value := range strings.FieldsFunc(values, func(r rune) bool { return r == ',' || r == '\n' }) {
		id, err := parseID[scrum.StoryID](value)
		if err != nil {
			return nil, t.refuse("command.nothing")
		}
		s, err := t.story(ctx, id)
		if errors.Is(err, scrum.ErrNotFound) {
			return nil, t.refuse("command.notFound")
		}
		if err != nil {
			return nil, err
		}
		if s.Product != home {
			return nil, t.refuse("vote.refuse.other", "key", s.Key)
		}
		stories = append(stories, s)
	}
	return stories, nil
}
