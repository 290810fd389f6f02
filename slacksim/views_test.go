package slacksim_test

import (
	"strings"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"pogo/slacksim"
)

func modalOf(title, notify string, blocks ...slack.Block) slack.ModalViewRequest {
	plain := func(text string) *slack.TextBlockObject {
		return slack.NewTextBlockObject("plain_text", text, false, false)
	}
	return slack.ModalViewRequest{
		Type: slack.VTModal, Title: plain(title), Submit: plain("Send"), CallbackID: strings.ToLower(title),
		NotifyOnClose: notify != "", Blocks: slack.Blocks{BlockSet: append(blocks, slack.NewDividerBlock())},
	}
}

func TestModalsStackThreeHighAndReappear(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	level, closed := 0, make(chan string, 1)
	s.connect(t, func(e socketmode.Event) any {
		switch data := e.Data.(type) {
		case slack.SlashCommand:
			if _, err := s.api.OpenView(data.TriggerID, modalOf("One", "")); err != nil {
				t.Error(err)
			}
		case slack.InteractionCallback:
			if data.Type == slack.InteractionTypeViewClosed {
				closed <- data.View.CallbackID
				return nil
			}
			level++
			return slack.NewPushViewSubmissionResponse(new(modalOf([]string{"Two", "Three", "Four"}[level-1], "notify")))
		}
		return nil
	})
	if err := s.Command(claire, dev, "/story"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"push", "push", "push_limit_reached"} {
		top, _ := s.OpenView(claire)
		result, err := s.Submit(claire, top.ID, nil)
		if got := result.Action + slacksim.Code(err); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	}
	top, _ := s.OpenView(claire)
	if err := s.CloseView(claire, top.ID); err != nil {
		t.Fatal(err)
	}
	if got := <-closed; got != "three" {
		t.Errorf("closed %q", got)
	}
	if under, ok := s.OpenView(claire); !ok || under.Title != "Two" || under.RootID == under.ID {
		t.Errorf("under it is %+v", under)
	}
}

func TestAViewKeepsWhatWasTypedAndItsHashGuardsIt(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	plain := slack.NewTextBlockObject("plain_text", "Role", false, false)
	input := slack.NewInputBlock("role", plain, nil, slack.NewPlainTextInputBlockElement(nil, "text"))
	button := slack.NewActionBlock("more", slack.NewButtonBlockElement("more", "", plain))
	var stale string
	s.connect(t, func(e socketmode.Event) any {
		switch data := e.Data.(type) {
		case slack.SlashCommand:
			opened, err := s.api.OpenView(data.TriggerID, modalOf("One", "", input, button))
			if err != nil {
				t.Error(err)
				return nil
			}
			stale = opened.Hash
		case slack.InteractionCallback:
			if got := data.View.State.Values["role"]["text"].Value; got != "buyer" {
				t.Errorf("typed %q", got)
			}
			if _, err := s.api.UpdateView(modalOf("Two", "", input), "", stale, data.View.ID); err != nil {
				t.Error(err)
			}
			if _, err := s.api.UpdateView(modalOf("Three", ""), "", stale, data.View.ID); err == nil || err.Error() != "hash_conflict" {
				t.Errorf("a stale hash: %v", err)
			}
		}
		return nil
	})
	if err := s.Command(claire, dev, "/story"); err != nil {
		t.Fatal(err)
	}
	form, _ := s.OpenView(claire)
	err := s.Press(claire, slacksim.Press{View: form.ID, ActionID: "more", State: map[string]map[string]any{"role": {"text": "buyer"}}})
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := s.OpenView(claire); got.Title != "Two" || !strings.Contains(string(got.State), `"value":"buyer"`) {
		t.Errorf("now %s with %s", got.Title, got.State)
	}
}

func TestAHomeTabIsPublishedAndPressed(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	heard := s.listen(t)
	pick := slack.NewOptionsSelectBlockElement("static_select", nil, "pick",
		slack.NewOptionBlockObject("a", slack.NewTextBlockObject("plain_text", "A", false, false), nil))
	home := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewActionBlock("b", pick)}}}
	if _, err := s.api.PublishView(claire, home, ""); err != nil {
		t.Fatal(err)
	}
	tab, ok := s.Home(claire)
	if !ok {
		t.Fatal("no home tab")
	}
	wantCode(t, s.Press(claire, slacksim.Press{View: tab.ID, ActionID: "pick", Values: []string{"z"}}), "option_not_found")
	wantCode(t, s.Press(samir, slacksim.Press{View: tab.ID, ActionID: "pick", Values: []string{"a"}}), "not_found")
	if err := s.Press(claire, slacksim.Press{View: tab.ID, ActionID: "pick", Values: []string{"a"}}); err != nil {
		t.Fatal(err)
	}
	e := <-heard
	click, ok := e.Data.(slack.InteractionCallback)
	if !ok || click.ActionCallback.BlockActions[0].SelectedOption.Value != "a" || click.View.Type != slack.VTHomeTab {
		t.Errorf("heard %+v", e.Data)
	}
}

func TestAMenuIsFilledByTheApp(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	s.connect(t, func(e socketmode.Event) any {
		typing, ok := e.Data.(slack.InteractionCallback)
		if !ok || typing.Type != slack.InteractionTypeBlockSuggestion {
			return nil
		}
		return slack.OptionsResponse{Options: []*slack.OptionBlockObject{
			slack.NewOptionBlockObject("PAY-1", slack.NewTextBlockObject("plain_text", typing.Value+"ment", false, false), nil),
		}}
	})
	menu := slack.NewOptionsSelectBlockElement("external_select", nil, "pick")
	_, ts, err := s.api.PostMessage(dev, slack.MsgOptionText("?", false), slack.MsgOptionBlocks(slack.NewActionBlock("", menu)))
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Suggest(claire, slacksim.Press{Channel: dev, Message: ts, ActionID: "pick"}, "pay")
	if err != nil || len(got) != 1 || got[0] != (slacksim.Option{Text: "payment", Value: "PAY-1"}) {
		t.Errorf("offered %v, %v", got, err)
	}
}
