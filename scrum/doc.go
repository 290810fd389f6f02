// Package scrum holds what is true in Pogo: the rules of user stories, votes,
// estimates, sprints, stand-ups and retrospectives, and the types they speak of.
//
// Everything here is pure. Nothing reads a file, a network or the clock: a
// function that depends on the time takes it as an argument, and the same
// arguments give the same answer on every machine. That is why the package
// imports nothing but the standard library (and Unicode's tables), why its
// tests need no set-up, and why every other package may import it.
//
// What people type is read in English and in French by [Parse], which never
// refuses a text: a need without a form is still a need. [Remarks] says what
// would make a story better. Both return codes ("missing_benefit", "story"),
// never sentences; package locale turns a code into words.
//
// Where to start reading:
//
//   - How a text becomes a story: parse.go, then reading.go. The words that
//     open a role, a want and a reason are in marker_words.go; the orders in
//     which these may come are in forms.go.
//   - What would make it better: remark.go and remark_checks.go.
//   - Which stories are alike: similar.go, with stem.go and synonym.go.
//   - The order of a backlog: backlog.go and worth.go.
//   - Votes: ballot.go says what one is, count.go how papers are counted,
//     outcome_propose.go what is proposed from that.
//   - Planning poker: poker.go and poker_outcome.go.
//   - Sprints: sprint.go, burndown.go and capacity.go.
//   - Stand-ups, moods and blockers: standup.go, mood_week.go, blocker.go and
//     blocker_ladder.go.
//   - Times and days: schedule.go is what happens on a wall clock, calendar.go
//     who works when.
package scrum
