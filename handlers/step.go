package handlers

import (
	"context"
	"slices"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// step is one way on in a story's life. Its name is the verb that is typed
// for it, and "life.said." with the name is what is said of those that took
// it.
type step struct {
	name string
	// take returns a story as it is after the step, not saved, or refuses with
	// what it is instead. Words are a reason, if one was given.
	take func(ctx context.Context, t *turn, s scrum.Story, words string) (scrum.Story, error)
	// asks is the form that asks for the words first; nil: none are needed.
	asks func(t *turn, private string, stories []scrum.Story, notes []string) *view.Form
	// then does and says what follows for a story that took the step.
	then func(ctx context.Context, t *turn, s scrum.Story) (said string, err error)
	// undo names the deed by which all of it can be taken back; "": it cannot.
	undo    string
	epic    bool // an epic can take it too
	repairs bool // what a story lacks for it can be repaired at once
}

// steps are the ways on, by what their buttons are called on the wire.
func steps() map[string]step {
	return map[string]step{
		view.StoryReady:   {name: "ready", take: becomeReady, then: tellLacks, repairs: true},
		view.StoryTake:    {name: "take", take: becomeMine, then: whatFirst},
		view.StoryTry:     {name: "try", take: leadTo(scrum.StoryToAccept)},
		view.StoryDone:    {name: "done", take: accept, undo: "story.done", epic: true},
		view.StoryAsItIs:  {name: "done", take: leadTo(scrum.StoryAccepted), undo: "story.done", epic: true},
		view.StoryChanges: {name: "changes", take: miss, asks: askMissing, then: callOwner},
		view.StoryRelease: {name: "release", take: leadTo(scrum.StoryReleased), undo: "story.release", epic: true},
		view.StoryBack:    {name: "back", take: goBack, epic: true},
		view.StoryDrop:    {name: "drop", take: giveUp, asks: askCause, undo: "story.drop", epic: true},
		view.StoryReopen:  {name: "reopen", take: reopen, epic: true},
	}
}

// stepTyped makes a verb of a step: the stories that follow it take it, each
// that can, with the words behind them as a reason.
func stepTyped(action string) func(context.Context, *turn, Command, string) error {
	return func(ctx context.Context, t *turn, c Command, rest string) error {
		d := steps()[action]
		named, words := keysThen(rest)
		if len(named) == 0 || words != "" && d.asks == nil {
			return t.whichStory(ctx, d.name)
		}
		w := walk{step: d, words: words}
		for _, name := range named {
			if err := w.prepare(ctx, t, func() (scrum.Story, error) { return t.storyNamed(ctx, name) }); err != nil {
				return err
			}
		}
		return w.goOn(ctx, t, c.Channel)
	}
}

// stepPressed makes a button of a step. Where the button says in which state
// the story was seen, and somebody has brought it elsewhere since, perhaps in
// the same second, nothing happens.
func stepPressed(action string) click {
	return on((*turn).story, stepFrom(action))
}

func stepFrom(action string) func(context.Context, *turn, Click, scrum.Story) error {
	return func(ctx context.Context, t *turn, c Click, s scrum.Story) error {
		w := walk{step: steps()[action]}
		if seen := scrum.StoryState(c.Value); seen != "" && seen != s.State {
			return t.refuseState(ctx, "life.refuse.moved", s, "anyway", "/story "+t.verb("story", w.name)+" "+s.Key)
		}
		if err := w.prepare(ctx, t, func() (scrum.Story, error) { return s, nil }); err != nil {
			return err
		}
		return w.goOn(ctx, t, c.Channel)
	}
}

// walk is several stories taking the same step.
type walk struct {
	step
	words   string        // the reason, "" for none
	named   []scrum.Story // that were to take it, each once
	before  []scrum.Story // that can take it
	refused []string      // what is said of the others
	open    []scrum.Story // epics among those, done all the same by a press
}

// prepare adds a story, if it can take the step and the person may let it.
func (w *walk) prepare(ctx context.Context, t *turn, find func() (scrum.Story, error)) error {
	s, err := find()
	if err == nil {
		err = t.mustBelong()
	}
	if err == nil && !w.epic {
		err = t.mustBeWork(ctx, s)
	}
	if err == nil {
		if !slices.ContainsFunc(w.named, func(other scrum.Story) bool { return other.ID == s.ID }) {
			w.named = append(w.named, s)
		}
		_, err = w.take(ctx, t, s, w.words)
	}
	if r, ok := isRefusal(err); ok {
		if no := t.mine.Say(r.Key, r.Args...); !slices.Contains(w.refused, no) {
			w.refused = append(w.refused, no)
			if r.Key == epicOpen {
				w.open = append(w.open, s)
			}
		}
		return nil
	}
	if err == nil && !slices.ContainsFunc(w.before, func(other scrum.Story) bool { return other.ID == s.ID }) {
		w.before = append(w.before, s)
	}
	return err
}

// goOn lets the stories take the step, or asks why first.
func (w *walk) goOn(ctx context.Context, t *turn, channel string) error {
	switch {
	case len(w.before) == 0:
		return w.tell(ctx, t, strings.Join(w.refused, "\n"))
	case w.asks == nil || w.words != "":
		return w.finish(ctx, t)
	}
	where := Where{Channel: channel, Thread: t.door.thread}
	for _, s := range w.before {
		where.Stories = append(where.Stories, storyBefore{ID: s.ID, State: s.State})
	}
	t.answer.Open = w.asks(t, where.String(), w.before, w.refused)
	return nil
}

// finish lets the stories take the step and tells the person what became of
// each that was named.
func (w *walk) finish(ctx context.Context, t *turn) error {
	var keys, said []string
	var state scrum.StoryState
	var before []storyBefore
	for _, s := range w.before {
		now, err := w.take(ctx, t, s, w.words)
		if err != nil {
			return err
		}
		if now, err = t.saveStory(ctx, now); err != nil {
			return err
		}
		keys, state = append(keys, s.Key), now.State
		before = append(before, storyBefore{ID: s.ID, State: s.State, Left: now.State, Missing: s.Missing})
		if w.then == nil {
			continue
		}
		more, err := w.then(ctx, t, now)
		if err != nil {
			return err
		}
		if more != "" {
			said = append(said, more)
		}
	}
	said = append([]string{t.mine.Say("life.said."+w.name, "n", len(keys), "key", t.mine.List(keys), "state", t.mine.Say("life.is."+string(state)))}, said...)
	text := strings.Join(append(said, w.refused...), "\n")
	if w.undo == "" {
		return w.tell(ctx, t, text)
	}
	undo, err := t.keepUndo(ctx, w.undo, before)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.NoteWithUndo(text, undo, t.mine.Say("life.undo."+w.name)).DoneAsItIs(t.mine, w.open))
}

