package scrum_test

import (
	"fmt"
	"testing"

	"pogo/scrum"
)

func ExampleSortBacklog() {
	stories := []scrum.Story{
		{Key: "PAY-1", Number: 1, Thumbs: 1},
		{Key: "PAY-2", Number: 2, Thumbs: 3},
		{Key: "PAY-3", Number: 3},
		{Key: "PAY-4", Number: 4, Rank: 1},
	}
	scrum.SortBacklog(stories)
	for _, s := range stories {
		fmt.Println(s.Key)
	}
	// Output:
	// PAY-4
	// PAY-2
	// PAY-1
	// PAY-3
}

func TestStoryKeysAreReadInAnyCaseAndWithoutTheProduct(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text, key string
		number    int
		ok        bool
	}{
		{"PAY-12", "PAY", 12, true},
		{"pay-12", "PAY", 12, true},
		{"pay2-7", "PAY2", 7, true},
		{"#12", "", 12, true},
		{"12", "", 12, true},
		{"PAY-", "", 0, false},
		{"-12", "", 0, false},
		{"PAY-0", "", 0, false},
		{"PAY-+1", "", 0, false},
		{"PAY-99999999999", "", 0, false},
		{"2fa-1", "", 0, false},
		{"dashboard", "", 0, false},
	} {
		t.Run(test.text, func(t *testing.T) {
			t.Parallel()
			key, number, ok := scrum.ParseStoryKey(test.text)
			if key != test.key || number != test.number || ok != test.ok {
				t.Errorf("got %q %d %v", key, number, ok)
			}
		})
	}
}

func TestPointsKnowHalvesAndTheUnknown(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"5": "5", "½": "½", "0,5": "½", "2.5": "2½", "10½": "10½", "0": "0"} {
		p, err := scrum.ParsePoints(text)
		if err != nil || p.String() != want {
			t.Errorf("%q: %v, %v", text, p, err)
		}
	}
	for _, text := range []string{"", "x", "-1", "0.3", "1e9", "NaN", "Inf", "½½", "1.½", "-½"} {
		if p, err := scrum.ParsePoints(text); err == nil {
			t.Errorf("%q is no size, got %v", text, p)
		}
	}
}
