package storage_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"pogo/internal/testdb"
	"pogo/scrum"
	"pogo/storage"
)

// keysFound returns the keys of the stories that a filter finds, in order.
func keysFound(t *testing.T, db *storage.DB, q scrum.BacklogQuery) (keys string, total int) {
	t.Helper()
	q.Limit = max(q.Limit, 10)
	read(t, db, func(tx *storage.Tx) error {
		stories, n, err := tx.Backlog(t.Context(), q)
		var list []string
		for _, s := range stories {
			list = append(list, s.Key)
		}
		keys, total = strings.Join(list, " "), n.N
		if n.More {
			total++
		}
		return err
	})
	return keys, total
}

// change saves a story with something changed.
func change(t *testing.T, db *storage.DB, id scrum.StoryID, how func(*scrum.Story)) {
	t.Helper()
	write(t, db, func(tx *storage.Tx) error {
		s, err := tx.Story(t.Context(), id)
		if err != nil {
			return err
		}
		how(&s)
		_, err = tx.SaveStory(t.Context(), s)
		return err
	})
}

func TestFiltersFindWhatFitsAllOfThem(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	s := tell(t, db, p,
		"As a buyer, I want to pay by card so that I need no cash",                                   // 1
		"En tant que comptable, je veux exporter les factures impayées afin de relancer les clients", // 2
		"fix the bug exposing personal data of the card",                                             // 3, hidden
		"a card for every invoice",                                                                   // 4
		"exporting cards",                                                                            // 5
		"withdrawn card",                                                                             // 6
	)
	write(t, db, func(tx *storage.Tx) error { return tx.SetRanks(t.Context(), map[scrum.StoryID]int{s[3].ID: 1}) })
	epic := tell(t, db, p, "paying")[0] // 7
	change(t, db, epic.ID, func(s *scrum.Story) { s.Epic = true })
	change(t, db, s[0].ID, func(s *scrum.Story) {
		s.Parent, s.Labels, s.Stream = epic.ID, []string{"Été", "mobile"}, scrum.StreamDesign
	})
	change(t, db, s[2].ID, func(s *scrum.Story) { s.Labels = []string{"mobile"} })
	write(t, db, func(tx *storage.Tx) error {
		return tx.KeepLink(t.Context(), scrum.Link{Story: s[3].ID, Kind: scrum.LinkNeeds, Other: s[0].ID})
	})
	change(t, db, s[0].ID, func(s *scrum.Story) { s.Owner, s.State = "UNORA", scrum.StoryStarted })
	change(t, db, s[1].ID, func(s *scrum.Story) { s.State, s.DoneAt = scrum.StoryAccepted, monday() })
	change(t, db, s[4].ID, func(s *scrum.Story) {
		s.State, s.DoneAt, s.Owner = scrum.StoryAccepted, monday().Add(time.Hour), "UNORA"
	})
	change(t, db, s[5].ID, func(s *scrum.Story) { s.State, s.DoneAt = scrum.StoryUndone, monday() }) // when it was done does not matter
	for _, test := range []struct {
		name   string
		viewer scrum.PersonID
		filter scrum.Filter
		want   string
	}{
		{"a word, in the order of the backlog", "UNORA", scrum.Filter{Terms: scrum.Terms("card")}, "PAY-4 PAY-1"},
		{"its author sees the hidden one", "USAMIR", scrum.Filter{Terms: scrum.Terms("cards")}, "PAY-4 PAY-1 PAY-3"},
		{"so does the owner of the product", "UCLAIRE", scrum.Filter{Terms: scrum.Terms("car")}, "PAY-4 PAY-1 PAY-3"},
		{"the channel does not", "", scrum.Filter{Terms: scrum.Terms("personal data")}, ""},
		{"all words must be there", "UNORA", scrum.Filter{Terms: scrum.Terms("card invoices")}, "PAY-4"},
		{"in another order too", "UNORA", scrum.Filter{Terms: scrum.Terms("invoice card")}, "PAY-4"},
		{"a beginning only at the end", "UNORA", scrum.Filter{Terms: scrum.Terms("invo card")}, ""},
		{"what is done, the last first", "UNORA", scrum.Filter{State: scrum.StoryAccepted}, "PAY-5 PAY-2"},
		{"a state and a word", "UNORA", scrum.Filter{State: scrum.StoryAccepted, Terms: scrum.Terms("exporter")}, "PAY-5 PAY-2"},
		{"accents do not matter", "UNORA", scrum.Filter{State: scrum.StoryAccepted, Terms: scrum.Terms("IMPAYEE")}, "PAY-2"},
		{"who took it", "USAMIR", scrum.Filter{Owner: "UNORA"}, "PAY-1"},
		{"who took it and is done", "USAMIR", scrum.Filter{Owner: "UNORA", State: scrum.StoryAccepted}, "PAY-5"},
		{"who asked", "UNORA", scrum.Filter{Asked: "USAMIR"}, "PAY-4 PAY-1"},
		{"who asked, for itself", "USAMIR", scrum.Filter{Asked: "USAMIR"}, "PAY-4 PAY-1 PAY-3"},
		{"who asked, and it was taken back", "UNORA", scrum.Filter{Asked: "USAMIR", State: scrum.StoryUndone}, "PAY-6"},
		{"a state that nothing is in", "UNORA", scrum.Filter{State: scrum.StoryDropped}, ""},
		{"nobody asked", "UNORA", scrum.Filter{Asked: "UNORA"}, ""},
		{"everything at once", "UNORA", scrum.Filter{State: scrum.StoryStarted, Owner: "UNORA", Asked: "USAMIR", Terms: scrum.Terms("pay cash")}, "PAY-1"},
		{"a label", "UNORA", scrum.Filter{Label: "ete"}, "PAY-1"},
		{"a label that a hidden one has too", "UNORA", scrum.Filter{Label: "mobile"}, "PAY-1"},
		{"a label, for who sees the hidden one", "USAMIR", scrum.Filter{Label: "mobile"}, "PAY-1 PAY-3"},
		{"no label", "USAMIR", scrum.Filter{Label: scrum.Without}, "PAY-4"},
		{"no label and done", "USAMIR", scrum.Filter{Label: scrum.Without, State: scrum.StoryAccepted}, "PAY-5 PAY-2"},
		{"a stream", "UNORA", scrum.Filter{Stream: scrum.StreamDesign}, "PAY-1"},
		{"a stream that nobody has", "UNORA", scrum.Filter{Stream: scrum.StreamSales}, ""},
		{"no stream", "UNORA", scrum.Filter{Stream: scrum.Without}, "PAY-4"},
		{"an epic", "UNORA", scrum.Filter{Epic: epic.ID}, "PAY-1"},
		{"no epic, and the epic itself is no story", "UNORA", scrum.Filter{Epic: scrum.NoStory}, "PAY-4"},
		{"what it needs", "UNORA", scrum.Filter{Needs: s[0].ID}, "PAY-4"},
		{"what needs nothing", "UNORA", scrum.Filter{Needs: scrum.NoStory}, "PAY-1"},
		{"what needs another", "UNORA", scrum.Filter{Needs: s[1].ID}, ""},
		{"label, stream, epic and word", "UNORA", scrum.Filter{Label: "mobile", Stream: scrum.StreamDesign, Epic: epic.ID, Terms: scrum.Terms("card")}, "PAY-1"},
		{"a word of nowhere", "UNORA", scrum.Filter{Terms: scrum.Terms("zebra")}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, total := keysFound(t, db, scrum.BacklogQuery{Product: p.ID, Viewer: test.viewer, Filter: test.filter})
			if got != test.want || total != len(strings.Fields(test.want)) {
				t.Errorf("got %q (%d), want %q", got, total, test.want)
			}
		})
	}
	t.Run("another product has its own words", func(t *testing.T) {
		t.Parallel()
		got, _ := keysFound(t, db, scrum.BacklogQuery{Product: p.ID + 1, Viewer: "UCLAIRE", Filter: scrum.Filter{Terms: scrum.Terms("card")}})
		if got != "" {
			t.Errorf("got %q", got)
		}
	})
}

