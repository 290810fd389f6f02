package handlers

import (
	"context"
	"errors"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// The deeds of a stand-up that come by the clock, and what they are about.
const (
	askDeed       = "standup.ask"    // a stand-up and a person, on each of their days
	askSoonDeed   = "standup.soon"   // likewise, once
	askAgainDeed  = "standup.again"  // the ask that leads a message that was put off
	askCloseDeed  = "standup.close"  // an ask
	askRemindDeed = "standup.remind" // the ask that leads a message
	digestDeed    = "standup.digest" // a day
)

// standupTx is what stand-ups need of a transaction.
type standupTx interface {
	Standup(ctx context.Context, id scrum.StandupID) (scrum.Standup, error)
	// StandupNamed returns a product's stand-up by its name; "" is the first.
	StandupNamed(ctx context.Context, product scrum.ProductID, name string) (scrum.Standup, error)
	// Standups returns a product's stand-ups by name, also those of which
	// nobody is asked by the clock.
	Standups(ctx context.Context, product scrum.ProductID) ([]scrum.Standup, error)
	SaveStandup(ctx context.Context, s scrum.Standup) (scrum.Standup, error)
	// StandupsWith returns the products of whose channel somebody is and whose
	// team is asked by the clock.
	StandupsWith(ctx context.Context, person scrum.PersonID) ([]scrum.ProductID, error)
	Schedules(ctx context.Context, product scrum.ProductID, deed string) ([]scrum.Schedule, error)

	CreateStandupDay(ctx context.Context, d scrum.StandupDay) (scrum.StandupDay, error)
	StandupDay(ctx context.Context, id scrum.StandupDayID) (scrum.StandupDay, error)
	StandupDayOn(ctx context.Context, standup scrum.StandupID, date string) (scrum.StandupDay, error)
	// StandupDaysOn returns the days of a date of all of a product's
	// stand-ups, in the order of their digests.
	StandupDaysOn(ctx context.Context, product scrum.ProductID, date string) ([]scrum.StandupDay, error)
	// NewestDigest returns the day of the newest digest of any stand-up of a
	// product.
	NewestDigest(ctx context.Context, product scrum.ProductID) (scrum.StandupDay, error)
	LastDigest(ctx context.Context, standup scrum.StandupID) (scrum.StandupDay, error)
	SaveStandupDay(ctx context.Context, d scrum.StandupDay) error

	CreateAsk(ctx context.Context, a scrum.Ask) (scrum.Ask, error)
	Ask(ctx context.Context, id scrum.AskID) (scrum.Ask, error)
	AskOn(ctx context.Context, standup scrum.StandupID, person scrum.PersonID, date string) (scrum.Ask, error)
	LastAnswered(ctx context.Context, standup scrum.StandupID, person scrum.PersonID, before string) (scrum.Ask, error)
	Asks(ctx context.Context, day scrum.StandupDayID) ([]scrum.Ask, error)
	// AsksTogether returns the asks that stand in the message of one.
	AsksTogether(ctx context.Context, lead scrum.AskID) ([]scrum.Ask, error)
	OpenAsksOf(ctx context.Context, person scrum.PersonID) ([]scrum.Ask, error)
	// AskedSince reports whether there is an ask of a later date, up to one.
	AskedSince(ctx context.Context, a scrum.Ask, until string) (bool, error)
	// AsksBefore returns those before an ask, the newest first.
	AsksBefore(ctx context.Context, a scrum.Ask, limit int) ([]scrum.Ask, error)
	// AsksOf returns what a person was asked in a product from one date up to
	// another, the newest first.
	AsksOf(ctx context.Context, product scrum.ProductID, person scrum.PersonID, from, to string) ([]scrum.Ask, error)
	OpenAsks(ctx context.Context, product scrum.ProductID) ([]scrum.Ask, error)
	SaveAsk(ctx context.Context, a scrum.Ask) error
}

func standupNoun() noun {
	return noun{
		commands: []command{{
			name: "standup",
			bare: tellStandups,
			rest: standupTyped,
			verbs: append([]verb{
				{name: "at", also: []string{"a", "vers"}, run: setStandupTyped},
				{name: "settings", also: []string{"reglages", "regler", "set", "settings"}, fits: isName, run: ofStandup(openStandupForm)},
				{name: "now", also: []string{"maintenant"}, fits: isName, run: ofStandup(askNow)},
				{name: "answer", also: []string{"repondre", "reponse"}, fits: isEmpty, run: answerToday},
				{name: "tomorrow", also: []string{"demain"}, fits: isEmpty, run: answerTomorrow},
				{name: "digest", also: []string{"synthese", "resume"}, fits: isName, run: ofStandup(tellDigest)},
				{name: "weekly", also: []string{"hebdo", "week", "semaine"}, run: weeklyTyped},
				{name: "history", also: []string{"historique"}, run: pastTyped},
				{name: "off", also: []string{"stop", "arreter", "arret"}, fits: isName, run: ofStandup(stopStandup)},
			}, slices.Concat(blockerVerbs(), moodVerbs())...),
		}},
		clicks: map[string]click{
			view.StandupSet:      pressSetStandup,
			view.StandupOpen:     on((*turn).standup, pressStandupForm),
			view.StandupNew:      pressNewStandup,
			view.StandupAnswer:   on((*turn).ask, openAnswers),
			view.StandupSame:     on((*turn).ask, sameAnswers),
			view.StandupNothing:  on((*turn).ask, nothingToReport),
			view.StandupLater:    on((*turn).ask, putOff),
			view.StandupSkip:     on((*turn).ask, skipToday),
			view.StandupTomorrow: on((*turn).ask, tomorrowPressed),
			view.StandupTakeBack: on((*turn).ask, takeBackWritten),
			view.StandupHistory:  turnPast,
			view.StandupFile:     sendPast,
			view.StandupFull:     on((*turn).toldAnswer, fullAnswer),
			view.StandupPage:     on((*turn).toldAnswer, turnAnswer),
		},
		forms: map[string]submit{view.StandupAnswers: submitAnswers, view.StandupSettings: submitStandup},
		deeds: map[string]deed{
			askDeed:       askDue,
			askSoonDeed:   askDue,
			askAgainDeed:  whenDue(Tx.Ask, askAgainDue),
			askCloseDeed:  whenDue(Tx.Ask, closeAskDue),
			askRemindDeed: whenDue(Tx.Ask, remindDue),
			digestDeed:    whenDue(Tx.StandupDay, postDigestDue),
		},
		rosterChanged: followTeam,
		storyChanged:  recordMove,
	}
}

// pressSetStandup takes the time that was proposed.
func pressSetStandup(ctx context.Context, t *turn, c Click) error {
	clock, days, ok := scrum.ParseStandup(c.Value)
	if !ok {
		return t.refuse("command.nothing")
	}
	return t.setStandup(ctx, "", clock, days)
}

// mustBeInTeam makes sure that the person belongs to the team that a
// stand-up is for; the product may not have begun.
func (t *turn) mustBeInTeam(ctx context.Context) error {
	member, err := t.inTeam(ctx, t.person, t.product.ID)
	switch {
	case err != nil:
		return err
	case !member:
		return t.refuse("standup.refuse.team")
	case !t.channel.Direct:
		return nil
	case t.product.ID == 0:
		return t.refuse("command.direct")
	}
	return t.enter(ctx, t.product.ID)
}

// setStandup keeps when the team is asked.
func (t *turn) setStandup(ctx context.Context, name string, clock scrum.Clock, days scrum.Weekdays) error {
	if err := t.mustBeInTeam(ctx); err != nil {
		return err
	}
	if err := t.begin(ctx, scrum.Undetermined); err != nil {
		return err
	}
	standup, err := t.standupCalled(ctx, name)
	if err != nil {
		return err
	}
	if standup.Clock == clock && standup.Days == days {
		return tellStandupCalled(ctx, t, name)
	}
	if err := t.mustBeNameable(ctx, standup); err != nil {
		return err
	}
	standup.Clock, standup.Days = clock, days
	return t.keepStandup(ctx, standup)
}

// keepStandup keeps a stand-up that was set anew, says so in the channel once,
// and to the person when they are asked.
func (t *turn) keepStandup(ctx context.Context, standup scrum.Standup) error {
	standup.SetBy, standup.SetAt = t.person.ID, t.now
	standup, err := t.tx.SaveStandup(ctx, standup)
	if err != nil {
		return err
	}
	if err := t.keepInStep(ctx); err != nil {
		return err
	}
	shown, err := t.standupView(ctx, standup)
	if err != nil {
		return err
	}
	if err := t.post(ctx, "", view.StandupIsSet(t.ours, shown, t.person.Name)); err != nil {
		return err
	}
	next, err := t.nextAsk(ctx, standup)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.StandupSetDone(t.mine, t.called(standup), next))
}

