package playground

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"pogo/slacksim"
)

// newest is how many messages of a conversation the page is given.
const newest = 400

// A state is everything that one person sees at one moment.
type state struct {
	Now       int64  `json:"now"` // the workspace's clock, Unix milliseconds
	Workspace string `json:"workspace"`
	Notice    string `json:"notice,omitempty"`
	As        string `json:"as"`

	App       person        `json:"app"`
	People    []person      `json:"people"`
	Channels  []channel     `json:"channels"`
	Commands  []commandView `json:"commands"`
	Shortcuts []shortcut    `json:"shortcuts"`
	Jumps     []jumpView    `json:"jumps"`
	Hints     []hintView    `json:"hints"`

	Channel  string    `json:"channel"` // the open conversation
	LastRead string    `json:"lastRead"`
	Messages []message `json:"messages"`
	Modal    *view     `json:"modal"`
	Home     *view     `json:"home"`
}

type commandView struct {
	Name        string `json:"name"`
	Usage       Text   `json:"usage,omitempty"`
	Description Text   `json:"description,omitempty"`
}

type jumpView struct {
	Label Text `json:"label"`
}

type hintView struct {
	Command Text `json:"command"`
	Why     Text `json:"why"`
}

func (s *Server) serveState(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	answerJSON(w, s.state(query.Get("as"), query.Get("in")))
}

// state gathers what a person sees with a conversation open. Somebody unknown
// is taken for the first person, a conversation they cannot see for their
// first.
func (s *Server) state(as, in string) state {
	bot, people := s.slack.Bot(), s.slack.People()
	me := actor(people, as)
	s.slack.DM(me.ID) // the app is always among a person's conversations
	channels := s.slack.Channels(me.ID)
	in = visible(channels, me.ID, in)
	out := state{
		Now: s.cfg.Clock.Now().UnixMilli(), Workspace: s.cfg.Workspace, Notice: s.cfg.Notice.in(me.Locale), As: me.ID,
		App: personOf(bot), Shortcuts: append([]shortcut{}, s.manifest.shortcuts...), Channel: in,
		People: []person{}, Channels: []channel{}, Commands: s.commands(), Jumps: []jumpView{}, Hints: []hintView{}, Messages: []message{},
	}
	out.App.App = true
	for _, one := range withBot(people, bot) {
		view := personOf(one)
		view.App = one.ID == bot.ID
		out.People = append(out.People, view)
	}
	for _, one := range channels {
		out.Channels = append(out.Channels, s.channelFor(me.ID, bot.ID, one))
	}
	for _, one := range s.cfg.Jumps {
		out.Jumps = append(out.Jumps, jumpView{one.Label})
	}
	for _, one := range s.cfg.Hints {
		out.Hints = append(out.Hints, hintView(one))
	}
	if in != "" {
		out.LastRead = s.lastRead(me.ID, in)
		out.Messages = messagesOf(s.slack.Messages(me.ID, in))
	}
	if modal, open := s.slack.OpenView(me.ID); open {
		out.Modal = viewOf(modal)
	}
	if home, published := s.slack.Home(me.ID); published {
		out.Home = viewOf(home)
	}
	return out
}

// commands lists what the composer completes: the app's and Slack's own that
// work here.
func (s *Server) commands() []commandView {
	from := s.cfg.Commands
	if len(from) == 0 {
		from = s.manifest.commands
	}
	out := make([]commandView, 0, len(from)+1)
	for _, one := range from {
		out = append(out, commandView(one))
	}
	return append(out, commandView(inviteCommand()), commandView(dndCommand()))
}

func actor(people []slacksim.Person, id string) slacksim.Person {
	human := func(p slacksim.Person) bool { return !p.Bot && !p.Deleted }
	if at := slices.IndexFunc(people, func(p slacksim.Person) bool { return p.ID == id && human(p) }); at >= 0 {
		return people[at]
	}
	if at := slices.IndexFunc(people, human); at >= 0 {
		return people[at]
	}
	return slacksim.Person{}
}

func withBot(people []slacksim.Person, bot slacksim.Person) []slacksim.Person {
	if slices.ContainsFunc(people, func(p slacksim.Person) bool { return p.ID == bot.ID }) {
		return people
	}
	return append(slices.Clone(people), bot)
}

// visible returns id if it is among channels, else the person's first.
func visible(channels []slacksim.Channel, user, id string) string {
	if slices.ContainsFunc(channels, func(c slacksim.Channel) bool { return c.ID == id }) {
		return id
	}
	for _, one := range channels {
		if slices.Contains(one.Members, user) && !one.Direct {
			return one.ID
		}
	}
	return ""
}

// in picks the sentence for a locale.
func (t Text) in(locale string) string {
	lang, _, _ := strings.Cut(locale, "-")
	if said, ok := t[lang]; ok {
		return said
	}
	return t["en"]
}

func answerJSON(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(value); err != nil {
		return // the page is gone; it will ask again
	}
}
