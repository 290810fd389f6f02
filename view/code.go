package view

import (
	"regexp"

	"github.com/slack-go/slack"
)

// codeIn is what somebody marked as code with backticks, one or three on each side.
// What was cut short has lost the last three.
var codeIn = regexp.MustCompile("(?s)```\\s*([^`\\s].*?)\\s*(?:```|$)|`([^`\\s](?:[^`\\n]*[^`\\s])?)`")

// withCode is text as a person wrote it, in which code looks as it does in Slack:
// rich text knows no backticks.
func withCode(text string) []slack.RichTextSectionElement {
	var runs []slack.RichTextSectionElement
	end := 0
	for _, at := range codeIn.FindAllStringSubmatchIndex(text, -1) {
		from, to := at[2], at[3]
		if from < 0 {
			from, to = at[4], at[5]
		}
		runs = append(runs, written(text[end:at[0]]), slack.NewRichTextSectionTextElement(clean(text[from:to]), &slack.RichTextSectionTextStyle{Code: true}))
		end = at[1]
	}
	return append(runs, written(text[end:]))
}

// quoting is what somebody said behind who it was, or when.
func quoting(who, said string) *slack.RichTextBlock {
	return rich(append([]slack.RichTextSectionElement{bold(who)}, withCode(said)...)...)
}
