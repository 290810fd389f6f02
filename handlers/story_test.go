package handlers_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/handlers"
	"pogo/outbox"
	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

const need = "/story En tant que responsable de projet, je souhaite pouvoir suivre l'avancement de mes collaborateurs afin de mieux gérer le planning"

func TestANeedBecomesACardAndAPrivateAnswer(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	if got := said(r.types("UCLAIRE", "CPAY", need)); !strings.HasPrefix(got, "PAY-1 est dans le backlog, 1ʳᵉ sur 1.\nÀ quoi verra-t-on") {
		t.Errorf("said %q", got)
	}
	want := []string{"post CPAY: PAY-1 · Suivre l'avancement de mes collaborateurs (Brouillon, demandée par Claire, 👍 0)"}
	if diff := cmp.Diff(want, texts(r.posted())); diff != "" {
		t.Errorf("posted (-want +got):\n%s", diff)
	}
}

func TestWhoWroteAStoryIsToldSoEvenIfNothingCanBeReadThen(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.blind.Store(true)
	if got := said(r.types("UCLAIRE", "CPAY", need)); got != "PAY-1 est dans le backlog." {
		t.Errorf("said %q", got)
	}
	if got := texts(r.posted()); len(got) != 1 {
		t.Errorf("posted %v", got)
	}
}

func TestTheSameEnvelopeTwiceActsOnce(t *testing.T) {
	t.Parallel()
	const need = "add a dashboard"
	for _, test := range []struct {
		name string
		acts func(context.Context, *room, string) error // as one envelope does
	}{
		{"a command", func(ctx context.Context, r *room, key string) error {
			_, err := r.Command(ctx, handlers.Command{Key: key, Person: "UCLAIRE", Channel: "CPAY", Name: "/story", Text: need, At: r.now})
			return err
		}},
		{"a click", func(ctx context.Context, r *room, key string) error {
			_, err := r.Click(ctx, handlers.Click{Key: key, Person: "UCLAIRE", Channel: "CPAY", Message: "1.2", Action: view.StoryTake, Value: "1", Response: "https://hooks.test/1", At: r.now})
			return err
		}},
		{"a form", func(ctx context.Context, r *room, key string) error {
			where := handlers.Where{Channel: "CPAY"}.String()
			_, err := r.Submit(ctx, handlers.Submission{Key: key, Person: "UCLAIRE", Form: view.StoryCreate, Private: where, Values: map[string]string{"text": need}, At: r.now})
			return err
		}},
		{"a mention", func(ctx context.Context, r *room, key string) error {
			return r.Mention(ctx, handlers.Mention{Key: key, Person: "UCLAIRE", Channel: "CPAY", Message: "5.6", Text: "story " + need, At: r.now})
		}},
		{"a direct message", func(ctx context.Context, r *room, key string) error {
			return r.DirectMessage(ctx, handlers.DirectMessage{Key: key, Person: "UCLAIRE", Channel: "DCLAIRE", Message: "5.6", Text: "story PAY-1", At: r.now})
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := newRoom(t)
			r.types("UCLAIRE", "CPAY", "/story pay by card")
			r.posted()
			for _, acts := range []bool{true, false} {
				if err := test.acts(t.Context(), r, "same"); err != nil {
					t.Fatal(err)
				}
				if got := r.posted(); len(got) > 0 != acts {
					t.Errorf("posted %q", texts(got))
				}
			}
		})
	}
}

func TestANeedAboutPersonalDataGetsNoCard(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CPAY", "/story add a dashboard")
	r.posted()
	answer := said(r.types("UNORA", "CPAY", "/story fix the critical bug exposing personal data"))
	if !strings.Contains(answer, "Claire, who looks after privacy, was told") {
		t.Errorf("told %q", answer)
	}
	posted := r.posted()
	if len(posted) != 1 || posted[0].Channel != "UCLAIRE" {
		t.Errorf("only the owner is told, got %v", texts(posted))
	}
	for person, sees := range map[string]bool{"UNORA": true, "UCLAIRE": true, "USAMIR": false} {
		if got := said(r.types(person, "CPAY", "/story PAY-2")); strings.Contains(got, "critical") != sees {
			t.Errorf("%s was told %q", person, got)
		}
	}
	r.presses("USAMIR", "CPAY", view.StoryReveal, "2")
	r.presses("UCLAIRE", "CPAY", view.StoryReveal, "2")
	shown := strings.Join(texts(r.posted()), "\n")
	if !strings.Contains(shown, "post CPAY: PAY-2") {
		t.Errorf("after the owner showed it: %s", shown)
	}
}