// tell says how the walk ended, with a button for each thing that the only
// story of it lacks.
func (w *walk) tell(ctx context.Context, t *turn, text string) error {
	if !w.repairs || len(w.named) != 1 {
		return t.tell(ctx, view.Note(text).DoneAsItIs(t.mine, w.open))
	}
	s, err := t.tx.Story(ctx, w.named[0].ID)
	if err != nil {
		return err
	}
	a, err := t.lackAdvice(ctx, s)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.Lacking(t.mine, text, a))
}

// submitReason takes the form in which a step asked why. A story that somebody
// brought elsewhere since the form was opened is left alone, and what was
// typed stays in the form.
func submitReason(action, field string) submit {
	return func(ctx context.Context, t *turn, sub Submission) error {
		w := walk{step: steps()[action], words: sub.Values[field]}
		for _, was := range ParseWhere(sub.Private).Stories {
			s, err := t.story(ctx, was.ID)
			if err != nil {
				return err
			}
			if s.State != was.State {
				err = t.refuseState(ctx, "life.refuse.meanwhile", s)
			} else {
				_, err = w.take(ctx, t, s, w.words)
			}
			if r, ok := isRefusal(err); ok {
				return t.refuseField(field, r.Key, r.Args...)
			}
			if err != nil {
				return err
			}
			w.before = append(w.before, s)
		}
		return w.finish(ctx, t)
	}
}

// undoStep puts stories back to where they were before a step, except those
// that somebody has moved again since.
func undoStep(ctx context.Context, t *turn, before []storyBefore) error {
	back := 0
	for _, was := range before {
		s, err := t.story(ctx, was.ID)
		if err != nil {
			return err
		}
		if s.State != was.Left {
			continue
		}
		if s, err = t.returned(ctx, s, was.State); err != nil {
			return err
		}
		s.Missing = was.Missing
		if _, err := t.saveStory(ctx, s); err != nil {
			return err
		}
		back++
	}
	if back == 0 {
		return t.refuse("common.undoOvertaken")
	}
	return t.replace(ctx, view.Note(t.mine.Say("common.undone")))
}
