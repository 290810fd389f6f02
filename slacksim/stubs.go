package slacksim

import (
	"context"
	"errors"
	"net/http"
)

// Slack is one workspace. Make it with New.
type Slack struct{ mux *http.ServeMux }

var errNotYet = errors.New("slacksim: not built yet")

// New makes an empty workspace with nobody but the app's own user in it. It
// fails only if the manifest cannot be read.
func New(cfg Config) (*Slack, error) { return &Slack{mux: http.NewServeMux()}, nil }

// SetURL sets the address at which Handler can be reached, as http://host. It is
// only needed before the first call of the app, from which it is learned.
func (s *Slack) SetURL(base string) {}

// Close ends all connections and waits for everything that was started.
func (s *Slack) Close() {}

// AddPerson adds a member, or replaces the one with the same id, and returns
// the id. The app hears team_join for a new one and user_change for a change.
func (s *Slack) AddPerson(p Person) string { return p.ID }

// AddChannel adds a conversation and returns its id.
func (s *Slack) AddChannel(c Channel) string { return c.ID }

// Bot returns the app's own user.
func (s *Slack) Bot() Person { return Person{} }

// Say posts a text as a person and returns its timestamp; thread is the
// timestamp of the message it answers, or "". The app hears it as the events
// it subscribed to: message.im in its direct message, app_mention where it is
// mentioned.
func (s *Slack) Say(user, channel, thread, text string) (ts string, err error) { return "", errNotYet }

// Command runs a slash command ("/story As a buyer…") and returns once the app
// has acknowledged it. The error is what Slack shows instead: dispatch_failed
// when no app is connected, operation_timeout when it was not acknowledged in
// time, unknown_command.
func (s *Slack) Command(user, channel, line string) error { return errNotYet }

// Press uses an interactive element and returns once the app has acknowledged it.
func (s *Slack) Press(user string, p Press) error { return errNotYet }

// Submit fills in a modal and sends it. Values go by block id and action id: a
// string, or a []string where several can be chosen, read as in Press.Values.
// What is left out keeps what the person had filled in or the initial value.
func (s *Slack) Submit(user, viewID string, values map[string]map[string]any) (SubmitResult, error) {
	return SubmitResult{}, errNotYet
}

// CloseView closes a modal with its close button; the one under it reappears.
func (s *Slack) CloseView(user, viewID string) error { return errNotYet }

// React adds an emoji (a name without colons) to a message.
func (s *Slack) React(user, channel, ts, emoji string) error { return errNotYet }

// Unreact takes it back.
func (s *Slack) Unreact(user, channel, ts, emoji string) error { return errNotYet }

// Shortcut runs a message shortcut, or a global one when channel is "".
func (s *Slack) Shortcut(user, callbackID, channel, ts string) error { return errNotYet }

// OpenHome opens the app's Home tab.
func (s *Slack) OpenHome(user string) error { return errNotYet }

// Invite adds a person (or the app) to a channel.
func (s *Slack) Invite(by, user, channel string) error { return errNotYet }

// Leave takes a person (or the app) out of a channel.
func (s *Slack) Leave(user, channel string) error { return errNotYet }

// Archive archives a channel.
func (s *Slack) Archive(user, channel string) error { return errNotYet }

// Rename renames a channel.
func (s *Slack) Rename(user, channel, name string) error { return errNotYet }

// Deactivate deactivates a person's account.
func (s *Slack) Deactivate(user string) error { return errNotYet }

// DeleteMessage deletes one's own message.
func (s *Slack) DeleteMessage(user, channel, ts string) error { return errNotYet }

// Messages returns what a person sees in a conversation, oldest first, answers
// in threads and messages only for them included. A viewer of "" sees
// everything.
func (s *Slack) Messages(viewer, channel string) []Message { return nil }

// Channels returns the conversations that a person can see: those they are in,
// and the public ones. A viewer of "" sees all.
func (s *Slack) Channels(viewer string) []Channel { return nil }

// People returns everybody, in the order in which they were added.
func (s *Slack) People() []Person { return nil }

// DM returns the id of the direct message between a person and the app.
func (s *Slack) DM(user string) string { return "" }

// OpenView returns the modal that a person has on top.
func (s *Slack) OpenView(user string) (View, bool) { return View{}, false }

// Home returns what the app has published on a person's Home tab.
func (s *Slack) Home(user string) (View, bool) { return View{}, false }

// Watch returns a channel of hints that something changed, and a function that
// ends it. A slow reader never holds up the workspace: it gets Resync instead.
func (s *Slack) Watch() (changes <-chan Change, stop func()) { return nil, func() {} }

// Calls returns the calls of one Web API method so far, or of all for "".
func (s *Slack) Calls(method string) []Call { return nil }

// Envelopes returns what was handed to the app's sockets so far.
func (s *Slack) Envelopes() []Envelope { return nil }

// Connections returns the number of open sockets.
func (s *Slack) Connections() int { return 0 }

// Disconnect sends every socket a disconnect with the given reason (warning,
// refresh_requested, link_disabled, too_many_websockets) and closes it: after
// Config.Grace for the first two, at once for the others.
func (s *Slack) Disconnect(reason string) {}

// Cut drops every socket's TCP connection without a close frame.
func (s *Slack) Cut() {}

// Fail makes the next calls of a method go wrong.
func (s *Slack) Fail(method string, f Fault) {}

// Deliver sends a frame as it is to one of the sockets.
func (s *Slack) Deliver(raw []byte) error { return errNotYet }

// Redeliver sends an earlier envelope again, as Slack does when it believes
// that an event was not acknowledged: same event_id, new envelope_id.
func (s *Slack) Redeliver(envelopeID string) error { return errNotYet }

// WaitIdle returns once every envelope handed out is acknowledged or given up.
func (s *Slack) WaitIdle(ctx context.Context) error { return errNotYet }

// Until returns once cond holds; it is asked again after every change.
func (s *Slack) Until(ctx context.Context, cond func() bool) error { return errNotYet }
