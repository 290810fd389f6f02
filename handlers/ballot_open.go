package handlers

import (
	"context"
	"errors"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// mustBeFree refuses while a vote of the product is running.
func (t *turn) mustBeFree(ctx context.Context) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	b, err := t.tx.LastBallot(ctx, t.product.ID)
	switch {
	case errors.Is(err, scrum.ErrNotFound):
		return nil
	case err != nil:
		return err
	case b.State == scrum.BallotOpen:
		return t.refuse("vote.refuse.open", "number", b.Number, "channel", mentionOf(t.product.Channel), "turnout", view.Turnout(t.mine, b))
	case b.State == scrum.BallotClosing:
		return t.refuse("vote.refuse.counting", "number", b.Number)
	}
	return nil
}

// planned fills in what follows from how a vote was asked for: who sees what
// if nobody said, its options, its roll and its budget. It refuses what cannot
// be voted on so.
func (t *turn) planned(ctx context.Context, b scrum.Ballot, stories []scrum.Story) (scrum.Ballot, error) {
	var err error
	if b.Options, err = t.optionsOf(ctx, stories); err != nil {
		return b, err
	}
	if b.Method == "" {
		b.Method = scrum.ByApproval
	}
	if b.Secrecy == "" {
		b.Secrecy = b.Method.Secrecy(len(b.Options))
	}
	if len(b.Options) < b.Method.Fewest() {
		return b, t.refuse("vote.refuse.few", "example", t.product.Key+"-1 "+t.product.Key+"-2")
	}
	b.Product, b.Opener, b.OpenedAt, b.Answers = t.product.ID, t.person.ID, t.now, t.product.Emoji
	b.Budget = b.Method.BudgetFor(len(b.Options))
	if b.Roll, err = t.roll(ctx); err != nil {
		return b, err
	}
	if b.Secrecy == scrum.Anonymous {
		b.Roll = scrum.Unweighted(b.Roll)
	}
	if err := t.excuseAway(ctx, &b); err != nil {
		return b, err
	}
	return b, t.mustBeReachable(b)
}

// mustBeReachable refuses a quorum that the roll cannot meet, and an anonymous
// vote whose result could not be shown with all that is asked for.
func (t *turn) mustBeReachable(b scrum.Ballot) error {
	state := b.QuorumState(b.Enrolled())
	switch {
	case b.Secrecy == scrum.Anonymous && len(b.Roll) < scrum.MinAnonymous:
		return t.refuse("vote.refuse.anonymousRoll", "n", len(b.Roll))
	case b.Quorum.None():
		return nil
	case b.Secrecy == scrum.Anonymous && state.Needed < scrum.MinAnonymous:
		return t.refuse("vote.refuse.anonymousQuorum")
	case state.Met():
		return nil
	case len(state.Missing) > 0:
		return t.refuse("vote.refuse.noClient", "channel", "<#"+string(t.product.Channel)+">")
	}
	if slices.ContainsFunc(b.Roll, func(v scrum.Voter) bool { return v.Outside }) {
		return t.refuse("vote.refuse.quorumHighOutside", "n", state.Cast)
	}
	return t.refuse("vote.refuse.quorumHigh", "n", state.Cast)
}

// tooMany is the no to a vote over more stories than it can hold; nil if it
// holds them.
func (t *turn) tooMany(b scrum.Ballot) *scrum.Refusal {
	refusal := &scrum.Refusal{}
	switch n := len(b.Options); {
	case n <= b.Most():
		return nil
	case n > scrum.MaxApproved:
		refusal.Key = "vote.refuse.hundred"
	case b.Method == scrum.ByApproval:
		refusal.Key = "vote.refuse.many"
	default:
		refusal.Key = "vote.refuse.manyRated"
	}
	refusal.Args = []any{"n", len(b.Options)}
	return refusal
}

