package scrum

// Edits counts the edits (insert, delete, replace, swap neighbors) between two
// words. Of words longer than 64 bytes it says 64.
func Edits(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return 64
	}
	s, t := []rune(a), []rune(b)
	rows := make([][]int, len(s)+1)
	for i := range rows {
		rows[i] = make([]int, len(t)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(s); i++ {
		for j := 1; j <= len(t); j++ {
			rows[i][j] = cheapest(rows, s, t, i, j)
		}
	}
	return rows[len(s)][len(t)]
}

func cheapest(rows [][]int, s, t []rune, i, j int) int {
	same := 1
	if s[i-1] == t[j-1] {
		same = 0
	}
	best := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+same)
	if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
		best = min(best, rows[i-2][j-2]+1)
	}
	return best
}
