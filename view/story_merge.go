package view

import (
	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// FieldChoice begins the name of the choice between two values of a field,
// which follows; ChoiceTheirs is that of somebody else.
const (
	FieldChoice  = "choice."
	ChoiceTheirs = "theirs"
	choiceMine   = "mine"
)

// Clash is a field to which two people gave different values at once.
type Clash struct {
	Field  string
	Theirs string         // as it stands now
	By     scrum.PersonID // who wrote that
}

// StoryMergeForm holds what a person changed in a story, and asks, where
// somebody else changed the same meanwhile, which of both is to stand.
func StoryMergeForm(w *locale.Words, private string, s scrum.Story, mine map[string]string, clashes []Clash, names Names) *Form {
	blocks := []slack.Block{section(w.Say("story.merge.about", "key", s.Key))}
	for _, f := range editFields(w, s) {
		value, changed := mine[f.name]
		if !changed {
			continue
		}
		for _, c := range clashes {
			if c.Field == f.name {
				blocks = append(blocks, clash(w, c, f.label, names)...)
			}
		}
		blocks = append(blocks, f.input(value))
	}
	return form(StoryRevise, private, w.Say("story.form.edit", "key", s.Key), w.Say("common.save"), w.Say("common.cancel"), blocks...)
}

// clash shows what somebody else wrote, whole as far as Slack takes it, and asks.
func clash(w *locale.Words, c Clash, label string, names Names) []slack.Block {
	const most = 2500
	who := names.Of(c.By)
	theirs := rich(italic(w.Say("story.merge.nothing")))
	if c.Theirs != "" {
		theirs = rich(written(clip(clean(c.Theirs), most)))
	}
	keep := option(choiceMine, w.Say("story.merge.mine"))
	menu := slack.NewRadioButtonsBlockElement(FieldChoice+c.Field, keep, option(ChoiceTheirs, w.Say("story.merge.theirs", "who", who)))
	menu.InitialOption = keep
	return []slack.Block{
		section(w.Say("story.merge.wrote", "who", escape(who), "field", label)), theirs,
		input(FieldChoice+c.Field, w.Say("story.merge.which"), false, menu),
	}
}
