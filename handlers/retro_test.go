package handlers_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"pogo/handlers"
	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

// withTeam lets three more colleagues into the room, so that enough can write.
func withTeam(t *testing.T) *room {
	t.Helper()
	r := newRoom(t)
	everybody := []scrum.PersonID{"UCLAIRE", "USAMIR", "UNORA", "UINES", "UEVE", "UBOT", "ULEA"}
	err := r.Learn(t.Context(), handlers.Roster{
		People:  []scrum.Person{{ID: "ULEA", Name: "Léa", Zone: "Europe/Paris", Locale: "fr-FR"}, {ID: "UKENJI", Name: "Kenji", Zone: "Asia/Tokyo", Locale: "en-US"}},
		Members: map[scrum.ChannelID][]scrum.PersonID{"CPAY": everybody},
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// notes has a person write notes by form.
func (r *room) notes(person string, texts ...string) handlers.Answer {
	r.t.Helper()
	var last handlers.Answer
	for _, text := range texts {
		form := r.types(person, "CPAY", "/retro note "+text).Open
		if form == nil {
			r.t.Fatalf("no form for %s", person)
		}
		last = r.sends(person, view.RetroNote, form.PrivateMetadata, map[string]string{"column": "stop", "text": text})
		if last.Replace == nil {
			r.t.Fatalf("%s sent %q: %+v", person, text, last)
		}
	}
	return last
}

// shown is everything that a form says.
func shown(t *testing.T, f *view.Form) string {
	t.Helper()
	body, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func wednesday(hour int) time.Time { return time.Date(2026, time.March, 4, hour, 0, 0, 0, time.UTC) }

func TestThreeAuthorsAndFiveNotesArePublishedWithoutNames(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		lang, opener string
		asked        string
		result       []string
	}{
		{"en", "UNORA", "Retrospective: write until Wed 4 Mar, 17:00 (New York)", []string{"Retrospective: 5 notes, in random order", "Stop: ", "can no longer be told"}},
		{"fr", "UCLAIRE", "Rétrospective\u202f: à toi d'écrire, jusqu'au mer. 4 mars, 17\u00a0h (Paris)", []string{"Rétrospective\u202f: 5 notes, dans le désordre", "Arrêter\u202f: ", "Plus rien de ce que je garde"}},
	} {
		t.Run(test.lang, func(t *testing.T) {
			t.Parallel()
			r := withTeam(t)
			r.types(test.opener, "CPAY", "/retro open")
			if got := texts(r.posted()); len(got) != 1 || !strings.Contains(got[0], test.asked) {
				t.Fatalf("asked: %q", got)
			}
			r.notes("UNORA", "one", "two", "three")
			r.notes("USAMIR", "four")
			r.notes("ULEA", "five <!channel>")
			if got := texts(r.posted()); len(got) != 1 || !strings.Contains(got[0], "5 notes") || strings.Contains(got[0], "one") {
				t.Errorf("while it collects: %q", got)
			}
			r.due(wednesday(22))
			var bodies strings.Builder
			for _, d := range r.posted() {
				bodies.Write(d.Body)
			}
			for _, want := range append(test.result, "one", "two", "three", "four", "five") {
				if !strings.Contains(bodies.String(), want) {
					t.Errorf("%q is not in %s", want, bodies.String())
				}
			}
			for _, name := range []string{"Nora", "Samir", "Léa", "UNORA", "USAMIR", "ULEA", `"text":"five <!channel>`} {
				if strings.Contains(bodies.String(), name) {
					t.Errorf("%q is in %s", name, bodies.String())
				}
			}
		})
	}
}

func TestNothingIsKeptBeforeTheFormIsSent(t *testing.T) {
	t.Parallel()
	r := withTeam(t)
	r.types("UCLAIRE", "CPAY", "/story add a dashboard")
	r.posted()
	form := r.types("UNORA", "CPAY", "/retro note stop: the Monday &amp; Friday meeting").Open
	if form == nil {
		t.Fatal("no form")
	}
	if got := shown(t, form); !strings.Contains(got, `"initial_value":"the Monday \u0026 Friday meeting"`) || !strings.Contains(got, `"initial_option":{"text":{"type":"plain_text","text":"Stop"`) {
		t.Errorf("the form: %s", got)
	}
	if got := r.posted(); len(got) != 0 {
		t.Errorf("posted %v", texts(got))
	}
	read(r, func(tx *storage.Tx) error {
		if _, err := tx.CollectingRetro(t.Context(), 1); err == nil {
			t.Error("a retrospective was begun")
		}
		return nil
	})
}

// What somebody does to write a note must not put their name into any row.
func TestNoRowNamesWhoWrote(t *testing.T) {
	t.Parallel()
	r := withTeam(t)
	r.types("UCLAIRE", "CPAY", "/retro open")
	before := r.posted()
	r.notes("UNORA", "the Monday meeting")
	r.presses("UNORA", "CPAY", view.RetroWrite, "1")
	r.presses("UNORA", "CPAY", view.RetroHow, "1")
	r.types("UNORA", "CPAY", "/retro")
	r.types("UNORA", "CPAY", "/retro note "+strings.Repeat("x", 3001))
	r.types("UNORA", "COUT", "/retro note typed where pogo is not")
	for _, d := range r.posted() {
		if d.Person != "" || d.Name != before[0].Name || strings.Contains(string(d.Body), "Nora") || strings.Contains(string(d.Body), "UNORA") {
			t.Errorf("%s to %s for %q: %s", d.Kind, d.Channel, d.Person, d.Body)
		}
	}
	read(r, func(tx *storage.Tx) error {
		drafts, err := tx.DraftsOf(t.Context(), "UNORA")
		if len(drafts) != 0 {
			t.Errorf("drafts: %+v", drafts)
		}
		return err
	})
}

func TestANoteInAMessageIsNotRepeatedBesideAName(t *testing.T) {
	t.Parallel()
	r := withTeam(t)
	r.types("UCLAIRE", "CPAY", "/story add a dashboard")
	r.posted()
	err := r.Mention(t.Context(), handlers.Mention{Key: r.key(), Person: "UNORA", Channel: "CPAY", Message: "1.1", Text: "retro note the boss shouts", At: r.now})
	if err != nil {
		t.Fatal(err)
	}
	got := r.posted()
	if len(got) != 1 || strings.Contains(string(got[0].Body), "shouts") || !strings.Contains(string(got[0].Body), "only by form") {
		t.Errorf("answered %v", texts(got))
	}
}

// tooShort is a room in which a retrospective was closed with two notes of
// Nora's and one of Samir's.
func tooShort(t *testing.T) *room {
	t.Helper()
	r := withTeam(t)
	r.types("UCLAIRE", "CPAY", "/retro open")
	r.notes("UNORA", "one", "two")
	r.notes("USAMIR", "trois")
	r.posted()
	r.due(wednesday(16))
	return r
}

func TestBelowTheThresholdNothingIsShown(t *testing.T) {
	t.Parallel()
	got := strings.Join(texts(tooShort(t).posted()), "\n")
	if !strings.Contains(got, "non publiée. Il faut au moins cinq notes") {
		t.Errorf("at the close: %s", got)
	}
	for _, note := range []string{"one", "two", "\ntrois", ": trois"} {
		if strings.Contains(strings.ReplaceAll(got, "personnes", ""), note) {
			t.Errorf("%q was shown: %s", note, got)
		}
	}
}

func TestWhoWroteNothingIsToldSoWhereNobodySeesIt(t *testing.T) {
	t.Parallel()
	r := tooShort(t)
	r.posted()
	a := r.presses("ULEA", "CPAY", view.RetroSign, "1")
	if a.Open == nil || !strings.Contains(shown(t, a.Open), "Aucune des notes en attente") || len(r.posted()) != 0 {
		t.Errorf("got %+v", a)
	}
}

func TestWhoWroteMaySignTheirOwn(t *testing.T) {
	t.Parallel()
	r := tooShort(t)
	r.posted()
	form := r.presses("UNORA", "CPAY", view.RetroSign, "1").Open
	if s := shown(t, form); !strings.Contains(s, "one") || !strings.Contains(s, "two") || strings.Contains(s, "trois") {
		t.Fatalf("the form: %s", s)
	}
	if len(r.posted()) != 0 {
		t.Error("something was posted before the name was put to it")
	}
	if a := r.sends("UNORA", view.RetroSigning, form.PrivateMetadata, nil); !a.Clear {
		t.Errorf("answered %+v", a)
	}
	posted := r.posted()
	if got := strings.Join(texts(posted), "\n"); !strings.Contains(got, "Nora signe\u202f:\none\ntwo") || len(posted) != 1 || posted[0].Thread == "" {
		t.Errorf("posted %s", got)
	}
	if a := r.sends("UNORA", view.RetroSigning, form.PrivateMetadata, nil); a.Replace == nil || len(r.posted()) != 0 {
		t.Errorf("twice: %+v", a)
	}
}

func TestWhatWasTooShortIsPublishedWithTheNextOne(t *testing.T) {
	t.Parallel()
	r := tooShort(t)
	r.types("UCLAIRE", "CPAY", "/retro open")
	r.notes("ULEA", "quatre")
	r.notes("UNORA", "cinq")
	r.posted()
	r.types("UCLAIRE", "CPAY", "/retro close")
	got := strings.Join(texts(r.posted()), "\n")
	for _, want := range []string{"5 notes, dans le désordre", "one", "two", "trois", "quatre", "cinq"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %s", want, got)
		}
	}
}

func TestARetrospectiveClosesOnce(t *testing.T) {
	t.Parallel()
	r := withTeam(t)
	r.types("UCLAIRE", "CPAY", "/retro open")
	r.notes("UNORA", "one", "two", "three")
	r.notes("USAMIR", "four")
	r.notes("ULEA", "five")
	r.posted()
	if got := said(r.types("UNORA", "CPAY", "/retro close")); !strings.Contains(got, "Only Claire") {
		t.Errorf("somebody else: %q", got)
	}
	r.presses("USAMIR", "CPAY", view.RetroClose, "1")
	if got := texts(r.posted()); len(got) != 1 || !strings.Contains(got[0], "Claire, peut clore") {
		t.Errorf("somebody else's button: %q", got)
	}
	r.presses("UCLAIRE", "CPAY", view.RetroClose, "1")
	if got := texts(r.posted()); len(got) != 2 {
		t.Errorf("closing: %q", got)
	}
	r.presses("UCLAIRE", "CPAY", view.RetroClose, "1")
	if got := texts(r.posted()); len(got) != 1 || !strings.Contains(got[0], "Aucune rétro n'est ouverte") {
		t.Errorf("closing twice: %q", got)
	}
	r.now = wednesday(23)
	if list, err := r.db.Due(t.Context(), r.now, scrum.Schedule{}, 10); err != nil || len(list) != 0 {
		t.Errorf("still due: %v, %v", list, err)
	}
	read(r, func(tx *storage.Tx) error {
		notes, err := tx.RetroNotes(t.Context(), 1)
		for _, n := range notes {
			if n.Author != "" {
				t.Errorf("%s still has the mark of its author", n.ID)
			}
		}
		if _, errKey := tx.RetroKey(t.Context(), 1); errKey == nil {
			t.Error("the key is still there")
		}
		return err
	})
}

func TestANoteSentAfterTheCloseGoesToTheNextOne(t *testing.T) {
	t.Parallel()
	r := withTeam(t)
	r.types("UCLAIRE", "CPAY", "/retro open")
	form := r.types("UNORA", "CPAY", "/retro note late").Open
	r.types("UCLAIRE", "CPAY", "/retro close")
	r.posted()
	a := r.sends("UNORA", view.RetroNote, form.PrivateMetadata, map[string]string{"column": "stop", "text": "late"})
	if a.Replace == nil || !strings.Contains(shown(t, a.Replace), "goes to the next one") || len(r.posted()) != 0 {
		t.Errorf("answered %+v", a)
	}
	if got := said(r.types("UNORA", "CPAY", "/retro")); !strings.Contains(got, "1 note waits for the next one") {
		t.Errorf("status: %q", got)
	}
}

func TestWhoIsNotOfTheTeamDoesNotWrite(t *testing.T) {
	t.Parallel()
	r := withTeam(t)
	r.types("UNORA", "CPAY", "/retro open")
	form := r.types("UNORA", "CPAY", "/retro note x").Open
	r.posted()
	for person, want := range map[string]string{"UINES": "demande à Nora", "UEVE": "only from members", "UBOT": "only from members"} {
		if got := r.types(person, "CPAY", "/retro note x"); got.Open != nil || !strings.Contains(said(got), want) {
			t.Errorf("%s typed and was told %q", person, said(got))
		}
		if got := r.presses(person, "CPAY", view.RetroWrite, "1"); got.Open != nil {
			t.Errorf("%s got the form", person)
		}
		if got := r.sends(person, view.RetroNote, form.PrivateMetadata, map[string]string{"column": "stop", "text": "x"}); got.Replace == nil || !strings.Contains(shown(t, got.Replace), want) {
			t.Errorf("%s sent it", person)
		}
	}
	if got := said(r.types("UNORA", "CPAY", "/retro")); !strings.Contains(got, "0 notes so far") {
		t.Errorf("status: %q", got)
	}
}

func TestWhatIsWrongWithANoteIsSaidAtTheField(t *testing.T) {
	t.Parallel()
	r := withTeam(t)
	r.types("UNORA", "CPAY", "/retro open")
	form := r.types("UNORA", "CPAY", "/retro note").Open
	for _, test := range []struct {
		name   string
		values map[string]string
		field  string
	}{
		{"nothing in it", map[string]string{"column": "stop", "text": " \n"}, "text"},
		{"no heading", map[string]string{"text": "x"}, "column"},
		{"a heading that is none", map[string]string{"column": "blame", "text": "x"}, "column"},
	} {
		if got := r.sends("UNORA", view.RetroNote, form.PrivateMetadata, test.values); got.Errors[test.field] == "" {
			t.Errorf("%s: %+v", test.name, got)
		}
	}
	for range scrum.MaxNotesOfOne {
		r.notes("UNORA", "again")
	}
	if got := r.sends("UNORA", view.RetroNote, form.PrivateMetadata, map[string]string{"column": "stop", "text": "x"}); got.Errors["text"] == "" {
		t.Errorf("one too many: %+v", got)
	}
	r.notes("USAMIR", strings.Repeat("é", 3000))
}

func TestAnotherNoteIsWrittenInTheSameForm(t *testing.T) {
	t.Parallel()
	r := withTeam(t)
	r.types("UNORA", "CPAY", "/retro open")
	kept := r.notes("UNORA", "one").Replace
	a, err := r.Click(t.Context(), handlers.Click{Key: r.key(), Person: "UNORA", View: "V1", Private: kept.PrivateMetadata, Action: view.RetroAnother, Trigger: "trigger", At: r.now})
	if err != nil || a.Update == nil {
		t.Fatalf("%+v, %v", a, err)
	}
	a = r.sends("UNORA", view.RetroNote, a.Update.PrivateMetadata, map[string]string{"column": "start", "text": "two"})
	if a.Replace == nil || !strings.Contains(shown(t, a.Replace), "2 notes so far") {
		t.Errorf("%+v", a)
	}
	how, err := r.Click(t.Context(), handlers.Click{Key: r.key(), Person: "UNORA", View: "V1", Action: view.RetroHow, Trigger: "trigger", At: r.now})
	if err != nil || how.Push == nil {
		t.Errorf("%+v, %v", how, err)
	}
}

func TestRetroRefusals(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, before, line, want string }{
		{"a note before there is a product would make its author the owner", "", "/retro note x", "Open a retrospective first"},
		{"the status before there is a product", "", "/retro", "Open a retrospective first"},
		{"a format that is not there yet", "", "/retro open sailboat", "I don't have “sailboat” yet"},
		{"opening twice", "/retro open", "/retro open", "open already, until Wed 4 Mar"},
		{"closing what is not open", "/story add a dashboard", "/retro close", "No retrospective is open"},
		{"no actions", "/retro open", "/retro actions", "No action of #payments is open"},
		{"a slip", "", "/retro opne", "Did you mean `/retro open`"},
		{"an unknown word", "", "/retro burn everything", "I don't know “burn”"},
		{"help", "", "/retro help", "/retro note TEXT"},
		{"as /po", "/retro open", "/po retro", "0 notes so far"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := withTeam(t)
			if test.before != "" {
				r.types("UNORA", "CPAY", test.before)
			}
			if got := said(r.types("UNORA", "CPAY", test.line)); !strings.Contains(got, test.want) {
				t.Errorf("told %q, want %q in it", got, test.want)
			}
		})
	}
}

