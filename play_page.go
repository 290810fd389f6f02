package main

import (
	"context"
	"errors"
	"time"

	"pogo/handlers"
	"pogo/locale"
	"pogo/playground"
	"pogo/scrum"
	"pogo/storage"
)

// pageConfig tells the page what only this program knows of the product.
func (p *play) pageConfig(list *handlers.Handlers, manifest []byte, temporary bool) playground.Config {
	config := playground.Config{
		Slack: p.slack, Clock: p.clock, Manifest: manifest, Commands: completions(list), Hints: playground.FirstMinute(),
		Advance: func(ctx context.Context, to time.Time) error { return p.app.advance(ctx, p.clock, to) },
		Jumps: []playground.Jump{{
			Label: playground.Text{"en": "Next thing due", "fr": "Prochaine échéance"},
			To:    p.nextDue,
		}, {
			Label: playground.Text{"en": "End of sprint", "fr": "Fin du sprint"},
			To:    p.endOfSprint,
		}},
	}
	if temporary {
		config.Notice = playground.Text{
			"en": "A pretend Slack. What you do here is gone when it stops.",
			"fr": "Un Slack pour essayer. Tout disparaît quand il s'arrête.",
		}
	}
	return config
}

// nextDue is the next instant at which something happens by itself.
func (p *play) nextDue(ctx context.Context, _ string) (time.Time, error) {
	due, any, err := p.app.scheduler.NextDue(ctx)
	if err == nil && !any {
		err = errors.New("nothing is due")
	}
	return due, err
}

// endOfSprint is when the sprint that runs in a channel ends.
func (p *play) endOfSprint(ctx context.Context, channel string) (time.Time, error) {
	var s scrum.Sprint
	err := p.app.db.Read(ctx, func(tx *storage.Tx) error {
		product, err := tx.ProductOf(ctx, scrum.ChannelID(channel))
		if err == nil {
			s, err = tx.OpenSprint(ctx, product.ID)
		}
		return err
	})
	if errors.Is(err, scrum.ErrNotFound) || err == nil && !s.Started() {
		err = errors.New("no sprint is running in this channel")
	}
	return s.EndsAt, err
}

// completions are the commands as the composer offers them.
func completions(list *handlers.Handlers) []playground.Command {
	english, french := list.Commands(locale.English), list.Commands(locale.French)
	commands := make([]playground.Command, len(english))
	for i := range english {
		commands[i] = playground.Command{
			Name:        english[i].Name,
			Usage:       playground.Text{"en": english[i].Usage, "fr": french[i].Usage},
			Description: playground.Text{"en": english[i].Description, "fr": french[i].Description},
		}
	}
	return commands
}
