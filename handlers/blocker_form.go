package handlers

import (
	"context"
	"strings"
	"unicode/utf8"

	"pogo/scrum"
	"pogo/view"
)

// openBlockerForm opens what is known of a blocker, and what became of it.
func openBlockerForm(ctx context.Context, t *turn, _ Click, b scrum.Blocker) error {
	if err := t.mustTell(ctx, b); err != nil {
		return err
	}
	if err := t.mustBelong(); err != nil {
		return err
	}
	events, err := t.tx.BlockerEvents(ctx, b.ID)
	if err != nil {
		return err
	}
	line, err := t.blockerLine(ctx, b, t.person.ID)
	if err != nil {
		return err
	}
	var ids []scrum.PersonID
	for _, e := range events {
		ids = append(ids, e.Person, e.Other)
	}
	edit := view.BlockerForEdit{Blocker: b, Key: line.Key, Events: events, Zone: t.person.Location(t.product.Location())}
	if edit.Names, err = t.names(ctx, ids...); err != nil {
		return err
	}
	where := Where{Channel: string(t.product.Channel), ID: int64(b.ID)}
	t.answer.Open = view.BlockerDetailsForm(t.mine, where.String(), edit)
	return nil
}

// submitBlocker keeps what the form says of a blocker, or a new one.
func submitBlocker(ctx context.Context, t *turn, s Submission) error {
	id := scrum.BlockerID(ParseWhere(s.Private).ID)
	if id == 0 {
		return t.submitNewBlocker(ctx, s)
	}
	before, err := t.blocker(ctx, id)
	if err != nil {
		return err
	}
	if err := t.mustTell(ctx, before); err != nil {
		return err
	}
	if err := t.mustBelong(); err != nil {
		return err
	}
	b, err := t.fillBlocker(ctx, before, s.Values)
	if err != nil {
		return err
	}
	if err := t.changeBlocker(ctx, before, b); err != nil {
		return err
	}
	line, err := t.blockerLine(ctx, b, t.person.ID)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.BlockerRecorded(t.mine, line, ""))
}

// submitNewBlocker keeps a blocker that was told of by the form alone.
func (t *turn) submitNewBlocker(ctx context.Context, s Submission) error {
	if err := t.mustBeInTeam(ctx); err != nil {
		return err
	}
	if err := t.begin(ctx, scrum.Undetermined); err != nil {
		return err
	}
	text := strings.TrimSpace(s.Values[view.FieldBlocker])
	b, err := t.recordBlocker(ctx, scrum.Ask{Product: t.product.ID, Person: t.person.ID}, text, scrum.ReadObstacle(text, true))
	if err != nil {
		return err
	}
	after, err := t.fillBlocker(ctx, b, s.Values)
	if err != nil {
		return err
	}
	if after.Helper == "" {
		after.Helper = b.Helper // what the words say, where the form says nothing
	}
	if after.Story == 0 {
		after.Story = b.Story
	}
	if after != b {
		if err := t.tx.SaveBlocker(ctx, after); err != nil {
			return err
		}
	}
	return t.tellRecorded(ctx, after)
}

// fillBlocker takes what the form says.
func (t *turn) fillBlocker(ctx context.Context, b scrum.Blocker, values map[string]string) (scrum.Blocker, error) {
	text := strings.TrimSpace(values[view.FieldBlocker])
	switch {
	case text != "":
		b.Text = text
	case b.Text == "" || view.FitsForm(b.Text): // what does not fit the form is not in it
		return b, t.refuseField(view.FieldBlocker, "blocker.refuse.empty")
	}
	if b.Helper = scrum.PersonID(values[view.FieldHelper]); b.Helper == b.Person {
		return b, t.refuseField(view.FieldHelper, "blocker.refuse.self")
	}
	if b.Outside = strings.TrimSpace(values[view.FieldOutside]); utf8.RuneCountInString(b.Outside) > view.MaxOutside {
		return b, t.refuseField(view.FieldOutside, "blocker.refuse.long", "n", view.MaxOutside)
	}
	if class := scrum.BlockerClass(values[view.FieldClass]); class.Valid() {
		b.Class = class
	}
	if impact, ok := values[view.FieldImpact]; ok {
		b.Low, b.Goal = impact == view.ImpactLow, impact == view.ImpactGoal
	}
	key := strings.TrimSpace(values[view.FieldStory])
	if b.Story = 0; key == "" {
		return b, nil
	}
	s, err := t.storyNamed(ctx, key)
	if err != nil {
		return b, atField(view.FieldStory, err)
	}
	if s.Product != b.Product || !s.VisibleTo("", t.product) {
		return b, t.refuseField(view.FieldStory, "blocker.refuse.story", "key", s.Key)
	}
	b.Story = s.ID
	return b, nil
}
