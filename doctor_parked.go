package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"pogo/outbox"
	"pogo/storage"
)

// parked says what could not be posted: how much, where, since when and why,
// and nothing of what people wrote. If it was asked to, it first opens all of
// that again, or lets it go.
func (c *doctorCommand) parked(ctx context.Context, db *storage.DB) (string, error) {
	parked, err := db.Parked(ctx)
	if err != nil {
		return "", err
	}
	parked = slices.DeleteFunc(parked, func(d outbox.Delivery) bool { return d.Moot() || d.Follows() })
	if deal, said := c.dealing(db); deal != nil {
		for _, d := range parked {
			if err := deal(ctx, d.ID); err != nil {
				return "", err
			}
		}
		return fmt.Sprintf(said, len(parked)), nil
	}
	if len(parked) == 0 {
		return "nothing was given up", nil
	}
	return "", errors.New(pilesOf(parked))
}

// parkedThere says what to do about it while a running bot has the database.
func (c *doctorCommand) parkedThere(context.Context) (string, error) {
	const home = "what could not be posted stands on the Home of the product's owner, with Try again and Let go"
	if c.Retry || c.LetGo {
		return "", errors.New("a running bot has it: " + home + "; or stop the bot first")
	}
	return home + "; pogo_waiting in /metrics counts it", nil
}

// dealing is what is to be done with each of what was given up, if anything.
func (c *doctorCommand) dealing(db *storage.DB) (deal func(context.Context, int64) error, said string) {
	switch {
	case c.Retry:
		return db.Retry, "%d opened again; the bot posts them when it starts"
	case c.LetGo:
		return db.LetGo, "%d let go; they are not posted, and not mentioned again"
	}
	return nil, ""
}

// pilesOf lists what was given up and says what to do.
func pilesOf(parked []outbox.Delivery) string {
	var piles []outbox.Pile
	for _, d := range parked {
		piles = outbox.Add(piles, d)
	}
	var list strings.Builder
	fmt.Fprintf(&list, "%d could not be posted", len(parked))
	for _, p := range piles {
		fmt.Fprintf(&list, "\n    %d to %s since %s: %s; %s", p.N, p.Channel, p.Since.UTC().Format(time.RFC3339), p.Cause, adviceOn(p.Cause))
	}
	list.WriteString("\n    then: pogo doctor --retry, or pogo doctor --let-go")
	return list.String()
}

// adviceOn is what to do about a cause.
func adviceOn(cause string) string {
	switch cause {
	case "is_archived":
		return "unarchive the channel, or let go"
	case "not_in_channel", "channel_not_found":
		return "invite Pogo again: it catches up by itself"
	case "missing_scope", "no_permission":
		return "paste the output of pogo manifest into the app's settings and install it again"
	case "user_not_found", "user_disabled", "account_inactive", "messages_tab_disabled":
		return "they cannot be written to: let go"
	case outbox.Unseen:
		return "each process ended with it in hand: see the log for why; it is looked for before it is posted again"
	case outbox.Unclear:
		return "see the log; what may stand in Slack is looked for before it is posted again"
	}
	return "see the log"
}
