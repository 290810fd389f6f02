package slacksim_test

import (
	"encoding/json"
	"testing"

	"github.com/slack-go/slack"

	"pogo/slacksim"
)

func plainText(text string) *slack.TextBlockObject {
	return slack.NewTextBlockObject("plain_text", text, true, false)
}

func markup(text string) *slack.TextBlockObject {
	return slack.NewTextBlockObject("mrkdwn", text, false, true)
}

func choice(value string) *slack.OptionBlockObject {
	return slack.NewOptionBlockObject(value, plainText("Choice "+value), plainText("described"))
}

// TestWhatSlackGoBuildsIsTaken keeps the checks from refusing what is right.
func TestWhatSlackGoBuildsIsTaken(t *testing.T) {
	t.Parallel()
	confirm := slack.NewConfirmationBlockObject(plainText("Sure?"), markup("*Really*?"), plainText("Yes"), plainText("No"))
	button := slack.NewButtonBlockElement("go", "v", plainText("Go")).WithStyle(slack.StylePrimary).WithConfirm(confirm)
	picture := slack.NewImageBlockElement("https://a.example/b.png", "a picture")
	said := slack.NewRichTextSection(
		slack.NewRichTextSectionTextElement("bold", &slack.RichTextSectionTextStyle{Bold: true}),
		slack.NewRichTextSectionLinkElement("https://a.example", "", nil), slack.NewRichTextSectionUserElement(claire, nil),
		slack.NewRichTextSectionEmojiElement("tada", 0, nil), slack.NewRichTextSectionChannelElement(dev, nil),
		slack.NewRichTextSectionBroadcastElement("here"), slack.NewRichTextSectionDateElement(1772442000, "{date}", nil, new("soon")),
	)
	point := func(v float64) []slack.DataVisualizationDataPoint {
		return []slack.DataVisualizationDataPoint{{Label: "Mon", Value: v}, {Label: "Tue", Value: -v}}
	}
	for name, blocks := range map[string][]slack.Block{
		"text": {
			slack.NewHeaderBlock(plainText("Title")), slack.NewDividerBlock(),
			slack.NewSectionBlock(markup("*hi*"), []*slack.TextBlockObject{markup("a"), plainText("b")}, slack.NewAccessory(picture)),
			slack.NewContextBlock("", markup("small"), picture), slack.NewMarkdownBlock("", "# hi"),
			slack.NewImageBlock("https://a.example/b.png", "a picture", "", plainText("Title")),
		},
		"rich text": {
			slack.NewRichTextBlock("", said,
				slack.NewRichTextList(slack.RTEListBullet, 1, slack.NewRichTextSection(slack.NewRichTextSectionTextElement("x", nil))),
				&slack.RichTextQuote{Type: slack.RTEQuote, Elements: said.Elements},
				&slack.RichTextPreformatted{Type: slack.RTEPreformatted, Elements: []slack.RichTextSectionElement{slack.NewRichTextSectionTextElement("x", nil)}}),
		},
		"elements": {
			slack.NewActionBlock("", button,
				slack.NewOverflowBlockElement("more", choice("1"), choice("2")),
				slack.NewOptionsSelectBlockElement("static_select", plainText("pick"), "one", choice("1")).WithInitialOption(choice("1")),
				slack.NewOptionsGroupSelectBlockElement("static_select", nil, "group", slack.NewOptionGroupBlockElement(plainText("G"), choice("1"))),
				slack.NewOptionsSelectBlockElement("users_select", nil, "who").WithInitialUser(claire),
				slack.NewOptionsSelectBlockElement("conversations_select", nil, "where"),
				slack.NewOptionsMultiSelectBlockElement("multi_static_select", nil, "many", choice("1")).WithMaxSelectedItems(3),
				slack.NewOptionsMultiSelectBlockElement("multi_users_select", nil, "whos").WithInitialUsers(claire, samir),
				slack.NewCheckboxGroupsBlockElement("boxes", slack.NewOptionBlockObject("1", markup("*a*"), markup("b"))),
				slack.NewRadioButtonsBlockElement("radio", choice("1")),
				slack.NewDatePickerBlockElement("date"),
				slack.NewTimePickerBlockElement("time"),
				slack.NewDateTimePickerBlockElement("both"),
			),
		},
		"a pie and lines": {
			slack.NewDataVisualizationBlock("Pie", slack.NewDataVisualizationPieChart(slack.DataVisualizationSegment{Label: "a", Value: 1})),
			slack.NewDataVisualizationBlock("Burn-down", slack.NewDataVisualizationLineChart(
				slack.DataVisualizationAxisConfig{Categories: []string{"Mon", "Tue"}, XLabel: "day"},
				slack.DataVisualizationDataSeries{Name: "left", Data: point(3)}, slack.DataVisualizationDataSeries{Name: "ideal", Data: point(2)})),
		},
		"in a container and a layout": {
			&slack.ContainerBlock{Type: slack.MBTContainer, Title: plainText("C"), ChildBlocks: slack.Blocks{BlockSet: []slack.Block{slack.NewDividerBlock()}}},
			&slack.LayoutBlock{Type: slack.MBTLayout, Label: "L", Rows: []*slack.LayoutRow{{Items: []*slack.LayoutItem{{Block: slack.NewSectionBlock(markup("a"), nil, nil)}}}}},
		},
	} {
		raw, err := json.Marshal(slack.Blocks{BlockSet: blocks})
		if err != nil {
			t.Fatal(err)
		}
		if err := slacksim.ValidateBlocks(raw); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// everyInput is a form with one of each input.
func everyInput() slack.ModalViewRequest {
	ask := func(name string, element slack.BlockElement) *slack.InputBlock {
		return slack.NewInputBlock(name, plainText(name), plainText("a hint"), element).WithOptional(true)
	}
	where := slack.NewOptionsSelectBlockElement("conversations_select", nil, "a")
	where.ResponseURLEnabled = true
	return modalOf("Form", "",
		ask("text", slack.NewPlainTextInputBlockElement(plainText("type"), "a").WithMinLength(2).WithMaxLength(5)),
		ask("mail", slack.NewEmailTextInputBlockElement(nil, "a")), ask("link", slack.NewURLTextInputBlockElement(nil, "a")),
		ask("number", slack.NewNumberInputBlockElement(nil, "a", false).WithMinValue("1").WithMaxValue("9")),
		ask("rich", slack.NewRichTextInputBlockElement(nil, "a")), ask("date", slack.NewDatePickerBlockElement("a")),
		ask("time", slack.NewTimePickerBlockElement("a")), ask("both", slack.NewDateTimePickerBlockElement("a")),
		ask("one", slack.NewOptionsSelectBlockElement("static_select", nil, "a", choice("1"), choice("2"))),
		ask("many", slack.NewOptionsMultiSelectBlockElement("multi_static_select", nil, "a", choice("1"), choice("2")).WithMaxSelectedItems(1)),
		ask("who", slack.NewOptionsSelectBlockElement("users_select", nil, "a")),
		ask("where", where),
		ask("boxes", slack.NewCheckboxGroupsBlockElement("a", choice("1"), choice("2"))),
		ask("radio", slack.NewRadioButtonsBlockElement("a", choice("1"))),
	)
}
