package handlers

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"pogo/scrum"
	"pogo/view"
)

// standup returns a stand-up, of whose team the person is, and enters its
// product.
func (t *turn) standup(ctx context.Context, id scrum.StandupID) (scrum.Standup, error) {
	s, err := t.tx.Standup(ctx, id)
	if err != nil {
		return s, err
	}
	if err := t.enter(ctx, s.Product); err != nil {
		return s, err
	}
	return s, t.mustBeInTeam(ctx)
}

// openStandupForm opens the settings of a stand-up, which may not exist yet.
func openStandupForm(ctx context.Context, t *turn, name string) error {
	if err := t.begin(ctx, scrum.Undetermined); err != nil {
		return err
	}
	standup, err := t.standupCalled(ctx, name)
	if err != nil {
		return err
	}
	return pressStandupForm(ctx, t, Click{}, standup)
}

// pressNewStandup opens the form of another stand-up.
func pressNewStandup(ctx context.Context, t *turn, _ Click) error {
	if err := t.mustBeInTeam(ctx); err != nil {
		return err
	}
	if err := t.begin(ctx, scrum.Undetermined); err != nil {
		return err
	}
	first, err := t.standupCalled(ctx, "")
	if err != nil {
		return err
	}
	return t.openSettings(scrum.Standup{Product: t.product.ID}, first.ID != 0)
}

func pressStandupForm(_ context.Context, t *turn, _ Click, s scrum.Standup) error {
	return t.openSettings(s, s.Name != "")
}

func (t *turn) openSettings(s scrum.Standup, named bool) error {
	where := Where{Channel: string(t.product.Channel), ID: int64(s.ID)}
	t.answer.Open = view.StandupSettingsForm(t.mine, where.String(), s, t.channel.Name, named)
	return nil
}

// submitStandup keeps the settings of a stand-up, a new one if it has no id.
func submitStandup(ctx context.Context, t *turn, s Submission) error {
	standup := scrum.Standup{Product: t.product.ID}
	if id := scrum.StandupID(ParseWhere(s.Private).ID); id != 0 {
		var err error
		if standup, err = t.standup(ctx, id); err != nil {
			return err
		}
	} else if err := t.mustBeInTeam(ctx); err != nil {
		return err
	}
	before := standup
	if err := t.fillStandup(ctx, &standup, s.Values); err != nil {
		return err
	}
	if before.Clock == standup.Clock && before.Days == standup.Days && before.Digest == standup.Digest && before.Name == standup.Name {
		return t.keepQuietly(ctx, standup)
	}
	err := t.keepStandup(ctx, standup)
	if errors.Is(err, scrum.ErrTaken) {
		return t.refuseField(view.FieldStandupName, "standup.refuse.taken")
	}
	return err
}

// keepQuietly keeps what the channel need not hear of: the questions,
// and what the digest shows.
func (t *turn) keepQuietly(ctx context.Context, s scrum.Standup) error {
	if _, err := t.tx.SaveStandup(ctx, s); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("standup.kept")))
}

// fillStandup takes what was filled into the form.
func (t *turn) fillStandup(ctx context.Context, s *scrum.Standup, values map[string]string) error {
	if name, shown := values[view.FieldStandupName]; shown {
		if s.Name = strings.Join(strings.Fields(name), " "); s.Name == "" {
			return t.refuseField(view.FieldStandupName, "standup.refuse.noName")
		}
	}
	if err := t.mustBeNameable(ctx, *s); err != nil {
		return t.atField(view.FieldStandupName, err)
	}
	clock, ok := scrum.ParseClock(values[view.FieldStandupTime])
	if !ok {
		return t.refuseField(view.FieldStandupTime, "standup.refuse.noTime")
	}
	s.Clock, s.Days = clock, view.DaysIn(values[view.FieldStandupDays])
	if s.Days == 0 {
		return t.refuseField(view.FieldStandupDays, "standup.refuse.noDays")
	}
	s.Digest, _ = scrum.ParseClock(values[view.FieldStandupDigest])
	s.Lines = values[view.FieldStandupLines] != ""
	questions := t.questionsFrom(values[view.FieldStandupQuestions])
	if len(questions) > scrum.MaxQuestions {
		return t.refuseField(view.FieldStandupQuestions, "standup.refuse.questions", "n", scrum.MaxQuestions)
	}
	for _, q := range questions {
		if utf8.RuneCountInString(string(q)) > scrum.MaxQuestion {
			return t.refuseField(view.FieldStandupQuestions, "standup.refuse.longQuestion", "n", scrum.MaxQuestion)
		}
	}
	s.Questions = questions
	return nil
}

// atField puts a refusal at the field of the form that it is about.
func (t *turn) atField(field string, err error) error {
	if refusal, ok := isRefusal(err); ok {
		return t.refuseField(field, refusal.Key, refusal.Args...)
	}
	return err
}

// questionsFrom reads questions, one a line. A default one that was left as it
// stands, in whatever language, stays the default one, asked in the reader's.
func (t *turn) questionsFrom(lines string) []scrum.Question {
	known := map[string]scrum.Question{}
	for _, lang := range []string{"en", "fr"} {
		for text, q := range view.DefaultQuestionTexts(t.h.words.For(lang)) {
			known[scrum.Fold(text)] = q
		}
	}
	return scrum.ParseQuestions(lines, known)
}
