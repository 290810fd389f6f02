package handlers

import (
	"context"
	"errors"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// ballotTx is what votes need of a transaction.
type ballotTx interface {
	// CreateBallot opens a ballot; the error wraps [scrum.ErrTaken] if one of
	// the product is running.
	CreateBallot(ctx context.Context, b scrum.Ballot) (scrum.Ballot, error)
	Ballot(ctx context.Context, id scrum.BallotID) (scrum.Ballot, error)
	BallotByNumber(ctx context.Context, product scrum.ProductID, number int) (scrum.Ballot, error)
	LastBallot(ctx context.Context, product scrum.ProductID) (scrum.Ballot, error)
	// LastApplied returns the number and the outcome of the newest ballot of
	// the product whose result was applied.
	LastApplied(ctx context.Context, product scrum.ProductID) (int, scrum.Outcome, error)
	SaveBallot(ctx context.Context, b scrum.Ballot) error

	// Papers returns what people said by the form of a ballot, in an order
	// that tells nothing; Paper is that of one voter.
	Papers(ctx context.Context, ballot scrum.BallotID) ([]scrum.BallotPaper, error)
	Paper(ctx context.Context, ballot scrum.BallotID, voter scrum.VoterMark) (scrum.BallotPaper, error)
	KeepPaper(ctx context.Context, ballot scrum.BallotID, p scrum.BallotPaper) error
	// AddVoter puts somebody on the roll of a ballot.
	AddVoter(ctx context.Context, ballot scrum.BallotID, v scrum.Voter) error
	// ExcuseVoter says whether somebody on the roll is not waited for.
	ExcuseVoter(ctx context.Context, ballot scrum.BallotID, person scrum.PersonID, excused bool) error
	// MarkReworded keeps that a story was given other words during the vote,
	// AskConfirm that somebody is to confirm the vote they cast before: false
	// if they were asked and have not answered. Confirm keeps that it stands:
	// false if nothing is asked of them.
	MarkReworded(ctx context.Context, ballot scrum.BallotID, story scrum.StoryID, at time.Time) error
	AskConfirm(ctx context.Context, ballot scrum.BallotID, person scrum.PersonID) (bool, error)
	Confirm(ctx context.Context, ballot scrum.BallotID, person scrum.PersonID, at time.Time) (bool, error)
	Confirmed(ctx context.Context, ballot scrum.BallotID) (scrum.Confirmed, error)
	KeepBallotKey(ctx context.Context, ballot scrum.BallotID, key string) error
	BallotKey(ctx context.Context, ballot scrum.BallotID) (string, error)
	// ForgetVoters destroys the key of an anonymous ballot and who signed its
	// papers, which are kept unsigned.
	ForgetVoters(ctx context.Context, ballot scrum.BallotID, unsigned []scrum.BallotPaper) error

	MemberRoles(ctx context.Context, product scrum.ProductID) (map[scrum.PersonID]scrum.MemberRole, error)
	SetMemberRole(ctx context.Context, product scrum.ProductID, person scrum.PersonID, role scrum.MemberRole) error
	Weights(ctx context.Context, product scrum.ProductID) (scrum.Weights, error)
	SetWeight(ctx context.Context, product scrum.ProductID, role scrum.MemberRole, weight scrum.Weight) error

	// TellOnce reports whether this is the first time that somebody is told
	// why their vote does not count.
	TellOnce(ctx context.Context, id scrum.BallotID, person scrum.PersonID) (bool, error)

	// Ranking returns the open stories that have a rank, in order.
	Ranking(ctx context.Context, product scrum.ProductID) ([]scrum.StoryID, error)
	SetRanks(ctx context.Context, ranks map[scrum.StoryID]int) error
}

// The deeds of a ballot that come by the clock.
const (
	ballotCloseDeed  = "ballot.close"
	ballotResultDeed = "ballot.result"
	ballotRemindDeed = "ballot.remind"
)

func ballotNoun() noun {
	return noun{
		commands: []command{{
			name: "vote",
			bare: openVoteForm,
			rest: voteTyped,
			verbs: []verb{
				{name: "close", also: []string{"clore", "clos", "cloturer", "fermer", "terminer"}, run: closeBallotTyped},
				{name: "add", also: []string{"ajouter", "ajoute"}, run: addVoterTyped},
				{name: "weights", also: []string{"weight", "poids"}, run: weightsTyped},
				{name: "result", also: []string{"results", "resultat", "resultats"}, run: tellResult, guests: true},
				{name: "export", also: []string{"exporter", "exporte"}, run: exportBallot},
			},
		}},
		clicks: map[string]click{
			view.BallotClose:  on((*turn).ballot, pressCloseBallot),
			view.BallotMine:   on((*turn).ballot, tellMyVote),
			view.BallotStands: on((*turn).ballot, pressStands),
			view.BallotJoin:   on((*turn).ballot, askToJoin),
			view.BallotAdd:    on((*turn).ballot, pressAddVoter),
			view.BallotVote:   on((*turn).ballot, openPaper),
			view.BallotAll:    on((*turn).ballot, tellPapers),
			view.BallotNarrow: pressNarrow,
			view.BallotRank:   on((*turn).ballot, pressRank),
			view.BallotSure:   pressSure,
			view.BallotApply:  on((*turn).ballot, applyResult),
			view.BallotKeep:   on((*turn).ballot, keepOrder),

			view.BallotOtherwise: on((*turn).ballot, openOtherwise),
			view.BallotAgain:     on((*turn).ballot, postBallotAgain),
		},
		forms:     map[string]submit{view.BallotStart: submitVote, view.BallotCast: castByForm, view.BallotOtherwise: submitOtherwise},
		forGuests: []string{view.BallotMine, view.BallotStands, view.BallotJoin, view.BallotVote, view.BallotAll, view.BallotCast},
		forAll:    []string{view.BallotCast},
		deeds: map[string]deed{
			ballotCloseDeed:  whenDue(Tx.Ballot, closeBallotDue),
			ballotResultDeed: whenDue(Tx.Ballot, publishResult),
			ballotRemindDeed: remindOfBallot,
		},
		reacts: map[string]react{"ballot": castByReaction},
		undos:  map[string]undo{"ballot.apply": back(undoApply)},

		storyChanged:  known(redrawBallot),
		rosterChanged: followChannel,
	}
}

// digitsOf is the number of a vote as it is typed: "3", "#3".
func digitsOf(rest string) string { return strings.TrimPrefix(strings.TrimSpace(rest), "#") }

// redrawBallot keeps a running vote's message in step with its stories, so
// that nobody approves of what was dropped meanwhile, or reworded unheard.
func redrawBallot(ctx context.Context, t *turn, before, s scrum.Story) error {
	b, err := t.tx.LastBallot(ctx, s.Product)
	if errors.Is(err, scrum.ErrNotFound) {
		return nil
	}
	if err != nil || !b.Running() || !b.Over(s.ID) {
		return err
	}
	if b.Reworded(before, s) {
		return t.reworded(ctx, b, s)
	}
	return t.drawBallot(ctx, b)
}

// ballotShown gathers what the messages and the file of a ballot show. Of a
// story that was hidden since the opening that is its key alone, whoever looks.
func (t *turn) ballotShown(ctx context.Context, b scrum.Ballot) (view.BallotShown, error) {
	shown := view.BallotShown{Ballot: b, Stories: map[scrum.StoryID]scrum.Story{}, Zone: t.product.Location()}
	for _, o := range b.Options {
		s, err := t.tx.Story(ctx, o.Story)
		if err != nil {
			return shown, err
		}
		if s.Hidden {
			s = scrum.Story{ID: s.ID, Product: s.Product, Number: s.Number, Key: s.Key, State: s.State, Hidden: true}
		}
		shown.Stories[o.Story] = s
	}
	var err error
	if shown.Confirmed, err = t.tx.Confirmed(ctx, b.ID); err != nil {
		return shown, err
	}
	if shown.Found, err = t.tx.FoundVoters(ctx, b.ID); err != nil {
		return shown, err
	}
	named := []scrum.PersonID{b.Opener, b.Closer, b.Decider}
	for _, v := range b.Joiners() {
		named = append(named, v.Person, v.Adder)
	}
	shown.Names, err = t.names(ctx, named...)
	return shown, err
}

// drawBallot makes the message in the channel show the ballot as it is.
func (t *turn) drawBallot(ctx context.Context, b scrum.Ballot) error {
	shown, err := t.ballotShown(ctx, b)
	if err != nil {
		return err
	}
	return t.post(ctx, view.BallotName(b.ID), view.Ballot(t.ours, shown))
}

// ballot returns a ballot that the person may see, and enters its product.
func (t *turn) ballot(ctx context.Context, id scrum.BallotID) (scrum.Ballot, error) {
	b, err := t.tx.Ballot(ctx, id)
	if err != nil {
		return b, err
	}
	return b, t.enter(ctx, b.Product)
}
