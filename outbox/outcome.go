package outbox

import "time"

// Result is the kind of answer one call to Slack got.
type Result int

// The results of a call.
const (
	Done        Result = iota // Slack did it
	Limited                   // Slack, or our own pace, asked to wait: certainly nothing done
	Unreachable               // no connection was made: certainly not done
	Unknown                   // timeout, end of file, 5xx: perhaps done
	Refused                   // Slack said no, and will say no again
	Absent                    // looked for in the history and not there: may be sent again
)

// Outcome is what came of one call.
type Outcome struct {
	Result     Result
	TS         string        // Done: of the message, where there is one
	PostedIn   string        // Done: the conversation
	RetryAfter time.Duration // Limited
	Pause      time.Duration // Done and Refused: before a newer version may be sent
	Error      string        // in Slack's words
}

// Limits of patience.
const (
	MaxAttempts = 12               // then the delivery is parked
	firstWait   = 2 * time.Second  // doubled with each failure
	longestWait = 15 * time.Minute // between two attempts

	// UnderWay is how long Slack may still be doing what it was asked, and
	// showing it, once the answer was given up.
	UnderWay = 20 * time.Second
)

// After returns the delivery as it stands after an outcome at the instant
// now of the steady clock. Its DueAt is when the next call for it may be made.
// A delivery of which a newer version was or will be written must be opened
// again by whoever stores it, due no earlier than that: what changes meanwhile
// becomes one edit.
func (d Delivery) After(o Outcome, now time.Time) Delivery {
	d.Error = o.Error
	if o.Result == Unknown || o.Result == Unreachable {
		d.Failures++
	}
	switch o.Result {
	case Done:
		return d.done(o, now)
	case Limited:
		if d.DueAt = now.Add(o.RetryAfter); !d.InDoubt { // only a look-up may open what is in doubt
			d.State = Open
		}
		d.Attempts-- // being asked to wait is not a failure
	case Unknown:
		return d.unknown(now).patient()
	case Absent:
		d.State, d.DueAt = Open, now
		d.Attempts-- // nor is an answer
	case Unreachable:
		d.State, d.DueAt = Open, now.Add(wait(d.Failures))
	case Refused:
		d.State, d.DueAt = Parked, now.Add(o.Pause)
	}
	return d.patient()
}

// unknown: what may be done twice is done again; what must not be is never;
// and a post stays leased, to be looked up when its lease ends.
func (d Delivery) unknown(now time.Time) Delivery {
	switch {
	case d.onceOnly():
		d.State = Settled
	case d.Kind == Seed:
		d.State, d.DueAt = Open, now.Add(wait(d.Failures))
	case d.Posted() || d.Kind == Home: // what is still under way may not come after the next
		d.State, d.DueAt = Open, now.Add(max(wait(d.Failures), UnderWay))
	default:
		d.DueAt = d.LeaseUntil
	}
	return d
}

func (d Delivery) done(o Outcome, now time.Time) Delivery {
	d.State, d.Sent, d.Attempts, d.Failures, d.Error, d.DueAt = Settled, d.Version, 0, 0, "", now.Add(o.Pause)
	if o.TS != "" {
		d.TS, d.PostedIn = o.TS, o.PostedIn
	}
	return d
}

// patient parks what has been tried often enough. Where no call went wrong, no
// sender lived to see what came of its call.
func (d Delivery) patient() Delivery {
	if d.Attempts < MaxAttempts || d.State == Settled {
		return d
	}
	if d.State = Parked; d.Error == "" {
		d.Error = Unseen
	}
	return d
}

// onceOnly reports whether Slack keeps no trace by which an unknown outcome
// could be settled, so that repeating might do the thing twice.
func (d Delivery) onceOnly() bool {
	return d.Kind == Ephemeral || d.Kind == Respond
}

func wait(failures int) time.Duration {
	w := firstWait
	for range failures {
		if w *= 2; w >= longestWait {
			return longestWait
		}
	}
	return w
}