// published is a room in which the first retrospective was just published.
func published(t *testing.T) *room {
	t.Helper()
	r := withTeam(t)
	r.types("UCLAIRE", "CPAY", "/retro open")
	r.notes("UNORA", "one", "two", "three")
	r.notes("USAMIR", "four")
	r.notes("ULEA", "five")
	r.types("UCLAIRE", "CPAY", "/retro close")
	r.posted()
	return r
}

// adds has a person add an action by form.
func (r *room) adds(person, text, owner, due string) handlers.Answer {
	r.t.Helper()
	form := r.presses(person, "CPAY", view.ActionAdd, "1").Open
	if form == nil {
		return handlers.Answer{}
	}
	return r.sends(person, view.ActionAdd, form.PrivateMetadata, map[string]string{"text": text, "owner": owner, "due": due})
}

func TestAnActionIsShownAndItsOwnerTold(t *testing.T) {
	t.Parallel()
	r := published(t)
	if form := r.presses("UCLAIRE", "CPAY", view.ActionAdd, "1").Open; form == nil || !strings.Contains(shown(t, form), `"initial_date":"2026-03-16"`) {
		t.Fatalf("the form: %+v", form)
	}
	r.adds("UCLAIRE", "pair on refunds", "UNORA", "2026-03-16")
	got := texts(r.posted())
	if len(got) != 2 || !strings.Contains(got[0], "Actions\u202f: «\u202fpair on refunds\u202f», Nora\u202f: en cours, échéance lun. 16 mars") ||
		!strings.HasPrefix(got[1], "post UNORA: Claire put you down for an action of #payments, due Mon 16 Mar: pair on refunds") {
		t.Fatalf("added: %q", got)
	}
	r.adds("UCLAIRE", "cut the Monday meeting", "UCLAIRE", "2026-03-16")
	if got := texts(r.posted()); len(got) != 1 {
		t.Errorf("who takes it on is not told by themselves: %q", got)
	}
	r.presses("USAMIR", "CPAY", view.ActionDone, "1")
	if got := texts(r.posted()); len(got) != 1 || !strings.Contains(got[0], "s'en occupe, Nora") {
		t.Errorf("somebody else: %q", got)
	}
	r.presses("UNORA", "DNORA", view.ActionTold, "1")
	if got := strings.Join(texts(r.posted()), "\n"); !strings.Contains(got, "Nora\u202f: faite") || !strings.Contains(got, "post UNORA: “pair on refunds” is done.") {
		t.Errorf("done: %s", got)
	}
	if got := said(r.types("UCLAIRE", "CPAY", "/retro actions")); !strings.Contains(got, "1 action de #payments est en cours") || !strings.Contains(got, "faite") {
		t.Errorf("the list: %q", got)
	}
}

