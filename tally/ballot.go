package tally

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"pogo/exchange"
	"pogo/scrum"
)

// ballotShape is shown to people whose file does not have it.
const ballotShape = `{"options":["A","B"],"ballots":[{"count":4,"weight":1,"rank":[["A"],["B"]]}]}`

// Ballot is a ballot as [exchange.FromBallot] writes it, or as somebody wrote it
// by hand. Its Published is never nil.
type Ballot struct {
	exchange.Counted
	Roll []exchange.RollEntry `json:"roll"`
}

// Read reads a ballot in JSON, of at most 64 MB.
func Read(in io.Reader) (Ballot, error) {
	const most = 64 << 20
	text, err := io.ReadAll(io.LimitReader(in, most+1))
	switch {
	case err != nil:
		return Ballot{}, fmt.Errorf("read the ballot: %w", err)
	case len(text) > most:
		return Ballot{}, errors.New(`this is larger than 64 MB: write ballots that are alike once, with their "count"`)
	}
	return parse(bytes.TrimPrefix(text, []byte("\ufeff")))
}

// parse reads the shape; whether its ballots can be counted is for
// package scrum to say.
func parse(text []byte) (Ballot, error) {
	var b Ballot
	if len(bytes.TrimSpace(text)) == 0 {
		return b, errors.New("this is empty: write a ballot such as " + ballotShape)
	}
	err := json.Unmarshal(text, &b)
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return b, fmt.Errorf("line %d is not JSON (%w): write a ballot such as %s", lineAt(text, syntax.Offset), err, ballotShape)
	case errors.As(err, &kind):
		return b, fmt.Errorf("line %d: %q cannot be a %s: write it as in %s", lineAt(text, kind.Offset), cmp.Or(strings.TrimPrefix(kind.Field, "Counted."), "the whole"), kind.Value, ballotShape)
	case err != nil:
		return b, fmt.Errorf("this is no ballot (%w): write one such as %s", err, ballotShape)
	case b.Options == nil:
		return b, errors.New(`this has no "options": write a ballot such as ` + ballotShape)
	case b.Ballots == nil:
		return b, errors.New(`this has no "ballots": write them as in ` + ballotShape + `, or [] if nobody voted`)
	case b.Published == nil:
		b.Published = &exchange.BallotResult{}
	}
	return b, nil
}

// lineAt is the line of a text that an offset is in.
func lineAt(text []byte, offset int64) int {
	return 1 + bytes.Count(text[:min(max(offset-1, 0), int64(len(text)))], []byte("\n"))
}

// papers are the ballots as the rules read them: rankings, and ratings where
// the method is by ratings.
func (b Ballot) papers(byRatings bool) (rankings []scrum.Ranking, ratings []scrum.Ratings, err error) {
	for i, p := range b.Ballots {
		count, weight := int64(1), scrum.FullWeight
		if p.Count != nil {
			count = *p.Count
		}
		if p.Weight != "" {
			if weight, err = scrum.ParseWeight(p.Weight.String()); err != nil {
				return nil, nil, fmt.Errorf(`ballot %d: the "weight" is %s: write a number from 0 with three decimals at most`, i+1, short(p.Weight))
			}
		}
		switch {
		case p.Ratings != nil && !byRatings:
			return nil, nil, fmt.Errorf(`ballot %d has "ratings": say in a "published_result" by which "method" they count, approval, net, score, dots or quadratic, or write a "rank"`, i+1)
		case p.Rank != nil && byRatings:
			return nil, nil, fmt.Errorf(`ballot %d has a "rank", and the "method" is %s: write "ratings" such as {"A":1}`, i+1, b.Published.Method)
		case !byRatings:
			rankings = append(rankings, scrum.Ranking{Count: count, Weight: weight, Places: p.Rank})
			continue
		}
		m := scrum.Ratings{Count: count, Weight: weight, Given: p.Ratings, Abstains: p.Abstains}
		ratings, rankings = append(ratings, m), append(rankings, m.Ranking(b.Options))
	}
	return rankings, ratings, nil
}

// complaint says why ballots cannot be counted and what to do.
func complaint(err error) error {
	var paper *scrum.PaperError
	if !errors.As(err, &paper) {
		switch {
		case errors.Is(err, scrum.ErrNoChoices):
			return errors.New(`"options" is empty: list what was voted for, such as ["A","B"]`)
		case errors.Is(err, scrum.ErrTooManyChoices):
			return fmt.Errorf(`there are more than %d "options": narrow them first, and rank those that are left`, scrum.MaxChoices)
		}
		return fmt.Errorf(`%w: list each of the "options" once`, err)
	}
	do := map[error]string{
		scrum.ErrUnknownChoice:  `names %s, which is none of the "options": correct it, or add it to them`,
		scrum.ErrRankedTwice:    `ranks %s twice: leave one of its places out`,
		scrum.ErrBadRating:      `gives %s a rating that the "method" does not have: correct it`,
		scrum.ErrOverBudget:     `spends more than the "budget": correct its "ratings" or the "budget"`,
		scrum.ErrNegativeCount:  `has a negative "count": write how many people voted so, or leave it out for one`,
		scrum.ErrNegativeWeight: `has a negative "weight": write 0 for observers, or leave it out for 1`,
		scrum.ErrTooManyVotes:   `brings more than a billion votes: correct its "count" or its "weight"`,
	}[paper.Err]
	if paper.Choice != "" || errors.Is(paper, scrum.ErrUnknownChoice) {
		do = fmt.Sprintf(do, short(paper.Choice))
	}
	return fmt.Errorf("ballot %d %s", paper.Paper, do)
}

// short quotes a word of a file, and no more than one would read.
func short[T ~string](word T) string {
	const most = 40
	if runes := []rune(word); len(runes) > most {
		return fmt.Sprintf("%q", string(runes[:most])+"…")
	}
	return fmt.Sprintf("%q", string(word))
}
