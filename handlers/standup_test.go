package handlers_test

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/handlers"
	"pogo/scheduler"
	"pogo/scrum"
	"pogo/storage"
	"pogo/view"
)

// clock is a scheduler over the room's own time.
func (r *room) clock(doer scheduler.Doer) *scheduler.Scheduler {
	return scheduler.New(scheduler.Config{Ledger: r.db, Doer: doer, Now: func() time.Time { return r.now }, Log: slog.New(slog.DiscardHandler)})
}

// until moves the clock to an instant, doing everything due on the way in

// order, and returns what was sent: the wall time in UTC, and what.

func (r *room) until(to time.Time) []string {
	r.t.Helper()
	sent := r.sentNow()
	r.visit(to, func() { sent = append(sent, r.sentNow()...) })
	return sent
}

// visit moves the clock to an instant, stopping at each due one.
func (r *room) visit(to time.Time, then func()) {
	r.t.Helper()
	clock := r.clock(thrice{r.Handlers})
	for {
		next, ok, err := r.db.NextDue(r.t.Context(), r.now)
		if err != nil {
			r.t.Fatal(err)
		}
		if !ok || next.After(to) {
			r.now = to
			return
		}
		r.now = next
		if err := clock.Tick(r.t.Context()); err != nil {
			r.t.Fatal(err)
		}
		then()
	}
}

// thrice does everything three times over, as after a restart and with two

// replicas.

type thrice struct{ *handlers.Handlers }

func (h thrice) Do(ctx context.Context, due ...scrum.Judged) error {
	for range 2 {
		if err := h.Handlers.Do(ctx, due...); err != nil {
			return err
		}
	}
	return h.Handlers.Do(ctx, due...)
}

// sentNow is what waits to be sent, each with the time and the first line.
func (r *room) sentNow() []string {
	r.t.Helper()
	var sent []string
	for _, line := range texts(r.posted()) {
		first, _, _ := strings.Cut(line, "\n")
		sent = append(sent, r.now.Format("Mon 15:04 ")+strings.TrimPrefix(first, "post "))
	}
	return sent
}

// on is an instant of the week that these tests take place in.
func on(day, clock string) time.Time {
	days := map[string]string{"Mon": "02", "Tue": "03", "Wed": "04", "Thu": "05", "Fri": "06", "Sat": "07", "Sun": "08"}
	t, err := time.Parse("2006-01-02 15:04", "2026-03-"+days[day]+" "+clock)
	if err != nil {
		panic(err) // a test's own constant
	}
	return t
}

// standsUp sets the stand-up on Monday at 10:00 in Paris, half an hour after

// its time there.
func standsUp(t *testing.T) *room {
	t.Helper()
	r := newRoom(t)
	if got := said(r.types("UCLAIRE", "CPAY", "/standup à 9h30 en semaine")); !strings.Contains(got, "demain, mar. 3 mars, 9\u00a0h\u00a030 (Paris)") {
		t.Fatalf("told %q", got)
	}
	return r
}

// asksOf returns a person's asks by date.
func asksOf(r *room, person scrum.PersonID) map[string]scrum.Ask {
	r.t.Helper()
	asks := map[string]scrum.Ask{}
	read(r, func(tx *storage.Tx) error {
		for day := on("Mon", "00:00"); day.Before(on("Sun", "23:00")); day = day.AddDate(0, 0, 1) {
			date := day.Format(time.DateOnly)
			if ask, err := tx.AskOn(r.t.Context(), 1, person, date); err == nil {
				asks[date] = ask
			}
		}
		return nil
	})
	return asks
}

// answers fills in the form that Answer opens.
func (r *room) answers(person, next, obstacle string) {
	r.t.Helper()
	opened := r.types(person, "CPAY", "/standup answer")
	if opened.Open == nil {
		r.t.Fatalf("%s got no form: %q", person, said(opened))
	}
	if got := r.sends(person, opened.Open.CallbackID, opened.Open.PrivateMetadata, map[string]string{"next": next, "obstacle": obstacle}); got.Replace != nil {
		r.t.Fatalf("the answer of %s was refused: %v", person, got.Replace.Blocks)
	}
}

