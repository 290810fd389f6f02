package scrum

import (
	"cmp"
	"slices"
)

// SplitOff returns what a line of a split makes of a story: a story of its
// own, for the same person, with what the line does not say taken from the
// original. It has no number yet.
func SplitOff(s Story, text string) Story {
	p := Parse(text)
	p.Lang = s.Lang
	switch {
	case p.Kind == KindStory || p.Kind == KindJobStory:
		p.Benefit = cmp.Or(p.Benefit, s.Benefit)
	case s.Kind == KindStory || s.Kind == KindJobStory || s.Kind == KindBug:
		p.Kind, p.Role, p.Benefit, p.Situation = s.Kind, s.Role, s.Benefit, s.Situation
	}
	return Story{
		Product: s.Product, Text: text, Parsed: p.Rechecked(), State: StoryDraft, Author: s.Author, Parent: s.Parent,
		Stream: s.Stream, Labels: slices.Clone(s.Labels), Hidden: s.Hidden || p.Confidential(),
		Permalink: s.Permalink, Origin: s.Origin,
	}
}
