package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"pogo/outbox"
)

// memory is an outbox that forgets everything with the test. It claims,
// renews and settles by the rules of the real one.
type memory struct {
	mu    sync.Mutex
	rows  []outbox.Delivery
	tried map[int64]int // version of the last claim
	wake  chan struct{}
	stall func(d outbox.Delivery) // called after each claim, outside the lock
}

func newMemory() *memory { return &memory{wake: make(chan struct{}, 1), tried: map[int64]int{}} }

// write adds a delivery, or a newer version of the one with its name.
func (m *memory) write(d outbox.Delivery) {
	m.mu.Lock()
	defer m.mu.Unlock()
	defer func() {
		select {
		case m.wake <- struct{}{}:
		default:
		}
	}()
	for i, row := range m.rows {
		if d.Name != "" && row.Name == d.Name {
			m.rows[i].Body = d.Body
			m.rows[i].Version++
			if row.State == outbox.Settled {
				m.rows[i].State = outbox.Open
			}
			return
		}
	}
	d.ID, d.Version, d.CreatedAt = int64(len(m.rows)+1), 1, time.Now()
	d.Key = cmp.Or(d.Key, fmt.Sprintf("key-%d", d.ID))
	m.rows = append(m.rows, d)
}

func (m *memory) post(channel, text string) {
	m.write(outbox.Delivery{Kind: outbox.Post, Channel: channel, Body: body(text)})
}

func (m *memory) all() []outbox.Delivery {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.rows)
}

func body(text string) json.RawMessage {
	raw, err := json.Marshal(map[string]string{"text": text})
	if err != nil {
		panic(err)
	}
	return raw
}

// heads are the first of each lane, in order, with when they are due.
func (m *memory) heads() (heads []int, due map[int]time.Time) {
	due = map[int]time.Time{}
	lanes := map[[2]string]bool{}
	for i, row := range m.rows {
		lane := [2]string{row.Channel, string(row.Kind)}
		switch {
		case lanes[lane]:
			continue
		case row.State == outbox.Open:
			due[i] = row.DueAt
		case row.State == outbox.Leased:
			due[i] = row.LeaseUntil
		default:
			continue
		}
		lanes[lane] = true
		heads = append(heads, i)
	}
	return heads, due
}

// turn is 1 for what the clock asked for.
func (m *memory) turn(i int) int {
	if m.rows[i].Deed {
		return 1
	}
	return 0
}

func (m *memory) ClaimDeliveries(_ context.Context, now time.Time, lease time.Duration, limit, deeds int) ([]outbox.Delivery, error) {
	m.mu.Lock()
	var claimed []outbox.Delivery
	heads, due := m.heads()
	slices.SortStableFunc(heads, func(i, j int) int { return cmp.Compare(m.turn(i), m.turn(j)) })
	for _, i := range heads {
		if due[i].After(now) || len(claimed) == limit || m.rows[i].Deed && deeds == 0 {
			continue
		}
		row := &m.rows[i]
		deeds -= m.turn(i)
		row.InDoubt = row.State == outbox.Leased && row.TS == "" && (row.Kind == outbox.Post || row.Kind == outbox.File)
		d := *row
		if row.InDoubt && row.TS == "" {
			d.Version = m.tried[row.ID]
		}
		m.tried[row.ID] = d.Version
		row.State, row.LeaseUntil, row.Attempts = outbox.Leased, now.Add(lease), row.Attempts+1
		d.State, d.LeaseUntil, d.Attempts = row.State, row.LeaseUntil, row.Attempts
		claimed = append(claimed, d)
	}
	stall := m.stall
	m.mu.Unlock()
	for _, d := range claimed {
		if stall != nil {
			stall(d)
		}
	}
	return claimed, nil
}

// ClaimAlong lets nobody: what is written hints.
func (*memory) ClaimAlong(ctx context.Context, _ func() time.Time, _ time.Duration, _, _ int) ([]outbox.Delivery, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

func (m *memory) RenewDelivery(_ context.Context, d outbox.Delivery, until time.Time) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	row := &m.rows[d.ID-1]
	if row.State != outbox.Leased || !row.LeaseUntil.Equal(d.LeaseUntil) {
		return false, nil
	}
	row.LeaseUntil = until
	return true, nil
}

func (m *memory) NewestDelivery(_ context.Context, d outbox.Delivery) (outbox.Delivery, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d.Version, d.Body = m.rows[d.ID-1].Version, m.rows[d.ID-1].Body
	return d, nil
}

func (m *memory) SettleDelivery(_ context.Context, d outbox.Delivery) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	row := m.rows[d.ID-1]
	if row.State != outbox.Leased || !row.LeaseUntil.Equal(d.LeaseUntil) {
		return fmt.Errorf("delivery %d: the lease is lost", d.ID)
	}
	newer := row.Version > d.Version
	d.Body, d.Version = row.Body, row.Version
	if newer && d.State == outbox.Settled {
		d.State = outbox.Open
	}
	if d.State == outbox.Leased {
		d.LeaseUntil = d.DueAt
	}
	m.rows[d.ID-1] = d
	return nil
}

func (m *memory) NextDelivery(context.Context) (time.Time, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var next time.Time
	found := false
	_, heads := m.heads()
	for _, due := range heads {
		if !found || due.Before(next) {
			next, found = due, true
		}
	}
	return next, found, nil
}

func (m *memory) Wake() <-chan struct{} { return m.wake }
