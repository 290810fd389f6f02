package handlers

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"pogo/exchange"
	"pogo/outbox"
	"pogo/scrum"
	"pogo/shelf"
	"pogo/view"
)

// exportTx is what stories are exported with.
type exportTx interface {
	shelf.Keeper
	// FileOnItsWay reports whether a file for somebody waits or is being sent.
	FileOnItsWay(ctx context.Context, person scrum.PersonID) (bool, error)
}

// The formats of an export.
const (
	csvFormat      = "csv"
	markdownFormat = "markdown"
	jsonFormat     = "json"
)

// exportRequest is what somebody wants in a file. The file is written when it
// is sent, from what they may see then.
type exportRequest struct {
	Product scrum.ProductID `json:"product"`
	Person  scrum.PersonID  `json:"person"`
	Format  string          `json:"format"`
	All     bool            `json:"all"` // not only what is open

	// One of these instead of the stories.
	Ballot  scrum.BallotID `json:"ballot,omitempty"`
	History view.Past      `json:"history,omitzero"`
}

func exportVerb() verb {
	return verb{name: "export", also: []string{"exporter", "exporte"}, run: exportStories}
}

// exportStories sends the product's stories as a file to whoever asks, by
// direct message. One file at a time is on its way to a person.
func exportStories(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	if err := t.enter(ctx, t.product.ID); err != nil {
		return err
	}
	request := exportRequest{Product: t.product.ID, Person: t.person.ID, Format: csvFormat}
	for word := range strings.FieldsSeq(rest) {
		if !request.take(word) {
			return t.refuse("export.refuse.format", "typed", clipWord(word))
		}
	}
	if err := t.sendOneFile(ctx, request); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("export.coming", "key", cmp.Or(t.product.Key, "Pogo"))))
}

// sendOneFile sends a file unless one is on its way to the person already.
func (t *turn) sendOneFile(ctx context.Context, request exportRequest) error {
	waits, err := t.tx.FileOnItsWay(ctx, t.person.ID)
	if err != nil {
		return err
	}
	if waits {
		return t.refuse("export.refuse.running")
	}
	return t.sendFile(ctx, request)
}

// take reads a word of a request.
func (r *exportRequest) take(word string) bool {
	switch strings.Trim(scrum.Fold(word), ".") {
	case "csv", "excel", "table", "tableau":
		r.Format = csvFormat
	case "markdown", "md", "text", "texte":
		r.Format = markdownFormat
	case "json":
		r.Format = jsonFormat
	case "all", "everything", "tout", "tous", "toutes":
		r.All = true
	case "open", "ouvert", "ouverts", "ouverte", "ouvertes":
		r.All = false
	default:
		return false
	}
	return true
}

func (t *turn) sendFile(ctx context.Context, request exportRequest) error {
	of, err := json.Marshal(request)
	if err != nil {
		return fmt.Errorf("encode an export: %w", err)
	}
	ending := map[string]string{csvFormat: ".csv", markdownFormat: ".md", jsonFormat: ".json"}[request.Format]
	at, kind := t.now.In(t.person.Location(t.product.Location())), ""
	switch {
	case request.Ballot != 0:
		kind = "-vote"
	case request.History != view.Past{}:
		kind = "-standup"
	}
	body, err := view.File{
		Name:   cmp.Or(t.product.Key, "pogo") + kind + at.Format("-2006-01-02-150405") + ending, // by which it is found again
		Failed: t.mine.Say("export.failed", "key", t.product.Key),
		Of:     of,
	}.JSON()
	if err != nil {
		return err
	}
	return t.send(ctx, outbox.Delivery{Kind: outbox.File, Channel: string(t.person.ID), Person: string(t.person.ID), Body: body})
}

// WriteFile writes the file that somebody asked for, from what they may see by
// now, and returns what to say of it. The error is [scrum.ErrNotFound] if that
// is nothing any more.
func (h *Handlers) WriteFile(ctx context.Context, of json.RawMessage, to io.Writer) (comment string, err error) {
	var request exportRequest
	if err := json.Unmarshal(of, &request); err != nil {
		return "", fmt.Errorf("read what to export: %w", errors.Join(err, scrum.ErrNotFound))
	}
	err = h.store.Read(ctx, func(tx Tx) error {
		t := &turn{h: h, tx: tx, now: h.now()}
		if err := t.arrive(ctx, string(request.Person), ""); err != nil {
			return err
		}
		if !t.person.InTeam() {
			return scrum.ErrNotFound
		}
		if request.Product == 0 && request.History != (view.Past{}) {
			t.channel.Direct = true // where it was asked for: of all the person's products
		} else if err := t.enter(ctx, request.Product); err != nil {
			return err
		}
		switch {
		case request.Ballot != 0:
			comment, err = t.writeBallot(ctx, request.Ballot, to)
		case request.History != view.Past{}:
			comment, err = t.writePast(ctx, request.History, to)
		default:
			comment, err = t.export(ctx, request, to)
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("export product %d: %w", request.Product, err)
	}
	return comment, nil
}

// exporter writes products in one of the formats.
type exporter interface {
	Product(exchange.Product, exchange.Stories) error
	Close() error
}

func (t *turn) export(ctx context.Context, request exportRequest, to io.Writer) (comment string, err error) {
	s := shelf.Shelf{
		Keeper: t.tx, Product: t.product, Whole: request.Format == jsonFormat,
		Sees:  func(story scrum.Story) bool { return story.VisibleTo(t.person.ID, t.product) },
		Takes: func(story scrum.Story) bool { return request.All || story.State.Open() },
	}
	described, err := s.Describe(ctx)
	if err != nil {
		return "", err
	}
	out, err := t.exporter(ctx, request.Format, to)
	if err != nil {
		return "", err
	}
	stories := s.ByNumber(ctx)
	if request.Format == markdownFormat {
		stories = s.BySection(ctx)
	}
	var all, hidden int
	counted := func(yield func(exchange.Kept, error) bool) {
		for k, err := range stories {
			all++
			if k.Story.Hidden {
				hidden++
			}
			if !yield(k, err) {
				return
			}
		}
	}
	if err := errors.Join(out.Product(described, counted), out.Close()); err != nil {
		return "", err
	}
	comment = t.mine.Say("export.here", "key", t.product.Key, "count", all, "n", t.mine.Number(all))
	if request.All {
		comment = t.mine.Say("export.hereAll", "key", t.product.Key, "count", all, "n", t.mine.Number(all))
	}
	if hidden > 0 {
		comment += "\n" + t.mine.Say("export.careful", "count", hidden, "n", t.mine.Number(hidden))
	}
	return comment, nil
}

func (t *turn) exporter(ctx context.Context, format string, to io.Writer) (exporter, error) {
	names := t.knownNames(ctx)
	switch format {
	case jsonFormat:
		return exchange.NewWriter(to), nil
	case markdownFormat:
		return exchange.NewMarkdown(to, names, func(lang scrum.Lang) exchange.Words { return t.h.words.For(string(lang)) }), nil
	}
	// French spreadsheets part cells by semicolons, and open nothing else right.
	comma := ','
	if t.mine.Lang() == string(scrum.French) {
		comma = ';'
	}
	return exchange.NewCSV(to, names, comma)
}

// knownNames looks people up once each.
func (t *turn) knownNames(ctx context.Context) exchange.Names {
	known := map[scrum.PersonID]string{"": ""}
	return func(id scrum.PersonID) string {
		name, ok := known[id]
		if !ok {
			name = string(id)
			if p, err := t.tx.Person(ctx, id); err == nil && p.Name != "" {
				name = p.Name
			}
			known[id] = name
		}
		return name
	}
}
