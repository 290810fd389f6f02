package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"pogo/handlers"
	"pogo/slacksim"
	"pogo/view"
)

// question is a form with one input.
func question() *view.Form {
	plain := func(s string) *slack.TextBlockObject {
		return slack.NewTextBlockObject(slack.PlainTextType, s, false, false)
	}
	input := slack.NewInputBlock("need", plain("Need"), nil, slack.NewPlainTextInputBlockElement(nil, "text"))
	return &view.Form{
		Type: slack.VTModal, CallbackID: "story.create", Title: plain("New story"), Submit: plain("Create"),
		PrivateMetadata: "C0DEV", Blocks: slack.Blocks{BlockSet: []slack.Block{input}},
	}
}

func opensQuestion(context.Context, handlers.Command) (handlers.Answer, error) {
	return handlers.Answer{Open: question()}, nil
}

func TestRequestsOfOneConversationKeepTheirOrder(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		pace := 40 * time.Millisecond
		w.handler.command = func(context.Context, handlers.Command) (handlers.Answer, error) {
			pace -= 5 * time.Millisecond // the later, the quicker
			time.Sleep(pace)
			return handlers.Answer{}, nil
		}
		for i := range 8 {
			go func() { _ = w.Command(claire, dev, fmt.Sprint("/story ", i)) }()
			synctest.Wait()
		}
		w.pass(time.Second)
		var got []string
		for _, c := range deeds[handlers.Command](w.handler) {
			got = append(got, c.Text)
		}
		if diff := cmp.Diff([]string{"0", "1", "2", "3", "4", "5", "6", "7"}, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestASlowConversationHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.handler.command = func(_ context.Context, c handlers.Command) (handlers.Answer, error) {
			if c.Channel == dev {
				time.Sleep(2 * time.Second)
			}
			return handlers.Answer{}, nil
		}
		go func() { _ = w.Command(claire, dev, "/story slow") }()
		synctest.Wait()
		start := time.Now()
		if err := w.Command(claire, client, "/story quick"); err != nil {
			t.Error(err)
		}
		if took := time.Since(start); took > 100*time.Millisecond {
			t.Errorf("the other conversation waited %v", took)
		}
		w.pass(5 * time.Second)
	})
}

func TestAPanicEndsOneRequestOnly(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.handler.command = func(_ context.Context, c handlers.Command) (handlers.Answer, error) {
			if c.Text == "the <secret> plan" || strings.Contains(c.Text, "secret") {
				panic("what claire wrote: " + c.Text)
			}
			return private("kept"), nil
		}
		if err := w.Command(claire, dev, "/story the secret plan"); err != nil {
			t.Errorf("claire sees %v", err)
		}
		if err := w.Command(claire, dev, "/story next"); err != nil {
			t.Errorf("the next request: %v", err)
		}
		got := w.whispers(claire, dev)
		if len(got) != 2 || !strings.HasPrefix(got[0], "Something broke (") || got[1] != "kept" {
			t.Errorf("claire reads %q", got)
		}
		if !strings.Contains(got[0], "/story the secret plan") {
			t.Errorf("what claire typed is lost: %q", got[0])
		}
		if log := w.log.String(); strings.Contains(log, "secret") || !strings.Contains(log, "panic: string") {
			t.Errorf("the log should tell of the panic and not of the text:\n%s", log)
		}
	})
}

func TestAFailedEventIsDeliveredAgain(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		attempts := 0
		w.handler.direct = func(context.Context, handlers.DirectMessage) error {
			if attempts++; attempts == 1 {
				return errors.New("disk full")
			}
			return nil
		}
		if _, err := w.Say(claire, w.DM(claire), "", "hello"); err != nil {
			t.Fatal(err)
		}
		w.pass(10 * time.Minute)
		got := deeds[handlers.DirectMessage](w.handler)
		if len(got) != 2 || got[0].Key != got[1].Key || got[0].Key == "" {
			t.Errorf("handled %+v, want the same event twice", got)
		}
		sent := w.Envelopes()
		if last := sent[len(sent)-1]; !last.Acked || last.Attempt != 1 {
			t.Errorf("the second delivery: %+v", last)
		}
	})
}