// nextAsk says when the person is asked next: not on a date on which they
// were asked already, at another time.
func (t *turn) nextAsk(ctx context.Context, s scrum.Standup) (string, error) {
	asking := s.Asking(t.person, t.product)
	next, _ := asking.NextAfter(t.now) // days is never empty
	ask, err := t.tx.AskOn(ctx, s.ID, t.person.ID, next.Date)
	if err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return "", err
	}
	if err == nil && (ask.State != scrum.AskOpen || !ask.AskedAt.IsZero()) {
		next, _ = asking.NextAfter(next.Due)
	}
	return t.mine.Moment(next.Due.In(t.person.Location(t.product.Location())), t.now), nil
}

func (t *turn) standupView(ctx context.Context, s scrum.Standup) (view.Standup, error) {
	home := t.product.Location()
	today := t.homeDate().Format(time.DateOnly)
	shown := view.Standup{ID: s.ID, Name: t.called(s), Clock: s.Clock, Days: s.Days, Digest: s.DigestDue(today, t.product, time.Time{}).In(home)}
	day, err := t.tx.StandupDayOn(ctx, s.ID, today)
	if errors.Is(err, scrum.ErrNotFound) {
		return shown, nil
	}
	if err == nil && !day.Posted && !day.DigestAt.Equal(shown.Digest) {
		shown.Today = day.DigestAt.In(home)
	}
	return shown, err
}

