package playground_test

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"pogo/playground"
)

// A reader is a browser with the page open.
type reader struct {
	t   *testing.T
	ctx context.Context //nolint:containedctx // because chromedp keeps the browser in it
}

// browse opens the page at a window's width, or skips where there is no
// browser; with POGO_REQUIRE_BROWSER=1 that fails instead. Whatever the page
// complains about in its console fails the test.
func (s *stage) browse(t *testing.T, width int64, place string) *reader {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("POGO_REQUIRE_BROWSER") == "1" {
			t.Fatal("POGO_REQUIRE_BROWSER=1, but there is no chromium in the path")
		}
		t.Skip("there is no chromium in the path; install it, or set POGO_REQUIRE_BROWSER=1 to fail here")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	ctx, stop := chromedp.NewContext(ctx,
		chromedp.WithAllocatorOptions(chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
			chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-sync", true),
			chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-background-networking", true)))
	r := &reader{t, ctx}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900)); err != nil {
		t.Fatalf("start the browser: %v", err)
	}
	t.Cleanup(stop)
	r.listen()
	if err := chromedp.Do(ctx, chromedp.Navigate(s.page.URL+"/#"+place),
		chromedp.WaitReady(chromedp.CSS("body[data-ready]"))); err != nil {
		t.Fatalf("open the page: %v", err)
	}
	return r
}

// listen gathers what the page complains about, and fails the test with it at
// the end.
func (r *reader) listen() {
	var mu sync.Mutex
	var complaints []string
	said := chromedp.Console(r.ctx)
	go func() {
		for message, err := range said {
			if err == nil && (message.Type == chromedp.ConsoleError || message.IsException()) {
				mu.Lock()
				complaints = append(complaints, message.String())
				mu.Unlock()
			}
		}
	}()
	r.t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		for _, one := range complaints {
			r.t.Errorf("the page complains: %s", one)
		}
	})
}

func (r *reader) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.ctx, 20*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		r.shot("failed")
		r.t.Fatalf("%s: %v", what, err)
	}
}

func (r *reader) click(selector string) {
	r.t.Helper()
	r.do("click "+selector, chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
}

// typed goes by the keyboard: chromedp's SendKeys reads the node's attributes
// without its lock, which the race detector sees.
func (r *reader) typed(selector, text string) {
	r.t.Helper()
	r.do("type into "+selector, chromedp.Focus(chromedp.CSS(selector), chromedp.NodeVisible), chromedp.KeyEvent(text))
}

// sees waits until a JavaScript condition holds.
func (r *reader) sees(what, condition string) {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.ctx, 20*time.Second)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool]("!!("+condition+")")); err != nil {
		r.shot("failed")
		r.t.Fatalf("never saw %s: %v", what, err)
	}
}

func ask[T any](r *reader, expression string) T {
	r.t.Helper()
	got, err := chromedp.Run(r.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		r.t.Fatalf("%s: %v", expression, err)
	}
	return got
}

// shot keeps a picture in the folder POGO_SHOTS names, for people to look at.
func (r *reader) shot(name string) {
	r.t.Helper()
	folder := os.Getenv("POGO_SHOTS")
	if folder == "" {
		return
	}
	picture, err := chromedp.Run(r.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, strings.ReplaceAll(r.t.Name(), "/", "_")+"-"+name+".png"), picture, 0o600); err != nil {
		r.t.Fatal(err)
	}
}

const (
	composer = "[data-testid=composer]"
	modal    = "[data-testid=modal]"
	lastText = "[...document.querySelectorAll('#messages .message')].at(-1)?.textContent"
)

func TestEveryBlockIsDrawn(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	var gallery []struct {
		Name   string
		Blocks json.RawMessage
	}
	if err := json.Unmarshal([]byte(read(t, "gallery.json")), &gallery); err != nil {
		t.Fatal(err)
	}
	types := map[string]bool{}
	for _, one := range gallery {
		s.post(t, one.Name, string(one.Blocks))
		var blocks []struct{ Type string }
		if err := json.Unmarshal(one.Blocks, &blocks); err != nil {
			t.Fatal(err)
		}
		for _, block := range blocks {
			types[block.Type] = true
		}
	}
	r := s.browse(t, 1280, "as="+nora)
	r.sees("the last of the gallery", "document.querySelectorAll('#messages .message').length === "+strconv.Itoa(len(gallery)))
	for kind := range types {
		if ask[int](r, "document.querySelectorAll('[data-block-type="+kind+"]').length") == 0 {
			t.Errorf("no %s on the page", kind)
		}
	}
	if raw := ask[[]string](r, "[...document.querySelectorAll('[data-testid=raw] summary')].map((one) => one.textContent)"); len(raw) > 0 {
		t.Errorf("not drawn: %v", raw)
	}
	r.sees("a date in the reader's zone", "document.body.textContent.includes('08:00')")
	r.sees("text as it was written", "document.body.textContent.includes('*as written* <b>')")
	r.sees("a chart that can be read aloud", "document.querySelector('.chart svg[role=img]').getAttribute('aria-label').includes('Fri 23')")
	r.shot("gallery")
}

