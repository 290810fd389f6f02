package handlers

import (
	"context"
	"errors"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// retroTx is what retrospectives need of a transaction.
type retroTx interface {
	CreateRetro(ctx context.Context, r scrum.Retro) (scrum.Retro, error)
	SaveRetro(ctx context.Context, r scrum.Retro) error
	Retro(ctx context.Context, id scrum.RetroID) (scrum.Retro, error)
	// CollectingRetro returns the one of a product that takes notes.
	CollectingRetro(ctx context.Context, product scrum.ProductID) (scrum.Retro, error)
	// RetroBefore returns the last closed one before another, or of all if
	// that is 0.
	RetroBefore(ctx context.Context, product scrum.ProductID, id scrum.RetroID) (scrum.Retro, error)

	KeepRetroKey(ctx context.Context, id scrum.RetroID, key string) error
	RetroKey(ctx context.Context, id scrum.RetroID) (string, error)
	KeepRetroNote(ctx context.Context, id scrum.RetroID, n scrum.RetroNote) error
	// RetroNotes returns the notes in an order that tells nothing.
	RetroNotes(ctx context.Context, id scrum.RetroID) ([]scrum.RetroNote, error)
	DropRetroNote(ctx context.Context, id string) error
	// MoveRetroNotes hands notes on to another retrospective, with their key.
	MoveRetroNotes(ctx context.Context, from, to scrum.RetroID) error
	// ForgetRetroAuthors destroys the marks of authors and their key, so that
	// no trace of them is left after the commit.
	ForgetRetroAuthors(ctx context.Context, id scrum.RetroID) error

	CreateAction(ctx context.Context, a scrum.Action) (scrum.Action, error)
	SaveAction(ctx context.Context, a scrum.Action) error
	Action(ctx context.Context, id scrum.ActionID) (scrum.Action, error)
	// ActionsSince returns those that are open or ended since an instant.
	ActionsSince(ctx context.Context, product scrum.ProductID, since time.Time) ([]scrum.Action, error)
	ActionsOf(ctx context.Context, id scrum.RetroID) ([]scrum.Action, error)
}

// retroNoun is anonymous as rule 5 of the design says. Two things follow for
// every function of these files: nothing that somebody does to write a note
// may put their name into a row, not even into that of an answer; and what
// they typed is kept by the form alone.
func retroNoun() noun {
	return noun{
		commands: []command{{
			name: "retro",
			// Where Pogo is no member a command is kept as a draft, with its
			// author; this one refuses by itself instead.
			anywhere: true,
			bare:     tellRetro,
			verbs: []verb{
				{name: "note", also: []string{"noter", "ecrire", "write"}, run: writeNoteTyped},
				{name: "open", also: []string{"ouvrir", "lancer", "start"}, run: openRetroTyped},
				{name: "close", also: []string{"clore", "fermer", "cloturer"}, fits: isEmpty, run: closeRetroTyped},
				{name: "actions", also: []string{"action"}, fits: isEmpty, run: tellActions, looks: true},
			},
		}},
		clicks: map[string]click{
			view.RetroWrite:   pressWriteNote,
			view.RetroAnother: pressAnotherNote,
			view.RetroHow:     pressHow,
			view.RetroClose:   on((*turn).retro, pressCloseRetro),
			view.RetroSign:    on((*turn).retro, pressSignNotes),
			view.ActionAdd:    on((*turn).retro, pressAddAction),
			view.ActionDone:   on((*turn).action, endAction(scrum.ActionDone)),
			view.ActionDrop:   on((*turn).action, endAction(scrum.ActionDropped)),
			view.ActionTold:   on((*turn).action, endAction(scrum.ActionDone)),
		},
		forms: map[string]submit{
			view.RetroNote:    submitNote,
			view.RetroSigning: submitSignedNotes,
			view.ActionAdd:    submitAction,
		},
		deeds:       map[string]deed{retroCloseDeed: whenDue(Tx.Retro, closeRetroDue)},
		sprintEnded: openRetroOfSprint,
	}
}

// mustBeInside refuses where Pogo is no member.
func (t *turn) mustBeInside() error {
	if !t.channel.Member && !t.channel.Direct {
		return t.refuse("command.stranded")
	}
	return nil
}

// retro returns a retrospective that the person may see, and enters its
// product.
func (t *turn) retro(ctx context.Context, id scrum.RetroID) (scrum.Retro, error) {
	r, err := t.tx.Retro(ctx, id)
	if err != nil {
		return r, err
	}
	return r, t.enter(ctx, r.Product)
}

// collecting returns the retrospective of the product that takes notes,
// beginning one with a random key if there is none.
func (t *turn) collecting(ctx context.Context) (scrum.Retro, error) {
	r, err := t.tx.CollectingRetro(ctx, t.product.ID)
	if !errors.Is(err, scrum.ErrNotFound) {
		return r, err
	}
	r, err = t.tx.CreateRetro(ctx, scrum.Retro{Product: t.product.ID, State: scrum.RetroCollecting, Format: scrum.StartStopContinue})
	if err != nil {
		return r, err
	}
	return r, t.tx.KeepRetroKey(ctx, r.ID, t.h.token()+t.h.token())
}

// asked gathers what is shown of a retrospective that takes notes.
func (t *turn) asked(ctx context.Context, r scrum.Retro) (view.RetroAsk, error) {
	ask := view.RetroAsk{Retro: r, Zone: t.product.Location(), Now: t.now}
	notes, err := t.tx.RetroNotes(ctx, r.ID)
	if err != nil {
		return ask, err
	}
	ask.Notes = len(notes)
	before, err := t.retroBefore(ctx, r.ID)
	if err != nil {
		return ask, err
	}
	if ask.Cluster, ask.Blocked, err = t.retroCluster(ctx, r, before.OpenedAt); err != nil {
		return ask, err
	}
	if ask.Last, err = t.tx.ActionsSince(ctx, t.product.ID, before.OpenedAt); err != nil {
		return ask, err
	}
	ask.Names, err = t.ownersOf(ctx, ask.Last)
	return ask, err
}

// retroBefore is the retrospective before one: what ended since it was opened,
// an action say, is seen once. It is zero, and its opening before everything,
// if there was none.
func (t *turn) retroBefore(ctx context.Context, id scrum.RetroID) (scrum.Retro, error) {
	before, err := t.tx.RetroBefore(ctx, t.product.ID, id)
	if errors.Is(err, scrum.ErrNotFound) {
		return scrum.Retro{}, nil
	}
	return before, err
}

func (t *turn) ownersOf(ctx context.Context, actions []scrum.Action) (view.Names, error) {
	owners := make([]scrum.PersonID, 0, len(actions))
	for _, a := range actions {
		owners = append(owners, a.Owner)
	}
	return t.names(ctx, owners...)
}

// tellRetro answers the bare command. Nothing is begun by asking.
func tellRetro(ctx context.Context, t *turn, _ Command) error {
	if err := t.mustBeInside(); err != nil {
		return err
	}
	if err := t.mustHaveRetroProduct(); err != nil {
		return err
	}
	r, err := t.tx.CollectingRetro(ctx, t.product.ID)
	if err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return err
	}
	ask := view.RetroAsk{Retro: scrum.Retro{State: scrum.RetroCollecting}}
	if err == nil {
		if ask, err = t.asked(ctx, r); err != nil {
			return err
		}
	}
	return t.tell(ctx, view.RetroStatus(t.mine, ask, t.product.Owner == t.person.ID))
}

// mustHaveRetroProduct refuses where the channel has no product. A note must not be
// what begins one: its author would be the product's owner.
func (t *turn) mustHaveRetroProduct() error {
	if t.product.ID == 0 && !t.channel.Direct {
		return t.refuse("retro.refuse.noProduct")
	}
	return t.mustHaveProduct()
}

// pressHow opens what is stored and what is not; over a form it lies on
// top of it.
func pressHow(_ context.Context, t *turn, c Click) error {
	how := view.RetroHowForm(t.mine)
	if c.View != "" {
		t.answer.Push = how
	} else {
		t.answer.Open = how
	}
	return nil
}
