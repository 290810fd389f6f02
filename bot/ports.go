package bot

import (
	"context"
	"encoding/json"
	"io"
	"time"

	"pogo/handlers"
	"pogo/outbox"
	"pogo/scrum"
	"pogo/view"
)

// Handler is what happens when somebody does something. Its methods are safe
// for concurrent use; requests of one conversation arrive one after the other.
//
// No error means that everything is committed; what it was, if it was a
// refusal, is in the answer. An error means that nothing is: an event is then
// left unacknowledged, so that Slack delivers it again, and whoever typed or
// clicked is told.
type Handler interface {
	Command(ctx context.Context, c handlers.Command) (handlers.Answer, error)
	Click(ctx context.Context, c handlers.Click) (handlers.Answer, error)
	Submit(ctx context.Context, s handlers.Submission) (handlers.Answer, error)
	Shortcut(ctx context.Context, s handlers.Shortcut) (handlers.Answer, error)
	// React keeps reactions to one message, and reports whether Count has
	// something to do then. What it does waits for nobody and is not lost with
	// the process: Uncounted returns the messages for which it is still to do.
	React(ctx context.Context, rs ...handlers.Reaction) (kept bool, err error)
	Count(ctx context.Context, m scrum.MessageID) error
	Uncounted(ctx context.Context) ([]scrum.MessageID, error)
	// VotedOn returns the messages whose reactions are to be read again after
	// an outage, and Reconcile keeps what was missed of them, by what Slack
	// lists at an instant. Gone tells that Slack no longer has a message.
	VotedOn(ctx context.Context) ([]scrum.MessageID, error)
	Reacted(ctx context.Context, m scrum.MessageID) ([]scrum.ReactionEvent, error)
	Reconcile(ctx context.Context, m scrum.MessageID, before []scrum.ReactionEvent, listed []scrum.Listed, at time.Time) (kept bool, err error)
	Gone(ctx context.Context, m scrum.MessageID) error
	// TellParked tells whom it concerns what was parked since it was called
	// last.
	TellParked(ctx context.Context) error
	Mention(ctx context.Context, m handlers.Mention) error
	DirectMessage(ctx context.Context, m handlers.DirectMessage) error
	HomeOpened(ctx context.Context, o handlers.HomeOpened) error
	Joined(ctx context.Context, j handlers.Joined) error

	// Learn stores what Slack says of people and conversations.
	Learn(ctx context.Context, r handlers.Roster) error
	// Knows reports what of it is stored already.
	Knows(ctx context.Context, person scrum.PersonID, channel scrum.ChannelID) (personKnown, channelKnown bool)
	// WriteFile writes the file that a delivery asks for, as things are now, and
	// returns what to say of it. The error is [scrum.ErrNotFound] if it is no
	// longer for the person to see.
	WriteFile(ctx context.Context, of json.RawMessage, to io.Writer) (comment string, err error)
	// Fault is what a person reads when something broke: the reference finds it in the log.
	Fault(person, ref string, err error) view.Message
}

// Outbox keeps the deliveries. Instants are those of Config.Steady.
type Outbox interface {
	// ClaimDeliveries leases the head of each lane that is due and has none
	// leased; the claim is durable when it returns.
	ClaimDeliveries(ctx context.Context, now time.Time, lease time.Duration, limit, deeds int) ([]outbox.Delivery, error)
	// ClaimAlong waits for a change by which a delivery may have come due, and
	// claims in the commit of that change; none if ctx ends first.
	ClaimAlong(ctx context.Context, now func() time.Time, lease time.Duration, limit, deeds int) ([]outbox.Delivery, error)
	// RenewDelivery prolongs a lease; false means that it was lost.
	RenewDelivery(ctx context.Context, d outbox.Delivery, until time.Time) (bool, error)
	// NewestDelivery returns a claimed delivery with what was written for it
	// since the claim.
	NewestDelivery(ctx context.Context, d outbox.Delivery) (outbox.Delivery, error)
	// SettleDelivery stores what came of a delivery. If a newer version was
	// written meanwhile it opens it again.
	SettleDelivery(ctx context.Context, d outbox.Delivery) error
	// NextDelivery says when the earliest open or leased delivery is due.
	NextDelivery(ctx context.Context) (time.Time, bool, error)
	// Wake hints that deliveries were written that nobody claimed along.
	Wake() <-chan struct{}
}

// Metrics counts. Its methods are safe for concurrent use and do not block.
type Metrics interface {
	Acked(kind string, after time.Duration)    // an envelope, and how long it took
	Queued(n int)                              // requests that wait or are handled
	Turned(kind string)                        // left unacknowledged: the queue was full, or Pogo stops
	BadEnvelope()                              // could not be read
	Connected(live int)                        // connections that Slack greeted
	Others(n int)                              // connections of other processes, or dead ones, as Slack counted at its last greeting
	Reconnected(reason string)                 // why a connection had to be made anew
	Delivered(kind outbox.Kind, result string) // one call of the sender
	Reconciled(kind outbox.Kind, found bool)   // an unknown outcome, looked up
	Failed(where string, err error)            // a fault of ours: "request", "outbox"
}

// Silent counts nothing.
type Silent struct{}

// Acked implements Metrics.
func (Silent) Acked(string, time.Duration) {}

// Queued implements Metrics.
func (Silent) Queued(int) {}

// Turned implements Metrics.
func (Silent) Turned(string) {}

// BadEnvelope implements Metrics.
func (Silent) BadEnvelope() {}

// Connected implements Metrics.
func (Silent) Connected(int) {}

// Others implements Metrics.
func (Silent) Others(int) {}

// Failed implements Metrics.
func (Silent) Failed(string, error) {}

// Reconnected implements Metrics.
func (Silent) Reconnected(string) {}

// Delivered implements Metrics.
func (Silent) Delivered(outbox.Kind, string) {}

// Reconciled implements Metrics.
func (Silent) Reconciled(outbox.Kind, bool) {}
