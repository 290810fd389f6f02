package handlers_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/handlers"
	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

// askOf is what somebody is asked of a stand-up, by its name, on Tuesday.
func (r *room) askOf(person scrum.PersonID, name, date string) scrum.Ask {
	r.t.Helper()
	var ask scrum.Ask
	read(r, func(tx *storage.Tx) error {
		s, err := tx.StandupNamed(r.t.Context(), 1, name)
		if err == nil {
			ask, err = tx.AskOn(r.t.Context(), s.ID, person, date)
		}
		return err
	})
	return ask
}

func TestWhatComesDueTogetherIsOneMessageAndOneForm(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.types("UCLAIRE", "CPAY", `/standup "Design" at 09:40`)
	r.types("UCLAIRE", "CPAY", `/standup "Sales" at 10:00`)
	r.until(on("Tue", "08:00"))
	var samir []string
	for _, line := range r.until(on("Tue", "09:00")) {
		if strings.Contains(line, "USAMIR") {
			samir = append(samir, line)
		}
	}
	want := []string{"Tue 08:30 USAMIR: Daily de #payments", "Tue 08:40 USAMIR: Daily de #payments", "Tue 09:00 USAMIR: Sales, #payments"}
	if diff := cmp.Diff(want, samir); diff != "" {
		t.Fatalf("sent (-want +got):\n%s", diff)
	}
	daily, design := r.askOf("USAMIR", "", "2026-03-03"), r.askOf("USAMIR", "Design", "2026-03-03")
	if design.Lead != daily.ID || r.askOf("USAMIR", "Sales", "2026-03-03").Lead != 0 {
		t.Errorf("the design stand-up stands in the message of %d", design.Lead)
	}
	opened := r.presses("USAMIR", "DSAMIR", view.StandupAnswer, fmt.Sprint(daily.ID)).Open
	r.sends("USAMIR", opened.CallbackID, opened.PrivateMetadata, map[string]string{
		fmt.Sprintf("next:%d", daily.ID): "PAY-1", fmt.Sprintf("next:%d", design.ID): "the cart",
	})
	for name, text := range map[string]string{"": "PAY-1", "Design": "the cart"} {
		if got := r.askOf("USAMIR", name, "2026-03-03"); got.Answers[scrum.QuestionNext] != text {
			t.Errorf("%q is answered with %v", name, got.Answers)
		}
	}
}

func TestOneStandupAnsweredLeavesTheOtherOfTheMessageOpen(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.types("UCLAIRE", "CPAY", `/standup "Design" at 09:30`)
	r.until(on("Tue", "08:35"))
	r.types("UCLAIRE", "CPAY", `/standup "Design" off`)
	r.presses("USAMIR", "DSAMIR", view.StandupNothing, fmt.Sprint(r.askOf("USAMIR", "", "2026-03-03").ID))
	if got := r.askOf("USAMIR", "", "2026-03-03").State; got != scrum.AskAnswered {
		t.Errorf("the daily is %s", got)
	}
}

func TestWhoFillsInTheNextOneIsNotAskedThen(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:35"))
	opened := r.types("USAMIR", "CPAY", "/standup tomorrow").Open
	r.sends("USAMIR", opened.CallbackID, opened.PrivateMetadata, map[string]string{"next": "PAY-2"})
	r.presses("USAMIR", "DSAMIR", view.StandupNothing, fmt.Sprint(r.askOf("USAMIR", "", "2026-03-03").ID))
	sent := r.until(on("Wed", "23:00"))
	if slices.ContainsFunc(sent, func(line string) bool { return strings.Contains(line, "Wed") && strings.Contains(line, "USAMIR") }) {
		t.Errorf("he was written to:\n%s", strings.Join(sent, "\n"))
	}
	if got := strings.Join(sent, "\n"); !strings.Contains(got, "Wed 10:00 CPAY: Samir") {
		t.Errorf("what he had written is not in the digest's thread:\n%s", got)
	}
}

