package handlers

import (
	"context"

	"pogo/scrum"
	"pogo/view"
)

// pressMute takes the choice of a line's menu, which is for its reader alone.
func pressMute(ctx context.Context, t *turn, c Click) error {
	newsID, storyID := cutWord(c.Value)
	id, err := parseID[scrum.NewsID](newsID)
	if err != nil {
		return t.refuse("command.nothing")
	}
	n, err := t.tx.News(ctx, id)
	if err != nil {
		return err
	}
	if n.Person != t.person.ID {
		who, err := t.nameOf(ctx, n.Person)
		if err != nil {
			return err
		}
		return t.refuse("news.refuse.other", "who", who)
	}
	m := scrum.Muted{Product: n.Product}
	if c.Action == view.NewsMute {
		if m.Story, err = parseID[scrum.StoryID](storyID); err != nil {
			return t.refuse("command.nothing")
		}
	}
	return t.mute(ctx, m)
}

// mute leaves the person in peace, and says how to hear again.
func (t *turn) mute(ctx context.Context, m scrum.Muted) error {
	if err := t.tx.Mute(ctx, t.person.ID, m); err != nil {
		return err
	}
	named, err := t.mutedNamed(ctx, m)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.NewsIsMuted(t.mine, named))
}

// mutedNamed is what is muted, by the names that people know.
func (t *turn) mutedNamed(ctx context.Context, m scrum.Muted) (view.MutedNews, error) {
	named := view.MutedNews{Muted: m}
	_, channel, err := t.homeOf(ctx, m.Product)
	if err != nil {
		return named, err
	}
	named.Channel = channel.Name
	if m.Story != 0 {
		s, err := t.tx.Story(ctx, m.Story)
		if err != nil {
			return named, err
		}
		named.Key = s.Key
	}
	return named, nil
}

// pressHear takes back one mute.
func pressHear(ctx context.Context, t *turn, c Click) error {
	productID, storyID := cutWord(c.Value)
	product, err := parseID[scrum.ProductID](productID)
	if err != nil {
		return t.refuse("command.nothing")
	}
	story, err := parseID[scrum.StoryID](storyID)
	if err != nil {
		return t.refuse("command.nothing")
	}
	if err := t.tx.Unmute(ctx, t.person.ID, scrum.Muted{Product: product, Story: story}); err != nil {
		return err
	}
	return t.replace(ctx, view.Note(t.mine.Say("news.heard")))
}

// newsSwitch reads what follows "news": on, off or nothing, and a story.
func newsSwitch(rest string) (on, off bool, key string) {
	word, rest := cutWord(rest)
	switch scrum.Fold(word) {
	case "on", "oui", "yes", "encore":
		on = true
	case "off", "non", "no", "stop":
		off = true
	default:
		return false, false, ""
	}
	return on, off, rest
}

// isNewsAsked reports whether a text can follow "news".
func isNewsAsked(rest string) bool {
	on, off, key := newsSwitch(rest)
	return isEmpty(rest) || on && key == "" || off && areKeys(key)
}

// newsTyped shows what the person muted, or changes it.
func newsTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	on, off, key := newsSwitch(rest)
	switch {
	case on:
		n, err := t.tx.UnmuteAll(ctx, t.person.ID)
		if err != nil {
			return err
		}
		if n == 0 {
			return t.refuse("news.nothingMuted")
		}
		return t.tell(ctx, view.Note(t.mine.Say("news.heard")))
	case off:
		return t.muteTyped(ctx, key)
	}
	return t.tellMuted(ctx)
}

func (t *turn) muteTyped(ctx context.Context, key string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	if key == "" {
		return t.mute(ctx, scrum.Muted{Product: t.product.ID})
	}
	s, err := t.oneStory(ctx, "show", key)
	if err != nil {
		return err
	}
	if s.Author != t.person.ID {
		return t.refuse("news.refuse.notYours", "key", s.Key)
	}
	return t.mute(ctx, scrum.Muted{Product: s.Product, Story: s.ID})
}

func (t *turn) tellMuted(ctx context.Context) error {
	muted, err := t.tx.MutedBy(ctx, t.person.ID)
	if err != nil {
		return err
	}
	var list []view.MutedNews
	for _, m := range muted {
		named, err := t.mutedNamed(ctx, m)
		if err != nil {
			return err
		}
		list = append(list, named)
	}
	return t.tell(ctx, view.NewsMuted(t.mine, list))
}
