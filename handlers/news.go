package handlers

import (
	"context"
	"errors"
	"slices"

	"pogo/scrum"
	"pogo/view"
)

// newsTx is what news need of a transaction.
type newsTx interface {
	CreateNews(ctx context.Context, n scrum.News) (scrum.News, error)
	SaveNews(ctx context.Context, n scrum.News) error
	News(ctx context.Context, id scrum.NewsID) (scrum.News, error)
	// LastNews returns the newest line about a story.
	LastNews(ctx context.Context, story scrum.StoryID) (scrum.News, error)
	// Releases reports whether a product has ever released a story.
	Releases(ctx context.Context, product scrum.ProductID) (bool, error)

	Mute(ctx context.Context, person scrum.PersonID, m scrum.Muted) error
	Unmute(ctx context.Context, person scrum.PersonID, m scrum.Muted) error
	UnmuteAll(ctx context.Context, person scrum.PersonID) (int, error)
	MutedBy(ctx context.Context, person scrum.PersonID) ([]scrum.Muted, error)
	// Mutes reports whether somebody muted a story or all of its product.
	Mutes(ctx context.Context, person scrum.PersonID, s scrum.Story) (bool, error)
}

func newsNoun() noun {
	return noun{
		clicks: map[string]click{
			view.NewsMute:    pressMute,
			view.NewsMuteAll: pressMute,
			view.NewsHear:    pressHear,
		},
		forGuests:    []string{view.NewsMute, view.NewsMuteAll, view.NewsHear},
		storyChanged: noteNews,
		turnEnded:    tellNews,
	}
}

// newsNote is a story as it was before the turn, and as it is.
type newsNote struct {
	before, now scrum.Story
	split       bool // it became several
}

// noteNews remembers that a story changed. Several changes in one turn are
// one.
func noteNews(_ context.Context, t *turn, before, now scrum.Story) error {
	i := slices.IndexFunc(t.news, func(n newsNote) bool { return n.now.ID == now.ID })
	if i >= 0 {
		t.news[i].now = now
		return nil
	}
	t.news = append(t.news, newsNote{before: before, now: now})
	return nil
}

// notePlanned remembers the stories that waited for a sprint which starts.
func (t *turn) notePlanned(ctx context.Context, sprint scrum.Sprint) error {
	stories, err := t.tx.SprintStories(ctx, sprint.ID)
	if err != nil {
		return err
	}
	for _, s := range stories {
		before := s
		if before.Sprint = 0; s.Sprint == sprint.ID {
			t.news = append(t.news, newsNote{before: before, now: s})
		}
	}
	return nil
}

// noteSplit reports in one line that a story was split, instead of in one line
// for each of its parts.
func (t *turn) noteSplit(s scrum.Story, parts []scrum.Story) {
	t.news = slices.DeleteFunc(t.news, func(n newsNote) bool {
		return slices.ContainsFunc(parts, func(p scrum.Story) bool { return p.ID == n.now.ID })
	})
	for i := range t.news {
		t.news[i].split = t.news[i].split || t.news[i].now.ID == s.ID
	}
}

