package handlers

import (
	"context"
	"slices"

	"pogo/scrum"
	"pogo/view"
)

// succeed looks for a new owner if the product's own is gone: whoever is known
// to be in the team longest is asked privately, once, and whoever passes makes
// place for the next. If the owner came back, the search ends.
func (t *turn) succeed(ctx context.Context) error {
	gone, err := t.ownerGone(ctx)
	if err != nil {
		return err
	}
	if !gone {
		return t.endSearch(ctx)
	}
	if !isOpen(t.channel) {
		return nil // nobody can be told where this is
	}
	members, err := t.tx.OldestMembers(ctx, t.product.Channel)
	if err != nil {
		return err
	}
	asked, err := t.tx.Heirs(ctx, t.product.ID)
	if err != nil {
		return err
	}
	for _, h := range asked {
		if h.Passed {
			continue
		}
		if slices.ContainsFunc(members, func(p scrum.Person) bool { return p.ID == h.Person && p.InTeam() }) {
			return nil // who has not answered yet
		}
		if err := t.tx.PassHeir(ctx, t.product.ID, h.Person); err != nil {
			return err
		}
	}
	next, ok := scrum.NextHeir(members, asked)
	if !ok {
		return nil
	}
	return t.askHeir(ctx, next)
}

func (t *turn) askHeir(ctx context.Context, p scrum.Person) error {
	if err := t.tx.AskHeir(ctx, t.product.ID, p.ID, t.now); err != nil {
		return err
	}
	names, err := t.names(ctx, t.product.Owner)
	if err != nil {
		return err
	}
	words, _ := t.readerOf(p)
	h := scrum.Heir{Product: t.product.ID, Person: p.ID, AskedAt: t.now}
	return t.direct(ctx, p.ID, view.HeirName(h), view.HeirAsked(words, t.product, names.Of(t.product.Owner)))
}

// endSearch takes the question back from whoever has not answered it.
func (t *turn) endSearch(ctx context.Context) error {
	asked, err := t.tx.Heirs(ctx, t.product.ID)
	if err != nil || len(asked) == 0 {
		return err
	}
	names, err := t.names(ctx, t.product.Owner)
	if err != nil {
		return err
	}
	for _, h := range asked {
		if h.Passed || h.Person == t.person.ID {
			continue
		}
		words, err := t.wordsOf(ctx, h.Person)
		if err != nil {
			return err
		}
		over := view.Note(words.Say("owner.over", "who", escape(names.Of(t.product.Owner)), "channel", mentionOf(t.product.Channel)))
		if err := t.direct(ctx, h.Person, view.HeirName(h), over); err != nil {
			return err
		}
	}
	return t.tx.ForgetHeirs(ctx, t.product.ID)
}

// offered returns a product that the person was asked to own and enters it.
// What was decided meanwhile is refused.
func (t *turn) offered(ctx context.Context, id scrum.ProductID) (scrum.Product, error) {
	if err := t.enter(ctx, id); err != nil {
		return scrum.Product{}, err
	}
	asked, err := t.tx.Heirs(ctx, id)
	if err != nil {
		return t.product, err
	}
	if !slices.ContainsFunc(asked, func(h scrum.Heir) bool { return h.Person == t.person.ID && !h.Passed }) {
		return t.product, t.refuse("owner.refuse.decided", "channel", mentionOf(t.product.Channel))
	}
	return t.product, t.mustBeTeammate(ctx, t.person.ID)
}

func takeProduct(ctx context.Context, t *turn, _ Click, _ scrum.Product) error {
	if err := t.handOver(ctx, t.person.ID); err != nil {
		return err
	}
	return t.replace(ctx, view.Note(t.mine.Say("owner.taken", "channel", mentionOf(t.product.Channel))))
}

func passProduct(ctx context.Context, t *turn, _ Click, _ scrum.Product) error {
	if err := t.tx.PassHeir(ctx, t.product.ID, t.person.ID); err != nil {
		return err
	}
	if err := t.succeed(ctx); err != nil {
		return err
	}
	asked, err := t.tx.Heirs(ctx, t.product.ID)
	if err != nil {
		return err
	}
	said := "owner.passed"
	if !slices.ContainsFunc(asked, func(h scrum.Heir) bool { return !h.Passed }) {
		said = "owner.passedLast"
	}
	return t.replace(ctx, view.Note(t.mine.Say(said, "channel", mentionOf(t.product.Channel))))
}
