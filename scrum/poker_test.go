package scrum_test

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"pogo/scrum"
)

// cards are the votes of people A, B, C…, in that order.
func cards(faces string) []scrum.PokerVote {
	var votes []scrum.PokerVote
	for i, face := range strings.Fields(faces) {
		if face == "coffee" {
			face = "☕"
		}
		votes = append(votes, scrum.PokerVote{Round: 1, Person: scrum.PersonID(rune('A' + i)), Card: scrum.Face(face)})
	}
	return votes
}

func TestTheCardsSayWhatToDo(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		cards   string
		round   int
		verdict scrum.PokerVerdict
		card    scrum.Face
		spread  int
	}{
		{"nobody has voted", "", 1, scrum.PokerWait, "", 0},
		{"one size is not enough", "5 coffee", 1, scrum.PokerWait, "", 0},
		{"nor are doubts", "? ? ?", 1, scrum.PokerWait, "", 0},
		{"somebody finds it endless", "5 5 ∞", 1, scrum.PokerSplit, "5", 0},
		{"endless comes before doubts", "5 5 ∞ ? ?", 1, scrum.PokerSplit, "5", 0},
		{"a third has questions", "5 5 ?", 1, scrum.PokerRefine, "5", 0},
		{"half of them have", "1 2 ? ?", 1, scrum.PokerRefine, "2", 1},
		{"less than a third has", "5 5 5 ?", 1, scrum.PokerAgree, "5", 0},
		{"a pause does not hide that a third has", "5 5 ? coffee", 1, scrum.PokerRefine, "5", 0},
		{"all the same", "5 5 5", 1, scrum.PokerAgree, "5", 0},
		{"a pause is heard and not counted", "8 8 coffee", 1, scrum.PokerAgree, "8", 0},
		{"nothing to do is a size", "0 0", 1, scrum.PokerAgree, "0", 0},
		{"one in five is higher", "5 5 5 5 8", 1, scrum.PokerPropose, "5", 1},
		{"one in four is higher", "5 5 5 8", 1, scrum.PokerPropose, "5", 1},
		{"one in four is lower", "5 8 8 8", 1, scrum.PokerPropose, "8", 1},
		{"two in five are lower: majority and higher", "3 3 5 5 5", 1, scrum.PokerPropose, "5", 1},
		{"two in five are higher: the higher all the same", "3 3 3 5 5", 1, scrum.PokerPropose, "5", 1},
		{"one each: the higher", "0 ½", 1, scrum.PokerPropose, "½", 1},
		{"two places apart", "3 8", 1, scrum.PokerDiscuss, "8", 2},
		{"apart, the upper median", "3 5 5 13", 2, scrum.PokerDiscuss, "5", 3},
		{"an even number of cards has the upper one", "2 3 8 13", 2, scrum.PokerDiscuss, "8", 4},
		{"apart in the last round", "3 5 5 13", 3, scrum.PokerPark, "5", 3},
		{"and in any after it", "3 13", 4, scrum.PokerPark, "13", 3},
		{"neighbors are neighbors in the last round too", "3 5", 3, scrum.PokerPropose, "5", 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := scrum.Fibonacci().Outcome(cards(test.cards), test.round)
			if got.Verdict != test.verdict || got.Card != test.card || got.Spread != test.spread {
				t.Errorf("%s: %s %q, spread %d; want %s %q, spread %d", test.cards, got.Verdict, got.Card, got.Spread, test.verdict, test.card, test.spread)
			}
			if want := strings.Contains(test.cards, "coffee"); got.Break != want {
				t.Errorf("%s: a break is suggested: %t", test.cards, got.Break)
			}
		})
	}
}

