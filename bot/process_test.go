package bot

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strconv"
	"sync"
	"syscall"
	"time"

	"pogo/outbox"
)

// process is a bot's sender as the system sees it: it may be gone from one
// instruction to the next. What it asked of the outbox and of Slack until then
// is done or not done; what it would do afterwards is not.
type process struct {
	name   string
	outbox Outbox
	ill    *ill
	net    *network
	web    *http.Transport

	cancel context.CancelFunc
	ended  chan struct{}

	mu    sync.Mutex
	dies  string        // the instruction at which it does
	gone  chan struct{} // closed when it has died
	dead  bool
	stall time.Duration // how long it freezes behind its next claim
	conns []net.Conn
}

// deathbeds are the instructions before or after which a process may die.
func deathbeds() []string {
	return []string{"before claim", "after claim", "before call", "after call", "before settle", "after settle", "before renew", "after renew"}
}

var errDead = errors.New("this process is dead")

// newProcess makes a sender run.
func newProcess(cfg Config, name string, ill *ill, n *network) (*process, error) {
	p := &process{name: name, outbox: cfg.Outbox, ill: ill, net: n, ended: make(chan struct{}), gone: make(chan struct{})}
	p.web = &http.Transport{DialContext: p.dial}
	cfg.Outbox, cfg.Transport = p, p
	b, err := New(cfg)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	go func() {
		defer close(p.ended)
		b.Sender().Run(ctx)
		p.web.CloseIdleConnections()
	}()
	return p, nil
}

// die ends the process as kill -9 does: the system closes what it had open.
func (p *process) die() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.perish()
}

func (p *process) perish() {
	if p.dead {
		return
	}
	p.dead = true
	close(p.gone)
	for _, c := range p.conns {
		_ = c.Close()
	}
	p.cancel()
}

// at is called at each instruction at which it may die.
func (p *process) at(point string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.dies == point {
		p.perish()
	}
	if p.dead {
		return errDead
	}
	return nil
}

// instruction is something that the process has done from outside, between two
// points at which it may die.
func (p *process) instruction(name string, do func() error) error {
	if err := p.at("before " + name); err != nil {
		return err
	}
	err := do()
	return errors.Join(err, p.at("after "+name))
}

func (p *process) dial(ctx context.Context, network, address string) (net.Conn, error) {
	c, err := p.net.dial(ctx, network, address)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.conns = append(p.conns, c)
	if p.dead {
		_ = c.Close()
	}
	return c, nil
}

// RoundTrip implements http.RoundTripper.
func (p *process) RoundTrip(r *http.Request) (response *http.Response, err error) {
	err = p.instruction("call", func() error {
		m := p.ill.next()
		if m.Fate == unreached {
			return &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
		}
		r := r.Clone(r.Context())
		r.Header.Set(fateHeader, string(m.Fate))
		r.Header.Set(afterHeader, strconv.Itoa(int(m.After/time.Second)))
		r.Header.Set(processHeader, p.name)
		response, err = p.web.RoundTrip(r) //nolint:bodyclose // because the caller does
		return err
	})
	if err != nil && response != nil {
		_ = response.Body.Close()
		response = nil
	}
	return response, err
}

// ClaimDeliveries implements Outbox.
func (p *process) ClaimDeliveries(ctx context.Context, now time.Time, lease time.Duration, limit, deeds int) ([]outbox.Delivery, error) {
	return p.claim(func() ([]outbox.Delivery, error) { return p.outbox.ClaimDeliveries(ctx, now, lease, limit, deeds) })
}

// ClaimAlong implements Outbox.
func (p *process) ClaimAlong(ctx context.Context, now func() time.Time, lease time.Duration, limit, deeds int) ([]outbox.Delivery, error) {
	return p.claim(func() ([]outbox.Delivery, error) { return p.outbox.ClaimAlong(ctx, now, lease, limit, deeds) })
}

// claim may end the process before it, and once there is something in its
// hands.
func (p *process) claim(do func() ([]outbox.Delivery, error)) ([]outbox.Delivery, error) {
	if err := p.at("before claim"); err != nil {
		return nil, err
	}
	claimed, err := do()
	if err != nil || len(claimed) == 0 {
		return nil, err
	}
	if err := p.at("after claim"); err != nil {
		return nil, err
	}
	p.mu.Lock()
	stall := p.stall
	p.stall = 0
	p.mu.Unlock()
	time.Sleep(stall)
	return claimed, nil
}

// RenewDelivery implements Outbox.
func (p *process) RenewDelivery(ctx context.Context, d outbox.Delivery, until time.Time) (kept bool, err error) {
	err = p.instruction("renew", func() (err error) {
		kept, err = p.outbox.RenewDelivery(ctx, d, until)
		return err
	})
	return kept, err
}

// NewestDelivery implements Outbox.
func (p *process) NewestDelivery(ctx context.Context, d outbox.Delivery) (outbox.Delivery, error) {
	if err := p.at("newest"); err != nil {
		return d, err
	}
	return p.outbox.NewestDelivery(ctx, d)
}

// SettleDelivery implements Outbox.
func (p *process) SettleDelivery(ctx context.Context, d outbox.Delivery) error {
	return p.instruction("settle", func() error { return p.outbox.SettleDelivery(ctx, d) })
}

// NextDelivery implements Outbox.
func (p *process) NextDelivery(ctx context.Context) (time.Time, bool, error) {
	if err := p.at("next"); err != nil {
		return time.Time{}, false, err
	}
	return p.outbox.NextDelivery(ctx)
}

// Wake implements Outbox.
func (p *process) Wake() <-chan struct{} { return p.outbox.Wake() }
