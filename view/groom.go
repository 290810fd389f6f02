package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// What the buttons of grooming are called on the wire.
const (
	GroomKeep    = "groom.keep"
	GroomRewrite = "groom.rewrite"
	GroomDrop    = "groom.drop"
	GroomSkip    = "groom.skip"
)

// GroomName names the message in which somebody goes through old stories.
func GroomName(id scrum.GroomID) string { return "groom:" + itoa(id) }

// GroomShown is where a going-through of old stories stands.
type GroomShown struct {
	Groom   scrum.Groom
	Channel string      // name of the product's channel
	Story   scrum.Story // that waits for a verdict
	Names   Names
	Now     time.Time
}

// Groom offers the story that waits; at the end it says what came of all.
func Groom(w, labels *locale.Words, g GroomShown) Message {
	i := g.Groom.Current()
	if i < 0 {
		return groomSum(w, g)
	}
	s := g.Story
	facts := []string{groomAge(w, g.Groom.Items[i].Since, g.Now)}
	facts = append(append(facts, askedBy(w, s, g.Names)...), "👍 "+itoa(s.Thumbs))
	if s.Size.Known {
		facts = append(facts, points(w, s.Size))
	}
	title := w.Say("groom.title", "i", i+1, "of", len(g.Groom.Items), "channel", escape(g.Channel))
	blocks := []slack.Block{footnote(title), storyHead(s)}
	if parts := storyParts(s); len(parts) > 0 {
		blocks = append(blocks, rich(parts...))
	}
	if len(s.Criteria) > 0 {
		blocks = append(blocks, storyCriteria(labels, s.Criteria)...)
	}
	value := itoa(g.Groom.ID) + " " + itoa(s.ID)
	blocks = append(blocks, footnote(facts...), buttons(
		button(GroomKeep, value, w.Say("groom.button.keep")),
		button(GroomRewrite, value, w.Say("groom.button.rewrite")),
		button(GroomDrop, value, w.Say("groom.button.drop")),
		button(GroomSkip, value, w.Say("groom.button.skip")),
	))
	if g.Groom.Weeks > 0 {
		blocks = append(blocks, footnote(w.Say("groom.every", "n", g.Groom.Weeks)))
	}
	text := title + " · " + s.Key + " " + escape(headline(s)) + " (" + strings.Join(facts, ", ") + ")"
	return Message{Text: clip(text, maxFallback), Blocks: blocks}
}

// groomAge says how long nobody changed a story, without whom.
func groomAge(w *locale.Words, since, now time.Time) string {
	return w.Say("groom.age", "n", max(0, int(now.Sub(since).Hours()/24)))
}

func groomSum(w *locale.Words, g GroomShown) Message {
	count := map[scrum.GroomVerdict]int{}
	for _, item := range g.Groom.Items {
		count[item.Verdict]++
	}
	var parts []string
	for _, v := range []scrum.GroomVerdict{scrum.GroomKept, scrum.GroomRewritten, scrum.GroomDropped, scrum.GroomSkipped, scrum.GroomGone} {
		if n := count[v]; n > 0 {
			parts = append(parts, w.Say("groom.sum."+string(v), "n", n))
		}
	}
	said := w.Say("groom.sum", "n", len(g.Groom.Items), "channel", escape(g.Channel), "verdicts", w.List(parts))
	if count[scrum.GroomKept] > 0 {
		said += " " + w.Say("groom.rest", "n", int(scrum.GroomRest.Hours()/24))
	}
	return Note(said)
}
