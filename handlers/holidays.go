package handlers

import (
	"cmp"
	"context"

	"pogo/holiday"
	"pogo/scrum"
	"pogo/view"
)

// holidaysNoun is by which public holidays a product and its people rest.
func holidaysNoun() noun {
	return noun{clicks: map[string]click{view.HolidaysSet: pressHolidays}}
}

// noHolidays is the calendar of those who chose to have none; [holiday.Of]
// knows no day of it.
const noHolidays = "none"

// holidaysTyped says by which calendar people rest, or sets it: "holidays
// france alsace-moselle" for the product, by its owner, "holidays me germany"
// for oneself.
func holidaysTyped(ctx context.Context, t *turn, _ Command, rest string) error {
	first, after := cutWord(rest)
	switch scrum.Fold(first) {
	case "":
		return t.tellHolidays(ctx, "")
	case "feries": // "jours fériés"
		return holidaysTyped(ctx, t, Command{}, after)
	case "me", "moi", "my", "mine", "mes":
		return t.setOwnHolidays(ctx, after)
	}
	code, ok := holiday.Parse(rest)
	if !ok {
		return t.unfitHolidays(rest)
	}
	return t.setHolidays(ctx, code)
}

func (t *turn) unfitHolidays(typed string) error {
	return t.refuse("holidays.refuse.unread", "typed", clipWord(typed), "known", view.HolidayCountries(t.mine, holiday.Countries()), "command", "/po "+t.verb("po", "holidays"))
}

// setHolidays gives the product a calendar.
func (t *turn) setHolidays(ctx context.Context, code string) error {
	if err := t.mustHaveProduct(); err != nil {
		return err
	}
	if err := t.mustOwn(ctx); err != nil {
		return err
	}
	t.product.Holidays = cmp.Or(code, noHolidays)
	if err := t.tx.SetProductHolidays(ctx, t.product.ID, t.product.Holidays); err != nil {
		return err
	}
	return t.tellHolidays(ctx, t.mine.Say("holidays.set"))
}

// setOwnHolidays gives the person a calendar of their own, or that of each
// product again.
func (t *turn) setOwnHolidays(ctx context.Context, typed string) error {
	code, ok := holiday.Parse(typed)
	switch scrum.Fold(typed) {
	case "":
		return t.tellHolidays(ctx, "")
	case "product", "produit", "channel", "canal", "default", "reset", "team", "equipe":
		code, ok = "", true
	default:
		code = cmp.Or(code, noHolidays)
	}
	if !ok {
		return t.unfitHolidays(typed)
	}
	if err := t.tx.SetPersonHolidays(ctx, t.person.ID, code); err != nil {
		return err
	}
	t.person.Holidays = code
	return t.tellHolidays(ctx, t.mine.Say("holidays.setMine"))
}

// pressHolidays takes the calendar that was proposed for a product.
func pressHolidays(ctx context.Context, t *turn, c Click) error {
	first, code := cutWord(c.Value)
	id, err := parseID[scrum.ProductID](first)
	if _, ok := holiday.Parse(code); err != nil || !ok {
		return t.refuse("command.nothing")
	}
	if err := t.enter(ctx, id); err != nil {
		return err
	}
	t.door.replace = true
	return t.setHolidays(ctx, code)
}

// tellHolidays says by which calendars the channel and the person rest, after
// what was just done. To its owner the calendar of the product's zone is
// proposed as long as none was chosen.
func (t *turn) tellHolidays(ctx context.Context, said string) error {
	shown := view.HolidaysShown{Said: said, Today: t.today(t.person), Known: holiday.Countries(), Product: t.product.ID}
	if t.product.ID != 0 {
		shown.Ours = t.placeOf(t.product.Holidays)
		if t.product.Holidays == "" && t.mustOwn(ctx) == nil {
			shown.Guess, shown.Propose = t.placeOf(holiday.Guess(t.product.Zone)), holiday.Guess(t.product.Zone)
		}
	}
	if t.person.Holidays != "" {
		mine := t.placeOf(t.person.Holidays)
		shown.Mine = &mine
	}
	return t.tell(ctx, view.Holidays(t.mine, shown))
}

func (t *turn) placeOf(code string) view.HolidayPlace {
	const next = 3
	country, region := holiday.Place(code)
	if holiday.Of(code) == nil {
		return view.HolidayPlace{}
	}
	p := view.HolidayPlace{Country: country, Region: region, Worked: holiday.Worked(code)}
	for _, d := range holiday.Next(code, t.today(t.person), next) {
		p.Next = append(p.Next, view.HolidayDay{Name: d.Name, Date: d.Date})
	}
	return p
}
