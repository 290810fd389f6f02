// Command slackgo is a bot as the documentation of slack-go has one written,
// on its SocketmodeHandler with go-sqlite3: a command is inserted and its card
// posted, a reaction is upserted. It is measured beside Pogo by `go run ./bench
// peers`.
//
// It acknowledges first and works then; with -store-first the other way round.
package main

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"log/slog"
	"os"

	_ "github.com/mattn/go-sqlite3" // the driver
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

const schema = `
CREATE TABLE IF NOT EXISTS story (id INTEGER PRIMARY KEY, channel TEXT NOT NULL, author TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS reaction (channel TEXT, ts TEXT, person TEXT, emoji TEXT, added INTEGER NOT NULL, PRIMARY KEY (channel, ts, person, emoji));`

func main() {
	api := flag.String("api-url", slack.APIURL, "where the Web API is")
	database := flag.String("database", "bot.db", "the file of the database")
	storeFirst := flag.Bool("store-first", false, "acknowledge what is stored, not what has come")
	flag.Parse()
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	if err := run(context.Background(), *api, *database, *storeFirst, log); err != nil {
		log.Error("slackgo", slog.Any("error", err))
		os.Exit(1)
	}
}

// run answers until ctx is done.
func run(ctx context.Context, api, database string, storeFirst bool, log *slog.Logger) error {
	db, err := sql.Open("sqlite3", "file:"+database+"?_journal_mode=WAL&_synchronous=FULL&_busy_timeout=5000")
	if err != nil {
		return fmt.Errorf("open the database: %w", err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, schema); err != nil {
		return fmt.Errorf("make the tables: %w", err)
	}
	client := slack.New(os.Getenv("SLACK_BOT_TOKEN"), slack.OptionAppLevelToken(os.Getenv("SLACK_APP_TOKEN")), slack.OptionAPIURL(api))
	b := &bot{db: db, client: client, storeFirst: storeFirst, log: log}
	handler := socketmode.NewSocketmodeHandler(socketmode.New(client))
	handler.HandleSlashCommand("/story", b.command)
	handler.HandleEvents(slackevents.ReactionAdded, b.reaction)
	handler.HandleEvents(slackevents.ReactionRemoved, b.reaction)
	handler.HandleDefault(b.other)
	if err := handler.RunEventLoopContext(ctx); ctx.Err() == nil {
		return fmt.Errorf("answer: %w", err)
	}
	return nil
}
