package scrum

import "time"

// NewsID identifies a line of news.
type NewsID int64

// News is one line to the person who asked for stories: what became of them
// in one turn.
type News struct {
	ID      NewsID
	Product ProductID
	Person  PersonID
	Thread  string // of the product's channel, in which the need was said; "" for a direct message
	At      time.Time
	Items   []NewsItem
}

// NewsItem is what a line says of one story.
type NewsItem struct {
	Story  StoryID
	Kind   NewsKind
	Taken  bool       // the deed was taken back after it was told
	Was    StoryState // the story's state before the deed
	Sprint SprintID   // that it was planned in; 0 for none
}

// NewsKind is what happened to a need, as far as whoever asked for it cares.
type NewsKind string

// The kinds of news. That somebody began, or asked for changes, is the team's
// own affair.
const (
	NewsKept      NewsKind = "kept"      // it became a story
	NewsSplit     NewsKind = "split"     // it became several, of which nothing else is told
	NewsPlanned   NewsKind = "planned"   // it is in the sprint that runs
	NewsUnplanned NewsKind = "unplanned" // it was, and is back in the backlog
	NewsToTry     NewsKind = "to_try"
	NewsDone      NewsKind = "done"
	NewsReleased  NewsKind = "released"
	NewsDropped   NewsKind = "dropped"
)

// NewsContext is what the meaning of a change hangs on besides the story.
type NewsContext struct {
	Running  SprintID // the sprint that runs; 0 for none
	Releases bool     // the team has released a story before
	Told     NewsItem // what was told of the story last; zero for nothing
	Split    bool     // the change made several stories of it
}

// NewsOf says what a change of a story means to whoever asked for it; "" for
// nothing they wait for. The zero story before is one that was not there.
//
// A need is done when those who asked can use it. In a team that says when it
// releases that is the release, and acceptance is not told; in a team that
// never released a story it is the acceptance.
func NewsOf(before, now Story, c NewsContext) NewsKind {
	switch {
	case before.ID == 0:
		return newsOfNew(now)
	case c.Split:
		return NewsSplit
	case now.State == before.State:
	case now.State == StoryToAccept:
		return NewsToTry
	case now.State == StoryAccepted && !c.Releases && before.State.Open():
		return NewsDone
	case now.State == StoryReleased:
		return NewsReleased
	case now.State == StoryDropped:
		return NewsDropped
	case now.State.Queued() && c.Told.Kind == NewsPlanned:
		return NewsUnplanned
	}
	if newlyPlanned(before, now, c) {
		return NewsPlanned
	}
	return ""
}

// newlyPlanned reports whether a story came into the sprint that runs, as far
// as those who asked for it know. What is ready to try is beyond planning.
func newlyPlanned(before, now Story, c NewsContext) bool {
	if !now.State.Open() || now.State == StoryToAccept || now.Sprint == before.Sprint || now.Sprint != c.Running || c.Running == 0 {
		return false
	}
	return c.Told.Kind != NewsPlanned || c.Told.Sprint != now.Sprint
}

func newsOfNew(s Story) NewsKind {
	if s.Writer != "" && s.Writer != s.Author && s.State.Open() {
		return NewsKept
	}
	return ""
}

// Undone reports whether a story stands as it did before the item was told,
// so that the line is no longer true.
func (i NewsItem) Undone(now Story) bool {
	switch {
	case now.State == StoryUndone:
		return true
	case i.Kind == NewsSplit:
		return !now.Epic && now.State == i.Was
	case i.Kind == NewsPlanned:
		return now.State.Queued() || now.Sprint != i.Sprint
	}
	return now.State == i.Was
}

// Correctable reports whether a line is so young that it is corrected where it
// stands rather than followed by another: as long as deeds can be undone.
func (n News) Correctable(now time.Time) bool { return now.Sub(n.At) <= UndoFor }

// Muted is what somebody does not want to hear of any more: a story they
// asked for, or all of them in a product.
type Muted struct {
	Product ProductID
	Story   StoryID // 0 for all of the product's
}
