package handlers_test

import (
	"strings"
	"testing"
	"time"

	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

func (r *room) ballotNow() (b scrum.Ballot) {
	r.t.Helper()
	read(r, func(tx *storage.Tx) (err error) {
		b, err = tx.Ballot(r.t.Context(), 1)
		return err
	})
	return b
}

func TestAVoteWithoutATimeClosesAtItsQuorum(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UCLAIRE", "CPAY", "/vote top 3 secret quorum 2")
	mustContain(t, "the vote", r.standing("ballot:1"), "Open until the quorum is reached", "Quorum: 2 votes.")
	r.votes("UNORA", map[string]string{"approve": "1"})
	if b := r.ballotNow(); b.State != scrum.BallotOpen {
		t.Errorf("after one vote it is %s", b.State)
	}
	r.votes("USAMIR", map[string]string{"approve": "yes"})
	if b := r.ballotNow(); b.State != scrum.BallotPublished || b.Outcome.Needed != 2 || b.Outcome.Advisory {
		t.Errorf("after two it is %s: %+v", b.State, b.Outcome)
	}

	r = english(t)
	r.types("UCLAIRE", "CPAY", "/vote top 3 quorum 1")
	r.posted()
	r.reacts("UNORA", "ballot:1", "one", true)
	r.waits(30 * time.Second)
	r.reacts("UNORA", "ballot:1", "two", true) // who had begun may finish
	r.waits(2 * time.Minute)
	if b := r.ballotNow(); b.State != scrum.BallotPublished || b.Outcome.Rows[1].Approvals != 1 {
		t.Errorf("by reactions it is %s: %+v", b.State, b.Outcome.Rows)
	}
}

func TestAVoteWithoutItsQuorumGetsAWorkingDayMoreAndThenIsAdvice(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.types("UCLAIRE", "CPAY", "/po role <@UINES> client")
	r.types("UCLAIRE", "CPAY", "/vote top 3 secret until Fri 17:00 quorum 50% client")
	mustContain(t, "the vote", r.standing("ballot:1"), "Quorum: 2 votes, a client's among them.")
	r.votes("UNORA", map[string]string{"approve": "1"})
	r.votes("USAMIR", map[string]string{"approve": "1"})
	r.posted()
	r.waits(time.Date(2026, time.March, 6, 16, 5, 0, 0, time.UTC).Sub(r.now))
	told := strings.Join(texts(r.posted()), "\n")
	mustContain(t, "who is missing", told, "post UCLAIRE: Le vote dans <#CPAY> a reçu trop peu de votes", "post UINES: ")
	if strings.Contains(told, "post UNORA: ") || strings.Contains(told, "post UEVE: ") {
		t.Errorf("who voted, or nobody waits for, is told:\n%s", told)
	}
	mustContain(t, "the vote", r.standing("ballot:1"), "Open until Mon 9 Mar, 17:00 (Paris)", "extended by a working day")
	r.waits(3*24*time.Hour - time.Hour)
	if b := r.ballotNow(); b.State != scrum.BallotOpen {
		t.Errorf("before its time it is %s", b.State)
	}
	r.waits(2 * time.Hour)
	b := r.ballotNow()
	if b.State != scrum.BallotPublished || !b.Outcome.Advisory || len(b.Outcome.Missing) != 1 {
		t.Errorf("it is %s: %+v", b.State, b.Outcome)
	}
}

func TestWhoHasNotVotedIsRemindedOnceInTheirOwnTime(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, secrecy, want string }{
		{"a secret vote", "secret", "USAMIR 9 Mar 10:00"},
		{"an anonymous one, of which nothing may tell who voted", "anonymous", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := english(t)
			r.types("UCLAIRE", "CPAY", "/vote top 3 until 2026-03-11 17:00 "+test.secrecy)
			r.votes("UCLAIRE", map[string]string{"approve": "1"})
			r.votes("UNORA", map[string]string{"approve": "1"})
			r.posted()
			var reminded []string
			for range 10 * 24 {
				r.waits(time.Hour)
				for _, line := range texts(r.posted()) {
					if person, about, _ := strings.Cut(line, ": "); strings.Contains(about, "attend le tien") || strings.Contains(about, "yours is missing") {
						// at 9:15 or, looked at every hour, soon after
						reminded = append(reminded, strings.TrimPrefix(person, "post ")+" "+r.now.In(mustZone(t, "Europe/Paris")).Format("2 Jan 15:04"))
					}
				}
			}
			if strings.Join(reminded, ", ") != test.want {
				t.Errorf("reminded %q, want %q", reminded, test.want)
			}
		})
	}
}

