package handlers

import (
	"cmp"
	"context"
	"slices"

	"pogo/scrum"
	"pogo/view"
)

// privacyNoun is what happens when a story that the channel sees comes to
// speak of personal data or of a hole in security, by whichever door.
//
// The form of its words asks before it saves them. By any other door it stays
// shown: the words stood in the channel as soon as they were kept, and a story
// that vanished by itself would only make people ask for it. Whoever wrote them
// and the privacy contact are asked, each privately; either can hide the story,
// and neither answer is anybody else's to give. A new story is the other way
// round: it gets no card until its product's owner shows it.
func privacyNoun() noun {
	return noun{
		clicks: map[string]click{
			view.PrivacyHide: foundPressed(hideStory),
			view.PrivacyKeep: foundPressed(keepShown),
		},
		forGuests:    []string{view.PrivacyHide, view.PrivacyKeep},
		storyChanged: known(noteSensitive),
		turnEnded:    tellSensitive,
	}
}

// finding is a story that the channel sees, and the lines by which it came to
// speak of what the channel perhaps should not see.
type finding struct {
	story scrum.Story
	lines []string
}

func noteSensitive(_ context.Context, t *turn, before, now scrum.Story) error {
	if now.Hidden || now.State == scrum.StoryUndone {
		return nil
	}
	if lines := scrum.NewlySensitive(before, now); len(lines) > 0 {
		t.found = append(t.found, finding{now, lines})
	}
	return nil
}

// tellSensitive asks the person and the privacy contact what is to become of
// the stories that were found. In the answer to the person it comes last.
func tellSensitive(ctx context.Context, t *turn) error {
	var asked view.Message
	for _, f := range t.found {
		shown, err := t.foundShown(ctx, f)
		if err != nil {
			return err
		}
		if contact := shown.Contact; contact != "" && contact != t.person.ID {
			words, err := t.wordsOf(ctx, contact)
			if err != nil {
				return err
			}
			if err := t.direct(ctx, contact, view.FoundName(f.story), view.FoundForContact(words, shown)); err != nil {
				return err
			}
		}
		asked = asked.And(view.FoundForEditor(t.mine, shown))
	}
	if len(t.found) == 0 || t.decided {
		return nil
	}
	return t.tellAlso(ctx, asked)
}

// foundShown is a finding with what its messages say beside it.
func (t *turn) foundShown(ctx context.Context, f finding) (view.Found, error) {
	product, channel, err := t.homeOf(ctx, f.story.Product)
	if err != nil {
		return view.Found{}, err
	}
	shown := view.Found{Story: f.story, Lines: f.lines, Channel: channel.Name, Editor: t.person.ID}
	if shown.Contact, err = t.privacyContact(ctx, product); err != nil {
		return shown, err
	}
	for _, id := range f.story.SeenHidden(product) {
		if !slices.Contains(shown.Readers, id) {
			shown.Readers = append(shown.Readers, id)
		}
	}
	shown.Names, err = t.names(ctx, append(shown.Readers, shown.Contact, shown.Editor)...)
	return shown, err
}

// privacyContact is who hears of findings: whom the owner named, else the
// owner, as long as they are of the team; "" if neither is.
func (t *turn) privacyContact(ctx context.Context, product scrum.Product) (scrum.PersonID, error) {
	for _, id := range []scrum.PersonID{product.Privacy, product.Owner} {
		people, err := t.tx.People(ctx, id)
		if err != nil {
			return "", err
		}
		member, err := t.tx.IsMember(ctx, product.Channel, id)
		if p, known := people[id]; err != nil || known && member && p.InTeam() {
			return id, err
		}
	}
	return "", nil
}

// privacyTyped says who hears of stories about security or personal data, or
// lets the owner name somebody.
func privacyTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	if isEmpty(rest) {
		contact, err := t.privacyContact(ctx, t.product)
		if err != nil {
			return err
		}
		if contact == "" {
			return t.tell(ctx, view.Note(t.mine.Say("privacy.nobody")))
		}
		return t.tellContact(ctx, "privacy.is", contact)
	}
	contact, ok := t.personNamed(rest)
	if !ok {
		return t.unfitPerson("privacy")
	}
	if err := t.mustOwn(ctx); err != nil {
		return err
	}
	if err := t.mustBeTeammate(ctx, contact); err != nil {
		return err
	}
	return t.nameContact(ctx, contact)
}

