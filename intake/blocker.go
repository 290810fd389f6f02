package intake

import (
	"context"
	"errors"
	"slices"
	"time"

	"pogo/exchange"
	"pogo/scrum"
)

// blockers adds those of a product that are not here, for whom the bot looks when
// it starts. One is known by who told of it when; what became of it here stays.
func (p *restored) blockers(ctx context.Context, list []exchange.Blocker) error {
	if len(list) == 0 || p.dry {
		return nil
	}
	here, err := p.tx.Blockers(ctx, p.product.ID, time.Time{})
	if err != nil {
		return err
	}
	for _, b := range list {
		if slices.ContainsFunc(here, func(h scrum.Blocker) bool { return h.Person == b.Person && h.CreatedAt.Equal(b.CreatedAt) }) {
			continue
		}
		if err := p.blocker(ctx, b); err != nil {
			return err
		}
	}
	return nil
}

// blocker adds one and, while somebody waits for help, has the bot look for it
// as soon as it starts.
func (p *restored) blocker(ctx context.Context, b exchange.Blocker) error {
	b.Product = p.product.ID
	var err error
	if b.Blocker, err = p.tx.RestoreBlocker(ctx, b.Blocker, b.Events); err != nil {
		return err
	}
	if b.Number != 0 {
		p.blocked = append(p.blocked, b)
	}
	if !b.Waits() {
		return nil
	}
	soon := scrum.Schedule{Product: p.product.ID, Deed: p.look, Zone: p.product.Zone, Next: p.now.Add(time.Second)}
	return p.tx.Arm(ctx, soon, p.now)
}

// joinBlockers leads from the added blockers to the stories that wait, all of
// which are here by now.
func (p *restored) joinBlockers(ctx context.Context) error {
	for _, b := range p.blocked {
		story, err := p.tx.StoryID(ctx, b.Product, b.Number)
		if errors.Is(err, scrum.ErrNotFound) {
			continue // it was left out of the file
		}
		if b.Story = story; err == nil {
			err = p.tx.SaveBlocker(ctx, b.Blocker)
		}
		if err != nil {
			return err
		}
	}
	p.blocked = nil
	return nil
}

// absences adds those that are not here. One is known by whose it is, its days
// and when it was entered.
func (p *restored) absences(ctx context.Context, list []scrum.Absence) error {
	if p.dry {
		return nil
	}
	for _, a := range list {
		here, err := p.tx.AbsencesOf(ctx, a.Person, a.To)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(here, func(h scrum.Absence) bool { return h.From == a.From && h.To == a.To && h.EnteredAt.Equal(a.EnteredAt) }) {
			continue
		}
		if _, err := p.tx.CreateAbsence(ctx, a); err != nil {
			return err
		}
	}
	return nil
}