// tellNews tells those who asked for the stories of this turn what became of
// them, each in one line.
func tellNews(ctx context.Context, t *turn) error {
	var lines []scrum.News
	for _, note := range t.news {
		item, err := t.newsOf(ctx, note)
		if err != nil {
			return err
		}
		if item.Kind == "" {
			continue
		}
		to, ok, err := t.newsFor(ctx, note.now)
		if err != nil {
			return err
		}
		if ok {
			to.Items = []scrum.NewsItem{item}
			lines = joinNews(lines, to)
		}
	}
	for _, n := range lines {
		if err := t.sendNews(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

// joinNews makes one line a person and a product of several. What was said in
// different threads comes by direct message.
func joinNews(lines []scrum.News, n scrum.News) []scrum.News {
	i := slices.IndexFunc(lines, func(l scrum.News) bool { return l.Person == n.Person && l.Product == n.Product })
	if i < 0 {
		return append(lines, n)
	}
	if lines[i].Thread != n.Thread {
		lines[i].Thread = ""
	}
	lines[i].Items = append(lines[i].Items, n.Items...)
	return lines
}

// newsOf says what a change means to whoever asked, and corrects a young line
// that it makes untrue. No kind: there is nothing (more) to tell.
func (t *turn) newsOf(ctx context.Context, note newsNote) (scrum.NewsItem, error) {
	if note.before.ID == 0 && note.now.Author == t.person.ID {
		return scrum.NewsItem{}, nil // it is their own, and nobody was told of it yet
	}
	c, last, err := t.newsContext(ctx, note.now)
	if err != nil {
		return scrum.NewsItem{}, err
	}
	c.Split = note.split
	kind := scrum.NewsOf(note.before, note.now, c)
	corrected, err := t.correctNews(ctx, last, note.now, kind)
	if err != nil || corrected || note.now.Author == t.person.ID {
		return scrum.NewsItem{}, err
	}
	item := scrum.NewsItem{Story: note.now.ID, Kind: kind, Was: note.before.State}
	if kind == scrum.NewsPlanned {
		item.Sprint = note.now.Sprint
	}
	return item, nil
}

func (t *turn) newsContext(ctx context.Context, s scrum.Story) (c scrum.NewsContext, last scrum.News, err error) {
	if last, err = t.tx.LastNews(ctx, s.ID); err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return c, last, err
	}
	for _, item := range last.Items {
		if item.Story == s.ID && !item.Taken {
			c.Told = item
		}
	}
	sprint, err := t.tx.OpenSprint(ctx, s.Product)
	if err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return c, last, err
	}
	if sprint.Started() {
		c.Running = sprint.ID
	}
	c.Releases, err = t.tx.Releases(ctx, s.Product)
	return c, last, err
}

// correctNews brings a young line up to date with a story whose deed was
// taken back, or done again.
func (t *turn) correctNews(ctx context.Context, last scrum.News, s scrum.Story, kind scrum.NewsKind) (bool, error) {
	i := slices.IndexFunc(last.Items, func(i scrum.NewsItem) bool { return i.Story == s.ID })
	if i < 0 || !last.Correctable(t.now) {
		return false, nil
	}
	if gone, err := t.outOfSight(ctx, last, s); gone || err != nil {
		return false, err
	}
	item := &last.Items[i]
	switch {
	case !item.Taken && item.Undone(s):
		item.Taken = true
	case item.Taken && item.Kind == kind:
		item.Taken = false
	default:
		return false, nil
	}
	if err := t.tx.SaveNews(ctx, last); err != nil {
		return false, err
	}
	return true, t.drawNews(ctx, last)
}

// newsFor says who is told of a story and where; false if nobody is. The line
// goes where the need was said: into its thread, if that is in the product's
// channel and the channel sees the story, else by direct message.
func (t *turn) newsFor(ctx context.Context, s scrum.Story) (scrum.News, bool, error) {
	n := scrum.News{Product: s.Product, Person: s.Author, At: t.now}
	product, channel, err := t.homeOf(ctx, s.Product)
	if err != nil {
		return n, false, err
	}
	person, err := t.tx.Person(ctx, s.Author)
	if errors.Is(err, scrum.ErrNotFound) {
		return n, false, nil
	}
	if err != nil || person.Bot || person.Deleted || !s.VisibleTo(person.ID, product) {
		return n, false, err
	}
	member, err := t.tx.IsMember(ctx, product.Channel, person.ID)
	if err != nil || !member && (channel.Private || !person.InTeam()) {
		return n, false, err
	}
	if member && !s.Hidden && s.Origin.Channel == channel.ID && isOpen(channel) {
		n.Thread = s.Origin.Thread
	}
	return t.unlessMuted(ctx, n, person, s)
}

// outOfSight reports whether the reader of a line may no longer see the story:
// then it stays as they read it.
func (t *turn) outOfSight(ctx context.Context, n scrum.News, s scrum.Story) (bool, error) {
	product, channel, err := t.homeOf(ctx, n.Product)
	if err != nil {
		return false, err
	}
	member, err := t.tx.IsMember(ctx, product.Channel, n.Person)
	return !s.VisibleTo(n.Person, product) || channel.Private && !member, err
}

// isOpen reports whether Pogo can speak in a channel.
func isOpen(c scrum.Channel) bool { return c.Member && !c.Archived }

// unlessMuted says whether a line is wanted. Nobody outside is written to out
// of the blue.
func (t *turn) unlessMuted(ctx context.Context, n scrum.News, to scrum.Person, s scrum.Story) (scrum.News, bool, error) {
	if to.External && n.Thread == "" {
		return n, false, nil
	}
	muted, err := t.tx.Mutes(ctx, to.ID, s)
	return n, !muted, err
}