func TestThePokerOfTheMethodsIsPlayedAsMeasured(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("testdata/methods.json")
	if err != nil {
		t.Fatal(err)
	}
	var methods struct {
		Poker []struct {
			Votes  []string
			Result string
		}
	}
	if err := json.Unmarshal(raw, &methods); err != nil || len(methods.Poker) < 5 {
		t.Fatalf("%d vectors, %v", len(methods.Poker), err)
	}
	for _, vector := range methods.Poker {
		o := scrum.Fibonacci().Outcome(cards(strings.Join(vector.Votes, " ")), 1)
		said := map[scrum.PokerVerdict]string{
			scrum.PokerWait: "keep open", scrum.PokerRefine: "refine",
			scrum.PokerPropose: "propose " + string(o.Card),
			scrum.PokerDiscuss: "discuss " + string(o.Low) + "," + string(o.High),
		}[o.Verdict]
		if said != vector.Result {
			t.Errorf("%v: %s, want %s", vector.Votes, said, vector.Result)
		}
	}
}

func TestTheOrderInWhichCardsAreLaidDoesNotMatter(t *testing.T) {
	t.Parallel()
	deck := scrum.Fibonacci()
	rapid.Check(t, func(t *rapid.T) {
		votes := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) scrum.PokerVote {
			return scrum.PokerVote{Card: rapid.SampledFrom(deck.Cards).Draw(t, "card").Face}
		}), 0, 9).Draw(t, "votes")
		round := rapid.IntRange(1, 4).Draw(t, "round")
		if a, b := deck.Outcome(votes, round), deck.Outcome(rapid.Permutation(votes).Draw(t, "other"), round); a != b {
			t.Fatalf("%v and %v", a, b)
		}
	})
}

func TestTheLowestAndTheHighestSpeakFirst(t *testing.T) {
	t.Parallel()
	votes := cards("3 3 3 5 8 13 ∞")
	o := scrum.Fibonacci().Outcome(votes, 1)
	heard := map[scrum.PersonID]bool{}
	for id := range scrum.PokerItemID(50) {
		speakers := scrum.Speakers(scrum.PokerItem{ID: id, Round: 1}, votes, o)
		if len(speakers) != 3 || speakers[2] != "F" || strings.ContainsAny(string(speakers[0]+speakers[1]), "DEG") {
			t.Fatalf("%v speak", speakers)
		}
		heard[speakers[0]] = true
	}
	if len(heard) != 3 {
		t.Errorf("over many stories only %v are heard first", heard)
	}
}

func TestDecksAreReadAndWritten(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, text, want string
		err              error
	}{
		{"T-shirts", scrum.Shirts, scrum.Shirts, nil},
		{"numbers", "1 2 4 8", "1, 2, 4, 8", nil},
		{"numbers with commas", "1,2, 4 ;8", "1, 2, 4, 8", nil},
		{"halves", "0.5 1", "½, 1", nil},
		{"a French comma is no decimal here", "S=1,M=2", "S 1, M 2", nil},
		{"what every deck has", "1, 2, ?, ☕", "1, 2", nil},
		{"words", "small large", "", scrum.ErrDeckRead},
		{"nothing", "", "", scrum.ErrDeckFew},
		{"one size", "5", "", scrum.ErrDeckFew},
		{"shrinking", "5, 3", "", scrum.ErrDeckOrder},
		{"the same twice", "S 1, S 2", "", scrum.ErrDeckOrder},
		{"too many", "1 2 3 4 5 6 7 8 9 10 11 12", "", scrum.ErrDeckMany},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			deck, err := scrum.ParseDeck(scrum.DeckOwn, test.text)
			if !errors.Is(err, test.err) || err == nil && deck.String() != test.want {
				t.Errorf("%q: %v, %v", test.text, deck, err)
			}
		})
	}
	if deck := scrum.Fibonacci(); len(deck.Cards) != scrum.MaxCards || deck.Named() {
		t.Errorf("%d cards", len(deck.Cards))
	}
	shirts, _ := scrum.ParseDeck(scrum.DeckShirts, scrum.Shirts)
	if from, next := shirts.Range("M"); from.String() != "3" || next.String() != "8" || !shirts.Named() {
		t.Errorf("M is from %s to %s", from, next)
	}
}

