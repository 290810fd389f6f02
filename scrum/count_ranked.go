package scrum

import "slices"

// Ranking is a paper that puts choices in an order, or several papers alike.
type Ranking struct {
	Count  int64  // how many people handed in just this
	Weight Weight // of each of them
	// Places hold the choices, best first. Those that share a place tie; those
	// in none tie behind all the others. An empty place is a gap, and means
	// nothing.
	Places [][]Choice
}

// Unweighted returns the ranking as it is if everybody counts the same, to
// show both orders side by side. Observers stay observers.
func (r Ranking) Unweighted() Ranking {
	r.Weight = r.Weight.plain()
	return r
}

// Strike returns the ranking after a choice was withdrawn: the gap closes.
// The ranking that it is called on is left alone.
func (r Ranking) Strike(gone Choice) Ranking {
	var places [][]Choice
	for _, place := range r.Places {
		rest := slices.DeleteFunc(slices.Clone(place), func(c Choice) bool { return c == gone })
		if len(rest) > 0 {
			places = append(places, rest)
		}
	}
	r.Places = places
	return r
}

// Count is what ranked papers say: how many votes prefer one choice to
// another, for every two. The rules that order choices read only that, and
// share it; it is safe for concurrent use.
type Count struct {
	choices []Choice
	cast    Votes
	firsts  []Votes
	over    [][]Votes // over[i][j] prefer i to j
}

// CountRankings counts ranked papers. It fails, with a [PaperError] where it
// is about a paper, on what cannot be counted, and then counts nothing.
func CountRankings(choices []Choice, rankings []Ranking) (Count, error) {
	at, err := positions(choices)
	if err != nil {
		return Count{}, err
	}
	n := len(choices)
	c := Count{choices: choices, firsts: make([]Votes, n), over: make([][]Votes, n)}
	for i := range c.over {
		c.over[i] = make([]Votes, n)
	}
	p := paper{at: at, ranked: make([]bool, n)}
	for i, r := range rankings {
		worth, err := votes(r.Count, r.Weight)
		if err == nil && worth > maxVotes-c.cast {
			err = ErrTooManyVotes
		}
		if err != nil {
			return Count{}, &PaperError{Paper: i + 1, Err: err}
		}
		if choice, err := p.read(r.Places); err != nil {
			return Count{}, &PaperError{Paper: i + 1, Choice: choice, Err: err}
		}
		c.add(p, worth)
	}
	return c, nil
}

// paper is a ranking as numbers: the choices from the best to the worst, and
// where each place ends. It is reused, for there are many.
type paper struct {
	at     map[Choice]int
	ranked []bool
	order  []int
	ends   []int
}

// read takes in a ranking. On an error it returns the choice to blame.
func (p *paper) read(places [][]Choice) (Choice, error) {
	p.order, p.ends = p.order[:0], p.ends[:0]
	clear(p.ranked)
	for _, place := range places {
		for _, c := range place {
			i, known := p.at[c]
			switch {
			case !known:
				return c, ErrUnknownChoice
			case p.ranked[i]:
				return c, ErrRankedTwice
			}
			p.ranked[i] = true
			p.order = append(p.order, i)
		}
		if len(place) > 0 {
			p.ends = append(p.ends, len(p.order))
		}
	}
	for i, ranked := range p.ranked {
		if !ranked {
			p.order = append(p.order, i)
		}
	}
	return "", nil
}

// add counts a paper: each choice is preferred to all behind its place.
func (c *Count) add(p paper, worth Votes) {
	c.cast += worth
	if len(p.ends) > 0 && p.ends[0] == 1 {
		c.firsts[p.order[0]] += worth
	}
	begin := 0
	for _, end := range p.ends {
		for _, i := range p.order[begin:end] {
			over := c.over[i]
			for _, j := range p.order[end:] {
				over[j] += worth
			}
		}
		begin = end
	}
}

// Cast is all votes together.
func (c Count) Cast() Votes { return c.cast }

// Over is how many votes prefer the choice at one index to that at another.
func (c Count) Over(i, j int) Votes { return c.over[i][j] }

// Plurality is how many votes have each choice, in the order of the choices,
// alone in their first place. A first place that is shared is no single
// choice, and counts for nobody, as two crosses do on paper.
func (c Count) Plurality() []Votes { return slices.Clone(c.firsts) }

// Borda is, for each choice in their order, the votes against which it was
// compared and won, where a tie is half a win.
func (c Count) Borda() []Votes {
	sums := make([]Votes, len(c.choices))
	for i := range sums {
		for j := range sums {
			if i != j {
				sums[i] += (c.cast + c.over[i][j] - c.over[j][i]) / 2 // wins and half of the ties; always even
			}
		}
	}
	return sums
}

// Condorcet returns the choice that more votes prefer to each other one than
// the reverse, if there is one.
func (c Count) Condorcet() (winner Choice, found bool) {
	for i, choice := range c.choices {
		wins := 0
		for j := range c.choices {
			if c.over[i][j] > c.over[j][i] {
				wins++
			}
		}
		if wins == len(c.choices)-1 {
			return choice, true
		}
	}
	return "", false
}
