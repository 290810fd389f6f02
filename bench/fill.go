package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	_ "github.com/mattn/go-sqlite3" // the driver, without storage in between

	"pogo/scrum"
	"pogo/storage"
)

// The database: one product holds nine stories of ten, the others share the
// rest.
const (
	products    = 10
	people      = 400
	perSprint   = 40
	perEpic     = 50
	labels      = 300
	votesAStory = 5
)

const bigProduct scrum.ProductID = 1

func person(n int) scrum.PersonID { return scrum.PersonID(fmt.Sprintf("U%08d", n)) }

func label(n int) string { return fmt.Sprintf("label %d", n) }

func epoch() time.Time { return time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC) }

// fill makes a database of n stories. Storage makes the tables; the rows go in
// beside it, in the order of each table and without its indexes, which are
// made at the end: the same file in a tenth of the time.
func fill(ctx context.Context, path string, n int) error {
	if err := found(ctx, path); err != nil {
		return err
	}
	db, err := sql.Open("sqlite3", "file:"+path+"?_journal_mode=OFF&_synchronous=OFF&_cache_size=-262144")
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	db.SetMaxOpenConns(1)
	f := &filler{author: newAuthor(1), db: db, words: map[posted][]int{}}
	err = f.fill(ctx, n)
	return errors.Join(err, db.Close())
}

// found makes the tables and the products.
func found(ctx context.Context, path string) error {
	db, err := storage.Open(ctx, storage.Config{Path: path})
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	err = db.Write(ctx, func(tx *storage.Tx) error {
		for i := range products {
			channel := scrum.ChannelID(fmt.Sprintf("C%d", i+1))
			if err := tx.SaveChannels(ctx, scrum.Channel{ID: channel, Name: fmt.Sprintf("channel-%d", i+1)}); err != nil {
				return err
			}
			p := scrum.Product{Channel: channel, Key: fmt.Sprintf("P%d", i+1), Owner: person(i), Lang: scrum.English, Zone: "Europe/Paris", CreatedAt: epoch()}
			if _, err := tx.CreateProduct(ctx, p); err != nil {
				return err
			}
		}
		return nil
	})
	return errors.Join(err, db.Close())
}

type filler struct {
	*author
	db    *sql.DB
	words map[posted][]int // ids of the stories that have a word, ascending
	next  [products + 1]int
}

// posted is a word of a product.
type posted struct {
	product int
	word    string
}

func (f *filler) fill(ctx context.Context, n int) error {
	indexes, err := f.dropIndexes(ctx)
	if err != nil {
		return err
	}
	tx, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	for _, step := range []func(context.Context, *sql.Tx, int) error{f.people, f.stories, f.labels, f.postings, f.numbers} {
		if err := step(ctx, tx, n); err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	for _, index := range indexes {
		if _, err := tx.ExecContext(ctx, index); err != nil {
			return errors.Join(fmt.Errorf("%s: %w", index, err), tx.Rollback())
		}
	}
	return tx.Commit()
}

// dropIndexes returns what makes them again.
func (f *filler) dropIndexes(ctx context.Context) ([]string, error) {
	drop, create, err := f.indexes(ctx)
	if err != nil {
		return nil, fmt.Errorf("indexes: %w", err)
	}
	for _, statement := range drop {
		if _, err := f.db.ExecContext(ctx, statement); err != nil {
			return nil, fmt.Errorf("%s: %w", statement, err)
		}
	}
	return create, nil
}

func (f *filler) indexes(ctx context.Context) (drop, create []string, err error) {
	rows, err := f.db.QueryContext(ctx, `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
		AND tbl_name IN ('story', 'story_word', 'story_label', 'story_move', 'reaction')`)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = rows.Close() }() // rows.Err says what went wrong
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return nil, nil, err
		}
		drop, create = append(drop, "DROP INDEX "+name), append(create, text)
	}
	return drop, create, rows.Err()
}

// people puts everybody into every channel.
func (f *filler) people(ctx context.Context, tx *sql.Tx, _ int) error {
	persons := newSheet(tx, "person (id, name, zone, locale, bot, deleted, guest, external)", 8)
	members := newSheet(tx, "member (channel_id, person_id)", 2)
	for i := range people {
		if err := persons.add(ctx, string(person(i)), fmt.Sprintf("Person %d", i), "Europe/Paris", "fr-FR", 0, 0, 0, 0); err != nil {
			return err
		}
		for c := range products {
			if err := members.add(ctx, fmt.Sprintf("C%d", c+1), string(person(i))); err != nil {
				return err
			}
		}
	}
	return errors.Join(persons.close(ctx), members.close(ctx))
}

