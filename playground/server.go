package playground

import (
	"log/slog"
	"net/http"
	"sync"

	"pogo/slacksim"
)

// A Server is the playground's page and its API. It is safe for concurrent use.
//
// It answers only when it is addressed as localhost or by a loopback address,
// whatever it listens on, and refuses requests that another site's page makes:
// so that neither a rebound name nor a foreign form can act in it.
type Server struct {
	cfg      Config
	slack    *slacksim.Slack
	log      *slog.Logger
	manifest manifest
	handler  http.Handler

	jump sync.Mutex // held while the clock is moved

	mu    sync.Mutex
	read  map[place]string // newest timestamp read
	moved chan struct{}    // closed and replaced when the clock was moved

	done  chan struct{}
	close func()
}

// A place is one person's view of one conversation.
type place struct{ user, channel string }

// New makes a server; call Close when it is no longer needed.
func New(cfg Config) *Server {
	s := &Server{
		cfg:      cfg,
		slack:    cfg.Slack,
		log:      cfg.Logger,
		manifest: readManifest(cfg.Manifest),
		read:     map[place]string{},
		moved:    make(chan struct{}),
		done:     make(chan struct{}),
	}
	s.close = sync.OnceFunc(func() { close(s.done) })
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.cfg.Workspace == "" {
		s.cfg.Workspace = "Playground"
	}
	s.handler = guard(s.routes())
	return s
}

// ServeHTTP serves the page, its API and its stream.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Close ends every stream, so that an http.Server over it can shut down.
func (s *Server) Close() { s.close() }

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /", page())
	mux.HandleFunc("GET /api/state", s.serveState)
	mux.HandleFunc("GET /events", s.serveEvents)
	mux.Handle("POST /api/say", deed(s, s.say))
	mux.Handle("POST /api/command", deed(s, s.command))
	mux.Handle("POST /api/press", deed(s, s.press))
	mux.Handle("POST /api/suggest", deed(s, s.suggest))
	mux.Handle("POST /api/submit", deed(s, s.submit))
	mux.Handle("POST /api/close", deed(s, s.closeView))
	mux.Handle("POST /api/react", deed(s, s.react))
	mux.Handle("POST /api/unreact", deed(s, s.unreact))
	mux.Handle("POST /api/shortcut", deed(s, s.shortcut))
	mux.Handle("POST /api/delete", deed(s, s.deleteMessage))
	mux.Handle("POST /api/home", deed(s, s.openHome))
	mux.Handle("POST /api/read", deed(s, s.markRead))
	mux.Handle("POST /api/clock", deed(s, s.moveClock))
	return mux
}
