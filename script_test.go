package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScripts runs the conversations of testdata/script: one command a person
// ("claire /story …", "samir presses Close"), a clock that is moved, and what
// people see. What a command prints is what became visible to that person,
// and can be compared with stdout, ! stdout and cmp.
//
// Each conversation has its own pretend Slack, database and bot on a real
// socket; nothing sleeps.
func TestScripts(t *testing.T) {
	t.Parallel()
	commands := map[string]func(*testscript.TestScript, bool, []string){
		"clock":   onStage((*stage).cmdClock),
		"in":      onStage((*stage).cmdIn),
		"restart": onStage((*stage).cmdRestart),
		"slack":   onStage((*stage).cmdSlack),
	}
	for _, name := range []string{"claire", "samir", "nora", "lea", "tom", "kenji", "ines", "eve"} {
		commands[name] = onStage(func(s *stage, args []string) (string, error) { return s.person(name, args) })
	}
	testscript.Run(t, testscript.Params{
		Dir:  "testdata/script",
		Cmds: commands,
		Setup: func(env *testscript.Env) error {
			s, err := newStage(env.WorkDir)
			if err != nil {
				return err
			}
			env.Defer(s.close)
			env.Values[stageKey{}] = s
			return nil
		},
	})
}

type stageKey struct{}

// onStage makes a command of a function of the stage. What the function
// returns is printed; an error fails the script, or with ! is what is wanted.
func onStage(run func(*stage, []string) (string, error)) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		s, ok := ts.Value(stageKey{}).(*stage)
		if !ok {
			ts.Fatalf("no stage")
		}
		seen, err := run(s, args)
		_, _ = fmt.Fprint(ts.Stdout(), seen)
		switch {
		case err != nil && !neg:
			ts.Fatalf("%v", err)
		case err == nil && neg:
			ts.Fatalf("it worked, and should not have")
		case err != nil:
			_, _ = fmt.Fprintln(ts.Stderr(), err)
		}
	}
}

// cmdClock moves the clock forward, doing all that is due on the way:
// "clock 2026-03-03T09:30", read in Paris, or "clock +10m".
func (s *stage) cmdClock(args []string) (string, error) {
	if len(args) != 1 {
		return "", errors.New("clock takes one time")
	}
	to := s.clock.Now()
	if by, found := strings.CutPrefix(args[0], "+"); found {
		d, err := time.ParseDuration(by)
		if err != nil {
			return "", err
		}
		to = to.Add(d)
	} else {
		var err error
		if to, err = time.ParseInLocation("2006-01-02T15:04", args[0], s.paris); err != nil {
			return "", err
		}
	}
	if err := s.app.advance(s.ctx, s.clock, to); err != nil {
		return "", err
	}
	return "", s.settle()
}

// cmdIn sets the channel that everybody is in from here on.
func (s *stage) cmdIn(args []string) (string, error) {
	if len(args) != 1 {
		return "", errors.New("in takes one channel")
	}
	s.channel = args[0]
	_, err := s.channelID()
	return "", err
}

// cmdRestart stops the bot and starts it again on the same database.
func (s *stage) cmdRestart([]string) (string, error) {
	if err := s.stop(); err != nil {
		return "", err
	}
	if err := s.start(); err != nil {
		return "", err
	}
	return "", s.settle()
}