func TestWhatIsNotAStoryIsUnderstood(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, line, want string }{
		{"a slip is offered as a correction", "/story lsit", "Did you mean `/story list`?"},
		{"a verb in front of a need is part of the need", "/story show the balance on every page", "PAY-1 is in the backlog"},
		{"edit needs a key", "/story edit", "There is no story in this channel yet"},
		{"a story that is not there", "/story show PAY-99", "There is no PAY-99 here"},
		{"a key alone is shown", "/story pay-99", "There is no PAY-99 here"},
		{"nothing at all", "/story \u200b", "There is nothing to keep"},
		{"only emoji is kept", "/story 🚀🚀", ""},
		{"help", "/story help", "/story show ID"},
		{"help in French", "/story aide", "/story show ID"},
		{"an unknown word after backlog", "/backlog shaer", "Did you mean `/backlog share`?"},
		{"punctuation alone", `/story "`, "There is nothing to keep"},
		{"a dash alone", "/story -", "There is nothing to keep"},
		{"a verb without its command", "/po done PAY-1", "Did you mean `/po story done PAY-1`?"},
		{"a verb alone", "/po done", "Did you mean `/po story done`?"},
		{"a verb of several commands", "/po close", "I don't know “close”. What I know"},
		{"a verb that takes words may begin a sentence", "/po note that the page is slow", "Is it a need"},
		{"a sentence about done", "/po done with the first page", "Is it a need"},
		{"the command twice, as in a message", "/po po story add a dashboard", "PAY-1 is in the backlog"},
		{"marks that turn the reading order", "/po \u202eolleh\u202c", "I don't know “olleh”"},
		{"nothing but such marks", "/po \u202e", "`/story`"},
		{"a slip of a command", "/po storry add a dashboard", "Did you mean `/po story add a dashboard`?"},
		{"a slip of a command with a verb", "/po sprnit start 2w", "Did you mean `/po sprint start 2w`?"},
		{"a sentence is no slip", "/po note that we ship on Monday", "Is it a need"},
		{"everything also after /po", "/po story add a dashboard", "PAY-1 is in the backlog"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := said(newRoom(t).types("UNORA", "CPAY", test.line)); !strings.Contains(got, test.want) {
				t.Errorf("told %q, want %q in it", got, test.want)
			}
		})
	}
}

func TestHostileTextHarmsNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"<!channel> <@UNORA> `code` *bold*", "\u202eright to left\u202c", strings.Repeat("word ", 8000), strings.Repeat("é", 40000),
		"a\x00b \xff\xfe", "😀", "```\n```", "<https://x.test|click>", "{{.who}}",
	} {
		r := newRoom(t)
		r.types("UNORA", "CPAY", "/story "+text)
		for _, d := range r.posted() {
			body := string(d.Body)
			if strings.Contains(body, "<!channel>") && strings.Contains(body, `"mrkdwn","text":"<!channel>`) {
				t.Errorf("%.40q pings: %s", text, body)
			}
			if len(body) > 14000 {
				t.Errorf("%.40q makes a message of %d bytes", text, len(body))
			}
		}
		read(r, func(tx *storage.Tx) error {
			s, err := tx.StoryByNumber(t.Context(), 1, 1)
			if err == nil && strings.ToValidUTF8(strings.TrimSpace(text), "") != "" && s.Text == "" {
				t.Errorf("%.40q was not kept", text)
			}
			return nil
		})
	}
}

func read(r *room, fn func(*storage.Tx) error) {
	r.t.Helper()
	if err := r.db.Read(r.t.Context(), fn); err != nil {
		r.t.Fatal(err)
	}
}

