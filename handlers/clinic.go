package handlers

import (
	"context"
	"errors"
	"slices"

	"pogo/scrum"
	"pogo/view"
)

// clinicTx is what remarks need of a transaction: what stands around a story.
type clinicTx interface {
	// Personas returns the roles of a product, the most frequent first.
	Personas(ctx context.Context, product scrum.ProductID, limit int) ([]scrum.Persona, error)
	// Latest returns how the newest stories of a product that a person may see
	// are told: their texts, parts and warnings.
	Latest(ctx context.Context, product scrum.ProductID, viewer scrum.PersonID, limit int) ([]scrum.Wording, error)
	// Opposite returns a story that asks for the opposite of another.
	Opposite(ctx context.Context, s scrum.Story, viewer scrum.PersonID) (scrum.Story, error)
	// Paces returns the points done in the last closed sprints.
	Paces(ctx context.Context, product scrum.ProductID, limit int) ([]scrum.Points, error)
	// AskedBefore returns what a story's author had asked for before it.
	AskedBefore(ctx context.Context, s scrum.Story, limit int) ([]string, error)
}

func clinicNoun() noun {
	return noun{
		clicks: map[string]click{
			view.ClinicFix:  on((*turn).story, repairStory),
			view.ClinicSame: on((*turn).story, sameNeed),
		},
		forms: map[string]submit{
			view.ClinicRewrite: submitRewrite,
			view.ClinicAnswer:  submitAnswer,
			view.ClinicLink:    submitLink,
		},
		forGuests: []string{view.ClinicFix, view.ClinicSame, view.ClinicRewrite, view.ClinicAnswer, view.ClinicLink},
	}
}

// How many of a product's roles and stories are looked at.
const (
	knownPersonas = 300
	lastStories   = 30
	lastSprints   = 6
)

// finder looks for another story that has to do with one.
type finder func(ctx context.Context, s scrum.Story, viewer scrum.PersonID) (scrum.Story, error)

// surroundings is what the product knows besides a story, as far as the person
// may see it.
func (t *turn) surroundings(ctx context.Context, s scrum.Story, others ...finder) (scrum.Surroundings, error) {
	var a scrum.Surroundings
	var err error
	if s.Role != "" { // else it is told for nobody, and has no parts to move
		if a.Personas, a.Usual, err = t.customs(ctx, s); err != nil {
			return a, err
		}
	}
	for _, find := range others {
		other, err := find(ctx, s, t.person.ID)
		if err == nil {
			a.Like = append(a.Like, other)
		} else if !errors.Is(err, scrum.ErrNotFound) {
			return a, err
		}
	}
	if len(scrum.Named(s)) > 0 {
		if a.Linked, err = t.needs(ctx, s); err != nil {
			return a, err
		}
	}
	if s.Size.Known {
		paces, err := t.tx.Paces(ctx, s.Product, lastSprints)
		if err != nil {
			return a, err
		}
		a.Velocity = scrum.Median(paces)
	}
	return a, nil
}

// customs are for whom a product's stories are told, and how.
func (t *turn) customs(ctx context.Context, s scrum.Story) ([]scrum.Persona, scrum.Template, error) {
	personas, err := t.tx.Personas(ctx, s.Product, knownPersonas)
	if err != nil {
		return nil, "", err
	}
	latest, err := t.tx.Latest(ctx, s.Product, t.person.ID, lastStories)
	return personas, t.h.templates.usual(latest, s.Wording()), err
}

// advice is what would make a story better, for the person to read.
func (t *turn) advice(ctx context.Context, s scrum.Story) (view.Advice, error) {
	return t.adviceAmong(ctx, s, t.tx.Opposite, t.tx.Like)
}

