package handlers

import (
	"context"
	"slices"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// joiner is how somebody who is not on a ballot's roll would come onto it. It
// reports false for those who have no vote in the product, and once the vote
// is over.
func (t *turn) joiner(ctx context.Context, b scrum.Ballot, person scrum.PersonID) (scrum.Voter, bool, error) {
	if b.State != scrum.BallotOpen || b.Late(t.now) {
		return scrum.Voter{}, false, nil
	}
	roll, err := t.roll(ctx)
	if err != nil {
		return scrum.Voter{}, false, err
	}
	at := slices.IndexFunc(roll, func(v scrum.Voter) bool { return v.Person == person })
	if at < 0 {
		return scrum.Voter{}, false, nil
	}
	return b.Joiner(roll[at]), true, nil
}

// notOnRoll tells somebody that they cannot vote, and where the owner can
// change that, whom to ask.
func (t *turn) notOnRoll(ctx context.Context, b scrum.Ballot, person scrum.Person, said string) (view.Message, error) {
	words, _ := t.readerOf(person)
	out, err := t.votesNot(ctx, person)
	if err != nil || out {
		return view.Note(words.Say("roll.refuse.guest")), err
	}
	_, may, err := t.joiner(ctx, b, person.ID)
	if err != nil || !may {
		return view.Note(words.Say(said)), err
	}
	names, err := t.names(ctx, t.product.Owner)
	return view.NotOnRoll(words, b, words.Say(said), names.Of(t.product.Owner), person.ID == t.product.Owner), err
}

func (t *turn) tellNotOnRoll(ctx context.Context, b scrum.Ballot, said string) error {
	m, err := t.notOnRoll(ctx, b, t.person, said)
	if err != nil {
		return err
	}
	return t.tell(ctx, m)
}

// askToJoin asks the owner to let somebody vote who came after the opening: in
// one message, however often they ask. Owners let themselves in.
func askToJoin(ctx context.Context, t *turn, _ Click, b scrum.Ballot) error {
	if t.person.ID == t.product.Owner {
		return t.addVoter(ctx, b, t.person.ID)
	}
	who, err := t.nameOf(ctx, t.person.ID)
	if err != nil {
		return err
	}
	if _, err := t.mustBeAddable(ctx, b, t.person.ID, who); err != nil {
		return err
	}
	owner, err := t.stranger(ctx, t.product.Owner)
	if err != nil {
		return err
	}
	words, _ := t.readerOf(owner)
	asked := view.JoinAsked(words, b, t.person.ID, who, mentionOf(t.product.Channel))
	if err := t.direct(ctx, owner.ID, view.JoinName(b.ID, t.person.ID), asked); err != nil {
		return err
	}
	boss, err := t.nameOf(ctx, owner.ID)
	if err != nil {
		return err
	}
	return t.replace(ctx, view.Note(t.mine.Say("roll.asked", "who", boss)))
}

// addVoterTyped lets somebody vote who came after the opening: "add @kenji".
func addVoterTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	if _, _, ok := scrum.ParseStoryKey(strings.TrimSpace(rest)); ok {
		return t.refuseOption(ctx, strings.TrimSpace(rest))
	}
	person, known := t.personNamed(rest)
	if !known {
		typed := "/vote " + t.verb("vote", "add")
		return t.unread(rest, typed, typed+" @nora")
	}
	b, err := t.runningBallot(ctx)
	if err != nil {
		return err
	}
	return t.addVoter(ctx, b, person)
}

// refuseOption says how a story that was forgotten comes into a vote, which is
// fixed at its opening: by a new one over as many as can be typed.
func (t *turn) refuseOption(ctx context.Context, typed string) error {
	b, err := t.runningBallot(ctx)
	if err != nil {
		return err
	}
	stories, err := t.storiesOfKeys(ctx, []string{typed})
	if err != nil {
		return err
	}
	key := stories[0].Key
	if b.Over(stories[0].ID) {
		return t.refuse("vote.refuse.inVote", "key", key)
	}
	shown, err := t.ballotShown(ctx, b)
	if err != nil {
		return err
	}
	var keys []string
	for _, o := range b.Options[:min(len(b.Options), scrum.MaxOptions-1)] {
		if s := shown.Stories[o.Story]; s.State.Open() && !s.Hidden {
			keys = append(keys, s.Key)
		}
	}
	return t.refuse("vote.refuse.added", "key", key, "ask", strings.Join(append(keys, key), " ")+view.BallotTyped(t.mine, b))
}

