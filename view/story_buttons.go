package view

import (
	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What takes a story through its life is called on the wire.
const (
	StoryReady   = "story.ready"
	StoryTake    = "story.take"
	StoryTry     = "story.try"
	StoryDone    = "story.done"
	StoryAsItIs  = "story.asItIs" // done, with open parts
	StoryChanges = "story.changes"
	StoryRelease = "story.release"
	StoryBack    = "story.back"
	StoryDrop    = "story.drop"
	StoryReopen  = "story.reopen"
	StoryVote    = "story.vote"
	StoryMore    = "story.more"
)

// choice is a button or an option of a menu: what it does and what it says.
type choice struct{ action, label string }

// value is what a choice about a story carries: which story, and for a step
// that would mean another thing in another state, the one it is seen in.
func (c choice) value(s scrum.Story) string {
	if c.action == StoryBack || c.action == StoryDone && s.State == scrum.StoryToAccept {
		return itoa(s.ID) + " " + string(s.State)
	}
	return itoa(s.ID)
}

// storyButtons are the two or three steps that come next in a story's life,
// and a menu; what is over has none.
func storyButtons(w *locale.Words, s scrum.Story) []slack.Block {
	if s.State != scrum.StoryAccepted && !s.State.Open() {
		return nil
	}
	var elements []slack.BlockElement
	for _, c := range storyNext(w, s) {
		elements = append(elements, button(c.action, c.value(s), c.label))
	}
	return []slack.Block{buttons(append(elements, storyMore(w, s))...)}
}

// storyNext are the buttons of a story's card.
func storyNext(w *locale.Words, s scrum.Story) []choice {
	edit := choice{StoryEdit, w.Say("story.button.edit")}
	vote := choice{StoryVote, w.Say("story.button.vote")}
	switch s.State { //nolint:exhaustive // because the others have none
	case scrum.StoryStarted:
		return []choice{{StoryTry, w.Say("story.button.try")}, edit, vote}
	case scrum.StoryToAccept:
		return []choice{{StoryDone, w.Say("story.button.accept")}, {StoryChanges, w.Say("story.button.changes")}, edit}
	case scrum.StoryChanges:
		return []choice{{StoryTry, w.Say("story.button.try")}, edit, vote}
	case scrum.StoryAccepted:
		return []choice{{StoryRelease, w.Say("story.button.release")}}
	}
	return []choice{take(w, s), edit, vote}
}

func take(w *locale.Words, s scrum.Story) choice {
	if s.Owner != "" {
		return choice{StoryTake, w.Say("story.button.start")}
	}
	return choice{StoryTake, w.Say("story.button.take")}
}

// storyMore is the menu of a story's card: at most five options, of which the
// last shows everything.
func storyMore(w *locale.Words, s scrum.Story) slack.BlockElement {
	var more []choice
	switch s.State { //nolint:exhaustive // because the others have no more than the last
	case scrum.StoryDraft, scrum.StoryReady, scrum.StoryPlanned:
		more = []choice{storyBack(w, s), {StoryDone, w.Say("story.button.done")}, {StoryDrop, w.Say("story.button.drop")}}
		if s.ReadyAt.IsZero() {
			more[0] = choice{StoryReady, w.Say("story.button.ready")}
		}
	case scrum.StoryStarted, scrum.StoryChanges:
		more = []choice{{StoryDone, w.Say("story.button.done")}, storyBack(w, s), {StoryDrop, w.Say("story.button.drop")}}
	case scrum.StoryToAccept:
		more = []choice{storyBack(w, s), {StoryDrop, w.Say("story.button.drop")}}
	case scrum.StoryAccepted:
		more = []choice{{StoryReopen, w.Say("story.button.reopen")}}
	}
	more = append(more, choice{StoryDetails, w.Say("details.button")}, choice{StoryShow, w.Say("story.button.all")})
	options := make([]*slack.OptionBlockObject, 0, len(more))
	for _, c := range more {
		options = append(options, option(c.action+":"+c.value(s), c.label))
	}
	return slack.NewOverflowBlockElement(StoryMore, options...)
}

// storyBack is one step back; of work that somebody has begun, giving it back.
func storyBack(w *locale.Words, s scrum.Story) choice {
	if s.State == scrum.StoryStarted {
		return choice{StoryBack, w.Say("story.button.giveBack")}
	}
	return choice{StoryBack, w.Say("story.button.back")}
}

// storyAll is everything that can be done with a story.
func storyAll(w *locale.Words, s scrum.Story) slack.Block {
	var all []choice
	if s.State.Open() {
		all = storyNext(w, s)
	}
	add := func(when bool, c choice) {
		if when {
			all = append(all, c)
		}
	}
	untried := s.State.Open() && s.State != scrum.StoryToAccept
	add(!s.State.Begun() && s.State.Open() && s.ReadyAt.IsZero(), choice{StoryReady, w.Say("story.button.ready")})
	add(s.State.Queued() || s.State == scrum.StoryPlanned, choice{StoryTry, w.Say("story.button.try")})
	add(untried, choice{StoryDone, w.Say("story.button.done")})
	add(s.State == scrum.StoryToAccept, choice{StoryVote, w.Say("story.button.vote")})
	add(s.State == scrum.StoryAccepted, choice{StoryRelease, w.Say("story.button.release")})
	add(s.State.Open() && s.State != scrum.StoryDraft || s.State == scrum.StoryReleased, storyBack(w, s))
	add(s.State.Open(), choice{StoryDrop, w.Say("story.button.drop")})
	add(!s.State.Open(), choice{StoryReopen, w.Say("story.button.reopen")})
	add(s.Hidden && s.State.Open(), choice{StoryReveal, w.Say("story.button.reveal")})
	add(true, choice{StoryFull, w.Say("common.fullText")})
	elements := make([]slack.BlockElement, 0, len(all))
	for _, c := range all {
		elements = append(elements, button(c.action, c.value(s), c.label))
	}
	return buttons(elements...)
}
