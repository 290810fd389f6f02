package handlers

import "pogo/view"

// Answer is what goes back with the acknowledgement, or at once after it.
// An answer without an error means that everything is committed.
type Answer struct {
	Private *view.Message     // to a command: shown to the person alone, in the acknowledgement itself
	Errors  map[string]string // to a form: what is wrong, by block id
	Replace *view.Form        // to a form: what it becomes
	Clear   bool              // to a form: close every form on the stack
	Open    *view.Form        // opened at once with the request's trigger
	Push    *view.Form        // to a click in a form: put on top of it
	Update  *view.Form        // to a click in a form: what that form becomes
	Meet    []string          // people who should be looked up again, after the acknowledgement
	Asked   []string          // people who were asked something: when they are not to be disturbed should be looked up
	Sync    []string          // conversations whose facts and members should be looked up again, after the acknowledgement
}
