package handlers

import (
	"context"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"pogo/scrum"
	"pogo/view"
)

// filter is what a list is narrowed by.
type filter struct {
	scrum.Filter
	text        string // what is looked for, as it was typed
	label       string // as it is spelled
	epic, needs string // keys
	name        string // under which the filter was saved, if it was
}

// clause is one part of a filter: "state:done" or a text, which has no key.
type clause struct {
	key, value string
	bare       bool // a word that stands in no quotes
}

var (
	quotedText = regexp.MustCompile(`^["“”„«] ?([^"“”„«»]*?) ?["“”»]`)
	keyedValue = regexp.MustCompile(`^(\pL+)( *: *)((?i:en cours|in progress|(?:à|a) (?:valider|reprendre)|to accept|ready to try|changes requested)\b|<@[^>]+>|[-−–]?["“”„«] ?[^"“”„«»]*?["“”»]|[^ ]+)`)
	bareWord   = regexp.MustCompile(`^[^ ]+`)
	linkEntity = regexp.MustCompile(`<(https?://[^|>"”»\s]+)(["”»]?)[^>]*>`) // it may have caught the quote behind it
	keyAlone   = regexp.MustCompile(`^(\pL+) ?:$`)
	anyQuote   = regexp.MustCompile(`["“”„«»]`)
	anySpace   = regexp.MustCompile(`[\s\x{a0}\x{202f}\x{2009}]+`)
)

// clauses takes a typed filter apart. French typists put a space before the
// colon, which counts where the word is one of the filters.
func clauses(typed string) []clause {
	var found []clause
	rest := strings.TrimSpace(anySpace.ReplaceAllString(linkEntity.ReplaceAllString(typed, "$1$2"), " "))
	for rest != "" {
		var c clause
		whole := quotedText.FindStringSubmatch(rest)
		keyed := keyedValue.FindStringSubmatch(rest)
		switch {
		case whole != nil:
			c.value = whole[1]
		case filterName(keyBefore(rest)) != "":
			whole = []string{rest}
			c.key = keyBefore(rest)
		case keyed != nil && (keyed[2] == ":" || filterName(keyed[1]) != "") && !strings.HasPrefix(keyed[3], "//"):
			whole = keyed
			c.key, c.value = keyed[1], unquoted(keyed[3])
		default:
			whole = bareWord.FindStringSubmatch(rest)
			c.value, c.bare = whole[0], true
		}
		found = append(found, c)
		rest = strings.TrimSpace(rest[len(whole[0]):])
	}
	return found
}

// keyBefore is the name before a colon that nothing follows; "" if it is no such
// thing.
func keyBefore(typed string) string {
	if found := keyAlone.FindStringSubmatch(typed); found != nil {
		return found[1]
	}
	return ""
}

// unquoted is a value without the quotes around it, which may stand behind a
// minus.
func unquoted(value string) string {
	const quotes = `"“”„«» `
	if rest, less := strings.CutPrefix(value, "-"); less {
		return "-" + strings.Trim(rest, quotes)
	}
	return strings.Trim(value, quotes)
}

// isListing reports whether a text is what a list is asked for with.
func isListing(typed string) bool {
	_, filters := pageTyped(typed)
	return isFilter(filters)
}

// isFilter reports whether a text is filters and quoted texts and nothing
// else; nothing at all counts too.
func isFilter(typed string) bool {
	for _, c := range clauses(typed) {
		if c.bare {
			return false
		}
	}
	return true
}

// filterName is what a filter is called in code, whatever it was called in
// English or French; "" if there is no such filter.
func filterName(typed string) string {
	switch scrum.Fold(typed) {
	case "state", "status", "etat", "statut":
		return "state"
	case "owner", "who", "responsable", "qui", "de", "prise":
		return "owner"
	case "asked", "author", "demandee", "demande", "auteur", "autrice", "par":
		return "asked"
	case "text", "texte":
		return "text"
	}
	return detailName(typed)
}

// stateNamed reads a state; all that is open is "".
//
//nolint:misspell // half of the words are French
func stateNamed(typed string) (state scrum.StoryState, ok bool) {
	switch strings.TrimSuffix(scrum.Fold(typed), "s") {
	case "open", "ouvert", "ouverte":
		return "", true
	case "draft", "brouillon":
		return scrum.StoryDraft, true
	case "ready", "pret", "prete":
		return scrum.StoryReady, true
	case "planned", "prevu", "prevue":
		return scrum.StoryPlanned, true
	case "started", "in progres", "en cour", "en-cour", "encour", "commence", "commencee":
		return scrum.StoryStarted, true
	case "to_accept", "to accept", "to-accept", "ready to try", "try", "a valider", "a-valider", "valider":
		return scrum.StoryToAccept, true
	case "change", "changes_requested", "changes requested", "changes-requested", "a reprendre", "a-reprendre", "reprendre":
		return scrum.StoryChanges, true
	case "done", "termine", "terminee", "fini", "finie", "faite":
		return scrum.AnyDone, true
	case "accepted", "accepte", "acceptee", "valide", "validee":
		return scrum.StoryAccepted, true
	case "released", "livre", "livree":
		return scrum.StoryReleased, true
	case "dropped", "abandonne", "abandonnee":
		return scrum.StoryDropped, true
	}
	return "", false
}

