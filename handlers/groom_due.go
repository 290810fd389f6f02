package handlers

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"pogo/scrum"
	"pogo/view"
)

// setGroom has the oldest stories come to the owner by themselves, or no more.
func (t *turn) setGroom(ctx context.Context, ask scrum.GroomAsk) error {
	if err := t.mustOwn(ctx); err != nil {
		return err
	}
	if err := t.disarmAll(ctx, groomDeed); err != nil {
		return err
	}
	if ask.Off {
		return t.tell(ctx, view.Note(t.mine.Say("groom.off")))
	}
	zone := t.person.Location(t.product.Location())
	rest := t.calendarOf(t.person, nil).Holidays
	day := scrum.GroomDay(t.now, zone, rest)
	if err := t.armGroom(ctx, ask.Weeks, day, zone, rest); err != nil {
		return err
	}
	return t.tell(ctx, view.Note(t.mine.Say("groom.on", "n", ask.Weeks, "when", t.mine.Moment(groomAt(day, zone), t.now))))
}

func groomAt(day string, zone *time.Location) time.Time {
	date, _ := time.Parse(time.DateOnly, day) // we wrote it
	return scrum.GroomClock.On(date, zone).In(zone)
}

func (t *turn) armGroom(ctx context.Context, weeks int, planned string, zone *time.Location, rest scrum.Holidays) error {
	day, subject := rest.WorkingFrom(planned), strconv.Itoa(weeks)
	if day != planned {
		subject += " " + planned
	}
	return t.tx.Arm(ctx, scrum.Schedule{
		Product: t.product.ID, Deed: groomDeed, Subject: subject,
		Clock: scrum.GroomClock, Date: day, Zone: zone.String(), Window: 8 * time.Hour,
	}, t.now)
}

// groomDue offers the oldest stories to the owner, if any is old, and sets the
// clock anew.
func groomDue(ctx context.Context, t *turn, o occurrence) error {
	every, planned, _ := strings.Cut(o.Subject, " ")
	weeks, err := strconv.Atoi(every)
	if err != nil {
		return err
	}
	owner, err := t.tx.Person(ctx, t.product.Owner)
	if err != nil && !errors.Is(err, scrum.ErrNotFound) {
		return err
	}
	zone := owner.Location(t.product.Location())
	next := scrum.GroomDayAfter(cmp.Or(planned, o.Date), weeks, t.now, zone)
	if err := t.armGroom(ctx, weeks, next, zone, t.calendarOf(owner, nil).Holidays); err != nil {
		return err
	}
	if o.Timing == scrum.Missed || !owner.InTeam() || !isOpen(t.channel) {
		return nil
	}
	member, err := t.tx.IsMember(ctx, t.product.Channel, owner.ID)
	if err != nil || !member {
		return err
	}
	items, err := t.old(ctx, owner.ID, scrum.GroomDefault)
	if err != nil || len(items) == 0 {
		return err
	}
	return t.offerOld(ctx, owner.ID, items, weeks)
}