func TestSettingAStandupIsToldOnceAndAsksNobodyWhoseTimeIsPast(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	got := r.until(on("Mon", "14:00"))
	want := []string{"Mon 09:00 CPAY: Claire a réglé le daily\u202f: question en privé à 9\u00a0h\u00a030, heure locale de chaque personne, en semaine. La synthèse arrive ici à 11\u00a0h (Paris)."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
	if got := said(r.types("USAMIR", "CPAY", "/standup at 9:30")); !strings.Contains(got, "Réglé par Claire") {
		t.Errorf("the same once more: told %q", got)
	}
	if got := r.sentNow(); len(got) != 0 {
		t.Errorf("sent %v", got)
	}
}

func TestEverybodyOfTheTeamIsAskedOnTheirOwnClockAndTheDigestComesOnce(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Mon", "23:00"))
	asked := slices.DeleteFunc(r.until(on("Tue", "23:00")), isOver)
	want := []string{
		"Tue 08:30 UCLAIRE: Daily de #payments",
		"Tue 08:30 USAMIR: Daily de #payments",
		"Tue 09:30 UCLAIRE: Daily de #payments\u202f: ouvert à ta réponse jusqu'à 13\u00a0h\u00a030.",
		"Tue 09:30 USAMIR: Daily de #payments\u202f: ouvert à ta réponse jusqu'à 13\u00a0h\u00a030.",
		"Tue 10:00 CPAY: Daily, mar. 3 mars\u202f: aucune réponse. 0 sur 2 a répondu · 1 personne aura la question plus tard",
		"Tue 10:30 UCLAIRE: Daily de #payments\u202f: ouvert à ta réponse jusqu'à 13\u00a0h\u00a030. C'est mon dernier rappel.",
		"Tue 10:30 USAMIR: Daily de #payments\u202f: ouvert à ta réponse jusqu'à 13\u00a0h\u00a030. C'est mon dernier rappel.",
		"Tue 12:30 UCLAIRE: Daily de #payments\u202f: terminé sans ta réponse. Tu peux encore l'ajouter jusqu'au prochain.",
		"Tue 12:30 USAMIR: Daily de #payments\u202f: terminé sans ta réponse. Tu peux encore l'ajouter jusqu'au prochain.",
		"Tue 14:30 UNORA: Stand-up of #payments",
		"Tue 15:30 UNORA: Stand-up of #payments: it is open for your answer until 13:30.",
		"Tue 16:30 UNORA: Stand-up of #payments: it is open for your answer until 13:30. I will not remind you again.",
		"Tue 18:30 UNORA: Stand-up of #payments: closed without your answer. You can still add it until the next one.",
	}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Errorf("sent on Tuesday (-want +got):\n%s", diff)
	}
	// Monday, on which it was set, does not count: the second time is Wednesday.
	tired := "Wed 18:30 UNORA: Stand-up of #payments: the last two passed without you. I remind you less from now on. If 09:30 is a bad time, the team can choose another."
	if sent := r.until(on("Wed", "23:00")); !slices.Contains(sent, tired) {
		t.Errorf("sent on Wednesday: %q, want %q", sent, tired)
	}
}

func TestAWeekOverFourZonesAsksEachOnceALocalDate(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	zones := map[scrum.PersonID]string{"UCLAIRE": "Europe/Paris", "UNORA": "America/New_York", "UKATH": "Asia/Kathmandu", "UTOKYO": "Asia/Tokyo"}
	var team []scrum.Person
	for _, id := range slices.Sorted(maps.Keys(zones)) {
		team = append(team, scrum.Person{ID: id, Name: string(id), Zone: zones[id], Locale: "en"})
	}
	r.learns(team...)
	r.types("UCLAIRE", "CPAY", "/standup at 9:30 am weekdays")
	asked := map[string][]string{} // local times by person
	for _, line := range r.until(on("Mon", "00:00").AddDate(0, 0, 7)) {
		m := regexp.MustCompile(`^(\w{3} \d\d:\d\d) (U\w+): Stand-up of #payments$`).FindStringSubmatch(line)
		if m == nil {
			continue
		}
		zone, err := time.LoadLocation(zones[scrum.PersonID(m[2])])
		if err != nil {
			t.Fatal(err)
		}
		day, clock, _ := strings.Cut(m[1], " ")
		asked[m[2]] = append(asked[m[2]], on(day, clock).In(zone).Format("Mon 15:04"))
	}
	for id := range zones {
		want := []string{"Tue 09:30", "Wed 09:30", "Thu 09:30", "Fri 09:30"}
		if id == "UNORA" {
			want = append([]string{"Mon 09:30"}, want...) // 04:00 in New York when it was set
		}
		if diff := cmp.Diff(want, asked[string(id)]); diff != "" {
			t.Errorf("%s was asked (-want +got):\n%s", id, diff)
		}
	}
}

