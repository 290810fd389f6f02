package slacksim

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"
)

// A Fault makes calls of a Web API method go wrong. Its fields combine: first
// the delay, then (with Store) the method does its work, then the answer is
// spoiled. With Delay alone the call is only slow.
type Fault struct {
	Times      int           // how many calls; 0 means one
	Delay      time.Duration // before anything else
	Store      bool          // do the work although the answer is spoiled
	Status     int           // answer this HTTP status with an empty body
	RetryAfter time.Duration // the Retry-After of a 429, in whole seconds
	Error      string        // answer 200 {"ok":false,"error":…}
	Hang       bool          // never answer; lasts until the caller gives up
	Drop       bool          // close the connection without an answer
}

// Fail makes the next calls of a method go wrong. Several faults for one method
// come one after the other. The method "*" stands for any.
func (s *Slack) Fail(method string, f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f.Times = max(1, f.Times)
	s.faults[method] = append(s.faults[method], f)
}

// Heal takes back the faults that no call has met yet.
func (s *Slack) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.faults)
}

func (f Fault) onlyDelays() bool {
	return f.Status == 0 && f.Error == "" && !f.Hang && !f.Drop
}

// nextFault takes one use of the fault that is next for a method.
func (s *Slack) nextFault(method string) (Fault, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, name := range []string{method, "*"} {
		queue := s.faults[name]
		if len(queue) == 0 {
			continue
		}
		f := queue[0]
		queue[0].Times--
		if queue[0].Times == 0 {
			s.faults[name] = queue[1:]
		}
		return f, true
	}
	return Fault{}, false
}

// suffer waits as the fault says; it is false when the caller gave up meanwhile.
func (s *Slack) suffer(f Fault, r *http.Request) bool {
	if f.Delay <= 0 {
		return true
	}
	timer := time.NewTimer(f.Delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
	case <-s.closed:
	}
	return false
}

// spoil answers as the fault says instead of with the truth.
func (s *Slack) spoil(w http.ResponseWriter, r *http.Request, c *call, f Fault) {
	switch {
	case f.Error != "":
		s.answer(w, c, nil, refuse(f.Error))
	case f.Status != 0:
		if f.Status == http.StatusTooManyRequests {
			w.Header().Set("Retry-After", seconds(f.RetryAfter))
		}
		s.record(c, f.Status, nil, "")
		w.WriteHeader(f.Status)
	default:
		s.record(c, 0, nil, "")
		if f.Hang {
			select {
			case <-r.Context().Done():
			case <-s.closed:
			}
		}
		hangUp(w)
	}
}

// hangUp closes the connection without an answer.
func hangUp(w http.ResponseWriter) {
	if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
		_ = conn.Close()
	}
}

// A Call is one call of a Web API method, or of a response URL (Method
// "response_url").
type Call struct {
	Method string
	Args   map[string]string // structured arguments as JSON text; the token is left out
	At     time.Time         // wall time
	Status int               // HTTP; 0 when the connection was dropped
	Answer json.RawMessage
	Error  string // Slack's error name, "" when ok
}

// memory is how many calls and envelopes are kept to look at.
const memory = 20_000

func (s *Slack) record(c *call, status int, answer json.RawMessage, code string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, Call{
		Method: c.method, Args: c.args, At: s.cfg.Now(), Status: status, Answer: answer, Error: code,
	})
	if len(s.calls) > memory {
		s.calls = slices.Delete(s.calls, 0, memory/10)
	}
	s.changed(Change{Kind: "call"})
}

// Calls returns the calls of one Web API method so far, or of all for "".
func (s *Slack) Calls(method string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var calls []Call
	for _, c := range s.calls {
		if method == "" || c.Method == method {
			calls = append(calls, c)
		}
	}
	return calls
}
