package handlers

import (
	"cmp"
	"context"
	"errors"
	"html"
	"slices"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// sprintTx is what sprints need of a transaction.
type sprintTx interface {
	// CreateSprint keeps a product's next sprint and returns it with its id
	// and number.
	CreateSprint(ctx context.Context, s scrum.Sprint) (scrum.Sprint, error)
	Sprint(ctx context.Context, id scrum.SprintID) (scrum.Sprint, error)
	// OpenSprint returns the only sprint of a product that is not closed.
	OpenSprint(ctx context.Context, product scrum.ProductID) (scrum.Sprint, error)
	// LastSprint returns the sprint of a product that was closed last.
	LastSprint(ctx context.Context, product scrum.ProductID) (scrum.Sprint, error)
	SaveSprint(ctx context.Context, s scrum.Sprint) error
	// SprintStays returns every stay of a story in a sprint, in the order in
	// which they began.
	SprintStays(ctx context.Context, id scrum.SprintID) ([]scrum.SprintStory, error)
	SaveSprintStay(ctx context.Context, s scrum.SprintStory) error
	// SprintStories returns the stories that are or were in a sprint.
	SprintStories(ctx context.Context, id scrum.SprintID) ([]scrum.Story, error)
}

// sprintEndDeed ends a sprint at its time.
const sprintEndDeed = "sprint.end"

func sprintNoun() noun {
	return noun{
		commands: []command{{
			name: "sprint", looks: true,
			bare: func(ctx context.Context, t *turn, _ Command) error { return t.tellSprint(ctx) },
			verbs: []verb{
				{name: "start", also: []string{"demarrer", "commencer", "lancer"}, run: startSprint},
				{name: "add", also: []string{"ajouter"}, run: addToSprint},
				{name: "remove", also: []string{"retirer", "enlever"}, run: removeFromSprint},
				{name: "status", also: []string{"etat", "statut", "point"}, fits: isEmpty, run: func(ctx context.Context, t *turn, _ Command, _ string) error { return t.tellSprint(ctx) }, guests: true, looks: true},
				{name: "capacity", also: []string{"capacite", "disponibilite"}, fits: isSprintLength, run: tellCapacity},
				{name: "close", also: []string{"clore", "fermer", "cloturer", "terminer", "end"}, fits: isEmpty, run: closeSprint},
			},
		}},
		clicks: map[string]click{
			view.SprintReached: on((*turn).sprint, judgeSprint(scrum.GoalReached)),
			view.SprintPartly:  on((*turn).sprint, judgeSprint(scrum.GoalPartly)),
			view.SprintMissed:  on((*turn).sprint, judgeSprint(scrum.GoalMissed)),
		},
		deeds:        map[string]deed{sprintEndDeed: whenDue(Tx.Sprint, endSprintDue)},
		storyChanged: followStory,
	}
}

// sprint returns a sprint that the person may see, and enters its product.
func (t *turn) sprint(ctx context.Context, id scrum.SprintID) (scrum.Sprint, error) {
	s, err := t.tx.Sprint(ctx, id)
	if err != nil {
		return s, err
	}
	return s, t.enter(ctx, s.Product)
}

// openSprint returns the product's sprint that runs or is prepared, and
// whether there is one.
func (t *turn) openSprint(ctx context.Context) (scrum.Sprint, bool, error) {
	s, err := t.tx.OpenSprint(ctx, t.product.ID)
	if errors.Is(err, scrum.ErrNotFound) {
		return scrum.Sprint{}, false, nil
	}
	return s, err == nil, err
}

// startSprint begins a sprint, with the stories that were put into it before.
func startSprint(ctx context.Context, t *turn, _ Command, rest string) error {
	length, goal, ok := sprintAsked(rest)
	if !ok {
		return t.refuse("sprint.refuse.length", "goal", clipWord(cmp.Or(goal, t.mine.Say("sprint.refuse.goal"))))
	}
	if err := t.begin(ctx, ""); err != nil {
		return err
	}
	s, found, err := t.openSprint(ctx)
	if err != nil {
		return err
	}
	if s.Started() {
		return t.refuse("sprint.refuse.running", "number", s.Number, "until", t.mine.Moment(s.EndsAt.In(t.product.Location()), t.now))
	}
	if !found {
		if s, err = t.tx.CreateSprint(ctx, scrum.Sprint{Product: t.product.ID}); err != nil {
			return err
		}
	}
	s.Goal, s.StartedBy = goal, t.person.ID
	s.StartsAt, s.EndsAt = t.now, length.EndOf(t.now, t.product.Location(), t.holidays())
	if err := t.tx.SaveSprint(ctx, s); err != nil {
		return err
	}
	if err := t.armSprint(ctx, s); err != nil {
		return err
	}
	if err := t.notePlanned(ctx, s); err != nil {
		return err
	}
	if err := t.drawSprint(ctx, s); err != nil {
		return err
	}
	until := t.mine.Moment(s.EndsAt.In(t.product.Location()), t.now)
	return t.tell(ctx, view.Note(t.mine.Say("sprint.started", "number", s.Number, "until", until)))
}

// sprintAsked reads a length and a goal, in either order, the goal with or
// without quotes. It reports false without a length that a sprint may have.
func sprintAsked(text string) (l scrum.SprintLength, goal string, ok bool) {
	l, goal, ok = scrum.CutSprintLength(text)
	if !ok {
		before, last := cutLastWord(text)
		var more string
		if l, more, ok = scrum.CutSprintLength(last); ok && more == "" {
			goal = before
		} else {
			ok = false
		}
	}
	return l, unquote(html.UnescapeString(goal)), ok && l.Valid()
}

func cutLastWord(text string) (before, last string) {
	text = strings.TrimSpace(text)
	i := strings.LastIndexAny(text, " \t\n")
	if i < 0 {
		return "", text
	}
	return text[:i], text[i+1:]
}

// unquote takes off the quotes around a text: "…", “…” or « … ».
func unquote(text string) string {
	const blank, marks = " \t\n\u00a0\u202f", "\"“”«»"
	text = strings.Trim(text, blank)
	if i := strings.IndexAny(text, marks); i != 0 {
		return text
	}
	return strings.Trim(strings.Trim(text, marks), blank)
}

// armSprint sets the clock for the sprint's end. Its summary is worth posting
// however late it comes.
func (t *turn) armSprint(ctx context.Context, s scrum.Sprint) error {
	local := s.EndsAt.In(t.product.Location())
	return t.tx.Arm(ctx, scrum.Schedule{
		Product: t.product.ID, Deed: sprintEndDeed, Subject: idText(s.ID),
		Clock: scrum.Clock(local.Format("15:04")), Date: local.Format(time.DateOnly), Zone: t.product.Zone,
	}, t.now)
}

// tellSprint shows a person how the sprint stands, or how to start one.
func (t *turn) tellSprint(ctx context.Context) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	s, found, err := t.openSprint(ctx)
	if err != nil {
		return err
	}
	if !found {
		return t.tell(ctx, view.Note(t.mine.Say("sprint.none")))
	}
	board, err := t.sprintBoard(ctx, s, t.person.ID)
	if err != nil {
		return err
	}
	if !s.Started() && !slices.ContainsFunc(board.Lines, view.SprintLine.Here) {
		return t.tell(ctx, view.Note(t.mine.Say("sprint.none"))) // as far as they may know
	}
	return t.tell(ctx, view.SprintStatus(t.mine, board))
}