func isReminder(line string) bool {
	return strings.Contains(line, "ouvert à ta réponse") || strings.Contains(line, "open for your answer")
}

// isOver reports whether a line stands in the place of a reminder.
func isOver(line string) bool {
	return strings.Contains(line, "ce rappel") || strings.Contains(line, "this reminder") ||
		strings.Contains(line, "nouveau rappel") || strings.Contains(line, "once more below")
}

// learns makes the people of a list the whole channel.
func (r *room) learns(team ...scrum.Person) {
	r.t.Helper()
	ids := make([]scrum.PersonID, len(team))
	for i, p := range team {
		ids[i] = p.ID
	}
	if err := r.Learn(r.t.Context(), handlers.Roster{People: team, Members: map[scrum.ChannelID][]scrum.PersonID{"CPAY": ids}}); err != nil {
		r.t.Fatal(err)
	}
}

func TestTheClockIsNeverAskedTwiceOnALocalDate(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "09:00"))
	for _, at := range []string{"/standup at 10:30", "/standup at 15:00", "/standup at 9:30", "/standup now"} {
		r.types("UCLAIRE", "CPAY", at)
		r.now = r.now.Add(time.Minute)
	}
	asked := 0
	for _, line := range r.until(on("Tue", "23:00")) {
		if strings.HasSuffix(line, " USAMIR: Daily de #payments") {
			asked++
		}
	}
	if asked != 0 { // at 08:30 it was already asked
		t.Errorf("asked again %d times on the same date", asked)
	}
	if got := len(asksOf(r, "USAMIR")); got != 1 {
		t.Errorf("%d asks", got)
	}
}

func TestWhoIsNotOfTheTeamIsNeverAsked(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	gone := cast()[1] // Samir
	gone.Deleted = true
	r.until(on("Tue", "08:00"))
	if err := r.Learn(t.Context(), handlers.Roster{People: []scrum.Person{gone}}); err != nil {
		t.Fatal(err)
	}
	for _, line := range r.until(on("Fri", "23:00")) {
		for _, id := range []string{"UINES", "UEVE", "UBOT", "USAMIR"} {
			if strings.Contains(line, id) {
				t.Errorf("%s", line)
			}
		}
	}
	for _, person := range []string{"UINES", "UEVE", "UBOT"} {
		if got := said(r.types(person, "CPAY", "/standup at 10:00")); got == "" || strings.Contains(got, "asked first") {
			t.Errorf("%s may set it: %q", person, got)
		}
	}
}