func TestTheWordsFollowTheStory(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	s := tell(t, db, p, "pay by card", "pay by transfer")
	change(t, db, s[0].ID, func(s *scrum.Story) { s.Goal, s.Criteria = "pay by voucher", []string{"a receipt arrives"} })
	for text, want := range map[string]string{"card": "", "voucher": "PAY-1", "receipt": "PAY-1", "pay": "PAY-1 PAY-2", "transfer": "PAY-2"} {
		if got, _ := keysFound(t, db, scrum.BacklogQuery{Product: p.ID, Filter: scrum.Filter{Terms: scrum.Terms(text)}}); got != want {
			t.Errorf("%q finds %q, want %q", text, got, want)
		}
	}
	lost := errors.New("changed my mind")
	err := db.Write(t.Context(), func(tx *storage.Tx) error {
		changed, err := tx.Story(t.Context(), s[0].ID)
		if err != nil {
			return err
		}
		changed.Goal = "pay by stamp"
		if _, err := tx.SaveStory(t.Context(), changed); err != nil {
			return err
		}
		return lost
	})
	if !errors.Is(err, lost) {
		t.Fatal(err)
	}
	if got, _ := keysFound(t, db, scrum.BacklogQuery{Product: p.ID, Filter: scrum.Filter{Terms: scrum.Terms("voucher")}}); got != "PAY-1" {
		t.Errorf("after a change that was not kept: %q", got)
	}
}

