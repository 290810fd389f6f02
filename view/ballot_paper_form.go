package view

import (
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// Names of the fields of a paper's form.
const (
	FieldApprove = "approve"
	FieldAbstain = "abstain"
)

// FieldRating names the field of one story in a paper's form.
func FieldRating(id scrum.StoryID) string { return "story." + itoa(id) }

// Abstained is the value of the option by which somebody abstains.
const Abstained = "yes"

// NoRating is the value of an option by which a story is given nothing.
const NoRating = "none"

// maxChecked is how many boxes to tick one field can hold.
const maxChecked = 10

// BallotPaper is a paper while somebody fills it in.
type BallotPaper struct {
	BallotShown
	Offered []scrum.Story      // those that are still open, in the voter's own order
	Own     *scrum.BallotPaper // what they said before; nil if they did not vote yet
}

// BallotPaperForm is the form in which somebody votes, sees their vote and
// changes it.
func BallotPaperForm(w *locale.Words, private string, p BallotPaper) *Form {
	head := howTo(w, p.Ballot) + " " + w.Say("vote.paper.enough") + "\n" + w.Say("vote.secrecy."+string(p.Secrecy))
	if len(p.Offered) > 1 {
		head += "\n" + w.Say("vote.paper.order")
	}
	if p.Own != nil {
		head = w.Say("vote.paper.again") + " " + head
	}
	blocks := []slack.Block{section(head)}
	if p.Method == scrum.ByApproval {
		blocks = append(blocks, input(FieldApprove, w.Say("vote.paper.approve"), false, p.approvals(w)))
	} else {
		for _, s := range p.Offered {
			blocks = append(blocks, input(FieldRating(s.ID), s.Key+" "+oneLine(s.Headline(), maxButton), false, p.rating(w, s)))
		}
		blocks = append(blocks, input(FieldAbstain, w.Say("vote.paper.or"), true, p.abstention(w)))
	}
	return form(BallotCast, private, w.Say("vote.paper.title"), w.Say("vote.button.vote"), w.Say("common.cancel"), blocks...)
}

// abstention is a box to tick.
func (p BallotPaper) abstention(w *locale.Words) slack.BlockElement {
	box := slack.NewCheckboxGroupsBlockElement(FieldAbstain, option(Abstained, w.Say("vote.paper.abstain")))
	if p.Own != nil && p.Own.Abstains {
		box.InitialOptions = box.Options
	}
	return box
}

// approvals is a list of boxes to tick or, where those are too many, a menu. To
// abstain is one of them: so the form has a field that must be filled in, and
// none that Slack calls optional.
func (p BallotPaper) approvals(w *locale.Words) slack.BlockElement {
	var options, chosen []*slack.OptionBlockObject
	for _, s := range p.Offered {
		o := option(itoa(s.ID), s.Key+" "+oneLine(s.Headline(), maxOption))
		if facts := strings.TrimPrefix(optionFacts(w, s), " · "); facts != "" && len(p.Offered) < maxChecked {
			o.Description = plain(facts)
		}
		options = append(options, o)
		if p.Own != nil && p.Own.Given[s.ID] > 0 {
			chosen = append(chosen, o)
		}
	}
	abstain := option(Abstained, w.Say("vote.paper.abstain"))
	if p.Own != nil && p.Own.Abstains {
		chosen = append(chosen, abstain)
	}
	if len(options) < maxChecked {
		boxes := slack.NewCheckboxGroupsBlockElement(FieldApprove, append(options, abstain)...)
		boxes.InitialOptions = chosen
		return boxes
	}
	menu := slack.NewOptionsGroupMultiSelectBlockElement(slack.MultiOptTypeStatic, plain(w.Say("vote.field.storiesHint")), FieldApprove,
		slack.NewOptionGroupBlockElement(plain(w.Say("vote.paper.stories")), options...),
		slack.NewOptionGroupBlockElement(plain(w.Say("vote.paper.or")), abstain))
	menu.InitialOptions = chosen
	return menu
}

// rating is a menu of what one story can be given, the most first. It is
// filled with nothing given, so that nobody has to choose.
func (p BallotPaper) rating(w *locale.Words, s scrum.Story) slack.BlockElement {
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, FieldRating(s.ID))
	menu.InitialOption = option(NoRating, w.Say("vote.rate."+string(p.Method)+".none"))
	given, said := p.given(s.ID)
	for _, n := range p.Ratings() {
		o := option(itoa(n), ratingName(w, p.Method, n))
		menu.Options = append(menu.Options, o)
		if said && n == given {
			menu.InitialOption = o
		}
	}
	menu.Options = append(menu.Options, option(NoRating, w.Say("vote.rate."+string(p.Method)+".none")))
	return menu
}