// adviceAmong is the advice on a story next to the others that are found.
func (t *turn) adviceAmong(ctx context.Context, s scrum.Story, others ...finder) (view.Advice, error) {
	if !s.State.Open() {
		return view.Advice{Story: s}, nil
	}
	around, err := t.surroundings(ctx, s, others...)
	if err != nil {
		return view.Advice{}, err
	}
	return view.Advice{
		Story: s, Remarks: scrum.RemarksIn(s, around), Others: around.Like,
		Repairs: t.mustRevise(ctx, s) == nil,
	}, nil
}

// lackAdvice is the advice on what a story lacks to be ready, and on nothing
// else.
func (t *turn) lackAdvice(ctx context.Context, s scrum.Story) (view.Advice, error) {
	a := view.Advice{Story: s, Repairs: t.mustRevise(ctx, s) == nil}
	if !s.State.Open() {
		return a, nil
	}
	links, err := t.tx.LinksOf(ctx, s.ID)
	if err != nil {
		return a, err
	}
	for _, lack := range s.Lacks(links) {
		a.Remarks = append(a.Remarks, lack.Remark())
	}
	return a, nil
}

// firstAdvice is the advice on a story that was just created: what it is like
// its author has seen and decided on. That a need is no story is said to a
// person once a product: after that they know.
func (t *turn) firstAdvice(ctx context.Context, s scrum.Story) (view.Advice, error) {
	a, err := t.adviceAmong(ctx, s, t.tx.Opposite)
	told := slices.ContainsFunc(a.Remarks, func(r scrum.Remark) bool { return r.Rule == "not_a_story" })
	if err != nil || !told || s.Kind == scrum.KindBug {
		return a, err
	}
	before, err := t.tx.AskedBefore(ctx, s, lastStories)
	if slices.ContainsFunc(before, func(text string) bool { return slices.Contains(scrum.Parse(text).Warnings, "not_a_story") }) {
		a = a.Without("not_a_story")
	}
	return a, err
}

// repairStory begins the repair that a remark offers. The button carries the
// story, the rule and what the rule found.
func repairStory(ctx context.Context, t *turn, c Click, s scrum.Story) error {
	rule, hint := cutWord(c.Value)
	r := scrum.Remark{Rule: rule, Hint: hint}
	if r.Repair(s) == scrum.RepairLook {
		return t.compare(ctx, s, hint)
	}
	if err := t.mustRevise(ctx, s); err != nil {
		return err
	}
	if err := t.mustBeOpen(ctx, s); err != nil {
		return err
	}
	where := Where{Channel: c.Channel, ID: int64(s.ID), Revision: s.Revision, Opened: t.now.UnixMicro(), Rule: rule, Hint: hint, Response: c.Response}
	switch r.Repair(s) {
	case scrum.RepairSplit:
		return openSplit(ctx, t, c, s)
	case scrum.RepairLink:
		return t.link(ctx, where, s, r)
	case scrum.RepairRewrite:
		better, _ := scrum.Rewrite(s, r)
		t.answer.Open = view.RewriteForm(t.mine, t.labels(s), where.String(), s, better)
		return nil
	default:
		personas, err := t.tx.Personas(ctx, s.Product, view.MaxPersonas)
		if err != nil {
			return err
		}
		t.answer.Open = view.QuestionForm(t.mine, where.String(), s, r, personas)
		return nil
	}
}

// link asks whether a story needs the one that its words name. Where they name
// none that the person sees, it asks for other words.
func (t *turn) link(ctx context.Context, where Where, s scrum.Story, r scrum.Remark) error {
	for _, key := range scrum.Named(s) {
		other, err := t.storyNamed(ctx, key)
		if _, refused := isRefusal(err); refused {
			continue
		}
		if err != nil {
			return err
		}
		if other.Product == s.Product && other.ID != s.ID {
			where.Hint = other.Key
			t.answer.Open = view.LinkForm(t.mine, where.String(), s, other)
			return nil
		}
	}
	t.answer.Open = view.QuestionForm(t.mine, where.String(), s, r, nil)
	return nil
}