func TestWhatIsTypedToStartAPoker(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		typed string
		want  scrum.PokerAsk
	}{
		{"PAY-12 pay-13", scrum.PokerAsk{Keys: []string{"pay-12", "pay-13"}}},
		{"#12, #13 and PAY-14", scrum.PokerAsk{Keys: []string{"#12", "#13", "pay-14"}}},
		{"unestimated", scrum.PokerAsk{Unestimated: true}},
		{"sans estimation", scrum.PokerAsk{Unestimated: true}},
		{"les stories non estimées en t-shirt", scrum.PokerAsk{Unestimated: true, Deck: scrum.DeckShirts}},
		{"PAY-12 with <@U1|samir> and <@W2>", scrum.PokerAsk{Keys: []string{"pay-12"}, People: []scrum.PersonID{"U1", "W2"}}},
		{"PAY-12 jusqu'à demain 17 h", scrum.PokerAsk{Keys: []string{"pay-12"}, Until: "demain 17 h"}},
		{"PAY-12 until 17:00 with <@U1|samir> and <@U2|nora>", scrum.PokerAsk{Keys: []string{"pay-12"}, People: []scrum.PersonID{"U1", "U2"}, Until: "17:00"}},
		{"PAY-12 5", scrum.PokerAsk{Keys: []string{"pay-12"}, Odd: "5"}},
		{"12 5", scrum.PokerAsk{Odd: "12"}},
		{"PAY-12 until", scrum.PokerAsk{Keys: []string{"pay-12"}, Odd: "until"}},
	} {
		if diff := gocmp.Diff(test.want, scrum.ParsePokerAsk(test.typed)); diff != "" {
			t.Errorf("%s: %s", test.typed, diff)
		}
	}
}

func TestTheOwnerAndWhoeverLeadsDoNotVote(t *testing.T) {
	t.Parallel()
	team := func(names string) (people []scrum.Person) {
		for name := range strings.FieldsSeq(names) {
			people = append(people, scrum.Person{ID: scrum.PersonID(name)})
		}
		return people
	}
	for _, test := range []struct{ team, opener, want string }{
		{"owner a b c", "owner", "a b c"},
		{"owner a b c", "a", "b c"},
		{"owner a b", "a", "b a"}, // too few without
		{"owner a", "owner", "a"},
		{"a b c", "c", "a b"}, // the owner is not in the channel
	} {
		var got []string
		for _, id := range scrum.PokerVoters(team(test.team), "owner", scrum.PersonID(test.opener)) {
			got = append(got, string(id))
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("of %s, led by %s: %v", test.team, test.opener, got)
		}
	}
	for expected, want := range map[int]int{1: 2, 2: 2, 3: 2, 4: 3, 5: 3, 6: 4, 10: 6} {
		if got := scrum.PokerQuorum(expected); got != want {
			t.Errorf("of %d, %d are enough, want %d", expected, got, want)
		}
	}
}

