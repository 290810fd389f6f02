package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pogo/scrum"
)

// tallies runs "pogo tally" and returns what it prints and its exit code.
func tallies(t *testing.T, in string, args ...string) (out, complaint string, code int) {
	t.Helper()
	code, out, complaint = piped(t, in, append([]string{"tally"}, args...)...)
	return out, complaint, code
}

func TestTallyCountsByEveryMethod(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, in, want string }{
		{
			"ties share a place, and what is not ranked ties last",
			`{"options":["A","B","C"],"ballots":[{"count":3,"weight":1,"rank":[["A"]]},{"count":2,"weight":1,"rank":[["B"],["C"]]},{"count":2,"weight":1,"rank":[["C"],["B"]]}]}`,
			`{"plurality":{"A":3,"B":2,"C":2},"borda":{"A":6,"B":7.5,"C":7.5},"condorcet":null,"schulze":[["B","C"],["A"]],"ranked_pairs":[["B"],["C"],["A"]]}`,
		},
		{
			"a count and a weight that are left out are one, and a weight may have decimals",
			"\ufeff" + `{"options":["A","B"],"ballots":[{"rank":[["A"],["B"]]},{"weight":0.125,"rank":[["B"]]},{"count":2,"weight":0,"rank":[["B"]]}]}`,
			`{"plurality":{"A":1,"B":0.125},"borda":{"A":1,"B":0.125},"condorcet":"A","schulze":[["A"],["B"]],"ranked_pairs":[["A"],["B"]]}`,
		},
		{
			"nobody voted",
			`{"options":["<A>","B"],"ballots":[]}`,
			`{"plurality":{"<A>":0,"B":0},"borda":{"<A>":0,"B":0},"condorcet":null,"schulze":[["<A>","B"]],"ranked_pairs":[["<A>"],["B"]]}`,
		},
		{
			"an exported ballot has more keys, and some people rank nothing or leave gaps",
			`{"ballot":3,"method":"ranked","result":7,"options":["A","B"],"ballots":[{"voter":"U1","rank":[]},{"voter":"U2","rank":null},{"at":1,"rank":[[],["B"],[]]}],"closed":{"by":"U1"}}`,
			`{"plurality":{"A":0,"B":1},"borda":{"A":1,"B":2},"condorcet":"B","schulze":[["B"],["A"]],"ranked_pairs":[["B"],["A"]]}`,
		},
		{
			"a result by ratings is counted by its method and by every other",
			`{"options":["A","B","C"],"published_result":{"method":"approval","order":[["C"],["B","A"]]},"ballots":[{"count":2,"ratings":{"C":1}},{"ratings":{"A":1,"B":1}},{"abstains":true}]}`,
			`{"plurality":{"A":0,"B":0,"C":2},"borda":{"A":3.5,"B":3.5,"C":5},"condorcet":"C","schulze":[["C"],["A","B"]],"ranked_pairs":[["C"],["A"],["B"]],"values":{"A":1,"B":1,"C":2},"order":[["C"],["A","B"]],"agrees":true}`,
		},
		{
			"a published order may have its ties broken",
			`{"options":["B","A","C"],"published_result":{"method":"borda","order":[["C"],["B"],["A"]]},"ballots":[{"rank":[["C"]]}]}`,
			`{"plurality":{"A":0,"B":0,"C":1},"borda":{"A":0.5,"B":0.5,"C":2},"condorcet":"C","schulze":[["C"],["B","A"]],"ranked_pairs":[["C"],["B"],["A"]],"order":[["C"],["B","A"]],"agrees":true}`,
		},
		{
			"scores are shrunk",
			`{"options":["X","Y"],"published_result":{"method":"score","highest":3},"ballots":[{"ratings":{"X":3}},{"count":6,"ratings":{"Y":3}},{"ratings":{"Y":0}}]}`,
			`{"plurality":{"X":1,"Y":6},"borda":{"X":1.5,"Y":6.5},"condorcet":"Y","schulze":[["Y"],["X"]],"ranked_pairs":[["Y"],["X"]],"values":{"X":2.7188,"Y":2.5875},"order":[["X"],["Y"]]}`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "ballot.json")
			if err := os.WriteFile(file, []byte(test.in), 0o600); err != nil {
				t.Fatal(err)
			}
			for _, args := range [][]string{nil, {"-"}, {file}} {
				out, complaint, code := tallies(t, test.in, args...)
				if code != 0 || complaint != "" {
					t.Errorf("%v: exit code %d, %s", args, code, complaint)
				}
				if diff := cmp.Diff(test.want+"\n", out); diff != "" {
					t.Errorf("%v (-want +got):\n%s", args, diff)
				}
			}
		})
	}
}

