package scrum

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"
)

// Face is what stands on a card: "5", "½", "XL", "?".
type Face string

// The cards that are no size.
const (
	FaceUnsure  Face = "?" // I do not know
	FaceEndless Face = "∞" // too large to be one story
	FaceCoffee  Face = "☕" // let us pause
)

// Card is a card and the points that it stands for, which are unknown for
// those that are no size.
type Card struct {
	Face   Face   `json:"face"`
	Points Points `json:"points"`
}

// DeckKind is where a deck comes from.
type DeckKind string

// The kinds of deck.
const (
	DeckFibonacci DeckKind = "fibonacci"
	DeckShirts    DeckKind = "shirts"
	DeckOwn       DeckKind = "own"
)

// Deck is the cards of a poker, the sizes first, from the smallest.
type Deck struct {
	Kind  DeckKind `json:"kind"`
	Cards []Card   `json:"cards"`
}

// Limits of a deck.
const (
	MaxCards = 14 // so many buttons can be taken in at a glance
	maxFace  = 8  // runes
)

// Shirts is what the sizes of T-shirts stand for where a team says nothing
// else.
const Shirts = "XS 1, S 2, M 3, L 8, XL 13, XXL 20"

// Fibonacci returns the common deck, whose gaps grow as the uncertainty does.
func Fibonacci() Deck {
	d := Deck{Kind: DeckFibonacci}
	for _, face := range []Face{"0", "½", "1", "2", "3", "5", "8", "13", "20", "40", "100"} {
		points, _ := ParsePoints(string(face)) // each is a number of points
		d.Cards = append(d.Cards, Card{Face: face, Points: points})
	}
	return d.withOthers()
}

func (d Deck) withOthers() Deck {
	for _, face := range []Face{FaceUnsure, FaceEndless, FaceCoffee} {
		d.Cards = append(d.Cards, Card{Face: face})
	}
	return d
}

// What is wrong with a deck that somebody wrote.
var (
	ErrDeckRead  = errors.New("a card is no size")
	ErrDeckFew   = errors.New("fewer than two sizes")
	ErrDeckMany  = errors.New("too many cards")
	ErrDeckOrder = errors.New("the sizes do not grow")
)

// ParseDeck reads the cards of a deck from the smallest: "1, 2, 4, 8", or with
// names "S 1, M 3, L 8". The cards that are no size are added by themselves.
func ParseDeck(kind DeckKind, text string) (Deck, error) {
	d := Deck{Kind: kind}
	for _, part := range cardsIn(text) {
		card, err := parseCard(part)
		switch {
		case err != nil:
			return d, err
		case !card.Points.Known:
			continue // every deck has it
		}
		if n := len(d.Cards); n > 0 && (d.Cards[n-1].Points.Halves >= card.Points.Halves || d.has(card.Face)) {
			return d, ErrDeckOrder
		}
		d.Cards = append(d.Cards, card)
	}
	if len(d.Cards) < 2 {
		return d, ErrDeckFew
	}
	if d = d.withOthers(); len(d.Cards) > MaxCards {
		return d, ErrDeckMany
	}
	return d, nil
}

// cardsIn splits a text at its commas, or at its spaces where it has none.
func cardsIn(text string) []string {
	isComma := func(r rune) bool { return strings.ContainsRune(",;\n", r) }
	var parts []string
	for part := range strings.FieldsFuncSeq(text, isComma) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 1 {
		parts = strings.Fields(parts[0])
	}
	return parts
}

func parseCard(text string) (Card, error) {
	if face := Face(text); face == FaceUnsure || face == FaceEndless || face == FaceCoffee {
		return Card{Face: face}, nil
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" =:\u00a0\u202f", r) })
	if len(words) == 0 || len(words) > 2 || utf8.RuneCountInString(words[0]) > maxFace {
		return Card{}, ErrDeckRead
	}
	points, err := ParsePoints(words[len(words)-1])
	if err != nil {
		return Card{}, ErrDeckRead
	}
	if len(words) == 1 {
		return Card{Face: Face(points.String()), Points: points}, nil
	}
	return Card{Face: Face(words[0]), Points: points}, nil
}

// String writes the sizes as [ParseDeck] reads them.
func (d Deck) String() string {
	var parts []string
	for _, c := range d.Sizes() {
		if points := c.Points.String(); points != string(c.Face) {
			parts = append(parts, string(c.Face)+" "+points)
		} else {
			parts = append(parts, points)
		}
	}
	return strings.Join(parts, ", ")
}

// Sizes are the cards that are sizes, from the smallest.
func (d Deck) Sizes() []Card {
	return slices.DeleteFunc(slices.Clone(d.Cards), func(c Card) bool { return !c.Points.Known })
}

// Points are the sizes of the deck as numbers, from the smallest to the
// largest.
func (d Deck) Points() []Points {
	var sizes []Points
	for _, c := range d.Sizes() {
		sizes = append(sizes, c.Points)
	}
	return sizes
}

// Card returns the card with a face.
func (d Deck) Card(face Face) (Card, bool) {
	i := d.index(face)
	if i < 0 {
		return Card{}, false
	}
	return d.Cards[i], true
}

// Named reports whether the sizes have names, which stand for ranges of points
// rather than for numbers that could be summed.
func (d Deck) Named() bool {
	return slices.ContainsFunc(d.Sizes(), func(c Card) bool { return string(c.Face) != c.Points.String() })
}

// Range is what a named size covers: from its points up to those of the next
// size, which are not in it. The largest has no end, and the second result is
// unknown.
func (d Deck) Range(face Face) (from, next Points) {
	sizes := d.Sizes()
	for i, c := range sizes {
		if c.Face != face {
			continue
		}
		if i+1 < len(sizes) {
			next = sizes[i+1].Points
		}
		return c.Points, next
	}
	return Points{}, Points{}
}

func (d Deck) has(face Face) bool { return d.index(face) >= 0 }

func (d Deck) index(face Face) int {
	return slices.IndexFunc(d.Cards, func(c Card) bool { return c.Face == face })
}
