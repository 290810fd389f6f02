package view

import (
	"slices"
	"strings"

	"pogo/locale"
	"pogo/scrum"
)

// changeOrder is in which order a digest tells what moved.
func changeOrder() []scrum.MoveKind {
	return []scrum.MoveKind{
		scrum.MovedReleased, scrum.MovedAccepted, scrum.MovedToAccept, scrum.MovedChanges,
		scrum.MovedBack, scrum.MovedStarted, scrum.MovedAdded, scrum.MovedDropped,
	}
}

func kindOf(m scrum.Move) scrum.MoveKind {
	kind, _ := m.Kind()
	return kind
}

// inChangeOrder are moves as a digest tells them.
func inChangeOrder(moves []scrum.Move) []scrum.Move {
	order := changeOrder()
	sorted := slices.Clone(moves)
	slices.SortStableFunc(sorted, func(a, b scrum.Move) int { return slices.Index(order, kindOf(a)) - slices.Index(order, kindOf(b)) })
	return sorted
}

// maxKeys is of how many stories a line gives the keys.
const maxKeys = 10

// changed says what is other than when the digest before was posted.
func (d DigestDay) changed(w *locale.Words) []digestLine {
	var lines []digestLine
	if len(d.Moves) > 0 {
		moves := moved(w, inChangeOrder(d.Moves))
		if len(d.Moves) > maxKeys {
			moves = countedMoves(w, d.Moves)
		}
		lines = append(lines, plainLine(w.Say("standup.digest.moved", "moves", moves)))
	}
	gone := d.blockersWhere(func(b scrum.CarriedBlocker) bool { return !b.Stands() })
	if len(gone) > 0 {
		lines = append(lines, plainLine(w.Say("standup.digest.cleared", "blockers", d.cleared(w, gone))))
	}
	return lines
}

// countedMoves says how much moved: "12 done · 4 started".
func countedMoves(w *locale.Words, moves []scrum.Move) string {
	n := map[scrum.MoveKind]int{}
	for _, m := range moves {
		n[kindOf(m)]++
	}
	var parts []string
	for _, kind := range changeOrder() {
		if n[kind] > 0 {
			parts = append(parts, w.Say("standup.moves."+string(kind), "n", n[kind]))
		}
	}
	return strings.Join(parts, " · ")
}

func (d DigestDay) cleared(w *locale.Words, gone []scrum.CarriedBlocker) string {
	const shown, width = 3, 60
	var parts []string
	for _, b := range gone[:min(shown, len(gone))] {
		text := escape(d.Names.Of(b.Person) + ", " + oneLine(d.Names.in(b.Text), width))
		parts = append(parts, text+" ("+w.Say("standup.blocker.resolvedBy", "who", escape(d.Names.Of(b.ResolvedBy)))+")")
	}
	if rest := len(gone) - shown; rest > 0 {
		parts = append(parts, w.Say("standup.moreMoves", "n", rest))
	}
	return strings.Join(parts, " · ")
}

// aging says which stories take longer than most.
func (d DigestDay) aging(w *locale.Words, shown int) []digestLine {
	if len(d.Aging) == 0 {
		return nil
	}
	var parts []string
	for _, u := range d.Aging[:min(shown, len(d.Aging))] {
		parts = append(parts, w.Say("standup.digest.aging", "key", u.Story.Key, "n", u.Days(d.Now, d.Zone)))
	}
	if rest := len(d.Aging) - shown; rest > 0 {
		parts = append(parts, w.Say("standup.moreMoves", "n", rest))
	}
	return []digestLine{plainLine(w.Say("standup.digest.atRisk", "stories", strings.Join(parts, ", "), "n", d.Usual))}
}
