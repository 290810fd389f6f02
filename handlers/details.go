package handlers

import (
	"context"
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
