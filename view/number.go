package view

import "strconv"

// itoa writes a number or an id.
func itoa[N ~int | ~int64](n N) string { return strconv.FormatInt(int64(n), 10) }
