package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
)

// panicError is a panic that was stopped.
type panicError struct{ what, stack string }

// Error says what panicked, but not with which value: it may be what a person wrote.
func (p panicError) Error() string { return "panic: " + p.what }

// Panicked reports whether an error was a panic that was stopped.
func Panicked(err error) bool {
	_, ok := errors.AsType[panicError](err)
	return ok
}

func panicOf(p any) panicError {
	what := fmt.Sprintf("%T", p)
	if fault, ok := p.(runtime.Error); ok {
		what = fault.Error()
	}
	return panicError{what: what, stack: string(debug.Stack())}
}

// survive is deferred: it keeps a panic from ending more than one piece of work.
func survive(ctx context.Context, log *slog.Logger, what string) {
	if p := recover(); p != nil {
		e := panicOf(p)
		log.LogAttrs(ctx, slog.LevelError, "stopped a panic",
			slog.String("what", what), slog.String("error", e.Error()), slog.String("stack", e.stack))
	}
}
