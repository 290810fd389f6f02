// Package view is what Pogo looks like: it turns values and [locale.Words]
// into messages and forms of Slack's Block Kit.
//
// Each noun has a file. A function of a view takes all it shows as arguments
// and returns a [Message] or a [Form]; it reads nothing and sends nothing, so
// every message has a golden file that can be read like a picture.
//
// What people wrote is carried in rich_text elements, where Slack looks for
// no markup, mention or link, so that a story named <!channel> pings nobody;
// where only mrkdwn is possible it is escaped exactly once. Every message has
// a text that says it all, for notifications and screen readers. Slack's
// limits are kept here: what is too long is shortened with a way to the rest,
// never refused by Slack.
package view
