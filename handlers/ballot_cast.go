package handlers

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// An anonymous ballot is as rule 5 of the design says. Two things follow for
// every function of this file: nothing that somebody does to vote may put
// their name into a row, not even into that of an answer; and what they chose
// is kept by their paper alone. So the form itself is the confirmation.

// openPaper opens the form in which somebody votes, filled with what they said
// before.
func openPaper(ctx context.Context, t *turn, _ Click, b scrum.Ballot) error {
	if !b.OnRoll(t.person.ID) {
		return t.tellNotOnRoll(ctx, b, "vote.paper.notOnRoll")
	}
	if err := t.mustVote(b); err != nil {
		return err
	}
	own, err := t.ownPaper(ctx, b)
	if err != nil {
		return err
	}
	shown, err := t.ballotShown(ctx, b)
	if err != nil {
		return err
	}
	paper := view.BallotPaper{BallotShown: shown, Own: own}
	for _, o := range b.Shuffled(t.person.ID) {
		if s := shown.Stories[o.Story]; s.State.Open() && !s.Hidden {
			paper.Offered = append(paper.Offered, s)
		}
	}
	if len(paper.Offered) == 0 {
		return t.refuse("vote.refuse.allGone")
	}
	t.answer.Open = view.BallotPaperForm(t.mine, Where{Channel: string(t.product.Channel), ID: int64(b.ID)}.String(), paper)
	return nil
}

// mustVote refuses to whoever may not vote, and once the vote is over.
func (t *turn) mustVote(b scrum.Ballot) error {
	switch {
	case !b.OnRoll(t.person.ID):
		return t.refuse("vote.paper.notOnRoll")
	case b.State == scrum.BallotOpen && !b.Late(t.now):
		return nil
	}
	_, zone := t.readerOf(t.person)
	return t.refuse("vote.paper.late", "when", t.mine.Moment(b.Limit().In(zone), t.now), "number", b.Number)
}

// ownPaper is what the person said; nil if they did not vote yet.
func (t *turn) ownPaper(ctx context.Context, b scrum.Ballot) (*scrum.BallotPaper, error) {
	key, err := t.ballotKey(ctx, b)
	if err != nil {
		return nil, err
	}
	mark := b.Mark(t.person.ID, key)
	if b.ByReactions() {
		papers, err := t.papers(ctx, b)
		for _, p := range papers {
			if p.Voter == mark {
				return &p, err
			}
		}
		return nil, err
	}
	p, err := t.tx.Paper(ctx, b.ID, mark)
	if errors.Is(err, scrum.ErrNotFound) {
		return nil, nil //nolint:nilnil // who has not voted yet has no paper
	}
	return &p, err
}

// tellMyVote shows somebody what is counted of their reactions.
func tellMyVote(ctx context.Context, t *turn, _ Click, b scrum.Ballot) error {
	if !b.OnRoll(t.person.ID) {
		return t.tellNotOnRoll(ctx, b, "vote.notOnRoll")
	}
	own, err := t.ownPaper(ctx, b)
	if err != nil {
		return err
	}
	shown, err := t.ballotShown(ctx, b)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.MyVote(t.mine, shown, own))
}

// tellPapers shows what everybody said, of a vote that is open to all.
func tellPapers(ctx context.Context, t *turn, _ Click, b scrum.Ballot) error {
	if b.Secrecy != scrum.SeenByAll {
		return t.refuse("command.nothing")
	}
	papers, err := t.papers(ctx, b)
	if err != nil {
		return err
	}
	shown, err := t.ballotShown(ctx, b)
	if err != nil {
		return err
	}
	voters := make([]scrum.PersonID, len(papers))
	for i, p := range papers {
		voters[i] = scrum.PersonID(p.Voter)
	}
	if shown.Names, err = t.names(ctx, voters...); err != nil {
		return err
	}
	return t.tell(ctx, view.BallotPapers(t.mine, shown, papers))
}

// castByForm takes somebody's vote. Sending the same form twice, or from two
// devices, leaves one paper: the last.
func castByForm(ctx context.Context, t *turn, sub Submission) error {
	b, err := t.ballot(ctx, scrum.BallotID(ParseWhere(sub.Private).ID))
	if err != nil {
		return err
	}
	if err := t.mustVote(b); err != nil {
		return err
	}
	if b.ByReactions() {
		return t.refuse("command.nothing")
	}
	paper, err := t.readPaper(b, sub.Values)
	if err != nil {
		return err
	}
	key, err := t.ballotKey(ctx, b)
	if err != nil {
		return err
	}
	paper.Voter, paper.Copies = b.Mark(t.person.ID, key), 1
	if b.Secrecy != scrum.Anonymous {
		paper.At = t.now
		t.touch(t.person.ID) // whose Home is a row with a name
		if err := t.votedAnew(ctx, b, t.person.ID, t.now); err != nil {
			return err
		}
	}
	if err := t.tx.KeepPaper(ctx, b.ID, paper); err != nil {
		return err
	}
	if err := t.voted(ctx, b); err != nil {
		return err
	}
	if b, err = t.tx.Ballot(ctx, b.ID); err != nil {
		return err
	}
	said := "vote.paper.kept"
	if !b.Running() {
		said = "vote.paper.last"
	}
	t.answer.Replace = view.Notice(t.mine, t.mine.Say("vote.paper.title"), t.mine.Say(said, "button", t.ours.Say("vote.button.cast")))
	return nil
}

// readPaper reads what somebody filled in.
func (t *turn) readPaper(b scrum.Ballot, values map[string]string) (scrum.BallotPaper, error) {
	approved := strings.Split(values[view.FieldApprove], ",")
	p := scrum.BallotPaper{Given: map[scrum.StoryID]int64{}, Abstains: values[view.FieldAbstain] != "" || slices.Contains(approved, view.Abstained)}
	for _, o := range b.Options {
		if b.Method == scrum.ByApproval {
			if slices.Contains(approved, idText(o.Story)) {
				p.Given[o.Story] = 1
			}
			continue
		}
		value := values[view.FieldRating(o.Story)]
		if value == "" || value == view.NoRating {
			continue
		}
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil || !slices.Contains(b.Ratings(), n) {
			return p, t.refuse("command.nothing")
		}
		p.Given[o.Story] = n
	}
	return p, t.mustSay(b, p)
}

// mustSay refuses a paper that says nothing, or two things at once, or spends
// more than there is.
func (t *turn) mustSay(b scrum.Ballot, p scrum.BallotPaper) error {
	over, field := b.Spent(p)-b.Budget, view.FieldAbstain
	if b.Method == scrum.ByApproval {
		field = view.FieldApprove
	}
	switch {
	case p.Abstains && len(p.Given) > 0:
		return t.refuseField(field, "vote.paper.both")
	case !p.Abstains && len(p.Given) == 0:
		return t.refuseField(field, "vote.paper.empty")
	case b.Budget == 0 || over <= 0:
		return nil
	}
	return t.refuseField(view.FieldRating(b.Dearest(p)), "vote.paper.over."+string(b.Method), "n", over, "of", b.Budget)
}
