package handlers

import "context"

type requestKey struct{}

// WithRequest names what is being handled, so that the log can follow it to
// the messages it causes: they carry the name through the outbox. It says
// nothing of who asked, nor of what.
func WithRequest(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestKey{}, id)
}

// RequestOf returns the name that [WithRequest] gave, "" for none.
func RequestOf(ctx context.Context) string {
	id, _ := ctx.Value(requestKey{}).(string)
	return id
}
