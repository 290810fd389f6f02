package handlers

import (
	"context"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// weeklyDeed tells the channel of its week.
const weeklyDeed = "standup.weekly"

// weeklyTx is what that needs of a transaction.
type weeklyTx interface {
	// Turnout returns how much the team answered from one date up to another.
	Turnout(ctx context.Context, product scrum.ProductID, from, to string) (scrum.Participation, error)
	// AsksBetween returns what the team was asked from one date up to another,
	// in no order.
	AsksBetween(ctx context.Context, product scrum.ProductID, from, to string) ([]scrum.Ask, error)
}

func weeklyNoun() noun { return noun{deeds: map[string]deed{weeklyDeed: weeklyDue}} }

// weeklyTyped sets when the channel is told of its week, or stops it: "weekly fri
// 16:00". Without anything it says how that is set.
func weeklyTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustBeInTeam(ctx); err != nil {
		return err
	}
	if isEmpty(rest) {
		return t.tellWeekly(ctx)
	}
	if slices.Contains([]string{"off", "stop", "arreter", "arret", "non", "no"}, scrum.Fold(rest)) {
		return t.stopWeekly(ctx)
	}
	clock, day, ok := scrum.ParseWeekly(rest)
	if !ok {
		return t.refuse("weekly.refuse.when", "typed", clipWord(rest))
	}
	if err := t.begin(ctx, scrum.Undetermined); err != nil {
		return err
	}
	if err := t.disarmAll(ctx, weeklyDeed); err != nil {
		return err
	}
	const window = 12 * time.Hour
	set := scrum.Schedule{
		Product: t.product.ID, Deed: weeklyDeed, Clock: clock, Days: 1 << day, Zone: t.product.Zone, Window: window,
	}
	if err := t.tx.Arm(ctx, set, t.now); err != nil {
		return err
	}
	if err := t.post(ctx, "", view.Note(t.ours.Say("weekly.isSet", "who", escape(t.person.Name), "when", view.Weekly(t.ours, set)))); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("weekly.set", "when", view.Weekly(t.mine, set))))
}

func (t *turn) tellWeekly(ctx context.Context) error {
	armed, err := t.tx.Schedules(ctx, t.product.ID, weeklyDeed)
	if err != nil {
		return err
	}
	if len(armed) == 0 {
		return t.tell(ctx, view.Note(t.mine.Say("weekly.none")))
	}
	return t.tell(ctx, view.Note(t.mine.Say("weekly.set", "when", view.Weekly(t.mine, armed[0]))))
}

func (t *turn) stopWeekly(ctx context.Context) error {
	armed, err := t.tx.Schedules(ctx, t.product.ID, weeklyDeed)
	if err != nil {
		return err
	}
	if len(armed) == 0 {
		return t.refuse("weekly.none")
	}
	if err := t.disarmAll(ctx, weeklyDeed); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("weekly.off")))
}

// weeklyDue tells of the week up to now, unless there is nothing to tell that
// was not told last week.
func weeklyDue(ctx context.Context, t *turn, o occurrence) error {
	if o.Timing == scrum.Missed || !t.channel.Member || t.channel.Archived {
		return nil
	}
	week, err := t.week(ctx, o.Due)
	if err != nil {
		return err
	}
	if idle, err := t.stillIdle(ctx, week); err != nil || idle {
		return err
	}
	return t.post(ctx, "", view.WeekTold(t.ours, week))
}

// stillIdle reports whether a week is idle, as was the one two weeks earlier.
// The channel heard twice by then that nobody answered, and is not told again.
func (t *turn) stillIdle(ctx context.Context, w view.Week) (bool, error) {
	if !w.Idle() {
		return false, nil
	}
	earlier, err := t.turnoutUpTo(ctx, w.To.AddDate(0, 0, -2*aWeek))
	return earlier.Expected > 0 && earlier.Answered == 0, err
}

const aWeek = 7

// week gathers what the channel is told of the week up to an instant.
func (t *turn) week(ctx context.Context, until time.Time) (view.Week, error) {
	zone := t.product.Location()
	from := until.AddDate(0, 0, -aWeek)
	w := view.Week{From: from.AddDate(0, 0, 1).In(zone), To: until.In(zone)}
	var err error
	if w.Moves, err = t.moves(ctx, "", from, until); err != nil {
		return w, err
	}
	if w.Blocked, err = t.blockerClusters(ctx, from, until); err != nil {
		return w, err
	}
	if w.Turnout, err = t.turnoutUpTo(ctx, w.To); err != nil {
		return w, err
	}
	if w.Before, err = t.turnoutUpTo(ctx, w.To.AddDate(0, 0, -aWeek)); err != nil {
		return w, err
	}
	if w.Standup, err = t.firstStandup(ctx); err != nil {
		return w, err
	}
	if w.Mood, err = t.moodForAll(ctx); err != nil {
		return w, err
	}
	if w.Away, err = t.awayNextWeek(ctx, w.To); err != nil {
		return w, err
	}
	ids := make([]scrum.PersonID, len(w.Away))
	for i, a := range w.Away {
		ids[i] = a.Person
	}
	w.Names, err = t.names(ctx, ids...)
	return w, err
}

// awayNextWeek returns the absences of the team in the week after a day.
func (t *turn) awayNextWeek(ctx context.Context, day time.Time) ([]scrum.Absence, error) {
	monday := day.AddDate(0, 0, aWeek-(int(day.Weekday())+aWeek-1)%aWeek)
	first, last := monday.Format(time.DateOnly), monday.AddDate(0, 0, aWeek-1).Format(time.DateOnly)
	team, err := t.team(ctx)
	if err != nil {
		return nil, err
	}
	absences, err := t.tx.AbsencesIn(ctx, t.product.Channel, first)
	if err != nil {
		return nil, err
	}
	var list []scrum.Absence
	for _, p := range team {
		for _, a := range absences[p.ID] {
			if a.From <= last {
				list = append(list, a)
			}
		}
	}
	return list, nil
}
