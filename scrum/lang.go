package scrum

// Lang is the language a text is written in, as an ISO 639-1 code, or
// [Undetermined].
type Lang string

// English and French are understood. The others are recognized by their
// opening words so that a person can be told, and their text is kept whole.
const (
	English      Lang = "en"
	French       Lang = "fr"
	Spanish      Lang = "es"
	German       Lang = "de"
	Portuguese   Lang = "pt"
	Dutch        Lang = "nl"
	Italian      Lang = "it"
	Undetermined Lang = "und"
)
