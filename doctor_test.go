package main

import (
	"net/http"
	"strings"
	"testing"
)

func TestDoctorKnowsWhichScopesCanBeDoneWithout(t *testing.T) {
	t.Parallel()
	names := func(features ...string) (list []string) {
		for _, s := range scopes(features...) {
			list = append(list, s.name)
		}
		return list
	}
	for _, test := range []struct {
		name  string
		given []string
		found string
		wrong string
	}{
		{"all of them", names(doNotDisturb), "all there", ""},
		{"made as usual", names(), "all there but dnd:read: reminders of a stand-up come in Do Not Disturb, too", ""},
		{"made without history", names("no-history", doNotDisturb), "all there but channels:history, groups:history: a message", ""},
		{"made without groups", names("no-groups", doNotDisturb), "all there but usergroups:read: who estimates", ""},
		{"one is missing", names()[1:], "", "missing: commands"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			headers := http.Header{}
			headers.Set("X-Oauth-Scopes", strings.Join(test.given, ", "))
			found, err := missingScopes(headers)
			if !strings.HasPrefix(found, test.found) || (err != nil) != (test.wrong != "") || err != nil && !strings.HasPrefix(err.Error(), test.wrong) {
				t.Errorf("found %q, %v", found, err)
			}
		})
	}
}

func TestWhatAnswersNowhereCannotBeAsked(t *testing.T) {
	t.Parallel()
	if _, err := askReady(t.Context(), ""); err == nil || !strings.HasPrefix(err.Error(), "POGO_LISTEN is empty") {
		t.Errorf("got %v", err)
	}
}
