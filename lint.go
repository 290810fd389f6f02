package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"pogo/locale"
	"pogo/scrum"
)

// lintCommand remarks on stories in files, as the bot does on those that are
// typed. It is advice: what it finds is no failure.
type lintCommand struct {
	Files  []string `arg:"" optional:"" name:"file" help:"Files of stories, separated by lines of three hyphens; - is the standard input, and so is nothing."`
	Format string   `enum:"text,json" default:"text" help:"text for people; json for programs, one object a story."`
}

// Run implements subcommand.
func (c lintCommand) Run(_ context.Context, w world) error {
	words, err := locale.Load()
	if err != nil {
		return fmt.Errorf("load the sentences: %w", err)
	}
	files := c.Files
	if len(files) == 0 {
		files = []string{"-"}
	}
	l := linter{words: words, sharing: map[string][]int{}}
	for _, file := range files {
		text, err := readInput(w, file)
		if err != nil {
			return err
		}
		for _, story := range separated(text) {
			l.read(story)
		}
	}
	l.remark()
	if c.Format == "json" {
		return l.printJSON(w.out)
	}
	return l.printText(w.out)
}

// readInput reads a file, or the standard input for "-".
func readInput(w world, file string) (string, error) {
	if file == "-" {
		text, err := io.ReadAll(w.in)
		if err != nil {
			return "", fmt.Errorf("read the standard input: %w", err)
		}
		return string(text), nil
	}
	text, err := os.ReadFile(file) //nolint:gosec // which file is the caller's choice
	if err != nil {
		return "", fmt.Errorf("read stories: %w", err)
	}
	return string(text), nil
}

// separated parts the stories of a file. What ends with a separator has no
// story after it.
func separated(text string) []string {
	var stories []string
	var story strings.Builder
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "---" {
			stories = append(stories, story.String())
			story.Reset()
			continue
		}
		story.WriteString(line)
	}
	if story.Len() > 0 {
		stories = append(stories, story.String())
	}
	return stories
}

// linted is what is said of one story: the lines of --format json.
type linted struct {
	Kind      scrum.Kind `json:"kind"`
	Lang      scrum.Lang `json:"lang"`
	Role      string     `json:"role"`
	Goal      string     `json:"goal"`
	Benefit   string     `json:"benefit"`
	Situation string     `json:"situation"`
	Title     string     `json:"title"`
	Criteria  []string   `json:"criteria"`
	Tags      []string   `json:"tags"`
	Warnings  []string   `json:"warnings"`
	Findings  []finding  `json:"findings"`

	headline string
}

// finding is one remark, in the language of the story.
type finding struct {
	Rule     string         `json:"rule"`
	Severity scrum.Severity `json:"severity"`
	Text     string         `json:"text"`
}

// linter is the stories that were read so far.
type linter struct {
	words   *locale.Catalog
	stories []scrum.Story
	said    []linted
	sharing map[string][]int // the stories that have a word in their goal
}

// read takes in one story.
func (l *linter) read(text string) {
	p := scrum.Parse(text)
	l.said = append(l.said, linted{
		Kind: p.Kind, Lang: p.Lang, Role: p.Role, Goal: p.Goal, Benefit: p.Benefit, Situation: p.Situation, Title: p.Title,
		Criteria: orEmpty(p.Criteria), Tags: orEmpty(p.Tags), Warnings: orEmpty(p.Warnings), Findings: []finding{}, headline: p.Headline(),
	})
	number := len(l.stories) + 1
	l.stories = append(l.stories, scrum.Story{ID: scrum.StoryID(number), Number: number, Text: text, Parsed: p})
}

// remark says of each story what would make it better, among the others.
func (l *linter) remark() {
	const usual, most = 30, 300 // stories that tell the usual template; roles, of which the rarest are no help
	personas := scrum.Personas(l.stories)
	var templates []scrum.Template
	for _, s := range l.stories[max(0, len(l.stories)-usual):] {
		templates = append(templates, s.Template())
	}
	around := scrum.Surroundings{Personas: personas[:min(most, len(personas))], Usual: scrum.UsualTemplate(templates)}
	for i, s := range l.stories {
		around.Like = l.nearest(s)
		for _, r := range scrum.RemarksIn(s, around) {
			if r.Rule == "no_criteria" || r.Rule == "unknown_role" && r.Hint == "" {
				continue // a file is no backlog: nothing in it is about to be ready
			}
			l.said[i].Findings = append(l.said[i].Findings, finding{r.Rule, r.Severity, l.sentence(s, around.Like, r)})
		}
		stems, _ := scrum.SimilarBy(s.Parsed)
		for _, stem := range stems {
			l.sharing[stem] = append(l.sharing[stem], i)
		}
	}
}

// nearest returns the earlier story that is most like another, looked for
// among those that share one of its rarest words, or nothing.
func (l *linter) nearest(s scrum.Story) []scrum.Story {
	stems, enough := scrum.SimilarBy(s.Parsed)
	slices.SortStableFunc(stems, func(a, b string) int { return len(l.sharing[a]) - len(l.sharing[b]) })
	const newest = 200 // of a word that very many have, as in the bot
	var nearest []scrum.Story
	var closest float64
	for _, stem := range stems[:enough] {
		having := l.sharing[stem]
		for _, i := range having[max(0, len(having)-newest):] {
			if share := scrum.Similarity(s.Parsed, l.stories[i].Parsed); share > closest {
				nearest, closest = l.stories[i:i+1], share
			}
		}
	}
	return nearest
}

// sentence says a rule as the bot does, which says less of some.
func (l *linter) sentence(s scrum.Story, like []scrum.Story, r scrum.Remark) string {
	w := l.words.For(string(s.Lang))
	switch {
	case r.Rule == "not_a_story" && s.Kind == scrum.KindBug:
		return w.Say("remark.bug")
	case len(like) > 0 && w.Has("lint."+r.Rule):
		return w.Say("lint."+r.Rule, "n", like[0].Number, "title", like[0].Headline())
	case r.Rule == "unknown_role" && r.Hint != "":
		return w.Say("remark.unknown_role_near", "hint", r.Hint)
	case w.Has("remark." + r.Rule):
		return w.Say("remark."+r.Rule, "hint", r.Hint)
	}
	return w.Say("lint." + r.Rule)
}

// orEmpty is a list that is never null.
func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func (l *linter) printJSON(out io.Writer) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for _, s := range l.said {
		if err := encoder.Encode(s); err != nil {
			return fmt.Errorf("print the remarks: %w", err)
		}
	}
	return nil
}

func (l *linter) printText(out io.Writer) error {
	var b strings.Builder
	for i, s := range l.said {
		fmt.Fprintf(&b, "%d  %s\n", i+1, cmp.Or(s.headline, "("+string(s.Kind)+")"))
		for _, f := range s.Findings {
			fmt.Fprintf(&b, "   %-5s  %s  (%s)\n", f.Severity, f.Text, f.Rule)
		}
	}
	if _, err := io.WriteString(out, b.String()); err != nil {
		return fmt.Errorf("print the remarks: %w", err)
	}
	return nil
}
