package main

import (
	"net/http"
	"strings"
	"testing"
)

func TestDoctorKnowsWhichScopesCanBeDoneWithout(t *testing.T) {
	t.Parallel()
	names := func(history bool) (list []string) {
		for _, s := range scopes(history) {
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
		{"all of them", names(true), "all there", ""},
		{"made without history", names(false), "all there but channels:history", ""},
		{"one is missing", names(true)[1:], "", "missing: commands"},
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
