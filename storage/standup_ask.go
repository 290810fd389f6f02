package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"pogo/scrum"
)

const askColumns = `id, standup_id, product_id, day_id, person_id, date, state, questions, answers, COALESCE(lead_id, 0), put_off, asked_us, answered_us, edited_us, late, perhaps, ended`

func scanAsk(r row) (scrum.Ask, error) {
	var a scrum.Ask
	var questions, answers string
	var asked, answered, edited int64
	err := r.Scan(&a.ID, &a.Standup, &a.Product, &a.Day, &a.Person, &a.Date, &a.State, &questions, &answers, &a.Lead, &a.PutOff, &asked, &answered, &edited,
		&a.Late, &a.Perhaps, &a.Ended)
	if err != nil {
		return a, err
	}
	a.AskedAt, a.AnsweredAt, a.EditedAt = instant(asked), instant(answered), instant(edited)
	if err := fromJSON(questions, &a.Questions); err != nil {
		return a, err
	}
	if err := json.Unmarshal([]byte(answers), &a.Answers); err != nil {
		return a, fmt.Errorf("read the answers of ask %d: %w", a.ID, err)
	}
	return a, nil
}

const insertAsk = `INSERT INTO standup_ask (standup_id, product_id, day_id, person_id, date, state, questions, lead_id, asked_us, late)
	VALUES ($1, $2, $3, $4, $5, $6, $7, NULLIF($8, 0), $9, $10)`

// CreateAsk keeps a new ask and returns it with its id. The error is
// [scrum.ErrTaken] if the person has one of that stand-up for that date.
func (tx *Tx) CreateAsk(ctx context.Context, a scrum.Ask) (scrum.Ask, error) {
	id, err := insert[scrum.AskID](ctx, tx, insertAsk, a.Standup, a.Product, a.Day, a.Person, a.Date, a.State, list(a.Questions), a.Lead, micros(a.AskedAt), bit(a.Late))
	if err != nil {
		return a, fmt.Errorf("create ask of %s for %s: %w", a.Date, a.Person, err)
	}
	return tx.Ask(ctx, id)
}

const (
	selectAsk   = `SELECT ` + askColumns + ` FROM standup_ask WHERE id = $1`
	selectAskOn = `SELECT ` + askColumns + ` FROM standup_ask WHERE standup_id = $1 AND person_id = $2 AND date = $3`
	selectAsks  = `SELECT ` + askColumns + ` FROM standup_ask WHERE day_id = $1 ORDER BY id`
	// The index by person and date is read backwards up to the first answer.
	selectAnswered = `SELECT ` + askColumns + ` FROM standup_ask
		WHERE standup_id = $1 AND person_id = $2 AND date < $3 AND state = 'answered' ORDER BY date DESC LIMIT 1`
	selectTogether = `SELECT ` + askColumns + ` FROM standup_ask WHERE id = $1
		UNION ALL SELECT ` + askColumns + ` FROM standup_ask WHERE lead_id = $1 ORDER BY 1`
	selectOpenOf   = `SELECT ` + askColumns + ` FROM standup_ask WHERE person_id = $1 AND state = 'open' ORDER BY id`
	selectLaterAsk = `SELECT COUNT(*) FROM standup_ask WHERE standup_id = $1 AND person_id = $2 AND date > $3 AND date <= $4`
	selectLastAsks = `SELECT ` + askColumns + ` FROM standup_ask
		WHERE standup_id = $1 AND person_id = $2 AND date < $3 ORDER BY date DESC LIMIT $4`
	selectOpenAsks = `SELECT ` + askColumns + ` FROM standup_ask WHERE product_id = $1 AND state = 'open' ORDER BY id`
)

// Ask returns an ask, or [scrum.ErrNotFound].
func (tx *Tx) Ask(ctx context.Context, id scrum.AskID) (scrum.Ask, error) {
	a, err := one(ctx, tx, scanAsk, selectAsk, id)
	if err != nil {
		return a, fmt.Errorf("ask %d: %w", id, err)
	}
	return a, nil
}

// AskOn returns what a person is asked on a date of theirs, or [scrum.ErrNotFound].
func (tx *Tx) AskOn(ctx context.Context, standup scrum.StandupID, person scrum.PersonID, date string) (scrum.Ask, error) {
	a, err := one(ctx, tx, scanAsk, selectAskOn, standup, person, date)
	if err != nil {
		return a, fmt.Errorf("ask of %s for %s: %w", date, person, err)
	}
	return a, nil
}

// LastAnswered returns a person's last answer to a stand-up before a date, or
// [scrum.ErrNotFound].
func (tx *Tx) LastAnswered(ctx context.Context, standup scrum.StandupID, person scrum.PersonID, before string) (scrum.Ask, error) {
	a, err := one(ctx, tx, scanAsk, selectAnswered, standup, person, before)
	if err != nil {
		return a, fmt.Errorf("last answer of %s before %s: %w", person, before, err)
	}
	return a, nil
}

// Asks returns the asks of a day, the first asked first.
func (tx *Tx) Asks(ctx context.Context, day scrum.StandupDayID) ([]scrum.Ask, error) {
	list, err := all(ctx, tx, scanAsk, selectAsks, day)
	if err != nil {
		return nil, fmt.Errorf("asks of stand-up day %d: %w", day, err)
	}
	return list, nil
}

