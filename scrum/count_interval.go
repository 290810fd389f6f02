package scrum

import "math"

// Interval is where the share of a whole crowd lies with 95 % confidence, if
// yes of n people said so (Wilson's). It is for showing how little a few votes
// say, never for counting: only unweighted votes have one.
func Interval(yes, n int) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	const z = 1.96
	count := float64(n)
	share := float64(yes) / count
	center := share + z*z/(2*count)
	spread := z * math.Sqrt(share*(1-share)/count+z*z/(4*count*count))
	all := 1 + z*z/count
	return max(0, (center-spread)/all), min(1, (center+spread)/all)
}
