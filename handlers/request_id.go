package handlers

import "context"

type requestKey struct{}

type deedKey struct{}

// WithRequest names what is being handled, so that the log can follow it to
// the messages it causes: they carry the name through the outbox. It says
// nothing of who asked, nor of what.
func WithRequest(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestKey{}, id)
}

// withDeed names a deed of the clock, for which nobody waits: what it sends goes
// after all that answers somebody.
func withDeed(ctx context.Context, id string) context.Context {
	return context.WithValue(WithRequest(ctx, id), deedKey{}, true)
}

func isDeed(ctx context.Context) bool {
	is, _ := ctx.Value(deedKey{}).(bool)
	return is
}

// RequestOf returns the name that [WithRequest] gave, "" for none.
func RequestOf(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}
