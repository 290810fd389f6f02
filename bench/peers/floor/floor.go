package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"

	"github.com/gorilla/websocket"
)

// floor is one connection, one file, and a few connections to post by.
type floor struct {
	api, appToken, botToken string
	log                     *slog.Logger
	client                  *http.Client
	conn                    *websocket.Conn
	file                    *os.File
}

// request is what came, and where its card goes.
type request struct {
	raw     []byte
	ID      string `json:"envelope_id"`
	Type    string `json:"type"`
	Payload struct {
		Channel string `json:"channel_id"`
		Text    string `json:"text"`
	} `json:"payload"`
}

// waiting is how many requests may wait for the sync before them.
const waiting = 1 << 12

func (f *floor) run(path string) (err error) {
	f.client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 16, MaxConnsPerHost: 16}}
	if f.file, err = os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600); err != nil { //nolint:gosec // whoever runs it names the file
		return fmt.Errorf("open the file: %w", err)
	}
	var link struct {
		URL string `json:"url"`
	}
	if err := f.call("apps.connections.open", f.appToken, struct{}{}, &link); err != nil {
		return err
	}
	if f.conn, _, err = websocket.DefaultDialer.Dial(link.URL, nil); err != nil { //nolint:bodyclose // it lives as long as the program
		return fmt.Errorf("dial: %w", err)
	}
	requests := make(chan request, waiting)
	ended := make(chan error, 1)
	go func() { ended <- f.keep(requests) }()
	for {
		_, raw, err := f.conn.ReadMessage()
		if err != nil {
			return fmt.Errorf("read: %w", err)
		}
		r := request{raw: raw}
		if err := json.Unmarshal(raw, &r); err != nil {
			return fmt.Errorf("read an envelope: %w", err)
		}
		if r.ID == "" {
			continue
		}
		select {
		case requests <- r:
		case err := <-ended:
			return err
		}
	}
}

// keep syncs once for all that wait, then acknowledges each.
func (f *floor) keep(requests <-chan request) error {
	for first := range requests {
		batch := []request{first}
		for range len(requests) {
			batch = append(batch, <-requests)
		}
		if err := f.store(batch); err != nil {
			return err
		}
		for _, r := range batch {
			if err := f.conn.WriteJSON(map[string]string{"envelope_id": r.ID}); err != nil {
				return fmt.Errorf("acknowledge: %w", err)
			}
			if r.Type == "slash_commands" {
				go f.post(r)
			}
		}
	}
	return nil
}

func (f *floor) store(batch []request) error {
	var lines bytes.Buffer
	for _, r := range batch {
		lines.Write(append(r.raw, '\n'))
	}
	if _, err := f.file.Write(lines.Bytes()); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	if err := f.file.Sync(); err != nil {
		return fmt.Errorf("sync: %w", err)
	}
	return nil
}

func (f *floor) post(r request) {
	card := map[string]string{"channel": r.Payload.Channel, "text": r.Payload.Text}
	if err := f.call("chat.postMessage", f.botToken, card, &struct{}{}); err != nil {
		f.log.Error("post", slog.Any("error", err))
	}
}

// call makes one call of the Web API.
func (f *floor) call(method, token string, body, into any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	request, err := http.NewRequest(http.MethodPost, f.api+method, bytes.NewReader(raw)) //nolint:noctx // it lives as long as the program
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Content-Type", "application/json; charset=utf-8")
	response, err := f.client.Do(request)
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	raw, err = io.ReadAll(response.Body)
	if err = errors.Join(err, response.Body.Close()); err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("%s: %s: %w", method, response.Status, err)
	}
	return nil
}
