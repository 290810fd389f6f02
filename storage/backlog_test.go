package storage_test

import (
	"database/sql"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"pogo/internal/testdb"
	"pogo/scrum"
	"pogo/storage"
)

// backlog is a product in which a property test does what people do.
type backlog struct {
	*testing.T
	db      *storage.DB
	product scrum.Product
	last    int // number
}

func (b *backlog) create(hidden bool) {
	b.last++
	write(b.T, b.db, func(tx *storage.Tx) error {
		_, err := tx.CreateStory(b.Context(), scrum.Story{
			Product: b.product.ID, Number: b.last, Text: "pay", Parsed: scrum.Parsed{Kind: scrum.KindTask, Goal: "pay by card"},
			State: scrum.StoryDraft, Author: "USAMIR", Hidden: hidden, CreatedAt: monday(),
		})
		return err
	})
}

// meddle does one thing to the story with a number.
func (b *backlog) meddle(deed string, number, n int) {
	write(b.T, b.db, func(tx *storage.Tx) error {
		s, err := tx.StoryByNumber(b.Context(), b.product.ID, number)
		if err != nil {
			return err
		}
		switch deed {
		case "rank":
			return tx.SetRanks(b.Context(), map[scrum.StoryID]int{s.ID: n})
		case "thumb":
			return tx.SetThumbs(b.Context(), s.ID, n)
		case "finish":
			s.State, s.DoneAt = scrum.StoryAccepted, monday()
		case "drop":
			s.State = scrum.StoryDropped
		case "reopen":
			s.State = scrum.StoryDraft // with the date of when it was done: that must not matter
		case "hide":
			s.Hidden = !s.Hidden
		case "epic":
			s.Epic = !s.Epic
		case "ask":
			s.Author = scrum.PersonID(fmt.Sprintf("U%d", n))
		}
		_, err = tx.SaveStory(b.Context(), s)
		return err
	})
}

func (b *backlog) page(after scrum.Spot, viewer scrum.PersonID, limit int) (stories []scrum.Story, total scrum.Total) {
	read(b.T, b.db, func(tx *storage.Tx) (err error) {
		stories, total, err = tx.Backlog(b.Context(), scrum.BacklogQuery{Product: b.product.ID, Viewer: viewer, After: after, Limit: limit})
		return err
	})
	return stories, total
}

// Whoever turns the pages sees what is not touched meanwhile exactly once, in
// the order of the backlog, whatever is done to the other stories.
func TestAChainOfPagesShowsEachStoryOnce(t *testing.T) {
	t.Parallel()
	db, products := open(t), 0
	rapid.Check(t, func(r *rapid.T) {
		products++
		b := &backlog{T: t, db: db, product: another(t, db, products)}
		calm := rapid.IntRange(1, 12).Draw(r, "calm")
		for range calm {
			b.create(false)
			b.meddle(rapid.SampledFrom([]string{"rank", "thumb"}).Draw(r, "deed"), b.last, rapid.IntRange(0, 3).Draw(r, "n"))
		}
		var want []scrum.Story
		want, _ = b.page(scrum.Spot{}, "", 100)
		restless := []int{}
		var shown []scrum.Story
		for after := (scrum.Spot{}); ; {
			page, _ := b.page(after, "", rapid.IntRange(1, 4).Draw(r, "size"))
			if len(page) == 0 {
				break
			}
			shown = append(shown, page...)
			after = page[len(page)-1].Spot()
			if len(restless) < 8 {
				b.create(false)
				restless = append(restless, b.last)
			}
			b.meddle(rapid.SampledFrom([]string{"rank", "thumb", "finish", "reopen", "hide"}).Draw(r, "deed"),
				rapid.SampledFrom(restless).Draw(r, "whom"), rapid.IntRange(0, 3).Draw(r, "n"))
		}
		shown = slices.DeleteFunc(shown, func(s scrum.Story) bool { return s.Number > calm })
		if got, want := keys(shown), keys(want); !slices.Equal(got, want) {
			r.Fatalf("the pages show %v, want %v", got, want)
		}
	})
}

