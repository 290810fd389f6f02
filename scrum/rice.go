package scrum

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// RICE says how many people a story reaches, how much it does for each, and
// what it costs. The zero value is that nobody said.
type RICE struct {
	Reach  int    `json:"reach,omitempty"`           // people a month, up to [MaxReach]
	Impact Impact `json:"impact_quarters,omitempty"` // on each of them
	Effort Months `json:"effort_tenths,omitempty"`   // of work
}

// MaxReach is the largest reach.
const MaxReach = 1_000_000_000

// Impact is what a story does for each whom it reaches, in quarters.
type Impact int

// Impacts are massive, high, medium, low and minimal.
func Impacts() []Impact { return []Impact{12, 8, 4, 2, 1} }

// ParseImpact reads "3", "2", "1", "0.5", "0,25", "½" or "¼". It reports
// whether the text is one of [Impacts].
func ParseImpact(text string) (Impact, bool) {
	typed := strings.NewReplacer(",", ".", "½", "0.5", "¼", "0.25").Replace(strings.TrimSpace(text))
	n, ok := new(big.Rat).SetString(typed)
	if !ok || strings.Contains(typed, "/") {
		return 0, false
	}
	for _, impact := range Impacts() {
		if n.Cmp(ratio(int(impact), 4)) == 0 {
			return impact, true
		}
	}
	return 0, false
}

// String writes the impact with a point: "2", "0.25"; "" for none.
func (i Impact) String() string {
	if i == 0 {
		return ""
	}
	return strconv.FormatFloat(float64(i)/4, 'f', -1, 64)
}

// Rat is the impact as a number.
func (i Impact) Rat() *big.Rat { return ratio(int(i), 4) }

// Months is the work of one person, in tenths of a month.
type Months int

// The least and the most work that RICE reckons with.
const (
	MinMonths Months = 5
	MaxMonths Months = 1000
)

// ParseMonths reads "2", "0.5", "1,5". Less than [MinMonths] is that much;
// nothing at all, and more than [MaxMonths], is no effort.
func ParseMonths(text string) (Months, bool) {
	typed := strings.ReplaceAll(strings.TrimSpace(text), ",", ".")
	n, ok := new(big.Rat).SetString(typed)
	if !ok || strings.ContainsAny(typed, "/eE") || n.Sign() <= 0 || n.Cmp(ratio(int(MaxMonths), 10)) > 0 {
		return 0, false
	}
	tenths := n.Mul(n, big.NewRat(10, 1))
	if !tenths.IsInt() && tenths.Cmp(ratio(int(MinMonths), 1)) > 0 {
		return 0, false
	}
	return max(MinMonths, Months(new(big.Int).Quo(tenths.Num(), tenths.Denom()).Int64())), true
}

// String writes the months with a point: "2", "0.5"; "" for none.
func (m Months) String() string {
	if m == 0 {
		return ""
	}
	return strconv.FormatFloat(float64(m)/10, 'f', -1, 64)
}

// Rat is the number of months.
func (m Months) Rat() *big.Rat { return ratio(int(m), 10) }

// ParseReach reads how many people a story reaches in a month: "400", "1 000",
// "100/week", "1200 par trimestre", which are converted.
func ParseReach(text string) (int, bool) {
	folded := Fold(strings.TrimSpace(text))
	digits := strings.TrimLeft(folded, "0123456789 \u00a0\u202f")
	number := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, folded[:len(folded)-len(digits)])
	n, err := strconv.Atoi(number)
	period := strings.TrimSpace(strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(digits, "a "), "par "), "/ "))
	a, b, ok := monthsOf(strings.TrimPrefix(period, "per "))
	if err != nil || !ok || n < 1 || n > MaxReach {
		return 0, false
	}
	n = (2*n*a + b) / (2 * b) // rounded
	return n, n >= 1 && n <= MaxReach
}

// monthsOf says by what a count for a period becomes one for a month.
func monthsOf(period string) (times, by int, ok bool) {
	switch period {
	case "", "month", "mois", "m":
		return 1, 1, true
	case "day", "jour", "j", "d":
		return 365, 12, true
	case "week", "semaine", "w", "s", "sem":
		return 52, 12, true
	case "quarter", "trimestre", "q", "t":
		return 1, 3, true
	case "year", "an", "annee", "y":
		return 1, 12, true
	}
	return 0, 0, false
}

// Score is reach times impact times confidence, for a month of work; false if
// a part of it is missing.
func (r RICE) Score(confidence int) (*big.Rat, bool) {
	if r.Reach == 0 || r.Impact == 0 || r.Effort == 0 {
		return nil, false
	}
	return ratio(r.Reach*int(r.Impact)*confidence, 40*int(r.Effort)), true
}

// sortKey orders stories by their score. The factor of a million keeps any two
// scores apart, because the product of two efforts is no larger: each is at
// most [MaxMonths].
func (r RICE) sortKey(confidence int) (int64, bool) {
	if _, ok := r.Score(confidence); !ok {
		return unsorted, false
	}
	return -(int64(r.Reach) * int64(r.Impact) * int64(confidence) * 1_000_000 / int64(r.Effort)), true
}

func (r RICE) known() bool {
	return r.Reach >= 0 && r.Reach <= MaxReach && (r.Impact == 0 || slices.Contains(Impacts(), r.Impact)) &&
		(r.Effort == 0 || r.Effort >= MinMonths && r.Effort <= MaxMonths)
}
