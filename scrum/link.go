package scrum

import "slices"

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

// Circle returns how a story would come to wait for itself if it needed
// another: the other, what that needs, and so on to the story. It returns nil
// if it would not. Needs tells what a story needs already.
func Circle(story, other StoryID, needs func(StoryID) ([]StoryID, error)) ([]StoryID, error) {
	cameFrom := map[StoryID]StoryID{other: 0}
	for queue := []StoryID{other}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		if at == story {
			var path []StoryID
			for id := at; id != 0; id = cameFrom[id] {
				path = append(path, id)
			}
			slices.Reverse(path)
			return path, nil
		}
		next, err := needs(at)
		if err != nil {
			return nil, err
		}
		for _, id := range next {
			if _, met := cameFrom[id]; !met {
				cameFrom[id] = at
				queue = append(queue, id)
			}
		}
	}
	return nil, nil
}
