package handlers

import (
	"context"
	"errors"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

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
