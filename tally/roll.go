package tally

import (
	"errors"
	"fmt"

	"pogo/exchange"
	"pogo/scrum"
)

// checkRoll compares the ballots with the roll, where the file has one: who
// signed one may vote, did so once, and weighs what the roll says. Of unsigned
// ballots there are no more than people.
func (b Ballot) checkRoll() error {
	if len(b.Roll) == 0 {
		return nil
	}
	left, err := b.electors()
	if err != nil {
		return err
	}
	papers := int64(0)
	for i, p := range b.Ballots {
		count := int64(1)
		if p.Count != nil {
			count = *p.Count
		}
		papers += count
		voter, signed := p.Voter.(string)
		if !signed {
			continue
		}
		if count != 1 {
			return fmt.Errorf(`ballot %d is one more by %s, who can vote once: correct its "count"`, i+1, short(voter))
		}
		if err := left.take(voter, p); err != nil {
			return fmt.Errorf(`ballot %d %w`, i+1, err)
		}
	}
	if papers > int64(len(b.Roll)) {
		return errors.New(`there are more "ballots" than people on the "roll"`)
	}
	return nil
}

// electors are the weights of those on a roll, and who of them has voted.
type electors struct {
	weights map[string]scrum.Weight
	voted   map[string]bool
}

func (b Ballot) electors() (electors, error) {
	e := electors{map[string]scrum.Weight{}, map[string]bool{}}
	for _, v := range b.Roll {
		weight, err := scrum.ParseWeight(v.Weight.String())
		if err != nil {
			return e, fmt.Errorf(`the "roll" gives %s the "weight" %s: write a number from 0 with three decimals at most`, short(v.Person), short(v.Weight))
		}
		e.weights[string(v.Person)] = weight
	}
	return e, nil
}

// take says why a voter's paper is not one of the roll's.
func (e electors) take(voter string, p exchange.Paper) error {
	weight, known := e.weights[voter]
	if !known {
		return fmt.Errorf(`is by %s, who is not on the "roll"`, short(voter))
	}
	if e.voted[voter] {
		return fmt.Errorf(`is one more by %s, who can vote once`, short(voter))
	}
	e.voted[voter] = true
	written, err := scrum.ParseWeight(p.Weight.String())
	if p.Weight != "" && (err != nil || written != weight) {
		return fmt.Errorf(`gives %s another "weight" than the "roll"`, short(voter))
	}
	return nil
}