func mustZone(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestWeightsAreSetByTheOwnerAndFrozenInAVote(t *testing.T) {
	t.Parallel()
	r := english(t)
	mustContain(t, "who is no owner", said(r.types("UNORA", "CPAY", "/vote weights client 3")), "Only Claire, who owns this product")
	mustContain(t, "too much", said(r.types("UCLAIRE", "CPAY", "/vote poids client 7")), "Un poids va de 0,5 à 5")
	mustContain(t, "no role", said(r.types("UCLAIRE", "CPAY", "/vote poids chef 2")), "/vote poids client 3 responsable 2")
	r.types("UCLAIRE", "CPAY", "/po rôle <@UINES> cliente")
	mustContain(t, "the list", said(r.types("UCLAIRE", "CPAY", "/vote poids client 3 responsable 1,5")),
		"côté client, avec droit de vote et sans daily\u202f: Inès · compte 3 dans les votes", "Claire · compte 1,5 dans les votes")

	answer := r.types("UCLAIRE", "CPAY", "/vote top 3 secret until tomorrow")
	mustContain(t, "one person has more than a third", said(answer), "plus d'un tiers\u202f: un client 3")
	r.presses("UCLAIRE", "CPAY", view.BallotSure, buttonValue(t, answer.Private, view.BallotSure))
	mustContain(t, "the vote", r.standing("ballot:1"), "Weights: a client 3, the owner 1.5, everyone else 1.", "Open until Tue 3 Mar, 17:00 (Paris)")
	r.types("UCLAIRE", "CPAY", "/vote poids client 1 responsable 1")
	r.votes("UINES", map[string]string{"approve": "2"})
	mustContain(t, "the vote after a change", r.standing("ballot:1"), "a client 3")
	r.types("UCLAIRE", "CPAY", "/vote clore")
	if row := r.ballotNow().Outcome.Rows[0]; row.Story != 2 || row.Sum != 3*scrum.OneVote {
		t.Errorf("counted %+v", row)
	}

	r.types("UCLAIRE", "CPAY", "/vote poids client 3")
	r.types("UCLAIRE", "CPAY", "/vote top 3 anonyme")
	if text := r.standing("ballot:2"); strings.Contains(text, "Weights") || !strings.Contains(text, "everyone counts the same") {
		t.Errorf("an anonymous vote says %s", text)
	}
}

func TestClientsAndObserversAreNotAskedAtStandups(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.types("UCLAIRE", "CPAY", "/po rôle <@USAMIR> observateur")
	r.types("UCLAIRE", "CPAY", "/po rôle <@UNORA> client")
	for _, line := range r.until(on("Tue", "23:00")) {
		if strings.Contains(line, " USAMIR: ") || strings.Contains(line, " UNORA: ") {
			t.Errorf("asked: %s", line)
		}
	}
	mustContain(t, "an observer", said(r.types("USAMIR", "CPAY", "/standup answer")), "Le daily est pour l'équipe")
	r.types("UCLAIRE", "CPAY", "/po rôle <@USAMIR> équipe")
	asked := strings.Join(r.until(on("Wed", "23:00")), "\n")
	mustContain(t, "who is back in the team", asked, " USAMIR: ")
	mustContain(t, "the owner", said(r.types("UCLAIRE", "CPAY", "/po rôle <@UCLAIRE> client")), "Tu es responsable du produit")
}
