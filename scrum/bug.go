package scrum

import "strings"

// Complete reports whether somebody who was not there could look for the bug.
func (b BugReport) Complete() bool {
	return b.Happens != "" && b.Expected != "" && b.Since != ""
}

// BugLine is one line of a report: its code ("happens") and what was said.
type BugLine struct{ Code, Text string }

// Lines returns all that a bug's report can say, in its order; the text of
// what nobody said is empty.
func (b BugReport) Lines() []BugLine {
	return []BugLine{
		{"happens", b.Happens},
		{"expected", b.Expected},
		{"since", b.Since},
		{"affected", b.Affected},
		{"workaround", b.Workaround},
	}
}

// With returns the report with the lines that were filled in, by code; one
// that is not among them stays.
func (b BugReport) With(values map[string]string) BugReport {
	for code, line := range map[string]*string{
		"happens": &b.Happens, "expected": &b.Expected, "since": &b.Since, "affected": &b.Affected, "workaround": &b.Workaround,
	} {
		if value, given := values[code]; given {
			*line = strings.TrimSpace(value)
		}
	}
	return b
}