// drawSprint makes the sprint's message in the channel show it as it is.
func (t *turn) drawSprint(ctx context.Context, s scrum.Sprint) error {
	if !s.Started() {
		return nil
	}
	board, err := t.sprintBoard(ctx, s, "")
	if err != nil {
		return err
	}
	return t.post(ctx, view.SprintName(s.ID), view.SprintCard(t.ours, board))
}

// sprintBoard is a sprint as a person may see it; "" for the channel. What they
// may not see counts in no sum: the rest of it would tell that it is there, and
// how large it is.
func (t *turn) sprintBoard(ctx context.Context, s scrum.Sprint, viewer scrum.PersonID) (view.SprintBoard, error) {
	b := view.SprintBoard{Sprint: s, Zone: t.product.Location(), Off: t.holidays(), Now: t.now, Owner: t.product.Owner}
	stays, err := t.tx.SprintStays(ctx, s.ID)
	if err != nil {
		return b, err
	}
	stories, err := t.tx.SprintStories(ctx, s.ID)
	if err != nil {
		return b, err
	}
	var people []scrum.PersonID
	for _, story := range stories {
		if story.VisibleTo(viewer, t.product) {
			b.Lines = append(b.Lines, sprintLine(story, stays))
			people = append(people, story.Author, story.Owner)
		}
	}
	stays = slices.DeleteFunc(stays, func(stay scrum.SprintStory) bool {
		return !slices.ContainsFunc(b.Lines, func(l view.SprintLine) bool { return l.Story.ID == stay.Story })
	})
	if b.Names, err = t.names(ctx, people...); err != nil {
		return b, err
	}
	until := t.now
	if s.Closed() {
		until = s.ClosedAt
	}
	b.Tally, b.Burndown = s.Tally(stays, until), s.Burndown(stays, b.Zone, b.Off, until)
	b.Examples, err = t.examples(ctx, 2)
	return b, err
}

// sprintLine is a story with its last stay in a sprint.
func sprintLine(story scrum.Story, stays []scrum.SprintStory) view.SprintLine {
	line := view.SprintLine{Story: story}
	for _, stay := range stays {
		if stay.Story != story.ID {
			continue
		}
		if line.Since.IsZero() {
			line.Since = stay.AddedAt
		}
		line.Stay = stay
	}
	return line
}
