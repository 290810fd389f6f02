package view_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pogo/internal/golden"
	"pogo/locale"
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
	return digestOfMany(n, 7, blockers...)
}

// withLines is a digest of a team that asked for a line for each person.
func withLines(d view.DigestDay) view.DigestDay {
	d.Lines = true
	return d
}

// doubtful is an answer of which the person is asked whether it tells of a blocker.
func doubtful(a scrum.Ask) scrum.Ask {
	a.Perhaps = true
	return a
}

func digestOfMany(n, of int, blockers ...scrum.Blocker) view.DigestDay {
	since := monday("11:00").AddDate(0, 0, -3)
	d := view.DigestDay{
		First: true,
		Day:   scrum.StandupDay{ID: 1, Product: 1, Date: "2026-11-23", Since: since, DigestAt: monday("11:00"), Posted: true},
		Zone:  paris(), Names: cast, Now: monday("11:00"), Owner: "U3",
		Blockers: scrum.CarryBlockers(blockers, since, "2026-11-23", paris(), nil),
	}
	for i := range of {
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
	before := monday("11:00").AddDate(0, 0, -5)
	return []scrum.Blocker{
		{ID: 1, Person: "U1", Text: "blocked… but I can work on #45", Low: true, Since: "2026-11-23", CreatedAt: monday("09:40"), ChangedAt: monday("09:40")},
		{ID: 2, Person: "U3", Helper: "U2", Text: "waiting on <@U2> for <!channel> *keys* & `more`\n> of it", Since: "2026-11-19", CreatedAt: before, ChangedAt: before},
		{ID: 3, Person: "U2", Text: "the test server", Since: "2026-11-20", CreatedAt: before, ResolvedAt: monday("11:10"), ResolvedBy: "U1"},
	}
}

// badDay is a digest with something under every heading, for so many people.
func badDay(of int) view.DigestDay {
	d := digestOfMany(of*2/5, of, blockers()...)
	before := monday("11:00").AddDate(0, 0, -6)
	d.Sprint = view.DigestSprint{Goal: "clients pay by card, see the receipt, and ask for a refund without calling us", Day: 5, Of: 10}
	d.Sprint.Tally.Done, d.Sprint.Tally.Remaining = scrum.Points{Halves: 16, Known: true}, scrum.Points{Halves: 26, Known: true}
	for i := range of / 7 {
		person := scrum.PersonID(fmt.Sprintf("U%d", i%3+1))
		b := scrum.Blocker{ID: scrum.BlockerID(10 + i), Person: person, Text: "access to the database, " + strings.Repeat("very long ", 20), Since: "2026-11-18", CreatedAt: before, ChangedAt: before}
		switch i % 4 {
		case 1:
			b.Class, b.Outside = scrum.BlockedByDecision, "the bank <b>"
		case 2:
			b.Helper, b.AckedAt = "U2", monday("10:00")
		case 3:
			b.Helper, b.ChangedAt, b.Goal = "U1", monday("10:00"), true
		}
		d.Blockers = append(d.Blockers, scrum.CarryBlockers([]scrum.Blocker{b}, d.Day.Since, d.Day.Date, paris(), nil)...)
	}
	for i := range of {
		m := moves()[i%3]
		m.Story.Number = i + 20
		m.Story.Key = fmt.Sprintf("PAY-%d", i+20)
		d.Moves = append(d.Moves, m)
		if i%2 == 0 {
			d.Untried = append(d.Untried, scrum.Untried{Story: m.Story, Since: before})
			d.Aging = append(d.Aging, scrum.Underway{Story: m.Story, Since: before.AddDate(0, 0, -i%20-10)})
		}
	}
	d.Usual, d.Later = 9, 2
	d.Away = []scrum.Away{{Person: "U2", Back: "2026-11-25"}}
	return d
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
		many.Blockers = append(many.Blockers, scrum.CarriedBlocker{Blocker: scrum.Blocker{ID: scrum.BlockerID(i), Person: "U1", Text: strings.Repeat("very long ", 200), Since: "2026-11-23"}})
	}
	untried := digestOf(7)
	untried.Owner = "U3"
	for i := range 6 {
		s := story(i+1, english)
		untried.Untried = append(untried.Untried, scrum.Untried{Story: s, Since: untried.Day.DigestAt.AddDate(0, 0, -2)})
	}
	design := view.StandupName{Own: "Design <b>", Channel: "payments"}
	skipped, missed, tardy := open, open, open
	skipped.ID, skipped.State, missed.State, tardy.Late = 9, scrum.AskSkipped, scrum.AskMissed, true
	stopped := missed
	stopped.Ended = scrum.AskEndStopped
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
			"askAll":        view.StandupSheet(w, []view.StandupPart{{Ask: tardy, Name: payments, Moves: moves(), Since: monday("09:30").AddDate(0, 0, -3), Goal: "clients <pay> by card", Again: true}}, cast),
			"askLast":       view.StandupSheet(w, []view.StandupPart{{Ask: last, Name: payments}}, cast),
			"putOff":        view.StandupPutOff(w, []view.StandupPart{{Ask: open, Name: payments}}, cast, monday("10:00").In(paris())),
			"putOffDone":    view.StandupPutOffDone(w, []view.StandupPart{{Ask: open, Name: payments}}),
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
				{Ask: doubtful(own), Name: design},
				{Ask: skipped, Name: payments},
			}, cast),
			"togetherOpen": view.StandupSheet(w, []view.StandupPart{
				{Ask: open, Name: payments, Goal: "pay by card"},
				{Ask: ownOpen, Name: design},
				{Ask: tardy, Name: view.StandupName{Channel: "leads"}},
				{Ask: skipped, Name: payments},
			}, cast),
			"formTogether": view.StandupForm(w, "{}", []view.StandupFormPart{{Name: payments, Ask: open}, {Name: design, Ask: own, Helper: "U1", Day: monday("09:30")}}),
			"remind":       view.StandupReminder(w, []view.StandupPart{{Ask: open, Name: payments}, {Ask: ownOpen, Name: design}}, monday("13:30").In(paris()), false),
			"remindLast":   view.StandupReminder(w, []view.StandupPart{{Ask: open, Name: payments}}, monday("13:30").In(paris()), true),
			"lines7":       view.Digest(w, withLines(digestOfMany(7, 7))),
			"lines40":      view.Digest(w, withLines(digestOfMany(40, 40))),
			"remindOver":   view.StandupReminderOver(w, []view.StandupPart{{Ask: own, Name: payments}, {Ask: own, Name: design}}),
			"putOffRest":   view.StandupPutOff(w, []view.StandupPart{{Ask: open, Name: payments}, {Ask: doubtful(own), Name: design}}, cast, monday("10:00").In(paris())),
			"otherTime":    view.StandupOtherTime(w, design, scrum.Standup{ID: 2, Clock: "10:00"}),
			"written": view.StandupWritten(w, view.StandupNoted{
				Name: payments, Ask: open, Question: scrum.QuestionNext, Text: "PAY-12 <!channel>", Next: ownOpen, NextName: design,
			}),
			"skipped":       view.StandupSheet(w, []view.StandupPart{{Ask: skipped, Name: payments}}, cast),
			"stopped":       view.StandupSheet(w, []view.StandupPart{{Ask: stopped, Name: payments}}, cast),
			"closed":        view.StandupSheet(w, []view.StandupPart{{Ask: missed, Name: payments}}, cast),
			"formEmpty":     view.StandupForm(w, "{}", []view.StandupFormPart{{Name: payments, Ask: open, Helper: ""}}),
			"copy":          view.StandupSheet(w, []view.StandupPart{{Ask: edited, Name: payments}}, cast),
			"copyPerhaps":   view.StandupSheet(w, []view.StandupPart{{Ask: doubtful(edited), Name: payments}}, cast),
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
			"digest40":      view.Digest(w, badDay(40)),
			"digest500":     view.Digest(w, badDay(500)),
			"digestBad":     view.Digest(w, badDay(7)),
			"private500":    view.Digest(w, privately(badDay(500))),
			"rest40":        restOf(t, w, badDay(40)),
			"rest500":       restOf(t, w, badDay(500)),
			"past":          view.StandupHistoryOf(w, pastOf(14)),
			"pastLast":      view.StandupHistoryOf(w, pastOf(3)),
			"pastNone":      view.StandupHistoryOf(w, pastOf(0)),
			"pastFile":      map[string]any{"file": strings.Split(view.StandupMarkdown(w, pastOf(3)), "\n")},
			"handover":      handoverOf(t, w, badDay(40)),
			"replies":       view.StandupReplies(w, crowdOf(12), cast),
		} {
			t.Run(lang+" "+name, func(t *testing.T) {
				t.Parallel()
				golden.CheckJSON(t, "testdata/standup."+lang+"."+name+".json", m)
			})
		}
	}
}

