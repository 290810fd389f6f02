// Package handlers is what happens when somebody types, clicks or reacts, and
// when a scheduled instant comes.
//
// Every request is one [turn]: a single transaction that records the
// request's key, makes the change and writes every message the change causes
// into the outbox. When the method returns without an error all of that is
// durable, and the caller may acknowledge; when it returns an error nothing
// was changed, and the caller must not. The same request twice acts once.
//
// A no is a [scrum.Refusal]: it undoes the turn and is told to the person
// alone, with what to do next. Nothing here calls Slack, and nothing waits.
//
// What people can type stands in one table ([Handlers.Commands]); help, the manifest
// and the README come from it. Each noun has a file in which its commands,
// buttons and forms are found together; its xNoun is the table of contents.
// A name says by which door a thing comes: …Typed is a command, press… a
// button, submit… a form, …Due an occurrence. tell… answers one person,
// draw… makes a message in the channel show a thing as it is, must… refuses.
package handlers
