package storage_test

import (
	"bytes"
	"errors"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/internal/testdb"
	"pogo/scrum"
	"pogo/storage"
)

// poll opens a ballot over two stories.
func poll(t *testing.T, db *storage.DB, secrecy scrum.Secrecy) scrum.Ballot {
	t.Helper()
	p := payments(t, db)
	stories := tell(t, db, p, "add a dashboard", "pay by card")
	var b scrum.Ballot
	write(t, db, func(tx *storage.Tx) (err error) {
		b, err = tx.CreateBallot(t.Context(), scrum.Ballot{
			Product: p.ID, Opener: "UCLAIRE", OpenedAt: monday(), Method: scrum.ByScore, Secrecy: secrecy,
			Options: []scrum.Option{{Story: stories[0].ID}, {Story: stories[1].ID}},
		})
		return err
	})
	return b
}

func TestAPaperTakesThePlaceOfTheOneBefore(t *testing.T) {
	t.Parallel()
	db := open(t)
	b := poll(t, db, scrum.UntilClosed)
	first := scrum.BallotPaper{Voter: "USAMIR", Given: map[scrum.StoryID]int64{1: 5}, At: monday(), Copies: 1}
	second := scrum.BallotPaper{Voter: "USAMIR", Given: map[scrum.StoryID]int64{}, Abstains: true, At: monday().AddDate(0, 0, 1), Copies: 1}
	for _, p := range []scrum.BallotPaper{first, second} {
		write(t, db, func(tx *storage.Tx) error { return tx.KeepPaper(t.Context(), b.ID, p) })
	}
	read(t, db, func(tx *storage.Tx) error {
		papers, err := tx.Papers(t.Context(), b.ID)
		if diff := cmp.Diff([]scrum.BallotPaper{second}, papers); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if _, missing := tx.Paper(t.Context(), b.ID, "UNORA"); !errors.Is(missing, scrum.ErrNotFound) {
			t.Errorf("the paper of somebody who did not vote: %v", missing)
		}
		return err
	})
}

// After the close of an anonymous ballot neither the file nor its log holds
// the key or a mark, and the papers stand in an order that tells nothing.
func TestNobodyCanTellWhoVotedOnceTheVotersAreForgotten(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	path := testdb.Address(t)
	db := openAt(t, path)
	b := poll(t, db, scrum.Anonymous)
	const key = "SECRETBALLOTKEY"
	var papers []scrum.BallotPaper
	for i, person := range []scrum.PersonID{"UZOE", "UNORA", "USAMIR", "UABEL"} {
		papers = append(papers, scrum.BallotPaper{Voter: b.Mark(person, key), Given: map[scrum.StoryID]int64{1: int64(i % 3)}, Copies: 1})
	}
	write(t, db, func(tx *storage.Tx) error {
		err := tx.KeepBallotKey(t.Context(), b.ID, key)
		for _, p := range papers {
			err = errors.Join(err, tx.KeepPaper(t.Context(), b.ID, p))
		}
		return err
	})
	if n := bytes.Count(bytesOf(t, path), []byte(key)); n == 0 {
		t.Fatal("the key is not in the file while the ballot runs, so this test proves nothing")
	}
	write(t, db, func(tx *storage.Tx) error { return tx.ForgetVoters(t.Context(), b.ID, scrum.Unsign(papers)) })
	held := bytesOf(t, path)
	for _, secret := range []string{key, string(papers[0].Voter), string(papers[3].Voter)} {
		if bytes.Contains(held, []byte(secret)) {
			t.Errorf("%s is still there", secret)
		}
	}
	read(t, db, func(tx *storage.Tx) error {
		got, err := tx.Papers(t.Context(), b.ID)
		want := []scrum.BallotPaper{
			{Voter: "1", Given: map[scrum.StoryID]int64{1: 0}, Copies: 2},
			{Voter: "2", Given: map[scrum.StoryID]int64{1: 1}, Copies: 1},
			{Voter: "3", Given: map[scrum.StoryID]int64{1: 2}, Copies: 1},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if _, missing := tx.BallotKey(t.Context(), b.ID); !errors.Is(missing, scrum.ErrNotFound) {
			t.Errorf("the key: %v", missing)
		}
		return err
	})
}

func TestRolesAndWeightsOfAProduct(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	write(t, db, func(tx *storage.Tx) error {
		return errors.Join(
			tx.SetMemberRole(t.Context(), p.ID, "UINES", scrum.RoleClient),
			tx.SetMemberRole(t.Context(), p.ID, "USAMIR", scrum.RoleObserver),
			tx.SetMemberRole(t.Context(), p.ID, "USAMIR", scrum.RoleTeam),
			tx.SetWeight(t.Context(), p.ID, scrum.RoleClient, 2*scrum.FullWeight),
			tx.SetWeight(t.Context(), p.ID, scrum.RoleClient, 3*scrum.FullWeight),
		)
	})
	read(t, db, func(tx *storage.Tx) error {
		roles, err := tx.MemberRoles(t.Context(), p.ID)
		if diff := cmp.Diff(map[scrum.PersonID]scrum.MemberRole{p.Owner: scrum.RoleOwner, "UINES": scrum.RoleClient}, roles); diff != "" {
			t.Errorf("roles (-want +got):\n%s", diff)
		}
		weights, also := tx.Weights(t.Context(), p.ID)
		if diff := cmp.Diff(scrum.Weights{scrum.RoleClient: 3 * scrum.FullWeight}, weights); diff != "" {
			t.Errorf("weights (-want +got):\n%s", diff)
		}
		return errors.Join(err, also)
	})
}

// A process that is killed right after it forgot the voters leaves a log that
// still holds them; the next start empties it.
func TestTheVotersAreForgottenAfterACrashToo(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	path := testdb.Address(t)
	db := openAt(t, path)
	b := poll(t, db, scrum.Anonymous)
	const key = "SECRETBALLOTKEY"
	mark := b.Mark("UNORA", key)
	write(t, db, func(tx *storage.Tx) error {
		return errors.Join(
			tx.KeepBallotKey(t.Context(), b.ID, key),
			tx.KeepPaper(t.Context(), b.ID, scrum.BallotPaper{Voter: mark, Given: map[scrum.StoryID]int64{1: 3}, Copies: 1}),
		)
	})
	crashed := filepath.Join(t.TempDir(), "crashed.db")
	read(t, db, func(tx *storage.Tx) error { // whoever reads keeps the log as it is
		if _, err := tx.BallotKey(t.Context(), b.ID); err != nil {
			return err
		}
		write(t, db, func(wtx *storage.Tx) error { return wtx.ForgetVoters(t.Context(), b.ID, nil) })
		for _, suffix := range []string{"", "-wal"} {
			if err := exec.CommandContext(t.Context(), "cp", path+suffix, crashed+suffix).Run(); err != nil {
				t.Fatal(err)
			}
		}
		return nil
	})
	if held := bytesOf(t, crashed); !bytes.Contains(held, []byte(key)) {
		t.Fatal("the log does not hold the key after the crash, so this test proves nothing")
	}
	openAt(t, crashed)
	held := bytesOf(t, crashed)
	for _, secret := range []string{key, string(mark)} {
		if bytes.Contains(held, []byte(secret)) {
			t.Errorf("%s is still there", secret)
		}
	}
}
