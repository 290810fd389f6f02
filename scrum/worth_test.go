package scrum_test

import (
	"cmp"
	"encoding/json"
	"math/big"
	"os"
	"testing"

	"pgregory.net/rapid"

	"pogo/scrum"
)

// fixture reads one part of the fixtures that were computed apart.
func fixture(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile("testdata/methods.json")
	if err != nil {
		t.Fatal(err)
	}
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(data, &parts); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(parts[name], into); err != nil {
		t.Fatal(err)
	}
}

func TestRICEAndWSJFOfTheSampleNeedsAreAsWorkedByHand(t *testing.T) {
	t.Parallel()
	var rice, wsjf map[string]float64
	fixture(t, "rice", &rice)
	fixture(t, "wsjf", &wsjf)
	for need, w := range map[string]scrum.Worth{
		"A": {Confidence: 80, RICE: scrum.RICE{Reach: 400, Impact: 8, Effort: 20}, WSJF: scrum.WSJF{Business: 8, Urgency: 5, Risk: 3, Job: 5}},
		"B": {Confidence: 80, RICE: scrum.RICE{Reach: 250, Impact: 4, Effort: 10}, WSJF: scrum.WSJF{Business: 5, Urgency: 2, Risk: 1, Job: 3}},
		"C": {RICE: scrum.RICE{Reach: 1000, Impact: 12, Effort: 5}, WSJF: scrum.WSJF{Business: 8, Urgency: 20, Risk: 13, Job: 1}},
		"D": {Confidence: 50, RICE: scrum.RICE{Reach: 60, Impact: 4, Effort: 20}, WSJF: scrum.WSJF{Business: 1, Urgency: 1, Risk: 1, Job: 8}},
	} {
		score, ok := w.RICE.Score(w.ConfidenceCounted())
		if want := new(big.Rat).SetFloat64(rice[need]); !ok || score.Cmp(want) != 0 {
			t.Errorf("RICE of %s is %v, want %v", need, score, want)
		}
		score, ok = w.WSJF.Score()
		if got, _ := score.Float64(); !ok || got-wsjf[need] > 5e-5 || wsjf[need]-got > 5e-5 {
			t.Errorf("WSJF of %s is %v, want %v", need, got, wsjf[need])
		}
	}
	published := []struct {
		rice       scrum.RICE
		confidence int
		want       string
	}{{scrum.RICE{Reach: 2000, Impact: 8, Effort: 30}, 80, "1067"}, {scrum.RICE{Reach: 5000, Impact: 2, Effort: 10}, 100, "2500"}}
	for _, p := range published {
		if score, _ := p.rice.Score(p.confidence); score.FloatString(0) != p.want {
			t.Errorf("%+v scores %s, want %s", p.rice, score.FloatString(0), p.want)
		}
	}
}

func TestNumbersOfRICEAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"400": 400, "1 000": 1000, "100/week": 433, "1200 par trimestre": 400, "10/jour": 304, "12 per year": 1, "0": 0, "-5": 0, "5/fortnight": 0, "many": 0, "": 0, "9999999999": 0, "1/an": 0} {
		if got, ok := scrum.ParseReach(text); ok != (want > 0) || ok && got != want {
			t.Errorf("reach %q is %d, %v, want %d", text, got, ok, want)
		}
	}
	for text, want := range map[string]string{"2": "2", "0,5": "0.5", "0.1": "0.5", "1.5": "1.5", "100": "100", "0": "", "-1": "", "101": "", "1.25": "", "1/2": "", "1e1": "", "two": ""} {
		if got, ok := scrum.ParseMonths(text); ok != (want != "") || ok && got.String() != want {
			t.Errorf("effort %q is %s, %v, want %q", text, got, ok, want)
		}
	}
	for text, want := range map[string]string{"3": "3", "0,25": "0.25", "½": "0.5", "¼": "0.25", "4": "", "0": "", "1/2": "", "": ""} {
		if got, ok := scrum.ParseImpact(text); ok != (want != "") || ok && got.String() != want {
			t.Errorf("impact %q is %s, %v, want %q", text, got, ok, want)
		}
	}
}

