package playground

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"

	"pogo/slacksim"
)

// An answer is what the page is told about a deed. Error is Slack's name for
// what went wrong; Said names a sentence of the page's own.
type answer struct {
	OK     bool     `json:"ok"`
	Error  string   `json:"error,omitempty"`
	Detail string   `json:"detail,omitempty"`
	Said   string   `json:"said,omitempty"`
	Args   []string `json:"args,omitempty"`

	Action string            `json:"action,omitempty"` // of a submission
	Errors map[string]string `json:"errors,omitempty"`
	Local  bool              `json:"local,omitempty"`

	Options []option `json:"options,omitempty"` // of a suggestion
}

type option struct {
	Text  string `json:"text"`
	Value string `json:"value"`
}

// most is the longest request that is read; Slack's own limits lie below.
const most = 1 << 20

// deed makes a handler of something that a person does. Its errors are part of
// the playground, not of HTTP: the page shows them as Slack would.
func deed[T any](s *Server, do func(context.Context, T) (answer, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var what T
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, most)).Decode(&what); err != nil {
			http.Error(w, "That is not a deed: "+err.Error(), http.StatusBadRequest)
			return
		}
		done, err := do(r.Context(), what)
		if err != nil {
			s.log.Debug("deed refused", slog.String("path", r.URL.Path), slog.Any("error", err))
			done.Error = slacksim.Code(err)
			if done.Error == "" {
				done.Error, done.Detail = "failed", err.Error()
			}
		}
		done.OK = done.Error == ""
		answerJSON(w, done)
	})
}

type sayDeed struct{ As, Channel, Thread, Text string }

func (s *Server) say(_ context.Context, d sayDeed) (answer, error) {
	_, err := s.slack.Say(d.As, d.Channel, d.Thread, d.Text)
	return answer{}, err
}

type pressDeed struct {
	As, Channel, Message, Ephemeral, View string

	BlockID  string `json:"block_id"`
	ActionID string `json:"action_id"`
	Values   []string
	State    filled
}

func (s *Server) press(_ context.Context, d pressDeed) (answer, error) {
	return answer{}, s.slack.Press(d.As, d.place())
}

func (d pressDeed) place() slacksim.Press {
	return slacksim.Press{
		Channel: d.Channel, Message: d.Message, Ephemeral: d.Ephemeral, View: d.View,
		BlockID: d.BlockID, ActionID: d.ActionID, Values: d.Values, State: d.State.plain(),
	}
}

type suggestDeed struct {
	pressDeed

	Typed string
}

// suggest asks the app what a menu offers for what was typed.
func (s *Server) suggest(_ context.Context, d suggestDeed) (answer, error) {
	options, err := s.slack.Suggest(d.As, d.place(), d.Typed)
	var out []option
	for _, one := range options {
		out = append(out, option(one))
	}
	return answer{Options: out}, err
}

type submitDeed struct {
	As, View string
	Values   filled
}

func (s *Server) submit(_ context.Context, d submitDeed) (answer, error) {
	result, err := s.slack.Submit(d.As, d.View, d.Values.plain())
	return answer{Action: result.Action, Errors: result.Errors, Local: result.Local}, err
}

type viewDeed struct{ As, View string }

func (s *Server) closeView(_ context.Context, d viewDeed) (answer, error) {
	return answer{}, s.slack.CloseView(d.As, d.View)
}

type messageDeed struct{ As, Channel, TS, Name, Callback string }

func (s *Server) react(_ context.Context, d messageDeed) (answer, error) {
	return answer{}, s.slack.React(d.As, d.Channel, d.TS, d.Name)
}

func (s *Server) unreact(_ context.Context, d messageDeed) (answer, error) {
	return answer{}, s.slack.Unreact(d.As, d.Channel, d.TS, d.Name)
}

func (s *Server) shortcut(_ context.Context, d messageDeed) (answer, error) {
	return answer{}, s.slack.Shortcut(d.As, d.Callback, d.Channel, d.TS)
}

func (s *Server) deleteMessage(_ context.Context, d messageDeed) (answer, error) {
	return answer{}, s.slack.DeleteMessage(d.As, d.Channel, d.TS)
}

func (s *Server) openHome(_ context.Context, d viewDeed) (answer, error) {
	return answer{}, s.slack.OpenHome(d.As)
}

// markRead remembers how far a person has read; it never goes back.
func (s *Server) markRead(_ context.Context, d messageDeed) (answer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := place{d.As, d.Channel}
	s.read[at] = max(s.read[at], d.TS)
	return answer{}, nil
}

// filled is what somebody filled in, by block and action: a string, or a list
// where several can be chosen.
type filled map[string]map[string]any

// plain turns JSON's lists into lists of strings, which is what slacksim takes.
func (f filled) plain() map[string]map[string]any {
	out := make(map[string]map[string]any, len(f))
	for block, actions := range f {
		out[block] = make(map[string]any, len(actions))
		for action, value := range actions {
			if list, ok := value.([]any); ok {
				value = words(list)
			}
			out[block][action] = value
		}
	}
	return out
}

func words(list []any) []string {
	out := make([]string, 0, len(list))
	for _, one := range list {
		if word, ok := one.(string); ok {
			out = append(out, word)
		}
	}
	return out
}
