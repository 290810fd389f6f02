package handlers

import (
	"context"
	"errors"
	"slices"

	"pogo/scrum"
	"pogo/view"
)

// kanoTx is what surveys need of a transaction.
type kanoTx interface {
	// CreateKano keeps a survey with those who are asked; the error is
	// [scrum.ErrTaken] if one of the story runs.
	CreateKano(ctx context.Context, k scrum.Kano) (scrum.Kano, error)
	Kano(ctx context.Context, id scrum.KanoID) (scrum.Kano, error)
	// KanoOf returns the last survey of a story.
	KanoOf(ctx context.Context, story scrum.StoryID) (scrum.Kano, error)
	KeepAnswer(ctx context.Context, id scrum.KanoID, a scrum.KanoAnswer) error
	CloseKano(ctx context.Context, k scrum.Kano) error
}

// kanoCloseDeed closes a survey at its time.
const kanoCloseDeed = "kano.close"

func kanoNoun() noun {
	return noun{
		clicks: map[string]click{
			view.KanoStart:  on((*turn).story, startKano),
			view.KanoAnswer: on((*turn).kano, openKano),
			view.KanoClose:  on((*turn).kano, pressCloseKano),
		},
		forms:     map[string]submit{view.KanoForm: submitKano},
		deeds:     map[string]deed{kanoCloseDeed: whenDue(Tx.Kano, closeKanoDue)},
		forGuests: []string{view.KanoAnswer, view.KanoForm},
	}
}

// kano returns a survey of a story that the person may see, and enters its
// product.
func (t *turn) kano(ctx context.Context, id scrum.KanoID) (scrum.Kano, error) {
	k, err := t.tx.Kano(ctx, id)
	if err != nil {
		return k, err
	}
	_, err = t.story(ctx, k.Story)
	return k, err
}

// lastKano is the last survey of a story, zero if there was none.
func (t *turn) lastKano(ctx context.Context, s scrum.Story) (scrum.Kano, error) {
	k, err := t.tx.KanoOf(ctx, s.ID)
	if errors.Is(err, scrum.ErrNotFound) {
		return scrum.Kano{}, nil
	}
	return k, err
}

// kanoTyped tells the owner how the survey of a story stands, and offers what
// can be done next.
func kanoTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	s, err := t.oneStory(ctx, "kano", rest)
	if err != nil {
		return err
	}
	if err := t.mustSurvey(ctx, s); err != nil {
		return err
	}
	return t.tellKano(ctx, s, t.door.replace)
}

// mustSurvey refuses to whoever does not own the product, and what the people
// to be asked do not see.
func (t *turn) mustSurvey(ctx context.Context, s scrum.Story) error {
	if err := t.mustOwn(ctx); err != nil {
		return err
	}
	if s.Hidden {
		return t.refuse("kano.refuse.hidden", "key", s.Key)
	}
	return t.mustBeOpen(ctx, s)
}

func (t *turn) tellKano(ctx context.Context, s scrum.Story, replace bool) error {
	k, err := t.lastKano(ctx, s)
	if err != nil {
		return err
	}
	people, err := t.surveyed(ctx)
	if err != nil {
		return err
	}
	return t.respond(ctx, view.KanoShown(t.mine, view.KanoState{
		Kano: k, Story: s, People: len(people), Now: t.now, Zone: t.person.Location(t.product.Location()),
	}), replace)
}

// surveyed returns the people whom a survey asks: everybody in the channel,
// clients too, except whoever started it.
func (t *turn) surveyed(ctx context.Context) ([]scrum.Person, error) {
	members, err := t.tx.Members(ctx, t.product.Channel)
	return slices.DeleteFunc(members, func(p scrum.Person) bool { return !p.Obeyed() || p.ID == t.person.ID }), err
}

// startKano asks everybody by direct message, once.
func startKano(ctx context.Context, t *turn, _ Click, s scrum.Story) error {
	if err := t.mustSurvey(ctx, s); err != nil {
		return err
	}
	people, err := t.surveyed(ctx)
	if err != nil {
		return err
	}
	if len(people) == 0 {
		return t.refuse("kano.refuse.nobody", "channel", "<#"+string(t.product.Channel)+">")
	}
	last, err := t.lastKano(ctx, s)
	if err != nil {
		return err
	}
	if last.ID != 0 && last.Running() {
		return t.tellKano(ctx, s, true)
	}
	k := scrum.Kano{Story: s.ID, StartedBy: t.person.ID, StartedAt: t.now, EndsAt: t.now.Add(scrum.KanoTime)}
	for _, p := range people {
		k.Asked = append(k.Asked, scrum.KanoAnswer{Person: p.ID})
	}
	if k, err = t.tx.CreateKano(ctx, k); err != nil {
		return err
	}
	if err := t.armOnce(ctx, kanoCloseDeed, idText(k.ID), k.EndsAt, 0); err != nil {
		return err
	}
	for _, p := range people {
		if err := t.askKano(ctx, k, s, p); err != nil {
			return err
		}
	}
	return t.tellKano(ctx, s, true)
}

