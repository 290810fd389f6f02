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
			bare: func(ctx context.Context, t *turn, _ Command) error { return t.tellBacklog(ctx, filter{}, 1, false) },
			rest: filterBacklog,
			verbs: []verb{
				{name: "share", also: []string{"partager", "publier"}, fits: isEmpty, run: func(ctx context.Context, t *turn, _ Command, _ string) error { return t.shareBacklog(ctx, filter{}) }},
				{name: "next", also: []string{"suivant", "prochain", "ensuite"}, fits: isEmpty, run: nextStories, guests: true},
			},
		}},
		clicks: map[string]click{
			view.BacklogPage:  turnPage,
			view.BacklogShare: shareList,
		},
		forGuests: []string{view.BacklogPage},
	}
}

// filterBacklog lists what fits. A lone word that is nearly a verb is taken
// for a slip rather than looked for.
func filterBacklog(ctx context.Context, t *turn, c Command, typed string) error {
	cmd, _ := t.h.command("backlog")
	if word, rest := cutWord(typed); rest == "" && !isFilter(word) {
		if _, slip := cmd.nearest(word); slip {
			return t.unknownWord(cmd, word)
		}
	}
	return listStories(ctx, t, c, typed)
}

func listStories(ctx context.Context, t *turn, _ Command, typed string) error {
	f, err := t.filter(typed)
	if err != nil {
		return err
	}
	return t.tellBacklog(ctx, f, 1, false)
}

// tellBacklog shows one page to the person alone.
func (t *turn) tellBacklog(ctx context.Context, f filter, firstRank int, replace bool) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	list, err := t.backlog(ctx, f, firstRank, t.person.ID)
	if err != nil {
		return err
	}
	return t.respond(ctx, view.Backlog(t.mine, list), replace)
}

func (t *turn) backlog(ctx context.Context, f filter, firstRank int, viewer scrum.PersonID) (view.BacklogList, error) {
	q := scrum.BacklogQuery{Product: t.product.ID, Viewer: viewer, Filter: f.Filter, Offset: max(0, firstRank-1), Limit: pageSize}
	stories, total, err := t.tx.Backlog(ctx, q)
	if err != nil {
		return view.BacklogList{}, err
	}
	sought, err := t.sought(ctx, f)
	return view.BacklogList{Channel: t.channel.Name, Stories: stories, First: q.Offset + 1, Total: total, Size: pageSize, Sought: sought}, err
}

// turnPage shows another page in the place of the one that was clicked. The
// button carries the rank and the filter.
func turnPage(ctx context.Context, t *turn, c Click) error {
	rank, typed := cutWord(c.Value)
	firstRank, err := strconv.Atoi(rank)
	if err != nil || firstRank < 1 {
		return t.refuse("command.nothing")
	}
	f, err := t.filter(typed)
	if err != nil {
		return err
	}
	return t.tellBacklog(ctx, f, firstRank, true)
}

// shareList posts the first page of the list whose button was pressed.
func shareList(ctx context.Context, t *turn, c Click) error {
	_, typed := cutWord(c.Value)
	f, err := t.filter(typed)
	if err != nil {
		return err
	}
	return t.shareBacklog(ctx, f)
}

// shareBacklog posts the first page for everybody, without what the channel
// does not see.
func (t *turn) shareBacklog(ctx context.Context, f filter) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	list, err := t.backlog(ctx, f, 1, "")
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
	list, err := t.backlog(ctx, filter{}, 1, t.person.ID)
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
