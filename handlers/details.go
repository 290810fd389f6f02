package handlers

import (
	"context"
	"errors"
	"html"
	"regexp"
	"slices"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// detailsTx is what belongs to stories beside their words.
type detailsTx interface {
	LinksOf(ctx context.Context, story scrum.StoryID) ([]scrum.Link, error)
	KeepLink(ctx context.Context, l scrum.Link) error
	DropLink(ctx context.Context, l scrum.Link) error
	// LabelSpelled returns a label as it was spelled first.
	LabelSpelled(ctx context.Context, product scrum.ProductID, label string) (string, error)
	// LabelsUsed and StreamsUsed return a product's own words.
	LabelsUsed(ctx context.Context, product scrum.ProductID, limit int) ([]string, error)
	StreamsUsed(ctx context.Context, product scrum.ProductID, limit int) ([]string, error)
}

func detailsNoun() noun {
	return noun{
		clicks: map[string]click{view.StoryDetails: on((*turn).story, openDetails)},
		forms:  map[string]submit{view.StoryDetails: submitDetails},
	}
}

// detailed is a story with what it needs, as far as the person sees it, which
// is kept apart from it.
type detailed struct {
	scrum.Story
	needs []scrum.StoryID
}

func (t *turn) detailed(ctx context.Context, s scrum.Story) (detailed, error) {
	around, err := t.around(ctx, s, t.person.ID)
	d := detailed{Story: s}
	for _, other := range around.Needs {
		d.needs = append(d.needs, other.ID)
	}
	return d, err
}

// isSetting reports whether a text is stories and what to set in them.
func isSetting(typed string) bool {
	named, rest := leadingKeys(typed)
	if len(named) == 0 || rest == "" {
		return rest == ""
	}
	return strings.Contains(named[0], "-") || isFilter(rest)
}

// leadingKeys are the stories that a text begins with, and what follows them.
func leadingKeys(typed string) (named []string, rest string) {
	for rest = strings.TrimSpace(typed); rest != ""; {
		word, after := cutWord(rest)
		more := strings.FieldsFunc(word, betweenKeys)
		if len(more) == 0 || !areKeys(word) {
			break
		}
		named, rest = append(named, more...), after
	}
	return named, rest
}

// minusFirst is a minus before the name of a detail, where some type it, rather
// than before the value.
var minusFirst = regexp.MustCompile(`(^|\s)[-−–](\pL+):`)

// setDetails sets what belongs to stories: "PAY-12 stream:design label:-old".
func setDetails(ctx context.Context, t *turn, _ Command, typed string) error {
	named, rest := leadingKeys(typed)
	if len(named) == 0 {
		return t.whichStory(ctx, "set")
	}
	settings := clauses(minusFirst.ReplaceAllString(rest, "$1$2:-"))
	if len(settings) == 0 || slices.ContainsFunc(settings, func(c clause) bool { return c.key != "" && c.value == "" }) {
		return t.refuse("details.refuse.what", "key", clipWord(strings.ToUpper(named[0])))
	}
	var facts []view.Facts
	var notes []string
	for _, name := range named {
		fact, err := t.setOne(ctx, name, settings)
		if err != nil {
			return err
		}
		facts = append(facts, fact)
		if !slices.ContainsFunc(settings, func(c clause) bool { return worthName(c.key) == "class" }) {
			continue
		}
		note, err := oneFirst(ctx, t, fact.Story)
		if err != nil {
			return err
		}
		if note != "" {
			notes = append(notes, note)
		}
	}
	return t.tell(ctx, view.DetailsSet(t.mine, facts).With(strings.Join(notes, "\n")))
}

// setOne sets the details of one story, and returns how it stands then.
func (t *turn) setOne(ctx context.Context, name string, settings []clause) (view.Facts, error) {
	s, err := t.storyNamed(ctx, name)
	if err != nil {
		return view.Facts{}, err
	}
	if err := t.mustRevise(ctx, s); err != nil {
		return view.Facts{}, err
	}
	before, err := t.detailed(ctx, s)
	if err != nil {
		return view.Facts{}, err
	}
	after := before
	after.needs, after.Labels, after.Attachments = slices.Clone(before.needs), slices.Clone(s.Labels), slices.Clone(s.Attachments)
	for _, c := range settings {
		if err := t.set(ctx, &after, c); err != nil {
			return view.Facts{}, err
		}
	}
	if err := t.mustHaveDate(after.Story); err != nil {
		return view.Facts{}, err
	}
	if s, err = t.keepDetails(ctx, before, after); err != nil {
		return view.Facts{}, err
	}
	return t.factsOf(ctx, s)
}

// factsOf is what belongs to a story, as the person may know it.
func (t *turn) factsOf(ctx context.Context, s scrum.Story) (view.Facts, error) {
	around, err := t.around(ctx, s, t.person.ID)
	if err != nil {
		return view.Facts{}, err
	}
	names, err := t.names(ctx, s.Author, s.Writer, s.Owner)
	return view.Facts{Story: s, Around: around, Names: names}, err
}

// keepDetails keeps what was changed of a story's details. A story that needs
// another is saved even if nothing else changed, so that a form which was
// opened before is noticed.
func (t *turn) keepDetails(ctx context.Context, before, after detailed) (scrum.Story, error) {
	same := slices.Equal(before.needs, after.needs)
	if same && len(scrum.Changes(before.Story, after.Story)) == 0 {
		return before.Story, t.mustBelong()
	}
	if err := t.keepNeeds(ctx, before.needs, after); err != nil {
		return after.Story, err
	}
	s, err := t.saveStory(ctx, after.Story)
	if err != nil || same {
		return s, err
	}
	return s, t.tx.RecordChanges(ctx, s.ID, t.person.ID, t.now, []scrum.Change{{Field: "needs", Before: idLines(before.needs), After: idLines(after.needs)}})
}

// keepNeeds drops the links to stories that are no longer needed, and adds those
// to the new ones.
func (t *turn) keepNeeds(ctx context.Context, before []scrum.StoryID, after detailed) error {
	for _, id := range before {
		if slices.Contains(after.needs, id) {
			continue
		}
		if err := t.tx.DropLink(ctx, scrum.Link{Story: after.ID, Kind: scrum.LinkNeeds, Other: id}); err != nil {
			return err
		}
	}
	for _, id := range after.needs {
		if slices.Contains(before, id) {
			continue
		}
		if err := t.mustNotCircle(ctx, after.Story, id); err != nil {
			return err
		}
		if err := t.tx.KeepLink(ctx, scrum.Link{Story: after.ID, Kind: scrum.LinkNeeds, Other: id}); err != nil {
			return err
		}
	}
	return nil
}

func idLines(ids []scrum.StoryID) string {
	lines := make([]string, len(ids))
	for i, id := range ids {
		lines[i] = idText(id)
	}
	return strings.Join(lines, "\n")
}

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
		taken, less := strings.CutPrefix(strings.NewReplacer("−", "-", "–", "-").Replace(value), "-")
		if isNothing(value) {
			taken, less = "", true
		}
		if err := t.setValue(ctx, d, name, clause{key: c.key, value: strings.Trim(taken, `"“”„«» `)}, less); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) setValue(ctx context.Context, d *detailed, name string, c clause, less bool) error {
	switch name {
	case "stream":
		return t.setStream(ctx, d, c.value, less)
	case "label":
		return t.setLabel(ctx, d, c.value, less)
	case "epic":
		return t.setEpic(ctx, d, c.value, less)
	case "needs":
		return t.setNeeds(ctx, d, c.value, less)
	case "size":
		return t.setSize(ctx, d, c.value, less)
	case "owner", "asked":
		return t.setPerson(ctx, d, name, c, less)
	case "link":
		return t.setAttachment(d, c.value, less)
	}
	return t.setWorth(ctx, d, name, c, less)
}

