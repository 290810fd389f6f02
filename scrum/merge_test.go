package scrum_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
)

func TestTwoWhoChangeAStoryAtOnceAreMergedByField(t *testing.T) {
	t.Parallel()
	type fields = map[string]string
	shown := fields{"title": "Pay", "goal": "pay by card"}
	for _, test := range []struct {
		name       string
		typed, now fields
		mine       fields
		clashes    []string
	}{
		{"nobody changed anything", shown, shown, fields{}, nil},
		{"only I did", fields{"title": "Pay", "goal": "pay at once"}, shown, fields{"goal": "pay at once"}, nil},
		{"only somebody else did", shown, fields{"title": "Pay", "goal": "pay by bank"}, fields{}, nil},
		{"each another field", fields{"title": "Pay", "goal": "pay at once"}, fields{"title": "Paying", "goal": "pay by card"}, fields{"goal": "pay at once"}, nil},
		{"both the same", fields{"goal": "pay at once"}, fields{"goal": "pay at once "}, fields{"goal": "pay at once"}, nil},
		{"both one field", fields{"goal": "pay at once"}, fields{"goal": "pay by bank"}, fields{"goal": "pay at once"}, []string{"goal"}},
		{"a field emptied", fields{"goal": ""}, fields{"goal": "pay by bank"}, fields{"goal": ""}, []string{"goal"}},
		{"what the form did not have", fields{"goal": "pay at once"}, fields{"goal": "pay by card", "size": "5"}, fields{"goal": "pay at once"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			mine, clashes := scrum.Merge(shown, test.typed, test.now)
			if diff := cmp.Diff(test.mine, mine); diff != "" {
				t.Errorf("mine (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.clashes, clashes); diff != "" {
				t.Errorf("clashes (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFieldsAreBroughtBackToWhatTheyWere(t *testing.T) {
	t.Parallel()
	changes := []scrum.Change{{Field: "goal", Before: "b", After: "c"}, {Field: "goal", Before: "a", After: "b"}}
	got := scrum.Before(changes, map[string]string{"goal": "c", "title": "t"})
	if diff := cmp.Diff(map[string]string{"goal": "a", "title": "t"}, got); diff != "" {
		t.Error(diff)
	}
}
