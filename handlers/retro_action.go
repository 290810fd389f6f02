package handlers

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// pressAddAction opens the form of an action, unless the team has its fill.
func pressAddAction(ctx context.Context, t *turn, _ Click, r scrum.Retro) error {
	if r.Collects() {
		return t.refuse("retro.refuse.noRetro")
	}
	if err := t.mustHaveRoom(ctx); err != nil {
		return err
	}
	where := Where{Channel: string(t.product.Channel), ID: int64(r.ID)}
	t.answer.Open = view.ActionForm(t.mine, where.String(), scrum.ActionDue(t.now, t.product.Location()))
	return nil
}

// mustHaveRoom refuses a fourth open action, naming the three.
func (t *turn) mustHaveRoom(ctx context.Context) error {
	actions, err := t.tx.ActionsSince(ctx, t.product.ID, t.now)
	if err != nil {
		return err
	}
	if !scrum.MayAddAction(actions) {
		return t.refuse("retro.refuse.actions", "actions", view.ActionTexts(t.mine, scrum.OpenActions(actions)))
	}
	return nil
}

// submitAction keeps an action, shows it below the retrospective it comes
// from, and tells its owner.
func submitAction(ctx context.Context, t *turn, s Submission) error {
	r, err := t.retro(ctx, scrum.RetroID(ParseWhere(s.Private).ID))
	if err != nil {
		return err
	}
	if err := t.mustHaveRoom(ctx); err != nil {
		if refusal, ok := isRefusal(err); ok {
			return t.refuseField("text", refusal.Key, refusal.Args...)
		}
		return err
	}
	a := scrum.Action{
		Product: t.product.ID, Retro: r.ID, Text: s.Values["text"], Owner: scrum.PersonID(s.Values[view.FieldOwner]),
		Due: s.Values[view.FieldDue], State: scrum.ActionOpen,
	}
	if err := t.checkAction(ctx, a); err != nil {
		return err
	}
	if a, err = t.tx.CreateAction(ctx, a); err != nil {
		return err
	}
	t.touch(a.Owner)
	if err := t.drawOutcome(ctx, r); err != nil {
		return err
	}
	if a.Owner == t.person.ID {
		return nil
	}
	words, err := t.wordsOf(ctx, a.Owner)
	if err != nil {
		return err
	}
	return t.direct(ctx, a.Owner, view.ActionName(a.ID), view.ActionEntrusted(words, a, t.person.Name, t.channel.Name))
}

// checkAction says at the field what is wrong with an action.
func (t *turn) checkAction(ctx context.Context, a scrum.Action) error {
	if strings.TrimSpace(a.Text) == "" {
		return t.refuseField("text", "retro.refuse.empty")
	}
	if _, err := time.Parse(time.DateOnly, a.Due); err != nil {
		return t.refuseField(view.FieldDue, "retro.refuse.date")
	}
	if a.Due < t.now.In(t.product.Location()).Format(time.DateOnly) {
		return t.refuseField(view.FieldDue, "retro.refuse.past")
	}
	owner, err := t.tx.Person(ctx, a.Owner)
	if err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return err
	}
	member, errMember := t.tx.IsMember(ctx, t.product.Channel, a.Owner)
	if errMember != nil {
		return errMember
	}
	if err != nil || !member || !owner.InTeam() {
		return t.refuseField(view.FieldOwner, "retro.refuse.actionOwner", "who", cmp.Or(owner.Name, string(a.Owner)))
	}
	return nil
}

// tellActions shows the actions of the product to one person.
func tellActions(ctx context.Context, t *turn, _ Command, _ string) error {
	if err := t.mustBeInside(); err != nil {
		return err
	}
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	list, err := t.actionList(ctx)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.Actions(t.mine, list))
}

// actionList is what is open, and what has ended since the last retrospective
// was opened.
func (t *turn) actionList(ctx context.Context) (view.ActionList, error) {
	l := view.ActionList{Channel: t.channel.Name, May: t.mayEnd}
	l.Zone, l.Now = t.product.Location(), t.now
	last, err := t.tx.RetroBefore(ctx, t.product.ID, 0)
	if errors.Is(err, scrum.ErrNotFound) {
		return l, nil // no retrospective, no action
	}
	if err != nil {
		return l, err
	}
	l.Retro = last
	if l.Actions, err = t.tx.ActionsSince(ctx, t.product.ID, last.OpenedAt); err != nil {
		return l, err
	}
	l.More = scrum.MayAddAction(l.Actions)
	l.Names, err = t.ownersOf(ctx, l.Actions)
	return l, err
}

// mayEnd reports whether the person may say that an action is over: who looks
// after it, or the product's owner.
func (t *turn) mayEnd(a scrum.Action) bool {
	return a.Owner == t.person.ID || t.product.Owner == t.person.ID
}

// action returns an action that the person may see, and enters its product.
func (t *turn) action(ctx context.Context, id scrum.ActionID) (scrum.Action, error) {
	a, err := t.tx.Action(ctx, id)
	if err != nil {
		return a, err
	}
	return a, t.enter(ctx, a.Product)
}

// endAction ends an action, done or dropped.
func endAction(as scrum.ActionState) func(context.Context, *turn, Click, scrum.Action) error {
	return func(ctx context.Context, t *turn, c Click, a scrum.Action) error {
		if !t.mayEnd(a) {
			who, err := t.nameOf(ctx, a.Owner)
			if err != nil {
				return err
			}
			return t.refuse("retro.refuse.notYours", "who", who)
		}
		ended, ok := a.End(as, t.now)
		if !ok {
			return t.refuse("retro.refuse.ended")
		}
		return t.saveEnded(ctx, c, ended)
	}
}

// saveEnded keeps the end of an action and shows it wherever the action
// stands.
func (t *turn) saveEnded(ctx context.Context, c Click, a scrum.Action) error {
	if err := t.tx.SaveAction(ctx, a); err != nil {
		return err
	}
	t.touch(a.Owner)
	r, err := t.tx.Retro(ctx, a.Retro)
	if err != nil {
		return err
	}
	if err := t.drawOutcome(ctx, r); err != nil {
		return err
	}
	if err := t.drawQuestion(ctx); err != nil {
		return err
	}
	if err := t.drawEntrusted(ctx, a); err != nil || c.Action == view.ActionTold {
		return err
	}
	list, err := t.actionList(ctx)
	if err != nil {
		return err
	}
	return t.replace(ctx, view.Actions(t.mine, list))
}

// drawQuestion redraws the open retrospective, which shows the last actions.
func (t *turn) drawQuestion(ctx context.Context) error {
	r, err := t.tx.CollectingRetro(ctx, t.product.ID)
	if errors.Is(err, scrum.ErrNotFound) || err == nil && r.State != scrum.RetroOpen {
		return nil
	}
	if err != nil {
		return err
	}
	return t.drawRetro(ctx, r)
}

// drawEntrusted redraws the message by which an action's owner was told, if
// they were.
func (t *turn) drawEntrusted(ctx context.Context, a scrum.Action) error {
	_, err := t.tx.Delivery(ctx, view.ActionName(a.ID))
	if errors.Is(err, scrum.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	words, err := t.wordsOf(ctx, a.Owner)
	if err != nil {
		return err
	}
	return t.direct(ctx, a.Owner, view.ActionName(a.ID), view.ActionEnded(words, a))
}
