package view

import (
	"encoding/json"
	"fmt"
	"strings"
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

func homeStories(w *locale.Words, stories []scrum.Story, action, label string) []slack.Block {
	return eachLine(stories, func(s scrum.Story) slack.Block { return homeStory(w, s, choice{action, w.Say(label)}) })
}

// homeTaken offers the next step of what is begun, or will be.
func homeTaken(w *locale.Words, stories []scrum.Story) []slack.Block {
	return eachLine(stories, func(s scrum.Story) slack.Block {
		if s.State == scrum.StoryToAccept {
			return homeStory(w, s, choice{StoryShow, w.Say("home.button.show")})
		}
		return homeStory(w, s, storyNext(w, s)[0])
	})
}

func homeStory(w *locale.Words, s scrum.Story, c choice) slack.Block {
	state := w.Say("story.state." + string(s.State))
	if s.Epic {
		state = w.Say("epic.name")
	}
	text := "*" + s.Key + "* " + escape(headline(s)) + " · " + state
	if !s.Epic && s.State.Open() && !s.Size.Known && c.action != StoryShow && c.action != StoryDone {
		text += " · " + w.Say("home.unestimated", "command", "`/estimate "+s.Key+" 3`")
	}
	return sectionWith(text, homeButton(c.action, itoa(s.ID), c.label))
}

// homeButton has the thing in its action id too: Home has many alike.
func homeButton(action, value, label string) *slack.ButtonBlockElement {
	return button(action+"."+strings.ReplaceAll(value, " ", "-"), value, label)
}

func inChannel(id scrum.ChannelID) string { return "<#" + string(id) + ">" }

func homeAsk(w *locale.Words, a HomeAsk) slack.Block {
	return sectionWith(w.Say("home.ask", "channel", inChannel(a.Channel)), homeButton(StandupAnswer, itoa(a.Ask.ID), w.Say("standup.button.answer")))
}

func homeBallot(w *locale.Words, h HomeShown, b HomeBallot) slack.Block {
	if b.Ballot.ClosesAt.IsZero() {
		return section(w.Say("home.ballot", "number", b.Ballot.Number, "channel", inChannel(b.Channel)))
	}
	until := w.Moment(b.Ballot.ClosesAt.In(h.Zone), h.Now)
	return section(w.Say("home.ballotUntil", "number", b.Ballot.Number, "channel", inChannel(b.Channel), "until", until))
}

func homePoker(w *locale.Words, h HomeShown, p HomePoker) slack.Block {
	text := w.Say("home.poker", "keys", w.List(p.Keys), "channel", inChannel(p.Channel), "until", w.Moment(p.Until.In(h.Zone), h.Now))
	return sectionWith(text, homeButton(PokerVote, itoa(p.Poker), w.Say("poker.button.vote")))
}

// homeBlocker is what the person can get out of the way: first they take care
// of it, then it is resolved.
func homeBlocker(w *locale.Words, h HomeBlocker) slack.Block {
	b := h.Blocker
	text := w.Say("home.blocker", "who", escape(h.Names.Of(b.Person)), "text", w.Quote(escape(oneLine(h.Names.in(b.Text), 200))))
	if b.AckedAt.IsZero() {
		return sectionWith(text, homeButton(BlockerHelp, itoa(b.ID), w.Say("blocker.button.help")))
	}
	return sectionWith(text, homeButton(BlockerResolve, itoa(b.ID), w.Say("standup.button.resolved")))
}

func homeAction(w *locale.Words, a scrum.Action) slack.Block {
	text := w.Say("home.action", "text", escape(oneLine(a.Text, 200)), "due", dueDay(w, a.Due))
	return sectionWith(text, homeButton(ActionTold, itoa(a.ID), w.Say("retro.button.done")))
}

func homeRetro(w *locale.Words, h HomeShown, r HomeRetro) slack.Block {
	text := w.Say("home.retro", "channel", inChannel(r.Channel), "until", w.Moment(r.Retro.ClosesAt.In(h.Zone), h.Now))
	return sectionWith(text, homeButton(RetroWrite, itoa(r.Retro.ID), w.Say("retro.button.write")))
}

// homeDrafts are needs that became no story yet, each with both its ways on.
func homeDrafts(w *locale.Words, drafts []scrum.Draft) []slack.Block {
	blocks := []slack.Block{header(w.Say("home.drafts", "n", len(drafts)))}
	for _, d := range drafts[:min(maxHomeDrafts, len(drafts))] {
		where := w.Say("home.draft", "channel", inChannel(d.Channel))
		if d.Channel.Direct() {
			where = w.Say("home.draftHere")
		}
		blocks = append(blocks,
			rich(written(oneLine(scrum.AsRead(d.Text), 200))),
			footnote(where),
			buttons(homeButton(StoryRetry, d.ID, w.Say("story.button.retry")), homeButton(StoryForget, d.ID, w.Say("story.button.forget"))),
		)
	}
	return append(blocks, homeMore(w, len(drafts)-maxHomeDrafts)...)
}

func homeProduct(w *locale.Words, p HomeProduct) slack.Block {
	key := "home.product"
	if p.Open.More {
		key = "home.productMore"
	}
	facts := w.Say(key, "key", p.Product.Key, "channel", inChannel(p.Product.Channel), "n", w.Number(p.Open.N), "count", p.Open.N)
	set := w.Say("home.settings", "language", w.Say("home.language."+string(p.Product.Lang)), "zone", locale.City(p.Product.Location()))
	return section(facts + "\n" + set)
}
