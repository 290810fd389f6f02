package shelf_test

import (
	"context"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/exchange"
	"pogo/scrum"
	"pogo/shelf"
)

// keeper holds stories that lead nowhere. Whatever else is asked of it panics.
type keeper struct {
	shelf.Keeper
	stories []scrum.Story // by number
	pages   int           // how often it was asked for more
}

func (k *keeper) PeekNumber(context.Context, scrum.ProductID) (int, error) {
	return len(k.stories) + 1, nil
}

func (k *keeper) Sprints(context.Context, scrum.ProductID) ([]scrum.Sprint, error) { return nil, nil }

func (k *keeper) LinksOf(context.Context, scrum.StoryID) ([]scrum.Link, error) { return nil, nil }

func (k *keeper) Story(_ context.Context, id scrum.StoryID) (scrum.Story, error) {
	return k.stories[id-1], nil
}

func (k *keeper) StoriesAfter(_ context.Context, _ scrum.ProductID, number, limit int) ([]scrum.Story, error) {
	k.pages++
	rest := k.stories[number:]
	return rest[:min(len(rest), limit)], nil
}

// keeps returns a keeper of n stories, all of them drafts.
func keeps(n int) *keeper {
	k := &keeper{}
	for i := range n {
		k.stories = append(k.stories, scrum.Story{ID: scrum.StoryID(i + 1), Number: i + 1, State: scrum.StoryDraft})
	}
	return k
}

// shown returns the shelf of a keeper, of which everybody may see what is not
// hidden.
func shown(t *testing.T, k *keeper) *shelf.Shelf {
	t.Helper()
	s := &shelf.Shelf{Keeper: k, Product: scrum.Product{ID: 1}, Sees: func(story scrum.Story) bool { return !story.Hidden }}
	if _, err := s.Describe(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

func numbers(t *testing.T, stories exchange.Stories) []int {
	t.Helper()
	var list []int
	for kept, err := range stories {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, kept.Story.Number)
	}
	return list
}

func TestWhatIsOpenComesInItsOrderThenWhatIsDoneThenWhatWasDropped(t *testing.T) {
	t.Parallel()
	k := keeps(6)
	k.stories[0].State = scrum.StoryDropped
	k.stories[1].State = scrum.StoryReleased
	k.stories[2].Thumbs = 1
	k.stories[4].Rank = 1
	k.stories[5].Hidden = true
	s := shown(t, k)
	if diff := cmp.Diff([]int{5, 3, 4, 2, 1}, numbers(t, s.BySection(t.Context()))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if s.Hidden != 1 {
		t.Errorf("%d stories are said to be hidden, want 1", s.Hidden)
	}
}

func TestEveryStoryComesOnceHoweverManyPagesTheyFill(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 499, 500, 501, 1000, 1001} {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			t.Parallel()
			got := numbers(t, shown(t, keeps(n)).ByNumber(t.Context()))
			for i, number := range got {
				if number != i+1 {
					t.Fatalf("story %d comes where %d should", number, i+1)
				}
			}
			if len(got) != n {
				t.Errorf("%d stories come, want %d", len(got), n)
			}
		})
	}
}

func TestWhoStopsReadingIsGivenNoMorePages(t *testing.T) {
	t.Parallel()
	k := keeps(2000)
	for kept, err := range shown(t, k).ByNumber(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if kept.Story.Number == 3 {
			break
		}
	}
	if k.pages != 1 {
		t.Errorf("%d pages were read, want 1", k.pages)
	}
}

func TestOnlyWhatIsWantedComes(t *testing.T) {
	t.Parallel()
	s := shown(t, keeps(6))
	s.Takes = func(story scrum.Story) bool { return story.Number%2 == 0 }
	if got := numbers(t, s.ByNumber(t.Context())); !slices.Equal(got, []int{2, 4, 6}) {
		t.Errorf("got %v", got)
	}
}