func TestWhoMayNotIsNotObeyed(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	for _, person := range []string{"UEVE", "UBOT"} {
		if got := said(r.types(person, "CPAY", "/story add a dashboard")); !strings.Contains(got, "only from members") {
			t.Errorf("%s was told %q", person, got)
		}
	}
	if got := r.posted(); len(got) != 0 {
		t.Errorf("posted %v", texts(got))
	}
	for person, want := range map[string]int{"UEVE": 1, "UBOT": 0} { // a bot might answer the answer
		err := r.Mention(t.Context(), handlers.Mention{Key: r.key(), Person: person, Channel: "CPAY", Message: "5.6", Thread: "1.2", Text: "story add a dashboard", At: r.now})
		if err != nil {
			t.Fatal(err)
		}
		got := r.posted()
		if len(got) != want || want == 1 && (got[0].Kind != outbox.Ephemeral || !strings.Contains(texts(got)[0], "only from members")) {
			t.Errorf("%s, who mentioned Pogo, was told %q", person, texts(got))
		}
	}
}

func TestANeedTypedWherePogoIsNoMemberIsKeptAsADraft(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	answer := r.types("UNORA", "COUT", "/story add a dashboard")
	if !strings.Contains(said(answer), "/invite @pogo") || len(r.posted()) != 0 {
		t.Errorf("told %q", said(answer))
	}
	r.presses("UNORA", "COUT", view.StoryRetry, "token2")
	if got := texts(r.posted()); len(got) != 1 || !strings.Contains(got[0], "still not in that channel") {
		t.Errorf("before the invitation: %v", got)
	}
	err := r.Learn(t.Context(), handlers.Roster{Channels: []scrum.Channel{{ID: "COUT", Name: "random", Member: true}}})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.posted()) != 0 {
		t.Error("joining publishes nothing by itself")
	}
	r.presses("USAMIR", "COUT", view.StoryRetry, "token2")
	if got := texts(r.posted()); len(got) != 1 || strings.Contains(got[0], "RAN-1") {
		t.Errorf("somebody else's draft: %v", got)
	}
	r.presses("UNORA", "COUT", view.StoryRetry, "token2")
	if got := strings.Join(texts(r.posted()), "\n"); !strings.Contains(got, "post COUT: RAN-1 · Add a dashboard") {
		t.Errorf("after the invitation: %s", got)
	}
}

func TestTenMinutesOfUndo(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name      string
		who       string
		after     time.Duration
		want      string
		withdrawn bool
	}{
		{"the author within ten minutes", "UNORA", 9 * time.Minute, "PAY-1 was withdrawn", true},
		{"the author later", "UNORA", 10 * time.Minute, "no longer be undone", false},
		{"somebody else", "USAMIR", time.Minute, "plus rien à annuler", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := newRoom(t)
			r.types("UNORA", "CPAY", "/story add a dashboard")
			r.posted()
			r.now = r.now.Add(test.after)
			r.presses(test.who, "CPAY", view.UndoButton, "token2")
			got := strings.Join(texts(r.posted()), "\n")
			if !strings.Contains(got, test.want) || strings.Contains(got, "post CPAY: PAY-1 was withdrawn") != test.withdrawn {
				t.Errorf("got %s", got)
			}
		})
	}
}

func TestAStoryIsTakenFinishedAndTakenBack(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UNORA", "CPAY", "/story add a dashboard")
	r.posted()
	r.presses("USAMIR", "CPAY", view.StoryTake, "1")
	r.presses("UCLAIRE", "CPAY", view.StoryTake, "1")
	got := strings.Join(texts(r.posted()), "\n")
	if !strings.Contains(got, "In progress, asked by Nora, taken by Samir") || !strings.Contains(got, "Samir a déjà pris PAY-1") {
		t.Errorf("taking: %s", got)
	}
	r.presses("USAMIR", "CPAY", "story.more", view.StoryDone+":1")
	got = strings.Join(texts(r.posted()), "\n")
	if !strings.Contains(got, "(Done, asked by Nora") || !strings.Contains(got, "PAY-1 est terminée.") {
		t.Errorf("finishing: %s", got)
	}
	if again := said(r.types("USAMIR", "CPAY", "/story done PAY-1")); !strings.Contains(again, "déjà terminée") {
		t.Errorf("twice: %q", again)
	}
}

func TestAnEditOnAnOldFormKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UNORA", "CPAY", "/story As a buyer, I want to pay by card so that I need no cash")
	r.now = r.now.Add(time.Minute)
	form := r.types("UNORA", "CPAY", "/story edit PAY-1").Open
	if form == nil {
		t.Fatal("no form")
	}
	as := func(goal, benefit string) map[string]string {
		return map[string]string{"title": "", "role": "buyer", "goal": goal, "benefit": benefit, "criteria": ""}
	}
	edit := func(who, private string, values map[string]string) *view.Form {
		r.now = r.now.Add(time.Minute)
		a := r.sends(who, view.StoryRevise, private, values)
		if a.Errors != nil {
			t.Fatalf("%s: %v", who, a.Errors)
		}
		return a.Replace
	}
	edit("USAMIR", form.PrivateMetadata, as("pay by bank", "I need no cash"))
	if again := edit("UNORA", form.PrivateMetadata, as("pay by card", "I carry no cash")); again != nil {
		t.Error("another field is asked about")
	}
	if got := said(r.types("UNORA", "CPAY", "/story PAY-1")); !strings.Contains(got, "Pay by bank") {
		t.Errorf("what another wrote in a field that Nora left alone: %s", got)
	}
	again := edit("UNORA", form.PrivateMetadata, as("pay at once", "I carry no cash"))
	if again == nil {
		t.Fatal("the same field is not asked about")
	}
	edit("UNORA", again.PrivateMetadata, map[string]string{"goal": "pay at once", "choice.goal": "theirs"})
	if got := said(r.types("UNORA", "CPAY", "/story PAY-1")); !strings.Contains(got, "Pay by bank") {
		t.Errorf("theirs was chosen: %s", got)
	}
	edit("UNORA", again.PrivateMetadata, map[string]string{"goal": "pay at once", "choice.goal": "mine"})
	if got := said(r.types("UNORA", "CPAY", "/story PAY-1")); !strings.Contains(got, "Pay at once") {
		t.Errorf("mine was chosen: %s", got)
	}
}

func TestWhatComesFromAPrivateChannelStaysThere(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.types("UCLAIRE", "CSECRET", "/story acheter la société Truc")
	for _, line := range []string{"/story SEC-1", "/story done SEC-1"} {
		if got := said(r.types("UNORA", "CPAY", line)); !strings.Contains(got, "no SEC-1 here") {
			t.Errorf("%s told an outsider %q", line, got)
		}
	}
	r.posted()
	r.presses("UNORA", "CPAY", view.StoryFull, "1")
	if got := strings.Join(texts(r.posted()), "\n"); strings.Contains(got, "Truc") {
		t.Errorf("a forged click showed %s", got)
	}
}

func TestInADirectMessageMyOnlyProductIsMeant(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	if got := said(r.types("UCLAIRE", "DCLAIRE", "/story add a dashboard")); !strings.Contains(got, "D'ici, je ne sais pas") {
		t.Errorf("without a product: %q", got)
	}
	r.types("UCLAIRE", "CPAY", "/story add a dashboard")
	r.posted()
	if got := said(r.types("UCLAIRE", "DCLAIRE", "/backlog")); !strings.Contains(got, "#payments") {
		t.Errorf("the backlog is called %q", got)
	}
	form := r.types("UCLAIRE", "DCLAIRE", "/story").Open
	r.sends("UCLAIRE", view.StoryCreate, form.PrivateMetadata, map[string]string{"text": "export the ledger"})
	got := strings.Join(texts(r.posted()), "\n")
	if !strings.Contains(got, "post CPAY: PAY-2 · Export the ledger") || !strings.Contains(got, "post UCLAIRE: PAY-2 est dans le backlog") {
		t.Errorf("the card goes to the channel and the answer to the direct message, got %s", got)
	}
}

func TestANeedBehindASlipIsCreatedByOnePress(t *testing.T) {
	t.Parallel()
	for action, want := range map[string]string{view.StoryRetry: "PAY-1 · Add a dashboard", view.StoryAnyway: "PAY-1 · Storry add a dashboard"} {
		r := newRoom(t)
		r.types("UNORA", "CPAY", "/po storry add a dashboard")
		r.presses("UNORA", "CPAY", action, "token2")
		if got := strings.Join(texts(r.posted()), "\n"); !strings.Contains(got, want) {
			t.Errorf("%s made %s", action, got)
		}
	}
}

func TestWhomNobodyKnowsIsNoID(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.asked(func(s *scrum.Story) { s.Author, s.Owner = "UGHOST", "" })
	if got := said(r.types("UNORA", "CPAY", "/story show PAY-2")); !strings.Contains(got, "asked by somebody I don't know") && !strings.Contains(got, "une personne que je ne connais pas") {
		t.Errorf("told %q", got)
	}
}
