package handlers

import (
	"context"
	"slices"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// statusAsked reads "from-status on" and the like; it reports false if what
// was typed is not about the status.
func statusAsked(rest string) (on, ok bool) {
	words := strings.Fields(strings.ReplaceAll(scrum.Fold(rest), "-", " "))
	if len(words) > 0 && slices.Contains([]string{"from", "depuis", "d'apres"}, words[0]) {
		words = words[1:]
	}
	if len(words) != 2 || !slices.Contains([]string{"status", "statut"}, words[0]) {
		return false, false
	}
	switch words[1] {
	case "on", "oui", "yes":
		return true, true
	case "off", "non", "no":
		return false, true
	}
	return false, false
}

// readStatus switches on or off that the person's absences are read from
// their status. What was read stays until they take it back.
func (t *turn) readStatus(ctx context.Context, on bool) error {
	if err := t.tx.SetReadsStatus(ctx, t.person.ID, on); err != nil {
		return err
	}
	said := "absence.statusOff"
	if on {
		said = "absence.statusOn"
		t.answer.Meet = append(t.answer.Meet, string(t.person.ID)) // for the status that stands already
	}
	t.person.ReadsStatus = on
	return t.tellAbsences(ctx, t.mine.Say(said))
}

func pressStatus(ctx context.Context, t *turn, c Click) error {
	t.door.replace = true
	return t.readStatus(ctx, c.Value == view.AbsenceStatusOn)
}

// followStatus keeps the absences that people let be read from their status in
// step with it.
func followStatus(ctx context.Context, h *Handlers, tx Tx, r Roster) error {
	readers, err := tx.StatusReaders(ctx)
	if err != nil || len(readers) == 0 {
		return err
	}
	for _, p := range r.People {
		if !slices.Contains(readers, p.ID) || !p.Obeyed() {
			continue
		}
		t := &turn{h: h, tx: tx, now: h.now(), mine: h.words.For(p.Locale, h.locale), ours: h.words.For(h.locale)}
		if err := t.followStatus(ctx, p, r.Statuses[p.ID]); err != nil {
			return err
		}
		if err := t.end(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) followStatus(ctx context.Context, p scrum.Person, s scrum.Status) error {
	local := t.today(p)
	absences, err := t.tx.AbsencesOf(ctx, p.ID, local.Format(time.DateOnly))
	if err != nil {
		return err
	}
	said, away := s.Absence(p.ID, local)
	i := slices.IndexFunc(absences, func(a scrum.Absence) bool { return a.Source == scrum.AbsenceStatus })
	switch {
	case i < 0 && (!away || slices.ContainsFunc(absences, func(a scrum.Absence) bool { return a.Holds(said) })):
		return nil
	case i < 0:
		_, err = t.tx.CreateAbsence(ctx, said)
	case away:
		was := absences[i]
		if was.To == said.To && was.UntilNoon == said.UntilNoon {
			return nil
		}
		was.To, was.UntilNoon = said.To, said.UntilNoon
		err = t.tx.SaveAbsence(ctx, was)
	default:
		err = t.endAbsence(ctx, absences[i], local)
	}
	if err != nil {
		return err
	}
	return t.absencesChanged(ctx, p)
}

// endAbsence cuts an absence short at an instant on its person's clocks.
func (t *turn) endAbsence(ctx context.Context, a scrum.Absence, local time.Time) error {
	if ended, left := a.Ends(local); left {
		return t.tx.SaveAbsence(ctx, ended)
	}
	return t.tx.DropAbsence(ctx, a.ID)
}
