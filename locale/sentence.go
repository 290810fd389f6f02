package locale

import (
	"fmt"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// sentences parses what is said. Nearly every sentence holds nothing but words
// and arguments, "{{.n}} more"; one that holds more is a text template.
type sentences struct{}

// Cacheable is part of [template.Parser].
func (sentences) Cacheable() bool { return true }

// Parse is part of [template.Parser].
func (sentences) Parse(src, left, right string) (template.ParsedTemplate, error) {
	s := sentence{}
	for rest := src; ; {
		before, after, found := strings.Cut(rest, "{{")
		s.words = append(s.words, before)
		if !found {
			return s, nil
		}
		name, after, closed := strings.Cut(after, "}}")
		if !closed || !strings.HasPrefix(name, ".") || strings.ContainsAny(name[1:], ". |()") {
			return (&template.TextParser{}).Parse(src, left, right)
		}
		s.names = append(s.names, name[1:])
		rest = after
	}
}

// sentence is words with an argument between each two of them.
type sentence struct{ words, names []string }

// Execute is part of [template.ParsedTemplate].
func (s sentence) Execute(data any) (string, error) {
	if len(s.names) == 0 {
		return s.words[0], nil
	}
	values, _ := data.(map[string]any)
	var b strings.Builder
	for i, name := range s.names {
		b.WriteString(s.words[i])
		switch value := values[name].(type) {
		case nil:
			b.WriteString("<no value>")
		case string:
			b.WriteString(value)
		default:
			fmt.Fprint(&b, value)
		}
	}
	b.WriteString(s.words[len(s.names)])
	return b.String(), nil
}
