package handlers

import (
	"context"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// lifeTx is what the life of stories needs of a transaction.
type lifeTx interface {
	// Steps returns every state that a story was brought into, the first one
	// first.
	Steps(ctx context.Context, story scrum.StoryID) ([]scrum.Step, error)
	// LinksOf returns the links from a story to others, and back.
	LinksOf(ctx context.Context, story scrum.StoryID) ([]scrum.Link, error)
	// Untried returns what is ready to try, and since when.
	Untried(ctx context.Context, product scrum.ProductID) ([]scrum.Untried, error)
	// SetMustBeReady says whether stories must be ready to go into a sprint.
	SetMustBeReady(ctx context.Context, product scrum.ProductID, must bool) error
}

// mustLackNothing refuses a story that is not ready by the definition, if the
// product's owner turned that on.
func (t *turn) mustLackNothing(ctx context.Context, s scrum.Story) error {
	if !t.product.MustBeReady {
		return nil
	}
	what, todo, err := t.lacks(ctx, s)
	if err != nil || what == "" {
		return err
	}
	return t.refuse("life.refuse.lacks", "key", s.Key, "what", what, "todo", todo)
}

// mustAllBeReady refuses to plan what is in the backlog and was not found
// ready, if the product's owner wants that, and names all of it.
func (t *turn) mustAllBeReady(ctx context.Context, named []string) error {
	if !t.product.MustBeReady {
		return nil
	}
	home := t.product.ID
	var lines []string
	for _, name := range named {
		s, err := t.storyNamed(ctx, name)
		if err != nil {
			return err
		}
		if s.State != scrum.StoryDraft || s.Product != home {
			continue
		}
		line, err := t.unready(ctx, s)
		if err != nil {
			return err
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		return t.enter(ctx, home)
	}
	return t.refuse("life.refuse.notReady", "lines", strings.Join(lines, "\n"))
}

// unready says what a draft lacks, or that it only has to be marked.
func (t *turn) unready(ctx context.Context, s scrum.Story) (string, error) {
	what, todo, err := t.lacks(ctx, s)
	if what == "" {
		return t.mine.Say("life.toMark", "key", s.Key), err
	}
	return t.mine.Say("life.lacks", "key", s.Key, "what", what, "todo", todo), err
}

// tellLacks says what a story that was found ready lacks all the same.
func tellLacks(ctx context.Context, t *turn, s scrum.Story) (string, error) {
	what, todo, err := t.lacks(ctx, s)
	if err != nil || what == "" {
		return "", err
	}
	return t.mine.Say("life.lacks", "key", s.Key, "what", what, "todo", todo), nil
}

// lacks says in words what a story lacks to be ready, and what to type about
// it; nothing if it lacks nothing.
func (t *turn) lacks(ctx context.Context, s scrum.Story) (what, todo string, err error) {
	links, err := t.tx.LinksOf(ctx, s.ID)
	if err != nil {
		return "", "", err
	}
	var named, typed []string
	add := func(command string) {
		if len(typed) == 0 || typed[len(typed)-1] != command {
			typed = append(typed, command)
		}
	}
	for _, lack := range s.Lacks(links) {
		named = append(named, t.mine.Say("life.lack."+string(lack)))
		switch lack {
		case scrum.LackEstimate:
			add("`/estimate " + s.Key + " 3`")
		case scrum.LackExpected: // the form of an edit does not ask for it
			add("`/story " + t.verb("story", "show") + " " + s.Key + "`")
		default:
			add("`/story " + t.verb("story", "edit") + " " + s.Key + "`")
		}
	}
	return t.mine.List(named), t.mine.List(typed), nil
}

// setReady turns the definition of ready on or off, or says how it is.
func setReady(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	must, ok := onOrOff(rest)
	switch {
	case isEmpty(rest) && t.product.MustBeReady:
		return t.tell(ctx, view.Note(t.mine.Say("life.mustBeReady.on")))
	case isEmpty(rest):
		return t.tell(ctx, view.Note(t.mine.Say("life.mustBeReady.off")))
	case !ok:
		return t.refuse("command.unfit", "typed", "/po "+t.verb("po", "ready"), "example", "/po "+t.mine.Say("usage.po.ready"))
	}
	if err := t.mustOwn(ctx); err != nil {
		return err
	}
	if must == t.product.MustBeReady {
		return t.refuse("life.refuse.readyAlready")
	}
	if err := t.tx.SetMustBeReady(ctx, t.product.ID, must); err != nil {
		return err
	}
	key := "life.mustBeReady.off"
	if must {
		key = "life.mustBeReady.on"
	}
	if err := t.post(ctx, "", view.Note(t.ours.Say(key))); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("life.mustBeReady.said", "channel", escape(t.channel.Name))))
}

// onOrOff reads a switch.
func onOrOff(typed string) (on, ok bool) {
	switch scrum.Fold(typed) {
	case "on", "yes", "oui", "active", "activer":
		return true, true
	case "off", "no", "non", "stop", "arreter", "desactive", "desactiver":
		return false, true
	}
	return false, false
}
