package view

import (
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What the form of a story's details is called on the wire, and its fields.
const (
	StoryDetails   = "story.details" // a button and a form
	fieldStream    = "stream"
	fieldOwnStream = "ownStream"
	fieldEpic      = "epic"
	fieldLabels    = "labels"
	fieldOwnLabels = "ownLabels"
	fieldNeeds     = "needs"
	fieldSize      = "size"
	fieldOwner     = "owner"
	fieldAsked     = "asked"
	fieldLinks     = "links"
)

// Around is what stands around a story, as far as the reader may see it.
type Around struct {
	Epic      scrum.Story // what it belongs to; zero for none
	Needs     []scrum.Story
	NeededBy  []scrum.Story
	SplitFrom []scrum.Story
	SplitInto []scrum.Story
}

// Facts is a story with what belongs to it beside its words.
type Facts struct {
	Story  scrum.Story
	Around Around
	Names  Names
}

// Offer is what a form proposes to choose from.
type Offer struct {
	Streams, Labels []string // the product's own
	Epics           []scrum.Story
}

// streamName is a work-stream in the reader's language, a team's own as it is.
func streamName(w *locale.Words, stream string) string {
	if slices.Contains(scrum.Streams(), stream) {
		return w.Say("details.stream." + stream)
	}
	return stream
}

// details are a story's stream, labels, epic and what it needs, in words, with
// people's own escaped.
func (f Facts) details(w *locale.Words) []string {
	var said []string
	if f.Story.Stream != "" {
		said = append(said, escape(streamName(w, f.Story.Stream)))
	}
	if labels := labelsSaid(w, f.Story); labels != "" {
		said = append(said, labels)
	}
	if epic := f.Around.Epic; epic.ID != 0 {
		said = append(said, w.Say("details.partOf", "epic", named(w, epic)))
	}
	if len(f.Around.Needs) > 0 {
		said = append(said, w.Say("details.needs", "stories", w.List(inStates(w, f.Around.Needs))))
	}
	if len(f.Around.NeededBy) > 0 {
		said = append(said, w.Say("details.neededBy", "stories", w.List(inStates(w, f.Around.NeededBy))))
	}
	return said
}

func labelsSaid(w *locale.Words, s scrum.Story) string {
	if len(s.Labels) == 0 {
		return ""
	}
	escaped := make([]string, len(s.Labels))
	for i, label := range s.Labels {
		escaped[i] = escape(label)
	}
	return w.Say("details.labels", "n", len(escaped), "labels", strings.Join(escaped, ", "))
}

// named is a story by its key and headline, in a sentence.
func named(w *locale.Words, s scrum.Story) string {
	return s.Key + " " + w.Quote(escape(oneLine(s.Headline(), 60)))
}

// inStates are stories by their keys, each with its state.
func inStates(w *locale.Words, stories []scrum.Story) []string {
	said := make([]string, len(stories))
	for i, s := range stories {
		said[i] = s.Key + " (" + strings.ToLower(w.Say("story.state."+string(s.State))) + ")"
	}
	return said
}

// DetailsSet tells how stories stand whose details were set.
func DetailsSet(w *locale.Words, stories []Facts) Message {
	const most = 10
	var lines []string
	for _, f := range stories[:min(most, len(stories))] {
		said := f.details(w)
		if f.Story.Size.Known {
			said = append(said, points(w, f.Story.Size))
		}
		said = append(said, askedBy(w, f.Story, f.Names)...)
		if f.Story.Owner != "" {
			said = append(said, w.Say("story.takenBy", "who", escape(f.Names.Of(f.Story.Owner))))
		}
		if n := len(f.Story.Attachments); n > 0 {
			said = append(said, w.Say("details.links", "n", n))
		}
		said = append(said, worthSaid(w, f.Story)...)
		lines = append(lines, w.Say("details.set", "key", f.Story.Key, "facts", strings.Join(said, " · ")))
	}
	if rest := len(stories) - most; rest > 0 {
		lines = append(lines, w.Say("details.more", "n", rest))
	}
	return Note(strings.Join(lines, "\n"))
}

// WaitsFor says which stories a story has to wait for; "" for none.
func WaitsFor(w *locale.Words, s scrum.Story, needs []scrum.Story) string {
	if len(needs) == 0 {
		return ""
	}
	return w.Say("details.waits", "key", s.Key, "stories", w.List(inStates(w, needs)))
}

// With adds a line to a message that one person reads.
func (m Message) With(line string) Message {
	if line == "" {
		return m
	}
	m.Text = clip(m.Text+"\n"+line, maxFallback)
	m.Blocks = append(slices.Clone(m.Blocks), section(line))
	return m
}

// And puts another message below one for the same person, as far as Slack takes
// it.
func (m Message) And(more Message) Message {
	const most = 50
	if len(m.Blocks) == 0 {
		return more
	}
	if len(m.Blocks)+len(more.Blocks) > most {
		return m
	}
	m.Text = clip(m.Text+"\n"+more.Text, maxFallback)
	m.Blocks = append(slices.Clone(m.Blocks), more.Blocks...)
	return m
}

// Only leaves out the buttons that a reader may not press, each judged by its
// action and its value.
func (m Message) Only(may func(action, value string) bool) Message {
	var kept []slack.Block
	for _, block := range m.Blocks {
		row, ok := block.(*slack.ActionBlock)
		if !ok {
			kept = append(kept, block)
			continue
		}
		elements := slices.DeleteFunc(slices.Clone(row.Elements.ElementSet), func(e slack.BlockElement) bool { return !usable(e, may) })
		if len(elements) > 0 {
			kept = append(kept, buttons(elements...))
		}
	}
	m.Blocks = kept
	return m
}

// usable reports whether a reader may press an element. Of a menu it removes
// what they may not choose.
func usable(e slack.BlockElement, may func(action, value string) bool) bool {
	switch e := e.(type) {
	case *slack.ButtonBlockElement:
		return may(e.ActionID, e.Value)
	case *slack.OverflowBlockElement:
		e.Options = slices.DeleteFunc(e.Options, func(o *slack.OptionBlockObject) bool { return !may(e.ActionID, o.Value) })
		return len(e.Options) > 0
	}
	return true
}

// DetailsForm holds what belongs to a story beside its words, as it stands.
func DetailsForm(w *locale.Words, private string, f Facts, offer Offer) *Form {
	s := f.Story
	var needs []string
	for _, other := range f.Around.Needs {
		needs = append(needs, other.Key)
	}
	size := ""
	if s.Size.Known {
		size = s.Size.String()
	}
	blocks := []slack.Block{
		input(fieldStream, w.Say("details.field.stream"), true, streamSelect(w, s.Stream, offer.Streams)),
		input(fieldOwnStream, w.Say("details.field.ownStream"), true, textInput(fieldOwnStream, "", "", false)),
	}
	if !s.Epic && len(offer.Epics)+int(f.Around.Epic.ID) > 0 {
		blocks = append(blocks, input(fieldEpic, w.Say("details.field.epic"), true, epicSelect(w, f.Around.Epic, offer.Epics)))
	}
	ownLabels := w.Say("details.field.firstLabels")
	if options := labelOptions(s.Labels, offer.Labels); len(options) > 0 {
		ownLabels = w.Say("details.field.ownLabels")
		menu := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, nil, fieldLabels, options...)
		menu.InitialOptions = options[:min(len(s.Labels), len(options))]
		blocks = append(blocks, input(fieldLabels, w.Say("details.field.labels"), true, menu))
	}
	blocks = append(blocks,
		input(fieldOwnLabels, ownLabels, true, textInput(fieldOwnLabels, w.Say("details.field.ownLabelsHint"), "", false)),
		input(fieldNeeds, w.Say("details.field.needs"), true, textInput(fieldNeeds, w.Say("details.field.needsHint"), strings.Join(needs, " "), false)),
	)
	if !s.Epic {
		blocks = append(blocks,
			input(fieldSize, w.Say("details.field.size"), true, textInput(fieldSize, "5", size, false)),
			person(fieldOwner, w.Say("details.field.owner"), w.Say("details.field.ownerHint", "key", s.Key), s.Owner))
	}
	blocks = append(blocks, person(fieldAsked, w.Say("details.field.asked"), "", s.Author))
	if links := strings.Join(s.Attachments, "\n"); fits(links) == links {
		blocks = append(blocks, input(fieldLinks, w.Say("details.field.links"), true, textInput(fieldLinks, w.Say("details.field.linksHint"), links, true)))
	}
	return form(StoryDetails, private, w.Say("details.form.title", "key", s.Key), w.Say("common.save"), w.Say("common.cancel"), blocks...)
}

