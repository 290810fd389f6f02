package handlers

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// tellAbsences lists the person's absences to come, after what was just said.
func (t *turn) tellAbsences(ctx context.Context, said string) error {
	absences, err := t.tx.AbsencesOf(ctx, t.person.ID, t.today(t.person).Format(time.DateOnly))
	if err != nil {
		return err
	}
	return t.tell(ctx, view.Absences(t.mine, view.AbsencesShown{Said: said, List: absences, Today: t.today(t.person), ReadsStatus: t.person.ReadsStatus}))
}

// isTeam reports whether the absences of the whole team are asked for.
func isTeam(rest string) bool {
	return slices.Contains([]string{"list", "liste", "team", "equipe", "who", "qui", "all", "tous", "toutes"}, scrum.Fold(strings.TrimSpace(rest)))
}

// tellTeamAbsences lists who of the team is absent, now and later, after what
// was just said.
func (t *turn) tellTeamAbsences(ctx context.Context, said string) error {
	if err := t.mayListAbsences(ctx); err != nil {
		return err
	}
	team, err := t.team(ctx)
	if err != nil {
		return err
	}
	list, err := t.absencesAhead(ctx, team)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.TeamAbsences(t.mine, view.TeamAbsencesShown{Channel: mentionOf(t.product.Channel), Said: said, List: list}))
}

// leftOfTeam and leftOfPerson show what is left of a list, from which an absence
// was taken.
func leftOfTeam(ctx context.Context, t *turn, _ scrum.Absence, said string) error {
	return t.tellTeamAbsences(ctx, said)
}

func leftOfPerson(ctx context.Context, t *turn, a scrum.Absence, said string) error {
	return t.tellAbsencesOf(ctx, a.Person, said)
}

// tellAbsencesOf lists the absences of one person: their own list for
// themselves, for others of the channel what its digest would tell.
func (t *turn) tellAbsencesOf(ctx context.Context, id scrum.PersonID, said string) error {
	if id == t.person.ID {
		return t.tellAbsences(ctx, said)
	}
	if err := t.mayListAbsences(ctx); err != nil {
		return err
	}
	if err := t.mustBeTeammate(ctx, id); err != nil {
		return err
	}
	p, err := t.tx.Person(ctx, id)
	if err != nil {
		return err
	}
	list, err := t.absencesAhead(ctx, []scrum.Person{p})
	if err != nil {
		return err
	}
	return t.tell(ctx, view.TeamAbsences(t.mine, view.TeamAbsencesShown{Channel: mentionOf(t.product.Channel), Who: p.Name, Said: said, List: list}))
}

// mayListAbsences lets those see the dates who see them in the digest.
func (t *turn) mayListAbsences(ctx context.Context) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	if err := t.mustBelong(); err != nil {
		return err
	}
	return t.mustBeInTeam(ctx)
}

// absencesAhead are the absences of people in the product's channel that are
// not over, the next one first. Only what the person entered themselves has its
// note, and can be taken back.
func (t *turn) absencesAhead(ctx context.Context, people []scrum.Person) ([]view.TeamAbsence, error) {
	absences, err := t.tx.AbsencesIn(ctx, t.product.Channel, dateBefore(t.now))
	if err != nil {
		return nil, err
	}
	var list []view.TeamAbsence
	for _, p := range people {
		today := t.today(p)
		for _, a := range absences[p.ID] {
			if a.To < today.Format(time.DateOnly) {
				continue
			}
			own := a.EnteredBy == t.person.ID
			if !own {
				a.Note = ""
			}
			a.Source = "" // where it was read is their own business
			list = append(list, view.TeamAbsence{Absence: a, Name: p.Name, Today: today, Own: own})
		}
	}
	slices.SortStableFunc(list, func(a, b view.TeamAbsence) int { return cmp.Compare(a.Absence.From, b.Absence.From) })
	return list, nil
}
