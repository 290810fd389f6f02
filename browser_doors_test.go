package main

import "testing"

// The three doors to a story: the command, the shortcuts, and Pogo's name in a
// thread. Nora speaks English in #payments, Claire French in #boutique.
func TestThreeDoorsLeadToAStory(t *testing.T) {
	t.Parallel()
	t.Run("in English", func(t *testing.T) {
		t.Parallel()
		v := visit(t, "")
		v.step("by the command", (*visitor).commandInEnglish)
		v.step("by two clicks, a title and Enter", (*visitor).titleInEnglish)
		v.step("from a message in a thread", (*visitor).messageInEnglish)
		v.step("by Pogo's name", (*visitor).nameInEnglish)
	})
	t.Run("in French", func(t *testing.T) {
		t.Parallel()
		v := visit(t, "as=U0CLAIRE&in=C0BOUTIQUE")
		v.step("par la commande", (*visitor).commandInFrench)
		v.step("depuis un message dans un fil", (*visitor).messageInFrench)
	})
}

func (v *visitor) commandInEnglish() {
	v.types("/story As a buyer, I want to export my invoices so that I can file them")
	v.sees("PAY-1 · Export my invoices")
	v.is("claire")
	v.types("/story exporting the invoice")
	v.told("à PAY-1", "demandée par Nora", "Créer quand même")
	v.is("nora")
	v.types("/story exporting the invoice")
	v.told("This looks like PAY-1", "Nothing is created yet", "asked by Nora")
	v.look("doors-en-proposed")
	v.presses("Add my 👍 to PAY-1")
	v.told("Your 👍 is on PAY-1")
	v.sees("PAY-1 · Export my invoices", "👍 1")
	v.form("A new story", (*visitor).types, "/story")
	v.fills("text", "exporting the invoice\r")
	v.until("see the proposal in the form", formSays, "This looks like PAY-1")
	v.until("keep what was typed", fieldHolds, "text", "exporting the invoice")
	v.look("doors-en-form-proposed")
	v.presses("Create anyway")
	v.sees("PAY-2 · Exporting the invoice")
}

func (v *visitor) titleInEnglish() {
	v.form("A new story", (*visitor).fromAnywhere, "New story")
	v.look("doors-en-form")
	v.fills("text", "Dark mode\r")
	v.until("see the form gone", `!document.querySelector("[data-testid=modal]").open`)
	v.sees("PAY-3 · Dark mode")
}

func (v *visitor) messageInEnglish() {
	v.is("samir")
	v.types("Can we talk about refunds?")
	v.sees("talk about refunds")
	v.startsThread("talk about refunds")
	v.saysInThread("A buyer gets the money back within a week")
	v.is("nora")
	v.inThread("talk about refunds", "within a week")
	v.form("A new story", func(v *visitor, text string) { v.makesStory(text, "#thread-messages") }, "within a week")
	v.until("find the message in the form", fieldHolds, "text", "A buyer gets the money back within a week")
	v.until("find its author in the form", formSays, "Samir")
	v.look("doors-en-shortcut")
	v.submits()
	v.toldInThread("PAY-4 is in the backlog")
	v.look("doors-en-thread")
	v.sees("PAY-4 · A buyer gets", "asked by Samir", "written by Nora", "from a message")
}

func (v *visitor) nameInEnglish() {
	v.saysInThread("@Pogo story refunds are listed ")
	v.toldInThread("PAY-5 is in the backlog")
	v.saysInThread("@Pogo story ")
	v.toldInThread("The form opens with this button")
	v.form("A new story", (*visitor).pressesInThread, "Open the form")
	v.fills("text", "refund by bank transfer\r")
	v.toldInThread("PAY-6 is in the backlog")
	v.look("doors-en-mention")
}

func (v *visitor) commandInFrench() {
	v.types("/story En tant que cliente, je veux exporter mes factures afin de les classer")
	v.sees("BOU-1 · Exporter mes factures")
	v.types("/story exporter une facture")
	v.told("à BOU-1", "Rien n'est encore créé")
	v.look("doors-fr-proposed")
	v.presses("Créer quand même")
	v.told("BOU-2 est dans le backlog")
	v.form("Nouvelle story", (*visitor).fromAnywhere, "New story")
	v.fills("text", "exporter les factures\r")
	v.until("voir la proposition", formSays, "à BOU-1")
	v.look("doors-fr-form-proposed")
	v.presses("Ajouter mon 👍 à BOU-1")
	v.becomes("BOU-1")
	v.cancels()
	v.sees("BOU-1 · Exporter mes factures", "👍 1")
}

func (v *visitor) messageInFrench() {
	v.is("lea")
	v.types("On parle des remboursements ?")
	v.sees("des remboursements")
	v.startsThread("des remboursements")
	v.saysInThread("La cliente est remboursée sous une semaine")
	v.is("claire")
	v.inThread("des remboursements", "sous une semaine")
	v.form("Nouvelle story", func(v *visitor, text string) { v.makesStory(text, "#thread-messages") }, "sous une semaine")
	v.until("trouver qui l'a demandée", formSays, "Léa")
	v.look("doors-fr-shortcut")
	v.submits()
	v.toldInThread("BOU-3 est dans le backlog")
	v.saysInThread("@Pogo story la liste des remboursements ")
	v.toldInThread("BOU-4 est dans le backlog")
	v.look("doors-fr-thread")
}

// What is asked of the form that is open.
const (
	formSays   = `readable(document.querySelector("[data-testid=modal]")).includes(%s)`
	fieldHolds = `document.querySelector("[data-testid=modal] [data-block-id=" + %s + "] :is(input,textarea)")?.value === %s`
)

// fromAnywhere uses a shortcut that needs no message: two clicks.
func (v *visitor) fromAnywhere(name string) {
	v.Helper()
	v.until("open the shortcuts", `press(document.querySelector("[data-testid=composer-shortcuts]"))`)
	v.until("choose "+name, `press([...document.querySelectorAll("[role=menuitem]")].find((one) => readable(one).includes(%s)))`, name)
}

// makesStory uses the shortcut on the newest message with a text.
func (v *visitor) makesStory(text, box string) {
	v.Helper()
	v.until("open the actions of "+text, `(() => {
		const one = message(%s, %s);
		one?.focus();
		return press(one?.querySelector("[data-testid=more-actions]"));
	})()`, text, box)
	v.until("make it a story", `press(document.querySelector("[data-testid='shortcut-story.message']"))`)
}

// startsThread opens the thread of a message that nobody has answered.
func (v *visitor) startsThread(of string) {
	v.Helper()
	v.until("answer "+of, `(() => {
		const one = message(%s);
		one?.focus();
		return press(one?.querySelector("[data-testid=reply-in-thread]"));
	})()`, of)
}

func (v *visitor) saysInThread(text string) {
	v.Helper()
	v.keys("[data-testid=thread-composer]", text+"\r")
	v.until("send "+text, `document.querySelector("[data-testid=thread-composer]").value === ""`)
}

// toldInThread waits for a private answer in the thread that is open.
func (v *visitor) toldInThread(text string) {
	v.Helper()
	v.until("be told "+text+" in the thread", `messages("#thread-messages").some((one) => one.matches(".private") && readable(one).includes(%s))`, text)
}

// pressesInThread uses the newest button of that name in the thread.
func (v *visitor) pressesInThread(label string) {
	v.Helper()
	v.until("press "+label+" in the thread", `press(messages("#thread-messages").map((one) => named(one, %s)).findLast(Boolean))`, label)
}
