package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// HolidaysSet is what the button that takes a proposed calendar is called on
// the wire.
const HolidaysSet = "holidays.set"

// HolidayPlace is a calendar of public holidays; zero for none.
type HolidayPlace struct {
	Country string // its code
	Region  string // its name
	Worked  bool   // Whit Monday is worked
	Next    []HolidayDay
}

// HolidayDay is a public holiday under its own name.
type HolidayDay struct {
	Name string
	Date time.Time
}

// HolidaysShown is by which calendars a channel and a person rest.
type HolidaysShown struct {
	Said    string // what was just done
	Product scrum.ProductID
	Ours    HolidayPlace
	Mine    *HolidayPlace // nil: none of their own
	Guess   HolidayPlace  // zero: nothing is proposed
	Propose string        // its code
	Known   []string      // codes of countries
	Today   time.Time
}

// Holidays says by which calendars the channel and the reader rest.
func Holidays(w *locale.Words, s HolidaysShown) Message {
	var lines []string
	if s.Said != "" {
		lines = append(lines, s.Said)
	}
	if s.Product != 0 {
		lines = append(lines, s.Ours.said(w, "holidays.ours", s.Today))
	}
	if s.Mine != nil {
		lines = append(lines, s.Mine.said(w, "holidays.mine", s.Today))
	}
	text := strings.Join(lines, "\n")
	how := w.Say("holidays.how", "known", HolidayCountries(w, s.Known))
	m := Message{Text: strings.TrimSpace(text + "\n" + how)}
	if text != "" {
		m.Blocks = append(m.Blocks, section(text))
	}
	if s.Guess.Country != "" {
		m.Blocks = append(m.Blocks, buttons(button(HolidaysSet, itoa(s.Product)+" "+s.Propose, w.Say("holidays.take", "place", s.Guess.name(w)))))
	}
	m.Blocks = append(m.Blocks, slack.NewContextBlock("", mrkdwn(how)))
	return m
}

// said is a sentence about a calendar, with its next days.
func (p HolidayPlace) said(w *locale.Words, key string, today time.Time) string {
	if p.Country == "" {
		return w.Say(key + "None")
	}
	days := make([]string, len(p.Next))
	for i, d := range p.Next {
		days[i] = dayNamed(w, d.Date.Format(time.DateOnly), today) + " (" + d.Name + ")"
	}
	return w.Say(key, "place", p.name(w), "days", w.List(days))
}

func (p HolidayPlace) name(w *locale.Words) string {
	name := w.Say("holidays.place." + p.Country)
	if p.Region != "" {
		name = p.Region + ", " + name
	}
	if p.Worked {
		name += " (" + w.Say("holidays.worked") + ")"
	}
	return name
}

// HolidayCountries lists the countries whose holidays are known.
func HolidayCountries(w *locale.Words, codes []string) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = w.Say("holidays.place." + code)
	}
	return w.List(names)
}
