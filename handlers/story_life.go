package handlers

import (
	"context"
	"errors"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// mustBeOpen refuses what is over: it can be opened again.
func (t *turn) mustBeOpen(ctx context.Context, s scrum.Story) error {
	if s.State.Open() {
		return nil
	}
	return t.refuseState(ctx, "life.refuse.closed", s)
}

func editStory(ctx context.Context, t *turn, c Command, rest string) error {
	s, err := t.oneStory(ctx, "edit", rest)
	if err != nil {
		return err
	}
	return openEdit(ctx, t, Click{Channel: c.Channel}, s)
}

// mustRevise refuses the words of a story to guests who did not ask for it,
// to people of other workspaces and to visitors.
func (t *turn) mustRevise(ctx context.Context, s scrum.Story) error {
	if !t.person.Obeyed() {
		return t.refuse("command.notObeyed")
	}
	return t.unlessGuest(ctx, s.Author == t.person.ID, t.mustBelong)
}

func openEdit(ctx context.Context, t *turn, c Click, s scrum.Story) error {
	if err := t.mustRevise(ctx, s); err != nil {
		return err
	}
	if err := t.mustBeOpen(ctx, s); err != nil {
		return err
	}
	where := Where{Channel: c.Channel, ID: int64(s.ID), Revision: s.Revision, Opened: t.now.UnixMicro()}
	t.answer.Open = view.StoryEditForm(t.mine, where.String(), s)
	return nil
}

// submitEdit keeps an edited story. What somebody else changed since the form
// was opened stays; where both changed a field, the person chooses.
func submitEdit(ctx context.Context, t *turn, sub Submission) error {
	where := ParseWhere(sub.Private)
	s, err := t.story(ctx, scrum.StoryID(where.ID))
	if err != nil {
		return err
	}
	if err := t.mustRevise(ctx, s); err != nil {
		return err
	}
	if r, ok := isRefusal(t.mustBeOpen(ctx, s)); ok {
		return t.refuseField(lastField(sub), r.Key, r.Args...)
	}
	values, clashes, err := t.merged(ctx, sub, s)
	if err != nil {
		return err
	}
	if len(clashes) > 0 {
		return t.askWhich(ctx, sub, s, values, clashes)
	}
	now := s
	now.Parsed, now.Report = edited(s.Parsed, values), s.Report.With(values)
	if now.Headline() == "" && s.Headline() != "" {
		return t.refuseField(wordless(sub), "story.refuse.wordless", "key", s.Key)
	}
	choice, asked, err := t.sight(ctx, sub, s, now, values)
	if err != nil || asked {
		return err
	}
	err = t.saveSeen(ctx, now, choice)
	if errors.Is(err, scrum.ErrChanged) {
		return t.changed(sub, s)
	}
	return err
}

// wordless is the field of a form to say it at that nothing is left to call a
// story by.
func wordless(sub Submission) string {
	if _, ok := sub.Values["goal"]; ok {
		return "goal"
	}
	return lastField(sub)
}

// edited is what the grammar found, with the parts that a person changed. A
// part the form did not offer stays.
func edited(p scrum.Parsed, values map[string]string) scrum.Parsed {
	was := p
	typed := func(name, kept string) string {
		if value, ok := values[name]; ok {
			return value
		}
		return kept
	}
	p.Title = strings.TrimSpace(typed("title", p.Title))
	p = p.Retold(typed("role", p.Role), typed("goal", p.Goal), typed("benefit", p.Benefit))
	if text, ok := values["criteria"]; ok {
		p.Criteria = scrum.CriteriaLines(text)
	}
	return p.RecheckedSince(was)
}
