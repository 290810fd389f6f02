package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"runtime/debug"
	"strings"
	"time"

	"pogo/exchange"
	"pogo/handlers"
	"pogo/intake"
	"pogo/scrum"
	"pogo/storage"
)

// importCommand takes stories from a file: all of it in one transaction, or,
// if anything is wrong, nothing.
type importCommand struct {
	File     string            `arg:"" help:"A CSV export, a Trello board as JSON, or the JSON of pogo export; - is standard input."`
	Database string            `name:"database" env:"POGO_DATABASE" default:"pogo.db" help:"The database: a file, or postgres://…. Stop the bot first; a dry run may be done beside it."`
	Product  string            `name:"product" placeholder:"PAY" help:"The product that the stories are for; may be left out if there is one."`
	Channel  string            `name:"channel" placeholder:"C…" help:"For a channel that has no product yet: its id in Slack, with --key and --owner."`
	Key      string            `name:"key" placeholder:"PAY" help:"The new product's key."`
	Owner    string            `name:"owner" placeholder:"U…" help:"The new product's owner: a person's id in Slack."`
	From     string            `name:"from" default:"" enum:",jira,linear,trello,github,pogo,csv" help:"The tool that wrote the file; found by its columns if left out."`
	DryRun   bool              `name:"dry-run" help:"Show what would become of the file, and change nothing."`
	Map      map[string]string `name:"map" mapsep:"none" placeholder:"COLUMN=FIELD" help:"What a column means: id, alias, title, text, criteria, kind, state, category, resolution, archived, points, created, ready, done, released, stream, epic, labels, attachments, parent, needs, needed-by, duplicates, keep or ignore. May be repeated."`
	State    map[string]string `name:"state" mapsep:"none" placeholder:"STATUS=STATE" help:"What a status means: draft, ready, started, to_accept, changes_requested, accepted, released or dropped. May be repeated."`
	Timezone string            `name:"timezone" env:"POGO_TIMEZONE" default:"UTC" help:"Time zone of a new product."`
	Locale   string            `name:"locale" env:"POGO_LOCALE" default:"en" enum:"en,fr" help:"Language of a new product (en or fr)."`
}

// seldomCollected is how much garbage, in percent of what is in use, may wait
// during an import, which makes much of it: 20 MB more for a sixth of the time.
const seldomCollected = 300

// Run implements subcommand.
func (c *importCommand) Run(ctx context.Context, w world) (err error) {
	defer debug.SetGCPercent(debug.SetGCPercent(seldomCollected))
	if c.Database, err = databaseAddress(c.Database, w.env); err != nil {
		return err
	}
	if err := c.check(); err != nil {
		return err
	}
	file, done, err := openSource(c.File, w.in)
	if err != nil {
		return err
	}
	defer done()
	form, err := exchange.FormOf(file)
	if err != nil {
		return err
	}
	if err := c.mayBegin(ctx, form, w); err != nil {
		return err
	}
	here, to, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, here.Close()) }()
	in := intake.Import{Name: c.File, File: file, From: here, To: to, Now: w.now(), Out: w.out, Err: w.err}
	if form == exchange.OwnForm {
		return c.own(ctx, in)
	}
	return c.table(ctx, in)
}

// own imports what pogo export wrote.
func (c *importCommand) own(ctx context.Context, in intake.Import) error {
	switch {
	case c.From != "" && c.From != exchange.Pogo:
		return fmt.Errorf("%s is JSON: of %s import the CSV export", c.File, c.From)
	case c.Product+c.Channel+c.Key+c.Owner != "" || len(c.Map)+len(c.State) > 0:
		return errors.New("a JSON of pogo export says itself which products and states it holds: leave out --product, --channel, --key, --owner, --map and --state")
	}
	return (&intake.Own{Import: in, LookAtBlockers: handlers.BlockersDeed}).Run(ctx)
}

// table imports what another tool wrote.
func (c *importCommand) table(ctx context.Context, in intake.Import) error {
	source := exchange.Source{Tool: c.From, Columns: map[string]exchange.Field{}, States: map[string]scrum.StoryState{}}
	for name, field := range c.Map {
		source.Columns[name] = exchange.Field(field)
	}
	for status, state := range c.State {
		source.States[status] = scrum.StoryState(state)
	}
	target := func(ctx context.Context, tx *storage.Tx) (scrum.Product, error) { return c.target(ctx, tx, in.Now) }
	return (&intake.Table{Import: in, Source: source, Zone: c.Timezone, Target: target}).Run(ctx)
}

func (c *importCommand) check() error {
	if _, err := time.LoadLocation(c.Timezone); err != nil {
		return fmt.Errorf("--timezone: %q is no time zone; write it like Europe/Paris", c.Timezone)
	}
	for status, state := range c.State {
		switch scrum.StoryState(state) {
		case scrum.StoryDraft, scrum.StoryReady, scrum.StoryStarted, scrum.StoryToAccept, scrum.StoryChanges, scrum.StoryAccepted, scrum.StoryReleased, scrum.StoryDropped:
		default:
			return fmt.Errorf("--state %q: say draft, ready, started, to_accept, changes_requested, accepted, released or dropped", status+"="+state)
		}
	}
	if c.Product != "" && (c.Channel != "" || c.Key != "" || c.Owner != "") {
		return errors.New("--product is for one that exists, and --channel, --key and --owner for a new one: give one or the other")
	}
	return nil
}