func TestAStoryWithoutAllOfAMethodsNumbersHasNoPlaceInItsOrder(t *testing.T) {
	t.Parallel()
	whole := scrum.Story{
		Size: scrum.Points{Halves: 6, Known: true}, Thumbs: 1,
		Worth: scrum.Worth{MoSCoW: scrum.Must, Value: 5, RICE: scrum.RICE{Reach: 1, Impact: 1, Effort: 5}, WSJF: scrum.WSJF{Business: 1, Urgency: 1, Risk: 1, Job: 1}},
	}
	for _, by := range []scrum.Sort{scrum.SortRICE, scrum.SortWSJF, scrum.SortValue, scrum.SortMoSCoW, scrum.SortVotes} {
		if _, ok := whole.SortKey(by); !ok {
			t.Errorf("%s: what has all numbers has no place", by)
		}
	}
	for name, c := range map[string]struct {
		by   scrum.Sort
		take func(*scrum.Story)
	}{
		"reach":    {scrum.SortRICE, func(s *scrum.Story) { s.RICE.Reach = 0 }},
		"impact":   {scrum.SortRICE, func(s *scrum.Story) { s.RICE.Impact = 0 }},
		"effort":   {scrum.SortRICE, func(s *scrum.Story) { s.RICE.Effort = 0 }},
		"business": {scrum.SortWSJF, func(s *scrum.Story) { s.WSJF.Business = 0 }},
		"job size": {scrum.SortWSJF, func(s *scrum.Story) { s.WSJF.Job = 0 }},
		"value":    {scrum.SortValue, func(s *scrum.Story) { s.Value = 0 }},
		"estimate": {scrum.SortValue, func(s *scrum.Story) { s.Size = scrum.Points{} }},
		"class":    {scrum.SortMoSCoW, func(s *scrum.Story) { s.MoSCoW = "" }},
		"thumbs":   {scrum.SortVotes, func(s *scrum.Story) { s.Thumbs = 0 }},
	} {
		s := whole
		c.take(&s)
		if _, ok := s.SortKey(c.by); ok {
			t.Errorf("without %s it still has a place by %s", name, c.by)
		}
	}
}

func TestTheOrderOfKeysIsThatOfTheExactScores(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) scrum.Story {
			return scrum.Story{
				Size: scrum.Points{Halves: rapid.IntRange(0, 2*scrum.MaxPoints).Draw(t, name+" size"), Known: true},
				Worth: scrum.Worth{
					Confidence: rapid.SampledFrom(scrum.Confidences()).Draw(t, name+" confidence"), Value: rapid.IntRange(1, scrum.MaxValue).Draw(t, name+" value"),
					RICE: scrum.RICE{
						Reach: rapid.IntRange(1, scrum.MaxReach).Draw(t, name+" reach"), Impact: rapid.SampledFrom(scrum.Impacts()).Draw(t, name+" impact"),
						Effort: rapid.Custom(func(t *rapid.T) scrum.Months {
							return scrum.Months(rapid.IntRange(int(scrum.MinMonths), int(scrum.MaxMonths)).Draw(t, "months"))
						}).Draw(t, name+" effort"),
					},
				},
			}
		}
		a, b := draw("a"), draw("b")
		for by, score := range map[scrum.Sort]func(scrum.Story) (*big.Rat, bool){
			scrum.SortRICE:  func(s scrum.Story) (*big.Rat, bool) { return s.RICE.Score(s.ConfidenceCounted()) },
			scrum.SortValue: func(s scrum.Story) (*big.Rat, bool) { return scrum.ValueForEffort(s.Value, s.Size) },
		} {
			keyA, _ := a.SortKey(by)
			keyB, _ := b.SortKey(by)
			scoreA, _ := score(a)
			scoreB, _ := score(b)
			if cmp.Compare(keyA, keyB) != scoreB.Cmp(scoreA) {
				t.Errorf("%s: keys %d and %d, scores %s and %s", by, keyA, keyB, scoreA, scoreB)
			}
		}
	})
}

