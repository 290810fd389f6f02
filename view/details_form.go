package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"pogo/locale"
	"pogo/scrum"
)

// Offer is what a form proposes to choose from.
type Offer struct {
	Streams, Labels []string // the product's own
	Epics           []scrum.Story
}

// DetailsForm holds what belongs to a story beside its words, as it stands.
func DetailsForm(w *locale.Words, private string, f Facts, offer Offer) *Form {
	s := f.Story
	var needs []string
	for _, other := range f.Around.Needs {
		needs = append(needs, other.Key)
	}
	size := ""
	if s.Size.Known {
		size = s.Size.String()
	}
	blocks := []slack.Block{
		input(fieldStream, w.Say("details.field.stream"), true, streamSelect(w, s.Stream, offer.Streams)),
		input(fieldOwnStream, w.Say("details.field.ownStream"), true, textInput(fieldOwnStream, "", "", false)),
	}
	if !s.Epic && len(offer.Epics)+int(f.Around.Epic.ID) > 0 {
		blocks = append(blocks, input(fieldEpic, w.Say("details.field.epic"), true, epicSelect(w, f.Around.Epic, offer.Epics)))
	}
	ownLabels := w.Say("details.field.firstLabels")
	if options := labelOptions(s.Labels, offer.Labels); len(options) > 0 {
		ownLabels = w.Say("details.field.ownLabels")
		menu := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic, nil, fieldLabels, options...)
		menu.InitialOptions = options[:min(len(s.Labels), len(options))]
		blocks = append(blocks, input(fieldLabels, w.Say("details.field.labels"), true, menu))
	}
	blocks = append(blocks,
		input(fieldOwnLabels, ownLabels, true, textInput(fieldOwnLabels, w.Say("details.field.ownLabelsHint"), "", false)),
		input(fieldNeeds, w.Say("details.field.needs"), true, textInput(fieldNeeds, w.Say("details.field.needsHint"), strings.Join(needs, " "), false)),
	)
	if !s.Epic {
		blocks = append(blocks,
			input(fieldSize, w.Say("details.field.size"), true, textInput(fieldSize, "5", size, false)),
			person(fieldOwner, w.Say("details.field.owner"), w.Say("details.field.ownerHint", "key", s.Key), s.Owner))
	}
	blocks = append(blocks, person(fieldAsked, w.Say("details.field.asked"), "", s.Author))
	if links := strings.Join(s.Attachments, "\n"); fits(links) == links {
		blocks = append(blocks, input(fieldLinks, w.Say("details.field.links"), true, textInput(fieldLinks, w.Say("details.field.linksHint"), links, true)))
	}
	return form(StoryDetails, private, w.Say("details.form.title", "key", s.Key), w.Say("common.save"), w.Say("common.cancel"), blocks...)
}

// streamSelect offers the work-streams that every team has, then the team's
// own.
func streamSelect(w *locale.Words, chosen string, own []string) slack.BlockElement {
	options := []*slack.OptionBlockObject{option(scrum.Without, w.Say("details.none"))}
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, fieldStream)
	streams := append(scrum.Streams(), own...)
	if chosen != "" {
		streams = append([]string{chosen}, streams...)
	}
	var offered []string
	for _, stream := range streams {
		if slices.Contains(offered, stream) || len(options) == maxOptions {
			continue
		}
		offered = append(offered, stream)
		options = append(options, option(stream, streamName(w, stream)))
		if stream == chosen {
			menu.InitialOption = options[len(options)-1]
		}
	}
	menu.Options = options
	return menu
}

// epicSelect offers the open epics by name.
func epicSelect(w *locale.Words, chosen scrum.Story, epics []scrum.Story) slack.BlockElement {
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, fieldEpic, option(scrum.Without, w.Say("details.none")))
	if chosen.ID != 0 {
		epics = append([]scrum.Story{chosen}, slices.DeleteFunc(slices.Clone(epics), func(e scrum.Story) bool { return e.ID == chosen.ID })...)
	}
	for _, e := range epics[:min(len(epics), maxOptions-1)] {
		menu.Options = append(menu.Options, option(e.Key, e.Key+" "+oneLine(e.Headline(), maxOption)))
	}
	if chosen.ID != 0 {
		menu.InitialOption = menu.Options[1]
	}
	return menu
}

// labelOptions are a story's labels, then the others that the product uses.
func labelOptions(labels, used []string) []*slack.OptionBlockObject {
	var options []*slack.OptionBlockObject
	var offered []string
	for _, label := range append(slices.Clone(labels), used...) {
		if folded := scrum.Fold(label); !slices.Contains(offered, folded) && len(options) < maxOptions {
			offered = append(offered, folded)
			options = append(options, option(label, label))
		}
	}
	return options
}

// person is a field in which somebody is chosen.
func person(name, label, hint string, chosen scrum.PersonID) *slack.InputBlock {
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, nil, name)
	menu.InitialUser = string(chosen)
	block := input(name, label, true, menu)
	if hint != "" {
		block.Hint = plain(hint)
	}
	return block
}
