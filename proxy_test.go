package main

import (
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// proxy stands between Pogo and the pretend Slack and is a bad network: some of
// its connections are slow, some break in the middle of an answer, and some
// become half-open, so that nothing more is heard.
type proxy struct {
	t        *testing.T
	to       string
	listener net.Listener
	bad      atomic.Bool

	mu    sync.Mutex
	conns map[net.Conn]bool
}

func newProxy(t *testing.T, to string) *proxy {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{t: t, to: to, listener: listener, conns: map[net.Conn]bool{}}
	var group sync.WaitGroup
	t.Cleanup(func() { _ = listener.Close(); p.cut(); group.Wait() })
	group.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			group.Go(func() { p.serve(client) })
		}
	})
	return p
}

// fate is what becomes of one direction of a connection.
type fate struct {
	slow  time.Duration // before each part is passed on, even if whoever sent it is gone
	lasts int           // bytes, after which it breaks; 0: for ever
	mute  bool          // it does not break, but says no more
}

var errCut = errors.New("cut")

// fates are those of the way to Slack and of the way back. What is slow is so
// for less time than a sender waits before it looks for what it sent.
func (p *proxy) fates() (there, back fate) {
	if !p.bad.Load() {
		return fate{}, fate{}
	}
	switch rand.IntN(10) {
	case 0, 1:
		slow := rand.N(80 * time.Millisecond)
		return fate{slow: slow}, fate{slow: slow}
	case 2:
		return fate{}, fate{lasts: 1 + rand.IntN(10_000)}
	case 3:
		return fate{}, fate{lasts: 1 + rand.IntN(10_000), mute: true}
	case 4:
		return fate{lasts: 1 + rand.IntN(10_000)}, fate{}
	}
	return fate{}, fate{}
}

func (p *proxy) serve(client net.Conn) {
	server, err := (&net.Dialer{}).DialContext(p.t.Context(), "tcp", p.to)
	if err != nil {
		_ = client.Close()
		return // the test has ended
	}
	p.know(client, server)
	defer p.forget(client, server)
	there, back := p.fates()
	var answers sync.WaitGroup
	answers.Go(func() {
		_ = pass(client, server, back)
		_ = client.Close()
	})
	if errors.Is(pass(server, client, there), errCut) {
		_ = client.Close()
	}
	_ = server.Close()
	answers.Wait()
}

// pass passes on what one end says to the other.
func pass(to, from net.Conn, f fate) error {
	said := 0
	for part := make([]byte, 1<<15); ; {
		n, err := from.Read(part)
		if err != nil {
			return err
		}
		time.Sleep(f.slow)
		if said += n; f.lasts > 0 && said > f.lasts {
			if !f.mute {
				_, _ = to.Write(part[:n-(said-f.lasts)])
				return errCut
			}
			_, err := io.Copy(io.Discard, from)
			return err
		}
		if _, err := to.Write(part[:n]); err != nil {
			return err
		}
	}
}

// cut breaks all connections.
func (p *proxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for c := range p.conns {
		_ = c.Close()
	}
}

func (p *proxy) know(conns ...net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range conns {
		p.conns[c] = true
	}
}

func (p *proxy) forget(conns ...net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range conns {
		_ = c.Close()
		delete(p.conns, c)
	}
}
