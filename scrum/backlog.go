package scrum

// BacklogQuery asks for a page of a product's stories: the open ones, unless
// the filter says otherwise.
type BacklogQuery struct {
	Product ProductID
	Viewer  PersonID // hidden stories appear to their author and the owner; "" for what a whole channel may see
	Filter
	Offset int
	Limit  int
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
}

// AnyDone stands in a filter for all that was accepted, released since or not.
const AnyDone StoryState = "done"

// What a filter asks for to find stories that have nothing there.
const (
	Without         = "-"
	NoStory StoryID = -1
)

// None reports whether the filter leaves everything through.
func (f Filter) None() bool {
	return f.State == "" && f.Owner == "" && f.Asked == "" && len(f.Terms) == 0 &&
		f.Stream == "" && f.Label == "" && f.Epic == 0 && f.Needs == 0
}

// MaxFound is how many stories a filter is counted up to. A total above it
// means more than that.
const MaxFound = 1000 // the sentence says so too
