package handlers_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/outbox"
	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

// reacts puts an emoji on a message of ours, or takes it off, now.
func (r *room) reacts(person, message, emoji string, added bool) {
	r.t.Helper()
	r.reactsAt(person, r.timestamp(message), emoji, added, r.now)
}

func (r *room) reactsAt(person, ts, emoji string, added bool, at time.Time) {
	r.t.Helper()
	r.react(handlers.Reaction{Person: person, Channel: "CPAY", Message: ts, Emoji: emoji, Added: added, At: at})
}

// react lets reactions to one message arrive, and counts them.
func (r *room) react(rs ...handlers.Reaction) {
	r.t.Helper()
	kept, err := r.React(r.t.Context(), rs...)
	if kept && err == nil {
		err = r.Count(r.t.Context(), scrum.MessageID{Channel: scrum.ChannelID(rs[0].Channel), TS: rs[0].Message})
	}
	if err != nil {
		r.t.Fatalf("%v: %v", rs, err)
	}
}

// timestamp is where a named message stands.
func (r *room) timestamp(name string) string {
	r.t.Helper()
	var ts string
	read(r, func(tx *storage.Tx) error {
		d, err := tx.Delivery(r.t.Context(), name)
		ts = d.TS
		return err
	})
	return ts
}

// waits lets time pass, and does what falls due in its order.
func (r *room) waits(d time.Duration) {
	r.t.Helper()
	for end := r.now.Add(d); ; {
		next, ok, err := r.db.NextDue(r.t.Context(), r.now)
		if err != nil {
			r.t.Fatal(err)
		}
		if !ok || next.After(end) {
			r.now = end
			return
		}
		r.now = next
		r.rings()
	}
}

// rings does what is due by now.
func (r *room) rings() {
	r.t.Helper()
	due, err := r.db.Due(r.t.Context(), r.now, scrum.Schedule{}, 100)
	if err != nil {
		r.t.Fatal(err)
	}
	for _, s := range due {
		if o, ok := s.Newest(r.now); ok {
			if err := r.Do(r.t.Context(), o.Judge(r.now)); err != nil {
				r.t.Fatal(err)
			}
		}
	}
}

// standing is the text of a named message as Slack would hold it.
func (r *room) standing(name string) string {
	r.t.Helper()
	var text string
	read(r, func(tx *storage.Tx) error {
		d, err := tx.Delivery(r.t.Context(), name)
		text = strings.SplitN(texts([]outbox.Delivery{d})[0], ": ", 2)[1]
		return err
	})
	return text
}

func mustContain(t *testing.T, what, got string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(got, w) {
			t.Errorf("%s: %q is not in %q", what, w, got)
		}
	}
}

// withStories is a room where Claire's product has stories, all posted.
func withStories(t *testing.T, needs ...string) *room {
	t.Helper()
	r := newRoom(t)
	for _, need := range needs {
		r.types("UCLAIRE", "CPAY", "/story "+need)
	}
	r.posted()
	return r
}

func english(t *testing.T) *room {
	t.Helper()
	return withStories(t, "add a dashboard", "fix the login page", "transfer money to a colleague")
}

func TestThumbsOnACardCountOncePerPerson(t *testing.T) {
	t.Parallel()
	r := english(t)
	for _, tone := range []string{"+1", "thumbsup::skin-tone-2", "+1::skin-tone-5"} {
		r.reacts("USAMIR", "story:3", tone, true)
	}
	r.reacts("UNORA", "story:3", "thumbsup", true)
	r.reacts("UEVE", "story:3", "+1", true)
	r.reacts("UCLAIRE", "story:3", "+1", true)
	r.reacts("UBOT", "story:3", "+1", true)
	r.reacts("UNORA", "story:3", "tada", true)
	r.reacts("UCLAIRE", "story:2", "+1", true)
	mustContain(t, "all pressed", r.standing("story:3"), "👍 4")

	r.now = r.now.Add(time.Second)
	r.reacts("UNORA", "story:3", "+1", false)
	r.reacts("USAMIR", "story:3", "+1::skin-tone-5", false)
	mustContain(t, "one took it back", r.standing("story:3"), "👍 3")
	got := said(r.types("UNORA", "CPAY", "/backlog"))
	if i, j, k := strings.Index(got, "PAY-3"), strings.Index(got, "PAY-2"), strings.Index(got, "PAY-1"); i < 0 || i > j || j > k {
		t.Errorf("the backlog does not follow the thumbs: %s", got)
	}
	if edits := r.posted(); len(edits) != 2 {
		t.Errorf("nine reactions made %d edits: %v", len(edits), texts(edits))
	}
}

