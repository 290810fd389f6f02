package bot

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/slack-go/slack"

	"pogo/outbox"
	"pogo/view"
)

// deliveryEvent is the type of the metadata by which our posts are found again.
const deliveryEvent = "pogo_delivery"

// Bounds of a look-up.
const (
	leeway   = 2 * time.Hour // before a delivery was written: clocks differ, and an hour is easily got wrong
	pageSize = 100
	maxPages = 50
)

// lookUp asks Slack's history whether a post of which we never learned the
// outcome stands there. Not being able to tell is again an unknown outcome: the
// delivery stays leased and is looked up later, never posted blindly.
func (w *web) lookUp(ctx context.Context, d outbox.Delivery) outbox.Outcome {
	channel, err := w.conversation(ctx, place(d))
	if err != nil {
		return unclear(err)
	}
	d.PostedIn = channel
	oldest := strconv.FormatInt(d.CreatedAt.Add(-leeway).Unix(), 10) + ".000000"
	cursor := ""
	for range maxPages {
		messages, next, err := w.page(ctx, d, oldest, cursor)
		if err != nil {
			return unclear(err)
		}
		for _, m := range messages {
			if is(m, d) {
				return outbox.Outcome{Result: outbox.Done, TS: m.Timestamp, PostedIn: channel}
			}
		}
		if cursor = next; cursor == "" {
			return outbox.Outcome{Result: outbox.Absent}
		}
	}
	return outbox.Outcome{Result: outbox.Unknown, Error: "the history is too long to search"}
}

// payloadOf is what a post carries to be found again: its key, and the name of
// what stands there, by which it is found too if a backup has forgotten the key.
func payloadOf(d outbox.Delivery) map[string]any {
	payload := map[string]any{"key": d.Key}
	if d.Name != "" {
		payload["name"] = d.Name
	}
	return payload
}

// is reports whether a message is the one that a delivery asked for.
func is(m slack.Message, d outbox.Delivery) bool {
	if d.Kind != outbox.File {
		said := m.Metadata.EventPayload
		return m.Metadata.EventType == deliveryEvent && (said["key"] == d.Key || d.Name != "" && said["name"] == d.Name)
	}
	var file view.File
	return json.Unmarshal(d.Body, &file) == nil && slices.ContainsFunc(m.Files, func(f slack.File) bool { return f.Name == file.Name })
}

// page reads a part of the conversation, newest first, or of the thread.
func (w *web) page(ctx context.Context, d outbox.Delivery, oldest, cursor string) ([]slack.Message, string, error) {
	thread := d.ThreadTS
	if thread == "" {
		history, err := w.api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
			ChannelID: d.PostedIn, Oldest: oldest, Inclusive: true, Limit: pageSize, Cursor: cursor, IncludeAllMetadata: true,
		})
		if err != nil {
			return nil, "", err
		}
		return listed(history.Messages, more(history.HasMore, history.ResponseMetaData.NextCursor))
	}
	messages, hasMore, next, err := w.api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
		ChannelID: d.PostedIn, Timestamp: thread, Oldest: oldest, Inclusive: true, Limit: pageSize, Cursor: cursor, IncludeAllMetadata: true,
	})
	if err != nil {
		return nil, "", err
	}
	return listed(messages, more(hasMore, next))
}

// listed tells a list of no messages from an answer without a list, by which
// nothing could be said to be absent.
func listed(messages []slack.Message, next string) ([]slack.Message, string, error) {
	if messages == nil {
		return nil, "", ErrNotSlack
	}
	return messages, next, nil
}

func more(hasMore bool, cursor string) string {
	if !hasMore {
		return ""
	}
	return cursor
}

// conversation is the id of the direct message with a person; other ids are
// their own.
func (w *web) conversation(ctx context.Context, id string) (string, error) {
	if id == "" || (id[0] != 'U' && id[0] != 'W') {
		return id, nil
	}
	channel, _, _, err := w.api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{id}, ReturnIM: true})
	if err == nil && (channel == nil || channel.ID == "") {
		err = ErrNotSlack
	}
	if err != nil {
		return "", err
	}
	return channel.ID, nil
}

// unclear is the outcome of a look-up that failed. What Slack refuses to show us
// it will refuse again, and posting without having looked could post twice.
func unclear(err error) outbox.Outcome {
	o := outcomeOf(err)
	switch o.Result {
	case outbox.Refused:
		o.Error += ": perhaps posted, and the history cannot be read to find out"
		return o
	case outbox.Limited:
		return o
	default:
		return outbox.Outcome{Result: outbox.Unknown, Error: "look in the history: " + o.Error}
	}
}
