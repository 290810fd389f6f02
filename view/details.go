package view

import (
	"slices"
	"strings"

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
