package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"

	"pogo/storage"
)

// The environment of a process that drains until its input ends, once it is told
// to stop; "nohup": its terminal may go.
const slow = "POGO_TEST_SLOW"

func drainSlowly() int {
	if os.Getenv(slow) == "nohup" {
		signal.Ignore(syscall.SIGHUP)
	}
	ctx, stop := stopping(context.Background())
	defer stop()
	unread()
	if os.Getenv(slow) == "nohup" && !signal.Ignored(syscall.SIGHUP) {
		fmt.Fprintln(os.Stderr, "hears of its terminal")
	}
	fmt.Fprintln(os.Stderr, "works")
	<-ctx.Done()
	fmt.Fprintln(os.Stderr, "drains")
	_, _ = io.Copy(io.Discard, os.Stdin)
	fmt.Fprintln(os.Stdout, "drained") // which nobody reads
	fmt.Fprintln(os.Stderr, "drained")
	return 0
}

func TestASignalHasTheProgramEndInOrderAndASecondOneAtOnce(t *testing.T) {
	t.Parallel()
	const interrupt, terminate, hangup = syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP
	for name, c := range map[string]struct {
		how    string
		first  []syscall.Signal // before it drains
		then   []syscall.Signal
		killed syscall.Signal // 0: it drains to its end
	}{
		"SIGTERM":                    {first: []syscall.Signal{terminate}},
		"Ctrl-C":                     {first: []syscall.Signal{interrupt}},
		"the terminal closes":        {first: []syscall.Signal{hangup}},
		"which is said twice":        {first: []syscall.Signal{hangup}, then: []syscall.Signal{hangup}},
		"SIGTERM twice":              {first: []syscall.Signal{terminate}, then: []syscall.Signal{terminate}, killed: terminate},
		"Ctrl-C twice":               {first: []syscall.Signal{interrupt}, then: []syscall.Signal{interrupt}, killed: interrupt},
		"the terminal, then SIGTERM": {first: []syscall.Signal{hangup}, then: []syscall.Signal{terminate}, killed: terminate},
		"nohup":                      {how: "nohup", first: []syscall.Signal{terminate}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			how := c.how
			if how == "" {
				how = "yes"
			}
			p := startSlow(t, how)
			p.says("works")
			p.send(c.first...)
			p.says("drains")
			p.send(c.then...)
			if c.killed == 0 {
				if err := p.input.Close(); err != nil {
					t.Error(err)
				}
				p.says("drained")
			}
			err := p.cmd.Wait()
			if c.killed == 0 {
				if err != nil {
					t.Errorf("it ends with %v", err)
				}
				return
			}
			exit, _ := errors.AsType[*exec.ExitError](err)
			if exit == nil || exit.Sys().(syscall.WaitStatus).Signal() != c.killed {
				t.Errorf("it ends with %v", err)
			}
		})
	}
}

// What was to be done and is not is a failure, whoever stopped it: a script goes
// on with the next line only where there is a backup.
func TestWhatIsStoppedBeforeItIsDoneFails(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db, err := storage.Open(t.Context(), storage.Config{Path: dir + "/pogo.db"})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for _, args := range [][]string{
		{"backup", "--database", dir + "/pogo.db", dir + "/day.backup"},
		{"export", "--database", dir + "/pogo.db"},
	} {
		var said strings.Builder
		w := world{out: io.Discard, err: &said, now: time.Now, env: func(string) (string, bool) { return "", false }}
		if code := run(ctx, args, w); code != 1 || said.String() != "pogo: stopped before it was done\n" {
			t.Errorf("%s: code %d, %q", args[0], code, &said)
		}
	}
}

// slowProcess is one whose standard output nobody reads.
type slowProcess struct {
	t     *testing.T
	cmd   *exec.Cmd
	input io.WriteCloser
	lines *bufio.Scanner
}

func startSlow(t *testing.T, how string) *slowProcess {
	t.Helper()
	p := &slowProcess{t: t, cmd: exec.CommandContext(t.Context(), os.Args[0])}
	p.cmd.Env = append(os.Environ(), slow+"="+how)
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	p.cmd.Stdout = write
	if p.input, err = p.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	said, err := p.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.lines = bufio.NewScanner(said)
	if err := errors.Join(p.cmd.Start(), read.Close(), write.Close()); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *slowProcess) says(want string) {
	p.t.Helper()
	if !p.lines.Scan() || p.lines.Text() != want {
		p.t.Errorf("it says %q, want %q", p.lines.Text(), want)
	}
}

func (p *slowProcess) send(signals ...syscall.Signal) {
	p.t.Helper()
	for _, s := range signals {
		if err := p.cmd.Process.Signal(s); err != nil {
			p.t.Error(err)
		}
	}
}
