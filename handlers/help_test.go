package handlers_test

import (
	"strings"
	"testing"
)

// Every command tells in both languages what can follow it, and how each of its
// verbs is used; to ask changes nothing.
func TestHelpFollowsEveryCommandAndEveryVerb(t *testing.T) {
	t.Parallel()
	for person, asked := range map[string]struct{ locale, help string }{"UNORA": {"en", "help"}, "UCLAIRE": {"fr", "aide"}} {
		r := newRoom(t)
		for _, c := range r.Commands(asked.locale) {
			all := said(r.types(person, "CPAY", c.Name+" "+asked.help))
			for _, line := range c.Lines {
				if !strings.Contains(all, "`"+line.Typed+"`  "+line.Says) {
					t.Errorf("%s %s does not tell of %s", c.Name, asked.help, line.Typed)
				}
				_, verb, isVerb := strings.Cut(line.Typed, " ")
				verb, _, _ = strings.Cut(verb, " ")
				if !isVerb || strings.ToUpper(verb) == verb || verb == asked.help || strings.HasPrefix(verb, "[") {
					continue
				}
				for _, typed := range []string{c.Name + " " + verb + " " + asked.help, c.Name + " " + asked.help + " " + verb} {
					if got := said(r.types(person, "CPAY", typed)); !strings.Contains(got, "`"+line.Typed+"`  "+line.Says) {
						t.Errorf("%s: told %q", typed, got)
					}
				}
			}
		}
		if n := len(r.kept()); n > 0 {
			t.Errorf("%d stories were created on the way", n)
		}
	}
}
