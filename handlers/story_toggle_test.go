package handlers_test

import (
	"strings"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/view"
)

func TestADoubleClickTakesNoVoteBack(t *testing.T) {
	t.Parallel()
	type deed struct {
		at   time.Duration // when it was done; they arrive in this order
		who  string
		what string
	}
	const ms = time.Millisecond
	for name, test := range map[string]struct {
		deeds []deed
		want  string
		told  int
	}{
		"a press":                         {[]deed{{0, "USAMIR", "press"}}, "👍 1", 1},
		"a double click":                  {[]deed{{0, "USAMIR", "press"}, {300 * ms, "USAMIR", "press"}}, "👍 1", 1},
		"impatience":                      {[]deed{{0, "USAMIR", "press"}, {700 * ms, "USAMIR", "press"}, {1900 * ms, "USAMIR", "press"}}, "👍 1", 1},
		"the second comes first":          {[]deed{{300 * ms, "USAMIR", "press"}, {0, "USAMIR", "press"}}, "👍 1", 1},
		"two presses":                     {[]deed{{0, "USAMIR", "press"}, {2 * time.Second, "USAMIR", "press"}}, "👍 0", 2},
		"back, by a double click":         {[]deed{{0, "USAMIR", "press"}, {5000 * ms, "USAMIR", "press"}, {5400 * ms, "USAMIR", "press"}}, "👍 0", 2},
		"back and forth":                  {[]deed{{0, "USAMIR", "press"}, {3000 * ms, "USAMIR", "press"}, {6000 * ms, "USAMIR", "press"}}, "👍 1", 3},
		"an hour ago by a clock set back": {[]deed{{time.Hour, "USAMIR", "press"}, {0, "USAMIR", "press"}}, "👍 0", 2},
		"two people":                      {[]deed{{0, "USAMIR", "press"}, {100 * ms, "UNORA", "press"}}, "👍 2", 2},
		"a reaction, then a press":        {[]deed{{0, "USAMIR", "react"}, {300 * ms, "USAMIR", "press"}}, "👍 1", 1},
		"a press, then a reaction":        {[]deed{{0, "USAMIR", "press"}, {300 * ms, "USAMIR", "react"}}, "👍 1", 1},
		"a reaction among two presses":    {[]deed{{0, "USAMIR", "press"}, {300 * ms, "USAMIR", "react"}, {600 * ms, "USAMIR", "press"}}, "👍 1", 2},
		"a reaction that comes late":      {[]deed{{300 * ms, "USAMIR", "press"}, {600 * ms, "USAMIR", "press"}, {0, "USAMIR", "react"}}, "👍 1", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := english(t)
			r.posted()
			told, start := 0, r.now
			for _, d := range test.deeds {
				at := start.Add(d.at)
				if d.what == "react" {
					r.reactsAt(d.who, r.timestamp("story:1"), "+1", true, at)
				} else {
					r.pressesAt(d.who, view.StoryVote, "1", at)
				}
				for _, line := range texts(r.posted()) {
					if strings.HasPrefix(line, "respond ") {
						told++
					}
				}
			}
			mustContain(t, name, r.standing("story:1"), test.want)
			if told != test.told {
				t.Errorf("told %d times, want %d", told, test.told)
			}
		})
	}
}

// pressesAt clicks a button in the channel at a time.
func (r *room) pressesAt(person, action, value string, at time.Time) {
	r.t.Helper()
	_, err := r.Click(r.t.Context(), handlers.Click{
		Key: r.key(), Person: person, Channel: "CPAY", Message: "1.2", Action: action, Value: value, Trigger: "trigger", Response: "https://hooks.test/1", At: at,
	})
	if err != nil {
		r.t.Fatal(err)
	}
}

func TestAPressOnVoteBesideANoSaysThatTheyCancel(t *testing.T) {
	t.Parallel()
	r := english(t)
	r.posted()
	r.reacts("UNORA", "story:1", "-1", true)
	r.posted()
	r.presses("UNORA", "CPAY", view.StoryVote, "1")
	if got := strings.Join(texts(r.posted()), "\n"); !strings.Contains(got, "PAY-1: your 👍 and your 👎 cancel") || strings.Contains(got, "counts. Press") {
		t.Errorf("told %s", got)
	}
}

func TestADoubleClickSharesAListOnce(t *testing.T) {
	t.Parallel()
	r := english(t)
	share := buttonsOf(t, r.types("UNORA", "CPAY", "/backlog").Private)["Share in the channel"]
	r.posted()
	for _, after := range []time.Duration{0, 400 * time.Millisecond, 10 * time.Second} {
		r.pressesAt("UNORA", share[0], share[1], r.now.Add(after))
	}
	posts := strings.Count(strings.Join(texts(r.posted()), "\n"), "post CPAY: Backlog of #payments")
	if posts != 2 {
		t.Errorf("posted %d times", posts)
	}
}
