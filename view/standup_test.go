package view_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

// monday is the day that the stand-ups of these tests are about.
func monday(clock scrum.Clock) time.Time {
	return clock.On(time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC), paris())
}

func paris() *time.Location {
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		panic(err) // this machine has no zones: nothing can be tested
	}
	return zone
}

func answered(id int, who scrum.PersonID, next, obstacle string) scrum.Ask {
	return scrum.Ask{
		ID: scrum.AskID(id), Product: 1, Day: 1, Person: who, Date: "2026-11-23", State: scrum.AskAnswered,
		Answers: scrum.AnswersFrom(scrum.DefaultQuestions(), []string{next, obstacle}), AskedAt: monday("09:30"), AnsweredAt: monday("09:40"),
	}
}

// digestOf is a digest with so many of seven answered.
func digestOf(n int, blockers ...scrum.Blocker) view.DigestDay {
	d := view.DigestDay{
		Day:  scrum.StandupDay{ID: 1, Product: 1, Date: "2026-11-23", DigestAt: monday("11:00"), Posted: true},
		Zone: paris(), Blockers: blockers, Names: cast,
	}
	for i := range 7 {
		ask := answered(i+1, scrum.PersonID(fmt.Sprintf("U%d", i+1)), "PAY-12", "")
		if i >= n {
			ask.State, ask.Answers = scrum.AskOpen, nil
		}
		d.Asks = append(d.Asks, ask)
	}
	return d
}

func moves() []scrum.Move {
	started, done, added := story(11, english), story(9, english), story(15, "add a dashboard")
	started.State, done.State = scrum.StoryStarted, scrum.StoryAccepted
	return []scrum.Move{{Story: done, Before: scrum.StoryStarted}, {Story: started, Before: scrum.StoryDraft}, {Story: added}}
}

func blockers() []scrum.Blocker {
	return []scrum.Blocker{
		{ID: 1, Person: "U1", Text: "blocked… but I can work on #45", Low: true, Since: "2026-11-23"},
		{ID: 2, Person: "U3", Helper: "U2", Text: "waiting on <@U2> for <!channel> *keys* & `more`\n> of it", Since: "2026-11-19"},
		{ID: 3, Person: "U2", Text: "the test server", Since: "2026-11-20", ResolvedAt: monday("11:10"), ResolvedBy: "U1"},
	}
}

