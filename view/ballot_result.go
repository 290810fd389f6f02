package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// BallotResult is what came of a vote: the order that is proposed, what each
// story got, how much hangs on one voter or estimate, and what was decided.
// While there is a decision to make, it offers it.
func BallotResult(w *locale.Words, b BallotShown) Message {
	said := telling{}
	title := resultTitle(w, b)
	said.section("*"+title+"*", title)
	said.rows(w, b)
	for _, line := range []string{pressing(w, b), votesLeader(w, b), robustness(w, b), quorum(w, b)} {
		if line != "" {
			said.section(line, line)
		}
	}
	if line := otherwise(w, b); line != "" {
		said.blocks, said.spoken = append(said.blocks, rich(written(line))), append(said.spoken, escape(line))
	}
	open := b.State == scrum.BallotPublished && decidable(b) && len(b.Options) > 1
	if n := len(b.Finalists()); open && n > 0 {
		said.footnote(w.Say("vote.result.rank", "n", n))
	}
	said.footnote(resultFoot(w, b)...)
	if open {
		said.blocks = append(said.blocks, resultButtons(w, b))
	}
	return said.message()
}

// resultButtons offer what can be decided, and a second vote where that would
// tell more.
func resultButtons(w *locale.Words, b BallotShown) *slack.ActionBlock {
	id := itoa(b.ID)
	offered := []slack.BlockElement{
		primary(BallotApply, id, w.Say("vote.button.apply")),
		button(BallotKeep, id, w.Say("vote.button.keep")),
		button(BallotOtherwise, id, w.Say("vote.button.otherwise")),
	}
	if n := len(b.Finalists()); n > 0 {
		offered = append(offered, button(BallotRank, id, w.Say("vote.button.rank", "n", n)))
	}
	return buttons(offered...)
}

// decidable reports whether a vote gives an order; one that nobody chose is
// none.
func decidable(b BallotShown) bool {
	return b.Voted.Total() > 0 && len(b.Outcome.Rows) > 0 && !b.Outcome.AllAbstained()
}

// telling is a message as it is shown and as it is read out.
type telling struct {
	blocks []slack.Block
	spoken []string
}

func (t *telling) section(shown, spoken string) {
	t.blocks, t.spoken = append(t.blocks, section(shown)), append(t.spoken, spoken)
}

func (t *telling) footnote(said ...string) {
	t.blocks, t.spoken = append(t.blocks, footnote(said...)), append(t.spoken, strings.Join(said, " · "))
}

func (t *telling) message() Message {
	return Message{Text: clip(strings.Join(t.spoken, "\n"), maxFallback), Blocks: t.blocks}
}

// resultTitle says what comes first, as far as the vote says it.
func resultTitle(w *locale.Words, b BallotShown) string {
	rows := b.Outcome.Rows
	switch {
	case b.Outcome.Withheld && b.Voted.Total() > 0:
		return w.Say("vote.result.withheld")
	case len(rows) == 0 && !b.Outcome.Withheld:
		return w.Say("vote.result.gone")
	case b.Voted.Total() == 0:
		return w.Say("vote.result.nobody")
	case b.Outcome.AllAbstained():
		return w.Say("vote.result.abstained")
	case len(b.Options) == 1:
		return loneTitle(w, b)
	case b.State == scrum.BallotApplied && len(b.Outcome.Decided) > 0:
		return w.Say("vote.result.decided", "key", b.keys(b.Outcome.Decided)[0], "who", escape(b.Names.Of(b.Decider)))
	}
	var leaders []string
	for _, row := range rows {
		if row.Rank == 1 {
			leaders = append(leaders, b.Stories[row.Story].Key)
		}
	}
	if len(leaders) == len(rows) && len(rows) > 1 {
		return w.Say("vote.result.allTied", "keys", KeysSaid(w, leaders))
	}
	return w.Say("vote.result.first", "n", len(leaders), "keys", KeysSaid(w, leaders))
}

// loneTitle says what a vote on one story came to: an answer, and no order.
func loneTitle(w *locale.Words, b BallotShown) string {
	row := b.Outcome.Rows[0]
	key, yes, no := b.Stories[row.Story].Key, int(row.Approvals), int(row.Against)
	switch {
	case b.Method == scrum.ByScore:
		return w.Say("vote.result.score", "key", key, "got", got(w, b, row))
	case row.Sum > 0:
		return w.Say("vote.result.yes", "key", key, "yes", yes, "no", no)
	case row.Sum < 0:
		return w.Say("vote.result.no", "key", key, "yes", yes, "no", no)
	}
	return w.Say("vote.result.even", "key", key, "yes", yes, "no", no)
}

