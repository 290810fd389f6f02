package handlers_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

// atTable is a room in which Claire's team votes on its three stories.
func atTable(t *testing.T) *room {
	t.Helper()
	r := english(t)
	r.joins("UTOM", "UKENJI")
	r.types("UCLAIRE", "CPAY", "/estimate unestimated")
	r.posted()
	return r
}

// joins brings more people into the team.
func (r *room) joins(people ...scrum.PersonID) {
	r.t.Helper()
	members := []scrum.PersonID{"UCLAIRE", "USAMIR", "UNORA", "UINES", "UEVE", "UBOT"}
	var known []scrum.Person
	for _, id := range people {
		known = append(known, scrum.Person{ID: id, Name: string(id[1:]), Zone: "Europe/London", Locale: "en-GB"})
	}
	r.roster(known, append(members, people...))
}

func (r *room) roster(people []scrum.Person, members []scrum.PersonID) {
	r.t.Helper()
	if err := r.Learn(r.t.Context(), handlers.Roster{People: people, Members: map[scrum.ChannelID][]scrum.PersonID{"CPAY": members}}); err != nil {
		r.t.Fatal(err)
	}
}

// plays puts down a card for a story in its first round.
func (r *room) plays(item int, card string, people ...string) {
	r.t.Helper()
	for _, p := range people {
		r.presses(p, "CPAY", view.PokerCard+".5", fmt.Sprintf("%d 1 %s", item, card))
	}
}

// size is the size of a story, and standsAt where it stands in its poker.
func (r *room) size(number int) string {
	r.t.Helper()
	return strings.Fields(sizes(r, number))[number-1]
}

func (r *room) standsAt(item scrum.PokerItemID) scrum.PokerState {
	r.t.Helper()
	var it scrum.PokerItem
	read(r, func(tx *storage.Tx) (err error) {
		it, err = tx.PokerItem(r.t.Context(), item)
		return err
	})
	return it.State
}

func (r *room) told() string { return strings.Join(texts(r.posted()), "\n") }

func TestTheLastCardShowsAll(t *testing.T) {
	t.Parallel()
	r := atTable(t)
	r.plays(1, "5", "USAMIR", "UNORA", "UTOM")
	mustContain(t, "before", r.standing("poker.item:1"), "✓ ", "3 of 4")
	if r.size(1) != "?" {
		t.Error("it has points before all have voted")
	}
	r.plays(1, "5", "UKENJI")
	mustContain(t, "after", r.standing("poker.item:1"), "All agree: 5 points")
	if r.size(1) != "5" || r.standsAt(1) != scrum.PokerAgreed {
		t.Errorf("size %s, %s", r.size(1), r.standsAt(1))
	}
	r.posted()
	r.plays(1, "8", "UNORA")
	mustContain(t, "too late", r.told(), "The cards of PAY-1 are shown already")
}