// tellStandups says how the channel's stand-ups are set, or proposes one.
func tellStandups(ctx context.Context, t *turn, _ Command) error {
	if err := t.mustBeInTeam(ctx); err != nil {
		return err
	}
	all, err := t.tx.Standups(ctx, t.product.ID)
	if err != nil {
		return err
	}
	var list []view.StandupSetting
	for _, s := range all {
		if !s.Runs() {
			continue
		}
		setting, err := t.standupSetting(ctx, s)
		if err != nil {
			return err
		}
		list = append(list, setting)
	}
	if len(list) == 0 {
		return t.tell(ctx, view.StandupProposal(t.mine, t.channel.Name))
	}
	return t.tell(ctx, view.StandupStatus(t.mine, list))
}

// tellStandupCalled says how one of them is set.
func tellStandupCalled(ctx context.Context, t *turn, name string) error {
	standup, err := t.runningStandup(ctx, name)
	if err != nil {
		return err
	}
	setting, err := t.standupSetting(ctx, standup)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.StandupStatus(t.mine, []view.StandupSetting{setting}))
}

func (t *turn) standupSetting(ctx context.Context, s scrum.Standup) (view.StandupSetting, error) {
	names, err := t.names(ctx, s.SetBy)
	if err != nil {
		return view.StandupSetting{}, err
	}
	shown, err := t.standupView(ctx, s)
	if err != nil {
		return view.StandupSetting{}, err
	}
	next, err := t.nextAsk(ctx, s)
	return view.StandupSetting{Standup: shown, SetBy: names.Of(s.SetBy), Next: next}, err
}

func (t *turn) disarmAll(ctx context.Context, deed string) error {
	armed, err := t.tx.Schedules(ctx, t.product.ID, deed)
	if err != nil {
		return err
	}
	for _, s := range armed {
		if err := t.tx.Disarm(ctx, s.Product, s.Deed, s.Subject); err != nil {
			return err
		}
	}
	return nil
}
