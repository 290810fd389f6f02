package handlers

import (
	"cmp"
	"context"
	"slices"

	"pogo/scrum"
)

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
	product, channel, err := t.homeOf(ctx, id)
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

// homeOf returns a product, whoever asks, and the channel that is its home.
func (t *turn) homeOf(ctx context.Context, id scrum.ProductID) (scrum.Product, scrum.Channel, error) {
	product, err := t.tx.Product(ctx, id)
	if err != nil {
		return product, scrum.Channel{}, err
	}
	channel, err := t.tx.Channel(ctx, product.Channel)
	return product, channel, err
}

// mentionOf writes a channel as a link to it.
func mentionOf(channel scrum.ChannelID) string { return "<#" + string(channel) + ">" }

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
		Zone: cmp.Or(t.person.Zone, t.h.zone, "UTC"), CreatedAt: t.now,
	})
	if err != nil {
		return err
	}
	t.product = product
	t.ours = t.h.words.For(string(lang))
	return t.succeed(ctx) // a guest owns nothing
}

// mustHaveProduct refuses where nothing is kept for the channel yet.
func (t *turn) mustHaveProduct() error {
	switch {
	case t.product.ID != 0:
		return nil
	case t.channel.Direct:
		return t.refuse("command.direct")
	}
	return t.refuse("command.noProduct")
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
	return t.refuse("command.visitor", "channel", mentionOf(t.product.Channel))
}

// mustHaveStayed refuses a form to whoever has left since it was opened the
// conversation that it was opened in, if they could not look into that from
// outside. As long as nobody is known to be there, the form is believed.
func (t *turn) mustHaveStayed(ctx context.Context) error {
	if t.channel.Direct || !t.channel.Private && t.person.InTeam() {
		return nil
	}
	if member, err := t.tx.IsMember(ctx, t.channel.ID, t.person.ID); err != nil || member {
		return err
	}
	known, err := t.tx.Members(ctx, t.channel.ID)
	if err != nil || len(known) == 0 {
		return err
	}
	return scrum.ErrNotFound
}
