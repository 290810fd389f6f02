package bot

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/handlers"
	"pogo/outbox"
	"pogo/slacksim"
	"pogo/storage"
)

// The rooms between which main makes the connection.
var (
	_ Outbox  = (*storage.DB)(nil)
	_ Handler = (*handlers.Handlers)(nil)
)

// kept is the real outbox behind a bot.
type kept struct {
	t    *testing.T
	path string
	*storage.DB
}

func (k *kept) open(c *Config) {
	k.t.Helper()
	db, err := storage.Open(context.Background(), storage.Config{Path: k.path})
	if err != nil {
		k.t.Fatal(err)
	}
	k.DB, c.Outbox = db, db
}

func (k *kept) close(w *world) {
	k.t.Helper()
	if err := errors.Join(w.stop(), k.Close()); err != nil {
		k.t.Error(err)
	}
}

func (k *kept) send(d outbox.Delivery) {
	k.t.Helper()
	d.CreatedAt = time.Now()
	err := k.Write(context.Background(), func(tx *storage.Tx) error {
		_, err := tx.Send(context.Background(), d)
		return err
	})
	if err != nil {
		k.t.Error(err)
	}
}

func TestTheRealOutboxSurvivesTroubleAndARestart(t *testing.T) {
	t.Parallel()
	k := &kept{t: t, path: filepath.Join(t.TempDir(), "pogo.db")}
	inWorld(t, slacksim.Config{}, k.open, func(w *world) {
		w.Fail("chat.postMessage", slacksim.Fault{Store: true, Drop: true})
		w.Fail("chat.postMessage", slacksim.Fault{Status: 429, RetryAfter: 10 * time.Second})
		w.Fail("chat.postMessage", slacksim.Fault{Status: 500})
		var want []string
		for i := range 5 {
			want = append(want, fmt.Sprint("message ", i))
			k.send(outbox.Delivery{Kind: outbox.Post, Channel: dev, Body: body(want[i])})
		}
		k.send(outbox.Delivery{Kind: outbox.Post, Channel: claire, Name: "card", Body: body("0")})
		k.send(outbox.Delivery{Kind: outbox.Post, Channel: claire, Thread: "card", Body: body("details")})
		k.send(outbox.Delivery{Kind: outbox.Seed, Channel: claire, Body: []byte(`{"emoji":"one","on":"card"}`)})
		w.pass(time.Second)
		k.close(w)
		k.open(&w.cfg)
		w.start()
		w.pass(5 * time.Minute)
		for i := range 100 {
			k.send(outbox.Delivery{Kind: outbox.Post, Channel: claire, Name: "card", Body: body(strconv.Itoa(i + 1))})
		}
		w.pass(time.Minute)
		if diff := cmp.Diff(want, w.posts(dev)); diff != "" {
			t.Error(diff)
		}
		private := w.Messages(claire, w.DM(claire))
		if diff := cmp.Diff([]string{"100", "details"}, w.posts(w.DM(claire))); diff != "" {
			t.Fatal(diff)
		}
		if len(private[0].Reactions) != 1 || private[1].ThreadTS != private[0].TS {
			t.Errorf("the card and its details: %+v", private)
		}
		if got := len(w.Calls("chat.update")); got > 3 {
			t.Errorf("%d edits for a burst of a hundred", got)
		}
		w.idle()
		k.close(w)
	})
}
