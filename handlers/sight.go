package handlers

import (
	"context"

	"pogo/scrum"
	"pogo/view"
)

// sight is what the person chose that the channel is to see of a story that
// speaks of security or personal data with what was typed. Without a choice it
// asks in the form of the story's words itself, before anything is saved, so
// that nothing of it is in the channel yet. Words that are too long for the form
// to carry are hidden: nobody has read them, and the owner can show them.
func (t *turn) sight(ctx context.Context, sub Submission, was, now scrum.Story, values map[string]string) (choice string, asked bool, err error) {
	choice = sub.Values[view.FieldSight]
	if was.Hidden || choice != "" {
		return choice, false, nil
	}
	lines := scrum.NewlySensitive(was, now)
	if len(lines) == 0 {
		return "", false, nil
	}
	shown, err := t.foundShown(ctx, finding{story: was, lines: lines})
	if err != nil {
		return "", false, err
	}
	where := Where{Channel: ParseWhere(sub.Private).Channel, ID: int64(was.ID), Revision: was.Revision, Opened: t.now.UnixMicro()}
	asked, err = t.replaceForm(view.StorySightForm(t.mine, where.String(), shown, values))
	return view.SightHide, asked, err
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
