package main

import (
	"context"
	"strings"

	"github.com/chromedp/chromedp"
)

// is acts as somebody from here on.
func (v *visitor) is(handle string) {
	v.Helper()
	v.until("open the list of people", `press(document.querySelector("[data-testid=act-as]"))`)
	v.until("forget what was said before", `(document.querySelector("#toasts").replaceChildren(), true)`)
	v.until("act as "+handle, `press(document.querySelector("[data-testid=act-as-" + %s + "]"))`, handle)
	v.until("be "+handle, `new URLSearchParams(location.hash.slice(1)).get("as") === "U0" + %s && document.querySelector("#toasts .toast")`,
		strings.ToUpper(handle)) // the toast comes when what they see is drawn
}

// opens shows another conversation: a channel's name, or dm-pogo.
func (v *visitor) opens(conversation string) {
	v.Helper()
	v.until("open "+conversation, `press(document.querySelector("[data-testid=channel-" + %s + "]"))`, conversation)
	v.until("be in "+conversation, `document.querySelector("[data-testid=channel-" + %s + "]").getAttribute("aria-current") === "page"`, conversation)
}

// types writes a message or a command by the keyboard and sends it.
func (v *visitor) types(text string) {
	v.Helper()
	v.keys("[data-testid=composer]", text)
	v.until("have it in the box", `document.querySelector("[data-testid=composer]").value === %s`, text)
	v.keys("[data-testid=composer]", "\r")
	v.until("send "+text, `document.querySelector("[data-testid=composer]").value === ""`)
}

func (v *visitor) keys(selector, text string) {
	v.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Focus(chromedp.CSS(selector), chromedp.NodeVisible), chromedp.KeyEvent(text)); err != nil {
		v.Fatalf("type into %s: %v; the page: %s", selector, err, v.picture())
	}
}

// sees waits for a message that says all of this, everywhere it is looked for.
func (v *visitor) sees(texts ...string) {
	v.Helper()
	v.until("see a message with "+strings.Join(texts, " … "), `messages().some((one) => %s.every((text) => readable(one).includes(text)))`, texts)
}

// told waits for a private answer that says all of this.
func (v *visitor) told(texts ...string) {
	v.Helper()
	v.until("be told "+strings.Join(texts, " … "), `messages().some((one) => one.matches(".private") && %s.every((text) => readable(one).includes(text)))`, texts)
}

// inThread opens the thread of a message and waits for what stands in it.
func (v *visitor) inThread(of, text string) {
	v.Helper()
	v.until("open the thread of "+of, `press(message(%s)?.querySelector("[data-testid=open-thread]"))`, of)
	v.until("see "+text+" in the thread", `message(%s, "#thread-messages")`, text)
}

// missing is that no message says this. What is waited for before must be later
// than what should be missing.
func (v *visitor) missing(text string) {
	v.Helper()
	v.until("see nothing of "+text, `!message(%s)`, text)
}

// once is that exactly one message says this: it was edited in place.
func (v *visitor) once(text string) {
	v.Helper()
	v.until("see "+text+" once", `messages().filter((one) => readable(one).includes(%s)).length === 1`, text)
}

// charted waits for a chart in the newest message with a text, drawn and with
// a sentence for those who cannot see it.
func (v *visitor) charted(text string) {
	v.Helper()
	v.until("see the chart of "+text, `message(%s)?.querySelector(".chart svg[role=img]")?.getAttribute("aria-label")`, text)
}

// presses uses the newest button of that name in the form, else in the newest
// message that has one.
func (v *visitor) presses(label string) {
	v.Helper()
	v.until("press "+label, `press(document.querySelector("[data-testid=modal]").open
		? named(document.querySelector("[data-testid=modal]"), %[1]s)
		: messages().map((one) => named(one, %[1]s)).findLast(Boolean))`, label)
}

// pressesIn uses a button of the newest message with a text.
func (v *visitor) pressesIn(text, label string) {
	v.Helper()
	v.until("press "+label+" of "+text, `press(named(message(%s), %s))`, text, label)
}

