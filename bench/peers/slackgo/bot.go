package main

import (
	"database/sql"
	"fmt"
	"log/slog"
	"strconv"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

type bot struct {
	db         *sql.DB
	client     *slack.Client
	storeFirst bool
	log        *slog.Logger
}

// stored runs a statement, and acknowledges before or after it.
func (b *bot) stored(evt *socketmode.Event, client *socketmode.Client, query string, args ...any) (id int64, err error) {
	if !b.storeFirst {
		err = client.Ack(*evt.Request)
	}
	if err == nil {
		id, err = b.insert(query, args...)
	}
	if err == nil && b.storeFirst {
		err = client.Ack(*evt.Request)
	}
	return id, err
}

func (b *bot) insert(query string, args ...any) (int64, error) {
	result, err := b.db.Exec(query, args...) //nolint:noctx // a handler of slack-go has no context
	if err != nil {
		return 0, fmt.Errorf("insert: %w", err)
	}
	return result.LastInsertId()
}

func (b *bot) command(evt *socketmode.Event, client *socketmode.Client) {
	cmd, ok := evt.Data.(slack.SlashCommand)
	if !ok {
		return
	}
	id, err := b.stored(evt, client, "INSERT INTO story (channel, author, text) VALUES (?, ?, ?)", cmd.ChannelID, cmd.UserID, cmd.Text)
	if err == nil {
		_, _, err = b.client.PostMessage(cmd.ChannelID, slack.MsgOptionText(fmt.Sprintf("STORY-%d: %s", id, cmd.Text), false), card(id, cmd))
	}
	if err != nil {
		b.log.Error("command", slog.Any("error", err))
	}
}

func card(id int64, cmd slack.SlashCommand) slack.MsgOption {
	mrkdwn := func(text string) *slack.TextBlockObject {
		return slack.NewTextBlockObject(slack.MarkdownType, text, false, false)
	}
	done := slack.NewButtonBlockElement("done", strconv.FormatInt(id, 10), slack.NewTextBlockObject(slack.PlainTextType, "Done", false, false))
	return slack.MsgOptionBlocks(
		slack.NewSectionBlock(mrkdwn(fmt.Sprintf("*STORY-%d* %s", id, cmd.Text)), nil, nil),
		slack.NewContextBlock("", mrkdwn("asked for by <@"+cmd.UserID+">")),
		slack.NewActionBlock("", done),
	)
}

func (b *bot) reaction(evt *socketmode.Event, client *socketmode.Client) {
	outer, ok := evt.Data.(slackevents.EventsAPIEvent)
	if !ok {
		return
	}
	const upsert = `INSERT INTO reaction (channel, ts, person, emoji, added) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET added = excluded.added`
	var err error
	switch e := outer.InnerEvent.Data.(type) {
	case *slackevents.ReactionAddedEvent:
		_, err = b.stored(evt, client, upsert, e.Item.Channel, e.Item.Timestamp, e.User, e.Reaction, 1)
	case *slackevents.ReactionRemovedEvent:
		_, err = b.stored(evt, client, upsert, e.Item.Channel, e.Item.Timestamp, e.User, e.Reaction, 0)
	}
	if err != nil {
		b.log.Error("reaction", slog.Any("error", err))
	}
}

// other acknowledges what nobody asked for, so that it does not come again.
func (b *bot) other(evt *socketmode.Event, client *socketmode.Client) {
	if evt.Request == nil || evt.Type == socketmode.EventTypeHello {
		return
	}
	if err := client.Ack(*evt.Request); err != nil {
		b.log.Error("acknowledge", slog.Any("error", err))
	}
}
