package handlers

import (
	"context"
	"errors"
	"fmt"

	"pogo/scrum"
	"pogo/view"
)

const pageSize = 10

// backlogTx is what the backlog needs of a transaction besides its stories.
type backlogTx interface {
	// LinksOf returns the links from a story to others, and from others to it.
	LinksOf(ctx context.Context, story scrum.StoryID) ([]scrum.Link, error)
}

func backlogNoun() noun {
	return noun{
		commands: []command{{
			name: "backlog", guests: true, looks: true,
			bare: func(ctx context.Context, t *turn, _ Command) error {
				return t.tellBacklog(ctx, filter{}, view.Page{First: 1}, false)
			},
			rest: filterBacklog,
			verbs: []verb{
				{name: "share", also: []string{"partager", "publier"}, fits: isEmpty, run: func(ctx context.Context, t *turn, _ Command, _ string) error { return t.shareBacklog(ctx, filter{}) }},
				{name: "epics", also: []string{"epopees", "epiques", "epic"}, fits: isEmpty, run: listEpics, guests: true, looks: true},
				{name: "next", also: []string{"suivant", "prochain", "ensuite"}, fits: isEmpty, run: nextStories, guests: true, looks: true},
				{name: "groom", also: []string{"affiner", "trier", "refine"}, fits: scrum.MeansGroom, run: groomTyped},
				{name: "moscow", fits: isCapacity, run: checkMoSCoW, looks: true},
				{name: "save", also: []string{"enregistrer", "sauver", "sauvegarder", "garder"}, run: saveView, guests: true},
				{name: "view", also: []string{"vue"}, run: showView, guests: true, looks: true},
				{name: "views", also: []string{"vues"}, fits: isEmpty, run: listViews, guests: true, looks: true},
				{name: "forget", also: []string{"oublier"}, run: forgetView, guests: true},
			},
		}},
		clicks: map[string]click{
			view.BacklogPage:  turnPage,
			view.BacklogShare: shareList,
			view.ViewShow:     pressView,
		},
		forGuests: []string{view.BacklogPage, view.ViewShow},
	}
}

// filterBacklog lists what fits, or what somebody saved under that name. A
// lone word that is nearly a verb is taken for a slip rather than looked for, and
// so is a page that is nearly asked for.
func filterBacklog(ctx context.Context, t *turn, c Command, typed string) error {
	v, err := t.savedView(ctx, typed)
	if err == nil {
		return t.tellView(ctx, v)
	}
	if !errors.Is(err, scrum.ErrNotFound) {
		return err
	}
	cmd, _ := t.h.command("backlog")
	_, page := pageMeant(typed)
	if word, rest := cutWord(typed); rest == "" && !page && !isFilter(word) {
		if _, slip := cmd.nearest(word); slip {
			return t.unknownWord(cmd, word)
		}
	}
	return listStories(ctx, t, c, typed)
}

func listStories(ctx context.Context, t *turn, _ Command, typed string) error {
	if meant, ok := pageMeant(typed); ok {
		return t.refuse("command.suggest", "typed", clipWord(typed), "nearest", "/backlog "+meant, "command", "/backlog")
	}
	page, typed := pageTyped(typed)
	f, err := t.filter(ctx, typed)
	if err != nil {
		return err
	}
	return t.tellBacklog(ctx, f, view.Page{First: (page-1)*pageSize + 1}, false)
}

// tellBacklog shows one page to the person alone. One behind the last is the
// last.
func (t *turn) tellBacklog(ctx context.Context, f filter, p view.Page, replace bool) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	list, err := t.backlog(ctx, f, p, t.person.ID)
	if n := list.Total.N; err == nil && n > 0 && len(list.Stories) == 0 {
		list, err = t.backlog(ctx, f, view.Page{First: (n-1)/pageSize*pageSize + 1}, t.person.ID)
	}
	if err != nil {
		return err
	}
	return t.respond(ctx, view.Backlog(t.mine, list).Only(t.mayPress(ctx, scrum.Story{})), replace)
}

