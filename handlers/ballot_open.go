package handlers

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// defaultOptions is how many stories a vote is about if nobody says.
const defaultOptions = 5

// voteTyped starts a vote from what was typed.
func voteTyped(ctx context.Context, t *turn, _ Command, text string) error {
	ask := scrum.ParseBallotAsk(text)
	if ask.Odd != "" {
		cmd, _ := t.h.command("vote")
		if _, slip := cmd.nearest(ask.Odd); slip && len(strings.Fields(text)) == 1 {
			return t.unknownWord(cmd, ask.Odd)
		}
		return t.refuse("vote.refuse.unread", "typed", clipWord(ask.Odd))
	}
	if ask.Mode != "" {
		return t.refuse("vote.refuse.mode", "typed", clipWord(ask.Mode))
	}
	if err := t.mustBeFree(ctx); err != nil {
		return err
	}
	closes, err := t.until(ask.Until)
	if err != nil {
		return err
	}
	stories, err := t.storiesAsked(ctx, ask)
	if err != nil {
		return err
	}
	return t.openBallot(ctx, stories, closes)
}

// mustBeFree refuses while a vote of the product is running.
func (t *turn) mustBeFree(ctx context.Context) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	b, err := t.tx.LastBallot(ctx, t.product.ID)
	switch {
	case errors.Is(err, scrum.ErrNotFound):
		return nil
	case err != nil:
		return err
	case b.State == scrum.BallotOpen:
		return t.refuse("vote.refuse.open", "number", b.Number, "channel", mentionOf(t.product.Channel), "turnout", view.Turnout(t.mine, b))
	case b.State == scrum.BallotClosing:
		return t.refuse("vote.refuse.counting", "number", b.Number)
	}
	return nil
}

// until reads when the vote ends, on the clock of whoever typed it. Nothing
// typed is the zero time.
func (t *turn) until(typed string) (time.Time, error) {
	if typed == "" {
		return time.Time{}, nil
	}
	here := t.now.In(t.person.Location(t.product.Location()))
	at, ok := scrum.ParseUntil(typed, here)
	if !ok {
		return at, t.refuse("vote.refuse.time", "typed", clipWord(typed))
	}
	when := t.mine.Moment(at.In(here.Location()), here)
	switch {
	case !at.After(t.now):
		return at, t.refuse("vote.refuse.past", "when", when)
	case at.After(t.now.AddDate(1, 0, 0)):
		return at, t.refuse("vote.refuse.far", "when", when)
	}
	return at, nil
}