func TestStandupMessages(t *testing.T) {
	t.Parallel()
	payments := view.StandupName{Channel: "payments"}
	set := view.Standup{Name: payments, Clock: "09:30", Days: scrum.Workdays, Digest: monday("11:00").In(paris())}
	some := set
	some.Days = 1<<time.Monday | 1<<time.Wednesday | 1<<time.Sunday
	open := scrum.Ask{ID: 3, Person: "U2", State: scrum.AskOpen}
	last := open
	last.PutOff = scrum.MaxPutOff
	edited := answered(3, "U2", "PAY-12, with <@U1>", "waiting for <!channel> *keys* & `more`")
	edited.EditedAt = monday("11:52")
	late := digestOf(6, blockers()...)
	late.Asks[5].AnsweredAt, late.Day.Late, late.Later, late.Moves = monday("11:52"), true, 1, moves()
	private := late
	private.Private = true
	news := digestOf(7)
	news.Moves = moves()
	many := digestOf(1)
	for i := range 8 {
		many.Blockers = append(many.Blockers, scrum.Blocker{ID: scrum.BlockerID(i), Person: "U1", Text: strings.Repeat("very long ", 200), Since: "2026-11-23"})
	}
	untried := digestOf(7)
	untried.Owner = "U3"
	for i := range 6 {
		s := story(i+1, english)
		untried.Untried = append(untried.Untried, scrum.Untried{Story: s, Since: untried.Day.DigestAt.AddDate(0, 0, -2)})
	}
	design := view.StandupName{Own: "Design <b>", Channel: "payments"}
	skipped, missed := open, open
	skipped.ID, skipped.State, missed.State = 9, scrum.AskSkipped, scrum.AskMissed
	own := edited
	own.Questions = []scrum.Question{"What did you *ship*?", scrum.QuestionObstacle}
	own.Answers = scrum.AnswersFrom(own.Questions, []string{"the <cart>", "waiting for the keys"})
	own.ID = 4
	ownOpen := own
	ownOpen.State, ownOpen.Answers = scrum.AskOpen, nil
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		for name, m := range map[string]any{
			"isSet":         view.StandupIsSet(w, set, "Claire"),
			"isOff":         view.StandupIsOff(w, payments, "Claire"),
			"status":        view.StandupStatus(w, []view.StandupSetting{{Standup: some, SetBy: "Nora <b>", Next: w.Moment(monday("09:30").In(paris()), monday("08:00"))}, {Standup: view.Standup{ID: 2, Name: design, Clock: "10:00", Days: scrum.Everyday, Digest: set.Digest}, SetBy: "Claire", Next: "…"}}),
			"proposal":      view.StandupProposal(w, "payments"),
			"ask":           view.StandupSheet(w, []view.StandupPart{{Ask: open, Name: payments}}, cast),
			"askAll":        view.StandupSheet(w, []view.StandupPart{{Ask: open, Name: payments, Moves: moves(), Since: monday("09:30").AddDate(0, 0, -3), Goal: "clients <pay> by card", Again: true, Late: true}}, cast),
			"askLast":       view.StandupSheet(w, []view.StandupPart{{Ask: last, Name: payments}}, cast),
			"putOff":        view.StandupPutOff(w, []view.StandupName{payments}, open, monday("10:00").In(paris()), true),
			"putOffDone":    view.StandupPutOff(w, []view.StandupName{payments}, open, time.Time{}, false),
			"form":          view.StandupForm(w, "{}", []view.StandupFormPart{{Name: payments, Ask: edited, Helper: "U1"}}),
			"isSetOwn":      view.StandupIsSet(w, view.Standup{Name: design, Clock: "10:00", Days: scrum.Everyday, Digest: set.Digest}, "Claire"),
			"askOwn":        view.StandupSheet(w, []view.StandupPart{{Ask: ownOpen, Name: design}}, cast),
			"settings":      view.StandupSettingsForm(w, "{}", scrum.Standup{ID: 2, Name: "Design", Clock: "10:00", Days: scrum.Everyday, Questions: own.Questions, Digest: "14:00"}, "payments", true),
			"settingsFirst": view.StandupSettingsForm(w, "{}", scrum.Standup{}, "payments", false),
			"setOwn":        view.StandupSetDone(w, design, "tomorrow"),
			"offOwn":        view.StandupStopped(w, design),
			"formOwn":       view.StandupForm(w, "{}", []view.StandupFormPart{{Name: design, Ask: own, Helper: ""}}),
			"copyOwn":       view.StandupSheet(w, []view.StandupPart{{Ask: own, Name: design}}, cast),
			"together": view.StandupSheet(w, []view.StandupPart{
				{Ask: open, Name: payments, Moves: moves(), Since: monday("09:30").AddDate(0, 0, -3), Goal: "pay by card", Again: true},
				{Ask: own, Name: design, PerhapsBlocked: true},
				{Ask: skipped, Name: payments},
			}, cast),
			"formTogether":  view.StandupForm(w, "{}", []view.StandupFormPart{{Name: payments, Ask: open}, {Name: design, Ask: own, Helper: "U1", Day: monday("09:30")}}),
			"remind":        view.StandupReminder(w, []view.StandupName{payments, design}, open, monday("13:30").In(paris()), false),
			"remindLast":    view.StandupReminder(w, []view.StandupName{payments}, open, monday("13:30").In(paris()), true),
			"otherTime":     view.StandupOtherTime(w, design, scrum.Standup{ID: 2, Clock: "10:00"}),
			"skipped":       view.StandupSheet(w, []view.StandupPart{{Ask: skipped, Name: payments}}, cast),
			"stopped":       view.StandupSheet(w, []view.StandupPart{{Ask: missed, Name: payments, Ended: "standup.ask.stopped"}}, cast),
			"closed":        view.StandupSheet(w, []view.StandupPart{{Ask: missed, Name: payments}}, cast),
			"formEmpty":     view.StandupForm(w, "{}", []view.StandupFormPart{{Name: payments, Ask: open, Helper: ""}}),
			"copy":          view.StandupSheet(w, []view.StandupPart{{Ask: edited, Name: payments}}, cast),
			"copyPerhaps":   view.StandupSheet(w, []view.StandupPart{{Ask: edited, Name: payments, PerhapsBlocked: true}}, cast),
			"copyNothing":   view.StandupSheet(w, []view.StandupPart{{Ask: answered(3, "U2", "", ""), Name: payments}}, cast),
			"reply":         view.StandupReply(w, view.AnswerReply{Ask: answered(3, "U2", "PAY-12", ""), Zone: paris()}, cast),
			"replyEdited":   view.StandupReply(w, view.AnswerReply{Ask: edited, Zone: paris(), Late: true, Helper: "U1"}, cast),
			"digest0":       view.Digest(w, digestOf(0)),
			"digest1":       view.Digest(w, digestOf(1)),
			"digest7":       view.Digest(w, digestOf(7)),
			"digest0b":      view.Digest(w, digestOf(0, blockers()...)),
			"digest1b":      view.Digest(w, digestOf(1, blockers()[0])),
			"digest7b":      view.Digest(w, digestOf(7, blockers()...)),
			"digestMoves":   view.Digest(w, news),
			"digestUntried": view.Digest(w, untried),
			"digestLate":    view.Digest(w, late),
			"digestMany":    view.Digest(w, many),
			"private":       view.Digest(w, private),
		} {
			t.Run(lang+" "+name, func(t *testing.T) {
				t.Parallel()
				golden.CheckJSON(t, "testdata/standup."+lang+"."+name+".json", m)
			})
		}
	}
}

