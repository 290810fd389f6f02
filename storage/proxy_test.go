package storage_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pogo/internal/testdb"
	"pogo/storage"
)

// proxy stands between Pogo and a server and breaks what passes through it.
type proxy struct {
	t       *testing.T
	to      string
	address string
	commit  atomic.Int32 // how many commits to swallow, …
	after   atomic.Bool  // … or to pass on, swallowing the answers
	away    atomic.Bool  // nobody is let through
}

// through opens a database of a server behind a proxy.
func through(t *testing.T) (*proxy, *storage.DB) {
	t.Helper()
	testdb.NeedServer(t)
	at, err := url.Parse(testdb.Address(t))
	if err != nil {
		t.Fatal(err)
	}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{t: t, to: at.Host, address: listener.Addr().String()}
	var group sync.WaitGroup
	t.Cleanup(func() { _ = listener.Close(); group.Wait() })
	group.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			group.Go(func() { p.serve(client) })
		}
	})
	at.Host, at.RawQuery = p.address, "sslmode=disable"
	return p, openAt(t, at.String())
}

func (p *proxy) serve(client net.Conn) {
	defer func() { _ = client.Close() }()
	if p.away.Load() {
		return
	}
	server, err := (&net.Dialer{}).DialContext(p.t.Context(), "tcp", p.to)
	if err != nil {
		return // the test has ended
	}
	var answers sync.WaitGroup
	defer answers.Wait()
	defer func() { _ = server.Close() }()
	var mute atomic.Bool
	answers.Go(func() {
		defer func() { _ = client.Close() }()
		_, _ = io.Copy(deaf{client, &mute}, server)
	})
	for part := make([]byte, 1<<16); ; {
		n, err := client.Read(part)
		if err != nil {
			return
		}
		if bytes.Contains(part[:n], []byte("; COMMIT")) && p.commit.Add(-1) >= 0 {
			if !p.after.Load() {
				return
			}
			mute.Store(true)
		}
		if _, err := server.Write(part[:n]); err != nil {
			return
		}
	}
}

// deaf closes instead of passing an answer on, once it is told to.
type deaf struct {
	net.Conn
	mute *atomic.Bool
}

func (d deaf) Write(p []byte) (int, error) {
	if d.mute.Load() {
		return 0, errors.New("swallowed")
	}
	return d.Conn.Write(p)
}

// A connection that breaks during the commit leaves it open whether the change
// is kept. Pogo finds out: what is kept is not made again, what is not, is.
func TestACommitWhoseAnswerWasLostIsNeitherLostNorMadeTwice(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		after bool
		cuts  int32
		runs  int
	}{
		{"it never reached the server", false, 1, 2},
		{"it never reached the server, three times", false, 3, 4},
		{"the server kept it and could not say so", true, 1, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p, db := through(t)
			p.after.Store(test.after)
			p.commit.Store(test.cuts)
			runs := 0
			write(t, db, func(tx *storage.Tx) error {
				runs++
				was, err := tx.Seen(t.Context(), "key", monday())
				if was {
					t.Error("it was kept and is made again")
				}
				return err
			})
			if runs != test.runs {
				t.Errorf("it ran %d times, want %d", runs, test.runs)
			}
			write(t, db, func(tx *storage.Tx) error {
				was, err := tx.Seen(t.Context(), "key", monday())
				if !was {
					t.Error("it is lost")
				}
				return err
			})
		})
	}
}

func TestAServerThatDoesNotComeBackLeavesItUnknown(t *testing.T) {
	t.Parallel()
	p, db := through(t)
	p.after.Store(true)
	p.commit.Store(1)
	err := db.Write(t.Context(), func(tx *storage.Tx) error {
		p.away.Store(true) // for those who come back
		_, err := tx.Seen(t.Context(), "key", monday())
		return err
	})
	if !errors.Is(err, storage.ErrUnknown) {
		t.Errorf("got %v", err)
	}
	p.away.Store(false)
	write(t, db, func(tx *storage.Tx) error {
		was, err := tx.Seen(t.Context(), "key", monday())
		if !was {
			t.Error("this one was kept, in fact")
		}
		return err
	})
}

func TestAPauseOfTheServerIsWaitedFor(t *testing.T) {
	t.Parallel()
	p, db := through(t)
	p.away.Store(true)
	p.commit.Store(1)
	back := time.AfterFunc(2*time.Second, func() { p.away.Store(false) })
	defer back.Stop()
	payments(t, db)
	read(t, db, func(tx *storage.Tx) error {
		_, err := tx.ProductByKey(t.Context(), "PAY")
		return err
	})
}
