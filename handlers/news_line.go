package handlers

import (
	"context"

	"pogo/scrum"
	"pogo/view"
)

func (t *turn) sendNews(ctx context.Context, n scrum.News) error {
	person, err := t.tx.Person(ctx, n.Person)
	if err != nil || person.External && n.Thread == "" {
		return err
	}
	if n, err = t.tx.CreateNews(ctx, n); err != nil {
		return err
	}
	return t.drawNews(ctx, n)
}

// drawNews makes a line say what is true: in its thread in the channel's
// language, in a direct message in the reader's.
func (t *turn) drawNews(ctx context.Context, n scrum.News) error {
	product, channel, err := t.homeOf(ctx, n.Product)
	if err != nil {
		return err
	}
	person, err := t.tx.Person(ctx, n.Person)
	if err != nil {
		return err
	}
	shown := view.NewsShown{News: n, Channel: channel.Name, Zone: product.Location()}
	words, to := t.h.words.For(string(product.Lang), t.h.locale), string(product.Channel)
	if n.Thread == "" {
		words, to = t.h.words.For(person.Locale, string(product.Lang), t.h.locale), string(n.Person)
		shown.Zone = person.Location(shown.Zone)
	}
	for _, item := range n.Items {
		line, err := t.newsLine(ctx, item)
		if err != nil {
			return err
		}
		shown.Lines = append(shown.Lines, line)
	}
	return t.put(ctx, view.NewsName(n.ID), to, n.Thread, view.News(words, shown))
}

func (t *turn) newsLine(ctx context.Context, item scrum.NewsItem) (view.NewsLine, error) {
	line := view.NewsLine{Item: item}
	var err error
	if line.Story, err = t.tx.Story(ctx, item.Story); err != nil {
		return line, err
	}
	names, err := t.names(ctx, line.Story.Writer)
	if err != nil {
		return line, err
	}
	line.Writer = names.Of(line.Story.Writer)
	if item.Kind == scrum.NewsSplit {
		line.Parts, err = t.partKeys(ctx, line.Story)
		return line, err
	}
	if item.Sprint == 0 {
		return line, nil
	}
	sprint, err := t.tx.Sprint(ctx, item.Sprint)
	line.Until = sprint.EndsAt
	return line, err
}

// partKeys are the stories that one was split into. Who asked for it asked for
// them too, so that they may know of all.
func (t *turn) partKeys(ctx context.Context, s scrum.Story) ([]string, error) {
	links, err := t.tx.LinksOf(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	var found []string
	for _, l := range links {
		if l.Kind != scrum.LinkSplitFrom || l.Other != s.ID {
			continue
		}
		part, err := t.tx.Story(ctx, l.Story)
		if err != nil {
			return nil, err
		}
		if part.State != scrum.StoryUndone {
			found = append(found, part.Key)
		}
	}
	return found, nil
}
