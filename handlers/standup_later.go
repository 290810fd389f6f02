package handlers

import (
	"context"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// putOff promises to ask again in a while, twice at most.
func putOff(ctx context.Context, t *turn, _ Click, pressed scrum.Ask) error {
	if _, err := t.unanswered(ctx, pressed); err != nil {
		return err
	}
	lead, err := t.ask(ctx, pressed.Leads())
	if err != nil {
		return err
	}
	if lead.PutOff >= scrum.MaxPutOff {
		return t.refuse("standup.refuse.putOff")
	}
	again := t.now.Add(scrum.AskAgainAfter)
	if lead.Closed(again) {
		return t.refuse("standup.refuse.closesSoon")
	}
	message := view.AskName(lead.ID, lead.PutOff)
	lead.PutOff++
	if err := t.tx.SaveAsk(ctx, lead); err != nil {
		return err
	}
	if err := t.armOnce(ctx, askAgainDeed, idText(lead.ID), again, time.Hour); err != nil {
		return err
	}
	_, parts, names, err := t.sheet(ctx, lead.ID)
	if err != nil {
		return err
	}
	words, zone := t.readerOf(t.person)
	return t.direct(ctx, lead.Person, message, view.StandupPutOff(words, parts, names, again.In(zone)))
}

// askAgainDue asks somebody who had pressed Later, in a message of its own: an
// edited one rings nobody.
func askAgainDue(ctx context.Context, t *turn, o occurrence, lead scrum.Ask) error {
	waits, _, err := t.waits(ctx, lead)
	if err != nil || !waits || o.Timing == scrum.Missed {
		return err
	}
	person, parts, _, err := t.sheet(ctx, lead.ID)
	if err != nil {
		return err
	}
	words, _ := t.readerOf(person)
	if err := t.direct(ctx, lead.Person, view.AskName(lead.ID, lead.PutOff-1), view.StandupPutOffDone(words, parts)); err != nil {
		return err
	}
	return t.drawSheetAs(ctx, lead.ID, view.AskName(lead.ID, lead.PutOff))
}

// waits reports whether a message still waits for an answer of somebody who is
// of the team and at work.
func (t *turn) waits(ctx context.Context, lead scrum.Ask) (bool, scrum.Person, error) {
	asks, err := t.tx.AsksTogether(ctx, lead.ID)
	if err != nil || !slices.ContainsFunc(asks, func(a scrum.Ask) bool { return a.State == scrum.AskOpen }) {
		return false, scrum.Person{}, err
	}
	person, ok, err := t.member(ctx, lead.Person)
	if err != nil || !ok {
		return false, person, err
	}
	away, err := t.isAway(ctx, person, t.now)
	return !away, person, err
}

// skipToday ends what somebody does not want to answer, without a word to
// anybody else.
func skipToday(ctx context.Context, t *turn, _ Click, pressed scrum.Ask) error {
	asks, err := t.unanswered(ctx, pressed)
	if err != nil {
		return err
	}
	for _, ask := range asks {
		ask.State = scrum.AskSkipped
		if err := t.tx.SaveAsk(ctx, ask); err != nil {
			return err
		}
		if err := t.offerOtherTime(ctx, ask); err != nil {
			return err
		}
	}
	return t.drawSheet(ctx, pressed.Leads())
}
