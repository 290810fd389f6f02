package handlers

import (
	"cmp"
	"context"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// splitTx is what splitting needs of a transaction.
type splitTx interface {
	// ShiftRanks moves the ranked stories of a product from a rank on, to make
	// room.
	ShiftRanks(ctx context.Context, product scrum.ProductID, from, by int) error
	SetRanks(ctx context.Context, ranks map[scrum.StoryID]int) error
}

func splitNoun() noun {
	return noun{
		clicks: map[string]click{view.StorySplit: on((*turn).story, openSplit)},
		forms:  map[string]submit{view.StorySplit: submitSplit},
		undos:  map[string]undo{"story.split": back(undoSplit)},
	}
}

// Bounds of one split: more parts would be no plan.
const (
	minPieces = 2
	maxPieces = 20
)

func splitTyped(ctx context.Context, t *turn, c Command, rest string) error {
	s, err := t.oneStory(ctx, "split", rest)
	if err != nil {
		return err
	}
	return openSplit(ctx, t, Click{Channel: c.Channel}, s)
}

func openSplit(ctx context.Context, t *turn, c Click, s scrum.Story) error {
	if err := t.maySplit(ctx, s); err != nil {
		return err
	}
	where := Where{Channel: c.Channel, ID: int64(s.ID), Revision: s.Revision}
	t.answer.Open = view.SplitForm(t.mine, where.String(), s, scrum.SplitHints(s)[0].Pieces, s.Parent == 0)
	return nil
}

func (t *turn) maySplit(ctx context.Context, s scrum.Story) error {
	if err := t.mustRevise(ctx, s); err != nil {
		return err
	}
	if err := t.mustBelong(); err != nil {
		return err
	}
	if err := t.mustBeOpen(ctx, s); err != nil {
		return err
	}
	if s.Epic {
		return t.refuse("split.refuse.epic", "key", s.Key)
	}
	return nil
}

// submitSplit makes a story of each line and lets the original hold them, or
// drops it.
func submitSplit(ctx context.Context, t *turn, sub Submission) error {
	where := ParseWhere(sub.Private)
	s, err := t.story(ctx, scrum.StoryID(where.ID))
	if err != nil {
		return err
	}
	err = t.maySplit(ctx, s)
	if r, ok := isRefusal(err); ok {
		return t.refuseField("pieces", r.Key, r.Args...)
	}
	if err != nil {
		return err
	}
	if err := t.mustFit(ctx, sub, s); err != nil {
		return err
	}
	texts := scrum.CriteriaLines(sub.Values["pieces"])
	switch {
	case len(texts) < minPieces:
		return t.refuseField("pieces", "split.refuse.few")
	case len(texts) > maxPieces:
		return t.refuseField("pieces", "split.refuse.many", "most", maxPieces)
	}
	return t.split(ctx, s, texts, sub.Values["original"] == view.SplitDrop || s.Parent != 0)
}

// splitBefore is what an undo of a split puts back: the original as it was,
// and its parts as they were made.
type splitBefore struct {
	ID       scrum.StoryID         `json:"id"`
	State    scrum.StoryState      `json:"state"`
	Owner    scrum.PersonID        `json:"owner"`
	Size     scrum.Points          `json:"size"`
	Sprint   scrum.SprintID        `json:"sprint"`
	Rank     int                   `json:"rank"`
	ReadyAt  time.Time             `json:"ready_at"`
	Revision int                   `json:"revision"` // after the split
	Parts    map[scrum.StoryID]int `json:"parts"`    // their revisions
}

func (t *turn) split(ctx context.Context, s scrum.Story, texts []string, drop bool) error {
	before := splitBefore{
		ID: s.ID, State: s.State, Owner: s.Owner, Size: s.Size, Sprint: s.Sprint, Rank: s.Rank, ReadyAt: s.ReadyAt, Parts: map[scrum.StoryID]int{},
	}
	parts, err := t.createParts(ctx, s, texts, drop)
	if err != nil {
		return err
	}
	var keys []string
	for _, p := range parts {
		keys = append(keys, p.Key)
		before.Parts[p.ID] = p.Revision
	}
	if drop {
		s = t.stepped(s, scrum.StoryDropped)
		s.DroppedCause = t.ours.Say("split.cause", "keys", t.ours.List(keys))
	} else {
		s = t.stepped(s, scrum.StoryDraft)
		s.Epic, s.Sprint, s.Owner, s.Size = true, 0, "", scrum.Points{}
	}
	if s, err = t.saveStory(ctx, s); err != nil {
		return err
	}
	t.noteSplit(s, parts)
	before.Revision = s.Revision
	if err := t.rankParts(ctx, before.Rank, s, parts); err != nil {
		return err
	}
	for _, p := range parts {
		if err := t.drawPart(ctx, s, p); err != nil {
			return err
		}
	}
	undo, err := t.keepUndo(ctx, "story.split", before)
	if err != nil {
		return err
	}
	said := "split.done"
	if s.Hidden {
		said = "split.doneHidden"
	}
	return t.tell(ctx, view.NoteWithUndo(t.mine.Say(said, "key", s.Key, "keys", t.mine.List(keys)), undo, t.mine.Say("split.button.undo")))
}

// createParts makes the stories that the original is split into. They are
// planned where it was.
func (t *turn) createParts(ctx context.Context, s scrum.Story, texts []string, drop bool) ([]scrum.Story, error) {
	var parts []scrum.Story
	for _, text := range texts {
		number, err := t.tx.NextNumber(ctx, t.product.ID)
		if err != nil {
			return nil, err
		}
		part := scrum.SplitOff(s, text)
		part.Number, part.Key, part.CreatedAt = number, scrum.StoryKey(t.product.Key, number), t.now
		if part.Writer = ""; t.person.ID != s.Author {
			part.Writer = t.person.ID
		}
		if part.Hidden {
			part.Author = cmp.Or(part.Author, t.person.ID) // somebody must see it
		}
		if !drop {
			part.Parent = s.ID
		}
		if part, err = t.tx.CreateStory(ctx, part); err != nil {
			return nil, err
		}
		if err := t.tx.KeepLink(ctx, scrum.Link{Story: part.ID, Kind: scrum.LinkSplitFrom, Other: s.ID}); err != nil {
			return nil, err
		}
		if err := t.follow(ctx, scrum.Story{}, part); err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return parts, t.planParts(ctx, s, parts)
}

// planParts puts the parts of a planned story into its sprint.
func (t *turn) planParts(ctx context.Context, s scrum.Story, parts []scrum.Story) error {
	sprint, found, err := t.openSprint(ctx)
	if err != nil || !found || s.Sprint != sprint.ID {
		return err
	}
	for i, p := range parts {
		p.Sprint, p.State = sprint.ID, scrum.StoryPlanned
		if parts[i], err = t.saveUndrawn(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

// rankParts lets the parts stand where the original stood.
func (t *turn) rankParts(ctx context.Context, rank int, s scrum.Story, parts []scrum.Story) error {
	if rank == 0 {
		return nil
	}
	ranks := map[scrum.StoryID]int{s.ID: 0}
	for i, p := range parts {
		ranks[p.ID] = rank + i
	}
	if err := t.tx.ShiftRanks(ctx, t.product.ID, rank+1, len(parts)-1); err != nil {
		return err
	}
	return t.tx.SetRanks(ctx, ranks)
}

// drawPart puts the card of a part into the thread of the original, so that a
// split is one message in the channel whatever comes out of it.
func (t *turn) drawPart(ctx context.Context, original, part scrum.Story) error {
	stands, err := t.stands(ctx, view.StoryName(original.ID))
	if err != nil || part.Hidden {
		return err
	}
	if !stands {
		return t.drawCard(ctx, part)
	}
	names, err := t.names(ctx, part.Author, part.Writer, part.Owner)
	if err != nil {
		return err
	}
	return t.reply(ctx, view.StoryName(original.ID), view.StoryName(part.ID), view.StoryCard(t.ours, t.labels(part), part, names))
}

// undoSplit withdraws the parts and puts the original back, unless somebody
// went on with any of them.
func undoSplit(ctx context.Context, t *turn, before splitBefore) error {
	s, err := t.story(ctx, before.ID)
	if err != nil {
		return err
	}
	if s.Revision != before.Revision {
		return t.refuse("split.refuse.goneOn", "key", s.Key)
	}
	s = t.stepped(s, before.State)
	s.Epic, s.Owner, s.Size, s.Sprint, s.ReadyAt = false, before.Owner, before.Size, before.Sprint, before.ReadyAt
	ranks := map[scrum.StoryID]int{s.ID: before.Rank}
	for _, id := range sortedIDs(before.Parts) {
		p, err := t.story(ctx, id)
		if err != nil {
			return err
		}
		if p.Revision != before.Parts[id] {
			return t.refuse("split.refuse.goneOn", "key", p.Key)
		}
		p = t.stepped(p, scrum.StoryUndone)
		p.Sprint, p.Parent = 0, 0
		if _, err := t.saveStory(ctx, p); err != nil {
			return err
		}
		ranks[id] = 0
	}
	if err := t.tx.SetRanks(ctx, ranks); err != nil {
		return err
	}
	if _, err := t.saveStory(ctx, s); err != nil {
		return err
	}
	return t.replace(ctx, view.Note(t.mine.Say("split.undone", "key", s.Key)))
}

func sortedIDs(parts map[scrum.StoryID]int) []scrum.StoryID {
	var ids []scrum.StoryID
	for id := range parts {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
