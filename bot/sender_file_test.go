package bot

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pogo/outbox"
	"pogo/slacksim"
	"pogo/view"
)

func asked(t *testing.T, of string) outbox.Delivery {
	t.Helper()
	body, err := view.File{Name: "PAY-2026-03-02-090000.csv", Failed: "it could not be sent", Of: json.RawMessage(of)}.JSON()
	if err != nil {
		t.Fatal(err)
	}
	return outbox.Delivery{Kind: outbox.File, Channel: claire, Person: claire, Body: body}
}

func TestAFileArrivesOnceWhateverBreaks(t *testing.T) {
	t.Parallel()
	const get, complete = "files.getUploadURLExternal", "files.completeUploadExternal"
	for name, faults := range map[string]map[string]slacksim.Fault{
		"nothing":                             {},
		"no address for the upload":           {get: {Status: 500}},
		"the connection broke before":         {get: {Drop: true}},
		"Slack asks to wait":                  {complete: {Status: 429, RetryAfter: 5 * time.Second}},
		"shared, then the connection broke":   {complete: {Store: true, Drop: true}},
		"shared, then 500":                    {complete: {Store: true, Status: 500}},
		"shared, then no answer":              {complete: {Store: true, Hang: true}},
		"not shared, the connection broke":    {complete: {Drop: true}},
		"not shared, 500":                     {complete: {Status: 500}},
		"the history cannot be read at first": {complete: {Store: true, Drop: true}, "conversations.history": {Status: 500}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, slacksim.Config{}, nil, func(w *world) {
				for method, fault := range faults {
					w.Fail(method, fault)
				}
				w.outbox.write(asked(t, `"stories"`))
				w.pass(30 * time.Minute)
				if diff := cmp.Diff([]string{"as you asked"}, w.posts(w.DM(claire))); diff != "" {
					t.Error(diff)
				}
				if d := w.outbox.all()[0]; d.State != outbox.Settled {
					t.Errorf("settled as %+v", d)
				}
			})
		})
	}
}

func TestWhoWaitsForAFileIsToldThatItDoesNotCome(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		of    string
		fault slacksim.Fault
		why   string
	}{
		"it is not theirs any more": {`"gone"`, slacksim.Fault{}, "no longer theirs"},
		"the app may not upload":    {`"stories"`, slacksim.Fault{Error: "missing_scope"}, "missing_scope"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inWorld(t, slacksim.Config{}, nil, func(w *world) {
				if test.fault.Error != "" {
					w.Fail("files.getUploadURLExternal", test.fault)
				}
				w.outbox.write(asked(t, test.of))
				w.pass(time.Minute)
				if diff := cmp.Diff([]string{"it could not be sent"}, w.posts(w.DM(claire))); diff != "" {
					t.Error(diff)
				}
				if d := w.outbox.all()[0]; d.State != outbox.Parked || !strings.Contains(d.Error, test.why) {
					t.Errorf("settled as %+v", d)
				}
			})
		})
	}
}
