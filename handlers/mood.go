package handlers

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// moodCloseDeed ends a week.
const moodCloseDeed = "mood.close"

// moodTx is what the mood of a team needs of a transaction. Weeks are written as
// their Mondays in the product's zone.
type moodTx interface {
	// AskMood has the team asked, and shown what it said from so many answers on.
	AskMood(ctx context.Context, product scrum.ProductID, least int) error
	// MoodLeast returns from how many; it is not found where nobody is asked.
	MoodLeast(ctx context.Context, product scrum.ProductID) (int, error)
	// StopMood ends that and destroys what was answered.
	StopMood(ctx context.Context, product scrum.ProductID) error

	// MoodFigures returns what was shown, the newest first.
	MoodFigures(ctx context.Context, product scrum.ProductID, limit int) ([]scrum.MoodFigure, error)
	ShowMood(ctx context.Context, product scrum.ProductID, f scrum.MoodFigure) error
	MoodHeld(ctx context.Context, product scrum.ProductID) (scrum.MoodHeld, error)
	HoldMood(ctx context.Context, product scrum.ProductID, held scrum.MoodHeld) error

	OpenMoodWeek(ctx context.Context, product scrum.ProductID, week string, least int, key string) error
	MoodKey(ctx context.Context, product scrum.ProductID, week string) (string, error)
	TapMood(ctx context.Context, product scrum.ProductID, week, mark string, level scrum.Mood) error
	// MoodWeeksBefore returns the weeks whose answers are still kept, the first first.
	MoodWeeksBefore(ctx context.Context, product scrum.ProductID, week string) ([]scrum.MoodWeek, error)
	// ForgetMoodWeek counts the answers of a week and destroys them with the key.
	ForgetMoodWeek(ctx context.Context, product scrum.ProductID, week string) (scrum.Moods, error)
}

func moodNoun() noun {
	return noun{
		clicks: map[string]click{view.MoodTap: tapMood},
		deeds:  map[string]deed{moodCloseDeed: closeMoodDue},
	}
}

func moodVerbs() []verb {
	return []verb{
		{name: "mood", also: []string{"humeur"}, run: moodTyped},
		{name: "participation", also: []string{"health", "sante"}, fits: isEmpty, run: tellParticipation},
	}
}

// moodTyped tells the team of its mood; the owner has it asked, "on 5" or "on",
// or no longer.
func moodTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustBeInTeam(ctx); err != nil {
		return err
	}
	if isEmpty(rest) {
		return t.tellMood(ctx)
	}
	word, number := cutWord(rest)
	on, ok := onOrOff(word)
	if !ok || !on && number != "" {
		return t.refuse("mood.refuse.typed", "typed", clipWord(rest))
	}
	if err := t.begin(ctx, scrum.Undetermined); err != nil {
		return err
	}
	if err := t.mustOwn(ctx); err != nil {
		return err
	}
	if on {
		return t.askMood(ctx, number)
	}
	return t.stopMood(ctx)
}

// askMood has the team asked. Without a number it is shown from as many answers
// on as before, or as usual.
func (t *turn) askMood(ctx context.Context, number string) error {
	before, err := t.tx.MoodLeast(ctx, t.product.ID)
	asked := err == nil
	if errors.Is(err, scrum.ErrNotFound) {
		before, err = scrum.UsualMoodAnswers, nil
	}
	if err != nil {
		return err
	}
	least := before
	if number != "" {
		if least, err = strconv.Atoi(number); err != nil || least < scrum.MinMoodAnswers || least > scrum.MaxMoodAnswers {
			return t.refuse("mood.refuse.least", "most", scrum.MaxMoodAnswers)
		}
	}
	if err := t.tx.AskMood(ctx, t.product.ID, least); err != nil {
		return err
	}
	if err := t.armMood(ctx); err != nil {
		return err
	}
	if !asked || least != before {
		if err := t.post(ctx, "", view.Note(t.ours.Say("mood.isOn", "who", escape(t.person.Name), "n", least))); err != nil {
			return err
		}
	}
	return t.tell(ctx, view.Note(t.mine.Say("mood.on", "n", least)))
}

