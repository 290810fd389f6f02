package handlers

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/view"
)

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