func TestWhatFindsNoPlaceIsNotAcknowledged(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, func(c *Config) { c.Queue, c.Workers = 2, 1 }, func(w *world) {
		w.handler.command = func(context.Context, handlers.Command) (handlers.Answer, error) {
			time.Sleep(time.Second)
			return handlers.Answer{}, nil
		}
		answers := make(chan error, 3)
		for range 3 {
			go func() { answers <- w.Command(claire, dev, "/story x") }()
			synctest.Wait()
		}
		w.pass(5 * time.Second)
		refused := 0
		for range 3 {
			if slacksim.Code(<-answers) == "operation_timeout" {
				refused++
			}
		}
		if refused != 1 || w.metrics.of("turned") != 1 {
			t.Errorf("%d refused, %d counted, want 1", refused, w.metrics.of("turned"))
		}
	})
}

func TestAFormOpensAndIsAnswered(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.handler.command = opensQuestion
		w.handler.submit = func(_ context.Context, s handlers.Submission) (handlers.Answer, error) {
			if s.Values["need"] == "x" {
				return handlers.Answer{Errors: map[string]string{"need": "Too short."}}, nil
			}
			return handlers.Answer{}, nil
		}
		if err := w.Command(claire, dev, "/story"); err != nil {
			t.Fatal(err)
		}
		w.pass(0)
		form, open := w.OpenView(claire)
		if !open {
			t.Fatal("no form")
		}
		answer := func(need string) slacksim.SubmitResult {
			result, err := w.Submit(claire, form.ID, map[string]map[string]any{"need": {"text": need}})
			if err != nil {
				t.Fatal(err)
			}
			return result
		}
		if got := answer("x"); got.Action != "errors" || got.Errors["need"] != "Too short." {
			t.Errorf("a bad answer: %+v", got)
		}
		if got := answer("a dashboard"); got.Action != "close" {
			t.Errorf("a good answer: %+v", got)
		}
		sent := deeds[handlers.Submission](w.handler)[1]
		want := handlers.Submission{
			Key: sent.Key, Person: claire, Form: "story.create", Private: "C0DEV",
			Values: map[string]string{"need": "a dashboard"}, Trigger: sent.Trigger, At: sent.At,
		}
		if diff := cmp.Diff(want, sent); diff != "" || sent.Key == "" {
			t.Error(diff)
		}
	})
}

func TestAFaultKeepsTheFormOpen(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.handler.command = opensQuestion
		w.handler.submit = func(context.Context, handlers.Submission) (handlers.Answer, error) {
			return handlers.Answer{}, errors.New("disk full")
		}
		_ = w.Command(claire, dev, "/story")
		w.pass(0)
		form, _ := w.OpenView(claire)
		result, err := w.Submit(claire, form.ID, map[string]map[string]any{"need": {"text": "a dashboard"}})
		if err != nil || result.Action != "errors" || !strings.HasPrefix(result.Errors["need"], "Something broke") {
			t.Errorf("claire sees %+v, %v", result, err)
		}
	})
}

func TestAFormThatComesTooLateIsToldOf(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.handler.command = opensQuestion
		w.Fail("views.open", slacksim.Fault{Error: "expired_trigger_id"})
		_ = w.Command(claire, dev, "/story")
		w.pass(time.Second)
		if got := w.whispers(claire, dev); len(got) != 1 || !strings.HasPrefix(got[0], "Something broke") {
			t.Errorf("claire reads %q", got)
		}
	})
}

func TestALongAnswerTakesTheOtherWay(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		long := strings.Repeat("a long list ", 2000)
		w.handler.command = func(context.Context, handlers.Command) (handlers.Answer, error) { return private(long), nil }
		if err := w.Command(claire, dev, "/backlog"); err != nil {
			t.Error(err)
		}
		w.pass(time.Second)
		if got := w.whispers(claire, dev); len(got) != 1 || got[0] != long {
			t.Errorf("claire reads %d messages", len(got))
		}
	})
}

func TestAnAnswerThatComesLateTakesTheOtherWay(t *testing.T) {
	t.Parallel()
	inWorld(t, slacksim.Config{}, nil, func(w *world) {
		w.handler.command = func(context.Context, handlers.Command) (handlers.Answer, error) {
			time.Sleep(4 * time.Second)
			return private("kept"), nil
		}
		if got := slacksim.Code(w.Command(claire, dev, "/story slow")); got != "operation_timeout" {
			t.Errorf("claire sees %q", got)
		}
		w.pass(5 * time.Second)
		if got := w.whispers(claire, dev); len(got) != 1 || got[0] != "kept" {
			t.Errorf("claire reads %q", got)
		}
	})
}