func TestActionsComeBackAtTheNextRetrospective(t *testing.T) {
	t.Parallel()
	r := published(t)
	r.adds("UCLAIRE", "pair on refunds", "UNORA", "2026-03-16")
	r.adds("UCLAIRE", "cut the Monday meeting", "UCLAIRE", "2026-03-16")
	r.presses("UNORA", "DNORA", view.ActionTold, "1")
	r.posted()
	r.now = r.now.AddDate(0, 0, 15)
	r.types("UCLAIRE", "CPAY", "/retro open")
	got := texts(r.posted())
	if want := "De la dernière fois\u202f: «\u202fpair on refunds\u202f», Nora\u202f: faite · «\u202fcut the Monday meeting\u202f», Claire\u202f: en retard, échéance lun. 16 mars"; !strings.Contains(got[0], want) {
		t.Errorf("the next one: %q, want %q in it", got, want)
	}
	r.presses("UCLAIRE", "CPAY", view.ActionDrop, "2")
	if got := strings.Join(texts(r.posted()), "\n"); strings.Count(got, "Claire\u202f: abandonnée") != 3 {
		t.Errorf("dropped in the result, the question and the list: %s", got)
	}
	r.types("UCLAIRE", "CPAY", "/retro close")
	r.posted()
	r.now = r.now.AddDate(0, 0, 15)
	r.types("UCLAIRE", "CPAY", "/retro open")
	if got := texts(r.posted()); strings.Contains(got[0], "pair on refunds") {
		t.Errorf("what was seen ended comes back: %q", got)
	}
}

