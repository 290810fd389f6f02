package intake

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"pogo/exchange"
	"pogo/scrum"
	"pogo/storage"
)

// describe says how a file was understood.
func (i *Table) describe(items *exchange.Items, s exchange.Survey) {
	form := map[rune]string{',': "separated by commas", ';': "separated by semicolons", '\t': "separated by tabs", '|': "separated by bars", 0: "JSON"}[items.Comma]
	fmt.Fprintf(i.Out, "%s: %s, columns of %s, %s, %s\n", i.Name, counted(s.Rows, "row", "rows"), items.Tool, items.Encoding, form)
	for _, column := range items.Meanings() {
		name := column.Name
		if column.Times > 1 {
			name += " (" + strconv.Itoa(column.Times) + " columns)"
		}
		fmt.Fprintf(i.Out, "  %-30s → %s\n", name, column.Field)
	}
	if ignored := items.Ignored(); len(ignored) > 0 {
		fmt.Fprintf(i.Out, "Not imported: %s\n  (--map \"%s=keep\" keeps such a column at the end of the story's text)\n", strings.Join(ignored, ", "), ignored[0])
	}
	for _, state := range s.States {
		note := ""
		if !state.Known {
			note = fmt.Sprintf("  (not known: kept in the text; --state %q says otherwise)", state.Status+"=started")
		}
		status := state.Status
		if status == "" {
			status = "(none)"
		}
		fmt.Fprintf(i.Out, "  %-30s → %s, %s%s\n", status, state.State, counted(state.Rows, "row", "rows"), note)
	}
	for _, value := range s.Unread {
		fmt.Fprintln(i.Out, value)
	}
	if more := s.Unreadable - len(s.Unread); more > 0 {
		fmt.Fprintf(i.Out, "… and %d more of these\n", more)
	}
}

// refuse lists the faults of a file.
func (i *Table) refuse(s exchange.Survey) error {
	for _, fault := range s.Faults {
		fmt.Fprintf(i.Err, "%s: %v\n", i.Name, fault)
	}
	if more := s.Faulty - len(s.Faults); more > 0 {
		fmt.Fprintf(i.Err, "… and %d more\n", more)
	}
	return fmt.Errorf("nothing was imported: %s to correct in %s", counted(s.Faulty, "fault", "faults"), i.Name)
}

// foresee shows the first rows as they would become, and counts what is here
// already.
func (i *Table) foresee(ctx context.Context, product scrum.Product, s exchange.Survey) error {
	for _, item := range s.First {
		story := item.Story()
		fmt.Fprintf(i.Out, "\n%s: %s (%s, %s, %s)\n", item.Where(), story.Headline(), story.Kind, story.State, estimate(story.Size))
		for _, part := range []struct{ name, text string }{{"who", story.Role}, {"wants", story.Goal}, {"why", story.Benefit}} {
			if part.text != "" && (story.Kind == scrum.KindStory || story.Kind == scrum.KindJobStory) {
				fmt.Fprintf(i.Out, "  %s: %s\n", part.name, oneLine(part.text))
			}
		}
		for _, c := range story.Criteria {
			fmt.Fprintf(i.Out, "  - %s\n", oneLine(c))
		}
		i.around(item)
		if story.Hidden {
			fmt.Fprintln(i.Out, "  about security or personal data: the channel would not see it")
		}
	}
	known, err := i.known(ctx, product)
	if err != nil {
		return err
	}
	fmt.Fprintf(i.Out, "\nA dry run, nothing was changed: %s would be imported, %d are here already.\n", counted(s.Rows-known, "story", "stories"), known)
	return nil
}

// around shows what an item would bring with it.
func (i *Table) around(item exchange.Item) {
	var others []string
	for _, ref := range item.Refs {
		others = append(others, ref.ID)
	}
	epic := ""
	if item.Epic {
		epic = "it holds other stories"
	}
	for _, part := range []struct{ name, text string }{
		{"epic", epic},
		{"stream", item.Stream},
		{"labels", strings.Join(item.Labels, ", ")},
		{"attachments", strings.Join(item.Attachments, ", ")},
		{"leads to", strings.Join(others, ", ")},
	} {
		if part.text != "" {
			fmt.Fprintf(i.Out, "  %s: %s\n", part.name, oneLine(part.text))
		}
	}
}

// known counts the rows that came before.
func (i *Table) known(ctx context.Context, product scrum.Product) (n int, err error) {
	if product.ID == 0 {
		return 0, nil
	}
	items, err := i.items(product)
	if err != nil {
		return 0, err
	}
	err = i.From.Read(ctx, func(tx *storage.Tx) error {
		for item, err := range items.All() {
			if err == nil {
				_, err = tx.Imported(ctx, product.ID, item.Source, item.ID)
			}
			switch {
			case err == nil:
				n++
			case !errors.Is(err, scrum.ErrNotFound):
				return err
			}
		}
		return nil
	})
	return n, err
}

// report says what came of an import.
func (i *Table) report(d imported) {
	if d.added == 0 {
		fmt.Fprintf(i.Out, "Nothing is new: %s here already.\n", counted(d.known, "story is", "stories are"))
		return
	}
	keys := scrum.StoryKey(d.product.Key, d.first)
	if d.last > d.first {
		keys += " to " + scrum.StoryKey(d.product.Key, d.last)
	}
	fmt.Fprintf(i.Out, "Imported %s into %s, %s; %d were here already.\n", counted(d.added, "story", "stories"), d.product.Key, keys, d.known)
	if d.hidden > 0 {
		fmt.Fprintf(i.Out, "%s of security or personal data, and only the owner sees them until they are shown.\n", counted(d.hidden, "speaks", "speak"))
	}
	if d.astray > 0 {
		fmt.Fprintf(i.Out, "%s to issues that are not in the file: said in the text alone.\n", counted(d.astray, "reference leads", "references lead"))
	}
	fmt.Fprintln(i.Out, "No cards were posted: /backlog shows the stories.")
}

func estimate(p scrum.Points) string {
	if !p.Known {
		return "not estimated"
	}
	return p.String() + " points"
}
