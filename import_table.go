package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"

	"pogo/exchange"
	"pogo/scrum"
	"pogo/storage"
)

// importing is an import of a CSV file. It reads the file twice: first all of
// it without keeping anything, so that a fault in the last row is found before
// the first is written, then once more to write.
type importing struct {
	*importCommand
	world
	db   database
	file *os.File
}

// imported is what came of it.
type imported struct {
	product      scrum.Product
	bulk         *storage.Bulk
	added, known int
	hidden       int // about security or personal data
	first, last  int // numbers
	next         int // number
	astray       int // references to what is not here

	waiting []joining
	anchors map[string]anchor // by the tool's ids
}

func (i *importing) run(ctx context.Context) error {
	product := scrum.Product{Zone: i.Timezone}
	now := i.now()
	err := i.db.Read(ctx, func(tx *storage.Tx) (err error) {
		product, err = i.target(ctx, tx, now)
		return err
	})
	if err != nil {
		return err
	}
	items, err := i.items(product)
	if err != nil {
		return err
	}
	survey, err := exchange.Look(items, func(rows int) { i.progress("read %d rows", rows) })
	if err != nil {
		return fmt.Errorf("read the file: %w", err)
	}
	i.describe(items, survey)
	if survey.Faulty > 0 {
		return i.refuse(survey)
	}
	if survey.Rows == 0 {
		return fmt.Errorf("%s has a header and no rows: nothing was imported", i.File)
	}
	if i.DryRun {
		return i.foresee(ctx, product, survey)
	}
	db, ok := i.db.(*storage.DB)
	if !ok {
		return errors.New("the database cannot be written") // unreachable: only a dry run opens it so
	}
	var done imported
	err = db.Write(ctx, func(tx *storage.Tx) (err error) {
		done, err = i.write(ctx, tx, now, survey.Rows)
		return err
	})
	if err != nil {
		return fmt.Errorf("import, of which nothing was kept: %w", err)
	}
	i.report(done)
	return nil
}

// items begins to read the file from its beginning.
func (i *importing) items(p scrum.Product) (*exchange.Items, error) {
	columns, states := map[string]exchange.Field{}, map[string]scrum.StoryState{}
	for name, field := range i.Map {
		columns[name] = exchange.Field(field)
	}
	for status, state := range i.State {
		states[status] = scrum.StoryState(state)
	}
	items, err := exchange.OpenItems(i.file, exchange.Source{Tool: i.From, Columns: columns, States: states, Zone: p.Location()})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", i.File, err)
	}
	return items, nil
}

// write does the import in one transaction.
func (i *importing) write(ctx context.Context, tx *storage.Tx, now time.Time, rows int) (imported, error) {
	product, err := i.target(ctx, tx, now)
	if err == nil && product.ID == 0 {
		product, err = tx.CreateProduct(ctx, product)
	}
	if err != nil {
		return imported{}, err
	}
	done := imported{product: product, bulk: tx.Bulk()}
	if done.next, err = tx.PeekNumber(ctx, product.ID); err != nil {
		return done, err
	}
	items, err := i.items(product)
	if err != nil {
		return done, err
	}
	err = understood(ctx, items, func(item exchange.Item, story scrum.Story) error {
		i.progress("kept %d of "+strconv.Itoa(rows), done.added+done.known+1)
		return done.take(ctx, tx, item, story, now)
	})
	if err == nil {
		err = done.bulk.Flush(ctx)
	}
	if err != nil {
		return done, err
	}
	if err := tx.RaiseNumber(ctx, product.ID, done.next); err != nil {
		return done, err
	}
	return done, done.join(ctx, tx)
}

// take keeps one story, unless it came before.
func (d *imported) take(ctx context.Context, tx *storage.Tx, item exchange.Item, story scrum.Story, now time.Time) error {
	_, err := tx.Imported(ctx, d.product.ID, item.Source, item.ID)
	if err == nil {
		d.known++
		return nil
	}
	if !errors.Is(err, scrum.ErrNotFound) {
		return err
	}
	story.Number = d.next
	d.next++
	story.Product, story.Key = d.product.ID, scrum.StoryKey(d.product.Key, story.Number)
	if story.Hidden {
		story.Author = d.product.Owner // somebody must see it; of the others nobody in Slack asked
	}
	if story.CreatedAt.IsZero() {
		story.CreatedAt = now
	}
	refs, err := d.settle(ctx, tx, item, &story)
	if err != nil {
		return err
	}
	if story.ID, err = d.bulk.Add(ctx, story); err != nil {
		return err
	}
	if err := d.keepSources(ctx, tx, item, story.ID); err != nil {
		return err
	}
	if len(refs) > 0 {
		d.waiting = append(d.waiting, joining{story.ID, item.Source, refs})
	}
	if d.added == 0 {
		d.first = story.Number
	}
	d.added, d.last = d.added+1, story.Number
	if story.Hidden {
		d.hidden++
	}
	// At no known time, so that tomorrow's digest does not tell of it.
	return tx.KeepStep(ctx, d.product.ID, story.ID, scrum.Step{State: story.State})
}

// progress tells a person who waits that something happens.
func (i *importing) progress(format string, n int) {
	if n%10_000 == 0 {
		fmt.Fprintf(i.err, format+"\n", n)
	}
}
