package slacksim_test

import (
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"pogo/slacksim"
)

// openForm has the app show everyInput to Claire, and returns what is sent.
func openForm(t *testing.T, s *stage) (slacksim.View, <-chan slack.InteractionCallback) {
	t.Helper()
	sent := make(chan slack.InteractionCallback, 1)
	s.connect(t, func(e socketmode.Event) any {
		switch data := e.Data.(type) {
		case slack.SlashCommand:
			if _, err := s.api.OpenView(data.TriggerID, everyInput()); err != nil {
				t.Error(err)
			}
		case slack.InteractionCallback:
			sent <- data
		}
		return nil
	})
	if err := s.Command(claire, dev, "/form"); err != nil {
		t.Fatal(err)
	}
	form, ok := s.OpenView(claire)
	if !ok {
		t.Fatal("no form")
	}
	return form, sent
}

func TestEveryInputIsFilledInAndSent(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	form, sent := openForm(t, s)
	filled := map[string]map[string]any{}
	for block, value := range map[string]any{
		"text": "abc", "mail": "a@b.example", "link": "https://a.example", "number": "7", "rich": "said", "date": "2026-03-02",
		"time": "09:30", "both": "1772442000", "one": "2", "many": []string{"1"}, "who": samir, "where": dev,
		"boxes": []any{"1", "2"}, "radio": "1",
	} {
		filled[block] = map[string]any{"a": value}
	}
	result, err := s.Submit(claire, form.ID, filled)
	if err != nil || result.Action != "close" {
		t.Fatalf("%+v, %v", result, err)
	}
	click := <-sent
	got := func(block string) slack.BlockAction { return click.View.State.Values[block]["a"] }
	for name, ok := range map[string]bool{
		"text": got("text").Value == "abc", "number": got("number").Value == "7", "date": got("date").SelectedDate == "2026-03-02",
		"time": got("time").SelectedTime == "09:30", "both": got("both").SelectedDateTime == 1772442000,
		"one": got("one").SelectedOption.Value == "2", "many": len(got("many").SelectedOptions) == 1,
		"who": got("who").SelectedUser == samir, "where": got("where").SelectedConversation == dev,
		"boxes": len(got("boxes").SelectedOptions) == 2, "radio": got("radio").SelectedOption.Value == "1",
		"rich": got("rich").RichTextValue.Elements != nil, "response url": len(click.ResponseURLs) == 1 && click.ResponseURLs[0].ChannelID == dev,
	} {
		if !ok {
			t.Errorf("%s did not arrive: %+v", name, got(name))
		}
	}
}

func TestAFormThatSlacksClientWouldNotSend(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	form, _ := openForm(t, s)
	for _, c := range []struct {
		block string
		value any
		code  string // the client does not let it be entered
		told  bool   // or says so under the field
	}{
		{block: "text", value: "a", told: true},
		{block: "text", value: "abcdef", told: true}, // it stays, and keeps the form from being sent
		{block: "number", value: "10", told: true},
		{block: "number", value: "0", told: true},
		{block: "number", value: "1.5", told: true},
		{block: "many", value: []string{"1", "2"}, told: true},
		{block: "mail", value: "nobody", code: "invalid_value"},
		{block: "link", value: "nowhere", code: "invalid_value"},
		{block: "date", value: "02/03/2026", code: "invalid_value"},
		{block: "one", value: "9", code: "option_not_found"},
		{block: "one", value: []string{"1", "2"}, code: "too_many_values"},
		{block: "who", value: "U0NONE", code: "user_not_found"},
		{block: "where", value: "C0NONE", code: "channel_not_found"},
		{block: "nothing", value: "x", code: "element_not_found"},
	} {
		result, err := s.Submit(claire, form.ID, map[string]map[string]any{c.block: {"a": c.value}})
		if slacksim.Code(err) != c.code || result.Local != c.told || (result.Errors[c.block] != "") != c.told {
			t.Errorf("%s = %v: %+v, %v", c.block, c.value, result, err)
		}
	}
}

func TestWhoCanSeeTheFormAndSendIt(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	form, _ := openForm(t, s)
	_, err := s.Submit(samir, form.ID, nil)
	wantCode(t, err, "not_found")
	wantCode(t, s.CloseView(samir, form.ID), "not_found")
	if err := s.CloseView(claire, form.ID); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.OpenView(claire); ok {
		t.Error("the form is still open")
	}
}