// measuredVote is a vector of methods.json as a file, and what is to come out.
type measuredVote struct {
	ID          string
	Ballots     [][2]any
	Plurality   map[string]any
	Borda       map[string]any
	Condorcet   any
	Schulze     string
	RankedPairs string `json:"ranked_pairs"`
}

func (v measuredVote) file() string {
	var ballots []string
	for _, b := range v.Ballots {
		ballots = append(ballots, fmt.Sprintf(`{"count":%v,"weight":1,"rank":%s}`, b[0], places(b[1].(string))))
	}
	options, _ := json.Marshal(slices.Sorted(maps.Keys(v.Borda)))
	return fmt.Sprintf(`{"options":%s,"ballots":[%s]}`, options, strings.Join(ballots, ","))
}

// places writes "CB" as [["C"],["B"]].
func places(order string) string {
	var each [][]string
	for _, letter := range order {
		each = append(each, []string{string(letter)})
	}
	text, _ := json.Marshal(each)
	return string(text)
}

func TestTallyCountsTheMeasuredVotes(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("scrum/testdata/methods.json")
	if err != nil {
		t.Fatal(err)
	}
	var all struct{ Votes []measuredVote }
	if err := json.Unmarshal(raw, &all); err != nil || len(all.Votes) == 0 {
		t.Fatalf("%d votes, %v", len(all.Votes), err)
	}
	for _, v := range all.Votes {
		out, complaint, code := tallies(t, v.file())
		if code != 0 {
			t.Errorf("%s: %s", v.ID, complaint)
		}
		var got map[string]any
		if err := json.Unmarshal([]byte(out), &got); err != nil {
			t.Fatal(err)
		}
		want := map[string]any{"plurality": got["plurality"], "borda": v.Borda, "condorcet": v.Condorcet, "schulze": got["schulze"], "ranked_pairs": got["ranked_pairs"]}
		if v.Plurality != nil {
			want["plurality"] = v.Plurality
		}
		for key, order := range map[string]string{"schulze": v.Schulze, "ranked_pairs": v.RankedPairs} {
			var all any
			if order != "" && json.Unmarshal([]byte(places(order)), &all) == nil {
				want[key] = all
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", v.ID, diff)
		}
	}
}

func TestTallySaysWhereAPublishedResultIsWrong(t *testing.T) {
	t.Parallel()
	out, complaint, code := tallies(t, `{"options":["A","B"],"published_result":{"method":"schulze","order":[["B"],["A"]]},"ballots":[{"rank":[["A"]]}]}`)
	if code != 1 || !strings.HasSuffix(out, `"order":[["A"],["B"]],"agrees":false}`+"\n") || complaint != "pogo: -: the \"published_result\" is not what these ballots give: compare it with \"order\"\n" {
		t.Errorf("exit code %d, printed %s, complained %s", code, out, complaint)
	}
}

func TestTallySaysInOneSentenceWhatIsWrong(t *testing.T) {
	t.Parallel()
	const ab = `{"options":["A","B"],"ballots":[`
	long := strings.Repeat("é", 1000)
	many, _ := json.Marshal(slices.Repeat([]string{"x"}, scrum.MaxChoices+1))
	for _, test := range []struct{ name, in, want string }{
		{"nothing", "", `this is empty: write a ballot such as {`},
		{"blanks", " \n", `this is empty: write`},
		{"a text", "hello", `line 1 is not JSON (invalid character 'h' looking for beginning of value): write a ballot such as {`},
		{"a file that was cut off", ab + "\n{", `line 2 is not JSON (unexpected end of JSON input): write`},
		{"two in one", ab + "]}\n{}", `line 2 is not JSON (invalid character '{' after top-level value): write`},
		{"a number", "7", `line 1: "the whole" cannot be a number: write it as in {`},
		{"null", "null", `this has no "options": write`},
		{"no options", `{"ballots":[]}`, `this has no "options": write`},
		{"no ballots", `{"options":["A"]}`, `this has no "ballots": write them as in {`},
		{"options that are none", `{"options":[],"ballots":[]}`, `"options" is empty: list what was voted for, such as ["A","B"]`},
		{"options that are numbers", `{"options":[1],"ballots":[]}`, `line 1: "options" cannot be a number: write it as in {`},
		{"an option twice", `{"options":["A","B","A"],"ballots":[]}`, `an option is listed twice: "A": list each of the "options" once`},
		{"more options than can be compared", fmt.Sprintf(`{"options":%s,"ballots":[]}`, many), `there are more than 1000 "options": narrow them first, and rank those that are left`},
		{"a rank without places", ab + `{"rank":["A","B"]}]}`, `line 1: "ballots.rank" cannot be a string: write it as in {`},
		{"half a person", ab + `{"count":1.5,"rank":[]}]}`, `line 1: "ballots.count" cannot be a number 1.5: write it as in {`},
		{"an unknown option", ab + `{"rank":[["A"]]},` + "\n" + `{"rank":[["X"]]}]}`, `ballot 2 names "X", which is none of the "options": correct it, or add it to them`},
		{"an unknown option with a very long name", ab + `{"rank":[["` + long + `"]]}]}`, `ballot 1 names "` + long[:80] + `…", which is`},
		{"an unknown option without a name", ab + `{"rank":[[""]]}]}`, `ballot 1 names "", which is none`},
		{"an option ranked twice", ab + `{"rank":[["A"],["B","A"]]}]}`, `ballot 1 ranks "A" twice: leave one of its places out`},
		{"fewer than nobody", ab + `{"count":-1,"rank":[["A"]]}]}`, `ballot 1 has a negative "count": write how many people voted so, or leave it out for one`},
		{"a negative weight", ab + `{"weight":-1,"rank":[["A"]]}]}`, `ballot 1: the "weight" is "-1": write a number from 0 with three decimals at most`},
		{"a weight too fine to count", ab + `{"weight":0.0001,"rank":[["A"]]}]}`, `ballot 1: the "weight" is "0.0001": write`},
		{"more people than there are", ab + `{"count":9223372036854775807,"rank":[["A"]]}]}`, `ballot 1 brings more than a billion votes: correct its "count" or its "weight"`},
		{"ratings without a method", ab + `{"ratings":{"A":1}}]}`, `ballot 1 has "ratings": say in a "published_result" by which "method" they count`},
		{"a rank where there are ratings", `{"published_result":{"method":"dots"},"options":["A"],"ballots":[{"rank":[["A"]]}]}`, `ballot 1 has a "rank", and the "method" is dots: write "ratings"`},
		{"more dots than one has", `{"published_result":{"method":"dots"},"options":["A"],"ballots":[{"ratings":{"A":3}}]}`, `ballot 1 spends more than the "budget": correct`},
		{"a score that there is not", `{"published_result":{"method":"score"},"options":["A"],"ballots":[{"ratings":{"A":6}}]}`, `ballot 1 gives "A" a rating that the "method" does not have: correct it`},
		{"a method that there is not", `{"published_result":{"method":"lots"},"options":["A"],"ballots":[]}`, `the "method" is "lots": write approval, net,`},
		{"a result without its method", `{"published_result":{"order":[["A"]]},"options":["A"],"ballots":[]}`, `the "published_result" has no "method": say`},
		{"a file that is far too large", strings.Repeat(" ", 64<<20) + ab, `this is larger than 64 MB: write ballots that are alike once, with their "count"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			out, complaint, code := tallies(t, test.in, "-")
			if code != 1 || out != "" {
				t.Errorf("exit code %d, printed %s", code, out)
			}
			if !strings.HasPrefix(complaint, "pogo: -: "+test.want) || strings.Count(complaint, "\n") != 1 || len(complaint) > 300 {
				t.Errorf("got %s\nwant %s", complaint, test.want)
			}
		})
	}
	nowhere := filepath.Join(t.TempDir(), "nowhere.json")
	if _, complaint, code := tallies(t, "", nowhere); code != 1 || complaint != "pogo: "+nowhere+": there is no such file: name the file of a ballot, or - for the standard input\n" {
		t.Errorf("a file that is not there: exit code %d, %s", code, complaint)
	}
	if _, complaint, code := tallies(t, "", t.TempDir()); code != 1 || !strings.HasSuffix(complaint, ": this is a directory: name the file in it\n") {
		t.Errorf("a directory: exit code %d, %s", code, complaint)
	}
}
