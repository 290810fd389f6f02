package handlers

import (
	"context"
	"errors"
	"strings"
	"time"

	"pogo/locale"
	"pogo/scrum"
	"pogo/view"
)

// storyTx is what stories need of a transaction.
type storyTx interface {
	// CreateStory keeps a new story and returns it with its id.
	CreateStory(ctx context.Context, s scrum.Story) (scrum.Story, error)
	Story(ctx context.Context, id scrum.StoryID) (scrum.Story, error)
	StoryByNumber(ctx context.Context, product scrum.ProductID, number int) (scrum.Story, error)
	// SaveStory keeps a change if nobody else changed the story since it was
	// read, and raises its revision; else it returns [scrum.ErrChanged].
	SaveStory(ctx context.Context, s scrum.Story) (scrum.Story, error)
	// RecordChanges keeps what somebody changed in a story, for its history.
	RecordChanges(ctx context.Context, story scrum.StoryID, by scrum.PersonID, at time.Time, changes []scrum.Change) error
	// Backlog returns a page of the open stories that a person may see, in
	// the order of [scrum.SortBacklog], or of those that a filter lets
	// through, and how many there are.
	Backlog(ctx context.Context, q scrum.BacklogQuery) ([]scrum.Story, scrum.Total, error)
	// Like returns the story that is most like another, among those that a
	// person may see.
	Like(ctx context.Context, s scrum.Story, viewer scrum.PersonID) (scrum.Story, error)
	// Place returns a story's rank among the open stories a person may see.
	Place(ctx context.Context, s scrum.Story, viewer scrum.PersonID) (rank, of int, err error)
}

func storyNoun() noun {
	return noun{
		commands: []command{{
			name: "story", guests: true, needs: true,
			bare: openStoryForm,
			rest: storyTyped,
			verbs: []verb{
				{name: "list", also: []string{"liste", "lister"}, fits: isListingOrPage, run: listStories, guests: true, looks: true},
				{name: "show", also: []string{"voir", "montrer", "afficher"}, fits: areKeys, run: showStory, guests: true, looks: true},
				{name: "edit", also: []string{"modifier", "editer"}, fits: areKeys, run: editStory, guests: true},
				{name: "ready", also: []string{"pret", "prete", "pretes"}, fits: areKeys, run: stepTyped(view.StoryReady)},
				{name: "take", also: []string{"start", "prendre", "commencer", "demarrer"}, fits: areKeys, run: stepTyped(view.StoryTake)},
				{name: "try", also: []string{"soumettre", "essayer", "tester"}, fits: areKeys, run: stepTyped(view.StoryTry)},
				{name: "done", also: []string{"accept", "terminer", "terminee", "fini", "finie", "faite", "accepter", "valider"}, fits: areKeys, run: stepTyped(view.StoryDone)},
				{name: "changes", also: []string{"reprendre", "corriger"}, fits: areKeysThenWords, run: stepTyped(view.StoryChanges)},
				{name: "release", also: []string{"livrer", "livree", "publier"}, fits: areKeys, run: stepTyped(view.StoryRelease)},
				{name: "back", also: []string{"reculer", "rendre"}, fits: areKeys, run: stepTyped(view.StoryBack)},
				{name: "drop", also: []string{"abandonner", "supprimer", "jeter"}, fits: areKeysThenWords, run: stepTyped(view.StoryDrop)},
				{name: "reopen", also: []string{"rouvrir", "reouvrir"}, fits: areKeys, run: stepTyped(view.StoryReopen)},
				{name: "set", also: []string{"definir", "regler", "mettre"}, fits: isSetting, run: setDetails},
				{name: "worth", also: []string{"priority", "prioritize", "valeur", "priorite", "prioriser"}, fits: areKeys, run: worthTyped},
				{name: "kano", fits: areKeys, run: kanoTyped},
				{name: "epic", also: []string{"epopee", "epique"}, run: epicTyped},
				{name: "split", also: []string{"decouper", "diviser"}, fits: areKeys, run: splitTyped},
				{name: "history", also: []string{"historique"}, fits: areKeys, run: historyTyped, guests: true, looks: true},
			},
		}},
		clicks: map[string]click{
			view.StoryReady:   stepPressed(view.StoryReady),
			view.StoryTake:    stepPressed(view.StoryTake),
			view.StoryTry:     stepPressed(view.StoryTry),
			view.StoryDone:    stepPressed(view.StoryDone),
			view.StoryAsItIs:  stepPressed(view.StoryAsItIs),
			view.StoryChanges: stepPressed(view.StoryChanges),
			view.StoryRelease: stepPressed(view.StoryRelease),
			view.StoryBack:    stepPressed(view.StoryBack),
			view.StoryDrop:    stepPressed(view.StoryDrop),
			view.StoryReopen:  stepPressed(view.StoryReopen),
			view.StoryVote:    on((*turn).story, toggleVote),
			view.StoryEdit:    on((*turn).story, openEdit),
			view.StoryShow:    on((*turn).story, tellStory),
			view.StoryFull:    on((*turn).story, fullStory),
			view.StoryReveal:  on((*turn).story, revealStory),
			view.StoryAnyway:  retryDraft,
			view.StoryRetry:   retryDraft,
			view.StoryTyped:   createTyped,
			view.UndoButton:   pressUndo,
			view.StoryPage:    on((*turn).story, turnText),
			view.StorySecond:  on((*turn).story, secondStory),
			view.StoryForget:  forgetDraft,
			view.StoryNew:     pressStoryForm,
		},
		forms: map[string]submit{
			view.StoryCreate:  submitStory,
			view.StoryRevise:  submitEdit,
			view.StoryDropWhy: submitReason(view.StoryDrop, view.FieldCause),
			view.StoryMissing: submitReason(view.StoryChanges, view.FieldMissing),
		},
		forGuests: []string{view.StoryShow, view.StoryFull, view.StoryPage, view.StoryAnyway, view.StoryRetry, view.StoryTyped, view.StorySecond, view.StoryForget, view.StoryNew, view.UndoButton, view.StoryCreate, view.StoryEdit, view.StoryRevise, view.StoryVote},
		undos: map[string]undo{
			"story.create":  back(undoCreate),
			"story.done":    back(undoStep),
			"story.release": back(undoStep),
			"story.drop":    back(undoStep),
		},
	}
}

