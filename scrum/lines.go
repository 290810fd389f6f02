package scrum

import "strings"

// narrated returns lines as one passage, from where their author begins to say
// something.
func narrated(lines []line) passage {
	text := joined(lines)
	if rest := withoutNoise(text); len(lines) != 1 || len(rest) != len(text) {
		return shade(rest)
	}
	return lines[0].passage
}

// joined returns lines as one text.
func joined(lines []line) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l.text)
	}
	return b.String()
}

// asTyped returns lines as one text, the bullets restored.
func asTyped(lines []line) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		if l.bullet && len(lines) > 1 {
			b.WriteString("- ")
		}
		b.WriteString(l.text)
	}
	return b.String()
}
