package handlers

import (
	"context"
	"errors"
	"slices"
	"time"

	"pogo/locale"
	"pogo/outbox"
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
}

// door is the way a request came in, which decides the way an answer to the
// person alone goes out.
type door struct {
	command  bool          // the acknowledgement carries the answer
	response string        // the address for an answer, "" for none
	thread   string        // timestamp of the thread it came from
	place    scrum.Channel // the conversation it came from
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
	if t.person, err = t.tx.Person(ctx, scrum.PersonID(person)); errors.Is(err, scrum.ErrNotFound) {
		t.person, err = scrum.Person{ID: scrum.PersonID(person)}, nil
	}
	if err != nil {
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

// onlyProduct takes the person's only product for the one meant in a direct
// message, which goes by the name of that product's channel.
func (t *turn) onlyProduct(ctx context.Context) error {
	products, err := t.tx.ProductsOf(ctx, t.person.ID)
	if err != nil || len(products) != 1 {
		return err
	}
	t.product = products[0]
	home, err := t.tx.Channel(ctx, t.product.Channel)
	t.channel.Name = home.Name
	return err
}

// enter makes a product the one this turn is about, if the person may see it:
// what comes from a private channel is shown only to its members, and to
// guests nothing of a channel that they are not in, as Slack itself has it.
// Whoever else looks in from outside is a visitor, who changes nothing.
func (t *turn) enter(ctx context.Context, id scrum.ProductID) error {
	product, err := t.tx.Product(ctx, id)
	if err != nil {
		return err
	}
	channel, err := t.tx.Channel(ctx, product.Channel)
	if err != nil {
		return err
	}
	member, err := t.tx.IsMember(ctx, product.Channel, t.person.ID)
	if err != nil {
		return err
	}
	here := member || t.door.place.ID == product.Channel
	if !here && (channel.Private || !t.person.InTeam()) {
		return scrum.ErrNotFound
	}
	t.product, t.channel, t.visitor = product, channel, !here
	t.ours = t.h.words.For(string(product.Lang), t.h.locale)
	return nil
}

// begin returns the channel's product, creating it at the first use: the
// channel is its home and the person its owner. Lang is that of what they
// typed.
func (t *turn) begin(ctx context.Context, lang scrum.Lang) error {
	if t.product.ID != 0 {
		return nil
	}
	if t.channel.Direct {
		return t.refuse("command.direct")
	}
	key := scrum.ProductKey(t.channel.Name, func(key string) bool {
		_, err := t.tx.ProductByKey(ctx, key)
		return err == nil
	})
	if lang != scrum.English && lang != scrum.French {
		lang = scrum.Lang(t.mine.Lang())
	}
	product, err := t.tx.CreateProduct(ctx, scrum.Product{
		Channel: t.channel.ID, Key: key, Owner: t.person.ID, Lang: lang,
		Zone: first(t.person.Zone, t.h.zone, "UTC"), CreatedAt: t.now,
	})
	if err != nil {
		return err
	}
	t.product = product
	t.ours = t.h.words.For(string(lang))
	return nil
}

// mustBegin refuses where nothing is kept for the channel yet.
func (t *turn) mustBegin() error {
	switch {
	case t.product.ID != 0:
		return nil
	case t.channel.Direct:
		return t.refuse("command.direct")
	}
	return t.refuse("command.noProduct")
}

// mustOwn refuses to whoever does not own the product.
func (t *turn) mustOwn(ctx context.Context) error {
	return t.mustBeOneOf(ctx, "story.refuse.owner", t.product.Owner)
}

// mustBeOneOf refuses to everybody but the given people, and says who they
// are.
func (t *turn) mustBeOneOf(ctx context.Context, refusal string, people ...scrum.PersonID) error {
	if slices.Contains(people, t.person.ID) {
		return nil
	}
	who, err := t.nameOf(ctx, people...)
	if err != nil {
		return err
	}
	return t.refuse(refusal, "who", who)
}

// mustBelong refuses changes to whoever only looks in from outside.
func (t *turn) mustBelong() error {
	if !t.visitor {
		return nil
	}
	return t.refuse("command.visitor", "channel", "<#"+string(t.product.Channel)+">")
}

// refuse is the no to the person; the turn is undone.
func (t *turn) refuse(key string, args ...any) error {
	return &scrum.Refusal{Key: key, Args: args}
}

// tell answers the person alone, by the way they came in.
func (t *turn) tell(ctx context.Context, m view.Message) error {
	return t.respond(ctx, m, false)
}

// replace answers the person alone, in the place of the private message they
// pressed a button of.
func (t *turn) replace(ctx context.Context, m view.Message) error {
	return t.respond(ctx, m, true)
}

func (t *turn) respond(ctx context.Context, m view.Message, replace bool) error {
	switch {
	case t.door.command:
		t.answer.Private = &m
		return nil
	case t.door.response != "":
		body, err := view.Response{Message: m, Replace: replace}.JSON()
		if err != nil {
			return err
		}
		return t.send(ctx, outbox.Delivery{Kind: outbox.Respond, URL: t.door.response, Channel: string(t.person.ID), Person: string(t.person.ID), Body: body})
	case t.door.place.Member && !t.door.place.Direct:
		return t.whisper(ctx, t.person.ID, m)
	}
	return t.direct(ctx, t.person.ID, "", m)
}

// whisper shows a message to one person in the channel and the thread the
// request came from, whatever product it was about.
func (t *turn) whisper(ctx context.Context, person scrum.PersonID, m view.Message) error {
	body, err := m.JSON()
	if err != nil {
		return err
	}
	return t.send(ctx, outbox.Delivery{Kind: outbox.Ephemeral, Channel: string(t.door.place.ID), Person: string(person), Thread: t.door.thread, Body: body})
}

// direct writes to a person in their direct messages. A message with a name
// can be edited later by writing it again.
func (t *turn) direct(ctx context.Context, person scrum.PersonID, name string, m view.Message) error {
	return t.put(ctx, name, string(person), "", m)
}

// post puts a message into the product's channel. A message with a name can
// be edited later by writing it again.
func (t *turn) post(ctx context.Context, name string, m view.Message) error {
	return t.put(ctx, name, string(t.product.Channel), "", m)
}

// reply puts a message into the thread of a named one.
func (t *turn) reply(ctx context.Context, parent, name string, m view.Message) error {
	return t.put(ctx, name, string(t.product.Channel), parent, m)
}

func (t *turn) put(ctx context.Context, name, channel, thread string, m view.Message) error {
	body, err := m.JSON()
	if err != nil {
		return err
	}
	return t.send(ctx, outbox.Delivery{Kind: outbox.Post, Name: name, Channel: channel, Thread: thread, Body: body})
}

// seed puts the bot's own reaction under a named message of the channel.
func (t *turn) seed(ctx context.Context, on, emoji string) error {
	body, err := view.Seed{Emoji: emoji, On: on}.JSON()
	if err != nil {
		return err
	}
	return t.send(ctx, outbox.Delivery{Kind: outbox.Seed, Channel: string(t.product.Channel), Thread: on, Body: body})
}

func (t *turn) send(ctx context.Context, d outbox.Delivery) error {
	d.CreatedAt = t.now
	_, err := t.tx.Send(ctx, d)
	return err
}

// names looks up the display names of people.
func (t *turn) names(ctx context.Context, ids ...scrum.PersonID) (view.Names, error) {
	people, err := t.tx.People(ctx, ids...)
	if err != nil {
		return nil, err
	}
	names := view.Names{}
	for id, p := range people {
		names[string(id)] = p.Name
	}
	return names, nil
}

// nameOf names people in a sentence to the person, each once and without a
// ping.
func (t *turn) nameOf(ctx context.Context, ids ...scrum.PersonID) (string, error) {
	names, err := t.names(ctx, ids...)
	if err != nil {
		return "", err
	}
	var list []string
	for _, id := range ids {
		if name := escape(names.Of(string(id))); !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return t.mine.List(list), nil
}

// readerOf returns the words and the zone of a person who is written to.
func (t *turn) readerOf(p scrum.Person) (*locale.Words, *time.Location) {
	return t.h.words.For(p.Locale, string(t.product.Lang), t.h.locale), p.Location(t.product.Location())
}

// first returns the first of the texts that is not empty.
func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
