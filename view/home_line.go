package view

import (
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

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
