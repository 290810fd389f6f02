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

// ReplyName names a person's answers in the digest's thread.
func ReplyName(id scrum.AskID) string { return "answer:" + itoa(id) }

// DigestDay is what a digest tells.
type DigestDay struct {
	Standup  string // its own name, "" for the channel's first
	Day      scrum.StandupDay
	Zone     *time.Location // the product's
	Asks     []scrum.Ask    // of everybody who was asked or has answered
	Later    int            // people who are still to be asked
	Blockers []scrum.Blocker
	Moves    []scrum.Move
	Untried  []scrum.Untried // for too long, to be accepted
	Away     []scrum.Away    // of the team, on the day
	Owner    scrum.PersonID  // of the product, who accepts
	Names    Names
	Private  bool // for one reader: nobody is mentioned, and the answers follow
}

func (d DigestDay) answered() []scrum.Ask {
	var list []scrum.Ask
	for _, a := range d.Asks {
		if a.State == scrum.AskAnswered {
			list = append(list, a)
		}
	}
	return list
}

func (d DigestDay) standing() int {
	n := 0
	for _, b := range d.Blockers {
		if b.ResolvedAt.IsZero() {
			n++
		}
	}
	return n
}

// calm reports whether there is nothing to tell beyond that.
func (d DigestDay) calm() bool { return len(d.Blockers)+len(d.Moves)+len(d.Untried) == 0 }

// Digest is a day in at most twelve lines: the verdict, what needs somebody,
// what changed, how many answered. A day without news is one line.
func Digest(w *locale.Words, d DigestDay) Message {
	verdict, footer := d.verdict(w), d.footer(w)
	if d.calm() && !d.Private {
		text := verdict + " " + strings.Join(append(d.away(w), footer), " · ")
		return Message{Text: text, Blocks: []slack.Block{section(text)}}
	}
	spoken := []string{verdict}
	blocks := []slack.Block{section("*" + verdict + "*")}
	for _, line := range d.blockers(w) {
		blocks = append(blocks, line.block)
		spoken = append(spoken, line.text)
	}
	if len(d.Untried) > 0 {
		text := d.waiting(w)
		blocks, spoken = append(blocks, section(text)), append(spoken, text)
	}
	if len(d.Moves) > 0 {
		text := w.Say("standup.digest.moved", "moves", moved(w, d.Moves))
		blocks, spoken = append(blocks, section(text)), append(spoken, text)
	}
	if d.Private {
		for _, a := range d.answered() {
			who := d.Names.Of(a.Person) + "\n"
			blocks = append(blocks, rich(bold(who), written(oneLine(d.shortAnswer(w, a), maxCardPart))))
			spoken = append(spoken, escape(who+oneLine(d.shortAnswer(w, a), maxCardPart)))
		}
	}
	for _, text := range d.away(w) {
		blocks, spoken = append(blocks, section(text)), append(spoken, text)
	}
	blocks = append(blocks[:min(len(blocks), maxBlocks-1)], footnote(footer))
	return Message{Text: clip(strings.Join(append(spoken, footer), "\n"), maxFallback), Blocks: blocks}
}

// waiting asks the product's owner to try what waits for that.
func (d DigestDay) waiting(w *locale.Words) string {
	const shown = 5
	keys := make([]string, 0, shown+1)
	for _, x := range d.Untried[:min(shown, len(d.Untried))] {
		keys = append(keys, w.Say("standup.digest.since", "key", x.Story.Key, "date", w.Day(x.Since.In(d.Zone)), "n", x.Days(d.Day.Date, d.Zone)))
	}
	if len(d.Untried) > shown {
		keys = append(keys, "…")
	}
	who := mention(d.Owner)
	if d.Private {
		who = escape(d.Names.Of(d.Owner))
	}
	return w.Say("standup.digest.waiting", "keys", strings.Join(keys, ", "), "who", who)
}

func (d DigestDay) shortAnswer(w *locale.Words, a scrum.Ask) string {
	if a.Answers.Empty() {
		return w.Say("standup.nothing")
	}
	var parts []string
	for _, q := range a.Asks() {
		if text := a.Answers[q]; text != "" {
			parts = append(parts, d.Names.in(text))
		}
	}
	return strings.Join(parts, " · ")
}

func (d DigestDay) verdict(w *locale.Words) string {
	day, err := time.ParseInLocation(time.DateOnly, d.Day.Date, d.Zone)
	if err != nil {
		day = d.Day.DigestAt.In(d.Zone) // unreachable: dates are written by us
	}
	date, name := w.Day(day), StandupName{Own: d.Standup}.short(w)
	switch {
	case d.standing() > 0:
		return w.Say("standup.digest.blocked", "n", d.standing(), "name", name, "date", date)
	case len(d.answered()) == 0:
		return w.Say("standup.digest.silent", "name", name, "date", date)
	case d.calm() && len(d.answered()) == len(d.Asks):
		return w.Say("standup.digest.calmAll", "name", name, "date", date)
	case d.calm():
		return w.Say("standup.digest.calm", "name", name, "date", date)
	}
	return w.Say("standup.digest.clear", "name", name, "date", date)
}

