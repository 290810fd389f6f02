package exchange

import "strings"

// A spreadsheet takes a cell that begins with one of these for a formula, or
// drops it and looks at the next; the wide ones count as the narrow in some.
const formula = "=+-@\t\r\n＝＋－＠"

// safe writes a text so that no spreadsheet takes it for a formula: behind an
// apostrophe, which [bare] takes off. A text that looks like one treated so
// gets another.
func safe(cell string) string {
	if risky(cell) || strings.HasPrefix(cell, "'") && (risky(cell[1:]) || strings.HasPrefix(cell[1:], "'")) {
		return "'" + cell
	}
	return cell
}

// bare is the reverse of safe.
func bare(cell string) string {
	if rest, found := strings.CutPrefix(cell, "'"); found && (risky(rest) || strings.HasPrefix(rest, "'")) {
		return rest
	}
	return cell
}

func risky(cell string) bool {
	for _, first := range cell {
		return strings.ContainsRune(formula, first)
	}
	return false
}
