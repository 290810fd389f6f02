package handlers

import (
	"context"

	"pogo/scrum"
	"pogo/view"
)

// askSight asks, in the form of a story's words itself, what the channel is to
// see of a story that speaks of security or personal data with what was typed:
// before anything is saved, so that nothing of it is in the channel yet. It
// reports whether it asked. Words that are too long for the form to carry are
// saved, and asked about afterwards like those of any other door.
func (t *turn) askSight(ctx context.Context, sub Submission, was, now scrum.Story, values map[string]string) (bool, error) {
	if was.Hidden || sub.Values[view.FieldSight] != "" {
		return false, nil
	}
	lines := scrum.NewlySensitive(was, now)
	if len(lines) == 0 {
		return false, nil
	}
	shown, err := t.foundShown(ctx, finding{story: was, lines: lines})
	if err != nil {
		return false, err
	}
	where := Where{Channel: ParseWhere(sub.Private).Channel, ID: int64(was.ID), Revision: was.Revision, Opened: t.now.UnixMicro()}
	return t.replaceForm(view.StorySightForm(t.mine, where.String(), shown, values))
}

// saveSeen saves a story, and hides it or leaves it in the channel's sight as
// the person chose.
func (t *turn) saveSeen(ctx context.Context, s scrum.Story, choice string) error {
	if choice == view.SightHide && !s.Hidden {
		shown, err := t.hide(ctx, s, view.FoundName(s))
		if err != nil {
			return err
		}
		return t.tell(ctx, view.HiddenNow(t.mine, shown, t.person.ID == t.product.Owner))
	}
	t.decided = choice == view.SightKeep
	_, err := t.saveStory(ctx, s)
	return err
}