// story returns a story that the person may see, and enters its product.
func (t *turn) story(ctx context.Context, id scrum.StoryID) (scrum.Story, error) {
	s, err := t.tx.Story(ctx, id)
	if err != nil {
		return s, err
	}
	if err := t.enter(ctx, s.Product); err != nil {
		return s, err
	}
	if !s.VisibleTo(t.person.ID, t.product) || s.State == scrum.StoryUndone {
		return s, scrum.ErrNotFound
	}
	return s, nil
}

// storyNamed returns the story that a person named, or refuses in one
// sentence whether it does not exist or is not for them to see.
func (t *turn) storyNamed(ctx context.Context, typed string) (scrum.Story, error) {
	key, number, _ := scrum.ParseStoryKey(typed)
	product := t.product
	var err error
	if key != "" && key != product.Key {
		product, err = t.tx.ProductByKey(ctx, key)
	} else if product.ID == 0 {
		err = scrum.ErrNotFound
	}
	var s scrum.Story
	if err == nil {
		s, err = t.tx.StoryByNumber(ctx, product.ID, number)
	}
	if err == nil {
		s, err = t.story(ctx, s.ID)
	}
	if errors.Is(err, scrum.ErrNotFound) {
		return s, t.refuse("story.refuse.none", "key", clipWord(strings.ToUpper(typed)))
	}
	return s, err
}

// labels are the words for the labels of a story: its own language.
func (t *turn) labels(s scrum.Story) *locale.Words {
	return t.h.words.For(string(s.Lang), t.ours.Lang())
}

// drawCard makes the card in the channel show the story as it is. A story
// that the channel does not see has none.
func (t *turn) drawCard(ctx context.Context, s scrum.Story) error {
	_, vote, err := t.cardVote(ctx, s)
	if err != nil {
		return err
	}
	return t.drawVoted(ctx, s, vote)
}

// drawVoted is drawCard for who knows already what the reactions to the card
// say.
func (t *turn) drawVoted(ctx context.Context, s scrum.Story, vote scrum.CardVote) error {
	if s.Hidden {
		return nil
	}
	names, err := t.names(ctx, s.Author, s.Writer, s.Owner)
	if err != nil {
		return err
	}
	if s.State == scrum.StoryUndone {
		return t.post(ctx, view.StoryName(s.ID), view.StoryWithdrawn(t.ours, s, names))
	}
	if s.Epic {
		return t.drawEpic(ctx, s, names)
	}
	votes := view.CardVotes{Emoji: t.product.Emoji, Against: len(vote.Against)}
	return t.post(ctx, view.StoryName(s.ID), view.StoryCardVoted(t.ours, t.labels(s), s, names, votes))
}

func storyTyped(ctx context.Context, t *turn, c Command, text string) error {
	if areKeys(text) && strings.Contains(text, "-") {
		return showStory(ctx, t, c, text)
	}
	if run, rest, ok := inTwoWords(text); ok {
		return t.unlessGuest(ctx, false, func() error { return run(ctx, t, c, rest) })
	}
	cmd, _ := t.h.command("story")
	if word, rest := cutWord(text); areKeys(rest) {
		if nearest, ok := cmd.nearest(word); ok {
			return t.suggest(ctx, text, strings.TrimSpace("/story "+t.accented(cmd, nearest)+" "+rest))
		}
	}
	if t.channel.Direct && t.product.ID == 0 {
		return t.openStoryForm(ctx, newStory{text: text})
	}
	return t.createStory(ctx, newStory{text: text})
}

// suggest proposes the nearest verb for a lone word, or one before stories,
// with a button that means what was typed and carries it: hardly anybody wants
// it kept.
func (t *turn) suggest(ctx context.Context, typed, nearest string) error {
	if !view.FitsButton(typed) {
		return t.refuse("command.suggest", "typed", clipWord(typed), "nearest", clipWord(nearest), "command", "/story")
	}
	return t.tell(ctx, view.Suggestion(t.mine, typed, nearest, "/story"))
}

// createTyped creates what a button carries, in the place of the question.
func createTyped(ctx context.Context, t *turn, c Click) error {
	if !t.person.Obeyed() {
		return t.refuse("command.notObeyed")
	}
	t.door.replace = true
	return t.createStory(ctx, newStory{text: c.Value})
}