// nameContact lets somebody hear of stories about security or personal data,
// and tells them, and whoever did before.
func (t *turn) nameContact(ctx context.Context, contact scrum.PersonID) error {
	before, named := cmp.Or(t.product.Privacy, t.product.Owner), contact
	if contact == t.product.Owner {
		named = ""
	}
	if err := t.tx.SetPrivacyContact(ctx, t.product.ID, named); err != nil {
		return err
	}
	names, err := t.names(ctx, contact, t.person.ID)
	if err != nil {
		return err
	}
	if contact != before && contact != t.person.ID {
		if err := t.tellMember(ctx, contact, "privacy.yours", names.Of(t.person.ID)); err != nil {
			return err
		}
	}
	if contact != before && before != t.person.ID {
		if err := t.tellMember(ctx, before, "privacy.theirs", names.Of(contact)); err != nil {
			return err
		}
	}
	return t.tellContact(ctx, "privacy.named", contact)
}

func (t *turn) tellContact(ctx context.Context, key string, contact scrum.PersonID) error {
	who, err := t.nameOf(ctx, contact)
	if err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say(key, "who", who, "channel", mentionOf(t.product.Channel))))
}

// foundPressed makes a click of the answer to a finding, about which the button
// says what was found when.
func foundPressed(act func(context.Context, *turn, scrum.Story, string) error) click {
	return func(ctx context.Context, t *turn, c Click) error {
		number, _ := cutWord(c.Value)
		id, err := parseID[scrum.StoryID](number)
		if err != nil {
			return t.refuse("command.nothing")
		}
		s, err := t.story(ctx, id)
		if err != nil {
			return err
		}
		if err := t.mustRevise(ctx, s); err != nil {
			return err
		}
		if s.Hidden {
			return t.refuse("privacy.refuse.hidden", "key", s.Key)
		}
		return act(ctx, t, s, c.Value)
	}
}

func keepShown(ctx context.Context, t *turn, s scrum.Story, _ string) error {
	return t.replace(ctx, view.Note(t.mine.Say("privacy.kept", "key", s.Key)))
}

// hideStory takes a story out of the channel's sight. Its card says who did it;
// the privacy contact, and whoever works on it and sees it no longer, hear of
// it privately.
func hideStory(ctx context.Context, t *turn, s scrum.Story, found string) error {
	shown, err := t.hide(ctx, s, view.FoundPrefix+found)
	if err != nil {
		return err
	}
	return t.replace(ctx, view.HiddenNow(t.mine, shown, t.person.ID == t.product.Owner))
}

// hide saves a story out of the channel's sight and tells whom it concerns; the
// privacy contact in the place of the direct message of a name, if it stands.
func (t *turn) hide(ctx context.Context, s scrum.Story, found string) (view.Found, error) {
	s.Hidden = true
	s, err := t.saveStory(ctx, s)
	if err != nil {
		return view.Found{}, err
	}
	shown, err := t.foundShown(ctx, finding{story: s})
	if err != nil {
		return shown, err
	}
	name := view.StoryName(s.ID)
	stands, err := t.stands(ctx, name)
	if err == nil && stands {
		err = t.post(ctx, name, view.StoryHidden(t.ours, shown))
	}
	if err != nil {
		return shown, err
	}
	return shown, t.tellHidden(ctx, shown, found)
}

// tellHidden tells those who should know that somebody else hid a story.
func (t *turn) tellHidden(ctx context.Context, shown view.Found, found string) error {
	s, contact := shown.Story, shown.Contact
	if contact != "" && contact != t.person.ID {
		words, err := t.wordsOf(ctx, contact)
		if err != nil {
			return err
		}
		if err := t.direct(ctx, contact, found, view.HiddenBy(words, shown, contact == t.product.Owner)); err != nil {
			return err
		}
	}
	if s.Owner == "" || s.Owner == t.person.ID || s.VisibleTo(s.Owner, t.product) {
		return nil
	}
	words, err := t.wordsOf(ctx, s.Owner)
	if err != nil {
		return err
	}
	return t.direct(ctx, s.Owner, "", view.HiddenFromTaker(words, shown))
}