func clipUnknown(c clause) string { return clipWord(strings.TrimPrefix(c.key+":"+c.value, ":")) }

// isNothing reads how people say that there is none.
func isNothing(typed string) bool {
	switch scrum.Fold(typed) {
	case "", "-", "none", "nobody", "aucun", "aucune", "personne", "rien":
		return true
	}
	return false
}

func (t *turn) setStream(ctx context.Context, d *detailed, typed string, less bool) error {
	if less {
		d.Stream = ""
		return nil
	}
	stream, err := t.streamNamed(ctx, typed)
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

func (t *turn) setLabel(ctx context.Context, d *detailed, typed string, less bool) error {
	if less && typed == "" {
		d.Labels = nil
		return nil
	}
	word, ok := scrum.TeamWord(typed)
	if !ok {
		return t.refuse("details.refuse.word", "typed", clipWord(typed))
	}
	same := func(label string) bool { return scrum.Fold(label) == scrum.Fold(word) }
	if less {
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

func (t *turn) setSize(ctx context.Context, d *detailed, typed string, less bool) error {
	if err := t.mustBeOpen(ctx, d.Story); err != nil {
		return err
	}
	if less && typed == "" || typed == "?" {
		d.Size = scrum.Points{}
		return nil
	}
	size, err := scrum.ParsePoints(typed)
	if err != nil {
		return t.refuse("details.refuse.size", "typed", clipWord(typed), "key", d.Key)
	}
	if less {
		return t.refuse("details.refuse.less", "typed", clipWord(typed), "key", d.Key)
	}
	d.Size = size
	return nil
}

func (t *turn) setPerson(ctx context.Context, d *detailed, name string, c clause, less bool) error {
	if name == "owner" && less {
		d.Owner = ""
		return nil
	}
	person, ok := t.personNamed(c.value)
	if !ok {
		return t.refuse("backlog.refuse.person", "typed", clipWord(c.key+":"+c.value), "filter", clipWord(c.key))
	}
	if err := t.mustBeHere(ctx, person, name == "owner"); err != nil {
		return err
	}
	if name == "asked" {
		d.Author = person
		return nil
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

// mustBeHere refuses people who are not in the product's channel, to whom a
// story of it must not be told; work is taken by people of the team.
func (t *turn) mustBeHere(ctx context.Context, id scrum.PersonID, toWork bool) error {
	here, err := t.tx.IsMember(ctx, t.product.Channel, id)
	if err != nil {
		return err
	}
	p, err := t.tx.Person(ctx, id)
	if err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return err
	}
	if here && !p.Bot && !p.Deleted && (!toWork || p.InTeam()) {
		return nil
	}
	if errors.Is(err, scrum.ErrNotFound) {
		return t.refuse("details.refuse.stranger", "channel", mentionOf(t.product.Channel))
	}
	who, err := t.nameOf(ctx, id)
	if err != nil {
		return err
	}
	return t.refuse("details.refuse.notHere", "who", who, "channel", mentionOf(t.product.Channel))
}

// maxAttachments is how many links one story may have.
const maxAttachments = 20

func (t *turn) setAttachment(d *detailed, typed string, less bool) error {
	if less && typed == "" {
		d.Attachments = nil
		return nil
	}
	a, ok := scrum.ParseAttachment(typed)
	if !ok {
		return t.refuse("details.refuse.link", "typed", clipWord(typed))
	}
	d.Attachments = slices.DeleteFunc(d.Attachments, func(kept string) bool {
		other, ok := scrum.ParseAttachment(kept)
		return ok && other.URL == a.URL
	})
	if less {
		return nil
	}
	if len(d.Attachments) >= maxAttachments {
		return t.refuse("details.refuse.links", "key", d.Key, "most", maxAttachments)
	}
	d.Attachments = append(d.Attachments, a.String())
	return nil
}