func TestTheSameClickDeliveredTwiceCountsOnce(t *testing.T) {
	t.Parallel()
	r := atTable(t)
	c := handlers.Click{Key: "same", Person: "USAMIR", Channel: "CPAY", Message: "1.2", Action: view.PokerCard + ".5", Value: "1 1 5", Response: "https://hooks.test/1", At: r.now}
	for range 2 {
		if _, err := r.Click(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if got := strings.Count(r.told(), "ta carte est 5"); got != 1 {
		t.Errorf("answered %d times", got)
	}
}

func TestTimeShowsTheCardsThatLieThere(t *testing.T) {
	t.Parallel()
	r := atTable(t)
	r.plays(1, "5", "USAMIR", "UNORA")         // two of four are too few
	r.plays(2, "5", "USAMIR", "UNORA", "UTOM") // three are enough
	r.plays(3, "5", "USAMIR", "UNORA")
	r.plays(3, "8", "UTOM")
	r.waits(26 * time.Hour)
	for item, want := range map[scrum.PokerItemID]scrum.PokerState{1: scrum.PokerParked, 2: scrum.PokerAgreed, 3: scrum.PokerAgreed} {
		if got := r.standsAt(item); got != want {
			t.Errorf("story %d is %s, want %s", item, got, want)
		}
	}
	if got := sizes(r, 3); got != "? 5 8" {
		t.Errorf("sizes are %s", got)
	}
	mustContain(t, "the first", r.standing("poker.item:1"), "Time is up, with too few cards: 2 of 4 have voted")

	// What lay there is still hidden, and still counts when it goes on.
	r.presses("UCLAIRE", "CPAY", view.PokerAgain, "1")
	if got := r.standing("poker.item:1"); strings.Contains(got, "Samir 5") || !strings.Contains(got, "2 of 4 have voted") {
		t.Errorf("goes on: %s", got)
	}
	r.plays(1, "5", "UTOM", "UKENJI")
	if r.size(1) != "5" {
		t.Errorf("size %s", r.size(1))
	}
}

func TestSilenceIsConsentAndAnObjectionIsNot(t *testing.T) {
	t.Parallel()
	r := atTable(t)
	for _, item := range []int{1, 2} {
		r.plays(item, "5", "USAMIR", "UNORA", "UTOM")
		r.plays(item, "8", "UKENJI")
	}
	r.waits(4 * time.Minute)
	if r.standsAt(1) != scrum.PokerRevealed || r.size(1) != "?" {
		t.Errorf("%s, size %s", r.standsAt(1), r.size(1))
	}
	r.presses("UINES", "CPAY", view.PokerObject, "2")
	if r.standsAt(2) != scrum.PokerRevealed {
		t.Error("a guest objects")
	}
	r.presses("UKENJI", "CPAY", view.PokerObject, "2")
	r.waits(2 * time.Minute)
	if got := sizes(r, 2); got != "5 ?" || r.standsAt(2) != scrum.PokerDiscussing {
		t.Errorf("sizes %s, %s", got, r.standsAt(2))
	}
	mustContain(t, "the channel", r.standing("poker:1"), "1 agreed, 1 to discuss: PAY-2")
}

func TestOnlyWhoeverLeadsShowsTheCardsAndOnlyEnoughOfThem(t *testing.T) {
	t.Parallel()
	r := atTable(t)
	r.plays(1, "5", "USAMIR", "UNORA")
	for _, test := range []struct{ person, want string }{
		{"UNORA", "Only whoever owns the product or leads this poker may do that. Ask Claire."},
		{"UCLAIRE", "2 votes sur 4 ; il en faut 3"},
	} {
		r.posted()
		r.presses(test.person, "CPAY", view.PokerShow, "1")
		mustContain(t, test.person, strings.ReplaceAll(r.told(), "\u202f", " "), test.want)
	}
	r.plays(1, "5", "UTOM")
	r.presses("UCLAIRE", "CPAY", view.PokerReveal, "1")
	r.posted()
	r.presses("UCLAIRE", "CPAY", view.PokerShow, "1") // at the same moment, by another button
	mustContain(t, "the second", r.told(), "sont déjà visibles")
	if r.size(1) != "5" || r.standsAt(2) != scrum.PokerOpen {
		t.Errorf("size %s; the second is %s", r.size(1), r.standsAt(2))
	}
}

func TestWhoLeavesIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	r := atTable(t)
	r.plays(1, "5", "USAMIR", "UNORA", "UTOM")
	r.plays(2, "?", "USAMIR", "UNORA", "UTOM") // nothing to show
	r.roster([]scrum.Person{{ID: "UKENJI", Name: "Kenji", Deleted: true}}, []scrum.PersonID{"UCLAIRE", "USAMIR", "UNORA", "UTOM", "UKENJI"})
	if r.size(1) != "5" || r.standsAt(2) != scrum.PokerOpen {
		t.Errorf("size %s; the second is %s", r.size(1), r.standsAt(2))
	}
}

func TestWhoJoinsBeforeTheCardsAreShownVotesToo(t *testing.T) {
	t.Parallel()
	r := atTable(t)
	r.joins("UTOM", "UKENJI", "UZOE")
	r.plays(1, "5", "UZOE", "USAMIR", "UNORA", "UTOM")
	if r.standsAt(1) != scrum.PokerOpen {
		t.Error("Kenji is not waited for")
	}
	r.plays(1, "5", "UKENJI")
	if r.size(1) != "5" {
		t.Errorf("size %s", r.size(1))
	}
}

func TestOnlyThoseWhoAreNamedVote(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.joins("UTOM")
	if got := said(r.types("UNORA", "CPAY", "/estimate PAY-1 with <@UNORA|nora> <@UCLAIRE|claire>")); !strings.Contains(got, "Claire and Nora vote") {
		t.Fatalf("told %q", got) // the owner and whoever leads too, if they are named
	}
	r.posted()
	r.plays(1, "5", "UTOM")
	mustContain(t, "Tom", r.told(), "This poker asks Claire and Nora. Ask whoever leads it, Nora")
	r.plays(1, "5", "UNORA", "UCLAIRE")
	if r.size(1) != "5" {
		t.Errorf("size %s", r.size(1))
	}
	for typed, want := range map[string]string{
		"PAY-2 with <@UINES|ines> <@UNORA|nora>": "Inès is not in the team of this channel",
		"PAY-2 with <@UNORA|nora>":               "Choose at least two people",
		"PAY-2 until yesterday 9:00":             "This time is over",
		"PAY-2 until 2026-03-20":                 "A round lasts a working day at most",
		"PAY-2 until whenever":                   "could not read “whenever” as a time",
		"NOPE-2":                                 "There is no NOPE-2 here",
		"unestimated PAY-2":                      "`/estimate unestimated until 17:00`",
	} {
		if got := said(r.types("UNORA", "CPAY", "/estimate "+typed)); !strings.Contains(got, want) {
			t.Errorf("%s: told %q", typed, got)
		}
	}
	if got := said(r.types("UINES", "CPAY", "/estimate PAY-2")); !strings.Contains(got, "compte invité") {
		t.Errorf("a guest is told %q", got)
	}
}

func TestAUserGroupThatIsSwitchedOffAsksNobody(t *testing.T) {
	t.Parallel()
	r := english(t)
	devs := scrum.UserGroup{ID: "S1", Handle: "devs", Members: []scrum.PersonID{"USAMIR", "UNORA", "UTOM"}}
	learn := func() {
		t.Helper()
		if err := r.Learn(t.Context(), handlers.Roster{Groups: []scrum.UserGroup{devs}}); err != nil {
			t.Fatal(err)
		}
	}
	learn()
	if told := said(r.types("UCLAIRE", "CPAY", "/estimate PAY-1 with <!subteam^S1|@devs>")); !strings.Contains(told, "Nora et Samir") {
		t.Errorf("with the group: %s", told)
	}
	devs.Off = true
	learn()
	if told := said(r.types("UCLAIRE", "CPAY", "/estimate PAY-2 with <!subteam^S1|@devs>")); !strings.Contains(told, "Je ne vois pas qui fait partie de ce groupe") {
		t.Errorf("once it is off: %s", told)
	}
}

func TestAStoryThatGoesElsewhereIsVotedOnNoMore(t *testing.T) {
	t.Parallel()
	r := atTable(t)
	r.plays(1, "5", "USAMIR", "UNORA", "UTOM")
	r.types("UNORA", "CPAY", "/story drop PAY-1 not needed")
	r.types("UNORA", "CPAY", "/estimate PAY-2 3")
	mustContain(t, "the channel", r.standing("poker:1"), "PAY-1 Add a dashboard · no longer open", "estimated meanwhile")
	r.presses("UNORA", "CPAY", view.PrivacyHide, "3 data")
	for _, name := range []string{"poker:1", "poker.item:3"} {
		if got := r.standing(name); strings.Contains(got, "Transfer") || !strings.Contains(got, "PAY-3") {
			t.Errorf("%s speaks of what was hidden: %s", name, got)
		}
	}
	r.plays(1, "5", "UKENJI")
	r.plays(2, "5", "USAMIR", "UNORA", "UTOM", "UKENJI")
	r.waits(30 * time.Hour)
	if got := sizes(r, 2); got != "? 3" {
		t.Errorf("sizes are %s", got)
	}
}

func TestAStoryThatIsBeingWorkedOnKeepsItsPoints(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UNORA", "CPAY", "/estimate PAY-1 3")
	r.types("UNORA", "CPAY", "/story take PAY-1")
	if got := said(r.types("UNORA", "CPAY", "/estimate PAY-1")); !strings.Contains(got, "is being worked on and keeps its points") {
		t.Errorf("told %q", got)
	}
}

func TestWhatTheChannelDoesNotSeeIsNotPutToIt(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UNORA", "CPAY", "/story fix the critical bug exposing personal data")
	r.posted()
	if got := said(r.types("UNORA", "CPAY", "/estimate PAY-4")); !strings.Contains(got, "has no card in the channel") {
		t.Errorf("its author is told %q", got)
	}
	if got := said(r.types("USAMIR", "CPAY", "/estimate PAY-4")); strings.Contains(got, "channel") || !strings.Contains(got, "PAY-4") {
		t.Errorf("others are told %q", got)
	}
	r.types("UNORA", "CPAY", "/estimate unestimated")
	if got := r.told(); strings.Contains(got, "PAY-4") || strings.Contains(got, "4 stories") || !strings.Contains(got, "3 stories") {
		t.Errorf("posted %s", got)
	}
}

func TestWhoHasNotVotedIsRemindedOnce(t *testing.T) {
	t.Parallel()
	r := atTable(t)
	r.plays(1, "5", "USAMIR")
	r.plays(2, "5", "USAMIR")
	r.plays(3, "5", "USAMIR")
	r.plays(1, "5", "UNORA")
	r.posted()
	r.waits(26 * time.Hour)
	var reminded []string
	for _, line := range texts(r.posted()) {
		if strings.Contains(line, "your card in #payments") || strings.Contains(line, "ta carte dans") {
			reminded = append(reminded, line)
		}
	}
	slices.Sort(reminded)
	if got := strings.Join(reminded, "\n"); len(reminded) != 3 || !strings.Contains(got, "UNORA: PAY-2 and PAY-3 wait for your card") || !strings.Contains(got, "UTOM: PAY-1, PAY-2 and PAY-3 wait") {
		t.Errorf("reminded: %s", got)
	}
}

func TestACardOfAnotherRoundIsNotTakenForThisOne(t *testing.T) {
	t.Parallel()
	r := atTable(t)
	r.plays(1, "3", "USAMIR", "UNORA")
	r.plays(1, "13", "UTOM", "UKENJI")
	r.presses("UNORA", "CPAY", view.PokerAgain, "1")
	r.posted()
	r.plays(1, "5", "UNORA")
	mustContain(t, "an old button", r.told(), "PAY-1 is in another round by now")
	r.presses("UCLAIRE", "CPAY", view.PokerTake, "1 1 13")
	if r.standsAt(1) != scrum.PokerOpen || r.size(1) != "?" {
		t.Errorf("%s, size %s", r.standsAt(1), r.size(1))
	}
}

func TestAPokerIsStartedByAForm(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.joins("UTOM")
	form := r.presses("UCLAIRE", "CPAY", view.PokerStart, "").Open
	if form == nil {
		t.Fatal("no form")
	}
	values := map[string]string{"stories": "1,2", "deck": "shirts", "shirts": "S 1, M 5, L 20"}
	for field, wrong := range map[string]string{"stories": "", "shirts": "S, M", "voters": "UNORA", "until": "1"} {
		with := map[string]string{field: wrong}
		for k, v := range values {
			if _, ok := with[k]; !ok {
				with[k] = v
			}
		}
		if a := r.sends("UCLAIRE", view.PokerStart, form.PrivateMetadata, with); a.Errors[field] == "" {
			t.Errorf("%s %q: %v", field, wrong, a)
		}
	}
	r.sends("UCLAIRE", view.PokerStart, form.PrivateMetadata, values)
	r.plays(1, "M", "USAMIR", "UNORA", "UTOM")
	mustContain(t, "the channel", r.standing("poker:1"), "M (5 to 19 points)")
	if r.size(1) != "5" {
		t.Errorf("size %s", r.size(1))
	}
	again, err := json.Marshal(r.presses("UCLAIRE", "CPAY", view.PokerStart, "").Open)
	if err != nil || !strings.Contains(string(again), "S 1, M 5, L 20") {
		t.Errorf("the next form has forgotten the sizes: %s, %v", again, err)
	}
}

func TestPointsThatSayNothingAreToldToTheOwnerAlone(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	for i := range 40 {
		r.types("UCLAIRE", "CPAY", fmt.Sprintf("/story need number %d of the list", i))
		key := fmt.Sprintf("PAY-%d", i+1)
		r.types("UCLAIRE", "CPAY", fmt.Sprintf("/estimate %s %d", key, []int{1, 2, 3, 5, 8}[i%5]))
		r.types("USAMIR", "CPAY", "/story take "+key)
		r.now = r.now.Add(time.Duration(i%7) * 24 * time.Hour)
		r.types("USAMIR", "CPAY", "/story done "+key)
		if i == 38 {
			r.posted()
		}
	}
	var drift []string
	for _, line := range texts(r.posted()) {
		if strings.Contains(line, "corrélation") {
			drift = append(drift, line)
		}
	}
	if len(drift) != 1 || !strings.Contains(drift[0], "post UCLAIRE: #payments") {
		t.Errorf("told: %v", drift)
	}
}

// Whoever comes second finds the cards shown, and shows nothing again.
func TestTwoWhoShowTheCardsAtOnceShowThemOnce(t *testing.T) {
	t.Parallel()
	r := atTable(t)
	r.plays(1, "5", "USAMIR", "UNORA", "UTOM")
	var wait sync.WaitGroup
	for i := range 4 {
		wait.Go(func() {
			_, err := r.Click(t.Context(), handlers.Click{
				Key: fmt.Sprintf("at once %d", i), Person: "UCLAIRE", Channel: "CPAY", Action: view.PokerShow, Value: "1", Response: "https://hooks.test/1", At: r.now,
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if r.size(1) != "5" || r.standsAt(1) != scrum.PokerAgreed {
		t.Errorf("size %s, %s", r.size(1), r.standsAt(1))
	}
}

// A round that is opened while somebody objects leaves the objection without
// an object, which they are told.
func TestARevoteAndAnObjectionDoNotMeet(t *testing.T) {
	t.Parallel()
	r := atTable(t)
	r.plays(1, "5", "USAMIR")
	r.plays(1, "8", "UNORA", "UTOM", "UKENJI")
	if s := r.standsAt(1); s != scrum.PokerRevealed {
		t.Fatalf("it is %s", s)
	}
	r.presses("UNORA", "CPAY", view.PokerAgain, "1")
	r.posted()
	r.presses("USAMIR", "CPAY", view.PokerObject, "1")
	mustContain(t, "Samir", r.told(), "PAY-1")
	r.waits(scrum.PokerConsent + time.Minute)
	if s := r.standsAt(1); s != scrum.PokerOpen || r.size(1) != "?" {
		t.Errorf("it is %s, size %s", s, r.size(1))
	}
}

// External people and guests, bots and whoever leads see the cards fall and have
// none.
func TestWhoIsNotOfTheTeamPlaysNoCard(t *testing.T) {
	t.Parallel()
	r := atTable(t)
	r.plays(1, "5", "UINES", "UEVE", "UBOT", "UCLAIRE")
	read(r, func(tx *storage.Tx) error {
		votes, err := tx.PokerVotes(t.Context(), 1)
		if len(votes) != 0 {
			t.Errorf("cards: %+v", votes)
		}
		return err
	})
}