func TestReactionsCountByTheirOwnTimeAndOnce(t *testing.T) {
	t.Parallel()
	r := english(t)
	ts := r.timestamp("story:1")
	later, earlier := r.now.Add(2*time.Second), r.now.Add(time.Second)
	r.reactsAt("UNORA", ts, "+1", false, later)
	r.reactsAt("UNORA", ts, "+1", true, earlier)
	mustContain(t, "taken back first by arrival", r.standing("story:1"), "👍 0")
	same := handlers.Reaction{Person: "USAMIR", Channel: "CPAY", Message: ts, Emoji: "+1", Added: true, At: later}
	r.react(same)
	r.react(same, same)
	mustContain(t, "redelivered", r.standing("story:1"), "👍 1")
}

func TestAThumbBeforeTheCardIsKnownIsNotLost(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UCLAIRE", "CPAY", "/story pay by card")
	ts := fmt.Sprintf("%d.000777", r.now.Unix())
	r.reactsAt("UNORA", ts, "+1", true, r.now)
	r.reactsAt("USAMIR", ts, "+1", true, r.now)

	r.waits(20 * time.Second) // Slack's answer to the post has still not come
	card, err := r.db.ClaimDeliveries(t.Context(), r.now, time.Minute, 1, 1)
	if err != nil || len(card) != 1 {
		t.Fatalf("claimed %v, %v", card, err)
	}
	done := outbox.Outcome{Result: outbox.Done, TS: ts, PostedIn: "CPAY"}
	if err := r.db.SettleDelivery(t.Context(), card[0].After(done, r.now)); err != nil {
		t.Fatal(err)
	}
	mustContain(t, "just posted", r.standing("story:4"), "👍 0")
	r.waits(time.Minute)
	mustContain(t, "a moment later", r.standing("story:4"), "👍 2")
	if _, ok, err := r.db.NextDue(t.Context(), r.now); ok || err != nil {
		t.Errorf("something is still to come: %v %v", ok, err)
	}
}

func TestReactionsOnWhatIsNotOursAreForgottenAfterADay(t *testing.T) {
	t.Parallel()
	r := english(t)
	ts := fmt.Sprintf("%d.000777", r.now.Unix())
	kept := func() (n int) {
		read(r, func(tx *storage.Tx) error {
			events, err := tx.Reactions(t.Context(), "CPAY", ts)
			n = len(events)
			return err
		})
		return n
	}
	r.reactsAt("UNORA", ts, "+1", true, r.now)
	if kept() != 1 {
		t.Error("it was not kept at first")
	}
	r.waits(72 * time.Hour)
	if n := kept(); n != 0 {
		t.Errorf("%d events are still kept", n)
	}
	if _, ok, err := r.db.NextDue(t.Context(), r.now); ok || err != nil {
		t.Errorf("it is still looked for: %v %v", ok, err)
	}
}

