package scrum_test

import (
	"strings"
	"testing"

	"pogo/scrum"
)

// answered is a survey with so many answers of each class.
func answered(counts map[scrum.KanoClass]int) scrum.KanoCount {
	says := map[scrum.KanoClass][2]scrum.Feeling{
		scrum.KanoMust: {"neutral", "dislike"}, scrum.KanoOneDim: {"like", "dislike"}, scrum.KanoAttractive: {"like", "neutral"},
		scrum.KanoIndifferent: {"neutral", "neutral"}, scrum.KanoReverse: {"dislike", "like"}, scrum.KanoQuestionable: {"like", "like"},
	}
	k := scrum.Kano{Asked: []scrum.KanoAnswer{{Person: "USILENT"}}}
	for class, n := range counts {
		for range n {
			k.Asked = append(k.Asked, scrum.KanoAnswer{Present: says[class][0], Absent: says[class][1]})
		}
	}
	return k.Count()
}

func TestTheKanoTableIsThePublishedOne(t *testing.T) {
	t.Parallel()
	short := map[scrum.KanoClass]string{
		scrum.KanoMust: "M", scrum.KanoOneDim: "O", scrum.KanoAttractive: "A", scrum.KanoIndifferent: "I", scrum.KanoReverse: "R", scrum.KanoQuestionable: "Q",
	}
	for i, want := range []string{"Q A A A O", "R I I I M", "R I I I M", "R I I I M", "R R R R Q"} {
		var got []string
		for _, absent := range scrum.Feelings() {
			got = append(got, short[scrum.KanoAnswer{Present: scrum.Feelings()[i], Absent: absent}.Class()])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", scrum.Feelings()[i], got, want)
		}
	}
}

func TestTheKanoExampleIsMixedAsWorkedByHand(t *testing.T) {
	t.Parallel()
	var want struct {
		A, O, M, I    int
		Better, Worse float64
		Class         string
		Fong          float64 `json:"fong_threshold"`
	}
	fixture(t, "kano", &want)
	count := answered(map[scrum.KanoClass]int{scrum.KanoAttractive: want.A, scrum.KanoOneDim: want.O, scrum.KanoMust: want.M, scrum.KanoIndifferent: want.I})
	better, _ := count.Better()
	worse, _ := count.Worse()
	if better.FloatString(4) != "0.6667" || worse.FloatString(4) != "0.4167" || want.Better != 0.6667 || want.Worse != -0.4167 {
		t.Errorf("better %s, worse %s, want %v, %v", better.FloatString(4), worse.FloatString(4), want.Better, want.Worse)
	}
	if class, clear := count.Class(); class != scrum.KanoAttractive || clear || want.Class != "mixed" {
		t.Errorf("%s, clear %v, want a mix", class, clear)
	}
}

func TestAClassOfKanoIsClearOrNot(t *testing.T) {
	t.Parallel()
	const m, o, a, i, r, q = scrum.KanoMust, scrum.KanoOneDim, scrum.KanoAttractive, scrum.KanoIndifferent, scrum.KanoReverse, scrum.KanoQuestionable
	for name, c := range map[string]struct {
		counts                 map[scrum.KanoClass]int
		class                  scrum.KanoClass
		clear, enough, unclear bool
	}{
		"nobody answered":                           {nil, m, false, false, false},
		"all agree":                                 {map[scrum.KanoClass]int{a: 12}, a, true, true, false},
		"eleven are not enough":                     {map[scrum.KanoClass]int{a: 11}, a, true, false, false},
		"ties go M, O, A, I":                        {map[scrum.KanoClass]int{i: 3, a: 3, o: 3, m: 3}, m, false, true, false},
		"without a Must the tie goes to O":          {map[scrum.KanoClass]int{i: 4, a: 4, o: 4}, o, false, true, false},
		"a tenth that contradict themselves are ok": {map[scrum.KanoClass]int{a: 18, q: 2}, a, true, true, false},
		"more than a tenth are a matter of words":   {map[scrum.KanoClass]int{a: 10, q: 2}, a, true, true, true},
		"people may rather not have it":             {map[scrum.KanoClass]int{r: 12, m: 1}, r, true, true, false},
	} {
		count := answered(c.counts)
		class, clear := count.Class()
		if class != c.class || clear != c.clear || count.Enough() != c.enough || count.Unclear() != c.unclear {
			t.Errorf("%s: %s, clear %v, enough %v, unclear %v", name, class, clear, count.Enough(), count.Unclear())
		}
	}
	if _, ok := answered(map[scrum.KanoClass]int{r: 3, q: 1}).Better(); ok {
		t.Error("answers that tell nothing make people gladder")
	}
}
