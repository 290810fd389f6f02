// Command floor is what no bot that acknowledges after it has stored can beat:
// it appends each request to a file, syncs for all that wait at once,
// acknowledges them, and posts a card for each command. It is measured beside
// Pogo by `go run ./bench peers`.
package main

import (
	"flag"
	"log/slog"
	"os"
)

func main() {
	api := flag.String("api-url", "", "where the Web API is, with a slash at its end")
	file := flag.String("database", "floor.log", "the file to append to")
	flag.Parse()
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	f := &floor{api: *api, appToken: os.Getenv("SLACK_APP_TOKEN"), botToken: os.Getenv("SLACK_BOT_TOKEN"), log: log}
	if err := f.run(*file); err != nil {
		log.Error("floor", slog.Any("error", err))
		os.Exit(1)
	}
}
