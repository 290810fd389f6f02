package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"pogo/tally"
)

// tallyCommand counts a ballot by every method, as the bot does, so that
// anybody can check a result without the bot.
type tallyCommand struct {
	File string `arg:"" optional:"" default:"-" help:"The ballot as JSON; - is the standard input, and so is nothing."`
}

// Run implements subcommand. A published result that is not what the ballots
// give is a failure, after what they give was printed.
func (c tallyCommand) Run(_ context.Context, w world) error {
	said, err := c.count(w.in)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	encoder := json.NewEncoder(w.out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(said); err != nil {
		return fmt.Errorf("print the count: %w", err)
	}
	if said.Agrees != nil && !*said.Agrees {
		return fmt.Errorf(`%s: the "published_result" is not what these ballots give: compare it with "order"`, c.File)
	}
	return nil
}

func (c tallyCommand) count(in io.Reader) (tally.Result, error) {
	if c.File != "-" {
		file, err := openBallot(c.File)
		if err != nil {
			return tally.Result{}, err
		}
		defer func() { _ = file.Close() }() // it was only read
		in = file
	}
	ballot, err := tally.Read(in)
	if err != nil {
		return tally.Result{}, err
	}
	return ballot.Count()
}

func openBallot(name string) (*os.File, error) {
	file, err := os.Open(name) //nolint:gosec // because a person says which file
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("there is no such file: name the file of a ballot, or - for the standard input")
	case err != nil:
		return nil, fmt.Errorf("open the ballot: %w", err)
	}
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, errors.Join(errors.New("this is a directory: name the file in it"), file.Close())
	}
	return file, nil
}