func TestABareQuestionSaysWhatWillBeAsked(t *testing.T) {
	t.Parallel()
	open := scrum.Ask{ID: 3, Person: "U2", State: scrum.AskOpen}
	payments := view.StandupName{Channel: "payments"}
	for lang, want := range map[string]string{"en": "I ask what", "fr": "Je demande ce"} {
		for name, test := range map[string]struct {
			question view.StandupPart
			says     bool
		}{
			"nothing is known": {view.StandupPart{Ask: open, Name: payments}, true},
			"there is a goal":  {view.StandupPart{Ask: open, Name: payments, Goal: "pay by card"}, false},
			"something moved":  {view.StandupPart{Ask: open, Name: payments, Moves: moves(), Since: monday("09:30")}, false},
		} {
			_, line, found := strings.Cut(view.StandupSheet(words(t, lang), []view.StandupPart{test.question}, cast).Text, want)
			if found != test.says || utf8.RuneCountInString(want+line) > 90 {
				t.Errorf("%s: %s: says %t: %q", lang, name, found, want+line)
			}
		}
	}
}

func TestADigestWithoutNewsIsOneLineAndTheLongestHasTwelve(t *testing.T) {
	t.Parallel()
	w := words(t, "en")
	for n := range 8 {
		if got := view.Digest(w, digestOf(n)); len(got.Blocks) != 1 || strings.Contains(got.Text, "\n") {
			t.Errorf("%d of 7: %q in %d blocks", n, got.Text, len(got.Blocks))
		}
	}
	busy := digestOf(7)
	busy.Away = []scrum.Away{{Person: "U1", Back: "2026-11-25"}, {Person: "U2", Back: "2026-11-24"}}
	for i := range 30 {
		busy.Moves = append(busy.Moves, moves()...)
		busy.Blockers = append(busy.Blockers, scrum.Blocker{ID: scrum.BlockerID(i), Person: "U1", Text: "x\ny"})
	}
	if got := strings.Count(view.Digest(w, busy).Text, "\n") + 1; got > 12 {
		t.Errorf("a busy digest has %d lines", got)
	}
}

func TestAWholeAnswerOfTheLargestSizeFitsIntoAMessage(t *testing.T) {
	t.Parallel()
	full := strings.Repeat("ß<", 1500)
	ask := answered(1, "U1", full, full)
	ask.Answers[scrum.QuestionOther] = full
	for _, m := range []view.Message{
		view.StandupReply(words(t, "fr"), view.AnswerReply{Ask: ask, Zone: paris()}, cast),
		view.StandupSheet(words(t, "fr"), []view.StandupPart{{Ask: ask, PerhapsBlocked: true}}, cast),
	} {
		shown, err := json.Marshal(m.Blocks)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(string(shown), "ß"); got != 4500 {
			t.Errorf("%d of 4500 pairs are shown", got)
		}
		if len([]rune(m.Text)) > 4000 {
			t.Errorf("the text has %d characters", len([]rune(m.Text)))
		}
	}
}
