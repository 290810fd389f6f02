package main

import (
	"strings"
	"testing"
)

// published are 24 weeks of which the forecasts were computed without chance.
const published = "16,3,10,6,19,11,17,17,15,9,11,8,5,13,5,7,8,6,10,10,8,5,5,7"

func TestForecastSaysWhenAndHowMany(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ args, want, warns string }{
		{"--items 60 --history " + published, `{"when":{"p50":7,"p70":7,"p85":8,"p95":9}}`, "the pace changed, from 11.8 to 7.4 a period"},
		{"--items 60 --method plain --history " + published, `{"when":{"p50":7,"p70":7,"p85":8,"p95":9}}`, "the pace changed"},
		{"--items 60 --most 75 --method plain --history " + published, `{"when":{"p50":8,"p70":8,"p85":9,"p95":10}}`, "the pace changed"},
		{"--periods 6 --method plain --history " + published, `{"how_many":{"p50":57,"p70":52,"p85":47,"p95":41}}`, "the pace changed"},
		{"--items 20 --method plain --history 1,3,5,3,7,8", `{"when":{"p50":5,"p70":6,"p85":6,"p95":7}}`, "this is an early forecast"},
		{"--items 3 --history 3,3,3,3,3,3,3,3,3,3,3", `{"when":{"p50":1,"p70":1,"p85":1,"p95":1}}`, ""},
		{"--items 2 --history 1", `{"when":{"p50":2,"p70":2,"p85":2,"p95":2}}`, "take this for a guess\npogo: this looks further ahead"},
		{"--items 2000 --method plain --history 0,1,2,0,1,2,0,1,2,0,1,2", `{"when":{"p50":null,"p70":null,"p85":null,"p95":null}}`, ""},
	} {
		t.Run(test.args, func(t *testing.T) {
			t.Parallel()
			code, out, warned := piped(t, "", append([]string{"forecast"}, strings.Fields(test.args)...)...)
			if code != 0 || out != test.want+"\n" {
				t.Errorf("exit code %d, %s", code, out)
			}
			if !strings.Contains(warned, test.warns) || test.warns == "" && warned != "" {
				t.Errorf("said beside it: %q", warned)
			}
		})
	}
}

func TestForecastReadsAHistoryAsPeopleWriteIt(t *testing.T) {
	t.Parallel()
	_, want, _ := piped(t, "", "forecast", "--items", "9", "--history", "1,2,3")
	for _, history := range []string{"1, 2, 3", "1 2 3", " 1;2;3 "} {
		if code, out, _ := piped(t, "", "forecast", "--items", "9", "--history", history); code != 0 || out != want {
			t.Errorf("%q: exit code %d, %s", history, code, out)
		}
	}
}

func TestForecastRefusesWhatMakesNoSense(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]string{
		"--items 5":                               "--history",
		"--history 1,2,3":                         "--items=INT or --periods=INT",
		"--history 1,2,3 --items 5 --periods 2":   "can't be used together",
		"--history 1,x --items 5":                 `"x" is no number of items`,
		"--history , --items 5":                   "not one period",
		"--history 0,0,0 --items 5":               "nothing was ever finished",
		"--history 1,-2 --items 5":                "of 0 to",
		"--history 1 --items 0":                   "--items: at least 1",
		"--history 1 --periods 521":               "between 1 and 520",
		"--history 1 --items 100001":              "between 1 and 100000",
		"--history 1 --items 5 --most 4":          "--most: at least as many as --items",
		"--history 1 --periods 5 --most 4":        "--most: at least as many as --items",
		"--history 1 --items 5 --method crystals": "--method",
	} {
		code, out, complaint := piped(t, "", append([]string{"forecast"}, strings.Fields(args)...)...)
		if code == 0 || out != "" || !strings.Contains(complaint, want) {
			t.Errorf("%s: exit code %d, %q, want %q", args, code, complaint, want)
		}
	}
}
