package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// A visitor is somebody in front of the real playground, in a headless
// Chromium: what they do is done by pressing and typing, and what they see is
// read off the page.
type visitor struct {
	*testing.T
	ctx context.Context //nolint:containedctx // because chromedp keeps the browser in it
}

// visit opens a playground of its own on loopback and its page. It starts on a
// Monday at ten in Paris, and its clock runs. Where there is no browser it
// skips; with POGO_REQUIRE_BROWSER=1 that fails instead.
func visit(t *testing.T, place string) *visitor {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("POGO_REQUIRE_BROWSER") == "1" {
			t.Fatal("POGO_REQUIRE_BROWSER=1, but there is no chromium in the path")
		}
		t.Skip("there is no chromium in the path; install it, or set POGO_REQUIRE_BROWSER=1 to fail here")
	}
	address := openPlayground(t)
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	t.Cleanup(cancel)
	ctx, stop := chromedp.NewContext(ctx,
		chromedp.WithAllocatorOptions(chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
			chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-sync", true), chromedp.Flag("lang", "en-GB"),
			chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-background-networking", true)),
		chromedp.WithBrowserOption(chromedp.WithConsolef(func(format string, args ...any) {
			if said := fmt.Sprintf(format, args...); strings.Contains(said, "error") || strings.Contains(said, "exception") {
				t.Errorf("the page complains: %s", said)
			}
		})))
	t.Cleanup(stop)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate("http://"+address+"/#"+place),
		chromedp.WaitReady(chromedp.CSS("body[data-ready]"))); err != nil {
		t.Fatalf("open the page: %v", err)
	}
	return &visitor{t, ctx}
}

// openPlayground runs the playground as the command does, until the test ends.
func openPlayground(t *testing.T) (address string) {
	t.Helper()
	log := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context())) // ended after the browser, below
	p, err := newPlay(ctx, wiring{database: filepath.Join(t.TempDir(), "pogo.db"), locale: "en", zone: "Europe/Paris", log: log},
		time.Now, true)
	if err != nil {
		t.Fatal(err)
	}
	p.clock.ahead = time.Until(time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)) // before anybody has looked
	page, err := net.Listen("tcp", "127.0.0.1:0")                                    //nolint:noctx // because loopback answers at once
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- p.run(ctx, page) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the playground ended: %v", err)
		}
		if err := p.close(); err != nil {
			t.Errorf("close the playground: %v", err)
		}
	})
	return page.Addr().String()
}

// step is one part of the visit; what follows makes no sense if it fails.
func (v *visitor) step(name string, does func(v *visitor)) {
	v.Helper()
	if !v.Run(name, func(t *testing.T) { does(&visitor{t, v.ctx}) }) {
		v.FailNow()
	}
}

// patience is how long anything may take to show.
const patience = 15 * time.Second

// helpers are what the page is asked with: readable gives a text as it is
// read, with plain spaces; message finds the newest message with a text;
// press uses what can be seen and is not covered, at once, so that no redraw
// comes between looking and pressing.
const helpers = `
	const readable = (node) => (node?.innerText ?? "").replace(/\s+/g, " ");
	const messages = (box = "#messages") => [...document.querySelectorAll(box + " .message")];
	const message = (text, box) => messages(box).findLast((one) => readable(one).includes(text));
	const press = (node) => {
		if (!node) return false;
		node.scrollIntoView({ block: "nearest" });
		const { left, top, width, height } = node.getBoundingClientRect();
		const there = document.elementFromPoint(left + width / 2, top + height / 2);
		if (!there || !(node.contains(there) || there.contains(node))) return false;
		node.click();
		return true;
	};
	const named = (box, label) => [...(box?.querySelectorAll("button") ?? [])].findLast((one) => readable(one).trim() === label);
`

// until waits for an expression of the page to become true.
func (v *visitor) until(what, expression string, args ...any) {
	v.Helper()
	if err := v.within(patience, expression, args...); err != nil {
		v.Fatalf("%s: %v; the page: %s", what, err, v.picture())
	}
}

func (v *visitor) within(limit time.Duration, expression string, args ...any) error {
	quoted := make([]any, len(args))
	for i, arg := range args {
		raw, err := json.Marshal(arg)
		if err != nil {
			return err
		}
		quoted[i] = string(raw)
	}
	ctx, cancel := context.WithTimeout(v.ctx, limit)
	defer cancel()
	_, err := chromedp.Run(ctx, chromedp.Poll[bool]("(() => {"+helpers+"return !!("+fmt.Sprintf(expression, quoted...)+")})()"))
	return err
}

// picture keeps what the page looks like now, with -artifacts for good, and
// says where.
func (v *visitor) picture() string {
	shot, err := chromedp.Run(v.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return "no picture: " + err.Error()
	}
	path := filepath.Join(v.ArtifactDir(), "page.png")
	if err := os.WriteFile(path, shot, 0o600); err != nil {
		return "no picture: " + err.Error()
	}
	return path
}

// look keeps pictures, as wide as a desk and as a phone, in the folder that
// POGO_SHOTS names, for people to look at.
func (v *visitor) look(name string) {
	v.Helper()
	folder := os.Getenv("POGO_SHOTS")
	if folder == "" {
		return
	}
	for _, size := range []struct {
		suffix        string
		width, height int64
	}{{"phone", 390, 844}, {"desk", 1280, 800}} {
		if err := chromedp.Do(v.ctx, chromedp.EmulateViewport(size.width, size.height)); err != nil {
			v.Fatal(err)
		}
		shot, err := chromedp.Run(v.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			v.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name+"-"+size.suffix+".png"), shot, 0o600); err != nil {
			v.Fatal(err)
		}
	}
}
