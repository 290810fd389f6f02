package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"pogo/exchange"
	"pogo/locale"
	"pogo/scrum"
	"pogo/shelf"
	"pogo/storage"
)

// exportCommand writes what is kept of stories.
type exportCommand struct {
	Database      string `name:"database" env:"POGO_DATABASE" default:"pogo.db" help:"The database: a file, or postgres://…. A bot may be running on it."`
	Product       string `name:"product" placeholder:"PAY" help:"Only this product; all of them otherwise."`
	Format        string `name:"format" default:"csv" enum:"csv,markdown,json" help:"csv for spreadsheets, markdown to read, json with everything that pogo import can bring back."`
	Output        string `name:"output" short:"o" placeholder:"FILE" help:"Where to write; standard output otherwise."`
	IncludeHidden bool   `name:"include-hidden" help:"Take along stories about security or personal data, which the channel does not see."`
}

// exporter writes products in one of the formats.
type exporter interface {
	Product(exchange.Product, exchange.Stories) error
	Close() error
}

// Run implements subcommand.
func (c *exportCommand) Run(ctx context.Context, w world) (err error) {
	if c.Database, err = databaseAddress(c.Database, w.env); err != nil {
		return err
	}
	db, err := storage.OpenReadOnly(ctx, c.Database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	hidden := 0
	err = c.writeTo(w, func(out io.Writer) error {
		return db.Read(ctx, func(tx *storage.Tx) error {
			to, err := c.exporter(ctx, tx, out)
			if err != nil {
				return err
			}
			if hidden, err = c.products(ctx, tx, to); err != nil {
				return err
			}
			if err := c.absences(ctx, tx, to); err != nil {
				return err
			}
			return to.Close()
		})
	})
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	switch {
	case hidden > 0 && c.IncludeHidden:
		fmt.Fprintf(w.err, "%s about security or personal data: keep this file from others.\n", counted(hidden, "story is", "stories are"))
	case hidden > 0:
		fmt.Fprintf(w.err, "%s about security or personal data and left out; --include-hidden takes them along.\n", counted(hidden, "story is", "stories are"))
	}
	return nil
}

func (c *exportCommand) exporter(ctx context.Context, tx *storage.Tx, out io.Writer) (exporter, error) {
	names := nameFrom(ctx, tx)
	switch c.Format {
	case "json":
		return exchange.NewWriter(out), nil
	case "markdown":
		words, err := locale.Load()
		if err != nil {
			return nil, fmt.Errorf("load the sentences: %w", err)
		}
		return exchange.NewMarkdown(out, names, func(lang scrum.Lang) exchange.Words { return words.For(string(lang)) }), nil
	}
	return exchange.NewCSV(out, names, ',')
}

// products writes what was asked for and returns how many hidden stories were
// met.
func (c *exportCommand) products(ctx context.Context, tx *storage.Tx, to exporter) (hidden int, err error) {
	products, err := c.chosen(ctx, tx)
	if err != nil {
		return 0, err
	}
	for _, p := range products {
		s := shelf.Shelf{
			Keeper: tx, Product: p, Whole: c.Format == "json", Surveys: c.Format == "json",
			Sees: func(story scrum.Story) bool { return !story.Hidden || c.IncludeHidden },
		}
		described, err := s.Describe(ctx)
		if err != nil {
			return 0, err
		}
		stories := s.ByNumber(ctx)
		if c.Format == "markdown" {
			stories = s.BySection(ctx)
		}
		if err := to.Product(described, stories); err != nil {
			return 0, err
		}
		hidden += s.Hidden
	}
	return hidden, nil
}

// absences are written into a JSON: everybody's, or those of the channel of the
// product that was asked for.
func (c *exportCommand) absences(ctx context.Context, tx *storage.Tx, to exporter) error {
	file, ok := to.(*exchange.Writer)
	if !ok {
		return nil
	}
	if c.Product == "" {
		all, err := tx.Absences(ctx)
		file.Absences(all)
		return err
	}
	p, err := productCalled(ctx, tx, c.Product)
	if err != nil {
		return err
	}
	byPerson, err := tx.AbsencesIn(ctx, p.Channel, "")
	for _, person := range slices.Sorted(maps.Keys(byPerson)) {
		file.Absences(byPerson[person])
	}
	return err
}

func (c *exportCommand) chosen(ctx context.Context, tx *storage.Tx) ([]scrum.Product, error) {
	products, err := tx.Products(ctx)
	if err != nil || c.Product == "" {
		return products, err
	}
	p, err := productCalled(ctx, tx, c.Product)
	return []scrum.Product{p}, err
}

// productCalled finds a product by its key, in any case, or says which there
// are.
func productCalled(ctx context.Context, tx *storage.Tx, key string) (scrum.Product, error) {
	p, err := tx.ProductByKey(ctx, strings.ToUpper(key))
	if !errors.Is(err, scrum.ErrNotFound) {
		return p, err
	}
	products, err := tx.Products(ctx)
	if err != nil {
		return p, err
	}
	var keys []string
	for _, p := range products {
		keys = append(keys, p.Key)
	}
	if len(keys) == 0 {
		return p, fmt.Errorf("there is no product %q: the database has none yet", key)
	}
	return p, fmt.Errorf("there is no product %q: there is %s", key, strings.Join(keys, ", "))
}

// nameFrom looks people up once each.
func nameFrom(ctx context.Context, tx *storage.Tx) exchange.Names {
	known := map[scrum.PersonID]string{"": ""}
	return func(id scrum.PersonID) string {
		name, ok := known[id]
		if !ok {
			name = string(id)
			if p, err := tx.Person(ctx, id); err == nil && p.Name != "" {
				name = p.Name
			}
			known[id] = name
		}
		return name
	}
}

// writeTo gives fn standard output, or a file that takes its name only when it
// is whole: what stood under that name stays until then.
func (c *exportCommand) writeTo(w world, fn func(io.Writer) error) (err error) {
	if c.Output == "" {
		return fn(w.out)
	}
	if err := c.mayWrite(); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(c.Output), ".pogo-export-*") // readable by its owner alone
	if err != nil {
		return fmt.Errorf("create the file: %w", err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // err says more
		}
	}()
	if err := errors.Join(fn(f), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), c.Output); err != nil {
		return fmt.Errorf("put the file in its place: %w", err)
	}
	return nil
}

// mayWrite keeps the database from being overwritten with its own export.
func (c *exportCommand) mayWrite() error {
	out, err := os.Stat(c.Output)
	if err != nil {
		return nil //nolint:nilerr // because a file that is not there can be written, and others say why not
	}
	for _, suffix := range []string{"", "-wal", "-shm", ".lock"} {
		if mine, err := os.Stat(c.Database + suffix); err == nil && os.SameFile(out, mine) {
			return fmt.Errorf("%s is the database: choose another file", c.Output)
		}
	}
	if !out.Mode().IsRegular() {
		return fmt.Errorf("%s is no file that can be replaced: leave -o out and redirect the output", c.Output)
	}
	return nil
}

// counted writes a number with what it counts.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
