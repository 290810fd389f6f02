package storage_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
	"pogo/storage"
)

func thumb(person scrum.PersonID, second int, added bool) scrum.ReactionEvent {
	return scrum.ReactionEvent{Person: person, Emoji: scrum.ParseEmoji("thumbsup::skin-tone-3"), Added: added, At: monday().Add(time.Duration(second) * time.Second)}
}

func TestAReactionIsKeptOnceByItsOwnTime(t *testing.T) {
	t.Parallel()
	db := open(t)
	arrivals := []scrum.ReactionEvent{thumb("USAMIR", 2, false), thumb("USAMIR", 1, true), thumb("UNORA", 3, true), thumb("USAMIR", 1, true)}
	var fresh []int
	write(t, db, func(tx *storage.Tx) error {
		fresh = nil
		for _, events := range [][]scrum.ReactionEvent{arrivals[:2], arrivals[1:], arrivals} {
			n, err := tx.KeepReactions(t.Context(), "C1", "1.2", events...)
			if err != nil {
				return err
			}
			fresh = append(fresh, n)
		}
		_, err := tx.KeepReactions(t.Context(), "C1", "9.9", thumb("UNORA", 9, true))
		return err
	})
	if !slices.Equal(fresh, []int{2, 1, 0}) {
		t.Errorf("kept %v", fresh)
	}
	read(t, db, func(tx *storage.Tx) error {
		got, err := tx.Reactions(t.Context(), "C1", "1.2")
		want := []scrum.ReactionEvent{thumb("USAMIR", 1, true), thumb("USAMIR", 2, false), thumb("UNORA", 3, true)}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		return err
	})
}

func TestBotsAndDeactivatedPeopleNeverCount(t *testing.T) {
	t.Parallel()
	db := open(t)
	write(t, db, func(tx *storage.Tx) error {
		err := tx.SavePeople(t.Context(), scrum.Person{ID: "UBOT", Bot: true}, scrum.Person{ID: "UGONE", Deleted: true}, scrum.Person{ID: "UEVE", External: true})
		for _, person := range []scrum.PersonID{"UBOT", "UGONE", "UEVE", "UUNKNOWN"} {
			if err == nil {
				_, err = tx.KeepReactions(t.Context(), "C1", "1.2", thumb(person, 1, true))
			}
		}
		return err
	})
	read(t, db, func(tx *storage.Tx) error {
		events, err := tx.Reactions(t.Context(), "C1", "1.2")
		got := scrum.Standing(events, time.Time{})[scrum.ThumbsUp]
		if !slices.Equal(got, []scrum.PersonID{"UEVE", "UUNKNOWN"}) {
			t.Errorf("%v count", got)
		}
		return err
	})
}

