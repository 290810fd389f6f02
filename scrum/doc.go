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
package scrum