func TestAnOldBlockerAsksForNothingOfWhoCaresForItOrIsAway(t *testing.T) {
	t.Parallel()
	old := scrum.Blocker{ID: 1, Person: "U1", Text: "no keys", Since: "2026-11-18", CreatedAt: monday("11:00").AddDate(0, 0, -6), ChangedAt: monday("11:00").AddDate(0, 0, -6)}
	taken := old
	taken.Helper, taken.AckedAt = "U2", old.ChangedAt
	away := []scrum.Away{{Person: "U3", Back: "2026-11-25"}}
	for name, test := range map[string]struct {
		blocker scrum.Blocker
		away    []scrum.Away
		want    string
	}{
		"the owner chooses":              {old, nil, "unchanged: take it, escalate it or drop it → <@U3>"},
		"an owner who is away is named":  {old, away, "unchanged: take it, escalate it or drop it → Nora &lt;b&gt; (away)"},
		"who cares for it has chosen it": {taken, nil, "unchanged → Samir takes care of it"},
	} {
		d := digestOf(6, test.blocker)
		d.Owner, d.Away = "U3", test.away
		if got := view.Digest(words(t, "en"), d).Text; !strings.Contains(got, test.want) {
			t.Errorf("%s: %q is not in %s", name, test.want, got)
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
			if found != test.says || utf8.RuneCountInString(want+line) > 130 {
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
	for _, of := range []int{7, 40, 500} {
		m := view.Digest(w, badDay(of))
		lines := strings.Split(m.Text, "\n")
		if len(lines) > 12 || len(m.Blocks) > len(lines)+5 {
			t.Errorf("the digest of %d has %d lines in %d blocks", of, len(lines), len(m.Blocks))
		}
		for _, line := range lines {
			if strings.Contains(line, "<@") && !strings.Contains(line, "→") {
				t.Errorf("somebody is mentioned of whom nothing is needed: %s", line)
			}
		}
		if rest, more := view.DigestRest(w, badDay(of)); more && strings.Contains(rest.Text, "<@") {
			t.Errorf("the thread mentions somebody: %s", rest.Text)
		}
	}
}

func privately(d view.DigestDay) view.DigestDay {
	d.Private = true
	return d
}

func restOf(t *testing.T, w *locale.Words, d view.DigestDay) view.Message {
	t.Helper()
	m, more := view.DigestRest(w, d)
	if !more {
		t.Error("nothing is left for the thread")
	}
	return m
}

func handoverOf(t *testing.T, w *locale.Words, d view.DigestDay) view.Message {
	t.Helper()
	if _, some := view.Handover(w, d); some {
		t.Error("nothing is passed on, and yet told")
	}
	for i := range d.Asks {
		if d.Asks[i].State == scrum.AskAnswered {
			d.Asks[i].Answers[scrum.QuestionOther] = "the tests of <@U1> run until <!channel> noon"
		}
	}
	m, some := view.Handover(w, d)
	if !some {
		t.Error("what is passed on is not told")
	}
	return m
}

// pastOf is what somebody answered on so many days.
func pastOf(n int) view.StandupPast {
	p := view.StandupPast{
		Past: view.Past{Person: "U2", From: "2026-11-01", To: "2026-11-23"}, Channels: []string{"payments"}, Mine: n == 14, Page: n % 2,
		Names: cast, Standups: map[scrum.StandupID]string{2: "Design"},
	}
	for i := range n {
		ask := answered(i+1, "U2", "PAY-12 *with* <@U1>\nand the form", "waiting for <!channel>")
		ask.Date = monday("09:30").AddDate(0, 0, -i).Format(time.DateOnly)
		switch i % 4 {
		case 1:
			ask.State, ask.Answers = scrum.AskSkipped, nil
		case 2:
			ask.Standup = 2
		case 3:
			ask.State, ask.Answers = scrum.AskMissed, nil
		}
		p.Asks = append(p.Asks, ask)
	}
	return p
}

// crowdOf is a page of the answers of a crowd.
func crowdOf(n int) []view.AnswerReply {
	replies := make([]view.AnswerReply, n)
	for i := range replies {
		ask := answered(i+1, scrum.PersonID(fmt.Sprintf("U%d", i%3+1)), strings.Repeat("PAY-12 <!channel> ", 60*(i%2)+1), "waiting for <@U1>")
		replies[i] = view.AnswerReply{Ask: ask, Zone: paris(), Late: i == 4}
	}
	return replies
}

func TestAnAnswerOfTheLargestSizeIsWholeInTheirCopyAndShortInTheThread(t *testing.T) {
	t.Parallel()
	full := strings.Repeat("ß<", 1500)
	ask := answered(1, "U1", full, full)
	ask.Answers[scrum.QuestionOther] = full
	for _, c := range []struct {
		where string
		view.Message
		pairs int
	}{
		{"their own copy", view.StandupSheet(words(t, "fr"), []view.StandupPart{{Ask: doubtful(ask)}}, cast), 4500},
		{"the thread", view.StandupReply(words(t, "fr"), view.AnswerReply{Ask: ask, Zone: paris()}, cast), 900},
	} {
		shown, err := json.Marshal(c.Blocks)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(string(shown), "ß"); got != c.pairs {
			t.Errorf("%s shows %d pairs instead of %d", c.where, got, c.pairs)
		}
		if len([]rune(c.Text)) > 4000 {
			t.Errorf("the text of %s has %d characters", c.where, len([]rune(c.Text)))
		}
	}
}
