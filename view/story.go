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
	StoryTake     = "story.take"
	StoryEdit     = "story.edit"
	StoryMore     = "story.more"
	StoryDone     = "story.done"
	StoryDrop     = "story.drop"
	StoryFull     = "story.full"
	StoryPage     = "story.page" // of the full text
	StoryShow     = "story.show"
	StoryReveal   = "story.reveal"
	StoryAnyway   = "story.anyway"
	StoryRetry    = "story.retry"
	StorySecond   = "story.second"
	StoryForget   = "story.forget"
	StoryNew      = "story.new"
	StoryCreate   = "story.create"  // a form
	StoryRevise   = "story.revise"  // a form
	StoryDropWhy  = "story.dropWhy" // a form
	UndoButton    = "undo"          // of anything
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
	blocks := []slack.Block{storyHead(s)}
	if parts := storyParts(s); len(parts) > 0 {
		blocks = append(blocks, rich(parts...))
	}
	if len(s.Criteria) > 0 {
		blocks = append(blocks, storyCriteria(labels, s.Criteria)...)
	}
	facts := storyFacts(w, s, names)
	if from := origin(w, s); from != "" {
		facts = append(facts, from)
	}
	blocks = append(blocks, footnote(facts...))
	if s.State.Open() {
		blocks = append(blocks, storyButtons(w, s))
	}
	return Message{Text: storyText(w, s, names), Blocks: blocks}
}

func storyHead(s scrum.Story) slack.Block {
	return rich(bold(s.Key+" · "), bold(oneLine(s.Headline(), 150)))
}

// storyParts writes the story out, each part behind the words that introduce
// it; a plain need is shown as it was written if its title does not say it
// all.
func storyParts(s scrum.Story) []slack.RichTextSectionElement {
	var parts []slack.RichTextSectionElement
	for i, part := range s.WrittenOut() {
		parts = append(parts, introduced(i == 0, part)...)
	}
	if len(parts) == 0 && scrum.Fold(oneLine(s.Goal, 150)) != scrum.Fold(oneLine(s.Headline(), 150)) {
		parts = append(parts, written(clip(clean(s.Goal), maxCardPart)))
	}
	return parts
}

// introduced is one line of a story; the first starts with a capital, and
// what is elided stands close.
func introduced(first bool, part scrum.Part) []slack.RichTextSectionElement {
	var line []slack.RichTextSectionElement
	if !first {
		line = append(line, written("\n"))
	}
	text := clip(strings.TrimSpace(clean(part.Text)), maxCardPart)
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
func storyFacts(w *locale.Words, s scrum.Story, names Names) []string {
	facts := []string{w.Say("story.state." + string(s.State))}
	if s.Kind == scrum.KindBug {
		facts = append(facts, w.Say("story.kind.bug"))
	}
	if s.Size.Known {
		facts = append(facts, points(w, s.Size))
	}
	facts = append(facts, w.Say("story.askedBy", "who", escape(names.Of(s.Author))))
	if s.Writer != "" {
		facts = append(facts, w.Say("story.broughtBy", "who", escape(names.Of(s.Writer))))
	}
	if s.Owner != "" {
		facts = append(facts, w.Say("story.takenBy", "who", escape(names.Of(s.Owner))))
	}
	return append(facts, "👍 "+itoa(s.Thumbs))
}

// origin leads back to the message that said what is needed; "" if there is
// none.
func origin(w *locale.Words, s scrum.Story) string {
	if s.Permalink == "" {
		return ""
	}
	return w.Say("story.from", "link", strings.NewReplacer("|", "%7C", ">", "%3E", "<", "%3C").Replace(s.Permalink))
}

func storyButtons(w *locale.Words, s scrum.Story) slack.Block {
	value := itoa(s.ID)
	more := slack.NewOverflowBlockElement(StoryMore,
		option(StoryDone+":"+value, w.Say("story.button.done")),
		option(StoryDrop+":"+value, w.Say("story.button.drop")),
		option(StoryFull+":"+value, w.Say("common.fullText")),
	)
	elements := []slack.BlockElement{}
	if s.Owner == "" {
		elements = append(elements, button(StoryTake, value, w.Say("story.button.take")))
	}
	return buttons(append(elements, button(StoryEdit, value, w.Say("story.button.edit")), more)...)
}

// storyText is the card in words: what a notification and a screen reader get.
func storyText(w *locale.Words, s scrum.Story, names Names) string {
	title := escape(oneLine(s.Headline(), 300))
	return clip(s.Key+" · "+title+" ("+strings.Join(storyFacts(w, s, names), ", ")+")", maxFallback)
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