func TestTheSharesOfMoSCoW(t *testing.T) {
	t.Parallel()
	classified := func(halves, stories, estimated int) scrum.Classified {
		return scrum.Classified{Points: scrum.Points{Halves: halves, Known: true}, Stories: stories, Estimated: estimated}
	}
	for name, c := range map[string]struct {
		capacity    int
		must, could scrum.Classified
		share       string // of Must; "" for none
		tooMuch     string
		atLeast     bool
		fewCould    bool
	}{
		"sixty percent is not too much":         {20, classified(12, 2, 2), classified(4, 1, 1), "60", "0", false, false},
		"half a point too much has to move":     {20, classified(13, 2, 2), classified(4, 1, 1), "65", "½", false, false},
		"what has to move is rounded up":        {19, classified(13, 2, 2), classified(4, 1, 1), "68", "1", false, false},
		"a Must without points: a lower bound":  {20, classified(10, 2, 1), classified(4, 1, 1), "50", "0", true, false},
		"a Could without points may be enough":  {20, classified(10, 1, 1), classified(0, 1, 0), "50", "0", false, false},
		"too few Could to give up":              {20, classified(10, 1, 1), classified(3, 1, 1), "50", "0", false, true},
		"no capacity: stories are counted":      {0, classified(0, 3, 0), classified(0, 1, 0), "75", "0", true, false},
		"nothing at all has no share":           {0, classified(0, 0, 0), classified(0, 0, 0), "", "0", false, false},
		"nothing classified takes no share":     {20, classified(0, 0, 0), classified(0, 0, 0), "0", "0", false, true},
		"more than there is room for, in whole": {10, classified(30, 3, 3), classified(0, 0, 0), "300", "12", false, true},
	} {
		check := scrum.MoSCoWCheck{Capacity: scrum.Points{Halves: c.capacity, Known: c.capacity > 0}, Of: map[scrum.MoSCoW]scrum.Classified{scrum.Must: c.must, scrum.Could: c.could}}
		share := ""
		if got, ok := check.Share(scrum.Must); ok {
			share = got.FloatString(0)
		}
		if share != c.share || check.TooMuch().String() != c.tooMuch || check.AtLeast(scrum.Must) != c.atLeast || check.FewCould() != c.fewCould {
			t.Errorf("%s: share %s, too much %s, at least %v, few Could %v", name, share, check.TooMuch(), check.AtLeast(scrum.Must), check.FewCould())
		}
	}
}

func TestQuadrantsNeedSixStoriesToPartThem(t *testing.T) {
	t.Parallel()
	var stories []scrum.Story
	for i := range 6 {
		if _, ok := scrum.MiddleOf(stories); ok {
			t.Fatalf("%d stories have a middle", len(stories))
		}
		stories = append(stories, scrum.Story{Worth: scrum.Worth{Value: 10 * (i + 1)}, Size: scrum.Points{Halves: 2 * (i + 1), Known: true}})
		stories = append(stories, scrum.Story{Worth: scrum.Worth{Value: 99}}) // without an estimate: it does not count
	}
	middle, ok := scrum.MiddleOf(stories)
	if !ok || middle.Value.FloatString(0) != "35" || middle.Halves.FloatString(0) != "7" {
		t.Fatalf("the middle is %+v, %v", middle, ok)
	}
	for want, at := range map[scrum.Quadrant][2]int{scrum.QuickWin: {40, 7}, scrum.BigBet: {35, 8}, scrum.Filler: {34, 7}, scrum.Drop: {10, 20}} {
		if got := middle.Quadrant(at[0], scrum.Points{Halves: at[1], Known: true}); got != want {
			t.Errorf("%v is a %s, want %s", at, got, want)
		}
	}
}
