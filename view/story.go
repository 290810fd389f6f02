package view

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What the buttons and forms of a story are called on the wire.
const (
	StoryEdit     = "story.edit"
	StoryFull     = "story.full"
	StoryPage     = "story.page" // of the full text
	StoryShow     = "story.show"
	StoryReveal   = "story.reveal"
	StoryAnyway   = "story.anyway"
	StoryRetry    = "story.retry"
	StoryTyped    = "story.typed"
	StorySecond   = "story.second"
	StoryForget   = "story.forget"
	StoryNew      = "story.new"
	StoryCreate   = "story.create"  // a form
	StoryRevise   = "story.revise"  // a form
	StoryDropWhy  = "story.dropWhy" // a form
	StoryMissing  = "story.missing" // a form
	UndoButton    = "undo"          // of anything
	FieldCause    = "cause"
	FieldMissing  = "missing"
	fieldText     = "text"
	fieldAuthor   = "author"
	fieldProduct  = "product"
	fieldCriteria = "criteria"
	fieldTitle    = "title"
	fieldRole     = "role"
	fieldGoal     = "goal"
	fieldBenefit  = "benefit"
)

// StoryName names a story's card in the outbox.
func StoryName(id scrum.StoryID) string { return "story:" + itoa(id) }

// StoryCard is the story as it stands in its channel. The card speaks the
// channel's language; the labels of the story speak the story's own.
func StoryCard(w, labels *locale.Words, s scrum.Story, names Names) Message {
	return StoryCardVoted(w, labels, s, names, CardVotes{})
}

// StoryCardVoted is the card of a story with what the reactions to it say.
func StoryCardVoted(w, labels *locale.Words, s scrum.Story, names Names, votes CardVotes) Message {
	m := storyTold(w, labels, s, names, votes)
	m.Blocks = append(m.Blocks, storyButtons(w, s)...)
	return m
}

// storyTold is a story without what can be done with it.
func storyTold(w, labels *locale.Words, s scrum.Story, names Names, votes CardVotes) Message {
	blocks := []slack.Block{storyHead(s)}
	if parts := storyParts(s); len(parts) > 0 {
		blocks = append(blocks, rich(parts...))
	}
	if report := bugReport(labels, s.Report, maxCardPart); report != nil {
		blocks = append(blocks, report)
	}
	if len(s.Criteria) > 0 {
		blocks = append(blocks, storyCriteria(labels, s.Criteria)...)
	}
	if label, words := storyReason(w, s); words != "" {
		blocks = append(blocks, rich(bold(label+" "), written(oneLine(words, maxCardPart))))
	}
	facts := storyFacts(w, s, names, votes)
	text := storyText(w, s, facts)
	if from := origin(w, s); from != "" {
		facts = append(facts, from)
	}
	return Message{Text: text, Blocks: append(blocks, footnote(facts...))}
}

func storyHead(s scrum.Story) slack.Block {
	return rich(bold(s.Key+" · "), bold(oneLine(s.Headline(), 150)))
}

// storyParts writes the story out, each part behind the words that introduce
// it; a plain need is shown as it was written if its title does not say it
// all. What has a title alone has no parts: Slack refuses a text without any.
func storyParts(s scrum.Story) []slack.RichTextSectionElement { return partsWithin(s, maxCardPart) }

// partsWithin is storyParts with at most so many characters of each part.
func partsWithin(s scrum.Story, most int) []slack.RichTextSectionElement {
	var parts []slack.RichTextSectionElement
	for i, part := range s.WrittenOut() {
		parts = append(parts, introduced(i == 0, part, most)...)
	}
	if len(parts) > 0 {
		return parts
	}
	if need := scrum.Fold(oneLine(s.Goal, 150)); need != "" && need != scrum.Fold(oneLine(s.Headline(), 150)) {
		parts = append(parts, written(clip(clean(s.Goal), most)))
	}
	return parts
}

