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

// Wording is how a story is told: its text, and what was found in it or edited
// since.
type Wording struct {
	Text string
	Parsed
	Original *Original
}

// Wording returns how the story is told.
func (s Story) Wording() Wording { return Wording{s.Text, s.Parsed, s.Original} }

// original is the story's text as it was read already, or is now.
func (w Wording) original() *Original {
	if w.Original != nil && w.Original.text == w.Text {
		return w.Original
	}
	return original(w.Text)
}