func TestAVoteClosedByHandCountsWhatStoodThen(t *testing.T) {
	t.Parallel()
	r := withStories(t, "ajouter un tableau de bord", "réparer la page de paiement", "envoyer de l'argent à un collègue")
	if got := said(r.types("UCLAIRE", "CPAY", "/vote PAY-1 PAY-2, pay-3")); !strings.Contains(got, "Le vote est dans le canal") {
		t.Fatalf("told %q", got)
	}
	var seeds int
	for _, d := range r.posted() {
		if d.Kind == outbox.Seed {
			seeds++
		}
	}
	if seeds != 3 {
		t.Errorf("%d numbers to press, want 3", seeds)
	}
	r.reacts("UCLAIRE", "ballot:1", "three", true)
	r.reacts("USAMIR", "ballot:1", "three::skin-tone-2", true)
	r.reacts("USAMIR", "ballot:1", "one", true)
	r.reacts("UNORA", "ballot:1", "one", true)
	r.reacts("UINES", "ballot:1", "three", true)
	r.reacts("UBOT", "ballot:1", "two", true)
	mustContain(t, "open", r.standing("ballot:1"),
		"Ouvert, clôture à la main", "1. PAY-1 Ajouter un tableau de bord", "3 sur 3 ont voté · 1 sur 2 hors équipe · ouvert par Claire")
	r.now = r.now.Add(time.Minute)
	r.reacts("UNORA", "ballot:1", "one", false)
	mustContain(t, "Nora took it back", r.standing("ballot:1"), "2 sur 3 ont voté")

	r.now = r.now.Add(time.Minute)
	closed := r.now
	if got := said(r.types("USAMIR", "CPAY", "/vote clore")); !strings.Contains(got, "peut le clore. Demande à Claire") {
		t.Errorf("Samir was told %q", got)
	}
	r.presses("UCLAIRE", "CPAY", view.BallotClose, "1")
	mustContain(t, "closing", r.standing("ballot:1"), "Clos à 10\u00a0h\u00a002", "résultat suit dans une minute")
	r.posted()

	// Within the grace: a vote cast in time arrives, and one cast after.
	r.now = r.now.Add(20 * time.Second)
	r.reactsAt("UNORA", r.timestamp("ballot:1"), "two", true, closed.Add(-time.Second))
	r.reactsAt("USAMIR", r.timestamp("ballot:1"), "three", false, closed.Add(time.Second))
	r.reactsAt("USAMIR", r.timestamp("ballot:1"), "two", true, closed.Add(2*time.Second))
	told := texts(r.posted())
	if n := strings.Count(strings.Join(told, "\n"), "Vote clos\u202f: "); n != 1 {
		t.Errorf("Samir was told %d times: %v", n, told)
	}
	r.waits(time.Minute)
	mustContain(t, "frozen", r.standing("ballot:1"), "Clos par Claire, lun. 2 mars, 10\u00a0h\u00a002 (Paris)", "3 sur 3 ont voté")
	mustContain(t, "result", r.standing("ballot.result:1"),
		"PAY-3 passe en premier", "1. PAY-3 Envoyer de l'argent à un collègue · 3 sur 4 · monte, était 3ᵉ",
		"2. PAY-1 Ajouter un tableau de bord · 1 sur 4 · ex æquo", "2. PAY-2 ")

	before := r.standing("ballot.result:1")
	r.posted()
	r.now = r.now.Add(time.Hour)
	r.reactsAt("UNORA", r.timestamp("ballot:1"), "one", true, closed.Add(-time.Minute))
	if r.standing("ballot.result:1") != before {
		t.Error("the result changed after it was published")
	}
}

func TestAVoteClosesAtItsTime(t *testing.T) {
	t.Parallel()
	r := english(t)
	if got := said(r.types("USAMIR", "CPAY", "/vote top 2 until tomorrow 17:00")); !strings.Contains(got, "demain, mar. 3 mars, 17\u00a0h (Paris)") {
		t.Errorf("told %q", got)
	}
	r.posted()
	closes := time.Date(2026, time.March, 3, 16, 0, 0, 0, time.UTC)
	mustContain(t, "open", r.standing("ballot:1"), "Open until Tue 3 Mar, 17:00 (Paris)", "0 of 3 have voted", "opened by Samir")
	r.reacts("UNORA", "ballot:1", "two", true)
	r.waits(closes.Add(-time.Second).Sub(r.now))
	mustContain(t, "a second before", r.standing("ballot:1"), "Open until", "1 of 3 has voted")
	r.waits(time.Second)
	mustContain(t, "at the time", r.standing("ballot:1"), "Closed at 17:00")
	r.reactsAt("USAMIR", r.timestamp("ballot:1"), "two", true, closes)
	r.waits(59 * time.Second)
	mustContain(t, "in the grace", r.standing("ballot:1"), "Closed at 17:00", "2 of 3 have voted")
	r.waits(time.Second)
	mustContain(t, "frozen", r.standing("ballot:1"), "Closed Tue 3 Mar, 17:00 (Paris)\n")
	mustContain(t, "result", r.standing("ballot.result:1"), "PAY-2 comes first", "1. PAY-2 Fix the login page · 2 of 2 · up from 2nd", "2. PAY-1 Add a dashboard · 0 of 2 · down from 1st", "2 of 3 have voted")
	if strings.Contains(r.standing("ballot.result:1"), "not verified") {
		t.Error("the result says that votes may be missing")
	}
}

func TestAVoteThatEndedWhilePogoWasAwayIsUnverified(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UCLAIRE", "CPAY", "/vote top 2 until 17:00")
	r.posted()
	r.reacts("UNORA", "ballot:1", "two", true)
	r.now = r.now.Add(24 * time.Hour)
	r.rings()
	r.waits(time.Minute)
	mustContain(t, "result", r.standing("ballot.result:1"), "PAY-2 comes first", "not verified: I was away")
	mustContain(t, "ballot", r.standing("ballot:1"), "Closed Mon 2 Mar, 17:00 (Paris)")
}