// footer says how many answered, and since when the digest tells more than
// when it was posted.
func (d DigestDay) footer(w *locale.Words) string {
	answered := d.answered()
	parts := []string{w.Say("standup.digest.answered", "n", len(answered), "of", len(d.Asks))}
	if d.Later > 0 {
		parts = append(parts, w.Say("standup.digest.later", "n", d.Later))
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

// digestLine is one line of a digest, shown and in words.
type digestLine struct {
	block slack.Block
	text  string
}

// blockers are what needs somebody, what stops the person completely first,
// each with its age and the one who can help; at most five.
func (d DigestDay) blockers(w *locale.Words) []digestLine {
	list := slices.Clone(d.Blockers)
	slices.SortStableFunc(list, func(a, b scrum.Blocker) int { return urgency(b) - urgency(a) })
	limit := 5
	if d.Private {
		limit = 20
	}
	var lines []digestLine
	for _, b := range list[:min(limit, len(list))] {
		who, text := escape(d.Names.Of(b.Person)), " · "+d.blocker(w, b)
		shown := "• *" + who + "*" + text
		block := section(shown)
		if b.ResolvedAt.IsZero() {
			block = sectionWith(shown, button(BlockerResolve, itoa(b.ID), w.Say("standup.button.resolved")))
		}
		lines = append(lines, digestLine{block: block, text: who + text})
	}
	if rest := len(list) - limit; rest > 0 {
		text := w.Say("standup.digest.moreBlockers", "n", rest)
		lines = append(lines, digestLine{block: footnote(text), text: text})
	}
	return lines
}

func urgency(b scrum.Blocker) int {
	switch {
	case !b.ResolvedAt.IsZero():
		return 0
	case b.Low:
		return 1
	}
	return 2
}

// blocker is what stands in the way, for how long, and who can help.
func (d DigestDay) blocker(w *locale.Words, b scrum.Blocker) string {
	line := escape(oneLine(d.Names.in(b.Text), 200))
	if !b.ResolvedAt.IsZero() {
		return line + " · " + w.Say("standup.blocker.resolvedBy", "who", escape(d.Names.Of(b.ResolvedBy)))
	}
	line += " · " + d.age(w, b)
	if b.Low {
		line += " · " + w.Say("standup.blocker.low")
	}
	switch {
	case b.Helper == "":
	case d.Private:
		line += " → " + escape(d.Names.Of(b.Helper))
	default:
		line += " → " + mention(b.Helper)
	}
	return line
}

func (d DigestDay) age(w *locale.Words, b scrum.Blocker) string {
	since, err := time.Parse(time.DateOnly, b.Since)
	if err != nil || b.Since >= d.Day.Date {
		return w.Say("standup.blocker.today")
	}
	return w.Say("standup.blocker.since", "date", w.Day(since), "n", scrum.WorkingDays(b.Since, d.Day.Date))
}

// AnswerReply is a person's answers in the digest's thread.
type AnswerReply struct {
	Ask    scrum.Ask
	Zone   *time.Location
	Late   bool           // it came after the digest
	Helper scrum.PersonID // who must hear of it and was not told by the digest, "" for nobody
}

// StandupReply shows what somebody answered, whole.
func StandupReply(w *locale.Words, r AnswerReply, names Names) Message {
	who := names.Of(r.Ask.Person)
	parts := append([]slack.RichTextSectionElement{bold(who + "\n")}, answerParts(w, r.Ask, names)...)
	blocks := []slack.Block{rich(parts...)}
	text := escape(who) + "\n" + answerText(w, r.Ask, names)
	var foot []string
	switch {
	case !r.Ask.EditedAt.IsZero():
		foot = append(foot, w.Say("standup.reply.edited", "time", w.Clock(r.Ask.EditedAt.In(r.Zone))))
	case r.Late:
		foot = append(foot, w.Say("standup.reply.late", "time", w.Clock(r.Ask.AnsweredAt.In(r.Zone))))
	}
	if r.Helper != "" {
		foot = append(foot, w.Say("standup.reply.helper", "who", mention(r.Helper)))
	}
	if len(foot) > 0 {
		blocks = append(blocks, footnote(foot...))
		text = clip(text, maxFallback-200) + "\n" + strings.Join(foot, " · ")
	}
	return Message{Text: clip(text, maxFallback), Blocks: blocks}
}