func TestWhatIsFilledInAheadTogetherIsOneMessageThatSaysForWhichDay(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.types("UCLAIRE", "CPAY", `/standup "Design" at 09:40`)
	r.until(on("Tue", "08:45"))
	daily := r.askOf("USAMIR", "", "2026-03-03")
	opened := r.presses("USAMIR", "DSAMIR", view.StandupTomorrow, fmt.Sprint(daily.ID)).Open
	next, design := r.askOf("USAMIR", "", "2026-03-04"), r.askOf("USAMIR", "Design", "2026-03-04")
	r.sentNow()
	r.sends("USAMIR", opened.CallbackID, opened.PrivateMetadata, map[string]string{
		fmt.Sprintf("next:%d", next.ID): "PAY-2", fmt.Sprintf("next:%d", design.ID): "RAS",
	})
	if got := r.sentNow(); len(got) != 1 {
		t.Errorf("they are told %q", got)
	}
	copied := r.body(view.AskName(next.ID, 0))
	for _, want := range []string{"Daily de #payments : ta réponse pour mer. 4 mars", "Design, #payments : ta réponse pour mer. 4 mars"} {
		if !strings.Contains(strings.ReplaceAll(copied, "\u202f", " "), want) {
			t.Errorf("%q is not in %s", want, copied)
		}
	}
	for _, line := range r.until(on("Wed", "09:00")) {
		if strings.HasPrefix(line, "Wed") && strings.Contains(line, "USAMIR") {
			t.Errorf("they are asked nevertheless: %s", line)
		}
	}
	if got := r.askOf("USAMIR", "Design", "2026-03-04"); got.Lead != next.ID || got.ID != design.ID {
		t.Errorf("Design stands in the message of %d", got.Lead)
	}
}

// In a form of several an empty section says nothing: what was asked stays open,
// in the message that shows what was kept, and what was not is asked in its time.
func TestOfAFormOfSeveralOnlyWhatWasFilledInIsAnswered(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.types("UCLAIRE", "CPAY", `/standup "Design" at 09:40`)
	r.until(on("Tue", "08:45"))
	daily, design := r.askOf("USAMIR", "", "2026-03-03"), r.askOf("USAMIR", "Design", "2026-03-03")
	send := func(opened *view.Form, written map[string]string) {
		t.Helper()
		r.sends("USAMIR", opened.CallbackID, opened.PrivateMetadata, written)
	}
	opened := r.presses("USAMIR", "DSAMIR", view.StandupAnswer, fmt.Sprint(daily.ID)).Open
	send(opened, map[string]string{fmt.Sprintf("next:%d", daily.ID): "PAY-1"})
	if got := r.askOf("USAMIR", "Design", "2026-03-03"); got.State != scrum.AskOpen {
		t.Errorf("what was left empty is %s", got.State)
	}
	sheet := r.body(view.AskName(daily.ID, 0))
	for _, want := range []string{"Daily de #payments : ta réponse", "*Design, #payments*", view.StandupNothing} {
		if !strings.Contains(strings.ReplaceAll(sheet, "\u202f", " "), want) {
			t.Errorf("%q is not in %s", want, sheet)
		}
	}
	send(opened, map[string]string{fmt.Sprintf("next:%d", design.ID): "the cart"}) // the daily's words were deleted
	if got := r.askOf("USAMIR", "", "2026-03-03"); got.State != scrum.AskAnswered || !got.Answers.Empty() {
		t.Errorf("what was answered before and emptied is %s: %v", got.State, got.Answers)
	}
	ahead := r.presses("USAMIR", "DSAMIR", view.StandupTomorrow, fmt.Sprint(daily.ID)).Open
	send(ahead, map[string]string{fmt.Sprintf("next:%d", r.askOf("USAMIR", "Design", "2026-03-04").ID): "the cart"})
	asked := slices.DeleteFunc(r.until(on("Wed", "09:00")), func(line string) bool {
		return !strings.HasPrefix(line, "Wed") || !strings.Contains(line, "USAMIR")
	})
	if len(asked) != 1 || !strings.Contains(asked[0], "Wed 08:30 USAMIR: Daily de #payments") {
		t.Errorf("the next day he is asked %q", asked)
	}
}

func TestAFormOfSeveralThatIsEmptySaysThatThereIsNothing(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.types("UCLAIRE", "CPAY", `/standup "Design" at 09:30`)
	r.until(on("Tue", "08:35"))
	opened := r.presses("USAMIR", "DSAMIR", view.StandupAnswer, fmt.Sprint(r.askOf("USAMIR", "", "2026-03-03").ID)).Open
	r.sends("USAMIR", opened.CallbackID, opened.PrivateMetadata, nil)
	for _, name := range []string{"", "Design"} {
		if got := r.askOf("USAMIR", name, "2026-03-03"); got.State != scrum.AskAnswered || !got.Answers.Empty() {
			t.Errorf("%q is %s: %v", name, got.State, got.Answers)
		}
	}
}