func TestWhoCameAfterTheOpeningIsToldOnce(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UCLAIRE", "CPAY", "/vote top 3")
	r.posted()
	if err := r.Learn(t.Context(), handlers.Roster{People: []scrum.Person{{ID: "UNEW", Name: "Max", Locale: "en-US"}}}); err != nil {
		t.Fatal(err)
	}
	for _, emoji := range []string{"one", "tada", "two"} {
		r.reacts("UNEW", "ballot:1", emoji, true)
	}
	got := r.posted()
	if len(got) != 1 || got[0].Kind != outbox.Ephemeral || got[0].Person != "UNEW" {
		t.Fatalf("told %v", texts(got))
	}
	mustContain(t, "told", texts(got)[0], "people who were in the channel when it was opened")
	mustContain(t, "ballot", r.standing("ballot:1"), "0 of 3 have voted")
}

// ranks are the keys of the backlog, in order.
func (r *room) ranks() string {
	var keys []string
	read(r, func(tx *storage.Tx) error {
		stories, _, err := tx.Backlog(r.t.Context(), scrum.BacklogQuery{Product: 1, Viewer: "UCLAIRE", Limit: 100})
		for _, s := range stories {
			keys = append(keys, s.Key)
		}
		return err
	})
	return strings.Join(keys, " ")
}

// voted is a room where a vote over the stories ended with 3, 2, 1.
func voted(t *testing.T) *room {
	t.Helper()
	r := english(t)
	r.types("UCLAIRE", "CPAY", "/vote top 3")
	r.posted()
	for _, vote := range []string{"UCLAIRE three", "USAMIR three", "UNORA three", "UCLAIRE two", "UNORA two", "UNORA one"} {
		person, emoji, _ := strings.Cut(vote, " ")
		r.reacts(person, "ballot:1", emoji, true)
	}
	r.types("UCLAIRE", "CPAY", "/vote close")
	r.waits(time.Minute)
	r.posted()
	return r
}

func TestOnlyTheOwnerAppliesAResultAndCanTakeItBack(t *testing.T) {
	t.Parallel()
	r := voted(t)
	r.types("UCLAIRE", "CPAY", "/story pay by card")
	r.posted()
	r.presses("USAMIR", "CPAY", view.BallotApply, "1")
	mustContain(t, "Samir", strings.Join(texts(r.posted()), "\n"), "Seule la personne responsable du produit, Claire")
	if got := r.ranks(); got != "PAY-1 PAY-2 PAY-3 PAY-4" {
		t.Errorf("Samir changed the order to %s", got)
	}
	r.presses("UCLAIRE", "CPAY", view.BallotApply, "1")
	applied := r.posted()
	mustContain(t, "Claire", strings.Join(texts(applied), "\n"), "PAY-3, PAY-2 et PAY-1 passent en tête", "this order was applied by Claire")
	if got := r.ranks(); got != "PAY-3 PAY-2 PAY-1 PAY-4" {
		t.Errorf("after the apply: %s", got)
	}
	r.reacts("UNORA", "story:1", "+1", true)
	r.reacts("UNORA", "story:4", "+1", true)
	if got := r.ranks(); got != "PAY-3 PAY-2 PAY-1 PAY-4" {
		t.Errorf("a thumb moved a ranked story: %s", got)
	}
	r.presses("UCLAIRE", "CPAY", view.BallotApply, "1")
	mustContain(t, "twice", strings.Join(texts(r.posted()), "\n"), "Claire a déjà appliqué")

	undo := undoIn(t, applied)
	r.presses("UCLAIRE", "CPAY", view.UndoButton, undo)
	if got := r.ranks(); got != "PAY-1 PAY-4 PAY-2 PAY-3" { // by 👍, as none has a rank again
		t.Errorf("after the undo: %s", got)
	}
	got := r.standing("ballot.result:1")
	if strings.Contains(got, "applied") {
		t.Errorf("after the undo the result says %q", got)
	}
	r.presses("UCLAIRE", "CPAY", view.BallotKeep, "1")
	mustContain(t, "kept", r.standing("ballot.result:1"), "Claire kept the current order")
}

// undoIn finds what the undo button of a message carries.
func undoIn(t *testing.T, deliveries []outbox.Delivery) string {
	t.Helper()
	for _, d := range deliveries {
		if _, after, ok := strings.Cut(string(d.Body), `"action_id":"undo"`); ok {
			_, value, _ := strings.Cut(after, `"value":"`)
			value, _, _ = strings.Cut(value, `"`)
			return value
		}
	}
	t.Fatal("no undo button")
	return ""
}

