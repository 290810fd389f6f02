package intake

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"pogo/exchange"
	"pogo/scrum"
	"pogo/storage"
)

// Table is an import of another tool's file. It reads the file twice: first all
// of it without keeping anything, so that a fault in the last row is found
// before the first is written, then once more to write.
type Table struct {
	Import
	Source exchange.Source // but for its zone, which is the product's
	Zone   string          // of the product, until it is known

	// Target finds the product that the stories are for, or describes one that is
	// to be made: its ID is 0.
	Target func(context.Context, *storage.Tx) (scrum.Product, error)
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

// Run imports the file, or says why it cannot be.
func (i *Table) Run(ctx context.Context) error {
	product := scrum.Product{Zone: i.Zone}
	err := i.From.Read(ctx, func(tx *storage.Tx) (err error) {
		product, err = i.Target(ctx, tx)
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
		return fmt.Errorf("%s has a header and no rows: nothing was imported", i.Name)
	}
	if i.To == nil {
		return i.foresee(ctx, product, survey)
	}
	var done imported
	err = i.To.Write(ctx, func(tx *storage.Tx) (err error) {
		done, err = i.write(ctx, tx, survey.Rows)
		return err
	})
	if err != nil {
		return fmt.Errorf("import, of which nothing was kept: %w", err)
	}
	i.report(done)
	return nil
}

// items begins to read the file from its beginning.
func (i *Table) items(p scrum.Product) (*exchange.Items, error) {
	source := i.Source
	source.Zone = p.Location()
	items, err := exchange.OpenItems(i.File, source)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", i.Name, err)
	}
	return items, nil
}

// write does the import in one transaction.
func (i *Table) write(ctx context.Context, tx *storage.Tx, rows int) (imported, error) {
	product, err := i.Target(ctx, tx)
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
		return done.take(ctx, tx, item, story, i.Now)
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
func (i *Table) progress(format string, n int) {
	if n%10_000 == 0 {
		fmt.Fprintf(i.Err, format+"\n", n)
	}
}
