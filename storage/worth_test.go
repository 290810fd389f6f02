package storage_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pogo/scrum"
	"pogo/storage"
)

// someWorth is what people say of a story, whole or in part.
func someWorth() *rapid.Generator[scrum.Worth] {
	return rapid.Custom(func(r *rapid.T) scrum.Worth {
		scale := append([]int{0}, scrum.WSJFScale()...)
		column := func(name string) int { return rapid.SampledFrom(scale).Draw(r, name) }
		return scrum.Worth{
			Confidence: rapid.SampledFrom([]int{0, 50, 80, 100}).Draw(r, "confidence"), MoSCoW: rapid.SampledFrom(append(scrum.MoSCoWs(), "")).Draw(r, "class"),
			Value: rapid.IntRange(0, 3).Draw(r, "value"),
			RICE: scrum.RICE{
				Reach: rapid.SampledFrom([]int{0, 1, 400, scrum.MaxReach}).Draw(r, "reach"), Impact: rapid.SampledFrom(append(scrum.Impacts(), 0)).Draw(r, "impact"),
				Effort: scrum.Months(rapid.SampledFrom([]int{0, 5, 7, 1000}).Draw(r, "effort")),
			},
			WSJF: scrum.WSJF{Business: column("business"), Urgency: column("urgency"), Risk: column("risk"), Job: column("job")},
		}
	})
}

// A sorted list, turned page by page, is what sorting all stories by their
// exact numbers gives: those without a number are last, in the order of the
// backlog, as are those that share one.
func TestAListIsSortedByWhatItsStoriesAreWorth(t *testing.T) {
	t.Parallel()
	db, products := open(t), 0
	rapid.Check(t, func(r *rapid.T) {
		products++
		b := &backlog{T: t, db: db, product: another(t, db, products)}
		for range rapid.IntRange(1, 8).Draw(r, "stories") {
			b.create(false)
			worth, size := someWorth().Draw(r, "worth"), rapid.IntRange(-1, 6).Draw(r, "size")
			b.meddle(rapid.SampledFrom([]string{"rank", "thumb"}).Draw(r, "deed"), b.last, rapid.IntRange(0, 2).Draw(r, "n"))
			write(t, db, func(tx *storage.Tx) error {
				s, err := tx.StoryByNumber(t.Context(), b.product.ID, b.last)
				if err != nil {
					return err
				}
				s.Worth, s.Size = worth, scrum.Points{Halves: max(0, size), Known: size >= 0}
				kept, err := tx.SaveStory(t.Context(), s)
				if kept.Worth != worth {
					r.Errorf("kept %+v, want %+v", kept.Worth, worth)
				}
				return err
			})
		}
		want, _ := b.page(scrum.Spot{}, "", 100)
		for _, by := range []scrum.Sort{scrum.SortRICE, scrum.SortWSJF, scrum.SortValue, scrum.SortMoSCoW, scrum.SortVotes} {
			slices.SortStableFunc(want, func(a, c scrum.Story) int {
				return cmp.Or(cmp.Compare(a.SpotBy(by).Key, c.SpotBy(by).Key), cmp.Compare(a.Spot().Place, c.Spot().Place), cmp.Compare(a.Number, c.Number))
			})
			if got := b.sorted(by, rapid.IntRange(1, 3).Draw(r, "page")); !slices.Equal(got, keys(want)) {
				r.Errorf("by %s: %v, want %v", by, got, keys(want))
			}
			from := rapid.IntRange(0, len(want)).Draw(r, "from")
			rest := strings.Join(keys(want)[from:], " ")
			if got, _ := keysFound(t, db, scrum.BacklogQuery{Product: b.product.ID, Offset: from, Filter: scrum.Filter{Sort: by}}); got != rest {
				r.Errorf("by %s, from %d on: %s, want %s", by, from, got, rest)
			}
		}
	})
}

// sorted turns the pages of a sorted list.
func (b *backlog) sorted(by scrum.Sort, size int) (shown []string) {
	q := scrum.BacklogQuery{Product: b.product.ID, Limit: size, Filter: scrum.Filter{Sort: by}}
	for {
		var page []scrum.Story
		read(b.T, b.db, func(tx *storage.Tx) (err error) {
			page, _, err = tx.Backlog(b.Context(), q)
			return err
		})
		if len(page) == 0 {
			return shown
		}
		shown, q.After = append(shown, keys(page)...), page[len(page)-1].SpotBy(by)
	}
}

func TestASortedListIsNarrowedAndHidesWhatIsPrivate(t *testing.T) {
	t.Parallel()
	db := open(t)
	p := payments(t, db)
	s := tell(t, db, p, "pay by card", "fix the bug exposing personal data of cards", "export cards", "a card for all", "an old card", "exporting parcels")
	worth := func(i, value int, class scrum.MoSCoW, owner scrum.PersonID) {
		change(t, db, s[i].ID, func(s *scrum.Story) {
			s.Value, s.MoSCoW, s.Owner, s.Size = value, class, owner, scrum.Points{Halves: 2, Known: true}
		})
	}
	worth(0, 5, scrum.Must, "")
	worth(1, 100, scrum.Must, "")
	worth(2, 50, scrum.Should, "UNORA")
	worth(3, 70, scrum.Must, "UNORA")
	change(t, db, s[4].ID, func(s *scrum.Story) { s.State, s.DoneAt, s.MoSCoW = scrum.StoryAccepted, monday(), scrum.Must })
	change(t, db, s[5].ID, func(s *scrum.Story) { s.State = scrum.StoryReady }) // and nobody said what it is worth
	for _, c := range []struct {
		filter scrum.Filter
		viewer scrum.PersonID
		want   string
	}{
		{scrum.Filter{Sort: scrum.SortValue}, "", "PAY-4 PAY-3 PAY-1 PAY-6"},
		{scrum.Filter{Sort: scrum.SortValue}, p.Owner, "PAY-2 PAY-4 PAY-3 PAY-1 PAY-6"},
		{scrum.Filter{Sort: scrum.SortValue, MoSCoW: scrum.Must}, "", "PAY-4 PAY-1"},
		{scrum.Filter{Sort: scrum.SortValue, Owner: "UNORA"}, "", "PAY-4 PAY-3"},
		{scrum.Filter{Sort: scrum.SortValue, Terms: scrum.Terms("export")}, "", "PAY-3 PAY-6"},
		{scrum.Filter{Sort: scrum.SortMoSCoW, State: scrum.StoryDraft}, "", "PAY-1 PAY-4 PAY-3"},
		{scrum.Filter{MoSCoW: scrum.Must}, "", "PAY-1 PAY-4"},
		{scrum.Filter{MoSCoW: scrum.Must, State: scrum.AnyDone}, "", "PAY-5"},
		{scrum.Filter{MoSCoW: scrum.Must, Owner: "UNORA"}, "", "PAY-4"},
		{scrum.Filter{MoSCoW: scrum.Without}, "", "PAY-6"},
		{scrum.Filter{MoSCoW: scrum.Without, State: scrum.StoryDraft}, "", ""},
		{scrum.Filter{Sort: scrum.SortValue, MoSCoW: scrum.Without}, "", "PAY-6"},
		{scrum.Filter{Sort: scrum.SortWSJF, State: scrum.StoryReady}, "", "PAY-6"},
	} {
		got, total := keysFound(t, db, scrum.BacklogQuery{Product: p.ID, Viewer: c.viewer, Filter: c.filter})
		if got != c.want || total != len(strings.Fields(c.want)) {
			t.Errorf("%+v for %q: %q, %d in all, want %q", c.filter, c.viewer, got, total, c.want)
		}
	}
}
