package storage

import (
	"context"
	"fmt"

	"pogo/scrum"
)

const (
	insertVoter = `INSERT INTO ballot_roll (ballot_id, person_id, outside, role, weight, adder_id, added_us, excused)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`
	selectRoll = `SELECT person_id, outside, role, weight, adder_id, added_us, excused FROM ballot_roll WHERE ballot_id = $1 ORDER BY person_id`
	// What somebody was told before they could vote is not what they are told
	// if they vote too late.
	deleteTold = `DELETE FROM ballot_told WHERE ballot_id = $1 AND person_id = $2`
)

// AddVoter puts somebody on the roll of a ballot, if they are not on it.
func (tx *Tx) AddVoter(ctx context.Context, ballot scrum.BallotID, v scrum.Voter) error {
	_, err := tx.exec(ctx, insertVoter, ballot, v.Person, bit(v.Outside), v.Role, v.Weight, v.Adder, micros(v.AddedAt), bit(v.Excused))
	if err == nil {
		_, err = tx.exec(ctx, deleteTold, ballot, v.Person)
	}
	if err != nil {
		return fmt.Errorf("put %s on the roll of ballot %d: %w", v.Person, ballot, err)
	}
	return nil
}

const updateExcused = `UPDATE ballot_roll SET excused = $3 WHERE ballot_id = $1 AND person_id = $2`

// ExcuseVoter says whether somebody on the roll of a ballot is not waited for.
func (tx *Tx) ExcuseVoter(ctx context.Context, ballot scrum.BallotID, person scrum.PersonID, excused bool) error {
	if err := tx.change(ctx, updateExcused, ballot, person, bit(excused)); err != nil {
		return fmt.Errorf("excuse %s from ballot %d: %w", person, ballot, err)
	}
	return nil
}

func scanVoter(r row) (scrum.Voter, error) {
	var v scrum.Voter
	var added int64
	err := r.Scan(&v.Person, &v.Outside, &v.Role, &v.Weight, &v.Adder, &added, &v.Excused)
	v.AddedAt = instant(added)
	return v, err
}
