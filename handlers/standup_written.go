package handlers

import (
	"context"
	"slices"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// answerWritten takes a direct message for the answer to what the person is
// asked and has not answered: the whole text answers the first question of the
// first stand-up that waits, the newest message first. It reports false where
// nothing waits, for what answers nothing, and for what means something else to
// Pogo.
func (t *turn) answerWritten(ctx context.Context, typed string) (bool, error) {
	text := strings.TrimSpace(scrum.AsTyped(typed))
	if text == "" || t.isOrder(text) {
		return false, nil
	}
	waiting, err := t.waiting(ctx)
	if err != nil || len(waiting) == 0 {
		return false, err
	}
	ask, err := t.ask(ctx, waiting[0].ID)
	if err != nil {
		return false, err
	}
	first := ask.Asks()[0]
	if scrum.Greets(text) {
		return true, nil // the answer follows
	}
	if !first.Answers(text) {
		return false, nil
	}
	answers := scrum.Answers{first: text}
	if first == scrum.QuestionNext && scrum.NothingToReport(text) { // to a team's own question a no is an answer
		answers = scrum.Answers{}
	}
	if err := t.takeAnswers(ctx, ask, answers, ""); err != nil {
		return false, err
	}
	name, err := t.askOf(ctx, ask)
	if err != nil {
		return false, err
	}
	noted := view.StandupNoted{Name: name, Ask: ask, Question: first, Text: text}
	if len(waiting) > 1 {
		noted.Next = waiting[1]
		if noted.NextName, err = t.askOfProduct(ctx, noted.Next); err != nil {
			return false, err
		}
	}
	return true, t.tell(ctx, view.StandupWritten(t.mine, noted))
}

// askOfProduct names a stand-up that may be of another product than the turn's.
func (t *turn) askOfProduct(ctx context.Context, ask scrum.Ask) (view.StandupName, error) {
	home, err := t.at(ctx, ask.Product)
	if err != nil {
		return view.StandupName{}, err
	}
	return home.askOf(ctx, ask)
}

// waiting is what the person was asked and may answer still, in the order in
// which what they write answers it.
func (t *turn) waiting(ctx context.Context) ([]scrum.Ask, error) {
	open, err := t.tx.OpenAsksOf(ctx, t.person.ID)
	if err != nil {
		return nil, err
	}
	open = slices.DeleteFunc(open, func(a scrum.Ask) bool { return a.AskedAt.IsZero() || a.Closed(t.now) })
	slices.SortStableFunc(open, func(a, b scrum.Ask) int { return int(b.Leads() - a.Leads()) })
	return open, nil
}

// isOrder reports whether a direct message means something to Pogo even while
// it waits for an answer: a command, a need in so many words, an absence. Words
// that a command begins with stand in answers, too: "story 12 is done".
func (t *turn) isOrder(text string) bool {
	word, rest := cutWord(text)
	if c, ok := t.h.command(word); ok {
		return strings.HasPrefix(word, "/") || rest == "" || t.h.isVerb(c.name, rest) || t.isNeed(rest)
	}
	switch scrum.Fold(word) {
	case "help", "aide", "back", "retour":
		return rest == ""
	case "away", "absent", "absente", "conge", "conges":
		_, err := scrum.ParseAbsence(rest, t.today(t.person))
		return err == nil
	}
	return t.isNeed(text)
}

func (t *turn) isNeed(text string) bool {
	told := t.need(text)
	return told.Role != "" && told.Goal != ""
}

// takeBackWritten opens a question again that was answered by a message that was
// meant otherwise.
func takeBackWritten(ctx context.Context, t *turn, _ Click, ask scrum.Ask) error {
	day, err := t.tx.StandupDay(ctx, ask.Day)
	if err != nil {
		return err
	}
	if ask.State != scrum.AskAnswered || day.Posted {
		return t.refuse("standup.refuse.posted")
	}
	ask.Answers, ask.Perhaps = nil, false
	if _, err := t.noteBlocker(ctx, ask, ""); err != nil {
		return err
	}
	ask.State, ask.AnsweredAt, ask.EditedAt = scrum.AskOpen, time.Time{}, time.Time{}
	if err := t.tx.SaveAsk(ctx, ask); err != nil {
		return err
	}
	if err := t.drawSheet(ctx, ask.Leads()); err != nil {
		return err
	}
	if err := t.renewReminder(ctx, ask.Leads()); err != nil {
		return err
	}
	return t.replace(ctx, view.Note(t.mine.Say("standup.takenBack")))
}
