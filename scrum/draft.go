package scrum

import "time"

// Draft is a need that somebody typed and that is no story yet, because
// something was to be asked first: whether Pogo may come in, whether another
// story says the same, whether a word was a slip. It stays private to them
// until they answer; nothing publishes it by itself.
type Draft struct {
	ID       string
	Person   PersonID
	Channel  ChannelID // whose product it is for
	Command  string    // "/story"
	Text     string    // as typed
	Criteria []string  // typed in a field of their own
	Author   PersonID  // who asked for it; "" if the person did
	At       time.Time

	Origin    Origin // where it was said, if in a message
	Permalink string // of that message
}
