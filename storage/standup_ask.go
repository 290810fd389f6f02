package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"pogo/scrum"
)

const askColumns = `id, standup_id, product_id, day_id, person_id, date, state, questions, answers, put_off, asked_us, answered_us, edited_us`

func scanAsk(r row) (scrum.Ask, error) {
	var a scrum.Ask
	var questions, answers string
	var asked, answered, edited int64
	err := r.Scan(&a.ID, &a.Standup, &a.Product, &a.Day, &a.Person, &a.Date, &a.State, &questions, &answers, &a.PutOff, &asked, &answered, &edited)
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

const insertAsk = `INSERT INTO standup_ask (standup_id, product_id, day_id, person_id, date, state, questions, asked_us)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`

// CreateAsk keeps a new ask and returns it with its id. The error is
// [scrum.ErrTaken] if the person has one of that stand-up for that date.
func (tx *Tx) CreateAsk(ctx context.Context, a scrum.Ask) (scrum.Ask, error) {
	id, err := one(ctx, tx, scalar[scrum.AskID], insertAsk, a.Standup, a.Product, a.Day, a.Person, a.Date, a.State, list(a.Questions), micros(a.AskedAt))
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

const updateAsk = `UPDATE standup_ask SET state = $2, answers = $3, put_off = $4, asked_us = $5, answered_us = $6, edited_us = $7 WHERE id = $1`

// SaveAsk keeps a change to an ask.
func (tx *Tx) SaveAsk(ctx context.Context, a scrum.Ask) error {
	answers := make(scrum.Answers, len(a.Answers))
	for question, answer := range a.Answers {
		answers[question] = text(answer)
	}
	data, err := json.Marshal(answers)
	if err != nil {
		return fmt.Errorf("write the answers of ask %d: %w", a.ID, err)
	}
	err = tx.change(ctx, updateAsk, a.ID, a.State, string(data), a.PutOff, micros(a.AskedAt), micros(a.AnsweredAt), micros(a.EditedAt))
	if err != nil {
		return fmt.Errorf("save ask %d: %w", a.ID, err)
	}
	return nil
}
