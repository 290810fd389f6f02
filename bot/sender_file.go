package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pogo/outbox"
	"pogo/scrum"
	"pogo/view"
)

// fileTime is for writing, uploading and sharing one file.
const fileTime = 4 * time.Minute

// files writes what files hold, as a [Handler] does.
type files interface {
	WriteFile(ctx context.Context, of json.RawMessage, to io.Writer) (comment string, err error)
}

// file writes a file, uploads it and shares it in a direct message. Only the
// last step shows anything to anybody: what fails before it may be done again.
func (w *web) file(ctx context.Context, d outbox.Delivery) outbox.Outcome {
	var f view.File
	if err := json.Unmarshal(d.Body, &f); err != nil {
		return outcomeOf(errors.Join(errBody, err))
	}
	content, err := os.CreateTemp("", "pogo-file-*") // readable by its owner alone
	if err != nil {
		return outbox.Outcome{Result: outbox.Unreachable, Error: "create a file: " + err.Error()}
	}
	defer func() {
		_ = content.Close()
		_ = os.Remove(content.Name())
	}()
	comment, err := w.files.WriteFile(ctx, f.Of, content)
	switch {
	case errors.Is(err, scrum.ErrNotFound):
		return outbox.Outcome{Result: outbox.Refused, Error: "it is no longer theirs to see"}
	case err != nil:
		return outbox.Outcome{Result: outbox.Unreachable, Error: "write the file: " + err.Error()}
	}
	channel, id, err := w.put(ctx, d.Channel, f.Name, content)
	if err != nil {
		return unshared(err)
	}
	_, err = w.api.CompleteUploadExternalContext(ctx, slack.CompleteUploadExternalParameters{
		Files: []slack.FileSummary{{ID: id, Title: f.Name}}, Channel: channel, InitialComment: comment,
	})
	return outcomeOf(err)
}

// put uploads a file and returns its id, and the conversation to share it in.
func (w *web) put(ctx context.Context, person, name string, content *os.File) (channel, id string, err error) {
	size, err := content.Seek(0, io.SeekCurrent)
	if err != nil {
		return "", "", fmt.Errorf("measure the file: %w", err)
	}
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return "", "", fmt.Errorf("rewind the file: %w", err)
	}
	if channel, err = w.conversation(ctx, person); err != nil {
		return "", "", err
	}
	up, err := w.api.GetUploadURLExternalContext(ctx, slack.GetUploadURLExternalParameters{FileName: name, FileSize: int(size)})
	if err != nil {
		return "", "", err
	}
	return channel, up.FileID, w.send(ctx, up.UploadURL, content, size)
}

// send posts the bytes to the address that Slack gave. It carries no token, but
// what it says is private: it goes to Slack and to nobody else.
func (w *web) send(ctx context.Context, address string, content io.Reader, size int64) error {
	if !w.trusted(address) {
		return responseError{words: "not an address of Slack"}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, io.NopCloser(content))
	if err != nil {
		return responseError{words: "not an address"}
	}
	r.ContentLength = size
	r.Header.Set("Content-Type", "application/octet-stream")
	return w.do(r)
}

// unshared is the outcome of a step before the last.
func unshared(err error) outbox.Outcome {
	o := outcomeOf(err)
	if o.Result == outbox.Unknown {
		o.Result = outbox.Unreachable
	}
	return o
}

// apologize tells somebody that the file they wait for does not come.
func (w *web) apologize(ctx context.Context, d outbox.Delivery) {
	var f view.File
	if json.Unmarshal(d.Body, &f) != nil || strings.TrimSpace(f.Failed) == "" {
		return
	}
	_, _, _ = w.api.PostMessageContext(ctx, d.Channel, slack.MsgOptionText(f.Failed, false)) // doctor shows it in any case
}
