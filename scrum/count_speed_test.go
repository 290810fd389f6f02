package scrum_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pogo/scrum"
)

// BenchmarkRankedVote shows what a vote costs that is far larger than people
// hold: 10,000 rankings of 100 choices, each different.
func BenchmarkRankedVote(b *testing.B) {
	choices := make([]scrum.Choice, 100)
	for i := range choices {
		choices[i] = scrum.Choice(fmt.Sprintf("PAY-%d", i+1))
	}
	random := rand.New(rand.NewPCG(1, 2))
	rankings := make([]scrum.Ranking, 10_000)
	for i := range rankings {
		order := slices.Clone(choices)
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		rankings[i] = scrum.Ranking{Count: 1, Weight: scrum.FullWeight}
		for j := range order[:1+random.IntN(len(order))] {
			rankings[i].Places = append(rankings[i].Places, order[j:j+1])
		}
	}
	counted, err := scrum.CountRankings(choices, rankings)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("count", func(b *testing.B) {
		for b.Loop() {
			_, _ = scrum.CountRankings(choices, rankings)
		}
	})
	b.Run("Schulze", func(b *testing.B) {
		for b.Loop() {
			counted.Schulze()
		}
	})
	b.Run("Ranked Pairs", func(b *testing.B) {
		for b.Loop() {
			counted.RankedPairs()
		}
	})
}
