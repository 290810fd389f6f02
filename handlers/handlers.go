package handlers

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"time"

	"pogo/locale"
	"pogo/scrum"
	"pogo/view"
)

// Config is what handlers need from outside.
type Config struct {
	Store  Store
	Words  *locale.Catalog
	Log    *slog.Logger
	Now    func() time.Time // the wall clock
	Token  func() string    // opaque, unguessable and unique
	Locale string           // of products whose people say nothing
	Zone   string           // likewise

	// Current reports whether all that people put on a message in Slack has
	// reached us by now; nil: it has.
	Current func(scrum.MessageID) bool

	// Asked is told of people who were asked something by the clock, after the
	// commit, so that Slack can be asked when they are not to be disturbed;
	// nil: nobody needs to know.
	Asked func(people []string)
}

// Handlers answers requests. It is safe for concurrent use.
type Handlers struct {
	store     Store
	words     *locale.Catalog
	log       *slog.Logger
	now       func() time.Time
	token     func() string
	locale    string
	zone      string
	current   func(scrum.MessageID) bool
	asked     func([]string)
	commands  []command
	clicks    map[string]click
	forms     map[string]submit
	deeds     map[string]deed
	reacts    map[string]react
	undos     map[string]undo
	templates *templates
	guests    map[string]bool // what guests may press and send
	all       map[string]bool // the forms that people of other workspaces may send

	storyChanges  []storyChange
	turnEnds      []turnEnd
	sprintEnds    []sprintEnd
	rosterChanges []rosterChange
}

// The functions that the tables of a noun hold.
type (
	click  func(context.Context, *turn, Click) error
	submit func(context.Context, *turn, Submission) error
	deed   func(context.Context, *turn, occurrence) error
	undo   func(context.Context, *turn, scrum.Undo) error

	// react lets a message count; fresh is what was done since the last time.
	react func(ctx context.Context, t *turn, id int64, fresh []scrum.ReactionEvent) error

	// storyChange is what a noun does when a story of the turn's product was
	// created, changed and saved; before is zero for a new one, unless the
	// noun follows [known] stories alone.
	storyChange func(ctx context.Context, t *turn, before, now scrum.Story) error
	// turnEnd is what a noun does when everything else of a turn is done.
	turnEnd func(context.Context, *turn) error
	// sprintEnd is what a noun does when a sprint of the turn's product has
	// been closed.
	sprintEnd func(context.Context, *turn, scrum.Sprint) error
	// rosterChange is what a noun does when people, conversations or their
	// members were learned of, in the transaction that keeps it.
	rosterChange func(context.Context, *Handlers, Tx, Roster) error
)

// New returns handlers over a store.
func New(c Config) *Handlers {
	h := &Handlers{
		store: c.Store, words: c.Words, templates: newTemplates(), log: c.Log, now: c.Now, token: c.Token, locale: c.Locale, zone: c.Zone, current: c.Current, asked: c.Asked,
		clicks: map[string]click{}, forms: map[string]submit{}, deeds: map[string]deed{}, reacts: map[string]react{}, undos: map[string]undo{}, guests: map[string]bool{}, all: map[string]bool{},
	}
	if h.current == nil {
		h.current = func(scrum.MessageID) bool { return true }
	}
	if h.asked == nil {
		h.asked = func([]string) {}
	}
	for _, n := range nouns() {
		h.commands = append(h.commands, n.commands...)
		maps.Copy(h.clicks, n.clicks)
		maps.Copy(h.forms, n.forms)
		maps.Copy(h.deeds, n.deeds)
		maps.Copy(h.reacts, n.reacts)
		maps.Copy(h.undos, n.undos)
		for _, name := range n.forGuests {
			h.guests[name] = true
		}
		for _, name := range n.forAll {
			h.all[name] = true
		}
		if n.storyChanged != nil {
			h.storyChanges = append(h.storyChanges, n.storyChanged)
		}
		if n.turnEnded != nil {
			h.turnEnds = append(h.turnEnds, n.turnEnded)
		}
		if n.sprintEnded != nil {
			h.sprintEnds = append(h.sprintEnds, n.sprintEnded)
		}
		if n.rosterChanged != nil {
			h.rosterChanges = append(h.rosterChanges, n.rosterChanged)
		}
	}
	return h
}

// noun is everything that can happen to one kind of thing.
type noun struct {
	commands []command
	clicks   map[string]click  // by action id
	forms    map[string]submit // by callback id
	deeds    map[string]deed   // by name of the scheduled deed
	reacts   map[string]react  // by the noun in the message's name
	undos    map[string]undo   // by name of the deed that is taken back

	// What guests may press and send, and people of other workspaces press:
	// the names of clicks and forms.
	forGuests []string
	// The forms among them that people of other workspaces may send: those
	// behind buttons that they may press.
	forAll []string

	// What follows a change of something else; nil: nothing.
	storyChanged  storyChange
	turnEnded     turnEnd
	sprintEnded   sprintEnd
	rosterChanged rosterChange
}

// nouns is the table of contents of this package.
func nouns() []noun {
	return []noun{
		storyNoun(),
		clinicNoun(),
		privacyNoun(),
		ownerNoun(),
		detailsNoun(),
		worthNoun(),
		kanoNoun(),
		epicNoun(),
		splitNoun(),
		historyNoun(),
		backlogNoun(),
		reactionNoun(),
		ballotNoun(),
		estimateNoun(),
		pokerNoun(),
		sprintNoun(),
		standupNoun(), weeklyNoun(), quietNoun(), moodNoun(),
		blockerNoun(),
		retroNoun(),
		absenceNoun(),
		holidaysNoun(),
		newsNoun(),
		groomNoun(),
		homeNoun(),
		pileNoun(),
		helpNoun(),
	}
}

// Fault is the sentence for a person whose request failed on our side; the
// log has the detail under the same reference.
func (h *Handlers) Fault(person, ref string, err error) view.Message {
	words := h.words.For(h.locale)
	ctx, cancel := context.WithTimeout(context.Background(), faultTime)
	defer cancel()
	_ = h.store.Read(ctx, func(tx Tx) error {
		p, err := tx.Person(ctx, scrum.PersonID(person))
		words = h.words.For(p.Locale, h.locale)
		return err
	}) // an unknown reader is told in the default language
	if errors.Is(err, scrum.ErrFull) {
		return view.Note(words.Say("common.full", "ref", ref))
	}
	return view.Note(words.Say("common.fault", "ref", ref))
}

// faultTime is how long the reader's language may be looked for: whoever
// waits has waited long already.
const faultTime = 200 * time.Millisecond

// isRefusal unwraps a refusal.
func isRefusal(err error) (*scrum.Refusal, bool) {
	return errors.AsType[*scrum.Refusal](err)
}
