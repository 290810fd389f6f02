package handlers

import (
	"context"
	"errors"
	"html"
	"slices"
	"strings"

	"pogo/scrum"
)

// set sets one detail. A minus before the value takes it away; a minus alone
// takes all of it.
func (t *turn) set(ctx context.Context, d *detailed, c clause) error {
	values := []string{c.value}
	name := filterName(c.key)
	if name == "label" || name == "needs" {
		values = strings.FieldsFunc(c.value, func(r rune) bool { return r == ',' || r == '\n' })
	}
	for _, value := range values {
		value = strings.TrimSpace(html.UnescapeString(value))
		taken, away := strings.CutPrefix(strings.NewReplacer("−", "-", "–", "-").Replace(value), "-")
		if isNothing(value) {
			taken, away = "", true
		}
		if err := t.setValue(ctx, d, setting{name: name, typed: c.key, value: strings.Trim(taken, `"“”„«» `), away: away}); err != nil {
			return err
		}
	}
	return nil
}

// setting is one value for one detail.
type setting struct {
	name  string // of the detail, whatever the language: "stream"
	typed string // how its name was typed: "volet"
	value string
	away  bool // take the value away, or all there are if it is ""
}

// takesAll reports whether nothing of the detail is to be left.
func (s setting) takesAll() bool { return s.away && s.value == "" }

// String is the setting as it was typed, to repeat in a refusal.
func (s setting) String() string { return clipWord(strings.TrimPrefix(s.typed+":"+s.value, ":")) }

func (t *turn) setValue(ctx context.Context, d *detailed, to setting) error {
	switch to.name {
	case "stream":
		return t.setStream(ctx, d, to)
	case "label":
		return t.setLabel(ctx, d, to)
	case "epic":
		return t.setEpic(ctx, d, to)
	case "needs":
		return t.setNeeds(ctx, d, to)
	case "size":
		return t.setSize(ctx, d, to)
	case "owner":
		return t.setOwner(ctx, d, to)
	case "asked":
		return t.setAsker(ctx, d, to)
	case "link":
		return t.setAttachment(d, to)
	}
	return t.setWorth(ctx, d, to)
}

// isNothing reads how people say that there is none.
func isNothing(typed string) bool {
	switch scrum.Fold(typed) {
	case "", "-", "none", "nobody", "aucun", "aucune", "personne", "rien":
		return true
	}
	return false
}

func (t *turn) setStream(ctx context.Context, d *detailed, to setting) error {
	if to.away {
		d.Stream = ""
		return nil
	}
	stream, err := t.streamNamed(ctx, to.value)
	d.Stream = stream
	return err
}

// maxOwn is how many of a product's own words are looked at and offered.
const maxOwn = 90

func (t *turn) streamNamed(ctx context.Context, typed string) (string, error) {
	word, ok := scrum.TeamWord(typed)
	if !ok {
		return "", t.refuse("details.refuse.word", "typed", clipWord(typed))
	}
	own, err := t.tx.StreamsUsed(ctx, t.product.ID, maxOwn)
	return scrum.Stream(word, own), err
}

// maxLabels is how many labels one story may have.
const maxLabels = 20

func (t *turn) setLabel(ctx context.Context, d *detailed, to setting) error {
	if to.takesAll() {
		d.Labels = nil
		return nil
	}
	word, ok := scrum.TeamWord(to.value)
	if !ok {
		return t.refuse("details.refuse.word", "typed", clipWord(to.value))
	}
	same := func(label string) bool { return scrum.Fold(label) == scrum.Fold(word) }
	if to.away {
		d.Labels = slices.DeleteFunc(d.Labels, same)
		return nil
	}
	if slices.ContainsFunc(d.Labels, same) {
		return nil
	}
	if len(d.Labels) >= maxLabels {
		return t.refuse("details.refuse.labels", "key", d.Key, "most", maxLabels)
	}
	spelled, err := t.tx.LabelSpelled(ctx, t.product.ID, word)
	if errors.Is(err, scrum.ErrNotFound) {
		spelled, err = word, nil
	}
	d.Labels = append(d.Labels, spelled)
	return err
}

func (t *turn) setSize(ctx context.Context, d *detailed, to setting) error {
	if err := t.mustBeOpen(ctx, d.Story); err != nil {
		return err
	}
	if to.takesAll() || to.value == "?" {
		d.Size = scrum.Points{}
		return nil
	}
	size, err := scrum.ParsePoints(to.value)
	if err != nil {
		return t.refuse("details.refuse.size", "typed", clipWord(to.value), "key", d.Key)
	}
	if to.away {
		return t.refuse("details.refuse.less", "typed", clipWord(to.value), "key", d.Key)
	}
	d.Size = size
	return nil
}

func (t *turn) setOwner(ctx context.Context, d *detailed, to setting) error {
	if to.away {
		d.Owner = ""
		return nil
	}
	person, err := t.personIn(to)
	if err != nil {
		return err
	}
	if err := t.mustBeTeammate(ctx, person); err != nil {
		return err
	}
	if !d.VisibleTo(person, t.product) {
		who, err := t.nameOf(ctx, person)
		if err != nil {
			return err
		}
		return t.refuse("details.refuse.unseen", "key", d.Key, "who", who)
	}
	d.Owner = person
	return t.mustBeOpen(ctx, d.Story)
}

func (t *turn) setAsker(ctx context.Context, d *detailed, to setting) error {
	person, err := t.personIn(to)
	if err != nil {
		return err
	}
	d.Author = person
	return t.mustBeHere(ctx, person)
}

// personIn is the person that a setting names.
func (t *turn) personIn(to setting) (scrum.PersonID, error) {
	person, ok := t.personNamed(to.value)
	if !ok {
		return "", t.refuse("backlog.refuse.person", "typed", clipWord(to.typed+":"+to.value), "filter", clipWord(to.typed))
	}
	return person, nil
}

// maxAttachments is how many links one story may have.
const maxAttachments = 20

func (t *turn) setAttachment(d *detailed, to setting) error {
	if to.takesAll() {
		d.Attachments = nil
		return nil
	}
	a, ok := scrum.ParseAttachment(to.value)
	if !ok {
		return t.refuse("details.refuse.link", "typed", clipWord(to.value))
	}
	d.Attachments = slices.DeleteFunc(d.Attachments, func(kept string) bool {
		other, ok := scrum.ParseAttachment(kept)
		return ok && other.URL == a.URL
	})
	if to.away {
		return nil
	}
	if len(d.Attachments) >= maxAttachments {
		return t.refuse("details.refuse.links", "key", d.Key, "most", maxAttachments)
	}
	d.Attachments = append(d.Attachments, a.String())
	return nil
}
