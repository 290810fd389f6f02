package intake

import (
	"context"
	"fmt"
	"io"

	"pogo/exchange"
	"pogo/scrum"
	"pogo/storage"
)

// Own is an import of what pogo export wrote as JSON. What is here already is
// left as it is; what is here and is another stops everything.
type Own struct {
	Import
	LookAtBlockers string // the deed by which the bot looks after blockers

	products, added, known int
}

// Run imports the file, or says why it cannot be.
func (r *Own) Run(ctx context.Context) error {
	if err := r.read(exchange.Receiver{ // all of it, before anything is written
		Product: func(exchange.Product) error { r.products++; return nil },
		Story:   func(exchange.Kept) error { r.added++; return nil },
	}); err != nil {
		return err
	}
	fmt.Fprintf(r.Out, "%s: %s, %s\n", r.Name, counted(r.products, "product", "products"), counted(r.added, "story", "stories"))
	if r.To == nil {
		err := r.From.Read(ctx, func(tx *storage.Tx) error { return r.restore(ctx, tx) })
		if err == nil {
			fmt.Fprintf(r.Out, "A dry run, nothing was changed: %s would be imported, %d are here already.\n", counted(r.added, "story", "stories"), r.known)
		}
		return err
	}
	if err := r.To.Write(ctx, func(tx *storage.Tx) error { return r.restore(ctx, tx) }); err != nil {
		return fmt.Errorf("import, of which nothing was kept: %w", err)
	}
	fmt.Fprintf(r.Out, "Imported %s; %d were here already. No cards were posted, and no reminder was set but for blockers that stand: a running sprint is closed by hand.\n", counted(r.added, "story", "stories"), r.known)
	return nil
}

func (r *Own) read(to exchange.Receiver) error {
	if _, err := r.File.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("rewind: %w", err)
	}
	if err := exchange.Read(r.File, to); err != nil {
		return fmt.Errorf("%s: %w", r.Name, err)
	}
	return nil
}

// restore goes through the file in one transaction, and once more for what
// leads from one story to another, which may come later; a dry run only
// compares.
func (r *Own) restore(ctx context.Context, tx *storage.Tx) error {
	r.added, r.known = 0, 0
	p := restored{tx: tx, bulk: tx.Bulk(), dry: r.To == nil, now: r.Now, look: r.LookAtBlockers, waiting: map[scrum.StoryID]bool{}}
	err := r.read(exchange.Receiver{
		Product: func(product exchange.Product) error { return p.begin(ctx, product) },
		Story: func(k exchange.Kept) error {
			known, err := p.story(ctx, k)
			if known {
				r.known++
			} else {
				r.added++
			}
			if n := r.known + r.added; n%10_000 == 0 {
				fmt.Fprintf(r.Err, "%d stories\n", n)
			}
			return err
		},
		Absences: func(list []scrum.Absence) error { return p.absences(ctx, list) },
	})
	if err == nil {
		err = p.bulk.Flush(ctx)
	}
	if err == nil {
		err = p.joinBlockers(ctx)
	}
	if err != nil || len(p.waiting) == 0 {
		return err
	}
	return r.read(exchange.Receiver{
		Product: func(product exchange.Product) error { return p.begin(ctx, product) },
		Story:   func(k exchange.Kept) error { return p.join(ctx, k) },
	})
}