func TestAFourthActionIsRefusedNamingTheThree(t *testing.T) {
	t.Parallel()
	r := published(t)
	form := r.presses("UNORA", "CPAY", view.ActionAdd, "1").Open
	for _, text := range []string{"one", "two", "three"} {
		r.adds("UCLAIRE", text, "UCLAIRE", "2026-03-16")
	}
	r.posted()
	a := r.sends("UNORA", view.ActionAdd, form.PrivateMetadata, map[string]string{"text": "four", "owner": "UNORA", "due": "2026-03-16"})
	if want := "Three actions are open already: “one”, “two” and “three”."; !strings.Contains(a.Errors["text"], want) {
		t.Errorf("sent: %+v", a)
	}
	if a := r.presses("UNORA", "CPAY", view.ActionAdd, "1"); a.Open != nil {
		t.Error("a form for a fourth")
	}
	if got := texts(r.posted()); len(got) != 1 || !strings.Contains(got[0], "“two”") {
		t.Errorf("pressed: %q", got)
	}
}

func TestWhatIsWrongWithAnActionIsSaidAtTheField(t *testing.T) {
	t.Parallel()
	r := published(t)
	for _, test := range []struct{ name, text, owner, due, field string }{
		{"nothing in it", " ", "UNORA", "2026-03-16", "text"},
		{"a date that is over", "x", "UNORA", "2026-03-01", "due"},
		{"no date", "x", "UNORA", "", "due"},
		{"a bot", "x", "UBOT", "2026-03-16", "owner"},
		{"a guest", "x", "UINES", "2026-03-16", "owner"},
		{"somebody who is not in the channel", "x", "UKENJI", "2026-03-16", "owner"},
		{"somebody unknown", "x", "UWHO", "2026-03-16", "owner"},
	} {
		if got := r.adds("UCLAIRE", test.text, test.owner, test.due); got.Errors[test.field] == "" {
			t.Errorf("%s: %+v", test.name, got)
		}
	}
	if got := r.posted(); len(got) != 0 {
		t.Errorf("posted %v", texts(got))
	}
}