func TestAnOrderThatWasChangedSinceIsNotPutBack(t *testing.T) {
	t.Parallel()
	r := voted(t)
	r.presses("UCLAIRE", "CPAY", view.BallotApply, "1")
	undo := undoIn(t, r.posted())
	err := r.db.Write(t.Context(), func(tx *storage.Tx) error {
		return tx.SetRanks(t.Context(), map[scrum.StoryID]int{1: 1, 3: 3})
	})
	if err != nil {
		t.Fatal(err)
	}
	r.presses("UCLAIRE", "CPAY", view.UndoButton, undo)
	mustContain(t, "undo", strings.Join(texts(r.posted()), "\n"), "L'ordre a changé depuis")
}

func TestAStoryDroppedDuringTheVoteGetsNoRank(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UCLAIRE", "CPAY", "/vote top 3")
	r.posted()
	r.reacts("UNORA", "ballot:1", "one", true)
	r.reacts("UNORA", "ballot:1", "two", true)
	r.types("UCLAIRE", "CPAY", "/story done PAY-1")
	r.types("UCLAIRE", "CPAY", "/vote close")
	r.waits(time.Minute)
	r.posted()
	mustContain(t, "result", r.standing("ballot.result:1"), "PAY-2 comes first", "– PAY-1 Add a dashboard · done · gets no rank")
	r.presses("UCLAIRE", "CPAY", view.BallotApply, "1")
	if got := r.ranks(); got != "PAY-2 PAY-3" {
		t.Errorf("applied: %s", got)
	}
}

func TestNobodyVotedChangesNothing(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UCLAIRE", "CPAY", "/vote top 3")
	r.posted()
	r.types("UCLAIRE", "CPAY", "/vote close")
	r.waits(time.Minute)
	for _, d := range r.posted() {
		if strings.Contains(string(d.Body), view.BallotApply) {
			t.Errorf("an order that nobody chose is offered: %s", d.Body)
		}
	}
	mustContain(t, "result", r.standing("ballot.result:1"), "Nobody voted, so the order stays as it is.")
	r.presses("UCLAIRE", "CPAY", view.BallotApply, "1")
	mustContain(t, "forged", strings.Join(texts(r.posted()), "\n"), "rien à appliquer")
}

func TestPeopleSeeTheirOwnVoteAndTheResultAgain(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UCLAIRE", "CPAY", "/vote top 3 until 17:00")
	r.posted()
	r.presses("UEVE", "CPAY", view.BallotMine, "1")
	mustContain(t, "nothing yet", strings.Join(texts(r.posted()), "\n"), "Nothing is counted for you")
	r.reacts("UEVE", "ballot:1", "two", true)
	r.presses("UEVE", "CPAY", view.BallotMine, "1")
	mustContain(t, "one", strings.Join(texts(r.posted()), "\n"), "Counted for you")
	mustContain(t, "open", said(r.types("UNORA", "CPAY", "/vote result")), "Open until Mon 2 Mar, 17:00 (Paris)", "1 of 2 from outside the team")
	r.presses("UEVE", "CPAY", view.BallotClose, "1")
	mustContain(t, "an outsider closes", strings.Join(texts(r.posted()), "\n"), "only from members of this workspace")
	r.waits(24 * time.Hour)
	r.posted()
	for _, line := range []string{"/vote result", "/vote result 1", "/vote résultat #1"} {
		mustContain(t, line, said(r.types("UNORA", "CPAY", line)), "PAY-2 comes first")
	}
	mustContain(t, "none", said(r.types("UNORA", "CPAY", "/vote result 9")), "There is no vote 9 here")
	mustContain(t, "close again", said(r.types("UCLAIRE", "CPAY", "/vote close")), "Aucun vote n'est ouvert")
}

