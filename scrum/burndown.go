package scrum

import (
	"slices"
	"time"
)

// SprintStory is one stay of a story in a sprint. A story that was taken out
// and put back, or estimated anew, has several, one after the other; at most
// one of them has not ended.
type SprintStory struct {
	ID        int64 // 0 until it is stored
	Sprint    SprintID
	Story     StoryID
	Size      Points
	AddedAt   time.Time
	RemovedAt time.Time // zero while the story stays
	DoneAt    time.Time // zero until the story is done
}

func (r SprintStory) staysAt(t time.Time) bool {
	return !r.AddedAt.After(t) && (r.RemovedAt.IsZero() || r.RemovedAt.After(t))
}

func (r SprintStory) doneAt(t time.Time) bool { return !r.DoneAt.IsZero() && !r.DoneAt.After(t) }

// Follow returns the stays to store, in that order, so that the sprint agrees
// with a story as it stands now: added, removed, done, reopened, or
// estimated anew. Nothing to store means that they agree.
func (s Sprint) Follow(stays []SprintStory, story Story, now time.Time) []SprintStory {
	done := time.Time{}
	if story.State.Done() {
		done = story.DoneAt
	}
	belongs := story.Sprint == s.ID && (story.State.Open() || story.State.Done())
	added := SprintStory{Sprint: s.ID, Story: story.ID, Size: story.Size, AddedAt: now, DoneAt: done}
	i := slices.IndexFunc(stays, func(r SprintStory) bool { return r.Story == story.ID && r.RemovedAt.IsZero() })
	if i < 0 {
		if belongs {
			return []SprintStory{added}
		}
		return nil
	}
	stay := stays[i]
	switch {
	case !belongs:
		stay.RemovedAt = now
		return []SprintStory{stay}
	case stay.Size != story.Size:
		stay.RemovedAt = now
		return []SprintStory{stay, added}
	case !stay.DoneAt.Equal(done):
		stay.DoneAt = done
		return []SprintStory{stay}
	}
	return nil
}

// SprintTally is how a sprint stands at an instant. Points are those of
// estimated stories; the others are counted apart, never as zero.
//
// Done + Remaining = Committed + Added − Removed. A story counts for the
// difference it makes: one that was taken out and put back changed nothing.
type SprintTally struct {
	Committed, Added, Removed Points
	Done, Remaining           Points
	Kept                      Points // committed points that are done

	Stories     int // that are in the sprint
	DoneStories int
	LateStories int // that were added after the lock
	Unestimated int // stories in the sprint without a size
}

// ScopeChange is what was added and removed as a share of what was
// committed; false if nothing was committed.
func (t SprintTally) ScopeChange() (float64, bool) {
	return share(t.Added.Halves+t.Removed.Halves, t.Committed.Halves)
}

// SayDo is the share of the committed points that are done; false if nothing
// was committed.
func (t SprintTally) SayDo() (float64, bool) { return share(t.Kept.Halves, t.Committed.Halves) }

// DoneShare is the share of the sprint's points that are done; false if it
// has none.
func (t SprintTally) DoneShare() (float64, bool) {
	return share(t.Done.Halves, t.Done.Halves+t.Remaining.Halves)
}

func share(part, whole int) (float64, bool) {
	if whole == 0 {
		return 0, false
	}
	return float64(part) / float64(whole), true
}

// Tally counts how the sprint stood at an instant.
func (s Sprint) Tally(stays []SprintStory, at time.Time) SprintTally {
	stays = s.settled(stays)
	committed, now := staying(stays, s.StartsAt), staying(stays, at)
	t := SprintTally{}
	for _, p := range []*Points{&t.Committed, &t.Added, &t.Removed, &t.Done, &t.Remaining, &t.Kept} {
		p.Known = true
	}
	for id, stay := range now {
		promised, ok := committed[id]
		t.count(stay, at)
		if stay.doneAt(at) {
			t.Kept.Halves += promised.Size.Halves
		}
		if !ok {
			t.LateStories++
		}
		t.Added.Halves += max(0, stay.Size.Halves-promised.Size.Halves)
		t.Removed.Halves += max(0, promised.Size.Halves-stay.Size.Halves)
	}
	for id, promised := range committed {
		t.Committed.Halves += promised.Size.Halves
		if _, stays := now[id]; !stays {
			t.Removed.Halves += promised.Size.Halves
		}
	}
	return t
}

func (t *SprintTally) count(stay SprintStory, at time.Time) {
	t.Stories++
	if !stay.Size.Known {
		t.Unestimated++
	}
	if stay.doneAt(at) {
		t.DoneStories++
		t.Done.Halves += stay.Size.Halves
		return
	}
	t.Remaining.Halves += stay.Size.Halves
}

// settled lets everything until the lock have been so from the start.
func (s Sprint) settled(stays []SprintStory) []SprintStory {
	lock := s.Locked()
	kept := make([]SprintStory, 0, len(stays))
	for _, r := range stays {
		if !r.RemovedAt.IsZero() && !r.RemovedAt.After(lock) {
			continue
		}
		if !r.AddedAt.After(lock) {
			r.AddedAt = s.StartsAt
		}
		kept = append(kept, r)
	}
	return kept
}

func staying(stays []SprintStory, at time.Time) map[StoryID]SprintStory {
	found := map[StoryID]SprintStory{}
	for _, r := range stays {
		if r.staysAt(at) {
			found[r.Story] = r
		}
	}
	return found
}

// BurndownDay is one point of a burndown, in points.
type BurndownDay struct {
	Day       time.Time // the date, as a midnight of UTC; zero for the start
	Ideal     float64   // what would remain if every day did as much
	Remaining float64
}

// Burndown returns the start of the sprint, with all that was committed, and
// each of its working days, in a zone, as far as they have begun at an
// instant. What is done on a weekend shows on the working day after it.
func (s Sprint) Burndown(stays []SprintStory, zone *time.Location, off Holidays, until time.Time) []BurndownDay {
	committed := float64(s.Tally(stays, s.StartsAt).Committed.Halves) / 2
	line := []BurndownDay{{Ideal: committed, Remaining: committed}}
	days := s.Days(zone, off)
	for i, day := range days {
		begins, ends := Clock("00:00").On(day, zone), Clock("00:00").On(day.AddDate(0, 0, 1), zone)
		if begins.After(until) {
			break
		}
		if ends.After(until) || i == len(days)-1 {
			ends = until
		}
		t := s.Tally(stays, ends)
		line = append(line, BurndownDay{
			Day: day, Ideal: committed * (1 - float64(i+1)/float64(len(days))), Remaining: float64(t.Remaining.Halves) / 2,
		})
	}
	return line
}