func TestADigestDoesNotWaitForWhoFilledItInAheadFarWest(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.learns(
		scrum.Person{ID: "UCLAIRE", Name: "Claire", Zone: "Europe/Paris", Locale: "en"},
		scrum.Person{ID: "UNORA", Name: "Nora", Zone: "America/New_York", Locale: "en"},
	)
	r.types("UCLAIRE", "CPAY", "/standup at 9:30 weekdays")
	r.until(on("Tue", "20:00"))
	opened := r.types("UNORA", "CPAY", "/standup tomorrow").Open
	r.sends("UNORA", opened.CallbackID, opened.PrivateMetadata, map[string]string{"next": "PAY-2"})
	sent := r.until(on("Wed", "12:00"))
	if !slices.ContainsFunc(sent, func(line string) bool { return strings.HasPrefix(line, "Wed 10:00 CPAY: ") }) {
		t.Errorf("no digest an hour and a half after Paris was asked:\n%s", strings.Join(sent, "\n"))
	}
}

func TestWhoLetsTwoPassIsAskedOnceWhetherAnotherTimeSuitsAndNotRemindedAnyMore(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	var reminded, offered []string
	for _, day := range []string{"Tue", "Wed", "Thu", "Fri"} {
		r.until(on(day, "08:30"))
		r.presses("USAMIR", "DSAMIR", view.StandupSkip, fmt.Sprint(asksOf(r, "USAMIR")["2026-03-0"+map[string]string{"Tue": "3", "Wed": "4", "Thu": "5", "Fri": "6"}[day]].ID))
		for _, line := range r.until(on(day, "20:00")) {
			switch {
			case !strings.Contains(line, "USAMIR") && !strings.Contains(line, "UCLAIRE"):
			case isReminder(line):
				reminded = append(reminded, line[:18])
			case strings.Contains(line, "autre heure"):
				offered = append(offered, line[:18])
			}
		}
	}
	if diff := cmp.Diff([]string{"Tue 09:30 UCLAIRE:", "Tue 10:30 UCLAIRE:", "Wed 09:30 UCLAIRE:", "Wed 10:30 UCLAIRE:"}, reminded); diff != "" {
		t.Errorf("reminded (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Wed 08:30 USAMIR: ", "Wed 12:30 UCLAIRE:"}, offered); diff != "" {
		t.Errorf("offered (-want +got):\n%s", diff)
	}
}

func TestOfTwoAnswersTheLastCountsAndTheFirstIsKept(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:35"))
	phone, desk := r.types("USAMIR", "CPAY", "/standup answer").Open, r.types("USAMIR", "CPAY", "/standup answer").Open
	r.sends("USAMIR", phone.CallbackID, phone.PrivateMetadata, map[string]string{"next": "from the phone"})
	r.sends("USAMIR", desk.CallbackID, desk.PrivateMetadata, map[string]string{"next": "from the desk"})
	ask := asksOf(r, "USAMIR")["2026-03-03"]
	read(r, func(tx *storage.Tx) error {
		said, err := tx.Said(t.Context(), ask.ID)
		if ask.Answers[scrum.QuestionNext] != "from the desk" || len(said) != 1 || said[0][scrum.QuestionNext] != "from the phone" {
			t.Errorf("answered %v, before that %v", ask.Answers, said)
		}
		return err
	})
}

