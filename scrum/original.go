package scrum

// Original is a text as it was read, for all who ask how its story was written:
// to read it takes longer than to answer them.
type Original struct {
	text     string
	division division
	found    Parsed
}

func original(text string) *Original {
	d := divided(text)
	return &Original{text: text, division: d, found: d.read()}
}

// StoryOf returns a text as a story of which nothing else is known yet.
func StoryOf(text string) Story {
	o := original(text)
	return Story{Text: text, Original: o, Parsed: o.found}
}

// original is the story's text as it was read already, or is now.
func (s Story) original() *Original {
	if s.Original != nil && s.Original.text == s.Text {
		return s.Original
	}
	return original(s.Text)
}