// openBallot puts a vote into the channel, unless one of its voters would weigh
// so much that this wants a second press.
func (t *turn) openBallot(ctx context.Context, b scrum.Ballot, sure bool) error {
	if b.Dominated() && !sure {
		return t.tell(ctx, view.BallotDominated(t.mine, b, planOf(b).String()))
	}
	b, err := t.tx.CreateBallot(ctx, b)
	if err != nil {
		return err
	}
	if b.Secrecy == scrum.Anonymous {
		if err := t.tx.KeepBallotKey(ctx, b.ID, t.h.token()+t.h.token()); err != nil {
			return err
		}
	}
	if err := t.drawBallot(ctx, b); err != nil {
		return err
	}
	if err := t.touchAll(ctx); err != nil {
		return err
	}
	for _, emoji := range b.Emoji() {
		if err := t.seed(ctx, view.BallotName(b.ID), emoji); err != nil {
			return err
		}
	}
	return t.tellStarted(ctx, b)
}

// tellStarted arms what the clock is to do for a new vote, and tells its opener
// that it stands.
func (t *turn) tellStarted(ctx context.Context, b scrum.Ballot) error {
	if b.ClosesAt.IsZero() {
		return t.tell(ctx, view.Note(t.mine.Say("vote.started")))
	}
	if err := t.armOnce(ctx, ballotCloseDeed, idText(b.ID), b.ClosesAt, 0); err != nil {
		return err
	}
	if err := t.armBallotReminders(ctx, b, b.Roll...); err != nil {
		return err
	}
	zone := t.person.Location(t.product.Location())
	return t.tell(ctx, view.Note(t.mine.Say("vote.startedUntil", "until", t.mine.Moment(b.ClosesAt.In(zone), t.now))))
}

// roll is who may vote in the product now.
func (t *turn) roll(ctx context.Context) ([]scrum.Voter, error) {
	members, err := t.tx.Members(ctx, t.product.Channel)
	if err != nil {
		return nil, err
	}
	roles, err := t.tx.MemberRoles(ctx, t.product.ID)
	if err != nil {
		return nil, err
	}
	weights, err := t.tx.Weights(ctx, t.product.ID)
	roll := scrum.Roll(members, roles, weights)
	if t.product.GuestsOut {
		roll = scrum.WithoutGuests(roll)
	}
	return roll, err
}

// refuseHidden says that the channel cannot vote on what it does not see, and
// who can show it: to the owner, where.
func (t *turn) refuseHidden(ctx context.Context, key string, s scrum.Story) error {
	if t.person.ID == t.product.Owner {
		return t.refuse(key+"Yours", "key", s.Key)
	}
	who, err := t.nameOf(ctx, t.product.Owner)
	if err != nil {
		return err
	}
	return t.refuse(key, "key", s.Key, "who", who)
}

// optionsOf makes options of stories: each once, open, and seen by the
// channel.
func (t *turn) optionsOf(ctx context.Context, stories []scrum.Story) ([]scrum.Option, error) {
	var options []scrum.Option
	for _, s := range stories {
		if err := t.mustBeOpen(ctx, s); err != nil {
			return nil, err
		}
		if err := t.mustBeWork(ctx, s); err != nil {
			return nil, err
		}
		if s.Hidden {
			return nil, t.refuseHidden(ctx, "vote.refuse.hidden", s)
		}
		if !slices.ContainsFunc(options, func(o scrum.Option) bool { return o.Story == s.ID }) {
			options = append(options, scrum.Option{Story: s.ID})
		}
	}
	return options, nil
}

// until reads when the vote ends, on the clock of whoever typed it. Nothing
// typed is the zero time.
func (t *turn) until(typed string) (time.Time, error) {
	if typed == "" {
		return time.Time{}, nil
	}
	here := t.now.In(t.person.Location(t.product.Location()))
	at, ok := scrum.ParseUntil(typed, here)
	if !ok {
		return at, t.refuse("vote.refuse.time", "typed", clipWord(typed))
	}
	when := t.mine.Moment(at.In(here.Location()), here)
	switch {
	case !at.After(t.now):
		return at, t.refuse("vote.refuse.past", "when", when)
	case at.After(t.now.AddDate(1, 0, 0)):
		return at, t.refuse("vote.refuse.far", "when", when)
	}
	return at, nil
}
