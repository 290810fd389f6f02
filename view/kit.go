package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"
)

// section is a paragraph of mrkdwn: sentences of locale, with people's words
// in them escaped.
func section(text string) *slack.SectionBlock {
	return slack.NewSectionBlock(mrkdwn(text), nil, nil)
}

// sectionWith is a paragraph with a button or a menu beside it.
func sectionWith(text string, element slack.BlockElement) *slack.SectionBlock {
	return slack.NewSectionBlock(mrkdwn(text), nil, slack.NewAccessory(element))
}

func header(text string) *slack.HeaderBlock {
	return slack.NewHeaderBlock(plain(clip(text, 150)))
}

// footnote is a line in small print.
func footnote(parts ...string) *slack.ContextBlock {
	return slack.NewContextBlock("", mrkdwn(strings.Join(parts, " · ")))
}

// plainSection is a paragraph in which nothing is markup.
func plainSection(text string) *slack.SectionBlock {
	return slack.NewSectionBlock(plain(clip(clean(text), maxSection)), nil, nil)
}

// plainFootnote is a line in small print in which nothing is markup.
func plainFootnote(text string) *slack.ContextBlock {
	return slack.NewContextBlock("", plain(clip(clean(text), maxSection)))
}

// rich is a paragraph of rich text, in which nothing is markup. Empty runs are
// left out: Slack refuses them.
func rich(elements ...slack.RichTextSectionElement) *slack.RichTextBlock {
	said := slices.DeleteFunc(elements, func(e slack.RichTextSectionElement) bool {
		run, ok := e.(*slack.RichTextSectionTextElement)
		return ok && run.Text == ""
	})
	return slack.NewRichTextBlock("", slack.NewRichTextSection(said...))
}

// written is text as a person wrote it.
func written(text string) slack.RichTextSectionElement {
	return slack.NewRichTextSectionTextElement(clean(text), nil)
}

func bold(text string) slack.RichTextSectionElement {
	return slack.NewRichTextSectionTextElement(clean(text), &slack.RichTextSectionTextStyle{Bold: true})
}

func italic(text string) slack.RichTextSectionElement {
	return slack.NewRichTextSectionTextElement(clean(text), &slack.RichTextSectionTextStyle{Italic: true})
}

// bullets is a list of lines as people wrote them.
func bullets(lines ...string) *slack.RichTextBlock {
	items := make([]slack.RichTextElement, len(lines))
	for i, line := range lines {
		items[i] = slack.NewRichTextSection(written(line))
	}
	return slack.NewRichTextBlock("", slack.NewRichTextList(slack.RTEListBullet, 0, items...))
}

// button is a button that says what it does.
func button(action, value, label string) *slack.ButtonBlockElement {
	return slack.NewButtonBlockElement(action, value, plain(clip(label, maxButton)))
}

// primary is the one button of a message that most people will press.
func primary(action, value, label string) *slack.ButtonBlockElement {
	return button(action, value, label).WithStyle(slack.StylePrimary)
}

func buttons(elements ...slack.BlockElement) *slack.ActionBlock {
	return slack.NewActionBlock("", elements...)
}

func option(value, label string) *slack.OptionBlockObject {
	return slack.NewOptionBlockObject(value, plain(clip(label, maxOption)), nil)
}

// input is one question of a form. Its block and its action share the name,
// under which the answer arrives.
func input(name, label string, optional bool, element slack.BlockElement) *slack.InputBlock {
	block := slack.NewInputBlock(name, plain(label), nil, element)
	block.Optional = optional
	return block
}

// textInput is a field for text; initial is what stands in it already.
func textInput(name, placeholder, initial string, multiline bool) *slack.PlainTextInputBlockElement {
	var hint *slack.TextBlockObject
	if placeholder != "" {
		hint = plain(clip(placeholder, 150))
	}
	field := slack.NewPlainTextInputBlockElement(hint, name)
	field.Multiline, field.InitialValue, field.MaxLength = multiline, initial, maxInput
	return field
}

// form is a modal with a title, its questions and a button that sends it.
// Callback names it when it is sent; private travels with it and comes back.
func form(callback, private, title, submit, cancel string, blocks ...slack.Block) *Form {
	f := &Form{
		Type: slack.VTModal, CallbackID: callback, PrivateMetadata: private,
		Title: plain(clip(title, maxTitle)), Close: plain(clip(cancel, maxTitle)),
		Blocks: slack.Blocks{BlockSet: blocks},
	}
	if submit != "" {
		f.Submit = plain(clip(submit, maxTitle))
	}
	return f
}
