package handlers

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"pogo/outbox"
	"pogo/scrum"
	"pogo/view"
)

// homeTx is what Home needs of a transaction.
type homeTx interface {
	// TakenBy and AskedBy return the open stories that a person took, or asked
	// for and did not take, in products whose channel they are in, the oldest
	// first, but for those that wait for their own acceptance.
	TakenBy(ctx context.Context, person scrum.PersonID, limit int) ([]scrum.Story, error)
	AskedBy(ctx context.Context, person scrum.PersonID, limit int) ([]scrum.Story, error)
	// OpenHome keeps when somebody looked at Home last.
	OpenHome(ctx context.Context, person scrum.PersonID, at time.Time) error
	// HomeOpen reports whether somebody looked at Home since an instant.
	HomeOpen(ctx context.Context, person scrum.PersonID, since time.Time) (bool, error)
	// HomesOpen returns those in a channel who did, the last first, some
	// dozens at most.
	HomesOpen(ctx context.Context, channel scrum.ChannelID, since time.Time) ([]scrum.PersonID, error)
}

// homeFor is how long after somebody looked at Home it is kept up to date. The
// sender sees to it that no Home is published more than once in some seconds.
const homeFor = time.Hour

func homeNoun() noun {
	return noun{storyChanged: touchStory, turnEnded: refreshHomes}
}

// HomeOpened shows a person what waits for them.
func (h *Handlers) HomeOpened(ctx context.Context, o HomeOpened) error {
	_, err := h.take(ctx, o.Key, door{}, o.Person, "", func(ctx context.Context, t *turn) error {
		if err := t.tx.OpenHome(ctx, t.person.ID, t.now); err != nil {
			return err
		}
		return t.drawHome(ctx, t.person)
	})
	return err
}

// touch remembers that something changed which may stand on people's Homes.
func (t *turn) touch(people ...scrum.PersonID) {
	if t.touched == nil {
		t.touched = map[scrum.PersonID]bool{}
	}
	for _, p := range people {
		t.touched[p] = true
	}
}

// touchAll does so for everybody in the product's channel.
func (t *turn) touchAll(ctx context.Context) error {
	open, err := t.tx.HomesOpen(ctx, t.product.Channel, t.now.Add(-homeFor))
	t.touch(open...)
	return err
}

func touchStory(_ context.Context, t *turn, before, now scrum.Story) error {
	t.touch(before.Author, before.Owner, now.Author, now.Owner, t.product.Owner)
	return nil
}

// refreshHomes draws the Homes of those who looked at theirs lately, and the
// one on which something was pressed. What only opened a form changed nothing.
func refreshHomes(ctx context.Context, t *turn) error {
	if t.door.home && t.answer.Open == nil {
		t.touch(t.person.ID)
	}
	delete(t.touched, "") // no owner
	for _, id := range slices.Sorted(maps.Keys(t.touched)) {
		pressed := t.door.home && id == t.person.ID
		open, err := t.tx.HomeOpen(ctx, id, t.now.Add(-homeFor))
		if err != nil {
			return err
		}
		if !open && !pressed {
			continue
		}
		person, err := t.tx.Person(ctx, id)
		if err != nil {
			return err
		}
		if err := t.drawHome(ctx, person); err != nil {
			return err
		}
	}
	return nil
}

// drawHome publishes what waits for a person, in their own words.
func (t *turn) drawHome(ctx context.Context, p scrum.Person) error {
	if p.Deleted || p.Bot {
		return nil
	}
	shown, err := t.homeShown(ctx, p)
	if err != nil {
		return err
	}
	if p.ID == t.person.ID {
		shown.Note = t.note
	}
	words := t.h.words.For(p.Locale, t.h.locale)
	body, err := view.Home(words, shown).JSON()
	if err != nil {
		return err
	}
	id := string(p.ID)
	return t.send(ctx, outbox.Delivery{Kind: outbox.Home, Name: "home:" + id, Channel: id, Person: id, Body: body})
}

// homeShown gathers what waits for a person, in the products whose channel
// they are in and nowhere else.
func (t *turn) homeShown(ctx context.Context, p scrum.Person) (view.HomeShown, error) {
	products, err := t.tx.ProductsOf(ctx, p.ID)
	if err != nil {
		return view.HomeShown{}, err
	}
	shown := view.HomeShown{Now: t.now, Zone: p.Location(time.UTC)}
	if shown.Drafts, err = t.tx.DraftsOf(ctx, p.ID); err != nil {
		return shown, err
	}
	if shown.Absences, err = t.tx.AbsencesOf(ctx, p.ID, t.now.In(shown.Zone).Format(time.DateOnly)); err != nil {
		return shown, err
	}
	if err := t.homeStories(ctx, p, products, &shown); err != nil {
		return shown, err
	}
	if err := t.homeBlockers(ctx, p, &shown); err != nil {
		return shown, err
	}
	const most = 30 // whoever is in more channels sees the first
	for _, product := range products[:min(most, len(products))] {
		for _, gather := range []func(context.Context, scrum.Person, scrum.Product, *view.HomeShown) error{
			t.homeOwned, t.homePiles, t.homeBallot, t.homePokers, t.homeStandup, t.homeRetro,
		} {
			if err := gather(ctx, p, product, &shown); err != nil {
				return shown, err
			}
		}
	}
	return shown, nil
}

// mostCounted is how many stories of a kind are counted on Home; beyond that
// it says that there are more.
const mostCounted = 200

