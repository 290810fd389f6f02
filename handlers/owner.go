package handlers

import (
	"context"
	"errors"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// ownerTx is what the ownership of products needs of a transaction.
type ownerTx interface {
	SetProductOwner(ctx context.Context, product scrum.ProductID, owner scrum.PersonID) error
	// SetPrivacyContact names who hears of stories about security or personal
	// data; "": the owner.
	SetPrivacyContact(ctx context.Context, product scrum.ProductID, contact scrum.PersonID) error

	// OldestMembers are the people in a conversation, those known to be there
	// longest first.
	OldestMembers(ctx context.Context, channel scrum.ChannelID) ([]scrum.Person, error)
	// OwnedOrOffered returns the products that somebody owns, or was asked to.
	OwnedOrOffered(ctx context.Context, person scrum.PersonID) ([]scrum.ProductID, error)
	AskHeir(ctx context.Context, product scrum.ProductID, person scrum.PersonID, at time.Time) error
	Heirs(ctx context.Context, product scrum.ProductID) ([]scrum.Heir, error)
	PassHeir(ctx context.Context, product scrum.ProductID, person scrum.PersonID) error
	ForgetHeirs(ctx context.Context, product scrum.ProductID) error
}

// ownerNoun is who owns a product: whoever's deed created it, until they hand
// it over or are gone.
func ownerNoun() noun {
	return noun{
		clicks: map[string]click{
			view.OwnerTake: on((*turn).offered, takeProduct),
			view.OwnerPass: on((*turn).offered, passProduct),
		},
		rosterChanged: func(ctx context.Context, h *Handlers, tx Tx, r Roster) error {
			return h.concerned(ctx, tx, r, tx.OwnedOrOffered, (*turn).succeed)
		},
	}
}

// ownerTyped says who owns the product, or hands it over: its owner may, and
// if they are gone whoever is in the team.
func ownerTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	gone, err := t.ownerGone(ctx)
	if err != nil {
		return err
	}
	if isEmpty(rest) {
		return t.tellOwner(ctx, gone)
	}
	to, ok := t.personNamed(rest)
	switch {
	case !ok:
		return t.unfitPerson("owner")
	case gone:
		err = t.mustBeTeammate(ctx, t.person.ID)
	default:
		err = t.mustOwn(ctx)
	}
	if err != nil {
		return err
	}
	if err := t.mustBeTeammate(ctx, to); err != nil {
		return err
	}
	who, err := t.nameOf(ctx, to)
	if err != nil {
		return err
	}
	if to == t.product.Owner {
		return t.refuse("owner.refuse.already", "who", who)
	}
	if err := t.handOver(ctx, to); err != nil {
		return err
	}
	said := "owner.given"
	if to == t.person.ID {
		said = "owner.taken"
	}
	return t.tell(ctx, view.Note(t.mine.Say(said, "channel", mentionOf(t.product.Channel), "who", who)))
}

// unfitPerson refuses what follows a verb of /po that takes a person.
func (t *turn) unfitPerson(verb string) error {
	typed := "/po " + t.verb("po", verb)
	return t.unfit(typed, typed+" @nora")
}

func (t *turn) tellOwner(ctx context.Context, gone bool) error {
	who, err := t.nameOf(ctx, t.product.Owner)
	if err != nil {
		return err
	}
	said := "owner.is"
	switch {
	case gone:
		said = "owner.isGone"
	case t.product.Owner == t.person.ID:
		said = "owner.isYou"
	}
	return t.tell(ctx, view.Note(t.mine.Say(said, "who", who, "channel", mentionOf(t.product.Channel))))
}

// mustOwn refuses to whoever does not own the product, and says whom to ask;
// if that is nobody any more, how to become it.
func (t *turn) mustOwn(ctx context.Context) error {
	if t.person.ID == t.product.Owner {
		return nil
	}
	gone, err := t.ownerGone(ctx)
	if err != nil {
		return err
	}
	if gone {
		return t.mustBeOneOf(ctx, "owner.refuse.gone", t.product.Owner)
	}
	return t.mustBeOneOf(ctx, "story.refuse.owner", t.product.Owner)
}

// mustHaveOpened refuses to everybody but whoever opened something and the
// product's owner, and names those of the two who are still there to be asked;
// if that is nobody, how to become the owner.
func (t *turn) mustHaveOpened(ctx context.Context, refusal string, opener scrum.PersonID) error {
	if t.person.ID == opener || t.person.ID == t.product.Owner {
		return nil
	}
	var there []scrum.PersonID
	gone, err := t.ownerGone(ctx)
	if err != nil {
		return err
	}
	if !gone {
		there = append(there, t.product.Owner)
	}
	if _, inTeam, err := t.member(ctx, opener); err != nil {
		return err
	} else if inTeam && opener != t.product.Owner {
		there = append(there, opener)
	}
	if len(there) == 0 {
		return t.mustOwn(ctx)
	}
	return t.mustBeOneOf(ctx, refusal, there...)
}

// ownerGone reports whether the owner is of the team no more: deactivated, a
// guest, or out of the channel. Of somebody never looked up nothing is known.
func (t *turn) ownerGone(ctx context.Context) (bool, error) {
	owner, err := t.tx.Person(ctx, t.product.Owner)
	if errors.Is(err, scrum.ErrNotFound) {
		return false, nil
	}
	if err != nil || !owner.InTeam() {
		return err == nil, err
	}
	member, err := t.tx.IsMember(ctx, t.product.Channel, owner.ID)
	return !member, err
}

// handOver makes somebody the owner, ends the search for one, and tells them
// and whoever owned it before, if they did not do it themselves.
func (t *turn) handOver(ctx context.Context, to scrum.PersonID) error {
	from := t.product.Owner
	if err := t.tx.SetProductOwner(ctx, t.product.ID, to); err != nil {
		return err
	}
	t.product.Owner = to
	t.touch(from, to)
	if err := t.endSearch(ctx); err != nil {
		return err
	}
	names, err := t.names(ctx, from, to, t.person.ID)
	if err != nil {
		return err
	}
	if to != t.person.ID {
		if err := t.tellMember(ctx, to, "owner.yours", names.Of(t.person.ID)); err != nil {
			return err
		}
	}
	if from == t.person.ID {
		return nil
	}
	return t.tellMember(ctx, from, "owner.theirs", names.Of(to))
}

// tellMember writes a sentence about the product to somebody, if they may
// still know of it.
func (t *turn) tellMember(ctx context.Context, to scrum.PersonID, key, who string) error {
	p, err := t.tx.Person(ctx, to)
	if err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return err
	}
	if may, err := t.mayHear(ctx, p); err != nil || !may {
		return err
	}
	words, _ := t.readerOf(p)
	return t.direct(ctx, to, "", view.Note(words.Say(key, "who", escape(who), "channel", mentionOf(t.product.Channel))))
}

// mayHear reports whether somebody may still know of the product: once they
// left its channel, only of what Slack shows them too.
func (t *turn) mayHear(ctx context.Context, p scrum.Person) (bool, error) {
	if !p.Obeyed() {
		return false, nil
	}
	member, err := t.tx.IsMember(ctx, t.product.Channel, p.ID)
	if err != nil || member {
		return member, err
	}
	home, err := t.tx.Channel(ctx, t.product.Channel)
	if errors.Is(err, scrum.ErrNotFound) {
		return false, nil
	}
	return !home.Private && !p.Guest, err
}
