package intake

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"pogo/exchange"
	"pogo/scrum"
	"pogo/storage"
)

// restored is the product that is being restored.
type restored struct {
	tx      *storage.Tx
	bulk    *storage.Bulk
	dry     bool
	now     time.Time
	look    string // the deed that looks after blockers
	product scrum.Product
	sprints map[int]scrum.SprintID
	waiting map[scrum.StoryID]bool // to be joined to others
	blocked []exchange.Blocker     // that were added here, to be joined to stories
}

func (p *restored) begin(ctx context.Context, file exchange.Product) error {
	here, err := p.tx.ProductByKey(ctx, file.Key)
	switch {
	case err == nil && here.Channel != file.Channel:
		return fmt.Errorf("%s is the product of channel %s here and of %s in the file: they are two products with one key", file.Key, here.Channel, file.Channel)
	case errors.Is(err, scrum.ErrNotFound):
		if here, err = p.create(ctx, file); err != nil {
			return err
		}
	case err != nil:
		return err
	}
	p.product, p.sprints = here, map[int]scrum.SprintID{}
	if p.dry && here.ID == 0 {
		return nil
	}
	if err := p.restoreSprints(ctx, file); err != nil {
		return err
	}
	return p.blockers(ctx, file.Blockers)
}

func (p *restored) create(ctx context.Context, file exchange.Product) (scrum.Product, error) {
	if other, err := p.tx.ProductOf(ctx, file.Channel); !errors.Is(err, scrum.ErrNotFound) {
		return other, errors.Join(err, fmt.Errorf("channel %s is the home of %s here and of %s in the file", file.Channel, other.Key, file.Key))
	}
	if p.dry {
		return file.Product, nil
	}
	product, err := p.tx.CreateProduct(ctx, file.Product)
	if err == nil && file.MustBeReady {
		err = p.tx.SetMustBeReady(ctx, product.ID, true)
	}
	if err == nil && file.Privacy != "" {
		err = p.tx.SetPrivacyContact(ctx, product.ID, file.Privacy)
	}
	if err == nil && file.Escalate != "" {
		err = p.tx.SetEscalation(ctx, product.ID, file.Escalate)
	}
	return product, err
}

// restoreSprints adds the sprints that are not here and compares the others.
func (p *restored) restoreSprints(ctx context.Context, file exchange.Product) error {
	here, err := p.tx.Sprints(ctx, p.product.ID)
	if err != nil {
		return err
	}
	for i, s := range file.Sprints {
		switch {
		case i < len(here) && (here[i].Goal != s.Goal || !here[i].StartsAt.Equal(s.StartsAt)):
			return fmt.Errorf("sprint %d of %s is another one here", s.Number, file.Key)
		case i < len(here):
			p.sprints[s.Number] = here[i].ID
		case !p.dry:
			s.Product = p.product.ID
			kept, err := p.tx.CreateSprint(ctx, s)
			if errors.Is(err, scrum.ErrTaken) {
				return fmt.Errorf("sprint %d of %s cannot follow: the one before is not closed here", s.Number, file.Key)
			}
			if err != nil {
				return err
			}
			p.sprints[s.Number] = kept.ID
		}
	}
	if p.dry {
		return nil
	}
	return p.tx.RaiseNumber(ctx, p.product.ID, file.NextNumber)
}

// story restores one, and reports whether it was here already.
func (p *restored) story(ctx context.Context, k exchange.Kept) (known bool, err error) {
	s := k.Story
	if p.product.ID == 0 {
		return false, nil
	}
	here, err := p.tx.StoryByNumber(ctx, p.product.ID, s.Number)
	switch {
	case err == nil && here.Text == s.Text && here.CreatedAt.Equal(s.CreatedAt):
		return true, nil
	case err == nil:
		return false, fmt.Errorf("%s is another story here, “%s”: give the product of the file another key, or restore it into a database of its own", s.Key, here.Headline())
	case !errors.Is(err, scrum.ErrNotFound):
		return false, err
	case p.dry:
		return false, nil
	}
	s.Product, s.Sprint = p.product.ID, p.sprints[k.Sprint]
	if s.ID, err = p.bulk.Add(ctx, s); err != nil {
		return false, err
	}
	if err := p.course(ctx, s.ID, k); err != nil {
		return false, err
	}
	if k.Joined() {
		p.waiting[s.ID] = true
		return false, nil
	}
	return false, p.history(ctx, s.ID, k.Changes)
}