func (f *filler) stories(ctx context.Context, tx *sql.Tx, n int) error {
	stories := newSheet(tx, `story (id, product_id, number, text, kind, lang, title, role, goal, benefit, situation, criteria, tags, warnings,
		state, author_id, owner_id, size_halves, rank, thumbs, stream, labels, parent_id, sprint_id, hidden, permalink, created_us, done_us)`, 28)
	tags := newSheet(tx, "story_label (product_id, label, story_id)", 3)
	moves := newSheet(tx, "story_move (product_id, story_id, state, person_id, at_us)", 5)
	votes := newSheet(tx, "reaction (channel_id, message_ts, person_id, emoji, tone, at_us, added)", 7)
	for id := 1; id <= n; id++ {
		product := 1
		if id%10 == 0 {
			product = 2 + f.IntN(products-1)
		}
		f.next[product]++
		text, p := f.need()
		f.index(product, id, p)
		created := epoch().Add(time.Duration(id) * time.Minute).UnixMicro()
		l := f.life(id, created)
		err := stories.add(ctx, id, product, f.next[product], text, string(p.Kind), string(p.Lang), "", p.Role, p.Goal, p.Benefit, "", "[]", "[]", "[]",
			l.state, l.author, l.owner, l.size, l.rank, l.thumbs, l.stream, "[\""+l.label+"\"]", l.epic, l.sprint, l.hidden, "", created, l.done)
		if err == nil {
			err = tags.add(ctx, product, l.label, id)
		}
		if err == nil {
			err = moves.add(ctx, product, id, l.state, l.author, created)
		}
		for v := range l.thumbs {
			if err == nil {
				err = votes.add(ctx, fmt.Sprintf("C%d", product), fmt.Sprintf("%010d.000000", id), string(person(v)), "+1", 0, created+int64(v), 1)
			}
		}
		if err != nil {
			return err
		}
	}
	return errors.Join(stories.close(ctx), tags.close(ctx), moves.close(ctx), votes.close(ctx))
}

// index remembers the words of a story, to be kept when all stories are.
func (f *filler) index(product, id int, p scrum.Parsed) {
	for _, word := range (scrum.Story{Parsed: p}).Words() {
		key := posted{product, word}
		f.words[key] = append(f.words[key], id)
	}
}

// life is what became of a story.
type life struct {
	state, author, owner, stream, label      string
	size, rank, thumbs, sprint, epic, hidden int
	done                                     int64
}

func (f *filler) life(id int, created int64) life {
	l := life{
		stream: scrum.Streams()[f.IntN(4)], label: label(f.rank(labels)), epic: 1 + f.IntN(max(1, id/perEpic)),
		author: string(person(f.rank(people))), size: 2 * f.IntN(14), thumbs: f.IntN(2*votesAStory + 1), sprint: 1 + id/perSprint,
	}
	switch k := f.IntN(100); {
	case k < 30:
		l.state, l.sprint = "draft", 0
	case k < 34:
		l.state = "planned"
	case k < 40:
		l.state, l.owner = "started", string(person(f.rank(people)))
	case k < 90:
		l.state, l.owner, l.done = "accepted", string(person(f.rank(people))), created+int64(time.Duration(f.IntN(5000))*time.Hour/time.Microsecond)
	default:
		l.state = "dropped"
	}
	if f.IntN(10) == 0 {
		l.rank = 1 + id
	}
	if f.IntN(100) == 0 {
		l.hidden = 1
	}
	return l
}

// labels tells the labels what they know of their stories.
func (f *filler) labels(ctx context.Context, tx *sql.Tx, _ int) error {
	_, err := tx.ExecContext(ctx, `UPDATE story_label SET (open, place, number, only_for, and_for, state, epic) =
		(SELECT s.open, s.place, s.number, s.only_for, s.and_for, s.state, s.epic FROM story s WHERE s.id = story_label.story_id)`)
	if err != nil {
		return fmt.Errorf("labels: %w", err)
	}
	return nil
}

// postings writes the words in the order of their table.
func (f *filler) postings(ctx context.Context, tx *sql.Tx, _ int) error {
	keys := make([]posted, 0, len(f.words))
	for key := range f.words {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b posted) int {
		if a.product != b.product {
			return a.product - b.product
		}
		return strings.Compare(a.word, b.word)
	})
	words := newSheet(tx, "story_word (product_id, word, story_id)", 3)
	for _, key := range keys {
		for _, id := range f.words[key] {
			if err := words.add(ctx, key.product, key.word, id); err != nil {
				return err
			}
		}
	}
	f.words = nil
	return words.close(ctx)
}

func (f *filler) numbers(ctx context.Context, tx *sql.Tx, _ int) error {
	for product, last := range f.next {
		if _, err := tx.ExecContext(ctx, "UPDATE product SET next_number = ? WHERE id = ?", last+1, product); err != nil {
			return fmt.Errorf("numbers: %w", err)
		}
	}
	return nil
}
