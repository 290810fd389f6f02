package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	mathrand "math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"pogo/slacksim"
	"pogo/view"
)

// told is what somebody had Pogo keep, and whether that was acknowledged.
type told[T any] struct {
	what  T
	acked bool
}

// holds reports whether what is kept is the newest that was acknowledged, or
// something that was said after it. Where nothing was acknowledged it may also
// be as it was before.
func holds[T any](list []told[T], before T, is func(T) bool) bool {
	for _, s := range slices.Backward(list) {
		if is(s.what) {
			return true
		}
		if s.acked {
			return false
		}
	}
	return is(before)
}

// clicker is somebody in each channel who uses buttons and forms, and what they
// did by them, to be judged.
type clicker struct {
	*siege
	mate    int
	thumbs  map[thumb][]told[bool]
	pressed map[thumb]time.Time
	states  map[int64][]told[string]  // of stories
	titles  map[string][]told[string] // of the second story of a channel
	papers  map[string][]told[string] // handed in in a channel: the ids of the stories
	marks   map[mark]bool
	forms   []need
}

// thumb is somebody's vote for a story by the button on its card.
type thumb struct {
	story       int64
	who         string
	channel, ts string // of the card
}

// need is what stood in a form that was acknowledged.
type need struct{ text, criterion string }

func newClicker(s *siege, mate int) *clicker {
	return &clicker{
		siege: s, mate: mate, thumbs: map[thumb][]told[bool]{}, pressed: map[thumb]time.Time{}, states: map[int64][]told[string]{},
		titles: map[string][]told[string]{}, papers: map[string][]told[string]{}, marks: map[mark]bool{},
	}
}

// clicks uses now this button or form and now that.
func (s *clicker) clicks(stop <-chan struct{}) {
	deeds := []func(*target, string){s.wants, s.wants, s.finishes, s.fillsIn, s.rewords, s.votes, s.votes}
	s.until(stop, 10*time.Millisecond, func() {
		c := &s.cards[mathrand.IntN(len(s.cards))]
		deeds[mathrand.IntN(len(deeds))](c, c.people[1+s.mate])
	})
}

// way is how something is done to a story on its card.
type way struct {
	story int64
	press slacksim.Press
}

// ways are the buttons, and the options of menus, by which people do something
// to the stories of a channel, but for those with a part of their own here.
func (s *clicker) ways(c *target, action string) (all []way) {
	for _, m := range s.slack.Messages("", c.channel) {
		if m.EphemeralTo != "" || m.TS == c.ts || m.TS == c.second {
			continue
		}
		for _, e := range elements(m.Blocks) {
			if e.ActionID == action {
				id, _ := strconv.ParseInt(e.Value, 10, 64)
				all = append(all, way{id, press(m, action)})
			}
			for _, o := range e.Options {
				if value, ok := strings.CutPrefix(o.Value, action+":"); ok {
					id, _ := strconv.ParseInt(value, 10, 64)
					all = append(all, way{id, press(m, e.ActionID, o.Value)})
				}
			}
		}
	}
	return all
}

// anyOf is one of the ways to do something to a story that is there for it.
func (s *clicker) anyOf(c *target, action string, isFor func(story int64) bool) (way, bool) {
	all := slices.DeleteFunc(s.ways(c, action), func(w way) bool { return !isFor(w.story) })
	if len(all) == 0 {
		return way{}, false
	}
	return all[mathrand.IntN(len(all))], true
}

// wants gives a vote by the button to a story with an even id, or takes it back:
// to do that twice is not to do it at all.
func (s *clicker) wants(c *target, who string) {
	w, ok := s.anyOf(c, view.StoryVote, func(story int64) bool { return story%2 == 0 })
	key := thumb{w.story, who, c.channel, w.press.Message}
	list := s.thumbs[key]
	if !ok || len(list) > 0 && !list[len(list)-1].acked || s.now().Sub(s.pressed[key]) < 3*time.Second {
		return // nobody knows what one more press would mean, or it is the same
	}
	s.pressed[key] = s.now()
	give := len(list) == 0 || !list[len(list)-1].what
	err := s.slack.Press(who, w.press)
	s.thumbs[key] = append(list, told[bool]{give, err == nil})
}

