package handlers

import (
	"context"
	"fmt"
	"io"
	"slices"

	"pogo/scrum"
	"pogo/view"
)

// pastTyped shows the person what they answered, or by the owner what
// somebody else did: "history @samir 1–15 nov".
func pastTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustBeInTeam(ctx); err != nil {
		return err
	}
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
	if err := t.mustBeInTeam(ctx); err != nil {
		return err
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

// past is what somebody answered, for themselves or the product's owner.
func (t *turn) past(ctx context.Context, past view.Past) (view.StandupPast, error) {
	h := view.StandupPast{Past: past, Channel: t.channel.Name, Mine: past.Person == t.person.ID}
	if !h.Mine {
		if err := t.mustBeOneOf(ctx, "standup.refuse.history", t.product.Owner); err != nil {
			return h, err
		}
	}
	var err error
	if h.Asks, err = t.tx.AsksOf(ctx, t.product.ID, past.Person, past.From, past.To); err != nil {
		return h, err
	}
	if !h.Mine { // on which days somebody did not answer is theirs alone
		h.Asks = slices.DeleteFunc(h.Asks, func(a scrum.Ask) bool { return a.State != scrum.AskAnswered })
	}
	if h.Names, err = t.namesIn(ctx, h.Asks, nil, past.Person); err != nil {
		return h, err
	}
	all, err := t.tx.Standups(ctx, t.product.ID)
	h.Standups = map[scrum.StandupID]string{}
	for _, s := range all {
		h.Standups[s.ID] = s.Name
	}
	return h, err
}

// sendPast sends it as a file, by direct message.
func sendPast(ctx context.Context, t *turn, c Click) error {
	past, _, ok := view.ParsePast(c.Value)
	if !ok {
		return t.refuse("command.nothing")
	}
	if err := t.mustBeInTeam(ctx); err != nil {
		return err
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
