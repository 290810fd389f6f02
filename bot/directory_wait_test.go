package bot

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pogo/slacksim"
)

// anew starts the bot once more, with a Slack that is in trouble.
func (w *world) anew(method string, f slacksim.Fault) {
	w.t.Helper()
	if err := w.stop(); err != nil {
		w.t.Fatal(err)
	}
	w.Fail(method, f)
	w.start()
}

func TestWhoLeavesIsNoticedWhateverSlackAsksFor(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]slacksim.Fault{
		"a long silence": {Status: 429, RetryAfter: 1e9 * time.Second},
		"some patience":  {Status: 429, RetryAfter: 8 * time.Second},
		"nothing":        {}, // but a crowd came, whom it tells of one by one
		"time":           {Delay: 8 * time.Second, Times: 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, slacksim.Config{}, nil, func(w *world) {
				for i := range 3 * lookupPage {
					w.AddPerson(slacksim.Person{Name: fmt.Sprint("colleague ", i)})
				}
				w.anew("users.list", fault)
				if err := w.Leave(samir, dev); err != nil {
					t.Fatal(err)
				}
				w.pass(10 * time.Second)
				if slices.Contains(w.handler.members[dev], samir) {
					t.Error("samir is still thought to be there")
				}
			})
		})
	}
}

// What is archived, or what Pogo left, is in no list that is read later.
func TestALookUpThatFailedIsMadeAgain(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.pass(time.Second)
		w.Fail("conversations.info", slacksim.Fault{Status: 500, Times: 2})
		if err := w.Archive(claire, client); err != nil {
			t.Fatal(err)
		}
		w.pass(20 * time.Second)
		if !w.handler.channels[client].Archived {
			t.Error("nobody noticed that the channel is archived")
		}
		asked := len(w.Calls("conversations.info"))
		w.pass(time.Hour)
		if more := len(w.Calls("conversations.info")) - asked; more > 0 {
			t.Errorf("what is known was looked up %d times more", more)
		}
	})
}

func TestSlackIsNotHammeredByWhatItDoesNotTell(t *testing.T) {
	t.Parallel()
	for refusal, most := range map[string]int{"missing_scope": 1, "internal_error": 40} {
		t.Run(refusal, func(t *testing.T) {
			t.Parallel()
			inWorld(t, slacksim.Config{}, nil, func(w *world) {
				w.pass(time.Second)
				before := len(w.Calls("conversations.info"))
				w.Fail("conversations.info", slacksim.Fault{Error: refusal, Times: 1000})
				if err := w.Archive(claire, client); err != nil {
					t.Fatal(err)
				}
				w.pass(time.Hour)
				if n := len(w.Calls("conversations.info")) - before; n > most {
					t.Errorf("asked %d times in an hour", n)
				}
			})
		})
	}
}
