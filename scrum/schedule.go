package scrum

import "time"

// Schedule says when a deed is due: on a wall clock, in a zone.
type Schedule struct {
	ID      int64
	Product ProductID
	Deed    string // "standup.digest"
	Subject string // who or what it is about: a person, a ballot's id; "" for the product
	Clock   Clock
	Days    Weekdays      // for one that comes back; 0: once
	Date    string        // local date of one that comes once, "2026-11-24"
	Zone    string        // IANA name
	Window  time.Duration // how late it may still be done
	Next    time.Time     // the next instant, UTC
}

// Occurrence is one time at which a schedule is due. Its identity is the
// schedule and the local date, so that an hour which the clocks repeat does
// not bring it back.
type Occurrence struct {
	Schedule
	Date string
	Due  time.Time
}

// Timing says how an occurrence is met.
type Timing int

// On time; late, which the message says; or too late, which is recorded.
const (
	OnTime Timing = iota
	Late
	Missed
)