func TestARetrospectiveThatNobodyWroteForClosesQuietly(t *testing.T) {
	t.Parallel()
	r := withTeam(t)
	r.types("UNORA", "CPAY", "/retro open")
	r.posted()
	r.due(wednesday(23))
	if got := texts(r.posted()); len(got) != 1 || !strings.Contains(got[0], "Nobody wrote a note") {
		t.Errorf("closed: %q", got)
	}
	r.adds("UNORA", "write notes", "UNORA", "2026-03-16")
	if got := texts(r.posted()); len(got) != 1 || !strings.Contains(got[0], "Nobody wrote a note.\nActions: “write notes”") {
		t.Errorf("an action all the same: %q", got)
	}
}

func TestALateCloseSaysSo(t *testing.T) {
	t.Parallel()
	r := withTeam(t)
	r.types("UNORA", "CPAY", "/retro open")
	r.notes("UNORA", "one", "two", "three")
	r.notes("USAMIR", "four")
	r.notes("ULEA", "five")
	r.posted()
	r.due(wednesday(23).AddDate(0, 0, 3))
	posted := r.posted()
	if len(posted) != 2 || !strings.Contains(string(posted[1].Body), "this comes late") {
		t.Errorf("closed: %q", texts(posted))
	}
}

func TestLongNotesAreWholeInTheThreadOnce(t *testing.T) {
	t.Parallel()
	r := withTeam(t)
	r.types("UNORA", "CPAY", "/retro open")
	long := strings.Repeat("word ", 599) + "end"
	r.notes("UNORA", long, "two", "three")
	r.notes("USAMIR", "four")
	r.notes("ULEA", "five")
	r.types("UNORA", "CPAY", "/retro close")
	var whole int
	for _, d := range r.posted() {
		if d.Thread != "" && strings.Contains(string(d.Body), long) {
			whole++
		}
	}
	r.adds("UNORA", "write less", "UNORA", "2026-03-16")
	if posted := r.posted(); whole != 1 || len(posted) != 1 {
		t.Errorf("whole %d times, then %q", whole, texts(posted))
	}
}

func TestAPrivateChannelsRetrospectiveStaysThere(t *testing.T) {
	t.Parallel()
	r := withTeam(t)
	r.types("UCLAIRE", "CSECRET", "/retro open")
	r.posted()
	for _, action := range []string{view.RetroWrite, view.RetroClose, view.RetroSign, view.ActionAdd} {
		if a := r.presses("UNORA", "CPAY", action, "1"); a.Open != nil {
			t.Errorf("%s opened a form to somebody who is not in the channel", action)
		}
	}
}
