package view

import (
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// Settings is how a product is set.
type Settings struct {
	Product  scrum.Product
	Channel  string
	Contact  scrum.PersonID // who hears of security and personal data
	Holidays HolidayPlace
	Standups []scrum.Standup // those that run
	Names    Names
	Reader   scrum.PersonID
}

// ProductSettings tells in a line each what is set, and what to type for
// another setting.
func ProductSettings(w *locale.Words, s Settings) Message {
	title := w.Say("settings.title", "channel", escape(s.Channel))
	lines := s.lines(w)
	whose := w.Say("settings.theirs")
	if s.Reader == s.Product.Owner {
		whose = w.Say("settings.yours")
	}
	return Message{
		Text: clip(title+"\n"+strings.Join(lines, "\n")+"\n"+whose, maxFallback),
		Blocks: []slack.Block{
			section("*" + title + "*\n• " + strings.Join(lines, "\n• ")), footnote(whose),
		},
	}
}

func (s Settings) lines(w *locale.Words) []string {
	p := s.Product
	emoji := p.Emoji.Or(scrum.UsualEmoji())
	other := scrum.French
	if p.Lang == other {
		other = scrum.English
	}
	lines := []string{
		w.Say("settings.language", "language", w.Say("home.language."+string(p.Lang)), "zone", locale.City(p.Location()), "other", other),
		w.Say("settings.owner", "who", escape(s.Names.Of(p.Owner))),
		w.Say("settings.privacy", "who", escape(s.Names.Of(s.Contact))),
		w.Say("settings.emoji", "yes", EmojiSaid(emoji.Approve), "no", EmojiSaid(emoji.Object), "abstain", EmojiSaid(emoji.Abstain)),
		w.Say("settings.guests." + onOff(!p.GuestsOut)),
		w.Say("settings.ready." + onOff(p.MustBeReady)),
	}
	if s.Holidays.Country == "" {
		lines = append(lines, w.Say("settings.holidaysNone"))
	} else {
		lines = append(lines, w.Say("settings.holidays", "place", escape(s.Holidays.name(w))))
	}
	if len(s.Standups) == 0 {
		lines = append(lines, w.Say("settings.standupNone"))
	}
	for _, each := range s.Standups {
		name := StandupName{Own: each.Name}
		lines = append(lines, w.Say("settings.standup", "name", name.short(w), "time", clockText(w, each.Clock), "days", daysText(w, each.Days), "typed", name.typed(w, "settings")))
	}
	return lines
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}
