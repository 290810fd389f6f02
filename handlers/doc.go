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
// Read entry.go first (one method for each kind of request), then turn.go (what
// they all do), command.go (how a typed word finds its function) and message.go
// (how an answer gets into the outbox). store.go is what this package needs of
// a database.
//
// All else is about one noun a file: story.go, ballot.go, saved_view.go. The
// function that is called like the noun ([storyNoun]) lists what can be typed,
// pressed, sent and scheduled, and what runs then. Help, the manifest and the
// README are made of these lists ([Handlers.Commands]). Functions are named for
// what calls them or what they do:
//
//	weeklyTyped     somebody typed the command
//	pressView       somebody pressed the button
//	submitRewrite   somebody sent the form
//	weeklyDue       its time has come
//	tellViews       answers the person alone
//	drawSprint      writes the message that shows a thing in the channel
//	mustBeOpen      refuses, or returns nil
//	followStory     keeps something in step with what changed elsewhere
package handlers