// askKano makes the question to a person show the survey as it stands for
// them.
func (t *turn) askKano(ctx context.Context, k scrum.Kano, s scrum.Story, p scrum.Person) error {
	names, err := t.names(ctx, k.StartedBy)
	if err != nil {
		return err
	}
	words, zone := t.readerOf(p)
	answer, _ := k.Of(p.ID)
	return t.direct(ctx, p.ID, view.KanoName(k.ID, p.ID), view.KanoQuestion(words, view.KanoState{
		Kano: k, Story: s, Who: names.Of(k.StartedBy), Now: t.now, Zone: zone,
	}, answer))
}

// openKano opens the two questions to somebody who is asked.
func openKano(ctx context.Context, t *turn, c Click, k scrum.Kano) error {
	s, answer, err := t.asking(ctx, k)
	if err != nil {
		return err
	}
	where := Where{Channel: c.Channel, ID: int64(k.ID)}
	t.answer.Open = view.KanoQuestions(t.mine, where.String(), s, answer)
	return nil
}

// asking is what a survey asks the person about, and what they answered. It
// refuses once the survey is closed.
func (t *turn) asking(ctx context.Context, k scrum.Kano) (scrum.Story, scrum.KanoAnswer, error) {
	s, err := t.tx.Story(ctx, k.Story)
	if err != nil {
		return s, scrum.KanoAnswer{}, err
	}
	answer, asked := k.Of(t.person.ID)
	switch {
	case !asked:
		return s, answer, scrum.ErrNotFound
	case !k.Running():
		return s, answer, t.refuse("kano.refuse.closed", "key", s.Key)
	}
	return s, answer, nil
}

// submitKano keeps what somebody feels, in the place of what they said before.
func submitKano(ctx context.Context, t *turn, sub Submission) error {
	k, err := t.kano(ctx, scrum.KanoID(ParseWhere(sub.Private).ID))
	if err != nil {
		return err
	}
	s, _, err := t.asking(ctx, k)
	if err != nil {
		return err
	}
	a := scrum.KanoAnswer{Person: t.person.ID, Present: scrum.Feeling(sub.Values[view.KanoPresent]), Absent: scrum.Feeling(sub.Values[view.KanoAbsent]), At: t.now}
	for field, feeling := range map[string]scrum.Feeling{view.KanoPresent: a.Present, view.KanoAbsent: a.Absent} {
		if !slices.Contains(scrum.Feelings(), feeling) {
			return t.refuseField(field, "kano.refuse.feeling")
		}
	}
	if err := t.tx.KeepAnswer(ctx, k.ID, a); err != nil {
		return err
	}
	if k, err = t.tx.Kano(ctx, k.ID); err != nil {
		return err
	}
	return t.askKano(ctx, k, s, t.person)
}

// pressCloseKano closes a survey before its time.
func pressCloseKano(ctx context.Context, t *turn, _ Click, k scrum.Kano) error {
	if err := t.mustOwn(ctx); err != nil {
		return err
	}
	s, err := t.closeKano(ctx, k)
	if err != nil {
		return err
	}
	return t.tellKano(ctx, s, true)
}

// closeKanoDue closes a survey at its time, and tells the product's owner.
func closeKanoDue(ctx context.Context, t *turn, _ occurrence, k scrum.Kano) error {
	if !k.Running() {
		return nil
	}
	s, err := t.closeKano(ctx, k)
	if err != nil {
		return err
	}
	if k, err = t.tx.Kano(ctx, k.ID); err != nil {
		return err
	}
	words, err := t.wordsOf(ctx, t.product.Owner)
	if err != nil {
		return err
	}
	return t.direct(ctx, t.product.Owner, view.KanoClosedName(k.ID), view.KanoClosed(words, k, s))
}

// closeKano ends a survey once, and takes its questions back.
func (t *turn) closeKano(ctx context.Context, k scrum.Kano) (scrum.Story, error) {
	s, err := t.tx.Story(ctx, k.Story)
	if err != nil || !k.Running() {
		return s, err
	}
	k.ClosedAt = t.now
	if err := t.tx.CloseKano(ctx, k); err != nil {
		return s, err
	}
	if err := t.disarm(ctx, kanoCloseDeed, idText(k.ID)); err != nil {
		return s, err
	}
	for _, a := range k.Asked {
		p, err := t.tx.Person(ctx, a.Person)
		if err != nil {
			return s, err
		}
		if err := t.askKano(ctx, k, s, p); err != nil {
			return s, err
		}
	}
	return s, nil
}
