package handlers

import (
	"context"
	"errors"
	"slices"

	"pogo/scrum"
	"pogo/view"
)

// worthTx is what the worth of stories needs of a transaction.
type worthTx interface {
	// Expedited returns the stories in progress that go before all others, as
	// far as a person may see them.
	Expedited(ctx context.Context, product scrum.ProductID, viewer scrum.PersonID) ([]scrum.Story, error)
	// Classes returns the effort of the open stories in each class of MoSCoW,
	// as far as a person may see them.
	Classes(ctx context.Context, product scrum.ProductID, viewer scrum.PersonID) (map[scrum.MoSCoW]scrum.Classified, error)
}

func worthNoun() noun {
	return noun{
		clicks: map[string]click{view.WorthOpen: on((*turn).story, openWorth), view.WorthMethod: chooseMethod},
		forms:  map[string]submit{view.WorthForm: submitWorth},
	}
}

func worthTyped(ctx context.Context, t *turn, c Command, rest string) error {
	s, err := t.oneStory(ctx, "worth", rest)
	if err != nil {
		return err
	}
	if t.door.written {
		return t.tell(ctx, view.WorthOffered(t.mine, s))
	}
	return openWorth(ctx, t, Click{Channel: c.Channel}, s)
}

// openWorth opens the form of what a story is worth, by the method that most
// is known of.
func openWorth(ctx context.Context, t *turn, c Click, s scrum.Story) error {
	if err := t.mustSayWorth(ctx, s); err != nil {
		return err
	}
	where := Where{Channel: c.Channel, ID: int64(s.ID), Revision: s.Revision, Opened: t.now.UnixMicro()}
	t.answer.Open = view.Worth(t.mine, where.String(), s, view.MethodOf(s), nil)
	return nil
}

// mustSayWorth refuses what cannot be ordered, and whom it is not for.
func (t *turn) mustSayWorth(ctx context.Context, s scrum.Story) error {
	if err := t.mustRevise(ctx, s); err != nil {
		return err
	}
	if err := t.mustBelong(); err != nil {
		return err
	}
	if s.Epic {
		return t.refuse("worth.refuse.epic", "key", s.Key)
	}
	return t.mustBeOpen(ctx, s)
}

// chooseMethod makes the form ask what another method asks. What was entered
// for the one before goes with it.
func chooseMethod(ctx context.Context, t *turn, c Click) error {
	where := ParseWhere(c.Private)
	s, err := t.story(ctx, scrum.StoryID(where.ID))
	if err != nil {
		return err
	}
	if !slices.Contains(view.Methods(), scrum.Sort(c.Value)) {
		return t.refuse("command.nothing")
	}
	where.Entered = entered(where, c.Values)
	t.answer.Update = view.Worth(t.mine, where.String(), s, scrum.Sort(c.Value), where.Entered)
	return nil
}

// entered is what stands in the fields of a form of worth, and in those that it
// showed before.
func entered(where Where, shown map[string]string) map[string]string {
	const most = 40 // letters; no answer has more
	all := map[string]string{}
	for _, name := range worthAsked() {
		value, isShown := shown[name]
		if !isShown {
			value, isShown = where.Entered[name]
		}
		if isShown {
			letters := []rune(value)
			all[name] = string(letters[:min(most, len(letters))])
		}
	}
	return all
}

// worthAsked are the fields of all methods. The date comes last: it decides on
// the class.
func worthAsked() []string {
	return []string{"moscow", "reach", "impact", "effort", "business", "urgency", "risk", "job", "value", "size", "confidence", "class", "due"}
}

// submitWorth keeps what the form says. What it did not ask stays as it is;
// like an edit, it overwrites nothing that somebody else changed meanwhile.
func submitWorth(ctx context.Context, t *turn, sub Submission) error {
	asked := entered(ParseWhere(sub.Private), sub.Values)
	before, after, err := t.filled(ctx, sub, t.mustSayWorth, func(d *detailed) error { return t.fillWorth(ctx, d, asked, sub.Values) })
	if err != nil {
		return err
	}
	s, err := t.keepDetails(ctx, before, after)
	if errors.Is(err, scrum.ErrChanged) {
		return t.changed(sub, before.Story)
	}
	if err != nil {
		return err
	}
	note, err := oneFirst(ctx, t, s)
	if err != nil {
		return err
	}
	quadrant, err := t.quadrant(ctx, s)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.WorthKept(t.mine, s, quadrant...).With(note))
}

// quadrant says where a story stands by value and effort among those that have
// both; nothing if they are too few to tell. A page of the best is enough to
// find their middle.
func (t *turn) quadrant(ctx context.Context, s scrum.Story) ([]string, error) {
	const looked = 200
	if _, ok := scrum.ValueForEffort(s.Value, s.Size); !ok {
		return nil, nil
	}
	stories, _, err := t.tx.Backlog(ctx, scrum.BacklogQuery{Product: t.product.ID, Viewer: t.person.ID, Filter: scrum.Filter{Sort: scrum.SortValue}, Limit: looked})
	if err != nil {
		return nil, err
	}
	middle, ok := scrum.MiddleOf(stories)
	if !ok {
		return nil, nil
	}
	return []string{t.mine.Say("worth.quadrant."+string(middle.Quadrant(s.Value, s.Size)), "key", s.Key)}, nil
}

// fillWorth sets what the form says anew. What is wrong is said at its field,
// if that is shown.
func (t *turn) fillWorth(ctx context.Context, d *detailed, values, shown map[string]string) error {
	was := d.Story
	for _, name := range worthAsked() {
		value, offered := values[name]
		stands := was.Part(name)
		if name == "size" && was.Size.Known {
			stands = was.Size.String()
		}
		if isNothing(value) {
			value = ""
		}
		if !offered || value == stands {
			continue
		}
		if err := t.setValue(ctx, d, setting{name: name, typed: name, value: value, away: value == ""}); err != nil {
			if _, isShown := shown[name]; !isShown {
				return err
			}
			return atField(name, err)
		}
	}
	return atField("due", t.mustHaveDate(d.Story))
}

// oneFirst says that another story goes before all others already, where this
// one does too; "" if it is the only one.
func oneFirst(ctx context.Context, t *turn, s scrum.Story) (string, error) {
	if s.Class != scrum.ClassExpedite || !s.State.Open() {
		return "", nil
	}
	first, err := t.tx.Expedited(ctx, t.product.ID, t.person.ID)
	if err != nil {
		return "", err
	}
	for _, other := range first {
		if other.ID != s.ID {
			return view.Expedited(t.mine, s, other, t.verb("story", "set")), nil
		}
	}
	return "", nil
}

// whatFirst is what is to be heard by whoever takes a story: what it needs,
// and that another one goes first.
func whatFirst(ctx context.Context, t *turn, s scrum.Story) (string, error) {
	needs, err := comesFirst(ctx, t, s)
	if err != nil {
		return "", err
	}
	note, err := oneFirst(ctx, t, s)
	if needs != "" && note != "" {
		needs += "\n"
	}
	return needs + note, err
}
