package scrum

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// Worth is what people know of how much a story matters. Every part may be
// missing: its zero value is that nobody said.
type Worth struct {
	Confidence int    `json:"confidence,omitempty"` // in percent, one of [Confidences]: how sure people are of the rest
	Class      Class  `json:"class,omitempty"`
	Due        string `json:"due,omitempty"` // of what has a fixed date: a date of the product's zone, "2006-01-02"
	MoSCoW     MoSCoW `json:"moscow,omitempty"`
	RICE       RICE   `json:"rice,omitzero"`
	WSJF       WSJF   `json:"wsjf,omitzero"`
	Value      int    `json:"value,omitempty"` // from 1 to [MaxValue]
}

// Class is a story's class of service: what a vote has no say in.
type Class string

// The classes of service.
const (
	ClassStandard Class = ""
	ClassExpedite Class = "expedite" // a breach, a legal date, production down: it comes first
	ClassFixed    Class = "fixed"    // it must be done by a date
)

// Confidences are how sure one can be, in percent. Whoever is less sure has no
// estimate but a hope.
func Confidences() []int { return []int{100, 80, 50} }

// ParseConfidence reads one of [Confidences]: "80", "80 %".
func ParseConfidence(text string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimRight(text, "% \u00a0\u202f"))
	return n, err == nil && slices.Contains(Confidences(), n)
}

// ClassNamed reads a class as people type it in English or French; "" is the
// standard one.
//
//nolint:misspell // half of the words are French
func ClassNamed(text string) (Class, bool) {
	switch Fold(text) {
	case "", "standard", "normal", "normale":
		return ClassStandard, true
	case "expedite", "expedited", "urgent", "urgente", "urgence", "urgence absolue":
		return ClassExpedite, true
	case "fixed", "fixed date", "date", "date fixe", "fixe":
		return ClassFixed, true
	}
	return "", false
}

// ConfidenceCounted is the confidence to reckon with, in percent: what nobody doubted
// counts in full.
func (w Worth) ConfidenceCounted() int {
	if w.Confidence == 0 {
		return 100
	}
	return w.Confidence
}

// Known reports whether a worth read from outside is one that people can give.
func (w Worth) Known() bool {
	class := slices.Contains([]Class{ClassStandard, ClassExpedite, ClassFixed}, w.Class)
	return class && (w.Confidence == 0 || slices.Contains(Confidences(), w.Confidence)) &&
		(w.Due == "") == (w.Class != ClassFixed) && (w.MoSCoW == "" || slices.Contains(MoSCoWs(), w.MoSCoW)) &&
		w.RICE.known() && w.WSJF.known() && w.Value >= 0 && w.Value <= MaxValue
}

// history is what a story's history tells of its worth.
func (w Worth) history() []fieldValue {
	number := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	return []fieldValue{
		{"confidence", number(w.Confidence)},
		{"class", string(w.Class)},
		{"due", w.Due},
		{"moscow", string(w.MoSCoW)},
		{"reach", number(w.RICE.Reach)},
		{"impact", w.RICE.Impact.String()},
		{"effort", w.RICE.Effort.String()},
		{"business", number(w.WSJF.Business)},
		{"urgency", number(w.WSJF.Urgency)},
		{"risk", number(w.WSJF.Risk)},
		{"job", number(w.WSJF.Job)},
		{"value", number(w.Value)},
	}
}

// Part is a part of the worth as a history tells it, "" for what nobody said:
// "confidence", "class", "due", "moscow", "reach", "impact", "effort",
// "business", "urgency", "risk", "job" or "value".
func (w Worth) Part(name string) string {
	for _, part := range w.history() {
		if part.field == name {
			return part.value
		}
	}
	return ""
}

// Sort is a number by which the backlog can be sorted; "" is its own order.
type Sort string

// The sorts.
const (
	SortRICE   Sort = "rice"
	SortWSJF   Sort = "wsjf"
	SortValue  Sort = "value" // for the effort
	SortMoSCoW Sort = "moscow"
	SortVotes  Sort = "votes" // 👍 on the card
)

// SortNamed reads a sort as people type it in English or French.
func SortNamed(text string) (Sort, bool) {
	switch Fold(text) {
	case "rice":
		return SortRICE, true
	case "wsjf":
		return SortWSJF, true
	case "value", "value/effort", "valeur", "valeur/effort", "roi":
		return SortValue, true
	case "moscow":
		return SortMoSCoW, true
	case "votes", "vote", "thumbs", "likes", "pouces", "+1":
		return SortVotes, true
	}
	return "", false
}

// unsorted is behind everything that has a number.
const unsorted = int64(1) << 62

// SortKey says where a story stands in a sorted list: the least comes first.
// It parts any two stories that differ, and reports false for those that have
// no number.
func (s Story) SortKey(by Sort) (key int64, ok bool) {
	switch by {
	case SortRICE:
		return s.RICE.sortKey(s.ConfidenceCounted())
	case SortWSJF:
		return s.WSJF.sortKey()
	case SortValue:
		return valueKey(s.Value, s.Size)
	case SortMoSCoW:
		if i := slices.Index(MoSCoWs(), s.MoSCoW); i >= 0 {
			return int64(i) + 1, true
		}
	case SortVotes:
		if s.Thumbs > 0 {
			return -int64(s.Thumbs), true
		}
	}
	return unsorted, false
}

// ratio is a quotient of numbers, exactly.
func ratio(a, b int) *big.Rat { return big.NewRat(int64(a), int64(b)) }
