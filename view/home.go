package view

import (
	"encoding/json"
	"fmt"
	"time"
	"unicode"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// HomeTab is Pogo's Home as one person sees it.
type HomeTab struct {
	Type            slack.ViewType `json:"type"`
	PrivateMetadata string         `json:"private_metadata"`
	Blocks          slack.Blocks   `json:"blocks"`
}

// OnHome is the private metadata of Home, by which a press on it is told from
// one in a form.
const OnHome = "home"

// JSON returns the view as the outbox keeps it.
func (h HomeTab) JSON() (json.RawMessage, error) {
	body, err := json.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("encode home: %w", err)
	}
	return body, nil
}

// HomeShown is what waits for a person, most urgent first.
type HomeShown struct {
	Note     *Message // the answer to what they just pressed here
	Piles    []PileShown
	Asks     []HomeAsk
	Ballots  []HomeBallot
	Pokers   []HomePoker
	ToAccept HomeStories
	Changes  HomeStories
	Blockers []HomeBlocker
	Actions  []scrum.Action
	Retros   []HomeRetro
	Absences []scrum.Absence
	Drafts   []scrum.Draft
	Taken    HomeStories
	Asked    HomeStories
	Products []HomeProduct
	Now      time.Time
	Zone     *time.Location // the person's
}

// HomeStories are stories of one kind: the first, and how many there are.
type HomeStories struct {
	First []scrum.Story
	Total scrum.Total
}

// Add counts one more, and keeps it if Home might show it.
func (h *HomeStories) Add(s scrum.Story) {
	if h.Total.N++; h.Total.N <= maxHomeLines {
		h.First = append(h.First, s)
	}
}

// HomeAsk is a stand-up that was not answered yet.
type HomeAsk struct {
	Ask     scrum.Ask
	Channel scrum.ChannelID
}

// HomeBallot is a vote in which the person has no voice yet.
type HomeBallot struct {
	Ballot  scrum.Ballot
	Channel scrum.ChannelID
}

// HomePoker is a poker that waits for the person's cards.
type HomePoker struct {
	Poker   scrum.PokerID
	Channel scrum.ChannelID
	Keys    []string // of the stories
	Until   time.Time
}

// HomeBlocker is something that the person can get out of somebody's way.
type HomeBlocker struct {
	Blocker scrum.Blocker
	Names   Names
}

// HomeRetro is a retrospective that takes notes.
type HomeRetro struct {
	Retro   scrum.Retro
	Channel scrum.ChannelID
}

// HomeProduct is a product that the person owns.
type HomeProduct struct {
	Product scrum.Product
	Open    scrum.Total
}

const (
	maxHomeLines  = 8 // of a group; more would bury the first
	maxHomeDrafts = 4 // each has its own buttons
	maxHomePiles  = 4 // likewise
	maxHomeBlocks = 100
)

// Home shows what waits for a person, each line with what can be done at once.
func Home(w *locale.Words, h HomeShown) HomeTab {
	var groups [][]slack.Block
	stories := func(key string, s HomeStories, lines []slack.Block) {
		if s.Total.N > 0 {
			groups = append(groups, homeGroup(w, key, s.Total, lines))
		}
	}
	add := func(key string, lines []slack.Block, n int) {
		if n > 0 {
			groups = append(groups, homeGroup(w, key, scrum.Total{N: n}, lines))
		}
	}
	if len(h.Piles) > 0 {
		groups = append(groups, homePiles(w, h.Piles))
	}
	add("home.asks", eachLine(h.Asks, func(a HomeAsk) slack.Block { return homeAsk(w, a) }), len(h.Asks))
	add("home.ballots", eachLine(h.Ballots, func(b HomeBallot) slack.Block { return homeBallot(w, h, b) }), len(h.Ballots))
	add("home.pokers", eachLine(h.Pokers, func(p HomePoker) slack.Block { return homePoker(w, h, p) }), len(h.Pokers))
	stories("home.toAccept", h.ToAccept, homeStories(w, h.ToAccept.First, StoryDone, "story.button.accept"))
	stories("home.changes", h.Changes, homeStories(w, h.Changes.First, StoryTry, "story.button.try"))
	add("home.blockers", eachLine(h.Blockers, func(b HomeBlocker) slack.Block { return homeBlocker(w, b) }), len(h.Blockers))
	add("home.actions", eachLine(h.Actions, func(a scrum.Action) slack.Block { return homeAction(w, a) }), len(h.Actions))
	add("home.retros", eachLine(h.Retros, func(r HomeRetro) slack.Block { return homeRetro(w, h, r) }), len(h.Retros))
	if len(h.Drafts) > 0 {
		groups = append(groups, homeDrafts(w, h.Drafts))
	}
	stories("home.mine", h.Taken, homeTaken(w, h.Taken.First))
	stories("home.asked", h.Asked, homeStories(w, h.Asked.First, StoryShow, "home.button.show"))
	if len(h.Absences) > 0 {
		groups = append(groups, homeAbsences(w, h))
	}
	add("home.products", eachLine(h.Products, func(p HomeProduct) slack.Block { return homeProduct(w, p) }), len(h.Products))
	return HomeTab{Type: slack.VTHomeTab, PrivateMetadata: OnHome, Blocks: slack.Blocks{BlockSet: homeBlocks(w, h.Note, groups)}}
}

// homeGroup is a heading that counts, and the first lines below it.
func homeGroup(w *locale.Words, key string, total scrum.Total, lines []slack.Block) []slack.Block {
	n := w.Number(total.N)
	if total.More {
		n = w.Say("home.moreThan", "n", n, "count", total.N)
	}
	heading := []rune(w.Say(key, "n", n, "count", total.N))
	heading[0] = unicode.ToUpper(heading[0])
	group := append([]slack.Block{header(string(heading))}, lines[:min(maxHomeLines, len(lines))]...)
	if total.More {
		return append(group, footnote(w.Say("home.others")))
	}
	return append(group, homeMore(w, total.N-maxHomeLines)...)
}

// homeMore says how many more there are, if any.
func homeMore(w *locale.Words, n int) []slack.Block {
	if n <= 0 {
		return nil
	}
	return []slack.Block{footnote(w.Say("home.more", "n", n))}
}

// homeBlocks puts groups below each other, as many as Home holds.
func homeBlocks(w *locale.Words, note *Message, groups [][]slack.Block) []slack.Block {
	var blocks []slack.Block
	if note != nil {
		blocks = append(append(blocks, note.Blocks...), slack.NewDividerBlock())
	}
	if len(groups) == 0 {
		blocks = append(blocks, section(w.Say("home.nothing")))
	}
	for _, group := range groups {
		if len(blocks)+len(group) < maxHomeBlocks {
			blocks = append(blocks, group...)
		}
	}
	return append(blocks, footnote(w.Say("home.start")))
}

func eachLine[T any](things []T, draw func(T) slack.Block) []slack.Block {
	lines := make([]slack.Block, 0, len(things))
	for _, thing := range things {
		lines = append(lines, draw(thing))
	}
	return lines
}
