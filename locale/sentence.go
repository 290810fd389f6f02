package locale

import (
	"fmt"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// sentence is a text with its arguments in it, "{{.n}} more". Nearly every one
// holds nothing else.
type sentence string

// simple reports whether a sentence holds nothing but words and arguments.
func (s sentence) simple() bool {
	_, rest, found := strings.Cut(string(s), "{{")
	for found {
		name, after, closed := strings.Cut(rest, "}}")
		if !closed || !strings.HasPrefix(name, ".") || strings.ContainsAny(name[1:], ". |()") {
			return false
		}
		_, rest, found = strings.Cut(after, "{{")
	}
	return true
}

// with is a simple sentence with the values of its arguments.
func (s sentence) with(value func(name string) any) string {
	words, rest, found := strings.Cut(string(s), "{{")
	if !found {
		return words
	}
	var b strings.Builder
	for found {
		b.WriteString(words)
		name, after, _ := strings.Cut(rest, "}}")
		switch value := value(name[1:]).(type) {
		case nil:
			b.WriteString("<no value>")
		case string:
			b.WriteString(value)
		default:
			fmt.Fprint(&b, value)
		}
		words, rest, found = strings.Cut(after, "{{")
	}
	b.WriteString(words)
	return b.String()
}

// Execute is part of [template.ParsedTemplate].
func (s sentence) Execute(data any) (string, error) {
	values, _ := data.(map[string]any)
	return s.with(func(name string) any { return values[name] }), nil
}

// sentences parses what is said. What is not simple is a text template.
type sentences struct{}

// Cacheable is part of [template.Parser].
func (sentences) Cacheable() bool { return true }

// Parse is part of [template.Parser].
func (sentences) Parse(src, left, right string) (template.ParsedTemplate, error) {
	if s := sentence(src); s.simple() {
		return s, nil
	}
	return (&template.TextParser{}).Parse(src, left, right)
}