func TestWhoeverPullsThePlugBetweenTwoQuestionsFindsBothInOneMessage(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.types("UCLAIRE", "CPAY", `/standup "Design" at 09:30`)
	r.until(on("Tue", "08:00"))
	r.now = on("Tue", "08:30")
	due, err := r.db.Due(t.Context(), r.now, scrum.Schedule{}, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range due {
		if o, ok := s.Newest(r.now); ok && s.Subject == "1:USAMIR" {
			if err := r.Do(t.Context(), o.Judge(r.now)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for range 2 { // it starts again, and somebody rings twice
		if err := r.clock(r.Handlers).Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if first, second := r.askOf("USAMIR", "", "2026-03-03"), r.askOf("USAMIR", "Design", "2026-03-03"); second.Lead != first.ID || first.Lead != 0 {
		t.Errorf("he is asked by %d and %d", first.Leads(), second.Leads())
	}
	var got []string
	for _, line := range r.sentNow() {
		if strings.Contains(line, "USAMIR") {
			got = append(got, line)
		}
	}
	if diff := cmp.Diff([]string{"Tue 08:30 USAMIR: Daily de #payments"}, got); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}

func TestPeopleInSeveralChannelsAreAskedInOneMessage(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	team := []scrum.PersonID{"UCLAIRE", "USAMIR"}
	shop := scrum.Channel{ID: "CSHOP", Name: "shop", Member: true}
	if err := r.Learn(t.Context(), handlers.Roster{Channels: []scrum.Channel{shop}, Members: map[scrum.ChannelID][]scrum.PersonID{"CSHOP": team}}); err != nil {
		t.Fatal(err)
	}
	r.types("UCLAIRE", "CSHOP", "/standup at 09:40")
	r.until(on("Tue", "08:45"))
	var lead, other scrum.Ask
	read(r, func(tx *storage.Tx) error {
		open, err := tx.OpenAsksOf(t.Context(), "USAMIR")
		if err != nil || len(open) != 2 {
			t.Fatalf("asked %v, %v", open, err)
		}
		lead, other = open[0], open[1]
		return nil
	})
	if other.Lead != lead.ID || other.Product == lead.Product {
		t.Errorf("asked %+v and %+v", lead, other)
	}
	r.presses("USAMIR", "DSAMIR", view.StandupNothing, fmt.Sprint(lead.ID))
	digests := strings.Join(r.until(on("Tue", "10:15")), "\n")
	for _, want := range []string{"CPAY: Daily, mar. 3 mars\u202f: RAS. 1 sur 2", "CSHOP: Daily, mar. 3 mars\u202f: RAS. 1 sur 2"} {
		if !strings.Contains(digests, want) && !strings.Contains(digests, strings.Replace(want, "Daily", "Stand-up", 1)) {
			t.Errorf("no %q in\n%s", want, digests)
		}
	}
}

// body is a named message as it stands, buttons and all.
func (r *room) body(name string) (body string) {
	r.t.Helper()
	read(r, func(tx *storage.Tx) error {
		d, err := tx.Delivery(r.t.Context(), name)
		body = unquoted(d.Body)
		return err
	})
	return body
}

func TestAReminderIsOverOnceNothingWaits(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		ends func(r *room, ask scrum.Ask)
	}{
		{"answered", func(r *room, ask scrum.Ask) { r.presses("USAMIR", "DSAMIR", view.StandupNothing, fmt.Sprint(ask.ID)) }},
		{"skipped", func(r *room, ask scrum.Ask) { r.presses("USAMIR", "DSAMIR", view.StandupSkip, fmt.Sprint(ask.ID)) }},
		{"closed", func(r *room, _ scrum.Ask) { r.until(on("Tue", "12:35")) }},
		{"stopped", func(r *room, _ scrum.Ask) { r.types("UCLAIRE", "CPAY", "/standup off") }},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := standsUp(t)
			r.until(on("Tue", "10:35"))
			ask := asksOf(r, "USAMIR")["2026-03-03"]
			last := view.RemindName(ask.ID, 1)
			if got := r.body(last); !strings.Contains(got, view.StandupAnswer) {
				t.Fatalf("reminded with %s", got)
			}
			test.ends(r, ask)
			for name, want := range map[string]string{view.RemindName(ask.ID, 0): "un nouveau rappel suit", last: "ce rappel"} {
				if got := r.body(name); strings.Contains(got, view.StandupAnswer) || !strings.Contains(got, want) {
					t.Errorf("%s says %s, want %q", name, got, want)
				}
			}
		})
	}
}

func TestLaterKeepsWhatWasAnsweredAndAskedOfTheOther(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.types("UCLAIRE", "CPAY", `/standup "Design" at 09:40`)
	r.until(on("Tue", "08:45"))
	daily := r.askOf("USAMIR", "", "2026-03-03")
	r.writes("USAMIR", "PAY-1")
	err := r.db.Write(t.Context(), func(tx *storage.Tx) error { // as if the words left room for doubt
		ask, err := tx.Ask(t.Context(), daily.ID)
		ask.Perhaps = true
		return errors.Join(err, tx.SaveAsk(t.Context(), ask))
	})
	if err != nil {
		t.Fatal(err)
	}
	question := func(putOff int) bool {
		return strings.Contains(r.body(view.AskName(daily.ID, putOff)), view.BlockerNo)
	}
	r.presses("USAMIR", "DSAMIR", view.StandupLater, fmt.Sprint(daily.ID))
	if !question(0) {
		t.Errorf("while it waits: %s", r.body(view.AskName(daily.ID, 0)))
	}
	r.until(on("Tue", "09:20"))
	if !question(1) || question(0) {
		t.Errorf("asked again: %s", r.body(view.AskName(daily.ID, 1)))
	}
}
