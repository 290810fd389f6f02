package handlers_test

import (
	"strings"
	"testing"

	"pogo/view"
)

func TestASharedBacklogIsAnnouncedPrivatelyOnlyWhereItIsNotSeen(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, place string
		press, told bool
	}{
		{"typed in the channel", "CPAY", false, false},
		{"pressed in the channel", "CPAY", true, false},
		{"typed in a direct message", "DCLAIRE", false, true},
		{"pressed in a direct message", "DCLAIRE", true, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := withStories(t, "ajouter un tableau de bord")
			var private string
			if test.press {
				r.presses("UCLAIRE", test.place, view.BacklogShare, "1")
			} else {
				private = said(r.types("UCLAIRE", test.place, "/backlog share"))
			}
			sent := strings.Join(texts(r.posted()), "\n")
			if !strings.Contains(sent, "post CPAY: ") {
				t.Errorf("the channel got %q", sent)
			}
			if told := strings.Contains(sent+private, "maintenant dans le canal"); told != test.told {
				t.Errorf("told privately: %t; %q, %q", told, private, sent)
			}
		})
	}
}
