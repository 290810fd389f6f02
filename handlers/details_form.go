package handlers

import (
	"context"
	"errors"
	"slices"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// openDetails opens the form of what belongs to a story beside its words.
func openDetails(ctx context.Context, t *turn, c Click, s scrum.Story) error {
	if err := t.mustRevise(ctx, s); err != nil {
		return err
	}
	if err := t.mustBelong(); err != nil {
		return err
	}
	facts, err := t.factsOf(ctx, s)
	if err != nil {
		return err
	}
	var offer view.Offer
	if offer.Streams, err = t.tx.StreamsUsed(ctx, t.product.ID, maxOwn); err != nil {
		return err
	}
	if offer.Labels, err = t.tx.LabelsUsed(ctx, t.product.ID, maxOwn); err != nil {
		return err
	}
	if offer.Epics, _, err = t.tx.Epics(ctx, scrum.BacklogQuery{Product: t.product.ID, Viewer: t.person.ID, Limit: maxOwn}); err != nil {
		return err
	}
	where := Where{Channel: c.Channel, ID: int64(s.ID), Revision: s.Revision}
	t.answer.Open = view.DetailsForm(t.mine, where.String(), facts, offer)
	return nil
}

// submitDetails keeps what was set in the form. Like an edit, it overwrites
// nothing that somebody else changed meanwhile.
func submitDetails(ctx context.Context, t *turn, sub Submission) error {
	where := ParseWhere(sub.Private)
	s, err := t.story(ctx, scrum.StoryID(where.ID))
	if err != nil {
		return err
	}
	if err := t.mustRevise(ctx, s); err != nil {
		return err
	}
	if s.Revision != where.Revision {
		return t.refuseField("stream", "story.refuse.changed", "key", s.Key)
	}
	before, err := t.detailed(ctx, s)
	if err != nil {
		return err
	}
	after := before
	if err := t.fill(ctx, &after, sub.Values); err != nil {
		return err
	}
	_, err = t.keepDetails(ctx, before, after)
	if errors.Is(err, scrum.ErrChanged) {
		return t.refuseField("stream", "story.refuse.changed", "key", s.Key)
	}
	return atField("needs", err) // a circle is all that can be wrong with it
}

// fill sets what the form says: a field that is empty takes its detail away.
func (t *turn) fill(ctx context.Context, d *detailed, values map[string]string) error {
	was := *d
	d.Labels, d.Attachments, d.needs = nil, nil, nil
	if _, seen, err := t.seen(ctx, was.Parent, t.person.ID); err != nil || was.Parent != 0 && !seen {
		if err != nil {
			return err
		}
		delete(values, "epic") // what they do not see they do not take away
	}
	for _, field := range []struct{ block, name, value string }{
		{"stream", "stream", values["stream"]},
		{"ownStream", "stream", values["ownStream"]},
		{"epic", "epic", values["epic"]},
		{"labels", "label", values["labels"]},
		{"ownLabels", "label", values["ownLabels"]},
		{"needs", "needs", strings.Join(strings.FieldsFunc(values["needs"], betweenKeys), ",")},
		{"size", "size", values["size"]},
		{"owner", "owner", mentioned(values["owner"])},
		{"asked", "asked", mentioned(values["asked"])},
	} {
		offered := slices.Contains([]string{"stream", "epic", "size", "owner"}, field.block)
		if _, there := values[field.block]; !there || field.value == "" && !offered || field.name == "size" && field.value == sizeText(was.Story) {
			continue
		}
		if field.name == "owner" && field.value == mentioned(string(was.Owner)) || field.name == "asked" && field.value == mentioned(string(was.Author)) {
			continue
		}
		if err := t.set(ctx, d, clause{key: field.name, value: field.value}); err != nil {
			return atField(field.block, err)
		}
	}
	for line := range strings.Lines(values["links"]) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if err := t.setAttachment(d, line, false); err != nil {
			return atField("links", err)
		}
	}
	d.Labels = inOrderOf(was.Labels, d.Labels)
	d.needs = inOrderOf(was.needs, d.needs)
	return nil
}

// inOrderOf returns list with what was there before first, in its old order: a
// form that was sent as it was opened changes nothing.
func inOrderOf[T comparable](before, list []T) []T {
	var ordered []T
	for _, item := range before {
		if slices.Contains(list, item) {
			ordered = append(ordered, item)
		}
	}
	for _, item := range list {
		if !slices.Contains(before, item) {
			ordered = append(ordered, item)
		}
	}
	return ordered
}

func sizeText(s scrum.Story) string {
	if !s.Size.Known {
		return ""
	}
	return s.Size.String()
}

// mentioned writes a person who was picked as one who is typed.
func mentioned(id string) string {
	if id == "" {
		return ""
	}
	return "<@" + id + ">"
}

// atField makes a refusal stand at a field of the form, which stays open.
func atField(field string, err error) error {
	if r, ok := isRefusal(err); ok {
		return &fieldError{field: field, refusal: r}
	}
	return err
}