// reacts puts an emoji on the newest message with a text: by the chip that is
// there, else from the tools that appear over the message.
func (v *visitor) reacts(emoji, text string) {
	v.Helper()
	v.until("react with "+emoji, `(() => {
		const one = message(%[1]s);
		one?.focus();
		return press(one?.querySelector("[data-testid='reaction-" + %[2]s + "']") ?? one?.querySelector("[data-testid='quick-" + %[2]s + "']"));
	})()`, text, emoji)
}

// count waits until an emoji of the newest message with a text has this many.
func (v *visitor) counts(emoji, text, count string) {
	v.Helper()
	v.until("count "+count+" "+emoji, `(message(%s)?.querySelector("[data-testid='reaction-" + %s + "'] .count")?.textContent ?? "0") === %s`, text, emoji, count)
}

// formTitled is that a form of this title is open.
const formTitled = `document.querySelector("[data-testid=modal]").open && readable(document.querySelector("[data-testid=modal-title]")) === %s`

// becomes waits for the form that takes the place of the one that was sent.
func (v *visitor) becomes(title string) {
	v.Helper()
	v.until("see the form "+title, formTitled, title)
}

// form does what opens a form, and waits for it by its title. A machine so busy
// that the three seconds of a trigger pass has it done again, as people do.
func (v *visitor) form(title string, how func(*visitor, string), what string) {
	v.Helper()
	for range 3 {
		how(v, what)
		if v.within(patience/3, formTitled, title) == nil {
			return
		}
	}
	v.Fatalf("never saw the form %s; the page: %s", title, v.picture())
}

// fills writes into a field of the form.
func (v *visitor) fills(block, text string) {
	v.Helper()
	v.keys("[data-testid=modal] [data-block-id="+block+"] :is(input,textarea)", text)
}

// picks chooses an option of a field of the form.
func (v *visitor) picks(block, value string) {
	v.Helper()
	v.until("open "+block, `press(document.querySelector("[data-testid=modal] [data-block-id=" + %s + "] .select"))`, block)
	v.until("choose "+value, `press(document.querySelector("[data-testid=option-" + %s + "]"))`, value)
}

// ticks chooses one of a form's radio buttons.
func (v *visitor) ticks(value string) {
	v.Helper()
	v.until("tick "+value, `press(document.querySelector("[data-testid=modal] [data-testid=option-" + %s + "]"))`, value)
}

// confirms says yes to what a button asks back.
func (v *visitor) confirms() {
	v.Helper()
	v.until("confirm", `press(document.querySelector("[data-testid=confirm-yes]"))`)
}

// submits sends the form, which closes.
func (v *visitor) submits() { v.Helper(); v.leaves("modal-submit") }

// cancels closes the form.
func (v *visitor) cancels() { v.Helper(); v.leaves("modal-close") }

func (v *visitor) leaves(button string) {
	v.Helper()
	v.until("press "+button, `press(document.querySelector("[data-testid=" + %s + "]"))`, button)
	v.until("see the form gone", `!document.querySelector("[data-testid=modal]").open`)
}

// waits moves the clock by one of its buttons: tomorrow, hour, day, jump-0.
func (v *visitor) waits(button string) {
	v.Helper()
	v.moves("clock-" + button)
}

// waitsUntil moves the clock to a moment of the reader's zone, 2006-01-02T15:04.
func (v *visitor) waitsUntil(moment string) {
	v.Helper()
	v.until("open the clock", `press(document.querySelector("[data-testid=clock]"))`)
	v.until("choose "+moment, `(() => {
		const field = document.querySelector("[data-testid=clock-field]");
		if (field) field.value = %s;
		return field;
	})()`, moment)
	v.moves("clock-go")
}

// moves presses a button of the clock and waits until it has landed.
func (v *visitor) moves(button string) {
	v.Helper()
	v.until("forget where it landed before", `(document.querySelector("#toasts").replaceChildren(), true)`)
	v.until("press "+button, `press(document.querySelector("[data-testid=" + %s + "]"))`, button)
	v.until("land", `document.querySelector("#toasts .toast") && !document.body.classList.contains("moving")`)
	v.until("land without trouble", `!document.querySelector("#toasts .toast.error")`)
}
