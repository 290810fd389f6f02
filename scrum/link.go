package scrum

// Link is what a story has to do with another of the same product.
type Link struct {
	Story StoryID
	Kind  LinkKind
	Other StoryID
}

// LinkKind is how one story leans on another.
type LinkKind string

// The kinds of link, each read from the story to the other.
const (
	LinkNeeds      LinkKind = "needs"      // cannot be done before the other is
	LinkSplitFrom  LinkKind = "split_from" // is a part that was cut off the other
	LinkDuplicates LinkKind = "duplicates" // was given up for the other, which says the same
	LinkFollows    LinkKind = "follows"    // came out of trying the other
)

// Source is where an imported story came from: the tool and the tool's own id.
type Source struct{ Tool, ID string }
