package handlers

import (
	"context"
	"errors"
	"html"
	"strings"
	"unicode/utf8"

	"pogo/scrum"
	"pogo/view"
)

// savedViewTx is what saved views need of a transaction.
type savedViewTx interface {
	SaveView(ctx context.Context, person scrum.PersonID, product scrum.ProductID, v scrum.SavedView) error
	SavedViews(ctx context.Context, person scrum.PersonID, product scrum.ProductID) ([]scrum.SavedView, error)
	// SavedView and ForgetView find a view by its folded name.
	SavedView(ctx context.Context, person scrum.PersonID, product scrum.ProductID, folded string) (scrum.SavedView, error)
	ForgetView(ctx context.Context, person scrum.PersonID, product scrum.ProductID, folded string) error
}

// cutName takes the name of a view off a text: what stands in quotes, or the
// words before the first filter.
func cutName(text string) (name, rest string) {
	text = strings.TrimSpace(anySpace.ReplaceAllString(html.UnescapeString(text), " "))
	if quoted := quotedText.FindStringSubmatch(text); quoted != nil {
		return strings.TrimSpace(quoted[1]), strings.TrimSpace(text[len(quoted[0]):])
	}
	rest = text
	for rest != "" && quotedText.FindString(rest) == "" && !startsFilter(rest) {
		_, rest = cutWord(rest)
	}
	return strings.TrimSpace(strings.TrimSuffix(text, rest)), rest
}

func startsFilter(text string) bool {
	keyed := keyedValue.FindStringSubmatch(text)
	return keyed != nil && filterName(keyed[1]) != ""
}

// saveView keeps a filter under a name.
func saveView(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	name, typed := cutName(rest)
	if name == "" || typed == "" {
		return t.unread(rest, "/backlog "+t.verb("backlog", "save"), t.mine.Say("backlog.view.example"))
	}
	if utf8.RuneCountInString(name) > scrum.MaxViewName {
		return t.refuse("backlog.view.refuse.long", "n", scrum.MaxViewName)
	}
	if t.h.isVerb("backlog", name) {
		return t.refuse("backlog.view.refuse.word", "name", escape(name))
	}
	f, err := t.filter(ctx, typed)
	if err != nil {
		return err
	}
	v := scrum.SavedView{Name: name, Filter: f.String()}
	views, err := t.tx.SavedViews(ctx, t.person.ID, t.product.ID)
	if err != nil {
		return err
	}
	known := false
	for _, other := range views {
		known = known || other.Folded() == v.Folded()
	}
	if len(views) >= scrum.MaxSavedViews && !known {
		return t.refuse("backlog.view.refuse.many", "n", scrum.MaxSavedViews, "example", escape(views[0].Name))
	}
	if err := t.tx.SaveView(ctx, t.person.ID, t.product.ID, v); err != nil {
		return err
	}
	said := "backlog.view.saved"
	if known {
		said = "backlog.view.replaced"
	}
	return t.tell(ctx, view.Note(t.mine.Say(said, "name", escape(name))))
}

// viewNamed returns the person's view of a name, or refuses.
func (t *turn) viewNamed(ctx context.Context, typed string) (scrum.SavedView, error) {
	v, err := t.savedView(ctx, typed)
	if errors.Is(err, scrum.ErrNotFound) {
		err = t.refuse("backlog.view.refuse.none", "name", clipWord(unquote(typed)))
	}
	return v, err
}

// showView lists what a saved view lets through.
func showView(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	if isEmpty(rest) {
		return t.tellViews(ctx)
	}
	v, err := t.viewNamed(ctx, rest)
	if err != nil {
		return err
	}
	return t.tellView(ctx, v)
}

// savedView is the person's view of that name.
func (t *turn) savedView(ctx context.Context, typed string) (scrum.SavedView, error) {
	name := scrum.FoldName(unquote(html.UnescapeString(typed)))
	if name == "" || t.product.ID == 0 {
		return scrum.SavedView{}, scrum.ErrNotFound
	}
	return t.tx.SavedView(ctx, t.person.ID, t.product.ID, name)
}

func (t *turn) tellView(ctx context.Context, v scrum.SavedView) error {
	f, err := t.filter(ctx, v.Filter)
	if err != nil {
		return err
	}
	f.name = v.Name
	return t.tellBacklog(ctx, f, view.Page{First: 1}, false)
}

func listViews(ctx context.Context, t *turn, _ Command, _ string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	return t.tellViews(ctx)
}

// tellViews lists what the person saved.
func (t *turn) tellViews(ctx context.Context) error {
	views, err := t.tx.SavedViews(ctx, t.person.ID, t.product.ID)
	if err != nil {
		return err
	}
	list := view.SavedViews{Product: t.product.ID, Channel: t.channel.Name}
	for _, v := range views {
		f, err := t.filter(ctx, v.Filter)
		if err != nil {
			f = filter{text: v.Filter} // it names what is gone, and is shown as it stands
		}
		sought, err := t.sought(ctx, f)
		if err != nil {
			return err
		}
		list.Views = append(list.Views, view.SavedView{Name: v.Name, Sought: sought})
	}
	return t.tell(ctx, view.Views(t.mine, list))
}

func forgetView(ctx context.Context, t *turn, _ Command, rest string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	if isEmpty(rest) {
		return t.tellViews(ctx)
	}
	v, err := t.viewNamed(ctx, rest)
	if err != nil {
		return err
	}
	if err := t.tx.ForgetView(ctx, t.person.ID, t.product.ID, v.Folded()); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("backlog.view.forgotten", "name", escape(v.Name))))
}

// pressView shows the view that a button is about, which carries the product
// and the name.
func pressView(ctx context.Context, t *turn, c Click) error {
	productID, name := cutWord(c.Value)
	product, err := parseID[scrum.ProductID](productID)
	if err != nil {
		return t.refuse("command.nothing")
	}
	if err := t.enter(ctx, product); err != nil {
		return err
	}
	return showView(ctx, t, Command{}, name)
}
