package scrum_test

import (
	"testing"
	"time"

	"pogo/scrum"
)

func TestAStatusSaysWhoIsAwayAndUntilWhen(t *testing.T) {
	t.Parallel()
	friday := time.Date(2026, time.November, 28, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name   string
		status scrum.Status
		want   string // "": none
	}{
		{"vacation until midnight of a Friday", scrum.Status{Emoji: ":palm_tree:", Text: "Vacationing", Until: friday}, "2026-11-25 2026-11-27"},
		{"sick, as Slack proposes it", scrum.Status{Emoji: ":face_with_thermometer:", Text: "Out sick", Until: friday.Add(-time.Second)}, "2026-11-25 2026-11-27"},
		{"French words", scrum.Status{Emoji: ":speech_balloon:", Text: "En congé", Until: friday}, "2026-11-25 2026-11-27"},
		{"until the morning is over", scrum.Status{Text: "Malade", Until: friday.Add(12 * time.Hour)}, "2026-11-25 2026-11-28a"},
		{"without an end", scrum.Status{Emoji: ":palm_tree:"}, "2026-11-25 2026-11-26"},
		{"for an hour of the morning", scrum.Status{Emoji: ":palm_tree:", Until: wednesday().Add(time.Hour)}, "2026-11-25 2026-11-25a"},
		{"over", scrum.Status{Emoji: ":palm_tree:", Until: wednesday().AddDate(0, 0, -2)}, ""},
		{"for more than a year", scrum.Status{Emoji: ":palm_tree:", Until: wednesday().AddDate(2, 0, 0)}, ""},
		{"working from home", scrum.Status{Emoji: ":house_with_garden:", Text: "Working remotely"}, ""},
		{"back from vacation", scrum.Status{Text: "Back from vacation"}, ""},
		{"offline", scrum.Status{Text: "offline thinking"}, ""},
		{"outlook", scrum.Status{Text: "Outlook is down"}, ""},
		{"none", scrum.Status{}, ""},
	} {
		a, away := test.status.Absence("UNORA", wednesday())
		got := spanOf(a)
		if !away {
			got = ""
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