// finishes marks one of its own stories as done, and perhaps takes that back.
func (s *clicker) finishes(c *target, who string) {
	w, ok := s.anyOf(c, view.StoryDone, func(story int64) bool { return story%2 == 1 && int(story/2)%mates == s.mate })
	if !ok || len(s.states[w.story]) > 0 {
		return
	}
	began, jumped, before := time.Now(), s.ahead.Load(), len(s.undos(c, who))
	err := s.slack.Press(who, w.press)
	s.states[w.story] = append(s.states[w.story], told[string]{"accepted", err == nil})
	if err != nil || mathrand.IntN(2) == 0 {
		return
	}
	s.within(500*time.Millisecond, func() bool { return len(s.undos(c, who)) > before })
	undos := s.undos(c, who)
	if len(undos) == before {
		return // the answer went down with the process
	}
	err = s.slack.Press(who, undos[len(undos)-1])
	const inTime = 10 * time.Second // at this pace a third of what there is
	undone := err == nil && time.Since(began) < inTime && s.ahead.Load() == jumped
	s.states[w.story] = append(s.states[w.story], told[string]{"draft", undone})
}

// undos are the buttons that somebody was shown to take something back, other
// than a story of theirs: that one may be shown late, and stays.
func (s *clicker) undos(c *target, who string) (all []slacksim.Press) {
	for _, m := range s.slack.Messages(who, c.channel) {
		for _, e := range elements(m.Blocks) {
			if m.EphemeralTo == who && e.ActionID == view.UndoButton && !strings.HasPrefix(e.Text.Text, "Withdraw") {
				all = append(all, press(m, e.ActionID))
			}
		}
	}
	return all
}

// form has somebody open a form, if it opens.
func (s *clicker) form(who, name string, open func() error) (slacksim.View, bool) {
	for v, ok := s.slack.OpenView(who); ok; v, ok = s.slack.OpenView(who) { // of before
		_ = s.slack.CloseView(who, v.ID) // it need not hear of that
	}
	if open() != nil {
		return slacksim.View{}, false
	}
	var v slacksim.View
	s.within(500*time.Millisecond, func() bool {
		v, _ = s.slack.OpenView(who)
		return v.CallbackID == name
	})
	return v, v.CallbackID == name
}

// submit sends a form, and reports whether it was acknowledged and nothing is
// left to do: it closed, or has no button to send it once more.
func (s *clicker) submit(who string, form slacksim.View, fields map[string]any) bool {
	values := map[string]map[string]any{}
	for name, value := range fields {
		values[name] = map[string]any{name: value}
	}
	result, err := s.slack.Submit(who, form.ID, values)
	return err == nil && (result.Action == "close" || result.Action == "update" && result.View.Submit == "")
}

// unlike is a text that no other has.
func unlike() string { return strings.ToLower(rand.Text()[:9] + " " + rand.Text()[:9]) }

// fillsIn creates a story by the form.
func (s *clicker) fillsIn(c *target, who string) {
	if s.enough() {
		return
	}
	form, ok := s.form(who, view.StoryCreate, func() error { return s.slack.Command(who, c.channel, "/story") })
	if !ok {
		return
	}
	n := need{unlike(), unlike()}
	acked := s.submit(who, form, map[string]any{"text": n.text, "criteria": n.criterion})
	s.mu.Lock()
	defer s.mu.Unlock()
	if !acked {
		s.typed[n.text] = c.channel
		return
	}
	s.acked[n.text] = c.channel
	s.forms = append(s.forms, n)
}

// rewords changes the title of the second story by the form. In a channel it is
// always the same person.
func (s *clicker) rewords(c *target, who string) {
	if c.number%mates != s.mate {
		return
	}
	open := slacksim.Press{Channel: c.channel, Message: c.second, ActionID: view.StoryEdit}
	form, ok := s.form(who, view.StoryRevise, func() error { return s.slack.Press(who, open) })
	if ok {
		title := unlike()
		s.titles[c.channel] = append(s.titles[c.channel], told[string]{title, s.submit(who, form, map[string]any{"title": title})})
	}
}

