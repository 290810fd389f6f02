// Package locale holds every sentence that Pogo says, in English and French.
//
// Sentences live in messages/NOUN.LANG.json, one pair of files for each noun,
// keyed by NOUN.WHAT. A [Catalog] is loaded once; [Words] is one language of
// it, and is what a view or a refusal speaks through. Plurals follow CLDR
// (in French 0 takes the singular), and French typography is set when the
// catalog is loaded: whoever writes a sentence types plain spaces, and the
// narrow no-break ones go where they belong.
//
// What people wrote is never translated; only labels, buttons and sentences
// are. Dates, numbers and lists are written here too, because they are words.
package locale

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed messages/*.json
var files embed.FS

// The languages Pogo speaks.
const (
	English = "en"
	French  = "fr"
)

// Catalog is every sentence in every language. It is safe for concurrent use.
type Catalog struct {
	words map[string]*Words
}

// Load reads the embedded sentences. It fails only if a file is malformed,
// which a test rules out for a released binary.
func Load() (*Catalog, error) {
	bundle := i18n.NewBundle(language.English)
	entries, err := files.ReadDir("messages")
	if err != nil {
		return nil, fmt.Errorf("list sentences: %w", err)
	}
	c := &Catalog{words: map[string]*Words{}}
	for _, lang := range []string{English, French} {
		c.words[lang] = &Words{lang: lang, localizer: i18n.NewLocalizer(bundle, lang), same: map[string]sentence{}}
	}
	for _, entry := range entries {
		if err := c.add(bundle, entry.Name()); err != nil {
			return nil, fmt.Errorf("read sentences of %s: %w", entry.Name(), err)
		}
	}
	return c, nil
}

func (c *Catalog) add(bundle *i18n.Bundle, name string) error {
	data, err := files.ReadFile(path.Join("messages", name))
	if err != nil {
		return err
	}
	var sentences map[string]any
	if err := json.Unmarshal(data, &sentences); err != nil {
		return err
	}
	tag, words := language.English, c.words[English]
	if strings.HasSuffix(name, ".fr.json") {
		tag, words = language.French, c.words[French]
	}
	var counting []*i18n.Message // a message takes a kilobyte: with all of them there, half of the memory in use was theirs
	for key, forms := range sentences {
		m := message(key, forms)
		if m.Other == "" {
			return fmt.Errorf("%s says nothing", key)
		}
		complete(m, tag == language.French)
		if s := sentence(m.Other); m.One == m.Other && m.Many == m.Other && s.simple() {
			words.same[key] = s
		} else {
			counting = append(counting, m)
		}
	}
	return bundle.AddMessages(tag, counting...)
}

// message is a sentence as it stands in a file: a text for every count, or one
// for each plural.
func message(key string, forms any) *i18n.Message {
	said, _ := forms.(string)
	m := &i18n.Message{ID: key, Other: said}
	if plurals, ok := forms.(map[string]any); ok {
		m.One, _ = plurals["one"].(string)
		m.Many, _ = plurals["many"].(string)
		m.Other, _ = plurals["other"].(string)
	}
	return m
}

// complete lets a sentence with one form serve for every count, and sets the
// spaces of French.
func complete(m *i18n.Message, french bool) {
	if french {
		m.One, m.Other, m.Many = typeset(m.One), typeset(m.Other), typeset(m.Many)
	}
	if m.One == "" {
		m.One = m.Other
	}
	if m.Many == "" { // millions in French
		m.Many = m.Other
	}
}

// For returns the words of the first of the given locales that Pogo speaks
// ("fr-FR", "en", "" …), else English.
func (c *Catalog) For(locales ...string) *Words {
	for _, l := range locales {
		lang, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(l), "_", "-"), "-")
		if w, ok := c.words[lang]; ok {
			return w
		}
	}
	return c.words[English]
}