func TestWhatCannotBeDrawnIsShown(t *testing.T) {
	t.Parallel()
	r := open(t, nil).browse(t, 1280, "as="+nora)
	shown, err := chromedp.Run(r.ctx, chromedp.Evaluate[string](`import("/js/blocks.js").then(({drawBlocks}) => drawBlocks([
		{type: "hologram", text: "from the future"}, {type: "actions", elements: [{type: "lever"}]}, {type: "section", fields: 7},
	], {values: {}}).map((node) => node.textContent).join("\n"))`, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"block of type hologram", "from the future", "element of type lever", "block of type section"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not shown in %s", want, shown)
		}
	}
}

func TestOneCanPressChooseAndConfirm(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.echo(t)
	var gallery []struct{ Blocks json.RawMessage }
	if err := json.Unmarshal([]byte(read(t, "gallery.json")), &gallery); err != nil {
		t.Fatal(err)
	}
	s.post(t, "gallery", string(gallery[0].Blocks))
	r := s.browse(t, 1280, "as="+nora)
	r.click("[data-action-id=take]")
	r.sees("the press", lastText+".includes('Pressed take PAY-12')")
	r.click("[data-action-id=points]")
	r.click("[data-testid=option-5]")
	r.sees("the choice", lastText+".includes('Pressed points 5')")
	r.click("[data-action-id=owner]")
	r.click("[data-testid=option-" + samir + "]")
	r.sees("the person", lastText+".includes('Pressed owner "+samir+"')")
	r.click("[data-action-id=more]")
	r.click("[data-testid=option-split]")
	r.sees("the overflow choice", lastText+".includes('Pressed more split')")
	r.click("[data-action-id=far]")
	r.typed(".options-filter", "pay")
	r.click("[data-testid=option-PAY-1]")
	r.sees("what the app offered", lastText+".includes('Pressed far PAY-1')")
	r.click("[data-action-id=drop]")
	r.click("[data-testid=confirm-no]")
	r.click("[data-action-id=drop]")
	r.shot("confirm")
	r.click("[data-testid=confirm-yes]")
	r.sees("one confirmed press", lastText+".includes('Pressed drop') && document.body.textContent.split('Pressed drop').length === 2")
}

func TestAFormCanBeFilledInByHand(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.echo(t)
	r := s.browse(t, 1280, "as="+nora)
	r.typed(composer, "/fo")
	r.click("[data-testid=complete-form]")
	r.sees("the usage", "document.querySelector('[data-testid=usage]')?.textContent.includes('Opens a form')")
	r.typed(composer, "\r")
	r.sees("the modal", "document.querySelector('"+modal+"').open")
	r.shot("open")
	r.click("[data-testid=modal-submit]")
	r.sees("what is missing", "document.querySelector('[data-testid=error-text]').textContent.includes('required')")
	r.typed(modal+" [data-block-id=text] input", "bad")
	r.click("[data-testid=modal-submit]")
	r.sees("the app's own error", "document.querySelector('[data-testid=error-text]').textContent.includes('Say a little more.')")
	r.shot("error")
	r.typed(modal+" [data-block-id=text] input", "ly wanted")
	r.click(modal + " [data-block-id=many] .select")
	r.click("[data-testid=option-design]")
	r.click("[data-testid=option-sales]")
	r.click("[data-testid=modal-title]")
	r.click(modal + " [data-testid=option-secret]")
	r.click("[data-testid=modal-submit]")
	r.sees("the modal gone", "!document.querySelector('"+modal+"').open")
	for _, want := range []string{"badly wanted", "design", "sales", "secret", "As a buyer", samir, "09:30", "1795593600"} {
		r.sees(want, lastText+".includes('"+want+"')")
	}
}