func TestWhoJoinsOrMovesIsAskedFromTheNextTimeOn(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:00"))
	tom := scrum.Person{ID: "UTOM", Name: "Tom", Zone: "Europe/London", Locale: "en-GB"}
	samir := cast()[1]
	samir.Zone = "Asia/Tokyo" // where it is past 9:30 on Tuesday already
	r.learns(cast()[0], samir, tom)
	var got []string
	for _, line := range r.until(on("Wed", "09:35")) {
		if strings.HasSuffix(line, "Daily de #payments") || strings.HasSuffix(line, "Stand-up of #payments") {
			got = append(got, line)
		}
	}
	want := []string{
		"Tue 08:30 UCLAIRE: Daily de #payments", "Tue 09:30 UTOM: Stand-up of #payments",
		"Wed 00:30 USAMIR: Daily de #payments", "Wed 08:30 UCLAIRE: Daily de #payments", "Wed 09:30 UTOM: Stand-up of #payments",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
}

func TestNowAsksEverybodyWhereverTheyAreAndTheDigestFollows(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.now = on("Sat", "13:30")
	c := handlers.Command{Key: "now1", Person: "UCLAIRE", Channel: "CPAY", ChannelName: "payments", Name: "/standup", Text: "now", At: r.now}
	for range 2 {
		if _, err := r.Command(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	r.answers("UNORA", "PAY-1", "")
	got := slices.DeleteFunc(r.until(on("Sat", "15:00")), isReminder)
	want := []string{
		"Sat 13:30 UCLAIRE: Daily de #payments", "Sat 13:30 UNORA: Stand-up of #payments: your answer", "Sat 13:30 USAMIR: Daily de #payments",
		"Sat 15:00 CPAY: Daily, sam. 7 mars\u202f: RAS. 1 sur 3 a répondu · réponses dans le fil", "Sat 15:00 CPAY: Nora",
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
	if got := said(r.types("USAMIR", "CPAY", "/standup now")); !strings.Contains(got, "déjà eu la question") {
		t.Errorf("once more, told %q", got)
	}
}

func TestOffDisarmsEverything(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:40"))
	r.presses("USAMIR", "DSAMIR", view.StandupLater, fmt.Sprint(asksOf(r, "USAMIR")["2026-03-03"].ID))
	r.sentNow()
	r.types("UNORA", "CPAY", "/standup off")
	want := []string{
		"Tue 08:40 UCLAIRE: Daily de #payments\u202f: arrêté. Rien à faire de ton côté.",
		"Tue 08:40 USAMIR: Daily de #payments\u202f: arrêté. Rien à faire de ton côté.",
		"Tue 08:40 CPAY: Nora a arrêté le daily.",
	}
	got := r.until(on("Sun", "23:00"))
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
	if got := said(r.types("UCLAIRE", "CPAY", "/standup off")); !strings.Contains(got, "pas de daily ici") {
		t.Errorf("once more, told %q", got)
	}
}

func TestWhatWasAnsweredBeforeOffReachesTheChannel(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:40"))
	r.answers("USAMIR", "PAY-1", "")
	r.types("UNORA", "CPAY", "/standup off")
	r.sentNow()
	want := []string{
		"Tue 10:00 CPAY: Daily, mar. 3 mars\u202f: RAS. 1 sur 2 a répondu · réponses dans le fil",
		"Tue 10:00 CPAY: Samir",
	}
	if diff := cmp.Diff(want, r.until(on("Sun", "23:00"))); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}

func TestWhoIsAskedAfterOffAndOnAgainHasADigest(t *testing.T) {
	t.Parallel()
	r := standsUp(t)
	r.until(on("Tue", "08:40"))
	r.types("UCLAIRE", "CPAY", "/standup off")
	got := said(r.types("UCLAIRE", "CPAY", "/standup à 11h"))
	if !strings.Contains(got, "demain, mer. 4 mars, 11\u00a0h") {
		t.Errorf("somebody who was asked today is told %q", got)
	}
	if got := said(r.types("UCLAIRE", "CPAY", "/standup")); !strings.Contains(got, "demain, mer. 4 mars, 11\u00a0h") {
		t.Errorf("the state says %q", got)
	}
	r.sentNow()
	asked := r.until(on("Tue", "16:30"))
	r.answers("UNORA", "PAY-1", "")
	sent := strings.Join(append(asked, r.until(on("Tue", "23:00"))...), "\n")
	if !strings.Contains(sent, "UNORA: Stand-up of #payments\n") || strings.Count(sent, "CPAY: Daily, mar. 3 mars") != 1 {
		t.Errorf("sent:\n%s", sent)
	}
}

func TestALateStartAsksLateOrNotAtAll(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, back, want string }{
		{"inside the window the question says that it is late", "10:30", "Question en retard"},
		{"too late is only recorded", "13:00", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := standsUp(t)
			r.sentNow()
			r.now = on("Tue", test.back)
			clock := r.clock(r.Handlers)
			if err := clock.Tick(t.Context()); err != nil {
				t.Fatal(err)
			}
			got := strings.Join(texts(r.posted()), "\n")
			if test.want == "" && got != "" || !strings.Contains(got, test.want) {
				t.Errorf("sent %q", got)
			}
		})
	}
}

// textsNow are the whole bodies of what waits to be sent.
func TestWhatPeopleTypeAfterStandupIsUnderstood(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ line, want string }{
		{"/standup", "There is no stand-up in #payments yet"},
		{"/standup 9:30", "The stand-up is set"},
		{"/standup at noon", "For example: `/standup at 09:30 weekdays`"},
		{"/standup at", "For example"},
		{"/standup of", "Did you mean `/standup off`"},
		{"/standup off", "There is no stand-up here"},
		{"/standup answer", "There is no stand-up here"},
		{"/standup digest", "Nobody was asked today"},
		{"/standup help", "/standup at TIME [DAYS]"},
	} {
		if got := said(newRoom(t).types("UNORA", "CPAY", test.line)); !strings.Contains(got, test.want) {
			t.Errorf("%s: told %q, want %q in it", test.line, got, test.want)
		}
	}
}