// robustness says whether the first place that votes gave hangs on one voter or
// estimate; nothing where several share it, or the owner gave it to another.
func robustness(w *locale.Words, b BallotShown) string {
	o := b.Outcome
	top, voted := o.FirstVoted()
	if o.Checks == 0 || o.Decided != nil || !voted || tied(o, o.Rows[top]) {
		return ""
	}
	said := stays(w, b, b.Stories[o.Rows[top].Story].Key)
	if top > 0 {
		return w.Say("vote.robust.voted", "said", said)
	}
	return said
}

// stays says how often a story was first in the checks.
func stays(w *locale.Words, b BallotShown, first string) string {
	o := b.Outcome
	if o.First == o.Checks {
		return w.Say("vote.robust.all", "key", first, "n", o.Checks)
	}
	if len(o.Deciding) == 0 {
		return w.Say("vote.robust.voters", "key", first, "first", o.First, "n", o.Checks)
	}
	keys := b.keys(o.Deciding)
	return w.Say("vote.robust.estimates", "key", first, "first", o.First, "of", o.Checks, "n", len(keys), "keys", KeysSaid(w, keys))
}

// votesLeader says why what has the most votes does not come first.
func votesLeader(w *locale.Words, b BallotShown) string {
	o := b.Outcome
	if !decidable(b) || len(o.Voted) == 0 || len(o.Voted[0]) > 1 || o.Rows[0].Gated() || o.Rows[0].Story == o.Voted[0][0] {
		return ""
	}
	leader, first := o.Voted[0][0], o.Rows[0]
	key := "vote.result.effort"
	at := slices.IndexFunc(o.Rows, func(row scrum.OutcomeRow) bool { return row.Story == leader })
	switch {
	case at < 0:
	case slices.Contains(o.Rows[at].Needs, first.Story):
		key = "vote.result.needs"
	case first.Confidence > o.Rows[at].Confidence && first.Effort == o.Rows[at].Effort:
		key = "vote.result.surer"
	}
	return w.Say(key, "votes", b.Stories[leader].Key, "first", b.Stories[first.Story].Key)
}

// otherwise says which order the owner gave instead, and why, as they wrote it.
func otherwise(w *locale.Words, b BallotShown) string {
	if b.State != scrum.BallotApplied || b.Reason == "" {
		return ""
	}
	return w.Say("vote.result.otherwise", "who", b.Names.Of(b.Decider), "keys", KeysSaid(w, b.keys(b.Outcome.Decided)), "why", w.Quote(oneLine(b.Reason, 500)))
}

// quorum says that a result is advice, and why.
func quorum(w *locale.Words, b BallotShown) string {
	if !b.Outcome.Advisory || b.Outcome.Withheld {
		return ""
	}
	if missing := b.Outcome.Missing; len(missing) > 0 {
		groups := make([]string, len(missing))
		for i, group := range missing {
			groups[i] = w.Say("vote.group." + group)
		}
		return w.Say("vote.result.unheard", "groups", w.List(groups))
	}
	return w.Say("vote.result.advisory", "got", b.Voted.Total(), "n", b.Outcome.Needed)
}

// resultFoot is the small print: how many voted, where the reasons are, what
// may be missing, and what was decided.
func resultFoot(w *locale.Words, b BallotShown) []string {
	foot := turnout(w, b.Ballot)
	if b.Unverified {
		foot = append(foot, w.Say("vote.result.unverified"))
	}
	if b.Found > 0 {
		foot = append(foot, w.Say("vote.result.found", "n", b.Found))
	}
	foot = append(foot, rewordedFoot(w, b)...)
	who := escape(b.Names.Of(b.Decider))
	switch {
	case b.State == scrum.BallotApplied && b.Reason == "":
		foot = append(foot, w.Say("vote.result.applied", "who", who))
	case b.State == scrum.BallotKept:
		foot = append(foot, w.Say("vote.result.kept", "who", who))
	}
	if decidable(b) {
		foot = append(foot, w.Say("vote.result.details"))
	}
	return append(foot, b.numbered(w)...)
}

// KeysSaid lists keys in a sentence: all of a few, of more the first ones.
func KeysSaid(w *locale.Words, keys []string) string {
	const few = 7
	if left := len(keys) - few; left > 1 {
		keys = append(slices.Clone(keys[:few]), w.Say("vote.others", "n", left))
	}
	return w.List(keys)
}

// keys are the keys of stories.
func (b BallotShown) keys(ids []scrum.StoryID) []string {
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = b.Stories[id].Key
	}
	return keys
}