func TestAConversationIsLive(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.echo(t)
	ts, err := s.Say(samir, payments, "", "Shall we?")
	if err != nil {
		t.Fatal(err)
	}
	r := s.browse(t, 1280, "as="+nora)
	r.sees("the message", lastText+"?.includes('Shall we?')")
	r.do("move over the message", chromedp.Focus(chromedp.CSS("[data-testid=quick-\\+1]")))
	r.click("[data-testid=quick-\\+1]")
	r.sees("the reaction", "document.querySelector('[data-testid=\"reaction-+1\"][aria-pressed=true]')")
	r.click("[data-testid=reaction-\\+1]")
	r.sees("the reaction taken back", "!document.querySelector('[data-testid=\"reaction-+1\"]')")
	r.click("[data-testid=add-reaction]")
	r.typed("[data-testid=emoji-search]", "rocket\r")
	r.sees("the picked emoji", "document.querySelector('[data-testid=reaction-rocket]')")
	if err := s.React(samir, payments, ts, "rocket"); err != nil {
		t.Fatal(err)
	}
	r.sees("somebody else's, without a reload", "document.querySelector('[data-testid=reaction-rocket] .count').textContent === '2'")
	r.click("[data-testid=reply-in-thread]")
	r.typed("[data-testid=thread-composer]", "Yes, *let us*\r")
	r.sees("the answer in the thread", "document.querySelector('#thread .message b:not(.author)')?.textContent === 'let us'")
	r.sees("the thread under the message", "document.querySelector('[data-testid=open-thread]').textContent.includes('1 reply')")
	r.typed("[data-testid=thread-composer]", "/echo\r")
	r.sees("that commands do not work there", "document.querySelector('.toast.error')?.textContent.includes('not supported in threads')")
	r.typed(composer, "/echo hello <b>\r")
	r.sees("the private answer", "document.querySelector('.message.private')?.textContent.includes('Only visible to you')")
	r.typed(composer, "/dance\r")
	r.sees("Slackbot's refusal", "document.querySelector('[data-user=USLACKBOT]')?.textContent.includes('not a valid command')")
	r.shot("thread")
}

func TestActingAsSomebodyElseChangesTheEyes(t *testing.T) {
	t.Parallel()
	s := open(t, func(cfg *playground.Config) {
		cfg.Notice = playground.Text{"en": "Temporary.", "fr": "Temporaire."}
	})
	if _, err := s.Say(samir, payments, "", "Hello <@"+claire+">"); err != nil {
		t.Fatal(err)
	}
	r := s.browse(t, 1280, "as="+nora)
	r.sees("English", "document.documentElement.lang === 'en' && document.querySelector('#messages .when').textContent === '09:00'")
	r.click("[data-testid=act-as]")
	r.shot("people")
	r.click("[data-testid=act-as-claire]")
	r.sees("French, an hour later", "document.documentElement.lang === 'fr' && document.querySelector('#messages .when').textContent === '10:00'")
	r.sees("the notice in French", "document.querySelector('[data-testid=notice]').textContent === 'Temporaire.'")
	r.sees("a mention of oneself", "document.querySelector('.mention.to-me')?.textContent === '@Claire'")
}

func TestTheClockIsMovedByItsButtons(t *testing.T) {
	t.Parallel()
	var s *stage
	s = open(t, func(cfg *playground.Config) {
		cfg.Advance = func(_ context.Context, to time.Time) error {
			s.clock.set(to)
			s.post(t, "Time for the daily", "")
			return nil
		}
	})
	if _, err := s.Say(samir, payments, "", "before"); err != nil {
		t.Fatal(err)
	}
	r := s.browse(t, 1280, "as="+nora)
	r.sees("the old message", lastText+"?.includes('before')")
	r.click("[data-testid=clock-tomorrow]")
	r.sees("where it landed", "document.querySelector('[data-testid=clock-now]').textContent.includes('09:30')")
	r.sees("what is new", "document.querySelector('[data-testid=new-mark]')?.nextElementSibling.textContent.includes('Time for the daily')")
	r.shot("landed")
}

func TestItFitsAPhone(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	s.echo(t)
	var gallery []struct{ Blocks json.RawMessage }
	if err := json.Unmarshal([]byte(read(t, "gallery.json")), &gallery); err != nil {
		t.Fatal(err)
	}
	for _, one := range gallery {
		s.post(t, "gallery", string(one.Blocks))
	}
	r := s.browse(t, 390, "as="+nora)
	r.sees("the gallery", "document.querySelectorAll('#messages .message').length === "+strconv.Itoa(len(gallery)))
	wide := `[...document.querySelectorAll('#messages *, #hints, #composer, #top, #head')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.table-scroll,.carousel,svg')).map((one) => one.className).slice(0, 5)`
	if over := ask[[]any](r, wide); len(over) > 0 {
		t.Errorf("wider than the window: %v", over)
	}
	r.shot("messages")
	r.click("[data-testid=menu]")
	r.click("[data-testid=channel-random]")
	r.sees("the other channel", "document.querySelector('[data-testid=channel-name]').textContent === 'random'")
	r.sees("that the app is not there", "document.querySelector('[data-testid=app-not-here]')")
	r.shot("random")
}