// armMood has each week ended when it is over where the product is at home, or
// as soon as Pogo runs again.
func (t *turn) armMood(ctx context.Context) error {
	return t.tx.Arm(ctx, scrum.Schedule{
		Product: t.product.ID, Deed: moodCloseDeed, Clock: "00:00", Days: 1 << time.Monday, Zone: t.product.Zone,
	}, t.now)
}

func (t *turn) stopMood(ctx context.Context) error {
	_, err := t.tx.MoodLeast(ctx, t.product.ID)
	if errors.Is(err, scrum.ErrNotFound) {
		return t.refuse("mood.off")
	}
	if err != nil {
		return err
	}
	if err := t.tx.StopMood(ctx, t.product.ID); err != nil {
		return err
	}
	if err := t.disarmAll(ctx, moodCloseDeed); err != nil {
		return err
	}
	if err := t.post(ctx, "", view.Note(t.ours.Say("mood.isOff", "who", escape(t.person.Name)))); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("mood.stopped")))
}

// tellMood tells one of the team of the last weeks, and lets them say how this
// one is. It goes into the acknowledgement, which nothing keeps.
func (t *turn) tellMood(ctx context.Context) error {
	least, err := t.tx.MoodLeast(ctx, t.product.ID)
	if errors.Is(err, scrum.ErrNotFound) {
		return t.refuse("mood.off")
	}
	if err != nil {
		return err
	}
	trend, err := t.moodTrend(ctx)
	if err != nil {
		return err
	}
	ask := view.MoodAsk{Product: t.product.ID, Channel: t.channel.Name, Week: t.moodWeek(), Least: least}
	return t.tell(ctx, view.MoodTold(t.mine, view.MoodStatus{MoodTrend: trend, Ask: ask}))
}

// moodWeek is the week that runs where the product is at home.
func (t *turn) moodWeek() string { return scrum.WeekOf(t.homeDate()) }

// moodTrend returns the last figures that the team was shown, and whether they
// fell.
func (t *turn) moodTrend(ctx context.Context) (view.MoodTrend, error) {
	const compared, told = 10, 6 // figures, of a week or more each
	figures, err := t.tx.MoodFigures(ctx, t.product.ID, compared)
	fell := scrum.MoodFell(figures, scrum.WeeksAfter(t.moodWeek(), -1))
	return view.MoodTrend{Figures: figures[:min(told, len(figures))], Fell: fell}, err
}

// moodForAll is what the channel may read: the mood of the week before this one,
// once it is shown, as long as everybody in the channel is of the team.
func (t *turn) moodForAll(ctx context.Context) (view.MoodTrend, error) {
	trend, err := t.moodTrend(ctx)
	if err != nil || len(trend.Figures) == 0 || trend.Figures[0].To != scrum.WeeksAfter(t.moodWeek(), -1) {
		return view.MoodTrend{}, err
	}
	members, err := t.tx.Members(ctx, t.product.Channel)
	if err != nil {
		return view.MoodTrend{}, err
	}
	people := slices.DeleteFunc(members, func(p scrum.Person) bool { return p.Bot || p.Deleted })
	team, err := t.onlyTeam(ctx, slices.Clone(people))
	if err != nil || len(team) < len(people) {
		return view.MoodTrend{}, err
	}
	return trend, nil
}

// moodSince is what a digest that tells what changed since an instant says of the
// mood: the first of each week, and no other.
func (t *turn) moodSince(ctx context.Context, since time.Time) (view.MoodTrend, error) {
	if scrum.WeekOf(since.In(t.product.Location())) == t.moodWeek() {
		return view.MoodTrend{}, nil
	}
	return t.moodForAll(ctx)
}