// homeStories are those that the person took or asked for.
func (t *turn) homeStories(ctx context.Context, p scrum.Person, products []scrum.Product, shown *view.HomeShown) error {
	taken, err := t.tx.TakenBy(ctx, p.ID, mostCounted+1)
	if err != nil {
		return err
	}
	asked, err := t.tx.AskedBy(ctx, p.ID, mostCounted+1)
	if err != nil {
		return err
	}
	shown.Taken.Total.More, shown.Asked.Total.More = len(taken) > mostCounted, len(asked) > mostCounted
	for _, s := range append(taken[:min(mostCounted, len(taken))], asked[:min(mostCounted, len(asked))]...) {
		i := slices.IndexFunc(products, func(d scrum.Product) bool { return d.ID == s.Product })
		switch {
		case i < 0 || !s.VisibleTo(p.ID, products[i]):
		case s.Owner == p.ID && s.State == scrum.StoryChanges:
			shown.Changes.Add(s)
		case s.Owner == p.ID:
			shown.Taken.Add(s)
		default:
			shown.Asked.Add(s)
		}
	}
	return nil
}

// homeOwned is what waits for the owner of a product.
func (t *turn) homeOwned(ctx context.Context, p scrum.Person, product scrum.Product, shown *view.HomeShown) error {
	if product.Owner != p.ID {
		return nil
	}
	q := scrum.BacklogQuery{Product: product.ID, Viewer: p.ID, Limit: 1}
	_, open, err := t.tx.Backlog(ctx, q)
	if err != nil {
		return err
	}
	shown.Products = append(shown.Products, view.HomeProduct{Product: product, Open: open})
	q.State, q.Limit = scrum.StoryToAccept, pageSize
	tried, total, err := t.tx.Backlog(ctx, q)
	shown.ToAccept.First = append(shown.ToAccept.First, tried...)
	shown.ToAccept.Total.N += total.N
	shown.ToAccept.Total.More = shown.ToAccept.Total.More || total.More
	return err
}

// homeBallot is the vote that runs, if the person is on its roll and has not
// voted.
func (t *turn) homeBallot(ctx context.Context, p scrum.Person, product scrum.Product, shown *view.HomeShown) error {
	b, err := t.tx.LastBallot(ctx, product.ID)
	if errors.Is(err, scrum.ErrNotFound) {
		return nil
	}
	if err != nil || b.State != scrum.BallotOpen || !b.OnRoll(p.ID) {
		return err
	}
	papers, err := t.papers(ctx, b)
	if err != nil {
		return err
	}
	key, err := t.ballotKey(ctx, b)
	if err != nil || b.Heard(papers, key)[p.ID] {
		return err
	}
	shown.Ballots = append(shown.Ballots, view.HomeBallot{Ballot: b, Channel: product.Channel})
	return nil
}

func (t *turn) homeStandup(ctx context.Context, p scrum.Person, product scrum.Product, shown *view.HomeShown) error {
	asks, err := t.tx.OpenAsks(ctx, product.ID)
	for _, a := range asks {
		if a.Person == p.ID && !a.Closed(t.now) && a.Date <= t.dateOf(p) {
			shown.Asks = append(shown.Asks, view.HomeAsk{Ask: a, Channel: product.Channel})
		}
	}
	return err
}

// homeBlockers are those that wait for the person, also of channels that they
// are not in: they were asked.
func (t *turn) homeBlockers(ctx context.Context, p scrum.Person, shown *view.HomeShown) error {
	blockers, err := t.tx.BlockersFor(ctx, p.ID)
	if err != nil {
		return err
	}
	for _, b := range blockers {
		if b.Person == p.ID {
			continue
		}
		names, err := t.namesIn(ctx, nil, []scrum.Blocker{b})
		if err != nil {
			return err
		}
		shown.Blockers = append(shown.Blockers, view.HomeBlocker{Blocker: b, Names: names})
	}
	return nil
}

// homeRetro is the retrospective that asks for notes, and the person's actions.
func (t *turn) homeRetro(ctx context.Context, p scrum.Person, product scrum.Product, shown *view.HomeShown) error {
	r, err := t.tx.CollectingRetro(ctx, product.ID)
	if err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return err
	}
	asked, err := t.inTeam(ctx, p, product.ID)
	if err != nil {
		return err
	}
	if r.State == scrum.RetroOpen && asked {
		shown.Retros = append(shown.Retros, view.HomeRetro{Retro: r, Channel: product.Channel})
	}
	actions, err := t.tx.ActionsSince(ctx, product.ID, t.now)
	for _, a := range scrum.OpenActions(actions) {
		if a.Owner == p.ID {
			shown.Actions = append(shown.Actions, a)
		}
	}
	return err
}

// Joined greets a channel that Pogo was invited to, once; when it comes back
// after having been removed, what the channel refused meanwhile is posted.
func (h *Handlers) Joined(ctx context.Context, j Joined) error {
	if !j.Self {
		return nil
	}
	_, err := h.take(ctx, j.Key, door{}, cmp.Or(j.Inviter, j.Person), j.Channel, func(ctx context.Context, t *turn) error {
		if err := t.welcome(ctx); err != nil {
			return err
		}
		return t.tx.LetIn(ctx, t.channel.ID)
	})
	return err
}

// welcome says hello where Pogo never did before. Where stories stand already,
// it is enough to say how many: people know it, or they were imported.
func (t *turn) welcome(ctx context.Context) error {
	name := "welcome:" + string(t.channel.ID)
	stands, err := t.stands(ctx, name)
	if err != nil || stands {
		return err
	}
	said := view.Welcome(t.ours, Where{Channel: string(t.channel.ID)}.String())
	if t.product.ID != 0 {
		_, open, err := t.tx.Backlog(ctx, scrum.BacklogQuery{Product: t.product.ID, Limit: 1})
		if err != nil {
			return err
		}
		if open.N > 0 {
			said = view.Note(t.ours.Say("home.welcomeBack", "n", open.N))
		}
	}
	return t.put(ctx, name, string(t.channel.ID), "", said)
}
