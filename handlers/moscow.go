package handlers

import (
	"context"

	"pogo/scrum"
	"pogo/view"
)

func isCapacity(typed string) bool {
	_, err := scrum.ParsePoints(typed)
	return isEmpty(typed) || err == nil
}

// checkMoSCoW compares the effort of each class with a capacity, or with all
// that is to be done.
func checkMoSCoW(ctx context.Context, t *turn, _ Command, typed string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	classes, err := t.tx.Classes(ctx, t.product.ID, t.person.ID)
	if err != nil {
		return err
	}
	check := scrum.MoSCoWCheck{Of: classes}
	if check.Capacity, err = scrum.ParsePoints(typed); err != nil {
		check.Capacity = check.Planned()
	}
	return t.tell(ctx, view.MoSCoW(t.mine, view.MoSCoWShown{
		MoSCoWCheck: check, Channel: t.channel.Name, Given: err == nil, Example: scrum.StoryKey(t.product.Key, 1),
		Set: t.verb("story", "set"),
	}))
}
