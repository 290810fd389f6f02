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
	parsed  []scrum.Parsed
	said    []linted
	sharing map[string][]int // the stories that have a word in their goal
}

// read remarks on one story, and on its likeness to those before it.
func (l *linter) read(text string) {
	p := scrum.Parse(text)
	w := l.words.For(string(p.Lang))
	said := linted{
		Kind: p.Kind, Lang: p.Lang, Role: p.Role, Goal: p.Goal, Benefit: p.Benefit, Situation: p.Situation, Title: p.Title,
		Criteria: orEmpty(p.Criteria), Tags: orEmpty(p.Tags), Warnings: orEmpty(p.Warnings), Findings: []finding{}, headline: p.Headline(),
	}
	for _, r := range scrum.Remarks(p) {
		said.Findings = append(said.Findings, finding{r.Rule, r.Severity, sentence(w, p, r.Rule)})
	}
	if earlier, likeness := l.nearest(p); likeness != scrum.Unlike {
		severity := scrum.SeverityInfo
		if likeness == scrum.Duplicate {
			severity = scrum.SeverityWarn
		}
		text := w.Say("lint."+string(likeness), "n", earlier+1, "title", l.said[earlier].headline)
		said.Findings = append(said.Findings, finding{string(likeness), severity, text})
	}
	gravest := []scrum.Severity{scrum.SeverityError, scrum.SeverityWarn, scrum.SeverityInfo}
	slices.SortStableFunc(said.Findings, func(a, b finding) int {
		return cmp.Compare(slices.Index(gravest, a.Severity), slices.Index(gravest, b.Severity))
	})
	stems, _ := scrum.SimilarBy(p)
	for _, stem := range stems {
		l.sharing[stem] = append(l.sharing[stem], len(l.parsed))
	}
	l.parsed, l.said = append(l.parsed, p), append(l.said, said)
}

// nearest returns the earlier story that is most like another, looked for
// among those that share one of its rarest words.
func (l *linter) nearest(p scrum.Parsed) (earlier int, likeness scrum.Likeness) {
	stems, enough := scrum.SimilarBy(p)
	slices.SortStableFunc(stems, func(a, b string) int { return len(l.sharing[a]) - len(l.sharing[b]) })
	const newest = 200 // of a word that very many have, as in the bot
	var closest float64
	for _, stem := range stems[:enough] {
		having := l.sharing[stem]
		for _, i := range having[max(0, len(having)-newest):] {
			if share := scrum.Similarity(p, l.parsed[i]); share > closest {
				earlier, likeness, closest = i, scrum.Compare(p, l.parsed[i]), share
			}
		}
	}
	return earlier, likeness
}

// sentence says a rule as the bot does, which says less of some.
func sentence(w *locale.Words, p scrum.Parsed, rule string) string {
	switch {
	case rule == "not_a_story" && p.Kind == scrum.KindBug:
		return w.Say("remark.bug")
	case w.Has("remark." + rule):
		return w.Say("remark." + rule)
	}
	return w.Say("lint." + rule)
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
