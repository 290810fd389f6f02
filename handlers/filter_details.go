package handlers

import (
	"cmp"
	"context"
	"html"

	"pogo/scrum"
)

// detailName is what a detail of a story is called in code; "" if there is no
// such detail.
func detailName(typed string) string {
	switch scrum.Fold(typed) {
	case "stream", "workstream", "volet", "flux":
		return "stream"
	case "label", "labels", "tag", "etiquette", "etiquettes":
		return "label"
	case "epic", "epopee", "epique":
		return "epic"
	case "needs", "need", "depends", "after", "depend", "apres":
		return "needs"
	case "size", "points", "taille":
		return "size"
	case "link", "links", "lien", "liens":
		return "link"
	case "sort", "order", "tri", "trier", "ordre":
		return "sort"
	}
	return worthName(typed)
}

// narrowDetail sets a part of a filter that is about what belongs to a story.
func (t *turn) narrowDetail(ctx context.Context, f *filter, name string, c clause) error {
	value, without := html.UnescapeString(c.value), isNothing(c.value)
	var err error
	switch {
	case name == "stream" && without:
		f.Stream = scrum.Without
	case name == "stream":
		f.Stream, err = t.streamNamed(ctx, value)
	case name == "label" && without:
		f.Label, f.label = scrum.Without, scrum.Without
	case name == "label":
		word, ok := scrum.TeamWord(value)
		if !ok {
			return t.refuse("details.refuse.word", "typed", clipWord(value))
		}
		f.Label, f.label = scrum.Fold(word), word
	case name == "epic":
		f.Epic, f.epic, err = t.oneSought(ctx, c, without)
	default:
		f.Needs, f.needs, err = t.oneSought(ctx, c, without)
	}
	return err
}

// oneSought is the story of this product that a filter is about.
func (t *turn) oneSought(ctx context.Context, c clause, without bool) (scrum.StoryID, string, error) {
	if without {
		return scrum.NoStory, scrum.Without, nil
	}
	home := t.product
	if _, _, ok := scrum.ParseStoryKey(c.value); !ok {
		return 0, "", t.refuse("backlog.refuse.key", "typed", clipWord(c.value), "filter", clipWord(c.key), "example", scrum.StoryKey(cmp.Or(home.Key, "PAY"), 1))
	}
	s, err := t.storyNamed(ctx, c.value)
	if err == nil && s.Product != home.ID {
		err = t.refuse("backlog.refuse.elsewhere", "key", s.Key)
	}
	return s.ID, s.Key, err
}
