package view

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

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

// Whole is a story with all that the reader may know of it.
type Whole struct {
	Facts
	Advice Advice // what would make it better
	Epic   Epic   // its parts, if it is one
	Kano   scrum.Kano
	Sprint int // number of the one it is or was last in; 0 for none
	Now    time.Time
	Zone   *time.Location
}

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
	c := criteriaBlock{left: maxWholeCriteria}
	for _, sc := range scrum.Scenarios(criteria) {
		if c.left <= 0 {
			break
		}
		if sc.Name == "" && len(sc.Steps) == 1 {
			c.item(sc.Steps[0])
		} else {
			c.scenario(sc)
		}
	}
	c.endList()
	if rest := len(criteria) - c.shown; rest > 0 {
		c.elements = append(c.elements, slack.NewRichTextSection(italic(w.Say("story.moreCriteria", "n", rest))))
	}
	heading := slack.NewRichTextSection(bold(labels.Say("story.label.criteria")))
	return slack.NewRichTextBlock("", slices.Insert(c.elements, 0, slack.RichTextElement(heading))...)
}

// criteriaBlock is a block of criteria that is being filled.
type criteriaBlock struct {
	elements []slack.RichTextElement
	items    []slack.RichTextElement // of the list that is not ended yet
	left     int                     // runes that may still be shown
	shown    int                     // criteria
}

// line shortens a criterion and counts it as shown.
func (c *criteriaBlock) line(text string) string {
	line := oneLine(text, maxCardPart)
	c.left, c.shown = c.left-utf8.RuneCountInString(line), c.shown+1
	return line
}

func (c *criteriaBlock) item(text string) {
	c.items = append(c.items, slack.NewRichTextSection(written(c.line(text))))
}

func (c *criteriaBlock) endList() {
	if len(c.items) > 0 {
		c.elements = append(c.elements, slack.NewRichTextList(slack.RTEListBullet, 0, c.items...))
		c.items = nil
	}
}

func (c *criteriaBlock) scenario(sc scrum.Scenario) {
	c.endList()
	var text []slack.RichTextSectionElement
	if sc.Name != "" {
		text = append(text, bold(c.line(sc.Name)))
	}
	for _, step := range sc.Steps {
		if len(text) > 0 {
			text = append(text, written("\n"))
		}
		text = append(text, written(c.line(step)))
	}
	c.elements = append(c.elements, &slack.RichTextQuote{Type: slack.RTEQuote, Elements: text})
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