// backlog asks for one story more than a page shows, to know whether another
// page follows.
func (t *turn) backlog(ctx context.Context, f filter, p view.Page, viewer scrum.PersonID) (view.BacklogList, error) {
	q := scrum.BacklogQuery{Product: t.product.ID, Viewer: viewer, Filter: f.Filter, After: p.After, Limit: pageSize + 1}
	if p.After.None() {
		q.Offset = p.First - 1
	}
	stories, total, err := t.tx.Backlog(ctx, q)
	if err != nil {
		return view.BacklogList{}, err
	}
	list := view.BacklogList{
		Channel: t.channel.Name, Stories: stories[:min(pageSize, len(stories))], First: p.First, Total: total, Size: pageSize,
		Later: len(stories) > pageSize,
	}
	if list.Sought, err = t.sought(ctx, f); err != nil || list.Sought.Typed != "" || p.First > 1 {
		return list, err
	}
	list.RankedBy, err = t.rankedBy(ctx, list.Stories)
	return list, err
}

// rankedBy is the number of the vote that put the first stories in their
// order, 0 for none.
func (t *turn) rankedBy(ctx context.Context, first []scrum.Story) (int, error) {
	number, outcome, err := t.tx.LastApplied(ctx, t.product.ID)
	if errors.Is(err, scrum.ErrNotFound) || err == nil && !outcome.Leads(first) {
		return 0, nil
	}
	return number, err
}

// turnPage shows another page in the place of the one that was clicked. The
// button carries the page and the filter.
func turnPage(ctx context.Context, t *turn, c Click) error {
	typed, rest := cutWord(c.Value)
	p, ok := view.ParsePage(typed)
	if !ok {
		return t.refuse("command.nothing")
	}
	f, err := t.filter(ctx, rest)
	if err != nil {
		return err
	}
	return t.tellBacklog(ctx, f, p, true)
}

// shareList posts the first page of the list whose button was pressed.
func shareList(ctx context.Context, t *turn, c Click) error {
	_, typed := cutWord(c.Value)
	f, err := t.filter(ctx, typed)
	if err != nil {
		return err
	}
	if again, err := t.doubleClick(ctx, c, fmt.Sprint("share/", t.product.ID, "/", typed)); err != nil || again {
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
	_, home, err := t.homeOf(ctx, t.product.ID)
	if err != nil {
		return err
	}
	if home.Archived {
		return t.refuse("backlog.refuse.archived", "channel", "<#"+string(home.ID)+">")
	}
	list, err := t.backlog(ctx, f, view.Page{First: 1}, "")
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
	list, err := t.backlog(ctx, filter{}, view.Page{First: 1}, t.person.ID)
	if err != nil {
		return err
	}
	var next []scrum.Story
	var waiting []view.Waiting
	for _, s := range list.Stories {
		if s.Owner != "" || s.State == scrum.StoryToAccept || len(next) == 3 {
			continue
		}
		others, err := t.waitsFor(ctx, s)
		if err != nil {
			return err
		}
		if len(others) == 0 {
			next = append(next, s)
			continue
		}
		waiting = append(waiting, view.Waiting{Story: s, For: others})
	}
	list.Stories = next
	return t.tell(ctx, view.Next(t.mine, list, waiting))
}

// waitsFor lists what a story needs that is not done yet, as far as the person
// may see it. That a story waits for what they may not see would tell that it
// is there.
func (t *turn) waitsFor(ctx context.Context, s scrum.Story) ([]scrum.Story, error) {
	links, err := t.tx.LinksOf(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	var others []scrum.Story
	for _, l := range links {
		if l.Kind != scrum.LinkNeeds || l.Story != s.ID {
			continue
		}
		other, err := t.tx.Story(ctx, l.Other)
		if err != nil {
			return nil, err
		}
		if other.State.Open() && other.VisibleTo(t.person.ID, t.product) {
			others = append(others, other)
		}
	}
	return others, nil
}
