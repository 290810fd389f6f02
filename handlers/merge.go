package handlers

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// maxSince is how many changes are looked at that followed the opening of a
// form. One that is older than more of them is refused.
const maxSince = 200

// changedSince returns what changed in a story after a form was opened, the last
// first; false if that cannot be told.
func (t *turn) changedSince(ctx context.Context, where Where, s scrum.Story) ([]scrum.Change, bool, error) {
	if where.Opened == 0 {
		return nil, false, nil
	}
	changes, err := t.tx.ChangesOf(ctx, s.ID, maxSince, 0)
	for i, c := range changes {
		if c.At.Before(time.UnixMicro(where.Opened)) {
			return changes[:i], true, err
		}
	}
	return changes, len(changes) < maxSince, err
}

// merged is what the form of a story's words changes in it, by field, and what
// others gave another value since it was opened. Where the person chose
// between both already, that holds.
func (t *turn) merged(ctx context.Context, sub Submission, s scrum.Story) (map[string]string, []view.Clash, error) {
	where := ParseWhere(sub.Private)
	values := maps.Clone(sub.Values)
	for field, choice := range sub.Values {
		if of, chosen := strings.CutPrefix(field, view.FieldChoice); chosen {
			delete(values, field)
			if choice == view.ChoiceTheirs {
				delete(values, of)
			}
		}
	}
	if where.Revision == s.Revision {
		return values, nil, nil
	}
	changes, known, err := t.changedSince(ctx, where, s)
	if err != nil {
		return nil, nil, err
	}
	if !known {
		return nil, nil, t.changed(sub, s)
	}
	now := s.Fields()
	mine, names := scrum.Merge(scrum.Before(changes, now), values, now)
	var clashes []view.Clash
	for _, name := range names {
		clashes = append(clashes, view.Clash{Field: name, Theirs: now[name], By: lastBy(changes, name)})
	}
	return mine, clashes, nil
}

// lastBy returns who changed a field last. The changes have the newest first.
func lastBy(changes []scrum.Change, field string) scrum.PersonID {
	for _, c := range changes {
		if c.Field == field {
			return c.By
		}
	}
	return ""
}

// askWhich lets the person choose between what they typed and what somebody
// else wrote meanwhile, in the form itself, which keeps all they typed. What
// an acknowledgement cannot carry is refused, and stays in the form too.
func (t *turn) askWhich(ctx context.Context, sub Submission, s scrum.Story, mine map[string]string, clashes []view.Clash) error {
	people := make([]scrum.PersonID, 0, len(clashes))
	for _, c := range clashes {
		people = append(people, c.By)
	}
	names, err := t.names(ctx, people...)
	if err != nil {
		return err
	}
	where := Where{Channel: ParseWhere(sub.Private).Channel, ID: int64(s.ID), Revision: s.Revision, Opened: t.now.UnixMicro()}
	form := view.StoryMergeForm(t.mine, where.String(), s, mine, clashes, names)
	fits, err := t.replaceForm(form)
	if err == nil && !fits {
		err = t.changed(sub, s)
	}
	return err
}

// replaceForm shows another form in the place of the one that was sent, and
// reports whether an acknowledgement can carry it.
func (t *turn) replaceForm(form *view.Form) (bool, error) {
	const largest = 15 << 10
	raw, err := json.Marshal(form)
	if err != nil {
		return false, fmt.Errorf("measure a form: %w", err)
	}
	if len(raw) > largest {
		return false, nil
	}
	t.answer.Replace = form
	return true, nil
}
