// Package slacksim is a pretend Slack: one workspace with one app, on loopback.
//
// A test or a demonstration makes a workspace with [New], furnishes it with
// [Slack.AddPerson] and [Slack.AddChannel], and serves [Slack.Handler]. An app
// points its Web API at /api/ of that address and speaks Socket Mode to the
// socket that apps.connections.open names, exactly as it would with slack.com.
// The people are then moved by methods named after what people do in Slack's
// own client ([Slack.Say], [Slack.Command], [Slack.Press], [Slack.Submit],
// [Slack.React]…), and what they see is read back with [Slack.Messages],
// [Slack.OpenView] and [Slack.Home]. [Slack.Fail], [Slack.Cut] and
// [Slack.Disconnect] make trouble on purpose.
//
// It tries to be as strict as Slack: what Slack refuses is refused, with
// Slack's own error name, and the comment beside each refusal says where that
// is written. Where Slack's behavior is not documented it takes the reading
// that is harder on the app, and says so.
//
// Two clocks run here. Wall time, which dates messages and events, is
// Config.Now and may be moved. Waiting (three seconds for an acknowledgement or
// a trigger, rate windows, pings) is real and cannot be.
//
// Left out, because no app here needs it yet: group messages, user tokens and
// OAuth, HTTP instead of Socket Mode, scheduled and streamed messages, pins,
// canvases, lists, user groups, attachments (counted, not kept), unfurling, and
// the limit of 30,000 event deliveries an hour.
//
// Every exported method is safe for concurrent use; what it returns is a copy
// that the caller may keep.
package slacksim