func TestABallotIsKeptWithItsOptionsAndItsRoll(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	stories := tell(t, db, p, "add a dashboard", "pay by card")
	var opened scrum.Ballot
	write(t, db, func(tx *storage.Tx) (err error) {
		opened, err = tx.CreateBallot(t.Context(), scrum.Ballot{
			Product: p.ID, Opener: "UCLAIRE", OpenedAt: monday(), ClosesAt: monday().Add(time.Hour),
			Method: scrum.ByDots, Secrecy: scrum.UntilClosed, Budget: 4, Quorum: scrum.Quorum{Percent: 50, Mandatory: []string{"client"}},
			Options: []scrum.Option{{Story: stories[1].ID}, {Story: stories[0].ID}},
			Roll:    []scrum.Voter{{Person: "UCLAIRE", Role: scrum.RoleClient, Weight: 3000}, {Person: "UINES", Outside: true, Weight: 1000}},
		})
		return err
	})
	want := scrum.Ballot{
		ID: opened.ID, Product: p.ID, Number: 1, Opener: "UCLAIRE", State: scrum.BallotOpen, OpenedAt: monday(), ClosesAt: monday().Add(time.Hour),
		Method: scrum.ByDots, Secrecy: scrum.UntilClosed, Budget: 4, Quorum: scrum.Quorum{Percent: 50, Mandatory: []string{"client"}},
		Options: []scrum.Option{{Story: stories[1].ID}, {Story: stories[0].ID}},
		Roll:    []scrum.Voter{{Person: "UCLAIRE", Role: scrum.RoleClient, Weight: 3000}, {Person: "UINES", Outside: true, Weight: 1000}},
	}
	if diff := cmp.Diff(want, opened); diff != "" {
		t.Errorf("opened (-want +got):\n%s", diff)
	}
	err := db.Write(t.Context(), func(tx *storage.Tx) error {
		_, err := tx.CreateBallot(t.Context(), scrum.Ballot{Product: p.ID, Opener: "USAMIR", OpenedAt: monday(), Method: scrum.ByApproval, Secrecy: scrum.SeenByAll})
		return err
	})
	if !errors.Is(err, scrum.ErrTaken) {
		t.Errorf("a second ballot beside it: %v", err)
	}
	want.State, want.ClosedAt, want.Closer, want.Unverified, want.Decider = scrum.BallotApplied, monday().Add(time.Minute), "UCLAIRE", true, "UCLAIRE"
	want.Voted = scrum.Turnout{Team: 1, Outside: 1}
	want.Outcome = scrum.Outcome{Rows: []scrum.OutcomeRow{{Story: stories[1].ID, Rank: 1, Place: 1, Approvals: 2, Sum: 2 * scrum.OneVote, Was: 2}}, Papers: 2, TieOrder: []scrum.StoryID{stories[1].ID}}
	want.Reason = "The client asked."
	write(t, db, func(tx *storage.Tx) error { return tx.SaveBallot(t.Context(), want) })
	read(t, db, func(tx *storage.Tx) error {
		last, err := tx.LastBallot(t.Context(), p.ID)
		if diff := cmp.Diff(want, last); diff != "" {
			t.Errorf("saved (-want +got):\n%s", diff)
		}
		if _, missing := tx.BallotByNumber(t.Context(), p.ID, 2); !errors.Is(missing, scrum.ErrNotFound) {
			t.Errorf("number 2: %v", missing)
		}
		return err
	})
	write(t, db, func(tx *storage.Tx) error {
		next, err := tx.CreateBallot(t.Context(), scrum.Ballot{Product: p.ID, Opener: "USAMIR", OpenedAt: monday(), Method: scrum.ByApproval, Secrecy: scrum.SeenByAll})
		if next.Number != 2 {
			t.Errorf("the next has number %d", next.Number)
		}
		return err
	})
}

func TestSomebodyIsToldOnce(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	write(t, db, func(tx *storage.Tx) error {
		b, err := tx.CreateBallot(t.Context(), scrum.Ballot{Product: p.ID, Opener: "USAMIR", OpenedAt: monday(), Method: scrum.ByApproval, Secrecy: scrum.SeenByAll})
		if err != nil {
			return err
		}
		first, err := tx.TellOnce(t.Context(), b.ID, "UNORA")
		if err != nil {
			return err
		}
		again, err := tx.TellOnce(t.Context(), b.ID, "UNORA")
		if !first || again {
			t.Errorf("first %v, again %v", first, again)
		}
		return err
	})
}

func TestTheRankingIsOfOpenStoriesThatHaveARank(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	s := tell(t, db, p, "add a dashboard", "pay by card", "send a receipt", "refund a client")
	write(t, db, func(tx *storage.Tx) error {
		s[3].State = scrum.StoryDropped
		if _, err := tx.SaveStory(t.Context(), s[3]); err != nil {
			return err
		}
		return tx.SetRanks(t.Context(), map[scrum.StoryID]int{s[2].ID: 1, s[0].ID: 2, s[3].ID: 3})
	})
	read(t, db, func(tx *storage.Tx) error {
		got, err := tx.Ranking(t.Context(), p.ID)
		if !slices.Equal(got, []scrum.StoryID{s[2].ID, s[0].ID}) {
			t.Errorf("ranking %v", got)
		}
		return err
	})
}
