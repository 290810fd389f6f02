package scrum

// BacklogQuery asks for a page of a product's stories: the open ones, unless
// the filter says otherwise.
type BacklogQuery struct {
	Product ProductID
	Viewer  PersonID // hidden stories appear to their author and the owner; "" for what a whole channel may see
	Filter
	After  Spot // the page behind this one; the zero value for the first
	Offset int  // further stories that are passed over
	Limit  int
}

// Spot is where a story stands in the lists of its product, as
// [SortBacklog] has it; what is done comes with the last one first. It is kept
// from one page to the next, so that a page begins behind the one before
// whatever happened to its stories meanwhile.
type Spot struct {
	Key    int64 // of a sorted list: [Story.SortKey]
	Place  int64
	Number int // parts those that share a place
}

// SpotBy returns where the story stands in a sorted list.
func (s Story) SpotBy(by Sort) Spot {
	spot := s.Spot()
	if by != "" {
		spot.Key, _ = s.SortKey(by)
	}
	return spot
}

// Spot returns where the story stands in the lists that are not sorted.
func (s Story) Spot() Spot {
	const apart, last = 1 << 20, 1 << 62 // nobody gets a million 👍
	switch {
	case !s.State.Open() && !s.DoneAt.IsZero():
		return Spot{Place: -s.DoneAt.UnixMicro(), Number: s.Number}
	case s.Rank > 0:
		return Spot{Place: int64(s.Rank)*apart - int64(s.Thumbs), Number: s.Number}
	}
	return Spot{Place: last - int64(s.Thumbs), Number: s.Number}
}

// None reports whether it is nowhere.
func (s Spot) None() bool { return s == Spot{} }

// Unsorted reports whether it is behind everything that has a number in a
// sorted list.
func (s Spot) Unsorted() bool { return s.Key == unsorted }

// Total is how many stories a list has.
type Total struct {
	N    int
	More bool // there may be more: counting them would take too long
}

// Filter narrows the backlog. The zero value is all that is open; what is set
// must all be so.
type Filter struct {
	State StoryState // or [AnyDone]; "" for all that are open
	Owner PersonID   // who took it; "" for anybody or nobody
	Asked PersonID   // who asked for it; "" for anybody
	Terms []Term     // every one of them is in the story

	Stream string  // as it is kept, or [Without]; "" for any
	Label  string  // folded, or [Without]; "" for any
	Epic   StoryID // what they belong to, or [NoStory]; 0 for any
	Needs  StoryID // what they wait for, or [NoStory]; 0 for any
	MoSCoW MoSCoW  // or [Without]; "" for any

	Sort Sort // of what is open; those without its number come last
}

// AnyDone stands in a filter for all that was accepted, released since or not.
const AnyDone StoryState = "done"

// What a filter asks for to find stories that have nothing there.
const (
	Without         = "-"
	NoStory StoryID = -1
)

// None reports whether the filter leaves everything through, in whatever order.
func (f Filter) None() bool {
	return f.State == "" && f.Owner == "" && f.Asked == "" && len(f.Terms) == 0 &&
		f.Stream == "" && f.Label == "" && f.Epic == 0 && f.Needs == 0 && f.MoSCoW == ""
}

// Bounds of what is counted and of what is looked at for one answer.
const (
	MaxFound  = 1000  // stories of a filter that are counted, and those before or behind one whose rank is asked
	MaxMet    = 100   // likewise, where each story's words have to be looked at
	MaxLooked = 5_000 // stories, in their order, whose words are looked at
)