func pressAddVoter(ctx context.Context, t *turn, c Click, b scrum.Ballot) error {
	return t.addVoter(ctx, b, scrum.PersonID(c.Value))
}

// addVoter puts somebody on the roll of a running vote, which only the
// product's owner may, and says so under it. What they reacted with before
// counts from then on.
func (t *turn) addVoter(ctx context.Context, b scrum.Ballot, id scrum.PersonID) error {
	if err := t.mustOwn(ctx); err != nil {
		return err
	}
	who, err := t.nameOf(ctx, id)
	if err != nil {
		return err
	}
	v, err := t.mustBeAddable(ctx, b, id, who)
	if err != nil {
		return err
	}
	v.Adder, v.AddedAt = t.person.ID, t.now
	if err := t.tx.AddVoter(ctx, b.ID, v); err != nil {
		return err
	}
	if b, err = t.tx.Ballot(ctx, b.ID); err != nil {
		return err
	}
	shown, err := t.ballotShown(ctx, b)
	if err != nil {
		return err
	}
	if err := t.reply(ctx, view.BallotName(b.ID), view.JoinedName(b.ID), view.Joined(t.ours, shown)); err != nil {
		return err
	}
	if err := t.drawBallot(ctx, b); err != nil {
		return err
	}
	if err := t.tellJoined(ctx, b, v, who); err != nil {
		return err
	}
	return t.voted(ctx, b)
}

// mustBeAddable refuses to put on a roll who is on it, who has no vote in the
// product, and anybody once the vote is over.
func (t *turn) mustBeAddable(ctx context.Context, b scrum.Ballot, id scrum.PersonID, who string) (scrum.Voter, error) {
	v, may, err := t.joiner(ctx, b, id)
	switch {
	case err != nil:
		return v, err
	case b.OnRoll(id):
		return v, t.refuse("roll.refuse.already", "who", who)
	case b.State != scrum.BallotOpen || b.Late(t.now):
		return v, t.refuse("vote.refuse.closed", "number", b.Number)
	case !may:
		return v, t.refuse("roll.refuse.noVote", "who", who, "channel", mentionOf(t.product.Channel))
	}
	return v, nil
}

// tellJoined tells the owner that a voter is in, and the voter how to vote.
func (t *turn) tellJoined(ctx context.Context, b scrum.Ballot, v scrum.Voter, who string) error {
	done := view.Note(t.mine.Say("roll.added", "who", who, "number", b.Number))
	if asked, err := t.stands(ctx, view.JoinName(b.ID, v.Person)); err != nil {
		return err
	} else if asked {
		if err := t.direct(ctx, t.person.ID, view.JoinName(b.ID, v.Person), done); err != nil {
			return err
		}
	}
	if t.door.command || v.Person == t.person.ID {
		if err := t.replace(ctx, done); err != nil {
			return err
		}
	}
	if !b.ClosesAt.IsZero() {
		if err := t.armBallotReminders(ctx, b, v); err != nil {
			return err
		}
	}
	if v.Person == t.person.ID {
		return nil
	}
	person, err := t.stranger(ctx, v.Person)
	if err != nil {
		return err
	}
	boss, err := t.nameOf(ctx, t.person.ID)
	if err != nil {
		return err
	}
	words, _ := t.readerOf(person)
	key := "roll.welcome"
	if b.ByReactions() {
		key = "roll.welcomeReacting"
	}
	said := words.Say(key, "who", boss, "number", b.Number, "channel", mentionOf(t.product.Channel))
	return t.direct(ctx, v.Person, "", view.BallotCall(words, b, said))
}
