package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const absenceColumns = `a.id, a.person_id, a.first_on, a.last_on, a.from_noon, a.until_noon, a.note, a.entered_by, a.source, a.entered_us`

func scanAbsence(r row) (scrum.Absence, error) {
	var a scrum.Absence
	var entered int64
	err := r.Scan(&a.ID, &a.Person, &a.From, &a.To, &a.FromNoon, &a.UntilNoon, &a.Note, &a.EnteredBy, &a.Source, &entered)
	a.EnteredAt = instant(entered)
	return a, err
}

const insertAbsence = `INSERT INTO absence (person_id, first_on, last_on, from_noon, until_noon, note, entered_by, source, entered_us)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`

// CreateAbsence keeps a new absence and returns it with its id.
func (tx *Tx) CreateAbsence(ctx context.Context, a scrum.Absence) (scrum.Absence, error) {
	id, err := insert[scrum.AbsenceID](ctx, tx, insertAbsence, a.Person, a.From, a.To, bit(a.FromNoon), bit(a.UntilNoon),
		text(a.Note), a.EnteredBy, a.Source, micros(a.EnteredAt))
	if err != nil {
		return a, fmt.Errorf("keep an absence of %s: %w", a.Person, err)
	}
	a.ID = id
	return a, nil
}

const selectAbsence = `SELECT ` + absenceColumns + ` FROM absence a WHERE a.id = $1`

// Absence returns an absence, or [scrum.ErrNotFound].
func (tx *Tx) Absence(ctx context.Context, id scrum.AbsenceID) (scrum.Absence, error) {
	a, err := one(ctx, tx, scanAbsence, selectAbsence, id)
	if err != nil {
		return a, fmt.Errorf("absence %d: %w", id, err)
	}
	return a, nil
}

const updateAbsence = `UPDATE absence SET first_on = $2, last_on = $3, from_noon = $4, until_noon = $5 WHERE id = $1`

// SaveAbsence keeps the dates of an absence; the rest of it never changes.
func (tx *Tx) SaveAbsence(ctx context.Context, a scrum.Absence) error {
	if err := tx.change(ctx, updateAbsence, a.ID, a.From, a.To, bit(a.FromNoon), bit(a.UntilNoon)); err != nil {
		return fmt.Errorf("change absence %d: %w", a.ID, err)
	}
	return nil
}

const deleteAbsence = `DELETE FROM absence WHERE id = $1`

// DropAbsence forgets an absence.
func (tx *Tx) DropAbsence(ctx context.Context, id scrum.AbsenceID) error {
	if err := tx.change(ctx, deleteAbsence, id); err != nil {
		return fmt.Errorf("forget absence %d: %w", id, err)
	}
	return nil
}

const selectAbsencesOf = `SELECT ` + absenceColumns + ` FROM absence a WHERE a.person_id = $1 AND a.last_on >= $2 ORDER BY a.first_on, a.id`

// AbsencesOf returns the absences of somebody that last until a local date or
// longer, in their order.
func (tx *Tx) AbsencesOf(ctx context.Context, person scrum.PersonID, since string) ([]scrum.Absence, error) {
	list, err := all(ctx, tx, scanAbsence, selectAbsencesOf, person, since)
	if err != nil {
		return nil, fmt.Errorf("absences of %s: %w", person, err)
	}
	return list, nil
}

const selectAbsencesIn = `SELECT ` + absenceColumns + ` FROM member m JOIN absence a ON a.person_id = m.person_id
	WHERE m.channel_id = $1 AND a.last_on >= $2 ORDER BY a.first_on, a.id`

// AbsencesIn returns likewise those of everybody in a conversation, by person.
func (tx *Tx) AbsencesIn(ctx context.Context, channel scrum.ChannelID, since string) (map[scrum.PersonID][]scrum.Absence, error) {
	list, err := all(ctx, tx, scanAbsence, selectAbsencesIn, channel, since)
	if err != nil {
		return nil, fmt.Errorf("absences in %s: %w", channel, err)
	}
	by := map[scrum.PersonID][]scrum.Absence{}
	for _, a := range list {
		by[a.Person] = append(by[a.Person], a)
	}
	return by, nil
}

const selectAbsences = `SELECT ` + absenceColumns + ` FROM absence a ORDER BY a.id -- scans: an export takes all`

// Absences returns those of everybody, in the order in which they were entered.
func (tx *Tx) Absences(ctx context.Context) ([]scrum.Absence, error) {
	list, err := all(ctx, tx, scanAbsence, selectAbsences)
	if err != nil {
		return nil, fmt.Errorf("absences: %w", err)
	}
	return list, nil
}

const (
	updateProductHolidays = `UPDATE product SET holidays = $2 WHERE id = $1`
	updatePersonHolidays  = `UPDATE person SET holidays = $2 WHERE id = $1`
	updateReadsStatus     = `UPDATE person SET reads_status = $2 WHERE id = $1`
)

// SetProductHolidays says by which calendar the people of a product rest who
// have none of their own.
func (tx *Tx) SetProductHolidays(ctx context.Context, id scrum.ProductID, calendar string) error {
	return tx.setProduct(ctx, updateProductHolidays, id, calendar)
}

// SetPersonHolidays gives somebody a calendar of their own; "" takes it away.
func (tx *Tx) SetPersonHolidays(ctx context.Context, id scrum.PersonID, calendar string) error {
	if err := tx.change(ctx, updatePersonHolidays, id, calendar); err != nil {
		return fmt.Errorf("set the holidays of %s: %w", id, err)
	}
	return nil
}

// SetReadsStatus says whether absences of somebody are read from their status.
func (tx *Tx) SetReadsStatus(ctx context.Context, id scrum.PersonID, reads bool) error {
	if err := tx.change(ctx, updateReadsStatus, id, bit(reads)); err != nil {
		return fmt.Errorf("read the status of %s: %w", id, err)
	}
	return nil
}

const selectStatusReaders = `SELECT id FROM person WHERE reads_status = 1 -- scans: an index of those few`

// StatusReaders returns everybody whose absences are read from their status.
func (tx *Tx) StatusReaders(ctx context.Context) ([]scrum.PersonID, error) {
	people, err := all(ctx, tx, scalar[scrum.PersonID], selectStatusReaders)
	if err != nil {
		return nil, fmt.Errorf("whose status is read: %w", err)
	}
	return people, nil
}
