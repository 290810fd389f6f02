package playground

import (
	"context"
	"log/slog"
	"time"

	"pogo/slacksim"
)

// A Text says one thing in several languages, by "en" and "fr". English is
// shown where another language is missing.
type Text map[string]string

// A Clock tells the workspace's wall time.
type Clock interface{ Now() time.Time }

// A Jump is a button that moves the clock to a moment that only the app's
// makers can name, such as the end of a sprint.
type Jump struct {
	Label Text
	// To returns that moment, as seen from a channel. A moment that is not in
	// the future is an error to show, as is any error it returns.
	To func(ctx context.Context, channel string) (time.Time, error)
}

// A Command is what the composer offers while somebody types a slash.
type Command struct {
	Name        string // with its slash
	Usage       Text
	Description Text
}

// A Hint is a first thing to try; clicking it fills the composer.
type Hint struct {
	Command Text
	Why     Text
}

// Config is what the playground shows. Slack and Clock are needed; the rest
// may be left out.
type Config struct {
	Slack *slacksim.Slack
	Clock Clock

	// Advance moves the clock to an instant, visiting every due instant in
	// order, and returns when everything due has happened. Nil: the clock has
	// no buttons that work.
	Advance func(ctx context.Context, to time.Time) error
	Jumps   []Jump

	// Manifest is the app's manifest as JSON, from which message shortcuts are
	// read, and commands when Commands is empty.
	Manifest []byte
	Commands []Command
	Hints    []Hint

	Workspace string // shown on top of the channels; "Playground" when empty
	Notice    Text   // a sentence under it, such as that the data is temporary

	Logger *slog.Logger // nil: nothing is logged
}