// The size of the backlog, the ranks in it and its order are what going
// through all of its stories gives, for everybody who sees others of them.
func TestWhatIsKeptOfTheBacklogIsWhatItsStoriesSay(t *testing.T) {
	t.Parallel()
	db, products := open(t), 0
	rapid.Check(t, func(r *rapid.T) {
		products++
		b := &backlog{T: t, db: db, product: another(t, db, products)}
		for range rapid.IntRange(1, 25).Draw(r, "deeds") {
			deed := rapid.SampledFrom([]string{"create", "create", "rank", "thumb", "finish", "drop", "reopen", "hide", "epic", "ask"}).Draw(r, "deed")
			if deed == "create" || b.last == 0 {
				b.create(rapid.Bool().Draw(r, "hidden"))
				continue
			}
			b.meddle(deed, rapid.IntRange(1, b.last).Draw(r, "whom"), rapid.IntRange(0, 3).Draw(r, "n"))
		}
		for _, viewer := range []scrum.PersonID{"", "UCLAIRE", "USAMIR", "U1"} {
			var want []scrum.Story
			read(t, db, func(tx *storage.Tx) error {
				all, err := tx.StoriesAfter(t.Context(), b.product.ID, 0, 100)
				want = slices.DeleteFunc(all, func(s scrum.Story) bool { return !s.State.Open() || s.Epic || !s.VisibleTo(viewer, b.product) })
				return err
			})
			scrum.SortBacklog(want)
			got, total := b.page(scrum.Spot{}, viewer, 100)
			if !slices.Equal(keys(got), keys(want)) || total != (scrum.Total{N: len(want)}) {
				r.Fatalf("%q sees %v (%v), want %v", viewer, keys(got), total, keys(want))
			}
			read(t, db, func(tx *storage.Tx) error {
				for i, s := range want {
					if rank, of, err := tx.Place(t.Context(), s, viewer); rank != i+1 || of != len(want) || err != nil {
						r.Fatalf("%q sees %s at %d of %d, %v", viewer, s.Key, rank, of, err)
					}
				}
				return nil
			})
		}
	})
}

func keys(stories []scrum.Story) []string {
	list := make([]string, len(stories))
	for i, s := range stories {
		list[i] = s.Key
	}
	return list
}

// another keeps a product of its own for each round of a property.
func another(t *testing.T, db *storage.DB, n int) (p scrum.Product) {
	t.Helper()
	write(t, db, func(tx *storage.Tx) (err error) {
		p, err = tx.CreateProduct(t.Context(), scrum.Product{
			Channel: scrum.ChannelID(fmt.Sprintf("C%d", n)), Key: fmt.Sprintf("P%d", n), Owner: "UCLAIRE", Zone: "Europe/Paris", CreatedAt: monday(),
		})
		return err
	})
	return p
}

// A list is in one order wherever it was sorted.
func TestAStoryStandsWhereTheDatabasePutsIt(t *testing.T) {
	t.Parallel()
	testdb.NeedFile(t)
	path := testdb.Address(t)
	db := openAt(t, path)
	b := &backlog{T: t, db: db, product: payments(t, db)}
	for i, deeds := range [][]string{{"thumb"}, {"rank"}, {"rank", "thumb"}, {"finish"}, {"rank", "finish"}, {"drop"}, {"finish", "reopen"}} {
		b.create(false)
		for _, deed := range deeds {
			b.meddle(deed, i+1, i+2)
		}
	}
	beside, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = beside.Close() }()
	for number := 1; number <= b.last; number++ {
		var place int64
		if err := beside.QueryRowContext(t.Context(), "SELECT place FROM story WHERE number = ?", number).Scan(&place); err != nil {
			t.Fatal(err)
		}
		read(t, db, func(tx *storage.Tx) error {
			s, err := tx.StoryByNumber(t.Context(), b.product.ID, number)
			if s.Spot().Place != place {
				t.Errorf("%s, %s: Spot says %d and the table %d", s.Key, s.State, s.Spot().Place, place)
			}
			return err
		})
	}
}

func TestAPlaceFarFromBothEndsIsNotCounted(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	texts := make([]string, 2*scrum.MaxFound+3)
	for i := range texts {
		texts[i] = "pay"
	}
	stories := tell(t, db, p, texts...)
	for number, want := range map[int]int{1: 1, 1001: 1001, 1002: 0, 1003: 0, 1004: 1004, 2003: 2003} {
		read(t, db, func(tx *storage.Tx) error {
			rank, of, err := tx.Place(t.Context(), stories[number-1], "")
			if rank != want || of != len(stories) {
				t.Errorf("story %d is at %d of %d, want %d", number, rank, of, want)
			}
			return err
		})
	}
}
