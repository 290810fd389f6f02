package handlers

import (
	"context"
	"maps"
	"slices"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// tellCalls tells each person of the blockers that wait for them, in one
// message, if it is their working hours and they may be disturbed. It returns
// when the next person of those left can be told; zero if nobody is left.
func (t *turn) tellCalls(ctx context.Context, list []scrum.Blocker) (time.Time, error) {
	waiting, err := t.untoldCalls(ctx, list)
	if err != nil {
		return time.Time{}, err
	}
	var next time.Time
	for _, id := range slices.Sorted(maps.Keys(waiting)) {
		p, err := t.stranger(ctx, id)
		if err != nil {
			return next, err
		}
		if p.Deleted {
			continue
		}
		at, err := t.reachable(ctx, p)
		if err != nil {
			return next, err
		}
		if at.After(t.now) {
			next = soonest(next, at)
			continue
		}
		if err := t.tellOne(ctx, waiting[id]); err != nil {
			return next, err
		}
	}
	return next, nil
}

// untoldCalls returns the calls of the blockers that nobody was told of yet,
// by the person they are for.
func (t *turn) untoldCalls(ctx context.Context, list []scrum.Blocker) (map[scrum.PersonID][]scrum.BlockerCall, error) {
	untold := map[scrum.PersonID][]scrum.BlockerCall{}
	for _, b := range list {
		calls, err := t.tx.Calls(ctx, b.ID)
		if err != nil {
			return nil, err
		}
		for _, c := range calls {
			if c.ToldAt.IsZero() {
				untold[c.Person] = append(untold[c.Person], c)
			}
		}
	}
	return untold, nil
}

// tellOne tells one person of everything that waits for them.
func (t *turn) tellOne(ctx context.Context, calls []scrum.BlockerCall) error {
	first := calls[0]
	for _, c := range calls {
		c.ToldAt, c.Message = t.now, first.ID
		if err := t.tx.ToldCall(ctx, c); err != nil {
			return err
		}
		e := scrum.BlockerEvent{Blocker: c.Blocker, Deed: scrum.BlockerEscalated, Person: t.person.ID, Other: c.Person, At: t.now}
		if err := t.tx.RecordBlocker(ctx, e); err != nil {
			return err
		}
	}
	t.touch(first.Person)
	return t.drawCalls(ctx, first.ID)
}

// redrawCalls makes the messages that told of the turn's blockers show how
// they stand.
func (t *turn) redrawCalls(ctx context.Context) error {
	messages := map[scrum.BlockerCallID]bool{}
	for _, id := range t.stirred {
		calls, err := t.tx.Calls(ctx, id)
		if err != nil {
			return err
		}
		for _, c := range calls {
			if c.Message != 0 {
				messages[c.Message] = true
				t.touch(c.Person)
			}
		}
	}
	for _, message := range slices.Sorted(maps.Keys(messages)) {
		if err := t.drawCalls(ctx, message); err != nil {
			return err
		}
	}
	return nil
}

// drawCalls writes the message by which somebody is told of blockers, in their
// own words.
func (t *turn) drawCalls(ctx context.Context, message scrum.BlockerCallID) error {
	calls, err := t.tx.CallsOf(ctx, message)
	if err != nil || len(calls) == 0 {
		return err
	}
	reader, err := t.stranger(ctx, calls[0].Person)
	if err != nil {
		return err
	}
	words, zone := t.readerOf(reader)
	shown := view.BlockerCalls{Channel: t.channel.Name, Now: t.now, Zone: zone, Owner: reader.ID == t.product.Owner}
	member, err := t.tx.IsMember(ctx, t.product.Channel, reader.ID)
	if err != nil {
		return err
	}
	if shown.Inside = member && reader.InTeam(); !member && t.channel.Private {
		shown.Channel = ""
	}
	for _, c := range calls {
		line, err := t.callLine(ctx, c, member)
		if err != nil {
			return err
		}
		shown.Lines = append(shown.Lines, line)
	}
	return t.direct(ctx, reader.ID, view.CallName(message), view.BlockersBrought(words, shown))
}

// callLine is one blocker of such a message. Of a story only those in the
// channel hear.
func (t *turn) callLine(ctx context.Context, c scrum.BlockerCall, member bool) (view.BlockerCallLine, error) {
	b, err := t.tx.Blocker(ctx, c.Blocker)
	if err != nil {
		return view.BlockerCallLine{}, err
	}
	line := view.BlockerCallLine{Step: c.Step, Reader: c.Person}
	if line.BlockerLine, err = t.blockerLine(ctx, b, c.Person); err != nil {
		return line, err
	}
	if !member {
		line.Key = ""
	}
	hours, err := t.unblockHours(ctx, []scrum.Blocker{b})
	if err != nil {
		return line, err
	}
	line.Waited = hours(b).Between(b.AskedAt, t.now)
	if c.Person != t.product.Owner || c.Step != b.Level {
		return line, nil
	}
	line.NobodyNamed = b.Level == scrum.StepStakeholder && t.product.Escalate == ""
	if line.Beyond, err = t.beyond(ctx, b); err != nil || line.Beyond == "" {
		return line, err
	}
	all, err := t.tx.Calls(ctx, b.ID)
	if slices.ContainsFunc(all, func(x scrum.BlockerCall) bool { return x.Person == line.Beyond && x.Step == b.Level }) {
		line.Beyond = "" // the owner agreed already
	}
	return line, err
}
