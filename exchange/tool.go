package exchange

import (
	"slices"
	"strings"

	"pogo/scrum"
)

// The tools whose exports are known.
const (
	Jira   = "jira"
	Linear = "linear"
	Trello = "trello"
	GitHub = "github"
	Pogo   = "pogo"
	Other  = "csv" // a table of no tool; a person may say what its columns mean
)

// tool is how one program names its columns, folded.
type tool struct {
	name    string
	marks   [][]string // any of these sets of columns gives it away
	columns map[Field][]string
}

// tools are in the order in which they are tried. Jira names its columns in
// the language of whoever exports; the other three in English alone.
func tools() []tool {
	return []tool{
		{Pogo, [][]string{{"key", "kind", "state", "text", "criteria"}}, map[Field][]string{
			ID: {"key"}, Text: {"text"}, State: {"state"}, Points: {"points"}, Created: {"created"}, Done: {"done"},
			Ready: {"ready"}, Released: {"released"}, Stream: {"stream"}, Epic: {"epic"}, Labels: {"labels"}, Attachments: {"attachments"},
			Parent: {"parent"}, Needs: {"needs"}, Duplicates: {"duplicates"}, Worth: worthColumns(),
		}},
		{Trello, [][]string{{"card id", "card name"}}, map[Field][]string{
			ID: {"card id"}, Title: {"card name"}, Text: {"card description"}, State: {"list name"}, Archived: {"archived"},
			Points: {"story points", "points", "estimate"},
			Labels: {"labels"}, Attachments: {"attachment links"},
			Keep: {"card url", "members", "due date", "start date", "checklists"},
		}},
		{Linear, [][]string{{"id", "team", "title", "status"}}, map[Field][]string{
			ID: {"id"}, Title: {"title"}, Text: {"description"}, State: {"status"}, Points: {"estimate"}, Archived: {"archived"},
			Created: {"created"}, Done: {"completed"},
			Alias: {"uuid"}, Labels: {"labels", "project"}, Parent: {"parent issue"}, Needs: {"blocked by"}, Duplicates: {"duplicate of"},
			Keep: {"priority", "project milestone", "creator", "assignee", "cycle name", "due date", "related to"},
		}},
		{Jira, [][]string{{"summary", "issue key"}, {"summary", "work item key"}, {"resume", "cle de ticket"}, {"resume", "cle"}, {"summary", "key"}, {"summary", "issue id"}, {"summary", "work item id"}}, map[Field][]string{
			ID: {"issue key", "work item key", "key", "cle de ticket", "cle"}, Title: {"summary", "resume"}, Text: {"description"},
			Criteria: {"acceptance criteria", "criteres d'acceptation"},
			Kind:     {"issue type", "work type", "type de ticket"}, State: {"status", "etat", "statut"},
			Category: {"status category", "categorie d'etat", "categorie de statut"}, Resolution: {"resolution"},
			Points:  {"story points", "story point estimate", "estimation de story point", "points de story"},
			Created: {"created", "creation", "cree", "cree le"}, Done: {"resolved", "resolu", "resolu(e)", "date de resolution"},
			Alias:  {"issue id", "work item id", "id de ticket"},
			Labels: {"labels", "etiquettes", "component/s", "components", "composants", "component"}, Attachments: {"attachment", "attachments", "piece jointe", "pieces jointes"},
			Parent:     {"parent", "parent key", "parent id", "cle parent", "parente", "epic link", "lien d'epopee", "lien vers l'epopee", "parent link"},
			Needs:      {"inward issue link (blocks)", "inward work item link (blocks)", "lien de ticket entrant (blocks)"},
			NeededBy:   {"outward issue link (blocks)", "outward work item link (blocks)", "lien de ticket sortant (blocks)"},
			Duplicates: {"outward issue link (duplicate)", "outward work item link (duplicate)", "lien de ticket sortant (duplicate)"},
			Keep: {
				"priority", "priorite", "reporter", "rapporteur", "assignee", "responsable", "personne assignee",
				"epic name", "parent summary", "sprint", "fix version/s", "fix versions", "due date", "date d'echeance", "environment", "environnement",
				"inward issue link (relates)", "outward issue link (relates)", "inward issue link (duplicate)", "inward issue link (cloners)", "outward issue link (cloners)",
			},
		}},
		{GitHub, [][]string{{"title", "url", "status"}, {"title", "url", "assignees"}, {"title", "status", "assignees"}}, map[Field][]string{
			ID: {"url"}, Title: {"title"}, Text: {"body"}, State: {"status"}, Kind: {"type"}, Points: {"estimate", "story points", "points"},
			Created: {"created"}, Done: {"closed"},
			Labels: {"labels", "milestone"}, Attachments: {"linked pull requests"}, Parent: {"parent issue"},
			Keep: {"assignees", "repository", "priority", "size", "iteration", "sprint", "due date", "target date"},
		}},
	}
}

func (t tool) marked(header []string) bool {
	var names []string
	for _, name := range header {
		names = append(names, column(name))
	}
	return slices.ContainsFunc(t.marks, func(set []string) bool {
		return !slices.ContainsFunc(set, func(mark string) bool { return !slices.Contains(names, mark) })
	})
}

func (t tool) field(name string) Field {
	for _, f := range fields() {
		if slices.Contains(t.columns[f], column(name)) {
			return f
		}
	}
	return Ignore
}

// column folds the name of a column; Jira writes those of custom fields into
// brackets.
func column(name string) string {
	name = scrum.Fold(name)
	for _, prefix := range []string{"custom field (", "champs personnalises (", "champ personnalise ("} {
		if inner, ok := strings.CutPrefix(name, prefix); ok {
			return strings.TrimSuffix(inner, ")")
		}
	}
	return name
}