// course keeps through which sprints and states a story went, what people were
// asked about it, and where it came from.
func (p *restored) course(ctx context.Context, story scrum.StoryID, k exchange.Kept) error {
	for _, stay := range k.Stays {
		err := p.tx.SaveSprintStay(ctx, scrum.SprintStory{
			Sprint: p.sprints[stay.Sprint], Story: story, Size: stay.Size, AddedAt: stay.AddedAt, RemovedAt: stay.RemovedAt, DoneAt: stay.DoneAt,
		})
		if err != nil {
			return err
		}
	}
	for _, step := range k.Steps {
		if err := p.tx.KeepStep(ctx, p.product.ID, story, step); err != nil {
			return err
		}
	}
	for _, survey := range k.Surveys {
		survey.Story = story
		if err := p.tx.RestoreKano(ctx, survey); err != nil {
			return err
		}
	}
	for _, source := range k.Sources {
		if err := p.tx.KeepSource(ctx, p.product.ID, source.Tool, source.ID, story); err != nil {
			return err
		}
	}
	return nil
}

// join leads from a story to the others, all of which are here by now. One
// that was left out of the file leads nowhere.
func (p *restored) join(ctx context.Context, k exchange.Kept) error {
	id, err := p.id(ctx, k.Story.Number)
	if err != nil || !p.waiting[id] {
		return err
	}
	parent, err := p.id(ctx, k.Parent)
	if err == nil && parent != 0 {
		err = p.tx.SetParent(ctx, id, parent)
	}
	for _, l := range k.Links {
		other, found := p.id(ctx, l.Other)
		if err = errors.Join(err, found); err == nil && other != 0 {
			err = p.tx.KeepLink(ctx, scrum.Link{Story: id, Kind: l.Kind, Other: other})
		}
	}
	if err != nil {
		return err
	}
	return p.history(ctx, id, k.Changes)
}

// id finds a story by its number; 0 is none.
func (p *restored) id(ctx context.Context, number int) (scrum.StoryID, error) {
	if number == 0 {
		return 0, nil
	}
	id, err := p.tx.StoryID(ctx, p.product.ID, number)
	if errors.Is(err, scrum.ErrNotFound) {
		return 0, nil
	}
	return id, err
}

// history keeps the changes of a story, in which other stories and sprints have
// numbers in the file and ids here.
func (p *restored) history(ctx context.Context, story scrum.StoryID, changes []scrum.Change) error {
	for _, c := range changes {
		for _, value := range []*string{&c.Before, &c.After} {
			var err error
			if *value, err = p.identified(ctx, c.Field, *value); err != nil {
				return err
			}
		}
		if err := p.tx.RecordChanges(ctx, story, c.By, c.At, []scrum.Change{c}); err != nil {
			return err
		}
	}
	return nil
}

// identified turns the numbers in one value of a change, one a line, into ids.
func (p *restored) identified(ctx context.Context, field, value string) (string, error) {
	if field != "sprint" && field != "parent" && field != "needs" {
		return value, nil
	}
	var ids []string
	for text := range strings.FieldsSeq(value) {
		number, err := strconv.Atoi(text)
		if err != nil {
			continue // no file of ours says so
		}
		id := int64(p.sprints[number])
		if field != "sprint" {
			other, err := p.id(ctx, number)
			if err != nil {
				return "", err
			}
			id = int64(other)
		}
		if id != 0 {
			ids = append(ids, strconv.FormatInt(id, 10))
		}
	}
	return strings.Join(ids, "\n"), nil
}