func TestAVoteIsStartedByAForm(t *testing.T) {
	t.Parallel()
	r := english(t)
	form := r.types("UNORA", "CPAY", "/vote").Open
	if form == nil {
		t.Fatal("no form")
	}
	for _, test := range []struct {
		name   string
		values map[string]string
		field  string
	}{
		{"one story", map[string]string{"stories": "1"}, "stories"},
		{"a time that is over", map[string]string{"stories": "1,3", "until": unix(r.now.Add(-time.Hour))}, "until"},
	} {
		if a := r.sends("UNORA", view.BallotStart, form.PrivateMetadata, test.values); a.Errors[test.field] == "" {
			t.Errorf("%s: %v", test.name, a.Errors)
		}
	}
	r.sends("UNORA", view.BallotStart, form.PrivateMetadata, map[string]string{"stories": "3,1", "until": unix(r.now.Add(time.Hour))})
	got := strings.Join(texts(r.posted()), "\n")
	mustContain(t, "sent", got, "1. PAY-3 ", "2. PAY-1 ", "Open until Mon 2 Mar, 11:00 (Paris)", "The vote is in the channel, open until today, 05:00 (New York)")
}

func TestWhatStartsNoVoteIsSaid(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, line, want string }{
		{"one story", "/vote PAY-1", "at least two stories"},
		{"the same story twice", "/vote PAY-1 pay-1", "at least two stories"},
		{"top one", "/vote top 1", "at least two stories"},
		{"a client where there is none", "/vote top 2 quorum client", "Nobody in <#CPAY> is known as a client"},
		{"more votes than people", "/vote top 2 quorum 9", "Only 5 people can vote here"},
		{"a filter that little fits", "/vote label:checkout", "0 open stories in the channel fit"},
		{"a filter that is none", "/vote shade:red", "could not read “shade”"},
		{"a story that is not there", "/vote PAY-1 PAY-99", "There is no PAY-99 here"},
		{"a time in the past", "/vote top 2 until 2026-03-01 17:00", "This time is over: yesterday, Sun 1 Mar, 17:00 (New York). Name one to come"},
		{"a time that is none", "/vote top 2 until later", "could not read “later” as a time"},
		{"a time far away", "/vote top 2 until 2099-01-01", "more than a year away"},
		{"no time after until", "/vote top 2 until", "could not read “until”"},
		{"a slip", "/vote clsoe", "Did you mean `/vote close`"},
		{"something else", "/vote for the dashboard", "could not read “for”"},
		{"nothing to close", "/vote close", "No vote is open here"},
		{"no result yet", "/vote result", "There is no result here yet"},
		{"hostile words", "/vote <!channel>", "&lt;!channel&gt;"},
		{"a done story", "/vote PAY-1 PAY-4", "PAY-4 is done already"},
		{"a story without a card", "/vote PAY-1 PAY-5", "PAY-5 has no card in the channel"},
		{"help", "/vote help", "/vote close"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := english(t)
			r.types("UCLAIRE", "CPAY", "/story pay by card")
			r.types("UCLAIRE", "CPAY", "/story done PAY-4")
			r.types("UNORA", "CPAY", "/story fix the critical bug exposing personal data")
			r.posted()
			mustContain(t, test.line, said(r.types("UNORA", "CPAY", test.line)), test.want)
			if got := r.posted(); slices.ContainsFunc(got, func(d outbox.Delivery) bool { return d.Kind == outbox.Post }) {
				t.Errorf("posted %v", texts(got))
			}
		})
	}
}

func TestOneVoteAtATime(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UCLAIRE", "CPAY", "/vote top 3")
	for _, line := range []string{"/vote top 2", "/vote"} {
		answer := r.types("UNORA", "CPAY", line)
		mustContain(t, line, said(answer), "Vote 1 is open already in <#CPAY>: 0 of 3 have voted, 0 of 2 from outside the team. Close it first: `/vote close`")
		if answer.Open != nil {
			t.Errorf("%s opened a form", line)
		}
	}
	r.types("UCLAIRE", "CPAY", "/vote close")
	mustContain(t, "counting", said(r.types("UNORA", "CPAY", "/vote top 2")), "being counted")
	r.waits(time.Minute)
	mustContain(t, "the next", said(r.types("UNORA", "CPAY", "/vote top 2")), "The vote is in the channel")
}

func TestAVoteOfAPrivateChannelIsNotForOutsiders(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CSECRET", "/story acheter la société Truc")
	r.types("UCLAIRE", "CSECRET", "/story vendre la société Machin")
	r.types("UCLAIRE", "CSECRET", "/vote top 2")
	r.posted()
	for _, action := range []string{view.BallotMine, view.BallotClose, view.BallotApply, view.BallotKeep} {
		r.presses("UNORA", "CPAY", action, "1")
		mustContain(t, action, strings.Join(texts(r.posted()), "\n"), "not here any more")
	}
}

// unix is what a form's picker of a date and time sends.
func unix(at time.Time) string { return strconv.FormatInt(at.Unix(), 10) }
