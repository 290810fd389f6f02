package view

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"pogo/chart"
	"pogo/locale"
	"pogo/scrum"
)

// SprintSummary is what stands in the channel when a sprint is over. It says
// that the goal was reached only once the product's owner has said so.
func SprintSummary(w *locale.Words, b SprintBoard) Message {
	s := b.Sprint
	title := w.Say("sprint.end.title."+cmp.Or(string(s.Verdict), "open"), "number", s.Number)
	spoken := []string{title}
	blocks := []slack.Block{section("*" + title + "*")}
	say := func(sentences ...string) {
		if len(sentences) > 0 {
			spoken = append(spoken, sentences...)
			blocks = append(blocks, section(strings.Join(sentences, "\n")))
		}
	}
	if s.Goal != "" {
		spoken = append(spoken, escape(oneLine(s.Goal, maxCardPart)))
		blocks = append(blocks, goalBlock(w, s))
	}
	say(append(ending(w, b), results(w, b)...)...)
	if picture := burndownChart(w, b); picture != nil {
		blocks = append(blocks, picture)
	}
	say(pace(w, b)...)
	say(thanks(w, b)...)
	if s.Goal != "" && s.Verdict == scrum.NotJudged {
		say(w.Say("sprint.end.ask", "who", mention(b.Owner)))
		blocks = append(blocks, verdictButtons(w, s))
	}
	if b.Tally.Stories > 0 {
		blocks = append(blocks, footnote(w.Say("sprint.end.thread")))
	}
	return Message{Text: clip(strings.Join(spoken, "\n"), maxFallback), Blocks: blocks}
}

func verdictButtons(w *locale.Words, s scrum.Sprint) slack.Block {
	value := itoa(s.ID)
	return buttons(
		button(SprintReached, value, w.Say("sprint.button.reached")),
		button(SprintPartly, value, w.Say("sprint.button.partly")),
		button(SprintMissed, value, w.Say("sprint.button.missed")),
	)
}

// ending says what is particular about the way a sprint ended.
func ending(w *locale.Words, b SprintBoard) []string {
	var said []string
	switch {
	case b.Sprint.Late():
		said = append(said, w.Say("sprint.end.late", "until", until(w, b)))
	case b.Sprint.Early():
		said = append(said, w.Say("sprint.end.early", "until", until(w, b)))
	}
	if b.Sprint.Goal == "" {
		said = append(said, w.Say("sprint.end.noGoal"))
	}
	return said
}

// results are the numbers of a sprint that is over.
func results(w *locale.Words, b SprintBoard) []string {
	t := b.Tally
	said := progress(w, b)
	if t.Added.Halves > 0 {
		said = append(said, w.Say("sprint.end.added", "what", points(w, t.Added)))
	} else if t.LateStories > 0 {
		said = append(said, w.Say("sprint.end.added", "what", w.Say("sprint.stories", "n", t.LateStories)))
	}
	if t.Removed.Halves > 0 {
		said = append(said, w.Say("sprint.end.removed", "what", points(w, t.Removed)))
	}
	left := b.linesWhere(func(l SprintLine) bool { return l.Here() && !l.Done() })
	if len(left) > 0 {
		said = append(said, w.Say("sprint.end.carried", "keys", w.List(firstKeys(w, left, 15)), "points", sizeOf(w, left)))
	}
	return said
}

// sizeOf adds up the points of some lines.
func sizeOf(w *locale.Words, lines []SprintLine) string {
	var sum scrum.Points
	for _, l := range lines {
		if l.Stay.Size.Known {
			sum.Halves, sum.Known = sum.Halves+l.Stay.Size.Halves, true
		}
	}
	if !sum.Known {
		return w.Say("sprint.fate.unsized")
	}
	return points(w, sum)
}

// firstKeys are the keys of lines, at most n, and how many more there are.
func firstKeys(w *locale.Words, lines []SprintLine, n int) []string {
	keys := keysOf(lines)
	if rest := len(keys) - n; rest > 0 {
		keys = append(keys[:n:n], w.Say("sprint.end.moreKeys", "n", rest))
	}
	return keys
}

// percent writes a share, which is 0 where there is no whole.
func percent(share float64, _ bool) int { return int(math.Round(share * 100)) }

// burndownChart is the burndown as Slack draws it: what is left and what an
// even pace would leave, by day. Without points there is nothing to draw.
func burndownChart(w *locale.Words, b SprintBoard) slack.Block {
	if !hasBurndown(b) {
		return nil
	}
	line := chart.Line{
		Title:  w.Say("sprint.chart.title", "number", b.Sprint.Number),
		Series: []chart.Series{{Name: w.Say("sprint.chart.left")}, {Name: w.Say("sprint.chart.ideal")}},
	}
	for _, day := range b.Burndown {
		label := w.Say("sprint.chart.start")
		if !day.Day.IsZero() {
			label = w.Date(day.Day)
		}
		line.Labels = append(line.Labels, label)
		line.Series[0].Values = append(line.Series[0].Values, day.Remaining)
		line.Series[1].Values = append(line.Series[1].Values, math.Round(day.Ideal*10)/10)
	}
	return lineChart(line, w.Say("sprint.chart.points"))
}

// hasBurndown reports whether there is something to draw: two days with
// points.
func hasBurndown(b SprintBoard) bool {
	return len(b.Burndown) > 1 && slices.ContainsFunc(b.Burndown, func(d scrum.BurndownDay) bool { return d.Remaining > 0 })
}