// filter reads what a person narrows a list by, or refuses with the filters
// that there are.
func (t *turn) filter(ctx context.Context, typed string) (filter, error) {
	return t.filterOf(ctx, clauses(typed))
}

func (t *turn) filterOf(ctx context.Context, parts []clause) (filter, error) {
	var f filter
	var texts []string
	seen := map[string]bool{}
	for _, c := range parts {
		name := filterName(c.key)
		if c.key != "" && c.value == "" {
			return f, t.refuse("backlog.refuse.bare", "typed", clipWord(c.key+":"))
		}
		if c.key == "" || name == "text" {
			texts = append(texts, c.value)
			continue
		}
		if seen[name] {
			return f, t.refuse("backlog.refuse.twice", "typed", clipWord(c.key))
		}
		seen[name] = true
		if err := t.narrow(ctx, &f, name, c); err != nil {
			return f, err
		}
	}
	if f.Sort != "" && f.State != "" && !f.State.Open() {
		return f, t.refuse("worth.refuse.sortOpen")
	}
	return f, t.lookFor(&f, strings.Join(texts, " "))
}

// narrow sets one part of a filter.
func (t *turn) narrow(ctx context.Context, f *filter, name string, c clause) error {
	var ok bool
	switch name {
	case "state":
		if f.State, ok = stateNamed(c.value); !ok {
			return t.refuse("backlog.refuse.state", "typed", clipWord(c.value))
		}
	case "owner", "asked":
		person := &f.Owner
		if name == "asked" {
			person = &f.Asked
		}
		if *person, ok = t.personNamed(c.value); !ok {
			return t.refuse("backlog.refuse.person", "typed", clipWord(c.key+":"+c.value), "filter", clipWord(c.key))
		}
	case "stream", "label", "epic", "needs":
		return t.narrowDetail(ctx, f, name, c)
	case "moscow":
		if f.MoSCoW, ok = scrum.MoSCoWNamed(c.value); isNothing(c.value) {
			f.MoSCoW, ok = scrum.Without, true
		}
		if !ok {
			return t.refuse("worth.refuse.moscow", "typed", clipWord(c.value))
		}
	case "sort":
		if f.Sort, ok = scrum.SortNamed(c.value); !ok {
			return t.refuse("worth.refuse.sort", "typed", clipWord(c.value))
		}
	default:
		return t.refuse("backlog.refuse.filter", "typed", clipWord(c.key+":"))
	}
	return nil
}

func (t *turn) personNamed(typed string) (scrum.PersonID, bool) {
	switch scrum.Fold(typed) {
	case "me", "moi", "mine":
		return t.person.ID, true
	}
	if named := view.Mentioned(typed); len(named) == 1 {
		return named[0], true
	}
	return "", false
}

// lookFor sets the text that is looked for. What goes beyond a line is left out.
func (t *turn) lookFor(f *filter, text string) error {
	const longest = 200
	f.text = strings.TrimSpace(html.UnescapeString(text))
	if utf8.RuneCountInString(f.text) > longest {
		f.text = string([]rune(f.text)[:longest])
	}
	if f.Terms = scrum.Terms(f.text); f.text != "" && len(f.Terms) == 0 {
		return t.refuse("backlog.refuse.text", "typed", clipWord(f.text))
	}
	return nil
}

// String writes the filter so that it can be read again, on a button.
func (f filter) String() string {
	var parts []string
	if f.State != "" {
		parts = append(parts, "state:"+string(f.State))
	}
	if f.Owner != "" {
		parts = append(parts, "owner:<@"+string(f.Owner)+">")
	}
	if f.Asked != "" {
		parts = append(parts, "asked:<@"+string(f.Asked)+">")
	}
	for _, named := range []struct{ name, value string }{{"stream", f.Stream}, {"label", f.label}, {"epic", f.epic}, {"needs", f.needs}, {"moscow", string(f.MoSCoW)}, {"sort", string(f.Sort)}} {
		if named.value != "" {
			parts = append(parts, named.name+`:"`+html.EscapeString(named.value)+`"`)
		}
	}
	if f.text != "" {
		parts = append(parts, `"`+html.EscapeString(anyQuote.ReplaceAllString(f.text, " "))+`"`)
	}
	return strings.Join(parts, " ")
}

// sought is the filter as it is shown, with names instead of pings.
func (t *turn) sought(ctx context.Context, f filter) (view.Sought, error) {
	names, err := t.names(ctx, f.Owner, f.Asked)
	if err != nil {
		return view.Sought{}, err
	}
	s := view.Sought{Name: f.name, State: f.State, Text: f.text, Stream: f.Stream, Label: f.label, Epic: f.epic, Needs: f.needs, MoSCoW: f.MoSCoW, Sort: f.Sort, Typed: f.String()}
	if f.Owner != "" {
		s.Owner = names.Of(f.Owner)
	}
	if f.Asked != "" {
		s.Asked = names.Of(f.Asked)
	}
	return s, nil
}
