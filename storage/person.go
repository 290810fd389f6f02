package storage

import (
	"context"
	"fmt"
	"slices"

	"pogo/scrum"
)

const personColumns = `p.id, p.name, p.zone, p.locale, p.bot, p.deleted, p.guest, p.external, p.holidays, p.reads_status`

func scanPerson(r row) (scrum.Person, error) {
	var p scrum.Person
	err := r.Scan(&p.ID, &p.Name, &p.Zone, &p.Locale, &p.Bot, &p.Deleted, &p.Guest, &p.External, &p.Holidays, &p.ReadsStatus)
	return p, err
}

const upsertPerson = `INSERT INTO person (id, name, zone, locale, bot, deleted, guest, external)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
	ON CONFLICT (id) DO UPDATE SET name = excluded.name, zone = excluded.zone, locale = excluded.locale,
		bot = excluded.bot, deleted = excluded.deleted, guest = excluded.guest, external = excluded.external`

// SavePeople keeps what Slack says of people, replacing what was known. What
// they told Pogo themselves stays.
func (tx *Tx) SavePeople(ctx context.Context, people ...scrum.Person) error {
	for _, p := range people {
		_, err := tx.exec(ctx, upsertPerson, p.ID, p.Name, p.Zone, p.Locale, bit(p.Bot), bit(p.Deleted), bit(p.Guest), bit(p.External))
		if err != nil {
			return fmt.Errorf("save person %s: %w", p.ID, err)
		}
	}
	return nil
}

const (
	selectPerson = `SELECT ` + personColumns + ` FROM person p WHERE p.id = $1`
	selectPeople = `SELECT ` + personColumns + ` FROM person p WHERE p.id IN ($1, $2, $3, $4, $5, $6, $7, $8)`
)

// peopleAtOnce is how many people [selectPeople] takes.
const peopleAtOnce = 8

// Person returns what is known of somebody, or [scrum.ErrNotFound].
func (tx *Tx) Person(ctx context.Context, id scrum.PersonID) (scrum.Person, error) {
	p, err := one(ctx, tx, scanPerson, selectPerson, id)
	if err != nil {
		return p, fmt.Errorf("person %s: %w", id, err)
	}
	return p, nil
}

// People returns those of ids that are known, by id.
func (tx *Tx) People(ctx context.Context, ids ...scrum.PersonID) (map[scrum.PersonID]scrum.Person, error) {
	people := make(map[scrum.PersonID]scrum.Person, len(ids))
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	err := handfuls(ids, peopleAtOnce, func(id scrum.PersonID) []any { return []any{id} }, func(args ...any) error {
		known, err := all(ctx, tx, scanPerson, selectPeople, args...)
		for _, p := range known {
			people[p.ID] = p
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("%d people: %w", len(ids), err)
	}
	return people, nil
}