// A word that nearly every story has is met on a walk through the backlog, a
// rare one is gone to: both ways must answer the same.
func TestFrequentAndRareWordsAreFoundAlike(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	texts := make([]string, 4005)
	for i := range texts {
		texts[i] = fmt.Sprintf("common thing number%d", i+1)
	}
	stories := tell(t, db, p, texts...)
	write(t, db, func(tx *storage.Tx) error { return tx.SetThumbs(t.Context(), stories[700].ID, 2) })
	for _, test := range []struct {
		text, want string
		total      int
	}{
		{"common", "PAY-701 PAY-1 PAY-2", scrum.MaxMet + 1},
		{"common number701", "PAY-701", 1},
		{"common number70", "PAY-701 PAY-70 PAY-700", 11},
		{"common nothing", "", 0},
	} {
		got, total := keysFound(t, db, scrum.BacklogQuery{Product: p.ID, Filter: scrum.Filter{Terms: scrum.Terms(test.text)}})
		if !strings.HasPrefix(got, test.want) || total != test.total {
			t.Errorf("%q finds %q (%d), want %q (%d)", test.text, got, total, test.want, test.total)
		}
	}
	got, _ := keysFound(t, db, scrum.BacklogQuery{Product: p.ID, Offset: 990, Limit: 10, Filter: scrum.Filter{Terms: scrum.Terms("common")}})
	if !strings.HasPrefix(got, "PAY-991 PAY-992") {
		t.Errorf("page 100 is %q", got)
	}
}

func TestASimilarStoryIsFoundUnlessItIsNotForTheViewer(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	s := tell(t, db, p,
		"fix the leaked passwords of every customer account", // 1, hidden
		"export unpaid invoices",                             // 2
		"export the unpaid invoices",                         // 3
		"export unpaid invoices as files",                    // 4
		"pay by card",                                        // 5
		"paying by cards",                                    // 6
		"print the weekly report",                            // 7
		"print the weekly reports",                           // 8
	)
	change(t, db, s[4].ID, func(s *scrum.Story) { s.State, s.DroppedCause = scrum.StoryDropped, "no" })
	change(t, db, s[6].ID, func(s *scrum.Story) { s.State, s.DoneAt = scrum.StoryAccepted, monday() })
	for _, test := range []struct {
		name   string
		text   string
		viewer scrum.PersonID
		want   string
	}{
		{"of two alike the older", "As an accountant, I want to export unpaid invoices", "UNORA", "PAY-2"},
		{"the nearest", "exporting the unpaid invoices", "UNORA", "PAY-2"},
		{"a dropped one is not", "pay by card", "UNORA", "PAY-6"},
		{"a done one is", "print the weekly report", "UNORA", "PAY-7"},
		{"nothing like it", "track my parcel", "UNORA", ""},
		{"nothing at all", "", "UNORA", ""},
		{"hidden from others", "fix the leaked passwords of every customer account", "UNORA", ""},
		{"shown to its author", "fix the leaked passwords of every customer account", "USAMIR", "PAY-1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			read(t, db, func(tx *storage.Tx) error {
				got, err := tx.Like(t.Context(), scrum.Story{Product: p.ID, Parsed: scrum.Parse(test.text)}, test.viewer)
				if err != nil && !errors.Is(err, scrum.ErrNotFound) {
					return err
				}
				if got.Key != test.want {
					t.Errorf("got %q, want %q", got.Key, test.want)
				}
				return nil
			})
		})
	}
	read(t, db, func(tx *storage.Tx) error {
		if got, err := tx.Like(t.Context(), s[2], "UNORA"); got.Key != "PAY-2" || err != nil {
			t.Errorf("a story is not like itself: got %q, %v", got.Key, err)
		}
		return nil
	})
}

