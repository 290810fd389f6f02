package handlers

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// pastTyped shows the person what they answered, or by the owner what
// somebody else did: "history @samir 1–15 nov".
func pastTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	past := view.Past{Person: t.person.ID}
	word, after := cutWord(rest)
	if id, named := t.personNamed(word); named {
		past.Person, rest = id, after
	}
	var ok bool
	if past.From, past.To, ok = scrum.ParsePastDays(rest, t.today(t.person)); !ok {
		return t.refuse("standup.refuse.days", "typed", clipWord(rest))
	}
	return t.tellPast(ctx, past, 0, false)
}

// turnPast shows another page.
func turnPast(ctx context.Context, t *turn, c Click) error {
	past, page, ok := view.ParsePast(c.Value)
	if !ok {
		return t.refuse("command.nothing")
	}
	return t.tellPast(ctx, past, page, true)
}

func (t *turn) tellPast(ctx context.Context, past view.Past, page int, replace bool) error {
	h, err := t.past(ctx, past)
	if err != nil {
		return err
	}
	h.Page = page
	return t.respond(ctx, view.StandupHistoryOf(t.mine, h), replace)
}

// pastIn are the products whose stand-ups are looked at: the one spoken of, or in
// a direct message, where none is, all in whose team the person is.
func (t *turn) pastIn(ctx context.Context) ([]scrum.Product, error) {
	if t.product.ID != 0 {
		return []scrum.Product{t.product}, t.mustBeInTeam(ctx)
	}
	if !t.channel.Direct {
		return nil, t.mustHaveProduct()
	}
	all, err := t.tx.ProductsOf(ctx, t.person.ID)
	if err != nil {
		return nil, err
	}
	var mine []scrum.Product
	for _, p := range all {
		member, err := t.inTeam(ctx, t.person, p.ID)
		if err != nil {
			return nil, err
		}
		if member {
			mine = append(mine, p)
		}
	}
	if len(mine) == 0 {
		return nil, t.refuse("command.direct")
	}
	return mine, nil
}

// past is what somebody answered, for themselves or the products' owner.
func (t *turn) past(ctx context.Context, past view.Past) (view.StandupPast, error) {
	h := view.StandupPast{Past: past, Mine: past.Person == t.person.ID, Standups: map[scrum.StandupID]string{}}
	products, err := t.pastIn(ctx)
	if err != nil {
		return h, err
	}
	if !h.Mine {
		owners := make([]scrum.PersonID, len(products))
		for i, p := range products {
			owners[i] = p.Owner
		}
		if err := t.mustBeOneOf(ctx, "standup.refuse.history", owners...); err != nil {
			return h, err
		}
		products = slices.DeleteFunc(products, func(p scrum.Product) bool { return p.Owner != t.person.ID })
	}
	for _, p := range products {
		if err := t.addPast(ctx, &h, p, len(products) > 1); err != nil {
			return h, err
		}
	}
	slices.SortStableFunc(h.Asks, func(a, b scrum.Ask) int { return strings.Compare(b.Date, a.Date) })
	if !h.Mine { // on which days somebody did not answer is theirs alone
		h.Asks = slices.DeleteFunc(h.Asks, func(a scrum.Ask) bool { return a.State != scrum.AskAnswered })
	}
	h.Names, err = t.namesIn(ctx, h.Asks, nil, past.Person)
	return h, err
}

// addPast adds what was answered in a product. Among several, each answer says of
// which channel it is.
func (t *turn) addPast(ctx context.Context, h *view.StandupPast, p scrum.Product, several bool) error {
	channel, err := t.tx.Channel(ctx, p.Channel)
	if err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return err
	}
	h.Channels = append(h.Channels, channel.Name)
	asks, err := t.tx.AsksOf(ctx, p.ID, h.Person, h.From, h.To)
	if err != nil {
		return err
	}
	h.Asks = append(h.Asks, asks...)
	standups, err := t.tx.Standups(ctx, p.ID)
	for _, s := range standups {
		name := s.Name
		if several {
			name = strings.TrimPrefix(name+", #"+channel.Name, ", ")
		}
		h.Standups[s.ID] = name
	}
	return err
}

// sendPast sends it as a file, by direct message.
func sendPast(ctx context.Context, t *turn, c Click) error {
	past, _, ok := view.ParsePast(c.Value)
	if !ok {
		return t.refuse("command.nothing")
	}
	if _, err := t.past(ctx, past); err != nil {
		return err
	}
	request := exportRequest{Product: t.product.ID, Person: t.person.ID, Format: markdownFormat, History: past}
	if err := t.sendOneFile(ctx, request); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("standup.history.coming")))
}

func (t *turn) writePast(ctx context.Context, past view.Past, to io.Writer) (comment string, err error) {
	h, err := t.past(ctx, past)
	if err != nil {
		return "", err
	}
	if _, err := io.WriteString(to, view.StandupMarkdown(t.mine, h)); err != nil {
		return "", fmt.Errorf("write a history: %w", err)
	}
	return t.mine.Say("standup.history.here", "span", h.Span(t.mine)), nil
}