// storiesAsked finds the stories that were named, or the first ones of the
// backlog that have a card.
func (t *turn) storiesAsked(ctx context.Context, ask scrum.BallotAsk) ([]scrum.Story, error) {
	if len(ask.Keys) == 0 {
		top := ask.Top
		if top == 0 {
			top = defaultOptions
		}
		if top > scrum.MaxOptions {
			return nil, t.refuse("vote.refuse.many")
		}
		stories, err := t.votable(ctx, max(top, scrum.MinOptions))
		if err == nil && top < scrum.MinOptions {
			return nil, t.refuse("vote.refuse.few", "example", stories[0].Key+" "+stories[1].Key)
		}
		return stories, err
	}
	home, stories := t.product.ID, []scrum.Story{}
	for _, key := range ask.Keys {
		s, err := t.storyNamed(ctx, key)
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

// votable returns the first open stories of the backlog that the whole
// channel sees, at least as many as a vote needs.
func (t *turn) votable(ctx context.Context, limit int) ([]scrum.Story, error) {
	stories, _, err := t.tx.Backlog(ctx, scrum.BacklogQuery{Product: t.product.ID, Limit: limit})
	if err == nil && len(stories) < scrum.MinOptions {
		return nil, t.refuse("vote.refuse.noStories")
	}
	return stories, err
}

// openVoteForm answers the bare command.
func openVoteForm(ctx context.Context, t *turn, c Command) error {
	if err := t.mustBeFree(ctx); err != nil {
		return err
	}
	const most = 100 // that a menu can hold
	stories, err := t.votable(ctx, most)
	if err != nil {
		return err
	}
	t.answer.Open = view.BallotForm(t.mine, Where{Channel: c.Channel}.String(), stories, defaultOptions)
	return nil
}

// submitVote takes the form of a new vote.
func submitVote(ctx context.Context, t *turn, sub Submission) error {
	if err := t.mustBeFree(ctx); err != nil {
		return err
	}
	home, stories := t.product.ID, []scrum.Story{}
	for _, value := range strings.FieldsFunc(sub.Values["stories"], func(r rune) bool { return r == ',' || r == '\n' }) {
		id, err := parseID[scrum.StoryID](value)
		if err != nil {
			return t.refuse("command.nothing")
		}
		s, err := t.story(ctx, id)
		if err != nil {
			return err
		}
		if s.Product != home {
			return t.refuse("vote.refuse.other", "key", s.Key)
		}
		stories = append(stories, s)
	}
	if len(stories) < scrum.MinOptions {
		return t.refuseField("stories", "vote.refuse.fewChosen")
	}
	var closes time.Time
	if seconds, err := strconv.ParseInt(sub.Values["until"], 10, 64); err == nil {
		closes = time.Unix(seconds, 0).UTC()
		if !closes.After(t.now) {
			return t.refuseField("until", "vote.refuse.pastChosen")
		}
	}
	return t.openBallot(ctx, stories, closes)
}

// openBallot puts a vote over stories into the channel, and under it a number
// to press for each of them.
func (t *turn) openBallot(ctx context.Context, stories []scrum.Story, closes time.Time) error {
	options, err := t.optionsOf(ctx, stories)
	if err != nil {
		return err
	}
	roll, err := t.roll(ctx)
	if err != nil {
		return err
	}
	b, err := t.tx.CreateBallot(ctx, scrum.Ballot{
		Product: t.product.ID, Opener: t.person.ID, OpenedAt: t.now, ClosesAt: closes,
		Method: scrum.ByApproval, Secrecy: scrum.SeenByAll, Options: options, Roll: roll,
	})
	if err != nil {
		return err
	}
	if err := t.drawBallot(ctx, b); err != nil {
		return err
	}
	if err := t.touchAll(ctx); err != nil {
		return err
	}
	for _, emoji := range b.Emoji() {
		if err := t.seed(ctx, view.BallotName(b.ID), emoji); err != nil {
			return err
		}
	}
	if closes.IsZero() {
		return t.tell(ctx, view.Note(t.mine.Say("vote.started")))
	}
	if err := t.armOnce(ctx, ballotCloseDeed, idText(b.ID), closes, 0); err != nil {
		return err
	}
	zone := t.person.Location(t.product.Location())
	return t.tell(ctx, view.Note(t.mine.Say("vote.startedUntil", "until", t.mine.Moment(closes.In(zone), t.now))))
}

// roll is who may vote in the product now.
func (t *turn) roll(ctx context.Context) ([]scrum.Voter, error) {
	members, err := t.tx.Members(ctx, t.product.Channel)
	if err != nil {
		return nil, err
	}
	roles, err := t.tx.MemberRoles(ctx, t.product.ID)
	if err != nil {
		return nil, err
	}
	weights, err := t.tx.Weights(ctx, t.product.ID)
	return scrum.Roll(members, roles, weights), err
}

// optionsOf makes options of stories: each once, open, and seen by the
// channel.
func (t *turn) optionsOf(ctx context.Context, stories []scrum.Story) ([]scrum.Option, error) {
	var options []scrum.Option
	for _, s := range stories {
		if err := t.mustBeOpen(ctx, s); err != nil {
			return nil, err
		}
		if err := t.mustBeWork(ctx, s); err != nil {
			return nil, err
		}
		if s.Hidden {
			who, err := t.nameOf(ctx, t.product.Owner)
			if err != nil {
				return nil, err
			}
			return nil, t.refuse("vote.refuse.hidden", "key", s.Key, "who", who)
		}
		if o := (scrum.Option{Story: s.ID}); !slices.Contains(options, o) {
			options = append(options, o)
		}
	}
	switch {
	case len(options) < scrum.MinOptions:
		return nil, t.refuse("vote.refuse.few", "example", t.product.Key+"-1 "+t.product.Key+"-2")
	case len(options) > scrum.MaxOptions:
		return nil, t.refuse("vote.refuse.many")
	}
	return options, nil
}