// introduced is one line of a story; the first starts with a capital, and
// what is elided stands close.
func introduced(first bool, part scrum.Part, most int) []slack.RichTextSectionElement {
	var line []slack.RichTextSectionElement
	if !first {
		line = append(line, written("\n"))
	}
	text := clip(strings.TrimSpace(clean(part.Text)), most)
	if part.LeadIn == "" {
		return append(line, written(text))
	}
	leadIn := []rune(part.LeadIn)
	if first {
		leadIn[0] = unicode.ToUpper(leadIn[0])
	}
	if last := leadIn[len(leadIn)-1]; last != '\'' && last != '’' {
		leadIn = append(leadIn, ' ')
	}
	return append(line, bold(string(leadIn)), written(text))
}

func storyCriteria(w *locale.Words, criteria []string) []slack.Block {
	const shown = 8
	lines := make([]string, 0, shown)
	for _, c := range criteria[:min(shown, len(criteria))] {
		lines = append(lines, oneLine(c, maxCardPart))
	}
	if rest := len(criteria) - shown; rest > 0 {
		lines = append(lines, w.Say("story.moreCriteria", "n", rest))
	}
	return []slack.Block{rich(bold(w.Say("story.label.criteria"))), bullets(lines...)}
}

// storyFacts is the last line of a card: state, size, who asked, who took it.
func storyFacts(w *locale.Words, s scrum.Story, names Names, votes CardVotes) []string {
	facts := []string{w.Say("story.state." + string(s.State))}
	if s.Kind == scrum.KindBug {
		facts = append(facts, w.Say("story.kind.bug"))
	}
	if s.Size.Known {
		facts = append(facts, points(w, s.Size))
	}
	if s.Stream != "" {
		facts = append(facts, escape(streamName(w, s.Stream)))
	}
	if said := labelsSaid(w, s); said != "" {
		facts = append(facts, said)
	}
	facts = append(facts, askedBy(w, s, names)...)
	if s.Writer != "" {
		facts = append(facts, w.Say("story.broughtBy", "who", escape(names.Of(s.Writer))))
	}
	if s.Owner != "" {
		facts = append(facts, w.Say("story.takenBy", "who", escape(names.Of(s.Owner))))
	}
	return append(facts, votes.said(s.Thumbs)...)
}

// askedBy says who asked for a story; nothing of one that was imported.
func askedBy(w *locale.Words, s scrum.Story, names Names) []string {
	if s.Author == "" {
		return nil
	}
	return []string{w.Say("story.askedBy", "who", escape(names.Of(s.Author)))}
}

// origin leads back to the message that said what is needed; "" if there is
// none.
func origin(w *locale.Words, s scrum.Story) string {
	if s.Permalink == "" {
		return ""
	}
	return w.Say("story.from", "link", strings.NewReplacer("|", "%7C", ">", "%3E", "<", "%3C").Replace(s.Permalink))
}

// storyText is the card in words, its facts among them: what a notification
// and a screen reader get.
func storyText(w *locale.Words, s scrum.Story, facts []string) string {
	title := escape(oneLine(s.Headline(), 300))
	text := s.Key + " · " + title + " (" + strings.Join(facts, ", ") + ")"
	if label, words := storyReason(w, s); words != "" {
		text += "\n" + label + " " + escape(oneLine(words, maxCardPart))
	}
	return clip(text, maxFallback)
}

// storyReason is why a story stands where it stands, in somebody's words:
// what was found missing, or why it was dropped.
func storyReason(w *locale.Words, s scrum.Story) (label, words string) {
	switch s.State { //nolint:exhaustive // because the others need no reason
	case scrum.StoryChanges:
		return w.Say("story.label.missing"), s.Missing
	case scrum.StoryDropped:
		return w.Say("story.label.cause"), s.DroppedCause
	}
	return "", ""
}

// points writes a size with its unit: "5 points", "½ point".
func points(w *locale.Words, p scrum.Points) string {
	count := strconv.FormatFloat(float64(p.Halves)/2, 'f', -1, 64)
	if p.Halves == 1 {
		count = "1" // English, too, says half a point
	}
	return w.Say("common.points", "n", p.String(), "count", count)
}

// headline is a story in a list: its headline in one line.
func headline(s scrum.Story) string {
	const most = 120
	return oneLine(s.Headline(), most)
}

// storyBullet is a line of a list in mrkdwn: a story's key and headline.
func storyBullet(s scrum.Story) string { return "• *" + s.Key + "* " + escape(headline(s)) }