// mayBegin refuses a database that is not there, which is a slip of the pen
// unless the file or the person says what products are to be in it; a dry run
// may do without.
func (c *importCommand) mayBegin(ctx context.Context, form exchange.Form, w world) error {
	if isThere(ctx, c.Database) {
		return nil
	}
	name := storage.Name(c.Database)
	switch {
	case c.Product != "" || !c.DryRun && c.Channel == "" && form != exchange.OwnForm:
		return fmt.Errorf("there is no database %s: name the one that the bot uses, or begin a new one with --channel, --key and --owner", name)
	case c.DryRun:
		fmt.Fprintf(w.err, "There is no database %s, so the file is looked at alone.\n", name)
		return nil
	case form != exchange.OwnForm:
		if _, err := c.newProduct(w.now()); err != nil {
			return err
		}
	}
	if err := storage.Place(ctx, c.Database); err != nil {
		return err
	}
	fmt.Fprintf(w.err, "There is no database %s: it is begun.\n", name)
	return nil
}

// database is what can be read of one.
type database interface {
	intake.Reader
	io.Closer
}

// open opens the database; for a dry run only to read, so that a bot may go on
// using it.
func (c *importCommand) open(ctx context.Context) (here database, to *storage.DB, err error) {
	if !c.DryRun {
		to, err = storage.Open(ctx, storage.Config{Path: c.Database})
		return to, to, err
	}
	if !isThere(ctx, c.Database) {
		return nowhere{}, nil, nil
	}
	here, err = storage.OpenReadOnly(ctx, c.Database)
	return here, nil, err
}

// nowhere is the database of a dry run before there is one: nothing is in it
// to compare with.
type nowhere struct{}

// Read implements database.
func (nowhere) Read(context.Context, func(*storage.Tx) error) error { return nil }

// Close implements database.
func (nowhere) Close() error { return nil }

// target finds the product that the stories are for, or describes the one
// that is to be made: its ID is 0.
func (c *importCommand) target(ctx context.Context, tx *storage.Tx, now time.Time) (scrum.Product, error) {
	switch {
	case c.Product != "":
		return productCalled(ctx, tx, c.Product)
	case c.Channel != "":
		return c.newTarget(ctx, tx, now)
	}
	products, err := tx.Products(ctx)
	if err != nil {
		return scrum.Product{}, err
	}
	if len(products) == 1 {
		return products[0], nil
	}
	return scrum.Product{}, fmt.Errorf("which product are the stories for? The database has %d: say --product KEY, or --channel, --key and --owner for a new one", len(products))
}

func (c *importCommand) newTarget(ctx context.Context, tx *storage.Tx, now time.Time) (scrum.Product, error) {
	switch p, err := tx.ProductOf(ctx, scrum.ChannelID(c.Channel)); {
	case err == nil && (c.Key == "" || strings.EqualFold(c.Key, p.Key)):
		return p, nil
	case err == nil:
		return p, fmt.Errorf("channel %s is the home of %s already: say --product %s", c.Channel, p.Key, p.Key)
	case !errors.Is(err, scrum.ErrNotFound):
		return p, err
	}
	product, err := c.newProduct(now)
	if err != nil {
		return product, err
	}
	if other, err := tx.ProductByKey(ctx, product.Key); !errors.Is(err, scrum.ErrNotFound) {
		return other, errors.Join(err, fmt.Errorf("--key: %s is the product of channel %s; choose another", product.Key, other.Channel))
	}
	return product, nil
}

// newProduct is the product that --channel, --key and --owner describe.
func (c *importCommand) newProduct(now time.Time) (scrum.Product, error) {
	key, _, ok := scrum.ParseStoryKey(c.Key + "-1")
	switch {
	case !regexp.MustCompile(`^[CG][A-Z0-9]{2,}$`).MatchString(c.Channel):
		return scrum.Product{}, fmt.Errorf("--channel: %q is no channel's id; Slack shows it at the end of the channel's details, like C024BE91L", c.Channel)
	case !ok || key == "":
		return scrum.Product{}, fmt.Errorf("--key: %q is no key; two to ten capitals and digits, like PAY", c.Key)
	case !regexp.MustCompile(`^[UW][A-Z0-9]{2,}$`).MatchString(c.Owner):
		return scrum.Product{}, fmt.Errorf("--owner: %q is no person's id; Slack shows it in the profile's menu, like U024BE7LH", c.Owner)
	}
	return scrum.Product{Channel: scrum.ChannelID(c.Channel), Key: key, Owner: scrum.PersonID(c.Owner), Lang: scrum.Lang(c.Locale), Zone: c.Timezone, CreatedAt: now.UTC()}, nil
}
