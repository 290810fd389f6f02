package handlers

import (
	"context"
	"errors"
	"slices"
	"strings"

	"pogo/scrum"
	"pogo/view"
)

// repaired returns the story that a form is about, as it stood when the form
// was opened, if the person may change its words. What somebody else changed
// since is refused in the form, which stays open with all that was typed.
func (t *turn) repaired(ctx context.Context, sub Submission) (scrum.Story, scrum.Remark, error) {
	where := ParseWhere(sub.Private)
	r := scrum.Remark{Rule: where.Rule, Hint: where.Hint}
	s, err := t.story(ctx, scrum.StoryID(where.ID))
	if err != nil {
		return s, r, err
	}
	if err := t.mustRevise(ctx, s); err != nil {
		return s, r, err
	}
	if err := t.mustFit(ctx, sub, s); err != nil {
		return s, r, err
	}
	return s, r, t.mustBeOpen(ctx, s)
}

// submitRewrite keeps a rewrite that the person agreed to.
func submitRewrite(ctx context.Context, t *turn, sub Submission) error {
	s, r, err := t.repaired(ctx, sub)
	if err != nil {
		return err
	}
	better, ok := scrum.Rewrite(s, r)
	if !ok {
		return t.refuse("clinic.refuse.changed", "key", s.Key)
	}
	better.Parsed = better.RecheckedSince(s.Parsed)
	return t.keepRepair(ctx, sub, better, t.mine.Say("clinic.repaired", "key", s.Key))
}

// submitAnswer keeps the answer to a question. An answer that says nothing
// changes nothing, but that there is no benefit to tell is remembered.
func submitAnswer(ctx context.Context, t *turn, sub Submission) error {
	s, r, err := t.repaired(ctx, sub)
	if err != nil {
		return err
	}
	was := s
	if s, err = t.answered(s, r, sub.Values); err != nil {
		return err
	}
	if r.Rule == "missing_benefit" && s.Benefit == "" {
		s.Parsed = s.DeclinedBenefit()
		return t.keepRepair(ctx, sub, s, t.mine.Say("clinic.declined", "key", s.Key))
	}
	if len(scrum.Changes(was, s)) == 0 {
		return nil
	}
	return t.keepRepair(ctx, sub, s, t.mine.Say("clinic.repaired", "key", s.Key))
}

// answered is a story with what a form asked for. A part that was not asked
// for, or not filled in, stays.
func (t *turn) answered(s scrum.Story, r scrum.Remark, values map[string]string) (scrum.Story, error) {
	was := s.Parsed
	given := map[string]string{}
	for name, value := range values {
		if value = strings.TrimSpace(value); value != "" || name == "criteria" {
			given[name] = value
		}
	}
	if role := given[view.FieldPersona]; role != "" && (given["role"] == "" || given["role"] == s.Role) {
		given["role"] = role // chosen, and nothing else typed over what stood there
	}
	if size, ok := given["size"]; ok {
		points, err := scrum.ParsePoints(size)
		if err != nil {
			return s, t.refuseField("size", "estimate.refuse.points", "typed", clipWord(size), "key", s.Key)
		}
		s.Size = points
	}
	s.Parsed = edited(s.Parsed, given)
	if more := scrum.CriteriaLines(given["criterion"]); len(more) > 0 {
		s.Criteria = append(slices.Clone(s.Criteria), more...)
	}
	if slices.Contains(r.Asks(s), scrum.FieldReport) || s.Kind == scrum.KindBug {
		s.Report = s.Report.With(given)
	}
	s.Parsed = s.RecheckedSince(was)
	return s, nil
}

// submitLink keeps that a story needs the one that its words name.
func submitLink(ctx context.Context, t *turn, sub Submission) error {
	s, r, err := t.repaired(ctx, sub)
	if err != nil {
		return err
	}
	other, err := t.storyNamed(ctx, r.Hint)
	if err != nil {
		return err
	}
	if err := t.tx.KeepLink(ctx, scrum.Link{Story: s.ID, Kind: scrum.LinkNeeds, Other: other.ID}); err != nil {
		return err
	}
	return t.keepRepair(ctx, sub, s, t.mine.Say("clinic.linked", "key", s.Key, "other", other.Key))
}

// needs are the keys of the stories that a story needs.
func (t *turn) needs(ctx context.Context, s scrum.Story) ([]string, error) {
	links, err := t.tx.LinksOf(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	var keys []string
	for _, l := range links {
		if l.Kind != scrum.LinkNeeds || l.Story != s.ID {
			continue
		}
		other, err := t.tx.Story(ctx, l.Other)
		if err != nil {
			return nil, err
		}
		keys = append(keys, other.Key)
	}
	return keys, nil
}

// keepRepair saves a repaired story, and lets the message that the repair was
// offered in show what remains.
func (t *turn) keepRepair(ctx context.Context, sub Submission, s scrum.Story, did string) error {
	s, err := t.saveStory(ctx, s)
	if errors.Is(err, scrum.ErrChanged) {
		return t.changed(sub, s)
	}
	if err != nil {
		return err
	}
	advice, err := t.advice(ctx, s)
	if err != nil {
		return err
	}
	undo, err := t.withdrawal(ctx, s)
	if err != nil {
		return err
	}
	m := view.Repaired(t.mine, did, advice, undo)
	if where := ParseWhere(sub.Private); where.Response != "" {
		t.door.response = where.Response
		return t.replace(ctx, m)
	}
	return t.tell(ctx, m)
}
