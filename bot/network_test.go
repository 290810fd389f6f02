package bot

import (
	"context"
	"errors"
	"net"
	"slices"
	"sync"
	"time"
)

// network is a listener without sockets: net.Pipe lets synctest's clock run.
type network struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once

	mu    sync.Mutex
	wires []*wire // both ends of all that was dialed
}

// lose makes what is connected half-open: both ends write into the void and
// hear nothing more of each other.
func (n *network) lose() { n.all(func(w *wire) { w.lost = true }) }

// refuse makes every write of the bot's fail, while it still hears Slack.
func (n *network) refuse() {
	n.all(func(w *wire) { w.refuses = w.near })
}

// bury ends what lose left behind: Slack's side notices at last.
func (n *network) bury() {
	n.mu.Lock()
	wires := slices.Clone(n.wires)
	n.mu.Unlock()
	for _, w := range wires {
		w.mu.Lock()
		lost := w.lost
		w.mu.Unlock()
		if lost {
			_ = w.Close()
		}
	}
}

func (n *network) all(do func(*wire)) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, w := range n.wires {
		w.mu.Lock()
		do(w)
		w.mu.Unlock()
	}
}

func newNetwork() *network {
	return &network{conns: make(chan net.Conn), closed: make(chan struct{})}
}

func (n *network) Accept() (net.Conn, error) {
	select {
	case c := <-n.conns:
		return c, nil
	case <-n.closed:
		return nil, net.ErrClosed
	}
}

func (n *network) Close() error {
	n.once.Do(func() { close(n.closed) })
	return nil
}

func (n *network) Addr() net.Addr { return &net.IPAddr{} }

func (n *network) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	near, far := net.Pipe()
	select {
	case n.conns <- n.wire(far, false):
		return n.wire(near, true), nil
	case <-n.closed:
		return nil, &net.OpError{Op: "dial", Err: errors.New("connection refused")}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (n *network) wire(c net.Conn, near bool) *wire {
	w := newWire(c)
	w.near = near
	n.mu.Lock()
	defer n.mu.Unlock()
	n.wires = append(n.wires, w)
	return w
}

// wire is one end of a net.Pipe with a send buffer, as TCP has one: without it
// two ends that write a ping at the same instant wait for each other. What was
// written before Close still arrives.
type wire struct {
	net.Conn
	mu      sync.Mutex
	queue   [][]byte
	closing bool
	wake    chan struct{}
	near    bool // the bot's end
	lost    bool
	refuses bool
}

func newWire(c net.Conn) *wire {
	w := &wire{Conn: c, wake: make(chan struct{}, 1)}
	go w.pump()
	return w
}

func (w *wire) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closing || w.refuses {
		return 0, net.ErrClosed
	}
	if w.lost {
		return len(p), nil
	}
	w.queue = append(w.queue, append([]byte(nil), p...))
	w.nudge()
	return len(p), nil
}

func (w *wire) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closing = true
	w.nudge()
	_ = w.Conn.SetReadDeadline(time.Unix(1, 0)) // reads end at once…
	return w.Conn.SetWriteDeadline(time.Now().Add(time.Second))
}

func (w *wire) SetDeadline(t time.Time) error    { return w.SetReadDeadline(t) }
func (w *wire) SetWriteDeadline(time.Time) error { return nil } // writes never block

func (w *wire) SetReadDeadline(t time.Time) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closing {
		return net.ErrClosed // …and stay ended
	}
	return w.Conn.SetReadDeadline(t)
}

func (w *wire) nudge() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

func (w *wire) pump() {
	defer func() { _ = w.Conn.Close() }()
	for range w.wake {
		w.mu.Lock()
		queue, closing := w.queue, w.closing
		w.queue = nil
		w.mu.Unlock()
		for _, p := range queue {
			if _, err := w.Conn.Write(p); err != nil {
				w.abandon()
				return
			}
		}
		if closing {
			return
		}
	}
}

// abandon makes writes fail once the other end is gone.
func (w *wire) abandon() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closing = true
}
