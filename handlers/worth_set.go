package handlers

import (
	"context"
	"slices"
	"strconv"
	"time"

	"pogo/scrum"
)

// worthName is what a part of a story's worth is called in code; "" if there
// is no such part.
func worthName(typed string) string {
	switch scrum.Fold(typed) {
	case "moscow":
		return "moscow"
	case "reach", "portee":
		return "reach"
	case "impact":
		return "impact"
	case "effort":
		return "effort"
	case "business", "metier":
		return "business"
	case "urgency", "urgence":
		return "urgency"
	case "risk", "risque":
		return "risk"
	case "job", "travail":
		return "job"
	case "value", "valeur":
		return "value"
	case "confidence", "confiance":
		return "confidence"
	case "class", "classe", "service":
		return "class"
	case "due", "echeance", "date":
		return "due"
	}
	return ""
}

// setWorth sets a part of what a story is worth, which is asked of what is
// still to be done and can be ordered.
func (t *turn) setWorth(ctx context.Context, d *detailed, to setting) error {
	set, ok := worthSetters()[to.name]
	if !ok {
		return t.refuse("details.refuse.unknown", "typed", to.String())
	}
	if d.Epic {
		return t.refuse("worth.refuse.epic", "key", d.Key)
	}
	if err := t.mustBeOpen(ctx, d.Story); err != nil {
		return err
	}
	switch {
	case to.away && to.name != "due" && to.value != "" && to.value[0] >= '0' && to.value[0] <= '9':
		to.value = "-" + to.value // a number below zero, not one to take away
	case to.away:
		to.value = ""
	}
	return set(t, &d.Worth, to.value)
}

// worthSetters set the parts of a story's worth as they are typed; "" takes
// one away.
func worthSetters() map[string]func(t *turn, w *scrum.Worth, typed string) error {
	return map[string]func(*turn, *scrum.Worth, string) error{
		"moscow":     part("worth.refuse.moscow", scrum.MoSCoWNamed, func(w *scrum.Worth) *scrum.MoSCoW { return &w.MoSCoW }),
		"reach":      part("worth.refuse.reach", scrum.ParseReach, func(w *scrum.Worth) *int { return &w.RICE.Reach }),
		"impact":     part("worth.refuse.impact", scrum.ParseImpact, func(w *scrum.Worth) *scrum.Impact { return &w.RICE.Impact }),
		"effort":     part("worth.refuse.effort", scrum.ParseMonths, func(w *scrum.Worth) *scrum.Months { return &w.RICE.Effort }),
		"business":   part("worth.refuse.scale", onScale, func(w *scrum.Worth) *int { return &w.WSJF.Business }),
		"urgency":    part("worth.refuse.scale", onScale, func(w *scrum.Worth) *int { return &w.WSJF.Urgency }),
		"risk":       part("worth.refuse.scale", onScale, func(w *scrum.Worth) *int { return &w.WSJF.Risk }),
		"job":        part("worth.refuse.scale", onScale, func(w *scrum.Worth) *int { return &w.WSJF.Job }),
		"value":      part("worth.refuse.value", isValue, func(w *scrum.Worth) *int { return &w.Value }),
		"confidence": part("worth.refuse.confidence", scrum.ParseConfidence, func(w *scrum.Worth) *int { return &w.Confidence }),
		"class":      setClass,
		"due":        setDue,
	}
}

// part sets what is read into its place, or refuses.
func part[T any](refusal string, read func(string) (T, bool), place func(*scrum.Worth) *T) func(*turn, *scrum.Worth, string) error {
	return func(t *turn, w *scrum.Worth, typed string) error {
		var value T
		if typed != "" {
			var ok bool
			if value, ok = read(typed); !ok {
				return t.refuse(refusal, "typed", clipWord(typed))
			}
		}
		*place(w) = value
		return nil
	}
}

func onScale(typed string) (int, bool) {
	n, err := strconv.Atoi(typed)
	return n, err == nil && slices.Contains(scrum.WSJFScale(), n)
}

func isValue(typed string) (int, bool) {
	n, err := strconv.Atoi(typed)
	return n, err == nil && n > 0 && n <= scrum.MaxValue
}

// setClass sets the class of service. What has no fixed date has no date.
func setClass(t *turn, w *scrum.Worth, typed string) error {
	class, ok := scrum.ClassNamed(typed)
	if !ok {
		return t.refuse("worth.refuse.class", "typed", clipWord(typed))
	}
	if w.Class = class; class != scrum.ClassFixed {
		w.Due = ""
	}
	return nil
}

// setDue sets the date of what must be done by one.
func setDue(t *turn, w *scrum.Worth, typed string) error {
	if typed == "" {
		if w.Due = ""; w.Class == scrum.ClassFixed {
			w.Class = scrum.ClassStandard
		}
		return nil
	}
	now := t.now.In(t.product.Location())
	due, ok := scrum.ParseUntil(typed, now)
	day := due.In(now.Location()).Format(time.DateOnly)
	if !ok || day < now.Format(time.DateOnly) {
		return t.refuse("worth.refuse.due", "typed", clipWord(typed), "example", scrum.ActionDue(t.now, now.Location()))
	}
	w.Class, w.Due = scrum.ClassFixed, day
	return nil
}

// mustHaveDate refuses a fixed date that is not said.
func (t *turn) mustHaveDate(s scrum.Story) error {
	if s.Class == scrum.ClassFixed && s.Due == "" {
		return t.refuse("worth.refuse.noDate", "key", s.Key, "example", scrum.ActionDue(t.now, t.product.Location()))
	}
	return nil
}
