package handlers

import (
	"cmp"
	"context"

	"pogo/scrum"
	"pogo/view"
)

// compare shows a story beside one that is like it, if the person may see
// both, and what they have in common.
func (t *turn) compare(ctx context.Context, s scrum.Story, key string) error {
	other, err := t.storyNamed(ctx, key)
	if err != nil {
		return err
	}
	names, err := t.names(ctx, s.Author, other.Author)
	if err != nil {
		return err
	}
	mine := t.mayWithdraw(s) && other.State.Open() && s.State.Open()
	return t.tell(ctx, view.Compared(t.mine, s, other, names, mine))
}

// mayWithdraw reports whether the person asked for a story, or brought it.
func (t *turn) mayWithdraw(s scrum.Story) bool {
	return !t.visitor && (t.askerOf(s) == t.person.ID || s.Writer == t.person.ID)
}

// askerOf is who speaks for a need: who asked for it, or the product's owner
// for what was imported.
func (t *turn) askerOf(s scrum.Story) scrum.PersonID { return cmp.Or(s.Author, t.product.Owner) }

// sameNeed gives a story up for one that says the same: the person's 👍 counts
// there, and the two stay linked.
func sameNeed(ctx context.Context, t *turn, c Click, s scrum.Story) error {
	if err := t.mustBeOpen(ctx, s); err != nil {
		return err
	}
	if !t.mayWithdraw(s) {
		return t.mustBeOneOf(ctx, "clinic.refuse.notYours", t.askerOf(s))
	}
	other, err := t.storyNamed(ctx, c.Value)
	if err != nil {
		return err
	}
	if err := t.mustBeOpen(ctx, other); err != nil {
		return err
	}
	if err := t.voteFor(ctx, other); err != nil {
		return err
	}
	if err := t.tx.KeepLink(ctx, scrum.Link{Story: s.ID, Kind: scrum.LinkDuplicates, Other: other.ID}); err != nil {
		return err
	}
	w := walk{step: steps()[view.StoryDrop], words: t.ours.Say("clinic.sameCause", "key", other.Key), before: []scrum.Story{s}}
	return w.finish(ctx, t)
}