// given is what they gave a story before, if anything.
func (p BallotPaper) given(story scrum.StoryID) (int64, bool) {
	if p.Own == nil {
		return 0, false
	}
	n, said := p.Own.Given[story]
	return n, said
}

// ratingName is one rating in words.
func ratingName(w *locale.Words, m scrum.BallotMethod, n int64) string {
	switch m {
	case scrum.ByYesNo:
		return w.Say(map[int64]string{1: "vote.rate.yes", -1: "vote.rate.no"}[n])
	case scrum.ByRanking:
		return w.Rank(int(n))
	case scrum.ByQuadratic:
		return w.Say("vote.rate.quadratic", "n", n, "credits", n*n)
	case scrum.ByDots:
		return w.Say("vote.rate.dots", "n", n)
	case scrum.ByScore, scrum.ByApproval:
	}
	return itoa(n)
}

// BallotPapers tells what everybody said so far, of a vote that is open to all
// and cast by a form.
func BallotPapers(w *locale.Words, b BallotShown, papers []scrum.BallotPaper) Message {
	if len(papers) == 0 {
		return Note(w.Say("vote.all.none"))
	}
	lines := []string{w.Say("vote.all")}
	for _, p := range papers {
		lines = append(lines, "• "+w.Say("vote.all.line", "who", escape(b.Names.Of(scrum.PersonID(p.Voter))), "what", paperLine(w, b, p)))
	}
	return Note(clip(strings.Join(lines, "\n"), maxSection))
}

// paperLine is a paper on a line, in the order of the ballot.
func paperLine(w *locale.Words, b BallotShown, p scrum.BallotPaper) string {
	if p.Abstains {
		return w.Say("vote.all.abstains")
	}
	var parts []string
	for _, o := range b.Options {
		given, said := p.Given[o.Story]
		switch key := b.Stories[o.Story].Key; {
		case !said:
		case b.Method == scrum.ByApproval:
			parts = append(parts, key)
		default:
			parts = append(parts, key+" "+ratingName(w, b.Method, given))
		}
	}
	return strings.Join(parts, ", ")
}

// MyVote tells a person privately what is counted of theirs, as reactions say
// it.
func MyVote(w *locale.Words, b BallotShown, own *scrum.BallotPaper) Message {
	switch {
	case own == nil && b.Method == scrum.ByYesNo:
		return Note(w.Say("vote.mine.noneYesNo", answers(b.Ballot)...))
	case own == nil && b.Method == scrum.ByScore:
		return Note(w.Say("vote.mine.noneScore"))
	case own == nil:
		return Note(w.Say("vote.mine.none"))
	case b.Method == scrum.ByYesNo:
		return Note(w.Say("vote.mine.one", "vote", paperLine(w, b, *own)))
	case b.Method == scrum.ByScore:
		return Note(w.Say("vote.mine.score", "score", int(own.Given[b.Options[0].Story]), "of", int(b.Highest())))
	}
	lines := []string{w.Say("vote.mine.some")}
	for _, o := range b.Options {
		if own.Given[o.Story] > 0 {
			lines = append(lines, "• *"+b.Stories[o.Story].Key+"* "+escape(optionTitle(w, b.Stories[o.Story])))
		}
	}
	return Note(strings.Join(lines, "\n"))
}
