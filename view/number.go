package view

import (
	"math/big"
	"strconv"
	"strings"

	"pogo/locale"
)

// itoa writes a number or an id.
func itoa[N ~int | ~int64](n N) string { return strconv.FormatInt(int64(n), 10) }

// decimal writes a number that is not negative with at most two decimals.
func decimal(w *locale.Words, n *big.Rat) string {
	whole, rest, _ := strings.Cut(n.FloatString(2), ".")
	count, err := strconv.Atoi(whole)
	if err != nil {
		return n.FloatString(0) // unreachable: scores are smaller
	}
	if rest = strings.TrimRight(rest, "0"); rest != "" {
		rest = w.Say("common.point") + rest
	}
	return w.Number(count) + rest
}
