package handlers

import (
	"testing"

	"pogo/locale"
)

func TestHelpNamesVerbsByWordsThatAreUnderstood(t *testing.T) {
	t.Parallel()
	words, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{locale.English, locale.French} {
		for _, c := range New(Config{Words: words}).commands {
			for _, v := range c.verbs {
				typed, _ := cutWord(words.For(lang).Say("usage." + c.name + "." + v.name))
				if meant, ok := c.verb(typed); !ok || meant.name != v.name {
					t.Errorf("%s: the help for /%s %s says %q, which is not understood as that", lang, c.name, v.name, typed)
				}
			}
		}
	}
}
