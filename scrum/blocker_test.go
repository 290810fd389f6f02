package scrum_test

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"pogo/scrum"
)

func obstacleName(o scrum.Obstacle) string {
	return [...]string{"no", "yes", "ask"}[o]
}

func TestTheMeasuredVectorsOfBlockersAreReadAsTheyShouldBe(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/methods.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors struct {
		Blockers [][2]any `json:"blockers"`
	}
	if err := json.Unmarshal(data, &vectors); err != nil || len(vectors.Blockers) == 0 {
		t.Fatalf("no vectors: %v", err)
	}
	want := map[any]string{true: "yes", false: "no", "ask": "ask"}
	for _, v := range vectors.Blockers {
		text, ok := v[0].(string)
		if got := obstacleName(scrum.ReadObstacle(text, true).Obstacle); !ok || got != want[v[1]] {
			t.Errorf("%q: got %s, want %s", text, got, want[v[1]])
		}
	}
}

func TestAnswersToTheQuestionOfObstaclesAreRead(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ text, want string }{
		{"", "no"},
		{"-", "no"},
		{"✅", "no"},
		{"n/a", "no"},
		{"R.A.S.", "no"},
		{"Rien à signaler", "no"},
		{"Néant.", "no"},
		{"pas de blocage", "no"},
		{"plus bloqué, merci <@U2>", "no"},
		{"Tout va bien !", "no"},
		{"No blockers for now, thanks", "no"},
		{"all good", "no"},
		{"rien de bloquant pour l’instant", "no"},
		{"not blocked", "no"},
		{"pas de souci de mon côté", "no"},
		{"the test server is down", "yes"},
		{"la recette est en panne", "yes"},
		{"still stuck on the payment form", "yes"},
		{"no, but waiting for the contract", "yes"},
		{"nothing works since yesterday", "ask"},
		{"non, l'API répond mal", "ask"},
		{"no access to the database", "yes"},
		{"<!channel>", "yes"},
		{"no blocker, just waiting for lunch", "no"},
		{"waiting for lunch", "no"},
		{"not blocked, just waiting for the build", "no"},
		{"pas de blocage, j'attends juste la pause", "no"},
		{"waiting for the weekend deploy", "yes"},
		{"no blocker, just waiting for the keys, but I cannot go on", "yes"},
		{"je bloque Nora sur la recette", "ask"},
		{"je bloque <@UNORA>, et j'attends les clés", "yes"},
		{"je bloque sur la recette", "yes"},
		{"je bloque", "yes"},
		{"I'm blocking Nora", "ask"},
	} {
		if got := obstacleName(scrum.ReadObstacle(test.text, true).Obstacle); got != test.want {
			t.Errorf("%q: got %s, want %s", test.text, got, test.want)
		}
	}
}

func TestElsewhereOnlyWordsThatSaySoAreABlocker(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ text, want string }{
		{"finish the payment form", "no"},
		{"PAY-12, but I am blocked by the certificate", "yes"},
		{"PAY-12, en attente de la maquette", "yes"},
		{"I am not blocked", "no"},
		{"fix the blocking call in the driver", "no"},
		{"bloquer les comptes inactifs", "no"},
		{"relire la maquette, rien de bloquant", "no"},
		{"débloquer l'accès de Nora", "no"},
		{"je bloque Nora, je relis sa branche", "no"},
	} {
		if got := obstacleName(scrum.ReadObstacle(test.text, false).Obstacle); got != test.want {
			t.Errorf("%q: got %s, want %s", test.text, got, test.want)
		}
	}
}

func TestABlockerSaysWhoCanHelpWhetherItIsOverAndWhetherWorkGoesOn(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text string
		want scrum.Hindrance
	}{
		{"waiting on <@U1> for the API key", scrum.Hindrance{Obstacle: scrum.IsObstacle, Helper: "U1"}},
		{"waiting on <@W1|samir> and <@U2>", scrum.Hindrance{Obstacle: scrum.IsObstacle, Helper: "W1"}},
		{"blocked… but I can work on #45", scrum.Hindrance{Obstacle: scrum.IsObstacle, Low: true}},
		{"je bloque <@U1>", scrum.Hindrance{Obstacle: scrum.PerhapsObstacle}},
		{"not blocked anymore, thanks @Léa", scrum.Hindrance{Cleared: true}},
		{"je ne suis plus bloquée", scrum.Hindrance{Cleared: true}},
	} {
		if got := scrum.ReadObstacle(test.text, true); got != test.want {
			t.Errorf("%q: got %+v, want %+v", test.text, got, test.want)
		}
	}
}

func TestABlockerIsTheSentencesOfALongerTextThatTellOfIt(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"waiting for the keys": "waiting for the keys",
		"Merci <@U1> ! Hier PAY-1. J'attends <@U2> pour les clés. Demandées lundi. Ensuite PAY-2.": "J'attends <@U2> pour les clés. Demandées lundi.",
		"PAY-1 is done\nstuck on PAY-2 v1.2\n• then PAY-3":                                         "stuck on PAY-2 v1.2",
		"All is well": "All is well",
	} {
		if got := scrum.ObstacleIn(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestABlockerBeganWhenItsTextSays(t *testing.T) {
	t.Parallel()
	wednesday := time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct{ text, want string }{
		{"j'attends l'accès à la base, demandé lundi", "2026-11-23"},
		{"stuck since Friday", "2026-11-20"},
		{"stuck since yesterday", "2026-11-24"},
		{"bloqué depuis mercredi", "2026-11-25"},
		{"waiting for the keys, asked Samir on Monday", "2026-11-23"},
		{"j'attends les clés, demandées à <@U1> lundi", "2026-11-23"},
		{"bloqué depuis que Samir est parti", "2026-11-25"},
		{"needed by Friday", "2026-11-25"},
		{"stuck since the release", "2026-11-25"},
	} {
		if got := scrum.BlockedSince(test.text, wednesday).Format(time.DateOnly); got != test.want {
			t.Errorf("%q: got %s, want %s", test.text, got, test.want)
		}
	}
}

func TestTheSameBlockerInOtherWordsOfPatienceIsTheSame(t *testing.T) {
	t.Parallel()
	b := scrum.Blocker{Text: "J'attends l'accès à la base."}
	for text, want := range map[string]bool{
		"j'attends toujours l'accès à la base": true,
		"J’attends l’acces à la base !":        true,
		"j'attends la maquette":                false,
	} {
		if got := b.Same(text); got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}

func TestAgesAreCountedInWorkingDays(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		from, to string
		want     int
	}{
		{"2026-11-23", "2026-11-23", 0},
		{"2026-11-20", "2026-11-23", 1},
		{"2026-11-21", "2026-11-22", 0},
		{"2026-11-16", "2026-11-23", 5},
		{"2026-11-24", "2026-11-23", 0},
		{"nonsense", "2026-11-23", 0},
	} {
		if got := scrum.Holidays(nil).WorkingDays(test.from, test.to); got != test.want {
			t.Errorf("%s to %s: got %d, want %d", test.from, test.to, got, test.want)
		}
	}
}