// OpenAsks returns a product's asks without an answer that are not closed.
func (tx *Tx) OpenAsks(ctx context.Context, product scrum.ProductID) ([]scrum.Ask, error) {
	list, err := all(ctx, tx, scanAsk, selectOpenAsks, product)
	if err != nil {
		return nil, fmt.Errorf("open asks of product %d: %w", product, err)
	}
	return list, nil
}

// AsksTogether returns the asks that stand in the message of one, that one
// included, in the order in which they were made.
func (tx *Tx) AsksTogether(ctx context.Context, lead scrum.AskID) ([]scrum.Ask, error) {
	list, err := all(ctx, tx, scanAsk, selectTogether, lead)
	if err != nil {
		return nil, fmt.Errorf("asks together with %d: %w", lead, err)
	}
	return list, nil
}

// OpenAsksOf returns what a person is asked and has not answered, wherever.
func (tx *Tx) OpenAsksOf(ctx context.Context, person scrum.PersonID) ([]scrum.Ask, error) {
	list, err := all(ctx, tx, scanAsk, selectOpenOf, person)
	if err != nil {
		return nil, fmt.Errorf("open asks of %s: %w", person, err)
	}
	return list, nil
}

// AskedSince reports whether the same person has an ask of the same stand-up for
// a later date, up to the given one.
func (tx *Tx) AskedSince(ctx context.Context, a scrum.Ask, until string) (bool, error) {
	n, err := one(ctx, tx, scalar[int], selectLaterAsk, a.Standup, a.Person, a.Date, until)
	if err != nil {
		return false, fmt.Errorf("asks after %d: %w", a.ID, err)
	}
	return n > 0, nil
}

// AsksBefore returns a person's asks of a stand-up before a date, the newest
// first.
func (tx *Tx) AsksBefore(ctx context.Context, a scrum.Ask, limit int) ([]scrum.Ask, error) {
	list, err := all(ctx, tx, scanAsk, selectLastAsks, a.Standup, a.Person, a.Date, limit)
	if err != nil {
		return nil, fmt.Errorf("asks before %d: %w", a.ID, err)
	}
	return list, nil
}

const updateAsk = `UPDATE standup_ask SET state = $2, answers = $3, lead_id = NULLIF($4, 0), put_off = $5, asked_us = $6, answered_us = $7, edited_us = $8,
	late = $9, perhaps = $10, ended = $11 WHERE id = $1`

// Overwritten answers are kept aside: nothing that was typed is lost.
const keepSaid = `INSERT INTO standup_said (ask_id, answers, at_us)
	SELECT id, answers, $3 FROM standup_ask WHERE id = $1 AND answers NOT IN ($2, '{}')`

// SaveAsk keeps a change to an ask.
func (tx *Tx) SaveAsk(ctx context.Context, a scrum.Ask) error {
	data, err := answersText(a.Answers)
	if err != nil {
		return fmt.Errorf("write the answers of ask %d: %w", a.ID, err)
	}
	if _, err := tx.exec(ctx, keepSaid, a.ID, data, micros(a.ChangedAt())); err != nil {
		return fmt.Errorf("keep what ask %d was answered before: %w", a.ID, err)
	}
	err = tx.change(ctx, updateAsk, a.ID, a.State, data, a.Lead, a.PutOff, micros(a.AskedAt), micros(a.AnsweredAt), micros(a.EditedAt),
		bit(a.Late), bit(a.Perhaps), a.Ended)
	if err != nil {
		return fmt.Errorf("save ask %d: %w", a.ID, err)
	}
	return nil
}

func answersText(answers scrum.Answers) (string, error) {
	kept := make(map[string]string, len(answers))
	for question, answer := range answers {
		kept[text(string(question))] = text(answer)
	}
	return asJSON(kept)
}

const selectSaid = `SELECT answers FROM standup_said WHERE ask_id = $1 ORDER BY id`

// Said returns what an ask was answered before it was answered anew, the
// oldest first.
func (tx *Tx) Said(ctx context.Context, ask scrum.AskID) ([]scrum.Answers, error) {
	list, err := all(ctx, tx, func(r row) (scrum.Answers, error) {
		var answers scrum.Answers
		var kept string
		if err := r.Scan(&kept); err != nil {
			return nil, err
		}
		return answers, fromJSON(kept, &answers)
	}, selectSaid, ask)
	if err != nil {
		return nil, fmt.Errorf("earlier answers of ask %d: %w", ask, err)
	}
	return list, nil
}

const selectAsksOf = `SELECT a.id, a.standup_id, a.product_id, a.day_id, a.person_id, a.date, a.state, a.questions, a.answers, COALESCE(a.lead_id, 0),
		a.put_off, a.asked_us, a.answered_us, a.edited_us, a.late, a.perhaps, a.ended
	FROM standup u JOIN standup_ask a ON a.standup_id = u.id
	WHERE u.product_id = $1 AND a.person_id = $2 AND a.date >= $3 AND a.date <= $4 ORDER BY a.date DESC, a.id`

// AsksOf returns what a person was asked in a product from one date of theirs up
// to another, the newest first.
func (tx *Tx) AsksOf(ctx context.Context, product scrum.ProductID, person scrum.PersonID, from, to string) ([]scrum.Ask, error) {
	list, err := all(ctx, tx, scanAsk, selectAsksOf, product, person, from, to)
	if err != nil {
		return nil, fmt.Errorf("asks of %s in product %d: %w", person, product, err)
	}
	return list, nil
}
