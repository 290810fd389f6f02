package slacksim

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// hub is the app's open sockets and what was sent over them.
type hub struct {
	conns   []*conn
	tickets map[string]bool
	turn    int // whose turn it is to get an envelope
	opened  int
	pending map[string]*pending
	waiting int // envelopes neither acknowledged nor given up
	sent    []*Envelope

	lastEvent int64 // microseconds
}

func (h *hub) init() {
	h.tickets, h.pending = map[string]bool{}, map[string]*pending{}
}

// pick returns the socket for the next envelope. Slack picks an arbitrary one;
// taking turns makes an app that expects a particular one fail soonest.
func (h *hub) pick() *conn {
	if len(h.conns) == 0 {
		return nil
	}
	h.turn++
	return h.conns[h.turn%len(h.conns)]
}

// conn is one socket.
type conn struct {
	id int
	ws *websocket.Conn

	mu    sync.Mutex
	queue [][]byte
	wake  chan struct{} // holds one
	end   chan struct{} // closed once nothing more is to be sent
	once  sync.Once
}

func (c *conn) send(frame []byte) {
	c.mu.Lock()
	c.queue = append(c.queue, frame)
	c.mu.Unlock()
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// cut ends the socket without a close frame, as a broken network does.
func (c *conn) cut() {
	c.once.Do(func() { close(c.end) })
	_ = c.ws.NetConn().Close()
}

// finish sends what is queued and a close frame, then ends the socket.
func (c *conn) finish() { c.once.Do(func() { close(c.end) }) }

// connectionsOpen answers docs.slack.dev/reference/methods/apps.connections.open.
func (s *Slack) connectionsOpen(*call) (object, error) {
	ticket := s.uuid()
	s.hub.tickets[ticket] = true
	return object{
		"url": "ws" + strings.TrimPrefix(s.base, "http") + "/link/?ticket=" + ticket + "&app_id=" + appID,
	}, nil
}

// maxSockets is the number of sockets an app may have open.
// See docs.slack.dev/apis/events-api/using-socket-mode.
const maxSockets = 10

// serveSocket is one socket from its opening to its end.
func (s *Slack) serveSocket(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	ticket := r.URL.Query().Get("ticket")
	valid := s.hub.tickets[ticket] // single use
	delete(s.hub.tickets, ticket)
	s.mu.Unlock()
	if !valid {
		http.Error(w, "invalid ticket", http.StatusForbidden)
		return
	}
	// Apps are no browsers: gorilla's check would refuse the Origin some of them send.
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	c, done := s.greet(ws, r.Host)
	defer done()
	defer s.leave(c)
	for {
		_, frame, err := ws.ReadMessage()
		if err != nil {
			return
		}
		s.acked(c, frame)
	}
}

// greet registers a socket and greets it, or turns the eleventh away. done is
// to be called when it has ended.
func (s *Slack) greet(ws *websocket.Conn, host string) (c *conn, done func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hub.opened++
	c = &conn{id: s.hub.opened, ws: ws, wake: make(chan struct{}, 1), end: make(chan struct{})}
	if s.over() {
		c.cut()
		return c, func() {}
	}
	s.work.Add(1)
	s.start(func() { s.write(c) })
	if len(s.hub.conns) >= maxSockets {
		c.send(disconnectFrame("too_many_websockets", host)) // github.com/slackapi/bolt-js/issues/2225
		c.finish()
		return c, s.work.Done
	}
	s.hub.conns = append(s.hub.conns, c)
	c.send(encode(object{
		"type": "hello", "num_connections": len(s.hub.conns), "connection_info": object{"app_id": appID},
		"debug_info": object{
			"host": host, "started": s.cfg.Now().UTC().Format(time.DateTime), "build_number": 1,
			"approximate_connection_time": 18060,
		},
	}))
	s.changed(Change{Kind: "socket"})
	return c, s.work.Done
}

// leave forgets a socket; what it had not acknowledged is lost or comes again.
func (s *Slack) leave(c *conn) {
	c.cut()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hub.conns = slices.DeleteFunc(s.hub.conns, func(other *conn) bool { return other == c })
	for id, p := range s.hub.pending {
		if p.conn == c.id {
			delete(s.hub.pending, id)
			p.done <- reply{}
		}
	}
	s.changed(Change{Kind: "socket"})
}

// write sends frames and pings until the socket ends.
func (s *Slack) write(c *conn) {
	const patience = 5 * time.Second
	pings := time.NewTicker(s.cfg.PingEvery)
	defer pings.Stop()
	defer func() { _ = c.ws.Close() }()
	for {
		ended := false
		select {
		case <-c.wake:
		case <-pings.C:
			if c.ws.WriteControl(websocket.PingMessage, []byte("Ping from slacksim"), realTime().Add(patience)) != nil {
				return
			}
		case <-c.end:
			ended = true
		}
		c.mu.Lock()
		frames := c.queue
		c.queue = nil
		c.mu.Unlock()
		for _, frame := range frames {
			if c.ws.SetWriteDeadline(realTime().Add(patience)) != nil || c.ws.WriteMessage(websocket.TextMessage, frame) != nil {
				return
			}
		}
		if ended {
			bye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
			_ = c.ws.WriteControl(websocket.CloseMessage, bye, realTime().Add(patience))
			return
		}
	}
}

// Connections returns the number of open sockets.
func (s *Slack) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.hub.conns)
}

// Disconnect sends every socket a disconnect with the given reason (warning,
// refresh_requested, link_disabled, too_many_websockets) and closes it: after
// Config.Grace for the first two, at once for the others. Until it is closed,
// envelopes still come over it.
// See docs.slack.dev/apis/events-api/using-socket-mode#disconnect.
func (s *Slack) Disconnect(reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var grace time.Duration
	if reason == "warning" || reason == "refresh_requested" {
		grace = s.cfg.Grace
	}
	for _, c := range s.hub.conns {
		c.send(disconnectFrame(reason, strings.TrimPrefix(s.base, "http://")))
		s.start(func() {
			if s.pause(grace, c.end) {
				c.finish()
			}
		})
	}
}

// pause waits in real time; it is false when over was closed meanwhile.
func (s *Slack) pause(d time.Duration, over <-chan struct{}) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-over:
	case <-s.closed:
	}
	return false
}

// Cut drops every socket's TCP connection without a close frame.
func (s *Slack) Cut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.hub.conns {
		c.cut()
	}
}

func disconnectFrame(reason, host string) []byte {
	return encode(object{"type": "disconnect", "reason": reason, "debug_info": object{"host": host}})
}
