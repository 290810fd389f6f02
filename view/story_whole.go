package view

import (
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// How much of a story is shown at once; an acknowledgement carries 16 KB. The
// rest is in the full text and the form.
const (
	maxWholePart     = 900
	maxWholeCriteria = 3500 // characters of all criteria
	maxWholeLinks    = 3000 // characters of all links
)

// StoryShown is the answer to "show": the story with all that is known.
func StoryShown(w, labels *locale.Words, whole Whole) Message {
	s := whole.Story
	blocks := []slack.Block{storyHead(s)}
	if parts := partsWithin(s, maxWholePart); len(parts) > 0 {
		blocks = append(blocks, rich(parts...))
	}
	if len(s.Criteria) > 0 {
		blocks = append(blocks, scenarios(w, labels, s.Criteria))
	}
	if report := bugReport(labels, s.Report, maxWholePart/2); report != nil {
		blocks = append(blocks, report)
	}
	if label, words := storyReason(w, s); words != "" {
		blocks = append(blocks, rich(bold(label+" "), written(clip(clean(words), maxWholePart))))
	}
	facts := storyFacts(w, s, whole.Names, CardVotes{})
	text, act := storyText(w, s, facts), []slack.Block{storyAll(w, s)}
	if s.Epic {
		blocks = append(blocks, epicParts(w, whole.Epic)...)
		facts, text, act = epicFacts(w, s, whole.Names), epicText(w, whole.Epic, whole.Names), epicButtons(w, whole.Epic)
	}
	blocks = append(blocks, section(strings.Join(append([]string{strings.Join(facts, " · ")}, whole.lines(w)...), "\n")))
	if links := attachments(w, s.Attachments); links != nil {
		blocks = append(blocks, links)
	}
	remarks, lines := remarked(w, whole.Advice)
	blocks, text = append(blocks, remarks...), clip(strings.Join(append([]string{text}, lines...), "\n"), maxFallback)
	return Message{Text: text, Blocks: append(append(blocks, act...), wholeButtons(w, s))}
}

// lines are what stands around a story, a line for each kind.
func (f Whole) lines(w *locale.Words) []string {
	var lines []string
	if f.Around.Epic.ID != 0 {
		lines = append(lines, w.Say("details.line.epic", "epic", named(w, f.Around.Epic)))
	}
	for _, near := range []struct {
		key     string
		stories []scrum.Story
	}{
		{"details.line.needs", f.Around.Needs},
		{"details.line.neededBy", f.Around.NeededBy},
		{"details.line.splitFrom", f.Around.SplitFrom},
		{"details.line.splitInto", f.Around.SplitInto},
	} {
		if len(near.stories) > 0 {
			lines = append(lines, w.Say(near.key, "stories", w.List(inStates(w, near.stories))))
		}
	}
	if f.Sprint != 0 {
		lines = append(lines, w.Say("details.line.sprint", "number", f.Sprint))
	}
	if said := worthSaid(w, f.Story); len(said) > 0 {
		lines = append(lines, w.Say("worth.line", "worth", strings.Join(said, " · ")))
	}
	if f.Kano.ID != 0 {
		lines = append(lines, kanoLine(w, f.Kano.Count()))
	}
	return append(lines, f.written(w))
}

// written says when a story was written, and where it was said.
func (f Whole) written(w *locale.Words) string {
	said := w.Say("details.line.written", "when", w.Moment(f.Story.CreatedAt.In(f.Zone), f.Now))
	if from := origin(w, f.Story); from != "" {
		said += " · " + from
	}
	return said
}

// scenarios shows criteria as items; the steps of one scenario stand together.
func scenarios(w, labels *locale.Words, criteria []string) slack.Block {
	block := slack.NewRichTextBlock("", slack.NewRichTextSection(bold(labels.Say("story.label.criteria"))))
	left, shown := maxWholeCriteria, 0
	var plainOnes []slack.RichTextElement
	flush := func() {
		if len(plainOnes) > 0 {
			block.Elements = append(block.Elements, slack.NewRichTextList(slack.RTEListBullet, 0, plainOnes...))
			plainOnes = nil
		}
	}
	for _, sc := range scrum.Scenarios(criteria) {
		if left <= 0 {
			break
		}
		if sc.Name == "" && len(sc.Steps) == 1 {
			line := oneLine(sc.Steps[0], maxCardPart)
			plainOnes = append(plainOnes, slack.NewRichTextSection(written(line)))
			left, shown = left-len([]rune(line)), shown+1
			continue
		}
		flush()
		var text []slack.RichTextSectionElement
		if sc.Name != "" {
			text = append(text, bold(oneLine(sc.Name, maxCardPart)))
			left, shown = left-len([]rune(sc.Name)), shown+1
		}
		for _, step := range sc.Steps {
			if len(text) > 0 {
				text = append(text, written("\n"))
			}
			line := oneLine(step, maxCardPart)
			text = append(text, written(line))
			left, shown = left-len([]rune(line)), shown+1
		}
		block.Elements = append(block.Elements, &slack.RichTextQuote{Type: slack.RTEQuote, Elements: text})
	}
	flush()
	if rest := len(criteria) - shown; rest > 0 {
		block.Elements = append(block.Elements, slack.NewRichTextSection(italic(w.Say("story.moreCriteria", "n", rest))))
	}
	return block
}

// bugReport is what is known of a bug, each line at most so many runes; nil if
// nothing is.
func bugReport(labels *locale.Words, report scrum.BugReport, most int) slack.Block {
	var lines []slack.RichTextSectionElement
	for _, line := range report.Lines() {
		if line.Text == "" {
			continue
		}
		if len(lines) > 0 {
			lines = append(lines, written("\n"))
		}
		label := labels.Say("details.colon", "label", labels.Say("clinic.bug."+line.Code))
		lines = append(lines, bold(label), written(clip(strings.TrimSpace(clean(line.Text)), most)))
	}
	if lines == nil {
		return nil
	}
	return rich(lines...)
}

// attachments are links that show where they lead, whatever their title says;
// nil if there are none.
func attachments(w *locale.Words, kept []string) slack.Block {
	var items []slack.RichTextElement
	left := maxWholeLinks
	for i, line := range kept {
		if left -= len(line); left < 0 {
			items = append(items, slack.NewRichTextSection(italic(w.Say("details.more", "n", len(kept)-i))))
			break
		}
		a, ok := scrum.ParseAttachment(line)
		if !ok {
			items = append(items, slack.NewRichTextSection(written(oneLine(line, maxCardPart))))
			continue
		}
		if a.Title == "" {
			items = append(items, slack.NewRichTextSection(slack.NewRichTextSectionLinkElement(a.URL, "", nil)))
			continue
		}
		items = append(items, slack.NewRichTextSection(
			slack.NewRichTextSectionLinkElement(a.URL, oneLine(a.Title, 80), nil), written(" ("+clean(a.Host)+")")))
	}
	if items == nil {
		return nil
	}
	return slack.NewRichTextBlock("",
		slack.NewRichTextSection(bold(w.Say("history.field.attachments"))), slack.NewRichTextList(slack.RTEListBullet, 0, items...))
}

// wholeButtons lead to what is not shown, and to the forms.
func wholeButtons(w *locale.Words, s scrum.Story) slack.Block {
	value := itoa(s.ID)
	elements := []slack.BlockElement{button(StoryDetails, value, w.Say("details.button"))}
	if s.State.Open() && !s.Epic {
		elements = append(elements, button(WorthOpen, value, w.Say("worth.button")), button(StorySplit, value, w.Say("split.button")))
	}
	elements = append(elements, button(StoryHistory, value, w.Say("history.button")))
	if s.Epic {
		elements = append(elements, button(StoryFull, value, w.Say("common.fullText")))
	}
	return buttons(elements...)
}
