package bot

import (
	"encoding/json"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Bounds of one connection.
const (
	readLimit = 1 << 20
	pingEvery = 10 * time.Second
	silence   = 30 * time.Second // without a frame, a ping or a pong: the connection is dead
	writeTime = 5 * time.Second
	farewell  = 2 * time.Second // for Slack to answer a goodbye
)

// link is one Socket Mode connection.
type link struct {
	conn    *websocket.Conn
	steady  func() time.Time
	since   time.Time
	writing sync.Mutex
	owed    count // requests that came by it and are not acknowledged yet

	greeted chan struct{} // closed at Slack's hello
	bye     chan string   // why Slack is about to close it
	gone    chan struct{} // closed when nothing can be read any more
	end     sync.Once
}

func newLink(conn *websocket.Conn, steady func() time.Time) *link {
	l := &link{
		conn: conn, steady: steady, since: steady(),
		greeted: make(chan struct{}), bye: make(chan string, 1), gone: make(chan struct{}),
	}
	conn.SetReadLimit(readLimit)
	_ = l.alive()
	conn.SetPongHandler(func(string) error { return l.alive() })
	conn.SetCloseHandler(func(int, string) error { return nil }) // the reader answers, when nothing is owed
	conn.SetPingHandler(func(data string) error {
		_ = l.alive()
		return ignoreTimeout(conn.WriteControl(websocket.PongMessage, []byte(data), l.soon()))
	})
	return l
}

func (l *link) alive() error { return l.conn.SetReadDeadline(l.steady().Add(silence)) }

func (l *link) soon() time.Time { return l.steady().Add(writeTime) }

// send writes one frame. A connection that cannot be written to is finished.
func (l *link) send(frame any) error {
	raw, err := json.Marshal(frame)
	if err != nil {
		return err
	}
	l.writing.Lock()
	defer l.writing.Unlock()
	_ = l.conn.SetWriteDeadline(l.soon())
	if err := l.conn.WriteMessage(websocket.TextMessage, raw); err != nil {
		l.drop()
		return err
	}
	return nil
}

// ping finds out that a connection is dead when Slack's side is silent.
func (l *link) ping() {
	ticker := time.NewTicker(pingEvery)
	defer ticker.Stop()
	for {
		select {
		case <-l.gone:
			return
		case <-ticker.C:
			if err := l.conn.WriteControl(websocket.PingMessage, nil, l.soon()); ignoreTimeout(err) != nil {
				l.drop()
				return
			}
		}
	}
}

// close says goodbye, so that Slack does not deliver to a connection that
// nobody reads any more, and leaves when Slack has answered: hanging up at once
// could destroy acknowledgements that are still on their way.
func (l *link) close() {
	if l.goodbye() == nil {
		timer := time.NewTimer(farewell)
		defer timer.Stop()
		select {
		case <-l.gone:
		case <-timer.C:
		}
	}
	l.drop()
}

// goodbye tells Slack that nothing more will come, once all that came by this
// connection is acknowledged or, for a while, cannot be.
func (l *link) goodbye() error {
	l.owed.wait(ackTime)
	return l.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseNormalClosure, ""), l.soon())
}

// drop ends the connection without a word; its reader notices.
func (l *link) drop() { l.end.Do(func() { _ = l.conn.Close() }) }

// ignoreTimeout forgives a control frame that could not be written because a
// large message is being written: the read deadline decides.
func ignoreTimeout(err error) error {
	if e, ok := err.(interface{ Timeout() bool }); ok && e.Timeout() {
		return nil
	}
	return err
}
