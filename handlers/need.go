package handlers

import (
	"context"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// needIn is all that a text tells by itself of the story that it would be.
func needIn(text string) scrum.Story {
	s := scrum.StoryOf(text)
	s.Hidden = s.Sensitive()
	return s
}

// need is needIn for a text that most often was read before the turn.
func (t *turn) need(text string) scrum.Story {
	if s := t.door.need; s.Text != "" && s.Text == text {
		return s
	}
	return needIn(text)
}

// The need that a request may carry is read before its turn, for which all
// other writers wait. Each door knows where its text stands; what it does not
// find is read in the turn, which knows better.

// needTyped is for what was typed, as a command or in a message.
func (h *Handlers) needTyped(ctx context.Context, c Command) scrum.Story {
	return h.needNamed(ctx, h.needAfter(c))
}

// needPressed is for a button that creates a story.
func (h *Handlers) needPressed(ctx context.Context, c Click) scrum.Story {
	switch c.Action {
	case view.StoryTyped:
		return h.needNamed(ctx, c.Value)
	case view.StoryAnyway:
		return h.needNamed(ctx, h.drafted(ctx, c.Value).Text)
	case view.StoryRetry:
		return h.needTyped(ctx, h.retried(h.drafted(ctx, c.Value)))
	}
	return scrum.Story{}
}

// needFilledIn is for the form of a new story.
func (h *Handlers) needFilledIn(ctx context.Context, s Submission) scrum.Story {
	if s.Form != view.StoryCreate {
		return scrum.Story{}
	}
	text, shown := s.Values["text"]
	if !shown {
		text = h.drafted(ctx, ParseWhere(s.Private).Draft).Text
	}
	return h.needNamed(ctx, text)
}

// needAfter is the text of the need that stands behind a command; "" if none
// does. What follows /po may be one without a command.
func (h *Handlers) needAfter(c Command) string {
	cmd, _ := h.command(c.Name)
	text := strings.TrimSpace(c.Text)
	if h.isVerb(cmd.name, text) {
		return ""
	}
	if cmd.needs {
		return text
	}
	if cmd.name != "po" {
		return ""
	}
	word, rest := cutWord(text)
	if inner, ok := h.command(word); ok {
		return h.needAfter(Command{Name: inner.name, Text: rest})
	}
	return text
}

// needNamed reads a need with the names of the people whom it mentions.
func (h *Handlers) needNamed(ctx context.Context, text string) scrum.Story {
	if text == "" {
		return scrum.Story{}
	}
	if len(view.Mentioned(text)) == 0 {
		return needIn(text)
	}
	_ = h.store.Read(ctx, func(tx Tx) error {
		t := &turn{h: h, tx: tx, ours: h.words.For(h.locale)}
		named, err := t.named(ctx, text)
		if err == nil {
			text = named
		}
		return err
	}) // whatever went wrong, the turn meets it too
	return needIn(text)
}

// drafted is what somebody typed earlier; nothing if that is gone.
func (h *Handlers) drafted(ctx context.Context, id string) scrum.Draft {
	var d scrum.Draft
	_ = h.store.Read(ctx, func(tx Tx) (err error) {
		d, err = tx.Draft(ctx, id)
		return err
	}) // the turn says so
	return d
}