// burndownWords draws the burndown in a line of text, and says what it shows.
func burndownWords(w *locale.Words, b SprintBoard) []string {
	if !hasBurndown(b) {
		return nil
	}
	left := make([]float64, len(b.Burndown))
	for i, day := range b.Burndown {
		left[i] = day.Remaining
	}
	from, to := half(left[0]), half(left[len(left)-1])
	line := w.Say("sprint.burndown", "from", from.String(), "line", chart.Spark(left), "to", to.String())
	return append([]string{line}, pace(w, b)...)
}

// pace says in a sentence what a burndown shows.
func pace(w *locale.Words, b SprintBoard) []string {
	if !hasBurndown(b) {
		return nil
	}
	first, last := b.Burndown[0], b.Burndown[len(b.Burndown)-1]
	key := "sprint.pace.now"
	if b.Sprint.Closed() {
		key = "sprint.pace.end"
	}
	from, to := half(first.Remaining), half(last.Remaining)
	return []string{w.Say(key, "from", points(w, from), "to", to.String(), "ideal", half(last.Ideal).String())}
}

// half turns points as a chart has them into a size again.
func half(value float64) scrum.Points {
	return scrum.Points{Halves: int(math.Round(value * 2)), Known: true}
}

// thanks names, without a ping, who finished stories and who had asked for
// them.
func thanks(w *locale.Words, b SprintBoard) []string {
	did, asked := map[scrum.PersonID]int{}, map[scrum.PersonID]int{}
	for _, l := range b.linesWhere(SprintLine.Done) {
		if l.Story.Hidden {
			continue // that somebody asked for it is part of what is hidden
		}
		if l.Story.Owner != "" {
			did[l.Story.Owner]++
		}
		if l.Story.Author != "" {
			asked[l.Story.Author]++
		}
	}
	var said []string
	if len(did) > 0 {
		said = append(said, w.Say("sprint.end.thanksWork", "who", w.List(counted(b.Names, did))))
	}
	if len(asked) > 0 {
		said = append(said, w.Say("sprint.end.thanksNeeds", "who", w.List(counted(b.Names, asked))))
	}
	return said
}

// counted lists people by how often they are meant, then by name.
func counted(names Names, times map[scrum.PersonID]int) []string {
	people := slices.SortedFunc(maps.Keys(times), func(a, b scrum.PersonID) int {
		return cmp.Or(cmp.Compare(times[b], times[a]), cmp.Compare(names.Of(a), names.Of(b)))
	})
	said := make([]string, len(people))
	for i, person := range people {
		said[i] = escape(names.Of(person)) + " (" + itoa(times[person]) + ")"
	}
	return said
}

// maxNumbers is how many stories the numbers of a sprint list.
const maxNumbers = 50

// SprintNumbers are the details under a summary: what became of each story,
// and how the promise was kept.
func SprintNumbers(w *locale.Words, b SprintBoard) Message {
	items := make([]string, 0, len(b.Lines))
	for _, l := range b.Lines[:min(maxNumbers, len(b.Lines))] {
		items = append(items, l.Story.Key+" "+oneLine(l.Story.Headline(), 80)+" · "+fate(w, b, l))
	}
	if rest := len(b.Lines) - maxNumbers; rest > 0 {
		items = append(items, w.Say("sprint.moreStories", "n", rest))
	}
	t := b.Tally
	var facts []string
	if t.Committed.Halves+t.Added.Halves+t.Removed.Halves > 0 { // what nobody estimated is not nothing
		facts = []string{w.Say("sprint.numbers.promised", "committed", points(w, t.Committed), "added", points(w, t.Added), "removed", points(w, t.Removed))}
	}
	if t.Committed.Halves > 0 {
		facts = append(facts,
			w.Say("sprint.numbers.change", "percent", percent(t.ScopeChange())),
			w.Say("sprint.numbers.kept", "kept", t.Kept.String(), "committed", points(w, t.Committed), "percent", percent(t.SayDo())))
	}
	title := w.Say("sprint.numbers.title", "number", b.Sprint.Number)
	blocks := []slack.Block{section("*" + title + "*")}
	if len(items) > 0 {
		blocks = append(blocks, bullets(items...))
	}
	spoken := append([]string{title}, escapeAll(items)...)
	if len(facts) > 0 {
		blocks = append(blocks, section(strings.Join(facts, "\n")))
	}
	return Message{Text: clip(strings.Join(append(spoken, facts...), "\n"), maxFallback), Blocks: blocks}
}

func escapeAll(texts []string) []string {
	safe := make([]string, len(texts))
	for i, text := range texts {
		safe[i] = escape(text)
	}
	return safe
}

// fate says what became of a story in a sprint.
func fate(w *locale.Words, b SprintBoard, l SprintLine) string {
	facts := []string{w.Say("sprint.fate.unsized")}
	if l.Stay.Size.Known {
		facts[0] = points(w, l.Stay.Size)
	}
	if l.Since.After(b.Sprint.Locked()) {
		facts = append(facts, w.Say("sprint.fate.added", "day", w.Day(l.Since.In(b.Zone))))
	}
	switch {
	case l.Done():
		facts = append(facts, w.Say("sprint.fate.done", "day", w.Day(l.Stay.DoneAt.In(b.Zone))))
	case l.Here():
		facts = append(facts, w.Say("sprint.fate.carried"))
	default:
		facts = append(facts, w.Say("sprint.fate.removed", "day", w.Day(l.Stay.RemovedAt.In(b.Zone))))
	}
	return strings.Join(facts, ", ")
}
