package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"pogo/tally"
)

// Whoever has the file of a vote can count it again: for each method a vote is
// held in the pretend Slack, exported, and given to the program.
func TestAVoteThatWasHeldIsRecountedFromItsFile(t *testing.T) {
	t.Parallel()
	s := staged(t, 3)
	s.play("/estimate PAY-1 8")
	s.play("/estimate PAY-2 3")
	number := 0
	for _, vote := range []struct {
		how    string
		papers map[string]string // what each person fills in
	}{
		{"approval secret", map[string]string{"nora": "approve 1|2", "samir": "approve 2", "lea": "approve yes"}},
		{"approval anonymous", map[string]string{"nora": "approve 1|2", "samir": "approve 2", "lea": "approve 2|3"}},
		{"ranked", map[string]string{"nora": "story.1 1 story.2 2", "samir": "story.3 1 story.2 1", "ines": "story.1 3 story.2 2 story.3 1"}},
		{"score", map[string]string{"nora": "story.1 5 story.2 3", "samir": "story.3 0", "lea": "story.1 1 story.2 4 story.3 4"}},
		{"dots anonymous", map[string]string{"nora": "story.1 2", "samir": "story.1 1 story.3 1", "lea": "story.2 2"}},
		{"yes/no", map[string]string{"nora": "story.1 1 story.2 -1", "samir": "story.1 -1", "lea": "story.2 1 story.3 1"}},
		{"quadratic", map[string]string{"nora": "story.1 9", "samir": "story.2 5 story.3 5", "ines": "abstain yes"}},
	} {
		s.play("/vote top 3 " + vote.how)
		for _, who := range []string{"nora", "samir", "lea", "ines"} {
			if fields, votes := vote.papers[who]; votes {
				s.votes(who, fields)
			}
		}
		s.play("/vote close")
		number++
		s.recount(number)
	}
	s.play("/vote top 3")
	s.does("nora", "reacts", "two", "Vote: what comes first")
	s.does("ines", "reacts", "three", "Vote: what comes first")
	s.play("/vote close")
	s.moves("+1m")
	s.recount(number + 1)
}

// Sixty stories are more than a message lists; the order that is applied holds
// them all.
func TestAnApprovalOfSixtyStoriesIsAppliedWhole(t *testing.T) {
	t.Parallel()
	s := staged(t, 60)
	s.play("/vote top 60 approval secret")
	s.votes("nora", "approve 60|59|7")
	s.votes("samir", "approve 60")
	if said := s.play("/vote close"); !strings.Contains(said, "and 48 more, in the file") {
		t.Errorf("the result says %s", said)
	}
	s.recount(1)
	if said := s.does("nora", "presses", "Apply this order"); !strings.Contains(said, "and 53 others now come first in the backlog") {
		t.Errorf("applied, it says %s", said)
	}
	if said := s.play("/backlog"); !strings.Contains(said, "1. PAY-60 ") {
		t.Errorf("the backlog is %s", said)
	}
}

// recounter is a stage on which votes are held and recounted.
type recounter struct {
	*stage
	t *testing.T
}

// staged has so many stories in the channel, all of Nora's.
func staged(t *testing.T, stories int) recounter {
	t.Helper()
	s, err := newStage(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close)
	r := recounter{stage: s, t: t}
	for i := range stories {
		r.play(fmt.Sprintf("/story As a buyer, I want to pay in way %d so that I need no cash", i+1))
	}
	return r
}

// does lets somebody do something, and returns what is new to them.
func (r recounter) does(who string, args ...string) string {
	r.t.Helper()
	said, err := r.person(who, args)
	if err != nil {
		r.t.Fatalf("%s %v: %v", who, args, err)
	}
	return said
}

// play lets Nora type a command.
func (r recounter) play(command string) string {
	r.t.Helper()
	return r.does("nora", strings.Fields(command)...)
}

func (r recounter) moves(by string) {
	r.t.Helper()
	if _, err := r.cmdClock([]string{by}); err != nil {
		r.t.Fatal(err)
	}
}

// votes lets somebody fill in their paper.
func (r recounter) votes(who, fields string) {
	r.t.Helper()
	r.does(who, "presses", "Cast my vote")
	r.does(who, append([]string{"submits"}, strings.Fields(fields)...)...)
}

// recount exports a vote and has a process of the program's own count it, which
// must agree.
func (r recounter) recount(number int) {
	r.t.Helper()
	r.play(fmt.Sprint("/vote export ", number))
	pogo := exec.CommandContext(r.t.Context(), os.Args[0], "tally")
	pogo.Env = append(os.Environ(), child+"=0s")
	pogo.Stdin = strings.NewReader(r.newestFile())
	out, err := pogo.CombinedOutput()
	var said tally.Result
	if json.Unmarshal(out, &said) != nil || err != nil || said.Agrees == nil || !*said.Agrees {
		r.t.Errorf("vote %d: %v\n%s\n%s", number, err, out, r.newestFile())
	}
}

// newestFile is what stands in the last file that Nora was sent.
func (r recounter) newestFile() string {
	nora, content := r.people["nora"], ""
	for _, m := range r.slack.Messages(nora, r.slack.DM(nora)) {
		var files []struct{ ID string }
		if json.Unmarshal(m.Files, &files) == nil {
			for _, f := range files {
				bytes, _ := r.slack.FileContent(f.ID)
				content = string(bytes)
			}
		}
	}
	return content
}
