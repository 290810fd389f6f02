package view

import (
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// DigestName names a day's digest in the outbox.
func DigestName(id scrum.StandupDayID) string { return "digest:" + itoa(id) }

// DigestDay is what a digest tells.
type DigestDay struct {
	Standup  string // its own name, "" for the channel's first
	First    bool   // of the product's on its date, which alone tells how the sprint stands and who is away
	Lines    bool   // it has a short line for each person
	Day      scrum.StandupDay
	Zone     *time.Location // the product's
	Off      scrum.Holidays // likewise
	Asks     []scrum.Ask    // of everybody who was asked or has answered
	Later    int            // people who are still to be asked
	Sprint   DigestSprint
	Blockers []scrum.CarriedBlocker // what needs somebody most first
	Moves    []scrum.Move
	Untried  []scrum.Untried  // for too long, to be accepted
	Aging    []scrum.Underway // for longer than usual
	Away     []scrum.Away     // of the team, on the day
	Usual    int              // within so many days most stories are done
	Now      time.Time
	Owner    scrum.PersonID // of the product, who accepts
	Mood     MoodTrend      // of the week before, in the first digest of one
	Names    Names
	Private  bool // for one reader: nobody is mentioned, and the answers follow
}

// DigestSprint is how the running sprint stands; Of is 0 without one.
type DigestSprint struct {
	Goal    string
	Day, Of int // its working days
	Tally   scrum.SprintTally
}

func (d DigestDay) answered() []scrum.Ask { return d.asksIn(scrum.AskAnswered) }

// expected is how many were to answer: who skipped the day is not awaited.
func (d DigestDay) expected() int { return len(d.Asks) - len(d.asksIn(scrum.AskSkipped)) }

func (d DigestDay) asksIn(state scrum.AskState) []scrum.Ask {
	var list []scrum.Ask
	for _, a := range d.Asks {
		if a.State == state {
			list = append(list, a)
		}
	}
	return list
}

// blockersWhere are the blockers for which a condition holds.
func (d DigestDay) blockersWhere(holds func(scrum.CarriedBlocker) bool) []scrum.CarriedBlocker {
	var list []scrum.CarriedBlocker
	for _, b := range d.Blockers {
		if holds(b) {
			list = append(list, b)
		}
	}
	return list
}

func (d DigestDay) standing() []scrum.CarriedBlocker {
	return d.blockersWhere(func(b scrum.CarriedBlocker) bool { return b.Stands() })
}

// calm reports whether there is nothing to tell beyond that.
func (d DigestDay) calm() bool {
	return len(d.Blockers)+len(d.Moves)+len(d.Untried)+len(d.Aging) == 0
}

// digestLine is one line of a digest, shown and in words.
type digestLine struct {
	block slack.Block
	text  string
	under slack.Block // its buttons, if not beside it
}

func plainLine(text string) digestLine { return digestLine{block: section(text), text: text} }

// The most that a digest shows: of what needs somebody in lines, of the rest
// within a line each. With the others these are twelve lines.
const (
	maxDigestBlockers = 5
	maxDigestUntried  = 5
	maxDigestAging    = 3
	maxDigestLines    = 12
)

// Digest is a day in at most twelve lines: the verdict, what needs somebody,
// what changed, what takes long, how many answered. A day without news is one
// line, and what does not fit is in the thread. A reader alone, who has none,
// sees more.
func Digest(w *locale.Words, d DigestDay) Message {
	verdict, footer := d.verdict(w), d.footer(w)
	if d.calm() && !d.Private && len(d.toSay()) == 0 {
		text := verdict + " " + strings.Join(append(d.away(w), footer), " · ")
		return Message{Text: text, Blocks: []slack.Block{section(text)}}
	}
	limit := maxDigestBlockers
	if d.Private {
		limit = 2 * maxDigestBlockers
	}
	lines := slices.Concat(
		[]digestLine{{block: section("*" + verdict + "*"), text: verdict}},
		d.blockers(w, limit), d.untried(w, maxDigestUntried),
		d.changed(w), d.aging(w, maxDigestAging))
	end := []digestLine{{block: footnote(footer), text: footer}}
	for _, text := range d.away(w) {
		end = slices.Insert(end, 0, plainLine(text))
	}
	if d.Private {
		lines = append(lines, d.answers(w)...)
	} else {
		lines = append(lines, d.today(w, maxDigestLines-len(lines)-len(end))...)
	}
	return told(append(lines, end...))
}

// told is a message of lines.
func told(lines []digestLine) Message {
	var m Message
	texts := make([]string, len(lines))
	for i, line := range lines {
		texts[i] = line.text
		m.Blocks = append(m.Blocks, line.block)
		if line.under != nil {
			m.Blocks = append(m.Blocks, line.under)
		}
	}
	m.Text = clip(strings.Join(texts, "\n"), maxFallback)
	return m
}

// verdict is the day in a line: what is to be cleared, and how far the sprint
// is on the way to its goal.
func (d DigestDay) verdict(w *locale.Words) string {
	day, err := time.ParseInLocation(time.DateOnly, d.Day.Date, d.Zone)
	if err != nil {
		day = d.Day.DigestAt.In(d.Zone) // unreachable: dates are written by us
	}
	date, name := w.Day(day), StandupName{Own: d.Standup}.short(w)
	if standing := d.standing(); len(standing) > 0 {
		said := w.Say("standup.digest.needed", "name", name, "date", date, "what", w.List(d.toClear(w)))
		return said + d.sprint(w)
	}
	switch {
	case len(d.answered()) == 0:
		said := w.Say("standup.digest.silent", "name", name, "date", date)
		if sprint := d.sprint(w); sprint != "" {
			return strings.TrimSuffix(said, ".") + sprint
		}
		return said
	case d.calm() && len(d.answered()) == d.expected():
		return w.Say("standup.digest.calmAll", "name", name, "date", date)
	case d.calm():
		return w.Say("standup.digest.calm", "name", name, "date", date)
	}
	return w.Say("standup.digest.clear", "name", name, "date", date) + d.sprint(w)
}

// toClear counts what stands in the way, decisions apart.
func (d DigestDay) toClear(w *locale.Words) []string {
	decisions := 0
	for _, b := range d.standing() {
		if b.Class == scrum.BlockedByDecision {
			decisions++
		}
	}
	var parts []string
	if n := len(d.standing()) - decisions; n > 0 {
		parts = append(parts, w.Say("standup.digest.blockers", "n", n))
	}
	if decisions > 0 {
		parts = append(parts, w.Say("standup.digest.decisions", "n", decisions))
	}
	return parts
}

// sprint says behind the verdict how the sprint stands, unless the day is calm.
func (d DigestDay) sprint(w *locale.Words) string {
	s := d.Sprint
	if s.Of == 0 || d.calm() {
		return ""
	}
	const shown = 60
	said := " · " + w.Say("standup.digest.day", "day", s.Day, "of", s.Of)
	if s.Goal != "" {
		said = " · " + w.Say("standup.digest.goal", "goal", w.Quote(escape(oneLine(s.Goal, shown))), "day", s.Day, "of", s.Of)
	}
	if all := (scrum.Points{Halves: s.Tally.Done.Halves + s.Tally.Remaining.Halves, Known: true}); all.Halves > 0 {
		said += ", " + w.Say("standup.digest.points", "done", s.Tally.Done.String(), "points", points(w, all))
	}
	return said
}

// footer says how many answered, and since when the digest tells more than
// when it was posted.
func (d DigestDay) footer(w *locale.Words) string {
	answered := d.answered()
	parts := []string{w.Say("standup.digest.answered", "n", len(answered), "of", d.expected())}
	if d.Later > 0 {
		parts = append(parts, w.Say("standup.digest.later", "n", d.Later))
	}
	if mood := d.Mood.short(w); mood != "" {
		parts = append(parts, mood)
	}
	if last := lastChange(answered); d.Day.Posted && last.After(d.Day.DigestAt) {
		parts = append(parts, w.Say("standup.digest.lastAt", "time", w.Clock(last.In(d.Zone))))
	}
	if d.Day.Late {
		parts = append(parts, w.Say("standup.digest.late"))
	}
	if !d.Private && slices.ContainsFunc(answered, func(a scrum.Ask) bool { return !a.Answers.Empty() }) {
		parts = append(parts, w.Say("standup.digest.thread"))
	}
	return strings.Join(parts, " · ")
}

func lastChange(asks []scrum.Ask) time.Time {
	var last time.Time
	for _, a := range asks {
		for _, at := range []time.Time{a.AnsweredAt, a.EditedAt} {
			if at.After(last) {
				last = at
			}
		}
	}
	return last
}
