package view

import (
	"slices"
	"strings"

	"pogo/locale"
	"pogo/scrum"
)

// blockers are what needs somebody, each with its age and the one who can help;
// so many lines at most.
func (d DigestDay) blockers(w *locale.Words, limit int) []digestLine {
	list := d.standing()
	if len(list) <= limit {
		return d.blockerLines(w, list)
	}
	shown := d.blockerLines(w, list[:max(0, limit-1)])
	key := "standup.digest.moreThread"
	if d.Private {
		key = "standup.digest.moreBlockers"
	}
	text := w.Say(key, "n", len(list)-len(shown))
	return append(shown, digestLine{block: footnote(text), text: text})
}

func (d DigestDay) blockerLines(w *locale.Words, list []scrum.CarriedBlocker) []digestLine {
	lines := make([]digestLine, len(list))
	for i, b := range list {
		who, text := escape(d.Names.Of(b.Person)), " · "+d.blocker(w, b)
		lines[i] = digestLine{block: section("• *" + who + "*" + text), text: who + text, under: blockerButtons(w, b.Blocker, true, false)}
		if !b.AckedAt.IsZero() { // nothing is needed but the end of it
			act := button(BlockerResolve+"."+itoa(b.ID), itoa(b.ID), w.Say("standup.button.resolved"))
			lines[i] = digestLine{block: sectionWith("• *"+who+"*"+text, act), text: who + text}
		}
	}
	return lines
}

// blocker is what stands in the way, for how long, whether anything became of
// it, and who can help.
func (d DigestDay) blocker(w *locale.Words, b scrum.CarriedBlocker) string {
	parts := []string{escape(oneLine(d.Names.in(b.Text), 140)), blockerAge(w, b.Blocker, d.Day.Date, d.Off)}
	switch {
	case b.News == scrum.BlockerIsChanged:
		parts = append(parts, w.Say("standup.blocker.changed"))
	case b.News == scrum.BlockerNeedsChoice && b.AckedAt.IsZero():
		parts = append(parts, w.Say("standup.blocker.choice"))
	case b.News == scrum.BlockerIsUnchanged, b.News == scrum.BlockerNeedsChoice:
		parts = append(parts, w.Say("standup.blocker.unchanged"))
	}
	switch {
	case b.Goal:
		parts = append(parts, w.Say("blocker.goal"))
	case b.Low:
		parts = append(parts, w.Say("standup.blocker.low"))
	}
	return strings.Join(parts, " · ") + d.helper(w, b)
}

// helper is who is needed: mentioned while nobody cares for the blocker, named
// from then on. Where nobody is known, it is the owner once a choice is due.
func (d DigestDay) helper(w *locale.Words, b scrum.CarriedBlocker) string {
	switch {
	case !b.AckedAt.IsZero():
		return " " + w.Say("blocker.caredFor", "who", escape(d.Names.Of(b.Helper)))
	case b.Helper != "":
		return " → " + d.called(w, b.Helper)
	case b.Outside != "":
		return " → " + escape(oneLine(b.Outside, MaxOutside))
	case b.News == scrum.BlockerNeedsChoice && d.Owner != "":
		return " → " + d.called(w, d.Owner)
	}
	return ""
}

// isAway reports whether somebody is away for the whole of the day: nothing is
// asked of them, in the digest either.
func (d DigestDay) isAway(p scrum.PersonID) bool {
	return slices.ContainsFunc(d.Away, func(a scrum.Away) bool { return a.Person == p && !a.Half })
}

// called mentions somebody from whom something is needed. It only names them to
// a reader alone, and who is away.
func (d DigestDay) called(w *locale.Words, p scrum.PersonID) string {
	switch {
	case d.isAway(p):
		return escape(d.Names.Of(p)) + " (" + w.Say("standup.digest.helperAway") + ")"
	case d.Private:
		return escape(d.Names.Of(p))
	}
	return mention(p)
}

// untried asks the product's owner to try what waits for that.
func (d DigestDay) untried(w *locale.Words, shown int) []digestLine {
	if len(d.Untried) == 0 {
		return nil
	}
	keys := make([]string, 0, shown+1)
	for _, x := range d.Untried[:min(shown, len(d.Untried))] {
		keys = append(keys, w.Say("standup.digest.since", "key", x.Story.Key, "n", x.Days(d.Day.Date, d.Zone, d.Off)))
	}
	if rest := len(d.Untried) - shown; rest > 0 {
		keys = append(keys, w.Say("standup.moreMoves", "n", rest))
	}
	return []digestLine{plainLine(w.Say("standup.digest.waiting", "keys", strings.Join(keys, ", "), "who", d.called(w, d.Owner)))}
}
