package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"pogo/scrum"
)

const draftColumns = `id, person_id, channel_id, command, text, criteria, author_id, origin_channel, origin_thread, permalink, at_us`

func scanDraft(r row) (scrum.Draft, error) {
	var d scrum.Draft
	var criteria string
	var at int64
	err := r.Scan(&d.ID, &d.Person, &d.Channel, &d.Command, &d.Text, &criteria, &d.Author, &d.Origin.Channel, &d.Origin.Thread, &d.Permalink, &at)
	if err != nil {
		return d, err
	}
	d.At = instant(at)
	if err := json.Unmarshal([]byte(criteria), &d.Criteria); err != nil {
		return d, fmt.Errorf("read the criteria of draft %s: %w", d.ID, err)
	}
	return d, nil
}

const insertDraft = `INSERT INTO draft (` + draftColumns + `) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`

// KeepDraft keeps what somebody typed until they say what becomes of it.
func (tx *Tx) KeepDraft(ctx context.Context, d scrum.Draft) error {
	if _, err := tx.exec(ctx, insertDraft, d.ID, d.Person, d.Channel, text(d.Command), text(d.Text), list(d.Criteria),
		d.Author, d.Origin.Channel, d.Origin.Thread, d.Permalink, micros(d.At)); err != nil {
		return fmt.Errorf("keep draft: %w", err)
	}
	return nil
}

const selectDraft = `SELECT ` + draftColumns + ` FROM draft WHERE id = $1`

// Draft returns a draft, or [scrum.ErrNotFound]. Only its author may see it.
func (tx *Tx) Draft(ctx context.Context, id string) (scrum.Draft, error) {
	d, err := one(ctx, tx, scanDraft, selectDraft, id)
	if err != nil {
		return d, fmt.Errorf("draft %s: %w", id, err)
	}
	return d, nil
}

const deleteDraft = `DELETE FROM draft WHERE id = $1`

// DropDraft forgets a draft; one that is not there is no error.
func (tx *Tx) DropDraft(ctx context.Context, id string) error {
	if _, err := tx.exec(ctx, deleteDraft, id); err != nil {
		return fmt.Errorf("drop draft %s: %w", id, err)
	}
	return nil
}

const selectDraftsOf = `SELECT ` + draftColumns + ` FROM draft WHERE person_id = $1 ORDER BY at_us, id`

// DraftsOf returns what somebody typed and has not decided about, the oldest
// first.
func (tx *Tx) DraftsOf(ctx context.Context, person scrum.PersonID) ([]scrum.Draft, error) {
	list, err := all(ctx, tx, scanDraft, selectDraftsOf, person)
	if err != nil {
		return nil, fmt.Errorf("drafts of %s: %w", person, err)
	}
	return list, nil
}
