package view_test

import (
	"strings"
	"testing"
	"time"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

// atPoker is a poker over stories in each state, the first with a hostile
// name. Votes are written as "U1 5, U2 8 because".
func atPoker(t *testing.T, items []scrum.PokerItem, votes ...string) view.PokerShown {
	t.Helper()
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	closes := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	p := view.PokerShown{
		Poker: scrum.Poker{
			ID: 7, Product: 1, Opener: "U1", Deck: scrum.Fibonacci(), Everyone: true, Voters: []scrum.PersonID{"U1", "U2", "U3"},
			OpenedAt: closes.AddDate(0, 0, -1), ClosesAt: closes,
		},
		Stories: map[scrum.StoryID]scrum.Story{}, Votes: map[scrum.PokerItemID][]scrum.PokerVote{},
		Expected: []scrum.PersonID{"U1", "U2", "U3"}, Names: cast, Zone: paris,
	}
	texts := []string{hostile, english, french}
	for i, it := range items {
		it.ID, it.Story, it.Poker, it.Round, it.ClosesAt = scrum.PokerItemID(i+1), scrum.StoryID(12+i), 7, max(1, it.Round), closes
		p.Items = append(p.Items, it)
		p.Stories[it.Story] = story(12+i, texts[i%len(texts)])
		if i >= len(votes) {
			continue
		}
		for vote := range strings.SplitSeq(votes[i], ", ") {
			words := strings.SplitN(vote, " ", 3)
			if len(words) < 2 {
				continue
			}
			v := scrum.PokerVote{Round: it.Round, Person: scrum.PersonID(words[0]), Card: scrum.Face(words[1])}
			if len(words) == 3 {
				v.Reason = words[2]
			}
			p.Votes[it.ID] = append(p.Votes[it.ID], v)
		}
	}
	return p
}

func TestPokerInTheChannel(t *testing.T) {
	t.Parallel()
	open, all := scrum.PokerItem{State: scrum.PokerOpen}, []scrum.PokerItem{
		{State: scrum.PokerAgreed, Card: "5"},
		{State: scrum.PokerRevealed, Card: "8"},
		{State: scrum.PokerDiscussing},
		{State: scrum.PokerParked, Cause: scrum.PokerTooFew},
		{State: scrum.PokerGone, Cause: scrum.PokerDecided},
	}
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		hidden := atPoker(t, []scrum.PokerItem{open, {State: scrum.PokerGone, Cause: scrum.PokerHidden}})
		s := hidden.Stories[13]
		s.Hidden = true
		hidden.Stories[13] = s
		over := atPoker(t, all, "U1 5, U2 5, U3 5", "U1 5, U2 8, U3 8", "U1 3, U2 13, U3 13")
		for name, p := range map[string]view.PokerShown{
			"open":   atPoker(t, []scrum.PokerItem{open, open, open}, "U2 5", ""),
			"partly": atPoker(t, append([]scrum.PokerItem{{State: scrum.PokerOpen, Round: 2}}, all...), "U1 3", "U1 5, U2 5, U3 5", "U1 5, U2 8, U3 8", "U1 3, U2 13, U3 13"),
			"over":   over,
			"hidden": hidden,
		} {
			t.Run(lang+" "+name, func(t *testing.T) {
				t.Parallel()
				golden.CheckJSON(t, "testdata/poker."+lang+"."+name+".json", view.Poker(w, p))
			})
		}
	}
}

func TestAStoryOnTheTable(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		for name, test := range map[string]struct {
			item  scrum.PokerItem
			votes string
		}{
			"fresh":    {scrum.PokerItem{State: scrum.PokerOpen}, ""},
			"ticked":   {scrum.PokerItem{State: scrum.PokerOpen}, "U2 5, U1 100 " + hostile},
			"waiting":  {scrum.PokerItem{State: scrum.PokerOpen}, "U1 5, U2 ☕, U3 ?"},
			"agreed":   {scrum.PokerItem{State: scrum.PokerAgreed, Card: "5"}, "U1 5, U2 5, U3 ☕"},
			"proposed": {scrum.PokerItem{State: scrum.PokerRevealed, Card: "8"}, "U1 5, U2 8, U3 8"},
			"objected": {scrum.PokerItem{State: scrum.PokerDiscussing, Objector: "U1"}, "U1 5, U2 8, U3 8"},
			"apart":    {scrum.PokerItem{State: scrum.PokerDiscussing}, "U1 3, U2 13 " + hostile + ", U3 5"},
			"endless":  {scrum.PokerItem{State: scrum.PokerDiscussing}, "U1 3, U2 ∞, U3 5"},
			"unsure":   {scrum.PokerItem{State: scrum.PokerParked}, "U1 3, U2 ? Which countries, U3 3"},
			"parked":   {scrum.PokerItem{State: scrum.PokerParked, Round: 3}, "U1 3, U2 13, U3 8"},
			"doubtful": {scrum.PokerItem{State: scrum.PokerAgreed, Round: 3, Card: "8", Doubtful: true}, "U1 3, U2 13, U3 8"},
			"few":      {scrum.PokerItem{State: scrum.PokerParked, Cause: scrum.PokerTooFew}, "U1 3"},
			"stopped":  {scrum.PokerItem{State: scrum.PokerParked, Cause: scrum.PokerStopped}, "U1 3"},
			"gone":     {scrum.PokerItem{State: scrum.PokerGone, Cause: scrum.PokerClosed}, "U1 3"},

			"unnamed.ticked":   {scrum.PokerItem{State: scrum.PokerOpen}, "m1 5, m2 100 " + hostile},
			"unnamed.waiting":  {scrum.PokerItem{State: scrum.PokerOpen}, "m1 5, m2 ☕, m3 ?"},
			"unnamed.apart":    {scrum.PokerItem{State: scrum.PokerDiscussing, Round: 2}, "1 3, 2 13 " + hostile + ", 3 3"},
			"unnamed.objected": {scrum.PokerItem{State: scrum.PokerDiscussing, Objector: scrum.Somebody}, "1 5, 2 8, 3 8"},
			"unnamed.few":      {scrum.PokerItem{State: scrum.PokerParked, Cause: scrum.PokerTooFew}, ""},
		} {
			p := atPoker(t, []scrum.PokerItem{test.item}, test.votes)
			p.Anonymous = strings.HasPrefix(name, "unnamed")
			if name == "parked" {
				p.Votes[1] = append(p.Votes[1], scrum.PokerVote{Round: 1, Person: "U1", Card: "1"}, scrum.PokerVote{Round: 1, Person: "U3", Card: "13"})
			}
			t.Run(lang+" "+name, func(t *testing.T) {
				t.Parallel()
				golden.CheckJSON(t, "testdata/poker.story."+lang+"."+name+".json", view.PokerStory(w, w, p, p.Items[0]))
			})
		}
	}
}

