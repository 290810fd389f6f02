package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const (
	insertKano   = `INSERT INTO kano (story_id, started_by, started_us, ends_us) VALUES ($1, $2, $3, $4)`
	insertAsking = `INSERT INTO kano_answer (kano_id, person_id) VALUES ($1, $2)`
)

// CreateKano keeps a survey with those who are asked, and returns it with its
// id. The error is [scrum.ErrTaken] if one of the story runs already.
func (tx *Tx) CreateKano(ctx context.Context, k scrum.Kano) (scrum.Kano, error) {
	var err error
	if k.ID, err = insert[scrum.KanoID](ctx, tx, insertKano, k.Story, k.StartedBy, micros(k.StartedAt), micros(k.EndsAt)); err != nil {
		return k, fmt.Errorf("survey story %d: %w", k.Story, err)
	}
	for _, a := range k.Asked {
		if _, err := tx.exec(ctx, insertAsking, k.ID, a.Person); err != nil {
			return k, fmt.Errorf("ask %s about story %d: %w", a.Person, k.Story, err)
		}
	}
	return k, nil
}

const updateAnswer = `UPDATE kano_answer SET present = $3, absent = $4, at_us = $5 WHERE kano_id = $1 AND person_id = $2`

// KeepAnswer keeps what somebody who was asked answered, in the place of what
// they answered before.
func (tx *Tx) KeepAnswer(ctx context.Context, id scrum.KanoID, a scrum.KanoAnswer) error {
	if err := tx.change(ctx, updateAnswer, id, a.Person, a.Present, a.Absent, micros(a.At)); err != nil {
		return fmt.Errorf("keep an answer of survey %d: %w", id, err)
	}
	return nil
}

const updateKano = `UPDATE kano SET closed_us = $2 WHERE id = $1`

// CloseKano keeps when a survey ended.
func (tx *Tx) CloseKano(ctx context.Context, k scrum.Kano) error {
	if err := tx.change(ctx, updateKano, k.ID, micros(k.ClosedAt)); err != nil {
		return fmt.Errorf("close survey %d: %w", k.ID, err)
	}
	return nil
}

const (
	kanoColumns  = `id, story_id, started_by, started_us, ends_us, closed_us`
	selectKano   = `SELECT ` + kanoColumns + ` FROM kano WHERE id = $1`
	selectKanoOf = `SELECT ` + kanoColumns + ` FROM kano WHERE story_id = $1 ORDER BY id DESC LIMIT 1`

	selectKanosOf = `SELECT ` + kanoColumns + ` FROM kano WHERE story_id = $1 ORDER BY id`
)

func scanKano(r row) (scrum.Kano, error) {
	var k scrum.Kano
	var started, ends, closed int64
	err := r.Scan(&k.ID, &k.Story, &k.StartedBy, &started, &ends, &closed)
	k.StartedAt, k.EndsAt, k.ClosedAt = instant(started), instant(ends), instant(closed)
	return k, err
}

// Kano returns a survey with its answers, or [scrum.ErrNotFound].
func (tx *Tx) Kano(ctx context.Context, id scrum.KanoID) (scrum.Kano, error) {
	k, err := one(ctx, tx, scanKano, selectKano, id)
	if err != nil {
		return k, fmt.Errorf("survey %d: %w", id, err)
	}
	return tx.answered(ctx, k)
}

// KanoOf returns the last survey of a story with its answers, or
// [scrum.ErrNotFound].
func (tx *Tx) KanoOf(ctx context.Context, story scrum.StoryID) (scrum.Kano, error) {
	k, err := one(ctx, tx, scanKano, selectKanoOf, story)
	if err != nil {
		return k, fmt.Errorf("survey of story %d: %w", story, err)
	}
	return tx.answered(ctx, k)
}

// KanosOf returns every survey of a story with its answers, the first first.
func (tx *Tx) KanosOf(ctx context.Context, story scrum.StoryID) ([]scrum.Kano, error) {
	list, err := all(ctx, tx, scanKano, selectKanosOf, story)
	if err != nil {
		return nil, fmt.Errorf("surveys of story %d: %w", story, err)
	}
	for i := range list {
		if list[i], err = tx.answered(ctx, list[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// RestoreKano keeps a survey as it was, with its answers and its end.
func (tx *Tx) RestoreKano(ctx context.Context, k scrum.Kano) error {
	kept, err := tx.CreateKano(ctx, k)
	if err != nil {
		return err
	}
	for _, a := range k.Asked {
		if !a.Given() {
			continue
		}
		if err := tx.KeepAnswer(ctx, kept.ID, a); err != nil {
			return err
		}
	}
	if k.Running() {
		return nil
	}
	return tx.CloseKano(ctx, kept)
}

const selectAnswers = `SELECT person_id, present, absent, at_us FROM kano_answer WHERE kano_id = $1 ORDER BY person_id`

func scanAnswer(r row) (scrum.KanoAnswer, error) {
	var a scrum.KanoAnswer
	var at int64
	err := r.Scan(&a.Person, &a.Present, &a.Absent, &at)
	a.At = instant(at)
	return a, err
}

func (tx *Tx) answered(ctx context.Context, k scrum.Kano) (scrum.Kano, error) {
	var err error
	if k.Asked, err = all(ctx, tx, scanAnswer, selectAnswers, k.ID); err != nil {
		return k, fmt.Errorf("answers of survey %d: %w", k.ID, err)
	}
	return k, nil
}
