package playground

import (
	"fmt"
	"net/http"
	"time"

	"pogo/slacksim"
)

const (
	gather    = 25 * time.Millisecond // changes this close together are one hint
	heartbeat = 15 * time.Second      // keeps an idle stream from being taken for a dead one

	hint = "event: change\ndata: {}\n\n"
)

// serveEvents streams a hint after every change. The page fetches its state
// when the stream opens, so nothing needs to be replayed.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	changes, stop := s.slack.Watch()
	defer stop()
	w.Header().Set("Content-Type", "text/event-stream")
	stream := http.NewResponseController(w)
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	moved, line := s.clockMoved(), "retry: 500\n\n"
	for {
		if _, err := fmt.Fprint(w, line); err != nil {
			return
		}
		if err := stream.Flush(); err != nil {
			return
		}
		line = hint
		select {
		case <-r.Context().Done():
			return
		case <-s.done:
			return
		case <-beat.C:
			line = ": still here\n\n"
		case <-moved:
			moved = s.clockMoved() // before the hint is sent, so that no later move is missed
		case change, open := <-changes:
			if !open {
				return
			}
			if unseen(change) {
				line = ""
				continue
			}
			pause(r, gather)
			drain(changes)
		}
	}
}

// unseen reports whether a change is of the wire only, which no person sees.
func unseen(c slacksim.Change) bool {
	return !c.Resync && (c.Kind == "call" || c.Kind == "socket")
}

// clockMoved returns a channel that is closed when the clock is next moved.
func (s *Server) clockMoved() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.moved
}

func (s *Server) tellMoved() {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.moved)
	s.moved = make(chan struct{})
}

func pause(r *http.Request, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.Context().Done():
	}
}

// drain drops what is waiting: one hint stands for all of it.
func drain[T any](waiting <-chan T) {
	for {
		select {
		case _, open := <-waiting:
			if !open {
				return
			}
		default:
			return
		}
	}
}
