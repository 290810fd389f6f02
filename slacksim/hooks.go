package slacksim

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"path"
	"time"
)

// hook is a response URL: leave to answer in a conversation, a few times.
type hook struct {
	channel *channel
	user    string
	origin  *message // the message that was pressed on, or the last answer
	uses    int
	born    time.Time // real
}

// See docs.slack.dev/interactivity/handling-user-interaction#message_responses.
const (
	hookUses = 5
	hookLife = 30 * time.Minute
)

func (s *Slack) newHook(c *channel, user string, origin *message) string {
	secret := s.uuid()
	now := realTime()
	s.forget(now)
	s.hooks[secret] = &hook{channel: c, user: user, origin: origin, born: now}
	return s.base + "/response/" + secret
}

// forget drops, now and then, the response URLs and triggers that are so old
// that nobody asks whether they are spent or were never there.
func (s *Slack) forget(now time.Time) {
	if now.Sub(s.forgot) < hookLife {
		return
	}
	s.forgot = now
	maps.DeleteFunc(s.hooks, func(_ string, h *hook) bool { return now.Sub(h.born) > 2*hookLife })
	maps.DeleteFunc(s.triggers, func(_ string, t *trigger) bool { return now.Sub(t.born) > 2*hookLife })
}

func secretOf(url string) string { return path.Base(url) }

// serveHook takes one answer over a response URL.
func (s *Slack) serveHook(w http.ResponseWriter, r *http.Request) {
	c := &call{method: "response_url", args: map[string]string{}}
	raw, err := io.ReadAll(io.LimitReader(r.Body, maxBody))
	if err == nil {
		err = c.readJSON(raw)
	}
	fault, faulty := s.nextFault(c.method)
	if faulty && !s.suffer(fault, r) {
		return
	}
	if err != nil {
		err = refuse("invalid_payload")
	} else if !faulty || fault.Store || fault.onlyDelays() {
		s.mu.Lock()
		err = s.respond(r.PathValue("secret"), c)
		s.mu.Unlock()
	}
	if faulty && !fault.onlyDelays() {
		s.spoil(w, r, c, fault)
		return
	}
	if err == nil {
		s.record(c, http.StatusOK, json.RawMessage(`"ok"`), "")
		_, _ = io.WriteString(w, "ok")
		return
	}
	// A spent or expired URL answers 404 with used_url or expired_url
	// (github.com/getsentry/sentry/pull/7955), anything else wrong 400.
	status := http.StatusBadRequest
	if code := Code(err); code == "used_url" || code == "expired_url" {
		status = http.StatusNotFound
	}
	answer := encode(object{"ok": false, "error": Code(err)})
	s.record(c, status, answer, Code(err))
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(answer)
}

// respond posts, replaces or deletes as the answer says. It needs no membership.
func (s *Slack) respond(secret string, c *call) error {
	h := s.hooks[secret]
	switch {
	case h == nil || realTime().Sub(h.born) > hookLife:
		return refuse("expired_url")
	case h.uses >= hookUses:
		return refuse("used_url")
	}
	h.uses++
	if c.truth("delete_original") {
		if h.origin == nil || !h.origin.Bot {
			return refuse("message_not_found")
		}
		s.remove(h.channel, h.origin)
		h.origin = nil
		return nil
	}
	said, err := s.readContent(c)
	if err != nil {
		return err
	}
	if c.truth("replace_original") && h.origin != nil && h.origin.Bot {
		before := s.messageJSON(h.origin, nil)
		h.origin.Text, h.origin.Blocks = said.text, said.blocks
		s.edited(h.channel, h.origin, s.bot.ID, before)
		return nil
	}
	m := &message{User: s.bot.ID, Bot: true, Text: said.text, Blocks: said.blocks, EphemeralTo: h.user}
	if c.str("response_type") == "in_channel" {
		m.EphemeralTo = ""
	}
	m.ThreadTS = c.str("thread_ts")
	if err := h.channel.thread(m); err != nil {
		return err
	}
	s.post(h.channel, m)
	return nil
}
