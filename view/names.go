package view

// Names are the display names of the people a message speaks of. They are
// shown without a ping.
type Names map[string]string

// Of returns the name of a person, or the bare id of one not known by name.
func (n Names) Of(person string) string {
	if name, ok := n[person]; ok && name != "" {
		return name
	}
	return person
}
