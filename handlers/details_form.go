package handlers

import (
	"cmp"
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
	where := Where{Channel: c.Channel, ID: int64(s.ID), Revision: s.Revision, Opened: t.now.UnixMicro()}
	t.answer.Open = view.DetailsForm(t.mine, where.String(), facts, offer)
	return nil
}

// submitDetails keeps what was set in the form. Like an edit, it overwrites
// nothing that somebody else changed meanwhile.
func submitDetails(ctx context.Context, t *turn, sub Submission) error {
	before, after, err := t.filled(ctx, sub, t.mustRevise, func(d *detailed) error { return t.fill(ctx, d, sub.Values) })
	if err != nil {
		return err
	}
	_, err = t.keepDetails(ctx, before, after)
	if errors.Is(err, scrum.ErrChanged) {
		return t.changed(sub, before.Story)
	}
	return atField("needs", err) // a circle is all that can be wrong with it
}

// filled returns the story that a form is about, before and after its values are
// put in by fill; must refuses whoever may not do that.
func (t *turn) filled(ctx context.Context, sub Submission, must func(context.Context, scrum.Story) error, fill func(*detailed) error) (before, after detailed, err error) {
	s, err := t.story(ctx, scrum.StoryID(ParseWhere(sub.Private).ID))
	if err != nil {
		return before, after, err
	}
	if err := must(ctx, s); err != nil {
		return before, after, err
	}
	if err := t.mustFit(ctx, sub, s); err != nil {
		return before, after, err
	}
	if before, err = t.detailed(ctx, s); err != nil {
		return before, after, err
	}
	after = before
	return before, after, fill(&after)
}

// fill sets what the form says: a field that is empty takes its detail away,
// one that the form did not offer leaves it.
func (t *turn) fill(ctx context.Context, d *detailed, values map[string]string) error {
	was := *d
	if _, offered := values["labels"]; offered {
		d.Labels = nil
	}
	if _, offered := values["needs"]; offered {
		d.needs = nil
	}
	_, seen, err := t.seen(ctx, was.Parent, t.person.ID)
	if err != nil {
		return err
	}
	if was.Parent != 0 && !seen {
		delete(values, "epic") // what they do not see they do not take away
	}
	for _, f := range filled(was.Story, values) {
		if err := t.set(ctx, d, clause{key: f.name, value: f.value}); err != nil {
			return atField(f.block, err)
		}
	}
	d.Labels = inOrderOf(was.Labels, d.Labels)
	d.needs = inOrderOf(was.needs, d.needs)
	return t.fillLinks(d, values)
}

// formField is a field of the form, by its block and by what its value sets.
type formField struct{ block, name, value string }

// filled are the fields that say something new about a story.
func filled(was scrum.Story, values map[string]string) []formField {
	size := ""
	if was.Size.Known {
		size = was.Size.String()
	}
	var fields []formField
	for _, f := range []struct {
		formField
		stands string // what the form showed, if an empty field takes it away
	}{
		{formField{"stream", "stream", values["stream"]}, was.Stream},
		{formField{"ownStream", "stream", values["ownStream"]}, ""},
		{formField{"epic", "epic", values["epic"]}, idText(was.Parent)},
		{formField{"labels", "label", values["labels"]}, ""},
		{formField{"ownLabels", "label", values["ownLabels"]}, ""},
		{formField{"needs", "needs", strings.Join(strings.FieldsFunc(values["needs"], betweenKeys), ",")}, ""},
		{formField{"size", "size", values["size"]}, size},
		{formField{"owner", "owner", mentioned(values["owner"])}, mentioned(string(was.Owner))},
		{formField{"asked", "asked", cmp.Or(mentioned(values["asked"]), mentioned(string(was.Author)))}, mentioned(string(was.Author))},
	} {
		if _, offered := values[f.block]; offered && f.value != f.stands {
			fields = append(fields, f.formField)
		}
	}
	return fields
}

func (t *turn) fillLinks(d *detailed, values map[string]string) error {
	links, offered := values["links"]
	if !offered {
		return nil
	}
	d.Attachments = nil
	for line := range strings.Lines(links) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if err := t.setAttachment(d, setting{value: line}); err != nil {
			return atField("links", err)
		}
	}
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
