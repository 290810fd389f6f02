package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

func scanRetroNote(r row) (scrum.RetroNote, error) {
	var n scrum.RetroNote
	err := r.Scan(&n.ID, &n.Column, &n.Text, &n.Author)
	return n, err
}

const (
	insertRetroNote   = `INSERT INTO retro_note (id, retro_id, bucket, text) VALUES ($1, $2, $3, $4)`
	insertRetroAuthor = `INSERT INTO retro_author (note_id, mark) VALUES ($1, $2)`
)

// KeepRetroNote keeps a note, and beside it the mark of its author.
func (tx *Tx) KeepRetroNote(ctx context.Context, id scrum.RetroID, n scrum.RetroNote) error {
	if _, err := tx.exec(ctx, insertRetroNote, n.ID, id, n.Column, text(n.Text)); err != nil {
		return fmt.Errorf("keep a note of retrospective %d: %w", id, err)
	}
	if _, err := tx.exec(ctx, insertRetroAuthor, n.ID, n.Author); err != nil {
		return fmt.Errorf("keep a note of retrospective %d: %w", id, err)
	}
	return nil
}

const selectRetroNotes = `SELECT n.id, n.bucket, n.text, COALESCE(a.mark, '') FROM retro_note n
	LEFT JOIN retro_author a ON a.note_id = n.id WHERE n.retro_id = $1 ORDER BY n.id`

// RetroNotes returns the notes of a retrospective in the order of their random
// ids, which is always the same and tells nothing.
func (tx *Tx) RetroNotes(ctx context.Context, id scrum.RetroID) ([]scrum.RetroNote, error) {
	list, err := all(ctx, tx, scanRetroNote, selectRetroNotes, id)
	if err != nil {
		return nil, fmt.Errorf("notes of retrospective %d: %w", id, err)
	}
	return list, nil
}

const (
	deleteRetroMark = `DELETE FROM retro_author WHERE note_id = $1`
	deleteRetroNote = `DELETE FROM retro_note WHERE id = $1`
)

// DropRetroNote forgets a note and the mark of its author, leaving no trace in
// the file.
func (tx *Tx) DropRetroNote(ctx context.Context, id string) error {
	for _, statement := range []string{deleteRetroMark, deleteRetroNote} {
		if _, err := tx.exec(ctx, statement, id); err != nil {
			return fmt.Errorf("drop a note: %w", err)
		}
	}
	tx.erased = true
	return nil
}

const moveRetroNotes = `UPDATE retro_note SET retro_id = $2 WHERE retro_id = $1`

// MoveRetroNotes hands the notes of a retrospective on to another one, with
// the key of their authors' marks.
func (tx *Tx) MoveRetroNotes(ctx context.Context, from, to scrum.RetroID) error {
	for _, statement := range []string{moveRetroNotes, moveRetroKey} {
		if _, err := tx.exec(ctx, statement, from, to); err != nil {
			return fmt.Errorf("move the notes of retrospective %d to %d: %w", from, to, err)
		}
	}
	return nil
}

const (
	insertRetroKey = `INSERT INTO retro_key (retro_id, key) VALUES ($1, $2)`
	selectRetroKey = `SELECT key FROM retro_key WHERE retro_id = $1`
	moveRetroKey   = `UPDATE retro_key SET retro_id = $2 WHERE retro_id = $1`
)

// KeepRetroKey keeps the random key under which the authors of a retrospective
// are marked.
func (tx *Tx) KeepRetroKey(ctx context.Context, id scrum.RetroID, key string) error {
	if _, err := tx.exec(ctx, insertRetroKey, id, key); err != nil {
		return fmt.Errorf("keep the key of retrospective %d: %w", id, err)
	}
	return nil
}

// RetroKey returns the key of a retrospective's marks, or [scrum.ErrNotFound]
// once it was destroyed.
func (tx *Tx) RetroKey(ctx context.Context, id scrum.RetroID) (string, error) {
	key, err := one(ctx, tx, scalar[string], selectRetroKey, id)
	if err != nil {
		return "", fmt.Errorf("key of retrospective %d: %w", id, err)
	}
	return key, nil
}

const (
	deleteRetroMarks = `DELETE FROM retro_author WHERE note_id IN (SELECT id FROM retro_note WHERE retro_id = $1)`
	deleteRetroKey   = `DELETE FROM retro_key WHERE retro_id = $1`
)

// ForgetRetroAuthors destroys the marks of a retrospective's authors and their
// key. What is deleted is overwritten in the file, and the log that still
// holds it is emptied right after the commit: from then on nobody can tell
// who wrote what, except by a backup made before.
func (tx *Tx) ForgetRetroAuthors(ctx context.Context, id scrum.RetroID) error {
	for _, statement := range []string{deleteRetroMarks, deleteRetroKey} {
		if _, err := tx.exec(ctx, statement, id); err != nil {
			return fmt.Errorf("forget the authors of retrospective %d: %w", id, err)
		}
	}
	tx.erased = true
	return tx.shuffleRetroNotes(ctx, id)
}

const deleteRetroNotes = `DELETE FROM retro_note WHERE retro_id = $1`

// shuffleRetroNotes writes the notes of a retrospective anew, by their random
// ids. A page of the file fills in the order in which rows come, whatever
// their key is: without this the bytes would tell which note came first.
func (tx *Tx) shuffleRetroNotes(ctx context.Context, id scrum.RetroID) error {
	notes, err := tx.RetroNotes(ctx, id)
	if err != nil {
		return err
	}
	if _, err := tx.exec(ctx, deleteRetroNotes, id); err != nil {
		return fmt.Errorf("shuffle the notes of retrospective %d: %w", id, err)
	}
	for _, n := range notes {
		if _, err := tx.exec(ctx, insertRetroNote, n.ID, id, n.Column, n.Text); err != nil {
			return fmt.Errorf("shuffle the notes of retrospective %d: %w", id, err)
		}
	}
	return nil
}
