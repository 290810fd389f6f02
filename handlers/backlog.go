package handlers

import (
	"context"
	"strconv"

	"pogo/scrum"
	"pogo/view"
)

const pageSize = 10

func backlogNoun() noun {
	return noun{
		commands: []command{{
			name: "backlog", guests: true,
			bare: func(ctx context.Context, t *turn, _ Command) error { return t.tellBacklog(ctx, 1, false) },
			verbs: []verb{
				{name: "share", also: []string{"partager", "publier"}, fits: isEmpty, run: func(ctx context.Context, t *turn, _ Command, _ string) error { return t.shareBacklog(ctx) }},
				{name: "next", also: []string{"suivant", "prochain", "ensuite"}, fits: isEmpty, run: nextStories, guests: true},
			},
		}},
		clicks: map[string]click{
			view.BacklogPage:  turnPage,
			view.BacklogShare: func(ctx context.Context, t *turn, _ Click) error { return t.shareBacklog(ctx) },
		},
		forGuests: []string{view.BacklogPage},
	}
}

func listStories(ctx context.Context, t *turn, _ Command, _ string) error {
	return t.tellBacklog(ctx, 1, false)
}

// tellBacklog shows one page to the person alone.
func (t *turn) tellBacklog(ctx context.Context, firstRank int, replace bool) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	list, err := t.backlog(ctx, firstRank, t.person.ID)
	if err != nil {
		return err
	}
	return t.respond(ctx, view.Backlog(t.mine, list), replace)
}

func (t *turn) backlog(ctx context.Context, firstRank int, viewer scrum.PersonID) (view.BacklogList, error) {
	q := scrum.BacklogQuery{Product: t.product.ID, Viewer: viewer, Offset: max(0, firstRank-1), Limit: pageSize}
	stories, total, err := t.tx.Backlog(ctx, q)
	return view.BacklogList{Channel: t.channel.Name, Stories: stories, First: q.Offset + 1, Total: total, Size: pageSize}, err
}

// turnPage shows another page in the place of the one that was clicked.
func turnPage(ctx context.Context, t *turn, c Click) error {
	firstRank, err := strconv.Atoi(c.Value)
	if err != nil || firstRank < 1 {
		return t.refuse("command.nothing")
	}
	return t.tellBacklog(ctx, firstRank, true)
}

// shareBacklog posts the first page for everybody, without what the channel
// does not see.
func (t *turn) shareBacklog(ctx context.Context) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	list, err := t.backlog(ctx, 1, "")
	if err != nil {
		return err
	}
	list.Shared = true
	if err := t.post(ctx, "", view.Backlog(t.ours, list)); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("backlog.shared")))
}

// nextStories says what to do first: the first three that nobody took.
func nextStories(ctx context.Context, t *turn, _ Command, _ string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	list, err := t.backlog(ctx, 1, t.person.ID)
	if err != nil {
		return err
	}
	var next []scrum.Story
	for _, s := range list.Stories {
		if s.Owner == "" && len(next) < 3 {
			next = append(next, s)
		}
	}
	list.Stories = next
	return t.tell(ctx, view.Next(t.mine, list))
}