// clicksKept judges what was done by buttons and forms.
func (s *clicker) clicksKept() {
	s.t.Helper()
	for key, list := range s.thumbs {
		given := s.kept.number("SELECT count(*) FROM story_vote WHERE story_id = $1 AND person_id = $2", key.story, key.who) == 1
		if !holds(list, false, func(want bool) bool { return want == given }) {
			s.t.Errorf("of %s a vote for story %d is kept: %t, after %v", key.who, key.story, given, list)
		}
		s.thumbsShown(key)
	}
	for story, list := range s.states {
		state := s.kept.text("SELECT state FROM story WHERE id = $1", story)
		if !holds(list, "draft", func(want string) bool { return want == state }) {
			s.t.Errorf("story %d is %s, after %v", story, state, list)
		}
		if n := s.kept.number("SELECT count(*) FROM story_move WHERE story_id = $1 AND state = 'accepted'", story); n > 1 {
			s.t.Errorf("story %d was done %d times", story, n)
		}
	}
	for _, n := range s.forms {
		criteria, _ := json.Marshal([]string{n.criterion}) //nolint:errchkjson // because it is a text
		if kept := s.kept.number("SELECT count(*) FROM story WHERE text = $1 AND criteria = $2", n.text, string(criteria)); kept != 1 {
			s.t.Errorf("a form with %s and %s is kept %d times", n.text, n.criterion, kept)
		}
	}
	for _, c := range s.cards {
		if c.number%mates != s.mate {
			continue
		}
		title := s.kept.text("SELECT title FROM story JOIN product ON product.id = product_id WHERE channel_id = $1 AND number = 2", c.channel)
		if !holds(s.titles[c.channel], "", func(want string) bool { return want == title }) {
			s.t.Errorf("the title in %s is %q, after %v", c.channel, title, s.titles[c.channel])
		}
		if shown := s.message(c.channel, c.second).Text; !strings.Contains(strings.ToLower(shown), title) {
			s.t.Errorf("the title %q is not on the card: %s", title, shown)
		}
	}
}

// thumbsShown compares a card with the votes for its story.
func (s *clicker) thumbsShown(key thumb) {
	s.t.Helper()
	n := s.kept.number("SELECT count(*) FROM story_vote WHERE story_id = $1", key.story)
	card := s.message(key.channel, key.ts).Text
	if shown := strings.Contains(card, fmt.Sprintf("👍 %d", n)); n > 0 && !shown || n == 0 && strings.Contains(card, "👍 ") && !shown {
		s.t.Errorf("%d want story %d, and its card says %s", n, key.story, card)
	}
}

// message is what stands at a place.
func (s *siege) message(channel, ts string) slacksim.Message {
	for _, m := range s.slack.Messages("", channel) {
		if m.TS == ts && m.EphemeralTo == "" {
			return m
		}
	}
	return slacksim.Message{}
}

// tellClicks says what was done by buttons and forms.
func (s *siege) tellClicks() {
	s.t.Helper()
	each, forms, marks := map[string][2]int{}, 0, 0
	add := func(what string, acked, not int) {
		each[what] = [2]int{each[what][0] + acked, each[what][1] + not}
	}
	for _, c := range s.clickers {
		for what, n := range map[string]func() (int, int){
			"votes by the button": func() (int, int) { return known(c.thumbs) },
			"done and undone":     func() (int, int) { return known(c.states) },
			"reworded":            func() (int, int) { return known(c.titles) },
			"papers":              func() (int, int) { return known(c.papers) },
		} {
			acked, not := n()
			add(what, acked, not)
		}
		forms, marks = forms+len(c.forms), marks+len(c.marks)
	}
	s.t.Logf("acknowledged and not: %v; needs by a form %d; marks on votes %d", each, forms, marks)
}

// known counts what was said and what of it was acknowledged.
func known[K comparable, T any](all map[K][]told[T]) (acked, not int) {
	for _, list := range all {
		for _, s := range list {
			if s.acked {
				acked++
			} else {
				not++
			}
		}
	}
	return acked, not
}
