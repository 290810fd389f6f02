// Pogo is the product owner's assistant that lives in Slack: it turns needs
// into stories, votes into an order, stand-ups into one digest, and sprints
// into a summary and a retrospective. One program, one SQLite file.
//
// This package is the command line. Each subcommand is a struct in a file of its
// name (serve.go, import.go, tally.go), whose fields are its flags and whose Run
// does it. app.go wires the bot for serve and playground; nothing that happens
// in Slack is decided here.
//
// The rules are in package scrum, the database in storage, all sentences in
// locale, how messages look in view, what a request does in handlers, what
// happens by the clock in scheduler, and the connection to Slack in bot.
// Packages slacksim and playground are a pretend Slack to try it in.
// docs/tour.md follows one request through all of them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"time"

	"github.com/alecthomas/kong"
)

func main() {
	ctx, stop := stopping(context.Background())
	code := run(ctx, os.Args[1:], world{out: os.Stdout, err: os.Stderr, in: os.Stdin, now: time.Now, env: os.LookupEnv, unread: unread})
	stop()
	os.Exit(code)
}

// world is everything outside the program that a subcommand may touch.
type world struct {
	in       io.Reader
	out, err io.Writer
	now      func() time.Time // the real clock, which nobody moves
	env      func(string) (string, bool)
	unread   func()              // to be called by what goes on where nobody reads its output; nil: nothing to do
	rewire   func(wiring) wiring // what a test of the whole program changes; nil: nothing
}

// program is the command line.
type program struct {
	Serve      serveCommand      `cmd:"" help:"Run the bot."`
	Playground playgroundCommand `cmd:"" help:"Run the bot and a pretend Slack with a page, to try everything without a workspace."`
	Manifest   manifestCommand   `cmd:"" help:"Print the Slack app manifest (JSON)."`
	Doctor     doctorCommand     `cmd:"" help:"Check the settings, the tokens, the scopes and the database, and say what to do."`
	Lint       lintCommand       `cmd:"" help:"Remark on the stories of files: what is missing, and how they would be easier to finish."`
	Tally      tallyCommand      `cmd:"" help:"Count a ballot again, from a file and by every method, and say whether its result agrees."`
	Forecast   forecastCommand   `cmd:"" help:"Say when so many items will be done, or how many in a time, from what was done before."`
	Export     exportCommand     `cmd:"" help:"Write stories as CSV, Markdown or a complete JSON; also while a bot runs."`
	Import     importCommand     `cmd:"" help:"Take stories from a file: CSV of Jira, Linear, Trello, GitHub Projects or any table, or JSON of pogo export."`
	Backup     backupCommand     `cmd:"" help:"Copy the database into a new file; also while a bot runs."`
	Restore    restoreCommand    `cmd:"" help:"Make a database of a backup, so that nothing is posted twice; where none is."`
	Ready      readyCommand      `cmd:"" help:"Ask a running bot whether it is ready; for containers without a shell."`
	Version    versionCommand    `cmd:"" help:"Print the versions of Pogo and SQLite."`
}

// subcommand is what each field of program is.
type subcommand interface {
	Run(ctx context.Context, w world) error
}

// run carries out one command line and returns the exit code: 0 for done, 1
// for a failure, 2 for a command line that makes no sense.
func run(ctx context.Context, args []string, w world) int {
	var p program
	exit := -1
	parser, err := kong.New(&p, kong.Name("pogo"), kong.Writers(w.out, w.err),
		kong.Description("The product owner's assistant that lives in Slack. Try it: pogo playground"),
		kong.Exit(func(code int) { exit = code }), kong.UsageOnError())
	if err != nil {
		return fail(w, err)
	}
	chosen, err := parser.Parse(args)
	if exit >= 0 { // --help was printed
		return exit
	}
	if err != nil {
		fmt.Fprintf(w.err, "pogo: %v\nEverything: pogo --help\n", err)
		return 2
	}
	command, ok := reflect.TypeAssert[subcommand](chosen.Selected().Target.Addr())
	if !ok {
		return fail(w, fmt.Errorf("nothing is done by %s", chosen.Command()))
	}
	if err := command.Run(ctx, w); err != nil {
		return fail(w, err)
	}
	return 0
}

// lasting is the end of what runs until it is told to stop: then that is no
// failure. All else was to be done, and is not.
func lasting(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

func (w world) outlivesReaders() {
	if w.unread != nil {
		w.unread()
	}
}

func fail(w world, err error) int {
	if errors.Is(err, context.Canceled) {
		err = errors.New("stopped before it was done")
	}
	fmt.Fprintf(w.err, "pogo: %v\n", advised(err))
	return 1
}
