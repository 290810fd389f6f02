package slacksim

// A Change says that something a viewer may see has changed. It is a hint to
// look again, not a record of what happened.
type Change struct {
	Kind    string // "message", "reaction", "view", "home", "people", "channels", "socket" or "call"
	Channel string // the conversation, where there is one
	User    string // the only person concerned, or "" for everybody
	Resync  bool   // some changes were dropped because nobody read them: look at everything
}

type watcher struct {
	out     chan Change
	dropped bool
}

// Watch returns a channel of hints that something changed, and a function that
// ends it. A slow reader never holds up the workspace: it gets Resync instead.
func (s *Slack) Watch() (changes <-chan Change, stop func()) {
	w := &watcher{out: make(chan Change, 256)}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watchers[w] = true
	return w.out, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.watchers[w] {
			delete(s.watchers, w)
			close(w.out)
		}
	}
}

// changed tells the watchers, and wakes whoever waits in Until.
func (s *Slack) changed(c Change) {
	if s.turn != nil {
		close(s.turn)
		s.turn = nil
	}
	for w := range s.watchers {
		w.tell(c)
	}
}

// tell never blocks. One place is kept free for the Resync, so that a reader
// who fell behind always learns of it.
func (w *watcher) tell(c Change) {
	if len(w.out) < cap(w.out)-1 {
		w.dropped = false
		w.out <- c
		return
	}
	if !w.dropped {
		w.dropped = true
		w.out <- Change{Kind: c.Kind, Resync: true}
	}
}
