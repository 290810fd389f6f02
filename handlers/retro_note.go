package handlers

import (
	"context"
	"errors"
	"html"
	"slices"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// writeNoteTyped opens the form of a note, filled with what was typed. Nothing
// is kept of it.
func writeNoteTyped(ctx context.Context, t *turn, c Command, rest string) error {
	if c.Trigger == "" {
		// Written in a message, which Slack keeps with its author; and the
		// answer that asks for a command would repeat the text beside a name.
		return t.refuse("retro.refuse.byForm")
	}
	if err := t.mustBeInside(); err != nil {
		return err
	}
	if err := t.mustHaveRetroProduct(); err != nil {
		return err
	}
	column, text := scrum.ReadNote(html.UnescapeString(rest))
	if !view.FitsForm(text) {
		return t.tell(ctx, view.RetroTooLong(t.mine, text))
	}
	return t.openNote(ctx, column, text)
}

func (t *turn) openNote(ctx context.Context, column scrum.RetroColumn, text string) error {
	where, err := t.retroWhere(ctx)
	if err != nil {
		return err
	}
	t.answer.Open = view.RetroNoteForm(t.mine, where.String(), column, text)
	return nil
}

// retroWhere remembers the product's channel, and the retrospective that takes
// notes now, if any.
func (t *turn) retroWhere(ctx context.Context) (Where, error) {
	r, err := t.tx.CollectingRetro(ctx, t.product.ID)
	if errors.Is(err, scrum.ErrNotFound) {
		err = nil
	}
	return Where{Channel: string(t.product.Channel), ID: int64(r.ID)}, err
}

// pressWriteNote opens an empty form. In a private answer the retrospective
// may not have begun; then it is the channel that says which product is meant.
func pressWriteNote(ctx context.Context, t *turn, c Click) error {
	if c.Value != "0" {
		return on((*turn).retro, writeNote)(ctx, t, c)
	}
	if err := t.mustBeInside(); err != nil {
		return err
	}
	if err := t.mustHaveRetroProduct(); err != nil {
		return err
	}
	return t.openNote(ctx, "", "")
}

func writeNote(ctx context.Context, t *turn, _ Click, _ scrum.Retro) error {
	return t.openNote(ctx, "", "")
}

// pressAnotherNote empties the form for another note.
func pressAnotherNote(ctx context.Context, t *turn, c Click) error {
	product, err := t.tx.ProductOf(ctx, scrum.ChannelID(ParseWhere(c.Private).Channel))
	if err != nil {
		return err
	}
	if err := t.enter(ctx, product.ID); err != nil {
		return err
	}
	where, err := t.retroWhere(ctx)
	if err != nil {
		return err
	}
	t.answer.Update = view.RetroNoteForm(t.mine, where.String(), "", "")
	return nil
}

// submitNote keeps a note. The confirmation is what the form becomes: no
// delivery is written that would name who wrote, and no log line.
func submitNote(ctx context.Context, t *turn, s Submission) error {
	where := ParseWhere(s.Private)
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	if err := t.enter(ctx, t.product.ID); err != nil {
		return err
	}
	n := scrum.RetroNote{ID: t.h.token(), Column: scrum.RetroColumn(s.Values[view.FieldColumn]), Text: s.Values["text"]}
	if strings.TrimSpace(n.Text) == "" {
		return t.refuseField("text", "retro.refuse.empty")
	}
	r, err := t.collecting(ctx)
	if err != nil {
		return err
	}
	if !slices.Contains(r.Format.Columns(), n.Column) {
		return t.refuseField(view.FieldColumn, "retro.refuse.column")
	}
	if err := t.keepRetroNote(ctx, r, n); err != nil {
		return err
	}
	ask, err := t.asked(ctx, r)
	if err != nil {
		return err
	}
	if r.State == scrum.RetroOpen {
		if err := t.post(ctx, view.RetroName(r.ID), view.RetroAsked(t.ours, ask)); err != nil {
			return err
		}
	}
	missed, err := t.missedRetro(ctx, where, r)
	if err != nil {
		return err
	}
	t.answer.Replace = view.RetroNoteKept(t.mine, Where{Channel: where.Channel, ID: int64(r.ID)}.String(), ask, missed)
	return nil
}

// keepRetroNote keeps a note under its author's mark.
func (t *turn) keepRetroNote(ctx context.Context, r scrum.Retro, n scrum.RetroNote) error {
	key, err := t.tx.RetroKey(ctx, r.ID)
	if err != nil {
		return err
	}
	n.Author = scrum.MarkAuthor(key, t.person.ID)
	notes, err := t.tx.RetroNotes(ctx, r.ID)
	if err != nil {
		return err
	}
	if len(scrum.NotesOf(notes, n.Author)) >= scrum.MaxNotesOfOne {
		return t.refuseField("text", "retro.refuse.tooMany", "max", scrum.MaxNotesOfOne)
	}
	return t.tx.KeepRetroNote(ctx, r.ID, n)
}

// missedRetro reports whether a form was opened for a retrospective that the
// channel had been asked for and that has closed since.
func (t *turn) missedRetro(ctx context.Context, where Where, r scrum.Retro) (bool, error) {
	if where.ID == 0 || where.ID == int64(r.ID) {
		return false, nil
	}
	meant, err := t.tx.Retro(ctx, scrum.RetroID(where.ID))
	if errors.Is(err, scrum.ErrNotFound) {
		return false, nil
	}
	return err == nil && meant.Product == r.Product, err
}

// pressSignNotes shows somebody their own notes of those that wait. Whether
// there are any is told in a form, which leaves no trace.
func pressSignNotes(ctx context.Context, t *turn, _ Click, short scrum.Retro) error {
	_, own, err := t.ownNotes(ctx)
	if err != nil {
		return err
	}
	if len(own) == 0 {
		t.answer.Open = view.RetroNoneToSign(t.mine)
		return nil
	}
	where := Where{Channel: string(t.product.Channel), ID: int64(short.ID)}
	t.answer.Open = view.RetroSignForm(t.mine, where.String(), own)
	return nil
}

// ownNotes are the person's own of the notes that wait, found by their mark.
func (t *turn) ownNotes(ctx context.Context) (r scrum.Retro, own []scrum.RetroNote, err error) {
	if r, err = t.tx.CollectingRetro(ctx, t.product.ID); err == nil {
		var key string
		if key, err = t.tx.RetroKey(ctx, r.ID); err == nil {
			own, err = t.tx.RetroNotes(ctx, r.ID)
			own = scrum.NotesOf(own, scrum.MarkAuthor(key, t.person.ID))
		}
	}
	if errors.Is(err, scrum.ErrNotFound) {
		return r, nil, nil
	}
	return r, own, err
}

// submitSignedNotes publishes somebody's notes with their name, in the thread of
// the retrospective that was too short. The other notes stay where they are.
func submitSignedNotes(ctx context.Context, t *turn, s Submission) error {
	short, err := t.retro(ctx, scrum.RetroID(ParseWhere(s.Private).ID))
	if err != nil {
		return err
	}
	r, own, err := t.ownNotes(ctx)
	if err != nil {
		return err
	}
	if len(own) == 0 {
		t.answer.Replace = view.RetroNoneToSign(t.mine)
		return nil
	}
	for _, n := range own {
		if err := t.tx.DropRetroNote(ctx, n.ID); err != nil {
			return err
		}
	}
	for _, page := range view.RetroSigned(t.ours, t.person.Name, own) {
		if err := t.reply(ctx, view.RetroResultName(short.ID), "", page); err != nil {
			return err
		}
	}
	if r.State == scrum.RetroOpen {
		if err := t.drawRetro(ctx, r); err != nil {
			return err
		}
	}
	t.answer.Clear = true
	return nil
}
