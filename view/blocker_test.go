package view_test

import (
	"testing"
	"time"

	"pogo/internal/golden"
	"pogo/scrum"
	"pogo/view"
)

func TestBlockerMessages(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	names := view.Names{"U1": "Samir", "U2": "Léa <b>", "U3": "Claire", "U4": "Inès"}
	line := func(id scrum.BlockerID, class scrum.BlockerClass, change func(*scrum.Blocker)) view.BlockerLine {
		b := scrum.Blocker{ID: id, Person: "U1", Text: hostile + " <@U2>", Class: class, Since: "2026-11-20", CreatedAt: at, AskedAt: at}
		if change != nil {
			change(&b)
		}
		return view.BlockerLine{Blocker: b, Today: "2026-11-23", Names: names}
	}
	asked := line(1, scrum.BlockedByAccess, func(b *scrum.Blocker) { b.Helper, b.Goal = "U2", true })
	asked.Key = "PAY-11"
	caredFor := line(2, scrum.BlockedByDecision, func(b *scrum.Blocker) { *b = b.Acknowledge("U3", at); b.Low = true })
	outside := line(3, scrum.BlockedByInformation, func(b *scrum.Blocker) { b.Outside = "the <bank> & its lawyers" })
	nobody := line(4, scrum.BlockedByEnvironment, func(b *scrum.Blocker) { b.Since = "2026-11-23" })
	over := line(5, scrum.BlockedByApproval, func(b *scrum.Blocker) { *b = b.Resolve("U3", at) })
	both := line(6, scrum.BlockedByDependency, func(b *scrum.Blocker) { b.Helper, b.Outside = "U2", "the bank" })
	call := func(l view.BlockerLine, step int, reader scrum.PersonID, waited time.Duration) view.BlockerCallLine {
		return view.BlockerCallLine{BlockerLine: l, Step: step, Reader: reader, Waited: waited}
	}
	beyond := call(nobody, scrum.StepStakeholder, "U3", 2*scrum.WorkDay)
	beyond.Beyond = "U4"
	last := call(outside, scrum.StepStakeholder, "U3", 3*scrum.WorkDay)
	last.NobodyNamed = true
	mineNow := call(caredFor, scrum.StepOwner, "U3", 4*time.Hour)
	many := view.BlockerList{Channel: "payments"}
	for n := range 45 {
		many.Others = append(many.Others, line(scrum.BlockerID(n+10), scrum.BlockedByAccess, nil))
	}
	events := []scrum.BlockerEvent{
		{Deed: scrum.BlockerTold, Person: "U1", At: at},
		{Deed: scrum.BlockerEscalated, Other: "U3", At: at.Add(4 * time.Hour)},
		{Deed: scrum.BlockerEscalated, Person: "U1", At: at.Add(5 * time.Hour)},
		{Deed: scrum.BlockerAcked, Person: "U3", At: at.Add(6 * time.Hour)},
	}
	for _, lang := range []string{"en", "fr"} {
		w := words(t, lang)
		for name, m := range map[string]view.Message{
			"noted":       view.BlockerRecorded(w, asked, w.Say("blocker.hears", "who", "Léa", "when", w.Say("blocker.now"))),
			"notedNobody": view.BlockerRecorded(w, nobody, ""),
			"ended":       view.BlockerEnded(w, over.Blocker, scrum.BlockerResolved),
			"dropped":     view.BlockerEnded(w, over.Blocker, scrum.BlockerDropped),
			"helped":      view.BlockerHelped(w, caredFor.Blocker, names),
			"over":        view.BlockerOver(w, over.Blocker, names),
			"none":        view.Blockers(w, view.BlockerList{Channel: "payments"}),
			"list": view.Blockers(w, view.BlockerList{
				Channel: "payments",
				Mine:    []view.BlockerLine{asked}, ForMe: []view.BlockerLine{caredFor, both}, Others: []view.BlockerLine{outside, nobody},
			}),
			"many":        view.Blockers(w, many),
			"brought":     view.BlockersBrought(w, view.BlockerCalls{Channel: "payments", Inside: true, Lines: []view.BlockerCallLine{call(asked, scrum.StepOwner, "U3", 4*time.Hour), beyond, last, mineNow, call(over, 1, "U3", 0)}}),
			"helper":      view.BlockersBrought(w, view.BlockerCalls{Lines: []view.BlockerCallLine{call(both, scrum.StepAsked, "U2", 0)}}),
			"silent":      view.BlockersBrought(w, view.BlockerCalls{Channel: "payments", Inside: true, Lines: []view.BlockerCallLine{call(asked, scrum.StepOwner, "U2", 4*time.Hour)}}),
			"ladder":      view.BlockerLadder(w, view.LadderShown{Ladder: scrum.UsualLadder(), Owner: "U3", Facilitator: "U2", Stakeholder: "U4", Outside: true, Names: names}),
			"ladderOfOne": view.BlockerLadder(w, view.LadderShown{Ladder: scrum.UsualLadder(), Owner: "U3", Facilitator: "U3", Names: names}),
		} {
			fits(t, m)
			golden.CheckJSON(t, "testdata/blocker."+lang+"."+name+".json", m)
		}
		for name, f := range map[string]*view.Form{
			"form":    view.BlockerDetailsForm(w, "{}", view.BlockerForEdit{Blocker: asked.Blocker, Key: "PAY-11", Events: events, Names: names, Zone: time.UTC}),
			"formNew": view.BlockerDetailsForm(w, "{}", view.BlockerForEdit{}),
		} {
			golden.CheckJSON(t, "testdata/blocker."+lang+"."+name+".json", f)
		}
	}
}
