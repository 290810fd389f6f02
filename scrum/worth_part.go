package scrum

import (
	"slices"
	"strconv"
	"time"
)

// WithPart returns the worth with one part of it, written as [Worth.Part]
// writes it. It reports false for what is no part, or none that people can
// give.
func (w Worth) WithPart(name, value string) (Worth, bool) {
	number := func(fits func(int) bool, place *int) bool {
		n, err := strconv.Atoi(value)
		*place = n
		return err == nil && fits(n)
	}
	onScale := func(n int) bool { return slices.Contains(WSJFScale(), n) }
	after, ok := w, false
	switch name {
	case "confidence":
		after.Confidence, ok = ParseConfidence(value)
	case "class":
		after.Class = Class(value)
		ok = after.Class == ClassExpedite || after.Class == ClassFixed
	case "due":
		_, err := time.Parse(time.DateOnly, value)
		after.Due, ok = value, err == nil
	case "moscow":
		after.MoSCoW = MoSCoW(value)
		ok = slices.Contains(MoSCoWs(), after.MoSCoW)
	case "reach":
		after.RICE.Reach, ok = ParseReach(value)
	case "impact":
		after.RICE.Impact, ok = ParseImpact(value)
	case "effort":
		after.RICE.Effort, ok = ParseMonths(value)
	case "business", "urgency", "risk", "job":
		ok = number(onScale, after.WSJF.part(name))
	case "value":
		ok = number(func(n int) bool { return n > 0 && n <= MaxValue }, &after.Value)
	}
	if !ok {
		return w, false
	}
	return after, true
}

// part is one of the four numbers, by its name.
func (w *WSJF) part(name string) *int {
	switch name {
	case "business":
		return &w.Business
	case "urgency":
		return &w.Urgency
	case "risk":
		return &w.Risk
	}
	return &w.Job
}
