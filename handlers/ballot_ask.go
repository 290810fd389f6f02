package handlers

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// defaultOptions is how many stories a vote is about if nobody says.
const defaultOptions = 5

// voteTyped starts a vote from what was typed.
func voteTyped(ctx context.Context, t *turn, _ Command, text string) error {
	words, filters := askedOf(text)
	ask := scrum.ParseBallotAsk(words)
	if ask.Odd != "" {
		cmd, _ := t.h.command("vote")
		if _, slip := cmd.nearest(ask.Odd); slip && len(strings.Fields(text)) == 1 {
			return t.unknownWord(cmd, ask.Odd)
		}
		if strings.HasPrefix(ask.Odd, "top") || strings.ContainsAny(ask.Odd[:1], "0123456789") {
			return t.refuse("vote.refuse.range", "typed", clipWord(ask.Odd))
		}
		return t.refuse("vote.refuse.unread", "typed", clipWord(ask.Odd))
	}
	if ask.Clash != "" {
		return t.refuse("vote.refuse.clash", "typed", clipWord(ask.Clash))
	}
	if err := t.mustBeFree(ctx); err != nil {
		return err
	}
	closes, err := t.until(ask.Until)
	if err != nil {
		return err
	}
	stories, err := t.storiesAsked(ctx, ask, filters)
	if err != nil {
		return err
	}
	b, err := t.planned(ctx, scrum.Ballot{Method: ask.Method, Secrecy: ask.Secrecy, Quorum: ask.Quorum, ClosesAt: closes}, stories)
	if err != nil {
		return err
	}
	if no := t.tooMany(b); no != nil && len(b.Options) <= scrum.MaxApproved {
		return t.tell(ctx, view.BallotTooMany(t.mine, t.mine.Say(no.Key, no.Args...), planOf(b).String()))
	} else if no != nil {
		return no
	}
	return t.openBallot(ctx, b, false)
}

// askedOf parts the filters of a typed vote from its other words. What has a
// colon and is no filter is words, as in "until: Thursday".
func askedOf(text string) (words string, filters []clause) {
	var rest []string
	for _, c := range clauses(text) {
		switch {
		case c.bare:
			rest = append(rest, c.value)
		case c.key == "" || filterName(c.key) != "":
			filters = append(filters, c)
		default:
			rest = append(rest, c.key, c.value)
		}
	}
	return strings.Join(rest, " "), filters
}

// storiesAsked finds the stories that were named, or the first ones of the
// backlog that have a card and fit the filters.
func (t *turn) storiesAsked(ctx context.Context, ask scrum.BallotAsk, filters []clause) ([]scrum.Story, error) {
	switch {
	case len(ask.Keys) > 0:
		return t.storiesOfKeys(ctx, ask.Keys)
	case len(filters) > 0:
		return t.storiesFiltered(ctx, ask, filters)
	}
	top := ask.Top
	if top == 0 {
		top = defaultOptions
	}
	least := cmp.Or(ask.Method, scrum.ByApproval).Fewest()
	stories, err := t.votable(ctx, max(top, least))
	if err == nil && top < least {
		return nil, t.refuse("vote.refuse.few", "example", stories[0].Key+" "+stories[1].Key)
	}
	return stories[:min(len(stories), max(top, least))], err
}

func (t *turn) storiesOfKeys(ctx context.Context, keys []string) ([]scrum.Story, error) {
	home, stories := t.product.ID, []scrum.Story{}
	for _, key := range keys {
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

// storiesFiltered returns the open stories that fit the filter and that the
// whole channel sees: all of them, or the first n.
func (t *turn) storiesFiltered(ctx context.Context, ask scrum.BallotAsk, filters []clause) ([]scrum.Story, error) {
	f, err := t.filterOf(ctx, filters)
	if err != nil {
		return nil, err
	}
	limit := ask.Top
	if limit == 0 {
		limit = scrum.MaxApproved + 1 // one more, to know that there are too many
	}
	stories, _, err := t.tx.Backlog(ctx, scrum.BacklogQuery{Product: t.product.ID, Filter: f.Filter, Limit: limit})
	if err != nil {
		return nil, err
	}
	stories = slices.DeleteFunc(stories, func(s scrum.Story) bool { return !s.State.Open() || s.Epic })
	least := cmp.Or(ask.Method, scrum.ByApproval).Fewest()
	if len(stories) < least {
		return nil, t.refuse("vote.refuse.fewFit", "n", len(stories), "filter", clipWord(f.String()))
	}
	return stories, nil
}

// votable returns the first open stories of the backlog that the whole
// channel sees, at least as many as a vote needs.
func (t *turn) votable(ctx context.Context, limit int) ([]scrum.Story, error) {
	stories, _, err := t.tx.Backlog(ctx, scrum.BacklogQuery{Product: t.product.ID, Limit: max(limit, scrum.MinOptions)})
	if err == nil && len(stories) < min(limit, scrum.MinOptions) {
		return nil, t.refuse("vote.refuse.noStories")
	}
	return stories, err
}