// What is looked up instead of read must not hide a story from the comparison.
func TestNoStoryOfASmallProductIsMoreAlikeThanWhatIsFound(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	words := strings.Fields("export unpaid invoice monthly report customer account card refund parcel budget archive signature")
	chance := rand.New(rand.NewPCG(1, 2))
	need := func() string {
		var some []string
		for range 1 + chance.IntN(len(words)) {
			some = append(some, words[chance.IntN(len(words))])
		}
		return strings.Repeat("not ", chance.IntN(2)) + strings.Join(some, " ")
	}
	var texts []string
	for range 100 {
		texts = append(texts, "As a clerk, I want to "+need())
	}
	stories := tell(t, db, p, texts...)
	read(t, db, func(tx *storage.Tx) error {
		for range 100 {
			s := scrum.Story{Product: p.ID, Parsed: scrum.Parse("As a clerk, I want to " + need())}
			want, nearest := "", 0.0
			for _, other := range stories {
				if share := scrum.Similarity(s.Parsed, other.Parsed); share > nearest && scrum.Compare(s.Parsed, other.Parsed) != scrum.Unlike {
					want, nearest = other.Key, share
				}
			}
			got, err := tx.Like(t.Context(), s, "UNORA")
			if got.Key != want || (err == nil) != (want != "") {
				t.Errorf("%q: got %q, %v, want %q", s.Goal, got.Key, err, want)
			}
		}
		return nil
	})
}