// streamSelect offers the work-streams that every team has, then the team's
// own.
func streamSelect(w *locale.Words, chosen string, own []string) slack.BlockElement {
	options := []*slack.OptionBlockObject{option(scrum.Without, w.Say("details.none"))}
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, fieldStream)
	streams := append(scrum.Streams(), own...)
	if chosen != "" {
		streams = append([]string{chosen}, streams...)
	}
	var offered []string
	for _, stream := range streams {
		if slices.Contains(offered, stream) || len(options) == maxOptions {
			continue
		}
		offered = append(offered, stream)
		options = append(options, option(stream, streamName(w, stream)))
		if stream == chosen {
			menu.InitialOption = options[len(options)-1]
		}
	}
	menu.Options = options
	return menu
}

// epicSelect offers the open epics by name.
func epicSelect(w *locale.Words, chosen scrum.Story, epics []scrum.Story) slack.BlockElement {
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, fieldEpic, option(scrum.Without, w.Say("details.none")))
	if chosen.ID != 0 {
		epics = append([]scrum.Story{chosen}, slices.DeleteFunc(slices.Clone(epics), func(e scrum.Story) bool { return e.ID == chosen.ID })...)
	}
	for _, e := range epics[:min(len(epics), maxOptions-1)] {
		menu.Options = append(menu.Options, option(e.Key, e.Key+" "+oneLine(e.Headline(), maxOption)))
	}
	if chosen.ID != 0 {
		menu.InitialOption = menu.Options[1]
	}
	return menu
}

// labelOptions are a story's labels, then the others that the product uses.
func labelOptions(labels, used []string) []*slack.OptionBlockObject {
	var options []*slack.OptionBlockObject
	var offered []string
	for _, label := range append(slices.Clone(labels), used...) {
		if folded := scrum.Fold(label); !slices.Contains(offered, folded) && len(options) < maxOptions {
			offered = append(offered, folded)
			options = append(options, option(label, label))
		}
	}
	return options
}

// person is a field in which somebody is chosen.
func person(name, label, hint string, chosen scrum.PersonID) *slack.InputBlock {
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, nil, name)
	menu.InitialUser = string(chosen)
	block := input(name, label, true, menu)
	if hint != "" {
		block.Hint = plain(hint)
	}
	return block
}

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
