package slacksim_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"testing"

	"github.com/gorilla/websocket"

	"pogo/slacksim"
)

// crowded is a workspace of some size, where the app may post as it likes.
func crowded(b *testing.B) (s *stage, channels []string) {
	b.Helper()
	s = open(b, slacksim.Config{Unlimited: true})
	for i := range 500 {
		channels = append(channels, s.AddChannel(slacksim.Channel{Name: fmt.Sprintf("team-%d", i), Members: []string{claire, s.Bot().ID}}))
	}
	return s, channels
}

// BenchmarkACardIsPosted is the call that an app makes most: a message with
// blocks, buttons and metadata.
func BenchmarkACardIsPosted(b *testing.B) {
	s, channels := crowded(b)
	raw, err := os.ReadFile("testdata/card.json")
	if err != nil {
		b.Fatal(err)
	}
	card := map[string]json.RawMessage{"metadata": json.RawMessage(`{"event_type":"delivery","event_payload":{"id":"17"}}`)}
	if err := json.Unmarshal(raw, &card); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		card["channel"] = json.RawMessage(strconv.Quote(channels[i%len(channels)]))
		body, err := json.Marshal(card)
		if err != nil {
			b.Fatal(err)
		}
		r, err := http.NewRequestWithContext(b.Context(), http.MethodPost, s.url+"/api/chat.postMessage", bytes.NewReader(body))
		if err != nil {
			b.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json; charset=utf-8")
		r.Header.Set("Authorization", "Bearer xoxb-sim")
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			b.Fatal(err)
		}
		said, err := io.ReadAll(response.Body)
		if err != nil || !bytes.Contains(said, []byte(`"ok":true`)) {
			b.Fatalf("got %s, %v", said, err)
		}
		_ = response.Body.Close()
	}
}

// BenchmarkACommandIsHandedOver is a person's command from its typing to its
// acknowledgement, by an app that does nothing else.
func BenchmarkACommandIsHandedOver(b *testing.B) {
	s, channels := crowded(b)
	_, address, err := s.api.StartSocketModeContext(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	conn, response, err := websocket.DefaultDialer.DialContext(b.Context(), address, nil)
	if err != nil {
		b.Fatal(err)
	}
	_ = response.Body.Close()
	defer func() { _ = conn.Close() }()
	go func() {
		for {
			var f frame
			if conn.ReadJSON(&f) != nil {
				return
			}
			if f.ID != "" && conn.WriteJSON(map[string]string{"envelope_id": f.ID}) != nil {
				return
			}
		}
	}()
	if err := s.Until(b.Context(), func() bool { return s.Connections() > 0 }); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if err := s.Command(claire, channels[i%len(channels)], "/story As a buyer, I want to pay by card so that I need no cash"); err != nil {
			b.Fatal(err)
		}
	}
}