func TestARoundEndsWithinAWorkingDayOfEveryVoter(t *testing.T) {
	t.Parallel()
	zone := func(name string) *time.Location {
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		return loc
	}
	paris, tokyo, york := zone("Europe/Paris"), zone("Asia/Tokyo"), zone("America/New_York")
	at := func(text string) time.Time {
		when, err := time.ParseInLocation("2006-01-02 15:04", text, paris)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	for _, test := range []struct {
		name, opened, want string
		zones              []*time.Location
	}{
		{"a Monday", "2026-03-02 10:00", "2026-03-03 10:00", []*time.Location{paris}},
		{"a Friday", "2026-03-06 10:00", "2026-03-09 10:00", []*time.Location{paris, tokyo}},
		{"Friday here is Saturday there", "2026-03-06 17:00", "2026-03-09 17:00", []*time.Location{tokyo, paris}},
		{"a Sunday counts from Monday morning", "2026-03-08 20:00", "2026-03-10 09:00", []*time.Location{york, paris}},
		{"the night in which clocks go forward", "2026-03-27 10:00", "2026-03-30 10:00", []*time.Location{paris}},
	} {
		if got := scrum.PokerEnd(at(test.opened), hoursIn(test.zones...)); !got.Equal(at(test.want)) {
			t.Errorf("%s: %s", test.name, got.In(paris))
		}
	}
	for _, test := range []struct {
		name, opened, closes, want string
		round                      int
	}{
		{"two hours before the end", "2026-03-02 14:00", "2026-03-03 14:00", "2026-03-03 12:00", 1},
		{"but not before work", "2026-03-02 10:00", "2026-03-03 10:00", "2026-03-02 18:00", 1},
		{"nor at the weekend", "2026-03-06 10:00", "2026-03-09 10:00", "2026-03-06 18:00", 1},
		{"a short round reminds nobody", "2026-03-02 10:00", "2026-03-02 12:00", "", 1},
		{"a revote after an hour", "2026-03-02 14:00", "2026-03-03 14:00", "2026-03-02 15:00", 2},
		{"but not in the evening", "2026-03-02 17:30", "2026-03-03 17:30", "2026-03-03 09:00", 2},
		{"a short revote reminds nobody", "2026-03-02 10:00", "2026-03-02 11:30", "", 2},
	} {
		got, ok := scrum.PokerReminder(scrum.PokerItem{Round: test.round, ClosesAt: at(test.closes)}, at(test.opened), hoursIn(paris)[0])
		if ok != (test.want != "") || ok && !got.Equal(at(test.want)) {
			t.Errorf("%s: %s, %t", test.name, got.In(paris), ok)
		}
	}
}

func TestPointsThatSayNothingOfTheTimeAreNoticed(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		xs, ys []float64
		want   float64
		ok     bool
	}{
		{[]float64{1, 2, 3, 4, 5}, []float64{5, 6, 7, 8, 7}, 0.8207826816681233, true}, // with a tie
		{[]float64{1, 2, 3}, []float64{10, 100, 1000}, 1, true},
		{[]float64{1, 2, 3}, []float64{3, 2, 1}, -1, true},
		{[]float64{1, 1, 1}, []float64{3, 2, 1}, 0, false},
		{nil, nil, 0, false},
	} {
		got, ok := scrum.Spearman(test.xs, test.ys)
		if ok != test.ok || got-test.want > 1e-12 || test.want-got > 1e-12 {
			t.Errorf("%v and %v: %v, %t", test.xs, test.ys, got, ok)
		}
	}
	done := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	sample := func(n int, days func(i int) int) []scrum.Finished {
		var list []scrum.Finished
		for i := range n {
			s := scrum.Story{Size: scrum.Points{Halves: 2 * (i%5 + 1), Known: true}, DoneAt: done}
			list = append(list, scrum.Finished{Story: s, Started: done.AddDate(0, 0, -days(i))})
		}
		return list
	}
	for _, test := range []struct {
		name string
		list []scrum.Finished
		want bool
	}{
		{"they do say it", sample(40, func(i int) int { return i % 5 }), false},
		{"they say nothing", sample(40, func(i int) int { return i % 7 }), true},
		{"too few", sample(29, func(i int) int { return i % 7 }), false},
		{"all alike", sample(40, func(int) int { return 3 }), false},
	} {
		if _, got := scrum.Drift(test.list, time.UTC); got != test.want {
			t.Errorf("%s: %t", test.name, got)
		}
	}
}

func TestAStoryIsComparedWithTwoFinishedOnesForEachCard(t *testing.T) {
	t.Parallel()
	done := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	finished := func(key, goal, points string, days int) scrum.Finished {
		size, err := scrum.ParsePoints(points)
		if err != nil {
			t.Fatal(err)
		}
		s := scrum.Story{Key: key, Parsed: scrum.Parsed{Goal: goal}, Size: size, DoneAt: done}
		return scrum.Finished{Story: s, Started: done.AddDate(0, 0, 1-days)}
	}
	references := scrum.Fibonacci().References(scrum.Parsed{Goal: "export the invoices of a client"}, []scrum.Finished{
		finished("A", "change the logo", "3", 1), finished("B", "export the invoices", "3", 2), finished("C", "export the clients", "3", 4),
		finished("D", "export invoices to the bank", "8", 9), finished("E", "show invoices", "7", 3),
	})
	var got []string
	for _, r := range references {
		for _, f := range r.Stories {
			got = append(got, string(r.Card.Face)+f.Story.Key)
		}
	}
	if !slices.Equal(got, []string{"3B", "3C", "8D"}) || references[0].Stories[1].CycleDays(time.UTC) != 4 {
		t.Errorf("compared with %v", got)
	}
}
