package scrum_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
)

func ExampleParseBallotAsk() {
	ask := scrum.ParseBallotAsk("PAY-12, PAY-13 classement jusqu'à jeudi 17h30, quorum 50 %")
	fmt.Println(ask.Keys, ask.Method, ask.Until, ask.Quorum.Percent)
	// Output: [pay-12 pay-13] ranked jeudi 17h30 50
}

func TestVotesAreAskedForInAnyOrder(t *testing.T) {
	t.Parallel()
	client := []string{"client"}
	for _, test := range []struct {
		typed string
		want  scrum.BallotAsk
	}{
		{"", scrum.BallotAsk{}},
		{"PAY-1; PAY-3", scrum.BallotAsk{Keys: []string{"pay-1", "pay-3"}}},
		{"pay-1,12 and #3", scrum.BallotAsk{Keys: []string{"pay-1", "12", "#3"}}},
		{"top 5 secret", scrum.BallotAsk{Top: 5, Secrecy: scrum.UntilClosed}},
		{"the first 4, anonymously", scrum.BallotAsk{Top: 4, Secrecy: scrum.Anonymous}},
		{"les 3 premières par classement", scrum.BallotAsk{Top: 3, Method: scrum.ByRanking}},
		{"secret top5 until Thu 17:00 ranked", scrum.BallotAsk{Top: 5, Secrecy: scrum.UntilClosed, Method: scrum.ByRanking, Until: "thu 17:00"}},
		{"jusqu’à demain 17 h et anonyme PAY-2 PAY-4", scrum.BallotAsk{Keys: []string{"pay-2", "pay-4"}, Secrecy: scrum.Anonymous, Until: "demain 17 h"}},
		{"PAY-1 yes/no", scrum.BallotAsk{Keys: []string{"pay-1"}, Method: scrum.ByYesNo}},
		{"oui ou non PAY-1", scrum.BallotAsk{Keys: []string{"pay-1"}, Method: scrum.ByYesNo}},
		{"Oui / Non secret", scrum.BallotAsk{Method: scrum.ByYesNo, Secrecy: scrum.UntilClosed}},
		{"anonymous open until tomorrow", scrum.BallotAsk{Secrecy: scrum.Anonymous, Until: "tomorrow"}},
		{"top 3, ouvert jusqu’à demain, anonyme", scrum.BallotAsk{Top: 3, Secrecy: scrum.Anonymous, Until: "demain"}},
		{"anonymous and open", scrum.BallotAsk{Secrecy: scrum.Anonymous, Clash: "open"}},
		{"dots or quadratic, dots", scrum.BallotAsk{Method: scrum.ByDots, Odd: "or", Clash: "quadratic"}},
		{"ouvert ou plutôt secret", scrum.BallotAsk{Secrecy: scrum.SeenByAll, Odd: "ou", Clash: "secret"}},
		{"gommettes ouvert", scrum.BallotAsk{Method: scrum.ByDots, Secrecy: scrum.SeenByAll}},
		{"quadratique", scrum.BallotAsk{Method: scrum.ByQuadratic}},
		{"quorum", scrum.BallotAsk{Quorum: scrum.Quorum{Percent: 50}}},
		{"quorum 60 % client secret", scrum.BallotAsk{Quorum: scrum.Quorum{Percent: 60, Mandatory: client}, Secrecy: scrum.UntilClosed}},
		{"quorum of 5 votes with a client", scrum.BallotAsk{Quorum: scrum.Quorum{Votes: 5, Mandatory: client}}},
		{"quorum de 5 personnes dont un client, top 4", scrum.BallotAsk{Quorum: scrum.Quorum{Votes: 5, Mandatory: client}, Top: 4}},
		{"quorum client", scrum.BallotAsk{Quorum: scrum.Quorum{Mandatory: client}}},
		{"until Thu quorum 3", scrum.BallotAsk{Until: "thu", Quorum: scrum.Quorum{Votes: 3}}},
		{"quorum 120%", scrum.BallotAsk{Quorum: scrum.Quorum{Percent: 50}, Odd: "120%"}},
		{"jusqu’au 26/11", scrum.BallotAsk{Until: "26/11"}},
		{"PAY-1 quickly", scrum.BallotAsk{Keys: []string{"pay-1"}, Odd: "quickly"}},
		{"top lots", scrum.BallotAsk{Odd: "top lots"}},
		{"top 0 secret", scrum.BallotAsk{Odd: "top 0", Secrecy: scrum.UntilClosed}},
		{"top 5 until", scrum.BallotAsk{Top: 5, Odd: "until"}},
		{"for the dashboard", scrum.BallotAsk{Odd: "for"}},
		{"note that we ship", scrum.BallotAsk{Method: scrum.ByScore, Odd: "that"}},
	} {
		t.Run(test.typed, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, scrum.ParseBallotAsk(test.typed)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAQuorumInAFormIsNothingElse(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]bool{"50%": true, "50 % client": true, "5": true, "client": true, "5 secret": false, "many": false, "0": false, "101%": false} {
		if _, ok := scrum.ParseQuorum(typed); ok != want {
			t.Errorf("%q: %t", typed, ok)
		}
	}
}

// Whatever is typed is read to its end, and what is read can be counted with.
func FuzzParseBallotAsk(f *testing.F) {
	for _, seed := range []string{"PAY-1; PAY-3", "top 5 until Thu 17:00 quorum 50 % client", "oui/non jusqu'à", "quorum de", "quorum ٣", "first", "% , ;", "top top 3 first"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		ask := scrum.ParseBallotAsk(typed)
		if ask.Top < 0 || ask.Top > 1000 || ask.Quorum.Percent < 0 || ask.Quorum.Percent > 100 {
			t.Errorf("%q: %+v", typed, ask)
		}
		for _, key := range ask.Keys {
			if _, _, ok := scrum.ParseStoryKey(key); !ok {
				t.Errorf("%q: %q is no key", typed, key)
			}
		}
		if strings.TrimSpace(ask.Until) != ask.Until {
			t.Errorf("%q: the time %q", typed, ask.Until)
		}
	})
}
