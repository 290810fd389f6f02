package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"path"
	"strconv"
	"sync"
	"time"

	"pgregory.net/rapid"
)

// fate is what becomes of one call of the Web API.
type fate string

const (
	well        fate = "well"
	slow        fate = "slow"                             // answered after a while
	tooMuch     fate = "429"                              // with a Retry-After
	cutBefore   fate = "cut before it is done"            // end of file
	cutAfter    fate = "cut after it is done"             //
	sickBefore  fate = "5xx before it is done"            //
	sickAfter   fate = "5xx after it is done"             //
	silent      fate = "never answered, never done"       // a time-out
	silentAfter fate = "done long after the caller left"  // on its way inside Slack meanwhile
	internal    fate = "internal_error after it is done"  // ok: false
	unreached   fate = "no connection is made to be made" // by the bot's side: see process
)

// mishap is the fate of a call, with the time that it takes.
type mishap struct {
	Fate  fate
	After time.Duration
}

// drawMishaps are the fates of the calls to come, one after the other.
func drawMishaps(t *rapid.T) []mishap {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) mishap {
		m := mishap{Fate: rapid.SampledFrom([]fate{
			well, well, well, slow, tooMuch, cutBefore, cutAfter, sickBefore, sickAfter, silent, silentAfter, internal, unreached,
		}).Draw(t, "fate")}
		longest := map[fate]int{slow: 9, tooMuch: 40, silentAfter: 28}[m.Fate]
		m.After = time.Duration(rapid.IntRange(0, longest).Draw(t, "seconds")) * time.Second
		return m
	}), 0, 25).Draw(t, "mishaps")
}

// ill is the way to Slack and Slack itself, when they are not well. Calls meet
// their fates in the order in which they are made.
type ill struct {
	mu    sync.Mutex
	fates []mishap
	calls []made
}

// made is a call as Slack's side saw it.
type made struct {
	At      time.Time
	Process string // who made it
	Method  string
	about
	Fate   mishap
	Status int // 0: none was sent
}

// about is what a call says of a message.
type about struct {
	Channel string `json:"channel"`
	TS      string `json:"ts"` // to edit
}

// next is what becomes of the next call.
func (i *ill) next() mishap {
	i.mu.Lock()
	defer i.mu.Unlock()
	if len(i.fates) == 0 {
		return mishap{Fate: well}
	}
	m := i.fates[0]
	i.fates = i.fates[1:]
	return m
}

// recovers makes everything go well from now on.
func (i *ill) recovers() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.fates = nil
}

func (i *ill) noted(m made) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.calls = append(i.calls, m)
}

// fated are the headers by which a process tells Slack's side what becomes of
// a call, and who made it: the fate is drawn where the call is made, before it
// is known whether it gets anywhere.
const (
	fateHeader    = "X-Fate"
	afterHeader   = "X-After"
	processHeader = "X-Process"
)

// behind serves what the next handler serves, as the calls are fated.
func (i *ill) behind(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seconds, _ := strconv.Atoi(r.Header.Get(afterHeader))
		m := mishap{Fate: fate(r.Header.Get(fateHeader)), After: time.Duration(seconds) * time.Second}
		if m.Fate == "" {
			next.ServeHTTP(w, r)
			return
		}
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		again := func(ctx context.Context) *http.Request {
			r := r.Clone(ctx)
			r.Body = io.NopCloser(bytes.NewReader(raw))
			return r
		}
		said := made{At: time.Now(), Process: r.Header.Get(processHeader), Method: path.Base(r.URL.Path), Fate: m}
		if r.Header.Get("Content-Type") == "application/x-www-form-urlencoded" {
			form := again(r.Context())
			_ = form.ParseForm() // it was written by a library
			said.Channel, said.TS = form.Form.Get("channel"), form.Form.Get("ts")
		} else {
			_ = json.Unmarshal(raw, &said.about) // what is no JSON names no channel
		}
		answer := func(at http.ResponseWriter) { //nolint:contextcheck // because Slack goes on when the caller has left
			recorder := httptest.NewRecorder()
			next.ServeHTTP(recorder, again(context.WithoutCancel(r.Context())))
			said.Status = recorder.Code
			i.noted(said)
			maps.Copy(at.Header(), recorder.Header())
			at.WriteHeader(recorder.Code)
			_, _ = at.Write(recorder.Body.Bytes())
		}
		i.suffer(m, w, r, said, answer)
	})
}

func (i *ill) suffer(m mishap, w http.ResponseWriter, r *http.Request, said made, answer func(http.ResponseWriter)) {
	nobody := httptest.NewRecorder()
	switch m.Fate {
	case slow:
		time.Sleep(m.After)
		answer(w)
	case tooMuch:
		said.Status = http.StatusTooManyRequests
		i.noted(said)
		w.Header().Set("Retry-After", strconv.Itoa(int(m.After/time.Second)))
		w.WriteHeader(http.StatusTooManyRequests)
	case cutBefore, silent:
		i.noted(said)
		if m.Fate == silent {
			<-r.Context().Done()
		}
		hangUp(w)
	case cutAfter:
		answer(nobody)
		hangUp(w)
	case sickBefore:
		i.noted(said)
		w.WriteHeader(http.StatusBadGateway)
	case sickAfter:
		answer(nobody)
		w.WriteHeader(http.StatusServiceUnavailable)
	case internal:
		answer(nobody)
		_, _ = io.WriteString(w, `{"ok":false,"error":"internal_error"}`)
	case silentAfter:
		time.Sleep(m.After) // whoever called has left by then, or is told in vain
		answer(nobody)
		hangUp(w)
	default:
		answer(w)
	}
}

func hangUp(w http.ResponseWriter) {
	if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
		_ = conn.Close()
	}
}
