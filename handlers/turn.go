package handlers

import (
	"context"
	"errors"
	"time"

	"pogo/locale"
	"pogo/scrum"
	"pogo/view"
)

// turn is one request while it is handled: who speaks, where, in which
// product, and the transaction that everything happens in.
type turn struct {
	h       *Handlers
	tx      Tx
	now     time.Time
	person  scrum.Person
	channel scrum.Channel
	product scrum.Product // zero where the channel has none yet

	mine *locale.Words // the person's language
	ours *locale.Words // the channel's language

	door    door
	visitor bool // the person is not in the product's channel
	answer  Answer
	better  reading    // of the private answer, made once everything is kept
	news    []newsNote // what became of stories, to be told at the end
	found   []finding  // what stories speak of since this turn, likewise
	decided bool       // whoever changed them said already that they stay shown

	stirred []scrum.BlockerID // blockers that changed
	climbs  bool              // a step of the product's blockers is due

	touched map[scrum.PersonID]bool // whose Home may show something else now
	note    *view.Message           // the answer to a press on Home, to be shown there
}

// door is the way a request came in, which decides the way an answer to the
// person alone goes out.
type door struct {
	home     bool          // pressed on Home, which shows the answer
	command  bool          // the acknowledgement carries the answer
	looks    bool          // nothing is changed
	response string        // the address for an answer, "" for none
	replace  bool          // the answer takes the place of the private message that was pressed
	written  bool          // by a message, from which no form can be opened
	alone    bool          // to Pogo alone
	thread   string        // timestamp of the thread it came from
	place    scrum.Channel // the conversation it came from
	origin   scrum.Origin  // the message that says what is needed
	link     string        // to that message
	need     scrum.Story   // what it asks for, as it was read before the turn; zero if nothing
}

// occasion is a turn without a person: a scheduled deed, or a visit to a
// product.
func (h *Handlers) occasion(ctx context.Context, tx Tx, product scrum.ProductID) (*turn, error) {
	t := &turn{h: h, tx: tx, now: h.now()}
	var err error
	if t.product, err = tx.Product(ctx, product); err != nil {
		return nil, err
	}
	if t.channel, err = tx.Channel(ctx, t.product.Channel); err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return nil, err
	}
	t.ours = h.words.For(string(t.product.Lang), h.locale)
	t.mine = t.ours
	t.door.place = t.channel
	return t, nil
}

// arrive fills in who speaks and where. A person or a channel that was never
// looked up is taken for what its id says and no more.
func (t *turn) arrive(ctx context.Context, person, channel string) error {
	var err error
	if t.person, err = t.stranger(ctx, scrum.PersonID(person)); err != nil {
		return err
	}
	if t.channel, err = t.tx.Channel(ctx, scrum.ChannelID(channel)); errors.Is(err, scrum.ErrNotFound) {
		t.channel, err = scrum.Channel{ID: scrum.ChannelID(channel), Direct: len(channel) > 0 && channel[0] == 'D'}, nil
	}
	if err != nil {
		return err
	}
	t.door.place = t.channel
	if t.product, err = t.tx.ProductOf(ctx, t.channel.ID); err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return err
	}
	if t.product.ID == 0 && t.channel.Direct {
		if err := t.onlyProduct(ctx); err != nil {
			return err
		}
	}
	t.ours = t.h.words.For(string(t.product.Lang), t.person.Locale, t.h.locale)
	t.mine = t.h.words.For(t.person.Locale, string(t.product.Lang), t.h.locale)
	return nil
}

// stranger returns a person. One who was never looked up is taken for what
// the id says and no more.
func (t *turn) stranger(ctx context.Context, id scrum.PersonID) (scrum.Person, error) {
	p, err := t.tx.Person(ctx, id)
	if errors.Is(err, scrum.ErrNotFound) {
		return scrum.Person{ID: id}, nil
	}
	return p, err
}

// end lets every noun finish what it began in the turn.
func (t *turn) end(ctx context.Context) error {
	for _, finish := range t.h.turnEnds {
		if err := finish(ctx, t); err != nil {
			return err
		}
	}
	return nil
}

// refuse is the no to the person; the turn is undone.
func (t *turn) refuse(key string, args ...any) error {
	return &scrum.Refusal{Key: key, Args: args}
}