func TestNoCardIsShownBeforeAllAre(t *testing.T) {
	t.Parallel()
	w := words(t, "en")
	for _, it := range []scrum.PokerItem{
		{State: scrum.PokerOpen},
		{State: scrum.PokerParked, Cause: scrum.PokerStopped},
		{State: scrum.PokerParked, Cause: scrum.PokerTooFew},
		{State: scrum.PokerGone, Cause: scrum.PokerDecided},
	} {
		var seen []string
		for _, votes := range []string{"U1 3 because, U2 100 whatever", "U1 20 so, U2 ? why"} {
			p := atPoker(t, []scrum.PokerItem{it}, votes)
			for _, m := range []view.Message{view.Poker(w, p), view.PokerStory(w, w, p, p.Items[0])} {
				body, err := m.JSON()
				if err != nil {
					t.Fatal(err)
				}
				seen = append(seen, string(body))
			}
		}
		if seen[0] != seen[2] || seen[1] != seen[3] {
			t.Errorf("%s %s: one can tell the cards apart", it.State, it.Cause)
		}
	}
}

func TestPokerInPrivate(t *testing.T) {
	t.Parallel()
	shirts, err := scrum.ParseDeck(scrum.DeckShirts, scrum.Shirts)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
	finished := func(n int, text string, days int) scrum.Finished {
		s := story(n, text)
		s.DoneAt = now
		return scrum.Finished{Story: s, Started: now.AddDate(0, 0, 1-days)}
	}
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		p := atPoker(t, []scrum.PokerItem{{State: scrum.PokerOpen}, {State: scrum.PokerOpen}})
		first := view.PokerHand{Poker: p.Poker, Item: p.Items[0], Story: p.Stories[12], Next: 2, Left: 1}
		voted := first
		voted.Mine = scrum.PokerVote{Round: 1, Person: "U2", Card: "5", Reason: hostile}
		other := voted
		other.Item.ID = 2
		second := view.PokerHand{Poker: p.Poker, Item: p.Items[1], Story: p.Stories[13], Just: &voted}
		for name, m := range map[string]any{
			"hand":     view.PokerHeld(w, w, first),
			"voted":    view.PokerHeld(w, w, voted),
			"next":     view.PokerHeld(w, w, second),
			"played":   view.PokerPlayed(w, voted),
			"hands":    view.PokerHands(w, []view.PokerHand{voted, other}),
			"started":  view.PokerStarted(w, p.Poker, cast, "17:00", 4, 1),
			"remind":   view.PokerReminder(w, p.Poker, "payments", []string{"PAY-1", "PAY-2"}, now.Add(time.Hour), now),
			"drift":    view.PokerDrift(w, "payments", 60, -0.125),
			"compared": view.PokerCompared(w, story(1, english), []scrum.Reference{{Card: shirts.Cards[2], Stories: []scrum.Finished{finished(3, french, 1), finished(4, hostile, 9)}}}, time.UTC),
			"nothing":  view.PokerCompared(w, story(1, english), nil, time.UTC),
			"form":     view.PokerForm(w, "{}", view.PokerSetup{Stories: []scrum.Story{story(1, french), story(2, hostile)}, Chosen: 1, Shirts: scrum.Shirts, Groups: []scrum.UserGroup{{ID: "S1", Handle: "devs"}}}),
			"reason":   view.PokerReasonForm(w, "{}", story(1, hostile), voted.Mine),
			"invite":   view.PokerInvite(w, atPoker(t, []scrum.PokerItem{{State: scrum.PokerDiscussing}}, "U1 3, U2 13"), p.Items[0], []scrum.PersonID{"U1", "U2"}),
			"sealed":   view.PokerSealedForm(w, "{}", []view.PokerHand{voted}),
			"speakUp":  view.PokerSpeakUp(w, p.Items[0], "PAY-12", "payments", scrum.PokerOutcome{Low: "3", High: "13"}),
			"speak":    view.PokerSpeakForm(w, "{}", story(1, hostile)),
			"spoken":   view.PokerSpoken(w, "PAY-12", hostile),
			"shirts":   view.Poker(w, withDeck(atPoker(t, []scrum.PokerItem{{State: scrum.PokerAgreed, Card: "M"}, {State: scrum.PokerAgreed, Card: "XS"}, {State: scrum.PokerAgreed, Card: "XXL"}}), shirts)),
		} {
			t.Run(lang+" "+name, func(t *testing.T) {
				t.Parallel()
				golden.CheckJSON(t, "testdata/poker.private."+lang+"."+name+".json", m)
			})
		}
	}
}

func withDeck(p view.PokerShown, d scrum.Deck) view.PokerShown {
	p.Deck = d
	return p
}
