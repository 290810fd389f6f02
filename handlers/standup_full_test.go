package handlers_test

import (
	"fmt"
	"strings"
	"testing"

	"pogo/view"
)

func TestALongAnswerCanBeReadWholeFromTheDigestsThread(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:40"))
	r.writes("USAMIR", strings.Repeat("word ", 2400)+"end")
	ask := asksOf(r, "USAMIR")["2026-03-03"]
	if got := said(r.presses("UNORA", "CPAY", view.StandupFull, fmt.Sprint(ask.ID))); strings.Contains(got, "word") {
		t.Error("before the digest it is shown to somebody else")
	}
	if !strings.Contains(r.body(view.AskName(ask.ID, 0)), view.StandupFull) {
		t.Error("their own copy leads nowhere")
	}
	r.until(on("Tue", "10:05"))
	if !strings.Contains(r.body(view.ReplyName(ask.ID)), view.StandupFull) {
		t.Error("the thread leads nowhere")
	}
	if strings.Contains(r.body(view.ReplyName(ask.ID)), strings.Repeat("word ", 130)) {
		t.Error("the thread is a wall of text")
	}
	r.presses("UNORA", "CPAY", view.StandupFull, fmt.Sprint(ask.ID))
	text := strings.Join(r.textsNow(), "\n")
	r.presses("UNORA", "CPAY", view.StandupPage, fmt.Sprint(ask.ID, " ", 2))
	text += strings.Join(r.textsNow(), "\n")
	if !strings.Contains(text, "page 1 of 2") || strings.Count(text, "word") != 2400 || !strings.Contains(text, "end") {
		t.Errorf("%d words are shown: %.200s", strings.Count(text, "word"), text)
	}
}