// The labels of a story keep a copy of where it stands and who may see it.
func TestALabelFollowsItsStories(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	list := tell(t, db, p, "pay by card", "see the receipt", "send the invoice", "print the ticket")
	for _, s := range list {
		change(t, db, s.ID, func(s *scrum.Story) { s.Labels = []string{"Mobile"} })
	}
	labeled := scrum.Filter{Label: "mobile"}
	for _, test := range []struct {
		name   string
		change func()
		filter scrum.Filter
		want   string
	}{
		{"as they came", func() {}, labeled, "PAY-1 PAY-2 PAY-3 PAY-4"},
		{"after 👍", func() {
			write(t, db, func(tx *storage.Tx) error { return tx.SetThumbs(t.Context(), list[3].ID, 2) })
		}, labeled, "PAY-4 PAY-1 PAY-2 PAY-3"},
		{"after a rank", func() {
			write(t, db, func(tx *storage.Tx) error {
				return tx.SetRanks(t.Context(), map[scrum.StoryID]int{list[2].ID: 1})
			})
		}, labeled, "PAY-3 PAY-4 PAY-1 PAY-2"},
		{"after one was done", func() {
			change(t, db, list[3].ID, func(s *scrum.Story) { s.State, s.DoneAt = scrum.StoryAccepted, monday() })
		}, labeled, "PAY-3 PAY-1 PAY-2"},
		{"what is done", func() {}, scrum.Filter{Label: "mobile", State: scrum.AnyDone}, "PAY-4"},
		{"after one was hidden", func() {
			change(t, db, list[0].ID, func(s *scrum.Story) { s.Hidden = true })
		}, labeled, "PAY-3 PAY-2"},
		{"after another became an epic", func() {
			change(t, db, list[1].ID, func(s *scrum.Story) { s.Epic = true })
		}, labeled, "PAY-3"},
		{"after the label was taken off", func() {
			change(t, db, list[2].ID, func(s *scrum.Story) { s.Labels = nil })
		}, labeled, ""},
	} {
		test.change()
		if got, _ := keysFound(t, db, scrum.BacklogQuery{Product: p.ID, Viewer: "UNOBODY", Filter: test.filter}); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// What makes a list fast at any size: a walk is in the order of its index and
// needs no sorting, and what is fetched by a word touches no other story.
func TestEachWayToAPageUsesItsIndex(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	db := raw(t)
	for name, want := range map[string][]string{
		"selectBacklog":     {"INDEX story_backlog (product_id=? AND (place,number)>(?,?))"},
		"selectUnestimated": {"INDEX story_backlog (product_id=?)"},
		"countUnestimated":  {"INDEX story_backlog (product_id=? AND place>?)"},
		"countBefore":       {"INDEX story_backlog (product_id=? AND (place,number)<(?,?))"},
		"countFrom":         {"INDEX story_backlog (product_id=? AND (place,number)>(?,?))"},
		"walkBacklog":       {"INDEX story_backlog (product_id=? AND (place,number)>(?,?))"},
		"walkState":         {"INDEX story_state (product_id=? AND state=? AND (place,number)>(?,?))"},
		"walkDone":          {"INDEX story_done (product_id=? AND (place,number)>(?,?))"},
		"selectAsked":       {"COVERING INDEX story_asked (product_id=? AND author_id=?)", "INTEGER PRIMARY KEY"},
		"settleOnceOnly":    {"INDEX outbox_wake (wake_us<?)"},
		"claimAnswers":      {"INDEX outbox_wake (wake_us<?)"},
		"claimDeeds":        {"INDEX outbox_turn (turn>?)"},
		"nextDelivery":      {"INDEX outbox_wake"},
		"walkOwner":         {"INDEX story_owned (product_id=? AND owner_id=? AND open=? AND (place,number)>(?,?))"},
		"walkAsked":         {"INDEX story_asked (product_id=? AND author_id=? AND open=? AND (place,number)>(?,?))"},
		"walkStream":        {"INDEX story_stream (product_id=? AND stream=? AND open=? AND (place,number)>(?,?))"},
		"walkLabel":         {"COVERING INDEX story_label_place (product_id=? AND label=? AND open=? AND (place,number)>(?,?))"},
		"walkMoSCoW":        {"INDEX story_moscow (product_id=? AND by_moscow=? AND (place,number)>(?,?))"},
		"sortByRICE":        {"INDEX story_rice (product_id=? AND (by_rice,place,number)>(?,?,?) AND by_rice<?)"},
		"sortByWSJF":        {"INDEX story_wsjf (product_id=? AND (by_wsjf,place,number)>(?,?,?) AND by_wsjf<?)"},
		"sortByValue":       {"INDEX story_value (product_id=? AND (by_value,place,number)>(?,?,?) AND by_value<?)"},
		"sortByClass":       {"INDEX story_moscow (product_id=? AND (by_moscow,place,number)>(?,?,?) AND by_moscow<?)"},
		"sortByVotes":       {"INDEX story_votes (product_id=? AND (by_votes,place,number)>(?,?,?) AND by_votes<?)"},
		"noRICE":            {"INDEX story_backlog (product_id=? AND (place,number)>(?,?))"},
		"noWSJF":            {"INDEX story_backlog (product_id=? AND (place,number)>(?,?))"},
		"noWorth":           {"INDEX story_backlog (product_id=? AND (place,number)>(?,?))"},
		"noClass":           {"INDEX story_backlog (product_id=? AND (place,number)>(?,?))"},
		"noVotes":           {"INDEX story_backlog (product_id=? AND (place,number)>(?,?))"},
		"fetchWord":         {"s USING INTEGER PRIMARY KEY", "story_word USING PRIMARY KEY (product_id=? AND word>? AND word<?)", "w USING PRIMARY KEY (product_id=? AND word=? AND story_id=?)"},
		"fetchEpic":         {"s USING INTEGER PRIMARY KEY", "story USING COVERING INDEX story_parent (parent_id=?)"},
		"fetchNeeds":        {"s USING INTEGER PRIMARY KEY", "story_link USING COVERING INDEX story_link_other (other_id=?)"},
		"selectSharing":     {"s USING INTEGER PRIMARY KEY"},
		"selectRanking":     {"INDEX story_backlog (product_id=? AND place<?)"},
		"selectTakenBy":     {"INDEX story_owner (owner_id=?)"},
		"selectAskedBy":     {"INDEX story_author (author_id=?)"},
	} {
		statement := statements(t)[name]
		args := make([]any, highest(statement))
		steps := strings.Join(plan(t, db, name, storage.AsSQLite(statement), args), "\n")
		for _, step := range want {
			if !strings.Contains(steps, step) {
				t.Errorf("%s does not use %s:\n%s", name, step, steps)
			}
		}
		sorts := strings.HasPrefix(name, "fetch") || name == "selectSharing" || name == "selectAsked"
		if !sorts && strings.Contains(steps, "TEMP B-TREE") {
			t.Errorf("%s sorts:\n%s", name, steps)
		}
	}
}

// highest is the highest number of a placeholder, whether the others are there
// or not.
func highest(query string) int {
	most := 0
	for _, found := range regexp.MustCompile(`[?$](\d+)`).FindAllStringSubmatch(query, -1) {
		if n, err := strconv.Atoi(found[1]); err == nil {
			most = max(most, n)
		}
	}
	return most
}
