package scrum

import (
	"slices"
	"strings"
)

// Likeness says how near two needs are to each other.
type Likeness string

// The degrees of likeness. The limits come from all pairs of 751 published
// stories: what shares four fifths of its words is nearly always the same
// need, and what shares two thirds is often one need with another object.
const (
	Unlike    Likeness = ""
	Similar   Likeness = "similar"
	Duplicate Likeness = "duplicate"
)

// Shares of stems, see [Similarity], from which two needs are as near as that.
const (
	duplicateFrom = 0.80
	SimilarFrom   = 0.65
)

// Compare says how near two needs are, whatever their roles. What one wants
// and the other does not is never the same need.
func Compare(a, b Parsed) Likeness { return likeness(goalStems(a), goalStems(b)) }

// likeness is [Compare] for who knows the stems of both goals.
func likeness(a, b []string) Likeness {
	share := jaccard(a, b)
	switch {
	case share >= duplicateFrom && slices.Contains(a, negation) == slices.Contains(b, negation):
		return Duplicate
	case share >= SimilarFrom:
		return Similar
	}
	return Unlike
}

// Similarity returns which share of the stems of two goals is in both, from 0
// to 1. A negation counts as a word ("loan" and "non-loan" differ); what
// wants nothing is like nothing.
func Similarity(a, b Parsed) float64 { return SimilarityTo(a)(b) }

// SimilarityTo is [Similarity] to one need of many others; its words are
// looked up once.
func SimilarityTo(a Parsed) func(Parsed) float64 {
	stems := goalStems(a)
	return func(b Parsed) float64 { return jaccard(stems, goalStems(b)) }
}

// SimilarBy returns words to find similar stories by: each story that is
// similar to this need has at least enough of them. Similar stories share two
// thirds of their n stems, so they lack no more than a third; one stem more
// than that third is sure to meet one.
func SimilarBy(p Parsed) (stems []string, enough int) {
	stems = slices.DeleteFunc(goalStems(p), func(s string) bool { return s == negation })
	return stems, min(len(stems), len(stems)-int(SimilarFrom*float64(len(stems)))+1)
}

// negation stands for every word that turns a need around.
const negation = "not"

// goalStems returns the stems of what is wanted, or what they stand for, each
// once.
func goalStems(p Parsed) []string {
	list := inTerms(folded(p.Goal))
	list = list[:min(len(list), maxIndexed)]
	kept := list[:0]
	for _, w := range list {
		switch {
		case isNegation(w):
			kept = append(kept, negation)
		case len(w) > 1 && !isSmall(w) || w >= "0" && w <= "9":
			kept = append(kept, w)
		}
	}
	return meanings(stemsOf(kept))
}

// meanings returns what stems stand for, each once.
func meanings(stems []string) []string {
	kept := stems[:0]
	for _, s := range stems {
		if m := meaning(s); !slices.Contains(kept, m) {
			kept = append(kept, m)
		}
	}
	return kept
}

func isNegation(word string) bool {
	switch word {
	case "not", "no", "non", "never", "without", "cannot", "sans", "ne", "n", "jamais", "aucun", "aucune":
		return true
	}
	return false
}

// Shared returns the words of one goal that another has too, in whatever form,
// as they stand in the first.
func Shared(a, b Parsed) []string {
	theirs := goalStems(b)
	typed := strings.FieldsFunc(a.Goal, func(r rune) bool { return !isWordRune(r) })
	list := make([]string, len(typed))
	for i, w := range typed {
		if parts := folded(w); len(parts) == 1 {
			list[i] = parts[0]
		}
	}
	var shared []string
	stems := stemsInOrder(list)
	for i := 0; i < len(list); {
		stands, n := termAt(list, stems, i)
		if stands == "" && !isSmall(list[i]) {
			stands = meaning(stems[i])
		}
		if w := strings.Join(typed[i:i+n], " "); stands != "" && slices.Contains(theirs, stands) && !slices.Contains(shared, w) {
			shared = append(shared, w)
		}
		i += n
	}
	return shared
}
