package slacksim_test

import (
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"pogo/slacksim"
)

func TestACommandIsAnsweredInItsAcknowledgement(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	s.connect(t, func(e socketmode.Event) any {
		cmd, ok := e.Data.(slack.SlashCommand)
		if !ok {
			return nil
		}
		return map[string]any{"text": cmd.UserName + " said " + cmd.Text}
	})
	if err := s.Command(claire, dev, "/story As a buyer"); err != nil {
		t.Fatal(err)
	}
	seen := s.Messages(claire, dev)
	if len(seen) != 1 || seen[0].Text != "claire said As a buyer" || seen[0].EphemeralTo != claire {
		t.Errorf("claire sees %+v", seen)
	}
	if others := s.Messages(samir, dev); len(others) != 0 {
		t.Errorf("samir sees %+v", others)
	}
}

func TestAButtonIsPressedAndTheMessageUpdated(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	s.connect(t, func(e socketmode.Event) any {
		click, ok := e.Data.(slack.InteractionCallback)
		if !ok {
			return nil
		}
		_, _, _, err := s.api.UpdateMessage(click.Channel.ID, click.Message.Timestamp,
			slack.MsgOptionText("pressed "+click.ActionCallback.BlockActions[0].Value, false))
		if err != nil {
			t.Error(err)
		}
		return nil
	})
	button := slack.NewButtonBlockElement("go", "v1", slack.NewTextBlockObject("plain_text", "Go", true, false))
	_, ts, err := s.api.PostMessage(dev, slack.MsgOptionText("ready?", false),
		slack.MsgOptionBlocks(slack.NewActionBlock("", button)))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Press(samir, slacksim.Press{Channel: dev, Message: ts, ActionID: "go"}); err != nil {
		t.Fatal(err)
	}
	if got := s.Messages(samir, dev)[0]; got.Text != "pressed v1" || !got.Edited {
		t.Errorf("message is %+v", got)
	}
}

func TestAModalIsOpenedRefusedAndSent(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	tries := 0
	s.connect(t, func(e socketmode.Event) any {
		switch data := e.Data.(type) {
		case slack.SlashCommand:
			if _, err := s.api.OpenView(data.TriggerID, storyForm()); err != nil {
				t.Error(err)
			}
		case slack.InteractionCallback:
			tries++
			if tries == 1 {
				return slack.NewErrorsViewSubmissionResponse(map[string]string{"role": "who?"})
			}
			if got := data.View.State.Values["role"]["text"].Value; got != "buyer" {
				t.Errorf("role is %q", got)
			}
		}
		return nil
	})
	if err := s.Command(claire, dev, "/story"); err != nil {
		t.Fatal(err)
	}
	form, ok := s.OpenView(claire)
	if !ok {
		t.Fatal("no modal")
	}
	for _, step := range []struct {
		typed  string
		action string
		local  bool
	}{{"", "errors", true}, {"b", "errors", false}, {"buyer", "close", false}} {
		result, err := s.Submit(claire, form.ID, map[string]map[string]any{"role": {"text": step.typed}})
		if err != nil || result.Action != step.action || result.Local != step.local {
			t.Fatalf("typed %q: %+v, %v", step.typed, result, err)
		}
	}
	if _, ok := s.OpenView(claire); ok {
		t.Error("the modal is still open")
	}
}

func storyForm() slack.ModalViewRequest {
	plain := func(text string) *slack.TextBlockObject {
		return slack.NewTextBlockObject("plain_text", text, false, false)
	}
	return slack.ModalViewRequest{
		Type: slack.VTModal, Title: plain("Story"), Submit: plain("Save"),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			slack.NewInputBlock("role", plain("Role"), nil, slack.NewPlainTextInputBlockElement(nil, "text")),
		}},
	}
}

func TestAReactionIsTold(t *testing.T) {
	t.Parallel()
	s := open(t, slacksim.Config{})
	heard := make(chan *slackevents.ReactionAddedEvent, 1)
	s.connect(t, func(e socketmode.Event) any {
		if event, ok := e.Data.(slackevents.EventsAPIEvent); ok {
			if added, ok := event.InnerEvent.Data.(*slackevents.ReactionAddedEvent); ok {
				heard <- added
			}
		}
		return nil
	})
	ts, err := s.Say(claire, dev, "", "shall we?")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.React(samir, dev, ts, "thumbsup"); err != nil {
		t.Fatal(err)
	}
	if got := <-heard; got.Reaction != "+1" || got.User != samir || got.Item.Timestamp != ts {
		t.Errorf("heard %+v", got)
	}
	if err := s.WaitIdle(t.Context()); err != nil {
		t.Fatal(err)
	}
	wantCode(t, s.React(samir, dev, ts, "+1"), "already_reacted")
}
