package handlers

import (
	"context"
	"strconv"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// pokerTx is what planning poker needs of a transaction.
type pokerTx interface {
	// CreatePoker keeps a poker; the error wraps [scrum.ErrTaken] if one of
	// its stories is voted on already.
	CreatePoker(ctx context.Context, p scrum.Poker) (scrum.Poker, error)
	Poker(ctx context.Context, id scrum.PokerID) (scrum.Poker, error)
	AddPokerVoter(ctx context.Context, id scrum.PokerID, person scrum.PersonID) error
	PokerItem(ctx context.Context, id scrum.PokerItemID) (scrum.PokerItem, error)
	SavePokerItem(ctx context.Context, it scrum.PokerItem) error
	// LivePokerItem returns where a story is voted on.
	LivePokerItem(ctx context.Context, story scrum.StoryID) (scrum.PokerItem, error)
	// OpenPokers returns the pokers of a product that wait for cards, and
	// PokersWith the products of a person that have one.
	OpenPokers(ctx context.Context, product scrum.ProductID) ([]scrum.PokerID, error)
	PokersWith(ctx context.Context, person scrum.PersonID) ([]scrum.ProductID, error)
	LastDeck(ctx context.Context, product scrum.ProductID, kind scrum.DeckKind) (scrum.Deck, error)

	KeepPokerVote(ctx context.Context, id scrum.PokerItemID, v scrum.PokerVote, now time.Time) error
	PokerVotes(ctx context.Context, id scrum.PokerItemID) ([]scrum.PokerVote, error)
	KeepPokerKey(ctx context.Context, id scrum.PokerItemID, key string) error
	PokerKey(ctx context.Context, id scrum.PokerItemID) (string, error)
	// ForgetPokerVoters destroys the key of an anonymous round and whose its
	// cards are, which are kept unsigned.
	ForgetPokerVoters(ctx context.Context, id scrum.PokerItemID, round int, unsigned []scrum.PokerVote) error
	KeepPokerRound(ctx context.Context, id scrum.PokerItemID, r scrum.PokerRound) error

	// CountFinished counts one more finished story with points.
	CountFinished(ctx context.Context, product scrum.ProductID) (int, error)
	// Finished returns the stories with points that were finished last, as far
	// as a person may see them.
	Finished(ctx context.Context, product scrum.ProductID, viewer scrum.PersonID, limit int) ([]scrum.Finished, error)
}

// The deeds of a poker that come by the clock.
const (
	pokerTimeDeed    = "poker.time"    // of a round: its subject is the story's place on the table
	pokerConsentDeed = "poker.consent" // likewise, of a proposed card
	pokerRemindDeed  = "poker.remind"  // its subject is the poker and the person
)

func pokerNoun() noun {
	return noun{
		clicks: map[string]click{
			view.PokerStart:   pressPokerForm,
			view.PokerRest:    on((*turn).poker, pressRest),
			view.PokerVote:    on((*turn).poker, pressVote),
			view.PokerReveal:  on((*turn).poker, pressRevealAll),
			view.PokerStop:    on((*turn).poker, pressStop),
			view.PokerCard:    pressCard,
			view.PokerMine:    pressCardInHand,
			view.PokerHold:    on((*turn).table, pressHold),
			view.PokerShow:    on((*turn).table, pressReveal),
			view.PokerTake:    pressTake,
			view.PokerObject:  on((*turn).table, pressObject),
			view.PokerAgain:   on((*turn).table, pressAgain),
			view.PokerParkIt:  on((*turn).table, pressPark),
			view.PokerCompare: on((*turn).table, pressCompare),
			view.PokerReason:  on((*turn).table, pressReason),
			view.PokerSealed:  on((*turn).table, pressSealed),
			view.PokerSpeak:   on((*turn).table, pressSpeak),
		},
		forms: map[string]submit{
			view.PokerStart: submitPoker, view.PokerReason: submitReasonOfCard, view.PokerSealed: submitSealed, view.PokerSpeak: submitSpoken,
		},
		deeds: map[string]deed{
			pokerTimeDeed:    onTable(roundIsOver),
			pokerConsentDeed: onTable(consentIsGiven),
			pokerRemindDeed:  remindVoter,
		},
		undos:         map[string]undo{"poker.take": back(undoTake)},
		storyChanged:  known(followEstimated),
		rosterChanged: followVoters,
	}
}

// table is one story of a poker, with all that was put down for it.
type table struct {
	poker scrum.Poker
	item  scrum.PokerItem
	votes []scrum.PokerVote // of all rounds
	key   string            // of the marks of an anonymous poker's open round
	team  []scrum.Person
	here  []scrum.Person // of the team, less those who are away
}

// cards returns the votes of the round that is being played, without those of
// earlier rounds.
func (d table) cards() []scrum.PokerVote { return scrum.VotesIn(d.votes, d.item.Round) }

func (d table) expected() []scrum.PersonID { return d.poker.Expected(d.here) }

// mine is the card that somebody put down in the round, to be changed or kept.
func (d table) mine(person scrum.PersonID) (scrum.PokerVote, bool) {
	mark := d.poker.Mark(person, d.key)
	v, ok := scrum.VoteOf(d.votes, d.item.Round, mark)
	v.Round, v.Person = d.item.Round, mark
	return v, ok
}

// allVoted reports whether everybody who is expected put down a card.
func (d table) allVoted() bool {
	var marks []scrum.PersonID
	for _, id := range d.expected() {
		marks = append(marks, d.poker.Mark(id, d.key))
	}
	return scrum.AllVoted(d.cards(), marks)
}

func (d table) outcome() scrum.PokerOutcome {
	return d.poker.Deck.Outcome(d.cards(), d.item.Round)
}

// poker returns a poker that the person may see, and enters its product.
func (t *turn) poker(ctx context.Context, id scrum.PokerID) (scrum.Poker, error) {
	p, err := t.tx.Poker(ctx, id)
	if err != nil {
		return p, err
	}
	return p, t.enter(ctx, p.Product)
}

// table returns a story of a poker that the person may see, and enters its
// product.
func (t *turn) table(ctx context.Context, id scrum.PokerItemID) (table, error) {
	it, err := t.tx.PokerItem(ctx, id)
	if err != nil {
		return table{}, err
	}
	if _, err := t.poker(ctx, it.Poker); err != nil {
		return table{}, err
	}
	return t.tableOf(ctx, it)
}

// tableOf gathers what lies on the table of a story of the turn's product.
func (t *turn) tableOf(ctx context.Context, it scrum.PokerItem) (table, error) {
	d := table{item: it}
	var err error
	if d.poker, err = t.tx.Poker(ctx, it.Poker); err != nil {
		return d, err
	}
	if d.votes, err = t.tx.PokerVotes(ctx, it.ID); err != nil {
		return d, err
	}
	if d.key, err = t.pokerKey(ctx, d.poker, it.ID); err != nil {
		return d, err
	}
	if d.team, err = t.team(ctx); err != nil {
		return d, err
	}
	d.here, err = t.present(ctx, d.team)
	return d, err
}

// onTable makes a deed of what comes by the clock to a story of a poker. A
// deed that was armed for another round, or another state, is for the deed to
// leave alone.
func onTable(act func(context.Context, *turn, table) error) deed {
	return whenDue(Tx.PokerItem, func(ctx context.Context, t *turn, _ occurrence, it scrum.PokerItem) error {
		d, err := t.tableOf(ctx, it)
		if err != nil {
			return err
		}
		return act(ctx, t, d)
	})
}

// played is a card on a button: which story, in which round it was offered,
// and its face.
type played struct {
	item  scrum.PokerItemID
	round int
	card  scrum.Face
}

func parsePlayed(value string) (played, bool) {
	words := strings.Fields(value)
	if len(words) != 3 {
		return played{}, false
	}
	id, err := parseID[scrum.PokerItemID](words[0])
	round, errRound := strconv.Atoi(words[1])
	return played{item: id, round: round, card: scrum.Face(words[2])}, err == nil && errRound == nil
}

// tablePlayed returns the story that a card on a button is for.
func (t *turn) tablePlayed(ctx context.Context, c Click) (table, played, error) {
	p, ok := parsePlayed(c.Value)
	if !ok {
		return table{}, p, t.refuse("command.nothing")
	}
	d, err := t.table(ctx, p.item)
	if err != nil {
		return d, p, err
	}
	if _, ok := d.poker.Deck.Card(p.card); !ok {
		return d, p, t.refuse("command.nothing")
	}
	return d, p, nil
}

// keyOf is the key of a story that is voted on.
func (t *turn) keyOf(ctx context.Context, it scrum.PokerItem) (string, error) {
	s, err := t.tx.Story(ctx, it.Story)
	return s.Key, err
}

// refuseTable refuses with the key of the story on the table, and where its
// poker stands.
func (t *turn) refuseTable(ctx context.Context, d table, sentence string, args ...any) error {
	key, err := t.keyOf(ctx, d.item)
	if err != nil {
		return err
	}
	again, cards := t.ours.Say("poker.button.again"), t.ours.Say("poker.button.vote") // as they stand in the channel
	return t.refuse(sentence, append(args, "key", key, "channel", mentionOf(t.product.Channel), "again", again, "cards", cards)...)
}

// mustLead refuses to everybody but the product's owner and whoever leads the
// poker.
func (t *turn) mustLead(ctx context.Context, p scrum.Poker) error {
	return t.mustHaveOpened(ctx, "poker.refuse.lead", p.Opener)
}

// pokerShown gathers what the messages of a poker show.
func (t *turn) pokerShown(ctx context.Context, id scrum.PokerID) (view.PokerShown, error) {
	shown := view.PokerShown{Stories: map[scrum.StoryID]scrum.Story{}, Votes: map[scrum.PokerItemID][]scrum.PokerVote{}, Zone: t.product.Location()}
	var err error
	if shown.Poker, err = t.tx.Poker(ctx, id); err != nil {
		return shown, err
	}
	team, err := t.team(ctx)
	if err != nil {
		return shown, err
	}
	if team, err = t.present(ctx, team); err != nil {
		return shown, err
	}
	shown.Expected = shown.Poker.Expected(team)
	people := append([]scrum.PersonID{shown.Opener}, shown.Voters...)
	for _, it := range shown.Items {
		if shown.Stories[it.Story], err = t.tx.Story(ctx, it.Story); err != nil {
			return shown, err
		}
		if shown.Votes[it.ID], err = t.tx.PokerVotes(ctx, it.ID); err != nil {
			return shown, err
		}
		if it.Objector != "" {
			people = append(people, it.Objector)
		}
	}
	shown.Names, err = t.names(ctx, people...)
	return shown, err
}

// drawPoker makes the messages of a poker show it as it is: the one in the
// channel, and in its thread those of the given stories.
func (t *turn) drawPoker(ctx context.Context, id scrum.PokerID, items ...scrum.PokerItemID) error {
	shown, err := t.pokerShown(ctx, id)
	if err != nil {
		return err
	}
	if err := t.post(ctx, view.PokerName(id), view.Poker(t.ours, shown)); err != nil {
		return err
	}
	for _, item := range items {
		it, ok := shown.Item(item)
		if !ok {
			continue
		}
		m := view.PokerStory(t.ours, t.labels(shown.Stories[it.Story]), shown, it)
		if err := t.reply(ctx, view.PokerName(id), view.PokerItemName(it.ID), m); err != nil {
			return err
		}
	}
	return nil
}
