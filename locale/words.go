package locale

import (
	"fmt"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// Words is one language. It is safe for concurrent use.
type Words struct {
	lang      string
	localizer *i18n.Localizer     // says the others
	same      map[string]sentence // those that are the same for every count, nearly all
}

// Lang returns the ISO 639-1 code of the language.
func (w *Words) Lang() string { return w.lang }

// Say returns the sentence of a key. Arguments are pairs of a name and a
// value, as in Say("backlog.size", "n", 3); the value named n chooses the
// plural, or that named count where n is written in a way that is no number.
// A key that does not exist is returned as it is: a test over the whole
// source rules that out.
func (w *Words) Say(key string, args ...any) string {
	if said, ok := w.same[key]; ok {
		return said.with(func(name string) any { return argument(args, name) })
	}
	values := data(args)
	config := &i18n.LocalizeConfig{MessageID: key, TemplateData: values, TemplateParser: sentences{}}
	if n, ok := values["n"]; ok {
		config.PluralCount = n
	}
	if count, ok := values["count"]; ok {
		config.PluralCount = count
	}
	said, err := w.localizer.Localize(config)
	if err != nil {
		return key
	}
	return said
}

// Has reports whether the key has a sentence in this language.
func (w *Words) Has(key string) bool {
	if _, ok := w.same[key]; ok {
		return true
	}
	_, tag, err := w.localizer.LocalizeWithTag(&i18n.LocalizeConfig{MessageID: key, PluralCount: 2, TemplateData: map[string]any{}})
	return err == nil && tag.String() == w.lang
}

// argument is the value of a name among pairs, the last one if there are more.
func argument(args []any, name string) any {
	for i := len(args) - len(args)%2 - 2; i >= 0; i -= 2 {
		if args[i] == name {
			return args[i+1]
		}
	}
	return nil
}

func data(args []any) map[string]any {
	m := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		name, _ := args[i].(string)
		m[name] = args[i+1]
	}
	return m
}

// List joins items as a sentence does: "a, b and c".
func (w *Words) List(items []string) string { return join(items, w.Say("common.and")) }

// OneOf joins items of which one is enough: "a, b or c".
func (w *Words) OneOf(items []string) string { return join(items, w.Say("common.or")) }

func join(items []string, last string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	n := len(items) - 1
	return strings.Join(items[:n], ", ") + " " + last + " " + items[n]
}

// Quote puts a person's words between the quotes of the language.
func (w *Words) Quote(text string) string {
	if w.lang == French {
		return "«\u202f" + text + "\u202f»"
	}
	return "“" + text + "”"
}

// Rank writes the place of a story: "4th", "4ᵉ". A story is feminine in
// French, so the first is "1ʳᵉ".
func (w *Words) Rank(n int) string {
	if w.lang == French {
		if n == 1 {
			return "1ʳᵉ"
		}
		return fmt.Sprintf("%dᵉ", n)
	}
	return fmt.Sprintf("%d%s", n, englishSuffix(n))
}

func englishSuffix(n int) string {
	if n%100 >= 11 && n%100 <= 13 {
		return "th"
	}
	switch n % 10 {
	case 1:
		return "st"
	case 2:
		return "nd"
	case 3:
		return "rd"
	}
	return "th"
}
