package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// stopping returns a context that ends when the program is asked to stop, by
// SIGINT, by SIGTERM, or because its terminal is gone: what is under way then
// still ends in order. Whoever asks a second time wants it at once, and has it
// by the system's own means. That a terminal is gone is said twice as a rule, and
// to a program that was started by nohup never.
func stopping(parent context.Context) (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancel(parent)
	asked, gone, done := make(chan os.Signal, 1), make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM)
	if !signal.Ignored(syscall.SIGHUP) {
		signal.Notify(gone, syscall.SIGHUP)
	}
	go func() {
		defer close(done)
		select {
		case <-asked:
		case <-gone:
		case <-ctx.Done():
		}
		signal.Stop(asked)
		cancel()
	}()
	return ctx, func() {
		cancel()
		<-done
		signal.Stop(gone)
	}
}

// unread lets the program go on where nobody reads what it writes any more.
// Left alone, the system ends it, which is right for one whose output is all
// there is to it, and would end a bot before it has done what it took on.
func unread() { signal.Ignore(syscall.SIGPIPE) }
